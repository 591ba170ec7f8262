"""Who says who holds a place, and from when to when: a timeline for each claimant, and where two contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Literal

from counterclaim.comparing import holders, saying
from counterclaim.comparing.entries import NOBODY
from counterclaim.comparing.nouns import Entry, Where
from counterclaim.comparing.said import said_object
from counterclaim.comparing.sides import Sides
from counterclaim.language import fold

Relation = Literal["lies in it", "holds it"]


@dataclass(frozen=True, slots=True)
class Interval:
    """By `claimant` (a party; an outlet's publisher or an article for those who are none), `holder` holds the place.

    `start` None: the claimant only told its end; `end` None: it never told one. `told` is the last day on which it
    said so. `claims` in order of day, the one that ends it last; `origins` are counted once each.
    """

    claimant: str
    holder: str
    start: str | None
    end: str | None
    told: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """Two intervals (their places in `Holdings.intervals`) of opposed holders that overlap, by two claimants.

    `end` None: neither told an end. `reason` is a sentence.
    """

    a: int
    b: int
    start: str
    end: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Near:
    """Another place of the claims about control that holds this one or lies in it."""

    key: str
    name: str
    relation: Relation
    claims: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that is said of who holds the place `key`."""

    key: str
    name: str
    intervals: tuple[Interval, ...]
    contested: tuple[Contest, ...]
    near: tuple[Near, ...]


def places_named(entries: Iterable[Entry], name: str) -> list[Where]:
    """The places of control claims with that name, the one with most claims first."""
    wanted, found = fold(name), defaultdict[str, list[Where]](list)
    for entry in entries:
        for place in entry.places if entry.type == "control" else ():
            if fold(place.name) == wanted:
                found[place.key].append(place)
    return [found[key][0] for key in sorted(found, key=lambda k: (-len(found[k]), k))]


def holdings(entries: Iterable[Entry], place_key: str, sides: Sides) -> Holdings:
    """The timeline of the place with that key (`Where.key`); empty where no claim says who holds it.

    The same for any order of `entries`.
    """
    told: dict[str, list[tuple[holders.Holding, Entry]]] = defaultdict(list)
    near: dict[tuple[str, Relation], list[Where]] = defaultdict(list)
    own: Where | None = None
    for entry in sorted((e for e in entries if e.type == "control"), key=lambda e: e.claim):
        own = own or next((p for p in entry.places if p.key == place_key), None)
        for holding in holders.holdings(entry, sides):
            if holding.place.key == place_key:
                told[claimant(entry)].append((holding, entry))
            elif place_key in holding.place.within:
                near[holding.place.key, "lies in it"].append(holding.place)
            else:
                near[holding.place.key, "holds it"].append(holding.place)
    holds_it = own.within if own else ()
    intervals = [one for who in sorted(told) for one in _intervals(who, told[who], sides)]
    intervals.sort(key=lambda i: (i.start or "", i.told, i.claimant, i.holder, i.claims))
    return Holdings(
        place_key,
        own.name if own else place_key,
        tuple(intervals),
        tuple(_contests(intervals, own.name if own else place_key, sides)),
        tuple(
            Near(key, these[0].name, relation, len(these))
            for (key, relation), these in sorted(near.items())
            if relation == "lies in it" or key in holds_it
        ),
    )


def claimant(entry: Entry) -> str:
    """Whose timeline a claim belongs to."""
    if entry.party not in NOBODY:
        return entry.party
    return entry.publisher if entry.party == "outlet" else f"unnamed in {entry.publisher}"


class _Open:
    """An interval in the making."""

    def __init__(self, holding: holders.Holding) -> None:
        self.holder = holding.party
        self.start: int | None = holding.day if holding.holds else None
        self.end: int | None = None
        self.told = holding.day
        self.entries: list[Entry] = []

    def closed(self, who: str) -> Interval:
        return Interval(
            who,
            self.holder,
            _iso(self.start),
            _iso(self.end),
            date.fromordinal(self.told).isoformat(),
            tuple(dict.fromkeys(e.claim for e in self.entries)),
            tuple(sorted({e.origin or e.claim for e in self.entries})),
        )


def _intervals(who: str, told: Sequence[tuple[holders.Holding, Entry]], sides: Sides) -> list[Interval]:
    """What one claimant says, in order of day: holding lasts until it tells that it ended, or that another one holds."""
    done: list[_Open] = []
    current: dict[str, _Open] = {}
    for holding, entry in sorted(told, key=_order):
        party = holding.party
        one: _Open
        if holding.holds:
            for other in [p for p in current if p != party and not sides.allied(p, party, entry.published)]:
                current[other].end = holding.day
                current[other].entries.append(entry)
                done.append(current.pop(other))
            one = current.setdefault(party, _Open(holding))
            one.told = holding.day
        else:
            one = current.pop(party) if party in current else _Open(holding)
            one.end = holding.day
            done.append(one)
        one.entries.append(entry)
    return [one.closed(who) for one in (*done, *current.values())]


def _order(pair: tuple[holders.Holding, Entry]) -> tuple[int, str, str, str]:
    holding, entry = pair
    return holding.day, entry.published or "", entry.claim, holding.party


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _contests(intervals: Sequence[Interval], name: str, sides: Sides) -> Iterable[Contest]:
    for (n, a), (m, b) in combinations(enumerate(intervals), 2):
        if a.claimant == b.claimant or a.holder == b.holder or a.start is None or b.start is None:
            continue
        if not _opposed(a, b, sides):
            continue
        start = max(a.start, b.start)
        # Who said nothing since the other one's holding began does not contest it.
        if min(a.told, b.told) < start:
            continue
        end = min(filter(None, (a.end, b.end)), default=None)
        if end is not None and end <= start:
            continue
        since = saying.day(start)
        who = ["it" if i.holder == i.claimant else i.holder for i in (a, b)]
        reason = (
            f"{a.claimant} says that {who[0]} holds {name}, {b.claimant} that {who[1]} does, from {since}"
        )
        yield Contest(n, m, start, end, f"{reason} to {saying.day(end)}" if end else reason)


def _opposed(a: Interval, b: Interval, sides: Sides) -> bool:
    day = a.told
    if sides.allied(a.holder, b.holder, day):
        return False
    if sides.opposed(a.holder, b.holder, day):
        return True
    return sides.allied(a.claimant, a.holder, day) and sides.allied(b.claimant, b.holder, day)


def holdings_object(one: Holdings, of: Mapping[str, Entry]) -> dict[str, Any]:
    """Holdings as `counterclaim holdings --json` gives them; `of`: entries by claim."""
    return {
        "place": {"key": one.key, "name": one.name},
        "intervals": [
            {
                "claimant": i.claimant,
                "holder": i.holder,
                "from": i.start,
                "to": i.end,
                "told": i.told,
                "origins": list(i.origins),
                "claims": [said_object(of[claim]) for claim in i.claims],
            }
            for i in one.intervals
        ],
        "contested": [
            {"intervals": [c.a, c.b], "from": c.start, "to": c.end, "reason": c.reason} for c in one.contested
        ],
        "near": [
            {"key": n.key, "name": n.name, "relation": n.relation, "claims": n.claims} for n in one.near
        ],
    }
