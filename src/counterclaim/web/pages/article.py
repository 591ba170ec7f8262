"""One article as text with its claims marked; its versions and what changed between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from counterclaim.errors import UnknownNameError
from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.ledger.sources_reading import SourceArticle
from counterclaim.web import revising
from counterclaim.web.blinding import BLIND, coding_of
from counterclaim.web.deps import LedgerDep, PageDep, PersonDep, Reader
from counterclaim.web.fully_read import Reading, read_of
from counterclaim.web.revising import Change, Revised
from counterclaim.web.source import Source, source

router = APIRouter(include_in_schema=False)
Id = Annotated[str, Path(max_length=80)]
Name = Annotated[str | None, Query(max_length=80)]
Part = Annotated[int | None, Query(ge=1, le=2**31 - 1)]


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed from an `other` version of the article (its document, article and day) to the one shown, or from
    the one shown to a later `other`: `later`."""

    document: str
    article: str | None
    retrieved: str
    later: bool
    lines: tuple[Change, ...]
    claims: tuple[Revised, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`mark`: words can be picked to add a claim that was missed; `focus`: the claim that is set off ('' for none);
    `read`: whether somebody read the article whole; `seen`: the last review of the ledger that the page knows."""

    article: SourceArticle
    source: Source
    focus: str
    mark: bool
    compared: Compared | None
    read: Reading
    seen: int


@router.get("/articles/{name}", dependencies=[Reader])
def article(
    name: Id,
    ledger: LedgerDep,
    page: PageDep,
    person: PersonDep,
    claim: Name = None,
    version: Name = None,
    mark: bool = False,
    part: Part = None,
) -> Response:
    """One article by its id, or the only one that begins so. `version`: a document to compare with."""
    seen = ledger.last_review()
    found = ledger.article(name)
    if found.id != name:
        return page.back(f"/articles/{found.id}")
    if (coding := coding_of(ledger, person, found.id)) is not None:
        return page.back(coding, BLIND)
    keep = "&mark=1" if mark else ""
    shown = source(
        ledger,
        found,
        focus=claim,
        part=part,
        numbered=mark,
        address=f"/articles/{found.id}?claim={{}}{keep}" if mark else "/claims/{}",
    )
    return page.render(
        "article.html",
        ArticlePage(
            article=found,
            source=shown,
            focus=claim or "",
            mark=mark,
            compared=_compared(ledger, found, version) if version else None,
            read=read_of(ledger, found.id),
            seen=seen,
        ),
    )


def _compared(ledger: Ledger, shown: SourceArticle, document: str) -> Compared:
    """UnknownNameError where `document` is no version of the page."""
    places = {one.document: index for index, one in enumerate(shown.versions)}
    if document not in places or document == shown.document:
        raise UnknownNameError(f"no other version {document!r} of this article")
    other = shown.versions[places[document]]
    later = places[document] > places[shown.document]
    text = claims = None
    if other.article is not None:
        beside = ledger.article(other.article)
        text, claims = beside.span.of(beside.text), _claims(ledger, other.article)
    mine = shown.span.of(shown.text), _claims(ledger, shown.id)
    (old, before), (new, after) = (mine, (text, claims)) if later else ((text, claims), mine)
    return Compared(
        document=document,
        article=other.article,
        retrieved=other.retrieved,
        later=later,
        lines=tuple(revising.changes(old or "", new or "")),
        claims=tuple(revising.claims(before or [], after or [])),
    )


def _claims(ledger: Ledger, article: str) -> list[dict[str, Any]]:
    return list(ledger.claims(ClaimFilter(article=article, all_versions=True)))
