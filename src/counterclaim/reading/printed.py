"""Dates that a text prints or tells: full ones, and a day and month whose year must be inferred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from counterclaim.language import available, load
from counterclaim.language.calendar import find_dates, names, spelled
from counterclaim.language.folding import fold
from counterclaim.model import Span
from counterclaim.reading.cues import cues, key

_HYPHEN = re.compile(r"(?<=\s)[-–—](?=\d{4}-\d{2}-\d{2}(?!\d))")
_LOOKED_AT = 30
_LOOK_BACK = timedelta(days=120)
"""An article names days of the weeks before the latest day that it names; earlier ones it gives with a year."""
_YEAR = re.compile(r"(?<![\d.,])(?:19[4-9]\d|20\d{2})(?![\d.,]\d|\d)")


def full_dates(text: str) -> list[tuple[Span, str]]:
    """All full dates of `text`, in order; a dash joined to a figure date ('Desk -2020-10-09') is no part."""
    return find_dates(_HYPHEN.sub(" ", text))


@lru_cache(maxsize=1)
def _partial() -> tuple[re.Pattern[str], dict[str, int]]:
    every = [names(load(code)) for code in available()]
    months = {name: number for one in every for name, number in one.months.items() if len(name) > 2}
    suffixes = spelled(dict.fromkeys(suffix for one in every for suffix in one.suffixes)) or "(?!)"
    links = spelled(dict.fromkeys(link for one in every for link in one.links)) or "(?!)"
    month = spelled(months)
    pattern = re.compile(
        rf"(?<!\w)(?P<m1>{month})\.?[^\S\n]+(?P<d1>\d{{1,2}})(?:{suffixes})?(?![\w:]|[.,]\d)"
        rf"(?:[^\S\n]?[,،]?[^\S\n]+(?P<y1>(?:19|20)\d{{2}})(?!\d))?"
        rf"|(?<![\w.,:/-])(?P<d2>\d{{1,2}})(?:{suffixes})?[^\S\n]+(?:(?:{links})[^\S\n]+)*(?P<m2>{month})(?!\w)"
        rf"(?:[^\S\n]?[,،]?[^\S\n]+(?P<y2>(?:19|20)\d{{2}})(?!\d))?"
    )
    return pattern, months


def inferred_date(
    text: str, passages: Sequence[Span], near: Iterable[str], today: date
) -> tuple[str, Span] | None:
    """The day on which an article seems to be written, told by its first three passages only.

    A day that the words say the report describes ('As of October 13') comes before the latest other day;
    days still to come ('until October 20') do not count. A year that is not printed is the one that puts the
    day nearest to `near` (full dates of the page); without any, the first that is not long before the latest
    full date of the text; else the latest year that the passages name; else the latest that does not put the
    day after `today`.
    """
    pattern, months = _partial()
    known = [date.fromisoformat(day) for day in near]
    found: list[tuple[bool, date, Span]] = []
    for passage in passages[:3]:
        for match in pattern.finditer(text, passage.start, passage.end):
            month = months[" ".join(fold(match["m1"] or match["m2"]).split())]
            number = int(match["d1"] or match["d2"])
            if year := match["y1"] or match["y2"]:
                day = _date(int(year), month, number)
            else:
                day = _with_year(month, number, known, text, passages, today)
            before = key(text[max(passage.start, match.start() - 40) : match.start()]).split()
            if day is None or cues().not_yet.closes(before):
                continue
            found.append((bool(cues().as_of.closes(before)), day, Span(match.start(), match.end())))
    if not found:
        return None
    _, day, span = max(found, key=lambda one: (one[0], one[1], -one[2].start))
    return day.isoformat(), span


def _with_year(
    month: int, day: int, known: list[date], text: str, passages: Sequence[Span], today: date
) -> date | None:
    if known:
        years = {other.year + shift for other in known for shift in (-1, 0, 1)}
        candidates = [d for year in years if (d := _date(year, month, day)) is not None]
        return min(candidates, key=lambda d: min(abs((d - other).days) for other in known), default=None)
    told = [day for p in passages[:_LOOKED_AT] for _, day in find_dates(text, p.start, p.end)]
    if told := [day for day in told if day <= today.isoformat()]:
        floor = date.fromisoformat(max(told)) - _LOOK_BACK
        candidates = [
            d for year in (floor.year, floor.year + 1) if (d := _date(year, month, day)) is not None
        ]
        return next((d for d in candidates if floor <= d <= today), None)
    named = [int(y) for p in passages for y in _YEAR.findall(text, p.start, p.end)]
    named = [year for year in named if year <= today.year]
    if named:
        return _date(max(named), month, day)
    this = _date(today.year, month, day)
    if this is not None and this > today + timedelta(days=1):
        return _date(today.year - 1, month, day)
    return this


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
