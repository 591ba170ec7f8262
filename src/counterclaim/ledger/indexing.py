"""The indexes by which neighbours are found: bands of wordings, keys of claims, addresses of articles and of what they link to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, select

from counterclaim.comparing.blocking import filed
from counterclaim.comparing.features import Features
from counterclaim.comparing.prints import Print
from counterclaim.ledger import bulk
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.compared_tables import addresses, bands, blocks, cited
from counterclaim.ledger.tables import articles, claims, documents, links
from counterclaim.ledger.touched import HOLD
from counterclaim.reading.versions import normalise

_MANY = 50_000
"""Rows from which it is worth the while to sort them as arrays."""


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
            bulk.put(connection, table, ("url", "article"), sorted(_known(found)))


def _known(found: Iterable[tuple[str | None, int]]) -> set[tuple[str, int]]:
    return {(url, article) for url, article in found if url is not None}


def file_wordings(
    connection: Connection, made: Sequence[Print], numbers: Mapping[str, int], *, whole: bool = False
) -> None:
    """File prints, all of the claims that `numbers` gives, by their bands; `whole`: all prints that there are."""
    owners = [numbers[one.claims[0]] for one in made for _ in one.bands]
    rows = _sorted([band for one in made for band in one.bands], owners)
    _file(connection, bands, rows, numbers, whole)


def _sorted(found: Sequence[int], owners: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of both, each once, in order: millions of them, in a tenth of the time that `sorted` takes."""
    if len(found) < _MANY:
        return sorted(set(zip(found, owners, strict=True)))
    import numpy

    keys, values = numpy.array(found, dtype=numpy.int64), numpy.array(owners, dtype=numpy.int64)
    order = numpy.lexsort((values, keys))
    keys, values = keys[order], values[order]
    fresh = numpy.append(True, (keys[1:] != keys[:-1]) | (values[1:] != values[:-1]))
    return list(zip(keys[fresh].tolist(), values[fresh].tolist(), strict=True))


def file_claims(
    connection: Connection,
    given: Iterable[Features],
    numbers: Mapping[str, int],
    *,
    whole: Mapping[str, frozenset[str]] | None = None,
) -> None:
    """File claims, those that `numbers` gives, by the keys under which others look for them; `whole`: these keys by
    claim, where they are all claims that there are."""
    rows = [
        (key, numbers[one.claim])
        for one in given
        for key in (filed(one) if whole is None else whole[one.claim]) | _held(one)
    ]
    _file(connection, blocks, sorted(rows), numbers, whole is not None)


def _held(one: Features) -> frozenset[str]:
    """Keys by which the control claims of a place are found, at whatever time."""
    places = one.entry.places if one.entry.type == "control" else ()
    return frozenset(f"{HOLD}{place.key}" for place in places)


def _file(
    connection: Connection,
    table: Table,
    rows: Sequence[tuple[int | str, int]],
    numbers: Mapping[str, int],
    whole: bool,
) -> None:
    columns = [column.name for column in table.columns]
    if whole:
        bulk.refill(connection, table, columns, rows)
    else:
        _replace(connection, table, "claim", numbers.values())
        bulk.put(connection, table, columns, rows)


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
