"""Which claims and articles: the filters that every interface offers, and their SQL.

Names are compared folded (`search.key`): case, accents, Arabic letter variants and punctuation do
not matter. A filter that no claim meets gives an empty list, never an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, false, func, literal, or_, select

from counterclaim.ledger import search
from counterclaim.ledger.records import clean
from counterclaim.ledger.tables import articles, claim_facets, claims, documents

_LARGEST = 2**31 - 1


def bounded(number: int) -> int:
    """`number` as any store takes it: 0 to 2^31 - 1."""
    return max(0, min(number, _LARGEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """All given conditions hold together.

    `party` is the claimant's, an actor's or a target's; `claimant` the whole name or words of it that
    stand together; `place` the resolved name or the wording, `place_names` other names that count as well;
    `date_from` and `date_to` (ISO days,
    inclusive) meet the claim's days, or the article's date where the claim has none; `text` is a
    query as in `search`; `document` and `article` are ids. Claims of superseded versions are left
    out unless `all_versions`.
    """

    party: str | None = None
    claimant: str | None = None
    type: str | None = None
    place: str | None = None
    place_names: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None
    polarity: str | None = None
    language: str | None = None
    outlet: str | None = None
    means: str | None = None
    object: str | None = None
    text: str | None = None
    min_confidence: float | None = None
    article: str | None = None
    document: str | None = None
    all_versions: bool = False
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """All given conditions hold together; `title` are words of the title that stand together."""

    outlet: str | None = None
    language: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    title: str | None = None
    document: str | None = None
    all_versions: bool = False
    limit: int | None = None
    offset: int = 0


def claim_conditions(wanted: ClaimFilter, dialect: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if not wanted.all_versions and wanted.document is None:
        found.append(claims.c.newest)
    for column, value in (
        (claims.c.type, wanted.type),
        (claims.c.polarity, wanted.polarity),
        (claims.c.language, wanted.language),
    ):
        if value is not None:
            found.append(column == class_name(value))
    for kind, values in (("place", (wanted.place, *wanted.place_names)), ("party", (wanted.party,))):
        if named := [search.key(value) for value in values if value is not None]:
            found.append(_has(kind, *named))
    for kind, value in (("means", wanted.means), ("object", wanted.object)):
        if value is not None:
            found.append(_has(kind, class_name(value)))
    if wanted.claimant is not None:
        found.append(_stands_in(claims.c.claimant_key, wanted.claimant))
    if wanted.outlet is not None:
        found.append(_stands_in(claims.c.outlet_key, wanted.outlet))
    if wanted.date_from is not None:
        found.append(claims.c.day_to >= clean(wanted.date_from))
    if wanted.date_to is not None:
        found.append(claims.c.day_from <= clean(wanted.date_to))
    if wanted.min_confidence is not None:
        found.append(claims.c.confidence >= wanted.min_confidence)
    if wanted.article is not None:
        found.append(claims.c.article == clean(wanted.article))
    if wanted.document is not None:
        found.append(claims.c.document == _document(wanted.document))
    if wanted.text is not None:
        found.append(text_condition(wanted.text, dialect))
    return found


def _document(name: str) -> ScalarSelect[int]:
    return select(documents.c.number).where(documents.c.id == clean(name)).scalar_subquery()


def text_condition(query: str, dialect: str) -> ColumnElement[bool]:
    """Claims whose search entry matches `query`; none where it holds no word."""
    pieces = search.parse(query)
    if not pieces:
        return false()
    matching = search.matching(dialect).bindparams(query=search.expression(pieces, dialect))
    return claims.c.number.in_(matching.columns(claims.c.number).scalar_subquery())


def article_conditions(wanted: ArticleFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if not wanted.all_versions and wanted.document is None:
        found.append(documents.c.newest)
    if wanted.outlet is not None:
        found.append(_stands_in(articles.c.outlet_key, wanted.outlet))
    if wanted.language is not None:
        found.append(articles.c.language == class_name(wanted.language))
    if wanted.date_from is not None:
        found.append(articles.c.published >= clean(wanted.date_from))
    if wanted.date_to is not None:
        found.append(articles.c.published <= clean(wanted.date_to))
    if wanted.title is not None:
        found.append(_stands_in(articles.c.title_key, wanted.title))
    if wanted.document is not None:
        found.append(documents.c.id == clean(wanted.document))
    return found


def paged(query: Select[Any], limit: int | None, offset: int) -> Select[Any]:
    if limit is not None or offset:
        query = query.limit(_LARGEST if limit is None else bounded(limit))
    return query.offset(bounded(offset)) if offset else query


def class_name(value: str) -> str:
    """A name of the model as a user may write it: 'air strike' for `air_strike`."""
    return clean(value).strip().casefold().replace(" ", "_").replace("-", "_")


def _has(kind: str, *keys: str) -> ColumnElement[bool]:
    matching = select(claim_facets.c.claim).where(claim_facets.c.kind == kind, claim_facets.c.key.in_(keys))
    return claims.c.number.in_(matching)


def _stands_in(column: ColumnElement[Any], words: str) -> ColumnElement[bool]:
    key = search.key(words)
    if not key:
        return false()
    padded = literal(" ") + column + literal(" ")
    return or_(
        column == key, and_(func.length(column) > len(key), padded.contains(f" {key} ", autoescape=True))
    )
