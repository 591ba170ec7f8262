"""The part of a ledger that holds claims against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from counterclaim.comparing.citing import Page
from counterclaim.comparing.entries import Knowledge
from counterclaim.comparing.nouns import Constraints, Entry
from counterclaim.comparing.sides import Sides
from counterclaim.ledger import (
    as_of,
    connect,
    folding,
    incident_ids,
    incident_reading,
    reading,
    touched,
    writing,
)
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.compared_tables import incidents
from counterclaim.ledger.incident_reading import IncidentFilter
from counterclaim.ledger.neighbours import Neighbours, all_cites
from counterclaim.ledger.tables import claims, documents, pending
from counterclaim.model import instant
from counterclaim.view import ClaimObject


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood in a ledger on a day. `cites`: pairs of article ids of which the first links to the second; `articles`
    by id: title, outlet, published, url."""

    claims: Sequence[ClaimObject]
    cites: Collection[tuple[str, str]]
    pages: Sequence[Page]
    articles: Mapping[str, Mapping[str, Any]]


class ComparedLedger:
    """Comparison, incidents and origins; part of `Ledger`."""

    _store: connect.Store

    def compare(self, knowledge: Knowledge, sides: Sides) -> tuple[int, int, int]:
        """Compare what was added or changed since the last time, in one transaction.

        Documents that waited, claims grouped anew, incidents that changed. A run that is killed changes nothing, and
        the next one does it.
        """
        from counterclaim.ledger.comparing import compare

        with self._store.writing() as connection:
            done = compare(connection, knowledge, sides, instant())
            if done.documents or done.incidents:
                folding.bump(connection)
        return done.documents, done.claims, done.incidents

    def incidents(self, wanted: IncidentFilter = IncidentFilter()) -> Iterator[dict[str, Any]]:  # noqa: B008
        """Incident objects, as of the last comparison."""
        with self._store.reading() as connection:
            yield from incident_reading.stream(connection, wanted)

    def count_incidents(self, wanted: IncidentFilter = IncidentFilter()) -> int:  # noqa: B008
        """How many incidents `incidents(wanted)` gives, its limit aside."""
        with self._store.reading() as connection:
            return incident_reading.count(connection, wanted)

    def incident(self, name: str) -> dict[str, Any]:
        """One incident by its id, the beginning of it, or an id that was merged into it. UnknownNameError."""
        with self._store.reading() as connection:
            return incident_reading.one(connection, name)

    def origins(self, *, shared: bool = False) -> Iterator[dict[str, Any]]:
        """Origins with the articles that have their wording; with `shared` only those of several articles."""
        with self._store.reading() as connection:
            yield from incident_reading.origin_rows(connection, shared=shared)

    def entries(self, knowledge: Knowledge, ids: Collection[str] | None = None) -> list[Entry]:
        """The entries of all claims that take part in comparison, or of these, with origins and days as of the last one."""
        with self._store.reading() as connection:
            store = Neighbours(connection, knowledge)
            return store.every() if ids is None else list(store.claims(ids))

    def waits(self) -> bool:
        """Whether anything was added, changed or removed since the last comparison."""
        with self._store.reading() as connection:
            waiting = connection.execute(select(pending.c.document).limit(1)).first() is not None
            return waiting or bool(touched.noted(connection))

    def compare_again(self) -> None:
        """Queue every document for comparison, as where what is known of parties changed."""
        with self._store.writing() as connection:
            for part in chunks(connection.execute(select(documents.c.number)).scalars().all()):
                writing.note_pending(connection, part)

    def standing(self, day: str | None) -> Standing:
        """What stood on a day (ISO 8601): articles published by then, their claims and links; None: what stands now."""
        with self._store.reading() as connection:
            rows = as_of.standing(connection, day)
            out = as_of.linked(connection, rows)
            found = list(as_of.claims_of(connection, rows))
        beside: dict[tuple[str, str], set[str]] = {}
        for claim in found:
            for link in claim["links"]:
                beside.setdefault((claim["article"]["id"], link["url"]), set()).add(claim["id"])
        articles = {
            row.id: {"title": row.title, "outlet": row.outlet, "published": row.published, "url": row.url}
            for row in rows
        }
        return Standing(found, as_of.cites(rows, out), as_of.pages(rows, out, beside), articles)

    def article_texts(self, ids: Collection[str]) -> dict[str, str]:
        """The texts of these articles by id, versions that were replaced among them."""
        with self._store.reading() as connection:
            return as_of.texts(connection, as_of.named(connection, ids))

    def founders(self) -> dict[str, str]:
        """Incidents by the claim that founded each."""
        with self._store.reading() as connection:
            rows = connection.execute(select(incidents.c.founder, incidents.c.id)).all()
        return {row.founder: row.id for row in rows}

    def constraints(self) -> Constraints:
        """What people decided of pairs of claims."""
        with self._store.reading() as connection:
            return incident_ids.constraints(connection)

    def cites(self) -> set[tuple[str, str]]:
        """Pairs of article ids of which the first links to the second, as of the last comparison."""
        with self._store.reading() as connection:
            return all_cites(connection)

    def claims_with_credit(self) -> Iterator[ClaimObject]:
        """Claim objects of newest versions whose `article` also has its `credit` and the day of its document."""
        with self._store.reading() as connection:
            yield from reading.with_credit(connection)

    def incident_of(self) -> dict[str, str]:
        """The incident of each claim that has one."""
        with self._store.reading() as connection:
            query = select(claims.c.id, claims.c.incident).where(
                claims.c.incident.is_not(None), claims.c.newest
            )
            return dict(connection.execute(query).all())
