"""Repeated article elements of a page: which of them are reports, which only teasers of others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from counterclaim.reading.dom import HEADING, LINK, Element, PageDom

if TYPE_CHECKING:
    from counterclaim.reading.content import PageLines

LEAST = 200
"""Characters outside links and furniture that a report has at least."""
_TEASER = 400
_TYPE = re.compile(r"schema\.org/\w*(?:Article|BlogPosting|Report)", re.I)
_CLASS = re.compile(
    r"(?:^|\s)(?:hentry|h-entry|post|blog-?post|entry|article|story|news-?item|type-post|post-outer|post-item|"
    r"article-item|news-article|story-item|digest-item|update)(?:\s|$)",
    re.I,
)
_BOXES = frozenset({"div", "section", "li", "td", "table", "blockquote"})


@dataclass(slots=True)
class Candidate:
    """An element that may be one report, its characters of prose, and cards inside it that are none of it."""

    element: Element
    prose: int
    headed: bool
    dropped: list[Element] = field(default_factory=list)


def candidates(page: PageDom, lines: PageLines) -> list[Candidate]:
    """The articles of a page in reading order; fewer than two where the page is one article."""
    measure = _Measure(page, lines)
    marked = [element for element in page.elements if element.shown and _is_marked(element)]
    boxes = [measure.candidate(element) for element in _repeated_boxes(page, marked)]
    marked += [box.element for box in boxes if box.headed]
    marked = [element for element in marked if not measure.in_furniture(element)]
    marked.sort(key=lambda element: (element.start, -element.end, element.depth))
    found = _outermost([measure.candidate(element) for element in marked])
    if len(found) < 2:
        return found
    largest = max(one.prose for one in found)
    return [one for one in found if one.prose >= _TEASER or one.prose * 8 >= largest]


def _is_marked(element: Element) -> bool:
    return element.tag == "article" or bool(_TYPE.search(element.attributes.get("itemtype", "")))


def _repeated_boxes(page: PageDom, marked: Sequence[Element]) -> list[Element]:
    """Boxes classed as posts of which one parent holds several; each needs a heading to be a report."""
    known = {id(element) for element in marked}
    boxes = [
        element
        for element in page.elements
        if element.tag in _BOXES
        and element.shown
        and id(element) not in known
        and _CLASS.search(element.classes)
    ]
    siblings = Counter((id(element.parent), element.tag) for element in boxes)
    return [element for element in boxes if siblings[(id(element.parent), element.tag)] >= 2]


class _Measure:
    """Sums over the lines of a page, so that each element is measured in O(log n)."""

    def __init__(self, page: PageDom, lines: PageLines) -> None:
        self._starts = [span.start for span in lines.spans]
        self._prose = [0]
        self._furnished = [0.0]
        for index, span in enumerate(lines.spans):
            length = span.end - span.start
            prose = length if lines.linked[index] < 0.5 and lines.furnished[index] < 0.5 else 0
            if lines.bits[index] & (HEADING | LINK):
                prose = 0
            self._prose.append(self._prose[-1] + prose)
            self._furnished.append(self._furnished[-1] + length * lines.furnished[index])
        self._headings = [e.start for e in page.elements if e.within & HEADING and e.shown]

    def _range(self, element: Element) -> tuple[int, int]:
        return bisect_right(self._starts, element.start - 1), bisect_right(self._starts, element.end - 1)

    def in_furniture(self, element: Element) -> bool:
        low, high = self._range(element)
        length = max(1, element.end - element.start)
        return (self._furnished[high] - self._furnished[low]) > 0.6 * length

    def candidate(self, element: Element) -> Candidate:
        low, high = self._range(element)
        headings = bisect_right(self._headings, element.end - 1) - bisect_right(
            self._headings, element.start - 1
        )
        return Candidate(element, self._prose[high] - self._prose[low], headings > 0)


def _outermost(marked: list[Candidate]) -> list[Candidate]:
    """Reports among nested candidates: an outer one, unless several inner ones make up most of it."""
    found: list[Candidate] = []
    index = 0
    while index < len(marked):
        outer = marked[index]
        below = index + 1
        while below < len(marked) and marked[below].element.end <= outer.element.end:
            below += 1
        nested = marked[index + 1 : below]
        inner = _outermost(nested)
        index = below
        reports = [one for one in inner if one.headed]
        if len(reports) >= 2 and sum(one.prose for one in reports) >= 0.6 * outer.prose:
            found.extend(reports)
        elif outer.prose >= LEAST:
            outer.dropped = [
                one.element for one in nested if one.prose < LEAST and one.prose * 3 < outer.prose
            ]
            found.append(outer)
        else:
            found.extend(inner)
    return found
