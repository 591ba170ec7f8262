"""Claims that an article makes twice: in its headline and its lead, or in a sentence that says again what one of
the same source has said.

Of a headline and what repeats it the fuller claim in the body stays; else the first one does. Two claims are one
where their sentences are alike or where they share a figure or word and nothing in them differs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from counterclaim.extracting.claims import Assembly
from counterclaim.language import fold, tokens
from counterclaim.model import Claim, PartyMention, Span, When

ALIKE = 0.75
"""Share of words that two sentences have in common, of all in both, from which one repeats the other."""

LEAD = 3
"""Sentences behind a headline that can be what it announces."""

MOST = 200
"""Claims of one source and kind, the last ones, that another is held against."""

_STEM = 4
_NOBODY = frozenset({"outlet", "unnamed"})


def without_retold(claims: Sequence[Claim], assembly: Assembly) -> list[Claim]:
    """`claims`, one article's in order, each happening once for each source that tells it."""
    kept: dict[int, Claim] = {}
    told: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        voice, headline = (claim.type, claim.polarity, claim.claimant.name), (claim.type, claim.polarity)
        near = [*told[headline], *told[voice][-MOST:]]
        repeated = next((at for at in near if at in kept and _retells(claim, kept[at], assembly)), None)
        if repeated is not None and not _announces(kept[repeated], claim, assembly):
            continue
        if repeated is not None:
            del kept[repeated]
        kept[index] = claim
        told[voice].append(index)
        if _heads(claim, assembly):
            told[headline].append(index)
    return list(kept.values())


def _retells(claim: Claim, other: Claim, assembly: Assembly) -> bool:
    """Whether `claim` says what `other` before it has said."""
    same = (claim.type, claim.polarity) == (other.type, other.polarity)
    if not same or claim.quote == other.quote:
        return False
    headline = _announces(other, claim, assembly)
    if claim.claimant.name != other.claimant.name and not headline:
        return False
    if not _agree(claim, other, strictly=not headline):
        return False
    if _likeness(assembly.text, claim.quote, other.quote) >= ALIKE:
        return True
    one, two = _figures(claim), _figures(other)
    if one and two:
        return two <= one if headline else one == two and _places(claim) == _places(other)
    if not headline or one or claim.type == "statement":
        return False
    places = _places(claim) & _places(other)
    stem = _stem(claim, assembly) == _stem(other, assembly)
    who = _names(claim.actors) & _names(other.actors) or _names(claim.targets) & _names(other.targets)
    return (stem and bool(places or who)) or bool(places and who)


def _announces(other: Claim, claim: Claim, assembly: Assembly) -> bool:
    """Whether `other` stands in the headline over the sentence of `claim`, and no other source tells it."""
    heading, first = _heading(other, assembly), _opens(other, assembly)
    near = assembly.distance(other.trigger, claim.trigger) <= LEAD
    voice = other.claimant.party in _NOBODY or other.claimant.party == claim.claimant.party
    return (heading or (first and near)) and voice


def _heads(claim: Claim, assembly: Assembly) -> bool:
    return _heading(claim, assembly) or _opens(claim, assembly)


def _heading(claim: Claim, assembly: Assembly) -> bool:
    passages = assembly.article.passages
    at = bisect_right(passages, claim.trigger.start, key=lambda p: p.span.start) - 1
    return at >= 0 and passages[at].kind != "paragraph" and passages[at].span.holds(claim.trigger)


def _opens(claim: Claim, assembly: Assembly) -> bool:
    passages = assembly.article.passages
    return bool(passages) and assembly.distance(passages[0].span, claim.trigger) == 0


def _agree(claim: Claim, other: Claim, *, strictly: bool) -> bool:
    """Whether nothing in the two differs; `strictly`: a place or day that only one of them has differs too."""
    for one, two in ((claim.actors, other.actors), (claim.targets, other.targets)):
        if _names(one) and _names(two) and not _names(one) & _names(two):
            return False
    places = _places(claim), _places(other)
    if all(places) and not places[0] & places[1]:
        return False
    if strictly and claim.type != "loss" and places[0] != places[1]:
        return False
    return _same_days(claim.time, other.time)


def _same_days(one: When | None, two: When | None) -> bool:
    if one is None or two is None or None in (one.start, one.end, two.start, two.end):
        return True
    return str(one.start) <= str(two.end) and str(two.start) <= str(one.end)


def _places(claim: Claim) -> frozenset[str]:
    return frozenset(place.name or fold(place.text) for place in claim.places)


def _names(parties: Iterable[PartyMention]) -> frozenset[str]:
    return frozenset(party.name for party in parties if party.name)


def _figures(claim: Claim) -> frozenset[tuple[int | None, int | None]]:
    return frozenset(
        (quantity.low, quantity.high) for quantity in claim.quantities if quantity.part_of is None
    )


def _stem(claim: Claim, assembly: Assembly) -> str:
    return fold(claim.trigger.of(assembly.text))[:_STEM]


def _likeness(text: str, one: Span, two: Span) -> float:
    """Jaccard index of the words of two sentences."""
    first, second = _bag(text, one.start, one.end), _bag(text, two.start, two.end)
    return len(first & second) / len(first | second) if first or second else 0.0


@lru_cache(maxsize=256)
def _bag(text: str, start: int, end: int) -> frozenset[str]:
    return frozenset(token.folded for token in tokens(text, start, end))
