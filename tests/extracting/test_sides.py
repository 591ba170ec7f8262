"""Both sides of clashes and agreements, which 'between' opens."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, claims_of_tags


def actors(text: str, kind: str, *claims: Row) -> list[str]:
    told = [claim for claim in claims_of_tags(text, claims) if claim.type == kind]
    return [actor.text for actor in told[0].actors]


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "expected"),
    [
        ("Clashes erupted at dawn between Turkey and Syria.", "Clashes", "attack", ["Turkey", "Syria"]),
        ("A truce between Turkey and also Syria held.", "truce", "agreement", ["Turkey", "Syria"]),
        ("Hills are split between Turkey and Syria after clashes.", "clashes", "attack", ["Turkey", "Syria"]),
        ("Shelling fell between Turkey and Syria.", "Shelling", "attack", []),
        ("A truce between Turkey and others held.", "truce", "agreement", []),
    ],
)
def test_between_opens_both_sides(text: str, trigger: str, kind: str, expected: list[str]) -> None:
    sides = {"trigger": "split", "type": "control", "target": ["Turkey"]} if "split" in text else None
    party = {"trigger": "Ships", "type": "deployment", "actor": ["Turkey", "Syria"]}
    text = f"{text} Ships went from Turkey to Syria."
    rows = [row for row in (sides, {"trigger": trigger, "type": kind}, party) if row]
    named = {"trigger": "went", "type": "statement", "target": ["Turkey", "Syria"]}
    assert actors(text, kind, *rows[:-1], {**named, "trigger": "Ships"}) == expected


@pytest.mark.parametrize(
    ("who", "expected"), [("herders", ["Turkey", "Syria"]), ("Turkish guards", ["Syria"])]
)
def test_the_killed_of_a_clash_were_killed_by_the_other_side(who: str, expected: list[str]) -> None:
    text = f"Nine {who} were killed in fighting between Turkey and Syria."
    killed = {"trigger": "killed", "type": "loss", "quantity": [f"Nine {who}"]}
    named = {"trigger": "between", "type": "statement", "target": ["Turkey", "Syria"]}
    assert actors(text, "loss", killed, named) == expected
