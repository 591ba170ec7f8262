"""What the days of two claims say of their being about one happening."""

from __future__ import annotations

from counterclaim.comparing.features import Features, day_words
from counterclaim.comparing.nouns import Reason

STATE_GAP, TOTAL_GAP, UNDATED_GAP = 14, 7, 30
"""Days between claims beyond which they are not about one thing, where it lasts, and where no day is told."""
MONTH = 32
"""Days of a told time beyond which it says little of when a place changed hands."""
HABIT = 9
"""Days of a told time beyond which it is not the day of a deed."""
CHANGED = 4
"""Days between two changes of hands of one place beyond which they are as likely two."""
UNTOLD = 2
"""The same, where one tells no day but that of its publication."""

_CHANGES = ("taken", "left")


def time(a: Features, b: Features) -> Reason | None:
    """How the days of the two claims meet."""
    if a.family in ("control", "presence", "total"):
        return _lasting(a, b)
    if a.last is not None and b.last is not None:
        return _told(a, b)
    if a.last is None and b.last is None:
        return _undated(a, b)
    told, undated = (a, b) if a.last is not None else (b, a)
    if told.last is None or told.first is None or undated.published is None:
        return None
    after = undated.published - told.last
    if -1 <= after <= 1 or told.first <= undated.published <= told.last:
        worth = _width(told) * 0.65
        if a.family == "violence" and a.entry.article != b.entry.article and span_of(told) > HABIT:
            # What went on for weeks is no deed of a day.
            worth = -0.5
        return Reason("time", worth, f"reported as it happened, {day_words(told.last)}")
    if 1 < after <= 3:
        return Reason("time", 0.8, f"reported {after} days after {day_words(told.last)}")
    return Reason("time", -1.0, f"no day told, published {day_words(undated.published)}")


def other_day(a: Features, b: Features) -> str | None:
    """Why the days of the two exclude each other, in words; None where they can be one."""
    if a.day is None or b.day is None:
        return None
    if a.family in ("control", "presence", "total"):
        allowed = TOTAL_GAP if a.family == "total" else STATE_GAP
        gap = days_apart(a, b) if a.family != "total" else abs(a.day - b.day)
    elif a.told and b.told:
        allowed, gap = 1, days_apart(a, b)
    else:
        allowed, gap = UNDATED_GAP, days_apart(a, b)
    if gap <= allowed:
        return None
    return f"{_two(a.day, b.day)} lie apart"


def days_apart(a: Features, b: Features) -> int:
    """Days from the end of one to the start of the other; 0 and less where they meet."""
    if a.day is None or b.day is None:
        return 0
    first = a.day if a.first is None else a.first
    first_too = b.day if b.first is None else b.first
    return max(first - b.day, first_too - a.day)


def span_of(one: Features) -> int:
    """Days from the first to the last that are told; 0 for one day."""
    return (one.last or 0) - (one.first or 0)


def _width(*given: Features) -> float:
    """What a day is worth that lies somewhere in the told ones."""
    days = max(map(span_of, given))
    return 2.0 if days == 0 else 1.5 if days < 3 else 1.0 if days < 9 else 0.5 if days < 32 else 0.2


def _told(a: Features, b: Features) -> Reason | None:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    gap, worth = days_apart(a, b), _width(a, b)
    if gap > 0:
        return Reason("time", min(0.3, worth), f"{_two(a.last, b.last)}, one day apart")
    day = max(a.first, b.first)
    if worth == 2.0:
        return Reason("time", worth, f"both on {day_words(day)}")
    last = min(a.last, b.last)
    return Reason("time", worth, f"times meet from {day_words(day)} to {day_words(last)}")


def _undated(a: Features, b: Features) -> Reason | None:
    if a.published is None or b.published is None:
        return None
    days = abs(a.published - b.published)
    if days <= 1:
        # In a place of many deeds, reports that tell no day meet by chance more often than statements do.
        chance = a.family == "violence" and a.entry.article != b.entry.article
        return Reason("time", 0.8 if chance else 1.0, "no day told, published together")
    return Reason(
        "time", 0.5 if days <= 3 else 0.0 if days <= 7 else -1.0, f"no day told, published {days} days apart"
    )


def _lasting(a: Features, b: Features) -> Reason | None:
    if a.day is None or b.day is None:
        return None
    gap = abs(a.day - b.day) if a.family == "total" else max(0, days_apart(a, b))
    score = 2.0 if gap <= 1 else 1.5 if gap <= 3 else 1.0 if gap <= 7 else 0.3
    if a.stage in _CHANGES and b.stage in _CHANGES and gap > (CHANGED if a.told and b.told else UNTOLD):
        # A place may change hands more than once in a week; who holds it is asked over weeks.
        return Reason("time", -0.5, _days(a.day, b.day))
    if not (a.told and b.told):
        score *= 0.7
    if a.family == "total" and a.told and b.told and abs((a.first or 0) - (b.first or 0)) > TOTAL_GAP:
        return Reason("time", -1.0, "counted from other days")
    if a.family == "total":
        return Reason("time", score, _days(a.day, b.day))
    if gap == 0 and a.day != b.day:
        # 'For three years' says little of the day that it holds.
        return Reason("time", min(score, 2 * _width(a, b)), f"times meet, {_days(a.day, b.day)}")
    return Reason("time", score, _days(a.day, b.day))


def _days(day: int, other: int) -> str:
    return f"both on {day_words(day)}" if day == other else f"{abs(day - other)} days apart"


def _two(day: int, other: int) -> str:
    return f"{day_words(min(day, other))} and {day_words(max(day, other))}"
