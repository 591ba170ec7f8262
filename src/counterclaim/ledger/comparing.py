"""Comparing what came since the last time: the neighbourhood of the documents that wait for it, in one transaction.

Origins come first, since a copy's days count from its origin's day; then the keys by which claims find each other,
groups, conflict links, and the incidents that any of these can have changed. What is stored afterwards is what
comparing everything from scratch gives, but for the ids of incidents, which stay. Where much waits, everything is
compared from scratch (`anew`).
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, select, update

from counterclaim.comparing import comparison
from counterclaim.comparing.clustering import groups_of
from counterclaim.comparing.conflicts import beside
from counterclaim.comparing.entries import Knowledge
from counterclaim.comparing.features import features
from counterclaim.comparing.neighbourhood import Neighbourhood, neighbourhood
from counterclaim.comparing.nouns import Entry, Group
from counterclaim.comparing.origins import Update, updated
from counterclaim.comparing.prints import prints
from counterclaim.comparing.sides import Sides
from counterclaim.ledger import compared_tables as tables
from counterclaim.ledger import incident_ids, incident_rows, indexing, touched, writing
from counterclaim.ledger.anew import anew
from counterclaim.ledger.applying import judgements
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.neighbours import Neighbours, kept
from counterclaim.ledger.tables import claims, pending

WHOLE = 0.25
"""Share of all claims from which everything is compared anew: that gives the same, and is then faster."""
LEAST = 2_000


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison did: documents taken off the queue, claims grouped anew, incidents that changed."""

    documents: int
    claims: int
    incidents: int


