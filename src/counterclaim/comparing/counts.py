"""Counts that do not meet: two speakers count the same things, in the same way, and their ranges exclude each other."""

from __future__ import annotations

from itertools import groupby

from counterclaim.comparing import saying
from counterclaim.comparing.likeness import HARM, Likeness, likeness
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.sides import NOBODY, Sides, day_of, targets, tells
from counterclaim.model import Effect, Group, Item, Quantity

LEAST_MEANS = 3
"""'At least N' is read as N to three times N: who counted at least 850 does not say that there were 4,000."""

UNLIKE = 5
"""A figure so many times another counts something else."""

LEAST = 4.0
COUNTED: frozenset[Effect] = frozenset(
    {
        "killed", "wounded", "casualties", "missing", "captured", "destroyed", "damaged", "shot_down", "displaced",
        "deployed", "taken",
    }
)  # fmt: skip
RISING: frozenset[Effect] = frozenset(
    {"killed", "wounded", "casualties", "missing", "displaced", "destroyed", "damaged"}
)
"""What is found little by little, so that a later report counts more."""

STANDING: frozenset[Effect] = frozenset({"deployed", "displaced"})
Key = tuple[Item, Group | None, Effect, bool]


def count(a: Entry, b: Entry, sides: Sides, together: bool) -> tuple[float, str] | None:
    """Strength and reason where figures of `a` and `b` for the same thing do not meet."""
    if a.polarity == "denied" or b.polarity == "denied" or not _one_kind(a, b):
        return None
    mine, theirs = wholes(a), wholes(b)
    shared = sorted((key for key in mine if key in theirs), key=str)
    if not any(group is None for _, group, *_ in shared):
        return None  # children alone are a part of the dead that nobody can set beside another's whole
    if not shared:
        return None
    like = likeness(a, b, sides)
    if like is None or not _one_thing(a, b, like, together, sides):
        return None
    best: tuple[float, str] | None = None
    for key in shared:
        gap = _apart(a, mine[key], b, theirs[key], like, key)
        if gap is not None and (best is None or gap > best[0]):
            best = gap, f"{_sentence(a, mine[key])}; {_sentence(b, theirs[key])}"
    return best


def wholes(entry: Entry) -> dict[Key, list[Quantity]]:
    """The figures of a claim by what they count, without parts of others and without vague ones ('dozens').

    A group ('children') counts as a part and as a whole of its own.
    """
    found: dict[Key, list[Quantity]] = {}
    for q in entry.quantities:
        exact = q.word is None and (q.low is not None or q.high is not None)
        if exact and q.effect in COUNTED and q.item != "other" and (q.part_of is None or q.group is not None):
            found.setdefault((q.item, q.group, q.effect, q.cumulative), []).append(q)
    return found


def _one_kind(a: Entry, b: Entry) -> bool:
    return a.type == b.type or (a.type in HARM and b.type in HARM)


def _one_thing(a: Entry, b: Entry, like: Likeness, together: bool, sides: Sides) -> bool:
    if tells(a, b) or (like.apart and not together):
        return False
    if like.beside and like.place == "same" and like.days != "same" and not together:
        return False  # one article that names the place twice tells of two happenings there
    if "apart" in (like.targets, like.actors):
        return False
    points = {"same": 2.0, "within": 1.0, "unknown": 0.0}[like.place]
    points += {"same": 1.5, "near": 0.0, "unknown": 0.0}[like.days]
    points += {"same": 1.5, "allied": 0.5, "unknown": 0.0, "apart": 0.0}[like.targets]
    points += {"same": 1.0, "allied": 0.5, "unknown": 0.0, "apart": -1.5}[like.actors]
    points += {"same": 1.0, "unknown": 0.0, "apart": -1.5}[like.sorts]
    points += 2.0 * together + 2.0 * like.beside + 1.5 * like.adjacent + 0.5 * like.trigger
    points += 1.0 if like.words >= 0.5 and not like.sentence else 0.0
    if like.days == "unknown" and like.gap is not None:
        points += 0.5 if abs(like.gap) <= 1 else -0.5 if abs(like.gap) > 7 else 0.0
    day = day_of(a)
    if any(sides.allied(a.party, p, day) or sides.allied(b.party, p, day) for p in targets(a) | targets(b)):
        points += 0.5  # who lost them is one of the two that count
    return points >= LEAST


