"""Tolls that have risen, and places under somebody's control."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import claims_of_tags


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The number of villagers killed has risen to seven, a doctor said.", [(7, "killed")]),
        ("The number of people killed in Nyala on Monday rose to at least 40.", [(40, "killed")]),
        ("Shelling killed villagers as fares rose to 40 dollars.", []),
    ],
)
def test_the_new_number_is_the_figure_of_the_loss(text: str, figures: list[tuple[int, str]]) -> None:
    (claim,) = claims_of_tags(text, [{"trigger": "killed", "type": "loss"}])
    assert [(q.low, q.effect) for q in claim.quantities] == figures


def test_what_is_under_its_control_is_the_speakers() -> None:
    (claim,) = claims_of_tags(
        "The Azerbaijani Defence Ministry said that the town of Hadrut was under its control.",
        [{"trigger": "under its control", "type": "control", "attribution": 0, "place": ["Hadrut"]}],
        [
            {
                "source": ["The Azerbaijani Defence Ministry"],
                "cue": ["said"],
                "content": ["the town of Hadrut was under its control"],
            }
        ],
    )
    assert [(actor.text, actor.name) for actor in claim.actors] == [("its", "Azerbaijan")]


def test_a_holder_that_nobody_knows_is_left_out() -> None:
    (claim,) = claims_of_tags(
        "The town of Hadrut is under their control.",
        [{"trigger": "under their control", "type": "control", "place": ["Hadrut"]}],
    )
    assert claim.actors == ()
