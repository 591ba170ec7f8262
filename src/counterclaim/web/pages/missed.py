"""Adding a claim that the engine missed, from words of the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from counterclaim.errors import EditedError, SettingsError
from counterclaim.extracting.world import open_world
from counterclaim.web import coding_work, wording
from counterclaim.web.again import Theirs, theirs
from counterclaim.web.bringing import bring_up
from counterclaim.web.coding_form import LABELS, SEVERAL, SINGLE
from counterclaim.web.deps import LedgerDep, PageDep, PersonDep, Reviewer, WorldDep
from counterclaim.web.picked_claim import picked_claim
from counterclaim.web.picking import picked_words

router = APIRouter(include_in_schema=False)
LONGEST = 4000
Id = Annotated[str, Path(max_length=200)]


@dataclass(frozen=True, slots=True)
class MissedPage:
    """A form that could not be taken as it was: `fault` says why, `form` what was written; `theirs` is a claim that somebody
    added by the same words meanwhile, with its `headline`; `seen`: the last review that the person knows then."""

    article: str
    title: str
    form: Mapping[str, str]
    fault: str
    seen: int
    theirs: Theirs | None = None
    headline: str = ""


async def _form(request: Request) -> dict[str, str]:
    """The parts of the claim, each cut to what a field takes."""
    given = await request.form()
    names = (*SINGLE, *SEVERAL)
    keys = ("seen", *LABELS, *names, *(f"{name}_at" for name in names))
    return {key: str(given.get(key) or "")[:LONGEST] for key in keys}


FormDep = Annotated[dict[str, str], Depends(_form)]


@router.post("/articles/{article}/claims", dependencies=[Reviewer])
def add(
    article: Id, form: FormDep, page: PageDep, ledger: LedgerDep, person: PersonDep, world: WorldDep
) -> Response:
    document, home = coding_work.document_of(ledger, article)
    title = home.title or "Article without a title"
    seen = (
        int(form["seen"])
        if form["seen"].isascii() and form["seen"].isdigit() and len(form["seen"]) < 12
        else 0
    )
    try:
        picked = picked_words(document, home, form)
        body = picked_claim(document, home, picked, open_world(world))
        made = ledger.added(article, body, reviewer=person.name, seen=seen)
    except EditedError as error:
        headline = wording.headline(ledger.claim(error.value))
        told = MissedPage(article, title, form, str(error), error.number, theirs(error), headline)
        return page.render("missed.html", told, status=409)
    except SettingsError as error:
        told = MissedPage(article, title, form, str(error), seen)
        return page.render("missed.html", told, status=422)
    bring_up(ledger, world)
    return page.back(
        f"/articles/{article}?claim={made}&mark=1#at-{made}", "The claim is added, and accepted."
    )
