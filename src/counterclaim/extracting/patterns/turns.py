"""Speakers named by a label: interview turns, headlines, 'NAME: words' and 'words – monitor'."""

from __future__ import annotations

from counterclaim.extracting.patterns.frames import Draft
from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

LONGEST = 9


class Turns:
    """Reads the labels of one passage."""

    def __init__(self, page: Layout, lexicon: Lexicon, np: Phrases) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = np

    def read(self, heading: bool) -> list[Draft]:
        page = self.page
        labels = [found for a, b in self._starts() if (found := self._label(a, b, heading)) is not None]
        drafts: list[Draft] = []
        for n, (source, colon) in enumerate(labels):
            end = labels[n + 1][0][0] if n + 1 < len(labels) else self._turn_end(colon + 1, source)
            content = (colon + 1, end)
            if any(page.word[k] for k in range(*content)):
                drafts.append(self._draft(source, (colon, colon + 1), content))
        if not labels:
            drafts.extend(self._trailing(heading))
        return drafts

    def _draft(self, source: Range, cue: Range, content: Range) -> Draft:
        return Draft(source, cue, [content], frozenset({"quotation"}), frozenset(), source[0], quoted=True)

    def _starts(self) -> list[Range]:
        """Places where a label may start: sentences, also those inside a transcript's quotation mark."""
        return [(a, b) for a, b in self.page.sentences]

    def _label(self, a: int, b: int, heading: bool) -> tuple[Range, int] | None:
        page, np = self.page, self.np
        while a < b and not page.word[a] and page.raw[a] in {'"', "“", "«", "-", "–", "—", "*", "•"}:
            a += 1
        colon = None
        for k in range(a, min(b, a + LONGEST + 6, len(page))):
            if page.raw[k] == ":":
                colon = k
                break
            if is_stop(page.raw[k]) or page.raw[k] == ";":
                return None
        if colon is None or colon == a or colon + 1 >= len(page):
            return None
        if page.start[colon + 1] == page.end[colon] and not page.quote[colon + 1]:
            return None
        name = [page.folded[k] for k in range(a, colon) if page.word[k]]
        if len(name) > LONGEST or not name or name[0] in self.lexicon.classes["not_speakers"]:
            return None
        turn = self.lexicon.classes["question_turns"] | self.lexicon.classes["answer_turns"]
        marked = name[0] in turn and len(name) <= 2
        if not marked:
            if not page.upper(a) and self.lexicon.cased:
                return None
            if any(np.finite(k) and not np.of_class(k, "other_verbs") or np.cued[k] and page.raw[k].islower() for k in range(a, colon)):
                return None
            if np.of_class(a, "prepositions", "subordinators", "pronouns", "coordinators") or page.raw[a].isdigit():
                return None
            quoted = colon + 1 < len(page) and bool(page.quote[colon + 1])
            capitals = sum(page.upper(k) for k in range(a, colon) if page.word[k])
            if not heading and not quoted and capitals * 2 < len(name):
                return None
            if np.of_class(a, "determiners") and not quoted:
                return None
        return (a, colon), colon

    def _turn_end(self, start: int, source: Range) -> int:
        page = self.page
        if page.quote[start]:
            return page.quotes[page.quote[start] - 1][1]
        first = page.sentences[0][0]
        opening = all(not page.word[k] for k in range(first, source[0]))
        if opening:
            return len(page)
        return next((e for s, e in page.sentences if s <= source[0] < e), len(page))

    def _trailing(self, heading: bool) -> list[Draft]:
        """'"C" ― X' and, in a heading, 'C – monitor', 'C: monitor'."""
        page = self.page
        last = len(page)
        while last > 0 and not page.word[last - 1]:
            last -= 1
        for k in range(last - 1, max(0, last - 9), -1):
            mark = page.raw[k]
            if is_dash(mark) or mark == ":":
                source = (k + 1, last)
                words = tuple(page.folded[source[0] : source[1]])
                quoted = k > 0 and bool(page.quote[k - 1])
                known = " ".join(words) in self.lexicon.classes["headline_sources"] or words[-1] in self.lexicon.classes["headline_sources"]
                if quoted and is_dash(mark) and page.upper(k + 1) and k - 1 > SHORT:
                    opening = page.quotes[page.quote[k - 1] - 1]
                    if opening[0] <= 1:
                        return [self._draft(source, (k, k + 1), opening)]
                if known and last - k <= 5 and k > SHORT and (heading or len(page.sentences) == 1):
                    return [self._draft(source, (k, k + 1), (0, k))]
                return []
        return []


SHORT = 3
