"""Which words of a sentence are reporting words in use, and which are nouns or adjectives of that form."""

from __future__ import annotations

from counterclaim.extracting.patterns.drafts import Cue
from counterclaim.extracting.patterns.layout import INNER, Layout
from counterclaim.extracting.patterns.reporting import Entry, Lexicon
from counterclaim.extracting.patterns.sources import Phrases

_PAST = {"past", "participle"}
LONGEST_SOURCE = 7
SHORTEST_MISSPELT = 5


class Cues:
    """Finds the reporting words of a sentence of one passage."""

    def __init__(self, page: Layout, lexicon: Lexicon, np: Phrases) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = np

    def find(self, a: int, b: int, level: int) -> list[Cue]:
        found: list[Cue] = []
        page, verbs = self.page, self.lexicon.verbs
        i = a
        while i < b:
            if page.quote[i] != level or not page.word[i]:
                i += 1
                continue
            if page.folded[i] not in verbs:
                if (meant := self._misspelt(i, a, b)) is not None:
                    found.append(meant)
                i += 1
                continue
            match = None if self._anonymous(i, a) else verbs.at(page.folded, i)
            if match is None or i + match[0] > b:
                i += 1
                continue
            n, entries = match
            if (
                page.upper(i)
                and i > a
                and page.word[i - 1]
                and page.upper(i - 1)
                and not self.title_case(a, b)
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

    def title_case(self, a: int, b: int) -> bool:
        words = [i for i in range(a, b) if self.page.word[i] and len(self.page.raw[i]) > 3]
        return bool(words) and sum(self.page.upper(i) for i in words) > 0.75 * len(words)

    def _anonymous(self, i: int, a: int) -> bool:
        """'Who asked not to be named': nothing that anybody says."""
        return (
            i > a
            and self.np.of_class(i - 1, "relatives", "coordinators")
            and self.lexicon.sequences["anonymity"].at(self.page.folded, i) is not None
        )

    def _relays(self, i: int, a: int) -> bool:
        """', citing X': no report of its own."""
        return (
            i > a
            and (self.np.comma(i - 1) or self.np.cued[i - 1])
            and self.lexicon.sequences["relay_prepositions"].at(self.page.folded, i) is not None
        )

    def _in_use(self, i: int, n: int, entries: list[Entry], a: int, b: int) -> Cue | None:
        page, np = self.page, self.np
        kinds = frozenset(e.kind for e in entries)
        group = i
        copula = auxiliary = modal = infinitive = False
        while group > a:
            k = group - 1
            if np.of_class(k, "infinitive_markers") and "base" in kinds and not (infinitive or auxiliary):
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
            elif not (np.adverb(k) or np.of_class(k, "negations")) or (
                np.of_class(k, "pronouns", "determiners")
                and (
                    k == a
                    or not page.word[k - 1]
                    or np.of_class(k - 1, "coordinators", "subordinators", "complementisers")
                )
            ):
                break
            group = k
        first = group
        before = first - 1
        flags = frozenset().union(*(e.flags for e in entries))
        doer = i + n < b and np.of_class(i + n, "agents") and bool(flags & {"denies", "accuses"})
        takes = frozenset().union(*(e.takes for e in entries))
        raised = "raising" in takes and "infinitive" not in takes and self._to_be(i + n, b)
        reduced = (doer or raised) and "participle" in kinds and not auxiliary and not infinitive
        passive = reduced or (copula and "participle" in kinds and not (modal and not copula))
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
            if kinds == {"participle"} and not reduced:
                return None
            noun_form = kinds <= {"base", "present"} and page.folded[i] in self.lexicon.nouns
            if noun_form and (
                first == a
                or (i + n < b and np.of_class(i + n, "auxiliaries", "copulas", "modals"))
                or self._is_subject(i + n, b)
                or self._after_source_preposition(i, a)
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
        return Cue(i, i + n, first, entries, kinds, takes, flags, passive, infinitive)

    def _to_be(self, i: int, b: int) -> bool:
        """'To be' or 'to have' after 'air raids believed'."""
        np = self.np
        return i + 1 < b and np.of_class(i, "infinitive_markers") and np.of_class(i + 1, "auxiliaries")

    def _is_subject(self, after: int, b: int) -> bool:
        """Whether the word before `after` is a subject: another verb follows ('reports suggest')."""
        while after < b and self.np.adverb(after):
            after += 1
        if after >= b or not self.page.word[after] or self.page.upper(after):
            return False
        if self.np.verb_like(after) and not self.np.of_class(after, "auxiliaries"):
            return True
        match = self.lexicon.verbs.at(self.page.folded, after)
        return match is not None and any(
            e.kind == "base" or (e.kind == "past" and "clause" in e.takes) for e in match[1]
        )

    def _after_source_preposition(self, i: int, a: int) -> bool:
        """'According to Armenian estimates': the word is the head of the source."""
        prepositions = self.lexicon.sequences["source_prepositions"]
        for k in range(i - 1, max(a, i - LONGEST_SOURCE) - 1, -1):
            if not self.page.word[k]:
                return False
            match = prepositions.at(self.page.folded, k)
            if match is not None and k + match[0] <= i:
                return True
        return False

    def _misspelt(self, i: int, a: int, b: int) -> Cue | None:
        """'He sated that they …': a word between a pronoun and 'that' with one letter amiss."""
        page, np = self.page, self.np
        word = page.folded[i]
        if (
            i == a
            or i + 2 >= b
            or not np.of_class(i - 1, "nominatives")
            or not np.of_class(i + 1, "complementisers")
        ):
            return None
        if len(word) < SHORTEST_MISSPELT or np.finite(i) or not page.raw[i][0].islower():
            return None
        entries = self.lexicon.misspelt(word)
        if not entries:
            return None
        takes = frozenset().union(*(e.takes for e in entries))
        flags = frozenset().union(*(e.flags for e in entries))
        kinds = frozenset(e.kind for e in entries)
        return Cue(i, i + 1, i, entries, kinds, takes, flags, passive=False, infinitive=False)

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
        if not word.endswith("s") and self._plural_head(k, a):
            return True
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

    def _plural_head(self, k: int, a: int) -> bool:
        """Whether the phrase that ends at `k` has a plural head before its prepositions ('residents of X say')."""
        found = self.np.subject_before(k + 1, a)
        if found is None or self.page.folded[k + 1] in self.lexicon.nouns:
            return False
        first, last = found
        inner = next((i for i in range(first + 1, last) if self.np.of_class(i, "prepositions")), last)
        head = self.page.folded[inner - 1]
        joined = any(self.np.of_class(i, "coordinators") for i in range(first, inner))
        return inner < last and (joined or (head.endswith("s") and len(head) > 3))

    def _singular_before(self, k: int, a: int) -> bool:
        page, np = self.page, self.np
        if np.comma(k) or np.of_class(k, "coordinators"):
            return True
        if np.of_class(k, "pronouns"):
            return True
        if not page.word[k]:
            return page.raw[k] in {")", "”", '"', "—", "–", "―", "»"}
        if page.folded[k].endswith(self.lexicon.gerund_endings) and page.raw[k][0].islower():
            return False
        match = self.lexicon.verbs.at(page.folded, k)
        return match is None or page.upper(k) or not any(e.kind in _PAST for e in match[1])
