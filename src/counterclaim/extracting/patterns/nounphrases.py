"""Doers and sufferers without a name: 'they', 'its troops', 'rebel fighters', 'the residents of Tell Noor'.

A registry knows names; the rest of who acts and suffers in a report are pronouns and noun phrases around a
common noun. The table `mentions` of the pack's `events.toml` gives `pronouns`, the classes whose words are
`heads` but for `never_heads` (what is fired neither acts nor suffers), those whose heads may stand `alone`, `modifiers` that may stand with a head, where they stand (`modifiers_stand = "before"` or `"after"`),
`determiners` that open a phrase, `linkers` ('of') that lead on to a name, and `articles`: letters with which
a modifier after its head begins; `modifier_endings` are those of adjectives that no list can hold. Capitalised words count as modifiers where the script has capitals.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from counterclaim.extracting.patterns.eventwords import event_words
from counterclaim.language.folding import Token, fold, tokens
from counterclaim.language.packs import Pack
from counterclaim.model import Span

_MOST = 5


class NounPhrases:
    """The compiled `mentions` table of one pack."""

    def __init__(self, pack: Pack) -> None:
        table = pack.section("events").get("mentions", {})
        self._words = event_words(pack)
        self._heads = self._members(table.get("heads", ())) - _folded(table.get("never_heads", ()))
        self._alone = self._members(table.get("alone", ()))
        self._pronouns = _folded(table.get("pronouns", ()))
        self._modifiers = _folded(table.get("modifiers", ()))
        self._determiners = _folded(table.get("determiners", ()))
        self._linkers = _folded(table.get("linkers", ()))
        self._endings = tuple(fold(e) for e in table.get("modifier_endings", ()))
        self._articles = tuple(fold(a) for a in table.get("articles", ()))
        self._after = table.get("modifiers_stand", "before") == "after"

    def _members(self, classes: Sequence[str]) -> frozenset[str]:
        return frozenset(word for name in classes for word in self._words.classes.get(name, ()))

    def find(self, text: str, start: int, end: int) -> list[Span]:
        """Phrases of `text[start:end]` in order, none within another."""
        words = list(tokens(text, start, end))
        found: list[Span] = []
        last = -1
        for at, token in enumerate(words):
            if at <= last:
                continue
            if self._is(token.folded, self._pronouns):
                found.append(Span(token.start, token.end))
                continue
            if not self._is_head(text, token) or (text[token.start].isupper() and at):
                continue
            head = at
            while not self._after and self._compound(text, words, head):
                head += 1
            if self._leads_on(text, words, head):
                continue
            first, last = (
                (at, self._tail(text, words, at))
                if self._after
                else self._around(text, words, at, head, last)
            )
            if first < last or self._is(words[head].folded, self._alone):
                found.append(Span(words[first].start, words[last].end))
        return found

    def _is(self, word: str, known: frozenset[str]) -> bool:
        return any(variant in known for variant in self._words.variants(word))

    def _is_head(self, text: str, token: Token) -> bool:
        """Whether the token is a head; a last letter that no pronoun has, lost in folding, leaves no room for one."""
        if self._words.noun_marks.isdisjoint(text[max(token.start, token.end - 2) : token.end]):
            return self._is(token.folded, self._heads)
        ends = token.folded[-1]
        return any(v in self._heads and v.endswith(ends) for v in self._words.variants(token.folded))

    def _compound(self, text: str, words: Sequence[Token], at: int) -> bool:
        """Whether the next word is a head too ('rebel fighters')."""
        return at + 1 < len(words) and _joined(text, words, at) and words[at + 1].folded in self._heads

    def _leads_on(self, text: str, words: Sequence[Token], at: int) -> bool:
        """Whether the head only describes a happening that follows ('military clashes')."""
        if self._after or at + 1 >= len(words) or not _joined(text, words, at):
            return False
        return self._words.form_of(words[at + 1].folded).startswith("noun")

    def _around(self, text: str, words: Sequence[Token], at: int, head: int, taken: int) -> tuple[int, int]:
        first = at
        while first - 1 > taken and at - first < _MOST and _joined(text, words, first - 1):
            word = words[first - 1]
            if word.folded in self._determiners:
                first -= 1
                break
            if not (word.folded in self._modifiers or self._capital(text, words, first - 1)):
                break
            first -= 1
        last = head
        if last + 2 < len(words) and words[last + 1].folded in self._linkers and _joined(text, words, last):
            ahead = last + 2
            if words[ahead].folded in self._determiners and ahead + 1 < len(words):
                ahead += 1
            if self._capital(text, words, ahead):
                last = ahead
                while (
                    last + 1 < len(words)
                    and _joined(text, words, last)
                    and self._capital(text, words, last + 1)
                ):
                    last += 1
        return first, last

    def _tail(self, text: str, words: Sequence[Token], at: int) -> int:
        last, most = at, _MOST - 2
        while last + 1 < len(words) and last - at < most and _joined(text, words, last):
            word = words[last + 1].folded
            if word in self._linkers and last == at and self._linked(text, words, last + 2):
                last, most = last + 2, _MOST
                continue
            adjective = word in self._modifiers or word.endswith(self._endings)
            if word.startswith(self._articles):
                closed = not adjective and words[last].folded.startswith(self._articles)
                if closed and (self._is(word, self._heads) or self._is(word, self._alone)):
                    break  # 'قوات الدعم السريع الجيش' are two parties
                adjective = adjective or not self._words.form_of(word).startswith("noun")
            if not adjective:
                break
            last += 1
        return last

    def _linked(self, text: str, words: Sequence[Token], at: int) -> bool:
        """Whether a definite head follows the linker ('وحدات من الجيش')."""
        return (
            at < len(words)
            and _joined(text, words, at - 1)
            and words[at].folded.startswith(self._articles)
            and self._is(words[at].folded, self._alone)
        )

    def _capital(self, text: str, words: Sequence[Token], at: int) -> bool:
        return text[words[at].start].isupper() and words[at].folded not in self._determiners


def _joined(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether only a space or hyphen stands between tokens `at` and `at + 1`."""
    return text[words[at].end : words[at + 1].start] in (" ", "-", "‑", "’", "'s ", "’s ")


def _folded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


@lru_cache(maxsize=16)
def noun_phrases(pack: Pack) -> NounPhrases:
    """The noun phrases of `pack`, compiled once."""
    return NounPhrases(pack)


def _inside(start: int, names: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, start) - 1
    return at >= 0 and names[at].end > start


def merge(names: Sequence[Span], phrases: Sequence[Span]) -> list[Span]:
    """Names, and phrases beside them: of two that overlap the longer stays, the name where equal.

    A phrase that starts inside a name is no phrase ('جيش [الاحتلال' المخيم]).
    """
    starts = [name.start for name in names]
    phrases = [p for p in phrases if not _inside(p.start, names, starts)]
    chosen: list[tuple[int, Span]] = []
    for rank, spans in enumerate((names, phrases)):
        chosen += [(rank, span) for span in spans]
    chosen.sort(key=lambda pair: (pair[1].start - pair[1].end, pair[0], pair[1].start))
    kept: list[Span] = []  # in text order and apart, so that only neighbours can overlap
    for _, span in chosen:
        at = bisect_left(kept, span)
        if not any(span.overlaps(other) for other in kept[max(at - 1, 0) : at + 1]):
            kept.insert(at, span)
    return kept
