"""Frames of a language whose source stands before its verb: 'X said that C', 'C, said X', 'according to X, C'."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.extracting.patterns.layout import INNER, Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Entry, Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range


@dataclass(slots=True)
class Draft:
    """An attribution in token ranges of one passage. `sentence` is the token at which its sentence starts.

    `origin` is the passage of the source where that is an earlier one.
    """

    source: Range | None
    cue: Range
    content: list[Range]
    takes: frozenset[str]
    flags: frozenset[str]
    sentence: int
    via: Range | None = None
    right: bool = True
    certain_form: bool = True
    shared: bool = False
    quoted: bool = False
    origin: Layout | None = None


@dataclass(slots=True)
class Cue:
    """A reporting word in use: tokens `start` to `end`, `group` where its auxiliaries start."""

    start: int
    end: int
    group: int
    entries: list[Entry]
    kinds: frozenset[str]
    takes: frozenset[str]
    flags: frozenset[str]
    passive: bool
    infinitive: bool


class Frames:
    """Reads the sentences of one passage in order; `drafts` grows."""

    def __init__(self, page: Layout, lexicon: Lexicon) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = Phrases(page, lexicon)
        self.drafts: list[Draft] = []
        self._spoken: set[int] = set()

    def read(self, a: int, b: int, level: int = 0) -> None:
        """The sentence (or quotation) of tokens `a` to `b`; quotations inside are not entered."""
        cues = self._cues(a, b, level)
        for cue in cues:
            for i in range(cue.start, cue.end):
                self.np.cued[i] = True
        self._prepositions(a, b, level)
        for n, cue in enumerate(cues):
            self._verb(cue, a, b, cues[:n], cues[n + 1 :], level)
        self._nouns(a, b, level)
        self._adverbs(a, b, level)

    # -- finding cues

    def _cues(self, a: int, b: int, level: int) -> list[Cue]:
        found: list[Cue] = []
        page, verbs = self.page, self.lexicon.verbs
        i = a
        while i < b:
            if page.quote[i] != level or not page.word[i] or page.folded[i] not in verbs:
                i += 1
                continue
            match = verbs.at(page.folded, i)
            if match is None or i + match[0] > b:
                i += 1
                continue
            n, entries = match
            if (
                page.upper(i)
                and i > a
                and page.word[i - 1]
                and page.upper(i - 1)
                and not self._title_case(a, b)
            ):
                i += 1
                continue
            cue = None if self._relays(i, a) else self._in_use(i, n, entries, a, b)
            if cue is not None:
                found.append(cue)
                i += n
            else:
                i += 1
        return found

    def _relays(self, i: int, a: int) -> bool:
        """', citing X': no report of its own."""
        return (
            i > a
            and (self.np.comma(i - 1) or self.np.cued[i - 1])
            and self.lexicon.sequences["relay_prepositions"].at(self.page.folded, i) is not None
        )

    def _title_case(self, a: int, b: int) -> bool:
        words = [i for i in range(a, b) if self.page.word[i] and len(self.page.raw[i]) > 3]
        return bool(words) and sum(self.page.upper(i) for i in words) > 0.75 * len(words)

    def _in_use(self, i: int, n: int, entries: list[Entry], a: int, b: int) -> Cue | None:
        page, np = self.page, self.np
        kinds = frozenset(e.kind for e in entries)
        group = i
        copula = auxiliary = modal = infinitive = False
        while group > a:
            k = group - 1
            if np.of_class(k, "infinitive_markers") and not (infinitive or auxiliary):
                infinitive = True
            elif np.of_class(k, "copulas"):
                copula = copula or not auxiliary or group == i
                auxiliary = True
            elif np.of_class(k, "auxiliaries", "modals") and page.word[k]:
                auxiliary = True
                modal = True
            elif (
                page.raw[k][0] in "'’"
                and np.possessive(k)
                and ("gerund" in kinds or ("participle" in kinds and group < i))
                and page.raw[k][1:] == "s"
            ):
                auxiliary = copula = True
            elif not (np.adverb(k) or np.of_class(k, "negations")):
                break
            elif np.of_class(k, "pronouns", "determiners") and (
                k == a or not page.word[k - 1] or np.of_class(k - 1, "coordinators", "subordinators")
            ):
                break
            group = k
        first = group
        before = first - 1
        flags = frozenset().union(*(e.flags for e in entries))
        doer = i + n < b and np.of_class(i + n, "agents") and bool(flags & {"denies", "accuses"})
        reduced = doer and "participle" in kinds and not auxiliary and not infinitive
        passive = reduced or copula and "participle" in kinds and not (modal and not copula)
        if not auxiliary and not infinitive:
            if (
                before >= a
                and page.word[before]
                and (
                    np.of_class(before, "determiners", "possessives") and not np.of_class(before, "pronouns")
                )
            ):
                return None
            if before >= a and np.possessive(before):
                return None
            if before >= a and np.of_class(before, "prepositions") and "gerund" not in kinds:
                return None
            if (i + n < b and page.raw[i + n] == INNER and page.start[i + n] == page.end[i + n - 1]) or (
                i > a and page.raw[i - 1] == INNER and page.end[i - 1] == page.start[i]
            ):
                return None
            if kinds == {"base"} and not (self._plural_before(before, a) or self._clause_next(i, i + n, b)):
                return None
            if kinds == {"present"} and before >= a and not self._singular_before(before, a):
                return None
        if (
            "gerund" in kinds
            and not auxiliary
            and kinds == {"gerund"}
            and i + n < b
            and np.of_class(i + n, "copulas")
        ):
            return None
        takes = frozenset().union(*(e.takes for e in entries))
        return Cue(i, i + n, first, entries, kinds, takes, flags, passive, infinitive)

    def _clause_next(self, i: int, after: int, b: int) -> bool:
        """Whether a bare form is followed by what only a verb takes: 'that', a subject pronoun, a quotation."""
        if after >= b or self.page.folded[i] in self.lexicon.nouns:
            return False
        return (
            self.np.of_class(after, "complementisers", "nominatives")
            or self.page.quote[after] != self.page.quote[i]
        )

    def _plural_before(self, k: int, a: int) -> bool:
        """Whether the word before a bare form can be its plural subject ('officials say')."""
        if k < a:
            return False
        page, np = self.page, self.np
        if self.np.comma(k) or np.of_class(k, "coordinators"):
            return True
        word = page.folded[k]
        if np.of_class(k, "pronouns") and word not in {"it", "he", "she"}:
            return True
        if not page.word[k]:
            return page.raw[k] in {")", "”", "—", "–", "―"}
        return word.endswith("s") or word in {
            "people",
            "police",
            "women",
            "men",
            "children",
            "media",
            "military",
            "staff",
            "public",
            "opposition",
        }

    def _singular_before(self, k: int, a: int) -> bool:
        page, np = self.page, self.np
        if np.comma(k) or np.of_class(k, "coordinators"):
            return True
        if np.of_class(k, "pronouns"):
            return True
        if not page.word[k]:
            return page.raw[k] in {")", "”", '"', "—", "–", "―", "»"}
        return not page.folded[k].endswith("ive")

    # -- content to the right and left

    def _skip_adverbials(self, i: int, b: int, cue: Cue, level: int) -> tuple[int, bool]:
        """Past 'on Monday', 'in a statement', ', however,' to where the content may start.

        The flag says that the adverbial ran to the end of the clause.
        """
        page, np = self.page, self.np
        while i < b:
            if np.comma(i) and i + 1 < b and page.quote[i + 1] in {level, page.quote[i]}:
                close = self._comma_pair(i, b)
                if (
                    close is not None
                    and close + 1 < b
                    and np.of_class(close + 1, "complementisers", "question_words")
                ):
                    i = close + 1
                    continue
                return i, False
            if page.word[i] and np.adverb(i) and not np.of_class(i, "subordinators", "question_words"):
                i += 1
                continue
            if np.of_class(i, "weekdays_and_times"):
                i += 1
                continue
            if (
                self.lexicon.sequences["adverbials"].at(page.folded, i)
                and not np.of_class(i, "infinitive_markers", "complementisers")
                and not self.lexicon.sequences["not_adverbials"].at(page.folded, i)
            ):
                k = self._adverbial_end(i, b, cue)
                if k is None:
                    return i, False
                i = k
                continue
            return i, False
        return i, True

    def _comma_pair(self, i: int, b: int) -> int | None:
        for k in range(i + 1, min(b, i + 14)):
            if self.np.comma(k):
                return k
        return None

    def _adverbial_end(self, i: int, b: int, cue: Cue) -> int | None:
        """End of the phrase that starts at `i`: a complementiser, comma, quotation or clause start ends it."""
        page, np = self.page, self.np
        for k in range(i + 1, min(b, i + 16)):
            if page.quote[k] and page.quote[k] != page.quote[i]:
                return k
            if np.boundary(k):
                return k
            if np.of_class(k, "complementisers") and k > i + 1:
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
                return k if self._clause_follows(k, b) else None
            if k > i + 1 and page.upper(k) and np.of_class(k - 1, "weekdays_and_times"):
                return k
            if np.finite(k) and not np.cued[k]:
                return None
        return b if b - i <= 16 else None

    def _clause_follows(self, i: int, b: int) -> bool:
        page, np = self.page, self.np
        for k in range(i + 1, min(b, i + 14)):
            if is_stop(page.raw[k]):
                return False
            if np.verb_like(k):
                return True
        return False

    def _opens_adjunct(self, i: int) -> bool:
        np = self.np
        adjunct = np.of_class(i, "prepositions", "subordinators", "coordinators", "weekdays_and_times")
        return adjunct and not np.of_class(i, "determiners", "pronouns", "question_words", "relatives")

    def _bare_clause(self, i: int, b: int) -> bool:
        """Whether a clause without 'that' starts at `i`: a subject and, before any other clause, its verb."""
        np = self.np
        if np.of_class(i, "prepositions", "subordinators", "coordinators") and not np.of_class(i, "determiners", "pronouns"):
            return False
        for k in range(i + 1, min(b, i + 14)):
            if np.finite(k) and not np.of_class(k - 1, "infinitive_markers", "prepositions", "determiners"):
                return True
            if np.boundary(k) or np.of_class(k, "relatives", "subordinators", "infinitive_markers", "complementisers"):
                return False
        return False

    def _past_addressee(self, i: int, b: int, level: int) -> int | None:
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
                    return self._split_names(i, k)
                return i
        return limit if limit == b else None

    def _split_names(self, i: int, verb: int) -> int:
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
                if any(c.start > k for c in later or ()):
                    return k
            elif (np.comma(k) or is_dash(raw)) and k > i:
                following = k + 1
                while following < b and np.adverb(following):
                    following += 1
                if following < b:
                    if sequences["source_prepositions"].at(page.folded, following) or sequences[
                        "relay_prepositions"
                    ].at(page.folded, following):
                        return k
                    after = following
                    if np.of_class(after, "coordinators") and after + 1 < b:
                        after += 1
                        while after < b and np.adverb(after):
                            after += 1
                        new = starts.get(after)
                        if new is not None or self._group_starts(after, starts):
                            return k
                        if self._new_subject(after, b, starts):
                            return k
                    new = starts.get(following)
                    if new is not None and (
                        new.kinds == {"gerund"} or ("past" in new.kinds and new.group == following)
                    ):
                        return k
                    if (
                        new is None
                        and self._new_subject(following, b, starts)
                        and self._ends_left(following, b, starts)
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
            elif (sequences["source_prepositions"].at(page.folded, k)) and k > i:
                return k
            elif k > i and k in starts and starts[k].kinds == {"gerund"} and self._adjoined(starts[k], b):
                return k
            k += 1
        return b

    def _adjoined(self, cue: Cue, b: int) -> bool:
        """A participle with its own 'that' ('… were hurt adding that …') where the comma was left out."""
        np = self.np
        return (
            cue.end < b
            and np.of_class(cue.end, "complementisers")
            and not np.of_class(cue.start - 1, "prepositions", "coordinators", "subordinators")
        )

    def _group_starts(self, i: int, starts: dict[int, Cue]) -> bool:
        return any(c.group == i for c in starts.values())

    def _new_subject(self, i: int, b: int, starts: dict[int, Cue]) -> bool:
        """Whether a noun phrase and then directly a reporting verb stand at `i`."""
        np = self.np
        for k in range(i, min(b, i + 10)):
            if any(c.group == k for c in starts.values()) and k > i:
                return True
            if np.boundary(k) or np.finite(k) or np.of_class(k, "complementisers"):
                return False
        return False

    def _ends_left(self, i: int, b: int, starts: dict[int, Cue]) -> bool:
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

    # -- verbs

    def _verb(self, cue: Cue, a: int, b: int, earlier: list[Cue], later: list[Cue], level: int) -> None:
        if cue.start in self._spoken:
            return
        if cue.passive:
            self._passive(cue, a, b, later, level)
            return
        low = self._low(cue, a, earlier)
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
            rest = self._resumed(after, b, level, later, inverted=True)
            if rest is not None:
                content.append(rest)
            self._add(cue, source, content, a, right=False)
            return
        if gerund or cue.infinitive or self._coordinated(cue.group, a):
            source = self._shared_subject(cue, a, b, earlier, low)
            shared = source is not None
        else:
            source = self.np.subject_before(cue.group, low)
            if source is not None and self.np.of_class(source[0], "relatives") and source[1] - source[0] == 1:
                source = self._antecedent(source[0], a) or source
        if (
            source is None
            and not gerund
            and not cue.infinitive
            and (cue.group > a or not self._title_case(a, b))
        ):
            source = self._shared_subject(cue, a, b, earlier, low)
            shared = source is not None
        if source is None:
            return
        found = self._contents(cue, source, a, b, later, level, shared)
        if found is None and not shared:
            unmarked = self._unmarked(cue, a, b, level)
            if unmarked is not None:
                source, found = unmarked[0], ([unmarked[1]], False)
        if found:
            self._add(cue, source, found[0], a, right=found[1], shared=shared)

    def _quoting(self, cue: Cue, a: int, b: int, earlier: list[Cue], later: list[Cue], level: int) -> bool:
        """'Y quoted X as saying C': X is the source, Y relays."""
        np = self.np
        saying = next(
            (c for c in later if c.kinds == {"gerund"} and np.of_class(c.start - 1, "relay_marks")), None
        )
        if saying is None or saying.start - cue.end > 30:
            return False
        via = np.subject_before(cue.group, self._low(cue, a, earlier)) or self._shared_subject(
            cue, a, b, earlier, a
        )
        source = np.phrase_after(cue.end, saying.start - 1)
        rest = [c for c in later if c.start > saying.start]
        content: Range | None = None
        k, _ = self._skip_adverbials(saying.end, b, saying, level)
        if source is None:
            return False
        if k < b and not is_stop(self.page.raw[k]):
            content = self._right(saying, saying.end, k, b, level, rest, source)
        elif via is not None:
            content = self._quoted_left(via, a, level) or (a, via[0])
        if content is None or content[0] >= content[1]:
            return False
        self._add(cue, source, [content], a, via=via)
        self._spoken.add(saying.start)
        return True

    def _unmarked(self, cue: Cue, a: int, b: int, level: int) -> tuple[Range, Range] | None:
        """'C X said.' in text that has lost its commas."""
        np, page = self.np, self.page
        k, _ = self._skip_adverbials(cue.end, b, cue, level)
        if (
            (k < b and not is_stop(page.raw[k]))
            or "quotation" not in cue.takes
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

    def _low(self, cue: Cue, a: int, earlier: list[Cue]) -> int:
        low = a
        for before in earlier:
            if before.end <= cue.group and before.takes & {"clause", "that"} and not self._in_relative(before, a):
                low = max(low, before.end)
        return low if low < cue.group else a

    def _in_relative(self, cue: Cue, a: int) -> bool:
        """Whether the verb's subject is a relative pronoun: its clause sits inside a noun phrase."""
        before = cue.group - 1
        return before > a and self.np.of_class(before, "relatives") and self.page.word[before - 1]

    def _coordinated(self, group: int, a: int) -> bool:
        k = group - 1
        return bool(k >= a and self.np.of_class(k, "coordinators"))

    def _shared_subject(self, cue: Cue, a: int, b: int, earlier: list[Cue], low: int) -> Range | None:
        """The subject of the clause that a participle, infinitive or second verb depends on."""
        page, np = self.page, self.np
        k = cue.group - 1
        if (
            cue.kinds == {"gerund"}
            and k >= a
            and page.word[k]
            and not np.of_class(k, "prepositions", "coordinators", "adverbs", "pronouns", "subordinators")
        ):
            head = np.subject_before(cue.group, low)
            if head is not None and head[1] - head[0] <= 12 and not np.has_verb(*head):
                return head
        for draft in reversed(self.drafts):
            if draft.sentence != a or draft.source is None:
                continue
            if draft.cue[0] < cue.start:
                return draft.source
        return self._clause_subject(a, cue.group, b)

    def _clause_subject(self, a: int, end: int, b: int) -> Range | None:
        """The subject of the sentence's first finite verb."""
        np, page = self.np, self.page
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

    def _antecedent(self, relative: int, a: int) -> Range | None:
        k = relative
        while k > a and (self.np.comma(k - 1) or self.np.of_class(k - 1, "prepositions")):
            k -= 1
        return self.np.subject_before(k, a)

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
        quoted = bool(page.quote[g - 1]) and page.quote[g - 1] != level
        unpunctuated = "speech" in cue.takes and page.word[g - 1] and not any(np.comma(k) for k in range(a, b))
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
            if self._apposed(a, g):
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
        if not quoted and not np.has_verb(a, g - 1):
            if (
                not (end < b and np.comma(end) and np.has_verb(end, b))
                or g - a > 8
                or "object" in cue.takes
                and cue.kinds == {"base"}
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
        return source, self._left_content(a, g, level)

    def _apposed(self, a: int, g: int) -> bool:
        """Whether the comma before the verb closes an apposition ('X, the head of Y, said')."""
        first = next((k for k in range(a, g - 1) if self.np.comma(k)), None)
        return first is not None and not self.np.has_verb(a, first)

    def _left_content(self, a: int, end: int, level: int) -> Range:
        page, np = self.page, self.np
        k = end
        while k > a and np.comma(k - 1):
            k -= 1
        start = a
        if page.quote[k - 1] and page.quote[k - 1] != level:
            opening = page.quotes[page.quote[k - 1] - 1][0]
            for i in range(opening - 1, a - 1, -1):
                if self.np.cued[i] or is_stop(page.raw[i]):
                    break
                start = i
            start = opening if any(self.np.cued[i] for i in range(a, opening)) else a
        else:
            start = self._clause_start(a, k, broken=False)
        while start < k and (np.comma(start) or page.raw[start] in {")", "]"}):
            start += 1
        return start, k

    def _resumed(self, i: int, b: int, level: int, later: list[Cue], inverted: bool) -> Range | None:
        """Content after '"C," said X': ', D' in the same sentence."""
        page, np = self.page, self.np
        if i < b and np.comma(i) and i + 1 < b:
            k = i + 1
            if page.quote[k] and page.quote[k] != level:
                return k, page.quotes[page.quote[k] - 1][1]
            if any(c.start == k or c.group == k for c in later):
                return None
            if self.lexicon.sequences["relay_prepositions"].at(page.folded, k) or self._participle(k):
                return None
            if np.of_class(k, "relatives") or (
                inverted and np.of_class(k, "determiners", "subordinators", "prepositions")
            ):
                return None
            starts = {c.start: c for c in later}
            if np.of_class(k, "coordinators") and (
                self._new_subject(k + 1, b, starts) or self._group_starts(k + 1, starts)
            ):
                return None
            end = self.clause_end(k, b, level, later=later)
            return (k, end) if end > k and (not inverted or np.has_verb(k, end)) else None
        if (
            i < b
            and page.raw[i] in {":", ";"}
            and i + 1 < b
            and page.quote[i + 1] != level
            and page.quote[i + 1]
        ):
            return i + 1, page.quotes[page.quote[i + 1] - 1][1]
        if (
            i < b
            and np.of_class(i, "coordinators")
            and i + 1 < b
            and page.quote[i + 1] != level
            and page.quote[i + 1]
        ):
            return i + 1, page.quotes[page.quote[i + 1] - 1][1]
        return None

    def _participle(self, k: int) -> bool:
        return self.page.folded[k].endswith(self.lexicon.gerund_endings) and self.page.raw[k][0].islower()

    def _contents(
        self, cue: Cue, source: Range, a: int, b: int, later: list[Cue], level: int, shared: bool
    ) -> tuple[list[Range], bool] | None:
        page, np = self.page, self.np
        i = cue.end
        k, _ = self._skip_adverbials(i, b, cue, level)
        closes = k >= b or is_stop(page.raw[k]) or np.comma(k)
        if not closes and "addressee" in cue.takes:
            hearer = self._past_addressee(k, b, level)
            if hearer is not None:
                hearer, _ = self._skip_adverbials(hearer, b, cue, level)
                if hearer >= b or np.boundary(hearer):
                    k, closes = hearer, True
        if closes and not shared and cue.takes & {"clause", "quotation"}:
            quoted = self._quoted_left(source, a, level)
            if quoted is None and "clause" not in cue.takes:
                return None
            aside = self._aside(source, k, a, b, level, later)
            if aside is not None:
                return aside
            left = self._left_of(source, a, level, k < b and np.comma(k) and self._goes_on(k + 1, b, later))
            if left is not None:
                return self._both(left, k, b, level, later)
        if k >= b:
            return None
        left = None if shared else self._quoted_left(source, a, level)
        if left is not None and page.raw[k] in {":", ";"}:
            return self._both(left, k, b, level, later)
        if left is not None and np.of_class(k, "coordinators", "subordinators", "infinitive_markers"):
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
        if following < b and np.comma(k) and self.page.quote[following] and self.page.quote[following] != level:
            return [(following, self._quote_end(following, b, level, later))], True
        if opener - a > 2:
            end = opener - 1 if np.comma(opener - 1) else opener
            return [(self._clause_start(a, end, broken=False), end)], False
        if k + 1 < b and np.comma(k):
            return [(k + 1, self.clause_end(k + 1, b, level, later=later))], True
        return None

    def _both(self, left: Range, k: int, b: int, level: int, later: list[Cue]) -> tuple[list[Range], bool]:
        content = [left] if left[0] < left[1] else []
        begun = not self.np.has_verb(*left)
        rest = self._resumed(k, b, level, [] if begun else later, inverted=False)
        if rest is not None:
            content.append(rest)
        return content, False

    def _quoted_left(self, source: Range, a: int, level: int) -> Range | None:
        page, np = self.page, self.np
        s = source[0]
        if s <= a:
            return None
        last = s - 2 if np.comma(s - 1) and s - 2 >= a else s - 1
        if page.quote[last] and page.quote[last] != level:
            opening, close = page.quotes[page.quote[last] - 1]
            if close - opening >= 4:
                return self._left_content(a, s, level)
        return None

    def _goes_on(self, k: int, b: int, later: list[Cue]) -> bool:
        """Whether the clause broken by 'X said,' goes on at `k`."""
        np = self.np
        if k >= b or self._participle(k) or any(c.group == k and c.kinds == {"gerund"} for c in later):
            return False
        return not np.of_class(k, "coordinators", "subordinators", "relatives", "prepositions")

    def _left_of(self, source: Range, a: int, level: int, parenthetical: bool) -> Range | None:
        """Content before 'X said': a quotation, or a clause closed by a comma."""
        np = self.np
        s = source[0]
        if s <= a:
            return None
        quoted = self._quoted_left(source, a, level)
        if quoted is not None:
            return quoted
        if not np.comma(s - 1) and not (is_dash(self.page.raw[s - 1]) or self.page.raw[s - 1] == ")"):
            return None
        start = self._clause_start(a, s - 1, parenthetical)
        if parenthetical:
            return (start, s - 1)
        if not np.has_verb(start, s - 1) and s - 1 - start < 4:
            return None
        opener = start
        while opener < s and np.adverb(opener):
            opener += 1
        if np.of_class(opener, "subordinators") and not any(np.comma(q) for q in range(start, s - 1)):
            return None
        if np.of_class(opener, "prepositions") and not any(np.finite(q) for q in range(start, s - 1)):
            return None
        return None if self._participle(opener) else (start, s - 1)

    def _clause_start(self, a: int, end: int, broken: bool) -> int:
        """Where the clause that a comma closes at `end` starts: after a semicolon or, if the clause goes on
        (`broken`), where it has only begun ('which, X said, …', 'and a trench, X said, …')."""
        page, np = self.page, self.np
        for k in range(end - 1, a, -1):
            if page.quote[k] and not page.quote[a]:
                continue
            if page.raw[k] == ";":
                return k + 1
            if not broken or np.has_verb(k + 1, end) or not np.has_verb(a, k):
                continue
            if np.comma(k - 1) and np.of_class(k, "relatives", "subordinators", "coordinators"):
                return k + 1
            if k >= end - 3 and np.of_class(k, "relatives", "coordinators", "complementisers"):
                return k + 1
        return a

    def _right(
        self, cue: Cue, i: int, k: int, b: int, level: int, later: list[Cue], source: Range
    ) -> Range | None:
        page, np = self.page, self.np
        takes = cue.takes
        if np.comma(k) or page.raw[k] == ":" or is_dash(page.raw[k]):
            if k + 1 < b and page.quote[k + 1] != level and page.quote[k + 1]:
                return k + 1, self._quote_end(k + 1, b, level, later)
            if page.raw[k] == ":" and takes & {"clause", "quotation"}:
                return self._span(k + 1, b, level, cue, later)
            return None
        if page.quote[k] != level and page.quote[k]:
            if takes & {"quotation", "object", "predicate"}:
                return k, self._quote_end(k, b, level, later)
            return None
        if np.of_class(k, "complementisers") and takes & {"clause", "that"}:
            return self._span(k + 1, b, level, cue, later)
        if np.of_class(i, "complementisers") and takes & {"clause", "that"}:
            return self._span(i + 1, b, level, cue, later)
        if "addressee" in takes and not (
            np.of_class(k, "pronouns", "question_words", "infinitive_markers")
            and np.finite(min(k + 1, b - 1))
        ):
            hearer = self._past_addressee(k, b, level)
            if hearer is not None and hearer < b:
                after, _ = self._skip_adverbials(hearer, b, cue, level)
                if after < b and not is_stop(page.raw[after]):
                    if np.comma(after) or page.raw[after] == ":":
                        if after + 1 < b and page.quote[after + 1] and page.quote[after + 1] != level:
                            return after + 1, self._quote_end(after + 1, b, level, later)
                        return self._span(after + 1, b, level, cue, later) if page.raw[after] == ":" else None
                    if np.of_class(after, "complementisers"):
                        after += 1
                    return self._span(after, b, level, cue, later)
            return None
        if np.of_class(i, "infinitive_markers"):
            if "infinitive" in takes:
                return self._span(i, b, level, cue, later)
            return None
        if np.of_class(k, "question_words") and takes & {"clause", "object"}:
            return self._span(k, b, level, cue, later)
        if "clause" in takes and k != i and self._clause_follows(k, b):
            return self._span(k, b, level, cue, later)
        if "clause" in takes and "object" not in takes:
            if k >= b or is_stop(page.raw[k]):
                return None
            bare = "speech" not in takes and self._bare_clause(i, b)
            if bare or ("speech" in takes and not self._opens_adjunct(i)):
                return self._span(i, b, level, cue, later)
            return None
        if takes & {"object", "predicate"}:
            start = i
            ended = k >= b or is_stop(page.raw[k])
            if ended and not np.of_class(i, "pronouns", "determiners"):
                return None
            if np.adverb(i):
                start = k
            if start >= b or is_stop(page.raw[start]):
                return None
            if np.of_class(start, "prepositions", "subordinators", "coordinators") and not np.of_class(
                start, "determiners", "pronouns"
            ):
                return None
            return self._span(start, b, level, cue, later)
        return None

    def _quote_end(self, k: int, b: int, level: int, later: list[Cue]) -> int:
        """A quotation and what continues it in the sentence."""
        return (
            self.clause_end(self.page.quotes[self.page.quote[k] - 1][1], b, level, later=later)
            if k < b
            else b
        )

    def _span(self, i: int, b: int, level: int, cue: Cue, later: list[Cue]) -> Range | None:
        end = self.clause_end(i, b, level, cue, None, [c for c in later if c.start >= i])
        return (i, end) if end > i else None

    def _passive(self, cue: Cue, a: int, b: int, later: list[Cue], level: int) -> None:
        """'X is said to C', 'X was criticised by Y', 'it was reported that C'."""
        page, np = self.page, self.np
        subject = np.subject_before(cue.group, a)
        if subject is None:
            return
        i = cue.end
        if i < b and np.of_class(i, "agents"):
            source = np.phrase_after(i + 1, b)
            if source is not None:
                content = [subject]
                if source[1] < b and np.of_class(
                    source[1], "subordinators", "prepositions", "infinitive_markers"
                ):
                    content.append((source[1], self.clause_end(source[1], b, level, later=later)))
                self._add(cue, source, content, a, right=False)
            return
        if (
            i < b
            and np.of_class(i, "complementisers")
            and subject[1] - subject[0] == 1
            and np.of_class(subject[0], "pronouns")
        ):
            content_range = self._span(i + 1, b, level, cue, later)
            if content_range is not None:
                self._add(cue, None, [content_range], a)
            return
        if i < b and "addressee" in cue.takes and np.of_class(i, "complementisers", "infinitive_markers"):
            told = self._span(i + np.of_class(i, "complementisers"), b, level, cue, later)
            if told is not None:
                self._add(cue, None, [told], a)
            return
        if i < b and np.of_class(i, "infinitive_markers") and "raising" in cue.takes:
            content_range = self._span(i, b, level, cue, later)
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

    # -- according to, citing

    def _prepositions(self, a: int, b: int, level: int) -> None:
        page, np = self.page, self.np
        i = a
        while i < b:
            match = (
                self.lexicon.sequences["source_prepositions"].at(page.folded, i)
                if page.quote[i] == level
                else None
            )
            if match is None:
                i += 1
                continue
            n, _entries = match
            source = np.phrase_after(i + n, b)
            if source is None:
                i += n
                continue
            if np.of_class(source[0], "object_pronouns"):
                source = (source[0], source[0] + 1)
            self._prepositional(i, n, source, a, b, level)
            i = source[1]

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
            stop = self.clause_end(k, b, level)
            content = [(k, stop)] if k < stop else []
        else:
            content = [(local, end)]
            if comma and after + 1 < b:
                whole = np.has_verb(local, end) and np.of_class(
                    after + 1, "relatives", "coordinators", "subordinators"
                )
                if not whole and not self._participle(after + 1) and np.has_verb(after + 1, b):
                    content.append((after + 1, self.clause_end(after + 1, b, level)))
        if content:
            self.drafts.append(
                Draft(source, (i, i + n), content, frozenset({"clause"}), frozenset(), a, right=initial)
            )

    # -- nouns and adverbs

    def _nouns(self, a: int, b: int, level: int) -> None:
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
            if k < b and np.of_class(k, "agents"):
                source = np.phrase_after(k + 1, b)
                k = source[1] if source else k
            if k + 1 >= b:
                continue
            content: Range | None = None
            if np.of_class(k, "complementisers") and "clause" in takes and self._clause_follows(k, b):
                content = (k + 1, self.clause_end(k + 1, b, level))
            if content is not None:
                self.drafts.append(Draft(source, (i, i + n), [content], takes, flags, a))

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

    def _adverbs(self, a: int, b: int, level: int) -> None:
        page = self.page
        for i in range(a, b):
            if page.quote[i] != level:
                continue
            match = self.lexicon.sequences["source_adverbs"].at(page.folded, i)
            if match is None:
                continue
            n, entries = match
            content = []
            start = max(
                (
                    d.content[0][0]
                    for d in self.drafts
                    if d.sentence == a and d.content[0][0] <= i < d.content[0][1]
                ),
                default=a,
            )
            if i > start:
                content.append((start, i))
            if i + n < b:
                content.append((i + n, b))
            flags = frozenset().union(*(e.flags for e in entries))
            self.drafts.append(Draft(None, (i, i + n), content, frozenset(), flags, a))

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
