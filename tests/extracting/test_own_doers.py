"""Which parties of its own sentence did a thing: subjects, those whom 'and' and 'by' name, those who only stand near."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, claims_of_tags


def actors(text: str, *claims: Row) -> list[list[str]]:
    return [[actor.text for actor in claim.actors] for claim in claims_of_tags(text, claims)]


def row(trigger: str, kind: str, **roles: list[str]) -> Row:
    return {"trigger": trigger, "type": kind, **roles}


def test_whoever_stands_in_the_next_sentence_is_no_doer_where_the_own_one_names_one() -> None:
    text = "Turkish jets struck a mill. Iran protested."
    assert actors(text, row("struck", "attack", actor=["Turkish jets", "Iran"], target=["a mill"]))[0] == [
        "Turkish jets"
    ]


def test_a_pronoun_alone_does_not_send_away_the_name_before_it() -> None:
    text = "Turkish jets came. They struck a mill."
    rows = [row("struck", "attack", actor=["Turkish jets", "They"], target=["a mill"])]
    assert actors(text, *rows)[0] == ["Turkish jets", "They"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They lie in hills captured by Turkish forces.", ["Turkish forces"]),
        ("They captured hills held by nobody with Turkish forces.", ["They", "Turkish forces"]),
    ],
)
def test_by_names_the_doer_in_place_of_what_stands_before(text: str, expected: list[str]) -> None:
    assert actors(text, row("captured", "control", actor=["They", "Turkish forces"]))[0] == expected


def test_those_who_were_helped_act_with_their_helpers() -> None:
    text = "Syria backed by Iran sent tanks."
    assert actors(text, row("backed", "deployment", actor=["Syria", "Iran"]))[0] == ["Syria", "Iran"]


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Turkish forces clashed with Syrian rebels,", ["Turkish forces"]),
        ("Turkish forces marched with Syrian rebels,", ["Turkish forces", "Syrian rebels"]),
    ],
)
def test_the_subject_of_a_clash_goes_on_alone(lead: str, expected: list[str]) -> None:
    text = f"{lead} killing a herder."
    verb = lead.split()[2]
    both = ["Turkish forces", "Syrian rebels"]
    rows = [row(verb, "attack", actor=both), row("killing", "loss", actor=both, quantity=["a herder"])]
    assert actors(text, *rows)[1] == expected


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("A truce brokered by Turkey and Iran held.", "Turkey", ["Turkey", "Iran"]),
        ("A truce brokered by Turkey and Iran held.", "Iran", ["Turkey", "Iran"]),
        ("A truce brokered by Turkey and later Iran held.", "Turkey", ["Turkey"]),
    ],
)
def test_and_joins_doers(text: str, given: str, expected: list[str]) -> None:
    both = row("held", "agreement", actor=["Turkey", "Iran"])
    assert actors(text, row("brokered", "agreement", actor=[given]), both)[0] == expected


def test_and_joins_nobody_who_does_something_else() -> None:
    text = "Turkey struck a mill with Russia and Iran protested."
    rows = [
        row("struck", "attack", actor=["Turkey", "Russia"]),
        row("protested", "statement", actor=["Iran"]),
    ]
    assert actors(text, *rows)[0] == ["Turkey", "Russia"]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("A Turkish patrol fired on a mill before storming it.", "storming", ["A Turkish patrol"]),
        ("A Turkish patrol fired on a mill before fighting began.", "fighting", []),
    ],
)
def test_a_participle_goes_on_from_the_clause_before(text: str, verb: str, expected: list[str]) -> None:
    rows = [row("fired", "attack", actor=["A Turkish patrol"], target=["a mill"]), row(verb, "attack")]
    assert actors(text, *rows)[1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After Turkey retook it the mill reopened.", ["Turkey"]),
        ("Hills near Turkey retook it.", []),
        ("After Turkey retook hope the mill reopened.", []),
        ("After Turkey had not retook it the mill closed.", []),
    ],
)
def test_a_party_before_a_verb_with_its_object_is_the_subject(text: str, expected: list[str]) -> None:
    party = (
        row("mill", "statement", actor=["Turkey"])
        if "mill" in text
        else row("Hills", "statement", actor=["Turkey"])
    )
    claims = claims_of_tags(text, [row("retook", "control"), party])
    assert [[a.text for a in c.actors] for c in claims if c.type == "control"] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A gas attack blamed on Syria shook the hills.", ["Syria"]),
        ("A gas attack shook the hills and Syria was behind it, Iran holds.", ["Syria"]),
        ("A gas attack shook the hills and Syria was far.", []),
    ],
)
def test_whoever_is_blamed_in_the_sentence_is_the_doer(text: str, expected: list[str]) -> None:
    rows = [row("gas attack", "abuse"), row("shook", "statement", actor=["Syria"])]
    claims = claims_of_tags(text, rows)
    assert [[a.text for a in c.actors] for c in claims if c.type == "abuse"] == [expected]


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("Iran condemned an attack in Syria by Turkey.", ["Syria", "Turkey"], ["Turkey"]),
        ("Iran condemned an attack of Syria by Turkey.", ["Syria", "Turkey"], ["Syria", "Turkey"]),
    ],
)
def test_where_it_happened_is_no_doer(text: str, given: list[str], expected: list[str]) -> None:
    assert actors(text, row("attack", "attack", actor=given, place=["Syria"]))[0] == expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("carried out", ["Turkey", "Syria"]),
        ("had seen", []),
    ],
)
def test_whoever_carries_out_an_act_is_its_doer(verb: str, expected: list[str]) -> None:
    text = f"It is unclear if Turkey or Syria {verb} what herders call a massacre."
    named = row("unclear", "statement", target=["Turkey", "Syria"])
    claims = claims_of_tags(text, [named, row("massacre", "abuse")])
    assert [[a.text for a in c.actors] for c in claims if c.type == "abuse"] == [expected]


def test_the_two_are_the_doers_told_of_last() -> None:
    text = "Iran protested. Turkey and Syria sent ships. Both shelled a mill."
    rows = [
        row("protested", "statement", actor=["Iran"]),
        row("sent", "deployment", actor=["Turkey", "Syria"]),
        row("shelled", "attack", actor=["Both"], target=["a mill"]),
    ]
    claim = claims_of_tags(text, rows)[-1]
    assert [actor.name for actor in claim.actors] == ["Turkey", "Syria"]


@pytest.mark.parametrize(
    ("text", "doer", "whole"),
    [
        ("US-led jets hit a mill. The US-led coalition rested.", "US-led", "The US-led coalition"),
        ("Iran rebels hit a mill. Syrian rebels rested.", "Iran rebels", "Syrian rebels"),
    ],
)
def test_a_short_form_means_whom_the_whole_phrase_means(text: str, doer: str, whole: str) -> None:
    place = {"place": ["Iran"]} if "Iran" in text else {}
    rows = [row("hit", "attack", actor=[doer], **place), row("rested", "attack", actor=[whole])]
    one, other = claims_of_tags(text, rows)
    assert [actor.name for actor in one.actors] == [actor.name for actor in other.actors] != [doer]


@pytest.mark.parametrize(("doer", "expected"), [("The chlorine", []), ("The gunmen", ["The gunmen"])])
def test_a_weapon_alone_is_no_doer(doer: str, expected: list[str]) -> None:
    text = f"{doer} injured nine herders."
    assert actors(text, row("injured", "loss", actor=[doer], quantity=["nine herders"]))[0] == expected


@pytest.mark.parametrize(
    ("manner", "expected"), [("in a large offensive", ["Turkish forces"]), ("amid an offensive", [])]
)
def test_the_way_in_which_it_was_done_has_its_doer(manner: str, expected: list[str]) -> None:
    text = f"Turkish forces retook a mill {manner}."
    rows = [row("retook", "control", actor=["Turkish forces"]), row("offensive", "attack")]
    assert actors(text, *rows)[1] == expected
