"""Tags against annotated passages: how many triggers, roles and attributions a tagger finds, and how right.

Everything is summed over passages before a figure is made of it (micro average).

- trigger: a found trigger that overlaps an annotated one, one to one; `typed`: of the same type too.
- role: a found argument that overlaps an annotated one of the same role at a matched trigger, one to one;
  of all annotated and all found arguments, those of missed and surplus triggers too.
- attribution: Jaccard of the words of both contents at least one half, best pair first, one to one; `sourced`:
  the Jaccard of the sources' words is so too, or neither names one; `full`: the cues share a word or a sign as well.
- polarity, certainty, claimed: shares of the matched triggers. `claimed`: both are the outlet's own, or both
  are sourced and the sources share a word or neither names one.
- denied: denied triggers, matched or not.
- calibration: expected calibration error of triggers' confidence as the chance of being `typed`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import get_args

from counterclaim.extracting.tags import Attribution, Role, Tags
from counterclaim.model import ClaimType, Span
from counterclaim.training.corpus import ROLES, Passage, as_tags

TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
WORD = re.compile(r"\w+")
ENOUGH = 0.5
BINS = 10

Pair = tuple[int, int]
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Rate:
    """Hits among what was found and among what is annotated."""

    hits: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of one tagger over `passages` texts; the module says what counts. Shares are 0 to 1."""

    passages: int
    trigger: Rate
    typed: Rate
    role: Rate
    attribution: Rate
    sourced: Rate
    full: Rate
    denied: Rate
    polarity: float
    certainty: float
    claimed: float
    calibration: float
    by_type: Mapping[ClaimType, Rate]
    by_role: Mapping[Role, Rate]

    def figures(self) -> dict[str, float]:
        """The main figures by name; F1 where a figure is a rate."""
        return {
            "trigger": self.trigger.f1,
            "typed": self.typed.f1,
            "role": self.role.f1,
            "attribution": self.attribution.f1,
            "sourced": self.sourced.f1,
            "full": self.full.f1,
            "denied": self.denied.f1,
            "polarity": self.polarity,
            "certainty": self.certainty,
            "claimed": self.claimed,
            "calibration": self.calibration,
        }


def score(pairs: Iterable[tuple[Passage, Tags]]) -> Scores:
    """Score what a tagger gave for each passage; spans of both are code points into the passage's text."""
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    outcomes: list[tuple[float, bool]] = []
    passages = 0
    for passage, tags in pairs:
        passages += 1
        both = Comparison(passage.text, as_tags(passage), tags)
        gold.update(_layers(both.gold))
        found.update(_layers(both.found))
        hits.update(both.hits())
        outcomes += both.outcomes()

    def rate(layer: str) -> Rate:
        return Rate(hits[layer], found[layer], gold[layer])

    def share(layer: str) -> float:
        return hits[layer] / hits["trigger"] if hits["trigger"] else 0.0

    return Scores(
        passages=passages,
        trigger=rate("trigger"),
        typed=rate("typed"),
        role=rate("role"),
        attribution=rate("attribution"),
        sourced=rate("sourced"),
        full=rate("full"),
        denied=rate("denied"),
        polarity=share("polarity"),
        certainty=share("certainty"),
        claimed=share("claimed"),
        calibration=calibration_error(outcomes),
        by_type={kind: rate(f"type {kind}") for kind in TYPES},
        by_role={role: rate(f"role {role}") for role in ROLES},
    )


def calibration_error(outcomes: Iterable[tuple[float, bool]], bins: int = BINS) -> float:
    """Mean distance of confidence from the share that is right, over `bins` bins of equal mass.

    `outcomes`: (confidence from 0 to 1, right). Outcomes of one confidence count as their mean, so that
    their order does not matter.
    """
    level: list[tuple[float, float]] = []
    for confidence, same in groupby(sorted(outcomes), key=lambda outcome: outcome[0]):
        rights = [right for _, right in same]
        level += [(confidence, sum(rights) / len(rights))] * len(rights)
    edges = [round(i * len(level) / bins) for i in range(bins + 1)]
    parts = [level[a:b] for a, b in pairwise(edges)]
    gaps = (abs(sum(confidence - right for confidence, right in part)) for part in parts)
    return sum(gaps) / len(level) if level else 0.0


