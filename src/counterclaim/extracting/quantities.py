"""Quantities: a counted phrase read into bounds, item, group, effect, and its place among the others.

Words come from a pack's quantities.toml. 'At least 78 militants were killed and over 100 others injured' gives 78
militants killed and more than 100 militants wounded; 'including 5 children' is part of the figure before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from counterclaim.extracting.counted import Counted, counter
from counterclaim.extracting.happenings import HARM, Happened, grammar, told
from counterclaim.extracting.lexicon import Lexeme, lexemes
from counterclaim.extracting.noun_phrases import Noun
from counterclaim.language import Pack
from counterclaim.model import ClaimType, Effect, Quantity, Span

_LIVING = frozenset({"person", "soldier", "militant", "civilian", "prisoner"})
_FIXED = frozenset({"building", "settlement", "other"})
_DONE = HARM | {"destroyed", "damaged", "shot_down", "capture"}
_BY_TYPE: dict[ClaimType, Effect] = {"deployment": "deployed", "displacement": "displaced"}
_UNLISTED = Noun("other", None, known=False)
_LOOK_BACK = 400
_OWN_WORDS = 100.0
_VAST = 10_000
"""People of whom it is said that they 'have been killed' or 'have fled' by no single happening."""
_RUNNING = frozenset({"loss", "abuse", "displacement", "attack", "control", "deployment"})
"""Types of claims whose figures can be running totals."""


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
        if found and found[-1].span.start == span.start:
            continue  # the same figure marked twice
        quantity = reader.quantity(span, found)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


class _Reader:
    """One claim's quantities, read against its whole sentence."""

    def __init__(self, text: str, claim_type: ClaimType, trigger: Span, sentence: Span, pack: Pack) -> None:
        self._text, self._type, self._general = text, claim_type, pack.general
        self._trigger, self._sentence = trigger, sentence
        self._counter, self._grammar = counter(pack.code), grammar(pack.code)
        whole = told(text, sentence.start, sentence.end, pack.code)
        self._words, self._happened, self._counted = whole.words, whole.happened, whole.counted
        self._perfect = whole.perfect
        self._since, self._cumulative = whole.since, whole.cumulative and claim_type in _RUNNING

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
        noun = _UNLISTED if self._unlisted(counted, words) else self._noun(counted, span, before)
        if noun.known and (noun.item == "other" or counted.number is None) and self._with_it(span):
            return None
        part_of = self._part_of(span, counted, before)
        effect: Effect = "other" if doer else self._effect(span, noun)
        happened = self._nearest(span)
        if part_of is not None and (happened is None or self._cost(span, happened) > 1):
            effect = before[part_of].effect
        number = counted.number
        low, high = (number.low, number.high) if number else (counted.value, counted.value)
        vast = self._perfect and counted.value >= _VAST and noun.item in _LIVING
        running = self._cumulative or (vast and self._type in ("loss", "displacement"))
        return Quantity(
            span, span.of(self._text), low, high, number.word if number else None, noun.item, noun.group,
            part_of, effect, running, self._since if running else None,
        )  # fmt: skip

    def _unlisted(self, counted: Counted, words: Sequence[Lexeme]) -> bool:
        """Whether a noun stands there that a language without a pack does not list: it may be anything."""
        if not self._general or counted.number is None or (counted.noun is not None and counted.noun.known):
            return False
        return not counted.anaphor and any(w.kind == "w" for w in words[counted.number.end :])

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
            counted = next((end for start, end in self._counted if start == behind.start), None)
            if self._befalls(span.start) or (counted is not None and self._harmed(counted)):
                return False
            return counted is not None or behind.folded in self._counter.phrases.articles
        return False

    def _befalls(self, at: int) -> bool:
        """Whether words of harm stand right before `at`: 'killing eight people, wounding …'."""
        return any(
            h.effect in _DONE and h.end < at and not self._text[h.end : at].strip() for h in self._happened
        )

    def _harmed(self, at: int) -> bool:
        """Whether a word of harm stands right before or behind `at`, as in lists without commas ('nine killed 12 injured')."""
        within = next((w for w in self._words if w.end == at), None)
        if within is not None and within.folded in self._counter.phrases.states:
            return True
        behind = next((w for w in self._words if w.start >= at), None)
        return (
            behind is not None
            and behind.folded in self._counter.phrases.states
            and not self._text[at : behind.start].strip()
        )

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
                if self._counter.measured(words, number):
                    aged = self._counter.uncounted(words[:at])  # 'a woman of 67 years'
                    return aged if aged and aged.noun and aged.noun.item in _LIVING else None
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
        harm = happened is not None and happened.effect in HARM
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
            effect is None or effect in HARM or effect in ("capture", "loss")
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
                described = self._counter.phrases.past_compound(words, at) is not None
                hit = self._counter.nouns.at(words, at) if words[at].kind == "w" and not described else None
                if hit is not None and hit[1].item not in ("other", "building", "settlement", "person"):
                    return hit[1]
        return None

    def _nearest(self, span: Span) -> Happened | None:
        best: tuple[float, Happened] | None = None
        for happened in self._happened:
            cost = self._cost(span, happened)
            if best is None or cost < best[0]:
                best = cost, happened
        return best[1] if best else None

    def _cost(self, span: Span, happened: Happened) -> float:
        """How far `happened` is from `span`, in words; less likely where its voice points the other way."""
        if span.start <= happened.start and happened.end <= span.end:
            told_of = happened.effect in _DONE or self._type not in ("loss", "abuse")
            return -_OWN_WORDS if told_of else _OWN_WORDS
        ahead = happened.start >= span.end
        low, high = (span.end, happened.start) if ahead else (happened.end, span.start)
        distance = sum(1 for w in self._words if low <= w.start and w.end <= high)
        cost = float(distance)
        for start, end in self._counted:
            if low <= start and end <= high and not (ahead and self._is_part(start)):
                cost += 2 if not ahead else 12
        if not ahead:
            cost += 5 * any(low <= other.start and other.end <= high for other in self._happened)
        if ahead and self._divided(low, high):
            cost += 20
        elif ahead and not happened.passive and distance > 0:
            cost += 6
        elif ahead and happened.passive and distance == 0:
            cost -= 4
        if not ahead and happened.passive and not self._grammar.free_order:
            cost += 20
        if self._trigger.overlaps(Span(happened.start, happened.end)):
            cost -= 3
        if not ahead and self._harmed(span.end) and self._listed(happened):
            cost += 10
        if self._type in ("loss", "abuse") and happened.effect not in (*_DONE, "loss"):
            cost += 8
        return cost

    def _is_part(self, at: int) -> bool:
        """Whether the figure at `at` is part of the one before it ('15 people including a child were killed')."""
        before = [w for w in self._words if w.end <= at][-3:]
        return any(
            self._grammar.part.at(before, i) is not None for i, w in enumerate(before) if w.kind == "w"
        )

    def _listed(self, happened: Happened) -> bool:
        """Whether what happened befell the figure right before it ('nine persons killed')."""
        return any(
            end <= happened.start and not self._text[end : happened.start].strip() for _, end in self._counted
        )

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
        if self._type == "control" and happened.effect not in HARM:
            return "taken"
        if happened.effect in HARM and noun.known and noun.item not in _LIVING:
            return "other" if noun.item == "other" else "destroyed"
        if noun.item in _LIVING and happened.effect in ("destroyed", "damaged"):
            return "killed" if happened.effect == "destroyed" else "casualties"
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
