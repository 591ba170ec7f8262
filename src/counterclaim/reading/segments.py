"""Seams of plain text: where one report of a page ends and the next begins.

A headline-like line begins an article when enough speaks for it (`_NEEDED` points): a byline, date line,
outlet or 'Source' below it, its own words repeated below it, an end mark, rule or note above it, another
script before than after it, capitals or title case, a dateline that opens the body. Below it a body must
follow. No list of known pages, outlets or words of a conflict is needed for that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from counterclaim.reading.bylines import Byline, read_byline
from counterclaim.reading.credits import is_credit
from counterclaim.reading.cues import Cues, cues
from counterclaim.reading.languages import script
from counterclaim.reading.lines import FURNITURE, SHORT, Kind, Line, Look, logical_lines, look

_NEEDED = 3
_HEAD = 9
"""Lines below a headline in which its byline, date and body are looked for."""
_TAIL_LINES = 12
_CLOSING = frozenset({Kind.TAIL, Kind.FURNITURE, Kind.SIGN_OFF})
_FOOTER = 6
"""Lines from the first furniture below the last paragraph to the end that are all furniture."""
_ENDS = FURNITURE - {Kind.MEDIA}
_NO_BYLINE = FURNITURE - {Kind.SOURCE}
_DATELINE = re.compile(
    r"[A-Z][A-Z\u00c0-\u00de.'’ ]{2,40}(?:,[^\n–—:]{2,40})?\s?(?:\([^)]{2,40}\)\s?)?(?:[–—]|--|-\s)"
    r"|[A-Z][\w.'’ ]{2,30}(?:, [A-Z][\w.'’ ]{2,30})?\s?\((?:[A-Z]{2,5}|[A-Z][\w ]{2,25})\)\s?(?:[–—]|--?)"
)


@dataclass(slots=True)
class Segment:
    """One article of a page as line indices: its head begins at `first`, its text at `body`; `end` is exclusive.

    `title` is the headline's line, None where the article opens without one.
    """

    first: int
    body: int
    end: int
    title: int | None
    bylines: list[Byline] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """A page cut into articles; `furniture` are the indices of lines that are no article's content."""

    lines: list[Line]
    looks: list[Look]
    segments: list[Segment]
    furniture: set[int]


def segment(text: str, *, single: bool = False) -> Layout:
    """Cut `text` into articles.

    A text without a seam, and any text where it is known to be a `single` article, is one. Never fails; a text
    without a line gives no segment.
    """
    words = cues()
    return _Page([look(line, words) for line in logical_lines(text)], words).layout(single)


def seams(looks: list[Look]) -> list[Segment]:
    """The articles among lines whose looks are known, as those of a web page are; see `segment`."""
    return _Page(looks, cues()).layout(single=False).segments


