"""Days that expressions of time stand for: arithmetic on calendar days, one function a rule of dates.toml."""

from __future__ import annotations

from datetime import date, timedelta

from counterclaim.extracting.days import (
    PARTS,
    Bearings,
    Days,
    before,
    calendar_unit,
    day_or_none,
    shifted_month,
    stretch,
    third,
    whole_month,
)
from counterclaim.extracting.forms import Piece, Value

_FUTURE = timedelta(days=60)
_VAGUE = (5, 2)


def _value(pieces: list[Piece], name: str) -> Value | None:
    return next((p.classes[name] for p in pieces if name in p.classes), None)


def _integer(pieces: list[Piece], name: str) -> int | None:
    value = _value(pieces, name)
    return int(value) if value is not None else None


def _nearest_year(month: int, day: int, b: Bearings) -> date | None:
    """The last such day that is not far ahead of the article's day (of any length ahead for plans)."""
    if b.anchor is None:
        return None
    found = None
    for year in (b.anchor.year - 4, b.anchor.year - 1, b.anchor.year, b.anchor.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate <= b.anchor + (timedelta() if b.over else _FUTURE) or (
            b.ahead and found and found < b.anchor
        ):
            found = candidate
    return found


def _ordinal(pieces: list[Piece]) -> list[int]:
    """Days of the month in order; an ordinal of units and the tens after it are one ('السابع والعشرين')."""
    found: list[int] = []
    joined = False
    for piece in pieces:
        value = piece.classes.get("ordinal", piece.classes.get("day"))
        if value is None:
            joined = joined and "and" in piece.classes
            continue
        if joined and "ordinal" in piece.classes and int(value) in (20, 30) and 0 < found[-1] < 10:
            found[-1] += int(value)
        else:
            found.append(int(value))
        joined = "ordinal" in piece.classes
    return found


def date_(pieces: list[Piece], b: Bearings) -> Days | None:
    """'October 12', '12 October 2020', '5-7 May', '28 September to 3 October', full figures."""
    if (iso := _value(pieces, "full")) is not None:
        day = date.fromisoformat(str(iso))
        return Days(day, day)
    numbers, year = _ordinal(pieces), _integer(pieces, "year")
    named = list(dict.fromkeys(int(p.classes["month"]) for p in pieces if "month" in p.classes))
    if not numbers or not named:
        return None
    last = day_or_none(year, named[-1], numbers[-1]) if year else _nearest_year(named[-1], numbers[-1], b)
    if last is None:
        return None
    if len(numbers) == 1:
        return Days(last, last)
    if len(named) == 1 and numbers[0] > numbers[-1]:
        before = shifted_month(last.replace(day=1), -1)
        first = day_or_none(before.year, before.month, numbers[0])
    else:
        first = day_or_none(last.year, named[0], numbers[0])
    return Days(first, last) if first and first <= last else Days(last, last)


def day_of_month(pieces: list[Piece], b: Bearings) -> Days | None:
    """'the 16th of this month', 'السابع والعشرين من الشهر الماضي'."""
    numbers = _ordinal(pieces)
    if b.anchor is None or not numbers or _value(pieces, "unit") not in (None, "month"):
        return None
    ref = _integer(pieces, "ref")
    if ref is None:
        ref = 0 if numbers[-1] <= b.anchor.day or b.ahead else -1
    month = shifted_month(b.anchor.replace(day=1), ref)
    day = day_or_none(month.year, month.month, numbers[-1])
    return Days(day, day) if day else None


def month(pieces: list[Piece], b: Bearings) -> Days | None:
    """'September 2020', 'late September', 'last October', 'October of this year'."""
    name, year, ref = _integer(pieces, "month"), _integer(pieces, "year"), _integer(pieces, "ref")
    if name is None:
        return None
    if year is None:
        if b.anchor is None:
            return None
        if _value(pieces, "unit") == "year":
            year = b.anchor.year + (ref or 0)
        elif ref is not None and ref < 0:
            year = b.anchor.year - (name >= b.anchor.month)
        elif ref is not None and ref > 0:
            year = b.anchor.year + (name <= b.anchor.month)
        elif ref == 0:
            year = b.anchor.year
        else:
            first = _nearest_year(name, 1, b)
            year = first.year if first else b.anchor.year
    return third(whole_month(year, name), _value(pieces, "edge"), b.anchor)


def year(pieces: list[Piece], b: Bearings) -> Days | None:
    value = _integer(pieces, "year")
    if value is None:
        return None
    return third(Days(date(value, 1, 1), date(value, 12, 31)), _value(pieces, "edge"), b.anchor)


def decade(pieces: list[Piece], b: Bearings) -> Days | None:
    value = _integer(pieces, "decade")
    if value is None:
        return None
    edges = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
    first, last = edges.get(str(_value(pieces, "edge")), (0, 9))
    return Days(date(value + first, 1, 1), date(value + last, 12, 31))


def season(pieces: list[Piece], b: Bearings) -> Days | None:
    """'summer 2018', 'last winter', 'before the winter'; three months, winter from December."""
    name, year_, ref = _integer(pieces, "season"), _integer(pieces, "year"), _integer(pieces, "ref")
    if name is None or (year_ is None and b.anchor is None):
        return None
    if year_ is None and b.anchor is not None:
        if _value(pieces, "unit") == "year":
            year_ = b.anchor.year + (ref or 0)
        else:
            horizon = b.anchor + timedelta(days=90 if ref != -1 else -60)
            year_ = horizon.year - (date(horizon.year, name, 1) > horizon)
            year_ += ref == 1 and date(year_, name, 1) < b.anchor
    assert year_ is not None
    first = date(year_, name, 1)
    last = shifted_month(first, 3) - timedelta(days=1)
    return third(Days(first, last), _value(pieces, "edge"), b.anchor)


def weekday(pieces: list[Piece], b: Bearings) -> Days | None:
    """The nearest past one, the article's day included; 'last' leaves that out, 'next' and plans look ahead."""
    name = _integer(pieces, "weekday")
    if name is None or b.anchor is None:
        return None
    ref = _integer(pieces, "ref")
    monday = b.anchor - timedelta(days=b.anchor.weekday())
    if _value(pieces, "unit") == "week":
        day = monday + timedelta(days=7 * (ref or 0) + name)
    elif ref == 1 or (ref is None and b.ahead):
        day = b.anchor + timedelta(days=(name - b.anchor.weekday() - 1) % 7 + 1)
    elif ref == 0 and b.ahead:
        day = monday + timedelta(days=name)
    else:
        back = (b.anchor.weekday() - name) % 7
        day = b.anchor - timedelta(days=back or (7 if ref == -1 else 0))
    return Days(day, day)


def deictic(pieces: list[Piece], b: Bearings) -> Days | None:
    """'yesterday', 'now', 'overnight': days from the article's day."""
    value = _value(pieces, "deictic")
    if b.anchor is None or value is None or value == "":
        return None
    offsets = [int(v) for v in str(value).split()]
    return Days(b.anchor + timedelta(days=offsets[0]), b.anchor + timedelta(days=offsets[-1]))


def _length(pieces: list[Piece]) -> tuple[float | None, str, bool]:
    """Number (None where none stands there), unit, and whether the number is vague."""
    if (dual := _value(pieces, "dual")) is not None:
        number, unit = str(dual).split()
        return float(number), unit, False
    number_ = _value(pieces, "n")
    vague = any("vague" in p.classes or "number_of" in p.classes for p in pieces)
    if number_ is None and not any("plural" in p.classes for p in pieces):
        number_ = 1
    return (float(number_) if number_ is not None else None), str(_value(pieces, "unit") or "day"), vague


def ago(pieces: list[Piece], b: Bearings) -> Days | None:
    if b.anchor is None:
        return None
    number, unit, vague = _length(pieces)
    if number is None or (vague and number <= 3):
        if unit in PARTS:
            return Days(b.anchor, b.anchor)
        return Days(before(b.anchor, _VAGUE[0], unit), before(b.anchor, _VAGUE[1], unit))
    day = before(b.anchor, number, unit)
    return stretch(day, unit) if day else None


def shift(pieces: list[Piece], b: Bearings) -> Days | None:
    """'two days later', 'a week earlier': from what was dated last, 'earlier' else from the article's day."""
    number, unit, vague = _length(pieces)
    sooner = any("sooner" in p.classes for p in pieces)
    base = (b.previous.first if sooner else b.previous.last) if b.previous else None
    base = base or (b.anchor if sooner else None)
    if base is None or number is None or (vague and unit not in PARTS):
        return None
    day = before(base, number if sooner else -number, unit)
    if day is None:
        return None
    return Days(day, day) if unit != "year" else stretch(day, unit)


def span(pieces: list[Piece], b: Bearings) -> Days | None:
    """'over the past 24 hours', 'in the last three days', 'in recent months', 'in the coming days'."""
    if b.anchor is None:
        return None
    number, unit, _ = _length(pieces)
    coming = any("coming" in p.classes for p in pieces) and not any("past" in p.classes for p in pieces)
    coming = coming or _value(pieces, "ref") == 1
    if number is None:
        if unit in ("year", "decade"):
            return Days(None, b.anchor)
        number = 3
    day = before(b.anchor, -number if coming else number, unit)
    if day is None:
        return None
    return Days(b.anchor, day) if coming else Days(day, b.anchor)


def unit(pieces: list[Piece], b: Bearings) -> Days | None:
    """'last week', 'this month', 'earlier this year', 'the end of the month'."""
    if b.anchor is None:
        return None
    ref, edge = _integer(pieces, "ref") or 0, _value(pieces, "edge")
    if ref and any("plural" in p.classes for p in pieces):
        return span(pieces, b)
    found = calendar_unit(b.anchor, str(_value(pieces, "unit") or "day"), ref)
    if found is None:
        return None
    if edge is not None:
        return third(found, edge, b.anchor)
    if ref == 0 and not b.ahead and found.first and found.last and found.first <= b.anchor:
        return Days(found.first, min(found.last, b.anchor))
    return found


def turn(pieces: list[Piece], b: Bearings) -> Days | None:
    """'the previous day', 'the same week', 'the day before': from what was dated last."""
    way = _integer(pieces, "turn")
    if way is None:
        way = -1 if any("before" in p.classes for p in pieces) else 1
    base = (b.previous.last if way > 0 else b.previous.first) if b.previous else None
    base = base or (b.anchor if way <= 0 else None)
    if base is None:
        return None
    name = str(_value(pieces, "unit") or "day")
    if name in PARTS:
        return Days(base, base)
    return calendar_unit(base, name, way)


def war(pieces: list[Piece], b: Bearings) -> Days | None:
    return Days(b.began, b.anchor) if b.anchor or b.began else None


def length(pieces: list[Piece], b: Bearings) -> Days | None:
    """'for over 14 months': up to the article's day; None for parts of a day."""
    number, unit_, _ = _length(pieces)
    if b.anchor is None:
        return None
    if number is None:
        return Days(None, b.anchor) if unit_ in ("year", "decade") else None
    if unit_ in PARTS and number < PARTS[unit_]:
        return None  # 'paused for two hours' tells of no day
    return Days(before(b.anchor, number, unit_), b.anchor)


RULES = {
    "date": date_, "day_of_month": day_of_month, "month": month, "year": year, "decade": decade, "season": season,
    "weekday": weekday, "deictic": deictic, "ago": ago, "shift": shift, "span": span, "unit": unit, "turn": turn,
    "war": war, "length": length,
}  # fmt: skip
