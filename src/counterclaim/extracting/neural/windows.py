"""Overlapping windows over texts of any length, and which window each piece is read in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

WIDTH = 254
"""Pieces in a window, without the two that mark its ends."""

STRIDE = 127

Window = tuple[NDArray[np.integer], NDArray[np.integer]]
"""Piece ids and shape features of one window, [n] each, without <s> and </s>."""


class Vectors(Protocol):
    """Windows of pieces in, their vectors in context out."""

    def encode(self, windows: Sequence[Window]) -> Sequence[NDArray[np.float32]]:
        """For each window of ids and shapes [n] the vectors [n + 1, 384], the start mark's first."""
        ...


def windows(length: int, stride: int = STRIDE) -> list[tuple[int, int]]:
    """Windows [start, end) that cover `length` pieces; the last ends with the text."""
    if length <= WIDTH:
        return [(0, length)] if length else []
    starts = [*range(0, length - WIDTH, stride), length - WIDTH]
    return [(start, start + WIDTH) for start in starts]


def owners(length: int, cuts: list[tuple[int, int]]) -> NDArray[np.int32]:
    """For each piece the index of the window in which it stands furthest from an edge.

    The edges of the text itself are none.
    """
    best = np.full(length, -1, np.int64)
    owner = np.zeros(length, np.int32)
    far = 10**6
    for index, (start, end) in enumerate(cuts):
        place = np.arange(end - start)
        edge = np.minimum(
            place + (far if start == 0 else 0), end - start - 1 - place + (far if end == length else 0)
        )
        better = edge > best[start:end]
        best[start:end][better] = edge[better]
        owner[start:end][better] = index
    return owner
