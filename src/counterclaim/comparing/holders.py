"""Who holds a place, by the claims that say so, and where two say that opposed parties hold it.

A takeover implies holding from its day on, until a later claim of the same speaker says otherwise; 'X holds it' speaks for its
day alone; who withdrew does not hold the place from then on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.comparing import saying
from counterclaim.comparing.control_words import Control, control_class, has_words
from counterclaim.comparing.likeness import ordinal
from counterclaim.comparing.nouns import Entry, Where
from counterclaim.comparing.sides import NOBODY, Sides, actors, day_of, speaker, targets
from counterclaim.language import fold

PRECISE = frozenset({"exact", "settlement", "district"})
"""Holding a province or a state is said of parts of it as a rule."""

HORIZON = 14
"""Days for which a takeover or a withdrawal speaks, where the same speaker says nothing newer."""

AROUND = 3
"""Days between two claims of who holds a place at which they still speak of one time."""

SPAN = 7
"""Days of a told time beyond which it says too little of when ('earlier this year')."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a claim says of a place: `party` holds it (`holds`) or does not, from or on `day` (proleptic ordinal).

    `change`: the claim tells of a change on that day (taken, left), which lasts; otherwise of the state on that day.
    """

    claim: str
    place: Where
    party: str
    holds: bool
    change: bool
    day: int


def holdings(entry: Entry, sides: Sides) -> tuple[Holding, ...]:
    """One for each place and party of a control claim; none where its words say nothing of who holds the place."""
    if entry.type != "control":
        return ()
    iso = entry.first or entry.published
    if iso is None or (entry.first and entry.last and ordinal(entry.last) - ordinal(entry.first) > SPAN):
        return ()
    says = control_class(entry.trigger, entry.language)
    party, holds = _holder(entry, says, sides)
    if party is None or sides.neutral(party):
        return ()  # a monitor or medium holds no place
    if entry.polarity == "denied":
        holds = not holds
    change = says in ("takes", "frees", "leaves") and entry.polarity == "asserted"
    day = ordinal(iso) if change else ordinal(entry.last or iso)
    return tuple(
        Holding(entry.claim, place, party, holds, change, day)
        for place in entry.places
        if _whole(entry, place)
    )


def _holder(entry: Entry, says: Control | None, sides: Sides) -> tuple[str | None, bool]:
    """The one party that the claim speaks of, and whether it holds the place."""
    doers, losers = actors(entry), targets(entry)
    day = day_of(entry)
    if says == "neither":
        return None, False
    if says == "frees" and entry.party not in NOBODY:
        hostile = {p for p in doers | losers if sides.opposed(entry.party, p, day)}
        if doers <= hostile:
            # Only one's own side frees a place: a hostile doer is whom it was freed from.
            return entry.party, True
    if len(doers) == 1:
        (party,) = doers
        # Where words of control are known, others ('regrouped') say nothing of who holds the place.
        if says is None and (has_words(entry.language) or not sides.allied(entry.party, party, day)):
            return None, False
        return party, says != "leaves"
    if not doers and len(losers) == 1 and says in ("takes", "frees", "leaves"):
        return next(iter(losers)), False
    return None, False


def _whole(entry: Entry, place: Where) -> bool:
    """Whether the claim speaks of the place as a whole, not of posts or streets in it."""
    if place.precision not in PRECISE:
        return False
    counted = any(q.effect == "taken" or q.item in ("building", "settlement") for q in entry.quantities)
    return not counted or place.precision == "exact"


def contrary(denied: Entry, asserted: Entry, sides: Sides) -> bool:
    """Whether two control claims contradict each other in who holds a place."""
    mine, theirs = holdings(denied, sides), holdings(asserted, sides)
    return any(
        x.place.key == y.place.key and x.party == y.party and x.holds != y.holds and _one_time(x, y)
        for x in mine
        for y in theirs
    )


def holder(a: Entry, b: Entry, sides: Sides) -> tuple[float, str] | None:
    """Strength and reason where two asserted control claims give one place to opposed parties at one time."""
    if a.type != "control" or b.type != "control" or a.polarity != b.polarity or not a.places or not b.places:
        return None
    if not {p.key for p in a.places} & {p.key for p in b.places}:
        return None
    best: tuple[float, str] | None = None
    for x in holdings(a, sides):
        for y in holdings(b, sides):
            strength = _contradiction(a, x, b, y, sides)
            if strength and (best is None or strength > best[0]):
                best = strength, f"{_sentence(a, x)}; {_sentence(b, y)}"
    return best


def _contradiction(a: Entry, x: Holding, b: Entry, y: Holding, sides: Sides) -> float:
    if x.place.key != y.place.key or fold(x.place.name) != fold(y.place.name):
        return 0.0
    if not (x.holds or y.holds) or not _one_time(x, y):
        return 0.0
    day = day_of(a)
    if x.holds and y.holds:
        if sides.allied(x.party, y.party, day) or x.party == y.party:
            return 0.0
        own = sides.allied(a.party, x.party, day) or sides.allied(b.party, y.party, day)
        each_its_own = sides.allied(a.party, x.party, day) and sides.allied(b.party, y.party, day)
        if not sides.opposed(x.party, y.party, day) and not each_its_own:
            return 0.0
    elif x.party != y.party or x.holds == y.holds:
        return 0.0
    else:
        own = any(sides.allied(e.party, x.party, day) for e in (a, b))
    strength = max(0.3, 0.95 - 0.04 * abs(x.day - y.day))
    if own:
        return strength
    # Others mention a holder in passing, and of a part of the place: only what they date counts.
    dated = a.told and b.told and len(a.places) == len(b.places) == 1
    return 0.6 * strength if dated else 0.0


def _one_time(x: Holding, y: Holding) -> bool:
    """Whether both can speak of one time; two changes on different days are one after the other."""
    if x.change and y.change:
        return x.day == y.day
    if x.change or y.change:
        change, state = (x, y) if x.change else (y, x)
        return change.day <= state.day <= change.day + HORIZON
    return abs(x.day - y.day) <= AROUND


def superseded(entry: Entry, other: Entry, every: Iterable[Entry], sides: Sides) -> bool:
    """Whether what `entry` says of a place was overtaken by its own speaker before `other`'s day.

    `every` are the control claims of the neighbourhood.
    """
    mine = {h.place.key: h for h in holdings(entry, sides) if h.change}
    theirs = {h.place.key: h.day for h in holdings(other, sides)}
    if not mine or not theirs:
        return False
    return any(
        h.place.key in theirs
        and (first := mine.get(h.place.key)) is not None
        and first.day < h.day <= theirs[h.place.key]
        and _turned(first, h, sides, day_of(entry))
        for one in every
        if one.claim not in (entry.claim, other.claim) and speaker(one) == speaker(entry)
        for h in holdings(one, sides)
    )


def _turned(first: Holding, later: Holding, sides: Sides, day: str | None) -> bool:
    if first.party == later.party:
        return first.holds != later.holds
    return first.holds and later.holds and not sides.allied(first.party, later.party, day)


def _sentence(entry: Entry, holding: Holding) -> str:
    """'Armenia says that it holds Hadrut on 12 October 2020'."""
    own = holding.party == entry.party
    who = "it" if own else holding.party
    if not holding.holds:
        verb = "left" if holding.change and entry.polarity == "asserted" else "does not hold"
    else:
        verb = "took" if holding.change else "holds"
    if (
        holding.change
        and not holding.holds
        and control_class(entry.trigger, entry.language) in ("takes", "frees")
    ):
        verb = "lost"
    at = f" on {saying.day(entry.first)}" if entry.first else f" ({saying.when(entry).strip(' ()')})"
    at = at if at != " ()" else ""
    return f"{saying.who(entry)} says that {who} {verb} {holding.place.name}{at}"
