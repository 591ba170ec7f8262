"""The queue of claims to judge: a list, and one claim after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse, Response

from counterclaim.ledger.queue import QUEUES, Queue
from counterclaim.view import ClaimObject
from counterclaim.web import wording
from counterclaim.web.deps import LedgerDep, PageDep, PersonDep, Reader
from counterclaim.web.finding import ClaimQuery, ClaimQueryDep
from counterclaim.web.wording import Field

router = APIRouter(include_in_schema=False)

PER_PAGE = 25
AHEAD = 500
"""Claims of a queue among which the next and the previous one are looked for."""
TITLES: dict[Queue, str] = {
    "unsure": "Lowest confidence",
    "contested": "Contested",
    "gone": "No longer extracted",
    "all": "All not judged",
}
Id = Annotated[str, Path(max_length=80)]
PageNumber = Annotated[int, Query(ge=1, le=10_000)]


@dataclass(frozen=True, slots=True)
class Tab:
    """A queue: its address, title, and how many wait."""

    name: str
    href: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim of the list: where it leads, its line and sentence."""

    id: str
    href: str
    headline: str
    quote: str
    language: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A queue. `fields`: name, label and value of each condition; `base`: its address, to which `page=` is added."""

    tabs: tuple[Tab, ...]
    queue: str
    rows: tuple[Waiting, ...]
    total: int
    page: int
    last: int
    base: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class JudgePage:
    """One claim of a queue; `seen` its last review, `own` the person's last act on it that can be undone; `back` the
    address to go to when it is judged; `next`, `previous` and `list` are addresses."""

    claim: ClaimObject
    headline: str
    fields: tuple[Field, ...]
    seen: int
    own: int | None
    back: str
    next: str | None
    previous: str | None
    list: str
    title: str
    left: int


@router.get("/review", dependencies=[Reader])
def review(
    page: PageDep,
    ledger: LedgerDep,
    query: ClaimQueryDep,
    queue: Queue = "unsure",
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    given = query.conditions()
    total = ledger.count_waiting_claims(queue, query.wanted())
    ids = ledger.waiting_claims(queue, query.wanted(PER_PAGE, PER_PAGE * (number - 1)))
    held = ledger.claims_by_id(ids)
    rows = tuple(_waiting(held[name], queue, query) for name in ids if name in held)
    made = ReviewPage(
        tabs=tuple(
            Tab(
                name,
                _address("/review", name, query),
                TITLES[name],
                ledger.count_waiting_claims(name, query.wanted()),
            )
            for name in QUEUES
        ),
        queue=queue,
        rows=rows,
        total=total,
        page=number,
        last=max(1, -(-total // PER_PAGE)),
        base=_address("/review", queue, query) + "&",
        fields=tuple((name, label, given.get(name, "")) for name, label in _FIELDS.items()),
    )
    return page.render("review.html", made)


@router.get("/review/{name}", dependencies=[Reader])
def judge(
    name: Id,
    page: PageDep,
    ledger: LedgerDep,
    person: PersonDep,
    query: ClaimQueryDep,
    queue: Queue = "unsure",
) -> Response:
    """One claim by its id, or the only one that begins so, in a queue."""
    claim = ledger.claim(name)
    ids = ledger.waiting_claims(queue, query.wanted(AHEAD))
    at = ids.index(claim["id"]) if claim["id"] in ids else -1
    following = ids[at + 1] if at + 1 < len(ids) else None
    after = _address(f"/review/{following}", queue, query) if following else None
    history = ledger.history(claim["id"])
    own = [
        one["number"]
        for one in history
        if one["reviewer"] == person.name and one["undone_by"] is None and one["kind"] != "undo"
    ]
    made = JudgePage(
        claim=claim,
        headline=wording.headline(claim),
        fields=tuple(wording.fields(claim)),
        seen=max((one["number"] for one in history), default=0),
        own=own[-1] if own else None,
        back=after or _address("/review", queue, query),
        next=after,
        previous=_address(f"/review/{ids[at - 1]}", queue, query) if at > 0 else None,
        list=_address("/review", queue, query),
        title=TITLES[queue],
        left=ledger.count_waiting_claims(queue, query.wanted()),
    )
    return page.render("judge.html", made)


_FIELDS = {
    "q": "Words",
    "type": "Type",
    "party": "Party",
    "place": "Place",
    "language": "Language",
    "outlet": "Outlet",
}


def _address(path: str, queue: str, query: ClaimQuery) -> str:
    return f"{path}?{urlencode({'queue': queue, **query.conditions()})}"


def _waiting(claim: ClaimObject, queue: str, query: ClaimQuery) -> Waiting:
    return Waiting(
        id=claim["id"],
        href=_address(f"/review/{claim['id']}", queue, query),
        headline=wording.headline(claim),
        quote=claim["quote"]["text"],
        language=claim["article"]["language"],
        confidence=claim["confidence"],
    )
