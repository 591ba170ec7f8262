"""Shifts: a party, or its side, denies what it affirms at another time, or gives up what it claimed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from counterclaim.comparing import saying
from counterclaim.comparing.holders import Holding, contrary, holdings
from counterclaim.comparing.likeness import Likeness, days_between, likeness, ordinal
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.said import said_object
from counterclaim.comparing.sides import NOBODY, Sides, actors, day_of
from counterclaim.model import ClaimType

ShiftKind = Literal[
    "denied, then affirmed", "affirmed, then denied", "denied and affirmed", "affirmed, then conceded"
]
"""'Denied and affirmed': both stand in reports of one day, and nothing tells which came first."""

SIDE = 0.8
"""Strength of a shift between two parties of one side, as a share of one party's."""
LEAST = 0.5
CONCEDED = 0.9
WORDED = 0.5
"""Share of the shorter quote's content words from which two quotes say the same in other words."""
FEW_WORDS = 0.3
FULL = 9.0
WEEKS = 14
"""Days that the time of one happening may lie apart, or the reports of it where they do not tell one day."""
RELATED: dict[ClaimType, tuple[ClaimType, ...]] = {
    "attack": ("attack", "loss", "abuse", "deployment"),
    "loss": ("loss", "attack", "abuse"),
    "abuse": ("abuse", "attack", "loss"),
    "deployment": ("deployment", "attack"),
}
STATES: frozenset[ClaimType] = frozenset({"deployment", "control", "agreement"})
"""What lasts: the days of such a claim may be the days on which it was said."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Two claims of one party, or of two on one side (`own` false), in the order in which they were made.

    `strength` 0 to 1; `reason` a sentence; `more` further pairs of claims that show the same.
    """

    kind: ShiftKind
    party: str
    own: bool
    first: str
    then: str
    strength: float
    reason: str
    more: tuple[tuple[str, str], ...] = field(default=())


def shifts(entries: Iterable[Entry], sides: Sides) -> list[Shift]:
    """All shifts, the strongest first; the same for any order of `entries`."""
    every = sorted(
        (e for e in entries if e.party not in NOBODY and e.type != "statement"), key=lambda e: e.claim
    )
    of = {e.claim: e for e in every}
    found = [*_denials(every, sides), *_concessions(every, sides)]
    return sorted(_reduced(found, of), key=lambda s: (-s.strength, s.first, s.then))


def _denials(every: Sequence[Entry], sides: Sides) -> Iterator[Shift]:
    filed: dict[tuple[object, ClaimType, str], list[Entry]] = defaultdict(list)
    for entry in every:
        if entry.polarity == "asserted":
            for camp in _camps(entry, sides):
                for token in _tokens(entry):
                    filed[camp, entry.type, token].append(entry)
    for denied in every:
        if denied.polarity != "denied":
            continue
        near = {
            other.claim: other
            for camp in _camps(denied, sides)
            for kind in RELATED.get(denied.type, (denied.type,))
            for token in _tokens(denied)
            for other in filed.get((camp, kind, token), ())
        }
        for other in near.values():
            if denied.origin and denied.origin == other.origin and denied.span != other.span:
                continue
            like = likeness(denied, other, sides)
            if like is None or not _one_content(denied, other, like, sides):
                continue
            strength = _strength(denied, other, like, sides)
            if strength >= LEAST:
                yield _shift(denied, other, strength)


