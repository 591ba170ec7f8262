"""Reading what a page shows of a source: one article in its document's text, its versions, claims by id."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.errors import UnknownNameError
from counterclaim.ledger import connect, reading
from counterclaim.ledger.records import AnyRow, clean
from counterclaim.ledger.tables import articles, documents, links
from counterclaim.model import Link, Span
from counterclaim.view import ClaimObject


@dataclass(frozen=True, slots=True)
class Version:
    """A capture of one page. `article` is the one of it that stands for the article asked for (None: it has none)."""

    document: str
    retrieved: str
    newest: bool
    article: str | None


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """An article with the text of its document. Spans are code points into `text`; `boilerplate` are whole lines.

    `previous` and `next` are its neighbours in the document; `versions` the captures of its page, oldest first.
    """

    id: str
    document: str
    address: str
    retrieved: str
    reader: str
    newest: bool
    text: str
    span: Span
    boilerplate: tuple[Span, ...]
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    published_inferred: bool
    language: str | None
    credit: str | None
    url: str | None
    links: tuple[Link, ...]
    previous: str | None
    next: str | None
    versions: tuple[Version, ...]


class SourcesLedger:
    """Articles in their documents; part of `Ledger`."""

    _store: connect.Store

    def article(self, name: str) -> SourceArticle:
        """The article of this id, or of the only id that begins so. UnknownNameError."""
        with self._store.reading() as connection:
            return _article(connection, _row(connection, clean(name)))

    def claims_by_id(self, ids: Collection[str]) -> dict[str, ClaimObject]:
        """Claim objects of these ids, those that the ledger holds."""
        if not ids:
            return {}
        with self._store.reading() as connection:
            return {one["id"]: one for one in reading.named(connection, ids)}


def _row(connection: Connection, name: str) -> AnyRow:
    query = select(articles.c.id, articles.c.document)
    if (row := connection.execute(query.where(articles.c.id == name)).first()) is not None:
        return row
    near: list[str] = []
    for length in range(len(name), 2, -1):
        begins = articles.c.id.startswith(name[:length], autoescape=True)
        rows = connection.execute(query.where(begins).order_by(articles.c.id).limit(4)).all()
        if len(rows) == 1 and length == len(name):
            return rows[0]
        if near := [row.id for row in rows]:
            break
    hint = f"; near: {', '.join(near)}" if near else ""
    raise UnknownNameError(f"no article {name!r} in this ledger{hint}")


def _article(connection: Connection, found: AnyRow) -> SourceArticle:
    held = connection.execute(
        select(
            documents.c.id,
            documents.c.address,
            documents.c.retrieved,
            documents.c.reader,
            documents.c.newest,
            documents.c.text,
            documents.c.boilerplate,
        ).where(documents.c.number == found.document)
    ).one()
    beside = connection.execute(
        select(articles).where(articles.c.document == found.document).order_by(articles.c.ordinal)
    ).all()
    at = next(index for index, row in enumerate(beside) if row.id == found.id)
    row = beside[at]
    linked = connection.execute(
        select(links).where(links.c.article == row.number).order_by(links.c.ordinal)
    ).all()
    return SourceArticle(
        id=row.id,
        document=held.id,
        address=held.address,
        retrieved=held.retrieved,
        reader=held.reader,
        newest=held.newest,
        text=held.text,
        span=Span(row.start, row.end),
        boilerplate=tuple(Span(start, end) for start, end in json.loads(held.boilerplate)),
        title=row.title,
        outlet=row.outlet,
        author=row.author,
        published=row.published,
        published_inferred=row.published_inferred,
        language=row.language,
        credit=row.credit,
        url=row.url,
        links=tuple(Link(x.kind, Span(x.start, x.end), x.url, x.label) for x in linked),
        previous=beside[at - 1].id if at else None,
        next=beside[at + 1].id if at + 1 < len(beside) else None,
        versions=_versions(connection, found.document, row, at),
    )


def _versions(connection: Connection, number: int, article: AnyRow, at: int) -> tuple[Version, ...]:
    """The chain of the document; in each version the article of the same title, else the one at the same place."""
    chain = reading.chain(connection, number)
    if len(chain) < 2:
        return ()
    numbers = [one["number"] for one in chain]
    rows = connection.execute(
        select(articles.c.document, articles.c.id, articles.c.title)
        .where(articles.c.document.in_(numbers))
        .order_by(articles.c.document, articles.c.ordinal)
    ).all()
    retrieved = dict(
        connection.execute(
            select(documents.c.number, documents.c.retrieved).where(documents.c.number.in_(numbers))
        ).all()
    )
    inside: dict[int, list[Any]] = {}
    for row in rows:
        inside.setdefault(row.document, []).append(row)
    return tuple(
        Version(
            one["id"],
            retrieved[one["number"]],
            one["newest"],
            article.id
            if one["number"] == number
            else _same(inside.get(one["number"], []), article.title, at),
        )
        for one in chain
    )


def _same(rows: list[AnyRow], title: str | None, at: int) -> str | None:
    titled = [row.id for row in rows if title and row.title == title]
    if len(titled) == 1:
        return str(titled[0])
    return str(rows[at].id) if at < len(rows) else None
