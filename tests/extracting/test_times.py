"""Expressions of time: their exact characters, and the days that they mean."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting import times
from counterclaim.language import load
from counterclaim.model import Span, When

DAY = date(2020, 10, 27)  # a Tuesday
BEFORE = When(None, None, "2020-10-20", "2020-10-20", "day")
WAR = date(2020, 9, 27)

ENGLISH = [
    ("on October 12", "2020-10-12", "2020-10-12", "day"),
    ("the morning of October 26", "2020-10-26", "2020-10-26", "day"),
    ("As of the evening of October 26", "2020-10-26", "2020-10-26", "day"),
    ("on Wednesday, October 21", "2020-10-21", "2020-10-21", "day"),
    ("on the second of March", "2020-03-02", "2020-03-02", "day"),
    ("Nov. 3", "2020-11-03", "2020-11-03", "day"),
    ("on 06.10.2020", "2020-10-06", "2020-10-06", "day"),
    ("December 30", "2019-12-30", "2019-12-30", "day"),
    ("between 5 and 7 May", "2020-05-05", "2020-05-07", "days"),
    ("on 29 and 30 April", "2020-04-29", "2020-04-30", "days"),
    ("from 28 September to 3 October", "2020-09-28", "2020-10-03", "days"),
    ("on the night of 7 to 8 September", "2020-09-07", "2020-09-08", "days"),
    ("the 16th of this month", "2020-10-16", "2020-10-16", "day"),
    ("since the 3rd", "2020-10-03", "2020-10-27", "month"),
    ("over the weekend", "2020-10-24", "2020-10-25", "days"),
    ("the previous day", "2020-10-19", "2020-10-19", "day"),
    ("on the same day", "2020-10-20", "2020-10-20", "day"),
    ("two days later", "2020-10-22", "2020-10-22", "day"),
    ("40 minutes later", "2020-10-20", "2020-10-20", "day"),
    ("30 hours later", "2020-10-21", "2020-10-21", "day"),
    ("Earlier on Tuesday", "2020-10-27", "2020-10-27", "day"),
    ("Friday", "2020-10-23", "2020-10-23", "day"),
    ("last Tuesday", "2020-10-20", "2020-10-20", "day"),
    ("next Friday", "2020-10-30", "2020-10-30", "day"),
    ("between Saturday and Monday", "2020-10-24", "2020-10-26", "days"),
    ("Yesterday", "2020-10-26", "2020-10-26", "day"),
    ("overnight", "2020-10-26", "2020-10-27", "days"),
    ("two days ago", "2020-10-25", "2020-10-25", "day"),
    ("just a few days ago", "2020-10-22", "2020-10-25", "days"),
    ("last week", "2020-10-19", "2020-10-25", "week"),
    ("over the past 24 hours", "2020-10-26", "2020-10-27", "days"),
    ("in recent weeks", "2020-10-06", "2020-10-27", "month"),
    ("in late September", "2020-09-21", "2020-09-30", "month"),
    ("Earlier in October", "2020-10-01", "2020-10-26", "month"),
    ("since late last month", "2020-09-21", "2020-10-27", "year"),
    ("last September", "2020-09-01", "2020-09-30", "month"),
    ("in 1994", "1994-01-01", "1994-12-31", "year"),
    ("between 2015 and 2018", "2015-01-01", "2018-12-31", "year"),
    ("in the summer of 2018", "2018-06-01", "2018-08-31", "year"),
    ("before the winter", "2020-10-27", "2020-11-30", "year"),
    ("for over 14 months", "2019-08-27", "2020-10-27", "year"),
    ("over the last years", None, "2020-10-27", "year"),
    ("until Thursday", None, "2020-10-22", "year"),
    ("since the start of the conflict", "2020-09-27", "2020-10-27", "month"),
    ("since hostilities began on May 3", "2020-05-03", "2020-10-27", "year"),
    ("since the revolt broke out in 2011", "2011-01-01", "2020-10-27", "year"),
    ("since the recent fighting erupted", "2020-09-27", "2020-10-27", "month"),
]
ARABIC = [
    ("في 10 تشرين الأول", "2020-10-10", "2020-10-10", "day"),
    ("السبت 17 تشرين الأول 2020", "2020-10-17", "2020-10-17", "day"),
    ("يومي 23 و24 تموز/يوليو", "2020-07-23", "2020-07-24", "days"),
    ("بين 24 شباط و2 آذار", "2020-02-24", "2020-03-02", "month"),
    ("من 14 إلى 18 أيار/مايو", "2020-05-14", "2020-05-18", "days"),
    ("السابع والعشرين من الشهر الماضي", "2020-09-27", "2020-09-27", "day"),
    ("في الثالث من الشهر", "2020-10-03", "2020-10-03", "day"),
    ("أمس", "2020-10-26", "2020-10-26", "day"),
    ("عصر أمس", "2020-10-26", "2020-10-26", "day"),
    ("يوم الثلاثاء الماضي", "2020-10-20", "2020-10-20", "day"),
    ("فجر يوم الأحد", "2020-10-25", "2020-10-25", "day"),
    ("الأسبوع الماضي", "2020-10-19", "2020-10-25", "week"),
    ("خلال الـ٢٤ ساعة الماضية", "2020-10-26", "2020-10-27", "days"),
    ("قبل يومين", "2020-10-25", "2020-10-25", "day"),
    ("منذ عشرة أيام", "2020-10-17", "2020-10-27", "month"),
    ("ومنذ مطلع كانون الأول", "2019-12-01", "2020-10-27", "year"),
    ("في أواخر سبتمبر", "2020-09-21", "2020-09-30", "month"),
    ("في صيف 2018", "2018-06-01", "2018-08-31", "year"),
    ("عام 2015", "2015-01-01", "2015-12-31", "year"),
    ("منذ انطلاق المعارك", "2020-09-27", "2020-10-27", "month"),
    ("في ذلك اليوم", "2020-10-20", "2020-10-20", "day"),
    ("اليوم التالي", "2020-10-21", "2020-10-21", "day"),
]
ALL = [("en", "The office said {} that troops", *row) for row in ENGLISH] + [
    ("ar", "قال إن {} قواته", *row) for row in ARABIC
]


@pytest.mark.parametrize(("code", "frame", "words", "start", "end", "precision"), ALL)
def test_an_expression_is_found_whole_and_dated(
    code: str, frame: str, words: str, start: str | None, end: str | None, precision: str
) -> None:
    text, pack = frame.format(words), load(code)
    (span,) = times.find(text, 0, len(text), pack)
    assert span.of(text) == words
    when = times.resolve(text, span, anchor=DAY, previous=BEFORE, pack=pack, began=WAR)
    assert when is not None
    assert (when.start, when.end, when.precision, when.text) == (start, end, precision, words)


@pytest.mark.parametrize("words", ["at 15:20", "every day", "during the night", "within hours"])
def test_an_expression_without_a_date_is_marked_but_not_dated(words: str) -> None:
    text = f"The shelling resumed {words} there"
    (span,) = times.find(text, 0, len(text), load("en"))
    assert span.of(text) == words
    assert times.resolve(text, span, anchor=DAY, previous=BEFORE, pack=load("en")) is None


@pytest.mark.parametrize(
    "text",
    [
        "He may march to the second bridge",
        "It has over 2000 fighters",
        "May reported it",
        "the S-300 and 12 tanks",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert times.find(text, 0, len(text), load("en")) == []


def test_a_plan_looks_ahead() -> None:
    text = "Talks will be held on Friday in Geneva"
    (span,) = times.find(text, 0, len(text), load("en"))
    when = times.resolve(text, span, anchor=DAY, pack=load("en"))
    assert when is not None
    assert when.start == "2020-10-30"


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("on 12 October 2020", "2020-10-12"),
        ("in 2018", "2018-01-01"),
        ("on Tuesday", None),
        ("on 12 October", None),
    ],
)
def test_without_an_anchor_only_full_dates_resolve(words: str, start: str | None) -> None:
    when = times.resolve(words, Span(0, len(words)), anchor=None, pack=load("en"))
    assert (when.start if when else None) == start


WORDS = st.sampled_from(
    [
        "on",
        "the",
        "31",
        "30th",
        "of",
        "February",
        "May",
        "2020",
        "since",
        "until",
        "between",
        "and",
        "5",
        "-",
        "last",
        "week",
        "two",
        "days",
        "ago",
        "later",
        ".",
        ",",
        "Tuesday",
        "decade",
        "منذ",
        "السابع",
        "و",
        "العشرين",
        "من",
        "الشهر",
        "الماضي",
        "يومين",
        "قبل",
        "99999999",
        "1,000,000",
        "years",
        "early",
        "late",
        "12:99",
        "9.40",
        "pm",
    ]
)


@given(st.lists(WORDS, max_size=14), st.integers(0, 40), st.integers(0, 80))
def test_any_text_gives_spans_in_the_range_and_ordered_days(parts: list[str], start: int, end: int) -> None:
    text = " ".join(parts)
    for code in ("en", "ar"):
        last = start
        for span in times.find(text, start, end, load(code)):
            assert last <= span.start < span.end <= min(end, len(text))
            last = span.end
            when = times.resolve(text, span, anchor=DAY, previous=BEFORE, pack=load(code), began=WAR)
            if when is not None and when.start and when.end:
                assert date.fromisoformat(when.start) <= date.fromisoformat(when.end)


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for code in ("en", "ar"):
        for span in times.find(text, 0, len(text), load(code)):
            assert 0 <= span.start < span.end <= len(text)
            times.resolve(text, span, anchor=DAY, pack=load(code))


def test_a_long_run_of_words_of_time_takes_linear_time() -> None:
    began = time.perf_counter()
    text = "on 5 - " * 20_000 + "since the " * 20_000
    times.find(text, 0, len(text), load("en"))
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    "text", ["The Halab Today channel said so.", "The Sunday Times said so.", "Classes ended for the day."]
)
def test_names_and_idioms_are_no_times(text: str) -> None:
    assert times.find(text, 0, len(text), load("en")) == []


def test_a_length_of_time_before_a_happening_is_not_dated_by_the_time_told_before() -> None:
    pack, text = load("en"), "On Friday, a day after the truce began, shells fell. A day later they stopped."
    found, previous = [], None
    for span in times.find(text, 0, len(text), pack):
        when = times.resolve(text, span, anchor=date(2023, 5, 20), previous=previous, pack=pack)
        previous = when or previous
        found.append((span.of(text), when.start if when else None))
    assert found == [("On Friday", "2023-05-19"), ("a day after", None), ("A day later", "2023-05-20")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nine died on Friday due to rocket fire.", "2023-05-19"),
        ("Talks are due to resume on Friday.", "2023-05-26"),
        ("The envoy is due on Friday.", "2023-05-26"),
    ],
)
def test_due_to_a_cause_lies_not_ahead(text: str, day: str) -> None:
    at = text.index("on Friday")
    when = times.resolve(text, Span(at, at + 9), anchor=date(2023, 5, 20), previous=None, pack=load("en"))
    assert when is not None
    assert when.start == day