def _one_content(denied: Entry, affirmed: Entry, like: Likeness, sides: Sides) -> bool:
    """Whether two of one side can speak of one thing.

    One claimant that both denies and affirms in one article, on no days that are told, was misread as a rule.
    """
    own, one = denied.party == affirmed.party, denied.claimant == affirmed.claimant
    if not sides.allied(denied.party, affirmed.party, day_of(denied)):
        return False
    if one and denied.article == affirmed.article and (like.sentence or not _order(denied, affirmed)):
        return False
    worded = like.words >= WORDED and not (like.sentence and one)
    if denied.type != affirmed.type and not (worded and own):
        return False
    if like.actors in ("allied", "apart") or "apart" in (like.targets, like.items):
        return False
    here = _one_place(denied, affirmed, like)
    if not (here or like.place == "within" or like.trigger or worded or like.items == "same"):
        return False  # one doer at one time may do many things
    if like.actors == "unknown" and not (here and (worded or like.trigger)):
        return False
    if not own and not (here or worded):
        return False
    if denied.type == "control":
        return contrary(denied, affirmed, sides)
    if denied.type == "agreement" and not (like.trigger or worded):
        return False
    late = like.days != "same" and abs(like.gap or 0) > WEEKS
    return denied.type in STATES or (_narrow(denied) and _narrow(affirmed) and not late)


def _one_place(a: Entry, b: Entry, like: Likeness) -> bool:
    """Whether both name one place; of what lasts also one state, into which forces are sent, if the words agree."""
    if (
        like.place == "same"
        or a.type not in STATES
        or not {p.key for p in a.places} & {p.key for p in b.places}
    ):
        return like.place == "same"
    return like.sentence or like.trigger or like.words >= FEW_WORDS


def _strength(denied: Entry, affirmed: Entry, like: Likeness, sides: Sides) -> float:
    points = 2.0 if denied.type == affirmed.type else 1.0
    points += 2.0 if _one_place(denied, affirmed, like) else 1.0 if like.place == "within" else 0.0
    points += {"same": 1.5, "near": 0.5, "unknown": 0.0}[like.days]
    points += 1.5 * (like.actors == "same") + 1.0 * (like.targets == "same") + 1.0 * (like.items == "same")
    points += 1.0 * like.trigger
    if not like.sentence:
        points += 1.5 if like.words >= WORDED else 0.75 if like.words >= FEW_WORDS else 0.0
    if any(sides.allied(denied.party, p, day_of(denied)) for p in actors(affirmed)):
        points += 1.5
    return min(1.0, points / FULL)


def _narrow(entry: Entry) -> bool:
    """Whether the days told are few enough for one happening; untold ones are of the report's time."""
    if not entry.told:
        return True
    span = days_between(entry.first, entry.last)
    return span is not None and span <= WEEKS


def _camps(entry: Entry, sides: Sides) -> tuple[object, ...]:
    return (entry.party, *sides.on(entry.party, day_of(entry)))


def _tokens(entry: Entry) -> set[str]:
    """What a claim is looked up by: its places and what holds them but whole states, its doers, its trigger."""
    places = {
        key for p in entry.places for key in (p.key, *p.within) if not key.startswith("c:") or key == p.key
    }
    return places | {f"a:{a.party}" for a in entry.actors if a.party} | {f"t:{entry.trigger}"}


def _shift(denied: Entry, affirmed: Entry, strength: float) -> Shift:
    own = denied.party == affirmed.party
    order = _order(denied, affirmed)
    first, then = (affirmed, denied) if order > 0 else (denied, affirmed)
    kind: ShiftKind = (
        "denied and affirmed"
        if order == 0
        else "denied, then affirmed"
        if order < 0
        else "affirmed, then denied"
    )
    verbs = {True: "denied", False: "affirmed"}
    said = [f"{saying.who(e)} {verbs[e is denied]} it{_said(e)}" for e in (first, then)]
    joined = " and ".join(said) if order == 0 else f"{said[0]}, then {said[1]}"
    side = "" if own else "; the two are of one side"
    reason = f"{saying.happening(affirmed)}: {joined}{side}"
    return Shift(
        kind, _label(first, then), own, first.claim, then.claim, strength * (1 if own else SIDE), reason
    )


def _label(first: Entry, then: Entry) -> str:
    """The party; for two of one side both, in order."""
    return first.party if first.party == then.party else f"{first.party}, {then.party}"


def _said(entry: Entry) -> str:
    return f" ({saying.day(entry.published)})" if entry.published else ""


