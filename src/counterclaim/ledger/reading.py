"""Rows back to documents, articles, claims and counts."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, case, func, or_, select

from counterclaim.errors import UnknownNameError
from counterclaim.extracting.tags import ArticleTags
from counterclaim.ledger import applying, filters, search
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.filters import ArticleFilter, ClaimFilter
from counterclaim.ledger.records import (
    AnyRow,
    NameCount,
    SourceCount,
    Unresolved,
    clean,
    tags_from_json,
)
from counterclaim.ledger.tables import (
    articles,
    claim_bodies,
    claim_facets,
    claims,
    documents,
    links,
    passages,
    tags,
    tombstones,
    unresolved,
)
from counterclaim.model import Article, Document, Link, Passage, Span
from counterclaim.reading.versions import normalise
from counterclaim.view import ClaimObject

_PAGE = 500


def chosen(wanted: ClaimFilter, dialect: str) -> Select[Any]:
    """Number and place of the claims that meet `wanted`; in order where it has a limit or offset."""
    query = _places().where(*filters.claim_conditions(wanted, dialect))
    if wanted.limit is None and not wanted.offset:
        return query
    return filters.paged(query.order_by(claims.c.document, claims.c.ordinal), wanted.limit, wanted.offset)


def queued() -> Select[Any]:
    """Reviewed claims that are no longer extracted."""
    return _places().where(claims.c.extracted.is_(False))


def places_of(condition: ColumnElement[bool]) -> Select[Any]:
    """Number and place of the claims that meet `condition`."""
    return _places().where(condition)


def _places() -> Select[Any]:
    return select(claims.c.number, claims.c.document, claims.c.ordinal)


def count_claims(connection: Connection, wanted: ClaimFilter, dialect: str) -> int:
    query = select(func.count()).select_from(chosen(wanted, dialect).subquery())
    return int(connection.execute(query).scalar_one())


def claims_of(connection: Connection, number: int) -> list[ClaimObject]:
    """All claims of one document, in their order."""
    return list(stream_claims(connection, _places().where(claims.c.document == number)))


def _with_bodies() -> Select[Any]:
    return select(
        claims.c.number,
        claims.c.id,
        claims.c.document,
        claims.c.ordinal,
        claims.c.extracted,
        claims.c.person,
        claims.c.origin,
        claims.c.incident,
        claim_bodies.c.body,
    ).join(claim_bodies, claim_bodies.c.claim == claims.c.number)


_BY_NUMBER = _with_bodies().where(claims.c.number.in_(bindparam("values", expanding=True)))
_BY_ID = _with_bodies().where(claims.c.id.in_(bindparam("values", expanding=True)))
"""Made once: putting such a question together takes longer than answering it."""


def search_claims(connection: Connection, query: str, limit: int) -> list[ClaimObject]:
    """Claims of newest versions that match `query`, best first, then in order of addition."""
    pieces = search.parse(query)
    if not pieces:
        return []
    return numbered(connection, search.best(connection, pieces, filters.bounded(limit)))


def numbered(connection: Connection, numbers: Sequence[int]) -> list[ClaimObject]:
    """Claims by their numbers, in this order; numbers of none are left out."""
    found = _objects(connection, _BY_NUMBER, numbers)
    return [found[number] for number in numbers if number in found]


def named(connection: Connection, ids: Collection[str]) -> list[ClaimObject]:
    """Claims by their ids, in order of document (as added) and of their place in it."""
    return list(_objects(connection, _BY_ID, sorted(set(ids))).values())


def _objects(
    connection: Connection, query: Select[Any], values: Sequence[int] | Sequence[str]
) -> dict[int, ClaimObject]:
    found: dict[int, ClaimObject] = {}
    rows = [row for part in chunks(values) for row in connection.execute(query, {"values": part})]
    rows.sort(key=lambda row: (row.document, row.ordinal))
    states = applying.states(connection, [row.id for row in rows])
    for row in rows:
        found[row.number] = applying.claim_of(row, states.get(row.id))
    return found


def stream_claims(connection: Connection, places: Select[Any]) -> Iterator[ClaimObject]:
    """Claims in order of document (as added) and of their place in it, each as people left it."""
    picked = places.subquery()
    query = (
        _with_bodies()
        .join(picked, picked.c.number == claims.c.number)
        .order_by(picked.c.document, picked.c.ordinal)
    )
    for page in _pages(connection, query):
        states = applying.states(connection, [row.id for row in page])
        for row in page:
            yield applying.claim_of(row, states.get(row.id))


def with_credit(connection: Connection) -> Iterator[ClaimObject]:
    """Claims of newest versions in order; their `article` has its `credit`, and `retrieved`, the day its document was."""
    rows = connection.execute(
        select(articles.c.id, articles.c.credit, documents.c.retrieved)
        .join(documents, documents.c.number == articles.c.document)
        .where(documents.c.newest)
    ).all()
    of = {row.id: row for row in rows}
    for found in stream_claims(connection, places_of(claims.c.newest)):
        row = of[found["article"]["id"]]
        found["article"] |= {"credit": row.credit, "retrieved": row.retrieved[:10]}
        yield found


def _pages(connection: Connection, query: Select[Any]) -> Iterator[Sequence[AnyRow]]:
    options = {"stream_results": True, "yield_per": _PAGE}
    with connection.execute(query, execution_options=options) as result:
        yield from result.partitions()


def claim_row(connection: Connection, claim: str) -> AnyRow:
    """The claim of this id or of the only id that begins so. UnknownNameError otherwise."""
    query = _with_bodies()
    claim = clean(claim)
    if row := connection.execute(query.where(claims.c.id == claim)).first():
        return row
    near: list[str] = []
    for length in range(len(claim), 2, -1):
        begins = claims.c.id.startswith(claim[:length], autoescape=True)
        rows = connection.execute(query.where(begins).order_by(claims.c.id).limit(4)).all()
        if len(rows) == 1 and length == len(claim):
            return rows[0]
        if near := [row.id for row in rows]:
            break
    raise _unknown("claim", claim, near)


def document_number(connection: Connection, name: str) -> int:
    """Number of the document with this id, else of the last one from this address or url."""
    return documents_named(connection, name)[-1]


def documents_named(connection: Connection, name: str) -> list[int]:
    """Numbers of the document with this id, else of all from this address or url, in order of addition.

    An address is also known by its normalised form. UnknownNameError where there is none.
    """
    name = clean(name)
    url = normalise(name) or name
    from_there = or_(documents.c.address == name, documents.c.url.in_([name, url]))
    for condition in (documents.c.id == name, from_there):
        query = select(documents.c.number).where(condition).order_by(documents.c.number)
        if numbers := list(connection.execute(query).scalars()):
            return numbers
    rows = connection.execute(
        select(documents.c.id, documents.c.address).order_by(documents.c.number.desc()).limit(20_000)
    ).all()
    names = [row.address for row in rows] + [row.id for row in rows]
    raise _unknown("document", name, get_close_matches(name, names, 3, 0.6))


def _unknown(kind: str, name: str, near: Sequence[str]) -> UnknownNameError:
    hint = f"; near: {', '.join(dict.fromkeys(near))}" if near else ""
    return UnknownNameError(f"no {kind} {name!r} in this ledger{hint}")


def document(connection: Connection, number: int) -> Document:
    """The document as it was added."""
    row = connection.execute(select(documents).where(documents.c.number == number)).one()
    return Document(
        id=row.id,
        address=row.address,
        url=row.url,
        media_type=row.media_type,
        charset=row.charset,
        retrieved=row.retrieved,
        sha256=row.sha256,
        reader=row.reader,
        text=row.text,
        articles=tuple(_articles_of(connection, number)),
        boilerplate=tuple(Span(start, end) for start, end in json.loads(row.boilerplate)),
        raw=zlib.decompress(row.raw),
    )


def _articles_of(connection: Connection, number: int) -> Iterator[Article]:
    rows = connection.execute(
        select(articles).where(articles.c.document == number).order_by(articles.c.ordinal)
    ).all()
    inside = _children(connection, passages, number)
    linked = _children(connection, links, number)
    for row in rows:
        printed = None if row.published_start is None else Span(row.published_start, row.published_end)
        yield Article(
            id=row.id,
            span=Span(row.start, row.end),
            title=row.title,
            outlet=row.outlet,
            author=row.author,
            published=row.published,
            published_inferred=row.published_inferred,
            published_span=printed,
            language=row.language,
            credit=row.credit,
            url=row.url,
            passages=tuple(Passage(Span(p.start, p.end), p.kind) for p in inside.get(row.number, ())),
            links=tuple(
                Link(x.kind, Span(x.start, x.end), x.url, x.label) for x in linked.get(row.number, ())
            ),
        )


def _children(connection: Connection, table: Any, number: int) -> dict[int, list[AnyRow]]:
    rows = connection.execute(
        select(table)
        .join(articles, articles.c.number == table.c.article)
        .where(articles.c.document == number)
        .order_by(table.c.article, table.c.ordinal)
    ).all()
    return {owner: list(group) for owner, group in groupby(rows, key=lambda row: row.article)}


def document_tags(connection: Connection, number: int) -> tuple[ArticleTags, ...]:
    """The stored layers of a document's articles, in their order."""
    rows = connection.execute(
        select(articles.c.id, tags.c.tagger, tags.c.version, tags.c.layers)
        .join(articles, articles.c.number == tags.c.article)
        .where(articles.c.document == number)
        .order_by(articles.c.ordinal)
    ).all()
    return tuple(ArticleTags(r.id, r.tagger, r.version, tags_from_json(r.layers)) for r in rows)


