"""The part of a ledger that says which claims wait for a person.

Claims of articles that two people code blind are in no queue until both are done: nobody can judge them before.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, tuple_, union

from counterclaim.ledger import connect, filters, reading
from counterclaim.ledger.blind import open_articles
from counterclaim.ledger.compared_tables import conflict_links
from counterclaim.ledger.filters import ClaimFilter
from counterclaim.ledger.review_tables import claim_states, link_states
from counterclaim.ledger.tables import claims

Queue = Literal["unsure", "contested", "gone", "all"]
QUEUES: tuple[Queue, ...] = get_args(Queue)


class QueuedLedger:
    """The queue; part of `Ledger`. Lists and steps read as many rows as they give where an index has the order."""

    _store: connect.Store

    def waiting_claims(self, queue: Queue, wanted: ClaimFilter = ClaimFilter()) -> list[str]:  # noqa: B008
        """Ids of the claims that wait in `queue` and meet `wanted`, with its limit and offset.

        'unsure': judged by nobody, the lowest confidence first; 'contested': of these, with a conflict link that no
        person dismissed; 'gone': judged, and no longer extracted; 'all': judged by nobody, in order of the documents.
        """
        query = self._waiting(select(claims.c.id), queue, wanted).order_by(*_order(queue))
        with self._store.reading() as connection:
            return list(connection.execute(filters.paged(query, wanted.limit, wanted.offset)).scalars())

    def waiting_beside(
        self,
        queue: Queue,
        claim: str,
        wanted: ClaimFilter = ClaimFilter(),  # noqa: B008
    ) -> tuple[str | None, str | None]:
        """The claims of the queue before and after `claim` (full id), whether or not it waits itself. UnknownNameError."""
        order = _order(queue)
        with self._store.reading() as connection:
            number = reading.claim_row(connection, claim).number
            at = connection.execute(select(*order).where(claims.c.number == number)).one()
            query = self._waiting(select(claims.c.id), queue, wanted).limit(1)
            before = query.where(tuple_(*order) < tuple_(*at)).order_by(*(one.desc() for one in order))
            after = query.where(tuple_(*order) > tuple_(*at)).order_by(*order)
            return connection.execute(before).scalar(), connection.execute(after).scalar()

    def count_waiting_claims(self, queue: Queue, wanted: ClaimFilter = ClaimFilter()) -> int:  # noqa: B008
        """How many claims wait in `queue`, limit and offset of `wanted` aside."""
        met = filters.claim_conditions(wanted, self._store.dialect)
        count = select(func.count())
        with self._store.reading() as connection:
            if queue == "gone":
                found = connection.execute(count.where(claims.c.extracted.is_(False), *met))
                return int(found.scalar_one())
            if queue == "contested":
                ends = _ends()
                joined = ends.join(claims, claims.c.id == ends.c[0])
                return int(connection.execute(_open(count.select_from(_judged(joined)), *met)).scalar_one())
            # Few are judged or blind: all are counted by the index alone, and those taken off.
            every = count.select_from(claims).where(claims.c.extracted, *met)
            judged = count.select_from(claim_states.join(claims, claims.c.id == claim_states.c.claim))
            judged = judged.where(claim_states.c.decision.is_not(None), _EXTRACTED, *met)
            blind = count.select_from(_judged(claims)).where(claims.c.article.in_(open_articles()))
            blind = blind.where(claim_states.c.decision.is_(None), _EXTRACTED, *met)
            all_of_them, *off = (connection.execute(one).scalar_one() for one in (every, judged, blind))
            return int(all_of_them) - sum(off)

    def _waiting(self, query: Select[Any], queue: Queue, wanted: ClaimFilter) -> Select[Any]:
        query = query.select_from(_judged(claims))
        met = filters.claim_conditions(wanted, self._store.dialect)
        if queue == "gone":
            return query.where(claims.c.extracted.is_(False), *met)
        if queue == "contested":
            met.append(or_(_has_link("a"), _has_link("b")))
        if queue == "all":
            return _open(query, *met)
        return _open(query, *met).where(claims.c.extracted)


_EXTRACTED = claims.c.extracted.is_not(False)
"""Said so that SQLite does not go by the index of the queue, where another order or fewer rows are wanted."""


def _judged(given: Any) -> Any:
    return given.outerjoin(claim_states, claim_states.c.claim == claims.c.id)


def _open(query: Select[Any], *conditions: ColumnElement[bool]) -> Select[Any]:
    """Judged by nobody, and not coded blind."""
    blind = claims.c.article.in_(open_articles())
    return query.where(_EXTRACTED, claim_states.c.decision.is_(None), ~blind, *conditions)


def _order(queue: Queue) -> tuple[ColumnElement[Any], ...]:
    order = (claims.c.document, claims.c.ordinal)
    return (claims.c.confidence, *order) if queue in ("unsure", "contested") else order


def _dismissed() -> Select[Any]:
    return select(link_states.c.link).where(link_states.c.state == "dismissed")


def _has_link(end: str) -> ColumnElement[bool]:
    return exists().where(conflict_links.c[end] == claims.c.id, conflict_links.c.id.not_in(_dismissed()))


def _ends() -> Any:
    """Both ends of all links that nobody dismissed, each once."""
    standing = conflict_links.c.id.not_in(_dismissed())
    return union(*(select(conflict_links.c[end]).where(standing) for end in ("a", "b"))).subquery()
