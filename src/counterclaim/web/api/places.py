"""Places, who is said to hold them, and the map, as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from counterclaim.comparing import holdings
from counterclaim.ledger.records import clean
from counterclaim.web import borders, dated, listing, mapping
from counterclaim.web.deps import AsOfDep, LedgerDep, Reader, SnapshotsDep, WorldDep

router = APIRouter(prefix="/api", tags=["places"], dependencies=[Reader])
WAIT: dict[int | str, dict[str, Any]] = {
    401: {"description": "Not logged in."},
    503: {"description": "Still worked out, or the ledger is busy; ask again after `Retry-After` seconds."},
}
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "No claim names such a place."}}
DayQuery = Annotated[
    str | None, Query(max_length=10, description="YYYY-MM-DD; the last day told where not given.")
]


class PlaceHeld(BaseModel):
    """A place of claims of control: how many timelines it has, and how often two contradict each other."""

    key: str
    name: str
    lat: float | None
    lon: float | None
    intervals: int
    contested: int


class MapDay(BaseModel):
    """GeoJSON: places with who is said to hold them, and incidents of the week up to `day`. `caveat` goes with every
    map that is made of it."""

    type: str
    day: str
    caveat: str
    features: list[dict[str, Any]]


@router.get("/map", responses=WAIT, response_model=MapDay)
def map(
    ledger: LedgerDep, snapshots: SnapshotsDep, world: WorldDep, as_of: AsOfDep, day: DayQuery = None
) -> JSONResponse:
    """Who is said to hold what on a day."""
    found = mapping.day_of(snapshots, ledger, world, listing.day("day", day), as_of)
    if found is None:
        raise _wait()
    return JSONResponse(
        {
            "type": "FeatureCollection",
            "day": found.day,
            "caveat": borders.CAVEAT,
            "features": mapping.features(found, as_of),
        }
    )


@router.get(
    "/borders",
    response_class=Response,
    responses={200: {"content": {"application/geo+json": {}}}, 401: WAIT[401]},
)
def lines() -> Response:
    """Coast and boundary lines and disputed areas, as GeoJSON packed by gzip."""
    return Response(
        borders.geojson(),
        media_type="application/geo+json",
        headers={"content-encoding": "gzip", "cache-control": "private, max-age=86400"},
    )


@router.get("/places", responses=WAIT, response_model=list[PlaceHeld])
def places(ledger: LedgerDep, snapshots: SnapshotsDep, world: WorldDep, as_of: AsOfDep) -> list[PlaceHeld]:
    """All places of which somebody says who holds them."""
    found = mapping.held_of(snapshots, ledger, world, as_of)
    if found is None:
        raise _wait()
    return [
        PlaceHeld(
            key=where.key,
            name=where.name,
            lat=where.lat,
            lon=where.lon,
            intervals=len(told.intervals),
            contested=len(told.contested),
        )
        for where, told in found.places
    ]


@router.get("/places/{key:path}", responses=WAIT | UNKNOWN, response_model=dict[str, Any])
def place(
    key: Annotated[str, Path(max_length=200)],
    ledger: LedgerDep,
    snapshots: SnapshotsDep,
    world: WorldDep,
    as_of: AsOfDep,
) -> JSONResponse:
    """Who says who holds a place, from when to when: by its key or name, as `counterclaim holdings --json`. No intervals
    where claims name the place and nobody says who holds it."""
    found = mapping.held_of(snapshots, ledger, world, as_of)
    analysis = dated.analysis_of(snapshots, ledger, world, as_of)
    if found is None or analysis is None:
        raise _wait()
    _, told = mapping.place_of(found, ledger, analysis, clean(key))
    of = analysis.entries_of({claim for one in told.intervals for claim in one.claims})
    if any(claim not in of for one in told.intervals for claim in one.claims):
        raise _wait()  # reviewed a moment ago: the timeline is being made anew
    return JSONResponse(holdings.holdings_object(told, of))


def _wait() -> HTTPException:
    return HTTPException(503, "still worked out; ask again", {"retry-after": "2"})
