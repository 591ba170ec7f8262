"""Which lines of a page are content: resiliparse's main content, corrected by the tree.

Main content drops short lists, captions and dates, and lets share lines through. So a line that it dropped is
taken back where it stands inside the element that holds the main content, and a line that it kept is left
out where the tree or its own words show furniture.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.model import PassageKind, Span
from counterclaim.reading.articles import Candidate
from counterclaim.reading.credits import is_credit
from counterclaim.reading.cues import cues
from counterclaim.reading.dom import CAPTION, FALLBACK, HEADING, LINK, Element, PageDom
from counterclaim.reading.lines import FURNITURE, Kind, Line, Look, look
from counterclaim.reading.mainlines import kept_lines

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_LEAST_MAIN = 200
_LONG = 200
_HOLDERS = frozenset({"article", "main", "section", "div", "td", "body", "blockquote"})


@dataclass(slots=True)
class PageLines:
    """The non-blank lines of a page's text and what the tree says of each.

    `linked` and `furnished` are shares of the line's characters; `bits` are those that all its shown nodes
    have in common; `kept` is True for content.
    """

    spans: list[Span]
    starts: list[int]
    looks: list[Look]
    linked: list[float]
    furnished: list[float]
    bits: list[int]
    owners: list[Element | None]
    kept: list[bool]

    @staticmethod
    def of(text: str, page: PageDom) -> PageLines:
        """The lines of `text` with what `page` knows of them."""
        spans = []
        for match in _LINE.finditer(text):
            piece = match.group()
            lead = len(piece) - len(piece.lstrip())
            spans.append(Span(match.start() + lead, match.start() + len(piece.rstrip())))
        count = len(spans)
        starts = [span.start for span in spans]
        lines = PageLines(
            spans, starts, [], [0.0] * count, [0.0] * count, [0] * count, [None] * count, [False] * count
        )
        lines._measure(page)
        words = cues()
        for index, span in enumerate(spans):
            line = Line(span, 0, span.of(text))
            plainly = lines.furnished[index] == 1.0 and not lines.bits[index] & HEADING
            lines.looks.append(Look(line, Kind.FURNITURE, (), 0) if plainly else look(line, words))
        return lines

    def _measure(self, page: PageDom) -> None:
        furniture = _inherited(page)
        shown = [0] * len(self.spans)
        seen = [False] * len(self.spans)
        for (start, end), owner in zip(page.nodes, page.owners, strict=True):
            if start < 0:
                continue
            index = bisect_right(self.starts, start) - 1
            length = end - start
            shown[index] += length
            within = owner.within if owner is not None else 0
            if within & LINK:
                self.linked[index] += length
            if owner is not None and (owner in furniture or within & FALLBACK):
                self.furnished[index] += length
            self.bits[index] = (self.bits[index] & within) if seen[index] else within
            if not seen[index]:
                self.owners[index] = owner
            seen[index] = True
        for index, total in enumerate(shown):
            if total:
                self.linked[index] /= total
                self.furnished[index] /= total

    def within(self, start: int, end: int) -> range:
        """Indices of the lines that begin in `text[start:end]`."""
        return range(bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1))

    def kind(self, index: int) -> PassageKind:
        """What a kept line is: a heading or caption by the tree, else a paragraph."""
        if self.bits[index] & CAPTION:
            return "caption"
        return "heading" if self.bits[index] & HEADING else "paragraph"


def _inherited(page: PageDom) -> set[Element]:
    """Elements that are furniture or stand in some; one that holds half of the page's shown text is none."""
    total = sum(end - start for start, end in page.nodes)
    found: set[Element] = set()
    for element in page.elements:
        if element.parent in found or (element.furniture and (element.end - element.start) * 2 < total):
            found.add(element)
    return found


def keep_lines(lines: PageLines, page: PageDom, main: str, found: Sequence[Candidate]) -> None:
    """Set `lines.kept` by the main-content run `main` ('' where there is none) and the tree.

    `found`: the article elements of the page. Of a page with several only their lines are kept.
    """
    texts = [seen.line.text for seen in lines.looks]
    in_main = kept_lines(texts, [line.strip() for line in main.split("\n") if line.strip()])
    length = sum(len(text) for text, kept in zip(texts, in_main, strict=True) if kept)
    ranges: list[tuple[Element | None, list[Element]]]
    held = [
        sum(len(texts[i]) for i in lines.within(o.element.start, o.element.end) if in_main[i]) for o in found
    ]
    if len(found) >= 2 or (found and held[0] >= 0.6 * length):
        ranges = [(one.element, one.dropped) for one in found]
    else:
        ranges = [(_holder(lines, page, in_main) if length >= _LEAST_MAIN else None, [])]
    for element, dropped in ranges:
        indices = lines.within(element.start, element.end) if element is not None else range(len(lines.spans))
        cards = {i for card in dropped for i in lines.within(card.start, card.end)}
        inside = [i for i in indices if i not in cards]
        covered = sum(len(texts[i]) for i in inside if in_main[i])
        trusted = covered * 2 >= sum(len(texts[i]) for i in inside)
        for index in inside:
            lines.kept[index] = _content(lines, index, in_main[index] and trusted)
    if len(found) < 2:
        for index, kept in enumerate(in_main):
            if kept and length >= _LEAST_MAIN and len(texts[index]) >= _LONG and lines.linked[index] < 0.5:
                lines.kept[index] = lines.kept[index] or lines.looks[index].kind is Kind.BODY
    if not any(lines.kept):
        for index, seen in enumerate(lines.looks):
            lines.kept[index] = seen.kind not in FURNITURE and lines.linked[index] < 0.5
    if not any(lines.kept):
        lines.kept = [True] * len(lines.kept)


def _content(lines: PageLines, index: int, in_main: bool) -> bool:
    """Whether a line inside an article's element is its content."""
    if lines.looks[index].kind in FURNITURE or is_credit(lines.looks[index]):
        return False
    if lines.furnished[index] > 0.5:
        return in_main and len(lines.looks[index].line.text) >= _LONG and lines.linked[index] < 0.5
    bare_link = lines.linked[index] >= 0.9 and not lines.bits[index] & (HEADING | CAPTION)
    if bare_link and lines.looks[index].kind is not Kind.BODY:
        return False
    if in_main:
        return True
    return lines.linked[index] < 0.6 or bool(lines.bits[index] & (HEADING | CAPTION))


def _holder(lines: PageLines, page: PageDom, in_main: list[bool]) -> Element | None:
    """The smallest element that holds 85% of the main content's characters."""
    kept = [span for span, main in zip(lines.spans, in_main, strict=True) if main]
    starts = [span.start for span in kept]
    sums = [0]
    for span in kept:
        sums.append(sums[-1] + span.end - span.start)
    best: Element | None = None
    for element in page.elements:
        if element.tag not in _HOLDERS or not element.shown:
            continue
        low, high = bisect_right(starts, element.start - 1), bisect_right(starts, element.end - 1)
        smaller = best is None or element.end - element.start <= best.end - best.start
        if smaller and (sums[high] - sums[low]) >= 0.85 * sums[-1]:
            best = element
    return best
