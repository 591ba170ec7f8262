"""Conflict links: counts, actors, and what is shown of them. All reports are invented; denials and holders have files of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.comparing.conflicts import beside, conflict, reduced
from counterclaim.comparing.nouns import Actor, Entry
from counterclaim.model import Quantity, Span
from tests.comparing.linking import DAY, NEXT, WEEK, in_article, kind, link, said
from tests.comparing.made import entry, quantity
from tests.comparing.war import SIDES

# Counts


def dead(claim: str, party: str, low: int | None, high: int | None = None, **given: Any) -> Entry:
    figures = {
        key: given.pop(key)
        for key in ("item", "effect", "group", "cumulative", "since", "word")
        if key in given
    }
    one = quantity(low, high, **figures)
    return said(claim, party, **({"type": "loss", "quantities": (one,)} | given))


def test_two_tolls_that_do_not_meet() -> None:
    found = link(dead("c_1", "Norland", 12), dead("c_2", "Sudia", 20))
    assert found is not None
    assert found.kind == "count"
    assert found.reason == (
        "Norland counts 12 people killed in Orlec on 2 May 2031; Sudia counts 20 people killed in Orlec on 2 May 2031"
    )


def test_two_outlets_of_one_day_that_do_not_agree() -> None:
    found = link(dead("c_1", "outlet", 12), dead("c_2", "outlet", 20, outlet="Vale Wire"))
    assert found is not None
    assert (found.kind, found.between) == ("count", "between outlets")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (dead("c_1", "Norland", 8, 24), dead("c_2", "Sudia", 12)),
        (dead("c_1", "The Watch", 12, actor="Norland"), dead("c_2", "Second Watch", 20, actor="Sudia")),
        (dead("c_1", "Norland", 12), dead("c_2", "Sudia", 20, effect="casualties")),
        (dead("c_1", "Norland", 12), dead("c_2", "Sudia", 20, effect="wounded")),
        (dead("c_1", "Norland", 12), dead("c_2", "Sudia", 20, item="soldier")),
        (dead("c_1", "Norland", 12), dead("c_2", "Sudia", 20, cumulative=True)),
        (dead("c_1", "Norland", 12, group="child"), dead("c_2", "Sudia", 20)),
        (dead("c_1", "Norland", 24, word="dozens"), dead("c_2", "Sudia", 5)),
        (dead("c_1", "Norland", 12), dead("c_2", "Sudia", 20, place="Zabrod")),
        (dead("c_1", "Norland", 12), dead("c_2", "Sudia", 20, day=WEEK)),
        (dead("c_1", "Norland", 12), dead("c_2", "Sudia", 20, place="Lower Vale")),
        (dead("c_1", "Norland", 12), dead("c_2", "Sudia", 20, place=("Orlec", "Zabrod"))),
        (dead("c_1", "Norland", 20), dead("c_2", "Sudia", 12, place=("Orlec", "Zabrod"))),
        (dead("c_1", "Norland", 12, item="soldier"), dead("c_2", "Sudia", 20, item="soldier")),
        (dead("c_1", "Norland", 12, target="Norland"), dead("c_2", "Sudia", 20, target="Sudia")),
        (dead("c_1", "Norland", 12), dead("c_2", "Sudia", 900)),
        (dead("c_1", "outlet", 12), dead("c_2", "outlet", 20, outlet="Vale Wire", published=NEXT)),
        (dead("c_1", "The Watch", 12), dead("c_2", "The Watch", 20, outlet="Vale Wire")),
    ],
    ids=[
        "bounds that meet", "opposed doers", "killed or wounded", "wounded", "soldiers", "a total", "children", "a vague word",
        "another place", "another day", "the province around", "two towns", "the fewer in two towns", "soldiers on one side", "of two sides", "another size",
        "a toll that rises", "one speaker",
    ],
)  # fmt: skip
def test_figures_that_do_not_contradict(a: Entry, b: Entry) -> None:
    assert kind(a, b, together=True) is None


@pytest.mark.parametrize(("other", "found"), [(2500, None), (4000, "count")])
def test_at_least_reaches_to_three_times_the_figure(other: int, found: str | None) -> None:
    def fighters(claim: str, party: str, figure: Quantity) -> Entry:
        return said(claim, party, type="deployment", quantities=(figure,))

    at_least = replace(quantity(850, item="militant", effect="deployed"), high=None)
    exact = quantity(other, item="militant", effect="deployed")
    assert kind(fighters("c_1", "The Watch", at_least), fighters("c_2", "Norland", exact)) == found


@pytest.mark.parametrize(("low", "found"), [(20, "count"), (40, None)])
def test_counters_who_are_no_parties_to_the_fight_differ_little(low: int, found: str | None) -> None:
    assert kind(dead("c_1", "The Watch", 12), dead("c_2", "Second Watch", low)) == found
    assert kind(dead("c_1", "Norland", 12), dead("c_2", "Sudia", low)) == "count"


@pytest.mark.parametrize(("other", "found"), [(29, None), (33, "count")])
def test_a_round_number_is_an_approximate_one(other: int, found: str | None) -> None:
    assert kind(dead("c_1", "The Watch", 30), dead("c_2", "Second Watch", other)) == found


def test_each_of_two_opponents_may_count_its_own_dead() -> None:
    a, b = in_article(
        ("Norland", {"type": "loss", "quantities": (quantity(4),)}),
        ("Sudia", {"type": "loss", "quantities": (quantity(1),)}),
    )
    assert kind(a, b) is None
    whose = (Actor("Norland", "norland"),)
    assert kind(replace(a, targets=whose), replace(b, targets=whose)) == "count"


def test_offices_of_one_party_count_one_thing_only_of_one_place_and_day() -> None:
    ministry = dead("c_1", "Norland", 12, claimant="Norland: Ministry")
    assert kind(ministry, dead("c_2", "Norland", 20, claimant="Norland: President")) == "count"
    a, b = in_article(
        ("Norland", {"type": "loss", "claimant": "Norland: Ministry", "quantities": (quantity(12),)}),
        ("Norland", {"type": "loss", "claimant": "Norland: President", "quantities": (quantity(20),)}),
    )
    assert kind(a, b) is None


def test_a_wording_that_holds_the_others_name_is_the_same_speaker() -> None:
    a, b = in_article(
        ("The Watch", {"type": "loss", "quantities": (quantity(5),)}),
        (
            "unnamed",
            {"type": "loss", "claimant": "volunteers of The Watch in Orlec", "quantities": (quantity(8),)},
        ),
    )
    assert kind(a, b) is None
    other = replace(b, claimant="residents of Orlec")
    assert kind(a, other) == "count"


def test_two_articles_count_one_thing_only_of_one_day() -> None:
    told = dead("c_1", "The Watch", 12)
    untold = {"first": None, "last": None, "told": False}
    assert kind(told, dead("c_2", "Second Watch", 20, **untold), together=True) == "count"
    assert kind(told, dead("c_2", "Second Watch", 20, **untold)) is None
    assert kind(told, dead("c_2", "Second Watch", 20, published=NEXT, **untold), together=True) is None


def test_a_part_is_not_set_beside_a_whole() -> None:
    whole = quantity(14)
    part = quantity(5, item="civilian", part_of=0)
    a = said("c_1", "Norland", type="loss", quantities=(whole, part))
    b = said("c_2", "Sudia", type="loss", quantities=(quantity(14), quantity(9, item="civilian")))
    assert kind(a, b) is None
    c = said("c_2", "Sudia", type="loss", quantities=(quantity(14), quantity(9, group="child", part_of=0)))
    d = said("c_1", "Norland", type="loss", quantities=(whole, quantity(5, group="child", part_of=0)))
    assert kind(d, c) == "count"  # of the same fourteen


def test_totals_of_one_day_conflict_and_an_earlier_one_not_with_a_later() -> None:
    def total(claim: str, party: str, number: int, published: str) -> Entry:
        return dead(
            claim, party, number, item="tank", effect="destroyed", cumulative=True, target="Sudia",
            published=published, day=None, place=(),
        )  # fmt: skip

    mine, theirs = total("c_1", "Norland", 200, DAY), total("c_2", "Sudia", 60, DAY)
    assert kind(mine, theirs, together=True) == "count"
    assert kind(mine, total("c_2", "Sudia", 60, WEEK), together=True) is None


def test_an_article_that_names_a_place_twice_tells_of_two_happenings_there() -> None:
    a, b = in_article(
        ("Norland", {"type": "loss", "place": "Orlec", "quantities": (quantity(8),)}),
        ("Sudia", {"type": "loss", "place": "Orlec", "quantities": (quantity(20),), "day": DAY}),
    )
    assert kind(a, b) is None
    assert kind(a, b, together=True) == "count"


def test_two_figures_side_by_side_in_an_article() -> None:
    figures = ({"type": "loss", "quantities": (quantity(n),)} for n in (8, 12, 30))
    eight, twelve, own = in_article(*zip(("Norland", "The Watch", "outlet"), figures, strict=True))
    assert kind(eight, twelve) == "count"
    assert kind(twelve, own) is None  # the outlet goes on to tell of something else


# Actors


def test_each_side_blames_the_other() -> None:
    a, b = in_article(
        (
            "Norland",
            {
                "type": "agreement",
                "actor": "Sudia",
                "trigger": "violated",
                "quote": "Both accused each other.",
            },
        ),
        (
            "Sudia",
            {
                "type": "agreement",
                "actor": "Norland",
                "trigger": "violated",
                "quote": "Both accused each other.",
            },
        ),
    )
    found = link(a, b)
    assert found is not None
    assert (found.kind, found.between) == ("actor", "between sides")
    assert "Norland holds Sudia responsible" in found.reason
    assert "Sudia holds Norland responsible" in found.reason


def test_responsibility_given_to_opposed_parties_for_one_happening() -> None:
    given: dict[str, Any] = {"objects": frozenset({"hospital"}), "quantities": (quantity(7),), "type": "loss"}
    a = said("c_1", "The Watch", actor="Norland", **given)
    b = said("c_2", "outlet", actor="Sudia", outlet="Vale Wire", **given)
    assert kind(a, b, together=True) == "actor"


def test_the_accused_who_names_another_that_no_file_knows() -> None:
    given: dict[str, Any] = {"objects": frozenset({"hospital"}), "quantities": (quantity(7),), "type": "loss"}
    a = said("c_1", "Estland Corps", actor="Westland", **given)
    b = said("c_2", "Westland", actor="Estland Corps", **given)
    assert kind(a, b, together=True) == "actor"


def test_allies_who_are_both_named_are_no_conflict() -> None:
    given: dict[str, Any] = {"objects": frozenset({"hospital"}), "quantities": (quantity(7),), "type": "loss"}
    a = said("c_1", "The Watch", actor="Norland", **given)
    b = said("c_2", "outlet", actor="Norland Guard", **given)
    assert kind(a, b, together=True) is None


def test_two_fires_on_each_other_are_two_happenings() -> None:
    a = said("c_1", "Norland", actor="Sudia", target="Norland", objects=frozenset({"home"}))
    b = said("c_2", "Sudia", actor="Norland", target="Sudia", objects=frozenset({"home"}))
    assert kind(a, b, together=True) is None


# All kinds


def test_no_link_within_one_origin_or_of_one_speaker() -> None:
    a, b = dead("c_1", "Norland", 12, origin="o_1"), dead("c_2", "Sudia", 20, origin="o_1")
    assert kind(a, b) is None
    assert kind(dead("c_1", "Norland", 12), dead("c_2", "Norland", 20)) is None


def test_two_parties_in_one_sentence_contradict_each_other_and_its_reposts_do_not() -> None:
    sentence: dict[str, Any] = {"span": Span(0, 99), "origin": "o_1", "type": "agreement", "trigger": "broke"}
    a, b = in_article(("Norland", {"actor": "Sudia"} | sentence), ("Sudia", {"actor": "Norland"} | sentence))
    assert kind(a, b) == "actor"
    assert kind(a, replace(b, trigger="announced")) is None  # another word of the same accusation
    assert kind(a, replace(b, article="a_2", document="d_2")) is None
    tolls = (("The Watch", 12), ("Second Watch", 20))
    given = [(party, sentence | {"type": "loss", "quantities": (quantity(n),)}) for party, n in tolls]
    c, d = in_article(*given)
    assert kind(c, d) == "count"
    assert kind(replace(c, party="outlet", claimant="outlet"), d) is None


def test_two_fires_in_one_sentence_are_two_happenings() -> None:
    sentence: dict[str, Any] = {"span": Span(0, 99)}
    a, b = in_article(
        ("Norland", {"actor": "Sudia", "trigger": "shelling"} | sentence),
        ("Sudia", {"actor": "Norland", "trigger": "came under fire", "place": "Orlec"} | sentence),
    )
    assert kind(a, b) is None
    assert kind(replace(a, places=b.places), b) == "actor"


def test_what_is_only_possible_weakens_a_link() -> None:
    sure = link(dead("c_1", "Norland", 12), dead("c_2", "Sudia", 20))
    unsure = link(dead("c_1", "Norland", 12, certainty="possible"), dead("c_2", "Sudia", 20))
    assert sure is not None
    assert unsure is not None
    assert unsure.strength < sure.strength


def test_claims_near_each_other_in_one_article_are_candidates() -> None:
    rows = in_article(*(("Norland", {}) for _ in range(9)))
    other = entry("c_99", day=DAY)
    pairs = {(a.claim, b.claim) for a, b in beside([other, *reversed(rows)])}
    assert ("c_0", "c_1") in pairs
    assert ("c_0", "c_8") not in pairs
    assert not any("c_99" in pair for pair in pairs)


def test_one_link_is_shown_for_each_pair_of_speakers_and_topic() -> None:
    entries = [
        dead("c_1", "Norland", 12),
        dead("c_2", "Norland", 12),
        dead("c_3", "Sudia", 40),
        dead("c_4", "Sudia", 20),
    ]
    later = [
        dead("c_5", "Norland", 12, day="2031-06-20"),
        dead("c_6", "Sudia", 40, day="2031-06-20"),
    ]
    every = {e.claim: e for e in (*entries, *later)}
    links = [
        found
        for n, a in enumerate(every.values())
        for b in list(every.values())[n + 1 :]
        if (found := conflict(a, b, SIDES))
    ]
    shown = reduced(links, every)
    assert [(one.link.a, one.link.b, len(one.others)) for one in shown] == [
        ("c_1", "c_3", 3),
        ("c_5", "c_6", 0),
    ]
    assert reduced(list(reversed(links)), every) == shown
