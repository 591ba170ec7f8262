"""Full text: our folded tokens in SQLite's FTS5 or PostgreSQL's tsvector, asked in one small grammar.

Words are joined by 'and'. "Words in quotes" and a word that folds to several tokens (Su-25) are
phrases; a word that ends in * matches every word it begins. Nothing else has a meaning, so any input
is a valid query; one without a word finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, TextClause, bindparam, text

from counterclaim.language.folding import WORD, fold

_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_MOST_PIECES = 64

_MOST_RANKED = 2000
_SELECT = {
    "sqlite": "SELECT claims.number FROM claim_search CROSS JOIN claims ON claims.number = claim_search.rowid "
    "WHERE claim_search MATCH :query AND claims.newest",
    "postgresql": "SELECT claims.number FROM claim_search JOIN claims ON claims.number = claim_search.claim, "
    "to_tsquery('simple', :query) AS wanted WHERE tokens @@ wanted AND claims.newest",
}
_RANK = {
    "sqlite": "claim_search.rank, claims.number",
    "postgresql": "ts_rank(tokens, wanted) DESC, claims.number",
}
_LATEST = {"sqlite": "claim_search.rowid DESC", "postgresql": "claims.number DESC"}

CREATE = {
    "sqlite": (
        'CREATE VIRTUAL TABLE claim_search USING fts5(tokens, tokenize = "unicode61 remove_diacritics 0")',
    ),
    "postgresql": (
        "CREATE TABLE claim_search ("
        "claim INTEGER PRIMARY KEY REFERENCES claims (number) ON DELETE CASCADE, "
        "tokens TSVECTOR NOT NULL)",
        "CREATE INDEX ix_claim_search_tokens ON claim_search USING gin (tokens)",
    ),
}


class Piece(NamedTuple):
    """Tokens that stand side by side; `open` where the last one is only a beginning."""

    tokens: tuple[str, ...]
    open: bool


def key(name: str) -> str:
    """The folded tokens of `name`, joined by blanks: what names are compared and indexed by."""
    return " ".join(filter(None, map(fold, WORD.findall(name))))


def parse(query: str) -> tuple[Piece, ...]:
    """The pieces of `query`, at most 64."""
    pieces = []
    for match in _PIECE.finditer(query):
        phrase = match.group(1) if match.group(1) is not None else match.group(2)
        if words := tuple(key(phrase).split()):
            pieces.append(Piece(words, phrase.endswith("*")))
    return tuple(pieces[:_MOST_PIECES])


def expression(pieces: Sequence[Piece], dialect: str) -> str:
    """`pieces` in the store's own query language, every token quoted."""
    if dialect == "sqlite":
        return " AND ".join(f'"{" ".join(p.tokens)}"{" *" if p.open else ""}' for p in pieces)
    return " & ".join(
        "(" + " <-> ".join(f"'{t}'" for t in p.tokens) + (":*" if p.open else "") + ")" for p in pieces
    )


def matching(dialect: str) -> TextClause:
    """SQL that lists the numbers of the claims that match the parameter `query`."""
    if dialect == "sqlite":
        return text("SELECT rowid FROM claim_search WHERE claim_search MATCH :query")
    return text("SELECT claim FROM claim_search WHERE tokens @@ to_tsquery('simple', :query)")


def how_many(connection: Connection, pieces: Sequence[Piece]) -> int:
    """How many claims match, those of older versions among them, counted to 2,001."""
    dialect = connection.dialect.name
    return int(connection.execute(_probe(dialect), {"query": expression(pieces, dialect)}).scalar_one())


@lru_cache(maxsize=2)
def _probe(dialect: str) -> TextClause:
    return text(f"SELECT count(*) FROM ({matching(dialect)} LIMIT {_MOST_RANKED + 1}) AS found")


def best(connection: Connection, pieces: Sequence[Piece], most: int, total: int | None = None) -> list[int]:
    """Numbers of at most `most` claims of newest versions that match, the best first. `total`: how many match, where
    the caller has counted them.

    Where more than 2,000 claims match, words tell little about them: then the latest come first.
    """
    dialect = connection.dialect.name
    given = {"query": expression(pieces, dialect), "most": most}
    few = (how_many(connection, pieces) if total is None else total) <= _MOST_RANKED
    return list(connection.execute(_best(dialect, few), given).scalars())


@lru_cache(maxsize=4)
def _best(dialect: str, few: bool) -> TextClause:
    order = _RANK[dialect] if few else _LATEST[dialect]
    return text(f"{_SELECT[dialect]} ORDER BY {order} LIMIT :most")


def index(connection: Connection, entries: Iterable[tuple[int, str]]) -> None:
    """Add (claim number, folded tokens)."""
    rows = [{"claim": number, "tokens": words} for number, words in entries]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        statement = text("INSERT INTO claim_search (rowid, tokens) VALUES (:claim, :tokens)")
    else:
        statement = text("INSERT INTO claim_search VALUES (:claim, to_tsvector('simple', :tokens))")
    connection.execute(statement, rows)


def forget(connection: Connection, numbers: Sequence[int]) -> None:
    """Take claims out of the index."""
    name = "rowid" if connection.dialect.name == "sqlite" else "claim"
    statement = text(f"DELETE FROM claim_search WHERE {name} IN :numbers")
    for first in range(0, len(numbers), 500):
        connection.execute(
            statement.bindparams(bindparam("numbers", expanding=True)),
            {"numbers": list(numbers[first : first + 500])},
        )


def purge(connection: Connection) -> None:
    """Merge the index so that forgotten words leave it for good."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO claim_search (claim_search) VALUES ('optimize')"))
