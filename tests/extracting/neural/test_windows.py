"""Windows cover every piece of a text of any length, and each is read where it stands furthest from an edge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extracting.neural.windows import STRIDE, WIDTH, owners, windows

LENGTHS = [0, 1, 2, STRIDE, WIDTH - 1, WIDTH, WIDTH + 1, WIDTH + STRIDE, WIDTH + STRIDE + 1, 3 * WIDTH, 5_000]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("stride", [1, 60, STRIDE, WIDTH])
def test_windows_cover_a_text(length: int, stride: int) -> None:
    cuts = windows(length, stride)
    assert all(0 <= a < b <= length and b - a <= WIDTH for a, b in cuts)
    assert cuts == sorted(set(cuts))
    assert {i for a, b in cuts for i in range(a, b)} == set(range(length))
    # Only a text shorter than a window has a window that is not full.
    assert all(b - a == min(WIDTH, length) for a, b in cuts)


def test_windows_are_no_more_than_needed() -> None:
    assert windows(WIDTH) == [(0, WIDTH)]
    assert windows(WIDTH + 1) == [(0, WIDTH), (1, WIDTH + 1)]
    assert len(windows(10 * STRIDE)) == 9


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1_500), st.integers(1, WIDTH))
def test_the_owner_is_the_window_in_which_a_piece_stands_furthest_from_an_edge(
    length: int, stride: int
) -> None:
    cuts = windows(length, stride)
    owner = owners(length, cuts)
    assert owner.shape == (length,)

    def room(piece: int, window: int) -> float:
        start, end = cuts[window]
        if not start <= piece < end:
            return -1
        left = float("inf") if start == 0 else piece - start
        right = float("inf") if end == length else end - 1 - piece
        return min(left, right)

    for piece in range(0, length, 7):
        rooms = [room(piece, window) for window in range(len(cuts))]
        assert rooms[owner[piece]] == max(rooms) >= 0


def test_no_piece_within_a_text_is_read_at_an_edge() -> None:
    length = 2_000
    cuts = windows(length)
    starts = np.array([start for start, _ in cuts])[owners(length, cuts)]
    place = np.arange(length) - starts
    inner = slice(WIDTH, length - WIDTH)
    assert place[inner].min() >= WIDTH // 4
    assert place[inner].max() <= WIDTH - WIDTH // 4
