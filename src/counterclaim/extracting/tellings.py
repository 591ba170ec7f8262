"""Whether two happenings are told as one, by which doers go from the one to the other.

They do where the sentence beside tells of nothing else, of the same kind of attack, or of 'the attack': no place, kind
of weapon or accuser may differ. The words are in the table `doers` of a pack's parties.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from counterclaim.extracting import means
from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.doer_words import doer_words
from counterclaim.extracting.sharing import Arguments
from counterclaim.extracting.tags import Tags, Trigger
from counterclaim.gazetteer.clues import clues
from counterclaim.language import Pack, fold, tokens
from counterclaim.model import ClaimType, Span

REACH = 2
"""Sentences back to the happening that 'the attack' goes on from."""

OPENING = 40
"""Characters before a trigger in which the words that belong to it stand."""

CLOSE = 3
"""Words between a conjunction and the harm whose subject stands before it, or of an act before its verb."""

VIOLENCE: frozenset[ClaimType] = frozenset({"attack", "loss", "abuse"})
_WIDE = ("province", "district", "region")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")


class Tellings:
    """Reads one article's tags; `arguments` are those of each trigger, `sentence` gives the sentence that holds a
    span, `distance` the sentences between two, `looks_on` whether parties only report."""

    def __init__(
        self,
        text: str,
        tags: Tags,
        arguments: Sequence[Arguments],
        cast: Cast,
        pack: Pack,
        sentence: Callable[[Span], Span],
        distance: Callable[[Span, Span], int],
        looks_on: Callable[[Iterable[str]], bool],
    ) -> None:
        self._text, self._tags, self._arguments, self._cast = text, tags, arguments, cast
        self._words, self._sentence, self._distance = doer_words(pack.code), sentence, distance
        self._pack, self._looks_on = pack, looks_on
        self._order = sorted(range(len(tags.triggers)), key=lambda i: tags.triggers[i].span)
        self._place = {index: place for place, index in enumerate(self._order)}
        self._parties = sorted(m.span for m in tags.mentions if m.kind == "party")
        self._places = [m.span for m in tags.mentions if m.kind == "place"]

    def _first(self, span: Span) -> str:
        token = next(tokens(self._text, span.start, span.end), None)
        return token.folded if token is not None else ""

    def _is_place(self, span: Span) -> bool:
        return any(span.overlaps(place) for place in self._places)

    def _sufferers(self, index: int) -> list[Span]:
        return [*self._arguments[index]["quantity"], *self._arguments[index]["target"]]

    def _victims(self, index: int) -> set[str]:
        return {
            party
            for span in self._sufferers(index)
            for party in (*self._cast.parties(span), *self._cast.named_in(span))
        }

    def _same_act(self, index: int, trigger: Trigger) -> list[Span]:
        """Doers of an attack right before that is named by the same noun or is one from the air too."""
        mine = self._act_words(trigger)
        if not mine or self._turns_away(index, trigger):
            return []
        for other in reversed(self._order[: self._place[index]]):
            before = self._tags.triggers[other]
            if self._distance(before.span, trigger.span) > REACH:
                break
            theirs = self._act_words(before)
            if before.type == "attack" and before.polarity == "asserted" and theirs:
                alike = mine & theirs or (mine & self._words.air and theirs & self._words.air)
                doers = self._arguments[other]["actor"] if alike else []
                known = bool(doers) and all(self._cast.parties(span) for span in doers)
                return list(doers) if known and self._one_telling(index, other) else []
        return []

    def _act_words(self, trigger: Trigger) -> set[str]:
        """Nouns of acts and words for aircraft in a trigger and right before it."""
        start = max(self._sentence(trigger.span).start, trigger.span.start - OPENING)
        found = [token.folded for token in tokens(self._text, start, trigger.span.end)]
        size = sum(1 for _ in tokens(self._text, trigger.span.start, trigger.span.end)) + CLOSE
        return set(found[-size:]) & (self._words.deeds | self._words.air)

    def _turns_away(self, index: int, trigger: Trigger) -> bool:
        """Whether the sentence turns to another happening, or names somebody else before who suffers and who tells."""
        whole = self._sentence(trigger.span)
        opening = {token.folded for token in tokens(self._text, whole.start, trigger.span.start)}
        if (self._words.turns | self._words.others) & opening:
            return True
        victims = self._victims(index)
        sources = [s for a in self._tags.attributions for s in a.source]
        others = [s for s in self._parties if whole.holds(s) and not any(s.overlaps(o) for o in sources)]
        return any(set(self._cast.named_in(s)) - victims for s in others if not self._is_place(s))

    def _of_neighbour(self, index: int, trigger: Trigger) -> list[Span]:
        """The doers of all violence of the sentence right before, where no word turns to another happening and nobody
        else is named."""
        opening = self._text[max(0, trigger.span.start - OPENING) : trigger.span.start]
        last = [token.folded for token in tokens(opening, 0, len(opening))][-3:]
        if self._words.summing.intersection(last) or self._turns_away(index, trigger):
            return []
        before = [
            other
            for other in self._order[: self._place[index]]
            if self._tags.triggers[other].type in VIOLENCE
            and self._distance(self._tags.triggers[other].span, trigger.span) == 1
        ]
        told = [self._arguments[other]["actor"] for other in before]
        meant = {frozenset(party for s in doers for party in self._cast.parties(s)) for doers in told}
        fought = any(self._first(self._tags.triggers[other].span) in self._words.clashes for other in before)
        if fought or len(meant) != 1 or not all(self._cast.parties(s) for doers in told for s in doers):
            return []
        return list(told[-1]) if self._one_telling(index, before[-1]) else []

    def _names_act(self, found: re.Match[str] | None, text: str) -> bool:
        """Whether words that say that an act was told of already name nobody and no other one."""
        return found is not None and set(found["middle"].split()) <= set(text.split()) - self._words.others

    def _is_told(self, opening: str) -> bool:
        """Whether what ends before an act says that it was told of already ('the deadly', not 'the first')."""
        led = self._words.definite.search(fold(opening))
        if led is None:
            return False
        described = opening.split()[-1] if len(led.group().split()) > 1 else ""
        return not described[:1].isupper() and fold(described) not in self._words.others

    def _one_telling(self, index: int, other: int, *, anywhere: bool = False) -> bool:
        """Whether the happening can go on with `other`: nobody else accuses the doer there, it was not repelled, and
        neither place nor means differ."""
        one, two = self._tags.triggers[index], self._tags.triggers[other]
        told = self._sentence(two.span)
        if any(t.folded in self._words.repel for t in tokens(self._text, told.start, told.end)):
            return False
        mine, theirs = (
            {claimant.party for claimant in self._cast.claimants(t.attribution)[0]} for t in (one, two)
        )
        if two.attribution is not None and not mine & theirs and not self._looks_on(theirs):
            return False
        kinds = [self._kinds(t) for t in (one, two)]
        near = anywhere or self._together(index, other)
        return near and (not all(kinds) or bool(kinds[0] & kinds[1]))

    def _kinds(self, trigger: Trigger) -> set[str]:
        whole = self._sentence(trigger.span)
        return {m.kind for m in means.find_means(self._text, whole.start, whole.end, self._pack)}

    def _together(self, one: int, other: int) -> bool:
        """Whether the two are not told of different places."""
        places = [
            {name for span in self._arguments[index]["place"] for name in _NAME.findall(span.of(self._text))}
            for index in (one, other)
        ]
        if not all(places) or places[0] & places[1]:
            return True
        return self._is_wide(one) != self._is_wide(other)  # a town may lie in the province told of

    def _is_wide(self, index: int) -> bool:
        """Whether a province, district or region is told of, and no single town."""
        spans = self._arguments[index]["place"]
        words = (token.folded for span in spans for token in tokens(self._text, span.start, span.end))
        return any(clues(self._pack.code).nouns.get(word) in _WIDE for word in words)
