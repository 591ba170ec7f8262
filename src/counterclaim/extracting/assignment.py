"""The cheapest one-to-one assignment of rows to columns, and what each pair is worth.

Successive shortest augmenting paths with potentials (Jonker and Volgenant 1987).
"""

from __future__ import annotations

from collections.abc import Sequence


class Matching:
    """The cheapest assignment: `column_of[i]` is the column of row `i`.

    `costs` has a row for each row and `width` columns, at least as many as rows.
    """

    def __init__(self, costs: Sequence[Sequence[float]], width: int) -> None:
        idle = [[0.0] * width] * (width - len(costs))  # rows that take the columns left over
        self._costs = [*costs, *idle]
        self._width = width
        self._row_price = [0.0] * width
        self._column_price = [0.0] * width
        self._row_of: list[int | None] = [None] * width
        self.column_of: list[int] = [-1] * width
        for row in range(width):
            self._place(row)

    def worth(self, row: int) -> float:
        """How much dearer the cheapest assignment gets without the pair that `row` is in."""
        column = self.column_of[row]
        self._row_of[column] = None
        distances, _, _ = self._walk(row, forbidden=column)
        self._row_of[column] = row
        return distances[column]

    def _place(self, row: int) -> None:
        """Add `row`, moving others where that is cheaper."""
        distances, previous, end = self._walk(row)
        shortest = distances[end]
        for column, owner in enumerate(self._row_of):
            if owner is not None and (nearer := shortest - distances[column]) > 0:
                self._row_price[owner] += nearer
                self._column_price[column] -= nearer
        self._row_price[row] += shortest
        while True:
            owner = previous[end]
            self._row_of[end] = owner
            self.column_of[owner], end = end, self.column_of[owner]
            if owner == row:
                return

    def _walk(self, row: int, forbidden: int = -1) -> tuple[list[float], list[int], int]:
        """Dijkstra over reduced costs from `row` to the nearest free column, which is the last result.

        Before it, the distance of each column as far as it was needed, and the row that leads to it.
        `forbidden` is a column that `row` itself may not take.
        """
        distances = [float("inf")] * self._width
        previous = [row] * self._width
        left = list(range(self._width))
        at, walked = row, 0.0
        while True:
            costs, base = self._costs[at], walked - self._row_price[at]
            for column in left:
                through = base + costs[column] - self._column_price[column]
                if through < distances[column] and not (at == row and column == forbidden):
                    distances[column] = through
                    previous[column] = at
            nearest = min(left, key=distances.__getitem__)
            owner = self._row_of[nearest]
            if owner is None:
                return distances, previous, nearest
            left.remove(nearest)
            at, walked = owner, distances[nearest]
