"""Made-up claims with planted happenings: the same for a seed, and found again."""

from __future__ import annotations

import random

from bench import made_claims
from bench.compare_speed import compared, pair_scores

from counterclaim.comparing.comparators import excluded
from counterclaim.comparing.features import features
from counterclaim.comparing.nouns import Constraints, Group
from counterclaim.comparing.pairing import JOINS, joined, weighed
from tests.comparing.test_blocking import some


def test_claims_are_the_same_for_a_seed() -> None:
    one, other = made_claims.claims(120, seed=3), made_claims.claims(120, seed=3)
    assert one.claims == other.claims
    assert one.truth == other.truth
    assert len(one.claims) == len(one.truth) == len({claim["id"] for claim in one.claims}) == 120
    assert made_claims.claims(120, seed=4).claims != one.claims


def test_planted_happenings_are_found() -> None:
    found = compared(600)
    precision, recall, _ = found.scores
    assert precision > 0.9
    assert recall > 0.7


def test_scores_count_pairs() -> None:
    truth = {"c_1": "h1", "c_2": "h1", "c_3": "h1", "c_4": "h2", "c_5": None}
    groups = [Group(("c_1", "c_2", "c_4", "c_5"), (None,) * 4), Group(("c_3",), (None,))]
    assert pair_scores(groups, truth) == (1 / 3, 1 / 3, 1 / 3)


def test_what_is_left_out_early_would_not_have_joined() -> None:
    draw = random.Random(5)
    made = [features(some(draw, number)) for number in range(60)]
    for a in made:
        for b in made:
            if a.claim < b.claim and excluded(a, b) is None:
                assert (joined(a, b, Constraints()) is not None) == (weighed(a, b)[0] >= JOINS)
