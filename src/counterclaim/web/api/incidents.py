"""Incidents and search, as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from counterclaim.web import dated, finding, listing
from counterclaim.web.deps import AsOfDep, LedgerDep, Reader, SnapshotsDep, WorldDep
from counterclaim.web.finding import ClaimQueryDep
from counterclaim.web.listing import IncidentQueryDep

router = APIRouter(prefix="/api", tags=["incidents"], dependencies=[Reader])
WAIT: dict[int | str, dict[str, Any]] = {
    401: {"description": "Not logged in."},
    503: {"description": "Still worked out, or the ledger is busy; ask again after `Retry-After` seconds."},
}
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "No incident of this id."}}


class Value(BaseModel):
    """A value of a facet, and how many incidents have it, the conditions of the other kinds given."""

    key: str
    name: str
    count: int
    chosen: bool


class IncidentList(BaseModel):
    """How many incidents meet the conditions, a page of 25 of them, and facets by kind."""

    total: int
    page: int
    pages: int
    incidents: list[dict[str, Any]]
    facets: dict[str, list[Value]]


class ClaimList(BaseModel):
    """How many claims match (words alone are counted to 2,001), and some of them."""

    total: int
    claims: list[dict[str, Any]]


@router.get("/incidents", responses=WAIT, response_model=IncidentList)
def incidents(
    ledger: LedgerDep, snapshots: SnapshotsDep, world: WorldDep, query: IncidentQueryDep
) -> JSONResponse:
    """Incidents by the same parameters as the page `/incidents`, whole objects."""
    if query.as_of is None:
        facets, objects = listing.standing(snapshots), ledger.incident_objects
    else:
        made = dated.dated(snapshots, world, query.as_of)
        facets = made.facets if made is not None else None
        objects = made.objects if made is not None else ledger.incident_objects
    if facets is None:
        raise _wait()
    found = listing.listed(ledger, facets, query, rows=False)
    counts = {
        kind: [Value(key=c.key, name=c.name, count=c.count, chosen=c.chosen).model_dump() for c in choices]
        for kind, choices in found.answer.counts.items()
    }
    return JSONResponse(
        {
            "total": found.answer.total,
            "page": found.query.page,
            "pages": found.last,
            "incidents": objects(found.answer.page),
            "facets": counts,
        }
    )


@router.get("/incidents/{name}", responses=WAIT | UNKNOWN, response_model=dict[str, Any])
def incident(
    name: Annotated[str, Path(max_length=80)],
    ledger: LedgerDep,
    snapshots: SnapshotsDep,
    world: WorldDep,
    as_of: AsOfDep,
) -> JSONResponse:
    """One incident by its id, the only beginning of it, or an id that was merged into it, with `conflicts` and
    `sources` (see `counterclaim incident --json`)."""
    analysis = dated.analysis_of(snapshots, ledger, world, as_of)
    if analysis is None:
        raise _wait()
    return JSONResponse(analysis.incident(name))


@router.get("/search", responses=WAIT | UNKNOWN, response_model=ClaimList)
def search(
    ledger: LedgerDep,
    query: ClaimQueryDep,
    limit: Annotated[int, Query(ge=1, le=200)] = 25,
    offset: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> JSONResponse:
    """Claims by words (best first) or by the conditions of the page `/search` (in order of document and place)."""
    claims, total = finding.found(ledger, query, limit, offset)
    return JSONResponse({"total": total, "claims": claims})


def _wait() -> HTTPException:
    return HTTPException(503, "still worked out", {"retry-after": "5"})
