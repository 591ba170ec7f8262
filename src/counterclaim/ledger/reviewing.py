"""The part of a ledger that holds what people do: acts, their history, and the generation that caches ask for."""

from __future__ import annotations

from sqlalchemy import func, select

from counterclaim.ledger import connect
from counterclaim.ledger.tables import pending, settings

GENERATION = "generation"
"""Setting: one more with every comparison that changed something, every review and every name resolved."""


class ReviewedLedger:
    """Reviews; part of `Ledger`."""

    _store: connect.Store

    def generation(self) -> int:
        """Changes whenever what the ledger shows may have changed."""
        with self._store.reading() as connection:
            value = connection.execute(select(settings.c.value).where(settings.c.key == GENERATION)).scalar()
        return int(value or 0)

    def waiting(self) -> int:
        """How many documents are not compared yet."""
        with self._store.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(pending)).scalar_one())
