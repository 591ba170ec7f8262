"""Stretches of calendar days: months, thirds of them, lengths of time back and forth."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.model import TimePrecision, When

PARTS = {"hour": 24, "minute": 24 * 60}
"""How many of a unit make a day, for those that are parts of one."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day; None where the words leave that end open."""

    first: date | None
    last: date | None

    def precision(self) -> TimePrecision:
        """By length: day, up to six days, a week, up to a month; `year` for anything longer or open."""
        if self.first is None or self.last is None:
            return "year"
        length = (self.last - self.first).days + 1
        bounds: tuple[tuple[int, TimePrecision], ...] = ((1, "day"), (6, "days"), (7, "week"), (31, "month"))
        return next((name for most, name in bounds if length <= most), "year")


@dataclass(frozen=True, slots=True)
class Bearings:
    """What relative expressions are counted from.

    `anchor` is the article's day, `previous` what the article dated last, `began` the first day of the conflict;
    `ahead` says that the sentence speaks of what will happen, `over` that nothing later than the anchor is meant.
    """

    anchor: date | None
    previous: Days | None
    began: date | None
    ahead: bool
    over: bool = False


def days_of(when: When | None) -> Days | None:
    if when is None or (when.start is None and when.end is None):
        return None
    return Days(
        date.fromisoformat(when.start) if when.start else None,
        date.fromisoformat(when.end) if when.end else None,
    )


def shifted_month(day: date, count: int) -> date:
    """The same day `count` months on, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def whole_month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, months.monthrange(year, month)[1]))


def third(days: Days, edge: str | int | float | None, anchor: date | None) -> Days:
    """The early, middle or late third of a stretch, or what of it lies before or after the article's day."""
    if edge is None or days.first is None or days.last is None:
        return days
    first, last = days.first, days.last
    if edge == "earlier":
        end = anchor - timedelta(days=1) if anchor and first < anchor <= last else last
        return Days(first, end)
    if edge == "later":
        return Days(anchor + timedelta(days=1) if anchor and first <= anchor < last else first, last)
    if (last - first).days > 300:
        month = {"early": 1, "mid": 5, "late": 9}[str(edge)]
        start, stop = date(first.year, month, 1), whole_month(last.year, month + 3).last
        return Days(start, stop) if first.year == last.year else days
    if 27 <= (last - first).days <= 30:
        from_day, to_day = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[str(edge)]
        return Days(first.replace(day=from_day), last.replace(day=to_day))
    third = max(1, ((last - first).days + 1) // 3)
    if edge == "early":
        return Days(first, first + timedelta(days=third - 1))
    if edge == "late":
        return Days(last - timedelta(days=third - 1), last)
    return Days(first + timedelta(days=third), last - timedelta(days=third))


def day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def before(day: date, number: float, unit: str) -> date | None:
    """The day `number` units before `day` (after it where negative); None beyond the calendar."""
    try:
        if unit in PARTS:
            return day - timedelta(days=int(number / PARTS[unit]))
        if unit in ("day", "week", "weekend"):
            return day - timedelta(days=round(number * (1 if unit == "day" else 7)))
        count = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 1)
        return shifted_month(day, -round(number * count))
    except (OverflowError, ValueError):
        return None


def stretch(day: date, unit: str) -> Days:
    """The stretch that 'two weeks ago', 'three months ago' leaves open."""
    if unit in ("week", "weekend"):
        return Days(day - timedelta(days=3), day + timedelta(days=3))
    if unit in ("month", "quarter"):
        return whole_month(day.year, day.month)
    if unit in ("year", "decade"):
        return Days(date(day.year, 1, 1), date(day.year, 12, 31))
    return Days(day, day)


def calendar_unit(day: date, unit: str, ref: int) -> Days | None:
    """The calendar week, month … `ref` units from the one that `day` lies in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday() - 7 * ref)
        return Days(monday, monday + timedelta(days=6))
    if unit == "weekend":
        saturday = day - timedelta(days=(day.weekday() - 5) % 7 if ref <= 0 else day.weekday() - 12)
        return Days(saturday, saturday + timedelta(days=1))
    if unit == "month":
        first = shifted_month(day.replace(day=1), ref)
        return whole_month(first.year, first.month)
    if unit == "quarter":
        first = shifted_month(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * ref)
        return Days(first, shifted_month(first, 3) - timedelta(days=1))
    if unit == "year":
        return Days(date(day.year + ref, 1, 1), date(day.year + ref, 12, 31))
    if unit == "decade":
        start = day.year // 10 * 10 + 10 * ref
        return Days(date(start, 1, 1), date(start + 9, 12, 31))
    moved = day + timedelta(days=ref if unit == "day" else 0)
    return Days(moved, moved)
