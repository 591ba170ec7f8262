"""The part of a ledger that says which claims wait for a person."""

from __future__ import annotations

from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Select, func, or_, select

from counterclaim.ledger import connect, filters
from counterclaim.ledger.compared_tables import conflict_links
from counterclaim.ledger.filters import ClaimFilter
from counterclaim.ledger.review_tables import claim_states, link_states
from counterclaim.ledger.tables import claims

Queue = Literal["unsure", "contested", "gone", "all"]
QUEUES: tuple[Queue, ...] = get_args(Queue)


class QueuedLedger:
    """The queue; part of `Ledger`."""

    _store: connect.Store

    def waiting_claims(self, queue: Queue, wanted: ClaimFilter = ClaimFilter()) -> list[str]:  # noqa: B008
        """Ids of the claims that wait in `queue` and meet `wanted`, with its limit and offset.

        'unsure': judged by nobody, the lowest confidence first; 'contested': of these, with a conflict link that no
        person dismissed; 'gone': judged, and no longer extracted; 'all': judged by nobody, in order of the documents.
        """
        order: tuple[ColumnElement[Any], ...] = (claims.c.document, claims.c.ordinal)
        if queue in ("unsure", "contested"):
            order = (claims.c.confidence, *order)
        query = self._waiting(select(claims.c.id), queue, wanted).order_by(*order)
        with self._store.reading() as connection:
            return list(connection.execute(filters.paged(query, wanted.limit, wanted.offset)).scalars())

    def count_waiting_claims(self, queue: Queue, wanted: ClaimFilter = ClaimFilter()) -> int:  # noqa: B008
        """How many claims wait in `queue`, limit and offset of `wanted` aside."""
        query = self._waiting(select(func.count()), queue, wanted)
        with self._store.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def _waiting(self, query: Select[Any], queue: Queue, wanted: ClaimFilter) -> Select[Any]:
        query = query.select_from(claims.outerjoin(claim_states, claim_states.c.claim == claims.c.id)).where(
            *filters.claim_conditions(wanted, self._store.dialect)
        )
        if queue == "gone":
            return query.where(claims.c.extracted.is_(False))
        query = query.where(claims.c.extracted, claim_states.c.decision.is_(None))
        return query.where(_contested()) if queue == "contested" else query


def _contested() -> ColumnElement[bool]:
    dismissed = select(link_states.c.link).where(link_states.c.state == "dismissed")
    return or_(
        *(
            claims.c.id.in_(select(end).where(conflict_links.c.id.not_in(dismissed)))
            for end in (conflict_links.c.a, conflict_links.c.b)
        )
    )
