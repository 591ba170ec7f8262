"""Whether two claims are about one happening: the sum of what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.comparing import comparators
from counterclaim.comparing.blocking import neighbours
from counterclaim.comparing.contests import answered
from counterclaim.comparing.features import Features, features
from counterclaim.comparing.nouns import Constraints, Entry, Pair, Reason

JOINS = 5.5
"""The least score of two claims about one happening. One town and one day make 5."""
FORCED = 100.0
"""Score of what a person put together."""


def pair(a: Entry, b: Entry, constraints: Constraints) -> Pair | None:
    """What joins the two; None where it is too little, where they contradict in day or place, or where a person
    said that they are apart. The order of `a` and `b` does not matter."""
    return joined(features(a), features(b), constraints)


def pairs(
    entries: Iterable[Entry], constraints: Constraints, only: frozenset[str] | None = None
) -> list[Pair]:
    """All pairs of `entries` that are joined, with `only` those of which one claim is among these ids; in order of
    ids. What people put together is among them wherever its claims stand."""
    given = [features(entry) for entry in entries]
    return pairs_of(given, constraints, only)


def pairs_of(
    given: Sequence[Features],
    constraints: Constraints,
    only: frozenset[str] | None = None,
    near: Iterable[tuple[Features, Features]] | None = None,
) -> list[Pair]:
    """As `pairs`, over features; `near` are the candidates where the caller has them."""
    found = {}
    for a, b in neighbours(given, only) if near is None else near:
        one = joined(a, b, constraints)
        if one is not None:
            found[one.a, one.b] = one
    here = {one.claim for one in given}
    for a_id, b_id in constraints.together:
        if a_id in here and b_id in here and (only is None or a_id in only or b_id in only):
            found.setdefault((a_id, b_id), _forced(a_id, b_id))
    return [found[key] for key in sorted(found)]


def joined(a: Features, b: Features, constraints: Constraints) -> Pair | None:
    """As `pair`, over features."""
    if b.claim < a.claim:
        a, b = b, a
    key = (a.claim, b.claim)
    if key in constraints.together:
        return _forced(*key)
    if key in constraints.apart or _nothing_agrees(a, b) or comparators.excluded(a, b) is not None:
        return None
    score, reasons = weighed(a, b)
    return Pair(*key, score, reasons) if score >= JOINS else None


def weighed(a: Features, b: Features) -> tuple[float, tuple[Reason, ...]]:
    """The score of two claims that may be about one happening, and what it is made of."""
    found = []
    score = 0.0
    for compare in comparators.COMPARATORS:
        reason = compare(a, b)
        if reason is not None:
            score += reason.score
            found.append(reason)
    return round(score, 2), tuple(found)


def _nothing_agrees(a: Features, b: Features) -> bool:
    """Whether nothing but place and day can speak for two deeds, which is too little; most pairs of a place where
    much happens end here."""
    return (
        a.family == "violence"
        and a.entry.article != b.entry.article
        and a.entry.trigger != b.entry.trigger
        and not (a.figures and b.figures)
        and a.targets.isdisjoint(b.targets)
        and a.actors.isdisjoint(b.actors)
        and a.means.isdisjoint(b.means)
        and a.objects.isdisjoint(b.objects)
        and a.things.isdisjoint(b.things)
        and comparators.wording(a, b) is None
        and not answered(a, b)
    )


def _forced(a: str, b: str) -> Pair:
    return Pair(a, b, FORCED, (Reason("review", FORCED, "a reviewer put them together"),))
