"""What map, page of a place and their JSON have in common: what is held, kept between requests; incidents of a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from counterclaim.analysis import Analysis
from counterclaim.comparing.holdings import Holdings
from counterclaim.comparing.nouns import Where
from counterclaim.errors import UnknownNameError
from counterclaim.extracting.world import WorldSpec
from counterclaim.gazetteer import Gazetteer
from counterclaim.language import fold
from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.web import dated, held, listing, wording
from counterclaim.web.drawing import Dot
from counterclaim.web.drawing.svg import PALETTE
from counterclaim.web.facets import Facets, Wanted
from counterclaim.web.held import Held, PlaceOn
from counterclaim.web.snapshots import Snapshots

WEEK = 7
"""Days up to the chosen one of which incidents are shown."""
SEVERAL = "#7b818a"
"""The colour of places that several are said to hold."""
MOST_POINTS = 500
"""Incidents on a map; the latest ones."""


@dataclass(frozen=True, slots=True)
class Point:
    """An incident that has a place: a row of a list (`incident_lines.row`)."""

    row: dict[str, Any]

    @property
    def label(self) -> str:
        where = ", ".join(self.row["places"])
        return f"{wording.plain(self.row['type']).capitalize()}, {where} ({self.row['status']})"


@dataclass(frozen=True, slots=True)
class Day:
    """The map on a day. `all` incidents of the week, of which `points` have a place and are drawn."""

    day: str
    first: str
    last: str
    places: tuple[PlaceOn, ...]
    points: tuple[Point, ...]
    all: int
    groups: dict[str, int]


def held_of(snapshots: Snapshots, ledger: Ledger, world: WorldSpec, as_of: str | None) -> Held | None:
    """Who is said to hold what, as of a day or now; None while it is worked out."""
    if as_of is None:
        return snapshots.get("held", lambda one: held.held(Analysis.of(one, world)), wait=3.0, kept=1)
    found = dated.dated(snapshots, world, as_of)
    return found.held if found is not None else None


def day_of(
    snapshots: Snapshots, ledger: Ledger, world: WorldSpec, day: str | None, as_of: str | None
) -> Day | None:
    """The map on `day` (None: the last one of which something is told); None while it is worked out."""
    found = held_of(snapshots, ledger, world, as_of)
    facets = listing.standing(snapshots) if as_of is None else _then(snapshots, world, as_of)
    if found is None or facets is None:
        return None
    days = [d for d in (found.first, found.last, *(facets.ends or ())) if d]
    if as_of is not None:
        days = [min(d, as_of) for d in days]
    today = date.today().isoformat()
    first, last = min(days, default=today), max(days, default=today)
    chosen = day or last
    begin = (
        (date.fromisoformat(chosen) - timedelta(WEEK - 1)).isoformat() if chosen > "0001-01-08" else chosen
    )
    answer = facets.answer(Wanted(date_from=begin, date_to=chosen, limit=MOST_POINTS), None)
    lines = facets.table.lines
    rows: Sequence[Any] = (
        [lines[n] for n in answer.page] if lines is not None else ledger.incident_lines(answer.page)
    )
    points = tuple(Point(dict(row)) for row in rows if row["lat"] is not None)
    return Day(chosen, first, last, tuple(found.on(chosen)), points, answer.total, dict(found.groups))


def _then(snapshots: Snapshots, world: WorldSpec, as_of: str) -> Facets | None:
    made = dated.dated(snapshots, world, as_of)
    return made.facets if made is not None else None


def address(key: str, as_of: str | None = None) -> str:
    """Where the page of a place is."""
    return f"/places/{quote(key, safe='')}" + (f"?as_of={as_of}" if as_of else "")


def dots(found: Day, as_of: str | None = None) -> list[Dot]:
    """The day's map: incidents below, places on top."""
    under = [
        Dot(p.row["lat"], p.row["lon"], p.label, "incident", f"/incidents/{p.row['id']}")
        for p in found.points
    ]
    return under + [
        Dot(
            one.lat,
            one.lon,
            one.label,
            "place",
            address(one.key, as_of),
            group_of(one, found.groups),
            bool(one.reasons),
        )
        for one in found.places
    ]


def group_of(one: PlaceOn, groups: Mapping[str, int]) -> int | None:
    """The colour of the party that holds the place by all that is said of the day; None where several are named."""
    return groups.get(one.holders[0]) if len(one.holders) == 1 else None


def features(found: Day, as_of: str | None = None) -> list[dict[str, Any]]:
    """The same as GeoJSON features."""
    made = []
    for dot in dots(found, as_of):
        colour = SEVERAL if dot.group is None else PALETTE[dot.group]
        made.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [dot.lon, dot.lat]},
                "properties": {
                    "kind": dot.kind,
                    "label": dot.label,
                    "href": dot.href,
                    "colour": colour,
                    "contested": dot.contested,
                },
            }
        )
    return made


def place_of(found: Held, ledger: Ledger, analysis: Analysis, key: str) -> tuple[Where, Holdings]:
    """The place with that key, else the name, and who is said to hold it: nobody, where only other claims name it.
    UnknownNameError."""
    wanted = key.casefold()
    for where, told in found.places:
        if where.key == key:
            return where, told
    for where, told in found.places:
        if where.name.casefold() == wanted:
            return where, told
    other = _named(ledger, analysis, key)
    if other is None:
        raise UnknownNameError(f"no claim here names a place {key[:80]!r}")
    for where, told in found.places:
        if where.key == other.key:
            return where, told
    return other, Holdings(other.key, other.name, (), (), ())


_CLAIMS = 40
"""Claims among which a place is sought: the first ones may name another of that name."""


def _named(ledger: Ledger, analysis: Analysis, key: str) -> Where | None:
    gazetteer = Gazetteer.open()
    try:
        own = (
            gazetteer.place(int(key[1:]))
            if key[:1] == "g" and key[1:].isdecimal() and len(key) < 12
            else None
        )
        country = gazetteer.country(key[2:]) if key.startswith("c:") else None
        name = next((place.name for place in (own, country) if place is not None), key)
        others = tuple(dict.fromkeys(place.name for place in gazetteer.lookup(name)))
    finally:
        gazetteer.close()
    wanted = ClaimFilter(place=name, place_names=others, limit=_CLAIMS)
    entries = analysis.entries_of([claim["id"] for claim in ledger.claims(wanted)])
    places = [place for claim in sorted(entries) for place in entries[claim].places]
    names = {fold(one) for one in (name, *others)}
    exact = (place for place in places if place.key == key or fold(place.name) == fold(name))
    return next(exact, next((place for place in places if fold(place.name) in names), None))
