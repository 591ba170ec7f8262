"""Whom pronouns and possessives mean that stand for doers and sufferers."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, claims_of_tags

MONITOR = "the Syrian Observatory for Human Rights"


def said(source: str, cue: str, content: str) -> Row:
    return {"source": [source], "cue": [cue], "content": [content]}


def actors(text: str, claims: list[Row], *attributions: Row) -> list[str | None]:
    return [actor.name for actor in claims_of_tags(text, claims, attributions)[-1].actors]


def test_they_are_those_who_fight_and_not_the_monitor() -> None:
    text = f"Hezbollah fighters entered the town, {MONITOR} said. They hold most of it."
    claims: list[Row] = [
        {"trigger": "entered", "type": "control", "actor": ["Hezbollah fighters"], "attribution": 0},
        {"trigger": "hold", "type": "control", "actor": ["They"]},
    ]
    content = "Hezbollah fighters entered the town"
    assert actors(text, claims, said(MONITOR, "said", content)) == ["Hezbollah"]


def test_a_monitor_alone_is_nobody_who_takes_a_town() -> None:
    text = f"{MONITOR.capitalize()} said the road was open. They left on buses."
    claims: list[Row] = [{"trigger": "left", "type": "control", "actor": ["They"]}]
    assert actors(text, claims, said(MONITOR.capitalize(), "said", "the road was open")) == [None]


def test_those_to_whom_it_was_done_go_on_suffering() -> None:
    def shot(*villagers: str) -> str | None:
        text = "Hezbollah fighters seized nine villagers. Later gunmen shot them."
        claims: list[Row] = [
            {
                "trigger": "seized",
                "type": "abuse",
                "actor": ["Hezbollah fighters"],
                "quantity": list(villagers),
            },
            {"trigger": "shot", "type": "abuse", "actor": ["gunmen"], "target": ["them"]},
        ]
        (them,) = claims_of_tags(text, claims, [])[-1].targets
        return them.name

    assert shot("nine villagers") is None
    assert shot() == "Hezbollah"


@pytest.mark.parametrize("word", ["it", "its army"])
def test_a_state_that_speaks_means_itself(word: str) -> None:
    text = f"Turkey said {word} had shelled two villages."
    claim: Row = {"trigger": "shelled", "type": "attack", "actor": [word], "attribution": 0}
    assert actors(text, [claim], said("Turkey", "said", f"{word} had shelled two villages")) == ["Turkey"]


def test_we_are_the_side_of_the_speaker() -> None:
    text = 'The Israeli army said: "We struck nine targets in Lebanon."'
    claim: Row = {"trigger": "struck", "type": "attack", "actor": ["We"], "attribution": 0}
    given = said("The Israeli army", "said", '"We struck nine targets in Lebanon."')
    assert actors(text, [claim], given) == ["Israel"]


def test_allies_are_another_party() -> None:
    text = "Iran said its allies had fired on a ship. Iran said its Russian allies had fired on it."
    first: Row = {"trigger": "fired", "type": "attack", "actor": ["its allies"], "attribution": 0}
    second: Row = {"trigger": "fired#2", "type": "attack", "actor": ["its Russian allies"], "attribution": 1}
    one = said("Iran", "said", "its allies had fired on a ship")
    other = said("Iran#2", "said#2", "its Russian allies had fired on it")
    assert [[a.name for a in c.actors] for c in claims_of_tags(text, [first, second], (one, other))] == [
        [None],
        ["Russia"],
    ]


def test_the_state_in_capitals_is_no_pronoun() -> None:
    text = "US strikes killed nine men, Damascus said."
    claim: Row = {"trigger": "strikes", "type": "attack", "actor": ["US"], "attribution": 0}
    assert actors(text, [claim], said("Damascus", "said", "US strikes killed nine men")) == ["United States"]


@pytest.mark.parametrize(
    ("word", "expected"), [("قواتها", "Turkey"), ("قواتنا", "Turkey"), ("أنها", "Turkey"), ("إننا", "Turkey")]
)
def test_whose_the_troops_are_by_an_ending(word: str, expected: str) -> None:
    text = f"قالت تركيا إن {word} قصفت مواقع في إدلب يوم الأحد."
    claim: Row = {"trigger": "قصفت", "type": "attack", "actor": [word], "attribution": 0}
    given = said("تركيا", "قالت", f"{word} قصفت مواقع في إدلب يوم الأحد")
    (only,) = claims_of_tags(text, [claim], [given], language="ar")
    assert [actor.name for actor in only.actors] == [expected]


def test_nobody_is_his_own_victim() -> None:
    text = "Hezbollah fighters entered the town. Hezbollah moved them to the coast."
    claims: list[Row] = [
        {"trigger": "entered", "type": "control", "actor": ["Hezbollah fighters"]},
        {"trigger": "moved", "type": "displacement", "actor": ["Hezbollah#2"], "target": ["them"]},
    ]
    (them,) = claims_of_tags(text, claims, [])[-1].targets
    assert them.name is None
