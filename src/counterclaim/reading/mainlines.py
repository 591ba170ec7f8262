"""Which lines of a page's whole text its main content holds: resiliparse's two runs, aligned by line."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise


def kept_lines(whole: Sequence[str], main: Sequence[str]) -> list[bool]:
    """For each line of `whole` whether it is one of `main`; both in reading order, white space stripped.

    Lines that are unique in both anchor the alignment (their longest increasing sequence); between two anchors
    the rest is taken greedily, a line of `main` also as a part of a longer line. O(n log n) but for that part.
    """
    kept = [False] * len(whole)
    anchors = _anchors(whole, main)
    for i, j in anchors:
        kept[j] = bool(main[i])
    fences = [(-1, -1), *anchors, (len(main), len(whole))]
    for (i, j), (k, m) in pairwise(fences):
        if k - i > 1 and m - j > 1:
            _between(whole, main, range(i + 1, k), range(j + 1, m), kept)
    return kept


def _anchors(whole: Sequence[str], main: Sequence[str]) -> list[tuple[int, int]]:
    once_whole = {line for line, count in Counter(whole).items() if count == 1 and line}
    once_main = {line for line, count in Counter(main).items() if count == 1}
    places = {line: j for j, line in enumerate(whole) if line in once_whole}
    pairs = [(i, places[line]) for i, line in enumerate(main) if line in once_main and line in places]
    return _increasing(pairs)


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of `pairs` whose second members increase (patience sorting)."""
    tails: list[int] = []
    at: list[int] = []
    previous: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        previous.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(j)
            at.append(index)
        else:
            tails[place], at[place] = j, index
    found = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(pairs[index])
        index = previous[index]
    return found[::-1]


_MOST_PARTS = 200


def _between(
    whole: Sequence[str], main: Sequence[str], rows: range, columns: range, kept: list[bool]
) -> None:
    column = columns.start
    for row in rows:
        line = main[row]
        if not line:
            continue
        ahead = range(column, min(columns.stop, column + _MOST_PARTS))
        hit = next((j for j in ahead if whole[j] == line), None)
        if hit is None and len(line) >= 4:
            hit = next((j for j in ahead if whole[j].startswith(line) or line in whole[j]), None)
        if hit is not None:
            kept[hit] = True
            column = hit + 1
