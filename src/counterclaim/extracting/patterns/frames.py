"""Frames of a language whose source stands before its verb: 'X said that C', '"C," said X', 'X is said to C'."""

from __future__ import annotations

from counterclaim.extracting.patterns.cues import Cues
from counterclaim.extracting.patterns.drafts import Cue, Draft
from counterclaim.extracting.patterns.extents import Extents
from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.nominal import Nominal
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range
from counterclaim.extracting.patterns.subjects import Subjects


class Frames:
    """Reads the sentences of one passage in order; `drafts` grows."""

    def __init__(self, page: Layout, lexicon: Lexicon) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = Phrases(page, lexicon)
        self.drafts: list[Draft] = []
        self.cues = Cues(page, lexicon, self.np)
        self.extents = Extents(page, lexicon, self.np)
        self.subjects = Subjects(page, lexicon, self.np, self.drafts)
        self.nominal = Nominal(page, lexicon, self.np, self.extents, self.drafts)
        self._spoken: set[int] = set()

    def read(self, a: int, b: int, level: int = 0) -> None:
        """The sentence (or quotation) of tokens `a` to `b`; quotations inside are not entered."""
        cues = self.cues.find(a, b, level)
        for cue in cues:
            for i in range(cue.start, cue.end):
                self.np.cued[i] = True
        self.nominal.prepositions(a, b, level)
        for n, cue in enumerate(cues):
            self._verb(cue, a, b, cues[:n], cues[n + 1 :], level)
        self.nominal.nouns(a, b, level)
        self.nominal.adverbs(a, b, level)

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
            rest = self.extents.resumed(after, b, level, later, inverted=self.np.has_verb(*left))
            if rest is not None:
                content.append(rest)
            self._add(cue, source, content, a, right=False)
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
            source = self.subjects.shared_subject(cue, a, b, earlier, low)
            shared = source is not None
        if source is None:
            return
        if self._opens(cue, b, level):
            self.drafts.append(
                Draft(source, (cue.start, cue.end), [], cue.takes, cue.flags, a, quoted=True, opens=True)
            )
            return
        found = self._contents(cue, source, a, b, later, level, shared)
        if found is None and not shared:
            unmarked = self._unmarked(cue, a, b, level)
            if unmarked is not None:
                source, found = unmarked[0], ([unmarked[1]], False)
        if found:
            self._add(cue, source, found[0], a, right=found[1], shared=shared)

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
            content = self._right(saying, saying.end, k, b, level, rest, source)
        elif via is not None:
            content = self.extents.quoted_left(via, a, level) or (a, via[0])
        if content is None or content[0] >= content[1]:
            return False
        self._add(cue, source, [content], a, via=via)
        self._spoken.add(saying.start)
        return True

    def _unmarked(self, cue: Cue, a: int, b: int, level: int) -> tuple[Range, Range] | None:
        """'C X said.' in text that has lost its commas."""
        np, page = self.np, self.page
        k, _ = self.extents.skip_adverbials(cue.end, b, cue, level)
        if (
            (k < b and not is_stop(page.raw[k]))
            or not cue.takes >= {"clause", "quotation"}
            or any(np.comma(q) for q in range(a, cue.group))
        ):
            return None
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
                and not np.of_class(k - 1, "prepositions", "coordinators", "determiners", "possessives")
                and np.has_verb(a, k)
                and k - a > 4
            ):
                return (k, cue.group), (a, k)
        return None

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
        if np.of_class(
            i, "complementisers", "prepositions", "infinitive_markers", "question_words"
        ) or np.adverb(i):
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
        return source, self.extents.left_content(a, g, level)

    def _apposed(self, cue: Cue, a: int, g: int) -> bool:
        """Whether the comma before the verb closes an apposition ('X, the head of Y, said')."""
        np = self.np
        first = next((k for k in range(a, g - 1) if np.comma(k)), None)
        if first is None:
            return False
        if "speech" in cue.takes:
            return not np.has_verb(a, first)
        return not any(np.finite(k) for k in range(a, first))

    def _contents(
        self, cue: Cue, source: Range, a: int, b: int, later: list[Cue], level: int, shared: bool
    ) -> tuple[list[Range], bool] | None:
        page, np = self.page, self.np
        i = cue.end
        k, _ = self.extents.skip_adverbials(i, b, cue, level)
        closes = k >= b or is_stop(page.raw[k]) or np.comma(k)
        if not closes and "addressee" in cue.takes:
            hearer = self.extents.past_addressee(k, b, level)
            if hearer is not None:
                hearer, _ = self.extents.skip_adverbials(hearer, b, cue, level)
                if hearer >= b or np.boundary(hearer):
                    k, closes = hearer, True
        if closes and not shared and cue.takes & {"clause", "quotation"}:
            quoted = self.extents.quoted_left(source, a, level)
            if quoted is None and "clause" not in cue.takes:
                return None
            aside = self._aside(source, k, a, b, level, later)
            if aside is not None:
                return aside
            left = self.extents.left_of(
                source, a, level, k < b and np.comma(k) and self.extents.goes_on(k + 1, b, later)
            )
            if left is not None:
                return self._both(left, k, b, level, later)
        if k >= b:
            return None
        left = None if shared else self.extents.quoted_left(source, a, level)
        if (
            left is not None
            and self.extents.ended_speech(left, source)
            and not np.of_class(k, "complementisers")
        ):
            return self._both(left, k, b, level, later)
        if left is not None and page.raw[k] in {":", ";"}:
            return self._both(left, k, b, level, later)
        ends = np.of_class(
            k, "coordinators", "subordinators", "infinitive_markers"
        ) or self.extents.participle(k)
        if left is not None and ends:
            return [left], False
        right = self._right(cue, i, k, b, level, later, source)
        return ([right], True) if right is not None else None

    def _aside(
        self, source: Range, k: int, a: int, b: int, level: int, later: list[Cue]
    ) -> tuple[list[Range], bool] | None:
        """'As X said, C' and 'C, as X said'."""
        np = self.np
        opener = source[0] - 1
        if opener < a or not np.of_class(opener, "parenthetical_openers"):
            return None
        following = k + 1
        if (
            following < b
            and np.comma(k)
            and self.page.quote[following]
            and self.page.quote[following] != level
        ):
            return [(following, self.extents.quote_end(following, b, level, later))], True
        if opener - a > 2:
            end = opener - 1 if np.comma(opener - 1) else opener
            return [(self.extents.clause_start(a, end, broken=False), end)], False
        if k + 1 < b and np.comma(k):
            return [(k + 1, self.extents.clause_end(k + 1, b, level, later=later))], True
        return None

    def _both(self, left: Range, k: int, b: int, level: int, later: list[Cue]) -> tuple[list[Range], bool]:
        """Content before the report and, where it goes on, after it."""
        content = [left] if left[0] < left[1] else []
        begun = not self.np.has_verb(*left)
        rest = self.extents.resumed(k, b, level, [] if begun else later, inverted=False)
        spoken = self.page.quote[left[1] - 1] != level and self.page.quote[left[1] - 1] if content else 0
        if rest is not None and spoken and not any(self.page.quote[i] != level for i in range(*rest)):
            rest = None
        if rest is None and spoken:
            rest = self.extents.later_quotation(k, b, level)
        if rest is not None:
            content.append(rest)
        return content, False

    def _right(
        self, cue: Cue, i: int, k: int, b: int, level: int, later: list[Cue], source: Range
    ) -> Range | None:
        page, np = self.page, self.np
        takes = cue.takes
        if np.comma(k) or page.raw[k] == ":" or is_dash(page.raw[k]):
            if k + 1 < b and page.quote[k + 1] != level and page.quote[k + 1]:
                return k + 1, self.extents.quote_end(k + 1, b, level, later)
            if page.raw[k] == ":" and takes & {"clause", "quotation"}:
                return self.extents.span(k + 1, b, level, cue, later)
            return None
        if page.quote[k] != level and page.quote[k]:
            if takes & {"quotation", "object", "predicate"}:
                return k, self.extents.quote_end(k, b, level, later)
            return None
        if np.of_class(k, "complementisers") and takes & {"clause", "that"}:
            return self.extents.span(k + 1, b, level, cue, later)
        if np.of_class(i, "complementisers") and takes & {"clause", "that"}:
            return self.extents.span(i + 1, b, level, cue, later)
        if "addressee" in takes and not (
            np.of_class(k, "pronouns", "question_words", "infinitive_markers")
            and np.finite(min(k + 1, b - 1))
        ):
            hearer = self.extents.past_addressee(k, b, level)
            if hearer is not None and hearer < b:
                after, _ = self.extents.skip_adverbials(hearer, b, cue, level)
                if after < b and not is_stop(page.raw[after]):
                    if np.comma(after) or page.raw[after] == ":":
                        if after + 1 < b and page.quote[after + 1] and page.quote[after + 1] != level:
                            return after + 1, self.extents.quote_end(after + 1, b, level, later)
                        return (
                            self.extents.span(after + 1, b, level, cue, later)
                            if page.raw[after] == ":"
                            else None
                        )
                    if np.of_class(after, "complementisers"):
                        after += 1
                    return self.extents.span(after, b, level, cue, later)
            return None
        if np.of_class(i, "infinitive_markers"):
            if "infinitive" in takes:
                return self.extents.span(i, b, level, cue, later)
            return None
        if np.of_class(k, "question_words") and takes & {"clause", "object"}:
            return self.extents.span(k, b, level, cue, later)
        if "clause" in takes and k != i and self.extents.clause_follows(k, b):
            return self.extents.span(k, b, level, cue, later)
        if "clause" in takes and "object" not in takes:
            if k >= b or is_stop(page.raw[k]):
                return None
            bare = "speech" not in takes and self.extents.bare_clause(i, b)
            if bare or ("speech" in takes and not self.extents.opens_adjunct(i)):
                return self.extents.span(i, b, level, cue, later)
            return None
        if takes & {"object", "predicate"}:
            start = i
            ended = k >= b or is_stop(page.raw[k])
            if ended and not np.of_class(i, "pronouns", "determiners"):
                return None
            if np.adverb(i) and not np.of_class(i, "determiners", "pronouns"):
                start = k
            if start >= b or is_stop(page.raw[start]):
                return None
            if np.of_class(start, "prepositions", "subordinators", "coordinators") and not np.of_class(
                start, "determiners", "pronouns"
            ):
                return None
            found = self.extents.span(start, b, level, cue, later)
            return self.extents.object_only(found) if found else None
        return None

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
        content = self._right(saying, saying.end, k, b, level, rest, subject) if k < b else None
        if content is None:
            return False
        self._add(cue, subject, [content], a, via=(via[0], min(via[1], saying.start - 1)))
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
                self._add(cue, source, content, a, right=False)
            return
        if (
            i < b
            and np.of_class(i, "complementisers")
            and subject[1] - subject[0] == 1
            and np.of_class(subject[0], "pronouns")
        ):
            content_range = self.extents.span(i + 1, b, level, cue, later)
            if content_range is not None:
                self._add(cue, None, [content_range], a)
            return
        if i < b and "addressee" in cue.takes and np.of_class(i, "complementisers", "infinitive_markers"):
            told = self.extents.span(i + np.of_class(i, "complementisers"), b, level, cue, later)
            if told is not None:
                self._add(cue, None, [told], a)
            return
        if i < b and np.of_class(i, "infinitive_markers") and "raising" in cue.takes:
            content_range = self.extents.span(i, b, level, cue, later)
            if content_range is not None:
                self._add(cue, None, [subject, content_range], a)
            return
        if i + 1 < b and np.of_class(i, "relay_marks") and "quotation" in cue.takes:
            nested = next((c for c in later if c.start == i + 1), None)
            if nested is not None:
                content_range = self._right(
                    nested, nested.end, nested.end, b, level, [c for c in later if c is not nested], subject
                )
                if content_range is not None:
                    self._add(cue, subject, [content_range], a)

    def _add(
        self,
        cue: Cue,
        source: Range | None,
        content: list[Range],
        a: int,
        right: bool = True,
        shared: bool = False,
        via: Range | None = None,
    ) -> None:
        if (
            source is not None
            and source[1] - source[0] == 1
            and self.np.of_class(source[0], "empty_subjects")
        ):
            return
        cleaned = [c for c in content if any(self.page.word[i] for i in range(*c))]
        if cleaned:
            quoted = any(self.page.quote[k] for c in cleaned for k in (c[0], c[1] - 1))
            self.drafts.append(
                Draft(
                    source,
                    (cue.start, cue.end),
                    cleaned,
                    cue.takes,
                    cue.flags,
                    a,
                    right=right,
                    shared=shared,
                    quoted=quoted,
                    via=via,
                )
            )
