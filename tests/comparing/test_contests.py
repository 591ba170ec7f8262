"""Claims that answer each other stand in one incident: who holds a place, and what the accused denies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.comparing.clustering import groups
from counterclaim.comparing.nouns import Constraints, Entry
from counterclaim.comparing.pairing import pairs
from tests.comparing.made import entry, undated

DAY, NEXT, LATER = "2031-05-02", "2031-05-03", "2031-05-09"


def together(*given: Entry) -> bool:
    free = Constraints()
    return len(groups(given, pairs(given, free), free)) == 1


def control(claim: str, party: str, published: str, **given: Any) -> Entry:
    return undated(
        claim, published, **{"type": "control", "party": party, "actor": party, "place": "Orlec"} | given
    )


TAKEN = control("c_1", "Norland", DAY, trigger="captured")


@pytest.mark.parametrize(
    "other",
    [
        control("c_2", "Sudia", NEXT, trigger="holds"),
        control("c_2", "Sudia", NEXT, trigger="captured"),
        control("c_2", "Sudia", NEXT, trigger="lost", polarity="denied"),
        control("c_2", "Norland", NEXT, trigger="holds"),
        replace(control("c_2", "Sudia", NEXT, trigger="holds", actor="Sudia Legion"), of_side=True),
    ],
    ids=["held", "taken", "denied", "its own", "an ally holds it"],
)  # fmt: skip
def test_who_holds_one_place_at_one_time_is_one_contest(other: Entry) -> None:
    assert together(TAKEN, other)


@pytest.mark.parametrize(
    "other",
    [
        control("c_2", "Sudia", LATER, trigger="captured"),
        control("c_2", "Sudia", "2031-05-01", trigger="holds"),
        control("c_2", "The Watch", NEXT, trigger="holds", actor="Sudia"),
        control("c_2", "Sudia", NEXT, trigger="holds", place="Zabrod"),
        control("c_2", "Sudia", NEXT, trigger="besieged"),
    ],
    ids=["taken back later", "held before", "a monitor", "another place", "a siege"],
)
def test_control_of_other_times_places_or_by_others_stays_apart(other: Entry) -> None:
    assert not together(TAKEN, other)


SHELLED = entry("c_1", party="Sudia", actor="Norland", place="Orlec", day=DAY, trigger="shelled")


def test_an_undated_denial_goes_with_what_its_speaker_is_accused_of() -> None:
    denied: dict[str, Any] = {"party": "Norland", "polarity": "denied", "place": "Orlec", "trigger": "strike"}
    assert together(SHELLED, undated("c_2", NEXT, actor="Norland", **denied))
    assert together(SHELLED, undated("c_2", NEXT, **denied))
    assert not together(SHELLED, undated("c_2", LATER, **denied))
    assert not together(SHELLED, undated("c_2", NEXT, **{**denied, "party": "Estland Corps"}))
    assert not together(SHELLED, undated("c_2", NEXT, **{**denied, "place": "Tamir"}))
