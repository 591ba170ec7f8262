"""What an added or changed claim can touch: the claims that pairs connect with it, and nothing else.

Pairs depend on their two claims alone, and groups on the pairs of their connected set. So the neighbourhood of some
claims, found through the keys under which claims are filed, is all that must be grouped anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from counterclaim.comparing.blocking import looked_up
from counterclaim.comparing.features import Features, features
from counterclaim.comparing.nouns import Constraints, Entry, Pair
from counterclaim.comparing.pairing import joined

Key = tuple[str, str]
"""Ids of two claims, the smaller first."""


class Store(Protocol):
    """What is asked of a ledger."""

    def claims(self, ids: Collection[str]) -> Iterable[Entry]:
        """The entries of these claims, of those that take part in comparison."""

    def filed_under(self, keys: Collection[str]) -> Iterable[tuple[str, str]]:
        """(key, claim) for each claim that is filed under one of `keys`."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """`members` are the claims reached, by id; `pairs` what joins them; `looked` the pairs that were compared, each with
    one member or two; `near` the claims of all of these."""

    members: Mapping[str, Features]
    pairs: tuple[Pair, ...]
    looked: frozenset[Key]
    near: Mapping[str, Features]


def neighbourhood(seeds: Collection[str], store: Store, constraints: Constraints) -> Neighbourhood:
    """All claims that joined pairs connect with `seeds`, one step after another."""
    near: dict[str, Features] = {}
    pairs: dict[Key, Pair] = {}
    looked: set[Key] = set()
    members: dict[str, Features] = {}
    frontier = set(seeds)
    while frontier:
        load(frontier, near, store)
        current = {claim: near[claim] for claim in sorted(frontier) if claim in near}
        members.update(current)
        found = candidates(current, near, store) | _together(current, near, store, constraints)
        for key in sorted(found - looked):
            if pair := joined(near[key[0]], near[key[1]], constraints):
                pairs[key] = pair
        looked |= found
        frontier = {claim for key in found if key in pairs for claim in key} - members.keys()
    joining = tuple(pairs[key] for key in sorted(pairs))
    return Neighbourhood(members, joining, frozenset(looked), near)


def candidates(current: Mapping[str, Features], near: dict[str, Features], store: Store) -> set[Key]:
    """The pairs of a claim of `current` and any other that share a key; what was found is added to `near`."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for claim, one in current.items():
        for key in looked_up(one):
            wanted[key].append(claim)
    found = {
        ordered(claim, other)
        for key, other in store.filed_under(wanted.keys())
        for claim in wanted[key]
        if claim != other
    }
    load({claim for key in found for claim in key}, near, store)
    return {key for key in found if key[0] in near and key[1] in near}


def _together(
    current: Mapping[str, Features], near: dict[str, Features], store: Store, constraints: Constraints
) -> set[Key]:
    found = {key for key in constraints.together if key[0] in current or key[1] in current}
    load({claim for key in found for claim in key}, near, store)
    return {key for key in found if key[0] in near and key[1] in near}


def load(claims: Collection[str], near: dict[str, Features], store: Store) -> None:
    """Add the features of those of `claims` that `near` lacks."""
    for entry in store.claims([claim for claim in claims if claim not in near]):
        near[entry.claim] = features(entry)


def ordered(a: str, b: str) -> Key:
    return (a, b) if a < b else (b, a)
