"""Which claims of two articles are about the same thing, one to one: by wording, trigger, place, figures and parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.comparing.nouns import Actor, Entry
from counterclaim.comparing.totals import LIVING, WIDE
from counterclaim.model import ClaimType, Quantity

LEAST = 2.2
"""Points from which two claims are about one thing."""
FULL = 5.0
WORDED = 0.3
"""Share of common content words without which other things must agree."""
_RELATED: tuple[frozenset[ClaimType], ...] = (
    frozenset({"attack", "loss", "abuse", "displacement"}),
    frozenset({"attack", "control"}),
    frozenset({"attack", "deployment"}),
    frozenset({"control", "deployment"}),
    frozenset({"agreement", "statement"}),
)
STEM = 5
OTHER_SCALE = 30
"""How many times another a figure is that counts another thing: a war's dead and an attack's."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two claims about one thing; `score` 0 to 1."""

    citing: Entry
    cited: Entry
    score: float


def aligned(citing: Sequence[Entry], cited: Sequence[Entry]) -> list[Aligned]:
    """The best pairs, each claim in one at most; the same for any order of the two."""
    pairs = [
        (points, a.claim, b.claim, a, b)
        for a in citing
        for b in cited
        if a.claim != b.claim and (points := _points(a, b)) >= LEAST
    ]
    taken: set[str] = set()
    found = []
    for points, _, _, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if (one := f"a {a.claim}") in taken or (other := f"b {b.claim}") in taken:
            continue
        taken |= {one, other}
        found.append(Aligned(a, b, min(1.0, points / FULL)))
    return sorted(found, key=lambda x: (x.citing.span, x.citing.claim))


def _points(a: Entry, b: Entry) -> float:
    shared = words_shared(a, b)
    if a.type != b.type and not (shared and any({a.type, b.type} <= kind for kind in _RELATED)):
        return 0.0
    if a.polarity == "denied" and b.polarity == "asserted":
        return 0.0
    trigger = a.language == b.language and stem(a.trigger) == stem(b.trigger)
    place = _places(a, b)
    figure = _figures(a.quantities, b.quantities)
    if figure < -0.5:
        return 0.0
    dated = a.told and b.told and (a.first, a.last) == (b.first, b.last)
    # Claims in two languages share no words: there a place and its day stand for them.
    alike = trigger or figure > 0.5 or (a.language != b.language and a.type == b.type and dated)
    if shared < WORDED and not (place > 0 and alike):
        return 0.0
    return (
        (1.0 if a.type == b.type else 0.2)
        + 2.5 * shared
        + 0.7 * trigger
        + place
        + figure
        + _parties(a.actors, b.actors)
        + _parties(a.targets, b.targets)
        + 0.2 * (a.party == b.party)
        + 0.4 * (a.polarity == b.polarity)
        + 0.2 * dated
    )


def about(denied: Entry, asserted: Entry) -> bool:
    """Whether a denial that stands right behind a claim can be of it: of its kind, at no other place."""
    if _places(denied, asserted) < 0:
        return False
    kin = denied.type == asserted.type or any({denied.type, asserted.type} <= kind for kind in _RELATED)
    return kin or (denied.language == asserted.language and stem(denied.trigger) == stem(asserted.trigger))


def words_shared(a: Entry, b: Entry) -> float:
    """0 to 1: what both quotes share of their content words; a short quote that stands in a long one counts for less."""
    if a.language != b.language or not a.words or not b.words:
        return 0.0
    common = len(a.words & b.words)
    return max(2 * common / (len(a.words) + len(b.words)), 0.8 * common / min(len(a.words), len(b.words)))


@lru_cache(maxsize=1 << 14)
def stem(trigger: str) -> str:
    word = max(trigger.split() or [""], key=len)
    return word[:STEM]


def _places(a: Entry, b: Entry) -> float:
    mine, theirs = ({p.key for p in e.places if p.precision not in WIDE} for e in (a, b))
    if not mine or not theirs:
        return 0.0
    if mine & theirs:
        return 0.6
    holders = {k for p in (*a.places, *b.places) for k in p.within}
    return 0.3 if (mine | theirs) & holders else -1.0


def _parties(a: Sequence[Actor], b: Sequence[Actor]) -> float:
    mine, theirs = ({x.party for x in side if x.party} for side in (a, b))
    if not mine or not theirs:
        return 0.0
    return 0.3 if mine & theirs else -0.4


def _figures(a: Sequence[Quantity], b: Sequence[Quantity]) -> float:
    kin = [(x, y) for x in a for y in b if akin(x, y)]
    if any((x.low, x.high) == (y.low, y.high) for x, y in kin):
        return 0.8
    if kin and all(_ratio(x, y) >= OTHER_SCALE for x, y in kin):
        return -1.0
    return 0.2 if kin else -0.2 if a and b else 0.0


def _ratio(a: Quantity, b: Quantity) -> float:
    one, other = sorted(max(q.low or q.high or 1, 1) for q in (a, b))
    return other / one


def akin(a: Quantity, b: Quantity) -> bool:
    """Whether both count the same, by the words: the living stand for one another."""
    same_item = a.item == b.item or (a.item in LIVING and b.item in LIVING)
    return a.effect == b.effect and a.group == b.group and same_item
