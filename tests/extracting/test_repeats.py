"""Happenings that are only named again, on tags of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extracting.claims_of import claims_of

from counterclaim.extracting.repeats import without_repeats
from counterclaim.extracting.tags import Argument, Mention, MentionKind, Role, Tags, Trigger
from counterclaim.language import load
from counterclaim.model import Article, ClaimType, Passage, PassageKind, Span

Written = tuple[str, ClaimType]


def tags(text: str, *triggers: Written, roles: tuple[tuple[int, Role, MentionKind, str], ...] = ()) -> Tags:
    spans, at = [], 0
    for word, _ in triggers:
        at = text.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    found = tuple(
        Trigger(span, kind, "asserted", "certain", None)
        for span, (_, kind) in zip(spans, triggers, strict=True)
    )
    mentions = tuple(
        Mention(Span(at := text.index(word), at + len(word)), kind) for _, _, kind, word in roles
    )
    return Tags((), found, mentions, tuple(Argument(t, i, role) for i, (t, role, _, _) in enumerate(roles)))


def article(text: str, *kinds: PassageKind) -> Article:
    passages, at = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        passages.append(Passage(Span(at, at + len(line)), kind))
        at += len(line) + 1
    return Article(
        id="a",
        span=Span(0, len(text)),
        title=None,
        outlet=None,
        author=None,
        published=None,
        published_inferred=False,
        published_span=None,
        language="en",
        credit=None,
        url=None,
        passages=tuple(passages),
    )


def by_full_stop(text: str) -> Callable[[Span], Span]:
    def sentence(span: Span) -> Span:
        start = max(text.rfind(mark, 0, span.start) for mark in ".\n") + 1
        end = text.find(".", span.end)
        return Span(start, len(text) if end < 0 else end + 1)

    return sentence


def left(text: str, given: Tags, *kinds: PassageKind) -> Tags:
    return without_repeats(text, given, article(text, *kinds), load("en"), by_full_stop(text))


def words(text: str, given: Tags) -> list[str]:
    return [trigger.span.of(text) for trigger in given.triggers]


def test_a_headline_that_the_body_tells_is_no_second_claim() -> None:
    text = "Army enters Tel Noor\nTroops entered the town of Tel Noor on Sunday."
    given = tags(text, ("enters", "control"), ("entered", "control"))
    assert words(text, left(text, given, "heading", "paragraph")) == ["entered"]


@pytest.mark.parametrize(
    ("body", "word", "kind"),
    [
        ("Four soldiers were killed on Sunday.", "killed", "loss"),
        ("Rebels captured the port of Zawra on Sunday.", "captured", "control"),
    ],
)
def test_a_headline_of_its_own_stays(body: str, word: str, kind: ClaimType) -> None:
    text = f"Army enters Tel Noor\n{body}"
    given = tags(text, ("enters", "control"), (word, kind))
    assert words(text, left(text, given, "heading", "paragraph")) == ["enters", word]


def test_the_cause_of_a_toll_gives_its_place_to_the_toll() -> None:
    text = "Nine people were killed in heavy air strikes on Zawra."
    given = tags(text, ("killed", "loss"), ("air strikes", "attack"), roles=((1, "place", "place", "Zawra"),))
    merged = left(text, given, "paragraph")
    assert words(text, merged) == ["killed"]
    assert [(a.trigger, a.role) for a in merged.arguments] == [(0, "place")]


@pytest.mark.parametrize(
    ("text", "attack"),
    [
        ("Air strikes on Zawra killed nine people.", "Air strikes"),
        ("Nine people were killed and rebels shelled Zawra.", "shelled"),
        ("The army was hit by losses. Then it attacked Zawra.", "attacked"),
    ],
)
def test_an_attack_that_is_told_stays(text: str, attack: str) -> None:
    loss = "losses" if "losses" in text else "killed"
    order: list[Written] = [(attack, "attack"), (loss, "loss")]
    given = tags(text, *sorted(order, key=lambda pair: text.index(pair[0])))
    assert len(left(text, given, "paragraph").triggers) == 2


def test_words_of_two_sources_stay_apart() -> None:
    text = "Nine people were killed in air strikes."
    given = tags(text, ("killed", "loss"), ("air strikes", "attack"))
    one, other = given.triggers
    apart = Tags((), (one, Trigger(other.span, "attack", "denied", "certain", None)), (), ())
    assert len(left(text, apart, "paragraph").triggers) == 2


def test_the_head_of_a_column_tells_of_no_loss() -> None:
    assert claims_of("Side / Killed / Wounded") == ()
    assert claims_of("Locality | Killed") == ()
    assert claims_of("Ten killed / Nine wounded") != ()


ATTACKED: list[Written] = [("killed", "loss"), ("strikes", "attack")]


def test_an_attack_by_one_side_on_another_is_told_beside_its_toll() -> None:
    text = "Nine people were killed in Sudanese air strikes on the rebels."
    roles: tuple[tuple[int, Role, MentionKind, str], ...] = (
        (1, "actor", "party", "Sudanese"),
        (1, "target", "party", "the rebels"),
    )
    assert words(text, left(text, tags(text, *ATTACKED, roles=roles), "paragraph")) == ["killed", "strikes"]


@pytest.mark.parametrize(
    ("text", "triggers", "kept"),
    [
        ("Nine died due to US-led air raids.", [("died", "loss"), ("air raids", "attack")], ["died"]),
        ("A car bomb has killed nine men.", [("car bomb", "attack"), ("killed", "loss")], ["killed"]),
        (
            "Nine died in air raids and heavy shelling.",
            [("died", "loss"), ("air raids", "attack"), ("shelling", "attack")],
            ["died"],
        ),
        ("They were killed while fighting.", [("killed", "loss"), ("fighting", "attack")], ["killed"]),
        (
            "One of the shells hit a school, killing nine.",
            [("hit", "attack"), ("killing", "loss")],
            ["hit", "killing"],
        ),
    ],
)
def test_what_only_names_the_cause_of_a_toll_goes(
    text: str, triggers: list[Written], kept: list[str]
) -> None:
    assert words(text, left(text, tags(text, *triggers), "paragraph")) == kept


def test_the_attack_is_the_one_told_before() -> None:
    text = "Jets bombed Zawra. Nobody claimed the attack. An attack on Zuha followed."
    given = tags(text, ("bombed", "attack"), ("attack", "attack"), ("An attack", "attack"))
    assert words(text, left(text, given, "paragraph")) == ["bombed", "An attack"]
