"""Incidents, places and searches as one HTML file to send or keep."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path
from fastapi.responses import Response

from counterclaim.web import mapping, measured, report
from counterclaim.web.dated import analysis_of
from counterclaim.web.deps import AsOfDep, LedgerDep, Reader, SnapshotsDep, WorldDep
from counterclaim.web.finding import ClaimQueryDep

router = APIRouter(include_in_schema=False, dependencies=[Reader])


@router.get("/report/incident/{name}")
def incident(
    name: Annotated[str, Path(max_length=80)],
    ledger: LedgerDep,
    world: WorldDep,
    snapshots: SnapshotsDep,
    as_of: AsOfDep,
) -> Response:
    """An incident with its accounts, what contradicts, and a map."""
    analysis = analysis_of(snapshots, ledger, world, as_of)
    if analysis is None:
        raise _wait()
    made = report.incident_report(ledger, analysis, name, measured.stamp_line(snapshots))
    return _file(made, f"incident {name}")


@router.get("/report/place/{key:path}")
def place(
    key: Annotated[str, Path(max_length=200)],
    ledger: LedgerDep,
    world: WorldDep,
    snapshots: SnapshotsDep,
    as_of: AsOfDep,
) -> Response:
    """Who says who holds a place."""
    analysis = analysis_of(snapshots, ledger, world, as_of)
    found = mapping.held_of(snapshots, ledger, world, as_of)
    if analysis is None or found is None:
        raise _wait()
    made = report.place_report(ledger, analysis, key, measured.stamp_line(snapshots), found)
    return _file(made, f"place {key}")


@router.get("/report/search")
def search(ledger: LedgerDep, snapshots: SnapshotsDep, query: ClaimQueryDep) -> Response:
    """Claims that a search finds."""
    made = report.search_report(ledger, query, measured.stamp_line(snapshots))
    return _file(made, "claims")


def _file(html: str, name: str) -> Response:
    """A download: the file has its own style inside, which the policy of our pages would not allow."""
    plain = re.sub(r"[^a-z0-9_]+", "-", name.casefold()).strip("-") or "report"
    return Response(
        html.encode("utf-8", "replace"),
        media_type="text/html; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{plain[:80]}.html"'},
    )


def _wait() -> HTTPException:
    return HTTPException(503, "what stood on that day is still worked out", {"retry-after": "5"})
