"""Means and objects hit go to the happenings that they belong to."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import claims_of_tags
from tests.extracting.claims_of import claims_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two air strikes hit a market in Taiz and killed at least 61 people.",
            {("hit", "air_strike", "market"), ("killed", "air_strike", "market")},
        ),
        (
            "RSF fighters looted a hospital and shot dead five patients in Nyala.",
            {("looted", "", "hospital"), ("shot dead", "small_arms", "")},
        ),
        (
            "Rebels shelled the town and government jets bombed a school, killing nine.",
            {
                ("shelled", "shelling", ""),
                ("bombed", "air_strike", "school"),
                ("killing", "air_strike", "school"),
            },
        ),
        (
            "Barrel bombs killed four people in Daraa.",
            {("killed", "air_strike", "")},
        ),
    ],
)
def test_a_loss_shares_means_and_object_of_the_attack(text: str, expected: set[tuple[str, str, str]]) -> None:
    found = {
        (
            c.trigger.of(text),
            " ".join(sorted({m.kind for m in c.means})),
            " ".join(sorted({o.kind for o in c.objects})),
        )
        for c in claims_of(text)
    }
    assert expected <= found


def test_a_loss_has_the_means_of_the_abuse_that_caused_it() -> None:
    text = "Troops used sarin gas on the village and nine people died."
    rows = [
        {"trigger": "used", "type": "abuse", "actor": ["Troops"]},
        {"trigger": "died", "type": "loss", "quantity": ["nine people"]},
    ]
    assert [[m.kind for m in c.means] for c in claims_of_tags(text, rows, [])] == [["chemical"], ["chemical"]]
