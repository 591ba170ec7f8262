"""The queue of claims to judge: a list, and one claim after the other; and names to resolve once for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import HTMLResponse, Response

from counterclaim.errors import SettingsError
from counterclaim.ledger import Ledger
from counterclaim.ledger.acts import Act
from counterclaim.ledger.queue import QUEUES, Queue
from counterclaim.ledger.records import Unresolved
from counterclaim.view import ClaimObject
from counterclaim.web import wording
from counterclaim.web.bringing import resolve_named
from counterclaim.web.deps import Editor, LedgerDep, PageDep, PersonDep, Reader, RoomDep
from counterclaim.web.finding import ClaimQuery, ClaimQueryDep
from counterclaim.web.wording import Field

router = APIRouter(include_in_schema=False)

PER_PAGE = 25
AHEAD = 500
"""Claims of a queue among which the next and the previous one are looked for."""
NAMES = 200
"""Names on one page."""
TITLES: dict[str, str] = {
    "unsure": "Lowest confidence",
    "contested": "Contested",
    "gone": "No longer extracted",
    "all": "All not judged",
    "names": "Names not resolved",
}
Id = Annotated[str, Path(max_length=80)]
PageNumber = Annotated[int, Query(ge=1, le=10_000)]
Words = Annotated[str, Form(max_length=400)]


@dataclass(frozen=True, slots=True)
class Tab:
    """A queue: its address, title, and how many wait (None: not counted)."""

    name: str
    href: str
    title: str
    count: int | None


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
class Unnamed:
    """Words of which nobody knows whom or which place they name, in `claims` claims, one of which is `claim`."""

    text: str
    claims: int
    quote: str
    claim: str
    language: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A queue. `fields`: name, label and value of each condition; `base`: its address, to which `page=` is added;
    `names`: parties and places of which nobody knows what they are (in the queue of names only)."""

    tabs: tuple[Tab, ...]
    queue: str
    rows: tuple[Waiting, ...]
    total: int
    page: int
    last: int
    base: str
    fields: tuple[tuple[str, str, str], ...]
    names: tuple[tuple[str, tuple[Unnamed, ...]], ...]
    resolved: tuple[tuple[str, str, str], ...]


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
    queue: Literal[Queue, "names"] = "unsure",
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    given = query.conditions()
    rows: tuple[Waiting, ...] = ()
    total, names, resolved = 0, (), ()  # type: tuple[int, tuple[Any, ...], tuple[Any, ...]]
    if queue == "names":
        names = (
            ("party", _names(ledger, ledger.unresolved_parties()[:NAMES])),
            ("place", _names(ledger, ledger.unresolved_places()[:NAMES])),
        )
        resolved = tuple(
            (kind, text, str(value.get("name", ""))) for (kind, text), value in ledger.resolved().items()
        )
    else:
        total = ledger.count_waiting_claims(queue, query.wanted())
        ids = ledger.waiting_claims(queue, query.wanted(PER_PAGE, PER_PAGE * (number - 1)))
        held = ledger.claims_by_id(ids)
        rows = tuple(_waiting(held[name], queue, query) for name in ids if name in held)
    made = ReviewPage(
        tabs=tuple(
            Tab(name, _address("/review", name, query), TITLES[name], _count(ledger, name, query))
            for name in (*QUEUES, "names")
        ),
        queue=queue,
        rows=rows,
        total=total,
        page=number,
        last=max(1, -(-total // PER_PAGE)),
        base=_address("/review", queue, query) + "&",
        fields=tuple((name, label, given.get(name, "")) for name, label in _FIELDS.items()),
        names=names,
        resolved=resolved,
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


@router.post("/names/resolve", dependencies=[Editor])
def resolve(
    page: PageDep,
    ledger: LedgerDep,
    person: PersonDep,
    room: RoomDep,
    kind: Annotated[Literal["party", "place"], Form()],
    text: Annotated[str, Form(min_length=1, max_length=4000)],
    name: Words = "",
    language: Annotated[str, Form(max_length=20)] = "en",
    lat: Annotated[str, Form(max_length=30)] = "",
    lon: Annotated[str, Form(max_length=30)] = "",
) -> Response:
    """Say once what a party's or place's words stand for; all claims that have them are resolved anew."""
    value: dict[str, Any] = {"name": name.strip(), "language": language.strip() or "en"}
    if kind == "place" and (lat.strip() or lon.strip()):
        try:
            value |= {"lat": float(lat), "lon": float(lon)}
        except ValueError:
            raise SettingsError("lat and lon: degrees as 39.51") from None
    act = Act(kind="resolve", subject="name", target=text, fields={kind: value}, seen=ledger.seen(text))
    ledger.act(act, reviewer=person.name)
    changed = resolve_named(ledger, room.served.location, kind, text)
    return page.back("/review?queue=names", f"Resolved: {changed} documents have it.")


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


def _count(ledger: Ledger, name: str, query: ClaimQuery) -> int | None:
    if name == "names":
        return None
    return ledger.count_waiting_claims(name, query.wanted())  # type: ignore[arg-type]


def _names(ledger: Ledger, given: Sequence[Unresolved]) -> tuple[Unnamed, ...]:
    held = ledger.claims_by_id([one.claim for one in given])
    return tuple(
        Unnamed(
            one.text,
            one.claims,
            one.quote,
            one.claim,
            (held[one.claim]["article"]["language"] if one.claim in held else None) or "en",
        )
        for one in given
    )


def _waiting(claim: ClaimObject, queue: str, query: ClaimQuery) -> Waiting:
    return Waiting(
        id=claim["id"],
        href=_address(f"/review/{claim['id']}", queue, query),
        headline=wording.headline(claim),
        quote=claim["quote"]["text"],
        language=claim["article"]["language"],
        confidence=claim["confidence"],
    )
