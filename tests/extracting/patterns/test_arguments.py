"""Roles of mentions on sentences of our own, and noun phrases without a name."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extracting.patterns import arguments
from counterclaim.extracting.patterns.nounphrases import merge, noun_phrases
from counterclaim.extracting.tags import Attribution, Mention, MentionKind, Trigger
from counterclaim.language import load
from counterclaim.model import ClaimType, Passage, Span


def span(text: str, piece: str) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece))


def passages(text: str) -> list[Passage]:
    return [Passage(Span(m.start(), m.end()), "paragraph") for m in re.finditer(r"[^\n]+", text)]


def roles(
    text: str,
    word: str,
    kind: ClaimType,
    mentions: dict[str, MentionKind],
    content: str | None = None,
    language: str = "en",
) -> dict[str, set[str]]:
    """Roles by mention of the happening that `word` carries."""
    attributions = [] if content is None else [Attribution((), (), (), (span(text, content),))]
    trigger = Trigger(span(text, word), kind, "asserted", "certain", 0 if content else None)
    found = [Mention(span(text, piece), what) for piece, what in mentions.items()]
    linked = arguments.link(text, passages(text), load(language), attributions, [trigger], found)
    named: dict[str, set[str]] = {piece: set() for piece in mentions}
    for argument in linked:
        named[list(mentions)[argument.mention]].add(argument.role)
    return named


def test_subject_and_place_of_an_attack() -> None:
    found = roles(
        "On Monday government forces shelled the town of Marwan.",
        "shelled",
        "attack",
        {"government forces": "party", "Marwan": "place", "On Monday": "time"},
    )
    assert found == {"government forces": {"actor"}, "Marwan": {"place"}, "On Monday": {"time"}}


def test_the_by_phrase_of_a_passive_is_the_actor() -> None:
    found = roles(
        "The convoy was attacked by rebel fighters.",
        "attacked",
        "attack",
        {"The convoy": "party", "rebel fighters": "party"},
    )
    assert found == {"The convoy": {"target"}, "rebel fighters": {"actor"}}


def test_a_counted_sufferer_is_a_quantity_alone() -> None:
    found = roles(
        "At least 21 people were killed in Tell Noor.",
        "killed",
        "loss",
        {"At least 21 people": "quantity", "Tell Noor": "place"},
    )
    assert found == {"At least 21 people": {"quantity"}, "Tell Noor": {"place"}}


def test_those_who_flee_are_the_target() -> None:
    found = roles("Residents fled to the neighbouring town.", "fled", "displacement", {"Residents": "party"})
    assert found == {"Residents": {"target"}}


def test_mentions_of_another_sentence_have_no_role() -> None:
    found = roles(
        "Rebels shelled the village. The minister arrived in Ankara.",
        "shelled",
        "attack",
        {"Rebels": "party", "Ankara": "place"},
    )
    assert found == {"Rebels": {"actor"}, "Ankara": set()}


def test_a_statement_has_the_time_beside_its_cue_and_the_places_of_its_content() -> None:
    found = roles(
        "On Thursday the envoy called for a pause in Derna until Sunday.",
        "called for",
        "statement",
        {"On Thursday": "time", "Derna": "place", "until Sunday": "time"},
        content="a pause in Derna until Sunday",
    )
    assert found == {"On Thursday": {"time"}, "Derna": {"place"}, "until Sunday": set()}


def test_arabic_subject_stands_behind_its_verb() -> None:
    found = roles(
        "قصفت القوات الحكومية بلدة النور مساء الأحد.",
        "قصفت",
        "attack",
        {"القوات الحكومية": "party", "النور": "place", "مساء الأحد": "time"},
        language="ar",
    )
    assert found["القوات الحكومية"] == {"actor"}
    assert found["النور"] == {"place"}


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("They said its troops had left.", ["They", "its troops"]),
        ("The armed rebel fighters of Misrata withdrew.", ["The armed rebel fighters of Misrata"]),
        ("Prices rose.", []),
    ],
)
def test_noun_phrases_without_a_name(text: str, phrases: list[str]) -> None:
    assert [s.of(text) for s in noun_phrases(load("en")).find(text, 0, len(text))] == phrases


def test_arabic_modifiers_follow_their_head() -> None:
    text = "انسحبت القوات الحكومية من البلدة."
    assert "القوات الحكومية" in [s.of(text) for s in noun_phrases(load("ar")).find(text, 0, len(text))]


def test_of_two_phrases_that_overlap_the_longer_stays() -> None:
    assert merge([Span(4, 9)], [Span(0, 16), Span(20, 24)]) == [Span(0, 16), Span(20, 24)]
    assert merge([Span(0, 16)], [Span(4, 9)]) == [Span(0, 16)]


_SPANS = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 60), st.integers(1, 12))


@settings(max_examples=60, deadline=None)
@given(st.lists(_SPANS, max_size=8), st.lists(_SPANS, max_size=8))
def test_merged_spans_never_overlap(names: list[Span], phrases: list[Span]) -> None:
    merged = merge(names, phrases)
    assert all(a.end <= b.start for a, b in pairwise(merged))
    assert set(merged) <= set(names) | set(phrases)


def linked(
    text: str, happenings: list[tuple[str, ClaimType]], found: list[tuple[str, MentionKind]]
) -> set[tuple[str, str, str]]:
    """(trigger, mention, role) of several happenings of one text."""
    triggers = [Trigger(span(text, word), kind, "asserted", "certain", None) for word, kind in happenings]
    mentions = [Mention(span(text, piece), kind) for piece, kind in found]
    given = arguments.link(text, passages(text), load("en"), [], triggers, mentions)
    return {(happenings[a.trigger][0], found[a.mention][0], a.role) for a in given}


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Air raids hit a camp in Gaza, killing 12 people.", "Gaza", "Gaza"),
        ("Gunmen attacked a post in northern Mali, killing 12 people.", "Mali", "northern Mali"),
        ("A shell fell south of Tripoli, killing 12 people.", "Tripoli", "Tripoli"),
    ],
)
def test_a_name_that_says_where_did_nothing(text: str, name: str, place: str) -> None:
    given = linked(
        text, [("killing", "loss")], [(name, "party"), (place, "place"), ("12 people", "quantity")]
    )
    assert ("killing", name, "actor") not in given
    assert ("killing", place, "place") in given


def test_joined_verbs_share_their_doer() -> None:
    text = "The border guards killed three rebels and burned the post."
    given = linked(
        text,
        [("killed", "loss"), ("burned", "loss")],
        [("The border guards", "party"), ("three rebels", "quantity")],
    )
    assert {("killed", "The border guards", "actor"), ("burned", "The border guards", "actor")} <= given


def test_a_quantity_in_the_words_of_a_trigger_is_of_that_trigger_alone() -> None:
    text = "The garrison repelled two attacks on Marwan and destroyed three tanks."
    given = linked(
        text,
        [("repelled two attacks", "attack"), ("destroyed", "loss")],
        [("two attacks", "quantity"), ("three tanks", "quantity")],
    )
    assert ("destroyed", "three tanks", "quantity") in given
    assert ("destroyed", "two attacks", "quantity") not in given


def test_what_is_fired_neither_acts_nor_suffers() -> None:
    text = "The army launched a rocket at the field hospital."
    assert not [
        s.of(text) for s in noun_phrases(load("en")).find(text, 0, len(text)) if "rocket" in s.of(text)
    ]
