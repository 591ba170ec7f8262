"""A tokenizer of a few hundred pieces, cutting as the real one does, and texts that try it."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st
from tokenizers import Tokenizer

from counterclaim.extracting.neural.pieces import Pieces, cut, lines_of
from counterclaim.model import Span
from counterclaim.training import backbone

_MARKS = ["<s>", "<pad>", "</s>", "<unk>", "▁"]
_LETTERS = [
    *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    *(chr(code) for code in (*range(0xDF, 0x100), *range(0x401, 0x460), *range(0x5D0, 0x5EB), *range(0x621, 0x64B))),
    *"ğışİŞÇÖÜœ٠١٢٣٤٥٦٧٨٩", "َ", "ُ", "ِ", "ّ", "َّ", "ً", "\u0301", "ָ", "ׁ", "ֹ",
    *".,:;!?'’‘\"”“«»„()[]-–—…/%،؛؟",
]  # fmt: skip
_WORDS = [
    "▁the", "▁The", "▁shells", "▁hit", "▁sai", "▁near", "▁Osh", "ta", "ing", "ed", "▁garr", "ison", "▁vill", "ager", "▁mill",
    "▁de", "▁ال", "▁ق", "ال", "▁و", "▁на", "ть", "▁5", "00", "km", "▁U", ".S", "▁❤", "🛩",
]  # fmt: skip


@cache
def tokenizer() -> Tokenizer:
    """Longer pieces are likelier, so that words of the list are not spelt."""
    pieces = [*_MARKS, *dict.fromkeys(_LETTERS), *_WORDS]
    return backbone.tokenizer(pieces, [0.0] * 4 + [-12.0 + len(piece) for piece in pieces[4:]])


def pieces_of(text: str, made: Tokenizer | None = None) -> Pieces:
    return cut(text, lines_of(text, [Span(0, len(text))]), made or tokenizer())


PARTS = [
    "The garrison said", "shells hit the mill near Oshta.", "قَالَ الشَّاهِد", "وقال إن", "наступать на", "Cafe\u0301 de\u0301ja\u0300", "שָׁלוֹם", "עוֹלָם",
    "500km", "U.S.", "don't", "‘No’", "❤\ufe0f", "3\ufe0f\u20e3", "👨\u200d👩\u200d👧", "🛩", "ﷺ", "½", "ﬁre", "ĳ", "مّ", "²", "Ⅷ", "𝟛", "İ", "ß",
    "ى\u0654", "ﻻ", "각", "\u1100\u1161", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200b", "\u200c", "\u200f", "\ufeff", "\ufffd", "\u0301", "\u064b",
    "\x01", "\x85", "\u2028", "▁", "<s>", "<unk>", "</s>", "...", "?!", "،",
]  # fmt: skip
"""Reporting of our own, and what a tokenizer stumbles over."""


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words, marks and any characters in any order, with and without spaces between."""
    odd = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
    parts = draw(st.lists(st.one_of(st.sampled_from(PARTS), odd), max_size=30))
    return draw(st.sampled_from([" ", "", "\n"])).join(parts)
