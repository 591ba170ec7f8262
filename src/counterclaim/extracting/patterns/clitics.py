"""Words and clauses of a language that writes conjunctions and prepositions together with the next word."""

from __future__ import annotations

from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Entry, Lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range

LONGEST_SOURCE = 18
_CLOSED = (
    "complementisers",
    "complementiser_pronouns",
    "subordinators",
    "prepositions",
    "particles",
    "contrasts",
    "object_openers",
)


class Clitics:
    """Tokens of one passage without their conjunctions (`bare`) and what stands around a verb.

    `cues` are the reporting words in use, by token; the reader of the passage fills it.
    """

    def __init__(self, page: Layout, lexicon: Lexicon, np: Phrases) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = np
        self.cues: dict[int, tuple[int, list[Entry]]] = {}
        self._sequences = [
            lexicon.sequences[name]
            for name in ("source_prepositions", "source_adverbs", "relay_prepositions")
        ]
        self.bare = [self.stripped(w) for w in page.folded]

    def stripped(self, word: str) -> str:
        """Without the conjunctions that are written together with it, where a known word is left."""
        rest = word
        if word in self.lexicon.classes["not_attached"]:
            return word
        while len(rest) > 2 and rest[0] in self.lexicon.classes["attached"] and not self.known(rest):
            rest = rest[1:]
        return rest if self.known(rest) else word

    def known(self, word: str) -> bool:
        article = self.lexicon.article
        return (
            word in self.lexicon.verbs
            or (bool(article) and word.startswith(article) and len(word) > len(article) + 1)
            or any(word in self.lexicon.classes[name] for name in _CLOSED)
            or any(word in phrases for phrases in self._sequences)
        )

    def of_class(self, i: int, *names: str) -> bool:
        return any(
            self.bare[i] in self.lexicon.classes[n] or self.page.folded[i] in self.lexicon.classes[n]
            for n in names
        )

    def complementiser(self, i: int) -> bool:
        return self.of_class(i, "complementisers", "complementiser_pronouns")

    def conjoined(self, i: int) -> bool:
        return self.bare[i] != self.page.folded[i]

    def long_quote(self, i: int) -> bool:
        number = self.page.quote[i]
        if not number:
            return False
        x, y = self.page.quotes[number - 1]
        return y - x > 6

    def clause_start(self, i: int, a: int) -> int:
        """Where the clause of the token at `i` starts."""
        page = self.page
        k = i
        while k > a:
            before = k - 1
            raw = page.raw[before]
            if self.np.comma(before) or raw in {"؛", ";", ":"} or is_dash(raw) or self.complementiser(before):
                break
            if self.of_class(before, "subordinators") or before in self.cues:
                break
            if page.quote[before] != page.quote[i] and page.quotes and self.long_quote(before):
                break
            if self.conjoined(k) and self.of_class(k, "particles"):
                break
            k -= 1
        while k < i and (self.of_class(k, "particles", "subordinators", "coordinators") or not page.word[k]):
            k += 1
        return k

    def end(self, i: int, b: int, level: int, clause: bool = True) -> int:
        """Where content that starts at `i` ends: at the next report of the sentence."""
        page = self.page
        k = i
        while k < b:
            number = page.quote[k]
            if number and number != level:
                k = max(page.quotes[number - 1][1], k + 1)
                continue
            if k > i:
                if k in self.cues:
                    entries = self.cues[k][1]
                    gerund = all(e.kind == "gerund" for e in entries)
                    if gerund and (self.np.comma(k - 1) or self.conjoined(k)):
                        return k
                    if not gerund and self.conjoined(k):
                        return k
                if self.of_class(k, "contrasts") and (
                    not clause or any(q in self.cues for q in range(k, min(b, k + 16)))
                ):
                    return k
                if not clause and self.np.comma(k) and k + 1 < b and self.of_class(k + 1, "object_ends"):
                    return k
                if (
                    self.np.comma(k)
                    and k + 1 < b
                    and self.lexicon.sequences["source_prepositions"].at(self.bare, k + 1)
                ):
                    return k
            k += 1
        return b

    def subject_after(self, i: int, b: int, level: int, entries: list[Entry]) -> tuple[Range | None, int]:
        """The noun phrase after the verb and where what follows it starts."""
        page = self.page
        prepositions = frozenset().union(*(e.prepositions for e in entries))
        objects = any("object" in e.takes for e in entries)
        opened = objects or any("relay" in e.takes for e in entries)
        k = i
        if objects and i < b and self.bare[i] in self.lexicon.classes["object_openers"]:
            return None, i
        while k < b and k - i < LONGEST_SOURCE:
            raw = page.raw[k]
            if self.complementiser(k) or raw == ":" or is_stop(raw) or raw in {"؛", ";"}:
                break
            if page.quote[k] and page.quote[k] != level:
                if self.long_quote(k) or k == i:
                    break
                k = page.quotes[page.quote[k] - 1][1]
                continue
            if self.opens_content(k, b, prepositions, opened) or (k > i and self.attached(k, prepositions)):
                break
            if self.np.comma(k) or is_dash(raw):
                break
            if k > i and self.lexicon.sequences["adverbials"].at(self.bare, k):
                break
            if k > i and ((k in self.cues and self.conjoined(k)) or self.of_class(k, "contrasts")):
                break
            if objects and k > i and self.object_opens(k, i, prepositions):
                break
            k += 1
        source = (i, k) if k > i else None
        if source is not None and (
            self.of_class(i, "prepositions") or self.lexicon.sequences["adverbials"].at(self.bare, i)
        ):
            return None, i
        if source is not None and k < b and self.np.comma(k):
            close = self.reopened(k + 1, b)
            aside = self.of_class(k + 1, "prepositions") or self.lexicon.sequences["adverbials"].at(
                self.bare, k + 1
            )
            if close is not None and close < b and self.complementiser(close) and close > k + 2 and not aside:
                return (i, close - 1), close
        return source, k

    def opens_content(self, k: int, b: int, prepositions: frozenset[str], objects: bool) -> bool:
        """Whether a preposition of the verb stands at `k` with content after it ('دعا X إلى C', 'أشار X إلى أن C')."""
        if self.page.folded[k] not in prepositions or k + 1 >= b:
            return False
        return objects or self.complementiser(k + 1)

    def object_opens(self, k: int, i: int, prepositions: frozenset[str]) -> bool:
        """Whether the object starts at `k`: a verbal noun, or the first noun after a closed definite phrase."""
        word, before = self.bare[k], self.bare[k - 1]
        openers = self.lexicon.classes["object_openers"]
        if word in openers or self.attached(k, prepositions):
            return True
        article = self.lexicon.article
        if (
            not article
            or not before.startswith(article)
            or self.of_class(k, "prepositions")
            or self.conjoined(k)
        ):
            return False
        if word.startswith(article):
            return not word.endswith(self.lexicon.adjective_endings)
        return not any(word.startswith(letter) for letter in self.lexicon.classes["attached_prepositions"])

    def attached(self, k: int, prepositions: frozenset[str]) -> bool:
        """Whether a one-letter preposition of the verb is written together with the word at `k`."""
        word = self.bare[k]
        if word in self.lexicon.classes["not_attached"] or len(word) < 4:
            return False
        return any(len(p) == 1 and word.startswith(p) for p in prepositions)

    def subject_before(self, i: int, a: int) -> Range | None:
        start = self.clause_start(i, a)
        end = i
        while end > start and (
            self.of_class(end - 1, "particles")
            or (not self.page.word[end - 1] and self.page.raw[end - 1] not in {"»", "”", '"', ")"})
        ):
            end -= 1
        if (
            end <= start
            or self.of_class(start, "prepositions")
            or self.lexicon.sequences["adverbials"].at(self.bare, start)
        ):
            return None
        for k in range(start, end):
            if self.lexicon.sequences["adverbials"].at(self.bare, k) and k > start:
                end = k
                break
        return (start, end) if any(self.page.word[k] for k in range(start, end)) else None

    def reopened(self, k: int, b: int) -> int | None:
        """After a parenthesis between commas ('، في بيان،' or '، وهو X،'): where the clause goes on."""
        for q in range(k, min(b, k + 14)):
            if self.np.comma(q) or is_dash(self.page.raw[q]):
                return q + 1
            if self.complementiser(q):
                return q
            if q in self.cues or is_stop(self.page.raw[q]):
                return None
        return None
