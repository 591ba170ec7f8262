"""Doers by the words right beside them."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import Row, tags_of

from counterclaim.extracting.doers import with_doers
from counterclaim.extracting.tags import Mention
from counterclaim.language import load
from counterclaim.model import Span


def done(text: str, *claims: Row, parties: tuple[str, ...] = ()) -> list[tuple[int, str, str]]:
    """(trigger, role, words) of the arguments; `parties` are mentions without a role."""
    tags = tags_of(text, [], claims)
    more = [Mention(Span(at, at + len(p)), "party") for p in parties if (at := text.index(p)) >= 0]
    given = type(tags)(tags.attributions, tags.triggers, (*tags.mentions, *more), tags.arguments)
    found = with_doers(text, given, load("en"))
    return sorted((a.trigger, a.role, found.mentions[a.mention].span.of(text)) for a in found.arguments)


@pytest.mark.parametrize(
    ("text", "trigger", "type", "party", "role"),
    [
        (
            "The brigade captured Zawra from the Tarim Front.",
            "captured",
            "control",
            "the Tarim Front",
            "target",
        ),
        (
            "The state sent drones to the coastal council.",
            "sent",
            "deployment",
            "the coastal council",
            "target",
        ),
        ("He listed killings against the hill people.", "killings", "loss", "the hill people", "target"),
    ],
)
def test_who_is_led_to_as_a_sufferer_is_no_doer(
    text: str, trigger: str, type: str, party: str, role: str
) -> None:
    assert done(text, {"trigger": trigger, "type": type, "actor": [party]}) == [(0, role, party)]


def test_fire_from_somebody_is_his() -> None:
    text = "Two drivers were killed in shelling from the Tarim Front."
    assert done(text, {"trigger": "shelling", "type": "attack", "actor": ["the Tarim Front"]}) == [
        (0, "actor", "the Tarim Front")
    ]


def test_who_helps_or_is_helped_takes_no_part() -> None:
    text = "In support of the coastal council, jets struck Zawra."
    assert done(text, {"trigger": "struck", "type": "attack", "actor": ["the coastal council", "jets"]}) == [
        (0, "actor", "jets")
    ]
    text = "The council, backed by Tarim, took Zawra."
    helped = {"trigger": "backed", "type": "deployment", "actor": ["Tarim"]}
    taken = {"trigger": "took", "type": "control", "actor": ["The council", "Tarim"]}
    assert done(text, helped, taken) == [(0, "actor", "Tarim"), (1, "actor", "The council")]


@pytest.mark.parametrize("actor", ["A car bomb", "Air strikes", "mortar shells"])
def test_a_weapon_does_nothing_by_itself(actor: str) -> None:
    text = f"{actor} killed nine people in Zawra."
    assert done(text, {"trigger": "killed", "type": "loss", "actor": [actor]}) == []


@pytest.mark.parametrize("actor", ["Tarimi air strikes", "Army shells", "Warplanes"])
def test_a_weapon_of_somebody_stands_for_him(actor: str) -> None:
    text = f"{actor} killed nine people in Zawra."
    assert done(text, {"trigger": "killed", "type": "loss", "actor": [actor]}) == [(0, "actor", actor)]


def test_the_kind_of_an_attack_is_nobody() -> None:
    text = "The mayor deplored the twin terrorist blasts."
    assert done(text, {"trigger": "blasts", "type": "attack", "actor": ["the twin terrorist"]}) == []
    text = "A terrorist opened fire."
    assert done(text, {"trigger": "opened fire", "type": "attack", "actor": ["A terrorist"]}) != []


def test_whom_by_names_did_it() -> None:
    text = "Nine people died in a raid on Zawra carried out by the Tarim Front."
    raid = {"trigger": "raid", "type": "attack"}
    assert done(text, raid, parties=("the Tarim Front",)) == [(0, "actor", "the Tarim Front")]
    text = "Jets hit a raid camp held by the Tarim Front."
    assert done(text, {"trigger": "hit", "type": "attack"}, parties=("the Tarim Front",)) == []
    text = "It was a raid carried out on a village held by the Tarim Front."
    assert done(text, raid, parties=("the Tarim Front",)) == []
    text = "Shells made two hits, three more by the fire post."
    assert done(text, {"trigger": "hits", "type": "attack"}, parties=("the fire post",)) == []
    text = "Shells hit a village controlled by the Tarim Front."
    assert done(text, {"trigger": "hit", "type": "attack"}, parties=("the Tarim Front",)) == []


def test_who_lost_what_was_taken_is_the_target() -> None:
    text = "Rebels seized two hills near Zawra from the coastal guard."
    given = {"trigger": "seized", "type": "control", "actor": ["Rebels"]}
    assert (0, "target", "the coastal guard") in done(text, given, parties=("the coastal guard",))
    text = "Rebels left two hills far from the coastal guard."
    given = {"trigger": "left", "type": "control", "actor": ["Rebels"]}
    assert done(text, given, parties=("the coastal guard",)) == [(0, "actor", "Rebels")]


def test_the_doer_of_another_happening_leaves_this_one_to_its_own() -> None:
    text = "The army foiled an attack by the Tarim Front, killing six men."
    foiled = {"trigger": "attack", "type": "attack", "actor": ["the Tarim Front"]}
    killed = {"trigger": "killing", "type": "loss", "actor": ["The army", "the Tarim Front"]}
    assert done(text, foiled, killed) == [(0, "actor", "the Tarim Front"), (1, "actor", "The army")]
    text = "They told of searches by the Tarim Front and its allies, in which men were shot."
    searched = {"trigger": "searches", "type": "abuse", "actor": ["the Tarim Front", "its allies"]}
    shot = {"trigger": "shot", "type": "loss", "actor": ["the Tarim Front", "its allies"]}
    assert (1, "actor", "the Tarim Front") in done(text, searched, shot)


def test_a_warplane_from_which_arms_are_fired_is_the_doer() -> None:
    text = "Missiles fired from a Tarim warplane hit the quay."
    assert done(text, {"trigger": "fired", "type": "attack", "target": ["a Tarim warplane"]}) == [
        (0, "actor", "a Tarim warplane")
    ]


def test_who_is_backed_is_the_target_of_help() -> None:
    text = "Hill fighters backed by coastal jets moved north."
    claim: Row = {
        "trigger": "backed by",
        "type": "deployment",
        "actor": ["Hill fighters backed", "coastal jets"],
    }
    assert done(text, claim) == [(0, "actor", "coastal jets"), (0, "target", "Hill fighters")]


def test_fighting_against_somebody_has_him_as_target() -> None:
    text = "He was tried for fighting against the Tarim Front."
    assert done(text, {"trigger": "fighting", "type": "attack", "actor": ["the Tarim Front"]}) == [
        (0, "target", "the Tarim Front")
    ]


def test_a_doer_ends_before_what_he_strikes() -> None:
    text = "It followed a shelling by hill groups on the government held quay."
    claim: Row = {"trigger": "shelling", "type": "attack", "actor": ["hill groups on the government"]}
    assert done(text, claim) == [(0, "actor", "hill groups")]


@pytest.mark.parametrize(
    ("site", "expected"), [("a hill position", [(0, "target", "a hill position")]), ("Zawra", [])]
)
def test_a_site_that_is_struck_is_a_target_and_a_named_place_is_none(
    site: str, expected: list[tuple[int, str, str]]
) -> None:
    text = f"Gunmen advanced on {site} at noon."
    found = done(text, {"trigger": "advanced", "type": "attack", "place": [site]})
    assert [one for one in found if one[1] == "target"] == expected


def test_losses_are_inflicted_on_somebody() -> None:
    text = "Jets inflicted heavy losses on the Tarim Front."
    found = done(text, {"trigger": "losses", "type": "loss"}, parties=("the Tarim Front",))
    assert found == [(0, "target", "the Tarim Front")]


def test_what_and_alone_joins_to_a_sufferer_suffers_too() -> None:
    text = "Jets struck the Tarim Front and hill fighters, and coastal groups withdrew."
    claim: Row = {"trigger": "struck", "type": "attack", "actor": ["Jets"], "target": ["the Tarim Front"]}
    found = done(text, claim, parties=("hill fighters", "coastal groups"))
    assert [party for _, role, party in found if role == "target"] == ["hill fighters", "the Tarim Front"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "Six people died at a checkpoint run by the coastal council, the attack came at noon.",
            "the coastal council",
        ),
        ("The attack hit a village held by the Tarim Front.", "the Tarim Front"),
    ],
)
def test_who_holds_the_place_is_not_who_attacks_it(text: str, party: str) -> None:
    assert done(text, {"trigger": "attack", "type": "attack", "actor": [party]}) == []
    held = {"trigger": "held", "type": "control", "actor": ["the Tarim Front"]}
    text = "The attack hit a village held by the Tarim Front."
    assert done(text, held) == [(0, "actor", "the Tarim Front")]


def test_a_party_before_a_passive_suffers() -> None:
    text = "Tarimi posts have also been shelled."
    claim = {"trigger": "shelled", "type": "attack", "actor": ["Tarimi posts"]}
    assert done(text, claim) == [(0, "target", "Tarimi posts")]
    text = "Tarimi gunners have also shelled Zawra."
    claim = {"trigger": "shelled", "type": "attack", "actor": ["Tarimi gunners"]}
    assert done(text, claim) == [(0, "actor", "Tarimi gunners")]


def test_a_party_that_describes_an_attack_is_its_doer() -> None:
    text = "Nine people were killed in government air strikes on Monday."
    attack = {"trigger": "air strikes", "type": "attack"}
    assert done(text, attack, parties=("government air strikes",)) == [(0, "actor", "government")]
    text = "Nine people were killed in terrorist attacks on Monday."
    attack = {"trigger": "attacks", "type": "attack"}
    assert done(text, attack, parties=("terrorist attacks",)) == []
