"""Attributions without a verb: 'according to X', 'the claim that C', 'reportedly'."""

from __future__ import annotations

from counterclaim.extracting.patterns.drafts import Draft
from counterclaim.extracting.patterns.extents import Extents
from counterclaim.extracting.patterns.layout import Layout, is_dash
from counterclaim.extracting.patterns.plausible import Plausible
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

LONGEST_VERB = 4


class Nominal:
    """Reads prepositions, nouns and adverbs of one passage into `drafts`."""

    def __init__(
        self, page: Layout, lexicon: Lexicon, np: Phrases, extents: Extents, drafts: list[Draft]
    ) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = np
        self.extents = extents
        self.drafts = drafts
        self.plausible = Plausible(page, lexicon, np)

    def prepositions(self, a: int, b: int, level: int) -> None:
        page, np = self.page, self.np
        i = a
        while i < b:
            match = (
                self.lexicon.sequences["source_prepositions"].at(page.folded, i)
                if page.quote[i] == level
                else None
            )
            if match is None:
                source = self._count(i, a, b) if page.quote[i] == level else None
                if source is not None:
                    self._prepositional(i, 1, source, a, b, level)
                i += 1
                continue
            n, _entries = match
            opens = not any(page.word[k] for k in range(a, i))
            source = np.phrase_after(i + n, b, closed=opens)
            if source is None or not self.plausible.speaks(source):
                i += n
                continue
            if np.of_class(source[0], "object_pronouns"):
                source = (source[0], source[0] + 1)
            self._prepositional(i, n, source, a, b, level)
            i = source[1]

    def _count(self, i: int, a: int, b: int) -> Range | None:
        """The phrase after 'by' in 'by the ministry's count', 'by most estimates'."""
        np = self.np
        if not np.of_class(i, "agents") or (i > a and (np.cued[i - 1] or np.verb_like(i - 1))):
            return None
        for k in range(i + 1, min(b, i + 9)):
            if np.boundary(k) or np.finite(k) or np.of_class(k, "coordinators"):
                return None
            if np.of_class(k, "counting_nouns"):
                of = k + 1 < b and np.of_class(k + 1, "prepositions")
                return np.phrase_after(i + 1, b) if of else (i + 1, k + 1)
        return None

    def _prepositional(self, i: int, n: int, source: Range, a: int, b: int, level: int) -> None:
        """'According to X, C', 'C, according to X' and 'A, according to X, B'."""
        page, np = self.page, self.np
        start = i
        while start > a and not (page.raw[start - 1] == ";" or is_dash(page.raw[start - 1])):
            start -= 1
        local = start
        for k in range(i - 1, start, -1):
            if (
                np.comma(k)
                and np.of_class(k + 1, "relatives", "subordinators", "coordinators")
                and not np.has_verb(k + 1, i)
            ):
                local = k + 1
                break
            if np.of_class(k, "coordinators", "complementisers") and k >= i - 2:
                local = k
                break
        end = i
        while end > local and np.comma(end - 1):
            end -= 1
        after = source[1]
        comma = after < b and np.comma(after)
        initial = all(
            np.adverb(k)
            or not page.word[k]
            or np.of_class(k, "coordinators", "subordinators", "relatives", "complementisers")
            for k in range(local, end)
        )
        content: list[Range] = []
        if initial:
            k = after + 1 if comma else after
            stop = self.extents.clause_end(k, b, level)
            content = [(k, stop)] if k < stop else []
        else:
            content = [(local, end)]
            if comma and after + 1 < b:
                whole = np.has_verb(local, end) and np.of_class(
                    after + 1, "relatives", "coordinators", "subordinators"
                )
                if not whole and not self.extents.participle(after + 1) and np.has_verb(after + 1, b):
                    content.append((after + 1, self.extents.clause_end(after + 1, b, level)))
        if content:
            self.drafts.append(
                Draft(source, (i, i + n), content, frozenset({"clause"}), frozenset(), a, right=initial)
            )

    def nouns(self, a: int, b: int, level: int) -> None:
        page, np, nouns = self.page, self.np, self.lexicon.nouns
        for i in range(a, b):
            if page.quote[i] != level or page.folded[i] not in nouns or np.cued[i]:
                continue
            match = nouns.at(page.folded, i)
            if match is None:
                continue
            n, entries = match
            takes = frozenset().union(*(e.takes for e in entries))
            flags = frozenset().union(*(e.flags for e in entries))
            k = i + n
            source = self._owner(i, a)
            if source is None and np.of_class(i, "report_nouns"):
                source = (i, i + n)
            if k < b and np.of_class(k, "agents"):
                source = np.phrase_after(k + 1, b)
                k = source[1] if source else k
            if k + 1 >= b:
                continue
            content: Range | None = None
            if (
                np.of_class(k, "noun_links")
                and "happening" in takes
                and (source is not None or not np.of_class(i - 1, "determiners"))
            ):
                content = (k + 1, self.extents.clause_end(k + 1, b, level))
            if source == (i, i + n):
                k = self._emerged(k, b)
            if np.of_class(k, "complementisers") and "clause" in takes and self.extents.clause_follows(k, b):
                content = (k + 1, self.extents.clause_end(k + 1, b, level))
            if source is None and "unsourced" not in flags and self.attributed(i):
                continue
            if content is not None and not self._said(content):
                self.drafts.append(Draft(source, (i, i + n), [content], takes, flags, a))

    def _emerged(self, k: int, b: int) -> int:
        """Past the verb of 'reports emerged that', 'rumours were spreading that'."""
        end = k
        while end < min(b - 1, k + LONGEST_VERB) and (self.np.verb_like(end) or self.np.adverb(end)):
            end += 1
        return end if self.np.of_class(end, "complementisers") else k

    def _said(self, content: Range) -> bool:
        """Whether a report with a source has this content already ('said in a statement that C')."""
        return any(
            d.source is not None and first == content[0] for d in self.drafts for first, _ in d.content
        )

    def _owner(self, i: int, a: int) -> Range | None:
        """'X's claim', 'their claim': who makes it."""
        np = self.np
        k = i - 1
        while (
            k > a
            and self.page.word[k]
            and not np.of_class(k, "determiners", "possessives", "prepositions")
            and not np.possessive(k)
            and i - k < 4
        ):
            k -= 1
        if k < a:
            return None
        if np.possessive(k):
            return np.subject_before(k, a)
        if np.of_class(k, "possessives"):
            return k, k + 1
        return None

    def attributed(self, i: int) -> bool:
        """Whether a named source already says what stands at `i`."""
        return any(
            d.source is not None and first <= i < last for d in self.drafts for first, last in d.content
        )

    def _afterthought(self, i: int, after: int, a: int, b: int) -> bool:
        """', allegedly by a drone.': only what follows the comma is hearsay."""
        if i <= a or not self.np.comma(i - 1):
            return False
        return not any(self.np.comma(k) or self.np.finite(k) for k in range(after, b))

    def adverbs(self, a: int, b: int, level: int) -> None:
        page = self.page
        for i in range(a, b):
            if page.quote[i] != level:
                continue
            match = self.lexicon.sequences["source_adverbs"].at(page.folded, i)
            if match is None:
                continue
            n, entries = match
            if self.attributed(i):
                continue
            content = []
            start = max(
                (
                    d.content[0][0]
                    for d in self.drafts
                    if d.sentence == a and d.content[0][0] <= i < d.content[0][1]
                ),
                default=a,
            )
            if i > start and not self._afterthought(i, i + n, a, b):
                content.append((start, i))
            if i + n < b:
                content.append((i + n, b))
            flags = frozenset().union(*(e.flags for e in entries))
            self.drafts.append(Draft(None, (i, i + n), content, frozenset(), flags, a))
