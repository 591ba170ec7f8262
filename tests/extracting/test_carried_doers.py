"""Doers carried over from the cause, the clause or the sentence before, to a harm that names none."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, claims_of_tags

MONITOR = "the Syrian Observatory for Human Rights"


def actors(text: str, claims: list[Row], *attributions: Row) -> list[list[str]]:
    """The words of each claim's actors, claims in text order."""
    return [[actor.text for actor in claim.actors] for claim in claims_of_tags(text, claims, attributions)]


def said(source: str, content: str) -> Row:
    return {"source": [source], "cue": ["said"], "content": [content]}


def loss(trigger: str, **roles: list[str]) -> Row:
    return {"trigger": trigger, "type": "loss", **roles}


def attack(trigger: str, **roles: list[str]) -> Row:
    return {"trigger": trigger, "type": "attack", **roles}


def test_a_toll_takes_the_doer_of_the_attack_that_caused_it() -> None:
    text = "Nine herders were killed in Turkish raids on a pasture."
    claims = [
        loss("killed", quantity=["Nine herders"]),
        attack("raids", actor=["Turkish"], target=["a pasture"]),
    ]
    assert actors(text, claims)[0] == ["Turkish"]


def test_who_suffers_did_not_do_it() -> None:
    text = "Nine Hezbollah fighters were killed in clashes with Hezbollah."
    claims = [
        loss("killed", quantity=["Nine Hezbollah fighters"]),
        attack("clashes", actor=["Hezbollah"], target=["a patrol"], place=[]),
    ]
    text = text.replace("Hezbollah.", "Hezbollah and a patrol.")
    assert actors(text, claims)[0] == []


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (", killing", ["Turkish jets"]),
        (" and killed", ["Turkish jets"]),
        (" and later the flood killed", []),
    ],
)
def test_a_participle_and_a_second_verb_have_the_subject_of_their_clause(
    gap: str, expected: list[str]
) -> None:
    text = f"Turkish jets struck a depot{gap} nine guards."
    verb = gap.split()[-1]
    claims = [
        attack("struck", actor=["Turkish jets"], target=["a depot"]),
        loss(verb, quantity=["nine guards"]),
    ]
    assert actors(text, claims)[1] == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("The attack left nine guards dead.", ["Turkish jets"]),
        ("The first attack left nine guards dead.", []),
        ("A mine left nine guards dead.", []),
    ],
)
def test_the_attack_goes_on_from_the_sentence_before(second: str, expected: list[str]) -> None:
    text = f"Turkish jets struck a depot. {second}"
    claims = [
        attack("struck", actor=["Turkish jets"], target=["a depot"]),
        loss("dead", quantity=["nine guards"]),
    ]
    assert actors(text, claims)[1] == expected


def test_an_accusation_by_a_side_is_not_put_into_other_words() -> None:
    def second(source: str) -> list[str]:
        text = f"{source} said Turkish jets struck a depot. The attack left nine guards dead."
        claims = [
            {**attack("struck", actor=["Turkish jets"], target=["a depot"]), "attribution": 0},
            loss("dead", quantity=["nine guards"]),
        ]
        return actors(text, claims, said(source, "Turkish jets struck a depot"))[1]

    assert second(MONITOR.capitalize()) == ["Turkish jets"]
    assert second("Hezbollah") == []


@pytest.mark.parametrize(
    ("where", "expected"),
    [("Aleppo", []), ("Idlib province", ["Turkish jets"])],
)
def test_another_place_is_another_attack_but_for_one_that_may_hold_it(
    where: str, expected: list[str]
) -> None:
    text = f"Turkish jets struck {where}. The attack left nine guards dead in Homs."
    claims = [
        attack("struck", actor=["Turkish jets"], place=[where]),
        loss("dead", quantity=["nine guards"], place=["Homs"]),
    ]
    assert actors(text, claims)[1] == expected


