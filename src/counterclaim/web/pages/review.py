"""The queue of claims to judge: a list, and one claim after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse, Response

from counterclaim.errors import UnknownNameError
from counterclaim.ledger import Ledger
from counterclaim.ledger.queue import QUEUES, Queue
from counterclaim.ledger.sources_reading import SourceArticle
from counterclaim.view import ClaimObject
from counterclaim.web import wording
from counterclaim.web.blinding import BLIND, coding_of
from counterclaim.web.deps import LedgerDep, PageDep, PersonDep, Reader, SnapshotsDep
from counterclaim.web.finding import ClaimQuery, ClaimQueryDep
from counterclaim.web.past import own_last, past
from counterclaim.web.sessions import Person
from counterclaim.web.snapshots import Snapshots
from counterclaim.web.wording import Field

router = APIRouter(include_in_schema=False)

PER_PAGE = 25
AROUND = 300
"""Characters of the article on each side of a claim to judge."""
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
class Undo:
    """A review that can be taken back, where that leads, and what it was in words."""

    number: int
    back: str
    words: str


@dataclass(frozen=True, slots=True)
class JudgePage:
    """One claim of a queue; `before` and `behind` are words of the article around it; `seen`: the last review of the ledger that the page knows; `undo` takes back the person's last
    act on it, or on the claim before; `back` the address to go to when it is judged; `next`, `previous` and `list` are
    addresses; `come_back`: what the claim's page is told to lead back here."""

    claim: ClaimObject
    headline: str
    before: str
    behind: str
    fields: tuple[Field, ...]
    seen: int
    undo: Undo | None
    back: str
    come_back: str
    next: str | None
    previous: str | None
    list: str
    title: str
    left: int


@router.get("/review", dependencies=[Reader])
def review(
    page: PageDep,
    ledger: LedgerDep,
    snapshots: SnapshotsDep,
    query: ClaimQueryDep,
    queue: Queue = "unsure",
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    given = query.conditions()
    counts: dict[Queue, int] = {
        name: waiting(ledger, snapshots, name, query) for name in QUEUES if name != "all"
    }
    counts["all"] = counts["unsure"]
    ids = ledger.waiting_claims(queue, query.wanted(PER_PAGE, PER_PAGE * (number - 1)))
    held = ledger.claims_by_id(ids)
    rows = tuple(_waiting(held[name], queue, query) for name in ids if name in held)
    made = ReviewPage(
        tabs=tuple(
            Tab(name, _address("/review", name, query), TITLES[name], counts[name]) for name in QUEUES
        ),
        queue=queue,
        rows=rows,
        total=counts[queue],
        page=number,
        last=max(1, -(-counts[queue] // PER_PAGE)),
        base=_address("/review", queue, query) + "&",
        fields=tuple((name, label, given.get(name, "")) for name, label in _FIELDS.items()),
    )
    return page.render("review.html", made)


@router.get("/review/{name}", dependencies=[Reader])
def judge(
    name: Id,
    page: PageDep,
    ledger: LedgerDep,
    snapshots: SnapshotsDep,
    person: PersonDep,
    query: ClaimQueryDep,
    queue: Queue = "unsure",
    did: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    judged: bool = False,
) -> Response:
    """One claim by its id, or the only one that begins so, in a queue. `did`: the review just made; with `judged` the claim
    was judged elsewhere, and the next one is shown."""
    seen = ledger.last_review()
    claim = ledger.claim(name)
    if (coding := coding_of(ledger, person, claim["article"]["id"])) is not None:
        return page.back(coding, BLIND)
    previous, following = ledger.waiting_beside(queue, claim["id"], query.wanted())
    after = _address(f"/review/{following}", queue, query) if following else None
    back = after or _address("/review", queue, query)
    if judged:
        return page.back(f"{back}&did={did}" if did else back)
    here = _address(f"/review/{claim['id']}", queue, query)
    before, behind = _around(ledger.article(claim["article"]["id"]), claim)
    made = JudgePage(
        claim=claim,
        headline=wording.headline(claim),
        before=before,
        behind=behind,
        fields=tuple(wording.fields(claim)),
        seen=seen,
        undo=_undo(ledger, person, claim, did, here, queue, query),
        back=back,
        come_back=urlencode({"back": here}),
        next=after,
        previous=_address(f"/review/{previous}", queue, query) if previous else None,
        list=_address("/review", queue, query),
        title=TITLES[queue],
        left=waiting(ledger, snapshots, queue, query),
    )
    return page.render("judge.html", made)


def _around(article: SourceArticle, claim: ClaimObject) -> tuple[str, str]:
    """Words of the article before and after the claim's sentences, from and to a space or line."""
    start, end = claim["quote"]["start"], claim["quote"]["end"]
    before = article.text[max(article.span.start, start - AROUND) : start]
    behind = article.text[end : min(article.span.end, end + AROUND)]
    if start - AROUND > article.span.start:
        before = before.partition(" ")[2]
    if end + AROUND < article.span.end:
        behind = behind.rpartition(" ")[0]
    return before.strip(), behind.strip()


def waiting(ledger: Ledger, snapshots: Snapshots, queue: Queue, query: ClaimQuery) -> int:
    """How many wait. Contested ones are counted once a generation where nothing else is asked: that reads all links."""
    if queue != "contested" or query.conditions():
        return ledger.count_waiting_claims(queue, query.wanted())
    found = snapshots.get("contested waiting", lambda given: given.count_waiting_claims("contested"))
    return ledger.count_waiting_claims(queue) if found is None else found


def _undo(
    ledger: Ledger, person: Person, claim: ClaimObject, did: int, here: str, queue: Queue, query: ClaimQuery
) -> Undo | None:
    """The person's last act on this claim, else what they `did` on the one before."""
    if (own := own_last(past(ledger.history(claim["id"]), claim["id"]), person.name)) is not None:
        return Undo(own, here, "my last act on this claim")
    try:
        found = ledger.reviewed(did) if did else None
    except UnknownNameError:
        found = None
    if found is None or found.reviewer != person.name or found.subject != "claim" or found.number != did:
        return None
    if own_last(past(ledger.history(found.target), found.target), person.name) != did:
        return None
    decision = found.changes.get("decision", (None, None))[1]
    words = f"{decision or 'left open'}: {wording.headline(ledger.claim(found.target))}"
    return Undo(did, _address(f"/review/{found.target}", queue, query), words)


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