def compare(connection: Connection, knowledge: Knowledge, sides: Sides, at: str) -> Compared:
    """Compare the documents that wait, inside the caller's transaction; `at` is the instant noted."""
    waiting = list(connection.execute(select(pending.c.document)).scalars())
    lost = touched.noted(connection)
    if not waiting and not lost:
        return Compared(0, 0, 0)
    with _uncollected():
        return _Run(connection, knowledge, sides, at).over(waiting, lost)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, which would walk hundreds of thousands of entries again and again: a fifth of
    the time. Nothing here makes cycles."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _Run:
    """One comparison. Sets of claims are sets of their ids."""

    def __init__(self, connection: Connection, knowledge: Knowledge, sides: Sides, at: str) -> None:
        self._connection, self._sides, self._at = connection, sides, at
        self._store = Neighbours(connection, knowledge)
        self._constraints = incident_ids.constraints(connection)

    def over(self, waiting: Sequence[int], lost: set[tuple[str, str]]) -> Compared:
        here = self._of_documents(waiting)
        indexing.file_articles(self._connection, waiting)
        if len(here) >= max(LEAST, WHOLE * self._total()):
            raw = self._store.raw()
            self._leave(here - {one.claim for one in raw})
            done = anew(self._connection, self._store, raw, self._constraints, self._sides, self._at)
        else:
            done = self._around(here, lost)
        self._connection.execute(delete(pending))
        self._connection.execute(delete(tables.touched))
        return Compared(len(waiting), *done)

    def _around(self, here: set[str], lost: set[tuple[str, str]]) -> tuple[int, int]:
        """Claims grouped anew and incidents that changed, where the claims `here` came or changed and `lost` is noted."""
        connection = self._connection
        present = self._store.present(here)
        lost |= self._leave(here - present)
        moved = self._origins(present, {name for kind, name in lost if kind == "origin"})
        old = {name for kind, name in lost if kind == "incident"}
        old |= incident_ids.of_claims(connection, present | moved)
        seeds = present | moved | {c for held in incident_ids.members(connection, old).values() for c in held}
        near = [features(one) for one in self._store.claims(seeds)]
        numbers = {one.claim: self._store.numbers[one.claim] for one in near}
        indexing.file_claims(connection, near, numbers)
        hood = neighbourhood(seeds, self._store, self._constraints)
        groups = groups_of(list(hood.members.values()), hood.pairs, self._constraints)
        placed = incident_ids.settle(connection, groups, old, self._at)
        ends = self._links(hood, groups)
        places = {name for kind, name in lost if kind == "place"}
        ends |= {one.claim for one in self._control(hood, places)}
        ends |= {end for one in judgements(connection, here | set(hood.members)) for end in (one.a, one.b)}
        names = {*placed, *incident_ids.of_claims(connection, ends)}
        changed = incident_rows.write(connection, names, placed, self._store, self._sides, self._at)
        return len(hood.members), changed

    def _of_documents(self, waiting: Sequence[int]) -> set[str]:
        found: set[str] = set()
        for part in chunks(waiting):
            query = select(claims.c.id).where(claims.c.document.in_(part))
            found.update(self._connection.execute(query).scalars())
        return found

    def _total(self) -> int:
        query = select(func.count()).select_from(claims).where(claims.c.newest)
        return int(self._connection.execute(query).scalar_one())

    def _leave(self, gone: Collection[str]) -> set[tuple[str, str]]:
        """Take claims out that take part no longer: of older versions, rejected by a person. What they were in."""
        numbers = indexing.numbers_of(self._connection, gone)
        left = touched.by(self._connection, numbers.values())
        indexing.unfile(self._connection, list(numbers.values()))
        for part in chunks(sorted(gone)):
            out = (
                update(claims).where(claims.c.id.in_(part)).values(origin=None, incident=None, compared=None)
            )
            self._connection.execute(out)
        incident_rows.drop_links(self._connection, gone)
        return left

    def _origins(self, present: Collection[str], lost: Collection[str]) -> set[str]:
        """Bring origins, and the days of copies, up to date; the claims of which either changed."""
        articles = set(self._store.articles_of(present))
        entries = list(self._store.entries(articles))
        made = prints(entries)
        numbers = {one.claim: self._store.numbers[one.claim] for one in entries}
        indexing.file_wordings(self._connection, made, numbers)
        self._store.lost = frozenset(lost)
        return self._put_origins(updated(articles, (), self._store, made), lost)

    def _put_origins(self, found: Update, lost: Collection[str]) -> set[str]:
        connection = self._connection
        stored: dict[str, tuple[str | None, str | None]] = {}
        for part in chunks(sorted(found.claims)):
            query = select(claims.c.id, claims.c.origin, claims.c.compared).where(claims.c.id.in_(part))
            stored.update({row.id: (row.origin, row.compared) for row in connection.execute(query)})
        moved = self._store.moved(found.origins)
        named = {claim: origin.id for origin in found.origins for claim in origin.claims}
        fresh = {claim: (named.get(claim), kept(moved.get(claim))) for claim in stored}
        changed = {claim for claim, value in fresh.items() if value != stored[claim]}
        if changed:
            query_ = update(claims).where(claims.c.id == bindparam("c"))
            rows = [{"c": claim, "o": fresh[claim][0], "d": fresh[claim][1]} for claim in sorted(changed)]
            connection.execute(query_.values(origin=bindparam("o"), compared=bindparam("d")), rows)
        old = {origin for origin, _ in stored.values() if origin} | set(lost) | {o.id for o in found.origins}
        for part in chunks(sorted(old)):
            connection.execute(delete(tables.copies).where(tables.copies.c.origin.in_(part)))
            connection.execute(delete(tables.origins).where(tables.origins.c.id.in_(part)))
        writing.insert_all(
            connection, tables.origins, [{"id": one.id, "first": one.first} for one in found.origins]
        )
        writing.insert_all(
            connection,
            tables.copies,
            [
                {"article": copy.article, "of": copy.of, "origin": origin.id, "why": copy.why}
                for origin in found.origins
                for copy in origin.copies
            ],
        )
        self._store.forget(changed)
        return changed

    def _links(self, hood: Neighbourhood, groups: Sequence[Group]) -> set[str]:
        """Write the links of the claims of `hood` anew; all claims that have one with them, or had."""
        ends = incident_rows.drop_links(self._connection, hood.members)
        known = {claim: one.entry for claim, one in hood.near.items()}
        near = [*self._store.beside(hood.members)]
        pairs = [
            *((known[a], known[b]) for a, b in sorted(hood.looked)),
            *((a, b) for a, b in beside(near) if a.claim in hood.members or b.claim in hood.members),
            *comparison.mates(known, groups),
        ]
        found = comparison.conflicts(pairs, groups, self._sides)
        incident_rows.put_links(self._connection, found)
        return ends | {claim for link in found for claim in (link.a, link.b)}

    def _control(self, hood: Neighbourhood, lost: Collection[str]) -> list[Entry]:
        """All control claims of places of which a control claim came, changed or went."""
        told = (one.entry for one in hood.members.values() if one.entry.type == "control")
        return self._store.control({place.key for one in told for place in one.places} | set(lost))
