"""Who stands with whom, and what goes against a claimant's interest."""

from __future__ import annotations

import pytest

from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.sides import against_interest, between, speaker
from tests.comparing.made import entry, quantity
from tests.comparing.war import SIDES

DAY = "2031-05-02"


def test_parties_of_one_side_are_allied_and_of_two_opposed() -> None:
    assert SIDES.allied("Norland", "Norland Guard", DAY)
    assert SIDES.opposed("Norland", "Sudia", DAY)
    assert not SIDES.opposed("Norland", "Norland Guard", DAY)
    assert not SIDES.allied("Norland", "Sudia", DAY)


def test_a_party_without_a_side_is_opposed_to_nobody_and_allied_to_itself() -> None:
    assert not SIDES.opposed("Estland Corps", "Sudia", DAY)
    assert not SIDES.allied("Estland Corps", "Sudia", DAY)
    assert SIDES.allied("Estland Corps", "Estland Corps", DAY)


def test_outlets_and_sources_without_a_name_are_nobody_s_allies() -> None:
    assert not SIDES.allied("outlet", "outlet", DAY)
    assert not SIDES.allied("unnamed", "unnamed", DAY)


@pytest.mark.parametrize(
    ("a", "b", "day", "allied", "opposed"),
    [
        ("Norland", "Norland Guard", "2031-02-01", False, False),  # the guard joined in March
        ("Norland", "Sudia", "2030-12-31", False, False),  # before the conflict
        ("Norland", "Sudia", "2032-01-01", False, False),  # the southern side had ended
        ("Norland", "Norland Guard", None, True, False),
    ],
)
def test_sides_count_only_in_their_time(a: str, b: str, day: str | None, allied: bool, opposed: bool) -> None:
    assert SIDES.allied(a, b, day) is allied
    assert SIDES.opposed(a, b, day) is opposed


def test_monitors_are_neutral_and_parties_are_not() -> None:
    assert SIDES.neutral("The Watch")
    assert not SIDES.neutral("Norland")
    assert not SIDES.neutral("Estland Corps")


def test_a_medium_speaks_as_the_outlet_of_its_name() -> None:
    own = entry("c_1", outlet="Vale Wire", day=DAY)
    quoted = entry("c_2", party="Vale Wire", outlet="Vale Wire", day=DAY)
    assert speaker(own) == speaker(quoted)
    assert speaker(own) != speaker(entry("c_3", outlet="The Courier", day=DAY))


SOLDIERS = (quantity(9, item="soldier"),)
CIVILIANS = (quantity(9, item="civilian"),)


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (
            entry("c_1", party="Norland", type="loss", target="Norland", quantities=SOLDIERS, day=DAY),
            "its own losses",
        ),
        (
            entry("c_1", party="Norland", type="loss", target="Norland Guard", quantities=SOLDIERS, day=DAY),
            "its own losses",
        ),
        (
            entry("c_1", party="Norland", type="control", actor="Norland", trigger="withdrew", day=DAY),
            "its own withdrawal",
        ),
        (
            entry("c_1", party="Norland", type="control", actor="Sudia", trigger="captured", day=DAY),
            "the other side's capture of the place",
        ),
        (
            entry("c_1", party="Norland", type="abuse", actor="Norland", day=DAY),
            "its own treatment of others",
        ),
        (
            entry("c_1", party="Norland", type="loss", actor="Norland", quantities=CIVILIANS, day=DAY),
            "harm to civilians by its own forces",
        ),
    ],
)
def test_what_goes_against_a_side_s_interest(claim: Entry, why: str) -> None:
    assert against_interest(claim, SIDES) == why


@pytest.mark.parametrize(
    "claim",
    [
        entry("c_1", party="Norland", type="loss", target="Sudia", quantities=SOLDIERS, day=DAY),
        entry("c_1", party="Norland", type="loss", target="Norland", quantities=CIVILIANS, day=DAY),
        entry("c_1", party="Norland", type="loss", actor="Sudia", quantities=CIVILIANS, day=DAY),
        entry("c_1", party="Norland", type="control", actor="Sudia", trigger="withdrew", day=DAY),
        entry("c_1", party="Norland", type="control", actor="Sudia", trigger="occupied", day=DAY),
        entry("c_1", party="Norland", type="abuse", actor="Norland Guard", day=DAY),
        entry("c_1", party="Norland", claimant="Norland: Civil Defence", type="abuse", actor="Norland", day=DAY),
        entry("c_1", party="The Watch", type="loss", target="Norland", quantities=SOLDIERS, day=DAY),
        entry("c_1", type="loss", target="Norland", quantities=SOLDIERS, day=DAY),
        entry(
            "c_1", party="Norland", type="loss", target="Norland", quantities=SOLDIERS, day=DAY, polarity="denied"
        ),
        entry(
            "c_1", party="Norland", type="loss", target="Norland", quantities=SOLDIERS, day=DAY, certainty="possible"
        ),
    ],
    ids=[
        "the other's losses", "own civilians", "civilians killed by the other", "the other left", "a grievance", "an ally's abuse", "rescuers",
        "a monitor", "an outlet", "denied", "only possible",
    ],
)  # fmt: skip
def test_what_does_not(claim: Entry) -> None:
    assert against_interest(claim, SIDES) is None


def test_to_affirm_what_one_s_side_denied_goes_against_its_interest() -> None:
    denied = entry("c_1", party="Norland", type="deployment", actor="Norland", polarity="denied", day=DAY)
    later = entry("c_2", party="Norland Guard", type="deployment", actor="Norland", day="2031-05-20")
    assert against_interest(later, SIDES) is None
    why = against_interest(later, SIDES, denied)
    assert why is not None
    assert why == "what its side had denied before"


@pytest.mark.parametrize(
    ("a", "b", "where"),
    [
        ("Norland", "Sudia", "between sides"),
        ("Norland", "Norland Guard", "within a side"),
        ("Norland", "The Watch", "between sides"),
        ("outlet", "outlet", "between outlets"),
        ("outlet", "unnamed", "between outlets"),
        ("outlet", "Norland", "between sides"),
    ],
)
def test_where_a_link_stands(a: str, b: str, where: str) -> None:
    assert between(entry("c_1", party=a, day=DAY), entry("c_2", party=b, day=DAY), SIDES) == where
