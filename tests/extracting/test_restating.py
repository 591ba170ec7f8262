"""A second source that gives only another figure of the same loss."""

from __future__ import annotations

import pytest
from tests.extracting.claims_of import claims_of


@pytest.mark.parametrize(
    ("text", "party", "figure"),
    [
        ("Ukraine said 12 civilians were killed in Kherson. Russia said the number was 3.", "Russia", 3),
        ("Turkey says 100 fighters were killed in Kutum; Iran says 104.", "Iran", 104),
        ("Nine villagers drowned, the UN said; Sudan put the toll at 40.", "Sudan", 40),
        ("Mali said 30 people were killed while Niger put the death toll at 55.", "Niger", 55),
    ],
)
def test_another_figure_is_a_claim_of_its_own_source(text: str, party: str, figure: int) -> None:
    first, second = claims_of(text)
    assert (second.type, second.claimant.party, second.quantities[0].low) == ("loss", party, figure)
    assert second.places == first.places
    assert second.quantities[0].item == first.quantities[0].item
    assert second.id != first.id


@pytest.mark.parametrize(
    "text",
    [
        "Mali said 30 people were killed. Niger said 55 villages had been flooded.",
        "Mali said its troops had taken Kidal. Niger put the figure at 40.",
        "Mali said 30 people were killed. The rains came late. The wells are dry. Niger says 55.",
    ],
)
def test_other_figures_restate_nothing(text: str) -> None:
    assert [c.claimant.party for c in claims_of(text) if c.type == "loss"] in (["Mali"], [])


def test_another_number_of_the_forces_sent_is_a_deployment() -> None:
    text = "Niger said 850 fighters were deployed in Kidal. According to Chad, their number is about 4,000."
    first, second = claims_of(text)
    assert (second.type, second.claimant.party, second.quantities[0].low) == ("deployment", "Chad", 4000)
    assert (second.places, second.quantities[0].item) == (first.places, first.quantities[0].item)
