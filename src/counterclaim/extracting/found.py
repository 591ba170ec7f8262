"""Mentions that rules find, beside those that a tagger links.

A trained tagger marks parties, places, times and figures only where they take part in a happening. Resolution
also goes by the others: a place named before is what 'the town' means, a date that opens a sentence dates what
it tells, and the parties of a text say which conflict it is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from counterclaim.extracting import means, quantities, times
from counterclaim.extracting.doers import with_doers
from counterclaim.extracting.patterns.arguments import link
from counterclaim.extracting.patterns.tagger import Names
from counterclaim.extracting.second_reading import with_second_reading
from counterclaim.extracting.tags import Argument, Attribution, Mention, MentionKind, Tagger, Tags
from counterclaim.language import Pack, load
from counterclaim.model import Passage, Span

COMPLETED = frozenset({"time", "place", "quantity"})
"""Kinds of mention that rules complete."""

LINKED = frozenset({"time", "place"})
"""Roles that rules fill where the tagger leaves them empty."""

NEAR = 4


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
    """`tags` with the mentions that rules find in `passages`, and with those that happenings lack linked to them.

    A mention of the tagger's stays as it is; a time, place or figure of which it marked only a part becomes the
    whole one that the rules find, a piece of a party's name the whole name. Arguments go on pointing at what they
    did, but for actors whom the words beside show to be none (`with_doers`). A happening without a time or place takes
    those that the rules would link to it. A denial that names no happening is marked as bare.
    """
    tags = with_second_reading(tags, text, passages, pack)
    found = sorted(
        {m for p in passages for m in _found(text, p.span, pack, registry, gazetteer)},
        key=lambda m: (m.span, m.kind),
    )
    by_kind = {kind: [m.span for m in found if m.kind == kind] for kind in get_args(MentionKind)}
    whole = [_named(_whole(m, by_kind[m.kind]), by_kind) for m in tags.mentions]
    mentions = list(dict.fromkeys(whole))
    place = {mention: index for index, mention in enumerate(mentions)}
    arguments = dict.fromkeys(Argument(a.trigger, place[whole[a.mention]], a.role) for a in tags.arguments)
    own = {kind: sorted(m.span for m in mentions if m.kind == kind) for kind in by_kind}
    mentions += [m for m in found if not _overlapping(m.span, own[m.kind])]
    filled = {(a.trigger, a.role) for a in arguments}
    linked = link(text, passages, pack, tags.attributions, tags.triggers, mentions)
    arguments |= dict.fromkeys(a for a in linked if a.role in LINKED and (a.trigger, a.role) not in filled)
    full = replace(
        tags,
        attributions=tuple(_marked(index, tags) for index in range(len(tags.attributions))),
        mentions=tuple(mentions),
        arguments=tuple(arguments),
    )
    return with_doers(text, full, pack)


def _marked(index: int, tags: Tags) -> Attribution:
    """The attribution, marked as a bare denial where its cue denies and its content tells of no happening."""
    attribution = tags.attributions[index]
    denies = any(
        t.type == "statement"
        and t.polarity == "denied"
        and t.attribution == index
        and any(cue.overlaps(t.span) for cue in attribution.cue)
        for t in tags.triggers
    )
    happens = any(
        t.type != "statement" and any(content.holds(t.span) for content in attribution.content)
        for t in tags.triggers
    )
    return replace(attribution, bare_denial=True) if denies and not happens else attribution


def _whole(mention: Mention, found: Sequence[Span]) -> Mention:
    """`mention`, or the one that the rules find where it reaches over an end of the tagger's."""
    if mention.kind not in COMPLETED:
        return mention
    over = [span for span in _overlapping(mention.span, found) if not mention.span.holds(span)]
    if not over:
        return mention
    start = min(mention.span.start, *(s.start for s in over))
    end = max(mention.span.end, *(s.end for s in over))
    return replace(mention, span=Span(start, end))


def _named(mention: Mention, found: Mapping[MentionKind, Sequence[Span]]) -> Mention:
    """`mention`, or the party of whose name it is only a piece ('the Levant'); the counted doers of whom it is only
    the number ('two' of 'two gunmen')."""
    if mention.kind != "party":
        return mention
    span = mention.span
    names = [s for s in _overlapping(span, found["party"]) if s.holds(span) and s != span]
    counted = [s for s in _overlapping(span, found["quantity"]) if s.start == span.start and s.end > span.end]
    longer = names or counted
    return replace(mention, span=max(longer, key=lambda s: s.end - s.start)) if longer else mention


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


def _overlapping(span: Span, among: Sequence[Span]) -> list[Span]:
    """Those of `among`, sorted, that overlap `span`; of them few hold one another."""
    at = bisect_left(among, span)
    return [other for other in among[max(0, at - NEAR) : at + NEAR] if other.overlaps(span)]
