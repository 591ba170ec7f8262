"""What a known party says at length without a happening in it is a statement."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, claims_of_tags

STAND = "the river belongs to those who live on its banks and no power from abroad will ever change that"


def kinds(text: str, claims: list[Row], *said: Row) -> list[tuple[str, str, str]]:
    return [(c.type, c.trigger.of(text), c.claimant.party) for c in claims_of_tags(text, claims, said)]


def test_a_position_of_a_party_is_its_statement() -> None:
    text = f"Rebels shelled the town. The Russian Defence Ministry said {STAND}. Rebels left the hill."
    said: Row = {"source": ["The Russian Defence Ministry"], "cue": ["said"], "content": [STAND]}
    told: list[Row] = [
        {"trigger": "shelled", "type": "attack", "actor": ["Rebels"]},
        {"trigger": "left", "type": "control", "actor": ["Rebels#2"]},
    ]
    assert kinds(text, told, said) == [
        ("attack", "shelled", "outlet"),
        ("statement", "said", "Russia"),
        ("control", "left", "outlet"),
    ]
    (_, position, last) = claims_of_tags(text, told, [said])
    assert [actor.name for actor in position.actors] == ["Russia"]
    assert [actor.text for actor in last.actors] == ["Rebels"]


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("A shopkeeper", STAND),
        ("The Russian Defence Ministry", "the river belongs to those who live on its banks"),
    ],
)
def test_nobody_known_and_nothing_of_length_make_none(source: str, content: str) -> None:
    text = f"{source} said {content}."
    assert kinds(text, [], {"source": [source], "cue": ["said"], "content": [content]}) == []


def test_a_happening_in_what_is_said_is_the_claim() -> None:
    text = f"The Russian Defence Ministry said {STAND} since the town was shelled."
    content = f"{STAND} since the town was shelled"
    said: Row = {"source": ["The Russian Defence Ministry"], "cue": ["said"], "content": [content]}
    told: list[Row] = [{"trigger": "shelled", "type": "attack", "attribution": 0}]
    assert kinds(text, told, said) == [("attack", "shelled", "Russia")]


def test_a_position_inside_another_is_no_second_one() -> None:
    text = f"The Russian Defence Ministry said Ukraine thinks {STAND}."
    inner: Row = {"source": ["Ukraine"], "cue": ["thinks"], "content": [STAND]}
    outer: Row = {
        "source": ["The Russian Defence Ministry"], "cue": ["said"], "content": [f"Ukraine thinks {STAND}"]
    }  # fmt: skip
    assert kinds(text, [], outer, inner) == [("statement", "said", "Russia")]


def test_a_position_is_as_certain_as_its_cue() -> None:
    text = f"Ukraine believes {STAND}."
    said: Row = {"source": ["Ukraine"], "cue": ["believes"], "content": [STAND]}
    (claim,) = claims_of_tags(text, [], [said])
    assert (claim.polarity, claim.certainty) == ("asserted", "probable")
