"""The part of a ledger that offers what a claim or an incident may go with: near in place and day first.

It decides nothing and compares no words: it is what a person chooses from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from counterclaim.ledger import connect, incident_reading, reading
from counterclaim.ledger.compared_tables import incident_facets, incidents
from counterclaim.ledger.tables import claim_facets, claims

MOST = 30
"""Candidates of one list."""
DAYS, NEAR_DAYS, NEAR_KM = 30, 3, 60.0
"""How far things of one place lie apart in days, and things of different places in days and kilometres."""
_READ = 1_500
"""Rows of one condition that are looked at."""
_FAR = 10_000


class Candidate(NamedTuple):
    """Something to choose: its id, and why it is offered, in words."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class _Here:
    """What candidates are near to. `first` and `last`: days; `points`: degrees."""

    places: tuple[str, ...]
    parties: tuple[str, ...]
    first: date | None
    last: date | None
    points: tuple[tuple[float, float], ...]


class CandidateLedger:
    """Candidates; part of `Ledger`."""

    _store: connect.Store

    def near_incidents(self, name: str, most: int = MOST) -> list[Candidate]:
        """Incidents that a claim could be moved to (its full id), or an incident merged with: those of its
        places by distance in days, those that lie near it in place and day, those of its parties on its days. Never its own.
        UnknownNameError."""
        with self._store.reading() as connection:
            known = connection.execute(select(claims.c.number).where(claims.c.id == name)).first()
            if known is not None:
                row = reading.claim_row(connection, name)
                here, own = _of_claim(connection, row), row.incident
            else:
                told = incident_reading.one(connection, name)
                here, own = _of_incident(connection, told), told["id"]
            found = sorted(_incidents_near(connection, here))
        return _first([Candidate(one, why) for *_, one, why in found if one != own], most)

    def near_claims(self, name: str, most: int = MOST) -> list[Candidate]:
        """Claims that could contradict a claim (its id, or the only beginning): those of its incident, of its article, and of
        its places within days. UnknownNameError."""
        with self._store.reading() as connection:
            row = reading.claim_row(connection, name)
            article = connection.execute(
                select(claims.c.article).where(claims.c.number == row.number)
            ).scalar()
            here = _of_claim(connection, row)
            found: list[Candidate] = []
            for condition, why in (
                (claims.c.incident == row.incident, "of the same incident"),
                (claims.c.article == article, "of the same article"),
            ):
                query = select(claims.c.id).where(condition, claims.c.newest, claims.c.extracted)
                names = connection.execute(
                    query.order_by(claims.c.document, claims.c.ordinal).limit(most + 1)
                )
                found += [Candidate(one, why) for one in names.scalars()]
            found += [Candidate(one, why) for _, one, why in sorted(_claims_near(connection, here))]
        return _first([one for one in found if one.id != row.id], most)

    def lines_of(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """What a list shows of these incidents, in this order."""
        with self._store.reading() as connection:
            query = select(incidents.c.id, incidents.c.line).where(incidents.c.id.in_(ids[:500]))
            found = {row.id: json.loads(row.line) for row in connection.execute(query)}
        return [found[one] for one in ids if one in found]


def _first(given: Iterable[Candidate], most: int) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for one in given:
        found.setdefault(one.id, one)
    return list(found.values())[:most]


def _of_claim(connection: Connection, row: Any) -> _Here:
    body = json.loads(row.body)
    held = connection.execute(
        select(claims.c.day_from, claims.c.day_to).where(claims.c.number == row.number)
    ).one()
    kinds: dict[str, list[str]] = {"place": [], "party": []}
    query = select(claim_facets.c.kind, claim_facets.c.key).where(
        claim_facets.c.claim == row.number, claim_facets.c.kind.in_(kinds), claim_facets.c.name.is_not(None)
    )
    for facet in connection.execute(query):
        kinds[facet.kind].append(facet.key)
    points = tuple((one["lat"], one["lon"]) for one in body["places"] if one["lat"] is not None)
    return _Here(
        tuple(kinds["place"]), tuple(kinds["party"]), _day(held.day_from), _day(held.day_to), points
    )  # fmt: skip


def _of_incident(connection: Connection, told: dict[str, Any]) -> _Here:
    row = connection.execute(select(incidents).where(incidents.c.id == told["id"])).one()
    kinds: dict[str, list[str]] = {"place": [], "party": []}
    query = select(incident_facets.c.kind, incident_facets.c.key).where(
        incident_facets.c.incident == row.number, incident_facets.c.kind.in_(kinds)
    )
    for facet in connection.execute(query):
        kinds[facet.kind].append(facet.key)
    points = tuple((one["lat"], one["lon"]) for one in told["places"] if one["lat"] is not None)
    return _Here(tuple(kinds["place"]), tuple(kinds["party"]), _day(row.day_from), _day(row.day_to), points)


def _incidents_near(connection: Connection, here: _Here) -> Iterator[tuple[int, int, float, str, str]]:
    """Rank, days and kilometres apart, id and why; the same incident may come more than once."""
    columns = select(incidents.c.id, incidents.c.day_from, incidents.c.day_to)
    for kind, keys, span, rank, words, most in (
        ("place", here.places, DAYS, 0, "same place", _READ),
        ("place", here.places, None, 3, "same place", MOST + 1),
        ("party", here.parties, NEAR_DAYS, 2, "same party", 200),
    ):
        if not keys or (span is not None and here.first is None):
            continue
        having = select(incident_facets.c.incident).where(
            incident_facets.c.kind == kind, incident_facets.c.key.in_(keys)
        )
        query = columns.where(incidents.c.number.in_(having))
        if span is not None:
            query = query.where(_within(incidents.c.day_from, incidents.c.day_to, here, span))
        for row in connection.execute(query.order_by(incidents.c.day_from.desc()).limit(most)):
            apart = _apart(here, row)
            yield (
                rank,
                _FAR if apart is None else apart,
                0.0,
                row.id,
                ", ".join(filter(None, (words, _days(apart)))),
            )
    if here.points and here.first is not None:
        query = columns.add_columns(incidents.c.line).limit(_READ)
        near = _within(incidents.c.day_from, incidents.c.day_to, here, NEAR_DAYS)
        for row in connection.execute(query.where(near)):
            line = json.loads(row.line)
            if line.get("lat") is None:
                continue
            km = min(_km(one, (line["lat"], line["lon"])) for one in here.points)
            if km <= NEAR_KM and (apart := _apart(here, row)) is not None:
                yield 1, apart, km, row.id, f"{km:.0f} km away, {_days(apart)}"


def _claims_near(connection: Connection, here: _Here) -> Iterator[tuple[int, str, str]]:
    """Days apart, id and why."""
    if not here.places or here.first is None:
        return
    having = select(claim_facets.c.claim).where(
        claim_facets.c.kind == "place", claim_facets.c.key.in_(here.places)
    )
    query = select(claims.c.id, claims.c.day_from, claims.c.day_to).where(
        claims.c.number.in_(having),
        claims.c.newest,
        claims.c.extracted,
        _within(claims.c.day_from, claims.c.day_to, here, DAYS),
    )
    for row in connection.execute(query.limit(_READ)):
        apart = _apart(here, row)
        yield _FAR if apart is None else apart, row.id, f"same place, {_days(apart)}"


def _within(first: Any, last: Any, here: _Here, days: int) -> ColumnElement[bool]:
    """Days that meet those of `here`, with so many more on both sides."""
    assert here.first is not None
    span = timedelta(days)
    begin, end = here.first - span, (here.last or here.first) + span
    condition: ColumnElement[bool] = (first <= end.isoformat()) & (last >= begin.isoformat())
    return condition


def _apart(here: _Here, row: Any) -> int | None:
    """Days between; None where one has none."""
    first, last = _day(row.day_from), _day(row.day_to)
    if here.first is None or (first is None and last is None):
        return None
    begin, end = first or last, last or first
    assert begin is not None
    assert end is not None
    return max(0, (begin - (here.last or here.first)).days, (here.first - end).days)


def _days(apart: int | None) -> str:
    if apart is None:
        return ""
    return "same day" if apart == 0 else "1 day apart" if apart == 1 else f"{apart} days apart"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Along the great circle."""
    north, south = math.radians(a[0]), math.radians(b[0])
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(a[1] - b[1]) / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(half)))