def _apart(
    a: Entry, x: list[Quantity], b: Entry, y: list[Quantity], like: Likeness, key: Key
) -> float | None:
    """How far the figures are from meeting, as a strength; None where they meet or differ for a reason."""
    _, _, effect, cumulative = key
    gap = like.gap or 0
    if cumulative and abs(gap) > 1:
        return None  # an earlier and a later total
    if cumulative and not _one_baseline(x, y):
        return None
    if meet(x, y):
        return None
    low, high = (a, b) if _most(x) < _least(y) else (b, a)
    if (
        like.wider == ("a" if high is a else "b")
        or _longer(high, low)
        or len(high.places) > len(low.places) > 0
    ):
        return None  # the whole of a part
    later = gap if low is a else -gap
    if effect in RISING and later >= 1 and not _of_sides(a, b):
        return None
    if effect in STANDING and abs(gap) > 7:
        return None
    smaller, larger = sorted((_top(x), _top(y)))
    ratio = larger / max(1, smaller)
    if ratio > UNLIKE:
        return None
    return min(1.0, 0.35 + 0.15 * min(3.0, ratio - 1) + (0.1 if like.beside or like.days == "same" else 0.0))


def meet(x: list[Quantity], y: list[Quantity]) -> bool:
    """Whether the figures of one claim, or their sum, can be those of the other."""
    return any(p[0] <= q[1] and q[0] <= p[1] for p in _sums(x) for q in _sums(y))


def _of_sides(a: Entry, b: Entry) -> bool:
    """Whether both are parties' own words, which do not follow one rising toll."""
    return a.party not in NOBODY and b.party not in NOBODY


def _sums(figures: list[Quantity]) -> list[tuple[int, int]]:
    """The ranges of figures, and of their sum where there are several ('3 in the north, 5 in the south')."""
    ranges = [(_least([q]), _most([q])) for q in figures]
    if len(ranges) > 1:
        ranges.append((sum(low for low, _ in ranges), sum(high for _, high in ranges)))
    return ranges


def _least(figures: list[Quantity]) -> int:
    return min(q.low if q.low is not None else 0 for q in figures)


def _most(figures: list[Quantity]) -> int:
    return max(q.high if q.high is not None else LEAST_MEANS * (q.low or 0) for q in figures)


def _top(figures: list[Quantity]) -> int:
    return max(q.high if q.high is not None else q.low or 0 for q in figures)


def _one_baseline(x: list[Quantity], y: list[Quantity]) -> bool:
    since = {q.since for q in x if q.since}, {q.since for q in y if q.since}
    return (
        not since[0]
        or not since[1]
        or bool(since[0] & since[1])
        or not any(map(_dated, (*since[0], *since[1])))
    )


def _dated(since: str) -> bool:
    return since[:1].isdigit()


def _longer(high: Entry, low: Entry) -> bool:
    """Whether the higher figure is of a longer time that holds the lower one's."""
    if not (high.first and high.last and low.first and low.last):
        return False
    return (
        high.first <= low.first and low.last <= high.last and (high.first, high.last) != (low.first, low.last)
    )


def _sentence(entry: Entry, figures: list[Quantity]) -> str:
    said = saying.listed(text for text, _ in groupby(map(saying.counted, figures)))
    whose = saying.listed(sorted(targets(entry)))
    return f"{saying.who(entry)} counts {said}{f' of {whose}' if whose else ''}{saying.where(entry)}{saying.when(entry)}"
