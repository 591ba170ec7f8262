"""One folding for names, search text and pack words, and tokens that keep their offsets.

Folding, in order: compatibility decomposition and case folding, marks dropped (Latin accents, Arabic
vowel signs, Hebrew points), tatweel dropped, Arabic letter variants joined (alif with hamza or madda →
alif, alif maqsura → ya, ta marbuta → ha, hamza on waw or ya → waw, ya; Persian kaf and ya → Arabic),
dotless ı → i, Arabic-Indic digits → 0-9, apostrophes and modifier letters of transliteration dropped.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar

Value = TypeVar("Value")

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
WORD = re.compile(rf"\w[\w{_MARKS}]*(?:['’ʼʻ‘](?!s\b)\w[\w{_MARKS}]*)*")

_JOINED = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ء": "",
    "ک": "ك", "ی": "ي", "ە": "ه", "ı": "i", "ـ": "", "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "",
    "ʿ": "", "ʾ": "", "ə": "a", "ø": "o", "đ": "d", "ł": "l", "ё": "е", "ґ": "г",
}  # fmt: skip


class _Table(dict[int, str]):
    """Filled as characters are met, so that `str.translate` does the loop."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if (joined := _JOINED.get(character)) is None:
            parts = []
            for part in unicodedata.normalize("NFKD", character).casefold():
                if unicodedata.category(part) == "Mn":
                    continue
                digit = unicodedata.digit(part, None) if part.isdigit() else None
                parts.append(str(digit) if digit is not None else _JOINED.get(part, part))
            joined = "".join(parts)
        self[code] = joined
        return joined


_table = _Table()


@lru_cache(maxsize=131_072)
def fold(text: str) -> str:
    """`text` in its folded form; not of the same length as `text`."""
    return text.translate(_table)


_MET = 16_384


def remember(known: dict[str, Value], word: str, value: Value) -> None:
    """Keep `value` for `word`; a store that has grown large starts anew, so that memory stays bounded."""
    if len(known) >= _MET:
        known.clear()
    known[word] = value


class Token(NamedTuple):
    """A word: code points `start` to `end` of the text it was cut from, and its folded form."""

    start: int
    end: int
    folded: str


REMEMBERED = range(200, 200_001)
"""Lengths of texts of which the words are remembered: parts of an article are asked for again and again, a
phrase is soon cut, and a very long text would take much memory."""


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Words of `text[start:end]` with offsets into `text`. `Su-25` and `Iran's` are two,
    `won’t` one."""
    stop = len(text) if end is None else end
    if len(text) in REMEMBERED:
        # A part is cut as the whole is, unless an end of it stands inside a word.
        found, starts = _words(text)
        first = bisect_left(starts, start)
        last = bisect_left(starts, stop, first)
        if (first == 0 or found[first - 1].end <= start) and (last == first or found[last - 1].end <= stop):
            return iter(found[first:last])
    return map(_token, WORD.finditer(text, start, stop))


def spelled(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, str]]:
    """Words of `text[start:end]` as they stand and folded, for those who need no offsets: half the time of `tokens`."""
    return ((word, fold(word)) for word in WORD.findall(text, start, len(text) if end is None else end))


APOSTROPHES = re.compile("['’ʼʻ‘]")


def apart(text: str, words: Iterable[Token]) -> Iterator[Token]:
    """`words` (tokens of `text`) cut at their apostrophes: 'l’Ukraine' is two, as is 'Azerbaycan'ın'.

    For languages of which it is not known whether an apostrophe parts words or belongs to one.
    """
    for word in words:
        start = word.start
        for mark in APOSTROPHES.finditer(text, word.start, word.end):
            if start < mark.start():
                yield Token(start, mark.start(), fold(text[start : mark.start()]))
            start = mark.end()
        if start == word.start:
            yield word
        elif start < word.end:
            yield Token(start, word.end, fold(text[start : word.end]))


def _token(match: re.Match[str]) -> Token:
    return Token(match.start(), match.end(), fold(match.group()))


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[list[Token], list[int]]:
    found = list(map(_token, WORD.finditer(text)))
    return found, [token.start for token in found]
