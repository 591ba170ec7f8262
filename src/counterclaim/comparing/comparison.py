"""All of comparison, in memory: origins, days by them, groups and conflict links of a set of claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Any

from counterclaim.comparing.blocking import neighbours
from counterclaim.comparing.clustering import groups_of
from counterclaim.comparing.conflicts import beside, conflict, standing
from counterclaim.comparing.entries import Knowledge, entries, with_origin
from counterclaim.comparing.features import Features, features
from counterclaim.comparing.incidents import founder_of, incident_id, incident_object
from counterclaim.comparing.nouns import ConflictLink, Constraints, Entry, Group, Origin, Status
from counterclaim.comparing.origins import origins
from counterclaim.comparing.pairing import pairs_of
from counterclaim.comparing.redating import Redated, redated
from counterclaim.comparing.sides import Sides
from counterclaim.comparing.status import status
from counterclaim.language import fold

Object = Mapping[str, Any]
MATES = 40
"""Claims of an incident up to which all of them are held against each other; in a larger one only those that share a key."""


@dataclass(frozen=True)
class Comparison:
    """What a set of claims holds against each other.

    `entries` have the days and origins found here. `groups` are in order of their first claims, `links` those
    that no later claim of the same speaker overtook, in order of ids.
    """

    entries: Mapping[str, Entry]
    origins: tuple[Origin, ...]
    groups: tuple[Group, ...]
    links: tuple[ConflictLink, ...]
    sides: Sides
    redated: Mapping[str, Redated]

    @cached_property
    def group_of(self) -> Mapping[str, Group]:
        return {claim: group for group in self.groups for claim in group.claims}

    @cached_property
    def _links_of(self) -> Mapping[str, list[ConflictLink]]:
        found: dict[str, list[ConflictLink]] = defaultdict(list)
        for link in self.links:
            found[link.a].append(link)
            found[link.b].append(link)
        return found

    @cached_property
    def _origins_of(self) -> Mapping[str, Origin]:
        return {claim: origin for origin in self.origins for claim in origin.claims}

    def links_of(self, group: Group) -> list[ConflictLink]:
        """The links with one end or both in `group`."""
        return sorted({link for claim in group.claims for link in self._links_of.get(claim, ())}, key=_ends)

    def status_of(self, group: Group) -> Status:
        return status(
            [self.entries[claim] for claim in group.claims],
            self.links_of(group),
            {self._origins_of[claim].id: self._origins_of[claim] for claim in group.claims}.values(),
            self.sides,
        )

    def incidents(self, names: Mapping[str, str] | None = None) -> Iterator[dict[str, Any]]:
        """Every incident as the ledger gives it; `names` are the ids of incidents by founding claim where known."""
        for group in self.groups:
            founder = founder_of(group)
            held = {self._origins_of[claim].id: self._origins_of[claim] for claim in group.claims}
            yield incident_object(
                [self.entries[claim] for claim in group.claims],
                id=(names or {}).get(founder) or incident_id(founder),
                status=self.status_of(group),
                links=self.links_of(group),
                origins=list(held.values()),
            )


def compare(
    claims: Iterable[Object],
    knowledge: Knowledge,
    sides: Sides,
    *,
    cites: Collection[tuple[str, str]] = (),
    constraints: Constraints = Constraints(),  # noqa: B008
) -> Comparison:
    """Compare claim objects (as the ledger gives them, `article` with its `credit`) from scratch.

    `cites`: pairs of article ids of which the first links to the second. The order of `claims` makes no difference.
    """
    objects = {claim["id"]: claim for claim in claims}
    raw = list(entries(objects.values(), knowledge))
    found = origins(raw, cites)
    moved = redatings(found, objects)
    named = {claim: origin.id for origin in found for claim in origin.claims}
    of = {
        one.claim: placed(one, named[one.claim], moved.get(one.claim))
        for one in sorted(raw, key=lambda one: one.claim)
    }
    made = [features(one) for one in of.values()]
    near = list(neighbours(made))
    groups = groups_of(made, pairs_of(made, constraints, near=near), constraints)
    pairs = candidates({one.claim: one for one in made}, near, groups)
    links = standing(conflicts(pairs, groups, sides), of, sides)
    return Comparison(of, tuple(found), tuple(groups), tuple(sorted(links, key=_ends)), sides, moved)


def placed(one: Entry, origin: str, moved: Redated | None) -> Entry:
    """`one` in its origin, with the days that this gives it."""
    if moved is None:
        return with_origin(one, origin)
    return replace(one, origin=origin, first=moved.days[0], last=moved.days[1])


def undated(found: Iterable[Origin], published: Mapping[str, tuple[str, str | None]]) -> set[str]:
    """The claims of which `redatings` needs the objects; `published` gives each claim's article and its day."""
    wanted: set[str] = set()
    for origin in found:
        if len(members := origin.claims) < 2:
            continue
        first = [claim for claim in members if published[claim][0] == origin.first]
        anchor = published[first[0]][1] if first else None
        later = [claim for claim in members if anchor and (published[claim][1] or "") > anchor]
        if later:
            wanted.update(first, later)
    return wanted


def redatings(found: Iterable[Origin], objects: Mapping[str, Object]) -> dict[str, Redated]:
    """New days of copied claims by id, counted from the day of their origins' first articles; `objects` are those of
    all claims, or of those that `undated` names."""
    moved = {}
    for origin in found:
        members = [objects[claim] for claim in origin.claims if claim in objects]
        first = [one for one in members if one["article"]["id"] == origin.first]
        if not first or len(first) == len(members):
            continue
        for one in members:
            if one["article"]["id"] == origin.first:
                continue
            original = next((other for other in first if _alike(one, other)), None)
            if days := redated(one, first[0]["article"], original):
                moved[one["id"]] = days
    return moved


def _alike(one: Object, other: Object) -> bool:
    return one["type"] == other["type"] and fold(one["trigger"]["text"]) == fold(other["trigger"]["text"])


def candidates(
    given: Mapping[str, Features], near: Iterable[tuple[Features, Features]], groups: Iterable[Group]
) -> Iterator[tuple[Entry, Entry]]:
    """Pairs that may contradict each other: those of `near`, which share a key, those that stand near each other, and
    those of one incident. A pair may come more than once."""
    for a, b in near:
        yield a.entry, b.entry
    known = {claim: one.entry for claim, one in given.items()}
    yield from beside(known.values())
    yield from mates(known, groups)


def mates(known: Mapping[str, Entry], groups: Iterable[Group]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of claims of one incident."""
    for group in groups:
        if len(group.claims) <= MATES:
            yield from ((known[a], known[b]) for a, b in combinations(group.claims, 2))


def conflicts(
    pairs: Iterable[tuple[Entry, Entry]], groups: Iterable[Group], sides: Sides
) -> list[ConflictLink]:
    """The links of `pairs`, each once, before later claims of the same speakers are looked at."""
    home = {claim: at for at, group in enumerate(groups) for claim in group.claims}
    found: list[ConflictLink] = []
    seen: set[tuple[str, str]] = set()
    for a, b in pairs:
        key = (a.claim, b.claim) if a.claim < b.claim else (b.claim, a.claim)
        if key in seen:
            continue
        seen.add(key)
        together = a.claim in home and home[a.claim] == home.get(b.claim)
        if link := conflict(a, b, sides, together):
            found.append(link)
    return found


def _ends(link: ConflictLink) -> tuple[str, str, str]:
    return link.a, link.b, link.kind
