"""Places that are meant but not named again: 'there', 'the town', 'the region'.

The antecedent is the last place named before the words that is of a kind they can stand for. Only a
claim that has no place of its own is given one, and only from words in its own sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.language import Pack, fold, load, tokens
from counterclaim.language.folding import Token
from counterclaim.model import PlaceMention, Span


@dataclass(frozen=True, slots=True)
class _Words:
    """Folded phrases by their first word, with the precisions they stand for (empty: any)."""

    phrases: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]
    not_before: frozenset[str]


@lru_cache(maxsize=16)
def _words(code: str) -> _Words:
    section = load(code).section("claims").get("place_anaphors", {})
    phrases: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for entry in section.get("words", ()):
        for phrase in entry["phrases"]:
            first, *rest = (fold(word) for word in phrase.split())
            phrases.setdefault(first, []).append((tuple(rest), frozenset(entry["precision"])))
    return _Words(phrases, frozenset(fold(w) for w in section.get("not_before", ())))


class Whereabouts:
    """The resolved places of one article in text order, and what later words can take from them."""

    def __init__(self, text: str, named: Sequence[PlaceMention], pack: Pack) -> None:
        self._text = text
        self._named = sorted((m for m in named if m.name is not None), key=lambda m: m.span)
        self._starts = [m.span.start for m in self._named]
        self._words = _words(pack.code)

    def meant(self, sentence: Span, trigger: Span) -> PlaceMention | None:
        """The place that words of `sentence` stand for, those nearest to `trigger` first."""
        found = self._anaphors(list(tokens(self._text, sentence.start, sentence.end)))
        if not found:
            return None
        return min(found, key=lambda m: abs(m.span.start - trigger.start))

    def _anaphors(self, words: Sequence[Token]) -> list[PlaceMention]:
        found = []
        for index, word in enumerate(words):
            for rest, precisions in self._words.phrases.get(word.folded, ()):
                after = index + 1 + len(rest)
                if tuple(w.folded for w in words[index + 1 : after]) != rest:
                    continue
                if after < len(words) and words[after].folded in self._words.not_before:
                    continue
                span = Span(word.start, words[after - 1].end)
                antecedent = self._antecedent(span.start, precisions)
                if antecedent is not None:
                    found.append(replace(antecedent, span=span, text=span.of(self._text)))
        return found

    def _antecedent(self, before: int, precisions: frozenset[str]) -> PlaceMention | None:
        for index in range(bisect_left(self._starts, before) - 1, -1, -1):
            if not precisions or self._named[index].precision in precisions:
                return self._named[index]
        return None
