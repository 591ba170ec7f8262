"""Whose words they are: the subject of a reporting verb, its own or shared with another clause."""

from __future__ import annotations

from counterclaim.extracting.patterns.drafts import Cue, Draft, outermost
from counterclaim.extracting.patterns.layout import Layout
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

LONGEST_ABSOLUTE = 16


class Subjects:
    """Subjects of one passage; `drafts` are the attributions found so far."""

    def __init__(self, page: Layout, lexicon: Lexicon, np: Phrases, drafts: list[Draft]) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = np
        self.drafts = drafts

    def low(self, cue: Cue, a: int) -> int:
        """The start of the innermost content found so far that holds the verb: its subject is not before it."""
        low = a
        for draft in self.drafts:
            for first, last in draft.content:
                if draft.sentence == a and draft.cue[0] < first <= cue.group < last:
                    low = max(low, first)
        return low

    def coordinated(self, group: int, a: int) -> bool:
        k = group - 1
        return bool(k >= a and self.np.of_class(k, "coordinators"))

    def shared_subject(self, cue: Cue, a: int, b: int, earlier: list[Cue], low: int) -> Range | None:
        """The subject of the clause that a participle, infinitive or second verb depends on."""
        page, np = self.page, self.np
        gerund = cue.kinds == {"gerund"} and self.np.comma(cue.group - 1)
        k = (cue.start if cue.kinds == {"gerund"} else cue.group) - 1
        if cue.kinds == {"gerund"} and k >= a:
            absolute = self._absolute(cue.start, a)
            if absolute is not None:
                return absolute
        if (
            cue.kinds == {"gerund"}
            and k >= a
            and page.word[k]
            and not np.of_class(k, "prepositions", "coordinators", "adverbs", "pronouns", "subordinators")
            and not np.of_class(k, "weekdays_and_times")
            and not (self._reported(k, a) and not self._speaks(k))
        ):
            head = np.subject_before(cue.group, low)
            if head is not None:
                doer = next((i for i in range(head[1] - 2, head[0], -1) if np.of_class(i, "agents")), None)
                head = head if doer is None else (doer + 1, head[1])
            if head is not None and head[1] - head[0] <= 12 and not np.has_verb(*head):
                governor = head[0] - 1
                while governor > a and np.of_class(governor, "complementisers", "determiners"):
                    governor -= 1
                object_of = governor >= a and np.verb_like(governor) and not self._speaks(head[1] - 1)
                own = object_of or np.of_class(head[1] - 1, "report_nouns")
                return self.clause_subject(a, head[0], b) or head if own else head
        if cue.infinitive:
            governed = self._governor_subject(cue.group, low)
            if governed is not None:
                return governed
        before = [d for d in self.drafts if d.sentence == a and d.source is not None and d.cue[0] < cue.start]
        if before:
            return (outermost(before) if gerund else before)[-1].source
        found = self.clause_subject(a, cue.group, b)
        if found is not None and cue.infinitive and self._expletive(found):
            return None
        return found

    def _expletive(self, found: Range) -> bool:
        """'It' in 'it is hard to claim': nobody."""
        return found[1] - found[0] == 1 and self.np.of_class(found[0], "expletives", "empty_subjects")

    def _reported(self, k: int, a: int) -> bool:
        """Whether token `k` is in what a source of the same sentence says."""
        return any(
            d.sentence == a and d.source is not None and first <= k < last
            for d in self.drafts
            for first, last in d.content
        )

    def _speaks(self, k: int) -> bool:
        """Whether the word at `k` can be the head of a source: 'residents', 'a report', a name."""
        return self.np.of_class(k, "speakers", "persons", "report_nouns") or self.page.upper(k)

    def _absolute(self, start: int, a: int) -> Range | None:
        """The subject in ', with each side saying C'."""
        for k in range(start - 1, max(a, start - LONGEST_ABSOLUTE) - 1, -1):
            if self.np.of_class(k, "absolutes"):
                return (k + 1, start) if k + 1 < start else None
            if self.np.boundary(k) or self.np.finite(k):
                return None
        return None

    def _governor_subject(self, group: int, low: int) -> Range | None:
        """The subject of the verb on which 'to accuse' depends ('A and B continue to accuse')."""
        np = self.np
        g = group - 1
        if g <= low or not np.verb_like(g):
            return None
        while g > low and (np.adverb(g - 1) or np.of_class(g - 1, "auxiliaries", "modals", "negations")):
            g -= 1
        return np.subject_before(g, low)

    def clause_subject(self, a: int, end: int, b: int) -> Range | None:
        """The subject of the sentence's first finite verb."""
        np, page = self.np, self.page
        if np.of_class(a, "subordinators"):
            comma = next((k for k in range(a, end) if np.comma(k)), None)
            a = comma + 1 if comma is not None and np.has_verb(a, comma) else a
        for k in range(a, end):
            if page.quote[k] and not page.quote[a]:
                continue
            if (
                (np.finite(k) and not np.of_class(k, "infinitive_markers")) or (np.verb_like(k) and k > a)
            ) and k > a:
                if np.of_class(k - 1, "infinitive_markers", "determiners", "prepositions"):
                    continue
                g = k
                while g > a and np.adverb(g - 1):
                    g -= 1
                found = np.subject_before(g, a)
                if found is not None:
                    return found
        if end < b and np.comma(end - 1) is False and end - a < 3:
            comma = next((k for k in range(end, b) if np.comma(k)), None)
            if comma is not None:
                for k in range(comma + 1, min(b, comma + 14)):
                    if np.finite(k) or np.verb_like(k):
                        return np.subject_before(k, comma + 1)
        return None

    def antecedent(self, relative: int, a: int) -> Range | None:
        k = relative
        while k > a and (self.np.comma(k - 1) or self.np.of_class(k - 1, "prepositions")):
            k -= 1
        found = self.np.subject_before(k, a)
        if found is None or not self.np.of_class(relative, "neuter_relatives"):
            return found
        inner = [i for i in range(*found) if self.np.of_class(i, "prepositions")]
        plain = inner and not any(self.np.comma(i) for i in range(*found))
        return (inner[-1] + 1, found[1]) if plain and inner[-1] + 1 < found[1] else found