def document_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """Every document in order of addition, without its text."""
    held = select(func.count()).where(claims.c.document == documents.c.number).scalar_subquery()
    inside = select(func.count()).where(articles.c.document == documents.c.number).scalar_subquery()
    query = select(
        documents.c.id,
        documents.c.address,
        documents.c.url,
        documents.c.media_type,
        documents.c.charset,
        documents.c.retrieved,
        documents.c.sha256,
        documents.c.reader,
        documents.c.engine,
        documents.c.newest,
        documents.c.dropped,
        func.length(documents.c.text).label("characters"),
        inside.label("articles"),
        held.label("claims"),
    ).order_by(documents.c.number)
    for page in _pages(connection, query):
        yield from (dict(row._mapping) for row in page)


def article_rows(connection: Connection, wanted: ArticleFilter) -> Iterator[dict[str, Any]]:
    """Articles in order of document and place, each with the number of its claims."""
    held = (
        select(func.count())
        .where(claims.c.article == articles.c.id, claims.c.document == articles.c.document)
        .scalar_subquery()
    )
    columns: list[ColumnElement[Any]] = [
        articles.c.id,
        documents.c.id.label("document"),
        documents.c.address,
        articles.c.start,
        articles.c.end,
        articles.c.title,
        articles.c.outlet,
        articles.c.author,
        articles.c.published,
        articles.c.published_inferred,
        articles.c.language,
        articles.c.credit,
        articles.c.url,
        documents.c.newest,
        held.label("claims"),
    ]
    query: Select[Any] = (
        select(*columns)
        .join(documents, documents.c.number == articles.c.document)
        .where(*filters.article_conditions(wanted))
        .order_by(articles.c.document, articles.c.ordinal)
    )
    query = filters.paged(query, wanted.limit, wanted.offset)
    for page in _pages(connection, query):
        yield from (dict(row._mapping) for row in page)


