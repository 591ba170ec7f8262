"""Whether a time told beside a happening, or between it and what it goes on with, turns to another day.

'In broad daylight' and 'during the funeral' name no day. The day that is told once more is no other one. A month or
year of a clause behind ('the town, where a truce has held since July') belongs to the clause, and
'the deadliest for years' only measures.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from counterclaim.extracting.forms import forms
from counterclaim.extracting.sharing import parting
from counterclaim.extracting.tags import Tags
from counterclaim.extracting.times import resolve
from counterclaim.language import Pack
from counterclaim.model import Article, Span, When

_TELLING = frozenset({
    "full", "n", "unit", "month", "weekday", "short_weekday", "restdays", "deictic", "ref", "turn", "season", "year",
    "decade", "ordinal", "war", "past", "coming", "later", "sooner", "since", "until", "before", "after", "ago",
    "frequent",
})  # fmt: skip
"""Classes of words that tell of days; parts of one ('at midnight') and 'at that time' tell of no other."""


class Assembled(Protocol):
    """What is read of an article's assembly."""

    @property
    def text(self) -> str: ...

    @property
    def pack(self) -> Pack: ...

    @property
    def article(self) -> Article: ...

    @property
    def tags(self) -> Tags: ...


class OtherTimes:
    """Reads the `times` of one article, in order: the spans of what is told, the days of the saying left out."""

    def __init__(self, assembly: Assembled, times: Sequence[Span]) -> None:
        self._text, self._pack, tags = assembly.text, assembly.pack, assembly.tags
        published = assembly.article.published
        self._anchor = date.fromisoformat(published) if published else None
        self._parted = parting(self._text, self._pack)
        self._having: dict[Span, list[Span]] = {}
        for one in tags.arguments:
            if one.role == "time":
                span = tags.mentions[one.mention].span
                self._having.setdefault(span, []).append(tags.triggers[one.trigger].span)
        self._times = [span for span in times if self._tells(span)]

    def beside(self, trigger: Span, sentence: Span) -> list[Span]:
        """The times of the trigger's sentence that may be its own."""
        return [
            span for span in self._within(sentence.start, sentence.end) if not self._of_clause(trigger, span)
        ]

    def turns(self, when: When, start: int, end: int) -> bool:
        """Whether a time in `text[start:end]` tells of other days than `when`."""
        return any(not self._is_same(span, when) for span in self._within(start, end))

    def _within(self, start: int, end: int) -> list[Span]:
        first, last = (bisect_left(self._times, Span(at, at)) for at in (start, max(start, end)))
        return self._times[first:last]

    def _tells(self, span: Span) -> bool:
        pieces = forms(self._pack.code).pieces(self._text, span.start, span.end)
        return any(not _TELLING.isdisjoint(piece.classes) for piece in pieces)

    def _of_clause(self, trigger: Span, told: Span) -> bool:
        having = self._having.get(told, [])
        return bool(having) and all(self._parted(trigger, one, told) for one in having)

    def _is_same(self, span: Span, when: When) -> bool:
        own = resolve(self._text, span, anchor=self._anchor, pack=self._pack)
        if own is None:
            return False
        measures = own.start is None and span not in self._having
        return measures or (own.start, own.end) == (when.start, when.end)
