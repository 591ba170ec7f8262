"""Who attacked and who was attacked where an attack is repelled."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, claims_of_tags


@pytest.mark.parametrize(
    ("text", "row", "actors", "targets"),
    [
        (
            "The Turkish army repelled Hezbollah fighters near Kutum.",
            {"trigger": "repelled", "actor": ["The Turkish army"], "target": ["Hezbollah fighters"]},
            ["Hezbollah"],
            ["Turkey"],
        ),
        (
            "Hezbollah fighters were repelled by the Turkish army.",
            {"trigger": "repelled", "actor": ["Hezbollah fighters", "the Turkish army"]},
            ["Hezbollah"],
            ["Turkey"],
        ),
        (
            "An assault of Hezbollah, repelled by the Turkish army, began at dawn.",
            {"trigger": "repelled", "actor": ["Hezbollah", "the Turkish army"]},
            ["Hezbollah"],
            ["Turkey"],
        ),
        (
            "Hezbollah fighters attacked the Turkish army.",
            {"trigger": "attacked", "actor": ["Hezbollah fighters"], "target": ["the Turkish army"]},
            ["Hezbollah"],
            ["Turkey"],
        ),
    ],
)
def test_who_repels_was_attacked(text: str, row: Row, actors: list[str], targets: list[str]) -> None:
    (claim,) = claims_of_tags(text, [{"type": "attack", **row}], [])
    assert [actor.name for actor in claim.actors] == actors
    assert [target.name for target in claim.targets] == targets
