"""Who stands with whom, by the sides of conflict files, and what goes against a claimant's interest.

A party counts to a side from and to the days that the file gives. Parties that no file puts on a side stand alone:
they are allied to nobody and opposed to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from counterclaim.comparing.control_words import control_class
from counterclaim.comparing.nouns import FORCES, Between, Entry
from counterclaim.language import fold, tokens
from counterclaim.parties.conflict_model import Conflict

OUTLET: Final = "outlet"
UNNAMED: Final = "unnamed"
NOBODY = frozenset({OUTLET, UNNAMED})
NEUTRAL_KINDS = frozenset({"monitor", "media"})
CIVIL_OFFICES = frozenset({"Civil Defence", "Human Rights Ombudsman"})
"""Offices of a party that do not answer for its forces."""

Membership: TypeAlias = "tuple[str, str, str | None, str | None]"
"""Conflict, side, first and last day (None: open)."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Sides of parties. Build with `Sides.of(conflicts)`; `neutral` are monitors and media that no file takes sides for."""

    members: Mapping[str, tuple[Membership, ...]]
    neutrals: frozenset[str]

    @classmethod
    def of(cls, conflicts: Iterable[Conflict]) -> Sides:
        """The sides that conflict files give, as `Registry.conflicts` holds them."""
        members: dict[str, list[Membership]] = {}
        neutrals: set[str] = set()
        for conflict in conflicts:
            spans = {side.name: (side.from_, side.to) for side in conflict.sides}
            for party in conflict.parties:
                if party.side is not None:
                    since, until = spans.get(party.side, (None, None))
                    first = _latest(conflict.period[0], since, party.from_)
                    last = _earliest(conflict.period[1], until, party.to)
                    members.setdefault(party.name, []).append((conflict.name, party.side, first, last))
                elif party.kind in NEUTRAL_KINDS:
                    neutrals.add(party.name)
        return cls(
            {name: tuple(found) for name, found in members.items()}, frozenset(neutrals - set(members))
        )

    def on(self, party: str, day: str | None = None) -> tuple[tuple[str, str], ...]:
        """(conflict, side) of `party` on `day`, of all times where no day is given."""
        return tuple(
            (conflict, side)
            for conflict, side, first, last in self.members.get(party, ())
            if day is None or ((first or "") <= day and (last is None or day <= last))
        )

    def allied(self, a: str, b: str, day: str | None = None) -> bool:
        """Whether both are one party, or stand on one side of one conflict."""
        return a not in NOBODY and (a == b or bool({*self.on(a, day)} & {*self.on(b, day)}))

    def opposed(self, a: str, b: str, day: str | None = None) -> bool:
        """Whether both stand on different sides of one conflict, and on one side of none."""
        if a == b or not (mine := self.on(a, day)) or not (theirs := self.on(b, day)):
            return False
        if {*mine} & {*theirs}:
            return False
        return bool({conflict for conflict, _ in mine} & {conflict for conflict, _ in theirs})

    def neutral(self, party: str) -> bool:
        """Whether `party` is a monitor or medium that no conflict file puts on a side."""
        return party in self.neutrals


def speaker(entry: Entry) -> str:
    """Whose words a claim is: the claimant; the publisher where the outlet says it; nobody named in one article."""
    if entry.party == OUTLET or fold(entry.party) == fold(entry.publisher):
        return f"outlet {fold(entry.publisher)}"
    if entry.party == UNNAMED:
        return f"unnamed {entry.article} {entry.claimant}"
    return entry.claimant


def one_voice(a: Entry, b: Entry) -> bool:
    """Whether both are the words of one speaker; in one article also where one's name stands in the other's wording
    ('The Watch', 'volunteers of The Watch in Orlec')."""
    if speaker(a) == speaker(b):
        return True
    if a.article != b.article or a.document != b.document or a.claimant in NOBODY or b.claimant in NOBODY:
        return False
    mine, theirs = _name_words(a.claimant), _name_words(b.claimant)
    if not (mine and theirs) or mine == theirs:
        return bool(mine) and mine == theirs
    # An office or party is named by a list; only wordings that no list knows say in words whose they are.
    longer = a if len(mine) > len(theirs) else b
    return longer.party in NOBODY and (mine < theirs or theirs < mine)


