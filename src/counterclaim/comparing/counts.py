"""Counts that do not meet: two speakers count the same things, in the same way, and their ranges exclude each other."""

from __future__ import annotations

from itertools import groupby

from counterclaim.comparing import saying
from counterclaim.comparing.likeness import HARM, Likeness, close, likeness
from counterclaim.comparing.nouns import FORCES, Entry
from counterclaim.comparing.sides import NOBODY, UNNAMED, Sides, day_of, tells, whose
from counterclaim.model import Effect, Group, Item, Quantity

LEAST_MEANS = 3
"""'At least N' is read as N to three times N: who counted at least 850 does not say that there were 4,000."""

UNLIKE = 5
"""A figure so many times another counts something else."""

UNLIKE_DEAD, UNLIKE_BESIDE = 2.5, 2.0
"""The same for people who were hurt, by counters that are no parties to the fight; of two figures in one article the
second, where as a rule an earlier toll stands beside a later one."""

ROUNDED = 0.05
"""How far a round number may be off, as a share of it."""

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

HURT: frozenset[Effect] = frozenset({"killed", "wounded", "casualties", "missing"})
STANDING: frozenset[Effect] = frozenset({"deployed", "displaced"})
Key = tuple[Item, Group | None, Effect, bool]


def count(a: Entry, b: Entry, sides: Sides, together: bool) -> tuple[float, str] | None:
    """Strength and reason where figures of `a` and `b` for the same thing do not meet."""
    if a.polarity == "denied" or b.polarity == "denied" or not _one_kind(a, b):
        return None
    if UNNAMED in (a.claimant, b.claimant) or tells(a, b) or not _one_place(a, b):
        return None
    mine, theirs = wholes(a), wholes(b)
    shared = [key for key in mine if key in theirs]
    if not any(group is None for _, group, *_ in shared):
        return None  # children alone are a part of the dead that nobody can set beside another's whole
    shared.sort(key=str)
    like = likeness(a, b, sides)
    if like is None or not _one_thing(a, b, like, together, sides):
        return None
    if not _theirs(a, b, shared, like, together, sides):
        return None
    best: tuple[bool, float, str] | None = None
    for key in shared:
        gap = _apart(a, mine[key], b, theirs[key], like, key, sides)
        if gap is not None:
            found = key[1] is None, gap, f"{_sentence(a, mine[key])}; {_sentence(b, theirs[key])}"
            best = found if best is None else max(best, found)
    return None if best is None else best[1:]


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


def _one_place(a: Entry, b: Entry) -> bool:
    """Whether both tell of the same places, as finely as they do; of the same ones and another it is a wider toll."""
    mine, theirs = close(a.places), close(b.places)
    if mine and theirs:
        return mine == theirs
    if a.places == b.places:
        return True
    # 'The north-east of Orlec' and Orlec: nobody has drawn what the first is.
    return not (a.places and b.places) or {(p.key, p.precision) for p in a.places} == {
        (p.key, p.precision) for p in b.places
    }


def _theirs(a: Entry, b: Entry, shared: list[Key], like: Likeness, together: bool, sides: Sides) -> bool:
    """Whether both can count the same party's people or arms: each of two opponents counts its own, or the other's."""
    if _one_party(a, b, like, sides):
        return True
    if whose(a) and whose(b):
        return False
    harm = any(effect not in STANDING and effect != "taken" for _, _, effect, _ in shared)
    forces = any(item in FORCES for item, *_ in shared)
    if harm and forces and (whose(a) or whose(b) or like.place != "same"):
        return False
    opposed = sides.opposed(a.party, b.party, day_of(a))
    if harm and opposed and (forces or not (together or like.place == like.days == "same")):
        return False
    if sides.allied(a.party, b.party, day_of(a)):
        return like.place == "same" and like.days == "same"
    # 'His sister and three of her sons': who they are tells one only.
    return like.place == "same" or not (harm and bool(a.targets or a.counted) != bool(b.targets or b.counted))


