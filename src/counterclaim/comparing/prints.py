"""Prints: the wording of claims in a form in which reused passages find each other, in any script.

A print is made of a sentence's folded words. Runs of three words are hashed by MinHash (`rensa`), and pairs of
hashes make bands, whole numbers that a table can index: two prints with `SHARED` bands in common are candidates,
and `similarity` compares their words. No figure of the whole corpus has a part in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from counterclaim.comparing.entries import NOBODY
from counterclaim.comparing.nouns import Entry
from counterclaim.language import spelled
from counterclaim.model import Span

Kind = Literal["sentence", "quotation"]

BANDS = 24
SHARED = 2
"""Bands that two prints must have in common. At a Jaccard index of .5 that finds 98.9 % of pairs, at .45 97 %, at
.3 65 %, at .05 one in 600."""
VERSION = "1"
"""Changes when bands are made in another way: a ledger that keeps bands of another version makes them anew."""

RUN = 3
LONG_QUOTATION = 7
"""Words from which a quotation has a print of its own."""
HELD = 0.75
"""Weight of 'the one holds the other' against 'both are alike': 1 for a sentence of which half was cut off."""

_ROWS = 2
_SEED = 20_111
_MASK = (1 << 63) - 1
_SPREAD = 0x9E37_79B9_7F4A_7C15
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PIECE = re.compile(rf"{_UNSPACED.pattern}|[^{_UNSPACED.pattern[1:]}+")
_DIGIT = re.compile(r"\d")
_MARKS = re.compile('["“”„«»‹›「」『』]')
_OPENING, _CLOSING = frozenset("“„«‹「『"), frozenset("”»›」』")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)(.+?[\w.,!?…])[’'](?!\w)")


@dataclass(frozen=True, slots=True)
class Print:
    """The wording that `claims` of one article share.

    kind: 'sentence', or 'quotation' for what stands in quotation marks and has its speaker as claimant.
    span: code points in the document's text. words: folded, in order; in scripts without spaces its characters.
    length: in words, two characters of such a script making one. names: words with a capital letter. figures: words
    with a digit. spoken: more than half of the sentence is quotation. places: keys of settlements and districts.
    days: first and last day, where the text tells them. speakers: claimants and parties other than the outlet.
    """

    claims: tuple[str, ...]
    article: str
    kind: Kind
    span: Span
    words: tuple[str, ...]
    length: int
    names: frozenset[str]
    figures: frozenset[str]
    spoken: bool
    places: frozenset[str]
    days: tuple[str, str] | None
    speakers: frozenset[str]
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    kind: Kind
    span: Span
    words: tuple[str, ...]
    length: int
    names: frozenset[str]
    figures: frozenset[str]
    spoken: bool


def prints(entries: Iterable[Entry]) -> list[Print]:
    """The prints of `entries`, by article and place; a quote without a word has none.

    A claim has the print of its sentence; where its words lie in a long quotation and its claimant is the speaker,
    also that of the quotation. What an outlet says around a long quotation is printed without it.
    """
    sharing: dict[tuple[str, _Wording], list[Entry]] = defaultdict(list)
    for one in entries:
        for wording in _wordings(one):
            sharing[one.article, wording].append(one)
    order = sorted(sharing, key=lambda key: (key[0], key[1].span, key[1].kind, key[1].words))
    signed = _bands([(key[1].kind, key[1].words) for key in order])
    return [
        _print(article, wording, sharing[article, wording], bands)
        for (article, wording), bands in zip(order, signed, strict=True)
    ]


def similarity(a: Print, b: Print) -> float:
    """0 to 1: the share of word runs that both have, or, if that is more, three quarters of the share of the
    shorter one's runs that the longer has."""
    return _alike(runs(a.words), runs(b.words), 10 if a.kind == "sentence" else 5)


def looseness(a: Print, b: Print) -> float:
    """As `similarity`, by pairs of words: what is left where every fifth word was swapped."""
    return _alike(_couples(a.words), _couples(b.words), 10)


def _alike(mine: frozenset[int], others: frozenset[int], enough: int) -> float:
    both = len(mine & others)
    if not both:
        return 0.0
    least = min(len(mine), len(others))
    jaccard = both / (len(mine) + len(others) - both)
    return max(jaccard, HELD * both / least) if least >= enough else jaccard


@lru_cache(maxsize=65_536)
def runs(words: tuple[str, ...]) -> frozenset[int]:
    """Hashes, good in this process only, of all runs of three words; of all words together where they are fewer."""
    if len(words) < RUN:
        return frozenset({hash(words)})
    return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))


@lru_cache(maxsize=65_536)
def _couples(words: tuple[str, ...]) -> frozenset[int]:
    if len(words) < 2:
        return frozenset({hash(words)})
    return frozenset(map(hash, pairwise(words)))


def quotations(text: str) -> list[Span]:
    """What stands in quotation marks in `text` (one sentence) and has seven words or more, in order.

    A mark that only closes closes what began before the sentence; one that only opens is open to its end.
    """
    found: list[Span] = []
    opened = depth = 0
    for match in _MARKS.finditer(text):
        if _opens(text, match, depth):
            if not depth:
                opened = match.end()
            depth += 1
        elif depth or not found:
            depth = max(0, depth - 1)
            if not depth:
                found.append(Span(opened, match.start()))
    if depth:
        found.append(Span(opened, len(text)))
    if not found:
        found = [Span(*match.span(1)) for match in _SINGLE.finditer(text)]
    return [span for span in found if _length(_words(text, span)) >= LONG_QUOTATION]


