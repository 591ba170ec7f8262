"""Confidence is a chance in hundredths that grows with what the network says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.neural.confidence import Calibration, Floors

CHANCE = st.floats(0, 1)


@given(CHANCE, CHANCE, st.floats(0.05, 5), st.floats(-5, 5))
def test_it_grows_with_the_raw_chance_and_stays_one(
    one: float, other: float, slope: float, intercept: float
) -> None:
    calibration = Calibration(slope, intercept)
    low, high = (calibration.of(raw) for raw in sorted((one, other)))
    assert 0 <= low <= high <= 1
    assert round(low, 2) == low


@given(CHANCE)
def test_without_calibration_it_is_the_raw_chance(raw: float) -> None:
    assert Calibration().of(raw) == pytest.approx(raw, abs=0.0051)


def test_the_scaling_is_platts() -> None:
    assert Calibration(1.0, 1.0).of(0.5) == 0.73
    assert Calibration(2.0, 0.0).of(0.75) == 0.9
    assert Calibration(0.5, -1.0).of(0.5) == 0.27


@pytest.mark.parametrize("raw", [0.0, 1.0])
def test_certainty_of_the_network_is_no_error(raw: float) -> None:
    assert Calibration(3.0, -2.0).of(raw) == raw


def test_floors_are_of_a_type() -> None:
    floors = Floors({"attack": 0.4})
    assert floors.admits("attack", 0.4)
    assert not floors.admits("attack", 0.39)
    assert floors.admits("loss", 0.0)
