"""Write the newest schema's file, before its release: `python -m tests.ledger.released.make`."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from counterclaim.ledger import Ledger, migrations
from counterclaim.model import Rejected
from tests.ledger import made


def fill(ledger: Ledger) -> None:
    """One page with a review, one removed, one rejected, a setting."""
    page, gone = made.document(), replace(made.document(1), id="d_gone")
    ledger.add(gone, [replace(c, document="d_gone") for c in made.claims(gone)], made.tags(gone))
    ledger.remove("d_gone")
    ledger.add(page, made.claims(page), made.tags(page))
    ledger.review(next(iter(ledger.claims()))["id"], "accepted", reviewer="ana", fields={"type": "loss"})
    ledger.reject(Rejected("/bad.html", "read", "empty", "2031-01-01T00:00:00Z"))
    ledger.set_setting("conflict", "name = 'x'")


def statements(connection: sqlite3.Connection) -> Iterator[str]:
    """The ledger as SQL; the full-text index by its entries, not by the tables behind it."""
    for statement in connection.iterdump():
        if "claim_search" not in statement and "writable_schema" not in statement and statement != "COMMIT;":
            yield statement
    made_by = "SELECT sql FROM sqlite_master WHERE name = 'claim_search'"
    yield connection.execute(made_by).fetchone()[0] + ";"
    for number, words in connection.execute("SELECT rowid, tokens FROM claim_search ORDER BY rowid"):
        yield f"INSERT INTO claim_search (rowid, tokens) VALUES ({number}, '{words}');"
    yield "COMMIT;"


def main() -> None:
    target = Path(__file__).parent / f"{migrations.RELEASED.revisions[-1]}.sql"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger.open(path) as ledger:
            fill(ledger)
        connection = sqlite3.connect(path)
        target.write_text("\n".join(statements(connection)) + "\n", encoding="utf-8")
        connection.close()


if __name__ == "__main__":
    main()
