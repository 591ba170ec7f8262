"""Words, figures and marks of a text with their offsets, and look-up of inflected phrases among them.

Times, quantities and means all read a range of text once into lexemes and find their pack's phrases in it.
Inflection is pack data: `[inflection]` of quantities.toml lists letters that may be attached before a word
(`prefixes`, as the Arabic conjunction) and endings with what they stand for (`endings = [["ies", "y"]]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from counterclaim.language import Pack, fold
from counterclaim.language.calendar import MARKS

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


def lexemes(text: str, start: int = 0, end: int | None = None) -> list[Lexeme]:
    """The lexemes of `text[start:end]`, in order; grouped figures ('4 000', '1,500') are one."""
    found = []
    for match in _LEXEME.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup
        raw = match.group()
        if kind == "w":
            found.append(Lexeme(match.start(), match.end(), fold(raw), "w", raw.isupper()))
        elif kind == "m":
            found.append(Lexeme(match.start(), match.end(), raw, "m"))
        else:
            found.append(Lexeme(match.start(), match.end(), _figure(raw, match.group("sep")), "n"))
    return found


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
                forms += [
                    form[: len(form) - len(ending)] + instead
                    for ending, instead in self._endings
                    if form.endswith(ending) and len(form) - len(ending) >= self._shortest
                ]
            known = self._known[word] = tuple(dict.fromkeys(forms))
        return known


class Lexicon(Generic[Value]):
    """Phrases with their values. A phrase matches in any inflected form, hyphens read as spaces."""

    def __init__(self, phrases: Iterable[tuple[str, Value]], inflection: Inflection) -> None:
        self._inflection = inflection
        self._phrases: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in phrases:
            words = tuple(x.folded for x in lexemes(phrase) if x.folded not in HYPHENS)
            if words:
                self._phrases.setdefault(words[0], []).append((words[1:], value))
        self._candidates: dict[str, tuple[tuple[tuple[str, ...], Value], ...]] = {}

    def _starting(self, word: str) -> tuple[tuple[tuple[str, ...], Value], ...]:
        if (known := self._candidates.get(word)) is None:
            known = tuple(
                sorted(
                    (p for stem in self._inflection.stems(word) for p in self._phrases.get(stem, ())),
                    key=lambda p: -len(p[0]),
                )
            )
            self._candidates[word] = known
        return known

    def holds(self, word: str) -> bool:
        """Whether a phrase starts with the folded `word` as it stands."""
        return word in self._phrases

    def at(self, words: Sequence[Lexeme], index: int) -> tuple[int, Value] | None:
        """The longest phrase that starts at `words[index]`: the index after it, and its value; None past the end."""
        if index >= len(words):
            return None
        for rest, value in self._starting(words[index].folded):
            after = index + 1
            for word in rest:
                if after < len(words) and words[after].folded in HYPHENS:
                    after += 1
                if after >= len(words) or (
                    word != words[after].folded and word not in self._inflection.stems(words[after].folded)
                ):
                    break
                after += 1
            else:
                return after, value
        return None
