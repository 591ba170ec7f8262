"""Many rows at once, past SQLAlchemy: a large ledger has millions in its indexes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Table, delete

from counterclaim.ledger.chunks import chunks

AT_ONCE = 200
"""Rows of one statement of two columns."""
_PARAMETERS = 2 * AT_ONCE
_STATEMENTS = 500

Row = tuple[Any, ...]


def put(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert `rows`, each with the values of `columns` as the driver takes them."""
    length = max(1, _PARAMETERS // len(columns))
    many, one = (_insert(connection, table, columns, number) for number in (length, 1))
    held: list[Row] = []
    for part in chunks(rows, length * _STATEMENTS):
        held = part[len(part) // length * length :]
        if whole := part[: len(part) - len(held)]:
            flat = [
                tuple(chain.from_iterable(whole[at : at + length])) for at in range(0, len(whole), length)
            ]
            connection.exec_driver_sql(many, flat)
        if held:
            connection.exec_driver_sql(one, held)


def refill(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """`rows` in the place of all that `table` holds. Its indexes are made anew behind them, a third of the time of
    keeping them up row by row."""
    connection.execute(delete(table))
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    for index in indexes:
        index.drop(connection)
    put(connection, table, columns, rows)
    for index in indexes:
        index.create(connection)


def change(
    connection: Connection, table: Table, key: str, columns: Sequence[str], rows: Sequence[Row]
) -> None:
    """Set `columns` of the rows of which `key` has the last value of each of `rows`."""
    if rows:
        mark = _mark(connection)
        fields = ", ".join(f"{_quoted(connection, table.c[name])} = {mark}" for name in columns)
        where = f"{_quoted(connection, table.c[key])} = {mark}"
        connection.exec_driver_sql(f"UPDATE {table.name} SET {fields} WHERE {where}", list(rows))


def _insert(connection: Connection, table: Table, columns: Sequence[str], number: int) -> str:
    names = ", ".join(_quoted(connection, table.c[name]) for name in columns)
    row = f"({', '.join([_mark(connection)] * len(columns))})"
    return f"INSERT INTO {table.name} ({names}) VALUES {', '.join([row] * number)}"


def _quoted(connection: Connection, column: Column[Any]) -> str:
    return connection.dialect.identifier_preparer.quote(column.name)


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"
