"""Who can say something: a person, a body, a crowd or a report, never an event, a thing or a sentence."""

from __future__ import annotations

from counterclaim.extracting.patterns.layout import INNER, Layout
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

LONGEST = 14
LONGEST_LETTERS = 2
_CLOSERS = {"”", '"', "»"}


class Plausible:
    """Settles where the source of one passage's report starts, in text that may have lost its commas."""

    def __init__(self, page: Layout, lexicon: Lexicon, np: Phrases) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = np

    def settle(self, source: Range, a: int) -> Range | None:
        """`source` without what belongs to the clause before it (`a`: the sentence's start); None where
        what is left cannot speak."""
        if not self.lexicon.classes["persons"]:
            return source
        first, last = self._initials(source, a)
        unmarked = not any(self.np.comma(k) for k in range(a, last))
        cut = self._opening(first, last) if unmarked else first
        return (cut, last) if self.speaks((cut, last)) else None

    def speaks(self, source: Range) -> bool:
        """Whether the head of the phrase can be a source; always where the pack lists no `persons`."""
        page, np = self.page, self.np
        first, last = source
        if not self.lexicon.classes["persons"]:
            return True
        while first < last and not page.word[first]:
            first += 1
        if first >= last:
            return False
        head = self._head(first, last)
        if not self._unquoted(first, last) or np.of_class(first, "comparatives"):
            return False
        if page.raw[first][0].isdigit() and np.of_class(head, "counted"):
            return False
        person = next((k for k in range(head, first - 1, -1) if self._person(k)), None)
        silent = np.of_class(head, "silent") and not (page.upper(head) and head > first)
        described = person is not None and any(self._verbal(k) for k in range(person + 1, head))
        if silent and not described:
            return False
        if person is not None and not self._clause(first, head + 1):
            return True
        if page.upper(head) and head > first:
            return not self._clause(first, last)
        words = [k for k in range(first, last) if page.word[k]]
        if all(page.raw[k][0].isdigit() for k in words):
            return False
        if page.raw[first][0].islower() and (
            self._verbal(first) or (len(words) == 1 and np.of_class(first, "auxiliaries"))
        ):
            return False
        return len(words) <= LONGEST or any(np.comma(k) for k in range(first, last))

    def _initials(self, source: Range, a: int) -> Range:
        """'U.S. military' whole where a stop was taken for a phrase's end."""
        first, last = source
        page = self.page
        while (
            first - 2 >= a
            and page.raw[first - 1] in {INNER, "."}
            and page.end[first - 1] == page.start[first]
            and page.end[first - 2] == page.start[first - 1]
            and page.upper(first)
            and page.upper(first - 2)
            and len(page.raw[first - 2]) <= LONGEST_LETTERS
        ):
            first -= 2
        return first, last

    def _unquoted(self, first: int, last: int) -> bool:
        """Whether no quotation ends inside the phrase that did not start in it ('the city" said X')."""
        page = self.page
        marks = [k for k in range(first, last) if page.raw[k] in _CLOSERS]
        return len(marks) != 1 or page.quote[marks[0]] != 0 or marks[0] == first

    def _head(self, first: int, last: int) -> int:
        """The last word of the phrase before what only describes it."""
        page, np = self.page, self.np
        head = first
        for k in range(first, last):
            if k > first and (
                np.comma(k)
                or page.raw[k] in {"(", "["}
                or np.of_class(k, "relatives")
                or (np.of_class(k, "prepositions") and not np.of_class(k, "determiners"))
            ):
                break
            if page.word[k]:
                head = k
        return head

    def _person(self, k: int) -> bool:
        classes = self.lexicon.classes
        word = self.page.folded[k]
        known = self.np.of_class(k, "speakers", "persons", "report_nouns", "headline_sources", "pronouns")
        return known or any(
            word.endswith(ending) and word[: -len(ending)] in classes["speakers"]
            for ending in self.lexicon.present_endings
        )

    def _verbal(self, k: int) -> bool:
        return self.page.folded[k].endswith((*self.lexicon.verb_endings, *self.lexicon.gerund_endings))

    def _clause(self, first: int, last: int) -> bool:
        """Whether the phrase holds a clause of its own: an auxiliary that no relative opens."""
        np = self.np
        for k in range(first + 1, last):
            if np.of_class(k, "relatives") or np.comma(k):
                return False
            if (
                np.of_class(k, "auxiliaries", "modals")
                and len(self.page.raw[k]) > 1
                and self.page.word[k - 1]
            ):
                return True
        return False

    def _opening(self, first: int, last: int) -> int:
        """Where the source starts: after the words of the clause whose comma is lost."""
        page, np = self.page, self.np
        for k in range(first + 1, last):
            if not page.word[k] or not page.word[k - 1]:
                continue
            if np.of_class(k - 1, "prepositions", "coordinators", "determiners", "possessives"):
                continue
            article = np.of_class(k, "articles")
            name = page.upper(k) and not page.upper(k - 1) and not article
            if np.of_class(k, "weekdays_and_times", "relatives"):
                continue
            if not (article or name) or self._belongs(first, k, article):
                continue
            rest = self._head(k, last)
            if self._person(rest) or (page.upper(rest) and self.speaks((k, last))):
                while k - 1 > first and name and np.of_class(k - 1, "speaker_kinds"):
                    k -= 1
                return k
        return first

    def _belongs(self, first: int, k: int, article: bool) -> bool:
        """Whether the words before `k` are the title or name of what follows ('the group X', 'X a doctor')."""
        page, np = self.page, self.np
        if article and page.upper(k):
            return False
        before = range(first, k)
        if any(np.of_class(i, "relatives") for i in before):
            return True
        if page.raw[first][0].isdigit() and not article:
            return k - first < 2
        if self._person(self._head(first, k)):
            return True
        named = all(
            page.upper(i) or not page.word[i] or page.raw[i - 1] == INNER for i in before if i > first
        )
        if named and page.upper(first):
            return True
        if article:
            return False
        governed = np.of_class(k - 2, "prepositions") and not np.of_class(k - 1, "silent")
        broken = any(
            np.of_class(i, "prepositions", "object_pronouns") or np.verb_like(i)
            for i in before
            if not page.upper(i)
        )
        return governed or not (broken or self._verbal(first))
