"""Looking into the ledger: filters, one claim, searches, exports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

PAGE = """<html><head><link rel="canonical" href="https://border.example/disputed"><title>Town disputed</title><meta property="og:site_name" content="The Border Post">
<meta property="article:published_time" content="2020-10-14T09:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Town disputed</h1>
<p>The Armenian military said on Monday that <a href="/maps/hadrut.png">Hadrut</a> was still in the hands of its forces.</p>
<p>Azerbaijan’s president said that his army had taken Hadrut on October 9. He said 14 soldiers, including 3 medics, had been killed there.</p>
<p>Residents said that shells had hit a school in Stepanakert.</p>
<p>Officials on both sides said the talks in Moscow would go on despite the fighting in the south of the region.</p>
</article></body></html>"""


@pytest.fixture
def filled(cli: Cli, tmp_path: Path) -> Cli:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    assert cli("add", path).code == 0
    return cli


def test_filters_by_party_type_and_place(filled: Cli) -> None:
    found = json.loads(
        filled("claims", "--party", "Armenia", "--type", "control", "--place", "Hadrut", "--json").out
    )
    assert {c["claimant"]["party"] for c in found} & {"Armenia"}
    assert {c["type"] for c in found} == {"control"}


@pytest.mark.parametrize("place", ["Stepanakert", "Степанакерт", "Khankendi", "stepanakert"])
def test_a_place_is_found_by_any_name_that_the_gazetteer_has(filled: Cli, place: str) -> None:
    found = json.loads(filled("claims", "--place", place, "--json").out)
    assert [p["name"] for claim in found for p in claim["places"]] == ["Stepanakert"]
    assert json.loads(filled("claims", "--place", "Харків", "--json").out) == []


def test_filters_by_text_object_and_language(filled: Cli) -> None:
    found = json.loads(filled("claims", "--object", "school", "--json").out)
    assert found
    assert all("school" in c["quote"]["text"] for c in found)
    assert json.loads(filled("claims", "--language", "ar", "--json").out) == []


@pytest.mark.parametrize(
    ("option", "value"), [("--type", "battle"), ("--from", "yesterday"), ("--means", "sword")]
)
def test_a_filter_value_that_cannot_be_is_a_usage_error(filled: Cli, option: str, value: str) -> None:
    ran = filled("claims", option, value)
    assert ran.code == 2
    assert value in ran.err


def test_show_prints_the_claim_in_its_sentence_with_chain_and_links(filled: Cli) -> None:
    claim = json.loads(filled("claims", "--type", "control", "--json").out)[0]
    ran = filled("show", claim["id"])
    assert ran.code == 0
    assert "still in the hands" in " ".join(ran.out.split())
    assert "hadrut.png" in ran.out


def test_show_of_an_unknown_id_says_so(filled: Cli) -> None:
    ran = filled("show", "c_0000000000000000")
    assert ran.code == 2
    assert "c_0000000000000000" in ran.err


def test_search_folds_and_finds(filled: Cli) -> None:
    assert json.loads(filled("search", "HADRUT military", "--json").out)
    assert filled("search", "Su-25 \"OR' *").code == 1


def test_articles_give_offsets_and_metadata(filled: Cli) -> None:
    (article,) = json.loads(filled("articles", "--json").out)
    assert article["title"] == "Town disputed"
    assert article["outlet"] == "The Border Post"
    assert article["published"] == "2020-10-14"
    assert article["language"] == "en"
    assert 0 <= article["start"] < article["end"]


def test_exports_agree(filled: Cli, tmp_path: Path) -> None:
    assert filled("export", "jsonl", "-o", "claims.jsonl").code == 0
    assert filled("export", "csv", "-o", "claims.csv").code == 0
    objects = [
        json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "claims.csv").read_text(encoding="utf-8-sig"))))
    assert [o["id"] for o in objects] == [r["id"] for r in rows]


def test_tables_print_without_json(filled: Cli) -> None:
    for command in (
        ["claims"],
        ["articles"],
        ["sources"],
        ["rejected"],
        ["search", "Hadrut"],
        ["parties"],
        ["places"],
    ):
        ran = filled(*command)
        assert ran.code == 0, command
        assert ran.out.strip(), command
        assert max(map(len, ran.out.splitlines())) <= 140


def test_tag_prints_spans_into_the_text(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    text = "Talks go on\n\nThe ministry said that its forces had taken two villages.\n"
    path.write_text(text, encoding="utf-8")
    row = json.loads(cli("tag", path, "--language", "en", "--json").out)
    assert row["doc"] == "note"
    (attribution,) = row["attributions"]
    assert [text[s:e] for s, e in attribution["source"]] == ["The ministry"]
    assert [text[s:e] for s, e in attribution["cue"]] == ["said"]
    assert [text[s:e] for s, e in attribution["content"]] == ["its forces had taken two villages"]


def test_unresolved_names_can_be_set_and_resolved_again(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(
        "Clash reported\n\nOctober 3, 2020\n\nThe Tariq Front said that its fighters had seized Qaryat Zabda on October 2.\n",
        encoding="utf-8",
    )
    cli("add", path, "--language", "en")
    assert cli("parties", "set", "the Tariq Front", "Tariq Front").code == 0
    assert cli("places", "set", "Qaryat Zabda", "35.5", "36.5", "--country", "SY").code == 0
    assert cli("resolve").code == 0
    (claim,) = json.loads(cli("claims", "--type", "control", "--json").out)
    assert claim["claimant"]["party"] == "Tariq Front"
    assert [(p["name"], p["lat"]) for p in claim["places"]] == [("Qaryat Zabda", 35.5)]
