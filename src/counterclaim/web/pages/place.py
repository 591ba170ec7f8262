"""A place: who says who holds it, from when to when, and what contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from counterclaim.comparing.holdings import Contest, Holdings, Interval
from counterclaim.comparing.nouns import Entry, Where
from counterclaim.comparing.said import said_object
from counterclaim.ledger.records import clean
from counterclaim.web import borders, dated, mapping, measured
from counterclaim.web.deps import AsOfDep, LedgerDep, PageDep, Reader, SnapshotsDep, WorldDep
from counterclaim.web.drawing import Bar, Dot, map_svg, timeline_svg
from counterclaim.web.held import Held
from counterclaim.web.listing import IncidentQuery, current
from counterclaim.web.pages.exporting import files
from counterclaim.web.pages.incidents import titled

router = APIRouter(include_in_schema=False)
ROWS = 10
"""Incidents of a place that its page shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one claimant says of one stretch of time, with the claims that say it (`comparing.said.said_object`)."""

    interval: Interval
    contested: bool
    claims: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A place that holds this one or lies in it."""

    name: str
    href: str
    relation: str


@dataclass(frozen=True, slots=True)
class PlacePage:
    """`timeline` and `map` are drawn by the server (None: nobody says who holds it, it has no point); `rows` say the
    same in words; `newest`: the latest of its `all_incidents` as a list shows them; `exports`: its claims as files, by
    format, `held_exports` those of who holds it. `stamp`: how good the engine is here. `pending`:
    still worked out."""

    pending: bool
    url: str
    name: str
    key: str
    precision: str
    timeline: Markup | None
    map: Markup | None
    rows: tuple[Row, ...]
    contested: tuple[Contest, ...]
    near: tuple[Near, ...]
    newest: Sequence[Mapping[str, Any]]
    all_incidents: int
    incidents: str
    report: str
    json: str
    exports: tuple[tuple[str, str], ...]
    held_exports: tuple[tuple[str, str], ...]
    caveat: str
    stamp: str


@router.get("/places/{key:path}", dependencies=[Reader])
def place(
    key: Annotated[str, Path(max_length=200)],
    page: PageDep,
    ledger: LedgerDep,
    world: WorldDep,
    snapshots: SnapshotsDep,
    as_of: AsOfDep,
) -> HTMLResponse:
    """A place by its key or name."""
    found = mapping.held_of(snapshots, ledger, world, as_of)
    analysis = dated.analysis_of(snapshots, ledger, world, as_of)
    if found is None or analysis is None:
        return page.render("place.html", _pending(clean(key), as_of))
    where, told = mapping.place_of(found, ledger, analysis, clean(key))
    of = analysis.entries_of({claim for one in told.intervals for claim in one.claims})
    made = page_of(found, where, told, of, as_of, measured.stamp_line(snapshots))
    asked = IncidentQuery(kinds={"place": (where.name,)}, as_of=as_of)
    listed_ = current(ledger, snapshots, world, asked, ROWS)
    if listed_ is not None:
        rows_ = tuple(titled(row) for row in listed_.rows)
        made = replace(made, newest=rows_, all_incidents=listed_.answer.total)
    return page.render("place.html", made)


def page_of(
    found: Held, where: Where, told: Holdings, of: Mapping[str, Entry], as_of: str | None, stamp: str
) -> PlacePage:
    """The data of the page of a place of which `told` is said; `of`: entries of its claims by id."""
    name = quote(where.name, safe="")
    more, then = (f"?as_of={as_of}", f"&as_of={as_of}") if as_of else ("", "")
    return PlacePage(
        pending=False,
        url=mapping.address(where.key, as_of),
        name=where.name,
        key=where.key,
        precision=where.precision,
        timeline=timeline(told, found.groups) if told.intervals else None,
        map=picture(where),
        rows=rows(told, of),
        contested=told.contested,
        near=tuple(_near(found, where, as_of)),
        newest=(),
        all_incidents=0,
        incidents=f"/incidents?place={name}" + (f"&as_of={as_of}" if as_of else ""),
        report=f"/report/place/{quote(where.key, safe='')}{more}",
        json=f"/api{mapping.address(where.key, as_of)}",
        exports=files(f"place={name}{then}"),
        held_exports=files(f"type=control&place={name}{then}") if told.intervals else (),
        caveat=borders.CAVEAT,
        stamp=stamp,
    )


def timeline(told: Holdings, groups: Mapping[str, int], prefix: str = "#told-") -> Markup:
    """A bar for each stretch, that leads to its words."""
    contested = _contested(told)
    bars = [
        Bar(
            one.claimant,
            one.holder,
            one.start,
            one.end,
            one.told,
            groups.get(one.holder),
            f"{prefix}{n}",
            n in contested,
        )
        for n, one in enumerate(told.intervals)
    ]
    return timeline_svg(bars, width=880, title=f"Who says who holds {told.name}")


def picture(where: Where) -> Markup | None:
    """A small map; None where the place has no point."""
    if where.lat is None or where.lon is None:
        return None
    return map_svg(
        [Dot(where.lat, where.lon, where.name)], width=480, height=300, title=f"Where {where.name} is"
    )


def rows(told: Holdings, of: Mapping[str, Entry]) -> tuple[Row, ...]:
    contested = _contested(told)
    return tuple(
        Row(one, n in contested, tuple(said_object(of[claim]) for claim in one.claims if claim in of))
        for n, one in enumerate(told.intervals)
    )


def _contested(told: Holdings) -> set[int]:
    return {n for one in told.contested for n in (one.a, one.b)}


def _near(found: Held, where: Where, as_of: str | None) -> Sequence[Near]:
    made = []
    for other, _ in found.places:
        if where.key in other.within:
            made.append(Near(other.name, mapping.address(other.key, as_of), "lies in it"))
        elif other.key in where.within:
            made.append(Near(other.name, mapping.address(other.key, as_of), "holds it"))
    return made


def _pending(key: str, as_of: str | None) -> PlacePage:
    url = mapping.address(key, as_of)
    return PlacePage(
        True, url, key, key, "", None, None, (), (), (), (), 0, "", "", "", (), (), borders.CAVEAT, ""
    )  # fmt: skip
