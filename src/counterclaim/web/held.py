"""Who is said to hold which place on a day, and where that is contested: what map and pages of places show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from counterclaim.analysis import Analysis
from counterclaim.comparing import holdings
from counterclaim.comparing.holdings import Holdings, Interval
from counterclaim.comparing.nouns import Entry, Where
from counterclaim.comparing.sides import Sides
from counterclaim.web.drawing.svg import PALETTE

SEVERAL = len(PALETTE) - 1
"""The colour of all parties beyond the first."""


@dataclass(frozen=True, slots=True)
class Said:
    """`claimant` says that `holder` holds the place; `told`: the last day on which it said so."""

    claimant: str
    holder: str
    since: str | None
    told: str


@dataclass(frozen=True, slots=True)
class PlaceOn:
    """A place on a day. `reasons`: why it is contested, a sentence each; none where it is not. `holders`: who is said to
    hold it, the one with most claimants first."""

    key: str
    name: str
    lat: float
    lon: float
    said: tuple[Said, ...]
    reasons: tuple[str, ...]
    holders: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        told = Counter(one.holder for one in self.said)
        object.__setattr__(self, "holders", tuple(sorted(told, key=lambda name: (-told[name], name))))

    @property
    def label(self) -> str:
        """'Hadrut: held by Azerbaijan, say Azerbaijan and Reuters; contested'."""
        parts = []
        for holder in self.holders:
            who = sorted(s.claimant for s in self.said if s.holder == holder)
            more = f" and {len(who) - 3} more" if len(who) > 3 else ""
            parts.append(f"held by {holder}, according to {', '.join(who[:3])}{more}")
        return f"{self.name}: {'; '.join(parts)}{' (contested)' if self.reasons else ''}"


@dataclass(frozen=True, slots=True)
class Held:
    """All places with claims of who holds them. `groups`: colours by party, those of most places first; `first` and
    `last`: days that are told (None: there are no claims)."""

    places: tuple[tuple[Where, Holdings], ...]
    groups: Mapping[str, int]
    first: str | None
    last: str | None

    def on(self, day: str) -> list[PlaceOn]:
        """Places that have a point and of which somebody says who holds them on `day` (ISO 8601)."""
        found = []
        for where, timeline in self.places:
            said = tuple(
                Said(one.claimant, one.holder, one.start, one.told)
                for one in timeline.intervals
                if holds(one, day)
            )
            if said and where.lat is not None and where.lon is not None:
                reasons = tuple(
                    one.reason
                    for one in timeline.contested
                    if one.start <= day and (one.end is None or day < one.end)
                )
                found.append(PlaceOn(where.key, where.name, where.lat, where.lon, said, reasons))
        return found


def holds(one: Interval, day: str) -> bool:
    """Whether the claimant's word stands for `day`: from the first day told to the end that it told, else on.

    An interval of which only the end is told stands for the day before it.
    """
    if one.start is None:
        return one.end is not None and day == (date.fromisoformat(one.end) - timedelta(1)).isoformat()
    return one.start <= day and (one.end is None or day < one.end)


def held(analysis: Analysis) -> Held:
    """From all claims of control."""
    return made(analysis.control(), analysis.sides)


def made(entries: Iterable[Entry], sides: Sides) -> Held:
    """The same for any order of `entries`."""
    by_place: dict[str, list[Entry]] = defaultdict(list)
    where: dict[str, Where] = {}
    for entry in sorted(entries, key=lambda one: one.claim):
        for place in entry.places:
            by_place[place.key].append(entry)
            if place.key not in where or where[place.key].lat is None:
                where[place.key] = place
    places: list[tuple[Where, Holdings]] = []
    for key in sorted(by_place):
        timeline = holdings.holdings(by_place[key], key, sides)
        if timeline.intervals:
            places.append((where[key], replace(timeline, near=())))
    days = [d for _, t in places for i in t.intervals for d in (i.start, i.end, i.told) if d]
    return Held(tuple(places), groups(t for _, t in places), min(days, default=None), max(days, default=None))


def groups(timelines: Iterable[Holdings]) -> dict[str, int]:
    """A colour for each party that is said to hold a place; those beyond the palette share one."""
    counted = Counter(party for t in timelines for party in {i.holder for i in t.intervals})
    ordered: Sequence[str] = sorted(counted, key=lambda party: (-counted[party], party))
    return {party: min(n, SEVERAL) for n, party in enumerate(ordered)}
