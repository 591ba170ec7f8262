"""Claims that answer each other by what they say, so that they are about one thing.

Who holds one place at one time: claims of control that exclude each other are one contest. Only parties' own words
count, of places small enough to be held as a whole: a monitor that names a holder in passing contests nothing. And who
is accused of a deed denies it.
"""

from __future__ import annotations

from counterclaim.comparing.features import Features
from counterclaim.comparing.holders import AROUND, PRECISE
from counterclaim.comparing.sides import NOBODY

_HANDS = ("taken", "left", "held")
SOON = 2
"""Days between an accusation and what the accused says of it without telling a day."""


def contested(a: Features, b: Features) -> bool:
    """Whether each of two speakers says that it holds the place that both name, or one denies what the other says of it."""
    if a.entry.side == b.entry.side or not _here(a, b):
        return False
    if a.entry.polarity == b.entry.polarity:
        return _own(a) and _own(b) and a.actors.isdisjoint(b.actors) and _after(a, b)
    denied, asserted = (a, b) if a.entry.polarity == "denied" else (b, a)
    return _own(asserted) and denied.entry.party not in NOBODY and denied.stage in _HANDS


def held_by_one(a: Features, b: Features) -> bool:
    """Whether one party says that it took the place, and that it holds it, within a few days."""
    return bool(a.actors & b.actors) and _own(a) and _own(b) and _here(a, b) and _after(a, b)


def answered(a: Features, b: Features) -> bool:
    """Whether the accused, and nobody else, denies a deed of its own at the place and about the day that the other tells."""
    if a.entry.polarity == b.entry.polarity or a.entry.side == b.entry.side or a.family != "violence":
        return False
    denied, asserted = (a, b) if a.entry.polarity == "denied" else (b, a)
    party = denied.entry.party
    if party in NOBODY or asserted.actors != {party} or not denied.actors <= {party}:
        return False
    if a.day is None or b.day is None or abs(a.day - b.day) > SOON:
        return False
    mine, theirs = ([p for p in one.places if p.precision in PRECISE] for one in (a, b))
    return any(p.key == q.key or p.key in q.within or q.key in p.within for p in mine for q in theirs)


def _own(one: Features) -> bool:
    """Whether a party says that it, or another of its side, took or holds a place."""
    return (
        one.entry.polarity == "asserted"
        and one.stage in ("taken", "held")
        and one.entry.party not in NOBODY
        and (one.entry.party in one.actors or one.entry.of_side)
    )


def _here(a: Features, b: Features) -> bool:
    mine, theirs = ({p.key for p in one.places if p.precision in PRECISE} for one in (a, b))
    if not mine & theirs or a.day is None or b.day is None:
        return False
    return abs(a.day - b.day) <= AROUND


def _after(a: Features, b: Features) -> bool:
    """Not who holds a place before another took it."""
    if a.stage == b.stage or a.day is None or b.day is None:
        return True
    taken, held = (a, b) if a.stage == "taken" else (b, a)
    since = taken.day if taken.first is None else taken.first
    return since is not None and held.day is not None and since <= held.day
