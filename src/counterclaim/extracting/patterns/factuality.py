"""Whether a happening is asserted or denied, and how certain it is put, from words around its trigger.

Words come from the table `factuality` of the pack's `events.toml`: `negations` deny what follows them in
their clause, `negation_breaks` end their reach, `negated_ends` are phrases after the trigger that deny it,
`not_denials` undo a negation ('not only'), what stands right behind `unreal` is only asked or supposed,
`probable` and `possible` lower certainty (`possible_before`: a word with the first letters of the verbs that
it makes possible), and `denial_cues` are reporting words whose content is denied. Phrases are folded; `...`
is not allowed in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from counterclaim.extracting.patterns.eventwords import EventWords, event_words
from counterclaim.language.folding import Token, fold, tokens
from counterclaim.language.packs import Pack
from counterclaim.model import Certainty, Polarity

_REACH = 9
_BESIDE = 3


class Phrases:
    """Folded phrases found by their first word."""

    def __init__(self, phrases: Sequence[str], words: EventWords) -> None:
        self._words = words
        self._first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            pieces = tuple(token.folded for token in tokens(phrase))
            self._first.setdefault(pieces[0], []).append(pieces)

    def at(self, text: Sequence[Token], at: int) -> int:
        """Number of tokens of the longest phrase that starts at token `at`; 0: none does."""
        best = 0
        for variant in self._words.variants(text[at].folded):
            for pieces in self._first.get(variant, ()):
                size = len(pieces)
                if (
                    size > best
                    and at + size <= len(text)
                    and all(text[at + i].folded == pieces[i] for i in range(1, size))
                ):
                    best = size
        return best

    def within(self, text: Sequence[Token], first: int, last: int) -> bool:
        """Whether a phrase starts in tokens `first` to `last` (exclusive)."""
        for at in range(max(first, 0), min(last, len(text))):
            variants = self._words.variants(text[at].folded)
            if not self._first.keys().isdisjoint(variants) and self.at(text, at):
                return True
        return False


class Factuality:
    """The compiled `factuality` table of one pack."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.section("events").get("factuality", {})
        words = event_words(pack)
        self._negations = Phrases(table.get("negations", ()), words)
        self._breaks = frozenset(fold(word) for word in table.get("negation_breaks", ()))
        self._undone = Phrases(table.get("not_denials", ()), words)
        self._ends = Phrases(table.get("negated_ends", ()), words)
        self._unreal = Phrases(table.get("unreal", ()), words)
        self._probable = Phrases(table.get("probable", ()), words)
        self._possible = Phrases(table.get("possible", ()), words)
        self._possible_before = {
            fold(word): tuple(map(fold, beginnings))
            for word, beginnings in table.get("possible_before", {}).items()
        }
        self.denial_cues = Phrases(table.get("denial_cues", ()), words)
        self.probable_cues = Phrases(table.get("probable_cues", ()), words)
        self.possible_cues = Phrases(table.get("possible_cues", ()), words)

    def negated(self, text: Sequence[Token], first: int, last: int, begin: int, end: int) -> bool:
        """Whether the trigger at tokens `first` to `last` (inclusive) is negated within its clause.

        `begin` and `end` are the tokens of the clause or sentence, `end` exclusive.
        """
        for at in range(last, max(begin, first - _REACH) - 1, -1):
            if at < first and text[at].folded in self._breaks:
                break
            if size := self._negations.at(text, at):
                if self._undone.at(text, at):
                    continue
                if at + size <= last + 1:
                    return True
        return self._ends.within(text, last + 1, min(end, last + 4))

    def _leaves_open(self, text: Sequence[Token], first: int, last: int) -> bool:
        """Whether a word that makes an imperfect possible ('قد يهاجم') stands before one."""
        return bool(self._possible_before) and any(
            text[at].folded in self._possible_before
            and text[at + 1].folded.startswith(self._possible_before[text[at].folded])
            for at in range(first, min(last, len(text) - 1))
        )

    def unreal(self, text: Sequence[Token], first: int, begin: int) -> bool:
        """Whether a word of asking or supposing stands right before the trigger at token `first`."""
        return self._unreal.within(text, max(begin, first - _BESIDE), first)

    def certainty(self, text: Sequence[Token], first: int, begin: int, end: int) -> Certainty:
        """Certainty by the words of the trigger's clause: `possible` outweighs `probable`."""
        low = max(begin, first - _REACH)
        if self._possible.within(text, low, first) or self._leaves_open(text, low, first):
            return "possible"
        if self._probable.within(text, low, min(end, first + 4)):
            return "probable"
        return "certain"


def of_cue(facts: Factuality, cue: Sequence[Token]) -> tuple[Polarity, Certainty]:
    """What a reporting word does to its content: 'denied' negates it, 'reportedly' makes it probable."""
    denied = facts.denial_cues.within(cue, 0, len(cue))
    if facts.possible_cues.within(cue, 0, len(cue)):
        return ("denied" if denied else "asserted"), "possible"
    if facts.probable_cues.within(cue, 0, len(cue)):
        return ("denied" if denied else "asserted"), "probable"
    return ("denied" if denied else "asserted"), "certain"


@lru_cache(maxsize=16)
def factuality(pack: Pack) -> Factuality:
    """The factuality words of `pack`, compiled once."""
    return Factuality(pack)
