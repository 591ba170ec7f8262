"""`add --jobs`: the same rows whatever their number, a dead worker costs only its document."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from counterclaim import pipeline
from counterclaim.model import Rejected
from counterclaim.pipeline import Done, Stage
from counterclaim.reading import Item
from tests.cli.conftest import SENTENCE, Cli


@dataclass(frozen=True, slots=True)
class Deadly(Stage):
    """The stage, but documents named so kill the process that reads them, or fail in it."""

    def __call__(self, item: Item | Rejected) -> Done | Rejected:
        if "killing" in item.address:
            os.kill(os.getpid(), signal.SIGKILL)
        if "exiting" in item.address:
            os._exit(3)
        return Stage.__call__(self, item)


def folder_of(tmp_path: Path, count: int) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(count):
        text = f"Report\n\nOctober {number + 1}, 2020\n\n{SENTENCE.replace('two', str(number + 3))}\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_rows_are_the_same_for_one_two_and_three_workers(cli: Cli, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 9)
    (folder / "03-empty.html").write_bytes(b"")
    (folder / "05-noise.bin").write_bytes(bytes(range(256)) * 20)
    (folder / "07.jsonl").write_text(
        json.dumps({"text": SENTENCE}) + "\nbroken\n" + json.dumps({"text": SENTENCE + " Again."}) + "\n",
        encoding="utf-8",
    )
    (folder / "08-unknown.txt").write_text("zzz qqq 123", encoding="utf-8")
    rows = []
    for jobs in (1, 2, 3):
        name = f"{jobs}.db"
        code = cli("--ledger", name, "add", folder, "--jobs", jobs).code
        articles = [
            {k: v for k, v in article.items() if k not in ("retrieved", "seen")}
            for article in json.loads(cli("--ledger", name, "articles", "--json").out)
        ]
        rejected = [
            (r["address"], r["stage"], r["cause"])
            for r in json.loads(cli("--ledger", name, "rejected", "--json").out)
        ]
        rows.append((code, cli("--ledger", name, "export", "jsonl").out, articles, rejected))
    assert rows[0][0] == 1
    assert len(rows[0][1].splitlines()) >= 11
    assert len(rows[0][3]) == 4
    assert rows[0] == rows[1] == rows[2]


@pytest.mark.slow
def test_a_worker_that_dies_costs_only_its_document(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "Stage", Deadly)
    folder = folder_of(tmp_path, 6)
    for name in ("02-killing.txt", "04-exiting.txt"):
        (folder / name).write_text(SENTENCE, encoding="utf-8")
    ran = cli("add", folder, "--jobs", "2", "--json")
    assert ran.code == 1
    summary = json.loads(ran.out)
    assert summary["new"] == 6
    listed = {Path(r["address"]).name: r for r in json.loads(cli("rejected", "--json").out)}
    assert listed.keys() == {"02-killing.txt", "04-exiting.txt"}
    assert "died twice" in listed["02-killing.txt"]["cause"]
    assert "signal 9" in listed["02-killing.txt"]["cause"]
    assert "exit code 3" in listed["04-exiting.txt"]["cause"]
    assert len(json.loads(cli("articles", "--json").out)) == 6


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fault_of_the_program_costs_only_its_document(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setattr(pipeline, "Stage", Faulty)
    folder = folder_of(tmp_path, 3)
    (folder / "01-faulty.txt").write_text(SENTENCE, encoding="utf-8")
    ran = cli("add", folder, "--jobs", jobs)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 1
    (row,) = json.loads(cli("rejected", "--json").out)
    assert (Path(row["address"]).name, row["stage"]) == ("01-faulty.txt", "extract")
    assert "internal error: ZeroDivisionError" in row["cause"]
    assert "test_workers.py:" in row["cause"]


@dataclass(frozen=True, slots=True)
class Faulty(Stage):
    """The stage, with extraction that fails on one document."""

    def __call__(self, item: Item | Rejected) -> Done | Rejected:
        if "faulty" not in item.address:
            return Stage.__call__(self, item)
        with mock.patch("counterclaim.pipeline.extract", divide):
            return Stage.__call__(self, item)


def divide(*_: object, **__: object) -> object:
    return 1 // 0
