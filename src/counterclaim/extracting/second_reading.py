"""Sources that rules find for happenings of which a trained tagger has none, in sentences where it found nobody.

A network may pass over a source that closes a long sentence ('…, as officials told a paper'), and then the outlet
would claim it all. Rules read the passages of such happenings again; the tagger's own attributions stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extracting.patterns import attributions
from counterclaim.extracting.tags import Attribution, Tags, Trigger
from counterclaim.language import Pack, sentences
from counterclaim.model import Passage, Span

_MARK = re.compile(r"[,،\"”»’]")


def with_second_reading(tags: Tags, text: str, passages: Sequence[Passage], pack: Pack) -> Tags:
    """`tags` with the attributions that rules find around triggers of nobody; new ones stand behind the others.

    One is taken where its source closes its sentence behind a comma or quotation mark, in which such a trigger stands and nothing of the tagger's
    attributions.
    """
    whole = [s for p in passages for s in sentences(text, p.span.start, p.span.end, pack.code)]
    starts = [sentence.start for sentence in whole]

    def at(span: Span) -> int:
        return bisect_right(starts, span.start) - 1

    busy = {at(span) for said in tags.attributions for span in (*said.source, *said.cue, *said.content)}
    free = {at(trigger.span) for trigger in tags.triggers if trigger.attribution is None} - busy
    again = [p for p in passages if any(p.span.holds(whole[index]) for index in free)]
    if not again:
        return tags
    found = [
        said
        for said in attributions.find(text, again, pack)
        if said.source and said.cue and said.content and not said.carried
        if len(where := {at(span) for span in (*said.cue, *said.content)}) == 1 and where <= free
        if _MARK.search(text[said.content[-1].end : min(span.start for span in (*said.source, *said.cue))])
    ]
    if not found:
        return tags
    first = len(tags.attributions)
    triggers = tuple(_sourced(trigger, found, first) for trigger in tags.triggers)
    return replace(tags, attributions=(*tags.attributions, *found), triggers=triggers)


def _sourced(trigger: Trigger, found: Sequence[Attribution], first: int) -> Trigger:
    """`trigger` with the shortest of `found`, numbered from `first`, that holds it."""
    if trigger.attribution is not None:
        return trigger
    holding = [
        (piece.end - piece.start, first + index)
        for index, said in enumerate(found)
        for piece in said.content
        if piece.holds(trigger.span)
    ]
    return replace(trigger, attribution=min(holding)[1]) if holding else trigger
