"""Counted noun phrases: where a number with its noun stands, and what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.extracting.lexicon import Inflection, Lexeme
from counterclaim.extracting.noun_phrases import Noun, NounPhrases, flags, folded
from counterclaim.extracting.numbers import Number
from counterclaim.extracting.uncounted import Uncounted
from counterclaim.language import Pack, fold, packs

_LOSS = frozenset(
    {"killed", "wounded", "missing", "capture", "destroyed", "damaged", "shot_down", "loss", "casualties"}
)
_PEOPLE = frozenset({"person", "soldier", "militant", "civilian"})
_HEDGED_ALONE = 10
_NEAR_ONE, _NEAR_LIST, _NEAR = 2, 3, 4
_LOST_WORDS, _LOST_BEFORE = 4, 2


@dataclass(frozen=True, slots=True)
class Counted:
    """Lexemes `start` to `end` of a range hold `number` (None for one thing or two without a figure) and its noun.

    `noun` is None where the figure stands alone; `anaphor` says that it counts what was named before ('of them').
    """

    start: int
    end: int
    number: Number | None
    value: int
    noun: Noun | None
    anaphor: bool


class Counter:
    """Finds counted noun phrases by one pack's words."""

    def __init__(self, pack: Pack) -> None:
        section = pack.section("quantities")
        words = section.get("nouns", {})
        plain = Inflection(pack, endings=False)
        self.phrases = NounPhrases(pack)
        self.numbers, self.nouns, self.effects = (
            self.phrases.numbers,
            self.phrases.nouns,
            self.phrases.effects,
        )
        self._uncounted = Uncounted(pack, self.phrases)
        self.in_name, self.measured = self._uncounted.in_name, self._uncounted.measures
        self.of_pronouns = flags(words.get("of_pronouns", ()), plain)
        self._wholes = flags(words.get("wholes", ()), plain)
        self._totals = flags(section.get("totals", {}).get("cumulative", ()), plain)
        self._others, self._never_alone = (
            folded(words.get("others", ())),
            folded(words.get("never_alone", ())),
        )
        self._one, self._one_not_after = folded(words.get("one", ())), folded(words.get("one_not_after", ()))
        self._many = folded(words.get("many", ()))
        self._singulars, self._dual_nouns = (
            folded(words.get("singulars", ())),
            folded(words.get("dual_nouns", ())),
        )
        self._definite = tuple(fold(beginning) for beginning in words.get("definite", ()))
        self._duals = tuple(fold(ending) for ending in words.get("duals", ()))
        self._duals_of_listed = tuple(fold(ending) for ending in words.get("duals_of_listed", ()))

    def find(self, words: Sequence[Lexeme]) -> list[Counted]:
        """All counted phrases among `words`, in order, none inside another."""
        found: list[Counted] = []
        at = 0
        while at < len(words):
            if words[at].kind == "m":
                at += 1
                continue
            opens = self.numbers.opens(words, at)
            counted = (self.at(words, at) if opens else None) or self._without_figure(words, at, found)
            if counted is not None and self._accepted(words, counted, found):
                found.append(counted)
                at = max(counted.end, at + 1)
            elif opens and (number := self.numbers.read(words, at)) is not None:
                at = number.end
            else:
                at += 1
        return found

    def at(self, words: Sequence[Lexeme], at: int) -> Counted | None:
        """The phrase whose number starts at `at`; None where none does or where it counts nothing."""
        number = self.numbers.read(words, at)
        if number is None or self._uncounted.holds(words, number):
            return None
        counted = self._behind(words, at, number)
        if counted is None or counted.end <= number.end:
            return counted
        hedged, end = self.numbers.hedged_after(words, number, counted.end)
        return replace(counted, number=hedged, end=end)

    def _behind(self, words: Sequence[Lexeme], at: int, number: Number) -> Counted | None:
        """`number` with what stands behind it: 'of them', 'others', 'of the …', a noun phrase."""
        joined = (
            at > 0 and words[at - 1].end == words[at].start and self._uncounted.attached(words[at - 1].folded)
        )
        value = number.low if number.low is not None else number.high or 0
        whole = Counted(at - joined, number.end, number, value, None, False)
        end = number.end
        if (of := self.of_pronouns.at(words, end)) is not None:
            return replace(whole, end=of[0], anaphor=True)
        if end < len(words) and words[end].folded in self._others:
            end += 1
            whole = replace(whole, end=end, anaphor=True)
            if end < len(words) and words[end].folded in self.phrases.states:
                return whole
        if (of := self._wholes.at(words, end)) is not None:
            total = self.numbers.read(words, self.phrases.past_articles(words, of[0]))
            if total is not None and total.word is None:  # '24 of 25 drones'
                phrase = self.phrases.read(words, total.end, 2)
                return replace(whole, end=phrase.end if phrase.noun else total.end, noun=phrase.noun)
        if end < len(words) and words[end].folded in self.phrases.links:
            phrase = self.phrases.read(words, self.phrases.past_articles(words, end + 1), 2)
            return (
                whole
                if phrase.noun is None
                else replace(whole, end=phrase.end, noun=phrase.noun, anaphor=False)
            )
        phrase = self.phrases.read(words, end, value)
        if phrase.noun is None:
            return self._inverted(words, whole)
        if not phrase.noun.known and self._uncounted.measure(words, phrase.end - 1):
            return None
        return replace(
            whole, end=phrase.end, noun=phrase.noun, anaphor=whole.anaphor and not phrase.noun.known
        )

    def _inverted(self, words: Sequence[Lexeme], whole: Counted) -> Counted:
        """'Человек пятнадцать': a noun before its number, where nouns stand before what describes them."""
        at = whole.start - 1
        if at < 0 or not self.phrases.complements or words[whole.start].kind != "w" or whole.value < 2:
            return whole
        before = self.nouns.at(words, at)
        joined = before is not None and before[0] == whole.start and before[1].item in _PEOPLE
        return replace(whole, start=at, noun=before[1]) if joined and before is not None else whole

    def _accepted(self, words: Sequence[Lexeme], counted: Counted, found: Sequence[Counted]) -> bool:
        """Whether a figure alone is a count: vague or hedged, in a list of counts, or beside what happened."""
        number = counted.number
        if number is None or counted.anaphor:
            return True
        if counted.noun is not None and (counted.noun.known or counted.value > 1):
            return True
        if words[number.core].folded in self._never_alone:
            return False
        if counted.value <= 1 and number.exact:
            return self._beside(words, counted, _NEAR_ONE)
        if found and counted.start - found[-1].end <= 2:
            return words[counted.start - 1].kind == "m" or self._beside(words, counted, _NEAR_LIST)
        hedged = not number.exact and counted.value >= _HEDGED_ALONE
        return hedged or self._beside(words, counted, _NEAR)

    def _beside(self, words: Sequence[Lexeme], counted: Counted, reach: int) -> bool:
        return any(
            self.effects.at(words, index) is not None or self._totals.at(words, index) is not None
            for index in _around(words, counted, reach)
        )

    def _without_figure(self, words: Sequence[Lexeme], at: int, found: Sequence[Counted]) -> Counted | None:
        """Two things in the dual, or one thing named as lost ('a drone was shot down')."""
        if self.phrases.noun_first:
            return self.dual(words, at) or self._single(words, at)
        if words[at].folded not in self._one or (at and words[at - 1].folded in self._one_not_after):
            return None
        phrase = self.phrases.ahead(words, at + 1, 1)
        if phrase.noun is None or not phrase.noun.known or phrase.noun.item == "other":
            return None
        counted = Counted(at, phrase.end, None, 1, phrase.noun, False)
        listed = bool(found) and at - found[-1].end <= 2
        return counted if listed or self._lost(words, _around(words, counted, _LOST_WORDS), at) else None

    def uncounted(self, words: Sequence[Lexeme]) -> Counted | None:
        """The whole of a marked phrase without a figure: a dual, or one thing."""
        if words and words[0].folded in self._many:
            return None
        for at in range(len(words)):
            if words[at].kind != "w":
                continue
            if (dual := self.dual(words, at)) is not None:
                return dual
            phrase = self.phrases.read(words, at + (words[at].folded in self._one), 1)
            if phrase.noun is not None and phrase.noun.known:
                several = self.phrases.ends_plural(words[phrase.end - 1].folded)  # 'rebels' are no one rebel
                return None if several else Counted(at, phrase.end, None, 1, phrase.noun, False)
        return None

    def dual(self, words: Sequence[Lexeme], at: int) -> Counted | None:
        """'طائرتين', 'جنديان'; and a noun before the number one or two ('مدنيين اثنين')."""
        word = words[at].folded
        hit = self.nouns.at(words, at) if self.phrases.noun_first else None
        if hit is None or word.startswith(self._definite) or self.effects.at(words, at) is not None:
            return None
        phrase = self.phrases.behind(words, at, opening=True)
        noun = phrase.noun or hit[1]
        for index in (hit[0], phrase.end):
            number = self.numbers.cardinal(words, index)
            if number is not None and number.value in (1, 2) and not number.vague:
                return Counted(at, number.end, None, int(number.value), noun, False)
        sure = word.endswith(self._duals) and not self.nouns.holds(word)
        listed = any(
            word.endswith(ending) and bool({word[: -len(ending)], word[1 : -len(ending)]} & self._dual_nouns)
            for ending in self._duals_of_listed
        )
        return Counted(at, phrase.end, None, 2, noun, False) if sure or listed else None

    def _single(self, words: Sequence[Lexeme], at: int) -> Counted | None:
        """One thing without article right behind a word of loss."""
        hit = self.nouns.at(words, at)
        if hit is None or hit[1].item in ("other", "person") or words[at].folded not in self._singulars:
            return None
        phrase = self.phrases.behind(words, at, opening=True)
        lost = self._lost(words, range(max(0, at - _LOST_BEFORE), at), at)
        return Counted(at, phrase.end, None, 1, phrase.noun, False) if lost else None

    def _lost(self, words: Sequence[Lexeme], indices: Sequence[int], at: int) -> bool:
        for index in indices:
            effect = self.effects.at(words, index) if words[index].kind == "w" else None
            if effect is not None and effect[1] in _LOSS and not index < at < effect[0]:
                return True
        return False


def _around(words: Sequence[Lexeme], counted: Counted, reach: int) -> list[int]:
    """Words at most `reach` lexemes before or behind a phrase."""
    before = range(max(0, counted.start - reach), counted.start)
    after = range(counted.end, min(len(words), counted.end + reach))
    return [index for index in (*before, *after) if words[index].kind == "w"]


@lru_cache(maxsize=64)
def counter(code: str) -> Counter:
    """The finder of counted phrases for language `code`."""
    return Counter(packs.load(code))