class _Page:
    def __init__(self, looks: list[Look], cues: Cues) -> None:
        self._lines = [seen.line for seen in looks]
        self._looks = looks
        self._bylines: list[Byline | None] = [
            None if seen.kind in _NO_BYLINE else read_byline(seen.line, cues) for seen in self._looks
        ]
        self._inverted = self._byline_first()

    def layout(self, single: bool) -> Layout:
        heads = {} if single else self._heads()
        segments: list[Segment] = []
        furniture: set[int] = set()
        first = self._first(heads)
        furniture.update(range(first))
        starts = sorted({first, *heads}) if self._lines else []
        for start, after in pairwise([*starts, len(self._lines)]):
            above = first if start == first else self._bylines_above(start)
            end = after - (self._bylines_above(after) if after < len(self._lines) else 0)
            found = self._segment(start, heads.get(start), end, furniture)
            found.bylines.extend(line for line in self._bylines[start - above : start] if line and line.sure)
            furniture.update(range(start - above, start))
            segments.append(found)
        return Layout(self._lines, self._looks, segments, furniture)

    def _heads(self) -> dict[int, int]:
        """Index of each headline → index of the line where its body begins."""
        found: dict[int, int] = {}
        weak: list[tuple[int, int, int]] = []
        index = 0
        while index < len(self._looks):
            scored = self._score(index) if self._may_head(index) else None
            if scored is None:
                index += 1
                continue
            points, body = scored
            if points < _NEEDED:
                weak.append((index, body, points))
            elif not self._better_below(index, body):
                found[index] = body
                index = body
                continue
            index += 1
        if len(found) >= 2:
            capitals = sum(1 for index in found if self._looks[index].style == 2)
            found |= {
                index: body
                for index, body, points in weak
                if points + self._resemblance(index, capitals) >= _NEEDED
            }
        return found

    def _resemblance(self, index: int, capitals: int) -> int:
        """Points for line `index` on a page that certainly holds several articles, `capitals` of them with a
        headline in capitals."""
        seen = self._looks[index]
        if capitals >= 2 and seen.style == 2 and len(seen.words) >= 6:
            return 2
        after_end = index > 0 and self._looks[index - 1].kind is Kind.END
        return 1 if after_end or len(seen.words) >= 5 else 0

    def _byline_first(self) -> bool:
        """Whether bylines of this page stand above headlines: the first one does, and none is below it."""
        index = 0
        while index < len(self._looks) and (self._looks[index].kind in FURNITURE or self._is_byline(index)):
            index += 1
        if not 0 < index < len(self._looks) - 1 or not self._is_byline(index - 1):
            return False
        return self._looks[index].kind is Kind.HEADLINE and self._looks[index + 1].kind is Kind.BODY

    def _bylines_above(self, index: int) -> int:
        """Number of byline lines directly above headline `index` that belong to it."""
        count = 0
        while self._inverted and count < index and self._is_byline(index - count - 1):
            count += 1
        return count

    def _may_head(self, index: int) -> bool:
        seen = self._looks[index]
        if seen.kind is not Kind.HEADLINE or self._is_byline(index):
            return False
        return len(seen.words) >= 3 or self._above(index) == 2

    def _is_byline(self, index: int) -> bool:
        byline = self._bylines[index]
        return byline is not None and byline.sure

    def _above(self, index: int) -> int:
        """2 where the page begins, an article just ended or a rule stands above line `index`, else 0."""
        return 2 if index == 0 or self._looks[index - 1].kind in _ENDS else 0

    def _score(self, index: int) -> tuple[int, int] | None:
        """Points for line `index` as a headline, and where its body begins; None where none follows."""
        seen = self._looks[index]
        points = self._above(index) + (1 if seen.style else 0)
        if self._lines[index].blank >= 3:
            points += 1
        if self._bylines_above(index):
            points += 3
        below = decks = 0
        for body in range(index + 1, min(index + 1 + _HEAD, len(self._looks))):
            other = self._looks[body]
            byline = self._bylines[body]
            if self._repeats(index, body):
                below = 3
            elif other.kind is Kind.SOURCE:
                below = max(below, 2)
            elif byline is not None and byline.sure:
                below = 3
            elif other.kind is Kind.BODY:
                if self._deck_above_byline(index, body):
                    decks += 1
                    continue
                below += self._opening(index, body)
                if not below and index and self._looks[index - 1].kind is Kind.END:
                    points -= (
                        1  # a lone link below 'Related', after which its article goes on, looks the same
                    )
                return points + below, body
            elif other.kind in (Kind.END, Kind.TAIL, Kind.SIGN_OFF, Kind.RULE):
                return None
            elif other.kind in FURNITURE:
                continue
            elif byline is not None:
                below = max(below, 1)
            else:
                decks += 1
                if decks > 2:
                    return None
        return None

    def _deck_above_byline(self, index: int, body: int) -> bool:
        """Whether the sentence in line `body` stands between a headline and its byline."""
        return (
            body == index + 1
            and self._above(index) == 2
            and 0 < len(self._looks[body].words) <= 45
            and body + 1 < len(self._looks)
            and self._is_byline(body + 1)
        )

    def _opening(self, index: int, body: int) -> int:
        points = 2 if _DATELINE.match(self._lines[body].text) else 0
        before = next((i for i in range(index - 1, -1, -1) if self._looks[i].kind is Kind.BODY), None)
        if before is not None:
            scripts = {script(self._lines[before].text), script(self._lines[body].text)} - {None}
            points += 2 if len(scripts) == 2 else 0
        return points

    def _repeats(self, index: int, other: int) -> bool:
        """Whether line `other` begins with the words of headline `index` (a page title or caption does)."""
        title, words = self._looks[index].words, self._looks[other].words
        if len(title) < 3 or not words or len(words) > len(title) + 8:
            return False
        least = min(len(title), len(words))
        return least >= 0.7 * len(title) and title[:least] == words[:least]

    def _better_below(self, index: int, body: int) -> bool:
        """Whether a line just above the byline is the headline, and line `index` a link above it."""
        for other in range(index + 1, body):
            if self._is_byline(other) or self._repeats(index, other):
                return False
            if self._may_head(other) and not self._repeats(index, other) and self._bylines[other] is None:
                scored = self._score(other)
                if scored is None or scored[0] - self._above(other) < _NEEDED - 2:
                    continue
                loud, below = self._looks[index].style, self._looks[other].style
                tight = self._lines[other].blank == 0 and self._lines[index].blank > 0
                if below > loud or (below == loud and not tight):
                    return True
        return False

    def _first(self, heads: dict[int, int]) -> int:
        """Index of the first line of the first article; lines above it are a page's header."""
        if not heads:
            first = 0
            while first < len(self._looks) - 1 and (
                (self._looks[first].kind in FURNITURE and self._looks[first].kind is not Kind.SOURCE)
                or (self._inverted and self._is_byline(first))
            ):
                first += 1
            return first
        head = min(heads)
        for index in range(head):
            if self._looks[index].kind is Kind.BODY:
                while index > 0 and self._looks[index - 1].kind in (Kind.HEADLINE, Kind.SHORT):
                    index -= 1
                return index
        return head

    def _segment(self, first: int, body: int | None, end: int, furniture: set[int]) -> Segment:
        title: int | None = first
        if body is None:
            title = first if self._looks[first].kind is Kind.HEADLINE and first + 1 < end else None
            body = first + (title is not None)
            while title is not None and body < end and self._in_head(first, body):
                body += 1
        found = Segment(first, body, end, title)
        series = self._dated_parts(body, end)
        for index in range(first + 1, body):
            byline = self._bylines[index]
            if series and self._is_date(index):
                continue
            if byline is not None and (byline.sure or index <= first + 2):
                found.bylines.append(byline)
                furniture.add(index)
            elif self._repeats(first, index) or self._looks[index].kind in FURNITURE:
                furniture.add(index)
        self._mark(found, furniture)
        return found

    def _is_date(self, index: int) -> bool:
        byline = self._bylines[index]
        return byline is not None and byline.published is not None and not (byline.outlet or byline.author)

    def _dated_parts(self, body: int, end: int) -> bool:
        """Whether dates head the parts of an article (a chronicle), so that none is the article's own."""
        return any(
            self._is_date(index) and self._looks[index + 1].kind is Kind.BODY
            for index in range(body + 1, end - 1)
        )

    def _in_head(self, first: int, index: int) -> bool:
        return (
            self._is_byline(index)
            or self._repeats(first, index)
            or self._looks[index].kind in (Kind.SOURCE, Kind.MEDIA, Kind.FURNITURE, Kind.ADDRESS)
        )

    def _mark(self, found: Segment, furniture: set[int]) -> None:
        """Mark the furniture below the head: by its look, notes at the end, links below an end mark."""
        last = max((i for i in range(found.body, found.end) if self._looks[i].kind is Kind.BODY), default=-1)
        index = found.body
        while index < found.end:
            kind = self._looks[index].kind
            if kind in FURNITURE or is_credit(self._looks[index]):
                furniture.add(index)
            if kind is Kind.TAIL and self._is_tail(found.body, index, found.end):
                furniture.update(range(index, found.end))
                return
            if index > last and (kind is Kind.END or (kind in _CLOSING and found.end - index <= _FOOTER)):
                furniture.update(range(index, found.end))
                return
            if index > last and (byline := self._bylines[index]) is not None and byline.sure:
                found.bylines.append(byline)
                furniture.add(index)
            index += 1

    def _is_tail(self, body: int, index: int, end: int) -> bool:
        """Whether what follows a closing note is short enough to be notes too."""
        rest = [len(line.text) for line in self._lines[index + 1 : end]]
        before = sum(len(line.text) for line in self._lines[body:index])
        return len(rest) <= _TAIL_LINES and max(rest, default=0) <= SHORT and sum(rest) * 2 <= before
