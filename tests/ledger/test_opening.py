"""What is no ledger, or cannot be opened or written: one clear line with the file and the cause."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from counterclaim.errors import LedgerError, MissingLedgerError, NotALedgerError, UnknownNameError
from counterclaim.ledger import Ledger, connect
from tests.ledger import made


def refused(location: str | Path, kind: type[LedgerError], *words: str, create: bool = True) -> None:
    with pytest.raises(kind) as fault:
        Ledger.open(location, create=create)
    line = str(fault.value)
    assert "\n" not in line
    for word in (str(location), *words):
        assert word in line


def test_another_programs_database_is_not_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE moz_places (id INTEGER)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    refused(path, NotALedgerError, "moz_places")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_text_file_a_folder_and_a_torn_database_are_no_ledgers(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("no ledger", encoding="utf-8")
    refused(notes, NotALedgerError, "not an SQLite file")
    assert notes.read_text(encoding="utf-8") == "no ledger"
    refused(tmp_path, NotALedgerError, "folder")
    torn = tmp_path / "torn.db"
    torn.write_bytes(b"SQLite format 3\x00" + b"\x07" * 5000)
    refused(torn, NotALedgerError)
    assert torn.stat().st_size == 5016


def test_a_missing_ledger_is_made_only_where_asked(tmp_path: Path) -> None:
    refused(tmp_path / "none.db", LedgerError, "no such ledger", create=False)
    refused(tmp_path / "no" / "folder.db", LedgerError, "does not exist")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty.db").touch()
    refused(tmp_path / "empty.db", MissingLedgerError, "empty", create=False)
    with Ledger.open(tmp_path / "empty.db") as ledger:
        assert ledger.count() == 0
    with Ledger.open(f"sqlite:///{tmp_path}/made ش.db") as ledger:
        assert ledger.count() == 0
    assert (tmp_path / "made ش.db").is_file()


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("mysql://me:secret@host/db", "SQLite file or a postgresql:// address"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("postgresql://me:secret@127.0.0.1:1/none?connect_timeout=2", "127.0.0.1"),
        ("://", "not an address"),
        ("postgresql://host:port/db", "not an address"),
    ],
)
def test_other_addresses_are_refused_in_one_line_without_a_password(address: str, word: str) -> None:
    with pytest.raises(LedgerError) as fault:
        Ledger.open(address)
    assert word in str(fault.value)
    assert "secret" not in str(fault.value)
    assert "\n" not in str(fault.value)


def test_another_programs_postgresql_database_is_not_a_ledger(empty_postgresql: str) -> None:
    engine = create_engine(empty_postgresql.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE wp_posts (id INTEGER)")
    engine.dispose()
    with pytest.raises(NotALedgerError, match="wp_posts"):
        Ledger.open(empty_postgresql)


def test_an_empty_postgresql_database_is_filled_only_where_asked(empty_postgresql: str) -> None:
    with pytest.raises(MissingLedgerError, match="empty"):
        Ledger.open(empty_postgresql, create=False)
    with Ledger.open(empty_postgresql):
        pass
    with Ledger.open(empty_postgresql, create=False) as ledger:
        assert ledger.count() == 0


def test_a_ledger_that_cannot_be_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.db"
    page = made.document()
    with Ledger.open(path) as ledger:
        ledger.add(page, made.claims(page), made.tags(page))
    monkeypatch.setattr(connect, "_writable", lambda _: False)
    with Ledger.open(path) as ledger:
        assert ledger.count() == 4
        assert len(ledger.search("qalat")) == 4
        with pytest.raises(LedgerError, match="read-only"):
            ledger.remove(page.id)
        with pytest.raises(LedgerError, match="read-only"):
            ledger.set_setting("a", "b")
        assert ledger.count() == 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_ledger_in_a_read_only_folder_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    with Ledger.open(folder / "ledger.db"):
        pass
    folder.chmod(0o500)
    with Ledger.open(folder / "ledger.db") as ledger:
        assert ledger.count() == 0
    folder.chmod(0o700)


def test_a_database_damaged_inside_gives_one_line(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        for number in range(20):
            page = made.document(number)
            ledger.add(page, made.claims(page), made.tags(page))
    content = bytearray(path.read_bytes())
    content[4096 * 4 :] = b"\xff" * (len(content) - 4096 * 4)
    path.write_bytes(content)
    with pytest.raises(LedgerError) as fault, Ledger.open(path) as ledger:
        list(ledger.claims())
    assert str(path) in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_copy_is_a_ledger(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        page = made.document()
        ledger.add(page, made.claims(page))
    shutil.copy(tmp_path / "a.db", tmp_path / "b.db")
    with Ledger.open(tmp_path / "b.db", create=False) as ledger:
        assert ledger.knows(page.id)


def test_opening_at_the_newest_schema_is_fast(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "a.db").close()
    took = []
    for _ in range(7):
        start = time.process_time()
        Ledger.open(tmp_path / "a.db").close()
        took.append(time.process_time() - start)
    assert sorted(took)[3] < 0.05


def test_a_closed_ledger_leaves_one_file(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        page = made.document()
        ledger.add(page, made.claims(page))
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]


def test_a_name_with_any_characters_is_only_unknown(ledger: Ledger) -> None:
    for name in ("", "'", '"; DROP', "%", "_", "d_\x00", "\ud800", "ش" * 500, "🛩"):
        with pytest.raises(UnknownNameError) as fault:
            ledger.claim(name)
        assert "\n" not in str(fault.value)
        with pytest.raises(UnknownNameError):
            ledger.document(name)
        assert not ledger.knows(name)
