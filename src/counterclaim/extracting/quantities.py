"""Quantities: a counted phrase read into bounds, item, group, effect, and its place among the others.

Words come from a pack's quantities.toml. 'At least 78 militants were killed and over 100 others injured' gives 78
militants killed and more than 100 militants wounded; 'including 5 children' is part of the figure before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple, cast

from counterclaim.extracting import times
from counterclaim.extracting.counted import Counted, counter
from counterclaim.extracting.forms import forms
from counterclaim.extracting.lexicon import Inflection, Lexeme, Lexicon, lexemes
from counterclaim.extracting.noun_phrases import Noun
from counterclaim.language import Pack, fold, packs
from counterclaim.model import ClaimType, Effect, Quantity, Span

_LIVING = frozenset({"person", "soldier", "militant", "civilian", "prisoner"})
_FIXED = frozenset({"building", "settlement", "other"})
_HARM = frozenset({"killed", "wounded", "missing", "casualties"})
_DONE = _HARM | {"destroyed", "damaged", "shot_down", "capture"}
_BY_TYPE: dict[ClaimType, Effect] = {"deployment": "deployed", "displacement": "displaced"}
_LOOK_BACK = 400
_OWN_WORDS = 100.0


class _Happened(NamedTuple):
    """What the words at `start` to `end` tell; `passive` where it befell what stands before them ('was hurt', 'died')."""

    start: int
    end: int
    effect: str
    passive: bool


class _Grammar:
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
        self.totals: Lexicon[bool] = Lexicon([(w, True) for w in totals.get("cumulative", ())], plain)
        self.part: Lexicon[bool] = Lexicon([(w, True) for w in totals.get("part", ())], plain)


@lru_cache(maxsize=64)
def _grammar(code: str) -> _Grammar:
    return _Grammar(packs.load(code))


def find(text: str, start: int, end: int, pack: Pack) -> list[Span]:
    """Counted noun phrases of `text[start:end]`, number and noun, in order; code points into `text`.

    Years, dates, times of day, ages, model numbers, percentages, money, distances and durations are none. One thing
    without a figure ('a drone') is found only beside words of loss; `read` drops it for claims of other types.
    """
    words = lexemes(text, start, end)
    return [Span(words[c.start].start, words[c.end - 1].end) for c in counter(pack.code).find(words)]


def read(
    text: str, spans: Sequence[Span], *, claim_type: ClaimType, trigger: Span, sentence: Span, pack: Pack
) -> tuple[Quantity, ...]:
    """One quantity a span, in order; the text before a span tells what 'of them' and 'others' stand for.

    `part_of` indexes the tuple that is returned. `since` is the baseline of a running total, an ISO date where the
    words hold a full one, else the words. One thing without a figure is left out unless the claim is of a loss.
    """
    if not spans:
        return ()
    reader = _Reader(text, claim_type, trigger, sentence, pack)
    found: list[Quantity] = []
    for span in sorted(spans):
        quantity = reader.quantity(span, found)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


class _Sentence:
    """What one sentence says that holds for the quantities of all its claims."""

    def __init__(self, text: str, sentence: Span, pack: Pack) -> None:
        self.words = lexemes(text, sentence.start, sentence.end)
        self._counter, self._grammar = counter(pack.code), _grammar(pack.code)
        self.happened = self._happenings()
        self.counted = [
            (self.words[c.start].start, self.words[c.end - 1].end) for c in self._counter.find(self.words)
        ]
        self.since = _baseline(text, sentence, pack)
        totals = self._grammar.totals
        self.cumulative = self.since is not None or any(
            totals.at(self.words, i) is not None for i, w in enumerate(self.words) if w.kind == "w"
        )

    def _happenings(self) -> list[_Happened]:
        words, found, at = self.words, [], 0
        while at < len(words):
            hit = self._counter.effects.at(words, at) if words[at].kind == "w" else None
            if hit is None:
                at += 1
                continue
            phrase = " ".join(w.folded for w in words[at : hit[0]])
            passive = at > 0 and words[at - 1].folded in self._grammar.aux
            passive = passive or phrase in self._grammar.intransitive
            found.append(_Happened(words[at].start, words[hit[0] - 1].end, hit[1], passive))
            at = hit[0]
        return self._coordinated(found)

    def _coordinated(self, found: list[_Happened]) -> list[_Happened]:
        """'Killed, injured or went missing' is one happening: casualties."""
        joined: list[_Happened] = []
        for happened in found:
            last = joined[-1] if joined else None
            if (
                last is not None
                and last.effect in _HARM
                and happened.effect in _HARM
                and last.effect != happened.effect
            ):
                between = [w for w in self.words if last.end <= w.start and w.end <= happened.start]
                if between and all(w.folded in self._grammar.between for w in between):
                    joined[-1] = _Happened(last.start, happened.end, "casualties", last.passive)
                    continue
            joined.append(happened)
        return joined


@lru_cache(maxsize=4)
def _sentence(text: str, start: int, end: int, code: str) -> _Sentence:
    return _Sentence(text, Span(start, end), packs.load(code))


class _Reader:
    """One claim's quantities, read against its whole sentence."""

    def __init__(self, text: str, claim_type: ClaimType, trigger: Span, sentence: Span, pack: Pack) -> None:
        self._text, self._type = text, claim_type
        self._trigger, self._sentence = trigger, sentence
        self._counter, self._grammar = counter(pack.code), _grammar(pack.code)
        whole = _sentence(text, sentence.start, sentence.end, pack.code)
        self._words, self._happened, self._counted = whole.words, whole.happened, whole.counted
        self._since, self._cumulative = whole.since, whole.cumulative

    def quantity(self, span: Span, before: Sequence[Quantity]) -> Quantity | None:
        words = lexemes(self._text, span.start, span.end)
        counted = self._read(words)
        if counted is None:
            return None
        if counted.number is None and counted.value == 1 and self._type != "loss":
            return None
        if counted.number is not None and before and before[-1].item in _LIVING:
            stated = words[counted.number.end : counted.end]
            if stated and all(w.folded in self._counter.phrases.states for w in stated):
                counted = replace(counted, noun=None, anaphor=True)  # '12 civilians killed and 40 wounded'
        doer = self._does_it(span)
        if doer and counted.number is None:
            return None
        noun = self._noun(counted, span, before)
        if noun.item == "other" and noun.known and self._with_it(span):
            return None
        part_of = self._part_of(span, counted, before)
        effect: Effect = "other" if doer else self._effect(span, noun)
        happened = self._nearest(span)
        if part_of is not None and (happened is None or self._cost(span, happened) > 1):
            effect = before[part_of].effect
        number = counted.number
        low, high = (number.low, number.high) if number else (counted.value, counted.value)
        return Quantity(
            span, span.of(self._text), low, high, number.word if number else None, noun.item, noun.group,
            part_of, effect, self._cumulative, self._since if self._cumulative else None,
        )  # fmt: skip

    def _does_it(self, span: Span) -> bool:
        """Whether those who are counted do the harm: 'two gunmen killed five people'."""
        if self._grammar.verb_first:
            return False
        for happened in self._happened:
            if happened.start < span.end or happened.passive or happened.effect not in _DONE:
                continue
            if self._text[span.end : happened.start].strip():
                return False
            behind = next((w for w in self._words if w.start >= happened.end), None)
            if behind is None or self._text[happened.end : behind.start].strip(" "):
                return False
            counted = any(start == behind.start for start, _ in self._counted)
            return counted or behind.folded in self._counter.phrases.articles
        return False

    def _with_it(self, span: Span) -> bool:
        """Whether the counted things are what others were harmed with: 'hit with two guided bombs'."""
        before = next((w for w in reversed(self._words) if w.end <= span.start), None)
        return before is not None and before.folded in self._grammar.instruments

    def _read(self, words: list[Lexeme]) -> Counted | None:
        """The first number of a span with its noun; a figure that counts nothing by itself is still read as marked."""
        for at in range(len(words)):
            if words[at].kind == "m" or self._counter.in_name(words, at):
                continue
            counted = self._counter.dual(words, at) or self._counter.at(words, at)
            if counted is not None:
                return counted
            if (number := self._counter.numbers.read(words, at)) is not None:
                value = number.low if number.low is not None else number.high or 0
                return Counted(at, number.end, number, value, None, False)
        return self._counter.uncounted(words)

    def _noun(self, counted: Counted, span: Span, before: Sequence[Quantity]) -> Noun:
        noun = counted.noun
        if noun is not None and noun.known:
            if noun.item == "person" and noun.group is None and self._type == "displacement":
                return Noun("civilian", None)
            return noun
        if noun is not None:
            return self._of_type(noun, span)
        opening = span.start <= self._words[0].start + 2 if self._words else True
        happened = self._nearest(span)
        harm = happened is not None and happened.effect in _HARM
        if counted.anaphor or not opening:
            if before and before[-1].item != "other" and (before[-1].item in _LIVING or not harm):
                return Noun(before[-1].item, None)
            toll = any(w.folded in self._grammar.tolls for w in self._words if w.end <= span.start)
            earlier = self._earlier(span, named=counted.anaphor or not (harm or toll))
            if earlier is not None and (earlier.item in _LIVING or not harm):
                return Noun(earlier.item, None)
        return self._of_type(Noun("other", None), span)

    def _of_type(self, noun: Noun, span: Span) -> Noun:
        """People where the words do not tell but what happened does."""
        happened = self._nearest(span)
        effect = happened.effect if happened else None
        if self._type == "displacement" or effect == "displaced":
            return Noun("civilian", None)
        if self._type in ("loss", "abuse") and (
            effect is None or effect in _HARM or effect in ("capture", "loss")
        ):
            return Noun("person", None)
        return noun

    def _earlier(self, span: Span, *, named: bool) -> Noun | None:
        """What was counted, else (where `named`) named, last before `span`: first in the sentence, then in
        those before it. Who was killed is not who was named last: those may have done it."""
        for start in (self._sentence.start, max(0, self._sentence.start - _LOOK_BACK)):
            words = lexemes(self._text, start, span.start)
            for counted in reversed(self._counter.find(words)):
                if counted.noun is not None and counted.noun.known and counted.noun.item != "other":
                    return counted.noun
            for at in reversed(range(len(words))) if named else ():
                hit = self._counter.nouns.at(words, at) if words[at].kind == "w" else None
                if hit is not None and hit[1].item not in ("other", "building", "settlement", "person"):
                    return hit[1]
        return None

    def _nearest(self, span: Span) -> _Happened | None:
        best: tuple[float, _Happened] | None = None
        for happened in self._happened:
            cost = self._cost(span, happened)
            if best is None or cost < best[0]:
                best = cost, happened
        return best[1] if best else None

    def _cost(self, span: Span, happened: _Happened) -> float:
        """How far `happened` is from `span`, in words; less likely where its voice points the other way."""
        if span.start <= happened.start and happened.end <= span.end:
            return -_OWN_WORDS
        ahead = happened.start >= span.end
        low, high = (span.end, happened.start) if ahead else (happened.end, span.start)
        distance = sum(1 for w in self._words if low <= w.start and w.end <= high)
        cost = float(distance)
        for start, end in self._counted:
            if low <= start and end <= high:
                cost += 2 if not ahead else 12
        if not ahead:
            cost += 5 * any(low <= other.start and other.end <= high for other in self._happened)
        if ahead and self._divided(low, high):
            cost += 20
        elif ahead and not happened.passive and distance > 0:
            cost += 6
        if not ahead and happened.passive:
            cost += 20
        if self._trigger.overlaps(Span(happened.start, happened.end)):
            cost -= 3
        return cost

    def _divided(self, low: int, high: int) -> bool:
        """Whether a conjunction between, or written together with the word at `high`, begins another clause."""
        if any(
            w.folded in self._grammar.joins or w.folded in ",،;"
            for w in self._words
            if low <= w.start and w.end <= high
        ):
            return True
        word = next((w.folded for w in self._words if w.start == high), "")
        return word[:1] in self._grammar.joins and len(word) > 2 and not self._counter.effects.holds(word)

    def _effect(self, span: Span, noun: Noun) -> Effect:
        if self._type in _BY_TYPE:
            return _BY_TYPE[self._type]
        happened = self._nearest(span)
        if happened is None or (
            self._type not in ("loss", "abuse", "control") and self._cost(span, happened) > 4
        ):
            return "taken" if self._type == "control" else "other"
        if happened.effect == "loss":
            return "killed" if noun.item in _LIVING else "destroyed"
        if happened.effect == "capture":
            return "taken" if noun.item in _FIXED else "captured"
        if self._type == "control" and happened.effect not in _HARM:
            return "taken"
        if happened.effect in _HARM and noun.known and noun.item not in _LIVING:
            return "other" if noun.item == "other" else "destroyed"
        return cast("Effect", happened.effect)

    def _part_of(self, span: Span, counted: Counted, before: Sequence[Quantity]) -> int | None:
        if not before:
            return None
        last = before[-1]
        words = lexemes(self._text, last.span.end, span.start)
        if any(w.folded in ".!?؟" for w in words):
            return None
        own = lexemes(self._text, last.span.end, span.end)
        cue = any(self._grammar.part.at(words, i) is not None for i, w in enumerate(words) if w.kind == "w")
        if cue or (counted.anaphor and self._partitive(own, len(words))):
            return last.part_of if last.part_of is not None and not cue else len(before) - 1
        linked = all(w.folded in self._grammar.joins or w.folded in ",،" for w in words) and len(words) <= 2
        own_effect = any(
            (span.start <= h.start and h.end <= span.end)
            or (h.start >= span.end and self._cost(span, h) <= 2)
            for h in self._happened
        )
        return last.part_of if linked and not own_effect and not counted.anaphor else None

    def _partitive(self, words: list[Lexeme], start: int) -> bool:
        return any(self._counter.of_pronouns.at(words, i) is not None for i in range(start, len(words)))


def _baseline(text: str, sentence: Span, pack: Pack) -> str | None:
    """From when a running total of the sentence counts: 'since the start of the war', 'in the past 24 hours'."""
    read_forms = forms(pack.code)
    if not read_forms.counts(text, sentence.start, sentence.end):
        return None
    for span in times.find(text, sentence.start, sentence.end, pack):
        pieces = read_forms.pieces(text, span.start, span.end)
        opener = next((i for i, p in enumerate(pieces) if "since" in p.classes), None)
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
