"""Mentions that rules find, beside those that a tagger links.

A trained tagger marks parties, places, times and figures only where they take part in a happening. Resolution
also goes by the others: a place named before is what 'the town' means, a date that opens a sentence dates what
it tells, and the parties of a text say which conflict it is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from counterclaim.extracting import means, quantities, times
from counterclaim.extracting.tags import Mention, MentionKind, Tagger, Tags
from counterclaim.language import Pack, load
from counterclaim.model import Passage, Span


class Names(Protocol):
    """Finds names of one kind: a registry of parties, a gazetteer of places."""

    def find(self, text: str, start: int, end: int, language: str) -> Sequence[Span]:
        """Spans of names in `text[start:end]`."""
        ...


class WithFound:
    """A tagger that adds to the mentions of another one those that rules find; implements `Tagger`."""

    def __init__(self, tagger: Tagger, registry: Names, gazetteer: Names) -> None:
        self.name, self.version = tagger.name, tagger.version
        self._tagger, self._registry, self._gazetteer = tagger, registry, gazetteer

    def tag(self, text: str, passages: Sequence[Passage], language: str) -> Tags:
        """Read `passages`; UnknownNameError where the language is not known."""
        tags = self._tagger.tag(text, passages, language)
        return with_found_mentions(tags, text, passages, load(language), self._registry, self._gazetteer)


def with_found_mentions(
    tags: Tags, text: str, passages: Sequence[Passage], pack: Pack, registry: Names, gazetteer: Names
) -> Tags:
    """`tags` with the mentions that rules find in `passages` where none of the same kind overlaps them.

    Arguments go on pointing at the mentions that they had; the mentions found have none.
    """
    own: dict[MentionKind, list[Span]] = {}
    for mention in tags.mentions:
        own.setdefault(mention.kind, []).append(mention.span)
    for spans in own.values():
        spans.sort()
    found = [
        mention
        for passage in passages
        for mention in _found(text, passage.span, pack, registry, gazetteer)
        if not _overlaps(mention.span, own.get(mention.kind, []))
    ]
    return replace(tags, mentions=(*tags.mentions, *dict.fromkeys(found)))


def _found(text: str, where: Span, pack: Pack, registry: Names, gazetteer: Names) -> Iterator[Mention]:
    start, end = where.start, where.end
    spans: tuple[tuple[MentionKind, Sequence[Span]], ...] = (
        ("party", registry.find(text, start, end, pack.code)),
        ("place", gazetteer.find(text, start, end, pack.code)),
        ("time", times.find(text, start, end, pack)),
        ("quantity", quantities.find(text, start, end, pack)),
        ("evidence", [proof.span for proof in means.find_evidence(text, start, end, pack)]),
    )
    for kind, found in spans:
        yield from (Mention(span, kind) for span in found)


def _overlaps(span: Span, sorted_spans: Sequence[Span]) -> bool:
    """Whether one of the spans, which do not hold one another's starts far apart, overlaps `span`."""
    at = bisect_left(sorted_spans, span)
    near = sorted_spans[max(0, at - 3) : at + 1]
    return any(span.overlaps(other) for other in near)
