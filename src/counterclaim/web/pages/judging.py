"""Forms by which people judge: claims, links, incidents. Every one works without a script and can be undone."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from counterclaim.errors import EditedError, SettingsError
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import Ledger
from counterclaim.ledger.acts import Act
from counterclaim.ledger.records import clean
from counterclaim.web import wording
from counterclaim.web.bringing import bring_up, resolve_named
from counterclaim.web.correcting import DECISIONS, corrected
from counterclaim.web.deps import Editor, LedgerDep, PageDep, PersonDep, Reviewer, RoomDep, WorldDep
from counterclaim.web.pages.claim import claim_page
from counterclaim.web.rendering import Page
from counterclaim.web.sessions import Person

router = APIRouter(include_in_schema=False)
Id = Annotated[str, Path(max_length=80)]
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]
LONGEST = 20_000
"""Characters of one value of a form."""


async def sent(request: Request) -> FormData:
    return await request.form()


FormDep = Annotated[FormData, Depends(sent)]


@router.post("/claims/{name}/review", dependencies=[Reviewer])
def review(
    name: Id, sent: FormDep, ledger: LedgerDep, world: WorldDep, person: PersonDep, page: PageDep
) -> Response:
    """Accept or reject a claim (`decision`), correct one `field`, or note something."""
    form = values(sent)
    claim = ledger.claim(name)
    fields: dict[str, Any] = {}
    if "decision" in form:
        if form["decision"] not in DECISIONS:
            raise SettingsError("decision: accept, reject or open")
        fields["decision"] = DECISIONS[form["decision"]]
    if field := form.get("field"):
        fields |= corrected(claim, ledger.article(claim["article"]["id"]), field, form)
    kind: Any = "set" if fields else "note"
    act = Act(
        kind=kind,
        subject="claim",
        target=claim["id"],
        fields=fields,
        note=form.get("note") or None,
        seen=_seen(form),
    )
    said = {"accepted": "Accepted.", "rejected": "Rejected."}.get(str(fields.get("decision")), "Kept.")
    try:
        return _done(act, said, back(form, f"/claims/{claim['id']}"), ledger, world, person, page)
    except EditedError as error:
        told = f"Not kept: {error}. It is now: {wording.told(error.value)}."
        return page.render("claim.html", claim_page(ledger, ledger.claim(name)), status=409, said=told)


@router.post("/claims/{name}/move", dependencies=[Reviewer])
def move(
    name: Id, sent: FormDep, ledger: LedgerDep, world: WorldDep, person: PersonDep, page: PageDep
) -> Response:
    """Move a claim to another incident."""
    form = values(sent)
    act = _act(
        "move", "claim", ledger.claim(name)["id"], form, other=ledger.incident(form.get("to", ""))["id"]
    )
    return _done(act, "Moved.", f"/claims/{act.target}", ledger, world, person, page)


@router.post("/claims/{name}/link", dependencies=[Reviewer])
def link(
    name: Id, sent: FormDep, ledger: LedgerDep, world: WorldDep, person: PersonDep, page: PageDep
) -> Response:
    """Say that two claims contradict each other, and why."""
    form = values(sent)
    fields = {"kind": form.get("kind", ""), "words": form.get("words") or None}
    other = ledger.claim(form.get("to", ""))["id"]
    act = Act(
        kind="link",
        subject="link",
        target=ledger.claim(name)["id"],
        other=other,
        fields=fields,
        seen=_seen(form),
    )
    return _done(act, "Linked.", f"/claims/{act.target}", ledger, world, person, page)


@router.post("/links/{name}/dismiss", dependencies=[Reviewer])
def dismiss(
    name: Id, sent: FormDep, ledger: LedgerDep, world: WorldDep, person: PersonDep, page: PageDep
) -> Response:
    """Dismiss a conflict link."""
    form = values(sent)
    return _done(
        _act("dismiss", "link", name, form),
        "Link dismissed.",
        back(form, "/incidents"),
        ledger,
        world,
        person,
        page,
    )


@router.post("/links/{name}/confirm", dependencies=[Reviewer])
def confirm(
    name: Id, sent: FormDep, ledger: LedgerDep, world: WorldDep, person: PersonDep, page: PageDep
) -> Response:
    """Confirm a conflict link."""
    form = values(sent)
    return _done(
        _act("confirm", "link", name, form),
        "Link confirmed.",
        back(form, "/incidents"),
        ledger,
        world,
        person,
        page,
    )


@router.post("/incidents/{name}/note", dependencies=[Reviewer])
def note(
    name: Id, sent: FormDep, ledger: LedgerDep, world: WorldDep, person: PersonDep, page: PageDep
) -> Response:
    """Note something of an incident."""
    act = _act("note", "incident", ledger.incident(name)["id"], values(sent))
    return _done(act, "Noted.", f"/incidents/{act.target}", ledger, world, person, page)


@router.post("/incidents/{name}/merge", dependencies=[Editor])
def merge(
    name: Id, sent: FormDep, ledger: LedgerDep, world: WorldDep, person: PersonDep, page: PageDep
) -> Response:
    """Make one of two incidents."""
    form = values(sent)
    other = ledger.incident(form.get("to", ""))["id"]
    act = _act("merge", "incident", ledger.incident(name)["id"], form, other=other)
    return _done(act, "Merged.", f"/incidents/{act.target}", ledger, world, person, page)


@router.post("/incidents/{name}/split", dependencies=[Editor])
def split(
    name: Id, sent: FormDep, ledger: LedgerDep, world: WorldDep, person: PersonDep, page: PageDep
) -> Response:
    """Put the chosen claims of an incident into one of their own."""
    form = values(sent)
    claims = [clean(str(one)) for one in sent.getlist("claims")]
    act = Act(
        kind="split",
        subject="incident",
        target=ledger.incident(name)["id"],
        fields={"claims": claims},
        note=form.get("note") or None,
        seen=_seen(form),
    )
    return _done(act, "Split.", f"/incidents/{act.target}", ledger, world, person, page)


@router.post("/reviews/{number}/undo", dependencies=[Reviewer])
def undo(
    number: Number,
    sent: FormDep,
    ledger: LedgerDep,
    world: WorldDep,
    person: PersonDep,
    room: RoomDep,
    page: PageDep,
) -> Response:
    """Take a review back; what only editors do, only editors take back."""
    form = values(sent)
    found = ledger.reviewed(number)
    if found.kind in ("merge", "split", "resolve") and not person.may("editor"):
        raise HTTPException(403, "only an editor takes this back")
    ledger.undo(number, reviewer=person.name)
    if found.subject == "name":
        for kind in found.changes:
            resolve_named(ledger, room.served.location, kind, found.target)
    else:
        bring_up(ledger, world)
    at = {"claim": f"/claims/{found.target}", "incident": f"/incidents/{found.target}"}
    at["article"] = f"/articles/{found.target}"
    return page.back(back(form, at.get(found.subject, "/review")), said="Undone.")


def values(sent: FormData) -> dict[str, str]:
    """The words of a form. SettingsError where one is longer than any that a field takes."""
    found = {key: clean(value) for key, value in sent.items() if isinstance(value, str)}
    if len(found) > 2_000 or any(len(value) > LONGEST for value in found.values()):
        raise SettingsError(f"a field of a form has at most {LONGEST} characters")
    return found


def back(form: dict[str, str], other: str) -> str:
    """Where to go after the act: an address of ours that the form names, else `other`."""
    return form["back"] if form.get("back", "").startswith("/") else other


def _seen(form: dict[str, str]) -> int:
    given = form.get("seen", "")
    return min(int(given), 2**62) if given.isascii() and given.isdigit() and len(given) < 20 else 0


def _act(kind: Any, subject: Any, target: str, form: dict[str, str], *, other: str | None = None) -> Act:
    return Act(
        kind=kind,
        subject=subject,
        target=target,
        other=other,
        note=form.get("note") or None,
        seen=_seen(form),
    )


def _done(
    act: Act, said: str, to: str, ledger: Ledger, world: WorldSpec, person: Person, page: Page
) -> Response:
    """EditedError tells who set the field meanwhile; nothing is stored then."""
    ledger.act(act, reviewer=person.name)
    bring_up(ledger, world)
    return page.back(to, said=said)
