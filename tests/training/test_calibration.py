"""Confidence that means what it says, and the thresholds that find most."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from typing import Any

import pytest

from counterclaim.extracting.neural.confidence import Calibration
from counterclaim.extracting.neural.decoding import Thresholds
from counterclaim.extracting.tags import Tags, Trigger
from counterclaim.model import Span
from counterclaim.training import calibration
from counterclaim.training.corpus import Passage, as_tags, passage
from counterclaim.training.evaluation import calibration_error

TEXT = "The army took Dara, took Hama, took Homs and took Raqqa."


def made(count: int = 4) -> Passage:
    claims: list[dict[str, Any]] = [
        {
            "trigger": f"took#{n}", "type": "control", "polarity": "asserted", "certainty": "certain",
            "attribution": None, "actor": [], "target": [], "place": [], "time": [], "quantity": [], "evidence": [],
        }
        for n in range(1, count + 1)
    ]  # fmt: skip
    row = {"id": "t", "language": "en", "date": None, "text": TEXT, "attributions": [], "claims": claims}
    return passage(row)


def overconfident(count: int, seed: int) -> list[tuple[float, bool]]:
    """Outcomes that are right less often than their confidence says: twice the logit of the truth."""
    draw = random.Random(seed)
    found = []
    for _ in range(count):
        x = draw.uniform(-2, 2)
        found.append((1 / (1 + math.exp(-2 * x)), draw.random() < 1 / (1 + math.exp(-x))))
    return found


def test_scaling_takes_back_what_the_network_claims_too_much() -> None:
    given = overconfident(6000, 1)
    fitted = calibration.fit(given)
    assert fitted.slope == pytest.approx(0.5, abs=0.05)
    assert fitted.intercept == pytest.approx(0.0, abs=0.1)
    before = calibration_error(given)
    after = calibration_error([(fitted.of(raw), right) for raw, right in given])
    assert after < 0.03 < before


def test_the_crossed_error_is_that_of_the_other_half() -> None:
    halves = overconfident(3000, 2), overconfident(3000, 3)
    assert calibration.crossed_error(halves) < 0.05


def test_outcomes_of_one_kind_alone_fit_nothing() -> None:
    assert calibration.fit([(0.7, True)] * 20) == Calibration()
    assert calibration.fit([]) == Calibration()


def test_the_floor_leaves_out_what_is_mostly_wrong() -> None:
    given = made(3)
    tags = as_tags(given)
    right = [replace(t, confidence=0.6) for t in tags.triggers]
    at = TEXT.index("Dara")
    wrong = Trigger(Span(at, at + 4), "attack", "asserted", "certain", None, 0.2)
    pairs = [(given, replace(tags, triggers=(*right, wrong)))]
    assert calibration.floor(pairs, Calibration()) == 0.25
    assert calibration.floor([(given, tags)], Calibration()) == 0.0


def test_thresholds_are_those_that_find_most_and_zero_where_all_are_alike() -> None:
    given = made()

    def read(passage: Passage, bounds: Thresholds) -> Tags:
        # The fourth trigger is found only where 'outside' is weakened.
        tags = as_tags(passage)
        return replace(tags, triggers=tags.triggers if bounds.trigger >= 0.4 else tags.triggers[:3])

    assert calibration.thresholds([given], read) == Thresholds(trigger=0.4, mention=calibration.UNLINKED)