def _one_thing(a: Entry, b: Entry, like: Likeness, together: bool, sides: Sides) -> bool:
    if like.apart and not together:
        return False
    if like.beside and like.place == "same" and like.days != "same" and not (together and _of_sides(a, b)):
        return False  # one article that names the place twice tells of two happenings there
    if a.type != b.type and like.place != "same" and not together:
        return False  # who was murdered, and who fell
    totals = _totals(a, b, like, sides)
    if not like.beside and like.days != "same" and not totals and not (together and day_of(a) == day_of(b)):
        return False
    if "apart" in (like.targets, like.actors):
        return False
    points = {"same": 2.0, "within": 1.0, "unknown": 0.0}[like.place]
    points += {"same": 1.5, "near": 0.0, "unknown": 0.0}[like.days]
    points += 1.5 if whose(a) & whose(b) else 0.5 if like.targets == "allied" else 0.0
    points += {"same": 1.0, "allied": 0.5, "unknown": 0.0, "apart": -1.5}[like.actors]
    points += {"same": 1.0, "unknown": 0.0, "apart": -1.5}[like.sorts]
    points += 2.5 * totals
    points += 2.0 * together + 2.0 * like.beside + 1.5 * like.adjacent + 0.5 * like.trigger
    points += 1.0 if like.words >= 0.5 and not like.sentence else 0.0
    if like.days == "unknown" and like.gap is not None:
        points += 0.5 if abs(like.gap) <= 1 else -0.5 if abs(like.gap) > 7 else 0.0
    day = day_of(a)
    if any(sides.allied(a.party, p, day) or sides.allied(b.party, p, day) for p in whose(a) | whose(b)):
        points += 0.5  # who lost them is one of the two that count
    return points >= LEAST


def _totals(a: Entry, b: Entry, like: Likeness, sides: Sides) -> bool:
    """Whether both are running totals of one party's losses over the very same days."""
    if like.days == "same" or not (a.told and b.told) or (a.first, a.last) != (b.first, b.last):
        return False
    counted = all(q.cumulative for one in (a, b) for q in one.quantities)
    return counted and bool(whose(a) & whose(b)) and sides.opposed(a.party, b.party, day_of(a))


def _apart(
    a: Entry, x: list[Quantity], b: Entry, y: list[Quantity], like: Likeness, key: Key, sides: Sides
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
    hurt = effect in HURT and not sides.opposed(a.party, b.party, day_of(a))
    if not _of_one(a, b, like, sides, cumulative) and ratio > (
        (UNLIKE_BESIDE if like.beside else UNLIKE_DEAD) if hurt else UNLIKE
    ):
        return None
    return min(1.0, 0.35 + 0.15 * min(3.0, ratio - 1) + (0.1 if like.beside or like.days == "same" else 0.0))


def _one_party(a: Entry, b: Entry, like: Likeness, sides: Sides) -> bool:
    """Whether both say that they count the losses of one party, or of allies."""
    if like.targets in ("same", "allied"):
        return True
    day = day_of(a)
    return any(sides.allied(p, q, day) for p in whose(a) for q in whose(b))


def _of_one(a: Entry, b: Entry, like: Likeness, sides: Sides, cumulative: bool) -> bool:
    """Whether opponents count the same party's losses, in all or of one place and day: then nothing else explains
    figures that are far apart."""
    if not sides.opposed(a.party, b.party, day_of(a)) or whose(a) != whose(b) or not whose(a):
        return False
    return cumulative or like.place == like.days == "same"


def meet(x: list[Quantity], y: list[Quantity]) -> bool:
    """Whether the figures of one claim, or their sum, can be those of the other; a round number is an approximate one."""
    if any(_rounded(_top([p]), _top([q])) for p in x for q in y):
        return True
    return any(p[0] <= q[1] and q[0] <= p[1] for p in _sums(x) for q in _sums(y))


def _rounded(x: int, y: int) -> bool:
    return any(
        figure % unit == 0 and figure >= 2 * unit and abs(x - y) <= ROUNDED * figure
        for figure in (x, y)
        for unit in (10, 100)
    )


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
    losers = saying.listed(sorted(whose(entry)))
    return f"{saying.who(entry)} counts {said}{f' of {losers}' if losers else ''}{saying.where(entry)}{saying.when(entry)}"
