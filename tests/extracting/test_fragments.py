"""Arguments that are pieces of something else."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import tags_of

from counterclaim.extracting.found import with_found_mentions
from counterclaim.extracting.fragments import without_fragments
from counterclaim.extracting.tags import Tags
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.language import load
from counterclaim.model import Passage, Span


def arguments(text: str, tags: Tags) -> list[tuple[str, str]]:
    return sorted((a.role, tags.mentions[a.mention].span.of(text)) for a in tags.arguments)


def kept(text: str, **roles: object) -> list[tuple[str, str]]:
    given = {"trigger": "shelled", "type": "attack", **roles}
    return arguments(text, without_fragments(text, tags_of(text, [], [given]), load("en")))


def test_a_noun_phrase_ends_with_a_word_of_its_own() -> None:
    text = "The army and its allies shelled the convoy of the mayor."
    assert kept(text, actor=["The army and"], target=["the convoy of"]) == [
        ("actor", "The army"),
        ("target", "the convoy"),
    ]


def test_nobody_does_it_to_himself() -> None:
    assert kept("The rebels shelled them.", actor=["The rebels"], target=["The rebels", "them"]) == [
        ("actor", "The rebels"),
        ("target", "them"),
    ]


@pytest.mark.parametrize("target", ["al", "Wadi", "the"])
def test_a_piece_of_the_places_name_or_an_article_is_no_party(target: str) -> None:
    text = "Rebels shelled Tel al-Wadi from the hills."
    assert kept(text, target=[target], place=["Tel al-Wadi"]) == [("place", "Tel al-Wadi")]


def test_an_attack_is_nobody_but_whose_it_was_is_somebody() -> None:
    text = "The Turkish strikes killed nine."
    rows = [
        {"trigger": "Turkish strikes", "type": "attack", "actor": ["Turkish"]},
        {"trigger": "killed", "type": "loss", "actor": ["strikes", "The Turkish strikes"]},
    ]
    found = arguments(text, without_fragments(text, tags_of(text, [], rows), load("en")))
    assert found == [("actor", "The Turkish strikes"), ("actor", "Turkish")]


@pytest.mark.parametrize(
    ("text", "marked", "whole"),
    [
        ("The Islamic State of Iraq and the Levant shelled Kutum.", "the Levant", "Islamic State of Iraq and the Levant"),
        ("Two gunmen shelled Kutum.", "Two", "Two gunmen"),
        ("Rebels shelled Kutum.", "Rebels", "Rebels"),
    ],
)  # fmt: skip
def test_a_piece_of_a_name_becomes_the_name_and_a_number_the_counted(
    text: str, marked: str, whole: str
) -> None:
    world = open_world(WorldSpec())
    given = tags_of(text, [], [{"trigger": "shelled", "type": "attack", "actor": [marked]}])
    passages = [Passage(Span(0, len(text)), "paragraph")]
    tags = with_found_mentions(given, text, passages, load("en"), world.registry, world.gazetteer)
    (actor,) = [span for role, span in arguments(text, tags) if role == "actor"]
    assert actor.removeprefix("The ") == whole
