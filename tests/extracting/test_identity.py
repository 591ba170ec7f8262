"""Ids: given once, apart for claims that share nearly all, and kept when a newer engine reads again."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extracting import identity
from counterclaim.extracting.assignment import Matching
from counterclaim.model import (
    Claim,
    Claimant,
    ClaimType,
    PartyMention,
    PlaceMention,
    Quantity,
    Span,
)

TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
NOUNS = [
    "tank",
    "depot",
    "bridge",
    "convoy",
    "house",
    "column",
    "trench",
    "radar",
    "bunker",
    "truck",
    "village",
    "pass",
]
VERBS = ["destroyed", "seized", "shelled", "captured", "abandoned", "entered", "mined", "burned"]
CLAIMANTS = ("Narvia: Ministry of Defence", "Tarsk", "outlet")
PLACES = ("Qalat", "Ostrel", "Undertarn", "Elmar")


def words(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"\w+", text)]


def report(seed: int, sentences: int = 20) -> tuple[str, list[Claim]]:
    """A made text in which every sentence carries one to four claims, close to each other."""
    draw = random.Random(seed)
    text, claims = "", []
    for _ in range(sentences):
        speaker = draw.choice(CLAIMANTS)
        start = len(text)
        text += "" if speaker == "outlet" else f"{speaker.replace(':', ' of the')} said "
        source = Span(start, len(text) - 6) if speaker != "outlet" else None
        found = []
        for clause in range(draw.randint(1, 4)):
            text += " and " if clause else "it "
            trigger = Span(len(text), len(text) + len(verb := draw.choice(VERBS)))
            number = draw.randint(2, 9)
            text += f"{verb} {number} {draw.choice(NOUNS)}s "
            figure = Quantity(
                Span(trigger.end + 1, trigger.end + 2), str(number), number, number, None, "other", None, None,
                "destroyed", False, None,
            )  # fmt: skip
            spot = draw.choice(PLACES)
            text += f"near {spot}"
            place = PlaceMention(
                Span(len(text) - len(spot), len(text)), spot, spot, None, None, None, "settlement"
            )
            found.append((trigger, draw.choice(TYPES[:3]), figure, place))
        text += "."
        quote = Span(start, len(text))
        text += " "
        for trigger, kind, figure, place in found:
            who = Claimant(speaker, speaker.split(":")[0], source, None)
            claims.append(made(quote, trigger, kind, who, (figure,), (place,)))
    return text, claims


def made(
    quote: Span,
    trigger: Span,
    kind: ClaimType = "attack",
    claimant: Claimant = Claimant("outlet", "outlet"),  # noqa: B008
    quantities: tuple[Quantity, ...] = (),
    places: tuple[PlaceMention, ...] = (),
) -> Claim:
    return Claim(
        id=identity.claim_id("d", trigger, kind, claimant.span, 0),
        document="d", article="a", quote=quote, trigger=trigger, type=kind, polarity="asserted",
        certainty="certain", confidence=1.0, claimant=claimant, via=(), cue=None, actors=(), targets=(),
        places=places, time=None, quantities=quantities, means=(), objects=(), evidence=(), engine="e 1",
    )  # fmt: skip


def shifted(text: str, claims: Sequence[Claim], by: int = 1) -> list[Claim]:
    """Every trigger `by` words further."""
    spans = words(text)
    place = {span.start: index for index, span in enumerate(spans)}
    return [replace(c, trigger=spans[min(place[c.trigger.start] + by, len(spans) - 1)]) for c in claims]


def retyped(claims: Sequence[Claim], share: float, seed: int) -> list[Claim]:
    draw = random.Random(seed)
    chosen = set(draw.sample(range(len(claims)), int(len(claims) * share)))
    return [
        replace(c, type=draw.choice([t for t in TYPES if t != c.type])) if i in chosen else c
        for i, c in enumerate(claims)
    ]


def test_an_id_is_the_same_for_the_same_and_another_for_any_difference() -> None:
    parts = [
        ("d", Span(1, 5), "attack", Span(0, 1), 0),
        ("e", Span(1, 5), "attack", Span(0, 1), 0),
        ("d", Span(1, 6), "attack", Span(0, 1), 0),
        ("d", Span(1, 5), "loss", Span(0, 1), 0),
        ("d", Span(1, 5), "attack", None, 0),
        ("d", Span(1, 5), "attack", Span(0, 2), 0),
        ("d", Span(1, 5), "attack", Span(0, 1), 1),
    ]
    ids = [identity.claim_id(*p) for p in parts]  # type: ignore[arg-type]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"c_[0-9a-f]{16}", name) for name in ids)
    assert ids == [identity.claim_id(*p) for p in parts]  # type: ignore[arg-type]
    assert ids[0] == "c_dfa017e0ce70b130"


def test_the_same_claims_match_themselves() -> None:
    text, claims = report(1)
    pairs = identity.match(claims, list(reversed(claims)), text)
    assert [(p.old, p.new) for p in pairs] == [(i, len(claims) - 1 - i) for i in range(len(claims))]


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("by", [1, -1])
def test_triggers_shifted_by_a_word_and_a_fifth_of_types_changed(seed: int, by: int) -> None:
    text, claims = report(seed)
    newer = retyped(shifted(text, claims, by), 0.2, seed)
    pairs = identity.match(claims, newer, text)
    assert [p for p in pairs if p.sure and p.old != p.new] == []
    assert sum(p.sure for p in pairs) >= 0.95 * len(claims)
    assert len({p.new for p in pairs}) == len(pairs)


@pytest.mark.parametrize("seed", range(30))
def test_dropped_and_added_claims_take_no_sure_pair_from_another(seed: int) -> None:
    text, claims = report(seed)
    draw = random.Random(seed)
    newer = retyped(shifted(text, claims), 0.2, seed)
    kept = sorted(draw.sample(range(len(claims)), int(len(claims) * 0.8)))
    pairs = identity.match(claims, [newer[i] for i in kept], text)
    wrong = [p for p in pairs if p.sure and kept[p.new] != p.old]
    assert wrong == []
    assert sum(p.sure for p in pairs) >= 0.85 * len(kept)


def bare(claims: Sequence[Claim]) -> list[Claim]:
    """The same without figures and places, so that only trigger, type, claimant and quote tell."""
    return [replace(c, quantities=(), places=()) for c in claims]


@pytest.mark.parametrize("seed", range(30))
def test_claims_that_differ_in_little_are_left_unsure_rather_than_wrong(seed: int) -> None:
    text, claims = report(seed)
    old = bare(claims)
    newer = retyped(shifted(text, old), 0.2, seed)
    pairs = identity.match(old, newer, text)
    assert [p for p in pairs if p.sure and p.old != p.new] == []
    assert sum(p.sure for p in pairs) >= 0.8 * len(claims)


def crowded(seed: int) -> tuple[str, list[Claim]]:
    """Verbs of one speaker side by side, with nothing else to tell the claims apart."""
    draw = random.Random(seed)
    text, claims = "", []
    for _ in range(20):
        start, triggers = len(text), []
        text += "They "
        for clause in range(draw.randint(1, 4)):
            text += draw.choice([" and ", ", ", " or later "]) if clause else ""
            verb = draw.choice(VERBS)
            triggers.append(Span(len(text), len(text) + len(verb)))
            text += verb
        text += " homes in Qalat today."
        claims += [made(Span(start, len(text)), t, draw.choice(TYPES[:3])) for t in triggers]
        text += " "
    return text, claims


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("by", [1, -1])
def test_a_shift_onto_the_next_claims_trigger_misleads_no_pair(seed: int, by: int) -> None:
    text, claims = crowded(seed)
    pairs = identity.match(claims, retyped(shifted(text, claims, by), 0.2, seed), text)
    assert [p for p in pairs if p.sure and p.old != p.new] == []
    assert sum(p.sure for p in pairs) >= 0.9 * len(claims)


def test_two_claimants_of_one_trigger_keep_theirs() -> None:
    text = "Yarna and Bekh accused each other of shelling the town."
    quote, trigger = Span(0, len(text)), Span(15, 22)
    one = made(quote, trigger, claimant=Claimant("Yarna", "Yarna", Span(0, 5), "Yarna"))
    two = made(quote, trigger, claimant=Claimant("Bekh", "Bekh", Span(10, 14), "Bekh"))
    later = [replace(c, trigger=Span(23, 27), type="loss") for c in (two, one)]
    pairs = identity.match([one, two], later, text)
    assert [(p.old, p.new, p.sure) for p in pairs] == [(0, 1, True), (1, 0, True)]


def test_of_two_equal_candidates_none_is_sure() -> None:
    text = "It hit a depot, hit a house and left."
    quote = Span(0, len(text))
    old = [made(quote, Span(16, 19))]
    new = [made(quote, Span(9, 14)), made(quote, Span(20, 21))]
    (pair,) = identity.match(old, new, text)
    assert not pair.sure


def test_a_claim_of_another_sentence_is_no_candidate() -> None:
    text = "They shelled Qalat. They shelled Ostrel."
    old = [made(Span(0, 19), Span(5, 12))]
    new = [made(Span(20, 40), Span(25, 32))]
    assert identity.match(old, new, text) == ()
    assert identity.match(old, [], text) == identity.match([], new, text) == ()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), by=st.integers(-3, 3), order=st.randoms(use_true_random=False))
def test_pairs_are_one_to_one_and_do_not_depend_on_order(seed: int, by: int, order: random.Random) -> None:
    text, claims = report(seed, 6)
    newer = shifted(text, claims, by)
    places = list(range(len(newer)))
    order.shuffle(places)
    pairs = identity.match(claims, newer, text)
    mixed = identity.match(claims, [newer[i] for i in places], text)
    assert len({p.old for p in pairs}) == len({p.new for p in pairs}) == len(pairs)
    assert {(p.old, p.new) for p in pairs if p.sure} == {(p.old, places[p.new]) for p in mixed if p.sure}


def assignments(rows: int, columns: int) -> Iterator[tuple[int, ...]]:
    return itertools.permutations(range(columns), rows)


@settings(max_examples=80, deadline=None)
@given(
    costs=st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=n, max_size=n)
    )
)
def test_the_assignment_is_the_cheapest_and_worth_is_what_forbidding_costs(
    costs: list[list[int]],
) -> None:
    matching = Matching([[float(c) for c in row] for row in costs], 5)
    found = matching.column_of[: len(costs)]

    def price(chosen: Sequence[int]) -> int:
        return sum(costs[row][column] for row, column in enumerate(chosen))

    best = min(map(price, assignments(len(costs), 5)))
    assert price(found) == best
    for row, column in enumerate(found):
        others = [a for a in assignments(len(costs), 5) if a[row] != column]
        assert matching.worth(row) == pytest.approx(min(map(price, others)) - best)


def test_a_long_list_in_one_sentence_is_matched_in_reasonable_time() -> None:
    text = "They hit " + ", ".join(f"house {n}" for n in range(120)) + "."
    quote = Span(0, len(text))
    claims = [made(quote, span) for span in words(text)[2:] if span.of(text).isdigit()]
    pairs = identity.match(claims, shifted(text, claims, -1), text)
    assert len(pairs) == 120


def test_parties_tell_claims_apart() -> None:
    text = "Narvia struck Tarsk and Tarsk struck Narvia."
    quote = Span(0, len(text))
    narvia, tarsk = PartyMention(Span(0, 6), "Narvia", "Narvia"), PartyMention(Span(14, 19), "Tarsk", "Tarsk")
    one = replace(made(quote, Span(7, 13)), actors=(narvia,), targets=(tarsk,))
    two = replace(made(quote, Span(30, 36)), actors=(tarsk,), targets=(narvia,))
    later = [replace(one, trigger=Span(14, 19)), replace(two, trigger=Span(24, 29))]
    assert [(p.old, p.new, p.sure) for p in identity.match([one, two], later, text)] == [
        (0, 0, True),
        (1, 1, True),
    ]


def test_twins_that_say_the_same_are_sure_when_read_again() -> None:
    text = "Towns were shelled, officials and soldiers said."
    quote, trigger = Span(0, len(text)), Span(11, 18)
    twins = [made(quote, trigger), replace(made(quote, trigger), id="c_other")]
    again = [replace(c, id=f"c_{i}", engine="e 2") for i, c in enumerate(twins)]
    assert [tuple(p) for p in identity.match(twins, again, text)] == [(0, 0, True), (1, 1, True)]


def test_claimants_of_the_same_words_keep_theirs() -> None:
    text = "Yarna and Bekh accused each other of shelling the town."
    quote, both = Span(0, len(text)), Span(0, 14)
    old = [made(quote, Span(15, 22), claimant=Claimant(n, n, both, "")) for n in ("Yarna", "Bekh")]
    new = [replace(c, trigger=Span(23, 27), type="loss") for c in reversed(old)]
    pairs = identity.match(old, new, text)
    assert [tuple(p) for p in pairs] == [(0, 1, True), (1, 0, True)]
