"""Where and when of claims that go on with a happening told just before them.

A reader fills in the town and the day that the article gave a sentence earlier ('Jets struck X on Friday. Nine
people died'). Here a claim without a place or a time takes those of the nearest happening before it that it can go on
with; the headline's takes them from the same happening in the lead. The spans stay those of the words that tell,
outside the claim's own quote: by that it is seen that they are not its own.

Nothing is taken over a sentence that turns to another place or time, nor by what is not one happening: a state, a
plan, what has gone on for long. The words for these are `carrying_on` in the pack's `claims.toml`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from counterclaim.extracting.claims import Assembly
from counterclaim.extracting.named_days import on_one_day
from counterclaim.extracting.one_happening import NEAR, one_place, one_time
from counterclaim.extracting.other_times import OtherTimes
from counterclaim.extracting.place_phrases import is_named, is_proper
from counterclaim.extracting.sharing import reported
from counterclaim.extracting.times import find, resolve
from counterclaim.extracting.violence import VIOLENT
from counterclaim.gazetteer.clues import clues
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.model import Claim, PlaceMention, Span, When

HAPPENINGS = frozenset({"attack", "loss", "abuse", "displacement", "control"})
STEP = 2
"""Sentences from the last claim of a happening to one that goes on with it."""

REACH = 4
"""Sentences from the words of a place or time to the claim that takes them."""

_DATELINE = 40
_HEADLINE = 160
_LOOK = 32
_MOST = 40
_STEM = 4
_WINDOW = 3
_NEARBY = 8
_JOINT = 5


@dataclass(frozen=True, slots=True)
class _Words:
    """Folded words: `lasting` before a trigger say that it is no single happening, `states` as triggers too; times
    with one of `loose` are not handed on; `indefinite`
    articles; `wholes` what lasts for years; `practices` as triggers, `general` before them and `besides` beside those
    of attacks tell of many happenings; `joints` stand between the halves of a toll."""

    lasting: frozenset[str]
    states: frozenset[str]
    loose: frozenset[str]
    indefinite: frozenset[str]
    wholes: frozenset[str]
    practices: frozenset[str]
    general: frozenset[str]
    besides: frozenset[str]
    joints: frozenset[str]


@lru_cache(maxsize=16)
def _words(code: str) -> _Words:
    section = load(code).section("claims").get("carrying_on", {})
    return _Words(
        *(
            frozenset(map(fold, section.get(key, ())))
            for key in (
                "lasting",
                "states",
                "loose",
                "indefinite",
                "wholes",
                "practices",
                "general",
                "besides",
                "joints",
            )
        )
    )


def is_state(text: str, trigger: Span, pack: Pack) -> bool:
    """Whether the trigger tells how things are and not what happened ('held', 'under siege')."""
    states = _words(pack.code).states
    return any(token.folded in states for token in tokens(text, trigger.start, trigger.end))


def carried_on(claims: Sequence[Claim], assembly: Assembly) -> list[Claim]:
    """`claims`, one article's in order, with the places and times of the happenings that they go on with."""
    if not _words(assembly.pack.code).lasting:
        return list(claims)
    return _Carrying(assembly).all(claims)


