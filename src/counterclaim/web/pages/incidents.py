"""Incidents, by what they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from counterclaim.web.deps import PageDep, Reader
from counterclaim.web.facets import KINDS
from counterclaim.web.listing import IncidentQuery, IncidentQueryDep, Listed, ListedDep
from counterclaim.web.wording import days, plain

router = APIRouter(include_in_schema=False)

TITLES: Mapping[str, str] = {
    "status": "Status",
    "type": "Type",
    "party": "Party",
    "place": "Place",
    "month": "Month",
    "language": "Language",
    "outlet": "Outlet",
    "means": "Means",
    "object": "What was hit",
    "grade": "Suggested grade",
}
SORTS: Mapping[str, str] = {
    "day": "Latest day first",
    "oldest": "Earliest day first",
    "changed": "Last changed first",
    "conflicts": "Most conflicts first",
    "origins": "Most origins first",
    "claims": "Most claims first",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value that may be chosen: `id` of its box, `name` in the address, `label`."""

    id: str
    name: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind with its choices; `hidden` more values have incidents, and `more` is the address that shows them (''
    where it shows them now). `open`: it is unfolded."""

    kind: str
    title: str
    choices: tuple[Value, ...]
    hidden: int
    more: str
    open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in words, and the address of the list without it."""

    words: str
    without: str


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """`rows` as `incident_lines.row` has them, each with `title` and `when`; `pending`: they are still worked out. `next_pages` is the address of
    a page up to its number; `exports`: the same list as files, by format."""

    query: IncidentQuery
    pending: bool
    total: int
    page: int
    last: int
    rows: Sequence[Mapping[str, Any]]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    sorts: Mapping[str, str]
    address: str
    next_pages: str
    exports: tuple[tuple[str, str], ...]


@router.get("/incidents", dependencies=[Reader])
def incidents(page: PageDep, query: IncidentQueryDep, listed: ListedDep) -> HTMLResponse:
    """The list, or with htmx only its part; the address that a browser shows has no empty parameters."""
    made = page_of(query, listed)
    answer = page.render("incidents.html", made, part="_incidents.html")
    if page.partial:
        answer.headers["hx-push-url"] = made.address
    return answer


def page_of(query: IncidentQuery, listed: Listed | None) -> IncidentsPage:
    """The page's data; `listed` is None while the list is worked out."""
    query = listed.query if listed is not None else query
    return IncidentsPage(
        query=query,
        pending=listed is None,
        total=listed.answer.total if listed is not None else 0,
        page=query.page,
        last=listed.last if listed is not None else 1,
        rows=[titled(row) for row in listed.rows] if listed is not None else (),
        facets=tuple(_facets(listed)) if listed is not None else (),
        chips=tuple(_chips(query)),
        sorts=SORTS,
        address=query.address(),
        next_pages=query.before("page"),
        exports=tuple(
            (
                name,
                replace(query, page=1, more=None)
                .address(f"/export/{form}")
                .replace("?", "?what=incidents&", 1),
            )
            if query.parameters()
            else (name, f"/export/{form}?what=incidents")
            for name, form in (("CSV", "csv"), ("JSON Lines", "jsonl"), ("GeoJSON", "geojson"))
        ),
    )


def titled(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with what it is called in a list, and when it was: the first report's day where no day is told."""
    kinds = plain(", ".join(row["types"])).capitalize()
    title = kinds
    if row["places"]:
        title = f"{kinds} in {', '.join(row['places'])}"
    elif row["parties"]:
        title = f"{kinds}, {', '.join(row['parties'][:-1])}{' and ' if row['parties'][1:] else ''}{row['parties'][-1]}"
    reported = row.get("reported")
    when = days(row["time"]) or (f"reported {reported}" if reported else "no date")
    return {**row, "title": title, "when": when}


def _facets(listed: Listed) -> list[Facet]:
    query, answer = listed.query, listed.answer
    found = []
    for kind in KINDS:
        choices = answer.counts.get(kind, ())
        if not choices or (len(choices) == 1 and not choices[0].chosen and choices[0].count == answer.total):
            continue  # what all have narrows nothing
        shown_all = query.more == kind
        more = "" if shown_all else replace(query, more=kind, page=1).address()
        open_ = kind in ("status", "type", "party", "place") or kind in query.kinds or shown_all
        values = tuple(
            Value(f"{kind}-{c.key.replace(' ', '_')}", c.name, plain(c.name), c.count, c.chosen)
            for c in choices
        )
        found.append(Facet(kind, TITLES[kind], values, answer.hidden.get(kind, 0), more, open_))
    return found


def _chips(query: IncidentQuery) -> list[Chip]:
    found = []
    first = replace(query, page=1)
    if query.text:
        found.append(Chip(f"words: {query.text}", replace(first, text="").address()))
    for kind in KINDS:
        names = query.kinds.get(kind, ())
        for name in names:
            rest = {**query.kinds, kind: tuple(other for other in names if other != name)}
            found.append(Chip(f"{TITLES[kind]}: {plain(name)}", replace(first, kinds=rest).address()))
    if query.contested:
        found.append(Chip("with a conflict", replace(first, contested=False).address()))
    if query.date_from:
        found.append(Chip(f"from {query.date_from}", replace(first, date_from=None).address()))
    if query.date_to:
        found.append(Chip(f"to {query.date_to}", replace(first, date_to=None).address()))
    if query.as_of:
        found.append(Chip(f"as of {query.as_of}", replace(first, as_of=None).address()))
    return found