def test_a_phrase_beside_a_place_is_no_doer() -> None:
    text = "Hezbollah fighters in Aleppo and other provinces attacked convoys."
    claims = [
        attack("attacked", actor=["Hezbollah fighters", "other provinces"], place=["Aleppo"]),
    ]
    assert actors(text, claims) == [["Hezbollah fighters"]]


def test_those_told_to_stop_are_those_who_do_it() -> None:
    text = "She asked for pressure on Turkey and Hezbollah to stop the shelling."
    mentioned = {**attack("asked", target=["Turkey", "Hezbollah"]), "type": "statement"}
    assert actors(text, [mentioned, attack("shelling")])[1] == ["Turkey", "Hezbollah"]


def test_others_suffered_from_the_same_hands() -> None:
    text = "Hezbollah fighters seized nine villagers in Aleppo. Others were taken to Homs."
    claims: list[Row] = [
        {
            "trigger": "seized",
            "type": "abuse",
            "actor": ["Hezbollah fighters"],
            "quantity": ["nine villagers"],
        },
        {"trigger": "taken", "type": "abuse", "target": ["Others"], "place": ["Homs"]},
    ]
    assert actors(text, claims)[1] == ["Hezbollah fighters"]


def test_a_place_that_was_struck_is_none_of_the_counted_dead() -> None:
    text = "Shells on houses in Aleppo killed nine."
    claim = loss("killed", target=["houses in Aleppo"], quantity=["nine"], place=["Aleppo"])
    (found,) = claims_of_tags(text, [claim], [])
    assert found.targets == ()


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Nine guards were killed.", ["Turkish jets"]),
        ("Meanwhile nine guards were killed.", []),
        ("Since spring nine guards were killed.", []),
        ("Nine guards sent by Iran were killed.", []),
        ("So far nine guards have been killed.", []),
    ],
)
def test_a_toll_goes_on_from_the_only_violence_of_the_sentence_before(
    second: str, expected: list[str]
) -> None:
    text = f"Turkish jets struck a depot. {second}"
    claims = [
        attack("struck", actor=["Turkish jets"], target=["a depot"]),
        loss("killed", quantity=["ine guards"]),
    ]
    if "Iran" in second:
        claims.append({"trigger": "sent", "type": "deployment", "actor": ["Iran"]})
    assert actors(text, claims)[-1] == expected


@pytest.mark.parametrize("first", ["clashed with rebels", "struck a depot while Iran shelled a mill"])
def test_a_toll_has_no_doer_where_two_sides_fought_before(first: str) -> None:
    text = f"Turkish jets {first}. Nine guards were killed."
    rows = [attack(first.split()[0], actor=["Turkish jets"]), loss("killed", quantity=["Nine guards"])]
    if "Iran" in first:
        rows.insert(1, attack("shelled", actor=["Iran"]))
    assert actors(text, rows)[-1] == []


@pytest.mark.parametrize(("toll", "expected"), [("34", ["Turkish jets"]), ("35", [])])
def test_a_headline_has_the_doer_of_the_same_toll_in_the_lead(toll: str, expected: list[str]) -> None:
    text = f"Strike leaves 34 guards dead. Turkish jets struck a depot and killed {toll} guards."
    rows = [
        loss("dead", quantity=["34 guards"]),
        loss("killed", actor=["Turkish jets"], quantity=[f"{toll} guards" + ("#2" if toll == "34" else "")]),
    ]
    assert actors(text, rows)[0] == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Three raids hit a mill.", ["Turkish jets"]),
        ("Meanwhile three raids hit a mill.", []),
        ("Three mines hit a mill.", []),
    ],
)
def test_another_attack_from_the_air_goes_on_from_the_one_before(second: str, expected: list[str]) -> None:
    text = f"Turkish jets struck a depot. {second}"
    claims = [
        attack("struck", actor=["Turkish jets"], target=["a depot"]),
        attack("hit", target=["a mill"]),
    ]
    assert actors(text, claims)[1] == expected
