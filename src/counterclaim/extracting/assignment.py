"""The cheapest one-to-one assignment of rows to columns, and what each pair is worth.

Successive shortest augmenting paths with potentials (Jonker and Volgenant 1987).
"""

from __future__ import annotations

from collections.abc import Sequence


class Matching:
    """Rows are placed one by one; each placing keeps the assignment of those placed the cheapest.

    `costs` has a row for each row and `width` columns, at least as many as rows.
    """

    def __init__(self, costs: Sequence[Sequence[float]], width: int) -> None:
        self._costs = costs
        self._width = width
        self._row_price = [0.0] * len(costs)
        self._column_price = [0.0] * width
        self.row_of: list[int | None] = [None] * width
        self.column_of: list[int] = [-1] * len(costs)

    def place(self, row: int) -> None:
        """Add `row`, moving others where that is cheaper."""
        distances, previous = self._walk(row)
        end = min((c for c in range(self._width) if self.row_of[c] is None), key=distances.__getitem__)
        shortest = distances[end]
        for column, owner in enumerate(self.row_of):
            if owner is not None and (nearer := shortest - distances[column]) > 0:
                self._row_price[owner] += nearer
                self._column_price[column] -= nearer
        self._row_price[row] += shortest
        while True:
            owner = previous[end]
            self.row_of[end] = owner
            self.column_of[owner], end = end, self.column_of[owner]
            if owner == row:
                return

    def worth(self, row: int) -> float:
        """How much dearer the cheapest assignment gets without the pair that `row` is in."""
        column = self.column_of[row]
        self.row_of[column] = None
        distances, _ = self._walk(row, forbidden=column)
        ends = (distances[c] + self._column_price[c] for c in range(self._width) if self.row_of[c] is None)
        self.row_of[column] = row
        return min(ends) - self._column_price[column]

    def _walk(self, row: int, forbidden: int = -1) -> tuple[list[float], list[int]]:
        """Dijkstra over reduced costs: distance of every column from `row`, and the row before it.

        `forbidden` is a column that `row` itself may not take.
        """
        distances = [float("inf")] * self._width
        previous = [row] * self._width
        open_columns = set(range(self._width))
        at, walked = row, 0.0
        while True:
            for column in open_columns:
                if at == row and column == forbidden:
                    continue
                reduced = self._costs[at][column] - self._row_price[at] - self._column_price[column]
                if walked + reduced < distances[column]:
                    distances[column] = walked + reduced
                    previous[column] = at
            owned = [c for c in open_columns if self.row_of[c] is not None]
            if not owned:
                return distances, previous
            nearest = min(owned, key=lambda c: (distances[c], c))
            open_columns.discard(nearest)
            at, walked = self._owner(nearest), distances[nearest]

    def _owner(self, column: int) -> int:
        owner = self.row_of[column]
        assert owner is not None
        return owner
