"""An incident, a place or a search as one HTML file that opens from disk: no script, no request, drawings inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterclaim import __version__
from counterclaim.analysis import Analysis
from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.ledger.records import clean
from counterclaim.web import borders, finding, held, mapping, rendering, wording
from counterclaim.web.columns import Card, Column, SideBySide, side_by_side
from counterclaim.web.drawing import Dot, links_svg, map_svg
from counterclaim.web.finding import ClaimQuery
from counterclaim.web.held import Held
from counterclaim.web.pages import incident as incident_page
from counterclaim.web.pages import place as place_page

MOST = 1_000
"""Claims of a report of a search."""
Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing with its heading; `note` is printed below."""

    title: str
    svg: Markup
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """A claim in words. `copies`: further outlets that have the wording, `fields` what it says by field."""

    id: str
    words: str
    quote: str
    language: str | None
    chain: tuple[str, ...]
    published: str | None
    title: str | None
    url: str | None
    decision: str | None
    copies: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims under a heading; `side` may be ''."""

    title: str
    side: str
    claims: tuple[ReportClaim, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All of a report. `facts` are lines below the title, `links` sentences of what contradicts, `left_out` the number
    of claims that were too many, `as_of` the day of which it speaks."""

    title: str
    made: str
    version: str
    as_of: str | None
    facts: tuple[str, ...]
    drawings: tuple[Drawing, ...]
    links: tuple[str, ...]
    groups: tuple[Group, ...]
    left_out: int
    caveat: str
    stamp: str


def incident_report(ledger: Ledger, analysis: Analysis, name: str, stamp: str) -> str:
    """The incident of this id. UnknownNameError."""
    told = analysis.incident(name)
    claims = ledger.claims_by_id(told["claims"])
    beside = side_by_side(told, claims, {})
    reasons = {link.reason for link in beside.links}
    facts = [
        f"Status: {told['status']} – {incident_page.STATUS.get(told['status'], '')}.",
        f"{len(told['claims'])} claims, {len(told['origins'])} origins, {len(told['articles'])} articles.",
        *(words for fact in told["facts"] if (words := str(fact["words"])) not in reasons),
    ]
    if told["grade"]:
        facts.append(f"Suggested Airwars grade: {told['grade']['name']} (by rule, nobody's judgement).")
    drawings = [*_where(told["places"])]
    if beside.links:
        drawings.insert(0, Drawing("Who contradicts whom", links(beside)))
    return _write(
        title=f"{incident_page.headline(told)}, {incident_page.when(told)}",
        as_of=analysis.as_of,
        facts=facts,
        drawings=drawings,
        links=[f"{link.kind}: {link.reason}" for link in beside.links if link.state != "dismissed"],
        groups=[_column(column) for column in beside.columns],
        stamp=stamp,
    )


def place_report(ledger: Ledger, analysis: Analysis, key: str, stamp: str, found: Held | None = None) -> str:
    """The place of this key or name: who says who holds it, then the other claims that name it, at most `MOST`. `found`:
    who holds what, where the caller has it. UnknownNameError."""
    if found is None:
        found = held.held(analysis)
    where, told = mapping.place_of(found, ledger, analysis, clean(key))
    claims = ledger.claims_by_id([claim for one in told.intervals for claim in one.claims])
    others = [one for one in ledger.claims(ClaimFilter(place=where.name)) if one["id"] not in claims]
    if analysis.as_of is not None:
        then = analysis.entries_of({one["id"] for one in others})
        others = [one for one in others if one["id"] in then]
    drawings = []
    if told.intervals:
        drawings.append(
            Drawing(
                "Who says who holds it",
                place_page.timeline(told, found.groups),
                "A bar is what one claimant says; an arrow: it told no end, or no beginning. Dashed: contested.",
            )
        )
    if (picture := place_page.picture(where)) is not None:
        drawings.append(Drawing("Where it is", picture, borders.CAVEAT))
    groups = [
        Group(
            f"{one.claimant}: held by {one.holder}",
            f"{one.start or 'beginning not told'} to {one.end or f'end not told, last said {one.told}'}",
            tuple(_claim(claims[claim]) for claim in one.claims if claim in claims),
        )
        for one in told.intervals
    ]
    return _write(
        title=where.name,
        as_of=analysis.as_of,
        facts=[
            f"Who holds it: {len(told.intervals)} stretches of time, by {len({i.claimant for i in told.intervals})} "
            "claimants."
            if told.intervals
            else "Nobody says here who holds it.",
            f"{len(others)} {'other claims name' if told.intervals else 'claims name'} it.",
        ],
        drawings=drawings,
        links=[one.reason for one in told.contested],
        groups=groups + _by_article(others[:MOST]),
        stamp=stamp,
        left_out=max(len(others) - MOST, 0),
    )


