"""Variants of a passage that say the same in another shape: punctuation lost, lines joined or cut.

Every variant is made by edits of the text, and every span is carried over them; what an edit would tear is
left out of the variant, never bent.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from counterclaim.model import Span
from counterclaim.training.corpus import Passage, RoleSpan, SourcedContent

LOST = re.compile("[,،'’‘ʼ“”„«»\"]")
"""Marks that some data sets and feeds lose."""

_BREAK = re.compile(r"\n+")
_STOP = re.compile(r"(?<=[.!?؟])\s(?=\S)")


@dataclass(frozen=True, slots=True)
class Edit:
    """`span` of the text becomes `wording`."""

    span: Span
    wording: str


class TornError(ValueError):
    """An edit overlaps the edge of a span that must be kept."""


def edited(passage: Passage, edits: Iterable[Edit], suffix: str) -> Passage:
    """`passage` after `edits`, which do not overlap; its id gets `suffix`.

    TornError where a span begins or ends inside an edit, or is left without a character.
    """
    done = sorted(edits, key=lambda edit: edit.span)
    parts, at = [], 0
    for edit in done:
        parts += [passage.text[at : edit.span.start], edit.wording]
        at = edit.span.end
    text = "".join([*parts, passage.text[at:]])
    ends = [edit.span.end for edit in done]
    shifts = [0]
    for edit in done:
        shifts.append(shifts[-1] + len(edit.wording) - (edit.span.end - edit.span.start))

    def place(offset: int) -> int:
        index = bisect_right(ends, offset)
        if index < len(done) and done[index].span.start < offset:
            raise TornError(passage.id)
        return offset + shifts[index]

    def moved(span: Span) -> Span:
        start, end = place(span.start), place(span.end)
        wording = text[start:end]
        start += len(wording) - len(wording.lstrip())
        end -= len(wording) - len(wording.rstrip())
        if start >= end:
            raise TornError(passage.id)
        return Span(start, end)

    def some(span: Span | None) -> Span | None:
        return None if span is None else moved(span)

    return replace(
        passage,
        id=passage.id + suffix,
        text=text,
        attributions=tuple(
            SourcedContent(some(a.source), some(a.via), moved(a.cue), tuple(map(moved, a.content)))
            for a in passage.attributions
        ),
        claims=tuple(
            replace(
                c, trigger=moved(c.trigger), roles=tuple(RoleSpan(r.role, moved(r.span)) for r in c.roles)
            )
            for c in passage.claims
        ),
    )


def without_marks(passage: Passage) -> Passage:
    """Commas, quotation marks and apostrophes lost. TornError where a span is only such a mark."""
    edits = [Edit(Span(m.start(), m.end()), "") for m in LOST.finditer(passage.text)]
    return edited(passage, edits, "-marks")


def broken_anew(passage: Passage, draw: random.Random) -> Passage:
    """Paragraphs joined, and new ones begun at ends of sentences."""
    edits = [
        Edit(Span(m.start(), m.end()), " ") for m in _BREAK.finditer(passage.text) if draw.random() < 0.5
    ]
    taken = {edit.span.start for edit in edits}
    edits += [
        Edit(Span(m.start(), m.end()), "\n")
        for m in _STOP.finditer(passage.text)
        if draw.random() < 0.3 and m.start() not in taken
    ]
    return edited(
        passage, [e for e in edits if e.wording != passage.text[e.span.start : e.span.end]], "-lines"
    )


def variants(passages: Sequence[Passage], share: float, seed: int) -> list[Passage]:
    """A variant of about `share` of the passages: marks lost or lines moved; torn ones are left out."""
    draw = random.Random(seed)
    found = []
    for passage in passages:
        if draw.random() >= share:
            continue
        try:
            found.append(without_marks(passage) if draw.random() < 0.5 else broken_anew(passage, draw))
        except TornError:
            continue
    return found
