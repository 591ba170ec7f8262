"""The indexes by which neighbours are found: bands of wordings, keys of claims, addresses of articles and of what they link to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, Table, delete, select

from counterclaim.comparing.blocking import keys
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.prints import Print
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.compared_tables import addresses, bands, blocks, cited
from counterclaim.ledger.tables import articles, claims, documents, links
from counterclaim.ledger.touched import HOLD
from counterclaim.reading.versions import normalise


def file_articles(connection: Connection, numbers: Collection[int]) -> None:
    """File the articles of these documents by their addresses and by those that they link to."""
    for part in chunks(sorted(numbers)):
        rows = connection.execute(
            select(articles.c.number, articles.c.url, documents.c.url.label("page"))
            .join(documents, documents.c.number == articles.c.document)
            .where(articles.c.document.in_(part))
        ).all()
        own = {(normalise(row.url or "") or row.page, row.number) for row in rows}
        linked = connection.execute(
            select(links.c.url, links.c.article)
            .join(articles, articles.c.number == links.c.article)
            .where(articles.c.document.in_(part), links.c.kind == "link")
        ).all()
        out = {(normalise(row.url), row.article) for row in linked}
        for table, found in ((addresses, own), (cited, out - own)):
            _replace(connection, table, "article", [row.number for row in rows])
            _put(connection, table, sorted(_known(found)))


def _known(found: Iterable[tuple[str | None, int]]) -> set[tuple[str, int]]:
    return {(url, article) for url, article in found if url is not None}


def file_wordings(connection: Connection, made: Sequence[Print], numbers: dict[str, int]) -> None:
    """File prints, all of the claims that `numbers` gives, by their bands."""
    _replace(connection, bands, "claim", numbers.values())
    rows = {(band, numbers[one.claims[0]]) for one in made for band in one.bands}
    _put(connection, bands, sorted(rows))


def file_claims(connection: Connection, entries: Iterable[Entry], numbers: dict[str, int]) -> None:
    """File `entries` by the keys under which others look for them."""
    given = list(entries)
    _replace(connection, blocks, "claim", [numbers[one.claim] for one in given])
    rows = {(key, numbers[one.claim]) for one in given for key in keys(one) | _held(one)}
    _put(connection, blocks, sorted(rows))


def _held(one: Entry) -> set[str]:
    """Keys by which the control claims of a place are found, at whatever time."""
    return {f"{HOLD}{place.key}" for place in one.places} if one.type == "control" else set()


def unfile(connection: Connection, gone: Collection[int]) -> None:
    """Take claims that no longer take part out of all indexes."""
    for table in (bands, blocks):
        _replace(connection, table, "claim", gone)


def numbers_of(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """Numbers of claims by id."""
    found: dict[str, int] = {}
    for part in chunks(sorted(ids)):
        query = select(claims.c.id, claims.c.number).where(claims.c.id.in_(part))
        found.update(connection.execute(query).all())
    return found


def _replace(connection: Connection, table: Table, column: str, owners: Collection[int]) -> None:
    for part in chunks(sorted(owners)):
        connection.execute(delete(table).where(table.c[column].in_(part)))


def _put(connection: Connection, table: Table, rows: Sequence[tuple[object, object]]) -> None:
    """Insert rows of a table of two columns, past SQLAlchemy: there are millions in a large ledger."""
    if rows:
        quoted = connection.dialect.identifier_preparer.quote
        names = ", ".join(quoted(column.name) for column in table.columns)
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({mark}, {mark})", list(rows))