def _order(a: Entry, b: Entry) -> int:
    """Below zero where `a` was said before `b`, above where after, 0 where the days do not tell."""
    gap = days_between(a.published, b.published)
    if gap:
        return -gap
    if a.type not in STATES or b.type not in STATES:
        return 0
    mine, theirs = a.last or a.published, b.last or b.published
    if mine is None or theirs is None or (a.told and b.told and a.last == b.last):
        return 0
    return ordinal(mine) - ordinal(theirs)


def _concessions(every: Sequence[Entry], sides: Sides) -> Iterator[Shift]:
    """A side that held a place by its own words says that it left or lost it."""
    told: dict[tuple[str, object], list[tuple[Holding, Entry]]] = defaultdict(list)
    for entry in every:
        for holding in holdings(entry, sides):
            for camp in _camps(entry, sides):
                told[holding.place.key, camp].append((holding, entry))
    for at in sorted(told, key=repr):
        these = sorted(told[at], key=lambda pair: (pair[0].day, pair[1].published or "", pair[1].claim))
        held: tuple[Holding, Entry] | None = None
        for holding, entry in these:
            own = sides.allied(entry.party, holding.party, day_of(entry))
            if own and holding.holds:
                held = holding, entry
            elif held is not None and _conceded(held[0], holding, own, entry, sides):
                yield _concession(held[1], entry, holding)
                held = None


def _conceded(held: Holding, now: Holding, own: bool, entry: Entry, sides: Sides) -> bool:
    if now.day <= held.day:
        return False
    if own:
        return not now.holds
    return now.holds and sides.opposed(entry.party, now.party, day_of(entry))


def _concession(held: Entry, given: Entry, holding: Holding) -> Shift:
    own = held.party == given.party
    lost = f"{holding.party} holds it" if holding.holds else f"{holding.party} no longer holds it"
    reason = (
        f"{saying.who(held)} said that it holds {holding.place.name}{_said(held)}; "
        f"{saying.who(given)} says that {lost}{_said(given)}{'' if own else '; the two are of one side'}"
    )
    return Shift(
        "affirmed, then conceded",
        _label(held, given),
        own,
        held.claim,
        given.claim,
        CONCEDED * (1 if own else SIDE),
        reason,
    )


def _reduced(found: Iterable[Shift], of: dict[str, Entry]) -> Iterator[Shift]:
    """One shift for each kind, party and topic (happenings: of one month), the strongest; the rest are its `more`."""
    topics: dict[tuple[object, ...], list[Shift]] = defaultdict(list)
    for shift in found:
        asserted = next(
            of[c] for c in (shift.then, shift.first) if of[c].polarity == "asserted" or shift.kind[-1] == "d"
        )
        places = frozenset(p.key for p in asserted.places)
        doers = frozenset(a.party for a in asserted.actors if a.party)
        month = "" if asserted.type in STATES else (asserted.published or "")[:7]
        topics[shift.kind, shift.party, asserted.type, places, doers, month].append(shift)
    for these in topics.values():
        these.sort(key=lambda s: (-s.strength, s.first, s.then))
        best = these[0]
        more = tuple(dict.fromkeys((s.first, s.then) for s in these[1:]))
        yield Shift(
            best.kind,
            best.party,
            best.own,
            best.first,
            best.then,
            best.strength,
            best.reason,
            tuple(p for p in more if p != (best.first, best.then)),
        )


def shift_object(shift: Shift, of: dict[str, Entry]) -> dict[str, Any]:
    """A shift as `counterclaim shifts --json` gives it; `of`: entries by claim."""
    return {
        "kind": shift.kind,
        "party": shift.party,
        "own": shift.own,
        "strength": round(shift.strength, 3),
        "reason": shift.reason,
        "first": said_object(of[shift.first]),
        "then": said_object(of[shift.then]),
        "more": [list(pair) for pair in shift.more],
    }
