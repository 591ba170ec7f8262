"""Plain text: articles by their seams, passages by their lines."""

from __future__ import annotations

import re

from counterclaim.model import Link, Passage, PassageKind, Span
from counterclaim.reading.assembling import Draft, Reading
from counterclaim.reading.credits import agency_of, credit_of
from counterclaim.reading.lines import Kind, Look
from counterclaim.reading.segments import Layout, Segment, segment

_ADDRESS = re.compile(r"https?://[^\s<>\"”»]*[^\s<>\"”».,;:!?)\]'’]")


def read_plain(text: str, charset: str | None, *, single: bool = False) -> Reading:
    """Read `text` (already clean): one article for each seam, at least one where there is any line.

    `single`: the text is known to be one article.
    """
    layout = segment(text, single=single)
    drafts = [_draft(text, layout, found) for found in layout.segments]
    boilerplate = [layout.lines[index].span for index in sorted(layout.furniture)]
    return Reading(text, drafts, boilerplate, charset)


def _draft(text: str, layout: Layout, found: Segment) -> Draft:
    lines = layout.lines
    content = [i for i in range(found.first, found.end) if i not in layout.furniture]
    draft = Draft(lines[found.first].span.start, lines[content[-1] if content else found.end - 1].span.end)
    if found.title is not None:
        draft.title = " ".join(lines[found.title].text.split())
    for byline in found.bylines:
        draft.outlet = draft.outlet or byline.outlet
        draft.author = draft.author or byline.author
        if draft.published is None and byline.published:
            draft.published, draft.published_span = byline.published, byline.published_span
    draft.credit = credit_of(layout.looks[found.first : found.end])
    if found.body < found.end and (agency := agency_of(lines[found.body].text)):
        draft.credit = draft.credit or agency
    draft.credit = draft.credit or next((byline.credit for byline in found.bylines if byline.credit), None)
    draft.outlet = draft.outlet or draft.credit
    draft.links = [
        Link("link", Span(match.start(), match.end()), match.group())
        for match in _ADDRESS.finditer(text, draft.start, draft.end)
    ]
    for index in content:
        draft.passages.append(Passage(lines[index].span, _kind(layout.looks[index], index, found)))
    return draft


def _kind(seen: Look, index: int, found: Segment) -> PassageKind:
    if index == found.title:
        return "heading"
    return "heading" if seen.kind is Kind.HEADLINE and len(seen.words) <= 16 else "paragraph"
