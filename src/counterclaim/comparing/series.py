"""Series of running totals: what a party said so far, day by day, where it fell or jumped, and what explains a rise."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median
from typing import Any, Literal

from counterclaim.comparing.entries import Named, nobody
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.totals import KINDS, LIVING, VAGUE, Key, Total, totals
from counterclaim.model import Effect, Group, Item

MarkKind = Literal["fall", "jump", "reclassification"]
APART = 14
"""Days between two tolls of one place and no named baseline from which they are of two happenings."""
JUMP = 3.0
"""How many times the pace before a rise must be to be marked."""
LEAST_JUMP = 10
SHARE_OF_JUMP = 0.1
"""A jump is at least so many, and at least this share of the total before."""
MOVED = (0.8, 2.0)
"""A total that rises by so many times what another one fell may have taken it over."""


@dataclass(frozen=True, slots=True)
class Point:
    """A total as it was told for `day`, by whom (`claimant`: office or body) and in which claims and origins.

    `quote` is the wording of the first claim. `high` None: or more; `low` None: or fewer.
    """

    day: str | None
    low: int | None
    high: int | None
    text: str
    claimant: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    outlets: tuple[str, ...]
    quote: str

    @property
    def value(self) -> int:
        return self.low if self.low is not None else self.high or 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to look at between two totals. `series` is the other one of a reclassification."""

    kind: MarkKind
    reason: str
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """From one day's total to the next one's.

    `explained` is what the claimant's own claims about single happenings between them add up to (`claims`),
    `unexplained` the rest of the rise: below zero where they add up to more than it.
    """

    from_day: str
    to_day: str
    rise: int
    explained: int
    unexplained: int
    claims: tuple[str, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Another claimant's total of the same thing, the one nearest in time to the end of a series."""

    series: str
    claimant: str
    point: Point


@dataclass(frozen=True, slots=True)
class Series:
    """Totals of one thing by one party, in order of day. `place` names what narrows `key.where`, where it is a place."""

    id: str
    key: Key
    place: str | None
    points: tuple[Point, ...]
    steps: tuple[Step, ...]
    beside: tuple[Beside, ...] = ()


def series(
    entries: Iterable[Entry],
    *,
    began: Collection[str] = (),
    incidents: Mapping[str, str] | None = None,
    named: Named = nobody,
) -> list[Series]:
    """All series of `entries`, in order of claimant and thing; the same for any order of `entries`.

    `began`: first days of conflicts (ISO 8601); a total since such a day and one 'since the start of the war' are one
    series. `incidents`: each claim's incident, so that single losses told twice explain a rise once. `named`: see `party_in`.
    """
    known = incidents or {}
    found = sorted(totals(entries, began, known, named), key=lambda t: (t.key.claimant, t.entry.claim))
    running: dict[Key, list[Total]] = defaultdict(list)
    single: dict[tuple[str, str, Effect, Group | None], list[Total]] = defaultdict(list)
    for total in found:
        if total.running:
            running[total.key].append(total)
        elif total.quantity.part_of is None:
            key = total.key
            single[key.claimant, key.voice, key.effect, key.group].append(total)
    for group in single.values():
        group.sort(key=_day)
    made = [
        _series(key, part, n, single, known)
        for key in sorted(running, key=repr)
        for n, part in enumerate(_parts(key, running[key]))
    ]
    return _beside(_reclassified(made))


def _parts(key: Key, found: Sequence[Total]) -> list[list[Total]]:
    """Tolls of one place without a baseline are of several happenings where weeks lie between them."""
    ordered = sorted(found, key=lambda t: (t.day or "", t.entry.claim))
    if key.since or key.window or not key.where:
        return [ordered]
    parts: list[list[Total]] = []
    for total in ordered:
        last = parts[-1][-1].day if parts else None
        if parts and (last is None or total.day is None or _days(last, total.day) <= APART):
            parts[-1].append(total)
        else:
            parts.append([total])
    return parts


def _series(
    key: Key,
    found: Sequence[Total],
    number: int,
    single: Mapping[tuple[str, str, Effect, Group | None], Sequence[Total]],
    incidents: Mapping[str, str],
) -> Series:
    name = repr((key, found[0].day if number else ""))
    points = _points(found)
    place = next((t.place.name for t in found if t.place is not None and t.place.key == key.where), None)
    own = single.get((key.claimant, key.voice, key.effect, key.group), ())
    steps = () if key.window else _steps(key, points, own, incidents)
    return Series(f"s_{hashlib.sha256(name.encode()).hexdigest()[:16]}", key, place, points, steps)


def _points(found: Sequence[Total]) -> tuple[Point, ...]:
    """One point a day and figure; a repost's figure stands on the day of the earliest claim of its origin."""
    first: dict[tuple[str, int | None, int | None], str | None] = {}
    for total in found:
        at = (_origin(total.entry), total.quantity.low, total.quantity.high)
        first[at] = min(filter(None, (first.get(at), total.day)), default=None)
    by_day: dict[tuple[str | None, int | None, int | None], list[Total]] = defaultdict(list)
    for total in found:
        low, high = total.quantity.low, total.quantity.high
        by_day[first[_origin(total.entry), low, high], low, high].append(total)
    points = []
    for (day, low, high), these in by_day.items():
        these.sort(key=lambda t: (t.entry.published or "", t.entry.claim))
        one = these[0]
        points.append(
            Point(
                day,
                low,
                high,
                one.quantity.text,
                one.entry.claimant,
                tuple(dict.fromkeys(t.entry.claim for t in these)),
                tuple(sorted({_origin(t.entry) for t in these})),
                tuple(sorted({t.entry.outlet for t in these if t.entry.outlet})),
                one.entry.quote,
            )
        )
    return tuple(sorted(points, key=lambda p: (p.day or "", p.value, p.claims)))


def _origin(entry: Entry) -> str:
    return entry.origin or entry.claim


def _steps(
    key: Key, points: Sequence[Point], single: Sequence[Total], incidents: Mapping[str, str]
) -> tuple[Step, ...]:
    days: dict[str, Point] = {}
    for point in points:
        if point.day is not None:
            days[point.day] = point  # the highest of a day: points are in order of value
    steps: list[Step] = []
    paces: list[float] = []
    for (day, a), (later, b) in zip(days.items(), list(days.items())[1:], strict=False):
        rise = b.value - a.value
        explained, claims = _explained(key, day, later, single, incidents) if rise > 0 else (0, ())
        marks = [
            mark for mark in (_fall(a, b), _jump(a, b, rise / _days(day, later), paces)) if mark is not None
        ]
        steps.append(
            Step(day, later, rise, explained, rise - explained if rise > 0 else 0, claims, tuple(marks))
        )
        if rise >= 0:
            paces.append(rise / _days(day, later))
    return tuple(steps)


def _fall(a: Point, b: Point) -> Mark | None:
    if b.high is None or a.low is None or b.high >= a.low:
        return None
    return Mark("fall", f"{b.claimant} gives {b.text} for {b.day}, fewer than the {a.text} for {a.day}")


def _jump(a: Point, b: Point, pace: float, before: Sequence[float]) -> Mark | None:
    rise = b.value - a.value
    if len(before) < 2 or rise < max(LEAST_JUMP, SHARE_OF_JUMP * a.value) or pace <= JUMP * median(before):
        return None
    return Mark(
        "jump", f"up by {rise} from {a.day} to {b.day}: {pace:.0f} a day, {median(before):.0f} a day before"
    )


def _explained(
    key: Key, after: str, until: str, single: Sequence[Total], incidents: Mapping[str, str]
) -> tuple[int, tuple[str, ...]]:
    """What single happenings after one day and up to another add up to; each one counts once, as it was told last."""
    told: dict[str, dict[Item, Total]] = defaultdict(dict)
    between = single[bisect_right(single, after, key=_day) : bisect_right(single, until, key=_day)]
    for total in sorted(between, key=lambda t: (t.entry.published or "", t.day or "", t.entry.claim)):
        item = total.quantity.item
        kin = item == key.item or (key.item == "person" and item in LIVING)
        if not kin or not _within(total, key):
            continue
        told[incidents.get(total.entry.claim) or _origin(total.entry)][item] = total
    added, claims = 0, []
    for items in told.values():
        counted = [items[key.item]] if key.item in items else list(items.values())
        added += sum(_value(t) for t in counted)
        claims += [t.entry.claim for t in counted]
    return added, tuple(sorted(set(claims)))


def _day(total: Total) -> str:
    return total.day or ""


def _within(total: Total, key: Key) -> bool:
    if key.about and not set(key.about) & set(total.key.about):
        return False
    places = {k for p in total.entry.places for k in (p.key, *p.within)}
    return not key.where.startswith("g") or key.where in places


def _value(total: Total) -> int:
    low = total.quantity.low
    return low if low is not None else total.quantity.high or 0


def _reclassified(made: Sequence[Series]) -> list[Series]:
    """Marks a total that falls while another of the same family rises by about as much."""
    families: dict[tuple[object, ...], list[Series]] = defaultdict(list)
    for one in made:
        families[one.key.family].append(one)
    return [
        replace(one, steps=tuple(_moved(one, step, families[one.key.family]) for step in one.steps))
        for one in made
    ]


def _moved(one: Series, step: Step, family: Sequence[Series]) -> Step:
    marks = list(step.marks)
    for other in family:
        if other.id == one.id or not _kin(one.key, other.key):
            continue
        change = _change(other, step.from_day, step.to_day)
        fell, rose = (one, other) if step.rise < 0 else (other, one)
        down, up = (-step.rise, change) if step.rise < 0 else (-change, step.rise)
        if down > 0 and MOVED[0] * down <= up <= MOVED[1] * down:
            reason = (
                f"{_what(fell.key)} fell by {down} while {_what(rose.key)} rose by {up}, "
                f"from {step.from_day} to {step.to_day}"
            )
            marks.append(Mark("reclassification", reason, other.id))
    return replace(step, marks=tuple(marks))


def _kin(a: Key, b: Key) -> bool:
    if a.item == b.item:
        return a.effect != b.effect
    return a.effect == b.effect and any(a.item in kind and b.item in kind for kind in KINDS)


def _change(other: Series, start: str, end: str) -> int:
    """How a series' total changed from `start` to `end`; 0 where it has none at either end."""
    days = {p.day: p.value for p in other.points if p.day is not None}
    before = max((d for d in days if d <= start), default=None)
    after = max((d for d in days if start < d <= end), default=None)
    return days[after] - days[before] if before is not None and after is not None else 0


def _what(key: Key) -> str:
    return " ".join(filter(None, (key.group, key.item, key.effect))).replace("_", " ")


def _beside(made: Sequence[Series]) -> list[Series]:
    things: dict[tuple[object, ...], list[Series]] = defaultdict(list)
    for one in made:
        things[one.key.thing].append(one)
    done = []
    for one in made:
        mine = (one.key.claimant, one.key.voice)
        others = [o for o in things[one.key.thing] if (o.key.claimant, o.key.voice) != mine]
        beside = tuple(
            Beside(o.id, o.key.claimant, point)
            for o in others
            if (point := _nearest(o, one.points[-1].day)) and (one.key.since or _close(one, point))
        )
        done.append(replace(one, beside=beside))
    return done


def _nearest(other: Series, day: str | None) -> Point:
    if day is None:
        return other.points[-1]
    return min(reversed(other.points), key=lambda p: abs(_span(day, p.day)) if p.day else 10**6)


def _close(one: Series, point: Point) -> bool:
    day = one.points[-1].day
    return day is None or point.day is None or abs(_span(day, point.day)) <= APART


def _span(a: str, b: str) -> int:
    return (date.fromisoformat(b) - date.fromisoformat(a)).days


def _days(a: str, b: str) -> int:
    """Days from `a` to `b`, at least one."""
    return max(1, _span(a, b))


def series_object(one: Series) -> dict[str, Any]:
    """A series as `counterclaim series --json` gives it: `place`, `incident` or `article` is what narrows its totals."""
    key = one.key
    return {
        "id": one.id,
        "claimant": key.claimant,
        "publisher": key.voice or None,
        "about": list(key.about),
        "item": key.item,
        "group": key.group,
        "effect": key.effect,
        "since": key.since.removeprefix(VAGUE) or None,
        "window": key.window,
        "place": one.place,
        "incident": key.where if key.where.startswith("i_") else None,
        "article": key.where if key.where.startswith("a_") else None,
        "points": [point_object(point) for point in one.points],
        "steps": [
            {
                "from": step.from_day,
                "to": step.to_day,
                "rise": step.rise,
                "explained": step.explained,
                "unexplained": step.unexplained,
                "claims": list(step.claims),
                "marks": [{"kind": m.kind, "reason": m.reason, "series": m.series} for m in step.marks],
            }
            for step in one.steps
        ],
        "beside": [
            {"series": b.series, "claimant": b.claimant, "point": point_object(b.point)} for b in one.beside
        ],
    }


def point_object(point: Point) -> dict[str, Any]:
    return {
        "day": point.day,
        "low": point.low,
        "high": point.high,
        "text": point.text,
        "claimant": point.claimant,
        "quote": point.quote,
        "claims": list(point.claims),
        "origins": list(point.origins),
        "outlets": list(point.outlets),
    }