class Comparison:
    """Annotated and found tags of one text, with triggers and attributions matched one to one."""

    def __init__(self, text: str, gold: Tags, found: Tags) -> None:
        self.gold = gold
        self.found = found
        self._words = [m.span() for m in WORD.finditer(text)]
        self._starts = [start for start, _ in self._words]
        self._ends = [end for _, end in self._words]
        self._gold_roles = _roles(gold)
        self._found_roles = _roles(found)

    @cached_property
    def triggers(self) -> list[Pair]:
        """(annotated, found) triggers that overlap. Two claims on one trigger are told apart by the rest."""

        def agreement(g: int, f: int) -> tuple[float, ...]:
            a, b = self.gold.triggers[g], self.found.triggers[f]
            if not a.span.overlaps(b.span):
                return ()
            same = (a.polarity == b.polarity) + (a.certainty == b.certainty) + self._claimed(g, f)
            return (a.type == b.type, _overlap(a.span, b.span), self._role_hits(g, f).total(), same)

        return _best_first(len(self.gold.triggers), len(self.found.triggers), agreement)

    @cached_property
    def attributions(self) -> list[Pair]:
        """(annotated, found) attributions whose contents agree."""

        def agreement(g: int, f: int) -> tuple[float, ...]:
            a, b = self.gold.attributions[g], self.found.attributions[f]
            content = _jaccard(self._of(a.content), self._of(b.content))
            if content < ENOUGH:
                return ()
            return (
                content,
                _jaccard(self._of(a.cue), self._of(b.cue)) + _jaccard(self._of(a.source), self._of(b.source)),
            )

        return _best_first(len(self.gold.attributions), len(self.found.attributions), agreement)

    def hits(self) -> Counter[str]:
        """How many agree, by layer."""
        found: Counter[str] = Counter()
        for g, f in self.triggers:
            a, b = self.gold.triggers[g], self.found.triggers[f]
            found["trigger"] += 1
            found["polarity"] += a.polarity == b.polarity
            found["certainty"] += a.certainty == b.certainty
            found["claimed"] += self._claimed(g, f)
            found["denied"] += a.polarity == b.polarity == "denied"
            if a.type == b.type:
                found["typed"] += 1
                found[f"type {a.type}"] += 1
            for role, number in self._role_hits(g, f).items():
                found["role"] += number
                found[f"role {role}"] += number
        for g, f in self.attributions:
            one, other = self.gold.attributions[g], self.found.attributions[f]
            sourced = self._same_source(one, other)
            found["attribution"] += 1
            found["sourced"] += sourced
            found["full"] += sourced and self._same_cue(one, other)
        return found

    def outcomes(self) -> list[tuple[float, bool]]:
        """Confidence of each found trigger, and whether it is an annotated one of the same type."""
        right = {f for g, f in self.triggers if self.gold.triggers[g].type == self.found.triggers[f].type}
        return [(t.confidence, f in right) for f, t in enumerate(self.found.triggers)]

    def _of(self, spans: Sequence[Span]) -> Words:
        """Indices of the words that share a character with `spans`."""
        return frozenset(
            index
            for span in spans
            for index in range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))
        )

    def _same_source(self, one: Attribution, other: Attribution) -> bool:
        if not one.source or not other.source:
            return not one.source and not other.source
        return _jaccard(self._of(one.source), self._of(other.source)) >= ENOUGH

    def _same_cue(self, one: Attribution, other: Attribution) -> bool:
        # A colon or dash is a cue without a word.
        touching = any(a.overlaps(b) for a in one.cue for b in other.cue)
        return touching or bool(self._of(one.cue) & self._of(other.cue))

    def _claimed(self, g: int, f: int) -> bool:
        a, b = self.gold.triggers[g].attribution, self.found.triggers[f].attribution
        if a is None or b is None:
            return a is None and b is None
        one, other = self.gold.attributions[a].source, self.found.attributions[b].source
        return bool(self._of(one) & self._of(other)) if one and other else not one and not other

    def _role_hits(self, g: int, f: int) -> Counter[Role]:
        """Arguments of annotated trigger `g` that found trigger `f` has in the same role, by role."""
        mine, theirs = self._gold_roles.get(g, {}), self._found_roles.get(f, {})
        return Counter({role: _paired(spans, theirs[role]) for role, spans in mine.items() if role in theirs})


def _layers(tags: Tags) -> Counter[str]:
    """How many there are in `tags`, by layer."""
    number: Counter[str] = Counter({"role": len(tags.arguments)})
    for layer in ("attribution", "sourced", "full"):
        number[layer] = len(tags.attributions)
    for trigger in tags.triggers:
        number.update(("trigger", "typed", f"type {trigger.type}"))
        number["denied"] += trigger.polarity == "denied"
    number.update(f"role {argument.role}" for argument in tags.arguments)
    return number


def _roles(tags: Tags) -> dict[int, dict[Role, list[Span]]]:
    """Spans by trigger and role."""
    found: dict[int, dict[Role, list[Span]]] = {}
    for argument in tags.arguments:
        roles = found.setdefault(argument.trigger, {})
        roles.setdefault(argument.role, []).append(tags.mentions[argument.mention].span)
    return found


def _paired(mine: Sequence[Span], theirs: Sequence[Span]) -> int:
    """How many of `mine` overlap one of `theirs`, one to one, the best pair first."""

    def agreement(a: int, b: int) -> tuple[float, ...]:
        return (_overlap(mine[a], theirs[b]),) if mine[a].overlaps(theirs[b]) else ()

    return len(_best_first(len(mine), len(theirs), agreement))


def _best_first(gold: int, found: int, agreement: Callable[[int, int], tuple[float, ...]]) -> list[Pair]:
    """Pairs of indices, each used once, by falling agreement, then by index; an empty one is no pair."""
    ranked = sorted(
        (tuple(-part for part in agreed), g, f)
        for g in range(gold)
        for f in range(found)
        if (agreed := agreement(g, f))
    )
    pairs: list[Pair] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, g, f in ranked:
        if g not in taken[0] and f not in taken[1]:
            taken[0].add(g)
            taken[1].add(f)
            pairs.append((g, f))
    return pairs


def _overlap(a: Span, b: Span) -> float:
    """Jaccard of the characters of two spans that overlap."""
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))


def _jaccard(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0
