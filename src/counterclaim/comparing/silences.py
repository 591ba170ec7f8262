"""Silences: what is said about a party, and on which nothing that the party's side says answers yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from counterclaim.comparing.accounts import accounts
from counterclaim.comparing.entries import Named, nobody
from counterclaim.comparing.likeness import days_between, ordinal
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.said import said_object
from counterclaim.comparing.sides import NOBODY, Sides, actors, day_of, targets
from counterclaim.comparing.totals import CIVIL
from counterclaim.model import ClaimType, Item, ObjectClass

SilenceKind = Literal["accusation", "figure"]
FIRE: frozenset[ClaimType] = frozenset({"attack", "loss", "displacement"})
"""Types of claims that accuse where civilians or their things are hit, or where an opponent says it."""
HELPLESS: frozenset[Item] = frozenset({"person", "civilian", "prisoner"})
MILITARY: frozenset[ObjectClass] = frozenset({"base", "other"})
FIGURED: frozenset[ClaimType] = frozenset({"loss", "abuse"})
"""Types of claims whose counted are the harmed party's."""
DAYS = 3
"""Days between two claims of one place that may speak of one thing, where no incident joins them."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Claims of one incident about `party`, by others, that nothing of its side's answers.

    `incident` None: the claim belongs to none. `first` and `last`: days of the happening, else of the reports (ISO 8601).
    `claims` in order of publication; `origins` counts their sources (`accounts`). `speaks`: the party's side has other claims.
    """

    party: str
    kind: SilenceKind
    incident: str | None
    first: str | None
    last: str | None
    claims: tuple[str, ...]
    origins: int
    speaks: bool


def silences(
    entries: Iterable[Entry],
    sides: Sides,
    incidents: Mapping[str, str] | None = None,
    answered: Collection[tuple[str, str]] = (),
    named: Named = nobody,
) -> list[Silence]:
    """By party, the latest first; the same for any order of `entries`.

    `incidents`: each claim's incident. `answered`: pairs of claims that a conflict link joins, so that a denial in another
    incident is an answer too. `named`: the party of a counted phrase (`totals.party_in`). What a party's own side says
    about it is none of these.
    """
    every = sorted(entries, key=lambda e: (e.published or "", e.claim))
    known = incidents or {}
    answers = _Answers(every, sides, known, answered)
    found: dict[tuple[str, SilenceKind, str], list[Entry]] = defaultdict(list)
    for entry in every:
        for party, kind in _about(entry, sides, named):
            if not answers.given(party, entry):
                found[party, kind, known.get(entry.claim) or f"? {entry.claim}"].append(entry)
    made = [_silence(party, kind, at, these, answers) for (party, kind, at), these in found.items()]
    made.sort(key=lambda s: s.claims)
    made.sort(key=lambda s: s.last or "", reverse=True)
    return sorted(made, key=lambda s: s.party)


def _about(entry: Entry, sides: Sides, named: Named) -> Iterator[tuple[str, SilenceKind]]:
    """The parties that a claim accuses, or whose losses it counts."""
    if entry.polarity == "denied":
        return
    day = day_of(entry)
    doers, harmed = actors(entry), targets(entry)
    yield from ((p, "accusation") for p in sorted(doers) if _accuses(entry, p, sides))
    if entry.type in FIGURED and entry.quantities:
        counted = (named(q.text, entry.language) for q in entry.quantities if q.item not in CIVIL)
        harmed |= frozenset(filter(None, counted))
        yield from ((p, "figure") for p in sorted(harmed - doers) if not sides.allied(entry.party, p, day))


def _accuses(entry: Entry, party: str, sides: Sides) -> bool:
    """Whether the claim holds something against the doer that it may be expected to answer; fighting alone is none."""
    day = day_of(entry)
    if sides.allied(entry.party, party, day) or any(not sides.allied(party, p, day) for p in actors(entry)):
        return False
    named = entry.party not in NOBODY
    if entry.type in FIRE:
        hit = any(q.item in HELPLESS or q.group for q in entry.quantities) or bool(entry.objects - MILITARY)
        return hit or (named and sides.opposed(entry.party, party, day))
    return entry.type == "abuse" or (entry.type == "deployment" and named)


class _Answers:
    """What each party's side says, by incident and by place, to be asked whether it answers a claim."""

    def __init__(
        self,
        every: Sequence[Entry],
        sides: Sides,
        incidents: Mapping[str, str],
        answered: Collection[tuple[str, str]],
    ) -> None:
        self._sides, self._incidents = sides, incidents
        self._in: dict[str, list[Entry]] = defaultdict(list)
        self._at: dict[tuple[str, int], list[Entry]] = defaultdict(list)
        self._speakers: set[str] = set()
        of = {e.claim: e for e in every}
        self._linked: dict[str, list[Entry]] = defaultdict(list)
        for a, b in answered:
            for one, other in ((a, b), (b, a)):
                if other in of:
                    self._linked[one].append(of[other])
        for entry in every:
            if entry.party in NOBODY:
                continue
            self._speakers.add(entry.party)
            if entry.claim in incidents:
                self._in[incidents[entry.claim]].append(entry)
            day = day_of(entry)
            for place in entry.places if day is not None else ():
                if place.precision not in ("country", "region"):
                    self._at[place.key, ordinal(day or "") // DAYS].append(entry)

    def given(self, party: str, about: Entry) -> bool:
        """Whether `party`'s side says something in the same incident, or of the same place and days."""
        day = day_of(about)
        incident = self._incidents.get(about.claim)
        said = [*self._linked.get(about.claim, ()), *self._in.get(incident or "", ())]
        if any(self._sides.allied(party, e.party, day) for e in said):
            return True
        if day is None:
            return False
        at = ordinal(day) // DAYS
        near = (e for p in about.places for n in (at - 1, at, at + 1) for e in self._at.get((p.key, n), ()))
        return any(self._sides.allied(party, e.party, day) and _one_topic(about, e) for e in near)

    def speaks(self, party: str, day: str | None) -> bool:
        return party in self._speakers or any(self._sides.allied(party, p, day) for p in self._speakers)


def _one_topic(about: Entry, said: Entry) -> bool:
    if about.claim == said.claim:
        return False
    gap = days_between(day_of(about), day_of(said))
    kin = about.type == said.type or {about.type, said.type} <= {"attack", "loss", "abuse"}
    return kin and gap is not None and abs(gap) <= DAYS


def _silence(party: str, kind: SilenceKind, at: str, these: Sequence[Entry], answers: _Answers) -> Silence:
    days = sorted(
        filter(None, (day for e in these for day in ((e.first, e.last) if e.told else (e.published,))))
    )
    return Silence(
        party,
        kind,
        None if at.startswith("? ") else at,
        days[0] if days else None,
        days[-1] if days else None,
        tuple(e.claim for e in these),
        len(accounts(these, {e.claim: e.origin or e.claim for e in these})),
        answers.speaks(party, day_of(these[0])),
    )


def silence_object(one: Silence, of: Mapping[str, Entry]) -> dict[str, Any]:
    """A silence as `counterclaim silences --json` gives it; `of`: entries by claim."""
    return {
        "party": one.party,
        "kind": one.kind,
        "incident": one.incident,
        "first": one.first,
        "last": one.last,
        "origins": one.origins,
        "speaks": one.speaks,
        "claims": [said_object(of[claim]) for claim in one.claims],
    }
