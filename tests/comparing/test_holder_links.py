"""Links between claims of who holds a place. All reports are invented."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.comparing.conflicts import conflict, standing
from counterclaim.comparing.control_words import control_class
from counterclaim.comparing.nouns import Entry
from counterclaim.language import fold
from tests.comparing.linking import DAY, NEXT, WEEK, kind, link, said
from tests.comparing.war import SIDES


def holds(claim: str, party: str, holder: str, trigger: str, day: str | None = DAY, **given: Any) -> Entry:
    return said(claim, party, type="control", actor=holder, trigger=trigger, day=day, **given)


@pytest.mark.parametrize(
    ("trigger", "language", "says"),
    [
        ("captured", "en", "takes"),
        ("taken control", "en", "takes"),
        ("lost control", "en", "leaves"),
        ("fire control", "en", "neither"),
        ("in the hands", "en", "holds"),
        ("liberated", "en", "frees"),
        ("انسحبت", "ar", "leaves"),
        ("سيطرت", "ar", "takes"),
        ("حاصرت", "ar", "neither"),
        ("захватили", "ru", "takes"),
        ("освободили", "ru", "frees"),
        ("удерживает", "ru", "holds"),
        ("звільнили", "uk", "frees"),
        ("відступили", "uk", "leaves"),
        ("pris", "fr", None),
        ("captured", None, None),
        ("met", "en", None),
    ],
)
def test_what_the_words_of_control_say(trigger: str, language: str | None, says: str | None) -> None:
    assert control_class(fold(trigger), language) == says


def test_without_words_of_control_a_party_speaks_for_itself() -> None:
    mine = holds("c_1", "Norland", "Norland", "tiennent", language="fr")
    theirs = holds("c_2", "Sudia", "Sudia", "pris", language="fr")
    assert kind(mine, theirs) == "holder"
    assert kind(mine, holds("c_2", "outlet", "Sudia", "pris", language="fr")) is None


def test_where_no_party_speaks_for_itself_only_dated_claims_count() -> None:
    first = holds("c_1", "The Watch", "Norland", "controls")
    assert kind(first, holds("c_2", "outlet", "Sudia", "holds", outlet="Vale Wire")) == "holder"
    undated = holds("c_2", "outlet", "Sudia", "holds", outlet="Vale Wire", day=None, published=DAY)
    assert kind(first, undated) is None


def test_a_place_held_by_both() -> None:
    took = holds("c_1", "Sudia", "Sudia", "captured")
    holding = holds("c_2", "Norland", "Norland", "holds", day="2031-05-05")
    found = link(took, holding)
    assert found is not None
    assert found.kind == "holder"
    assert found.reason == (
        "Sudia says that it took Orlec on 2 May 2031; Norland says that it holds Orlec on 5 May 2031"
    )


def test_who_was_freed_from_does_not_hold() -> None:
    freed = holds("c_1", "Sudia", "Norland", "liberated")
    assert kind(freed, holds("c_2", "Norland", "Norland", "in the hands")) == "holder"
    assert kind(freed, holds("c_2", "Sudia Legion", "Sudia", "holds")) is None


def test_a_withdrawal_against_holding() -> None:
    left = holds("c_1", "Sudia", "Norland", "withdrew")
    assert kind(left, holds("c_2", "Norland", "Norland", "controls", day=NEXT)) == "holder"
    assert kind(left, holds("c_2", "Norland", "Norland", "controls", day="2031-05-01")) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (holds("c_1", "Sudia", "Sudia", "captured"), holds("c_2", "Norland", "Norland", "retook", day=WEEK)),
        (holds("c_1", "Sudia", "Sudia", "captured"), holds("c_2", "Norland", "Norland", "holds", day="2031-05-01")),
        (holds("c_1", "Sudia", "Sudia", "captured"), holds("c_2", "Norland", "Norland", "holds", place="Zabrod")),
        (holds("c_1", "Sudia", "Sudia", "besieged"), holds("c_2", "Norland", "Norland", "holds")),
        (holds("c_1", "Norland", "Norland", "holds"), holds("c_2", "Norland Guard", "Norland Guard", "holds")),
        (
            holds("c_1", "Sudia", "Sudia", "holds", place="Lower Vale"),
            holds("c_2", "Norland", "Norland", "holds", place="Lower Vale"),
        ),
    ],
    ids=["one after the other", "held until then", "another place", "a siege", "allies", "a province"],
)  # fmt: skip
def test_holdings_that_do_not_contradict(a: Entry, b: Entry) -> None:
    assert kind(a, b) is None


def test_who_denies_a_capture() -> None:
    took = holds("c_1", "Sudia", "Sudia", "captured")
    assert kind(took, holds("c_2", "Norland", "Sudia", "taken", polarity="denied")) == "denial"


def test_a_holding_that_its_own_speaker_took_back_stands_no_longer() -> None:
    took = holds("c_1", "Sudia", "Sudia", "captured")
    left = holds("c_2", "Sudia", "Sudia", "withdrew", day="2031-05-04")
    holding = holds("c_3", "Norland", "Norland", "holds", day="2031-05-06")
    found = conflict(took, holding, SIDES)
    assert found is not None
    assert standing([found], {e.claim: e for e in (took, holding)}, SIDES) == [found]
    assert standing([found], {e.claim: e for e in (took, left, holding)}, SIDES) == []


def test_words_that_are_none_of_control_say_nothing_of_who_holds_a_place() -> None:
    mine = holds("c_1", "Norland", "Norland", "regrouping")
    assert kind(mine, holds("c_2", "Sudia", "Sudia", "captured")) is None


def test_a_monitor_holds_no_place() -> None:
    assert (
        kind(
            holds("c_1", "outlet", "The Watch", "withdrew"),
            holds("c_2", "The Watch", "The Watch", "controls"),
        )
        is None
    )
