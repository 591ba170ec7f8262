"""Claims of control join where they tell one thing: a change of hands, who holds, a siege, a fight."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.comparing.comparators import excluded
from counterclaim.comparing.features import features
from tests.comparing.made import entry
from tests.comparing.test_pairing import DAY, score, words


def held(**given: Any) -> dict[str, Any]:
    return {"type": "control", "place": "Orlec", "day": DAY, "actor": "Norland", **given}


@pytest.mark.parametrize(
    ("one", "other", "joins"),
    [
        ("captured", "seized", True),
        ("besieged", "encircled", True),
        ("captured", "besieged", False),
        ("captured", "advanced", False),
        ("controlled", "besieged", False),
    ],
)
def test_claims_of_control_join_where_they_tell_one_thing(one: str, other: str, joins: bool) -> None:
    found = score(held(trigger=one), held(trigger=other))
    assert (found is not None) is joins


def test_a_state_joins_the_change_that_brought_it() -> None:
    assert score(held(trigger="captured"), held(trigger="holds")) is not None
    untold = {"first": None, "last": None, "precision": None, "told": False}
    assert score(held(trigger="captured"), held(trigger="holds", published=DAY, **untold)) is None
    # Who lost a place is not the one that held it on that day for what both say.
    assert score(held(trigger="lost"), held(trigger="holds")) is None


def test_a_change_of_hands_that_is_only_aimed_at_is_none() -> None:
    took = held(trigger="retook", quote="Norland retook Orlec at dawn.")
    sought = held(trigger="retake", quote="Norland sent more guards to retake Orlec.")
    managed = held(trigger="retake", quote="Norland managed to retake Orlec.")
    assert score(took, sought) is None
    assert score(took, managed) is not None


def test_changes_of_hands_of_two_weeks_are_two() -> None:
    assert score(held(trigger="captured"), held(trigger="seized", day="2031-05-09")) is None
    assert score(held(trigger="captured"), held(trigger="seized", day="2031-05-04")) is not None


def test_words_of_no_list_say_less_of_control() -> None:
    assert "only one tells of a siege" in words(held(trigger="besieged"), held(trigger="pushed"))


def test_languages_without_lists_exclude_nothing() -> None:
    assert score(held(trigger="captured"), held(trigger="zyxt", language="de")) is not None


def test_a_denied_change_joins_who_holds_and_no_siege() -> None:
    denied = held(trigger="captured", polarity="denied")
    assert score(denied, held(trigger="captured")) is not None
    assert score(denied, held(trigger="holds")) is not None
    assert score(denied, held(trigger="besieged")) is None


def deed(**given: Any) -> dict[str, Any]:
    shelled = {"place": "Orlec", "day": DAY, "actor": "Norland", "means": frozenset({"shelling"})}
    return {**shelled, "quote": "Norland shelled Orlec.", "trigger": "shelled", **given}


@pytest.mark.parametrize(
    ("quote", "trigger", "joins"),
    [
        ("Norland struck the orchards by the mill.", "struck", True),
        ("Norland intensified strikes on its rivals.", "strikes", False),
        ("Norland continued to bomb the orchards.", "bomb", False),
        ("Norland is fighting for the mill.", "fighting", False),
        ("Norland has struck the orchards in recent days.", "struck", False),
    ],
)
def test_what_went_on_is_no_deed_of_a_day(quote: str, trigger: str, joins: bool) -> None:
    assert (score(deed(), deed(quote=quote, trigger=trigger)) is not None) is joins


def test_an_equal_figure_joins_what_went_on() -> None:
    lasting = deed(quote="Norland fire has killed 13 in recent days.", trigger="killed", killed=13)
    assert score(deed(killed=13), lasting) is not None
    assert score(deed(killed=13), {**lasting, "killed": 90}) is None


def test_fire_from_both_sides_is_two_attacks() -> None:
    to, fro = deed(target="Sudia"), deed(actor="Sudia", target="Norland", trigger="fired")
    assert score(to, deed(trigger="fired")) is not None
    assert "fire on those who fired" in str(apart(to, fro))
    # Each blames the other for one shot.
    assert apart({**to, "party": "Sudia"}, {**fro, "party": "Norland"}) is None


def test_captives_and_wrecks_are_not_the_fire_of_that_day() -> None:
    took = deed(type="loss", trigger="captured", means=frozenset())
    down = deed(type="loss", trigger="shot down", means=frozenset())
    assert apart(took, deed(means=frozenset({"small_arms"}))) is None
    assert "captives" in str(apart(took, deed()))
    assert "aircraft" in str(apart(took, down))
    assert "aircraft" in str(apart(down, deed(type="abuse", trigger="executed", means=frozenset())))
    assert apart(down, deed(type="loss", trigger="killed")) is None


def test_an_entry_is_no_siege() -> None:
    assert score(held(trigger="encircled"), held(trigger="entered")) is None
    assert apart(held(trigger="encircled"), held(trigger="entered")) is not None
    assert apart(held(trigger="captured"), held(trigger="entered")) is None


def test_talks_are_no_truce() -> None:
    of: dict[str, Any] = {"type": "agreement", "actor": ("Norland", "Sudia"), "day": DAY}
    assert apart({**of, "trigger": "talks"}, {**of, "trigger": "ceasefire"}) is not None
    assert apart({**of, "trigger": "talks"}, {**of, "trigger": "talks"}) is None
    assert apart({**of, "trigger": "truce"}, {**of, "trigger": "ceasefire"}) is None


def apart(one: dict[str, Any], other: dict[str, Any]) -> str | None:
    a, b = features(entry("c_1", **one)), features(entry("c_2", outlet="The Herald", **other))
    assert excluded(a, b) == excluded(b, a)
    return excluded(a, b)
