"""Claims and articles, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from counterclaim.ledger import ArticleFilter, ClaimFilter
from counterclaim.ledger.records import clean
from counterclaim.web.deps import LedgerDep, Reader

router = APIRouter(prefix="/api", tags=["claims"], dependencies=[Reader])
Object = dict[str, Any]
Id = Annotated[str, Path(max_length=80)]
Words = Annotated[str | None, Field(max_length=400)]
Day = Annotated[str | None, Field(max_length=10, description="YYYY-MM-DD")]
Limit = Annotated[int, Field(ge=1, le=1_000)]
Offset = Annotated[int, Field(ge=0, le=2**31 - 1)]
UNKNOWN: dict[int | str, dict[str, Any]] = {
    404: {"description": "None of this id, or several that begin so."}
}


class ClaimFields(BaseModel):
    """Conditions that all hold together; each is a word or name as in `ClaimFilter`."""

    party: Words = None
    claimant: Words = None
    type: Words = None
    place: Words = None
    date_from: Day = None
    date_to: Day = None
    polarity: Words = None
    language: Words = None
    outlet: Words = None
    means: Words = None
    object: Words = None
    article: Words = None
    document: Words = None
    all_versions: bool = False
    limit: Limit = 100
    offset: Offset = 0


class ArticleFields(BaseModel):
    """Conditions that all hold together; `title` are words of the title that stand together."""

    outlet: Words = None
    language: Words = None
    date_from: Day = None
    date_to: Day = None
    title: Words = None
    document: Words = None
    all_versions: bool = False
    limit: Limit = 100
    offset: Offset = 0


@router.get("/claims")
def claims(ledger: LedgerDep, fields: Annotated[ClaimFields, Query()]) -> list[Object]:
    """Claims that meet all that is given, in order of document and place."""
    return list(ledger.claims(ClaimFilter(**_given(fields))))


@router.get("/claims/{name}", responses=UNKNOWN)
def claim(name: Id, ledger: LedgerDep) -> Object:
    """One claim by its id or the only one that begins so, with `version`: where it stands in its page's versions."""
    return ledger.claim(name)


@router.get("/claims/{name}/history", responses=UNKNOWN)
def history(name: Id, ledger: LedgerDep) -> list[Object]:
    """Every review of a claim, oldest first, each with what it changed from and to."""
    return list(ledger.history(ledger.claim(name)["id"]))


@router.get("/articles")
def articles(ledger: LedgerDep, fields: Annotated[ArticleFields, Query()]) -> list[Object]:
    """Articles in order of document and place, with the number of their claims."""
    return list(ledger.articles(ArticleFilter(**_given(fields))))


@router.get("/articles/{name}", responses=UNKNOWN)
def article(name: Id, ledger: LedgerDep) -> Object:
    """One article: its own `text`, where it stands in its document, its links, media and versions. `boilerplate` and
    `links` have code points into the document's text, of which `text` begins at `start`."""
    found = ledger.article(name)
    told = asdict(found)
    span = told.pop("span")
    boilerplate = [asdict(one) for one in found.boilerplate if one.overlaps(found.span)]
    links = [
        {"kind": one.kind, **asdict(one.span), "url": one.url, "label": one.label} for one in found.links
    ]
    return {**told, **span, "text": found.span.of(found.text), "boilerplate": boilerplate, "links": links}


@router.get("/articles/{name}/claims", responses=UNKNOWN)
def article_claims(name: Id, ledger: LedgerDep) -> list[Object]:
    """The claims of one article in order, those of replaced versions too."""
    found = ledger.article(name)
    return list(ledger.claims(ClaimFilter(article=found.id, all_versions=True)))


def _given(fields: BaseModel) -> dict[str, Any]:
    """Words that a store takes; an empty one is no condition."""
    return {
        name: (clean(value) or None) if isinstance(value, str) else value
        for name, value in fields.model_dump().items()
    }
