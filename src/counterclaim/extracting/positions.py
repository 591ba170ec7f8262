"""Positions: what a known party says at length without telling of any happening is a statement.

A demand, an accusation or a stand has no word of its own that carries it ('the peace will come from those who live
there', the minister said). A tagger that marks who says what, and finds nothing told in it, has found a position.
Where 'the minister said the following:' stands alone, its quote goes on to what follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.found import LINKED
from counterclaim.extracting.patterns.arguments import link
from counterclaim.extracting.patterns.factuality import factuality, of_cue
from counterclaim.extracting.patterns.reporting import lexicon
from counterclaim.extracting.tags import Attribution, Tags, Trigger
from counterclaim.language import Pack, tokens
from counterclaim.model import Passage, Span
from counterclaim.parties import Registry

LONG = 12
"""Words from which what is said is a position; of shorter pieces most are half a clause, a title, a gesture."""

STATING = frozenset({"accuses", "demands"})
"""Flags of reporting words of which even the shortest content is a position ('accused each other of cheating')."""

CONFIDENCE = 0.6
"""Share of them that are statements in passages no tagger was trained on."""

_WORD = re.compile(r"\w")

NOBODY = frozenset({"outlet", "unnamed"})


class _Reach:
    """How far spans reach, so that one look tells whether any of them touches another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def touches(self, span: Span) -> bool:
        at = bisect_left(self._starts, span.end)
        return at > 0 and self._ends[at - 1] > span.start


def with_positions(
    text: str, passages: Sequence[Passage], tags: Tags, cast: Cast, registry: Registry, pack: Pack
) -> Tags:
    """`tags` with a statement, its cue the trigger, for each position of known parties; triggers stay in text order.

    All spans lie in `text`; `cast` was read from the attributions of `tags`.
    """
    telling = {trigger.attribution for trigger in tags.triggers}
    told = _Reach(trigger.span for trigger in tags.triggers)
    silent = {
        index: attribution
        for index, attribution in enumerate(tags.attributions)
        if index not in telling and _is_position(text, attribution, told, cast, registry, index, pack)
    }
    outer = _Reach(piece for attribution in silent.values() for piece in attribution.content)
    found = [_stated(text, a.cue[0], i, pack) for i, a in silent.items() if not outer.touches(a.cue[0])]
    if not found:
        return tags
    triggers = [*tags.triggers, *found]
    order = sorted(range(len(triggers)), key=lambda index: triggers[index].span)
    place = {old: new for new, old in enumerate(order)}
    linked = link(text, passages, pack, tags.attributions, triggers, tags.mentions)
    parties = {mention.span for mention in tags.mentions if mention.kind == "party"}
    arguments = [*tags.arguments]
    arguments += (
        a
        for a in linked
        if a.trigger >= len(tags.triggers)
        and a.role in LINKED
        and tags.mentions[a.mention].span not in parties
    )
    return replace(
        tags,
        triggers=tuple(triggers[index] for index in order),
        arguments=tuple(replace(a, trigger=place[a.trigger]) for a in arguments),
    )


def _is_position(
    text: str, said: Attribution, told: _Reach, cast: Cast, registry: Registry, index: int, pack: Pack
) -> bool:
    if said.carried or said.bare_denial or not said.cue or not said.source:
        return False
    length = sum(len(list(tokens(text, piece.start, piece.end))) for piece in said.content)
    if length < (1 if _states(text, said.cue[0], pack) else LONG):
        return False
    pieces = (*said.cue, *said.content)
    if any(map(told.touches, pieces)):
        return False
    parties = {claimant.party for claimant in cast.claimants(index)[0]}
    return bool(parties) and not parties & NOBODY and all(map(registry.is_known, parties))


def _states(text: str, cue: Span, pack: Pack) -> bool:
    """Whether the cue is one that by itself states a position ('accused', 'called for')."""
    words = lexicon(pack)
    if words is None:
        return False
    folded = [token.folded for token in tokens(text, cue.start, cue.end)]
    found = (words.verbs.at(folded, at) for at in range(len(folded)))
    return any(entry.flags & STATING for hit in found if hit is not None for entry in hit[1])


def _stated(text: str, cue: Span, index: int, pack: Pack) -> Trigger:
    """The statement of attribution `index`, asserted or denied and as certain as its cue puts it."""
    polarity, certainty = of_cue(factuality(pack), list(tokens(text, cue.start, cue.end)))
    return Trigger(cue, "statement", polarity, certainty, index, CONFIDENCE)


def carrying(text: str, trigger: Trigger, said: Attribution | None, sentence: Callable[[Span], Span]) -> Span:
    """The sentence of `trigger`, and for a statement the one right beside it where all of what is said stands there.

    `sentence` gives the sentence that holds a span of `text`.
    """
    whole = sentence(trigger.span)
    if trigger.type != "statement" or said is None or any(piece.overlaps(whole) for piece in said.content):
        return whole
    for piece in said.content:
        first, last = Span(piece.start, piece.start + 1), Span(piece.end - 1, piece.end)
        if whole.end <= piece.start and not _WORD.search(text[whole.end : piece.start]):
            return Span(whole.start, sentence(first).end)
        if piece.end <= whole.start and not _WORD.search(text[piece.end : whole.start]):
            return Span(sentence(last).start, whole.end)
    return whole
