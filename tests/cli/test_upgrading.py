"""Ledgers of every released schema open with every command and keep what they hold."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import migrations
from tests.cli.conftest import SENTENCE, Cli

RELEASED = Path(__file__).parents[1] / "ledger" / "released"


@pytest.fixture(params=migrations.RELEASED.revisions)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A ledger as the program of that schema left it: one document with four claims, one of them reviewed."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript((RELEASED / f"{request.param}.sql").read_text(encoding="utf-8"))
    connection.close()
    return path.name


def test_an_old_ledger_gives_all_that_it_holds(cli: Cli, old: str) -> None:
    claims = json.loads(cli("--ledger", old, "claims", "--json").out)
    assert [c["trigger"]["text"] for c in claims] == ["shot down", "losing", "killed", "سيطرت"]
    assert [c["review"]["decision"] for c in claims if c["review"]] == ["accepted"]
    assert len(json.loads(cli("--ledger", old, "search", "su-25", "--json").out)) == 1
    for claim in claims:
        assert cli("--ledger", old, "show", claim["id"]).code == 0
    for command in (["articles"], ["sources"], ["rejected"], ["parties"], ["places"], ["export", "csv"]):
        ran = cli("--ledger", old, *command)
        assert (ran.code, ran.err) == (0, ""), command
        assert ran.out.strip()


def test_an_old_ledger_takes_new_documents_and_resolves_again(cli: Cli, old: str, tmp_path: Path) -> None:
    def exported() -> list[dict[str, Any]]:
        """Claims without what comparing sets."""
        lines = cli("--ledger", old, "export", "jsonl").out.splitlines()
        return [{**json.loads(line), "origin": None, "incident": None} for line in lines]

    before = exported()
    (tmp_path / "good.txt").write_text(f"Shot down\n\nOctober 14, 2020\n\n{SENTENCE}\n", encoding="utf-8")
    assert cli("--ledger", old, "add", "good.txt").code == 0
    after = exported()
    assert after[: len(before)] == before
    assert len(after) == 5
    incidents = json.loads(cli("--ledger", old, "incidents", "--json").out)
    assert {claim for one in incidents for claim in one["claims"]} == {claim["id"] for claim in after}
    assert cli("--ledger", old, "resolve").code == 0
    reviewed = [c for c in json.loads(cli("--ledger", old, "claims", "--json").out) if c["review"]]
    assert len(reviewed) == 1
