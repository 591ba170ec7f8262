"""One claim in its source: the article with the claim marked, its fields, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from counterclaim.errors import UnknownNameError
from counterclaim.ledger import Ledger
from counterclaim.web import wording
from counterclaim.web.blinding import BLIND, coding_of
from counterclaim.web.correct_forms import forms_of
from counterclaim.web.deps import LedgerDep, PageDep, PersonDep, Reader
from counterclaim.web.forms import Form
from counterclaim.web.past import Past, own_last, past
from counterclaim.web.source import Source, gone, source
from counterclaim.web.wording import Field

router = APIRouter(include_in_schema=False)
Object = Mapping[str, Any]
Id = Annotated[str, Path(max_length=80)]
Part = Annotated[int | None, Query(ge=1, le=2**31 - 1)]


@dataclass(frozen=True, slots=True)
class Against:
    """A claim that contradicts the one of the page, and why; `dismissed` by a person."""

    claim: str
    kind: str
    between: str
    reason: str
    dismissed: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """`claim` as every interface gives it; `chain` from the innermost source to the outlet; `history`: all reviews,
    oldest first, `own` the person's last act that holds; `seen`: the last review of the ledger that the page knows; `read`:
    the engine's values of fields that a person set; `forms` correct a field each. `do`: what stands open ('correct',
    'note'), with `field` in front. `queue`: the claim in the queue that the person came from, `after` where judging leads,
    `here` this page with that."""

    claim: Object
    headline: str
    source: Source
    fields: tuple[Field, ...]
    chain: tuple[str, ...]
    against: tuple[Against, ...]
    history: tuple[Past, ...]
    read: tuple[tuple[str, str], ...]
    own: int | None
    seen: int
    gone: bool
    forms: tuple[Form, ...]
    do: str
    field: str
    queue: str
    after: str
    here: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Every review of a claim, oldest first, each with what the reviewer changed."""

    claim: Object
    headline: str
    history: tuple[Past, ...]


@router.get("/claims/{name}", dependencies=[Reader])
def claim(
    name: Id,
    ledger: LedgerDep,
    page: PageDep,
    person: PersonDep,
    part: Part = None,
    do: Literal["", "correct", "note"] = "",
    field: Annotated[str, Query(max_length=40)] = "",
    back: Annotated[str, Query(max_length=2_000)] = "",
) -> Response:
    """One claim by its id, or the only one that begins so. `back`: the place in the queue to go back to."""
    seen = ledger.last_review()
    found = ledger.claim(name)
    if found["id"] != name:
        return page.back(f"/claims/{found['id']}")
    if (coding := coding_of(ledger, person, found["article"]["id"])) is not None:
        return page.back(coding, BLIND)
    queue = back if back.startswith("/review/") else ""
    here = f"/claims/{found['id']}" + (f"?{urlencode({'back': queue})}" if queue else "")
    forms = tuple(
        replace(one, hidden=(*one.hidden, ("back", f"{here}#fields"))) for one in forms_of(found, seen)
    )
    history = past(ledger.history(found["id"]), found["id"])
    return page.render(
        "claim.html",
        ClaimPage(
            claim=found,
            headline=wording.headline(found),
            source=source(ledger, ledger.article(found["article"]["id"]), focus=found["id"], part=part),
            fields=tuple(wording.fields(found)),
            chain=tuple(wording.chain(found)),
            against=tuple(_against(ledger, found)),
            history=history,
            read=tuple((name, wording.told(value)) for name, value in _read(found).items()),
            own=own_last(history, person.name),
            seen=seen,
            gone=gone(found),
            forms=forms,
            do=do,
            field=field,
            queue=queue,
            after=queue and f"{queue}{'&' if '?' in queue else '?'}judged=1",
            here=here,
        ),
    )


@router.get("/claims/{name}/history", dependencies=[Reader])
def history(name: Id, ledger: LedgerDep, page: PageDep) -> Response:
    """What people decided of a claim."""
    found = ledger.claim(name)
    told = HistoryPage(found, wording.headline(found), past(ledger.history(found["id"]), found["id"]))
    return page.render("history.html", told)


def _read(claim: Object) -> Object:
    """What the engine had read in fields that a person set."""
    read: Object = (claim["review"] or {}).get("read") or {}
    return read


def _against(ledger: Ledger, claim: Object) -> list[Against]:
    """Links of the claim, as of the last comparison, the strongest first."""
    if claim["incident"] is None:
        return []
    try:
        told = ledger.incident(claim["incident"])
    except UnknownNameError:
        return []
    mine = [link for link in told["links"] if claim["id"] in (link["a"], link["b"])]
    return [
        Against(
            claim=link["b"] if link["a"] == claim["id"] else link["a"],
            kind=link["kind"],
            between=link["between"],
            reason=link["reason"],
            dismissed=(link.get("review") or {}).get("state") == "dismissed",
        )
        for link in sorted(mine, key=lambda one: -one["strength"])
    ]
