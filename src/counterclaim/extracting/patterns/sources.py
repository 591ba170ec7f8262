"""Noun phrases that name a source, found from closed-class words, capitals and punctuation."""

from __future__ import annotations

from counterclaim.extracting.patterns.layout import INNER, is_dash, is_stop
from counterclaim.extracting.patterns.words import Words

Range = tuple[int, int]
_OPENERS = {"(", "["}
_CLOSERS = {")", "]"}
LISTED = 5


class Phrases(Words):
    """Noun phrases of one passage. Ranges are token indices, end exclusive."""

    def subject_before(self, end: int, low: int) -> Range | None:
        """The noun phrase that ends at `end`, not before `low`, appositions between commas included."""
        page = self.page
        if end <= low:
            return None
        if self.of_class(end - 1, "nominatives") and (
            end - 1 == low
            or not self.of_class(end - 2, "prepositions", "coordinators")
            or self.of_class(end - 2, "subordinators")
        ):
            return end - 1, end
        if self.comma(end - 1) or is_dash(page.raw[end - 1]):
            return self._with_apposition(end, low)
        found = self._plain(end, low)
        return found if found is None else self._listed(found, low)

    def _listed(self, found: Range, low: int) -> Range:
        """'The United States, Russia and France' where only 'Russia and France' stands after the comma."""
        first, last = found
        joints = [k for k in range(first, last) if self.of_class(k, "coordinators")]
        serial = first - 2 >= low and self.of_class(first - 1, "coordinators") and self.comma(first - 2)
        if self.has_verb(first, last) or not (serial or (joints and joints[0] - first <= LISTED)):
            return found
        comma = first - 2 if serial else first - 1
        start = first
        while comma > low and self.comma(comma):
            opening = comma
            while opening > low and self.page.word[opening - 1] and comma - opening < LISTED:
                opening -= 1
            if not self._member(opening, comma, low):
                break
            start, comma = opening, opening - 1
        members = sum(self.comma(k) for k in range(start, first))
        return (start, last) if members > serial else found

    def _member(self, a: int, b: int, low: int) -> bool:
        """Whether a short noun phrase in a list stands between two commas, or at the clause's start."""
        if a >= b or not (a == low or not self.page.word[a - 1]):
            return False
        if self.of_class(
            a, "prepositions", "subordinators", "coordinators", "weekdays_and_times", "pronouns"
        ):
            return False
        if self.has_verb(a, b) or any(
            self.of_class(k, "prepositions", "weekdays_and_times") for k in range(a, b)
        ):
            return False
        return not self.adverb(a) and (self.page.upper(a) or self.of_class(a, "determiners") or a > low)

    def _plain(self, end: int, low: int) -> Range | None:
        page = self.page
        k = end
        depth = 0
        coordinated = False
        while k > low:
            i = k - 1
            raw = page.raw[i]
            if raw in _CLOSERS:
                depth += 1
            elif raw in _OPENERS:
                depth -= 1
                if depth < 0:
                    break
            elif depth == 0:
                if self.boundary(i):
                    break
                if page.quote[i] and page.quote[i] != page.quote[end - 1]:
                    if page.quotes[page.quote[i] - 1][1] - page.quotes[page.quote[i] - 1][0] > 6:
                        break
                elif self.of_class(i, "coordinators"):
                    coordinated = True
                elif self.finite(i) and i < end - 1:
                    relative = self._relative_before(i, low)
                    if relative is None or coordinated:
                        opened = self._after_subordinator(i, end)
                        if opened is not None:
                            k = opened
                        elif coordinated:
                            k = self._after_coordinator(k, end)
                        break
                    k = relative
                    continue
                elif self.of_class(i, "complementisers", "relatives") and i < end - 1:
                    if not self._noun_relative(i, end, low):
                        break
                elif (self.of_class(i, "subordinators") and not self.of_class(i, "prepositions")) or (
                    self.of_class(i, "subordinators") and self.of_class(i, "relatives", "question_words")
                ):
                    break
            k -= 1
        return self._trim(k, end)

    def _after_subordinator(self, verb: int, end: int) -> int | None:
        """Where the clause starts that 'as' or 'while' opens after the verb at `verb`."""
        for k in range(end - 2, verb, -1):
            if self.of_class(k, "contrasts"):
                opens = self.of_class(k + 1, "determiners", "possessives") or self.page.upper(k + 1)
                return k + 1 if opens else None
        return None

    def _after_coordinator(self, k: int, end: int) -> int:
        """The subject of a clause that 'and' joins to a verb before it: 'did not stop and A and B said'."""
        joints = [i for i in range(k, end - 1) if self.of_class(i, "coordinators")]
        if not joints:
            return k
        last = joints[-1]
        pair = len(joints) > 1 and self.page.upper(last - 1) and self.page.upper(last + 1)
        return joints[-2] + 1 if pair else last + 1

    def _noun_relative(self, i: int, end: int, low: int) -> bool:
        """Whether the relative pronoun at `i` opens a clause inside the phrase ('a source who attended it')."""
        if i <= low or not self.page.word[i - 1] or not self.of_class(i, "relatives"):
            return False
        if self.of_class(i, "complementisers") and (
            self.cued[i - 1] or self.page.folded[i - 1] in self.lexicon.nouns
        ):
            return False
        k = i + 1
        while k < end - 1 and self.adverb(k):
            k += 1
        present = k < end - 1 and self.page.folded[k].endswith(self.lexicon.present_endings or ("\0",))
        return present or self.has_verb(i + 1, end)

    def _relative_before(self, i: int, low: int) -> int | None:
        for k in range(i - 1, max(low, i - 12) - 1, -1):
            if self.of_class(k, "relatives") and k > low:
                return k
            if self.boundary(k):
                return None
        return None

    def _trim(self, a: int, b: int) -> Range | None:
        """Leading conjunctions, adverbs and prepositional phrases are no part of the phrase."""
        page = self.page
        while a < b and (
            (not page.word[a] and page.raw[a] not in {"“", '"', "«", "@", "#", "$"})
            or self.of_class(a, "coordinators", "complementisers")
            or (self.adverb(a) and not self.of_class(a, "determiners", "pronouns"))
            or (self.of_class(a, "subordinators") and not self.of_class(a, "prepositions"))
        ):
            a += 1
        while a + 3 < b and page.raw[a].isdigit() and page.raw[a + 1] == INNER and page.raw[a + 2].isdigit():
            a += 4 if not page.word[a + 3] else 3
        while a + 2 < b and self.of_class(a, "time_openers") and self.of_class(a + 1, "weekdays_and_times"):
            a += 2
        if (
            a < b
            and self.of_class(a, "prepositions", "weekdays_and_times")
            and not self.of_class(a, "determiners", "pronouns")
        ):
            inner = self._after_preposition(a, b)
            if inner is None and any(self.of_class(k, "coordinators") for k in range(a, b - 1)):
                inner = self._after_coordinator(a, b)
            if inner is None and not self.of_class(a, "subordinators"):
                return None
            a = a + 1 if inner is None else inner
        while b > a and not page.word[b - 1] and page.raw[b - 1] not in {")", "]", "”", '"', "»", "."}:
            b -= 1
        if a >= b or not any(page.word[i] for i in range(a, b)):
            return None
        if b - a == 1 and self.of_class(a, "empty_subjects"):
            return None
        if b - a > 1 and self.of_class(b - 1, "relatives") and not self.of_class(b - 2, "prepositions"):
            b -= 1
        return a, b

    def _after_preposition(self, a: int, b: int) -> int | None:
        """Where the subject starts in 'On Monday the ministry': the last phrase start that no preposition opens."""
        for k in range(a + 1, b):
            if self.of_class(k, "determiners", "possessives") and not self.of_class(
                k - 1, "prepositions", "determiners", "coordinators", "possessives"
            ):
                return k
            if k == b - 1 and self.of_class(k, "pronouns") and not self.of_class(k - 1, "prepositions"):
                return k
        for k in range(a + 2, b):
            if self.page.upper(k) and self.of_class(k - 1, "weekdays_and_times"):
                return k
        k = b
        while k > a + 1 and self.page.word[k - 1] and self.page.upper(k - 1):
            k -= 1
        if (
            a + 1 < k < b
            and self.page.word[k - 1]
            and not self.of_class(k - 1, "prepositions", "determiners", "coordinators", "possessives")
        ):
            return k
        return None

    def _with_apposition(self, end: int, low: int) -> Range | None:
        page = self.page
        mark = page.raw[end - 1]
        starts = [low]
        for i in range(low, end - 1):
            if self.comma(i) or is_dash(page.raw[i]) or page.raw[i] in {";", ":"}:
                starts.append(i + 1)
        if len(starts) < 2:
            return None
        best: Range | None = None
        for n in range(len(starts) - 2, -1, -1):
            a, b = starts[n], starts[n + 1] - 1
            if page.raw[b] in {";", ":"} or (
                mark == "," and is_dash(page.raw[b]) and best is None and n < len(starts) - 2
            ):
                break
            head = self._plain(b, a)
            if head is None:
                if best is not None:
                    break
                continue
            if head[1] < b:
                break
            if (
                best is not None
                and (self.of_class(best[0], "determiners", "pronouns") and not page.upper(best[0])) is False
                and not page.upper(head[0])
            ):
                break
            best = head
            if head[0] > a or (page.upper(head[0]) and n == 0):
                break
            if self.of_class(head[0], "determiners", "pronouns", "possessives") and not self._appositive(
                head[0], starts[n + 1], n
            ):
                break
            if page.upper(head[0]) and n > 0 and not self._is_tail(head, starts, n):
                break
        if best is None:
            return None
        first = next((k for k in range(best[0], end - 1) if self.comma(k)), end - 1)
        if (
            first + 1 < end - 1
            and self.of_class(first + 1, "prepositions")
            and not self.of_class(first + 2, "relatives")
        ):
            return best[0], first
        return best[0], end - 1

    def _appositive(self, head: int, following: int, n: int) -> bool:
        return n > 0 and self.of_class(head, "determiners") and not self.page.upper(head)

    def _is_tail(self, head: Range, starts: list[int], n: int) -> bool:
        """A short capitalised piece after a comma ('of Pearland, Texas,') belongs to what stands before."""
        return head[1] - head[0] <= 2 and n < len(starts) - 1

    def phrase_after(self, a: int, high: int, closed: bool = False) -> Range | None:
        """The noun phrase that starts at `a` and its appositions, for 'said X' and 'according to X'.

        `closed`: something follows in the clause, so that an apposition must end with a comma.
        """
        page = self.page
        k = a
        depth = 0
        relative = False
        while k < high:
            raw = page.raw[k]
            if raw in _OPENERS:
                depth += 1
            elif raw in _CLOSERS:
                if depth == 0:
                    break
                depth -= 1
            elif depth == 0:
                if is_stop(raw):
                    break
                if raw in {";", ":"} or is_dash(raw):
                    break
                if (
                    page.quote[k]
                    and (k == a or page.quote[k] != page.quote[k - 1])
                    and page.quotes[page.quote[k] - 1][1] - k > 6
                ):
                    break
                if self.comma(k):
                    after = self._apposition_after(k, high)
                    if (
                        closed
                        and after is not None
                        and self.has_verb(k, after)
                        and not self.of_class(k + 1, "relatives")
                    ):
                        break
                    if after is None or (closed and not (after < high and self.comma(after))):
                        break
                    k = after
                    continue
                if k > a and not relative and self._new_phrase(k):
                    break
                if self.of_class(k, "relatives") and k > a:
                    relative = True
                elif (k > a + 1 and not relative and self._acts(k, high)) or (
                    (k > a and self.finite(k) and not relative)
                    or (k > a and self.of_class(k, "subordinators") and not relative)
                    or (k > a and self.of_class(k, "coordinators") and k + 1 < high and self.cued[k + 1])
                ):
                    break
            k += 1
        while k > a and not page.word[k - 1] and page.raw[k - 1] not in {")", "]", "”", '"', "»", "."}:
            k -= 1
        return (a, k) if k > a and any(page.word[i] for i in range(a, k)) else None

    def _acts(self, k: int, high: int) -> bool:
        """Whether a verb follows its speaker: 'according to the source caused damage', not 'quoted by'."""
        if not self.verb_like(k) or not self.of_class(k - 1, "speakers") or k + 1 >= high:
            return False
        return self.page.word[k + 1] and not self.of_class(
            k + 1, "prepositions", "agents", "infinitive_markers"
        )

    def _new_phrase(self, k: int) -> bool:
        """A determiner or subject pronoun right after a noun: 'according to the ministry some 400 shells'."""
        if not self.of_class(k, "determiners", "possessives", "nominatives") or self.possessive(k - 1):
            return False
        if (
            len(self.page.raw[k]) == 1
            and self.page.upper(k)
            and self.page.raw[k + 1 : k + 2] in ([INNER], ["."])
        ):
            return False
        return self.page.word[k - 1] and not (
            self.of_class(k - 1, "prepositions", "determiners", "coordinators", "possessives", "agents")
            or self.adverb(k - 1)
            or self.verb_like(k - 1)
        )

    def _apposition_after(self, comma: int, high: int) -> int | None:
        """End of 'X, a resident of Y' or 'X, who did Z' after the comma; None where no apposition follows."""
        page = self.page
        a = comma + 1
        if a >= high:
            return None
        opens = self.of_class(a, "determiners", "possessives") and not page.upper(a)
        relative = self.of_class(a, "relatives")
        noun = (
            page.raw[a][0].islower()
            and page.word[a]
            and not self.of_class(
                a, "pronouns", "coordinators", "subordinators", "prepositions", "adverbs", "auxiliaries"
            )
            and not self.cued[a]
            and not page.folded[a].endswith("ing")
        )
        name = page.upper(a) and self._short_name(a, high)
        age = page.raw[a].isdigit() and a + 1 < high and (self.comma(a + 1) or is_stop(page.raw[a + 1]))
        if not (opens or relative or noun or name or age):
            return None
        k = a
        while (
            k < high
            and not self.comma(k)
            and not is_stop(page.raw[k])
            and page.raw[k] not in {";", ":"}
            and not is_dash(page.raw[k])
        ):
            if (
                not relative
                and self.finite(k)
                and not any(self.of_class(j, "relatives") for j in range(a, k))
            ):
                return None
            if page.quote[k] and page.quote[k] != page.quote[comma]:
                break
            k += 1
        return k

    def _short_name(self, a: int, high: int) -> bool:
        k = a
        while k < high and k - a < 4 and self.page.word[k] and self.page.upper(k):
            k += 1
        return k < high and not self.page.word[k]
