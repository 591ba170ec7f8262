"""From pairs to groups: claims about one happening, without chaining those that only a third one has in common.

Within each set of claims that pairs connect, groups grow by average linkage: the two groups whose claims fit best
are joined first, as long as their claims fit on the whole and no two of them contradict in place or day. Claims
that nothing joins count against by what they lack. Everything happens in an order that the claims alone decide.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from counterclaim.comparing.comparators import excluded
from counterclaim.comparing.features import Features, features
from counterclaim.comparing.nouns import Constraints, Entry, Group, Pair, Reason
from counterclaim.comparing.pairing import FORCED, weighed

NEUTRAL = 5.0
"""The score of two claims that speaks neither for nor against: one town and one day."""
MOST, LEAST = 400, -300
"""What two claims add at most and at least, in hundredths above or below `NEUTRAL`, so that no copied sentence ties
two happenings together."""


def groups(entries: Iterable[Entry], pairs: Iterable[Pair], constraints: Constraints) -> list[Group]:
    """All claims of `entries` in groups, those that nothing joins alone, in the order of their first ids.

    `pairs` whose claims are not among `entries` do not count. What people put together stays together, unless
    they also said that it is apart: then the pair with the smaller ids holds.
    """
    return groups_of([features(entry) for entry in entries], pairs, constraints)


def groups_of(given: Sequence[Features], pairs: Iterable[Pair], constraints: Constraints) -> list[Group]:
    """As `groups`, over features."""
    by_id = {one.claim: one for one in given}
    kept = [pair for pair in pairs if pair.a in by_id and pair.b in by_id]
    forced = sorted(key for key in constraints.together if key[0] in by_id and key[1] in by_id)
    made = []
    for members, within in components(by_id, kept, forced):
        if len(members) == 1:
            made.append(Group((members[0],), (None,)))
            continue
        parts = _Agglomeration([by_id[claim] for claim in members], within, constraints).parts()
        edges = {(pair.a, pair.b): pair for pair in within}
        made += [_group([by_id[members[at]] for at in part], edges) for part in parts]
    return sorted(made, key=lambda group: group.claims[0])


def components(
    claims: Iterable[str], pairs: Sequence[Pair], forced: Iterable[tuple[str, str]] = ()
) -> list[tuple[list[str], list[Pair]]]:
    """Sets of claims that pairs connect, each sorted, with their pairs; in the order of their first ids."""
    root = {claim: claim for claim in sorted(claims)}

    def find(claim: str) -> str:
        while root[claim] != claim:
            root[claim] = root[root[claim]]
            claim = root[claim]
        return claim

    for a, b in (*((pair.a, pair.b) for pair in pairs), *forced):
        one, other = sorted((find(a), find(b)))
        root[other] = one
    members: dict[str, list[str]] = defaultdict(list)
    within: dict[str, list[Pair]] = defaultdict(list)
    for claim in root:
        members[find(claim)].append(claim)
    for pair in pairs:
        within[find(pair.a)].append(pair)
    return [(members[one], within[one]) for one in sorted(members)]


class _Agglomeration:
    """One set of connected claims, by their places in its order of ids; a group goes by its first member."""

    def __init__(self, members: Sequence[Features], pairs: Sequence[Pair], constraints: Constraints) -> None:
        self._members = members
        self._at = {one.claim: at for at, one in enumerate(members)}
        self._apart = {
            frozenset((self._at[a], self._at[b]))
            for a, b in constraints.apart
            if a in self._at and b in self._at
        }
        self._groups: dict[int, list[int]] = {at: [at] for at in range(len(members))}
        # Of each group those with which a pair joins it: the sum of what these pairs add.
        self._links: dict[int, dict[int, int]] = {at: {} for at in self._groups}
        self._margins: dict[tuple[int, int], int | None] = {}
        for pair in pairs:
            a, b = self._at[pair.a], self._at[pair.b]
            worth = _margin(pair.score)
            self._links[a][b] = self._links[b][a] = self._margins[a, b] = worth
        self._together(constraints)

    def parts(self) -> list[list[int]]:
        """The groups, each in order."""
        # What pairs add is the most that two groups can be worth; the rest is worked out for those that come first.
        heap = [self._bound(a, b) for a in self._links for b in self._links[a] if a < b]
        heapq.heapify(heap)
        while heap:
            worth, a, b, sizes, exact = heapq.heappop(heap)
            if worth > 0:
                break
            if b not in self._links.get(a, ()) or sizes != self._sizes(a, b):
                continue
            if not exact:
                total = self._total(a, b)
                if total is None:
                    del self._links[a][b], self._links[b][a]
                else:
                    heapq.heappush(heap, (-total / (sizes[0] * sizes[1]), a, b, sizes, True))
                continue
            self._merge(a, b)
            for other in self._links[a]:
                heapq.heappush(heap, self._bound(*sorted((a, other))))
        return [sorted(group) for group in self._groups.values()]

    def _together(self, constraints: Constraints) -> None:
        owner = {at: at for at in self._groups}
        for a, b in sorted(constraints.together):
            if a not in self._at or b not in self._at:
                continue
            one, other = sorted((owner[self._at[a]], owner[self._at[b]]))
            if one == other or self._separated(one, other):
                continue
            for member in self._groups[other]:
                owner[member] = one
            self._merge(one, other)

    def _bound(self, a: int, b: int) -> tuple[float, int, int, tuple[int, int], bool]:
        sizes = self._sizes(a, b)
        return -self._links[a][b] / (sizes[0] * sizes[1]), a, b, sizes, False

    def _total(self, a: int, b: int) -> int | None:
        """What all pairs of the two groups are worth; None where two of their claims exclude each other."""
        if self._separated(a, b):
            return None
        total = 0
        for one in self._groups[a]:
            for other in self._groups[b]:
                key = (one, other) if one < other else (other, one)
                if key not in self._margins:
                    x, y = self._members[key[0]], self._members[key[1]]
                    self._margins[key] = None if excluded(x, y) else _margin(weighed(x, y)[0])
                worth = self._margins[key]
                if worth is None:
                    return None
                total += worth
        return total

    def _sizes(self, a: int, b: int) -> tuple[int, int]:
        return len(self._groups[a]), len(self._groups[b])

    def _separated(self, a: int, b: int) -> bool:
        if not self._apart:
            return False
        return any(
            frozenset((one, other)) in self._apart for one in self._groups[a] for other in self._groups[b]
        )

    def _merge(self, a: int, b: int) -> None:
        """`b` becomes part of `a`, which is the smaller."""
        self._groups[a] += self._groups.pop(b)
        gone = self._links.pop(b)
        gone.pop(a, None)
        own = self._links[a]
        own.pop(b, None)
        for other, worth in gone.items():
            del self._links[other][b]
            own[other] = self._links[other][a] = own.get(other, 0) + worth


def _margin(score: float) -> int:
    return max(LEAST, min(MOST, round((score - NEUTRAL) * 100)))


def _group(members: Sequence[Features], edges: Mapping[tuple[str, str], Pair]) -> Group:
    """The group with the pairs that tie it together best, from the claim that was published first."""
    claims = sorted(one.claim for one in members)
    founder = min(members, key=_age).claim
    joined: dict[str, Pair | None] = {founder: None}
    heap: list[tuple[float, str, str]] = []

    def reach(claim: str) -> None:
        for other in claims:
            pair = edges.get((min(claim, other), max(claim, other)))
            if other not in joined and pair is not None:
                heapq.heappush(heap, (-pair.score, other, claim))

    reach(founder)
    while len(joined) < len(claims):
        if heap:
            _, claim, known = heapq.heappop(heap)
            if claim in joined:
                continue
            joined[claim] = edges[min(claim, known), max(claim, known)]
        else:
            claim = next(one for one in claims if one not in joined)
            key = sorted((founder, claim))
            joined[claim] = Pair(
                key[0], key[1], FORCED, (Reason("review", FORCED, "a reviewer's decision joins them"),)
            )
        reach(claim)
    return Group(tuple(claims), tuple(joined[claim] for claim in claims))


def _age(one: Features) -> tuple[int, str]:
    return (one.published or 1 << 30, one.claim)
