"""The table of results, and what is kept of a hand check: verdicts, without the words of the article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench import hand_check
from bench.__main__ import table
from bench.measure import Figure

SENTENCE = "The garrison said shells had hit the mill on Friday."


def row(**changes: Any) -> dict[str, Any]:
    return {
        "claim": "c_1", "article": "7", "title": "Mill hit", "outlet": "o", "date": "2021-03-05", "engine": "patterns 1",
        "before": "Earlier words. ", "quote": {"text": SENTENCE, "start": 15, "end": 67}, "after": " Later words.",
        "trigger": {"text": "hit", "start": 40, "end": 43},
        "claimant": {"text": "The garrison", "start": 15, "end": 27, "name": "unnamed", "party": "unnamed"},
        "type": "attack", "polarity": "asserted", "certainty": "certain",
        "actors": [], "targets": [{"text": "the mill", "start": 44, "end": 52, "name": None}], "places": [],
        "time": {"text": "on Friday", "start": "2021-03-05", "end": "2021-03-05", "precision": "day"},
        "quantities": [], "means": [{"text": "shells", "start": 33, "end": 39, "class": "shelling"}],
        "verdict": dict.fromkeys(hand_check.FIELDS, True), "note": "",
        **changes,
    }  # fmt: skip


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "sample.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def test_no_words_of_the_article_are_kept(tmp_path: Path) -> None:
    kept = json.dumps(hand_check.keep(written(tmp_path, row())))
    for words in (*SENTENCE.rstrip(".").split(), "Earlier", "Later"):
        assert f"{words} " not in kept
    assert "shells" not in kept
    assert '"class": "shelling"' in kept
    assert '"start": 15' in kept


@pytest.mark.parametrize(
    "verdict", [{}, {"type": True}, dict.fromkeys(hand_check.FIELDS, "yes"), dict.fromkeys("abc", True)]
)
def test_a_verdict_that_is_not_whole_is_refused(tmp_path: Path, verdict: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"sample\.jsonl:2: a verdict has claimant"):
        hand_check.keep(written(tmp_path, row(), row(article="8", verdict=verdict)))


def test_two_claims_of_one_article_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two claims of article 7"):
        hand_check.keep(written(tmp_path, row(), row(claim="c_2")))


def test_shares_are_of_what_could_be_told_and_say_where_there_was_something() -> None:
    good = dict.fromkeys(hand_check.FIELDS, True)
    rows = [
        row(),
        row(verdict={**good, "actors": False, "means": None}),
        row(verdict={**good, "targets": False}),
    ]
    figures = {figure.name: figure for figure in hand_check.shares(rows)}
    assert figures["actors right"].value == pytest.approx(0.667)
    assert figures["actors right"].note == "2 of 3; 0 of 1 where there was something to say"
    assert figures["means right"].note == "2 of 2"
    assert figures["right in every field"].value == pytest.approx(0.333)
    assert figures["targets right"].missed == "targets right 0.667 < 0.8"


def test_figures_of_one_row_stand_in_one_line() -> None:
    figures = [
        Figure("F1", 0.75, 0.7, row="en"),
        Figure("error", 0.1, ceiling=0.05, row="en"),
        Figure("F1", 0.5, row="ar"),
    ]
    assert table(["en", "ar"], figures) == [
        "| | F1 | error |",
        "|---|---|---|",
        "| en | 0.75 (≥ 0.7) | 0.1 (≤ 0.05) |",
        "| ar | 0.5 |  |",
    ]
    assert [figure.missed for figure in figures] == [None, "en: error 0.1 > 0.05", None]
