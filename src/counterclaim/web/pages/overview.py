"""What is in the ledger, and what is new in it; the imports that ran."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from counterclaim.ledger import Ledger
from counterclaim.ledger.counted import Contents
from counterclaim.ledger.records import Unresolved
from counterclaim.model import Rejected
from counterclaim.web.deps import AsOfDep, LedgerDep, PageDep, PersonDep, Reader, SnapshotsDep
from counterclaim.web.pages.incidents import titled

router = APIRouter(include_in_schema=False, dependencies=[Reader])

ROWS = 5
DAYS = 7
"""Days of which the newest conflicts are shown."""
CONFLICTS = 8
NAMES = 8
REJECTED = 8
MOST_REJECTED = 500
RUNS = 50


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows of a ledger, kept between changes: `newest` and `contested` are rows of incidents,
    `conflicts` as `Ledger.newest_conflicts` has them, up to `last`; of the unresolved the most frequent, and how many
    wordings there are."""

    contents: Contents
    newest: Sequence[Mapping[str, Any]]
    contested: Sequence[Mapping[str, Any]]
    conflicts: Sequence[Mapping[str, Any]]
    last: str | None
    parties: Sequence[Unresolved]
    places: Sequence[Unresolved]
    more_parties: int
    more_places: int


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """`front` is None while it is worked out; `empty`: no document is there; `rejected` are the last of
    `all_rejected`; `run` is the import that goes on, `last_run` the one that ended last; `may_add`: this person may add pages."""

    front: Front | None
    empty: bool
    days: int
    rejected: Sequence[Rejected]
    all_rejected: int
    run: Mapping[str, Any] | None
    last_run: Mapping[str, Any] | None
    may_add: bool


@dataclass(frozen=True, slots=True)
class RunsPage:
    """Imports as `Ledger.runs` has them, the newest first; `run` is the one that goes on now, `last_run` the last of
    them that ended."""

    runs: Sequence[Mapping[str, Any]]
    run: Mapping[str, Any] | None
    last_run: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class RejectedPage:
    """What could not be read, the last first; `total` of which these are the first."""

    rejected: Sequence[Rejected]
    total: int


def front(ledger: Ledger) -> Front:
    """Everything on the front page that takes longer the more is in the ledger."""
    last, conflicts = ledger.newest_conflicts(DAYS, CONFLICTS)
    parties, places = ledger.unresolved_parties(), ledger.unresolved_places()
    return Front(
        contents=ledger.contents(),
        newest=[titled(row) for row in ledger.newest_lines(ROWS)],
        contested=[titled(row) for row in ledger.contested_lines(ROWS)],
        conflicts=conflicts,
        last=last,
        parties=parties[:NAMES],
        places=places[:NAMES],
        more_parties=max(0, len(parties) - NAMES),
        more_places=max(0, len(places) - NAMES),
    )


@router.get("/")
def overview(
    page: PageDep, ledger: LedgerDep, snapshots: SnapshotsDep, person: PersonDep, as_of: AsOfDep
) -> Response:
    """The front page: always of now, so that a day leads to the incidents of that day."""
    if as_of is not None:
        return page.back(f"/incidents?as_of={as_of}")
    run, last_run = _runs(ledger)
    made = OverviewPage(
        front=snapshots.get("front", front, wait=3.0),
        empty=ledger.is_empty(),
        days=DAYS,
        rejected=ledger.last_rejected(REJECTED),
        all_rejected=ledger.rejected_count(),
        run=run,
        last_run=last_run,
        may_add=person.may("editor"),
    )
    return page.render("overview.html", made, part="_overview.html")


@router.get("/runs")
def runs(page: PageDep, ledger: LedgerDep) -> HTMLResponse:
    """All imports; as a part, how far the one is that goes on."""
    run, last_run = _runs(ledger)
    answer = page.render("runs.html", RunsPage(ledger.runs(RUNS), run, last_run), part="_run.html")
    if page.partial and run is None:
        answer.headers["hx-refresh"] = "true"  # it has ended: the rest of the page is out of date
    return answer


@router.get("/rejected")
def rejected(page: PageDep, ledger: LedgerDep) -> HTMLResponse:
    """What could not be read, and why."""
    return page.render(
        "rejected.html", RejectedPage(ledger.last_rejected(MOST_REJECTED), ledger.rejected_count())
    )


def _runs(ledger: Ledger) -> tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]:
    run = ledger.running()
    ended = next((one for one in ledger.runs(5) if one["state"] not in ("running", "comparing")), None)
    return run, ended