@lru_cache(maxsize=65_536)
def _name_words(name: str) -> frozenset[str]:
    return frozenset(token.folded for token in tokens(name))


def tells(a: Entry, b: Entry) -> bool:
    """Whether one of two claims is an outlet's own telling, in the article that names the other's source or none.

    An outlet that narrates does not speak against what it has just reported from others.
    """
    if a.article != b.article or a.document != b.document:
        return a.publisher == b.publisher and a.party in NOBODY and b.party in NOBODY
    return OUTLET in (a.party, b.party)


def day_of(entry: Entry) -> str | None:
    """The first day of the happening, else the day of publication."""
    return entry.first or entry.published


def actors(entry: Entry) -> frozenset[str]:
    """The parties of the claim's actors, as far as known."""
    return frozenset(actor.party for actor in entry.actors if actor.party)


def targets(entry: Entry) -> frozenset[str]:
    return frozenset(target.party for target in entry.targets if target.party)


def whose(entry: Entry) -> frozenset[str]:
    """The parties whose people or arms a claim counts: its targets, else those that its counted phrases name."""
    return targets(entry) or entry.counted


def between(a: Entry, b: Entry, sides: Sides) -> Between:
    """Where a link of two claims stands: outlets' own or unnamed words against each other, one side, or two."""
    if a.party in NOBODY and b.party in NOBODY:
        return "between outlets"
    if a.party in NOBODY or b.party in NOBODY:
        return "between sides"
    return "within a side" if sides.allied(a.party, b.party, day_of(a)) else "between sides"


def against_interest(entry: Entry, sides: Sides, denied_before: Entry | None = None) -> str | None:
    """Why a claim goes against its claimant's own side, as a part of a sentence ('its own losses'); None where it does not.

    `denied_before`: an earlier claim of the same side that denied the same content.
    """
    if entry.party in NOBODY or entry.polarity == "denied" or entry.certainty == "possible":
        return None
    if sides.neutral(entry.party):
        return None
    day = day_of(entry)
    mine = {p for p in actors(entry) if sides.allied(entry.party, p, day)}
    if denied_before is not None:
        return "what its side had denied before"
    if entry.type == "control":
        return _given_up(entry, sides, day, mine)
    own_targets = {p for p in whose(entry) if sides.allied(entry.party, p, day)}
    others = actors(entry) - mine
    if (
        entry.type == "loss"
        and _of_forces(entry)
        and own_targets
        and own_targets == whose(entry)
        and (entry.targets or entry.counted == {entry.party})
        and not mine
    ):
        return "its own losses"
    # Groups of one side accuse each other too; only what a party says of itself is a concession.
    if mine == {entry.party} and not others and not own_targets and not _civil(entry):
        if entry.type == "abuse":
            return "its own treatment of others"
        if entry.type == "loss" and _of_civilians(entry):
            return "harm to civilians by its own forces"
    return None


def _given_up(entry: Entry, sides: Sides, day: str | None, mine: set[str]) -> str | None:
    says = control_class(entry.trigger, entry.language)
    if says == "leaves" and mine and mine == set(actors(entry)):
        return "its own withdrawal"
    if says == "takes" and any(sides.opposed(entry.party, p, day) for p in actors(entry)) and not mine:
        return "the other side's capture of the place"
    return None


def _civil(entry: Entry) -> bool:
    return entry.claimant.partition(": ")[2] in CIVIL_OFFICES


def _of_forces(entry: Entry) -> bool:
    counted = [q for q in entry.quantities if q.effect not in ("deployed", "displaced", "taken", "other")]
    if counted:
        return any(q.item in FORCES for q in counted)
    return not entry.objects


def _of_civilians(entry: Entry) -> bool:
    return any(q.item == "civilian" or q.group is not None for q in entry.quantities)


def _latest(*days: str | None) -> str | None:
    return max((day for day in days if day), default=None)


def _earliest(*days: str | None) -> str | None:
    return min((day for day in days if day), default=None)
