"""Claims of control join where they tell one thing: a change of hands, who holds, a siege, a fight."""

from __future__ import annotations

from typing import Any

import pytest

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
