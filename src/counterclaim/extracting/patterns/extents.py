"""How far content reaches to the right of a reporting word."""

from __future__ import annotations

from counterclaim.extracting.patterns.drafts import Cue
from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

SLOGAN = 5


class Extents:
    """Clause boundaries of one passage. Positions are token indices, `b` the sentence's end."""

    def __init__(self, page: Layout, lexicon: Lexicon, np: Phrases) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = np

    def skip_adverbials(self, i: int, b: int, cue: Cue, level: int) -> tuple[int, bool]:
        """Past 'on Monday', 'in a statement', ', however,' to where the content may start.

        The flag says that the adverbial ran to the end of the clause.
        """
        page, np = self.page, self.np
        while i < b:
            if np.comma(i) and i + 1 < b and np.of_class(i + 1, "complementisers"):
                return i + 1, False
            if np.comma(i) and i + 1 < b and page.quote[i + 1] in {level, page.quote[i]}:
                close = self.comma_pair(i, b)
                if (
                    close is not None
                    and close + 1 < b
                    and (
                        np.of_class(close + 1, "complementisers", "question_words")
                        or self._relayed(i + 1, close, b)
                    )
                ):
                    i = close + 1
                    continue
                return i, False
            if (
                page.word[i]
                and np.adverb(i)
                and not np.of_class(i, "subordinators", "question_words", "determiners")
            ):
                i += 1
                continue
            if np.of_class(i, "weekdays_and_times"):
                i += 1
                continue
            if (
                (self.lexicon.sequences["adverbials"].at(page.folded, i) or self.to_hearer(i, b))
                and not np.of_class(i, "complementisers")
                and not self.lexicon.sequences["not_adverbials"].at(page.folded, i)
                and not (np.of_class(i, "pronouns") and not self._of_time(i + 1, b))
            ):
                k = self.adverbial_end(i, b, cue)
                if k is None:
                    return i, False
                i = k
                continue
            return i, False
        return i, True

    def _of_time(self, i: int, b: int) -> bool:
        return i < b and self.np.of_class(i, "weekdays_and_times")

    def _relayed(self, i: int, close: int, b: int) -> bool:
        """Whether ', citing X,' stands between the report and its clause."""
        if self.lexicon.sequences["relay_prepositions"].at(self.page.folded, i) is None:
            return False
        return not self.participle(close + 1) and self.clause_follows(close + 1, b)

    def to_hearer(self, i: int, b: int) -> bool:
        """'to reporters', 'to the agency': a hearer and no infinitive."""
        np = self.np
        if not np.of_class(i, "infinitive_markers") or i + 1 >= b:
            return False
        return np.of_class(
            i + 1, "determiners", "possessives", "object_pronouns", "hearers"
        ) or self.page.upper(i + 1)

    def comma_pair(self, i: int, b: int) -> int | None:
        for k in range(i + 1, min(b, i + 14)):
            if self.np.comma(k):
                return k
        return None

    def adverbial_end(self, i: int, b: int, cue: Cue) -> int | None:
        """End of the phrase that starts at `i`: a complementiser, comma, quotation or clause start ends it."""
        page, np = self.page, self.np
        for k in range(i + 1, min(b, i + 16)):
            if page.quote[k] and page.quote[k] != page.quote[i]:
                return k
            if np.boundary(k):
                return k
            if np.of_class(k, "complementisers") and k > i + 1 and not (k + 1 < b and np.verb_like(k + 1)):
                return k
            if k > i + 1 and np.of_class(k, "question_words"):
                return k
            if np.of_class(k, "coordinators") and (
                np.cued[min(k + 1, b - 1)] or np.of_class(min(k + 1, b - 1), "nominatives")
            ):
                return k
            if (
                k > i + 1
                and np.of_class(k, "pronouns", "determiners", "possessives")
                and not np.of_class(k - 1, "prepositions", "determiners", "coordinators")
            ):
                return k if self.clause_follows(k, b) else None
            if k > i + 1 and page.upper(k) and np.of_class(k - 1, "weekdays_and_times"):
                return k
            if np.finite(k) and not np.cued[k]:
                return None
        return b if b - i <= 16 else None

    def clause_follows(self, i: int, b: int) -> bool:
        page, np = self.page, self.np
        for k in range(i + 1, min(b, i + 14)):
            if is_stop(page.raw[k]):
                return False
            if np.verb_like(k):
                return True
        return False

    def opens_adjunct(self, i: int) -> bool:
        np = self.np
        if self.lexicon.sequences["not_adverbials"].at(self.page.folded, i) and not np.of_class(
            i, "relay_marks"
        ):
            return False
        adjunct = np.of_class(i, "prepositions", "subordinators", "coordinators", "weekdays_and_times")
        return adjunct and not np.of_class(i, "determiners", "pronouns", "question_words", "relatives")

    def bare_clause(self, i: int, b: int) -> bool:
        """Whether a clause without 'that' starts at `i`: a subject and, before any other clause, its verb."""
        np = self.np
        if self.opens_adjunct(i):
            return False
        for k in range(i + 1, min(b, i + 14)):
            if np.finite(k) and not np.of_class(k - 1, "infinitive_markers", "prepositions", "determiners"):
                return True
            if np.boundary(k) or np.of_class(
                k, "relatives", "subordinators", "infinitive_markers", "complementisers"
            ):
                return False
        return False

    def past_addressee(self, i: int, b: int, level: int) -> int | None:
        """Past the hearer of 'told X that C'; None where nobody is addressed."""
        page, np = self.page, self.np
        if i >= b or page.quote[i] != level or np.boundary(i):
            return None
        limit = min(b, i + 18)
        for k in range(i, limit):
            if page.quote[k] != level or np.boundary(k):
                return k if k > i else None
            if (
                k > i
                and np.of_class(k, "complementisers", "question_words")
                and not np.of_class(k - 1, "prepositions")
            ):
                return k
            if k > i and np.of_class(k, "infinitive_markers"):
                return k
            if (
                k > i
                and np.of_class(k, "pronouns", "determiners", "possessives")
                and not np.of_class(k - 1, "prepositions", "determiners", "coordinators", "possessives")
                and not np.possessive(k - 1)
            ):
                return k
            if k > i and np.finite(k):
                if k - i > 1:
                    return self.split_names(i, k)
                return i
        return limit if limit == b else None

    def split_names(self, i: int, verb: int) -> int:
        """In 'told CNN Russia had', 'told reporters police were': the last word before the verb is the subject."""
        page = self.page
        k = verb - 1
        while k > i + 1 and page.upper(k) and page.upper(k - 1):
            k -= 1
        return k

    def clause_end(
        self,
        i: int,
        b: int,
        level: int,
        cue: Cue | None = None,
        source: Range | None = None,
        later: list[Cue] | None = None,
    ) -> int:
        """Where content that starts at `i` ends: the sentence's end or a new reporting clause of it."""
        page, np = self.page, self.np
        k = i
        starts = {c.start: c for c in later or ()}
        sequences = self.lexicon.sequences
        while k < b:
            if page.quote[k] != level and page.quote[k]:
                k = (
                    min(page.quotes[page.quote[k] - 1][1], b)
                    if page.quotes[page.quote[k] - 1][1] > k
                    else k + 1
                )
                continue
            raw = page.raw[k]
            if raw == ";":
                return k
            if (np.comma(k) or is_dash(raw)) and k > i:
                following = k + 1
                while following < b and np.adverb(following):
                    following += 1
                if following < b:
                    if sequences["source_prepositions"].at(page.folded, following) or sequences[
                        "relay_prepositions"
                    ].at(page.folded, following):
                        return k
                    after = following
                    if np.of_class(after, "coordinators", "contrasts") and after + 1 < b:
                        after += 1
                        while after < b and np.adverb(after):
                            after += 1
                        new = starts.get(after)
                        if new is not None or self.group_starts(after, starts):
                            return k
                        if self.new_subject(after, b, starts):
                            return k
                    new = starts.get(following)
                    if new is not None and (
                        new.kinds == {"gerund"} or ("past" in new.kinds and new.group == following)
                    ):
                        return k
                    if (
                        new is None
                        and self.new_subject(following, b, starts)
                        and self.ends_left(following, b, starts)
                    ):
                        return k
            elif np.of_class(k, "coordinators") and k > i:
                following = k + 1
                while following < b and np.adverb(following):
                    following += 1
                new = starts.get(following)
                if (
                    new is not None
                    and not new.infinitive
                    and new.kinds != {"base"}
                    and new.kinds != {"gerund"}
                ):
                    return k
            elif ((sequences["source_prepositions"].at(page.folded, k)) and k > i) or (
                k > i and k in starts and starts[k].kinds == {"gerund"} and self.adjoined(starts[k], b)
            ):
                return k
            k += 1
        return b

    def adjoined(self, cue: Cue, b: int) -> bool:
        """A participle with its own 'that' ('… were hurt adding that …') where the comma was left out."""
        np = self.np
        return (
            cue.end < b
            and np.of_class(cue.end, "complementisers")
            and not np.of_class(cue.start - 1, "prepositions", "coordinators", "subordinators")
        )

    def group_starts(self, i: int, starts: dict[int, Cue]) -> bool:
        return any(c.group == i for c in starts.values())

    def new_subject(self, i: int, b: int, starts: dict[int, Cue]) -> bool:
        """Whether a noun phrase and then directly a reporting verb stand at `i`."""
        np = self.np
        for k in range(i, min(b, i + 10)):
            if any(c.group == k for c in starts.values()) and k > i:
                return True
            if np.boundary(k) or np.finite(k) or np.of_class(k, "complementisers"):
                return False
        return False

    def ends_left(self, i: int, b: int, starts: dict[int, Cue]) -> bool:
        """Whether the reporting clause at `i` closes with its verb: ', the army said.'"""
        np, page = self.np, self.page
        for k in range(i, min(b, i + 10)):
            for c in starts.values():
                if c.group == k:
                    return (
                        c.end >= b
                        or is_stop(page.raw[c.end])
                        or np.comma(c.end)
                        or np.of_class(c.end, "weekdays_and_times")
                        or bool(self.lexicon.sequences["adverbials"].at(page.folded, c.end))
                    )
        return False

    def participle(self, k: int) -> bool:
        while k < len(self.page) - 1 and self.np.adverb(k):
            k += 1
        return self.page.folded[k].endswith(self.lexicon.gerund_endings) and self.page.raw[k][0].islower()

    def object_only(self, content: Range) -> Range:
        """An object without the second verb of its clause ('denied this and hung up')."""
        np = self.np
        first, last = content
        for k in range(first + 1, last - 1):
            if self.page.quote[k] != self.page.quote[first]:
                return content
            if np.verb_like(k):
                return content
            if np.of_class(k, "contrasts") and self.participle(k + 1):
                return first, k
            if np.of_class(k, "coordinators"):
                after = k + 1
                while after < last - 1 and np.adverb(after):
                    after += 1
                if np.verb_like(after) and not np.of_class(after, "infinitive_markers"):
                    return first, k
        return content

    def quote_end(self, k: int, b: int, level: int, later: list[Cue]) -> int:
        """A quotation and what continues it in the sentence; a slogan before a verb stands alone."""
        close = self.page.quotes[self.page.quote[k] - 1][1] if k < b else b
        if close < b and close - k <= SLOGAN and self.np.verb_like(close):
            return close
        return (
            self.clause_end(self.page.quotes[self.page.quote[k] - 1][1], b, level, later=later)
            if k < b
            else b
        )

    def span(self, i: int, b: int, level: int, cue: Cue, later: list[Cue]) -> Range | None:
        end = self.clause_end(i, b, level, cue, None, [c for c in later if c.start >= i])
        return (i, end) if end > i else None
