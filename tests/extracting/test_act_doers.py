"""Doers that the words for an act name, where the tagger marked none."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, claims_of_tags


def actors(text: str, *claims: Row) -> list[list[str]]:
    return [[actor.text for actor in claim.actors] for claim in claims_of_tags(text, claims)]


def attack(trigger: str, **roles: list[str]) -> Row:
    return {"trigger": trigger, "type": "attack", **roles}


def loss(trigger: str, **roles: list[str]) -> Row:
    return {"trigger": trigger, "type": "loss", **roles}


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("Turkish air raids", ["Turkish"]),
        ("heavy Turkish artillery shelling", ["Turkish"]),
        ("Turkish and Russian air strikes", ["Turkish", "Russian"]),
        ("Turkish or Russian strikes", ["Turkish", "Russian"]),
        ("rebel rocket fire", ["rebel"]),
        ("anti-rebel raids", []),
        ("heavy air raids", []),
        ("Turkish clashes", []),
    ],
)
def test_a_party_before_the_noun_of_an_attack_is_its_doer(act: str, expected: list[str]) -> None:
    text = f"Syrian rebels hold the hills. People told of {act} on the mill."
    noun = act.split()[-1]
    told = actors(
        text, {"trigger": "hold", "type": "control", "actor": ["Syrian rebels"]}, attack(noun, place=["mill"])
    )
    assert told[1] == expected


def test_a_weapon_that_is_the_trigger_has_the_noun_of_its_act_behind_it() -> None:
    assert actors("The mill burned in Turkish air strikes.", attack("air", place=["mill"]))[0] == ["Turkish"]


def test_nobody_is_the_doer_of_what_is_done_to_him() -> None:
    text = "The mill told of Turkish raids."
    assert actors(text, attack("raids", target=["Turkish"]))[0] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine herders were killed in the hills in a Turkish operation.", ["Turkish"]),
        ("Nine herders were killed following Turkish rocket attacks.", ["Turkish"]),
        ("In a Turkish night raid nine herders were killed.", ["Turkish"]),
        ("In Turkish air raids nine herders were killed.", ["Turkish"]),
        ("Turkish shelling has reportedly killed nine herders.", ["Turkish"]),
        ("Nine herders were killed near Turkish artillery.", []),
        ("Nine herders were killed. Turkish raids went on.", []),
    ],
)
def test_a_harm_has_the_doer_of_the_act_that_caused_it(text: str, expected: list[str]) -> None:
    assert actors(text, loss("killed", quantity=["ine herders"]))[0] == expected


@pytest.mark.parametrize(("other", "expected"), [("Terrorists", ["terrorist"]), ("Poachers", [])])
def test_terrorist_says_who_where_the_text_tells_of_terrorists(other: str, expected: list[str]) -> None:
    text = f"{other} in Syria stormed a mill. Nine herders were killed in terrorist attacks in Syria on the hills."
    rows = [attack("stormed", actor=[other], place=["Syria"]), loss("killed", quantity=["Nine herders"])]
    assert actors(text, *rows)[1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Herders hope for better relations with Turkey Air strikes hit a mill.", []),
        ("Nine Hurt in Turkish Air strikes.", ["Turkish"]),
    ],
)
def test_a_sentence_that_begins_without_a_stop_before_it_has_no_doer_of_the_last(
    text: str, expected: list[str]
) -> None:
    assert actors(text, attack("Air strikes"))[0] == expected
