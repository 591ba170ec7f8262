"""A text cut into the pieces that the encoder reads, each with its characters and the features beside it.

Lines are cut one by one, so that a piece never holds a line break and the same line gives the same pieces
in training and in use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

START, PAD, END = 0, 1, 2
"""Ids of <s>, <pad> and </s> in the vocabulary."""

OTHER, CAPITAL, CAPITALS = 0, 1, 2
AFTER_BREAK = 3
"""Added to the shape of the first piece of a line."""

SHAPES = 6

_END = re.compile(r"[.!?؟…。]+[\"”’'»)]*\s+(?=[\"“‘'«(„]?(?:[^\W\d_]|\d))")
_SHORT = re.compile(r"(?:^|\W)(?:[^\W\d_]|[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ][^\W\d_]{1,2})\.$")
_TERMINAL = '.!?؟…:;,،"”»)'
LONGEST_HEADING = 25
"""Words up to which a line without a full stop is a heading."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text in order; all arrays have one value a piece.

    `starts` and `ends`: code points into the text. `shapes`: OTHER, CAPITAL or CAPITALS, + AFTER_BREAK on the first
    of a line. `heads`: whether a piece begins a word. `lines`, `sentences`: ordinals that grow along the text.
    `headings`: whether the piece stands in a heading.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    shapes: NDArray[np.int8]
    heads: NDArray[np.bool_]
    lines: NDArray[np.int32]
    sentences: NDArray[np.int32]
    headings: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def covering(self, span: Span) -> tuple[int, int] | None:
        """Range of the pieces that share a character with `span`; None where there are none."""
        first = int(np.searchsorted(self.ends, span.start, "right"))
        last = int(np.searchsorted(self.starts, span.end, "left"))
        return (first, last) if last > first else None

    def span(self, first: int, last: int) -> Span:
        """The characters from piece `first` up to and without piece `last`."""
        return Span(int(self.starts[first]), int(self.ends[last - 1]))


def lines_of(text: str, spans: Iterable[Span]) -> list[Span]:
    """Lines of `spans` without outer white space, empty ones left out; code points into `text`."""
    found = []
    for span in spans:
        at = span.start
        for line in text[span.start : span.end].split("\n"):
            if stripped := line.strip():
                start = at + line.index(stripped[0])
                found.append(Span(start, start + len(stripped)))
            at += len(line) + 1
    return found


def cut(text: str, lines: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """The pieces of `lines`, which lie in `text` in order and hold no line break."""
    ids: list[int] = []
    bounds: list[tuple[int, int]] = []
    shapes: list[int] = []
    of_line: list[int] = []
    sentences: list[int] = []
    heads: list[bool] = []
    headings: list[bool] = []
    sentence = 0
    for number, line in enumerate(lines):
        wording = text[line.start : line.end]
        ends = [m.end() for m in _END.finditer(wording) if not _SHORT.search(wording[: m.start() + 1][-8:])]
        heading = is_heading(wording)
        encoding = tokenizer.encode(wording, add_special_tokens=False)
        before = -1
        upcoming = 0
        for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
            while start < end and wording[start].isspace():
                start += 1
            if start >= end:  # a bare space
                continue
            while upcoming < len(ends) and ends[upcoming] <= start:
                upcoming += 1
                sentence += 1
            ids.append(piece)
            bounds.append((line.start + start, line.start + end))
            shapes.append(_shape(wording[start:end]) + (AFTER_BREAK if before < 0 else 0))
            heads.append(start != before and not _continues(wording, start))
            of_line.append(number)
            sentences.append(sentence)
            headings.append(heading)
            before = start
        sentence += 1
    offsets = np.array(bounds, np.int32).reshape(-1, 2)
    return Pieces(
        np.array(ids, np.int32),
        offsets[:, 0].copy(),
        _whole_ends(text, offsets),
        np.array(shapes, np.int8),
        np.array(heads, np.bool_),
        np.array(of_line, np.int32),
        np.array(sentences, np.int32),
        np.array(headings, np.bool_),
    )


def is_heading(line: str) -> bool:
    """Whether `line` is short and does not end as a sentence does."""
    return bool(line) and line[-1] not in _TERMINAL and len(line.split()) <= LONGEST_HEADING


def _shape(piece: str) -> int:
    if not piece[:1].isupper():
        return OTHER
    return CAPITALS if len(piece) > 1 and piece.isupper() else CAPITAL


def _is_mark(character: str) -> bool:
    return character >= "\u0300" and unicodedata.category(character)[0] == "M"


def _continues(line: str, at: int) -> bool:
    """Whether the character at `at` goes on with a word, or is a mark on what stands before it."""
    if _is_mark(line[at]):
        return at > 0 and not line[at - 1].isspace()
    before = at - 1
    while before >= 0 and _is_mark(line[before]):
        before -= 1
    return before >= 0 and line[at].isalnum() and line[before].isalnum()


def _whole_ends(text: str, offsets: NDArray[np.int32]) -> NDArray[np.int32]:
    """Ends of pieces, behind what the tokenizer leaves outside: marks, letters composed with those before."""
    ends = offsets[:, 1].copy()
    upcoming = [*offsets[1:, 0].tolist(), len(text)]
    for i, (end, limit) in enumerate(zip(ends.tolist(), upcoming, strict=False)):
        at = end
        while at < limit and (_is_mark(text[at]) or text[at].isalnum()):
            at += 1
        ends[i] = at
    return ends
