"""What an article has named so far: the antecedents that pronouns and 'the ministry' go back to."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.parties.conflict import Conflict
from counterclaim.parties.phrases import STATES, Reading
from counterclaim.parties.registry import Registry

REACH = 12
FAR = 400


@dataclass(frozen=True, slots=True)
class Named:
    """A resolved mention at code points `start` to `end`; `subject`: it opens its sentence or clause,
    or is the source of an attribution, so that a pronoun rather means it; `place`: it only says where
    ('in Moscow'), so that a pronoun hardly means it."""

    start: int
    end: int
    reading: Reading
    subject: bool
    place: bool = False


class Antecedents:
    """Resolved mentions of one article in order, and what they tell of the whole article.

    `conflict` is the conflict file that the article belongs to, `home` the state that 'the army' means
    where nothing nearer tells, `rivals` the two parties that 'both sides' means. `own` is the state whose army
    the article's language means where that state is at war with the one that is named most.
    """

    def __init__(
        self, named: Iterable[Named], registry: Registry, outlet: str | None, own: str | None = None
    ) -> None:
        self._named = sorted(named, key=lambda one: (one.start, one.end))
        self._starts = [one.start for one in self._named]
        self._registry, self._outlet = registry, outlet
        counts = Counter(one.reading.party for one in self._named if one.reading.party)
        self.conflict = self._conflict(counts)
        self.home = self._home(counts, outlet, own)
        self.rivals = self._rivals(counts)

    def before(self, position: int, wanted: Callable[[Named], bool]) -> Named | None:
        """The last mention before `position` that is `wanted`; a subject within reach comes first."""
        passed: Named | None = None
        looked = 0
        for index in self._back(position):
            one = self._named[index]
            if one.end > position or one.place:
                continue
            if wanted(one):
                if one.subject:
                    return one
                passed = passed or one
            looked += 1
            if passed is not None and looked >= REACH:
                break
        return passed

    def nearest(self, position: int, wanted: Callable[[Named], bool]) -> Named | None:
        """The last mention before `position` that is `wanted`."""
        for index in self._back(position):
            one = self._named[index]
            if one.end <= position and wanted(one):
                return one
        return None

    def only(self, wanted: Callable[[Named], bool]) -> str | None:
        """The party of all mentions of the article that are `wanted`, where they have one and no outlet tells more."""
        parties = {one.reading.party for one in self._named if one.reading.party is not None and wanted(one)}
        return parties.pop() if len(parties) == 1 and self._outlet is None else None

    def back_from(self, one: Named) -> Iterator[Named]:
        """Mentions that end before `one` starts, nearest first, those that overlap a nearer one left out."""
        edge = one.start
        for index in self._back(one.start):
            other = self._named[index]
            if other.end <= edge:
                yield other
                edge = other.start

    def group(self, one: Named, joint: Callable[[Named, Named], str]) -> list[Named]:
        """`one` with the mentions before and behind that are joined to it, in text order.

        `joint` tells what stands between two neighbours: "" where they are not joined.
        """
        found = [one]
        for other in self.back_from(one):
            if not joint(other, found[0]):
                break
            found.insert(0, other)
        for other in self._forward_from(one):
            if not joint(found[-1], other):
                break
            found.append(other)
        return found

    def back(self, position: int) -> Iterator[Named]:
        """Mentions that start before `position`, nearest first."""
        return (self._named[index] for index in self._back(position))

    def _forward_from(self, one: Named) -> Iterator[Named]:
        """Mentions that start behind `one`, nearest first, the longest of those at one place."""
        edge = one.end
        at = bisect_left(self._starts, edge)
        while at < len(self._named):
            start = self._starts[at]
            at = bisect_left(self._starts, start + 1)
            other = self._named[at - 1]
            if start >= edge:
                yield other
                edge = other.end

    def after(self, position: int, wanted: Callable[[Named], bool]) -> Named | None:
        """The first mention from `position` on that is `wanted`."""
        first = bisect_left(self._starts, position)
        for one in self._named[first : first + FAR]:
            if wanted(one):
                return one
        return None

    def _back(self, position: int) -> range:
        last = bisect_left(self._starts, position) - 1
        return range(last, max(-1, last - FAR), -1)

    def _conflict(self, counts: Counter[str]) -> Conflict | None:
        """The conflict file that at least a quarter of the mentions belong to, the fullest one."""
        best, most = None, 0
        for conflict in self._registry.conflicts:
            if not conflict.countries:
                continue
            home = set(filter(None, map(self._registry.state, conflict.countries)))
            local = {p.name for p in conflict.parties if p.kind != "state"}
            own = home | local
            score = sum(count for party, count in counts.items() if party in own)
            if score > most:
                best, most = conflict, score
        return best if 4 * most >= sum(counts.values()) else None

    def _home(self, counts: Counter[str], outlet: str | None, own: str | None) -> str | None:
        if self.conflict is not None and len(self.conflict.countries) == 1:
            return self._registry.state(self.conflict.countries[0])
        states = [party for party, _ in counts.most_common() if self._registry.kind_of(party) in STATES]
        if outlet is None and own is not None and states and self._at_war(own, states, counts):
            return own
        return outlet or (states[0] if states else None)

    def _at_war(self, own: str, states: Sequence[str], counts: Counter[str]) -> bool:
        """Whether a conflict file puts `own` and the first of `states` on different sides, and the article is about
        that war: it names `own`, or parties to the war twice as often as other states."""
        for conflict in self._registry.conflicts:
            sides = {party.name: party.side for party in conflict.parties}
            one, other = sides.get(own), sides.get(states[0])
            fighting = sum(counts[state] for state in states if state in sides)
            others = sum(counts[state] for state in states if state not in sides)
            if one and other and one != other and (own in states or 2 * others <= fighting):
                return True
        return False

    def _rivals(self, counts: Counter[str]) -> tuple[str, ...]:
        fighting = (*STATES, "armed_group")
        ranked = [party for party, _ in counts.most_common() if self._registry.kind_of(party) in fighting]
        side = {party: self._registry.side_of(party, self.conflict) for party in ranked}
        if self.conflict is not None:
            ranked.sort(key=lambda party: side[party] == party)
        for other in ranked[1:]:
            if side[other] != side[ranked[0]]:
                return ranked[0], other
        return ()