def sources(connection: Connection, all_versions: bool) -> list[SourceCount]:
    """Claimants, the most frequent first, then by name."""
    count = func.count()
    query = (
        select(
            claims.c.claimant,
            claims.c.party,
            count,
            func.sum(case((claims.c.polarity == "denied", 1), else_=0)),
            func.count(claims.c.article.distinct()),
            func.count(claims.c.document.distinct()),
            func.min(claims.c.day_from),
            func.max(claims.c.day_to),
        )
        .group_by(claims.c.claimant, claims.c.party)
        .order_by(count.desc(), claims.c.claimant, claims.c.party)
    )
    if not all_versions:
        query = query.where(claims.c.newest)
    return [SourceCount(*row) for row in connection.execute(query)]


def resolved_names(connection: Connection, kind: str) -> list[NameCount]:
    """Parties or places of newest versions, the most frequent first, then by name."""
    count = func.count()
    query = (
        select(claim_facets.c.name, count)
        .join(claims, and_(claims.c.number == claim_facets.c.claim, claims.c.newest))
        .where(claim_facets.c.kind == kind, claim_facets.c.name.is_not(None))
        .group_by(claim_facets.c.name)
        .order_by(count.desc(), claim_facets.c.name)
    )
    return [NameCount(*row) for row in connection.execute(query)]


def unresolved_names(connection: Connection, kind: str) -> list[Unresolved]:
    """Unresolved wordings, the most frequent first, each with the first claim that has it."""
    count = func.count()
    grouped = (
        select(unresolved.c.text, count.label("claims"), func.min(unresolved.c.claim).label("first"))
        .join(claims, and_(claims.c.number == unresolved.c.claim, claims.c.newest))
        .where(unresolved.c.kind == kind)
        .group_by(unresolved.c.text)
        .subquery()
    )
    query = (
        select(grouped.c.text, grouped.c.claims, claim_bodies.c.body, claims.c.id)
        .join(claims, claims.c.number == grouped.c.first)
        .join(claim_bodies, claim_bodies.c.claim == grouped.c.first)
        .order_by(grouped.c.claims.desc(), grouped.c.text)
    )
    return [
        Unresolved(row.text, row.claims, json.loads(row.body)["quote"]["text"], row.id)
        for row in connection.execute(query)
    ]


def tombstone_of(connection: Connection, given: Document) -> AnyRow | None:
    """The tombstone that keeps `given` out: same id, same bytes, or same normalised url."""
    same = (tombstones.c.document == given.id) | (tombstones.c.sha256 == given.sha256)
    if given.url is not None:
        same = same | (tombstones.c.url == given.url)
    return connection.execute(select(tombstones).where(same).order_by(tombstones.c.document).limit(1)).first()


def chain(connection: Connection, number: int) -> list[Mapping[str, Any]]:
    """The versions of a document's url, oldest first; the document alone where it has none."""
    url = connection.execute(select(documents.c.url).where(documents.c.number == number)).scalar()
    query = select(documents.c.number, documents.c.id, documents.c.seen, documents.c.newest)
    query = query.where(documents.c.url == url if url is not None else documents.c.number == number)
    rows = connection.execute(query.order_by(documents.c.seen, documents.c.number))
    return [dict(row) for row in rows.mappings()]
