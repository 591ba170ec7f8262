"""Claims by their words and by what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from counterclaim.model import ClaimType, MeansClass, ObjectClass, Polarity
from counterclaim.view import ClaimObject
from counterclaim.web import finding
from counterclaim.web.deps import LedgerDep, PageDep, Reader
from counterclaim.web.finding import ClaimQuery, ClaimQueryDep
from counterclaim.web.wording import headline, plain

router = APIRouter(include_in_schema=False)

COUNTED = 2_000
"""Matches of words alone are counted up to this number."""
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "type": get_args(ClaimType),
    "polarity": get_args(Polarity),
    "means": get_args(MeansClass),
    "object": get_args(ObjectClass),
}
_TITLES: Mapping[str, str] = {
    "q": "words",
    "object": "what was hit",
    "from": "from",
    "to": "to",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in a list: `words` says it in one line, `where` where it stands."""

    id: str
    words: str
    quote: str
    language: str | None
    outlet: str | None
    published: str | None
    title: str | None
    incident: str | None
    decision: str | None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: its name in the address, label, value, and what may be chosen (none: any words)."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...]
    day: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`total` matches (`more`: at least so many), of which `rows` are page `page` of `last`. `asked`: a condition was
    given. `next_pages` is the address of a page up to its number; `exports`: all matches as files, by format."""

    query: ClaimQuery
    fields: tuple[Field, ...]
    narrowed: bool
    asked: bool
    total: int
    more: bool
    page: int
    last: int
    rows: Sequence[Row]
    address: str
    next_pages: str
    exports: tuple[tuple[str, str], ...]
    report: str


@router.get("/search", dependencies=[Reader])
def search(
    page: PageDep,
    ledger: LedgerDep,
    query: ClaimQueryDep,
    number: Annotated[int, Query(alias="page", ge=1, le=finding.MOST_PAGES)] = 1,
) -> HTMLResponse:
    """Claims that meet what is asked; with htmx only the list."""
    made = page_of(ledger, query, number)
    answer = page.render("search.html", made, part="_claim_list.html")
    if page.partial:
        answer.headers["hx-push-url"] = made.address
    return answer


def page_of(ledger: LedgerDep, query: ClaimQuery, number: int) -> SearchPage:
    """The data of page `number`, from 1; the last one where there are fewer."""
    asked = bool(query.conditions())
    claims, total = (
        finding.found(ledger, query, finding.PER_PAGE, (number - 1) * finding.PER_PAGE) if asked else ([], 0)
    )
    more = query.only_words() and total > COUNTED
    address = query.address()
    between = "&" if "?" in address else "?"
    return SearchPage(
        query=query,
        fields=tuple(_fields(query)),
        narrowed=len(query.conditions()) > (1 if query.text else 0),
        asked=asked,
        total=min(total, COUNTED) if more else total,
        more=more,
        page=number,
        last=max(1, -(-total // finding.PER_PAGE)),
        rows=[_row(claim) for claim in claims],
        address=address if number == 1 else f"{address}{between}page={number}",
        next_pages=f"{address}{between}page=",
        exports=tuple(
            (name, query.address(f"/export/{form}"))
            for name, form in (("CSV", "csv"), ("JSON Lines", "jsonl"), ("GeoJSON", "geojson"))
        ),
        report=query.address("/report/search"),
    )


def _row(claim: ClaimObject) -> Row:
    article, review = claim["article"], claim["review"] or {}
    return Row(
        id=claim["id"],
        words=headline(claim),
        quote=claim["quote"]["text"],
        language=article["language"],
        outlet=article["outlet"],
        published=article["published"],
        title=article["title"],
        incident=claim["incident"],
        decision=review.get("decision"),
    )


def _fields(query: ClaimQuery) -> list[Field]:
    given = query.conditions()
    found = []
    for name in ("type", "polarity", "party", "claimant", "place", "outlet", "language", "means", "object"):
        label = _TITLES.get(name, plain(name)).capitalize()
        found.append(Field(name, label, given.get(name, ""), _CHOICES.get(name, ())))
    found += [Field(name, name.capitalize(), given.get(name, ""), (), day=True) for name in ("from", "to")]
    return found
