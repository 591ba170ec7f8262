"""The schema: its revisions agree with the tables, upgrade every released ledger, and are all or nothing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from counterclaim.errors import NewerLedgerError
from counterclaim.ledger import Ledger, connect, migrations
from counterclaim.ledger.migrations import History
from counterclaim.ledger.tables import VERSION_TABLE, metadata
from tests.ledger import made

HERE = Path(__file__).parent
SECOND = History(HERE / "revisions", ("0001", "0002", "0003", "0004", "test_2", "test_3"))


def test_the_listed_revisions_are_those_of_the_folder() -> None:
    folder = migrations.RELEASED.folder
    script = ScriptDirectory(str(folder), version_locations=[str(folder / "versions")])
    found = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(found)) == migrations.RELEASED.revisions


def test_the_revisions_make_what_the_tables_say(location: str) -> None:
    with Ledger.open(location) as ledger, ledger._store.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "include_name": lambda name, kind, _: (
                    not (kind == "table" and name.startswith("claim_search"))
                ),
            },
        )
        assert compare_metadata(context, metadata) == []


def restore(source: Path, target: Path) -> None:
    connection = sqlite3.connect(target, isolation_level=None)
    connection.executescript(source.read_text(encoding="utf-8"))
    connection.close()


@pytest.mark.parametrize("revision", migrations.RELEASED.revisions)
def test_a_ledger_of_every_released_schema_opens_with_all_its_data(revision: str, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    restore(HERE / "released" / f"{revision}.sql", path)
    page = made.document()
    with Ledger.open(path, create=False) as ledger:
        assert ledger.document(page.id) == page
        assert ledger.tags(page.id) == made.tags(page)
        assert [c["trigger"]["text"] for c in ledger.claims()] == ["shot down", "losing", "killed", "سيطرت"]
        assert [c["trigger"]["text"] for c in ledger.search("su-25")] == ["shot down"]
        assert ledger.rejected()[0].cause == "empty"
        assert ledger.setting("conflict") == "name = 'x'"
        reviewed = [c for c in ledger.claims() if c["review"]]
        assert [c["review"]["decision"] for c in reviewed] == ["accepted"]
        assert ledger.removed("d_gone")
        assert ledger.to_compare() == (page.id,)


def upgrade(store: connect.Store, history: History) -> None:
    with store.writing() as connection:
        migrations.upgrade(connection, migrations.current(connection), history)


def test_an_upgrade_runs_the_missing_revisions_in_order_and_keeps_rows(location: str) -> None:
    page = made.document()
    with Ledger.open(location) as ledger:
        ledger.add(page, made.claims(page), made.tags(page))
        upgrade(ledger._store, SECOND)
        with ledger._store.reading() as connection:
            assert migrations.current(connection) == "test_3"
            rows = connection.execute(text("SELECT id, rank FROM documents")).all()
            assert [tuple(row) for row in rows] == [(page.id, 7)]
            assert connection.execute(text("SELECT count(*) FROM claims")).scalar() == 4


def test_a_ledger_of_a_newer_program_is_refused(location: str) -> None:
    with Ledger.open(location) as ledger:
        upgrade(ledger._store, SECOND)
    with pytest.raises(NewerLedgerError, match="test_3 is newer") as fault:
        Ledger.open(location)
    assert "\n" not in str(fault.value)


def test_a_failing_revision_leaves_the_old_schema(location: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("COUNTERCLAIM_TEST_REVISION", "fail")
    with Ledger.open(location) as ledger:
        with pytest.raises(ZeroDivisionError):
            upgrade(ledger._store, SECOND)
        with ledger._store.reading() as connection:
            assert migrations.current(connection) == "0004"
            columns = connection.execute(text("SELECT * FROM documents")).keys()
        assert "rank" not in columns


SLOW = """
    import sys
    from pathlib import Path
    from counterclaim.ledger import Ledger
    from tests.ledger.test_migrations import SECOND, upgrade

    with Ledger.open(sys.argv[1]) as ledger:
        upgrade(ledger._store, SECOND)
"""


def test_a_kill_during_an_upgrade_leaves_the_old_schema(location: str, monkeypatch: Any) -> None:
    page = made.document()
    with Ledger.open(location) as ledger:
        ledger.add(page, made.claims(page), made.tags(page))
    monkeypatch.setenv("COUNTERCLAIM_TEST_REVISION", "hang")
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SLOW), location],
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE.parents[1],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "half done\n"
    process.kill()
    process.wait()
    process.stdout.close()
    monkeypatch.delenv("COUNTERCLAIM_TEST_REVISION")
    with Ledger.open(location) as ledger:
        with ledger._store.reading() as connection:
            assert migrations.current(connection) == "0004"
            columns = connection.execute(text("SELECT * FROM documents")).keys()
            assert "rank" not in columns
        assert ledger.document(page.id) == page
        upgrade(ledger._store, SECOND)


def test_a_ledger_at_the_newest_schema_opens_without_alembic(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    code = "import sys; from counterclaim.ledger import Ledger; Ledger.open(sys.argv[1]); print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_tables_exist_in_both_stores_with_byte_order(empty_postgresql: str) -> None:
    with Ledger.open(empty_postgresql):
        engine = create_engine(empty_postgresql.replace("postgresql://", "postgresql+psycopg://"))
        with engine.connect() as connection:
            query = (
                "SELECT collation_name FROM information_schema.columns "
                "WHERE table_name = 'claims' AND column_name = 'claimant'"
            )
            assert connection.execute(text(query)).scalar() == "C"
        engine.dispose()
