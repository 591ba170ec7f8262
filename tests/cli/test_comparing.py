"""Comparing on the command line, on the bundled sample."""

from __future__ import annotations

import json
import os
import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from counterclaim import pipeline
from counterclaim.cli import compared
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import Ledger
from counterclaim.reading import Overrides
from tests.cli.conftest import SENTENCE, Cli, one_line, program, without_override

SPEC = WorldSpec(tagger="patterns")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in a ledger, not compared yet."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with as_file(files("counterclaim") / "sample") as folder, Ledger.open(path) as ledger:
        pipeline.add(ledger, [str(folder / "pages")], spec=SPEC, overrides=Overrides())
    return path


@pytest.fixture(scope="module")
def ledger(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's ledger, compared."""
    path = tmp_path_factory.mktemp("compared") / "sample.db"
    shutil.copy(sample, path)
    with Ledger.open(path) as opened:
        pipeline.compare(opened, spec=SPEC)
    return path


def listed(cli: Cli, ledger: Path, *words: str) -> Any:
    ran = cli("--ledger", ledger, *words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_incidents_are_filtered(cli: Cli, ledger: Path) -> None:
    every = listed(cli, ledger, "incidents")
    for words, holds in (
        (["--contested"], lambda one: one["links"] and one["status"] == "contested"),
        (["--status", "contested"], lambda one: one["status"] == "contested"),
        (["--party", "armenia"], lambda one: "Armenia" in str(one)),
        (["--place", "Hadrud"], lambda one: "Hadrut" in str(one["places"]) or "Hadrut" in str(one["accounts"])),
        (["--type", "control"], lambda one: "control" in one["types"]),
        (["--from", "2020-10-17"], lambda one: one["time"] is None or one["time"]["end"] >= "2020-10-17"),
    ):  # fmt: skip
        found = listed(cli, ledger, "incidents", *words)
        assert 0 < len(found) < len(every), words
        assert all(map(holds, found)), words
    assert len(listed(cli, ledger, "incidents", "--limit", "3")) == 3
    keys = {"id", "status", "type", "places", "time", "parties", "claims", "links", "origins", "articles"}
    assert all(keys <= set(one) for one in every)
    assert all({"id", "url", "outlet", "published"} <= set(a) for one in every for a in one["articles"])


def test_accounts_stand_side_by_side(cli: Cli, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (held,) = [
        one
        for one in listed(cli, ledger, "incidents", "--place", "Hadrut", "--contested", "--type", "control")
        if any(link["kind"] == "holder" for link in one["links"])
    ]
    wide = cli("--ledger", ledger, "incident", held["id"])
    heading = next(line for line in wide.out.splitlines() if "Azerbaijan" in line and "Armenia" in line)
    assert heading.split()
    for words in ("Who says what", "What contradicts", "holder", "Origins:", "Why each claim is in it"):
        assert words in wide.out
    monkeypatch.setenv("COLUMNS", "60")
    narrow = cli("--ledger", ledger, "incident", held["id"][:9])
    assert narrow.out.splitlines()[0].startswith(held["id"])
    told = listed(cli, ledger, "incident", held["id"])
    assert told["conflicts"][0]["a"]["quote"]["text"]
    assert told["sources"]


def test_an_unknown_incident_names_near_ones(cli: Cli, ledger: Path) -> None:
    one = listed(cli, ledger, "incidents", "--limit", "1")[0]["id"]
    one_line(cli("--ledger", ledger, "incident", f"{one[:7]}zz"), "no incident", one)
    one_line(cli("--ledger", ledger, "incident", one, "--as-of", "2019-01-01"), "as of 2019-01-01")
    one_line(cli("--ledger", ledger, "incident", "c_0123456789abcdef"), "is a claim", "counterclaim show")
    one_line(cli("--ledger", ledger, "holdings", "Hadrut", "--as-of", "2019-01-01"), "as of 2019-01-01: no")


def test_who_holds_a_place(cli: Cli, ledger: Path) -> None:
    told = listed(cli, ledger, "holdings", "Hadrut")
    assert {"Azerbaijan", "Armenia"} <= {one["claimant"] for one in told["intervals"]}
    assert told["contested"]
    before = listed(cli, ledger, "holdings", "Hadrut", "--as-of", "2020-10-10")
    assert not before["contested"]
    assert len(before["intervals"]) < len(told["intervals"])
    assert "contested: " in cli("--ledger", ledger, "holdings", "هدروت").out
    one_line(cli("--ledger", ledger, "holdings", "Hadrutt"), "no claim of control", "near: Hadrut")


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("series", ["--claimant", "Armenia"], "since start of the conflict"),
        ("origins", [], "The Bystander, 2020-10-12"),
        ("citations", ["--changed"], "there: "),
        ("silences", ["--party", "Azerbaijan"], "accusation"),
    ],
)
def test_lists_are_printed_and_given_as_json(
    cli: Cli, ledger: Path, monkeypatch: pytest.MonkeyPatch, command: str, options: list[str], words: str
) -> None:
    found = listed(cli, ledger, command, *options)
    assert found
    for columns in ("80", "160"):
        monkeypatch.setenv("COLUMNS", columns)
        ran = cli("--ledger", ledger, command, *options)
        assert ran.code == 0
        assert words in ran.out
        assert max(map(len, ran.out.splitlines())) <= int(columns) + 40
    assert listed(cli, ledger, command, *options, "--as-of", "2019-01-01") == []
    assert cli("--ledger", ledger, command, *options, "--as-of", "2019-01-01").out.startswith("No ")


def test_a_list_without_rows_is_no_fault_and_a_vain_search_is_one(cli: Cli, ledger: Path) -> None:
    for words in (["claims", "--text", "xyzzy"], ["incidents", "--from", "2031-01-01"]):
        assert cli("--ledger", ledger, *words).code == 0
    assert cli("--ledger", ledger, "search", "xyzzy").code == 1


def test_links_are_named_by_kind(cli: Cli, ledger: Path) -> None:
    contested = listed(cli, ledger, "incidents", "--contested")
    ran = cli("--ledger", ledger, "incidents", "--contested").out
    assert "conflict link" not in ran
    assert all(link["kind"] in ran for one in contested for link in one["links"])


def test_pairs_behind_a_contradiction_are_counted_by_source(capsys: pytest.CaptureFixture[str]) -> None:
    def voice(claim: str) -> dict[str, Any]:
        return {"claim": claim, "claimant": "Norland", "polarity": "asserted", "outlet": "Post",
                "published": None, "quote": {"text": "Words."}}  # fmt: skip

    conflict = {"kind": "denial", "between": "between sides", "reason": "One denies it.",
                "a": voice("c_1"), "b": voice("c_2"),
                "others": [["c_copy", "c_2"], ["c_2", "c_3"], ["c_elsewhere", "c_1"]]}  # fmt: skip
    sources = [{"claims": ["c_1", "c_copy"]}, {"claims": ["c_2"]}, {"claims": ["c_3"]}]
    compared.contradictions([conflict], sources)
    assert "2 more pairs of sources" in capsys.readouterr().out


@pytest.mark.parametrize("columns", ["80", "160"])
def test_ids_are_printed_whole(cli: Cli, ledger: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    ids = set(re.findall(r"\bo_\w+", cli("--ledger", ledger, "origins").out))
    assert ids
    assert ids <= {one["id"] for one in listed(cli, ledger, "origins")}


def test_a_citation_names_the_cited_article(cli: Cli, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    every = listed(cli, ledger, "citations")
    assert all(one["cited"]["outlet"] for one in every)
    rows = cli("--ledger", ledger, "citations").out.count(", cites by ")
    assert rows == len(
        {(o["kind"], o["reason"], o["citing"]["quote"]["text"], o["citing"]["article"]) for o in every}
    )
    assert rows < len(every)
    day = ("--as-of", "2019-01-01")
    assert "No citations of articles" in cli("--ledger", ledger, "citations", "--changed", *day).out


def test_words_keep_their_room_in_80_columns(cli: Cli, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in (("silences",), ("holdings", "Hadrut"), ("incidents",), ("origins",), ("series",)):
        ran = cli("--ledger", ledger, *words)
        assert ran.code == 0
        assert max(map(cell_len, ran.out.splitlines())) <= 80, words
    assert "accusation, " in cli("--ledger", ledger, "silences").out
    assert re.search(r"\d origins?, last on 2020-", cli("--ledger", ledger, "holdings", "Hadrut").out)


def test_shifts_of_an_invented_war(cli: Cli, tmp_path: Path) -> None:
    for number, (day, text) in enumerate(
        (
            ("2020-10-04", "Turkey denied that its F-16 jets were deployed in Azerbaijan."),
            ("2020-10-26", "Turkey said that its F-16 jets were deployed in Azerbaijan."),
        )
    ):
        page = tmp_path / f"{number}.txt"
        page.write_text(text)
        cli("add", page, "--published", day, "--outlet", f"Paper {number}", "--tagger", "patterns")
    (shift,) = listed(cli, Path("counterclaim.db"), "shifts", "--party", "Turkey")
    assert shift["kind"] == "denied, then affirmed"
    assert "denied, then affirmed" in cli("shifts").out


def test_the_rule_is_printed(cli: Cli) -> None:
    ran = cli("rule")
    assert ran.code == 0
    assert ran.out.startswith("# The rule")
    assert json.loads(cli("rule", "--json").out)["rule"].startswith("# The rule")


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["incidents", "--status", "true"], "--status"),
        (["incidents", "--contested", "--status", "single"], "--status"),
        (["incidents", "--as-of", "10 October"], "--as-of"),
        (["series", "--as-of", "2020-13-01"], "--as-of"),
        (["incidents", "--type", "war"], "--type"),
        (["incidents", "--from", "2020-11-01", "--to", "2020-10-01"], "--from"),
        (["claims", "--from", "2020-11-01", "--to", "2020-10-01"], "--from"),
        (["series", "--item", "tanks"], "--item"),
    ],
)
def test_what_no_option_can_hold(cli: Cli, ledger: Path, words: list[str], option: str) -> None:
    ran = cli("--ledger", ledger, *words)
    assert ran.code == 2
    assert option in ran.err


def test_as_of_a_day_an_incident_has_less(cli: Cli, ledger: Path) -> None:
    now = {one["id"]: one for one in listed(cli, ledger, "incidents")}
    then = listed(cli, ledger, "incidents", "--as-of", "2020-10-10")
    assert 0 < len(then) < len(now)
    assert all(a["published"] <= "2020-10-10" for one in then for a in one["articles"] if a["published"])
    assert any(one["status"] != now[one["id"]]["status"] for one in then if one["id"] in now)


def test_what_waits_is_compared_by_the_next_command(cli: Cli, sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "waits.db"
    shutil.copy(sample, path)
    assert listed(cli, path, "incidents", "--contested")
    with Ledger.open(path) as opened:
        assert not opened.waits()


def test_add_compares_unless_told_not_to(cli: Cli, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(SENTENCE)
    given = ["add", page, "--published", "2020-10-06", "--tagger", "patterns"]
    assert json.loads(cli(*given, "--no-compare", "--json").out)["incidents"] == 0
    with Ledger.open("counterclaim.db") as opened:
        assert opened.waits()
    assert listed(cli, Path("counterclaim.db"), "incidents")
    other = tmp_path / "other.txt"
    other.write_text(f"{SENTENCE}\nIt was the second such loss.")
    assert "incidents are new or changed" in cli("add", other, *given[2:]).out
    with Ledger.open("counterclaim.db") as opened:
        assert not opened.waits()


@pytest.mark.usefixtures("held_by_rights")
@pytest.mark.parametrize("name", ["sample", "ledger"])
def test_a_ledger_that_may_only_be_read(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    path = folder / "sample.db"
    shutil.copy(request.getfixturevalue(name), path)
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        words = ("--ledger", path, "incidents", "--contested", "--json")
        ran = program(*words, cwd=os.getcwd(), preexec_fn=without_override)
    finally:
        folder.chmod(0o755)
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)
    assert ("compared in memory" in ran.err) == (name == "sample")
