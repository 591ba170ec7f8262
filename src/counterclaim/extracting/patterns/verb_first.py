"""Frames of a language whose source stands after its verb: 'قال X إن C', 'بحسب X، C', 'C، يقول X'."""

from __future__ import annotations

from counterclaim.extracting.patterns.clitics import LONGEST_SOURCE, Clitics
from counterclaim.extracting.patterns.drafts import Draft, outermost
from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Entry, Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

_IMPERSONAL = frozenset({"raising"})
LATEST = 12


class VerbFirst:
    """Reads the sentences of one passage in order; `drafts` grows. `known` is the article's last source."""

    def __init__(self, page: Layout, lexicon: Lexicon, known: tuple[Layout, Range] | None = None) -> None:
        self.page = page
        self.known = known
        self.lexicon = lexicon
        self.np = Phrases(page, lexicon)
        self.drafts: list[Draft] = []
        self.words = Clitics(page, lexicon, self.np)

    def read(self, a: int, b: int, level: int = 0) -> None:
        """The sentence of tokens `a` to `b`."""
        page = self.page
        for i in range(a, b):
            if page.quote[i] == level and page.word[i]:
                match = self.lexicon.verbs.at(self.words.bare, i)
                if match is None or i + match[0] > b or page.folded[i] in self.lexicon.classes["not_cues"]:
                    continue
                if self.words.bare[i] in self.lexicon.classes["conjoined_cues"] and not (
                    self.words.conjoined(i) or self.words.clause_start(i, a) == i
                ):
                    continue
                if not self._noun_use(i, match, a):
                    self.words.cues[i] = match
                    self.np.cued[i] = True
        self._prepositions(a, b, level)
        for i in range(a, b):
            if i in self.words.cues:
                self._verb(i, a, b, level)
        self._adverbs(a, b, level)

    def _noun_use(self, i: int, match: tuple[int, list[Entry]], a: int) -> bool:
        """A preposition or relative noun before the form makes it a noun."""
        if i == a:
            return False
        return self.words.of_class(i - 1, "prepositions") and match[1][0].kind != "gerund"

    def _antecedent(self, i: int, a: int) -> Range | None:
        """The source of the sentence's main report before `i`, else of the passage's last one."""
        best = [d for d in self.drafts if d.source is not None and d.origin is None and d.cue[0] < i]
        for pool in ([d for d in best if d.sentence == a], best):
            if pool:
                return max(outermost(pool[-LATEST:]), key=lambda d: d.cue).source
        return None

    def _verb(self, i: int, a: int, b: int, level: int) -> None:
        page = self.page
        n, entries = self.words.cues[i]
        takes = frozenset().union(*(e.takes for e in entries))
        flags = frozenset().union(*(e.flags for e in entries))
        gerund = all(e.kind == "gerund" for e in entries)
        k = i + n
        if takes == _IMPERSONAL and not (k < b and self.words.complementiser(k)):
            return
        shared = False
        source: Range | None = None
        if gerund:
            source = self._antecedent(i, a) or self._opening_subject(i, a)
            if source is None:
                return
            shared = True
        else:
            before = None if takes == _IMPERSONAL else self.words.subject_before(i, a)
            if before is not None:
                source = before
            else:
                early = k if k < b and self.words.of_class(k, "early_objects") and "object" in takes else None
                source, k = self.words.subject_after(k if early is None else k + 1, b, level, entries)
                if early is not None:
                    if source is not None and k - early > 1:
                        self.drafts.append(Draft(source, (i, i + n), [(early, early + 1)], takes, flags, a))
                        return
                    source, k = None, early
                impersonal = "raising" in takes and k < b and self.words.complementiser(k)
                if source is None and not impersonal:
                    source = self._antecedent(i, a)
                    shared = source is not None
        via: Range | None = None
        origin: Layout | None = None
        prepositions = frozenset().union(*(e.prepositions for e in entries))
        if "relay" in takes and k < b and page.folded[k] in prepositions:
            via = source
            source, k = self.words.subject_after(k + 1, b, level, entries)
        if source is None and "raising" not in takes and self.known is not None:
            origin, source = self.known
            shared = True
        right = self._right(k, b, level, takes, entries)
        cue = (i, i + n)
        if right is not None:
            if source is not None or "raising" in takes:
                quoted = self._quoted(right)
                self.drafts.append(
                    Draft(
                        source,
                        cue,
                        [right],
                        takes,
                        flags,
                        a,
                        via=via,
                        shared=shared,
                        quoted=quoted,
                        origin=origin,
                    )
                )
            return
        if gerund or source is None or not takes & {"clause", "quotation"}:
            return
        left = self._left(i, a, level)
        if left is None or (shared and not self._quoted(left)):
            return
        content = [left]
        if not shared and source[0] > i:
            rest = self._resumed(source[1], b, level)
            if rest is not None:
                content.append(rest)
        self.drafts.append(
            Draft(
                source, cue, content, takes, flags, a, right=False, quoted=self._quoted(left), origin=origin
            )
        )

    def _resumed(self, k: int, b: int, level: int) -> Range | None:
        """In 'A، يقول X، B': B."""
        if k + 2 >= b or not self.np.comma(k):
            return None
        if (
            k + 1 in self.words.cues
            or self.words.conjoined(k + 1)
            or self.words.of_class(k + 1, "contrasts", "subordinators")
        ):
            return None
        return k + 1, self.words.end(k + 1, b, level)

    def _quoted(self, r: Range) -> bool:
        return bool(self.page.quote[r[0]] or self.page.quote[r[1] - 1])

    def _opening_subject(self, i: int, a: int) -> Range | None:
        """The noun phrase with which the sentence opens."""
        k = a
        while k < i and not (self.np.comma(k) or self.words.of_class(k, "prepositions", "subordinators")):
            k += 1
        return (a, k) if 0 < k - a <= 8 else None

    def _right(self, k: int, b: int, level: int, takes: frozenset[str], entries: list[Entry]) -> Range | None:
        page = self.page
        prepositions = frozenset().union(*(e.prepositions for e in entries))
        limit = min(b, k + 24)
        while k < limit:
            if self.np.comma(k) or is_dash(page.raw[k]):
                close = self.words.reopened(k + 1, b)
                if close is None:
                    nxt = k + 1
                    if nxt < b and page.quote[nxt] and page.quote[nxt] != level and page.raw[k] != "،":
                        k = nxt
                        continue
                    return None
                k = close
                continue
            if self.lexicon.sequences["adverbials"].at(self.words.bare, k) and not self.words.complementiser(
                k
            ):
                k = self._adverbial_end(k, b, prepositions, level, "object" in takes)
                continue
            break
        if k >= b:
            return None
        if page.raw[k] == ":" and takes & {"clause", "quotation"}:
            if k + 1 < b and page.quote[k + 1] and page.quote[k + 1] != level:
                return k + 1, page.quotes[page.quote[k + 1] - 1][1]
            return (k + 1, self.words.end(k + 1, b, level)) if k + 1 < b else None
        if self.words.opens_content(k, b, prepositions, "object" in takes):
            k += 1
        if self.words.complementiser(k) and takes & {"clause", "object", "raising"}:
            start = k if self.words.of_class(k, "complementiser_pronouns") else k + 1
            return (start, self.words.end(start, b, level)) if start < b else None
        if page.quote[k] and page.quote[k] != level:
            end = self.words.end(page.quotes[page.quote[k] - 1][1], b, level)
            return k, end
        if "object" in takes and self.words.of_class(k, "early_objects"):
            return k, k + 1
        if ("object" in takes or self.words.attached(k, prepositions)) and not is_stop(page.raw[k]):
            return k, self.words.end(k, b, level, clause=False)
        return None

    def _adverbial_end(self, k: int, b: int, prepositions: frozenset[str], level: int, objects: bool) -> int:
        page = self.page
        q = k + 1
        while q < b and q - k < LONGEST_SOURCE:
            if (
                self.words.complementiser(q)
                or page.raw[q] == ":"
                or self.np.comma(q)
                or is_stop(page.raw[q])
                or is_dash(page.raw[q])
            ):
                return q
            if page.quote[q] and page.quote[q] != level and page.quote[q] != page.quote[k]:
                return q
            if self.words.opens_content(q, b, prepositions, objects) or (
                objects and self.words.bare[q] in self.lexicon.classes["object_openers"]
            ):
                return q
            q += 1
        return q

    def _left(self, i: int, a: int, level: int) -> Range | None:
        page = self.page
        end = i
        while end > a and not page.word[end - 1] and not page.quote[end - 1]:
            end -= 1
        if end - a < 3 or (end == i and not page.quote[end - 1]):
            lead = self.words.of_class(i - 1, "left_openers") if i > a else False
            if not lead:
                return None
        while end > a and (
            self.words.of_class(end - 1, "left_openers")
            or (not page.word[end - 1] and not page.quote[end - 1])
        ):
            end -= 1
        start = a
        for k in range(end - 1, a, -1):
            if page.raw[k] in {"؛", ";"}:
                start = k + 1
                break
        return (start, end) if end - start >= 2 else None

    def _prepositions(self, a: int, b: int, level: int) -> None:
        page = self.page
        i = a
        while i < b:
            match = (
                self.lexicon.sequences["source_prepositions"].at(self.words.bare, i)
                if page.quote[i] == level
                else None
            )
            if match is None:
                i += 1
                continue
            start = i + match[0]
            k = start
            while k < b and not (
                self.np.comma(k)
                or is_stop(page.raw[k])
                or page.raw[k] in {"؛", ";", ":"}
                or is_dash(page.raw[k])
            ):
                if k > start and (
                    self.words.complementiser(k)
                    or k in self.words.cues
                    or self.words.of_class(k, "subordinators")
                ):
                    break
                k += 1
            source = (start, k)
            if k > start:
                self._prepositional(i, start, source, a, b, level)
            i = max(k, i + 1)

    def _prepositional(self, i: int, start: int, source: Range, a: int, b: int, level: int) -> None:
        page = self.page
        end = i
        while end > a and not page.word[end - 1] and not page.quote[end - 1]:
            end -= 1
        opening = a
        for k in range(end - 1, a, -1):
            if page.raw[k] in {"؛", ";", ":"} or self.words.of_class(k, "contrasts"):
                opening = k + (0 if page.word[k] else 1)
                break
        initial = all(
            not page.word[k] or self.words.of_class(k, "particles", "subordinators", "contrasts")
            for k in range(opening, end)
        )
        after = source[1]
        content: list[Range] = []
        if initial:
            k = after + 1 if after < b and not page.word[after] else after
            if k < b and self.words.of_class(k, "complementisers"):
                k += 1
            if k < b:
                content = [(k, self.words.end(k, b, level))]
        else:
            content = [(opening, end)]
            if (
                after + 2 < b
                and self.np.comma(after)
                and not self.words.conjoined(after + 1)
                and not self.words.of_class(after + 1, "contrasts", "subordinators")
                and after + 1 not in self.words.cues
            ):
                content.append((after + 1, self.words.end(after + 1, b, level)))
        if content:
            self.drafts.append(
                Draft(source, (i, start), content, frozenset({"clause"}), frozenset(), a, right=initial)
            )

    def _adverbs(self, a: int, b: int, level: int) -> None:
        for i in range(a, b):
            match = (
                self.lexicon.sequences["source_adverbs"].at(self.words.bare, i)
                if self.page.quote[i] == level
                else None
            )
            if match is None:
                continue
            n, entries = match
            flags = frozenset().union(*(e.flags for e in entries))
            content = [r for r in ((a, i), (i + n, b)) if any(self.page.word[k] for k in range(*r))]
            if content:
                self.drafts.append(Draft(None, (i, i + n), content, frozenset(), flags, a))
