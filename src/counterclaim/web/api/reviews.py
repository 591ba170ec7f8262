"""Acts of people, as JSON. Every write needs the token of `GET /api/session` as `X-CSRF-Token`."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Protocol

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from counterclaim.ledger.acts import Act, Kind, Subject
from counterclaim.web.acting import Actor, ActorDep
from counterclaim.web.bringing import bring_up, resolve_named
from counterclaim.web.deps import Editor, LedgerDep, Reader, Reviewer

router = APIRouter(prefix="/api", tags=["reviews"])
Object = dict[str, Any]
Id = Annotated[str, Path(max_length=400)]
Text = Annotated[str, Field(min_length=1, max_length=400)]
Note = Annotated[str | None, Field(max_length=20_000)]
Seen = Annotated[
    int, Field(ge=0, le=2**31 - 1, description="The last review that the person was shown: `seen` or `last` of `/api/reviews`.")
]  # fmt: skip
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]
Responses = dict[int | str, dict[str, Any]]
UNKNOWN: Responses = {
    401: {"description": "Log in first."},
    404: {"description": "None of this id, or several that begin so."},
}
WRITE: Responses = {
    **UNKNOWN,
    403: {"description": "The token is missing, or the role does not allow it."},
    409: {"description": "Somebody else changed the same field since `seen`."},
    503: {"description": "Another program is writing to the ledger; try again."},
}


class Done(BaseModel):
    """What was stored: the review's `number`. `waiting`: documents that are not compared yet."""

    number: int
    waiting: int


class Added(BaseModel):
    """The id of the claim that was added."""

    claim: str
    waiting: int


class OnClaim(BaseModel):
    """Values of a claim's fields by the keys of its object, each whole, and `decision` (accepted, rejected, null)."""

    fields: Annotated[Object, Field(min_length=1, max_length=40)]
    note: Note = None
    seen: Seen = 0


class OnPair(BaseModel):
    """Whether two claims are about one happening; `open` takes back what was decided."""

    a: Text
    b: Text
    decision: Literal["together", "apart", "open"]
    note: Note = None
    seen: Seen = 0


class To(BaseModel):
    """The incident to move to, or to merge with."""

    to: Text
    note: Note = None
    seen: Seen = 0


class Some(BaseModel):
    """Ids of the claims that leave an incident."""

    claims: Annotated[list[Text], Field(min_length=1, max_length=2_000)]
    note: Note = None
    seen: Seen = 0


class Link(BaseModel):
    """Two claims that contradict each other; `words` is the reason."""

    a: Text
    b: Text
    kind: Literal["denial", "count", "actor", "holder"]
    words: Note = None
    note: Note = None
    seen: Seen = 0


class Noted(BaseModel):
    note: Annotated[str, Field(min_length=1, max_length=20_000)]
    seen: Seen = 0


class Judging(BaseModel):
    note: Note = None
    seen: Seen = 0


class Name(BaseModel):
    """What words stand for, once for all claims: a party (`name`, `language`) or a place (`name`, `lat`, `lon`, `precision`,
    `country`, `geonames`)."""

    text: Text
    party: Object | None = None
    place: Object | None = None
    note: Note = None
    seen: Seen = 0


class Missed(BaseModel):
    """A claim that the engine missed: the keys of a claim object, at least `quote`, `trigger`, `type`, `claimant`, with
    offsets into the document's text. With `seen`: 409 where somebody added one by the same words since."""

    claim: Annotated[Object, Field(min_length=1, max_length=60)]
    seen: Annotated[int | None, Field(ge=0, le=2**31 - 1, description="`last` of `/api/reviews`.")] = None


@router.get("/reviews/{target}", dependencies=[Reader], responses=UNKNOWN)
def history(target: Id, ledger: LedgerDep) -> Object:
    """What people did to a claim, incident, link, article or name (full id), oldest first; of a claim also what named it in
    a move, merge or split. `seen`, its last review, goes with the next act on it; `last` is the last review of all."""
    last = ledger.last_review()
    found = ledger.history(target)
    return {"seen": max((one["number"] for one in found), default=0), "last": last, "reviews": found}


@router.post("/claims/{name}/review", dependencies=[Reviewer], responses=WRITE)
def review(name: Id, given: OnClaim, actor: ActorDep) -> Done:
    """Accept, reject or correct a claim."""
    return _do(actor, _act(given, "set", "claim", name, fields=given.fields))


