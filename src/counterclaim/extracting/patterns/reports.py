"""What a reporting verb says: its content after it, before it, or on both sides."""

from __future__ import annotations

from counterclaim.extracting.patterns.cues import Cues
from counterclaim.extracting.patterns.drafts import Cue, Draft
from counterclaim.extracting.patterns.extents import Extents
from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.nominal import Nominal
from counterclaim.extracting.patterns.plausible import Plausible
from counterclaim.extracting.patterns.preceding import Preceding
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range
from counterclaim.extracting.patterns.subjects import Subjects

SHORT_OBJECT = 9


class Reports:
    """Content of the reporting verbs of one passage; `drafts` grows."""

    def __init__(self, page: Layout, lexicon: Lexicon) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = Phrases(page, lexicon)
        self.drafts: list[Draft] = []
        self.plausible = Plausible(page, lexicon, self.np)
        self.cues = Cues(page, lexicon, self.np)
        self.extents = Extents(page, lexicon, self.np)
        self.preceding = Preceding(page, lexicon, self.np, self.extents)
        self.subjects = Subjects(page, lexicon, self.np, self.drafts)
        self.nominal = Nominal(page, lexicon, self.np, self.extents, self.drafts)

    def contents(
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
            quoted = self.preceding.quoted_left(source, a, level)
            if quoted is None and "clause" not in cue.takes:
                return None
            aside = self.aside(source, k, a, b, level, later)
            if aside is not None:
                return aside
            left = self.preceding.left_of(
                source, a, level, k < b and np.comma(k) and self.preceding.goes_on(k + 1, b, later)
            )
            if left is not None:
                return self.both(left, k, b, level, later)
        if k >= b:
            return None
        left = None if shared else self.preceding.quoted_left(source, a, level)
        if (
            left is not None
            and self.preceding.ended_speech(left, source)
            and not np.of_class(k, "complementisers")
        ):
            return self.both(left, k, b, level, later)
        if left is not None and page.raw[k] in {":", ";"}:
            return self.both(left, k, b, level, later)
        ends = np.of_class(
            k, "coordinators", "subordinators", "infinitive_markers"
        ) or self.extents.participle(k)
        if left is not None and ends:
            return [left], False
        right = self.right(cue, i, k, b, level, later, source)
        return ([right], True) if right is not None else None

    def aside(
        self, source: Range, k: int, a: int, b: int, level: int, later: list[Cue]
    ) -> tuple[list[Range], bool] | None:
        """'As X said, C' and 'C, as X said'."""
        np = self.np
        opener = source[0] - 1
        if opener < a or not np.of_class(opener, "parenthetical_openers") or np.has_verb(*source):
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
            return [(self.preceding.clause_start(a, end, broken=False), end)], False
        if k + 1 < b and np.comma(k):
            return [(k + 1, self.extents.clause_end(k + 1, b, level, later=later))], True
        return None

    def both(self, left: Range, k: int, b: int, level: int, later: list[Cue]) -> tuple[list[Range], bool]:
        """Content before the report and, where it goes on, after it."""
        content = [left] if left[0] < left[1] else []
        begun = not self.np.has_verb(*left)
        rest = self.preceding.resumed(k, b, level, [] if begun else later, inverted=False)
        spoken = self.page.quote[left[1] - 1] != level and self.page.quote[left[1] - 1] if content else 0
        if rest is not None and spoken and not any(self.page.quote[i] != level for i in range(*rest)):
            rest = None
        if rest is None and spoken:
            rest = self.preceding.later_quotation(k, b, level)
        if rest is not None:
            content.append(rest)
        return content, False

    def right(
        self, cue: Cue, i: int, k: int, b: int, level: int, later: list[Cue], source: Range
    ) -> Range | None:
        page, np = self.page, self.np
        takes = cue.takes
        if np.comma(k) or page.raw[k] == ":" or is_dash(page.raw[k]):
            if k + 1 < b and page.quote[k + 1] != level and page.quote[k + 1]:
                return k + 1, self.extents.quote_end(k + 1, b, level, later)
            worded = takes & {"clause", "quotation"} and cue.kinds != {"gerund"}
            if page.raw[k] == ":" and (worded or "clause" in takes):
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
            past = "clause" in takes and i + 1 < b and np.of_class(i + 1, "auxiliaries")
            reduced = cue.group == cue.start and "participle" in cue.kinds and np.has_verb(*source)
            if ("infinitive" in takes or past) and not reduced:
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
        if (
            "predicate" in takes
            and np.of_class(k, "relay_marks")
            and np.of_class(source[0] - 1, "question_words")
        ):
            return self.extents.span(k + 1, b, level, cue, later)
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
            known = self.lexicon.sequences["rejected"].at(page.folded, start)
            if known and "denies" in cue.flags and start + known[0] < b and np.comma(start + known[0]):
                return start, start + known[0]
            if any(
                np.of_class(j, "lives") for j in range(start, min(b, start + SHORT_OBJECT))
            ) and np.of_class(cue.start, "takes_lives"):
                return None
            return self.extents.object_only(found) if found else None
        return None

    def add(
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
        if source is not None and not self.plausible.speaks(source):
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
