"""Who is said to hold what on a day, and where incidents happened in the week up to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from counterclaim.web import borders, listing, mapping, measured
from counterclaim.web.deps import AsOfDep, LedgerDep, PageDep, Reader, RoomDep, SnapshotsDep, WorldDep
from counterclaim.web.drawing import around, core, map_svg, together
from counterclaim.web.drawing.svg import PALETTE
from counterclaim.web.held import PlaceOn
from counterclaim.web.mapping import Day

router = APIRouter(include_in_schema=False)
DayQuery = Annotated[str | None, Query(max_length=10, description="YYYY-MM-DD")]


@dataclass(frozen=True, slots=True)
class Key:
    """A party of the legend (the small ones share a colour), and how many places it alone is said to hold on the day."""

    party: str
    colour: str
    places: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the list below the map, and where its page is."""

    place: PlaceOn
    href: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """`shown` None: still worked out. `number`, `lowest` and `highest`: the days of the slider, counted from year 1;
    `box`: west, south, east, north of the points; `tiles` an address with {z}, {x}, {y}, credited by `credit`."""

    shown: Day | None
    url: str
    before: str
    after: str
    number: int
    lowest: int
    highest: int
    drawn: Markup
    box: str
    legend: tuple[Key, ...]
    rows: tuple[PlaceRow, ...]
    as_of: str | None
    tiles: str | None
    credit: str | None
    caveat: str
    stamp: str


@router.get("/map", dependencies=[Reader])
def map(
    page: PageDep,
    ledger: LedgerDep,
    world: WorldDep,
    snapshots: SnapshotsDep,
    room: RoomDep,
    as_of: AsOfDep,
    day: DayQuery = None,
) -> HTMLResponse:
    """The map on `day`, the last day that is told of where none is given; with htmx only what changes with the day."""
    chosen = listing.day("day", day)
    found = mapping.day_of(snapshots, ledger, world, chosen, as_of)
    options = room.served.options
    made = page_of(found, as_of, options.tiles, options.tiles_credit, measured.stamp_line(snapshots))
    return page.render("map.html", made, part="_map_day.html")


def page_of(
    found: Day | None, as_of: str | None, tiles: str | None, credit: str | None, stamp: str
) -> MapPage:
    """The page's data."""
    more = f"&as_of={as_of}" if as_of else ""
    today = date.today().isoformat()
    day, first, last = (found.day, found.first, found.last) if found else (today, today, today)
    here = date.fromisoformat(day)
    dots = mapping.dots(found, as_of) if found else []
    held = [(dot.lat, dot.lon) for dot in dots if dot.kind == "place"]
    box = around([*together(held), *core((dot.lat, dot.lon) for dot in dots if dot.kind == "incident")])
    places = found.places if found else ()
    groups = found.groups if found else {}
    colours = [mapping.group_of(one, groups) for one in places]
    alone = [one.holders[0] for one in places if len(one.holders) == 1]
    legend = [
        Key(", ".join(those), PALETTE[colour], sum(alone.count(party) for party in those))
        for colour in sorted(set(groups.values()))
        if (those := [party for party in groups if groups[party] == colour and party in alone])
    ]
    legend.append(Key("several", mapping.SEVERAL, colours.count(None)))
    return MapPage(
        shown=found,
        url=f"/map?day={day}{more}" if found else f"/map{'?' + more[1:] if more else ''}",
        before=f"/map?day={here - timedelta(1) if day > '0001-01-01' else day}{more}",
        after=f"/map?day={here + timedelta(1) if day < '9999-12-31' else day}{more}",
        number=here.toordinal(),
        lowest=min(date.fromisoformat(first), here).toordinal(),
        highest=max(date.fromisoformat(last), here).toordinal(),
        drawn=map_svg(dots, box=box, width=960, height=520, title=f"Who is said to hold what on {day}"),
        box=f"{box.west:.3f},{box.south:.3f},{box.east:.3f},{box.north:.3f}",
        legend=tuple(key for key in legend if key.places),
        rows=tuple(
            PlaceRow(one, mapping.address(one.key, as_of))
            for one in sorted(places, key=lambda one: (not one.reasons, one.name))
        ),
        as_of=as_of,
        tiles=tiles,
        credit=credit,
        caveat=borders.CAVEAT,
        stamp=stamp,
    )
