"""Frames of a language whose source stands before its verb: 'X said that C', '"C," said X', 'X is said to C'."""

from __future__ import annotations

from counterclaim.extracting.patterns.drafts import Cue, Draft
from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.reports import Reports
from counterclaim.extracting.patterns.sources import Range


class Frames(Reports):
    """Reads the sentences of one passage in order; `drafts` grows."""

    def __init__(self, page: Layout, lexicon: Lexicon) -> None:
        super().__init__(page, lexicon)
        self._spoken: set[int] = set()
        self._unsourced: list[Draft] = []

    def read(self, a: int, b: int, level: int = 0) -> None:
        """The sentence (or quotation) of tokens `a` to `b`; quotations inside are not entered.

        A semicolon parts two sentences, unless what follows has no report of its own.
        """
        mark = self._semicolon(a, b, level)
        if mark is not None:
            self.read(a, mark, level)
            self.read(mark + 1, b, level)
            return
        cues = self.cues.find(a, b, level)
        for cue in cues:
            for i in range(cue.start, cue.end):
                self.np.cued[i] = True
        self.nominal.prepositions(a, b, level)
        for n, cue in enumerate(cues):
            self._verb(cue, a, b, cues[:n], cues[n + 1 :], level)
        self.nominal.nouns(a, b, level)
        self._give_way()
        self.nominal.adverbs(a, b, level)

    def _semicolon(self, a: int, b: int, level: int) -> int | None:
        """The first semicolon with a report on both sides."""
        for k in range(a + 1, b - 1):
            if self.page.raw[k] == ";" and self.page.quote[k] == level:
                both = self.cues.find(a, k, level) and self.cues.find(k + 1, b, level)
                return k if both else None
        return None

    def _give_way(self) -> None:
        """'Fighting was reported' inside what a source says is that source's."""
        for draft in self._unsourced:
            if self.nominal.attributed(draft.cue[0]):
                self.drafts.remove(draft)
        self._unsourced.clear()

    def _verb(self, cue: Cue, a: int, b: int, earlier: list[Cue], later: list[Cue], level: int) -> None:
        if cue.start in self._spoken:
            return
        if cue.passive:
            self._passive(cue, a, b, later, level)
            return
        low = self.subjects.low(cue, a)
        if "relay" in cue.takes and self._quoting(cue, a, b, earlier, later, level):
            return
        gerund = cue.kinds == {"gerund"} and cue.group == cue.start
        source: Range | None = None
        shared = False
        inverted = self._inverted(cue, a, b, level)
        if inverted is not None:
            source, left = inverted
            content = [left]
            after = source[1]
            rest = self.preceding.resumed(after, b, level, later, inverted=self.np.has_verb(*left))
            if rest is not None:
                content.append(rest)
            self.add(cue, source, content, a, right=False)
            return
        if gerund or cue.infinitive or self.subjects.coordinated(cue.group, a):
            source = self.subjects.shared_subject(cue, a, b, earlier, low)
            shared = source is not None
        else:
            source = self.np.subject_before(cue.group, low)
            if source is not None and self.np.of_class(source[0], "relatives") and source[1] - source[0] == 1:
                source = self.subjects.antecedent(source[0], a) or source
        if (
            source is None
            and not gerund
            and not cue.infinitive
            and (cue.group > a or not self.cues.title_case(a, b))
        ):
            unmarked = self._unmarked(cue, a, b, level, None)
            if unmarked is not None:
                self.add(cue, unmarked[0], unmarked[1], a, right=False)
                return
            source = self.subjects.shared_subject(cue, a, b, earlier, low)
            shared = source is not None
        source = None if source is None else self.plausible.settle(source, a)
        if source is None:
            return
        if self._opens(cue, b, level):
            self.drafts.append(
                Draft(source, (cue.start, cue.end), [], cue.takes, cue.flags, a, quoted=True, opens=True)
            )
            return
        found = self.contents(cue, source, a, b, later, level, shared)
        if not shared and (found is None or self._verbless(cue, found, source, a, b)):
            unmarked = self._unmarked(cue, a, b, level, found)
            if unmarked is not None:
                source, found = unmarked[0], (unmarked[1], False)
        if found:
            self.add(cue, source, found[0], a, right=found[1], shared=shared)

    def _opens(self, cue: Cue, b: int, level: int) -> bool:
        """Whether the passage ends with the report and a colon."""
        if level or b < len(self.page) or "clause" not in cue.takes:
            return False
        k, _ = self.extents.skip_adverbials(cue.end, b, cue, level)
        return k == len(self.page) - 1 and self.page.raw[k] == ":"

    def _quoting(self, cue: Cue, a: int, b: int, earlier: list[Cue], later: list[Cue], level: int) -> bool:
        """'Y quoted X as saying C': X is the source, Y relays."""
        np = self.np
        saying = next(
            (c for c in later if c.kinds == {"gerund"} and np.of_class(c.start - 1, "relay_marks")), None
        )
        if saying is None or saying.start - cue.end > 30:
            return False
        via = np.subject_before(cue.group, self.subjects.low(cue, a)) or self.subjects.shared_subject(
            cue, a, b, earlier, a
        )
        source = np.phrase_after(cue.end, saying.start - 1)
        rest = [c for c in later if c.start > saying.start]
        content: Range | None = None
        k, _ = self.extents.skip_adverbials(saying.end, b, saying, level)
        if source is None:
            return False
        if k < b and not is_stop(self.page.raw[k]):
            content = self.right(saying, saying.end, k, b, level, rest, source)
        elif via is not None:
            content = self.preceding.quoted_left(via, a, level) or (a, via[0])
        if content is None or content[0] >= content[1]:
            return False
        self.add(cue, source, [content], a, via=via)
        self._spoken.add(saying.start)
        return True

    def _verbless(self, cue: Cue, found: tuple[list[Range], bool], source: Range, a: int, b: int) -> bool:
        """Whether, in a sentence without commas, what follows the report is no clause while one stands before."""
        if "speech" not in cue.takes or any(self.np.comma(k) for k in range(a, b)):
            return False
        content, right = found
        spoken = any(self.np.has_verb(*c) or self.page.quote[c[0]] for c in content)
        return right and not spoken and self.np.has_verb(a, source[1])

    def _unmarked(
        self, cue: Cue, a: int, b: int, level: int, found: tuple[list[Range], bool] | None
    ) -> tuple[Range, list[Range]] | None:
        """'C X said.' and 'C X said, going on' in text that has lost its commas."""
        np, page = self.np, self.page
        k, _ = self.extents.skip_adverbials(cue.end, b, cue, level)
        if "addressee" in cue.takes:
            k = self.extents.past_addressee(k, b, level) or k
        ended = k >= b or is_stop(page.raw[k]) or np.of_class(k, "contrasts")
        if (
            not (ended or found)
            or ("speech" not in cue.takes and cue.kinds <= {"base", "present"})
            or not cue.takes >= {"clause", "quotation"}
            or any(np.comma(q) for q in range(a, cue.group))
        ):
            return None
        start = self._unmarked_source(cue, a)
        settled = None if start is None else self.plausible.settle((start, cue.group), a)
        if settled is None:
            return None
        start = settled[0]
        content = [(a, start)]
        if found:
            content += found[0]
        return (start, cue.group), content

    def _unmarked_source(self, cue: Cue, a: int) -> int | None:
        """Where the subject starts that follows its content without a comma."""
        np, page = self.np, self.page
        if np.of_class(cue.group - 1, "speakers") and not page.upper(cue.group - 1):
            k = cue.group - 1
            while k > a and np.of_class(k - 1, "speaker_kinds"):
                k -= 1
            article = next((j for j in range(k - 1, max(a, k - 7), -1) if np.of_class(j, "articles")), k)
            governed = article > a and np.of_class(article - 1, "prepositions", "coordinators")
            if not governed and not any(np.finite(j) for j in range(article, k)):
                k = article
            bare = not np.of_class(k - 1, "prepositions", "determiners", "possessives", "coordinators")
            if k > a and page.raw[k - 1].isupper() and len(page.raw[k - 1]) > 1:
                return k - 1
            bare = bare and not np.possessive(k - 1) and not page.upper(k - 1) and not np.adverb(k - 1)
            if bare and page.word[k - 1] and np.has_verb(a, k) and k - a > 4:
                return k
        for k in range(cue.group - 1, max(a, cue.group - 12), -1):
            opens = (
                np.of_class(k, "determiners", "possessives", "pronouns")
                or (
                    page.upper(k)
                    and not page.upper(k - 1)
                    and not np.of_class(k - 1, "determiners", "prepositions")
                )
                or (np.of_class(k - 1, "weekdays_and_times") and not np.of_class(k, "weekdays_and_times"))
            )
            if np.finite(k):
                return None
            if (
                opens
                and not np.of_class(k, "relatives")
                and not np.of_class(k - 1, "prepositions", "coordinators", "determiners", "possessives")
                and np.has_verb(a, k)
                and k - a > 4
            ):
                return self._name_before(k, a)
        return None

    def _name_before(self, k: int, a: int) -> int:
        """Back from `k` over what belongs to the name: 'Syrian state TV', 'the Army of X a group'."""
        np, page = self.np, self.page
        start = k
        if page.upper(k):
            while start - 1 > a and np.of_class(start - 1, "speaker_kinds"):
                start -= 1
            return start - 1 if start < k and page.upper(start - 1) else k
        while start - 1 > a and page.word[start - 1] and page.upper(start - 1):
            start -= 1
        if start + 1 < k and np.of_class(k, "determiners"):
            return start - 1 if np.of_class(start - 1, "determiners") else start
        return k

    def _inverted(self, cue: Cue, a: int, b: int, level: int) -> tuple[Range, Range] | None:
        """'C, said X': the content stands before the verb, its speaker after it."""
        page, np = self.page, self.np
        g = cue.group
        if (
            g <= a
            or g != cue.start
            or not cue.takes & {"quotation"}
            or not cue.kinds & {"past", "present", "base"}
        ):
            return None
        before = page.raw[g - 1]
        last = g - 2 if np.comma(g - 1) and g - 2 >= a else g - 1
        quoted = bool(page.quote[last]) and page.quote[last] != level
        unpunctuated = (
            "speech" in cue.takes and page.word[g - 1] and not any(np.comma(k) for k in range(a, b))
        )
        if not (np.comma(g - 1) or quoted or before in {"?", "!"} or is_dash(before) or unpunctuated):
            return None
        i = cue.end
        if i >= b or page.quote[i] != level or np.boundary(i):
            return None
        if (
            self.extents.participle(i)
            or np.of_class(i, "complementisers", "prepositions", "infinitive_markers", "question_words")
            or np.adverb(i)
        ):
            return None
        bare = not quoted and not np.comma(g - 1)
        if not quoted:
            if "clause" not in cue.takes or ("addressee" in cue.takes and "object" not in cue.takes):
                return None
            if self._apposed(cue, a, g):
                return None
        source = np.phrase_after(i, b)
        if source is None:
            return None
        end = source[1]
        if bare:
            closing = end >= b or is_stop(page.raw[end])
            plain = not np.of_class(i, "nominatives") and not np.has_verb(i, end) and end - i > 1
            if not (closing and plain and g - a > 5 and np.has_verb(a, g - 1)):
                return None
            if np.of_class(g - 1, "speakers") and not page.upper(g - 1) and not np.possessive(g - 2):
                return None
        if (
            not quoted
            and not np.has_verb(a, g - 1)
            and (
                not (end < b and np.comma(end) and np.has_verb(end, b))
                or g - a > 8
                or ("object" in cue.takes and cue.kinds == {"base"})
            )
        ):
            return None
        if end < b and not (
            np.boundary(end)
            or page.quote[end]
            or np.of_class(
                end, "adverbs", "prepositions", "subordinators", "coordinators", "weekdays_and_times"
            )
        ):
            return None
        return source, self.preceding.left_content(a, g, level)

    def _apposed(self, cue: Cue, a: int, g: int) -> bool:
        """Whether the comma before the verb closes an apposition ('X, the head of Y, said')."""
        np = self.np
        first = next((k for k in range(a, g - 1) if np.comma(k)), None)
        if first is None:
            return False
        if "speech" in cue.takes:
            return not np.has_verb(a, first)
        return not any(np.finite(k) for k in range(a, first))

    def _quoted_by(
        self, cue: Cue, subject: Range, via: Range, a: int, b: int, later: list[Cue], level: int
    ) -> bool:
        """'X was quoted by Y as saying C'."""
        saying = next(
            (c for c in later if c.kinds == {"gerund"} and self.np.of_class(c.start - 1, "relay_marks")), None
        )
        if saying is None:
            return False
        rest = [c for c in later if c.start > saying.start]
        k, _ = self.extents.skip_adverbials(saying.end, b, saying, level)
        content = self.right(saying, saying.end, k, b, level, rest, subject) if k < b else None
        if content is None:
            return False
        self.add(cue, subject, [content], a, via=(via[0], min(via[1], saying.start - 1)))
        self._spoken.add(saying.start)
        return True

    def _passive(self, cue: Cue, a: int, b: int, later: list[Cue], level: int) -> None:
        """'X is said to C', 'X was criticised by Y', 'it was reported that C'."""
        np = self.np
        subject = np.subject_before(cue.group, a)
        if subject is None:
            return
        i = cue.end
        if i < b and np.of_class(i, "agents"):
            source = np.phrase_after(i + 1, b)
            if (
                "relay" in cue.takes
                and source is not None
                and self._quoted_by(cue, subject, source, a, b, later, level)
            ):
                return
            if source is not None:
                content = [subject]
                if source[1] < b and np.of_class(
                    source[1], "subordinators", "prepositions", "infinitive_markers"
                ):
                    content.append((source[1], self.extents.clause_end(source[1], b, level, later=later)))
                self.add(cue, source, content, a, right=False)
            return
        if (
            i < b
            and np.of_class(i, "complementisers")
            and subject[1] - subject[0] == 1
            and np.of_class(subject[0], "pronouns")
        ):
            content_range = self.extents.span(i + 1, b, level, cue, later)
            if content_range is not None:
                self.add(cue, None, [content_range], a)
            return
        if i < b and "addressee" in cue.takes and np.of_class(i, "complementisers", "infinitive_markers"):
            told = self.extents.span(i + np.of_class(i, "complementisers"), b, level, cue, later)
            if told is not None:
                self.add(cue, None, [told], a)
            return
        if i < b and np.of_class(i, "infinitive_markers") and "raising" in cue.takes:
            content_range = self.extents.span(i, b, level, cue, later)
            if content_range is not None:
                reduced = cue.group == cue.start
                end = next((k for k in range(i + 2, content_range[1]) if reduced and np.verb_like(k)), b)
                self.add(cue, None, [subject, (i, min(end, content_range[1]))], a)
                if reduced:
                    self._unsourced.append(self.drafts[-1])
            return
        if i + 1 < b and np.of_class(i, "relay_marks") and "quotation" in cue.takes:
            nested = next((c for c in later if c.start == i + 1), None)
            if nested is not None and nested.end < b and np.of_class(nested.end, "agents"):
                via = np.phrase_after(nested.end + 1, b)
                left = self.preceding.left_of(subject, a, level, parenthetical=False)
                if via is not None and left is not None:
                    self.add(cue, subject, [left], a, right=False, via=via)
                    self._spoken.add(nested.start)
                return
            if nested is not None:
                content_range = self.right(
                    nested, nested.end, nested.end, b, level, [c for c in later if c is not nested], subject
                )
                if content_range is not None:
                    self.add(cue, subject, [content_range], a)
            return
        if "impersonal" in cue.takes and not np.of_class(subject[0], "expletives", "relatives"):
            if self.subjects.low(cue, a) > a:
                return
            content = [subject]
            if i < b and not is_stop(self.page.raw[i]):
                content.append((i, self.extents.clause_end(i, b, level, later=later)))
            self.add(cue, None, content, a)
            self._unsourced.append(self.drafts[-1])
