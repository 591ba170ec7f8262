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
ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "adh", "ath", "il", "ul"})
_DIGRAPHS = {
    "kh": "k", "gh": "k", "ck": "k", "qu": "k", "ph": "f", "dzh": "z", "dj": "z", "zh": "z", "dz": "z", "tj": "z",
    "tch": "s", "sch": "s", "ch": "s", "sh": "s", "ts": "s", "th": "s",
}  # fmt: skip
_DIGRAPH = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_LETTERS = str.maketrans("qgxjcwpeiouy", "kkkzsvbaaaaa")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"h(?=[^a]|$)")
_LONG = re.compile(r"(?<=..)[اويه]")
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


@lru_cache(maxsize=16_384)
def variant(key: str) -> str:
    """The variant key of an exact key; equal keys are likely spellings of one name."""
    return "".join(_variant(word) for word in _without_article(key).split(" "))


def _variant(word: str) -> str:
    if _HAS_LATIN.search(word):
        word = _DIGRAPH.sub(lambda match: _DIGRAPHS[match[0]], word).translate(_LETTERS)
        word = _DOUBLED.sub(r"\1", _SILENT.sub("", word))
        return word[:-1] if len(word) > 2 and word[-1] == "a" else word
    if _HAS_ARABIC.search(word):
        word = word.removeprefix("ال") if len(word) > 4 else word
        return _LONG.sub("", _DOUBLED.sub(r"\1", word))
    return word


def initial(key: str) -> str:
    """What the variant key of `key` starts with; cheaper than the whole."""
    rest = _without_article(key)
    if rest[:2] == "ال" and len(rest) > 4:
        rest = rest[2:]
    head = rest[:3]
    return (_DIGRAPHS.get(head) or _DIGRAPHS.get(head[:2]) or head[:1].translate(_LETTERS)) if head else ""


def _without_article(key: str) -> str:
    first_word, _, rest = key.partition(" ")
    return rest if rest and first_word in ARTICLES else key


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