def search_report(ledger: Ledger, query: ClaimQuery, stamp: str, most: int = MOST) -> str:
    """Claims that meet `query`, at most `most`, by article."""
    claims, total = finding.found(ledger, query, most)
    asked = "; ".join(f"{wording.plain(name)}: {value}" for name, value in query.conditions().items())
    groups = _by_article(claims)
    return _write(
        title="Claims" if not asked else f"Claims: {asked}",
        as_of=None,
        facts=[f"{total} claims in {len(groups)} articles."],
        drawings=_where([place for claim in claims for place in claim["places"]]),
        links=[],
        groups=groups,
        stamp=stamp,
        left_out=max(total - len(claims), 0),
    )


def _by_article(claims: Iterable[Object]) -> list[Group]:
    """Claims under the titles of their articles."""
    by_article: dict[str, list[Object]] = {}
    for claim in claims:
        by_article.setdefault(claim["article"]["id"], []).append(claim)
    return [
        Group(
            those[0]["article"]["title"] or "no title",
            ", ".join(filter(None, (those[0]["article"]["outlet"], those[0]["article"]["published"]))),
            tuple(_claim(one) for one in those),
        )
        for those in by_article.values()
    ]


def links(beside: SideBySide) -> Markup:
    """Columns and what contradicts between them, drawn by the server."""
    columns = [(one.title, [(card.id, _short(card)) for card in one.cards]) for one in beside.columns]
    drawn = [
        (link.a.card, link.b.card, link.reason)
        for link in beside.links
        if link.a.card and link.b.card and link.state != "dismissed"
    ]
    hrefs = {card.id: f"#claim-{card.id}" for column in beside.columns for card in column.cards}
    return links_svg(columns, drawn, hrefs=hrefs)


def _short(card: Card) -> str:
    """'loss denied, 12 soldiers killed'."""
    denied = " denied" if card.claim["polarity"] == "denied" else ""
    return ", ".join([f"{card.claim['type']}{denied}", *card.figures[:1]])


def _where(places: Iterable[Object]) -> list[Drawing]:
    points = {(p["lat"], p["lon"]): p["name"] for p in places if p.get("lat") is not None}
    dots = [Dot(lat, lon, name) for (lat, lon), name in sorted(points.items())]
    return (
        [Drawing("Where", map_svg(dots, width=720, height=420, title="Where"), borders.CAVEAT)]
        if dots
        else []
    )


def _column(column: Column) -> Group:
    return Group(column.title, column.side, tuple(_card(card) for card in column.cards))


def _card(card: Card) -> ReportClaim:
    copies = [f"{copy.outlet}{f', {copy.published}' if copy.published else ''}" for copy in card.copies[1:]]
    return _claim(card.claim, copies)


def _claim(claim: Object, copies: Sequence[str] = ()) -> ReportClaim:
    article, review = claim["article"], claim["review"] or {}
    return ReportClaim(
        id=claim["id"],
        words=wording.headline(claim),
        quote=claim["quote"]["text"],
        language=article["language"],
        chain=tuple(wording.chain(claim)),
        published=article["published"],
        title=article["title"],
        url=article["url"],
        decision=review.get("decision"),
        copies=tuple(copies),
        fields=tuple((field.title, field.value) for field in wording.fields(claim)),
    )


def _write(
    *,
    title: str,
    as_of: str | None,
    facts: Sequence[str],
    drawings: Sequence[Drawing],
    links: Sequence[str],
    groups: Sequence[Group],
    stamp: str,
    left_out: int = 0,
) -> str:
    made = ReportPage(
        title=title,
        made=date.today().isoformat(),
        version=__version__,
        as_of=as_of,
        facts=tuple(facts),
        drawings=tuple(drawings),
        links=tuple(links),
        groups=tuple(groups),
        left_out=left_out,
        caveat=borders.CAVEAT,
        stamp=stamp,
    )
    return _environment().get_template("report.html").render(p=made)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("counterclaim.web", "reports"),  # with a style inside, as no page has
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        shown=rendering.shown, quote=rendering.quote, outside=rendering.outside, dir=rendering.direction
    )
    return made
