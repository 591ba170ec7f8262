"""Means of claims that go on with a happening told just before them.

'Jets bombed X. Nine people died.': the nine died in the air strike, and 'the raids' of the next sentence are those of
jets. A claim without means takes those of the nearest violence before it that it can go on with; a toll that is told
twice has its means in both places. The spans stay those of the words that tell, outside the claim's own quote.

Nothing is taken where the sentence tells of something else as well ('another', 'meanwhile'), where other doers, days or
places are told, or where the happening before had means of several classes. The words for these are `carried_means` in
the pack's `claims.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.extracting.claims import Assembly
from counterclaim.extracting.means import find_means
from counterclaim.extracting.one_happening import one_place, one_time
from counterclaim.extracting.violence import VIOLENT
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.model import Claim, MeansMention, Span

NEXT = 1
"""Sentences from a happening to a toll that goes on with it."""

FAR = 2
"""Sentences from a happening to one that names it again ('the raids'), or to a toll that is told again."""

_DEFINITE = 3
"""Words from 'the' to the noun that names a happening again."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Folded words: `again` nouns that name a happening again with the classes of means that they can stand for (none:
    any), `definite` words before them, `others` words by which a sentence tells of another happening."""

    again: dict[str, frozenset[str]]
    definite: frozenset[str]
    others: frozenset[str]


@lru_cache(maxsize=16)
def _words(code: str) -> _Words:
    section = load(code).section("claims").get("carried_means", {})
    return _Words(
        {fold(word): frozenset(kinds) for word, kinds in section.get("again", {}).items()},
        frozenset(map(fold, section.get("definite", ()))),
        frozenset(map(fold, section.get("others", ()))),
    )


def with_carried_means(claims: Sequence[Claim], assembly: Assembly) -> list[Claim]:
    """`claims`, one article's in any order, with the means of the happenings that they go on with."""
    if not _words(assembly.pack.code).others:
        return list(claims)
    return _Carrying(assembly).all(claims)


class _Carrying:
    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._text = assembly.text
        self._pack: Pack = assembly.pack
        self._words = _words(assembly.pack.code)

    def all(self, claims: Sequence[Claim]) -> list[Claim]:
        order = sorted(range(len(claims)), key=lambda n: claims[n].trigger)
        told = [claims[n] for n in order]
        found: list[Claim] = []
        for claim in told:
            found.append(self._with(claim, found) if self._lacks(claim) else claim)
        found = [self._retold(claim, found) if self._lacks(claim) else claim for claim in found]
        back = dict(zip(order, found, strict=True))
        return [back[n] for n in range(len(claims))]

    def _lacks(self, claim: Claim) -> bool:
        """Whether means are wanted: harm that was done, not summed up, in a sentence that names no means."""
        if claim.type not in ("attack", "loss") or claim.means or claim.polarity != "asserted":
            return False
        if any(quantity.cumulative for quantity in claim.quantities):
            return False
        sentence = self._assembly.sentence(claim.trigger)
        return not find_means(self._text, sentence.start, sentence.end, self._pack)

    def _with(self, claim: Claim, before: Sequence[Claim]) -> Claim:
        folded = self._folded(self._assembly.sentence(claim.trigger))
        if not self._words.others.isdisjoint(folded):
            return claim
        kinds = self._named_again(folded)
        if kinds is None and claim.type != "loss":
            return claim
        reach = NEXT if kinds is None else FAR
        told = self._last(claim, before, reach, harm_only=kinds is None)
        used = {mention.kind for other in told for mention in other.means}
        if len(used) != 1 or (kinds and not used & kinds):
            return claim
        for other in reversed(told):
            if other.means and _one(claim, other):
                return replace(claim, means=_moved(other.means))
        return claim

    def _last(self, claim: Claim, before: Sequence[Claim], reach: int, *, harm_only: bool) -> list[Claim]:
        """The violence of the nearest sentence before `claim` that tells of any; `harm_only` of none but the last."""
        sentence = self._assembly.sentence(claim.trigger)
        found: list[Claim] = []
        for other in reversed(before):
            at = self._assembly.sentence(other.trigger)
            if at == sentence or other.type not in VIOLENT:
                continue
            if self._assembly.distance(other.trigger, claim.trigger) > reach:
                break
            if found and at != self._assembly.sentence(found[-1].trigger):
                if harm_only or any(one.means for one in found):
                    break
                found.clear()
            found.append(other)
        return found[::-1]

    def _named_again(self, folded: Sequence[str]) -> frozenset[str] | None:
        """Classes that a happening named again can have had ('the raids'); None where none is."""
        known = self._words
        for at, word in enumerate(folded):
            if word in known.again and not known.definite.isdisjoint(folded[max(0, at - _DEFINITE) : at]):
                return known.again[word]
        return None

    def _retold(self, claim: Claim, claims: Sequence[Claim]) -> Claim:
        """A toll with the means that the same toll has elsewhere in the lines around it."""
        if claim.type != "loss":
            return claim
        for other in claims:
            if not other.means or other.type != "loss" or not _one(claim, other):
                continue
            first, last = sorted((claim.trigger, other.trigger))
            if self._assembly.distance(first, last) <= FAR and _one_toll(claim, other):
                return replace(claim, means=_moved(other.means))
        return claim

    def _folded(self, span: Span) -> list[str]:
        return [token.folded for token in tokens(self._text, span.start, span.end)]


def _one(claim: Claim, other: Claim) -> bool:
    """Whether nothing tells that the two are not one happening: their doers, places, days, and what is claimed."""
    names = [{actor.name or fold(actor.text) for actor in one.actors} for one in (claim, other)]
    if all(names) and names[0].isdisjoint(names[1]):
        return False
    if other.polarity != "asserted":
        return False
    timed = claim.time is None or other.time is None or one_time(claim.time, other.time)
    return timed and one_place(claim.places, other.places)


def _one_toll(claim: Claim, other: Claim) -> bool:
    """Whether both count the same number of at least two, with the same effect."""
    one, two = ({(q.low, q.effect) for q in each.quantities if (q.low or 0) > 1} for each in (claim, other))
    return bool(one & two)


def _moved(means: tuple[MeansMention, ...]) -> tuple[MeansMention, ...]:
    return means[:1]
