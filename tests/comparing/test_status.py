"""Status by the published rule, and that neither reposts, order nor names of sides change it. All reports are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.comparing.conflicts import conflict
from counterclaim.comparing.nouns import Actor, ConflictLink, Copy, Entry, Origin, Status
from counterclaim.comparing.status import status
from counterclaim.model import Item
from tests.comparing.made import SIDES as MADE_SIDES
from tests.comparing.made import entry, quantity
from tests.comparing.war import MIRROR, SIDES

DAY = "2031-05-02"


def said(claim: str, party: str, **more: Any) -> Entry:
    fields: dict[str, Any] = {"day": DAY, "place": "Orlec", "killed": 12} | more
    return entry(claim, party=party, **fields)


def links(entries: list[Entry]) -> list[ConflictLink]:
    row = sorted(entries, key=lambda e: e.claim)
    return [
        found
        for n, a in enumerate(row)
        for b in row[n + 1 :]
        if (found := conflict(a, b, SIDES, together=True))
    ]


def of(*entries: Entry, origins: tuple[Origin, ...] = ()) -> Status:
    return status(entries, links(list(entries)), origins, SIDES)


def words(found: Status) -> list[str]:
    return [fact.words for fact in found.facts]


def test_one_account_is_single() -> None:
    found = of(said("c_1", "outlet"))
    assert found.name == "single"
    assert found.facts[0].words == "1 source in 1 outlet"


def test_a_sentence_with_two_counts_is_contested_however_often_it_is_copied() -> None:
    one: dict[str, Any] = {"document": "d_1", "article": "a_1", "origin": "o_1"}
    copy: dict[str, Any] = {"document": "d_2", "article": "a_2", "origin": "o_1", "outlet": "Vale Wire"}
    row = [
        said(f"c_{n}", party, killed=killed, **where)
        for n, (party, killed, where) in enumerate(
            (party, killed, where)
            for where in (one, copy)
            for party, killed in (("The Watch", 12), ("Second Watch", 20))
        )
    ]
    origin = Origin("o_1", tuple(e.claim for e in row), "a_1", (Copy("a_2", "a_1", "same wording"),))
    before, after = of(*row[:2], origins=(origin,)), of(*row, origins=(origin,))
    assert before.name == after.name == "contested"
    assert len(links(row)) == 2  # each article has its own; the copy's does not count


def test_what_one_article_says_three_times_is_one_source() -> None:
    thrice = [said(f"c_{n}", "The Watch", document="d_1", article="a_1") for n in range(3)]
    elsewhere = said("c_4", "The Watch", outlet="Vale Wire")
    assert words(of(*thrice))[0] == "1 source in 1 outlet"
    found = of(*thrice, elsewhere)
    assert found.facts[0].words == "2 sources in 2 outlets"
    assert found.facts[0].claims == ("c_0", "c_4")


@pytest.mark.parametrize(
    ("a", "b", "name"),
    [
        (said("c_1", "outlet"), said("c_2", "outlet", outlet="Vale Wire"), "corroborated"),
        (said("c_1", "The Watch"), said("c_2", "outlet", outlet="Vale Wire"), "corroborated"),
        (said("c_1", "The Watch"), said("c_2", "Second Watch"), "corroborated"),
        (said("c_1", "Norland"), said("c_2", "Sudia"), "corroborated"),
        (said("c_1", "Norland"), said("c_2", "unnamed", outlet="Vale Wire"), "corroborated"),
        (said("c_1", "outlet"), said("c_2", "outlet"), "single"),
        (said("c_1", "Norland"), said("c_2", "Norland Guard"), "single"),
        (said("c_1", "Norland"), said("c_2", "Norland", outlet="Vale Wire"), "single"),
        (said("c_1", "unnamed"), said("c_2", "unnamed", outlet="Vale Wire"), "single"),
        (said("c_1", "outlet"), said("c_2", "unnamed"), "single"),
        (said("c_1", "outlet"), said("c_2", "outlet", outlet="Vale Wire", certainty="possible"), "single"),
    ],
    ids=[
        "two outlets", "monitor and outlet", "two monitors", "two sides", "a party and a nameless source",
        "two articles of one outlet", "allies", "one party by two outlets", "nameless sources",
        "an outlet and its nameless source", "only possible",
    ],
)  # fmt: skip
def test_who_corroborates_whom(a: Entry, b: Entry, name: str) -> None:
    assert of(a, b).name == name


def test_an_outlet_that_names_its_source_has_no_account_of_its_own() -> None:
    own = said("c_1", "outlet", document="d_1", article="a_1")
    source = said("c_2", "Norland", document="d_1", article="a_1")
    assert of(own, source).name == "single"


def test_a_denial_is_no_account_of_what_it_denies() -> None:
    assert of(said("c_1", "Norland", polarity="denied")).name == "single"


def test_a_concession() -> None:
    own = said(
        "c_1",
        "Norland",
        type="loss",
        target="Norland",
        killed=None,
        quantities=(quantity(4, item="soldier"),),
    )
    found = of(own, said("c_2", "Sudia", killed=None, type="attack"))
    assert found.name == "conceded"
    assert "Norland affirms its own losses" in words(found)
    assert found.grade is None  # fighters only


def test_differing_figures_contest_whatever_is_conceded() -> None:
    mine = said(
        "c_1",
        "Norland",
        type="loss",
        target="Norland",
        killed=None,
        quantities=(quantity(4, item="soldier"),),
    )
    theirs = said(
        "c_2", "Sudia", type="loss", target="Norland", killed=None, quantities=(quantity(19, item="soldier"),)
    )
    found = of(mine, theirs)
    assert found.name == "contested"
    assert any("19 soldiers killed" in text for text in words(found))


def presence(claim: str, party: str, day: str, **more: Any) -> Entry:
    return said(claim, party, type="deployment", actor="Norland Guard", killed=None, day=day, **more)


def test_a_denial_contests_until_its_side_affirms_what_it_denied() -> None:
    asserted = presence("c_1", "Sudia", DAY)
    denied = presence("c_2", "Norland", "2031-05-03", polarity="denied")
    affirmed = presence("c_3", "Norland", "2031-05-08")
    assert of(asserted, denied).name == "contested"
    found = of(asserted, denied, affirmed)
    assert found.name == "conceded"
    assert any("had denied before" in text for text in words(found))


def test_a_later_denial_does_not_settle_anything() -> None:
    affirmed = presence("c_1", "Norland", DAY)
    denied = presence("c_2", "Norland Guard", "2031-05-03", polarity="denied")
    assert of(affirmed, denied).name == "contested"


@pytest.mark.parametrize(
    ("entries", "grade"),
    [
        ([said("c_1", "outlet")], "Weak"),
        ([said("c_1", "outlet"), said("c_2", "The Watch")], "Fair"),
        ([said("c_1", "outlet", killed=None)], None),
        ([said("c_1", "outlet", killed=None, type="loss", quantities=(quantity(4, item="soldier"),))], None),
        ([said("c_1", "Norland", killed=None, type="abuse", actor="Norland")], "Weak"),
        (
            [
                said("c_1", "Norland", killed=None, type="abuse", actor="Norland"),
                said("c_2", "The Watch", killed=None, type="abuse", actor="Norland"),
            ],
            "Confirmed",
        ),
        (
            [
                said("c_1", "Norland", killed=None, type="loss", actor="Norland",
                     quantities=(quantity(4, item="civilian"),)),
                said("c_2", "Sudia", actor="Norland"),
            ],
            "Confirmed",
        ),
        (
            [
                said("c_1", "Norland"),
                said("c_2", "The Watch", polarity="denied"),
                said("c_3", "Second Watch", polarity="denied"),
            ],
            "Discounted",
        ),
    ],
)  # fmt: skip
def test_suggested_grades(entries: list[Entry], grade: str | None) -> None:
    assert status(entries, [], (), SIDES).grade == grade


def test_only_competing_responsibility_suggests_contested() -> None:
    a, b = said("c_1", "Norland", actor="Sudia"), said("c_2", "Sudia", actor="Norland")
    denial = ConflictLink("denial", "c_1", "c_2", "…", 0.5, "between sides")
    actor = ConflictLink("actor", "c_1", "c_2", "…", 0.5, "between sides")
    assert status([a, b], [denial], (), SIDES).grade == "Fair"
    assert status([a, b], [actor], (), SIDES).grade == "Contested"


# Properties

PARTIES = ("outlet", "unnamed", "Norland", "Norland Guard", "Sudia", "The Watch", "Estland Corps")


@st.composite
def incidents(draw: st.DrawFn) -> list[Entry]:
    """Up to six claims about one place and week by any parties, with figures, denials and doers."""
    size = draw(st.integers(1, 6))
    row = []
    for n in range(size):
        kind = draw(st.sampled_from(("loss", "attack", "abuse", "deployment", "control")))
        low = draw(st.sampled_from((4, 12, 30)))
        item: Item = draw(st.sampled_from(("person", "soldier", "civilian")))
        row.append(
            said(
                f"c_{n}",
                draw(st.sampled_from(PARTIES)),
                outlet=draw(st.sampled_from(("The Courier", "Vale Wire", "Al-Wadi"))),
                day=f"2031-05-0{draw(st.integers(1, 4))}",
                type=kind,
                polarity=draw(st.sampled_from(("asserted", "asserted", "denied"))),
                actor=draw(st.sampled_from(((), "Norland", "Norland Guard", "Sudia", "Estland Corps"))),
                target=draw(st.sampled_from(((), "Norland", "Sudia"))),
                killed=None,
                quantities=(quantity(low, item=item),) if kind == "loss" else (),
                trigger=draw(st.sampled_from(("captured", "holds", "withdrew")))
                if kind == "control"
                else "struck",
            )
        )
    return row


@given(incidents(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter(row: list[Entry], random: Any) -> None:
    shuffled = row[:]
    random.shuffle(shuffled)
    found = links(row)
    mixed = found[:]
    random.shuffle(mixed)
    assert status(shuffled, mixed, (), SIDES) == status(row, found, (), SIDES)


@given(incidents(), st.integers(0, 5), st.integers(1, 10))
@settings(max_examples=60, deadline=None)
def test_reposts_change_nothing(row: list[Entry], which: int, copies: int) -> None:
    original = row[which % len(row)]
    reposts = [
        replace(
            original,
            claim=f"c_{original.claim}_r{n}",
            document=f"d_r{n}",
            article=f"a_r{n}",
            outlet=("The Courier", "Vale Wire", "Al-Wadi", "Repeater")[n % 4],
            publisher=("The Courier", "Vale Wire", "Al-Wadi", "Repeater")[n % 4],
            published="2031-05-09",
            origin="o_1",
        )
        for n in range(copies)
    ]
    every = [replace(e, origin="o_1") if e is original else e for e in row] + reposts
    origin = Origin(
        "o_1",
        tuple(sorted(e.claim for e in every if e.origin == "o_1")),
        original.article,
        tuple(Copy(e.article, original.article, "same wording") for e in reposts),
    )
    before, after = status(row, links(row), (), SIDES), status(every, links(every), (origin,), SIDES)
    assert (after.name, after.grade) == (before.name, before.grade)


def mirrored(one: Entry) -> Entry:
    def turn(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(Actor(MIRROR.get(a.party or "", a.party), a.words) for a in actors)

    party = MIRROR.get(one.party, one.party)
    return replace(
        one,
        party=party,
        claimant=MIRROR.get(one.claimant, one.claimant),
        side=MADE_SIDES.get(party, one.side),
        actors=turn(one.actors),
        targets=turn(one.targets),
    )


@given(incidents())
@settings(max_examples=60, deadline=None)
def test_the_rule_is_the_same_for_both_sides(row: list[Entry]) -> None:
    turned = [mirrored(e) for e in row]
    mine, theirs = links(row), links(turned)
    assert [(x.kind, x.a, x.b, x.strength, x.between) for x in mine] == [
        (x.kind, x.a, x.b, x.strength, x.between) for x in theirs
    ]
    one, other = status(row, mine, (), SIDES), status(turned, theirs, (), SIDES)
    assert (one.name, one.grade) == (other.name, other.grade)
