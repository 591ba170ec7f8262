"""Rows of one document but for its claims: put in, seen again, chained to its versions, taken out."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, insert, select, update

from counterclaim.extracting.tags import ArticleTags
from counterclaim.ledger import search
from counterclaim.ledger.records import AnyRow, clean, tags_to_json
from counterclaim.ledger.tables import (
    articles,
    claims,
    documents,
    links,
    passages,
    pending,
    tags,
    tombstones,
)
from counterclaim.model import Article, Claim, Document


def storable(document: Document) -> Document:
    """`document` with `clean` names: page metadata may hold any escaped character."""
    return replace(
        document,
        address=clean(document.address),
        url=document.url and clean(document.url),
        articles=tuple(_storable(article) for article in document.articles),
    )


def _storable(article: Article) -> Article:
    names = ("title", "outlet", "author", "published", "language", "credit", "url")
    dirty: dict[str, Any] = {n: clean(v) for n in names if (v := getattr(article, n)) and clean(v) != v}
    links = article.links
    if any(clean(words) != words for link in links for words in (link.url, link.label or "")):
        links = tuple(
            replace(link, url=clean(link.url), label=link.label and clean(link.label)) for link in links
        )
    return replace(article, **dirty, links=links) if dirty or links is not article.links else article


def text_digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def engine_of(given: Iterable[ArticleTags], found: Iterable[Claim]) -> str:
    """The taggers (name and version) that read a document, in order of name."""
    names = {f"{t.tagger} {t.version}" for t in given} | {c.engine for c in found}
    return ", ".join(sorted(names))


def engines_in(stored: str) -> set[str]:
    """What `engine_of` joined."""
    return set(stored.split(", ")) if stored else set()


def put_document(connection: Connection, document: Document, engine: str, dropped: int) -> int:
    """Insert the document alone, as the newest of its url for now; its number."""
    result = connection.execute(
        insert(documents).returning(documents.c.number),
        {
            "id": document.id,
            "address": document.address,
            "url": document.url,
            "media_type": document.media_type,
            "charset": document.charset,
            "retrieved": document.retrieved,
            "seen": document.retrieved,
            "newest": True,
            "sha256": document.sha256,
            "text_sha256": text_digest(document.text),
            "reader": document.reader,
            "engine": engine,
            "dropped": dropped,
            "boilerplate": json.dumps([[s.start, s.end] for s in document.boilerplate]),
            "text": document.text,
            "raw": zlib.compress(document.raw, 3),
        },
    )
    return int(result.scalar_one())


def put_articles(connection: Connection, number: int, given: Sequence[Article]) -> dict[str, int]:
    """Insert articles with passages and links; article id → number."""
    numbers = {}
    passage_rows: list[dict[str, Any]] = []
    link_rows: list[dict[str, Any]] = []
    for ordinal, article in enumerate(given):
        result = connection.execute(
            insert(articles).returning(articles.c.number), _article_row(number, ordinal, article)
        )
        owner = numbers[article.id] = int(result.scalar_one())
        for place, passage in enumerate(article.passages):
            passage_rows.append(
                {
                    "article": owner,
                    "ordinal": place,
                    "kind": passage.kind,
                    "start": passage.span.start,
                    "end": passage.span.end,
                }
            )
        for place, link in enumerate(article.links):
            link_rows.append(
                {
                    "article": owner,
                    "ordinal": place,
                    "kind": link.kind,
                    "start": link.span.start,
                    "end": link.span.end,
                    "url": link.url,
                    "label": link.label,
                }
            )
    insert_all(connection, passages, passage_rows)
    insert_all(connection, links, link_rows)
    return numbers


def _article_row(document: int, ordinal: int, article: Article) -> dict[str, Any]:
    printed = article.published_span
    return {
        "document": document,
        "ordinal": ordinal,
        "id": article.id,
        "start": article.span.start,
        "end": article.span.end,
        "title": article.title,
        "title_key": article.title and search.key(article.title),
        "outlet": article.outlet,
        "outlet_key": article.outlet and search.key(article.outlet)[:400],
        "author": article.author,
        "published": article.published,
        "published_inferred": article.published_inferred,
        "published_start": printed and printed.start,
        "published_end": printed and printed.end,
        "language": article.language,
        "credit": article.credit,
        "url": article.url,
    }


def put_tags(connection: Connection, numbers: Mapping[str, int], given: Iterable[ArticleTags]) -> None:
    rows = [
        {
            "article": numbers[item.article],
            "tagger": item.tagger,
            "version": item.version,
            "layers": tags_to_json(item.layers),
        }
        for item in given
    ]
    insert_all(connection, tags, rows)


def note_pending(connection: Connection, numbers: Iterable[int]) -> None:
    """Queue documents for comparison; one already queued stays so."""
    wanted = set(numbers)
    queued = set(
        connection.execute(select(pending.c.document).where(pending.c.document.in_(wanted))).scalars()
    )
    insert_all(connection, pending, [{"document": n} for n in sorted(wanted - queued)])


def settle_versions(connection: Connection, url: str | None) -> list[int]:
    """Mark the last seen document of `url` as the newest; numbers of those whose mark changed."""
    if url is None:
        return []
    chain = connection.execute(
        select(documents.c.number, documents.c.newest)
        .where(documents.c.url == url)
        .order_by(documents.c.seen, documents.c.number)
    ).all()
    changed = [row.number for place, row in enumerate(chain) if row.newest != (place == len(chain) - 1)]
    for number in changed:
        newest = number == chain[-1].number
        connection.execute(update(documents).where(documents.c.number == number).values(newest=newest))
        connection.execute(update(claims).where(claims.c.document == number).values(newest=newest))
    return changed


def same_version(connection: Connection, document: Document) -> tuple[int, str] | None:
    """Number and id of a stored capture of the same url with the same text."""
    if document.url is None:
        return None
    row = connection.execute(
        select(documents.c.number, documents.c.id)
        .where(and_(documents.c.url == document.url, documents.c.text_sha256 == text_digest(document.text)))
        .order_by(documents.c.number)
        .limit(1)
    ).first()
    return None if row is None else (row.number, row.id)


def replace_articles(
    connection: Connection, number: int, given: Sequence[Article], layers: Iterable[ArticleTags]
) -> None:
    """Exchange a document's articles and tags; its claims stay as they are."""
    connection.execute(delete(articles).where(articles.c.document == number))
    put_tags(connection, put_articles(connection, number, given), layers)


def see_again(connection: Connection, number: int, document: Document) -> list[int]:
    """Note that the text of document `number` was met again; numbers whose newest mark changed.

    A page may return to an earlier text: the old capture is then the newest version again.
    """
    row = connection.execute(
        select(documents.c.url, documents.c.seen, documents.c.newest).where(documents.c.number == number)
    ).one()
    if row.newest or document.retrieved <= row.seen:
        return []
    connection.execute(update(documents).where(documents.c.number == number).values(seen=document.retrieved))
    return settle_versions(connection, row.url)


def remove_document(connection: Connection, number: int, at: str, why: str | None) -> AnyRow:
    """Exchange a document, whose claims were dropped, for a tombstone; its id, address, url and SHA-256."""
    row = connection.execute(
        select(documents.c.id, documents.c.address, documents.c.url, documents.c.sha256).where(
            documents.c.number == number
        )
    ).one()
    connection.execute(delete(documents).where(documents.c.number == number))
    connection.execute(
        insert(tombstones),
        {
            "document": row.id,
            "address": row.address,
            "url": row.url,
            "sha256": row.sha256,
            "at": at,
            "why": why,
        },
    )
    return row


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), [dict(row) for row in rows])
