"""Rows of one document: putting them in, exchanging its claims, taking everything out."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, and_, delete, func, insert, select, update

from counterclaim.extracting import identity
from counterclaim.ledger import search
from counterclaim.ledger.records import AnyRow, ArticleTags, tags_to_json
from counterclaim.ledger.tables import (
    articles,
    claim_facets,
    claims,
    documents,
    links,
    passages,
    pending,
    reviews,
    tags,
    tombstones,
    unresolved,
)
from counterclaim.model import Article, Claim, Document
from counterclaim.view import ClaimObject, claim_from_object, claim_object

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` as any store takes it: NUL and lone surrogates (undecodable file names) become U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


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
            "address": clean(document.address),
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
                    "url": clean(link.url),
                    "label": link.label and clean(link.label),
                }
            )
    _insert_all(connection, passages, passage_rows)
    _insert_all(connection, links, link_rows)
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
        "outlet_key": article.outlet and search.key(article.outlet),
        "author": article.author,
        "published": article.published,
        "published_inferred": article.published_inferred,
        "published_start": printed and printed.start,
        "published_end": printed and printed.end,
        "language": article.language,
        "credit": article.credit,
        "url": article.url and clean(article.url),
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
    _insert_all(connection, tags, rows)


def claim_objects(document: Document, found: Iterable[Claim]) -> list[ClaimObject]:
    """`found` as they are stored."""
    by_id = {article.id: article for article in document.articles}
    return [claim_object(claim, document, by_id[claim.article]) for claim in found]


def put_claims(
    connection: Connection,
    number: int,
    objects: Sequence[ClaimObject],
    *,
    newest: bool,
    gone: Set[str] = frozenset(),
    compared: Mapping[str, tuple[str | None, str | None]] | None = None,
) -> None:
    """Insert the claims of document `number` in the order of the text.

    `gone` are the ids of reviewed ones that are no longer extracted; `compared` gives origin and
    incident by id.
    """
    first = 1 + int(connection.execute(select(func.coalesce(func.max(claims.c.number), 0))).scalar_one())
    rows, facets, open_names, entries = [], [], [], []
    for ordinal, item in enumerate(sorted(objects, key=_place_in_text)):
        claim, name = first + ordinal, item["id"]
        origin, incident = (compared or {}).get(name, (None, None))
        rows.append(
            {
                "number": claim,
                "document": number,
                "ordinal": ordinal,
                "newest": newest,
                "extracted": name not in gone,
                "origin": origin,
                "incident": incident,
                **_claim_columns(item),
            }
        )
        facets += [{**facet, "claim": claim} for facet in _facets(item)]
        open_names += [{"kind": kind, "text": text, "claim": claim} for kind, text in _open_names(item)]
        entries.append((claim, _search_entry(item)))
    _insert_all(connection, claims, rows)
    _insert_all(connection, claim_facets, facets)
    _insert_all(connection, unresolved, open_names)
    search.index(connection, entries)


def _place_in_text(item: ClaimObject) -> tuple[int, int, str]:
    return item["trigger"]["start"], item["trigger"]["end"], item["id"]


def _claim_columns(item: ClaimObject) -> dict[str, Any]:
    article, when = item["article"], item["time"] or {}
    first, last = when.get("start"), when.get("end")
    published = None if first or last else article["published"]
    return {
        "id": item["id"],
        "article": article["id"],
        "type": item["type"],
        "polarity": item["polarity"],
        "confidence": item["confidence"],
        "claimant": item["claimant"]["name"],
        "claimant_key": search.key(item["claimant"]["name"]),
        "party": item["claimant"]["party"],
        "day_from": first or last or published,
        "day_to": last or first or published,
        "outlet_key": article["outlet"] and search.key(article["outlet"]),
        "language": article["language"],
        "body": json.dumps(item, ensure_ascii=False, separators=(",", ":")),
    }


def _facets(item: ClaimObject) -> Iterator[dict[str, str | None]]:
    """Names first, so that a wording of the same key does not hide one."""
    parties = [item["claimant"]["party"], *(p["name"] for p in (*item["actors"], *item["targets"]))]
    means = (item["means"], *item["other_means"]) if item["means"] else ()
    given = [("party", name, name) for name in parties if name]
    given += [("place", p["name"], p["name"]) for p in item["places"] if p["name"]]
    given += [("place", p["text"], None) for p in item["places"]]
    seen = set()
    for kind, words, name in given:
        if (facet := (kind, search.key(words))) not in seen:
            seen.add(facet)
            yield {"kind": kind, "key": facet[1], "name": name}
    classes = {("means", m["class"]) for m in means} | {("object", o["class"]) for o in item["objects"]}
    for kind, name in sorted(classes):
        yield {"kind": kind, "key": name, "name": name}


def _open_names(item: ClaimObject) -> set[tuple[str, str]]:
    parties = (*item["actors"], *item["targets"])
    return {("party", p["text"]) for p in parties if p["name"] is None} | {
        ("place", p["text"]) for p in item["places"] if p["name"] is None
    }


def _search_entry(item: ClaimObject) -> str:
    names = [name for p in item["places"] for name in (p["name"], p["text"]) if name]
    parts = [item["quote"]["text"], item["claimant"]["name"], *names, item["article"]["title"] or ""]
    return " ".join(search.key(part) for part in dict.fromkeys(parts))


class Exchange(NamedTuple):
    """How many claims the document has now, how many of them are reviewed and no longer extracted."""

    claims: int
    unmatched: int
    changed: bool


def exchange_claims(
    connection: Connection, document: Document, number: int, found: Sequence[Claim]
) -> Exchange:
    """Put `found` in the place of the stored claims, keeping ids by `identity.match`.

    Reviewed claims that match nothing, or nothing surely, stay as they were read, marked.
    """
    stored = connection.execute(
        select(claims.c.id, claims.c.body, claims.c.extracted, claims.c.origin, claims.c.incident)
        .where(claims.c.document == number)
        .order_by(claims.c.ordinal)
    ).all()
    held: list[ClaimObject] = [json.loads(row.body) for row in stored]
    reviewed = reviewed_among(connection, number)
    old = [claim_from_object(item) for item in held]
    names: dict[int, str] = {}
    for pair in identity.match(old, found, document.text):
        if pair.sure or old[pair.old].id not in reviewed:
            names[pair.new] = old[pair.old].id
    gone = reviewed - set(names.values())
    objects = claim_objects(document, _renamed(found, names, {c.id for c in old}))
    objects += [item for item in held if item["id"] in gone]
    was_gone = {row.id for row in stored if not row.extracted}
    if gone == was_gone and sorted(objects, key=_place_in_text) == held:
        return Exchange(len(held), len(gone), changed=False)
    newest = connection.execute(select(documents.c.newest).where(documents.c.number == number)).scalar_one()
    drop_claims(connection, number)
    compared = {row.id: (row.origin, row.incident) for row in stored}
    put_claims(connection, number, objects, newest=newest, gone=gone, compared=compared)
    return Exchange(len(objects), len(gone), changed=True)


def _renamed(found: Sequence[Claim], names: Mapping[int, str], used: set[str]) -> Iterator[Claim]:
    """`found` with the ids of `names`; the others get the first id that was never used here."""
    taken = used | set(names.values())
    for index, claim in enumerate(found):
        name = names.get(index)
        ordinal = 0
        while name is None:
            candidate = claim.id if ordinal == 0 else identity.claim_id(
                claim.document, claim.trigger, claim.type, claim.claimant.span, ordinal
            )  # fmt: skip
            ordinal += 1
            if candidate not in taken:
                name = candidate
                taken.add(name)
        yield claim if name == claim.id else replace(claim, id=name)


def reviewed_among(connection: Connection, number: int) -> Set[str]:
    """Ids of the document's claims that a person has reviewed."""
    query = select(claims.c.id).where(claims.c.document == number, claims.c.id.in_(select(reviews.c.claim)))
    return set(connection.execute(query).scalars())


