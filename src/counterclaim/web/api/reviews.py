"""Acts of people, as JSON. Every write needs the token of `GET /api/session` as `X-CSRF-Token`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path
from pydantic import BaseModel, Field

from counterclaim.ledger.acts import Act
from counterclaim.web.bringing import bring_up, resolve_named
from counterclaim.web.deps import Editor, LedgerDep, PersonDep, Reader, Reviewer, RoomDep, WorldDep

router = APIRouter(prefix="/api", tags=["reviews"])
Object = dict[str, Any]
Id = Annotated[str, Path(max_length=400)]
Text = Annotated[str, Field(min_length=1, max_length=400)]
Note = Annotated[str | None, Field(max_length=20_000)]
Seen = Annotated[
    int, Field(ge=0, le=2**31 - 1, description="Number of the target's last review that was shown: `seen` of `/api/reviews`.")
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
    offsets into the document's text."""

    claim: Annotated[Object, Field(min_length=1, max_length=60)]


@router.get("/reviews/{target}", dependencies=[Reader], responses=UNKNOWN)
def history(target: Id, ledger: LedgerDep) -> Object:
    """What people did to a claim, incident, link, article or name (full id), oldest first; `seen` goes with the next act."""
    found = ledger.history(target)
    return {"seen": max((one["number"] for one in found), default=0), "reviews": found}


@router.post("/claims/{name}/review", dependencies=[Reviewer], responses=WRITE)
def review(name: Id, given: OnClaim, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Done:
    """Accept, reject or correct a claim."""
    act = Act(kind="set", subject="claim", target=name, fields=given.fields, note=given.note, seen=given.seen)
    return _done(ledger, world, person, act)


@router.post("/claims/{name}/note", dependencies=[Reviewer], responses=WRITE)
def note(name: Id, given: Noted, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Done:
    """Note something of a claim."""
    return _done(
        ledger,
        world,
        person,
        Act(kind="note", subject="claim", target=name, note=given.note, seen=given.seen),
    )


@router.post("/incidents/{name}/note", dependencies=[Reviewer], responses=WRITE)
def note_incident(name: Id, given: Noted, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Done:
    """Note something of an incident."""
    return _done(
        ledger,
        world,
        person,
        Act(kind="note", subject="incident", target=name, note=given.note, seen=given.seen),
    )


@router.post("/claims/{name}/move", dependencies=[Reviewer], responses=WRITE)
def move(name: Id, given: To, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Done:
    """Move a claim to another incident."""
    act = Act(kind="move", subject="claim", target=name, other=given.to, note=given.note, seen=given.seen)
    return _done(ledger, world, person, act)


@router.post("/pairs", dependencies=[Reviewer], responses=WRITE)
def pair(given: OnPair, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Done:
    """Say whether two claims are about one happening."""
    act = Act(
        kind=given.decision, subject="claim", target=given.a, other=given.b, note=given.note, seen=given.seen
    )
    return _done(ledger, world, person, act)


@router.post("/incidents/{name}/merge", dependencies=[Editor], responses=WRITE)
def merge(name: Id, given: To, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Done:
    """Make two incidents one."""
    act = Act(kind="merge", subject="incident", target=name, other=given.to, note=given.note, seen=given.seen)
    return _done(ledger, world, person, act)


@router.post("/incidents/{name}/split", dependencies=[Editor], responses=WRITE)
def split(name: Id, given: Some, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Done:
    """Take claims out of an incident into one of their own."""
    act = Act(
        kind="split",
        subject="incident",
        target=name,
        fields={"claims": given.claims},
        note=given.note,
        seen=given.seen,
    )
    return _done(ledger, world, person, act)


@router.post("/links", dependencies=[Reviewer], responses=WRITE)
def link(given: Link, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Done:
    """Link two claims that contradict each other."""
    fields = {"kind": given.kind, "words": given.words}
    act = Act(
        kind="link",
        subject="link",
        target=given.a,
        other=given.b,
        fields=fields,
        note=given.note,
        seen=given.seen,
    )
    return _done(ledger, world, person, act)


@router.post("/links/{name}/dismiss", dependencies=[Reviewer], responses=WRITE)
def dismiss(name: Id, given: Judging, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Done:
    """Leave a link out."""
    act = Act(kind="dismiss", subject="link", target=name, note=given.note, seen=given.seen)
    return _done(ledger, world, person, act)


@router.post("/links/{name}/confirm", dependencies=[Reviewer], responses=WRITE)
def confirm(name: Id, given: Judging, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Done:
    """Keep a link, whatever a later comparison finds."""
    act = Act(kind="confirm", subject="link", target=name, note=given.note, seen=given.seen)
    return _done(ledger, world, person, act)


@router.post("/reviews/{number}/undo", dependencies=[Reviewer], responses=WRITE)
def undo(number: Number, ledger: LedgerDep, world: WorldDep, person: PersonDep, room: RoomDep) -> Done:
    """Take a review back, or an undo. Editors may take back all, others what is not an editor's act."""
    one = ledger.reviewed(number)
    if one.kind in ("merge", "split", "resolve") and not person.may("editor"):
        raise HTTPException(403, f"taking back {one.kind} needs the role editor")
    made = ledger.undo(number, reviewer=person.name)
    if one.subject == "name":
        for kind in one.changes:
            resolve_named(ledger, room.served.location, kind, one.target)
    return Done(number=made, waiting=bring_up(ledger, world))


@router.post("/articles/{name}/claims", dependencies=[Reviewer], responses=WRITE)
def missed(name: Id, given: Missed, ledger: LedgerDep, world: WorldDep, person: PersonDep) -> Added:
    """Add a claim that the engine missed."""
    made = ledger.added(name, given.claim, reviewer=person.name)
    return Added(claim=made, waiting=bring_up(ledger, world))


@router.get("/names", dependencies=[Reader], responses=UNKNOWN)
def names(ledger: LedgerDep) -> list[Object]:
    """Names that people resolved."""
    return [{"kind": kind, "text": text, "value": value} for (kind, text), value in ledger.resolved().items()]


@router.post("/names/resolve", dependencies=[Editor], responses=WRITE)
def resolve(given: Name, ledger: LedgerDep, world: WorldDep, person: PersonDep, room: RoomDep) -> Done:
    """Say what words stand for; the claims that have them are resolved anew."""
    fields = {kind: value for kind, value in (("party", given.party), ("place", given.place)) if value}
    act = Act(
        kind="resolve", subject="name", target=given.text, fields=fields, note=given.note, seen=given.seen
    )
    number = ledger.act(act, reviewer=person.name)
    for kind in fields:
        resolve_named(ledger, room.served.location, kind, given.text)
    return Done(number=number, waiting=ledger.waiting())


def _done(ledger: LedgerDep, world: WorldDep, person: PersonDep, act: Act) -> Done:
    number = ledger.act(act, reviewer=person.name)
    return Done(number=number, waiting=bring_up(ledger, world))
