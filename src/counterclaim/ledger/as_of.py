"""The ledger as it would have been on a day: the articles published by then, of each page the version that was the
newest among them, their claims, and what they cite."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from counterclaim.comparing.citing import Page
from counterclaim.ledger import reading
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.records import AnyRow
from counterclaim.ledger.review_tables import claim_states
from counterclaim.ledger.tables import articles, claims, documents, links
from counterclaim.reading.versions import normalise
from counterclaim.view import ClaimObject


def standing(connection: Connection, day: str | None) -> list[AnyRow]:
    """Rows of the articles that stood on `day` (ISO 8601; None: that stand now), in order.

    An article without a date counts from the day on which its document was retrieved.
    """
    if day is None:
        return list(connection.execute(_rows().where(documents.c.newest)).all())
    known = [row for row in connection.execute(_rows()) if (row.published or row.retrieved[:10]) <= day]
    newest = {row.page: row.document for row in sorted(known, key=lambda r: (r.seen, r.document)) if row.page}
    return [row for row in known if row.page is None or newest[row.page] == row.document]


def named(connection: Connection, ids: Collection[str]) -> list[AnyRow]:
    """Rows of the articles of these ids."""
    found: list[AnyRow] = []
    for part in chunks(sorted(ids)):
        found += connection.execute(_rows().where(articles.c.id.in_(part))).all()
    return found


def _rows() -> Select[Any]:
    return (
        select(
            articles.c.number,
            articles.c.id,
            articles.c.credit,
            articles.c.outlet,
            articles.c.published,
            articles.c.title,
            articles.c.url,
            articles.c.start,
            articles.c.end,
            documents.c.number.label("document"),
            documents.c.url.label("page"),
            documents.c.retrieved,
            documents.c.seen,
        )
        .join(documents, documents.c.number == articles.c.document)
        .order_by(articles.c.document, articles.c.ordinal)
    )


def claims_of(connection: Connection, rows: Iterable[AnyRow]) -> Iterator[ClaimObject]:
    """Claim objects of these articles, their `article` with `credit`: those that take part in comparison."""
    of = {row.id: row for row in rows}
    for part in chunks(sorted({row.document for row in of.values()})):
        # What is no longer extracted stays for its reviews.
        wanted = claims.c.document.in_(part) & or_(
            claims.c.extracted, claims.c.id.in_(select(claim_states.c.claim))
        )
        for found in reading.stream_claims(connection, reading.places_of(wanted)):
            row = of.get(found["article"]["id"])
            review = found["review"] or {}
            gone = review.get("queued") and review["decision"] != "accepted"
            if row is not None and not gone:
                found["article"]["credit"] = row.credit
                yield found


def linked(connection: Connection, rows: Iterable[AnyRow]) -> dict[str, tuple[str, ...]]:
    """The addresses to which these articles link, as they stand there, by the article's id."""
    of = {row.number: row.id for row in rows}
    found: dict[str, dict[str, None]] = {}
    for part in chunks(sorted(of)):
        query = select(links.c.article, links.c.url).where(links.c.article.in_(part), links.c.kind == "link")
        for row in connection.execute(query.order_by(links.c.article, links.c.ordinal)):
            found.setdefault(of[row.article], {})[row.url] = None
    return {article: tuple(urls) for article, urls in found.items()}


def cites(rows: Collection[AnyRow], out: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
    """Pairs of articles of which the first links to the second; `out` as `linked` gives it."""
    own = {row.id: normalise(row.url or "") or row.page for row in rows}
    at: dict[str, list[str]] = {}
    for article, address in own.items():
        if address is not None:
            at.setdefault(address, []).append(article)
    return {
        (article, other)
        for article, urls in out.items()
        for address in {normalise(url) for url in urls} - {None, own[article]}
        for other in at.get(address or "", ())
        if other != article
    }


def pages(
    rows: Iterable[AnyRow], out: Mapping[str, Iterable[str]], at: Mapping[tuple[str, str], Collection[str]]
) -> list[Page]:
    """What is known of the citing of these articles. `at`: the claims beside which a link of an article stands."""
    return [
        Page(
            row.id,
            row.outlet,
            row.published,
            row.url or row.page,
            row.credit,
            {url: frozenset(at.get((row.id, url), ())) for url in out.get(row.id, ())},
            None,
            row.start,
        )
        for row in rows
    ]


def texts(connection: Connection, rows: Iterable[AnyRow]) -> dict[str, str]:
    """The texts of these articles by id."""
    found: dict[str, str] = {}
    given = list(rows)
    for part in chunks(sorted({row.document for row in given})):
        query = select(documents.c.number, documents.c.text).where(documents.c.number.in_(part))
        whole: dict[int, Any] = {row.number: row.text for row in connection.execute(query)}
        found.update(
            {row.id: whole[row.document][row.start : row.end] for row in given if row.document in whole}
        )
    return found
