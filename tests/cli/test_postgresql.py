"""The whole command set gives the same from an SQLite file and from a PostgreSQL database."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import SENTENCE, Cli, Ran, one_line

PAGES = {
    "one.txt": f"Shot down\n\nThe Border Post\n\nOctober 14, 2020\n\n{SENTENCE}\n\nBaku denied that any helicopter had been lost.\n",
    "two.html": "<html><head><title>Town taken</title></head><body><article><h1>Town taken</h1><p>The Tariq Front said "
    "that its fighters had seized Qaryat Zabda on October 2, 2020.</p></article></body></html>",
    "three.txt": "تقارير\n\n14 أكتوبر 2020\n\nأعلنت وزارة الدفاع الأرمينية إسقاط طائرتين قرب هادروت يوم الثلاثاء.\n",
    "empty.txt": "",
}
COMMANDS = [
    ["claims", "--json"],
    ["claims", "--party", "Armenia", "--type", "loss", "--json"],
    ["claims", "--place", "Hadrut", "--from", "2020-10-01", "--to", "2020-10-31", "--json"],
    ["claims", "--text", "helicopters", "--limit", "1", "--json"],
    ["claims"],
    ["articles", "--json"],
    ["sources", "--json"],
    ["search", "HADRUT", "--json"],
    ["search", "nothing-of-the-kind", "--json"],
    ["parties", "--json"],
    ["parties", "--unresolved", "--json"],
    ["places", "--json"],
    ["places", "--unresolved", "--json"],
    ["export", "jsonl"],
    ["export", "csv", "--language", "ar"],
    ["show", "c_none"],
    ["incidents", "--json"],
    ["incidents"],
    ["incidents", "--contested", "--place", "Hadrut", "--json"],
    ["incidents", "--as-of", "2020-10-02", "--json"],
    ["incident", "i_none"],
    ["series", "--json"],
    ["shifts", "--json"],
    ["holdings", "Hadrut", "--json"],
    ["origins", "--all", "--json"],
    ["citations", "--json"],
    ["silences", "--json"],
    ["claims", "--limit", "99999999999999999999999"],
]


def hidden(ran: Ran, location: str) -> tuple[int, str, str]:
    out, err = ran.out, ran.err
    for name in (location, location.replace("postgres:@", "postgres:***@")):
        out, err = out.replace(name, "LEDGER"), err.replace(name, "LEDGER")
    return ran.code, out, err


def session(cli: Cli, location: str, jobs: int) -> list[tuple[int, str, str]]:
    """Everything that a person does with a ledger, and what it gave."""
    seen = []

    def run(*arguments: object) -> Ran:
        ran = cli("--ledger", location, *arguments)
        seen.append(hidden(ran, location))
        return ran

    run("init", "--conflict", "karabakh-2020")
    run("add", "pages", "--jobs", jobs, "--json")
    run("add", "pages", "--jobs", jobs, "--json")
    for command in COMMANDS:
        run(*command)
    claims = json.loads(cli("--ledger", location, "claims", "--json").out)
    run("show", claims[0]["id"], "--json")
    run("show", claims[0]["id"])
    run("parties", "set", "the Tariq Front", "Tariq Front")
    run("places", "set", "Qaryat Zabda", "35.5", "36.5", "--country", "SY")
    run("resolve", "--json")
    run("claims", "--party", "Tariq Front", "--json")
    run("remove", claims[0]["document"], "--yes", "--why", "names a witness")
    run("remove", claims[0]["document"], "--yes")
    run("add", "pages/one.txt", "--json")
    run("add", "pages/one.txt", "--force", "--json")
    run("export", "jsonl")
    rejected = json.loads(cli("--ledger", location, "rejected", "--json").out)
    seen.append((0, str([(r["address"], r["stage"], r["cause"]) for r in rejected]), ""))
    return seen


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, content in PAGES.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_a_session_is_the_same_in_both_stores(
    cli: Cli, pages: Path, tmp_path: Path, empty_postgresql: str
) -> None:
    sqlite = session(cli, "ledger.db", 1)
    for own in tmp_path.glob("*.conflict.toml"):
        own.unlink()
    postgresql = session(cli, empty_postgresql, 2)
    for one, other in zip(sqlite, postgresql, strict=True):
        assert without_moments(one) == without_moments(other)
    assert not [step for step in sqlite if "Traceback" in step[2]]


def without_moments(step: tuple[int, str, str]) -> tuple[int, object, str]:
    code, out, err = step
    try:
        return code, _plain(json.loads(out)), err
    except ValueError:
        return code, re.sub(r"\w+\.conflict\.toml", "own file", out), err


def _plain(value: object) -> object:
    """Without when things were done, which differs between two runs."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if k not in ("retrieved", "seen", "at")}
    return [_plain(v) for v in value] if isinstance(value, list) else value


def test_a_server_that_is_not_there_is_named_without_the_password(cli: Cli, pages: Path) -> None:
    address = "postgresql://me:secret@127.0.0.1:1/none?connect_timeout=2"
    for command in (["claims"], ["add", "pages"], ["init"], ["add", "pages", "--dry-run"]):
        ran = cli("--ledger", address, *command)
        one_line(ran, "127.0.0.1")
        assert "secret" not in ran.err


def test_an_empty_database_is_filled_only_by_init_and_add(
    cli: Cli, pages: Path, empty_postgresql: str
) -> None:
    one_line(cli("--ledger", empty_postgresql, "claims"), "empty", "init")
    assert cli("--ledger", empty_postgresql, "add", "pages", "--dry-run").code == 1
    one_line(cli("--ledger", empty_postgresql, "claims"), "empty", "init")
    assert cli("--ledger", empty_postgresql, "add", "pages").code == 1
    assert len(json.loads(cli("--ledger", empty_postgresql, "articles", "--json").out)) == 3
