"""Frames of a language whose source stands after its verb: 'قال X إن C', 'بحسب X، C', 'C، يقول X'."""

from __future__ import annotations

from counterclaim.extracting.patterns.drafts import Draft
from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Entry, Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

LONGEST_SOURCE = 18
_IMPERSONAL = frozenset({"raising"})
_CLOSED = (
    "complementisers",
    "complementiser_pronouns",
    "subordinators",
    "prepositions",
    "particles",
    "contrasts",
    "object_openers",
)


class VerbFirst:
    """Reads the sentences of one passage in order; `drafts` grows. `known` is the article's last source."""

    def __init__(self, page: Layout, lexicon: Lexicon, known: tuple[Layout, Range] | None = None) -> None:
        self.page = page
        self.known = known
        self.lexicon = lexicon
        self.np = Phrases(page, lexicon)
        self.drafts: list[Draft] = []
        self._phrases = [
            lexicon.sequences[name]
            for name in ("source_prepositions", "source_adverbs", "relay_prepositions")
        ]
        self._bare = [self._stripped(w) for w in page.folded]
        self._cue: dict[int, tuple[int, list[Entry]]] = {}

    def _stripped(self, word: str) -> str:
        """Without the conjunctions that are written together with it, where a known word is left."""
        rest = word
        if word in self.lexicon.classes["not_attached"]:
            return word
        while len(rest) > 2 and rest[0] in self.lexicon.classes["attached"] and not self._known(rest):
            rest = rest[1:]
        return rest if self._known(rest) else word

    def _known(self, word: str) -> bool:
        article = self.lexicon.article
        return (
            word in self.lexicon.verbs
            or (bool(article) and word.startswith(article) and len(word) > len(article) + 1)
            or any(word in self.lexicon.classes[name] for name in _CLOSED)
            or any(word in phrases for phrases in self._phrases)
        )

    def _is(self, i: int, *names: str) -> bool:
        return any(
            self._bare[i] in self.lexicon.classes[n] or self.page.folded[i] in self.lexicon.classes[n]
            for n in names
        )

    def _complementiser(self, i: int) -> bool:
        return self._is(i, "complementisers", "complementiser_pronouns")

    def read(self, a: int, b: int, level: int = 0) -> None:
        """The sentence of tokens `a` to `b`."""
        page = self.page
        for i in range(a, b):
            if page.quote[i] == level and page.word[i]:
                match = self.lexicon.verbs.at(self._bare, i)
                if match is None or i + match[0] > b or page.folded[i] in self.lexicon.classes["not_cues"]:
                    continue
                if self._bare[i] in self.lexicon.classes["conjoined_cues"] and not self._conjoined(i):
                    continue
                if not self._noun_use(i, match, a):
                    self._cue[i] = match
                    self.np.cued[i] = True
        self._prepositions(a, b, level)
        for i in range(a, b):
            if i in self._cue:
                self._verb(i, a, b, level)
        self._adverbs(a, b, level)

    def _noun_use(self, i: int, match: tuple[int, list[Entry]], a: int) -> bool:
        """A preposition or relative noun before the form makes it a noun."""
        if i == a:
            return False
        return self._is(i - 1, "prepositions") and match[1][0].kind != "gerund"

    # -- clause structure

    def _clause_start(self, i: int, a: int) -> int:
        """Where the clause of the token at `i` starts."""
        page = self.page
        k = i
        while k > a:
            before = k - 1
            raw = page.raw[before]
            if (
                self.np.comma(before)
                or raw in {"؛", ";", ":"}
                or is_dash(raw)
                or self._complementiser(before)
            ):
                break
            if self._is(before, "subordinators") or before in self._cue:
                break
            if page.quote[before] != page.quote[i] and page.quotes and self._long_quote(before):
                break
            if self._conjoined(k) and self._is(k, "particles"):
                break
            k -= 1
        while k < i and (self._is(k, "particles", "subordinators", "coordinators") or not page.word[k]):
            k += 1
        return k

    def _long_quote(self, i: int) -> bool:
        number = self.page.quote[i]
        if not number:
            return False
        x, y = self.page.quotes[number - 1]
        return y - x > 6

    def _conjoined(self, i: int) -> bool:
        return self._bare[i] != self.page.folded[i]

    def _end(self, i: int, b: int, level: int, clause: bool = True) -> int:
        """Where content that starts at `i` ends: at the next report of the sentence."""
        page = self.page
        k = i
        while k < b:
            number = page.quote[k]
            if number and number != level:
                k = max(page.quotes[number - 1][1], k + 1)
                continue
            if k > i:
                if k in self._cue:
                    entries = self._cue[k][1]
                    gerund = all(e.kind == "gerund" for e in entries)
                    if gerund and (self.np.comma(k - 1) or self._conjoined(k)):
                        return k
                    if not gerund and self._conjoined(k):
                        return k
                if self._is(k, "contrasts") and (
                    not clause or any(q in self._cue for q in range(k, min(b, k + 16)))
                ):
                    return k
                if not clause and self.np.comma(k) and k + 1 < b and self._is(k + 1, "object_ends"):
                    return k
                if (
                    self.np.comma(k)
                    and k + 1 < b
                    and self.lexicon.sequences["source_prepositions"].at(self._bare, k + 1)
                ):
                    return k
            k += 1
        return b

    # -- subjects

    def _subject_after(self, i: int, b: int, level: int, entries: list[Entry]) -> tuple[Range | None, int]:
        """The noun phrase after the verb and where what follows it starts."""
        page = self.page
        prepositions = frozenset().union(*(e.prepositions for e in entries))
        objects = any("object" in e.takes for e in entries)
        opened = objects or any("relay" in e.takes for e in entries)
        k = i
        while k < b and k - i < LONGEST_SOURCE:
            raw = page.raw[k]
            if self._complementiser(k) or raw == ":" or is_stop(raw) or raw in {"؛", ";"}:
                break
            if page.quote[k] and page.quote[k] != level:
                if self._long_quote(k) or k == i:
                    break
                k = page.quotes[page.quote[k] - 1][1]
                continue
            if self._opens_content(k, b, prepositions, opened) or (k > i and self._attached(k, prepositions)):
                break
            if self.np.comma(k) or is_dash(raw):
                break
            if k > i and self.lexicon.sequences["adverbials"].at(self._bare, k):
                break
            if k > i and ((k in self._cue and self._conjoined(k)) or self._is(k, "contrasts")):
                break
            if objects and k > i and self._object_opens(k, i, prepositions):
                break
            k += 1
        source = (i, k) if k > i else None
        if source is not None and (
            self._is(i, "prepositions") or self.lexicon.sequences["adverbials"].at(self._bare, i)
        ):
            return None, i
        if source is not None and k < b and self.np.comma(k):
            close = self._reopened(k + 1, b)
            aside = self._is(k + 1, "prepositions") or self.lexicon.sequences["adverbials"].at(
                self._bare, k + 1
            )
            if (
                close is not None
                and close < b
                and self._complementiser(close)
                and close > k + 2
                and not aside
            ):
                return (i, close - 1), close
        return source, k

    def _opens_content(self, k: int, b: int, prepositions: frozenset[str], objects: bool) -> bool:
        """Whether a preposition of the verb stands at `k` with content after it ('دعا X إلى C', 'أشار X إلى أن C')."""
        if self.page.folded[k] not in prepositions or k + 1 >= b:
            return False
        return objects or self._complementiser(k + 1)

    def _object_opens(self, k: int, i: int, prepositions: frozenset[str]) -> bool:
        """Whether the object starts at `k`: a verbal noun, or the first noun after a closed definite phrase."""
        word, before = self._bare[k], self._bare[k - 1]
        openers = self.lexicon.classes["object_openers"]
        if word in openers or self._attached(k, prepositions):
            return True
        article = self.lexicon.article
        if not article or not before.startswith(article) or self._is(k, "prepositions") or self._conjoined(k):
            return False
        if word.startswith(article):
            return not word.endswith(self.lexicon.adjective_endings)
        return not any(word.startswith(letter) for letter in self.lexicon.classes["attached_prepositions"])

    def _attached(self, k: int, prepositions: frozenset[str]) -> bool:
        """Whether a one-letter preposition of the verb is written together with the word at `k`."""
        word = self._bare[k]
        if word in self.lexicon.classes["not_attached"] or len(word) < 4:
            return False
        return any(len(p) == 1 and word.startswith(p) for p in prepositions)

    def _subject_before(self, i: int, a: int) -> Range | None:
        start = self._clause_start(i, a)
        end = i
        while end > start and (
            self._is(end - 1, "particles")
            or (not self.page.word[end - 1] and self.page.raw[end - 1] not in {"»", "”", '"', ")"})
        ):
            end -= 1
        if (
            end <= start
            or self._is(start, "prepositions")
            or self.lexicon.sequences["adverbials"].at(self._bare, start)
        ):
            return None
        for k in range(start, end):
            if self.lexicon.sequences["adverbials"].at(self._bare, k) and k > start:
                end = k
                break
        return (start, end) if any(self.page.word[k] for k in range(start, end)) else None

    def _antecedent(self, i: int, a: int) -> Range | None:
        best = [d for d in self.drafts if d.source is not None and d.origin is None and d.cue[0] < i]
        same = [d for d in best if d.sentence == a]
        for pool in (same, best):
            if pool:
                return max(pool, key=lambda d: d.cue).source
        return None

    # -- reports

    def _verb(self, i: int, a: int, b: int, level: int) -> None:
        page = self.page
        n, entries = self._cue[i]
        takes = frozenset().union(*(e.takes for e in entries))
        flags = frozenset().union(*(e.flags for e in entries))
        gerund = all(e.kind == "gerund" for e in entries)
        k = i + n
        if takes == _IMPERSONAL and not (k < b and self._complementiser(k)):
            return
        shared = False
        source: Range | None = None
        if gerund:
            source = self._antecedent(i, a) or self._opening_subject(i, a)
            if source is None:
                return
            shared = True
        else:
            before = self._subject_before(i, a)
            if before is not None:
                source = before
            else:
                early = k if k < b and self._is(k, "early_objects") and "object" in takes else None
                source, k = self._subject_after(k if early is None else k + 1, b, level, entries)
                if early is not None:
                    if source is not None and k - early > 1:
                        self.drafts.append(Draft(source, (i, i + n), [(early, early + 1)], takes, flags, a))
                        return
                    source, k = None, early
                impersonal = "raising" in takes and k < b and self._complementiser(k)
                if source is None and not impersonal:
                    source = self._antecedent(i, a)
                    shared = source is not None
        via: Range | None = None
        origin: Layout | None = None
        prepositions = frozenset().union(*(e.prepositions for e in entries))
        if "relay" in takes and k < b and page.folded[k] in prepositions:
            via = source
            source, k = self._subject_after(k + 1, b, level, entries)
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
        if k + 1 in self._cue or self._conjoined(k + 1) or self._is(k + 1, "contrasts", "subordinators"):
            return None
        return k + 1, self._end(k + 1, b, level)

    def _quoted(self, r: Range) -> bool:
        return bool(self.page.quote[r[0]] or self.page.quote[r[1] - 1])

    def _opening_subject(self, i: int, a: int) -> Range | None:
        """The noun phrase with which the sentence opens."""
        k = a
        while k < i and not (self.np.comma(k) or self._is(k, "prepositions", "subordinators")):
            k += 1
        return (a, k) if 0 < k - a <= 8 else None

    def _right(self, k: int, b: int, level: int, takes: frozenset[str], entries: list[Entry]) -> Range | None:
        page = self.page
        prepositions = frozenset().union(*(e.prepositions for e in entries))
        limit = min(b, k + 24)
        while k < limit:
            if self.np.comma(k) or is_dash(page.raw[k]):
                close = self._reopened(k + 1, b)
                if close is None:
                    nxt = k + 1
                    if nxt < b and page.quote[nxt] and page.quote[nxt] != level and page.raw[k] != "،":
                        k = nxt
                        continue
                    return None
                k = close
                continue
            if self.lexicon.sequences["adverbials"].at(self._bare, k) and not self._complementiser(k):
                k = self._adverbial_end(k, b, prepositions, level, "object" in takes)
                continue
            break
        if k >= b:
            return None
        if page.raw[k] == ":" and takes & {"clause", "quotation"}:
            if k + 1 < b and page.quote[k + 1] and page.quote[k + 1] != level:
                return k + 1, page.quotes[page.quote[k + 1] - 1][1]
            return (k + 1, self._end(k + 1, b, level)) if k + 1 < b else None
        if self._opens_content(k, b, prepositions, "object" in takes):
            k += 1
        if self._complementiser(k) and takes & {"clause", "object", "raising"}:
            start = k if self._is(k, "complementiser_pronouns") else k + 1
            return (start, self._end(start, b, level)) if start < b else None
        if page.quote[k] and page.quote[k] != level:
            end = self._end(page.quotes[page.quote[k] - 1][1], b, level)
            return k, end
        if "object" in takes and self._is(k, "early_objects"):
            return k, k + 1
        if ("object" in takes or self._attached(k, prepositions)) and not is_stop(page.raw[k]):
            return k, self._end(k, b, level, clause=False)
        return None

    def _adverbial_end(self, k: int, b: int, prepositions: frozenset[str], level: int, objects: bool) -> int:
        page = self.page
        q = k + 1
        while q < b and q - k < LONGEST_SOURCE:
            if (
                self._complementiser(q)
                or page.raw[q] == ":"
                or self.np.comma(q)
                or is_stop(page.raw[q])
                or is_dash(page.raw[q])
            ):
                return q
            if page.quote[q] and page.quote[q] != level and page.quote[q] != page.quote[k]:
                return q
            if self._opens_content(q, b, prepositions, objects) or (
                objects and self._bare[q] in self.lexicon.classes["object_openers"]
            ):
                return q
            q += 1
        return q

    def _reopened(self, k: int, b: int) -> int | None:
        """After a parenthesis between commas ('، في بيان،' or '، وهو X،'): where the clause goes on."""
        for q in range(k, min(b, k + 14)):
            if self.np.comma(q) or is_dash(self.page.raw[q]):
                return q + 1
            if self._complementiser(q):
                return q
            if q in self._cue or is_stop(self.page.raw[q]):
                return None
        return None

    def _left(self, i: int, a: int, level: int) -> Range | None:
        page = self.page
        end = i
        while end > a and not page.word[end - 1] and not page.quote[end - 1]:
            end -= 1
        if end - a < 3 or (end == i and not page.quote[end - 1]):
            lead = self._is(i - 1, "left_openers") if i > a else False
            if not lead:
                return None
        while end > a and (
            self._is(end - 1, "left_openers") or (not page.word[end - 1] and not page.quote[end - 1])
        ):
            end -= 1
        start = a
        for k in range(end - 1, a, -1):
            if page.raw[k] in {"؛", ";"}:
                start = k + 1
                break
        return (start, end) if end - start >= 2 else None

    # -- prepositions and adverbs

    def _prepositions(self, a: int, b: int, level: int) -> None:
        page = self.page
        i = a
        while i < b:
            match = (
                self.lexicon.sequences["source_prepositions"].at(self._bare, i)
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
                if k > start and (self._complementiser(k) or k in self._cue or self._is(k, "subordinators")):
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
            if page.raw[k] in {"؛", ";", ":"} or self._is(k, "contrasts"):
                opening = k + (0 if page.word[k] else 1)
                break
        initial = all(
            not page.word[k] or self._is(k, "particles", "subordinators", "contrasts")
            for k in range(opening, end)
        )
        after = source[1]
        content: list[Range] = []
        if initial:
            k = after + 1 if after < b and not page.word[after] else after
            if k < b and self._is(k, "complementisers"):
                k += 1
            if k < b:
                content = [(k, self._end(k, b, level))]
        else:
            content = [(opening, end)]
            if (
                after + 2 < b
                and self.np.comma(after)
                and not self._conjoined(after + 1)
                and not self._is(after + 1, "contrasts", "subordinators")
                and after + 1 not in self._cue
            ):
                content.append((after + 1, self._end(after + 1, b, level)))
        if content:
            self.drafts.append(
                Draft(source, (i, start), content, frozenset({"clause"}), frozenset(), a, right=initial)
            )

    def _adverbs(self, a: int, b: int, level: int) -> None:
        for i in range(a, b):
            match = (
                self.lexicon.sequences["source_adverbs"].at(self._bare, i)
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