def _opens(text: str, match: re.Match[str], depth: int) -> bool:
    mark = match.group()
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    starts = not before or before.isspace() or before in "([—–-:"
    ends = not after or after.isspace() or after in ".,;:!?)]—–-،؛؟"
    if starts != ends:
        return starts
    return mark in _OPENING or (mark not in _CLOSING and not depth)


def _wordings(one: Entry) -> Iterator[_Wording]:
    text = one.quote
    whole = (Span(0, len(text)),)
    quoted = quotations(text) if _MARKS.search(text) or _SINGLE.search(text) else []
    within = next((span for span in quoted if _said(one, span)), None)
    if within is not None:
        place = Span(one.span.start + within.start, one.span.start + within.end)
        yield _Wording("quotation", place, *_read(text, (within,)), True)
    parts = whole if within is not None or not quoted else _around(text, quoted)
    words, length, names, figures = _read(text, parts)
    if words:
        spoken = within is not None and 2 * sum(len(_words(text, span)) for span in quoted) > len(words)
        yield _Wording("sentence", one.span, words, length, names, figures, spoken)


def _said(one: Entry, span: Span) -> bool:
    """Whether the claim lies in the quotation `span` and its claimant is who speaks there."""
    if one.party in NOBODY:
        return False
    inside, trigger = (" ".join(_words(*given)) for given in ((one.quote, span), (one.trigger, None)))
    return f" {trigger} " in f" {inside} "


def _around(text: str, quoted: Sequence[Span]) -> tuple[Span, ...]:
    ends = [0, *(span.end for span in quoted)]
    starts = [*(span.start for span in quoted), len(text)]
    return tuple(Span(end, start) for end, start in zip(ends, starts, strict=True) if end < start)


@lru_cache(maxsize=256)
def _read(text: str, parts: tuple[Span, ...]) -> tuple[tuple[str, ...], int, frozenset[str], frozenset[str]]:
    """Words, their length, names and figures of `parts`; the claims of one sentence ask for the same."""
    words: list[str] = []
    names: list[str] = []
    for part in parts:
        for written, word in spelled(text, part.start, part.end):
            if word.isascii() or not _UNSPACED.search(word):
                words.append(word)
            else:
                words += _PIECE.findall(word)
            if written[0].isupper():
                names.append(word)
    figures = [word for word in words if not word.isalpha() and _DIGIT.search(word)]
    return tuple(filter(None, words)), _length(words), frozenset(names), frozenset(figures)


def _words(text: str, span: Span | None = None) -> tuple[str, ...]:
    return _read(text, (span or Span(0, len(text)),))[0]


def _length(words: Collection[str]) -> int:
    """In words; two characters of a script without spaces are one."""
    letters = [word for word in words if len(word) == 1 and not word.isascii()]
    halves = sum(_UNSPACED.match(word) is not None for word in letters)
    return len(words) - halves + (halves + 1) // 2


def _print(article: str, wording: _Wording, sharing: Sequence[Entry], bands: tuple[int, ...]) -> Print:
    firsts = [one.first for one in sharing if one.first]
    lasts = [one.last for one in sharing if one.last]
    places = {p.key for one in sharing for p in one.places if p.precision not in ("country", "region")}
    speakers = {name for one in sharing if one.party not in NOBODY for name in (one.claimant, one.party)}
    return Print(
        tuple(sorted({one.claim for one in sharing})),
        article,
        wording.kind,
        wording.span,
        wording.words,
        wording.length,
        wording.names,
        wording.figures,
        wording.spoken,
        frozenset(places),
        (min(firsts), max(lasts)) if firsts and lasts else None,
        frozenset(speakers),
        bands,
    )


def _bands(wordings: Sequence[tuple[Kind, tuple[str, ...]]]) -> Iterator[tuple[int, ...]]:
    """One tuple of `BANDS` numbers below 2^63 for each wording; the same in every process and on every machine."""
    import rensa  # type: ignore[import-untyped]

    made: dict[tuple[Kind, tuple[str, ...]], tuple[int, ...]] = {}
    fresh = list(dict.fromkeys(wordings))
    shingles = [_shingles(words) for _, words in fresh]
    rows = rensa.RMinHash.digest_matrix_from_token_sets(shingles, BANDS * _ROWS, _SEED).to_rows()
    for wording, row in zip(fresh, rows, strict=True):
        salt = 0 if wording[0] == "sentence" else BANDS
        made[wording] = tuple(
            ((row[2 * n] << 32 | row[2 * n + 1]) ^ (_SPREAD * (n + salt + 1))) & _MASK for n in range(BANDS)
        )
    return (made[wording] for wording in wordings)


def _shingles(words: tuple[str, ...]) -> list[str]:
    if len(words) < RUN:
        return [" ".join(words)]
    return [" ".join(run) for run in zip(words, words[1:], words[2:], strict=False)]
