"""Forms by which people judge: claims, links, incidents. Every one works without a script and can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path
from fastapi.responses import Response

from counterclaim.errors import EditedError, SettingsError
from counterclaim.ledger.records import clean
from counterclaim.web import again, wording
from counterclaim.web.acting import Acting, ActingDep
from counterclaim.web.correct_forms import typed_form
from counterclaim.web.correcting import DECISIONS, corrected
from counterclaim.web.deps import Editor, Reviewer
from counterclaim.web.problems import Problem
from counterclaim.web.source import source

router = APIRouter(include_in_schema=False)
Id = Annotated[str, Path(max_length=80)]
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]
_SAID = {"accepted": "Accepted.", "rejected": "Rejected.", None: "Left open."}


@router.post("/claims/{name}/review", dependencies=[Reviewer])
def review(name: Id, acting: ActingDep) -> Response:
    """Accept or reject a claim (`decision`), correct one `field`, or note something."""
    if field := acting.form.get("field"):
        return _correct(name, field, acting)
    claim = acting.ledger.claim(name)["id"]
    decision = acting.form.get("decision")
    if decision is None:
        return acting.do(acting.act("note", "claim", claim), "Noted.", f"/claims/{claim}#history")
    if decision not in DECISIONS:
        raise SettingsError("decision: accept, reject or open")
    value = DECISIONS[decision]
    number = acting.actor.do(acting.act("set", "claim", claim, fields={"decision": value}))
    to = acting.back(f"/claims/{claim}")
    if to.startswith("/review"):  # the next claim of the queue offers to take this back
        to += ("&" if "?" in to else "?") + urlencode({"did": number})
    return acting.page.back(to, said=_SAID[value])


def _correct(name: str, field: str, acting: Acting) -> Response:
    """Where the form is not taken it comes back as it was typed, beside the article."""
    ledger = acting.ledger
    claim = ledger.claim(name)
    form = typed_form(claim["id"], field, acting.form, acting.seen)
    article = ledger.article(claim["article"]["id"])
    fields: dict[str, Any] = {}
    problem: Problem | None = None
    theirs: again.Theirs | None = None
    try:
        fields = corrected(claim, article, field, acting.form)
        act = acting.act("set", "claim", claim["id"], fields=fields)
        return acting.do(act, "Kept.", f"/claims/{claim['id']}#fields")
    except EditedError as error:
        problem = Problem(409, str(error))
        theirs = again.theirs(error, wording.told(fields.get(error.field)))
        form = form and replace(form.with_seen(error.number), button=again.ANYWAY, of="")
    except SettingsError as error:
        problem = Problem(422, str(error))
    page = again.AgainPage(
        problem=problem,
        theirs=theirs,
        form=form,
        kept=(),
        back=f"/claims/{claim['id']}",
        headline=wording.headline(claim),
        source=source(ledger, article, focus=claim["id"]),
    )
    return acting.page.render("again.html", page, status=problem.status)


@router.post("/claims/{name}/move", dependencies=[Reviewer])
def move(name: Id, acting: ActingDep) -> Response:
    """Move a claim to another incident."""
    claim, to = acting.ledger.claim(name)["id"], _incident(acting)
    return acting.do(acting.act("move", "claim", claim, other=to), "Moved.", f"/claims/{claim}")


@router.post("/claims/{name}/link", dependencies=[Reviewer])
def link(name: Id, acting: ActingDep) -> Response:
    """Say that two claims contradict each other, and why."""
    fields = {"kind": acting.form.get("kind", ""), "words": acting.form.get("words") or None}
    claim = acting.ledger.claim(name)["id"]
    if not acting.form.get("to"):
        raise SettingsError("choose a claim that contradicts this one")
    other = acting.ledger.claim(acting.form["to"])["id"]
    act = acting.act("link", "link", claim, other=other, fields=fields)
    return acting.do(act, "Linked.", f"/claims/{claim}#against")


@router.post("/links/{name}/dismiss", dependencies=[Reviewer])
def dismiss(name: Id, acting: ActingDep) -> Response:
    """Dismiss a conflict link."""
    return acting.do(acting.act("dismiss", "link", name), "Link dismissed.", "/incidents")


@router.post("/links/{name}/confirm", dependencies=[Reviewer])
def confirm(name: Id, acting: ActingDep) -> Response:
    """Confirm a conflict link."""
    return acting.do(acting.act("confirm", "link", name), "Link confirmed.", "/incidents")


@router.post("/incidents/{name}/note", dependencies=[Reviewer])
def note(name: Id, acting: ActingDep) -> Response:
    """Note something of an incident."""
    act = acting.act("note", "incident", acting.ledger.incident(name)["id"])
    return acting.do(act, "Noted.", f"/incidents/{act.target}#history")


@router.post("/incidents/{name}/merge", dependencies=[Editor])
def merge(name: Id, acting: ActingDep) -> Response:
    """Make one of two incidents."""
    act = acting.act("merge", "incident", acting.ledger.incident(name)["id"], other=_incident(acting))
    return acting.do(act, "Merged.", f"/incidents/{act.target}")


@router.post("/incidents/{name}/split", dependencies=[Editor])
def split(name: Id, acting: ActingDep) -> Response:
    """Put the chosen claims of an incident into one of their own."""
    claims = [clean(str(one)) for one in acting.sent.getlist("claims")]
    act = acting.act(
        "split", "incident", acting.ledger.incident(name)["id"], fields={"claims": claims}
    )  # fmt: skip
    return acting.do(act, "Split.", f"/incidents/{act.target}")


@router.post("/reviews/{number}/undo", dependencies=[Reviewer])
def undo(number: Number, acting: ActingDep) -> Response:
    """Take a review back; what only editors do, only editors take back."""
    _, found = acting.actor.undo(number)
    at = {
        "claim": f"/claims/{found.target}",
        "incident": f"/incidents/{found.target}",
        "article": f"/articles/{found.target}",
    }
    other = at.get(found.subject, "/review")
    if found.kind == "add" and found.subject == "claim":  # its page went with it
        body = found.changes.get("claim", (None, None))[1] or {}
        home = f"/articles/{body['article']['id']}" if body.get("article") else "/review"
        return acting.page.back(home, said="Undone: the claim is taken out.")
    return acting.page.back(acting.back(other), said="Undone.")


def _incident(acting: Acting) -> str:
    if not acting.form.get("to"):
        raise SettingsError("choose an incident")
    return str(acting.ledger.incident(acting.form["to"])["id"])
