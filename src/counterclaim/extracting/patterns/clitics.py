"""Words and clauses of a language that writes conjunctions and prepositions together with the next word."""

from __future__ import annotations

from functools import lru_cache

from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop
from counterclaim.extracting.patterns.reporting import Entry, Lexicon
from counterclaim.extracting.patterns.sources import Phrases
from counterclaim.language import fold, load
from counterclaim.parties.states import names

LONGEST_SOURCE = 18
_CLOSED = (
    "complementisers",
    "complementiser_pronouns",
    "subordinators",
    "prepositions",
    "particles",
    "contrasts",
    "object_openers",
    "addressees",
)


class Clitics:
    """Tokens of one passage without their conjunctions (`bare`) and what stands around a verb.

    `cues` are the reporting words in use, by token, `nameless` the tokens of asides like 'طالباً عدم ذكر اسمه',
    `named` the last words of the sources met; the reader of the passage fills them.
    """

    def __init__(self, page: Layout, lexicon: Lexicon, np: Phrases) -> None:
        self.page = page
        self.lexicon = lexicon
        self.np = np
        self.places = _places(lexicon.code)
        self.cues: dict[int, tuple[int, list[Entry]]] = {}
        self.nameless: set[int] = set()
        self.named: set[str] = set()
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
        classes = self.lexicon.classes
        while len(rest) > 2 and rest[0] in classes["attached"] and not self.known(rest):
            if rest[0] in classes["future_letters"] and rest[1] not in classes["future_openers"]:
                break
            rest = rest[1:]
        return rest if self.known(rest) else word

    def known(self, word: str) -> bool:
        article = self.lexicon.article
        return (
            word in self.lexicon.verbs
            or word in self.places
            or (bool(article) and word.startswith(article) and len(word) > len(article) + 1)
            or any(word in self.lexicon.classes[name] for name in _CLOSED)
            or any(word in phrases for phrases in self._sequences)
        )

    def of_class(self, i: int, *names: str) -> bool:
        if i >= len(self.bare):
            return False
        if self.bare[i] in self.lexicon.classes["negations"] and "negations" not in names:
            after = self.page.folded[i + 1] if i + 1 < len(self.page.folded) else ""
            if not any(after in self.lexicon.classes[name] for name in _CLOSED[:2]):
                return False
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


@lru_cache(maxsize=16)
def _places(code: str) -> frozenset[str]:
    """States and capitals, by the last word of their name where that has no article."""
    known = names(code)
    found = [*known.states.values(), *known.capitals.values()]
    for state in load(code).section("parties").get("states", {}).values():
        found += [*state.get("aliases", ()), *state.get("capitals", ())]
    article = fold(load(code).section("attribution")["grammar"].get("article", ""))
    last = {fold(name.split(" ")[-1]) for name in found if " " in name}
    return frozenset(
        {fold(name) for name in found if " " not in name} | {w for w in last if not w.startswith(article)}
    )
