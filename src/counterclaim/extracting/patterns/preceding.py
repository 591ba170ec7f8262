"""Content that stands before its report ('C, X said'), and content that goes on after it."""

from __future__ import annotations

from counterclaim.extracting.patterns.drafts import Cue
from counterclaim.extracting.patterns.extents import Extents
from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

LONGEST_DATELINE = 14
SHORT_QUOTATION = 5


class Preceding:
    """Finds content to the left in one passage. Positions are token indices, `a` the sentence's start."""

    def __init__(self, page: Layout, lexicon: Lexicon, np: Phrases, extents: Extents) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = np
        self.extents = extents

    def after_dateline(self, a: int, end: int) -> int:
        """Past 'BEIRUT, 5 May (Agency) -' at the start of a passage."""
        page, np = self.page, self.np
        if a > 0 or not page.upper(0):
            return a
        for k in range(1, min(end, LONGEST_DATELINE)):
            if is_dash(page.raw[k]):
                return k + 1
            if (page.word[k] and page.raw[k][0].islower()) or np.finite(k) or page.quote[k]:
                return a
        return a

    def clause_start(self, a: int, end: int, broken: bool) -> int:
        """Where the clause that a comma closes at `end` starts: after a semicolon or, if the clause goes on
        (`broken`), where it has only begun ('which, X said, …', 'and a trench, X said, …')."""
        page, np = self.page, self.np
        a = self.after_dateline(a, end)
        for k in range(end - 1, a, -1):
            if page.quote[k] and not page.quote[a]:
                continue
            if page.raw[k] == ";":
                return k + 1
            if not broken or np.has_verb(k + 1, end) or not np.has_verb(a, k):
                continue
            if np.comma(k - 1) and np.of_class(k, "relatives", "subordinators", "coordinators"):
                return k + 1
            if k >= end - 3 and np.of_class(k, "relatives", "coordinators", "complementisers"):
                return k + 1
        return a

    def goes_on(self, k: int, b: int, later: list[Cue]) -> bool:
        """Whether the clause broken by 'X said,' goes on at `k`."""
        np = self.np
        if k >= b or self.extents.participle(k) or any(c.group == k and c.kinds == {"gerund"} for c in later):
            return False
        return not np.of_class(k, "coordinators", "subordinators", "relatives", "prepositions")

    def left_content(self, a: int, end: int, level: int) -> Range:
        page, np = self.page, self.np
        k = end
        while k > a and np.comma(k - 1):
            k -= 1
        start = a
        if page.quote[k - 1] and page.quote[k - 1] != level:
            opening = page.quotes[page.quote[k - 1] - 1][0]
            for i in range(opening - 1, a - 1, -1):
                if self.np.cued[i] or is_stop(page.raw[i]):
                    break
                start = i
            start = opening if any(self.np.cued[i] for i in range(a, opening)) else a
        else:
            start = self.clause_start(a, k, broken=False)
        while start < k and (np.comma(start) or page.raw[start] in {")", "]"}):
            start += 1
        return start, k

    def ended_speech(self, left: Range, source: Range) -> bool:
        """Whether the quotation before 'X said' is closed by a comma or another mark, so that it is what was said."""
        page = self.page
        inside = page.raw[left[1] - 2] if left[1] - 2 >= left[0] else ""
        return inside in {",", "?", "!", "،", "؟"} or is_dash(inside) or self.np.comma(source[0] - 1)

    def later_quotation(self, k: int, b: int, level: int) -> Range | None:
        """In '"A," X said, pointing at the map, "b"': the quotation that goes on in the same sentence."""
        page = self.page
        for i in range(k + 1, b):
            number = page.quote[i]
            if number and number != level:
                a, end = page.quotes[number - 1]
                goes_on = a + 1 < end and page.raw[a + 1][0].islower() and self.np.comma(a - 1)
                return (a, end) if goes_on and end - a > SHORT_QUOTATION else None
        return None

    def quoted_left(self, source: Range, a: int, level: int) -> Range | None:
        page, np = self.page, self.np
        s = source[0]
        if s <= a:
            return None
        last = s - 2 if np.comma(s - 1) and s - 2 >= a else s - 1
        if page.quote[last] and page.quote[last] != level:
            opening, close = page.quotes[page.quote[last] - 1]
            if close - opening >= 4:
                return self.left_content(a, s, level)
        return None

    def left_of(self, source: Range, a: int, level: int, parenthetical: bool) -> Range | None:
        """Content before 'X said': a quotation, or a clause closed by a comma."""
        np = self.np
        s = source[0]
        if s <= a:
            return None
        quoted = self.quoted_left(source, a, level)
        if quoted is not None:
            return quoted
        if not np.comma(s - 1) and not (is_dash(self.page.raw[s - 1]) or self.page.raw[s - 1] == ")"):
            return None
        start = self.clause_start(a, s - 1, parenthetical)
        if parenthetical:
            return (start, s - 1)
        if not np.has_verb(start, s - 1) and s - 1 - start < 4:
            return None
        opener = start
        while opener < s and np.adverb(opener):
            opener += 1
        if np.of_class(opener, "subordinators") and not any(np.comma(q) for q in range(start, s - 1)):
            return None
        if np.of_class(opener, "prepositions") and not np.has_verb(start, s - 1):
            return None
        return None if self.extents.participle(opener) else (start, s - 1)

    def resumed(self, i: int, b: int, level: int, later: list[Cue], inverted: bool) -> Range | None:
        """Content after '"C," said X': ', D' in the same sentence."""
        page, np = self.page, self.np
        if i < b and np.comma(i) and i + 1 < b:
            k = i + 1
            if page.quote[k] and page.quote[k] != level:
                return k, page.quotes[page.quote[k] - 1][1]
            if any(c.start == k or c.group == k for c in later):
                return None
            if self.lexicon.sequences["relay_prepositions"].at(page.folded, k) or self.extents.participle(k):
                return None
            if np.of_class(k, "relatives") or (
                inverted and np.of_class(k, "determiners", "subordinators", "prepositions")
            ):
                return None
            starts = {c.start: c for c in later}
            if np.of_class(k, "coordinators") and (
                self.extents.new_subject(k + 1, b, starts) or self.extents.group_starts(k + 1, starts)
            ):
                return None
            end = self.extents.clause_end(k, b, level, later=later)
            return (k, end) if end > k and (not inverted or np.has_verb(k, end)) else None
        if (
            i < b
            and page.raw[i] in {":", ";"}
            and i + 1 < b
            and page.quote[i + 1] != level
            and page.quote[i + 1]
        ):
            return i + 1, page.quotes[page.quote[i + 1] - 1][1]
        if (
            i < b
            and np.of_class(i, "coordinators")
            and i + 1 < b
            and page.quote[i + 1] != level
            and page.quote[i + 1]
        ):
            return i + 1, page.quotes[page.quote[i + 1] - 1][1]
        return None
