from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from counterclaim.measuring.quality import Judged, Read, judged, quality, stamp, stamp_words


def article(number: int, *claims: Judged, language: str = "en", suggested: bool = False) -> Read:
    return Read(f"a_{number}", language, "neural 3", suggested, claims)


RIGHT, WRONG, MISSED = (
    Judged("right", "loss", "loss"),
    Judged("wrong", "loss", "loss"),
    Judged("missed", None, "loss"),
)


def test_precision_counts_what_was_rejected_and_recall_what_was_added() -> None:
    found = quality([article(n, RIGHT, RIGHT, RIGHT, WRONG, MISSED) for n in range(6)])
    assert found.overall.precision.share == pytest.approx(3 / 4)
    assert found.overall.recall.share == pytest.approx(3 / 4)
    assert (found.overall.precision.of, found.overall.recall.of) == (24, 24)
    assert not found.overall.precision.few


def test_articles_without_a_claim_count_as_read() -> None:
    found = quality([article(0), article(1, WRONG), article(2, RIGHT)])
    assert (found.articles, found.empty) == (3, 2)
    assert found.overall.precision.articles == 2
    assert found.overall.recall.articles == 1


def test_a_claim_of_another_type_is_right_and_counts_under_both_types() -> None:
    moved = Judged("right", "attack", "loss", ("places", "type"))
    found = quality([article(n, moved) for n in range(5)])
    types = {row.name: row for row in found.types}
    assert list(types) == ["attack", "loss"]
    assert (types["attack"].precision.of, types["attack"].recall.of) == (5, 0)
    assert (types["loss"].precision.of, types["loss"].recall.of) == (0, 5)
    assert found.overall.recall.share == 1.0
    assert found.corrected == (("places", 5), ("type", 5))


def test_languages_stand_apart() -> None:
    found = quality([article(0, RIGHT), article(1, WRONG, language="ar"), article(2, RIGHT, language="ar")])
    assert {row.name: row.precision.share for row in found.languages} == {"en": 1.0, "ar": 0.5}


def claim(decision: str | None, **was: Any) -> dict[str, Any]:
    return {"type": "loss", "review": {"decision": decision, "set": {}, "read": was}}


def gone(decision: str) -> dict[str, Any]:
    found = claim(decision)
    found["review"]["queued"] = "no longer extracted"
    return found


@pytest.mark.parametrize(
    ("given", "person", "expected"),
    [
        (claim("accepted"), False, RIGHT),
        (
            claim("accepted", type="attack", places=[]),
            False,
            Judged("right", "attack", "loss", ("places", "type")),
        ),
        (claim("rejected"), False, WRONG),
        (claim(None), False, None),
        ({"type": "loss", "review": None}, False, None),
        ({"type": "loss", "review": None}, True, MISSED),
        (claim("rejected"), True, None),
        (gone("accepted"), False, MISSED),
        (gone("rejected"), False, None),
    ],
)
def test_what_a_claim_counts_as(given: dict[str, Any], person: bool, expected: Judged | None) -> None:
    assert judged(given, person=person) == expected


def test_the_stamp_gives_the_figures_and_says_where_there_are_none() -> None:
    assert stamp(quality([]), "2031-05-04") is None
    assert "not measured" in stamp_words(None)
    few = stamp(quality([article(0, RIGHT, WRONG)]), "2031-05-04")
    assert few is not None
    assert few.pop("words") == stamp_words(few)
    assert few == {
        "articles": 1, "precision": [0.5, None, None], "recall": [1.0, None, None],
        "engine": "neural 3", "day": "2031-05-04",
    }  # fmt: skip
    assert "precision 50% (too few articles for an interval)" in stamp_words(few)
    assert "1 article drawn" in stamp_words(few)


def test_simulated_readers_find_the_known_rates_within_the_interval() -> None:
    """The engine finds 80% of the claims and 70% of its claims are right, unevenly by article."""
    precision, recall = 0.7, 0.8
    draw = np.random.default_rng(11)
    inside = {"precision": 0, "recall": 0}
    for _ in range(400):
        read = []
        for number in range(25):
            hard = draw.beta(recall * 8, (1 - recall) * 8)
            of = int(draw.poisson(5))
            found = int(draw.binomial(of, hard))
            wrong = int(draw.poisson(5 * recall * (1 - precision) / precision))
            read.append(article(number, *[RIGHT] * found, *[MISSED] * (of - found), *[WRONG] * wrong))
        row = quality(read).overall
        for name, true, rate in (("precision", precision, row.precision), ("recall", recall, row.recall)):
            assert rate.low is not None
            assert rate.high is not None
            inside[name] += rate.low <= true <= rate.high
    assert inside["precision"] / 400 >= 0.92
    assert inside["recall"] / 400 >= 0.92