def drop_claims(connection: Connection, number: int) -> None:
    """Delete a document's claims with their facets and search entries."""
    query = select(claims.c.number).where(claims.c.document == number)
    search.forget(connection, connection.execute(query).scalars().all())
    connection.execute(delete(claims).where(claims.c.document == number))


def note_pending(connection: Connection, numbers: Iterable[int]) -> None:
    """Queue documents for comparison; one already queued stays so."""
    wanted = set(numbers)
    queued = set(
        connection.execute(select(pending.c.document).where(pending.c.document.in_(wanted))).scalars()
    )
    _insert_all(connection, pending, [{"document": n} for n in sorted(wanted - queued)])


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


def _insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), [dict(row) for row in rows])


def replace_articles(
    connection: Connection, number: int, given: Sequence[Article], layers: Iterable[ArticleTags]
) -> None:
    """Exchange a document's articles and tags; its claims stay as they are."""
    connection.execute(delete(articles).where(articles.c.document == number))
    put_tags(connection, put_articles(connection, number, given), layers)


def count_claims(connection: Connection, number: int) -> int:
    query = select(func.count()).select_from(claims).where(claims.c.document == number)
    return int(connection.execute(query).scalar_one())


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
    """Delete everything of a document but a tombstone; its id, address, url and SHA-256."""
    row = connection.execute(
        select(documents.c.id, documents.c.address, documents.c.url, documents.c.sha256).where(
            documents.c.number == number
        )
    ).one()
    connection.execute(
        update(reviews)
        .where(reviews.c.claim.in_(select(claims.c.id).where(claims.c.document == number)))
        .values(fields=None, note=None, saw=None)
    )
    drop_claims(connection, number)
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
