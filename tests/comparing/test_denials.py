"""Denials: what a denial answers and what it does not. All reports are invented."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.comparing.answering import rejects
from counterclaim.comparing.nouns import Entry
from counterclaim.model import Span
from tests.comparing.linking import DAY, NEXT, WEEK, in_article, kind, link, said
from tests.comparing.made import entry, quantity


def test_a_denial_contradicts_what_it_denies_in_another_article_and_language() -> None:
    asserted = said("c_1", "Norland", actor="Sudia", target="Norland", quote="Sudia shelled Orlec.")
    denied = said(
        "c_2", "Sudia", actor="Sudia", polarity="denied", outlet="Al-Wadi", language="ar", published=NEXT
    )
    found = link(asserted, denied)
    assert found is not None
    assert (found.kind, found.between, found.a, found.b) == ("denial", "between sides", "c_1", "c_2")
    assert "Norland tells of an attack by Sudia in Orlec on 2 May 2031" in found.reason
    assert "Sudia denies it" in found.reason


def test_a_denial_that_only_names_its_topic_is_found_behind_the_claim() -> None:
    asserted, denied = in_article(
        ("Norland", {"type": "loss", "quantities": (quantity(3, item="aircraft", effect="shot_down"),)}),
        ("Sudia", {"type": "loss", "polarity": "denied", "trigger": "dismissed"}),
    )
    assert kind(asserted, denied) == "denial"


@pytest.mark.parametrize(
    "change",
    [
        {"place": "Zabrod"},
        {"day": WEEK},
        {"actor": "Norland", "party": "Norland"},
        {"type": "displacement"},
        {"quantities": (quantity(2, item="tank", effect="destroyed"),)},
    ],
    ids=["another place", "another day", "another doer", "another kind", "other things"],
)
def test_a_denial_of_something_else_is_no_link(change: dict[str, Any]) -> None:
    asserted = said(
        "c_1",
        "Norland",
        actor="Sudia",
        target="Norland",
        quantities=(quantity(2, item="building", effect="destroyed"),),
    )
    denied = {"party": "Sudia", "actor": "Sudia", "polarity": "denied", "day": DAY, "place": "Orlec"}
    assert kind(asserted, entry("c_2", **denied)) == "denial"
    assert kind(asserted, entry("c_2", **(denied | change))) is None


@pytest.mark.parametrize(
    ("denied", "asserted", "found"),
    [
        ("attack", "loss", "denial"),
        ("attack", "abuse", "denial"),
        ("loss", "attack", None),
        ("abuse", "loss", None),
        ("deployment", "attack", None),
        ("statement", "statement", None),
    ],
)
def test_what_a_denial_of_one_kind_denies(denied: Any, asserted: Any, found: str | None) -> None:
    a = said("c_1", "Norland", actor="Sudia", type=asserted, trigger="hit")
    b = said("c_2", "Sudia", actor="Sudia", type=denied, polarity="denied")
    assert kind(a, b) == found


def test_who_denies_has_something_to_deny() -> None:
    asserted = said("c_1", "The Watch", actor="Estland Corps")
    assert kind(asserted, said("c_2", "Sudia", polarity="denied")) is None
    assert kind(asserted, said("c_2", "Estland Corps", actor="Estland Corps", polarity="denied")) == "denial"


def test_a_denial_within_a_side() -> None:
    asserted = said("c_1", "Norland", type="deployment", actor="Norland Guard")
    denied = said("c_2", "Norland Guard", type="deployment", actor="Norland Guard", polarity="denied")
    found = link(asserted, denied)
    assert found is not None
    assert found.between == "within a side"


def test_a_broken_truce_that_one_reports_and_another_words_as_not_kept_is_no_denial() -> None:
    broken = said(
        "c_1", "Norland", type="agreement", trigger="collapsed", quote="The truce collapsed at dawn."
    )
    unkept = said(
        "c_2",
        "Sudia",
        type="agreement",
        polarity="denied",
        trigger="observed",
        quote="Nobody observed the pause.",
    )
    assert kind(broken, unkept) is None


def test_one_text_that_was_read_in_two_ways_is_no_link() -> None:
    quote = "The positions lie outside the town, a weeping resident of Orlec said beside the ruins."
    a = said("c_1", "unnamed", quote=quote, outlet="The Courier", type="deployment", trigger="outside")
    b = said(
        "c_2",
        "unnamed",
        quote=quote,
        outlet="Vale Wire",
        type="deployment",
        trigger="outside",
        polarity="denied",
    )
    assert kind(a, b) is None


# What a denial answers in its own article


def test_a_bare_denial_answers_the_sentence_before_it_and_what_it_took_its_fields_from() -> None:
    first, other, denied = in_article(
        ("Norland", {"actor": "Sudia", "place": "Orlec", "means": frozenset({"air_strike"})}),
        ("Norland", {"actor": "Sudia", "place": "Zabrod"}),
        ("Sudia", {"actor": "Sudia", "place": "Orlec", "polarity": "denied", "trigger": "rejected"}),
    )
    taken = entry(
        "c_9", party="Sudia", document="d_1", article="a_1", published=DAY, span=Span(301, 399), polarity="denied",
        trigger="denied", actor="Sudia", place="Orlec", means=frozenset({"air_strike"}),
    )  # fmt: skip
    assert kind(first, denied) is None
    assert kind(first, taken) == "denial"
    assert kind(other, taken) is None  # another place


def test_a_bare_denial_does_not_answer_what_is_told_after_it() -> None:
    denial: dict[str, Any] = {"actor": "Sudia", "polarity": "denied", "trigger": "denied"}
    first, then = in_article(("Sudia", denial), ("Norland", {"actor": "Sudia"}))
    assert kind(first, then) is None
    first, then = in_article(("Norland", {"actor": "Sudia"}), ("Sudia", denial))
    assert kind(first, then) == "denial"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, "denial"),
        ({"target": "UN"}, None),
        ({"actor": (), "target": "Sudia"}, None),
        ({"first": "2031-04-02", "last": "2031-04-02", "told": True}, None),
        ({"party": "unnamed"}, None),
        ({"party": "Second Watch"}, None),
    ],
    ids=["the same", "against another", "it was hit itself", "long before", "nobody named", "a neutral one"],
)
def test_a_denial_with_content_of_its_own(change: dict[str, Any], found: str | None) -> None:
    air: dict[str, Any] = {"means": frozenset({"air_strike"})}
    denial = {
        "actor": "Sudia",
        "trigger": "raids",
        "polarity": "denied",
        "quote": "No sortie was made.",
    } | air
    denial |= change
    a, b = in_article(
        ("Norland", {"actor": "Sudia", "trigger": "bombed", "quote": "Jets flew over at dawn."} | air),
        (denial.pop("party", "Sudia"), denial),
    )
    assert kind(a, b) == found


def test_who_denies_forbidden_means_does_not_deny_the_fire() -> None:
    asserted = said("c_1", "Norland", actor="Sudia")
    denied = said(
        "c_2", "Sudia", type="abuse", actor="Sudia", polarity="denied", means=frozenset({"chemical"})
    )
    assert kind(asserted, denied) is None
    gas = said("c_1", "Norland", type="abuse", actor="Sudia", means=frozenset({"chemical"}))
    assert kind(gas, denied) == "denial"


def test_offices_of_one_party_contradict_each_other_only_in_the_same_words() -> None:
    asserted = said(
        "c_1", "Sudia", claimant="Sudia: President", type="deployment", actor="Sudia", trigger="sent"
    )
    denied = said(
        "c_2", "Sudia", claimant="Sudia: Ministry", type="deployment", actor="Sudia", polarity="denied", trigger="withdrew",
        quote="Nobody spoke of leaving.",
    )  # fmt: skip
    assert kind(asserted, denied) is None
    sent = said(
        "c_2",
        "Sudia",
        claimant="Sudia: Ministry",
        type="deployment",
        actor="Sudia",
        polarity="denied",
        trigger="sent",
    )
    assert kind(asserted, sent) == "denial"


def test_an_outlet_contradicts_what_it_reports_only_where_it_calls_it_false() -> None:
    a, false = in_article(
        ("Norland", {"actor": "Sudia", "place": "Orlec"}),
        ("outlet", {"actor": "Sudia", "place": "Orlec", "polarity": "denied", "trigger": "struck"}),
    )
    assert kind(a, false) == "denial"
    a, other = in_article(
        ("Norland", {"actor": "Sudia", "place": "Orlec"}),
        ("outlet", {"actor": "Sudia", "polarity": "denied", "trigger": "struck"}),
    )
    assert kind(a, other) is None


# What a denial answers in other articles


def of_day(claim: str, party: str, **given: Any) -> Entry:
    return said(claim, party, **({"actor": "Sudia", "outlet": f"Wire {claim}"} | given))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, "denial"),
        ({"first": "2030-05-02"}, None),
        ({"day": NEXT}, None),
        ({"first": None, "last": None, "told": False, "published": NEXT}, "denial"),
        ({"first": None, "last": None, "told": False, "published": WEEK}, None),
        ({"place": "Lower Vale", "trigger": "raids"}, None),
        ({"place": (), "trigger": "raids"}, None),
    ],
    ids=[
        "the same",
        "since a year ago",
        "the next day",
        "said the next day",
        "a week later",
        "the province",
        "no place",
    ],
)
def test_in_another_article_a_denial_names_the_day_and_the_place(
    change: dict[str, Any], found: str | None
) -> None:
    asserted = of_day("c_1", "Norland", quote="Shells fell on the mill at dawn.")
    words = {"quote": "Our guns kept silent all week."}
    assert kind(asserted, of_day("c_2", "Sudia", polarity="denied", **words | change)) == found


def test_what_an_outlet_tells_in_general_is_not_what_a_denial_elsewhere_answers() -> None:
    untold = {"first": None, "last": None, "told": False, "published": DAY}
    denied = of_day("c_2", "Sudia", polarity="denied")
    assert kind(of_day("c_1", "outlet", **untold), denied) is None
    assert kind(of_day("c_1", "Norland", **untold), denied) == "denial"


def test_a_witness_accuses_nobody_whom_only_another_named() -> None:
    denied = of_day("c_2", "Sudia", polarity="denied")
    seen = of_day("c_1", "unnamed", claimant="medics in Orlec", quote="They fell choking, medics said.")
    assert kind(seen, denied) is None
    assert (
        kind(of_day("c_1", "unnamed", claimant="medics in Orlec", quote="Sudia did it, medics said."), denied)
        == "denial"
    )


@pytest.mark.parametrize(
    ("trigger", "language", "bare"),
    [
        ("denied", "en", True),
        ("dismissing", "en", True),
        ("shelled", "en", False),
        ("нфы", "ru", False),
        ("опровергло", "ru", True),
        ("denied", "fr", False),
        ("denied", None, False),
    ],
)
def test_a_trigger_that_is_the_denial_itself(trigger: str, language: str | None, bare: bool) -> None:
    assert rejects(trigger, language) is bare
