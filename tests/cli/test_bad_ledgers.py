"""Ledgers that are none, may not be written, are full or in use; and outputs that take nothing."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Ledger, connect
from tests.cli.conftest import COMMAND, SENTENCE, Cli, bare_environment, one_line, program, without_override

EVERY = [
    ["add", "good.txt"],
    ["add", "good.txt", "--dry-run"],
    ["init"],
    ["claims"],
    ["show", "c_1"],
    ["articles"],
    ["sources"],
    ["search", "x"],
    ["rejected"],
    ["export", "jsonl"],
    ["parties", "--unresolved"],
    ["places"],
    ["resolve"],
    ["remove", "x", "--yes"],
]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(f"Shot down\n\nOctober 14, 2020\n\n{SENTENCE}\n", encoding="utf-8")
    return path


def many(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = SENTENCE.replace("two", str(number + 2))
            file.write(json.dumps({"text": text, "date": "2020-10-14", "language": "en"}) + "\n")
    return path


def other_program(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER)")
    connection.close()
    return "moz_places"


def newer_program(path: Path) -> str:
    Ledger.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE counterclaim_schema SET version_num = '9999'")
    connection.close()
    return "newer"


def text_file(path: Path) -> str:
    path.write_text("no ledger", encoding="utf-8")
    return "not an SQLite file"


def torn(path: Path) -> str:
    path.write_bytes(b"SQLite format 3\x00" + b"\x07" * 5000)
    return "not an SQLite file"


@pytest.mark.parametrize("make", [other_program, newer_program, text_file, torn])
@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_every_command_leaves_what_is_no_ledger_alone(
    cli: Cli, good: Path, tmp_path: Path, make: Callable[[Path], str], command: list[str]
) -> None:
    path = tmp_path / "not mine.db"
    word = make(path)
    before = path.read_bytes()
    one_line(cli("--ledger", path, *command), "not mine.db", word)
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", [c for c in EVERY if c[0] not in ("add", "init")], ids=" ".join)
def test_commands_that_look_do_not_make_a_ledger(cli: Cli, tmp_path: Path, command: list[str]) -> None:
    one_line(cli(*command), "counterclaim.db", "init")
    assert not (tmp_path / "counterclaim.db").exists()


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("", "empty"),
        (".", "folder"),
        ("none/x.db", "does not exist"),
        ("mysql://a:secret@b/c", "postgresql://"),
    ],
)
def test_names_that_no_ledger_can_have(cli: Cli, good: Path, name: str, word: str) -> None:
    ran = cli("--ledger", name, "add", good)
    one_line(ran, word)
    assert "secret" not in ran.err


@pytest.mark.slow
def test_a_folder_that_may_only_be_read(held_by_rights: None, good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    assert program("--ledger", "archive/l.db", "add", "good.txt", cwd=tmp_path).code == 0
    other = tmp_path / "other.txt"
    other.write_text(good.read_text(encoding="utf-8").replace("two", "three"), encoding="utf-8")
    folder.chmod(0o500)
    options: dict[str, Any] = {"cwd": tmp_path, "preexec_fn": without_override}
    try:
        assert len(json.loads(program("--ledger", "archive/l.db", "claims", "--json", **options).out)) == 1
        assert program("--ledger", "archive/l.db", "search", "Hadrut", **options).code == 0
        one_line(program("--ledger", "archive/l.db", "add", "other.txt", **options), "read-only")
        one_line(program("--ledger", "archive/new.db", "add", "other.txt", **options), "new.db")
        one_line(
            program("--ledger", "archive/l.db", "export", "csv", "-o", "archive/x.csv", **options), "x.csv"
        )
        one_line(
            program("--ledger", "archive/l.db", "parties", "set", "A", "B", **options), "l.conflict.toml"
        )
    finally:
        folder.chmod(0o700)


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))


@pytest.mark.slow
def test_a_full_disk_keeps_whole_documents_and_the_run_can_go_on(tmp_path: Path) -> None:
    many(tmp_path / "many.jsonl", 150)
    ran = program("add", "many.jsonl", cwd=tmp_path, preexec_fn=small_files)
    one_line(ran, "counterclaim.db", "disk")
    with Ledger.open(tmp_path / "counterclaim.db", create=False) as ledger:
        kept = [row["id"] for row in ledger.documents()]
        assert 0 < len(kept) < 150
        assert {claim["document"] for claim in ledger.claims()} == set(kept)
        assert ledger.to_compare() == tuple(kept)
    again = program("add", "many.jsonl", "--json", cwd=tmp_path)
    assert again.code == 0
    assert json.loads(again.out)["new"] == 150 - len(kept)


def test_a_ledger_in_use_by_another_writer(
    cli: Cli, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("init")
    opened = Ledger.open
    monkeypatch.setattr(Ledger, "open", lambda *a, **k: opened(*a, **k, timeout=0.2))
    writer = sqlite3.connect(tmp_path / "counterclaim.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    one_line(cli("add", good), "another program is writing")
    assert cli("articles").code == 0
    writer.execute("ROLLBACK")
    writer.close()
    assert cli("add", good).code == 0
    assert connect.TIMEOUT >= 10


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    many(folder / "many.jsonl", 120)
    assert program("add", "many.jsonl", cwd=folder).code == 0
    return folder


@pytest.mark.slow
def test_outputs_that_take_nothing(filled: Path) -> None:
    (filled / "folder").mkdir()
    for target, word in (
        ("none/x.csv", "No such file"),
        ("folder", "directory"),
        ("many.jsonl/x", "ot a directory"),
        ("/dev/full", "No space"),
    ):
        one_line(program("export", "csv", "-o", target, cwd=filled), target, word)
    assert Path("/dev/full").is_char_device()
    one_line(program("export", "xml", cwd=filled), "xml", "csv", "jsonl")
    assert [p.name for p in (filled / "folder").iterdir()] == []
    for command in (["claims"], ["claims", "--json"], ["export", "jsonl"], ["articles"]):
        with open("/dev/full", "wb") as full:
            ran = subprocess.run(
                [*COMMAND, *command], stdout=full, stderr=subprocess.PIPE, cwd=filled, env=bare_environment()
            )
        assert ran.returncode == 2
        assert ran.stderr.decode() == "counterclaim: output: No space left on device\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [["claims"], ["claims", "--json"], ["export", "jsonl"], ["export", "csv"], ["articles", "--json"]]
)  # fmt: skip
def test_a_reader_that_leaves_is_no_fault(filled: Path, command: list[str]) -> None:
    running = subprocess.Popen(
        [*COMMAND, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=filled,
        env=bare_environment(),
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.read(10)
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait() == 0


@pytest.mark.slow
def test_output_that_is_closed_is_no_fault(filled: Path) -> None:
    ran = subprocess.run(["sh", "-c", '"$@" claims >&-', "sh", *COMMAND], capture_output=True, cwd=filled)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_pipe_as_output_file_is_written_to(cli: Cli, good: Path, tmp_path: Path) -> None:
    cli("add", good)
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, cwd=tmp_path)
    assert cli("export", "jsonl", "-o", "pipe").code == 0
    got, _ = reader.communicate(timeout=20)
    assert json.loads(got)["type"] == "loss"
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_at_once_and_keeps_what_was_finished(tmp_path: Path, jobs: str) -> None:
    many(tmp_path / "many.jsonl", 1500)
    location = tmp_path / "counterclaim.db"
    running = subprocess.Popen(
        [*COMMAND, "add", "many.jsonl", "--jobs", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=bare_environment(),
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and documents(location) < 3:
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)  # what a terminal does: every process of the group
    _, err = running.communicate(timeout=20)
    assert err.decode() == "counterclaim: interrupted; what was finished is kept\n"
    assert running.returncode == 130
    with Ledger.open(location, create=False) as ledger:
        kept = [row["id"] for row in ledger.documents()]
        assert 3 <= len(kept) < 1500
        assert {claim["document"] for claim in ledger.claims()} == set(kept)
        assert ledger.to_compare() == tuple(kept)


def documents(location: Path) -> int:
    try:
        connection = sqlite3.connect(f"file:{location}?mode=ro", uri=True)
        try:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return 0
