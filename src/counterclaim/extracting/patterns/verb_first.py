"""Frames of a language whose source stands after its verb: 'قال X إن C', 'بحسب X، C', 'C، يقول X'."""

from __future__ import annotations

from counterclaim.extracting.patterns.drafts import Draft, outermost
from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Entry, Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range
from counterclaim.extracting.patterns.verb_first_contents import Contents
from counterclaim.extracting.patterns.verb_first_nominal import nominal

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
        self.words = Contents(page, lexicon, self.np)

    def read(self, a: int, b: int, level: int = 0) -> None:
        """The sentence of tokens `a` to `b`."""
        page = self.page
        self._nameless(a, b)
        for i in range(a, b):
            if page.quote[i] == level and page.word[i] and i not in self.words.nameless:
                match = self._verb_at(i, a)
                if match is None or i + match[0] > b:
                    continue
                if page.folded[i] in self.lexicon.classes["not_cues"] and not self.words.complementiser(
                    i + 1
                ):
                    continue
                if self.words.bare[i] in self.lexicon.classes["conjoined_cues"] and not (
                    self.words.conjoined(i)
                    or self.words.clause_start(i, a) == i
                    or self._follows_clause_source(i, a)
                ):
                    continue
                if not self._noun_use(i, match, a) and self.words.charges(i, b, match[1]):
                    self.words.cues[i] = match
                    self.np.cued[i] = True
        self._prepositions(a, b, level)
        self.drafts.extend(nominal(self.words, a, b, level))
        for i in range(a, b):
            if i in self.words.cues:
                self._verb(i, a, b, level)
                self._remember()
        self._adverbs(a, b, level)

    def _remember(self) -> None:
        """The last word of the last source: alone it names a person again ('حذر X تركيا')."""
        source = self.drafts[-1].source if self.drafts and self.drafts[-1].origin is None else None
        if source is not None:
            self.words.named.add(self.words.bare[source[1] - 1])

    def _same_subject(self, before: Range, i: int, a: int) -> Range:
        """In 'رفض X التقرير ووصفه بأنه C', where `before` is all that stands between the verbs: X."""
        if not self.words.conjoined(i):
            return before
        known = (d.source for d in self.drafts if d.sentence == a and d.origin is None)
        return next((s for s in known if s is not None and s[0] == before[0]), before)

    def _verb_at(self, i: int, a: int) -> tuple[int, list[Entry]] | None:
        """The verb at `i`; 'ورد' is 'رد' with a conjunction where it is no 'ورد في'."""
        bare, word = self.words.bare, self.page.folded[i]
        match = self.lexicon.verbs.at(bare, i)
        opens = i == a or not self.page.word[i - 1]
        if match is None and opens and bare[i] == word and word[0] in self.lexicon.classes["attached"]:
            bare[i] = word[1:] if word[1:] in self.lexicon.verbs else word
            match = self.lexicon.verbs.at(bare, i)
        return match

    def _follows_clause_source(self, i: int, a: int) -> bool:
        """Whether 'وفق ما', 'حسبما' or the like ends before `i`."""
        known = self.lexicon.sequences["clause_sources"]
        return any(
            (match := known.at(self.words.bare, k)) is not None and k + match[0] == i
            for k in range(max(a, i - 3), i)
        )

    def _nameless(self, a: int, b: int) -> None:
        for i in range(a, b):
            if match := self.lexicon.sequences["anonymity"].at(self.words.bare, i):
                self.words.nameless.update(range(i, min(b, i + match[0] + 1)))

    def _noun_use(self, i: int, match: tuple[int, list[Entry]], a: int) -> bool:
        """A preposition or relative noun before the form makes it a noun."""
        if i == a:
            return False
        if self.words.of_class(i - 1, "negations") or self.page.folded[i - 1].isdigit():
            return True
        return self.words.of_class(i - 1, "prepositions") and match[1][0].kind != "gerund"

    def _antecedent(self, i: int, a: int) -> Range | None:
        """The source of the sentence's main report before `i`, else of the passage's last one."""
        best = [d for d in self.drafts if d.source is not None and d.origin is None and d.cue[0] < i]
        verbs = [d for d in best if not self.words.reports(d.cue[0])]
        for pool in ([d for d in best if d.sentence == a], verbs):
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
            before = None if takes == _IMPERSONAL else self.words.relative_head(i, a)
            if before is None and takes != _IMPERSONAL:
                first = self.words.first_person(i, entries)
                before = self.words.we(i, a) if first else self.words.subject_before(i, a)
            if before is not None:
                source = self._same_subject(before, i, a)
            else:
                while k + 1 < b and self.words.of_class(k, "resumptives"):
                    k += 1
                early = k if k < b and self.words.of_class(k, "early_objects") and "object" in takes else None
                source, k = self.words.subject_after(k if early is None else k + 1, b, level, entries)
                if early is not None:
                    if source is not None and k - early > 1:
                        self.drafts.append(Draft(source, (i, i + n), [(early, early + 1)], takes, flags, a))
                        return
                    source, k = None, early
                if source is not None and self.words.unsaid(i, source, k, b, entries):
                    k = source[0]
                    source = None
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
        right = self.words.right(k, b, level, takes, entries)
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
        left = self.words.left(i, a, level)
        if left is None or (shared and not self._quoted(left)):
            return
        content = [left]
        if not shared and source[0] > i:
            rest = self.words.resumed(source[1], b, level)
            if rest is not None:
                content.append(rest)
        self.drafts.append(
            Draft(
                source, cue, content, takes, flags, a, right=False, quoted=self._quoted(left), origin=origin
            )
        )

    def _quoted(self, r: Range) -> bool:
        return bool(self.page.quote[r[0]] or self.page.quote[r[1] - 1])

    def _opening_subject(self, i: int, a: int) -> Range | None:
        """The noun phrase with which the sentence opens."""
        k = a
        while k < i and not (self.np.comma(k) or self.words.of_class(k, "prepositions", "subordinators")):
            k += 1
        return (a, k) if 0 < k - a <= 8 else None

    def _prepositions(self, a: int, b: int, level: int) -> None:
        page = self.page
        i = a
        while i < b:
            start = self._source_opens(i, b) if page.quote[i] == level else None
            if start is None or start >= b:
                i += 1
                continue
            k = start
            while k < b and not (
                self.np.comma(k)
                or is_stop(page.raw[k])
                or page.raw[k] in {"؛", ";", ":"}
                or is_dash(page.raw[k])
            ):
                if k > start and self._told_of(k):
                    del self.words.cues[k]
                    self.np.cued[k] = False
                if k > start and (
                    self.words.complementiser(k)
                    or k in self.words.cues
                    or self.words.of_class(k, "subordinators")
                ):
                    break
                k += 1
            verb = next((q for q in range(i, start) if q in self.words.cues), None)
            if verb is not None and not self._closes(verb, i, start, k, a, b, level):
                i = start
                continue
            if verb is not None:
                del self.words.cues[verb]
                self.np.cued[verb] = False
            if k > start:
                self._prepositional(i, start, (start, k), a, b, level)
            i = max(k, i + 1)

    def _told_of(self, k: int) -> bool:
        """Whether the verb at `k` only describes an indefinite noun before it ('شهود تحدثوا لفرانس برس')."""
        words = self.words
        if k not in words.cues or words.conjoined(k) or not self.page.word[k - 1]:
            return False
        return not words.definite(words.bare[k - 1]) and not words.proper(k - 1)

    def _closes(self, verb: int, i: int, start: int, k: int, a: int, b: int, level: int) -> bool:
        """Whether nothing that the verb reports follows its subject: what it reports stands before 'كما'."""
        words = self.words
        if (i == a and self.page.folded[i] in self.lexicon.classes["left_openers"]) or (
            k < b and words.complementiser(k)
        ):
            return False
        entries = words.cues[verb][1]
        if words.of_class(start - 1, "resumptives") or any("relay" in e.takes for e in entries):
            return True
        return words.subject_after(start, b, level, entries)[1] >= k

    def _source_opens(self, i: int, b: int) -> int | None:
        """Where the source starts that a preposition at `i` opens, or 'ما' with a reporting verb ('وفق ما أفادت به')."""
        words, sequences = self.words, self.lexicon.sequences
        if (match := sequences["clause_sources"].at(words.bare, i)) is not None:
            verb = i + match[0]
            told = words.cues.get(verb) or (self.lexicon.verbs.at(words.bare, verb) if verb < b else None)
            if told is not None and verb < b:
                start = verb + told[0]
                while start < b and words.of_class(start, "resumptives"):
                    start += 1
                return start
        if (match := sequences["source_prepositions"].at(words.bare, i)) is None:
            return None
        start = i + match[0]
        names = self.lexicon.classes["not_sources"]
        if start < b and {words.bare[start], "ال" + words.bare[start].removeprefix("لل")} & names:
            return None
        return start

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
