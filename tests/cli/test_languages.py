"""`languages`, and what lists say of claims in a language without a pack."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from counterclaim.language import available, known
from counterclaim.ledger import Ledger
from tests.cli.conftest import Cli
from tests.ledger import made


def test_the_languages_with_a_pack_are_listed_with_their_taggers(cli: Cli) -> None:
    ran = cli("languages")
    assert ran.code == 0
    assert "English" in ran.out
    assert "patterns" in ran.out
    assert "French" not in ran.out
    assert f"{len(known()) - len(available())} other languages" in ran.out
    assert "French" in cli("languages", "--all").out


def test_all_languages_as_json_say_which_are_untrained(cli: Cli) -> None:
    rows = {row["code"]: row for row in json.loads(cli("languages", "--json").out)}
    assert set(rows) == set(known())
    assert (rows["en"]["pack"], rows["en"]["untrained"]) == (True, False)
    assert (rows["fr"]["pack"], rows["fr"]["untrained"], rows["fr"]["language"]) == (False, True, "French")


def test_lists_and_single_claims_say_that_the_language_is_untrained(cli: Cli, tmp_path: Path) -> None:
    page = made.document()
    first, *others = made.claims(page)
    claims = [replace(first, engine="neural 1+0.1.0 untrained"), *others]
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(page, claims, made.tags_of(page))
    listed = cli("--ledger", tmp_path / "l.db", "claims").out
    assert "untrained" in listed
    assert "untrained language" in cli("--ledger", tmp_path / "l.db", "show", first.id).out
    assert "untrained" not in cli("--ledger", tmp_path / "l.db", "show", others[0].id).out
    assert "neural 1+0.1.0 untrained" in cli("--ledger", tmp_path / "l.db", "export", "csv").out


def test_a_language_that_nothing_here_reads_is_refused_in_words(cli: Cli, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Deux obus sont tombés sur la gare, selon des témoins.\n", encoding="utf-8")
    ran = cli("add", page, "--language", "fr", "--tagger", "patterns")
    assert ran.code == 2
    assert "French (fr) has no language pack" in ran.err
    assert cli("add", page, "--language", "xx").code == 2
