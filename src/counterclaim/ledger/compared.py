"""The part of a ledger that holds claims against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from sqlalchemy import insert, select

from counterclaim.comparing.entries import Knowledge
from counterclaim.comparing.neighbourhood import ordered
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.sides import Sides
from counterclaim.errors import SettingsError
from counterclaim.ledger import connect, incident_reading, reading, writing
from counterclaim.ledger.compared_tables import pair_reviews
from counterclaim.ledger.incident_reading import IncidentFilter
from counterclaim.ledger.neighbours import Neighbours, all_cites
from counterclaim.ledger.tables import claims
from counterclaim.model import instant
from counterclaim.view import ClaimObject

PairDecision = Literal["together", "apart", "open"]


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

    def entries(self, knowledge: Knowledge) -> list[Entry]:
        """The entries of all claims that take part in comparison, with origins and days as of the last one."""
        with self._store.reading() as connection:
            return Neighbours(connection, knowledge).every()

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

    def decide_pair(
        self, a: str, b: str, decision: PairDecision, *, reviewer: str, note: str | None = None
    ) -> None:
        """Append a person's decision that two claims are about one happening ('together'), are not ('apart'), or
        that it is open again. It takes effect with the next comparison. UnknownNameError, SettingsError."""
        with self._store.writing() as connection:
            first, second = reading.claim_row(connection, a), reading.claim_row(connection, b)
            if first.id == second.id:
                raise SettingsError(f"{first.id}: a claim is always together with itself")
            key = ordered(first.id, second.id)
            connection.execute(
                insert(pair_reviews),
                {
                    "a": key[0],
                    "b": key[1],
                    "at": instant(),
                    "reviewer": reviewer,
                    "decision": decision,
                    "note": note,
                },
            )
            writing.note_pending(connection, {first.document, second.document})
