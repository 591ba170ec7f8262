"""Full dates in any pack's language, with exact offsets."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.language.calendar import find_dates


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("October 6, 2020", "2020-10-06"),
        ("Tuesday, October 6th, 2020", "2020-10-06"),
        ("6 October 2020", "2020-10-06"),
        ("6th of October, 2020", "2020-10-06"),
        ("Sept. 6, 2020", "2020-09-06"),
        ("6-Oct-2020", "2020-10-06"),
        ("MAY 1 2014", "2014-05-01"),
        ("2020-10-09", "2020-10-09"),
        ("2020/10/09", "2020-10-09"),
        ("06.10.2020", "2020-10-06"),
        ("09/10/2020", "2020-10-09"),
        ("10/17/2020", "2020-10-17"),
        ("السبت 17 تشرين الأول 2020", "2020-10-17"),
        ("١٧ أكتوبر ٢٠٢٠", "2020-10-17"),
        ("17 اكتوبر 2020", "2020-10-17"),
        ("27 أيلول/سبتمبر 2020", "2020-09-27"),
        ("3 من كانون الثاني عام 2016", "2016-01-03"),
        ("٣ غشت ٢٠٢١", "2021-08-03"),
        ("أكتوبر 17، 2020", "2020-10-17"),
    ],
)
def test_a_full_date_is_read_with_its_exact_characters(words: str, day: str) -> None:
    text = f"Posted {words} by the desk"
    assert [(span.of(text), found) for span, found in find_dates(text)] == [(words, day)]


@pytest.mark.parametrize(
    "words",
    [
        "October 2020",
        "31 February 2020",
        "99.99.2020",
        "10.0.0.2020",
        "12 March",
        "in 2020",
        "1.2.3",
        "12,500 2020",
    ],
)
def test_what_is_no_full_date_is_left_alone(words: str) -> None:
    assert find_dates(words) == []


def test_a_date_outside_the_range_is_not_found() -> None:
    text = "6 October 2020 and 7 October 2020"
    assert find_dates(text, 0, 10) == []
    assert [day for _, day in find_dates(text, 15)] == ["2020-10-07"]


@given(
    st.text(alphabet="0123456789/-., 2OctobMayكانون الثني٢", max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_spans_lie_in_the_range_of_any_text(text: str, start: int, end: int) -> None:
    for span, day in find_dates(text, start, end):
        assert start <= span.start < span.end <= min(end, len(text))
        assert len(day) == 10


def test_long_runs_of_figures_take_linear_time() -> None:
    began = time.perf_counter()
    find_dates("12 " * 100_000 + "1/" * 100_000)
    assert time.perf_counter() - began < 5
