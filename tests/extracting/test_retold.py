"""What an article says twice is one claim."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, claims_of_tags

from counterclaim.model import Claim

HEAD = "Air raid kills 14 in Kunduz"
LEAD = "At least one raid killed 14 people in Kunduz on Sunday, a doctor said."


def loss(trigger: str, quantity: str, place: str, **more: object) -> Row:
    return {"trigger": trigger, "type": "loss", "quantity": [quantity], "place": [place], **more}


def said(source: str, cue: str, content: str) -> Row:
    return {"source": [source], "cue": [cue], "content": [content]}


def told(claims: tuple[Claim, ...]) -> list[tuple[str, int | None]]:
    return [(c.claimant.name, c.quantities[0].low if c.quantities else None) for c in claims]


def test_the_lead_tells_what_the_headline_announces() -> None:
    text = f"{HEAD}. {LEAD}"
    claims = claims_of_tags(
        text,
        [
            loss("kills", "14", "Kunduz"),
            loss("killed", "14 people", "Kunduz#2", time=["on Sunday"], attribution=0),
        ],
        [said("a doctor", "said", "At least one raid killed 14 people in Kunduz on Sunday")],
    )
    assert told(claims) == [("doctor", 14)]
    assert claims[0].time is not None


@pytest.mark.parametrize(
    ("later", "kept"),
    [
        ("The police said that 14 people were killed in Kunduz on Sunday.", [14]),
        ("The police said that 15 people were killed in Kunduz on Sunday.", [14, 15]),
        ("The police said that 14 people were killed in Herat on Sunday.", [14, 14]),
        ("The police said that 14 people were killed in Kunduz on Friday.", [14, 14]),
    ],
)
def test_a_source_that_says_it_again_makes_no_second_claim(later: str, kept: list[int]) -> None:
    first = "The police said on Monday that a raid had killed 14 people in Kunduz on Sunday."
    text = f"The war goes on. {first} {later}"
    number, place = later.split()[4], later.split()[9]
    claims = claims_of_tags(
        text,
        [
            loss("killed", "14 people", "Kunduz", time=["on Sunday"], attribution=0),
            loss(
                "killed#2", f"{number} people" + "#2" * (number == "14"), place + "#2" * (place == "Kunduz"),
                time=[later[later.index("on ") : -1] + "#2" * ("Sunday" in later)], attribution=1,
            ),
        ],
        [
            said("The police", "said", "a raid had killed 14 people in Kunduz on Sunday"),
            said("The police#2", "said#2", later[later.index("that ") + 5 : -1]),
        ],
    )  # fmt: skip
    assert [low for _, low in told(claims)] == kept


def test_two_sources_that_say_the_same_are_two_claims() -> None:
    text = "The war goes on. The army said it killed 14 rebels. The rebels said it killed 14 men."
    claims = claims_of_tags(
        text,
        [
            {"trigger": "killed", "type": "loss", "quantity": ["14 rebels"], "attribution": 0},
            {"trigger": "killed#2", "type": "loss", "quantity": ["14 men"], "attribution": 1},
        ],
        [said("The army", "said", "it killed 14 rebels"), said("The rebels", "said#2", "it killed 14 men")],
    )
    assert len(claims) == 2
