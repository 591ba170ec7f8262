"""`init`, `add`, `rejected`, `remove`: what a person and a script see."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

REPORT = (
    "Two accounts of one day\n\nThe Border Post\n\nOctober 14, 2020\n\n"
    "The Armenian Defence Ministry said that its air defence had shot down two Azerbaijani "
    "helicopters near Hadrut on Tuesday.\n\nAzerbaijan’s Defence Ministry denied that any helicopter had been lost.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_report_becomes_claims_with_claimant_and_figures(cli: Cli, report: Path) -> None:
    assert cli("add", report).code == 0
    claims = json.loads(cli("claims", "--type", "loss", "--json").out)
    shot = next(c for c in claims if c["polarity"] == "asserted")
    assert shot["claimant"]["party"] == "Armenia"
    assert [(q["low"], q["item"]) for q in shot["quantities"]] == [(2, "helicopter")]
    assert shot["time"]["start"] == "2020-10-13"
    assert [p["name"] for p in shot["places"]] == ["Hadrut"]
    denied = next(c for c in claims if c["polarity"] == "denied")
    assert denied["claimant"]["name"] == "Azerbaijan: Ministry of Defence"


def test_adding_the_same_page_twice_changes_nothing(cli: Cli, report: Path) -> None:
    cli("add", report)
    before = cli("export", "jsonl").out
    again = cli("add", report, "--json")
    assert json.loads(again.out)["known"] == 1
    assert cli("export", "jsonl").out == before


def test_a_moved_file_is_the_same_document(cli: Cli, report: Path, tmp_path: Path) -> None:
    cli("add", report)
    moved = report.rename(tmp_path / "moved.txt")
    assert json.loads(cli("add", moved, "--json").out)["known"] == 1


def test_dry_run_writes_nothing(cli: Cli, report: Path, tmp_path: Path) -> None:
    ran = cli("add", report, "--dry-run", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)[0]["claims"] >= 2
    assert not (tmp_path / "counterclaim.db").exists()


def test_one_bad_file_among_good_ones_is_listed_and_the_rest_goes_on(
    cli: Cli, report: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    report.rename(folder / "good.txt")
    (folder / "empty.html").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    ran = cli("add", folder)
    assert ran.code == 1
    assert "empty.html" in ran.err
    assert "Traceback" not in ran.err
    listed = json.loads(cli("rejected", "--json").out)
    assert {Path(r["address"]).name for r in listed} == {"empty.html", "noise.txt"}
    assert all(r["cause"] for r in listed)
    assert len(json.loads(cli("articles", "--json").out)) == 1


def test_nothing_readable_is_exit_code_2(cli: Cli, tmp_path: Path) -> None:
    ran = cli("add", tmp_path / "missing.txt")
    assert ran.code == 2
    assert "missing.txt" in ran.err


def test_jobs_give_the_same_rows(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(REPORT.replace("two", str(number + 3)), encoding="utf-8")
    cli("--ledger", "one.db", "add", folder)
    cli("--ledger", "two.db", "add", folder, "--jobs", "2")
    one, two = (cli("--ledger", name, "export", "jsonl").out for name in ("one.db", "two.db"))
    assert one.count("\n") >= 12
    assert one == two


def test_removed_documents_stay_out_unless_asked(cli: Cli, report: Path) -> None:
    cli("add", report)
    document = json.loads(cli("claims", "--json").out)[0]["document"]
    assert cli("remove", document, "--yes", "--why", "names a witness").code == 0
    assert json.loads(cli("claims", "--json").out) == []
    assert json.loads(cli("add", report, "--json").out)["refused"] == 1
    assert json.loads(cli("claims", "--json").out) == []
    assert json.loads(cli("add", report, "--force", "--json").out)["new"] == 1


def test_a_file_that_is_no_ledger_is_named(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    ran = cli("--ledger", other, "claims")
    assert ran.code == 2
    assert "other.db" in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_a_missing_ledger_is_named_and_not_made(cli: Cli, tmp_path: Path) -> None:
    ran = cli("claims")
    assert ran.code == 2
    assert "counterclaim.db" in ran.err
    assert not (tmp_path / "counterclaim.db").exists()


def test_init_refuses_a_conflict_file_with_a_mistake(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text("[[party]]\nnme = 'X'\n", encoding="utf-8")
    ran = cli("init", "--conflict", "my.toml")
    assert ran.code == 2
    assert "my.toml" in ran.err


def test_loopback_addresses_are_not_fetched_unless_asked(cli: Cli) -> None:
    ran = cli("add", "http://127.0.0.1:9/page")
    assert ran.code == 2
    assert "127.0.0.1" in ran.err
    assert "allow" in ran.err


def test_what_a_page_does_not_say_can_be_said_later(cli: Cli, report: Path) -> None:
    cli("add", report)
    before = {c["id"] for c in json.loads(cli("claims", "--json").out)}
    again = cli("add", report, "--outlet", "The Valley Voice", "--published", "2020-10-15", "--json")
    assert json.loads(again.out)["updated"] == 1
    (article,) = json.loads(cli("articles", "--json").out)
    assert (article["outlet"], article["published"]) == ("The Valley Voice", "2020-10-15")
    assert {c["id"] for c in json.loads(cli("claims", "--json").out)} == before
    assert json.loads(cli("add", report, "--json").out)["known"] == 1
    assert json.loads(cli("articles", "--json").out) == [article]


def test_a_language_without_a_pack_is_refused_and_nothing_is_lost(cli: Cli, report: Path) -> None:
    cli("add", report)
    before = cli("export", "jsonl").out
    ran = cli("add", report, "--language", "xx")
    assert ran.code == 2
    assert "'xx'" in ran.err
    assert cli("export", "jsonl").out == before