@router.post("/claims/{name}/note", dependencies=[Reviewer], responses=WRITE)
def note(name: Id, given: Noted, actor: ActorDep) -> Done:
    """Note something of a claim."""
    return _do(actor, _act(given, "note", "claim", name))


@router.post("/incidents/{name}/note", dependencies=[Reviewer], responses=WRITE)
def note_incident(name: Id, given: Noted, actor: ActorDep) -> Done:
    """Note something of an incident."""
    return _do(actor, _act(given, "note", "incident", name))


@router.post("/claims/{name}/move", dependencies=[Reviewer], responses=WRITE)
def move(name: Id, given: To, actor: ActorDep) -> Done:
    """Move a claim to another incident."""
    return _do(actor, _act(given, "move", "claim", name, other=given.to))


@router.post("/pairs", dependencies=[Reviewer], responses=WRITE)
def pair(given: OnPair, actor: ActorDep) -> Done:
    """Say whether two claims are about one happening."""
    return _do(actor, _act(given, given.decision, "claim", given.a, other=given.b))


@router.post("/incidents/{name}/merge", dependencies=[Editor], responses=WRITE)
def merge(name: Id, given: To, actor: ActorDep) -> Done:
    """Make two incidents one."""
    return _do(actor, _act(given, "merge", "incident", name, other=given.to))


@router.post("/incidents/{name}/split", dependencies=[Editor], responses=WRITE)
def split(name: Id, given: Some, actor: ActorDep) -> Done:
    """Take claims out of an incident into one of their own."""
    return _do(actor, _act(given, "split", "incident", name, fields={"claims": given.claims}))


@router.post("/links", dependencies=[Reviewer], responses=WRITE)
def link(given: Link, actor: ActorDep) -> Done:
    """Link two claims that contradict each other."""
    fields = {"kind": given.kind, "words": given.words}
    return _do(actor, _act(given, "link", "link", given.a, other=given.b, fields=fields))


@router.post("/links/{name}/dismiss", dependencies=[Reviewer], responses=WRITE)
def dismiss(name: Id, given: Judging, actor: ActorDep) -> Done:
    """Leave a link out."""
    return _do(actor, _act(given, "dismiss", "link", name))


@router.post("/links/{name}/confirm", dependencies=[Reviewer], responses=WRITE)
def confirm(name: Id, given: Judging, actor: ActorDep) -> Done:
    """Keep a link, whatever a later comparison finds."""
    return _do(actor, _act(given, "confirm", "link", name))


@router.post("/reviews/{number}/undo", dependencies=[Reviewer], responses=WRITE)
def undo(number: Number, actor: ActorDep) -> Done:
    """Take a review back, or an undo. Editors may take back all, others what is not an editor's act."""
    made, _ = actor.undo(number)
    return Done(number=made, waiting=actor.ledger.waiting())


@router.post("/articles/{name}/claims", dependencies=[Reviewer], responses=WRITE)
def missed(name: Id, given: Missed, actor: ActorDep) -> Added:
    """Add a claim that the engine missed."""
    made = actor.ledger.added(name, given.claim, reviewer=actor.person.name, seen=given.seen)
    return Added(claim=made, waiting=bring_up(actor.ledger, actor.world))


@router.get("/names", dependencies=[Reader], responses=UNKNOWN)
def names(ledger: LedgerDep) -> list[Object]:
    """Names that people resolved."""
    return [{"kind": kind, "text": text, "value": value} for (kind, text), value in ledger.resolved().items()]


@router.post("/names/resolve", dependencies=[Editor], responses=WRITE)
def resolve(given: Name, actor: ActorDep) -> Done:
    """Say what words stand for; the claims that have them are resolved anew."""
    fields = {kind: value for kind, value in (("party", given.party), ("place", given.place)) if value}
    act = _act(given, "resolve", "name", given.text, fields=fields)
    number = actor.ledger.act(act, reviewer=actor.person.name)
    for kind in fields:
        resolve_named(actor.ledger, actor.room.served.location, kind, given.text)
    return Done(number=number, waiting=actor.ledger.waiting())


class _Given(Protocol):
    note: Any
    seen: int


def _act(given: _Given, kind: Kind, subject: Subject, target: str, **more: Any) -> Act:
    return Act(kind=kind, subject=subject, target=target, note=given.note, seen=given.seen, **more)


def _do(actor: Actor, act: Act) -> Done:
    number = actor.do(act)
    return Done(number=number, waiting=actor.ledger.waiting())