class _Carrying:
    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._text = assembly.text
        self._words = _words(assembly.pack.code)
        self._dateline = self._opening_day()
        self._kinds = clues(assembly.pack.code).nouns
        tags, pack = assembly.tags, assembly.pack
        self._places = sorted(
            m.span for m in tags.mentions if m.kind == "place" and is_proper(self._text, m.span, pack)
        )
        self._where: dict[Span, list[Span]] = {}
        for one in tags.arguments:
            if one.role == "place":
                self._where.setdefault(tags.triggers[one.trigger].span, []).append(
                    tags.mentions[one.mention].span
                )
        reports = set(reported(tags, assembly.sentence))
        self._times = sorted(m.span for m in tags.mentions if m.kind == "time" and m.span not in reports)
        self._others = OtherTimes(assembly, self._times)

    def all(self, claims: Sequence[Claim]) -> list[Claim]:
        order = sorted(range(len(claims)), key=lambda n: claims[n].trigger)
        found: list[Claim] = []
        deeds = {c.time.span for c in claims if c.time is not None and c.type != "control"}
        for claim in (claims[n] for n in order):
            if claim.type == "control" and claim.time is not None and self._is_state(claim):
                claim = self._timeless(claim, deeds)
            if claim.type in HAPPENINGS:
                claim = self._dated(self._located(claim, found), found)
            elif claim.type == "deployment":
                claim = self._located(claim, found)
            found.append(claim)
        found = [self._spelt_out(claim, found[at + 1 :][:_MOST]) for at, claim in enumerate(found)]
        heads = [
            self._under_dateline(self._as_in_lead(claim, found[at + 1 :][:_MOST]))
            for at, claim in enumerate(found)
        ]
        heads = on_one_day(heads, self._assembly, self._times, self._is_lasting, self._is_dateline)
        back = dict(zip(order, heads, strict=True))
        return [back[n] for n in range(len(claims))]

    def _located(self, claim: Claim, before: Sequence[Claim]) -> Claim:
        if claim.places or self._is_lasting(claim):
            return claim
        if _inside(self._places, self._assembly.sentence(claim.trigger)):
            return claim
        for other in self._nearest(claim, before):
            places = tuple(place for place in other.places if self._is_told(place))
            if not places or all(place.precision == "country" for place in places):
                continue
            far = min(self._assembly.distance(place.span, claim.trigger) for place in places)
            if far <= REACH and one_time(claim.time, other.time):
                return replace(claim, places=self._whole(places, other, before))
            break
        return claim

    def _dated(self, claim: Claim, before: Sequence[Claim]) -> Claim:
        if claim.time is not None:
            return claim
        if before and self._is_joined(claim, before[-1]):
            return replace(claim, time=before[-1].time)
        if self._is_lasting(claim) or self._is_state(claim):
            return claim
        sentence = self._assembly.sentence(claim.trigger)
        beside = self._others.beside(claim.trigger, sentence)
        if beside or (claim.type == "displacement" and _inside(self._times, sentence)):
            return claim
        for other in self._nearest(claim, before):
            when = other.time
            if when is None or self._is_dateline(when):
                continue
            if self._hands_on(when, other, claim) and one_place(claim.places, other.places):
                return replace(claim, time=when)
            break
        return claim

    def _is_joined(self, claim: Claim, other: Claim) -> bool:
        """Whether the claim is the second half of one toll ('killed nine people and wounded 30')."""
        gap = [token.folded for token in tokens(self._text, other.trigger.end, claim.trigger.start)]
        return (
            claim.type == other.type == "loss"
            and claim.polarity == other.polarity
            and claim.claimant.party == other.claimant.party
            and 0 < len(gap) <= _JOINT
            and not self._words.joints.isdisjoint(gap)
            and self._assembly.distance(other.trigger, claim.trigger) == 0
            and not _inside(self._times, Span(other.trigger.end, claim.trigger.start))
        )

    def _timeless(self, claim: Claim, deeds: Collection[Span | None]) -> Claim:
        """A state told beside a happening ('killed on Monday in a town held by X') without the happening's day."""
        when = claim.time
        shared = when is not None and when.precision in NEAR and when.span in deeds
        return replace(claim, time=None) if shared and when and not self._is_loose(when) else claim

    def _whole(
        self, places: tuple[PlaceMention, ...], other: Claim, before: Sequence[Claim]
    ) -> tuple[PlaceMention, ...]:
        """`places`, or the longer list of another claim of their sentence that has them all."""
        sentence = self._assembly.sentence(other.trigger)
        near = takewhile(lambda one: one.trigger.start >= sentence.start, reversed(before))
        lists = (
            tuple(place for place in one.places if place.precision != "country")
            for one in near
            if one.type in HAPPENINGS
        )
        wider = [one for one in lists if set(places) < set(one)]
        return max(wider, key=len, default=places)

    def _nearest(self, claim: Claim, before: Sequence[Claim]) -> list[Claim]:
        """Happenings that the claim can go on with, the nearest first; those of its kind before others."""
        near = list(takewhile(lambda other: self._follows(claim, other), reversed(before)))
        found = [other for other in near if other.type in HAPPENINGS or other.type == claim.type]
        return sorted(found, key=lambda other: _family(other) != _family(claim))

    def _hands_on(self, when: When, other: Claim, claim: Claim) -> bool:
        """Whether the time is one of days, not far before, and no other is told in between."""
        span = when.span
        if span is None or when.precision not in NEAR or self._is_loose(when):
            return False
        if self._assembly.distance(span, claim.trigger) > REACH:
            return False
        start, end = max(span.end, other.trigger.start), claim.trigger.start
        if claim.type == "displacement":  # people leave for days on end
            return not _inside(self._times, Span(start, end))
        return not self._others.turns(when, start, end)

    def _is_dateline(self, when: When) -> bool:
        """Whether the time is the day printed over the article, which says little of the happening."""
        day = self._dateline
        return (
            day is not None
            and day.span is not None
            and when.span is not None
            and day.span.overlaps(when.span)
        )

    def _is_loose(self, when: When) -> bool:
        """Whether the words tell of no day by themselves ('now', 'for hours')."""
        words = [token.folded for token in tokens(when.text or "", 0, len(when.text or ""))]
        return not self._words.loose.isdisjoint(words)

    def _is_told(self, place: PlaceMention) -> bool:
        return place.name is not None or is_named(self._text, place.span, self._assembly.pack)

    def _follows(self, claim: Claim, other: Claim) -> bool:
        step = STEP if claim.type in HAPPENINGS else 1
        return self._assembly.distance(other.trigger, claim.trigger) <= step

    def _is_state(self, claim: Claim) -> bool:
        return is_state(self._text, claim.trigger, self._assembly.pack)

    def _is_lasting(self, claim: Claim) -> bool:
        """Whether the claim sums up or tells of what goes on, is planned or is only possible."""
        if any(quantity.cumulative or quantity.since for quantity in claim.quantities):
            return True
        sentence = self._assembly.sentence(claim.trigger)
        folded = [token.folded for token in tokens(self._text, sentence.start, claim.trigger.start)]
        if not self._words.wholes.isdisjoint(folded) or self._is_general(claim, folded):
            return True
        return not self._words.lasting.isdisjoint(folded[-_WINDOW:])

    def _is_general(self, claim: Claim, before: Sequence[str]) -> bool:
        """Whether the claim tells of many happenings or of whole years, by its words, those `before` or its times."""
        known, trigger = self._words, claim.trigger
        words = {token.folded for token in tokens(self._text, trigger.start, trigger.end)}
        if words & known.practices or not known.general.isdisjoint(before[-_NEARBY:]):
            return True
        sentence, pack = self._assembly.sentence(trigger), self._assembly.pack
        after = [token.folded for token in tokens(self._text, trigger.end, max(trigger.end, sentence.end))]
        if claim.type in VIOLENT - {"loss"} and known.besides & {*before[-1:], *after[:2]}:
            return True
        told = self._others.beside(trigger, sentence)
        read = (resolve(self._text, span, anchor=None, pack=pack) for span in told)
        return any(when is not None and when.precision == "year" for when in read)

    def _as_in_lead(self, claim: Claim, after: Sequence[Claim]) -> Claim:
        """A claim of the headline with what the lead says of the same happening."""
        if claim.type not in HAPPENINGS:
            return claim
        passages = self._assembly.article.passages
        if not passages or self._assembly.distance(passages[0].span, claim.trigger) > 0:
            return claim
        for other in after:
            if self._assembly.distance(claim.trigger, other.trigger) > 1:
                break
            if other.type != claim.type or other.trigger == claim.trigger or not self._same(claim, other):
                continue
            if not claim.places and other.places and one_time(claim.time, other.time):
                claim = replace(claim, places=other.places)
            if claim.time is None and other.time is not None and one_place(claim.places, other.places):
                claim = replace(claim, time=other.time)
            claim = replace(claim, places=tuple(self._in_full(place, other.places) for place in claim.places))
        return claim

    def _in_full(self, place: PlaceMention, others: Sequence[PlaceMention]) -> PlaceMention:
        """A bare name of the headline as the lead has it ('X' for 'X province')."""
        for other in others:
            words = [token.folded for token in tokens(self._text, other.span.start, other.span.end)]
            if other.span != place.span and fold(place.text) in words and other.name is not None:
                return replace(other, span=place.span, text=place.text)
        return place

    def _spelt_out(self, claim: Claim, after: Sequence[Claim]) -> Claim:
        """'A town in X' of the lead is the town that what follows names ('the assault on the town of Y')."""
        if claim.type not in HAPPENINGS or any(p.precision in ("settlement", "exact") for p in claim.places):
            return claim
        nouns = self._unnamed_towns(claim)
        if not nouns:
            return claim
        for other in after:
            if self._assembly.distance(claim.trigger, other.trigger) > STEP:
                break
            if _family(other) != _family(claim) or other.trigger == claim.trigger:
                continue
            named = tuple(
                p
                for p in other.places
                if p.precision in ("settlement", "exact") and self._is_called(p, nouns)
            )
            if named and one_time(claim.time, other.time) and one_place(claim.places, named):
                return replace(claim, places=tuple(sorted((*claim.places, *named[:1]), key=lambda p: p.span)))
        return claim

    def _unnamed_towns(self, claim: Claim) -> set[str]:
        """Nouns of a town that the claim leaves without a name: among what tells where, or before its region."""
        told = [(span.start, span.end) for span in self._where.get(claim.trigger, ())]
        told += [(max(0, place.span.start - _LOOK), place.span.start) for place in claim.places]
        found = set[str]()
        for start, end in told:
            words = [token.folded for token in tokens(self._text, start, end)]
            first = next((n for n, word in enumerate(words) if word in self._words.indefinite), len(words))
            found |= {word for word in words[first:] if self._kinds.get(word) == "settlement"}
        return found

    def _is_called(self, place: PlaceMention, nouns: Collection[str]) -> bool:
        """Whether one of the nouns stands beside the name ('the town of X', 'X village')."""
        start, end = place.span.start, place.span.end
        words = [
            t.folded for t in tokens(self._text, max(0, start - _LOOK), min(len(self._text), end + _LOOK))
        ]
        return any(word in nouns for word in words)

    def _under_dateline(self, claim: Claim) -> Claim:
        """A claim of the headline or lead that the printed day opens ('2 May 2024 Nine killed in …') and that no other
        time stands with."""
        day = self._dateline
        if day is None or day.span is None or claim.time is not None or claim.type not in HAPPENINGS:
            return claim
        first = self._assembly.sentence(day.span)
        lead = 1 if first.end - first.start <= _HEADLINE else 0
        if claim.trigger.start < day.span.end or self._assembly.distance(day.span, claim.trigger) > lead:
            return claim
        sentence = self._assembly.sentence(claim.trigger)
        told = any(sentence.holds(time) and not time.overlaps(day.span) for time in self._times)
        return claim if told or self._is_lasting(claim) or self._is_state(claim) else replace(claim, time=day)

    def _opening_day(self) -> When | None:
        """The full date that opens the article."""
        passages = self._assembly.article.passages
        if not passages:
            return None
        start, pack = passages[0].span.start, self._assembly.pack
        for span in find(self._text, start, min(passages[0].span.end, start + _DATELINE), pack)[:1]:
            when = resolve(self._text, span, anchor=None, pack=pack)
            if when is not None and when.precision == "day":
                return when
        return None

    def _same(self, claim: Claim, other: Claim) -> bool:
        one, two = (frozenset((q.low, q.high) for q in c.quantities) for c in (claim, other))
        if one and two:
            return bool({low for low, _ in one} & {low for low, _ in two})
        return bool(self._stems(claim.trigger) & self._stems(other.trigger))

    def _stems(self, trigger: Span) -> set[str]:
        words = (token.folded for token in tokens(self._text, trigger.start, trigger.end))
        return {word[:_STEM] for word in words if len(word) >= _STEM}


def _family(claim: Claim) -> str:
    return "violence" if claim.type in VIOLENT else claim.type


def _inside(spans: Sequence[Span], sentence: Span) -> bool:
    at = bisect_left(spans, Span(sentence.start, sentence.start))
    return at < len(spans) and spans[at].start < sentence.end
