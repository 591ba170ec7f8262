"""Tolls of a whole war, counted from its beginning."""

from __future__ import annotations

import pytest
from tests.extracting.claims_of import PUBLISHED, claims_of


@pytest.mark.parametrize(
    "text",
    [
        "The war, which began in March 2019, has killed 20,000 people, the ministry said.",
        "More than 20,000 people have been killed in the conflict that erupted in March 2019.",
    ],
)
def test_the_toll_of_a_war_counts_from_its_beginning(text: str) -> None:
    found = [claim for claim in claims_of(text) if claim.type == "loss"]
    assert found
    for claim in found:
        assert claim.time is not None
        assert (claim.time.start, claim.time.end, claim.time.precision) == ("2019-03-01", PUBLISHED, "year")
        assert [(q.cumulative, q.since) for q in claim.quantities] == [(True, "2019-03-01")]


def test_other_tolls_keep_their_time() -> None:
    (claim,) = [c for c in claims_of("20 people were killed in Nyala in March 2019.") if c.type == "loss"]
    assert claim.time is not None
    assert (claim.time.start, claim.time.end) == ("2019-03-01", "2019-03-31")
    assert [q.since for q in claim.quantities] == [None]
