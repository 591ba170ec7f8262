"""How names are keyed: the exact key, its 48-bit hash, and a looser key for spelling variants.

The exact key is the folded words of a name joined by one space; `St`, `Ste`, `Mt` and `Ft` at the
start are written out. The variant key joins what transliterations of one name differ in: the Arabic
article dropped, q/g/k/gh/kh, j/dj/dz/zh, c/s/sh/ch/th, w/v, p/b, all vowels and doubled letters
joined, final vowels and h dropped; in Arabic script the article and long vowels. It is looser than
any phonetic key for English and is used only inside a named area.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from counterclaim.language.folding import tokens

_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "adh", "ath", "il", "ul"})
_LATIN = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"kh|gh|ck|qu|[qgx]", "k"),
        (r"dzh|dj|zh|dz|tj|j", "z"),
        (r"tch|ch|sh|sch|ts|th|c", "s"),
        (r"ph", "f"),
        (r"[wv](?=[aeiouy])", "v"),
        (r"[aeiouyw]+", "a"),
        (r"p", "b"),
        (r"h(?=[^a]|$)", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)a$", ""),
    )
)
_ARABIC = ((re.compile(r"(.)\1+"), r"\1"), (re.compile(r"(?<=..)[اويه]"), ""))
_HAS_LATIN = re.compile("[a-z]")
_HAS_ARABIC = re.compile("[\u0600-\u06ff]")
_MAKES_WORDS = re.compile(r"[^\W_]")


@lru_cache(maxsize=65_536)
def exact(name: str) -> str:
    """The exact key of a name in any script; empty where it has no word."""
    words = [token.folded for token in tokens(name) if _MAKES_WORDS.search(token.folded)]
    return join(words)


def join(words: list[str]) -> str:
    """The exact key of folded words."""
    if len(words) > 1 and words[0] in _SHORT:
        words = [_SHORT[words[0]], *words[1:]]
    return " ".join(words)


def first(word: str) -> str:
    """The first word of a key that starts with `word`."""
    return _SHORT.get(word, word)


def digest(key: str) -> int:
    """48 bits of BLAKE2b: a row number in the table of names."""
    return int.from_bytes(blake2b(key.encode(), digest_size=6).digest(), "big")


@lru_cache(maxsize=65_536)
def variant(key: str) -> str:
    """The variant key of an exact key; equal keys are likely spellings of one name."""
    words = key.split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    out = []
    for word in words:
        if _HAS_LATIN.search(word):
            for pattern, to in _LATIN:
                word = pattern.sub(to, word)
        elif _HAS_ARABIC.search(word):
            word = word.removeprefix("ال") if len(word) > 4 else word
            for pattern, to in _ARABIC:
                word = pattern.sub(to, word)
        out.append(word)
    return "".join(out)


def near(one: str, other: str) -> bool:
    """Whether two exact keys of at least 6 letters differ by one letter added, dropped, changed or
    by two neighbours changed round (optimal string alignment distance at most 1)."""
    if one == other:
        return True
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1:
        return False
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    left, right = one[shared:], other[shared:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )
