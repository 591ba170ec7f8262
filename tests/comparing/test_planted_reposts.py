"""The measure of planted reposts: what its figures mean, and that they are reached on stories it was not written with."""

from __future__ import annotations

import random

import pytest
from bench.planted_reposts import FLOOR, b3, exact, expanded, mean_of, pairs, plant, swapped

from counterclaim.comparing.origins import origins

TRUTH = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 3}


def test_pairs_are_counted_of_those_together_and_of_those_that_should_be() -> None:
    assert pairs(TRUTH, {"a": "o", "b": "o", "c": "p", "d": "p", "e": "q"}) == (1 / 2, 1 / 3)
    assert pairs(TRUTH, {"a": "o", "b": "o", "c": "o", "d": "p", "e": "q"}) == (1.0, 1.0)
    assert mean_of(0.5, 1.0) == pytest.approx(2 / 3)
    assert mean_of(0.0, 0.0) == 0.0


def test_b3_is_a_mean_over_claims() -> None:
    found = {"a": "o", "b": "o", "c": "o", "d": "o", "e": "q"}
    assert b3(TRUTH, found) == pytest.approx((3 * 3 / 4 + 1 / 4 + 1) / 5)
    assert b3(found, TRUTH) == 1.0


def test_an_origin_is_right_with_neither_more_nor_less() -> None:
    assert exact(TRUTH, {"a": "o", "b": "o", "c": "p", "d": "q", "e": "q"}) == set()
    assert exact(TRUTH, {"a": "o", "b": "o", "c": "o", "d": "p", "e": "q"}) == set(TRUTH)


def test_swapping_keeps_length_names_and_figures() -> None:
    made = plant(random.Random(1), 1)
    text = "At least 12 people were killed and 30 wounded on Friday when Dratev forces fired mortars at the dam in Orlec."
    other = swapped(made, text)
    assert other != text
    assert len(other.split()) == len(text.split())
    assert all(
        word in other.split() for word in text.split() if word[0].isdigit() or word in ("Dratev", "Orlec.")
    )
    assert expanded(random.Random(1), "[a [b|c]|d] {x}") in ("a b {x}", "a c {x}", "d {x}")


def test_what_is_planted_is_found_on_other_stories() -> None:
    made = plant(random.Random(4021), 15)
    assert {"exact", "new opening", "words swapped", "half a paragraph", "appended boilerplate"} <= set(
        made.kinds.values()
    )
    found = {claim: one.id for one in origins(made.entries, made.cites) for claim in one.claims}
    assert mean_of(*pairs(made.wording, found)) >= FLOOR
    assert mean_of(b3(made.wording, found), b3(found, made.wording)) >= FLOOR
