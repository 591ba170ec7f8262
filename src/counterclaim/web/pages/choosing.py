"""Choosing what to link a claim with, where to move it, what to merge an incident with: by search, then a list.

The search is a form of its own that gives the same page without a script, and only the list with one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from counterclaim.errors import UnknownNameError
from counterclaim.ledger import Ledger
from counterclaim.ledger.candidates import Candidate
from counterclaim.ledger.records import clean
from counterclaim.web import wording
from counterclaim.web.blinding import BLIND, coding_of
from counterclaim.web.correct_forms import CHOICES
from counterclaim.web.deps import Editor, LedgerDep, PageDep, PersonDep, Reviewer
from counterclaim.web.pages.incidents import titled

router = APIRouter(include_in_schema=False)
Id = Annotated[str, Path(max_length=80)]
Words = Annotated[str, Query(max_length=400)]
What = Literal["link", "move", "merge"]
MOST, READ = 30, 120
"""Choices of a list, and claims of a search whose incidents are offered."""
_ID = re.compile(r"[a-z]_[0-9a-f]+")
_TITLES: dict[What, tuple[str, str]] = {
    "link": ("Link a claim that contradicts it", "Link"),
    "move": ("Move it to another incident", "Move"),
    "merge": ("Merge it with another incident", "Merge"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its page, its line, why it is offered ('' for what was searched), some words of it."""

    id: str
    href: str
    title: str
    why: str
    quote: str
    language: str | None


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """What is done (`what`, with `title` and `button`) to which thing (`about`, at `href`, with a `quote`), the `choices`,
    searched by the words `q` or offered; `kinds` of a link; `seen`: the last review of the ledger that the page knows."""

    what: What
    title: str
    button: str
    about: str
    href: str
    quote: str
    language: str | None
    q: str
    choices: tuple[Choice, ...]
    kinds: tuple[str, ...]
    seen: int


@router.get("/claims/{name}/{what}", dependencies=[Reviewer])
def of_claim(
    name: Id,
    what: Literal["link", "move"],
    ledger: LedgerDep,
    page: PageDep,
    person: PersonDep,
    q: Words = "",
) -> Response:
    """What a claim may be linked with, or where it may be moved."""
    seen = ledger.last_review()
    claim = ledger.claim(name)
    if (coding := coding_of(ledger, person, claim["article"]["id"])) is not None:
        return page.back(coding, BLIND)
    q = clean(q).strip()
    choices = (
        _claims(ledger, claim["id"], q)
        if what == "link"
        else _incidents(ledger, claim["id"], q, claim["incident"])
    )
    title, button = _TITLES[what]
    made = ChoosePage(
        what=what,
        title=title,
        button=button,
        about=wording.headline(claim),
        href=f"/claims/{claim['id']}",
        quote=claim["quote"]["text"],
        language=claim["article"]["language"],
        q=q,
        choices=tuple(choices),
        kinds=CHOICES["link"],
        seen=seen,
    )
    return page.render("choose.html", made, part="_choices.html")


@router.get("/incidents/{name}/merge", dependencies=[Editor])
def of_incident(name: Id, ledger: LedgerDep, page: PageDep, q: Words = "") -> Response:
    """What an incident may be merged with."""
    seen = ledger.last_review()
    found = ledger.incident(name)["id"]
    q = clean(q).strip()
    (line,) = map(titled, ledger.lines_of([found]))
    title, button = _TITLES["merge"]
    made = ChoosePage(
        what="merge",
        title=title,
        button=button,
        about=f"{line['title']}, {line['when']}",
        href=f"/incidents/{found}",
        quote=line["quotes"][0]["text"] if line["quotes"] else "",
        language=None,
        q=q,
        choices=tuple(_incidents(ledger, found, q, found)),
        kinds=(),
        seen=seen,
    )
    return page.render("choose.html", made, part="_choices.html")


def _claims(ledger: Ledger, own: str, q: str) -> Iterator[Choice]:
    if not q:
        offered: Sequence[Candidate] = ledger.near_claims(own, MOST)
    else:
        if _ID.fullmatch(q):
            names = [_one(lambda: str(ledger.claim(q)["id"]))]
        else:
            names = [one["id"] for one in ledger.found(_words(q), MOST)[0]]
        offered = [Candidate(name, "") for name in names if name and name != own]
    held = ledger.claims_by_id([one.id for one in offered])
    for one in offered:
        if one.id in held:
            claim = held[one.id]
            where = ", ".join(filter(None, (claim["article"]["outlet"], claim["article"]["published"])))
            why = ", ".join(filter(None, (where, one.why)))
            yield Choice(
                one.id,
                f"/claims/{one.id}",
                wording.headline(claim),
                why,
                claim["quote"]["text"],
                claim["article"]["language"],
            )


def _incidents(ledger: Ledger, of: str, q: str, own: str | None) -> Iterator[Choice]:
    if not q:
        offered: Sequence[Candidate] = ledger.near_incidents(of, MOST)
    elif _ID.fullmatch(q):
        named = _one(lambda: str(ledger.incident(q)["id"])) or _one(lambda: ledger.claim(q)["incident"])
        offered = [Candidate(named, "")] if named and named != own else []
    else:
        found = dict.fromkeys(one["incident"] for one in ledger.found(_words(q), READ)[0])
        offered = [Candidate(name, "") for name in found if name and name != own][:MOST]
    why = {one.id: one.why for one in offered}
    for line in map(titled, ledger.lines_of([one.id for one in offered])):
        count = f"{line['claims']} claim{'' if line['claims'] == 1 else 's'}"
        yield Choice(
            line["id"],
            f"/incidents/{line['id']}",
            f"{line['title']}, {line['when']}",
            ", ".join(filter(None, (count, why[line["id"]]))),
            line["quotes"][0]["text"] if line["quotes"] else "",
            None,
        )


def _words(q: str) -> str:
    """The last word may be half written."""
    return q if q[-1] in '"*' or not q[-1].isalnum() or q.count('"') % 2 else f"{q}*"


def _one(get: Callable[[], str | None]) -> str | None:
    try:
        return get()
    except UnknownNameError:
        return None
