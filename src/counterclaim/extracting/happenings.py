"""What one sentence tells that holds for all its figures: what happened, what is counted, from when totals run."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from counterclaim.extracting import times
from counterclaim.extracting.counted import counter
from counterclaim.extracting.forms import forms
from counterclaim.extracting.lexicon import HYPHENS, Inflection, Lexicon, lexemes
from counterclaim.language import Pack, fold, packs
from counterclaim.model import Span

HARM = frozenset({"killed", "wounded", "missing", "casualties"})

_BETWEEN = 3
"""Words between 'have' and what happened, at most."""


class Happened(NamedTuple):
    """What the words at `start` to `end` tell; `passive` where it befell what stands before them ('was hurt', 'died')."""

    start: int
    end: int
    effect: str
    passive: bool


class Grammar:
    """The words of one pack that say what happened to the counted and how figures belong together."""

    def __init__(self, pack: Pack) -> None:
        section = pack.section("quantities")
        grammar, totals = section.get("effects_grammar", {}), section.get("totals", {})
        plain = Inflection(pack, endings=False)
        self.aux = frozenset(fold(w) for w in grammar.get("aux", ()))
        self.intransitive = frozenset(fold(w) for w in grammar.get("intransitive", ()))
        self.tolls = frozenset(fold(w) for w in grammar.get("tolls", ()))
        self.instruments = frozenset(fold(w) for w in grammar.get("instruments", ()))
        self.joins = frozenset(fold(w) for w in grammar.get("and", ()))
        self.between = self.joins | {fold(w) for w in grammar.get("between", ())} | {",", "،"}
        self.verb_first: bool = grammar.get("verb_first", False)
        self.free_order: bool = grammar.get("free_order", False)
        self.totals: Lexicon[bool] = Lexicon([(w, True) for w in totals.get("cumulative", ())], plain)
        self.wars: Lexicon[bool] = Lexicon(
            [*((w, True) for w in totals.get("wars", ())), *((w, False) for w in totals.get("no_wars", ()))],
            plain,
        )
        self.perfect = frozenset(fold(w) for w in totals.get("perfect", ()))
        self.part: Lexicon[bool] = Lexicon([(w, True) for w in totals.get("part", ())], plain)


@lru_cache(maxsize=64)
def grammar(code: str) -> Grammar:
    return Grammar(packs.load(code))


class Told:
    """What one sentence says that holds for the quantities of all its claims."""

    def __init__(self, text: str, sentence: Span, pack: Pack) -> None:
        self.words = lexemes(text, sentence.start, sentence.end)
        self._counter, self._grammar = counter(pack.code), grammar(pack.code)
        self.happened = self._happenings()
        self.counted = [
            (self.words[c.start].start, self.words[c.end - 1].end) for c in self._counter.find(self.words)
        ]
        self.since = _baseline(text, sentence, pack)
        totals = self._grammar.totals
        self.cumulative = self.since is not None or any(
            (hit := totals.at(self.words, i)) is not None and not self._within(i, hit[0])
            for i, w in enumerate(self.words)
            if w.kind == "w"
        )
        self.perfect = self._is_perfect()
        wars = self._grammar.wars
        if self.perfect and any((hit := wars.at(self.words, i)) and hit[1] for i in range(len(self.words))):
            self.cumulative = True  # 'the war has killed …', '… have died in the conflict'

    def _is_perfect(self) -> bool:
        """Whether the sentence tells of harm up to now ('have been killed')."""
        perfect = [w.end for w in self.words if w.folded in self._grammar.perfect]
        harm = [h.start for h in self.happened if h.effect in HARM or h.effect == "displaced"]
        between = (
            [w for w in self.words if end <= w.start < start]
            for end in perfect
            for start in harm
            if end < start
        )
        return any(len(words) <= _BETWEEN for words in between)

    def _within(self, at: int, end: int) -> bool:
        """Whether longer words of what happened reach over the lexemes ('have lost their lives')."""
        start, stop = self.words[at].start, self.words[end - 1].end
        return any(h.start < stop < h.end and start < h.end for h in self.happened)

    def _happenings(self) -> list[Happened]:
        words, found, at = self.words, [], 0
        while at < len(words):
            hit = self._counter.effects.at(words, at) if words[at].kind == "w" else None
            if hit is None or (
                at > 1 and words[at - 1].folded in HYPHENS and words[at - 1].end == words[at].start
            ):
                at += 1
                continue
            phrase = " ".join(w.folded for w in words[at : hit[0]])
            passive = at > 0 and words[at - 1].folded in self._grammar.aux
            passive = passive or phrase in self._grammar.intransitive
            found.append(Happened(words[at].start, words[hit[0] - 1].end, hit[1], passive))
            at = hit[0]
        return self._coordinated(found)

    def _coordinated(self, found: list[Happened]) -> list[Happened]:
        """'Killed, injured or went missing' is one happening: casualties."""
        joined: list[Happened] = []
        for happened in found:
            last = joined[-1] if joined else None
            if (
                last is not None
                and last.effect in HARM
                and happened.effect in HARM
                and last.effect != happened.effect
            ):
                between = [w for w in self.words if last.end <= w.start and w.end <= happened.start]
                beside = not between and not self._grammar.verb_first  # 'Kills Wounds Dozens'
                if beside or (between and all(w.folded in self._grammar.between for w in between)):
                    joined[-1] = Happened(last.start, happened.end, "casualties", last.passive)
                    continue
            joined.append(happened)
        return joined


@lru_cache(maxsize=4)
def told(text: str, start: int, end: int, code: str) -> Told:
    return Told(text, Span(start, end), packs.load(code))


def _baseline(text: str, sentence: Span, pack: Pack) -> str | None:
    """From when a running total of the sentence counts: 'since the start of the war', 'in the past 24 hours'."""
    read_forms = forms(pack.code)
    if not read_forms.counts(text, sentence.start, sentence.end):
        return None
    for span in times.find(text, sentence.start, sentence.end, pack):
        pieces = read_forms.pieces(text, span.start, span.end)
        opener = next((i for i, p in enumerate(pieces) if "since" in p.classes), None)
        if opener is not None and any("to" in p.classes for p in pieces[opener + 1 :]):
            continue  # 'from 15 to 22 July' has its end
        if opener is not None and opener + 1 < len(pieces):
            when = times.resolve(text, span, anchor=None, pack=pack)
            if when is not None and when.start is not None:
                return when.start
            first = next((p for p in pieces[opener + 1 :] if "the" not in p.classes), None)
            return text[first.start : span.end] if first else None
        if any("past" in p.classes for p in pieces):
            length = [p for p in pieces if p.classes.keys() & {"n", "unit", "dual"}]
            if length and any("n" in p.classes or "dual" in p.classes for p in length):
                return text[length[0].start : length[-1].end]
    return None
