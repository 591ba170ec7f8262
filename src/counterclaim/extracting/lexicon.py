"""Words, figures and marks of a text with their offsets, and look-up of inflected phrases among them.

Times, quantities and means all read a range of text once into lexemes and find their pack's phrases in it.
Inflection is pack data: `[inflection]` of quantities.toml lists letters that may be attached before a word
(`prefixes`, as the Arabic conjunction) and endings with what they stand for (`endings = [["ies", "y"]]`), to which
those of inflection.toml are added. A word of a phrase that ends in `*` stands for every word that begins so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from counterclaim.language import Pack, fold, inflection
from counterclaim.language.calendar import MARKS
from counterclaim.language.folding import REMEMBERED, remember

Value = TypeVar("Value")

_LEXEME = re.compile(
    r"(?P<n>\d{1,3}(?P<sep>[,.٬’'\u00a0\u202f\u2009 ])\d{3}(?:(?P=sep)\d{3})*(?!\d)(?![.,]\d)|\d+(?:[.,٫]\d+(?![.,:]?\d))?)"
    rf"|(?P<w>[^\W\d_][^\W\d_{MARKS}]*(?:[{MARKS}]+[^\W\d_]*)*(?:['’ʼʻ‘](?!s\b)[^\W\d_][^\W\d_{MARKS}]*)*)"
    r"|(?P<m>[^\w\s]|[\n_])"
)
HYPHENS = frozenset("-‐‑–")


class Lexeme(NamedTuple):
    """Code points `start` to `end`; `kind` is n (figure), w (word) or m (mark or line end).

    `folded` is the folded word, the figure with Western digits and `.` before decimals alone, or the mark;
    `capitals` says that a word is written in capitals alone ('IS', not 'is').
    """

    start: int
    end: int
    folded: str
    kind: str
    capitals: bool = False


def _figure(raw: str, grouped: str | None) -> str:
    digits = fold(raw)
    if grouped:
        return re.sub(r"\D", "", digits)
    return re.sub(r"\D", ".", digits)


_DIGIT = re.compile(r"\d")


def lexemes(text: str, start: int = 0, end: int | None = None) -> list[Lexeme]:
    """The lexemes of `text[start:end]`, in order; grouped figures ('4 000', '1,500') are one."""
    stop = len(text) if end is None else end
    if len(text) in REMEMBERED:
        # A part is cut as the whole is, unless an end of it stands inside a lexeme or a digit stands
        # behind it, to which figures look ahead.
        found, starts = _lexemes(text)
        first = bisect_left(starts, start)
        last = bisect_left(starts, stop, first)
        if (
            (first == 0 or found[first - 1].end <= start)
            and (last == first or found[last - 1].end <= stop)
            and not _DIGIT.search(text, stop, stop + 2)
        ):
            return found[first:last]
    return list(map(_lexeme, _LEXEME.finditer(text, start, stop)))


def _lexeme(match: re.Match[str]) -> Lexeme:
    raw, kind = match.group(), match.lastgroup
    if kind == "w":
        return Lexeme(match.start(), match.end(), fold(raw), "w", raw.isupper())
    if kind == "m":
        return Lexeme(match.start(), match.end(), raw, "m")
    return Lexeme(match.start(), match.end(), _figure(raw, match.group("sep")), "n")


@lru_cache(maxsize=8)
def _lexemes(text: str) -> tuple[list[Lexeme], list[int]]:
    found = list(map(_lexeme, _LEXEME.finditer(text)))
    return found, [lexeme.start for lexeme in found]


class Inflection:
    """The forms that a folded word may stand for: itself, without a prefix, without an ending.

    Number words and words of time lose no ending ('hundreds' is not 'hundred'): `endings=False`; single endings are left out by `without`.
    """

    def __init__(self, pack: Pack, *, endings: bool = True, without: Iterable[str] = ()) -> None:
        section: dict[str, Any] = pack.section("quantities").get("inflection", {})
        self._prefixes = tuple(fold(p) for p in section.get("prefixes", ()))
        left_out = {fold(ending) for ending in without}
        listed = [(fold(e[0]), fold(e[1])) for e in section.get("endings", ())] if endings else []
        self._endings = tuple(e for e in listed if e[0] not in left_out)
        self._cases = inflection.of_pack(pack) if endings else inflection.Endings()
        self._shortest: int = section.get("shortest", 3) if endings else 2
        self._known: dict[str, tuple[str, ...]] = {}

    def stems(self, word: str) -> tuple[str, ...]:
        if (known := self._known.get(word)) is None:
            bare = [word]
            bare += [
                word[len(p) :]
                for p in self._prefixes
                if word.startswith(p) and len(word) - len(p) >= self._shortest
            ]
            forms = list(bare)
            for form in bare:
                forms += self._cases.bases(form)[1:]
                forms += [
                    form[: len(form) - len(ending)] + instead
                    for ending, instead in self._endings
                    if form.endswith(ending) and len(form) - len(ending) >= self._shortest
                ]
            known = tuple(dict.fromkeys(forms))
            remember(self._known, word, known)
        return known


class Lexicon(Generic[Value]):
    """Phrases with their values. A phrase matches in any inflected form, hyphens read as spaces.

    `*` at the end of a word stands for any letters.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]], inflection: Inflection) -> None:
        self._inflection = inflection
        self._phrases: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in phrases:
            words = tuple(_starred(phrase))
            if words:
                self._phrases.setdefault(words[0], []).append((words[1:], value))
        self._beginnings = tuple(word[:-1] for word in self._phrases if word.endswith("*"))
        self._candidates: dict[str, tuple[tuple[tuple[str, ...], Value], ...]] = {}

    def _starting(self, word: str) -> tuple[tuple[tuple[str, ...], Value], ...]:
        stems = [*self._inflection.stems(word), *(f"{b}*" for b in self._beginnings if word.startswith(b))]
        known = tuple(
            sorted((p for stem in stems for p in self._phrases.get(stem, ())), key=lambda p: -len(p[0]))
        )
        remember(self._candidates, word, known)
        return known

    def starts(self, word: str) -> bool:
        """Whether a phrase may start with the folded `word`, in any form."""
        if (candidates := self._candidates.get(word)) is None:
            candidates = self._starting(word)
        return bool(candidates)

    def holds(self, word: str) -> bool:
        """Whether a phrase starts with the folded `word` as it stands."""
        return word in self._phrases

    def at(self, words: Sequence[Lexeme], index: int) -> tuple[int, Value] | None:
        """The longest phrase that starts at `words[index]`: the index after it, and its value; None past the end."""
        if index >= len(words):
            return None
        first = words[index].folded
        if (candidates := self._candidates.get(first)) is None:
            candidates = self._starting(first)
        for rest, value in candidates:
            after = index + 1
            for word in rest:
                if after < len(words) and words[after].folded in HYPHENS:
                    after += 1
                if after >= len(words) or not self._is(word, words[after].folded):
                    break
                after += 1
            else:
                return after, value
        return None

    def _is(self, word: str, met: str) -> bool:
        """Whether the folded `met` is a form of a phrase's `word`."""
        if word == met or word in self._inflection.stems(met):
            return True
        return word[-1] == "*" and met.startswith(word[:-1])


def _starred(phrase: str) -> list[str]:
    """The folded words of a pack's phrase, hyphens left out, a `*` kept at the end of its word."""
    found: list[str] = []
    for lexeme in lexemes(phrase):
        if lexeme.folded == "*" and found:
            found[-1] += "*"
        elif lexeme.folded not in HYPHENS:
            found.append(lexeme.folded)
    return found
