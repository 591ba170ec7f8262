"""The queue of claims to judge, and what they may go with, as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from counterclaim.ledger.queue import Queue
from counterclaim.web.deps import LedgerDep, Reader, SnapshotsDep
from counterclaim.web.finding import ClaimQueryDep
from counterclaim.web.pages.review import waiting

router = APIRouter(prefix="/api", tags=["reviews"], dependencies=[Reader])
Id = Annotated[str, Path(max_length=80)]
Name = Annotated[
    Queue,
    Query(
        description="`unsure`: judged by nobody, the least sure first; `contested`: of these, with a link that nobody "
        "dismissed; `gone`: judged, and no longer extracted; `all`: judged by nobody, in order of the documents."
    ),
]
LOGIN: dict[int | str, dict[str, Any]] = {401: {"description": "Not logged in."}}
UNKNOWN = LOGIN | {404: {"description": "None of this id, or several that begin so."}}


class QueueAnswer(BaseModel):
    """How many claims wait, and some of them in order. `seen` goes with acts on them."""

    queue: str
    total: int
    seen: int
    claims: list[dict[str, Any]]


class Step(BaseModel):
    """The claims of the queue before and after one; null where there is none."""

    previous: str | None
    next: str | None
    seen: int


class Offered(BaseModel):
    """What may be chosen, the nearest first: an id, and why it is offered."""

    id: str
    why: str


@router.get("/review", responses=LOGIN, response_model=QueueAnswer)
def queue(
    ledger: LedgerDep,
    snapshots: SnapshotsDep,
    query: ClaimQueryDep,
    queue: Name = "unsure",
    limit: Annotated[int, Query(ge=1, le=200)] = 25,
    offset: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> JSONResponse:
    """Claims that wait for a person, by the parameters of the page `/review`."""
    seen = ledger.last_review()
    ids = ledger.waiting_claims(queue, query.wanted(limit, offset))
    held = ledger.claims_by_id(ids)
    total = waiting(ledger, snapshots, queue, query)
    found = [held[name] for name in ids if name in held]
    return JSONResponse({"queue": queue, "total": total, "seen": seen, "claims": found})


@router.get("/review/{name}", responses=UNKNOWN)
def step(name: Id, ledger: LedgerDep, query: ClaimQueryDep, queue: Name = "unsure") -> Step:
    """What comes before and after a claim in a queue, also where it does not wait there itself."""
    seen = ledger.last_review()
    previous, following = ledger.waiting_beside(queue, ledger.claim(name)["id"], query.wanted())
    return Step(previous=previous, next=following, seen=seen)


@router.get("/claims/{name}/near", responses=UNKNOWN)
def near_claims(name: Id, ledger: LedgerDep) -> list[Offered]:
    """Claims that could contradict a claim: of its incident, of its article, and of its places within days."""
    return [Offered(id=one.id, why=one.why) for one in ledger.near_claims(name)]


@router.get("/claims/{name}/near-incidents", responses=UNKNOWN)
def near_of_claim(name: Id, ledger: LedgerDep) -> list[Offered]:
    """Incidents that a claim could be moved to, near in place and day first."""
    return [Offered(id=one.id, why=one.why) for one in ledger.near_incidents(ledger.claim(name)["id"])]


@router.get("/incidents/{name}/near-incidents", responses=UNKNOWN)
def near_of_incident(name: Id, ledger: LedgerDep) -> list[Offered]:
    """Incidents that an incident could be merged with, near in place and day first."""
    return [Offered(id=one.id, why=one.why) for one in ledger.near_incidents(ledger.incident(name)["id"])]
