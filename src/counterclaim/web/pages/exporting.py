"""Claims and incidents as files: CSV, JSON Lines and GeoJSON, of the lists that the pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import JSONResponse, StreamingResponse

from counterclaim.analysis import Analysis
from counterclaim.export import csv, geojson, incidents_csv, jsonl
from counterclaim.ledger import Ledger
from counterclaim.view import ClaimObject
from counterclaim.web import dated, listing, measured
from counterclaim.web.deps import LedgerDep, Reader, SnapshotsDep, WorldDep
from counterclaim.web.finding import ClaimQuery, ClaimQueryDep
from counterclaim.web.listing import IncidentQueryDep

router = APIRouter(tags=["export"])

Form = Literal["csv", "jsonl", "geojson"]
What = Annotated[Literal["claims", "incidents"], Query(description="What the file lists.")]
_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "geojson": "application/geo+json; charset=utf-8",
}
_TITLES: tuple[tuple[str, Form], ...] = (("CSV", "csv"), ("JSON Lines", "jsonl"), ("GeoJSON", "geojson"))
_AT_ONCE = 64 * 1024
"""Characters of one piece of an answer."""
_PART = 200
"""Objects read from the ledger together."""
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A stream of lines.",
        "content": {kind.partition(";")[0]: {"schema": {"type": "string"}} for kind in _TYPES.values()},
    },
    401: {"description": "Not logged in."},
    404: {"description": "No incident of this id."},
    503: {"description": "The list is still worked out; ask again after `Retry-After` seconds."},
}


@router.get("/export/quality.json", dependencies=[Reader], responses={401: {"description": "Not logged in."}})
def quality(snapshots: SnapshotsDep) -> JSONResponse:
    """What goes with every file: the engine's precision and recall as measured here; null where nothing was."""
    return JSONResponse(measured.stamp_of(snapshots))


@router.get("/export/{form}", dependencies=[Reader], response_class=StreamingResponse, responses=ANSWERS)
def export(
    form: Form,
    ledger: LedgerDep,
    snapshots: SnapshotsDep,
    world: WorldDep,
    claims: ClaimQueryDep,
    incidents: IncidentQueryDep,
    what: What = "claims",
) -> StreamingResponse:
    """All claims or incidents that the same parameters list on `/search` and `/incidents`; as of a day, claims that took
    part in comparison then.

    Where the engine was measured here, each file says how good it is: GeoJSON under `quality`, JSON Lines by that key
    in every line, CSV in a last column `measured`.
    """
    stamp = measured.stamp_of(snapshots, wait=10.0)
    if what == "claims":
        then = None
        if incidents.as_of is not None and (then := dated.dated(snapshots, world, incidents.as_of)) is None:
            raise _wait()
        lines = _CLAIMS[form](_claims(ledger, claims, then.analysis if then is not None else None), stamp)
    else:
        if incidents.as_of is None:
            facets = listing.standing(snapshots)
            objects = ledger.incident_objects
        else:
            made = dated.dated(snapshots, world, incidents.as_of)
            facets = made.facets if made is not None else None
            objects = made.objects if made is not None else ledger.incident_objects
        if facets is None:
            raise _wait()
        numbers = listing.listed(ledger, facets, incidents, limit=None, rows=False).answer.page
        lines = _INCIDENTS[form](_parts(numbers, objects), stamp)
    mark = ("\ufeff",) if form == "csv" else ()  # spreadsheet programs read UTF-8 only where the file says so
    name = f"{what}.{form}"
    return StreamingResponse(
        _pieces(chain(mark, lines)),
        media_type=_TYPES[form],
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def files(query: str) -> tuple[tuple[str, str], ...]:
    """Names and addresses of the files of what `query` (of an address) asks for."""
    return tuple((title, f"/export/{form}?{query}") for title, form in _TITLES)


def _wait() -> HTTPException:
    return HTTPException(503, "the list is still worked out", {"retry-after": "5"})


def _claims(ledger: Ledger, query: ClaimQuery, then: Analysis | None) -> Iterable[ClaimObject]:
    if query.incident is not None:
        told = ledger.incident(query.incident) if then is None else then.incident(query.incident)
        held = ledger.claims_by_id(told["claims"])
        return [held[name] for name in told["claims"] if name in held]
    found = ledger.claims(query.wanted())
    return found if then is None else (one for one in found if one["id"] in then.entries)


def _parts(
    numbers: tuple[int, ...], objects: Callable[[tuple[int, ...]], Iterable[dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    for start in range(0, len(numbers), _PART):
        yield from objects(numbers[start : start + _PART])


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    """Many lines at once: each piece costs a change of threads."""
    held: list[str] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length >= _AT_ONCE:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)


_Stamp = Mapping[str, Any] | None
_CLAIMS: Mapping[str, Callable[[Iterable[ClaimObject], _Stamp], Iterator[str]]] = {
    "csv": csv.lines,
    "jsonl": jsonl.lines,
    "geojson": geojson.lines,
}
_INCIDENTS: Mapping[str, Callable[[Iterable[dict[str, Any]], _Stamp], Iterator[str]]] = {
    "csv": incidents_csv.lines,
    "jsonl": jsonl.lines,
    "geojson": geojson.incident_lines,
}
