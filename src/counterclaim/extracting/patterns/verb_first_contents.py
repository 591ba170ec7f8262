"""The content of a report whose verb comes first: behind subject and adverbials, or before the verb."""

from __future__ import annotations

from counterclaim.extracting.patterns.clitics import LONGEST_SOURCE
from counterclaim.extracting.patterns.layout import is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Entry
from counterclaim.extracting.patterns.sources import Range
from counterclaim.extracting.patterns.verb_first_subjects import Subjects


class Contents(Subjects):
    """Where what is reported starts and ends."""

    def right(self, k: int, b: int, level: int, takes: frozenset[str], entries: list[Entry]) -> Range | None:
        page = self.page
        prepositions = frozenset().union(*(e.prepositions for e in entries))
        limit = min(b, k + 24)
        while k < limit:
            if self.np.comma(k) or is_dash(page.raw[k]):
                close = self.reopened(k + 1, b)
                if close is None:
                    nxt = k + 1
                    if nxt < b and page.quote[nxt] and page.quote[nxt] != level and page.raw[k] != "،":
                        k = nxt
                        continue
                    return None
                k = close
                continue
            if self.lexicon.sequences["adverbials"].at(self.bare, k) and not self.complementiser(k):
                k = self._adverbial_end(k, b, prepositions, level, "object" in takes)
                continue
            if page.quote[k] and page.quote[k] != level:
                after = page.quotes[page.quote[k] - 1][1]
                if after < b and self.complementiser(after):
                    k = after
                    continue
            if takes & {"clause", "quotation"} and self._phrase(k, prepositions, "object" in takes):
                reached = self._past_phrase(k, limit, prepositions)
                if reached is not None:
                    k = reached
                    continue
            break
        if k >= b:
            return None
        if page.raw[k] == ":" and takes & {"clause", "quotation"}:
            if k + 1 < b and page.quote[k + 1] and page.quote[k + 1] != level:
                return k + 1, page.quotes[page.quote[k + 1] - 1][1]
            return (k + 1, self.end(k + 1, b, level)) if k + 1 < b else None
        opened = self.opens_content(k, b, prepositions, "object" in takes)
        k += opened
        if self.complementiser(k) and takes & {"clause", "object", "raising"}:
            start = k if self.of_class(k, "complementiser_pronouns") else k + 1
            return (start, self.end(start, b, level)) if start < b else None
        if page.quote[k] and page.quote[k] != level:
            end = self.end(page.quotes[page.quote[k] - 1][1], b, level)
            return k, end
        if "object" in takes and self.of_class(k, "early_objects"):
            return k, k + 1
        if (opened or "object" in takes or self.attached(k, prepositions)) and not is_stop(page.raw[k]):
            return k, self.end(k, b, level, clause=False)
        return None

    def _phrase(self, k: int, prepositions: frozenset[str], objects: bool) -> bool:
        """Whether what stands at `k` may come between the verb and its content."""
        if self.complementiser(k) or self.attached(k, prepositions) or self.opens_object(k):
            return False
        if self.page.quote[k] or self.page.raw[k] == ":" or self.of_class(k, "early_objects"):
            return False
        return self.of_class(k, "prepositions") or not objects

    def _past_phrase(self, k: int, limit: int, prepositions: frozenset[str]) -> int | None:
        """Where content opens after a phrase with a preposition ('كتب على صفحته: "C"')."""
        if self.page.folded[k] in prepositions and self.opens_object(k + 1 if k + 1 < limit else k):
            return None
        for q in range(k + 1, limit):
            if self.page.raw[q] == ":" or self.complementiser(q):
                return q
            if self.page.folded[q] in prepositions and q + 1 < limit and self.complementiser(q + 1):
                return q
            if self.np.comma(q) or is_stop(self.page.raw[q]) or q in self.cues:
                return None
        return None

    def _adverbial_end(self, k: int, b: int, prepositions: frozenset[str], level: int, objects: bool) -> int:
        page = self.page
        q = k + 1
        while q < b and q - k < LONGEST_SOURCE:
            if (
                self.complementiser(q)
                or page.raw[q] == ":"
                or self.np.comma(q)
                or is_stop(page.raw[q])
                or is_dash(page.raw[q])
            ):
                return q
            if page.quote[q] and page.quote[q] != level and page.quote[q] != page.quote[k]:
                return q
            if self.opens_content(q, b, prepositions, objects) or (
                objects and self.bare[q] in self.lexicon.classes["object_openers"]
            ):
                return q
            q += 1
        return q

    def left(self, i: int, a: int, level: int) -> Range | None:
        page = self.page
        end = i
        while end > a and not page.word[end - 1] and not page.quote[end - 1]:
            end -= 1
        if end - a < 3 or (end == i and not page.quote[end - 1]):
            lead = self.of_class(i - 1, "left_openers") if i > a else False
            if not lead:
                return None
        while end > a and (
            self.of_class(end - 1, "left_openers") or (not page.word[end - 1] and not page.quote[end - 1])
        ):
            end -= 1
        start = a
        for k in range(end - 1, a, -1):
            if page.raw[k] in {"؛", ";"}:
                start = k + 1
                break
        return (start, end) if end - start >= 2 else None

    def resumed(self, k: int, b: int, level: int) -> Range | None:
        """In 'A، يقول X، B': B."""
        if k + 2 >= b or not self.np.comma(k):
            return None
        if k + 1 in self.cues or self.conjoined(k + 1) or self.of_class(k + 1, "contrasts", "subordinators"):
            return None
        return k + 1, self.end(k + 1, b, level)
