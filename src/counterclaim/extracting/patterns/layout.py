"""A passage as the attribution rules see it: tokens with punctuation, quotations, sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.language.folding import WORD, fold

_TOKEN = re.compile(rf"{WORD.pattern}|['’]s\b|''|``|--+|\.\.+|[^\w\s]")
_OPEN = {"“": '”"', "«": "»", "„": '“”"', "``": "''", "‹": "›", "「": "」"}
_STRAIGHT = {'"', "''"}
_STOPS = {".", "!", "?", "؟", "…", "...", "..", "۔", "。"}
_DASHES = {"-", "–", "—", "―", "--", "---"}
_MUTABLE = {"-", ",", ".", "،", ":", "‑"}
INNER = "·"
LONGEST_SENTENCE = 250
_CLOSERS = {")", "]", "’", "'"}


@dataclass(slots=True)
class Layout:
    """Tokens `start[i]` to `end[i]` (into the document), their text and folded form.

    `quote[i]` numbers the quotation that holds token i (0: none), `quotes` are token ranges with
    their marks, `sentences` token ranges; a quotation never straddles a sentence.
    """

    text: str
    start: list[int]
    end: list[int]
    raw: list[str]
    folded: list[str]
    word: list[bool]
    quote: list[int]
    quotes: list[tuple[int, int]]
    unclosed: bool
    sentences: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.raw)

    def upper(self, i: int) -> bool:
        return self.raw[i][:1].isupper()


def is_dash(token: str) -> bool:
    return token in _DASHES


def is_stop(token: str) -> bool:
    return token in _STOPS


def layout(text: str, begin: int, finish: int, lexicon: Lexicon) -> Layout:
    """Read `text[begin:finish]`, one passage."""
    start: list[int] = []
    end: list[int] = []
    raw: list[str] = []
    for match in _TOKEN.finditer(text, begin, finish):
        start.append(match.start())
        end.append(match.end())
        raw.append(match.group())
    folded = [fold(r) or r for r in raw]
    word = [r[0].isalnum() for r in raw]
    quote, quotes, unclosed = _quotations(text, start, end, raw)
    page = Layout(text, start, end, raw, folded, word, quote, quotes, unclosed, [])
    page.sentences = [piece for a, b in _sentences(page, lexicon) for piece in _pieces(page, a, b)]
    _mute(page)
    return page


def _pieces(page: Layout, a: int, b: int) -> list[tuple[int, int]]:
    """A sentence in pieces of bounded length (text without full stops), cut outside of quotations."""
    found = []
    while b - a > LONGEST_SENTENCE:
        cut = next((k for k in range(a + LONGEST_SENTENCE, b) if not page.quote[k]), b)
        found.append((a, cut))
        a = cut
    return [*found, (a, b)] if a < b else found


def _mute(page: Layout) -> None:
    """Hyphens, abbreviation stops and digit separators divide nothing: `raw` becomes INNER for them."""
    ends = {b for _, b in page.sentences}
    last = len(page) - 1
    for i, token in enumerate(page.raw):
        if token in _MUTABLE and i > 0:
            tight = page.end[i - 1] == page.start[i]
            joined = tight and i < last and page.end[i] == page.start[i + 1] and page.word[i + 1]
            if (joined and page.word[i - 1] and (token not in ",،:" or page.raw[i + 1][0].isdigit())) or (
                token == "." and tight and not page.quote[i] and i + 1 not in ends and i + 2 not in ends
            ):
                page.raw[i] = INNER


def _quotations(
    text: str, start: list[int], end: list[int], raw: list[str]
) -> tuple[list[int], list[tuple[int, int]], bool]:
    quote = [0] * len(raw)
    quotes: list[tuple[int, int]] = []
    opened: int | None = None
    closer = ""
    inner = False
    for i, token in enumerate(raw):
        if opened is None:
            if token in _OPEN:
                opened, closer = i, _OPEN[token]
            elif token in _STRAIGHT and ((i + 1 < len(raw) and start[i + 1] == end[i]) or i == 0):
                opened, closer = i, '"”' if token == '"' else token
        elif token == "“" and closer == '"”':
            inner = True
        elif token == "”" and inner:
            inner = False
        elif token in closer:
            quotes.append((opened, i + 1))
            opened, inner = None, False
    unclosed = opened is not None
    if opened is not None:
        quotes.append((opened, len(raw)))
    for number, (a, b) in enumerate(quotes, 1):
        quote[a:b] = [number] * (b - a)
    return quote, quotes, unclosed


def _sentences(page: Layout, lexicon: Lexicon) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first = 0
    n = len(page)
    abbreviations = lexicon.classes["abbreviations"]
    i = 0
    while i < n:
        token = page.raw[i]
        stop = token in _STOPS
        j = i + 1
        if stop:
            number = page.quote[i]
            if number and page.quotes[number - 1][1] == j + 1 and j < n:
                j += 1
            elif number:
                i = j
                continue
            while j < n and (page.raw[j] in _CLOSERS or page.raw[j] in _STOPS):
                j += 1
            if token == "." and _abbreviated(page, i, abbreviations):
                i += 1
                continue
            if j < n and page.start[j] == page.end[j - 1] and page.word[j]:
                i += 1
                continue
            if j < n and lexicon.cased and page.raw[j][0].islower():
                i = j
                continue
            found.append((first, j))
            first = j
        i = j
    if first < n:
        found.append((first, n))
    return found


def _abbreviated(page: Layout, i: int, abbreviations: frozenset[str]) -> bool:
    if i == 0 or page.end[i - 1] != page.start[i]:
        return False
    before = page.raw[i - 1]
    if page.folded[i - 1] in abbreviations:
        return True
    return len(before) == 1 and before.isupper() and i + 1 < len(page)
