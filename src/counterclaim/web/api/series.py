"""Series, sources, imports, adding, and what is in the ledger, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from counterclaim.web import jobs, source_facts
from counterclaim.web.deps import (
    AsOfDep,
    Editor,
    LedgerDep,
    PersonDep,
    Reader,
    RoomDep,
    SnapshotsDep,
    WorldDep,
)
from counterclaim.web.jobs import Given, Pasted
from counterclaim.web.pages.series import SeriesQueryDep, all_series
from counterclaim.web.pages.sources import all_sources
from counterclaim.web.source_facts import Source, SourceKind

router = APIRouter(prefix="/api", tags=["series"], dependencies=[Reader])
Told = dict[int | str, dict[str, Any]]
WAIT: Told = {
    401: {"description": "Not logged in."},
    503: {"description": "Still worked out, or the ledger is busy; ask again after `Retry-After` seconds."},
}
UNKNOWN: Told = {404: {"description": "Nothing of this name."}}
REFUSED: Told = {
    401: {"description": "Not logged in."},
    403: {"description": "The token is missing, or this person is no editor."},
    422: {"description": "It cannot be read at all, or too many imports run."},
}
Text = Annotated[str, Field(max_length=500)]


class SeriesList(BaseModel):
    """Series as `counterclaim series --json` gives them."""

    series: list[dict[str, Any]]


class SourceSummary(BaseModel):
    """A party or outlet in numbers."""

    name: str
    claims: int
    origins: int
    articles: int
    denied: int
    contradicted: int
    conceded: int
    shifted: int
    reposts_in: int
    reposts_out: int
    changed_when_citing: int


class SourceList(BaseModel):
    """Parties and outlets, those with most claims first."""

    parties: list[SourceSummary]
    outlets: list[SourceSummary]


class RunList(BaseModel):
    """Imports, the newest first."""

    runs: list[dict[str, Any]]


class RejectedItem(BaseModel):
    """Something that could not be read."""

    address: str
    stage: str
    cause: str
    at: str


class RejectedList(BaseModel):
    """How many could not be read, and the last of them."""

    total: int
    rejected: list[RejectedItem]


class Adding(BaseModel):
    """What to read: a text, addresses (http or https), or both. Files are sent to the page `/add`.

    `outlet`, `published` (YYYY-MM-DD) and `language` hold for all of it, `title` and `url` for the text.
    """

    text: Annotated[str, Field(max_length=5_000_000)] = ""
    title: Text = ""
    url: Text = ""
    addresses: Annotated[list[Text], Field(max_length=jobs.MOST_ADDRESSES)] = []
    outlet: Text = ""
    published: Text = ""
    language: Text = ""


class Started(BaseModel):
    """The import that was started; `/api/runs/{run}` says how far it is."""

    run: str


@router.get("/series", responses=WAIT, response_model=SeriesList)
def series(
    ledger: LedgerDep, snapshots: SnapshotsDep, world: WorldDep, as_of: AsOfDep, query: SeriesQueryDep
) -> JSONResponse:
    """Running totals by claimant and thing."""
    found = all_series(snapshots, ledger, world, as_of)
    if found is None:
        raise _wait()
    return JSONResponse({"series": [one for one in found if query.meets(one)]})


@router.get("/sources", responses=WAIT, response_model=SourceList)
def sources(ledger: LedgerDep, snapshots: SnapshotsDep, world: WorldDep, as_of: AsOfDep) -> JSONResponse:
    """What each party and outlet claims and what stands against it, in numbers; none of them is a score."""
    found = all_sources(snapshots, ledger, world, as_of)
    if found is None:
        raise _wait()
    return JSONResponse(
        {
            "parties": [_summary(one) for one in source_facts.of_kind(found, "party")],
            "outlets": [_summary(one) for one in source_facts.of_kind(found, "outlet")],
        }
    )


@router.get("/sources/{kind}/{name:path}", responses=WAIT | UNKNOWN, response_model=dict[str, Any])
def source(
    kind: SourceKind,
    name: Annotated[str, Path(max_length=400)],
    ledger: LedgerDep,
    snapshots: SnapshotsDep,
    world: WorldDep,
    as_of: AsOfDep,
) -> JSONResponse:
    """One party, claimant or outlet with its contradictions, concessions, shifts, reposts and citations."""
    found = all_sources(snapshots, ledger, world, as_of)
    if found is None:
        raise _wait()
    one = found.get((kind, name))
    if one is None:
        raise HTTPException(404, f"no {kind} of this name claims anything here")
    return JSONResponse(asdict(one))


def _summary(one: Source) -> dict[str, Any]:
    return SourceSummary(
        name=one.name,
        claims=one.claims,
        origins=one.origins,
        articles=one.articles,
        denied=one.denied,
        contradicted=one.contradicted,
        conceded=len(one.conceded),
        shifted=len(one.shifts),
        reposts_in=len(one.reposts_in),
        reposts_out=len(one.reposts_out),
        changed_when_citing=len(one.citations),
    ).model_dump()


@router.get("/runs", responses=WAIT, response_model=RunList)
def runs(ledger: LedgerDep, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> JSONResponse:
    """Imports and how far they are."""
    return JSONResponse({"runs": ledger.runs(limit)})


@router.get("/runs/{run}", responses=WAIT | UNKNOWN, response_model=dict[str, Any])
def run(run: Annotated[str, Path(max_length=80)], ledger: LedgerDep) -> JSONResponse:
    """One import."""
    found = ledger.run_of(run)
    if found is None:
        raise HTTPException(404, "no import of this id")
    return JSONResponse(found)


@router.get("/rejected", responses=WAIT, response_model=RejectedList)
def rejected(ledger: LedgerDep, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> JSONResponse:
    """What could not be read, the last first."""
    found = [
        {"address": one.address, "stage": one.stage, "cause": one.cause, "at": one.at}
        for one in ledger.last_rejected(limit)
    ]
    return JSONResponse({"total": ledger.rejected_count(), "rejected": found})


@router.post("/documents", status_code=202, responses=REFUSED, dependencies=[Editor], response_model=Started)
def add(given: Adding, room: RoomDep, ledger: LedgerDep, person: PersonDep) -> JSONResponse:
    """Start to read what is given, as the page `/add` does."""
    found = Given(
        pasted=Pasted(given.text, given.title.strip(), given.url.strip()) if given.text.strip() else None,
        addresses=tuple(one.strip() for one in given.addresses if one.strip()),
        outlet=given.outlet.strip(),
        published=given.published.strip(),
        language=given.language.strip(),
    )
    return JSONResponse(
        {"run": jobs.start_import(ledger, room.served.location, found, person.name)}, status_code=202
    )


def _wait() -> HTTPException:
    return HTTPException(503, "still worked out", {"retry-after": "5"})
