"""The part of a ledger that pages list: incidents by facets, their rows, claims by words.

NumPy is imported where it is needed: reading and adding do without it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from counterclaim.ledger import applying, connect, filters, reading, search
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.compared_tables import incidents
from counterclaim.ledger.tables import claims
from counterclaim.view import ClaimObject

if TYPE_CHECKING:
    from counterclaim.ledger.facet_tables import FacetTable, Numbers


class FacetedLedger:
    """Lists of incidents and claims for pages; part of `Ledger`."""

    _store: connect.Store

    def facet_table(self) -> FacetTable:
        """What all incidents are found by, as of the last comparison."""
        from counterclaim.ledger import facet_tables

        with self._store.reading() as connection:
            return facet_tables.read(connection)

    def text_numbers(self, query: str) -> Numbers:
        """Numbers of all claims whose search entry matches `query` (as in `search`), in no order."""
        import numpy as np

        pieces = search.parse(query)
        if not pieces:
            return np.empty(0, dtype=np.int64)
        with self._store.reading() as connection:
            dialect = connection.dialect.name
            given = {"query": search.expression(pieces, dialect)}
            found = connection.execute(search.matching(dialect), given).scalars().all()
        return np.array(found, dtype=np.int64)

    def incident_lines(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """What a list shows of the incidents of these numbers, in this order."""
        with self._store.reading() as connection:
            found = _lines(connection, numbers)
        return [found[number] for number in numbers if number in found]

    def incident_objects(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """The incidents of these numbers, in this order, as people left them."""
        found: dict[int, dict[str, Any]] = {}
        with self._store.reading() as connection:
            judged = applying.judgements(connection)
            for part in chunks(numbers):
                query = select(incidents.c.number, incidents.c.body).where(incidents.c.number.in_(part))
                for row in connection.execute(query):
                    found[row.number] = applying.overlay(connection, json.loads(row.body), judged)
        return [found[number] for number in numbers if number in found]

    def claim_numbers(self) -> dict[str, int]:
        """The number of each claim by its id."""
        with self._store.reading() as connection:
            return dict(connection.execute(select(claims.c.id, claims.c.number)).all())

    def found(self, query: str, limit: int, offset: int = 0) -> tuple[list[ClaimObject], int]:
        """Claims that match `query`, best first, from `offset` on; how many match, counted to 2,001."""
        pieces = search.parse(query)
        if not pieces:
            return [], 0
        with self._store.reading() as connection:
            total = search.how_many(connection, pieces)
            numbers = search.best(connection, pieces, filters.bounded(offset + limit), total)[offset:]
            return reading.numbered(connection, numbers), total


def _lines(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for part in chunks(numbers):
        query = select(incidents.c.number, incidents.c.line).where(incidents.c.number.in_(part))
        found.update({row.number: json.loads(row.line) for row in connection.execute(query)})
    return found
