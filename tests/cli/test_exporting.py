"""What `export` writes with claims: the measure, and training passages."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from counterclaim.ledger import Ledger
from counterclaim.web import fully_read
from tests.cli.conftest import Cli
from tests.ledger import made


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two pages, one of them read fully."""
    path = tmp_path / "own.db"
    with Ledger.open(path) as opened:
        for number in range(2):
            page = made.document(number)
            opened.add(page, made.claims(page), made.tags_of(page))
    return path


def read(path: Path, *, drawn: bool) -> str:
    with Ledger.open(path) as opened:
        article = opened.drawable()[0]
        if drawn:
            opened.draw([article], seed=1, by="Eve", purpose="measure")
        fully_read.mark_read(opened, article, reviewer="Ana", accept=True, suggestions=False)
    return article


def test_only_fully_read_articles_are_passages(cli: Cli, ledger: Path) -> None:
    assert cli("--ledger", ledger, "export", "passages").out == ""
    article = read(ledger, drawn=False)
    (line,) = cli("--ledger", ledger, "export", "passages").out.splitlines()
    assert json.loads(line)["id"] == article
    ran = cli("--ledger", ledger, "export", "passages", "-o", "own.jsonl")
    assert ran.out == "own.jsonl: 1 passages\n"
    assert Path("own.jsonl").read_text(encoding="utf-8") == line + "\n"


def test_passages_take_no_filter(cli: Cli, ledger: Path) -> None:
    ran = cli("--ledger", ledger, "export", "passages", "--type", "loss")
    assert ran.code
    assert "takes no filter" in ran.err


def test_a_file_of_claims_holds_the_measure_where_there_is_one(cli: Cli, ledger: Path) -> None:
    cli("--ledger", ledger, "export", "csv", "-o", "claims.csv")
    (plain, *_) = csv.reader(Path("claims.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True))
    assert "measured" not in plain
    assert "quality" not in json.loads(cli("--ledger", ledger, "export", "jsonl").out.splitlines()[0])
    read(ledger, drawn=True)
    ran = cli("--ledger", ledger, "export", "csv", "-o", "claims.csv")
    assert "precision 100% (too few articles" in ran.out
    names, *rows = csv.reader(Path("claims.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True))
    assert names == [*plain, "measured"]
    assert all("precision 100% (too few articles" in row[-1] for row in rows)
    for line in cli("--ledger", ledger, "export", "jsonl").out.splitlines():
        stamp = json.loads(line)["quality"]
        assert (stamp["articles"], stamp["precision"], stamp["words"]) == (1, [1.0, None, None], rows[0][-1])
    assert json.loads(cli("--ledger", ledger, "export", "geojson").out)["quality"] == stamp
