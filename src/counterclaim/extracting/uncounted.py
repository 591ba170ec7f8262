"""Figures that count nothing: dates, years, times of day, model numbers, ages, measures, money, articles of law."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extracting.lexicon import HYPHENS, Inflection, Lexeme
from counterclaim.extracting.noun_phrases import NounPhrases, flags, folded
from counterclaim.extracting.numbers import Number
from counterclaim.language import Pack, calendar, fold

_COMMAS = frozenset(",،")


class Uncounted:
    """Tells by one pack's words which numbers are none of a count."""

    def __init__(self, pack: Pack, phrases: NounPhrases) -> None:
        section = pack.section("quantities")
        words = section.get("nouns", {})
        self._nouns = phrases.nouns
        self._measures = flags(words.get("measures", ()), Inflection(pack))
        self._plural = tuple(words.get("plural", ()))
        self._not_before = folded(words.get("not_before", ()))
        self._standing = flags(words.get("standing", ()), Inflection(pack, endings=False))
        self._longest = max((len(phrase.split()) for phrase in words.get("standing", ())), default=0)
        self._marks_before = frozenset(words.get("marks_before", ()))
        self._marks_after = frozenset(words.get("marks_after", ()))
        self._definite = tuple(fold(beginning) for beginning in words.get("definite", ()))
        self._prefixes = folded(section.get("inflection", {}).get("prefixes", ()))
        self._months = frozenset(name.split()[0] for name in calendar.names(pack).months)

    def attached(self, word: str) -> bool:
        """Whether `word` is letters that are written before a figure ('و31')."""
        return word in self._prefixes

    def measure(self, words: Sequence[Lexeme], at: int) -> bool:
        """Whether a unit of measure stands at `at`, and no longer noun ('party' against 'party member')."""
        measure, noun = self._measures.at(words, at), self._nouns.at(words, at)
        if measure is None or (noun is not None and noun[0] > measure[0]):
            return False
        return not self._describes(words, measure[0])

    def _describes(self, words: Sequence[Lexeme], end: int) -> bool:
        """Whether the unit before `end` only describes what is counted behind it ('37 government fighters')."""
        if not self._plural or words[end - 1].folded.endswith(self._plural) or end >= len(words):
            return False
        noun = self._nouns.at(words, end)
        return noun is not None and words[noun[0] - 1].folded.endswith(self._plural)

    def measures(self, words: Sequence[Lexeme], number: Number) -> bool:
        """Whether `number` measures: a unit or mark of money or share stands beside it ('15 km', '30%', '$5 million')."""
        before = words[number.core - 1].folded if number.core else ""
        after = words[number.end].folded if number.end < len(words) else ""
        if before in self._marks_before or after in self._marks_after:
            return True
        return number.end < len(words) and self.measure(words, number.end)

    def holds(self, words: Sequence[Lexeme], number: Number) -> bool:
        """Whether `number` counts nothing."""
        figure = words[number.core]
        before = words[number.core - 1] if number.core else None
        after = words[number.end] if number.end < len(words) else None
        if self._stands(words, number.start):
            return True
        if figure.kind == "n":
            if self._coded(words, number, before, after) or self._dated(words, number, before, after):
                return True
        elif (self._definite and number.word is None and figure.folded.startswith(self._definite)) or (
            after is not None
            and number.exact
            and after.folded in HYPHENS
            and _glued(words[number.end - 1], after)
        ):
            return True
        if before is not None and (before.folded in self._marks_before or before.folded in self._not_before):
            return True
        if (
            before is not None
            and before.folded == "."
            and words[max(0, number.core - 2)].folded in self._not_before
        ):
            return True
        if after is None:
            return False
        aside = before is not None and (
            (before.folded, after.folded) == ("(", ")") or {before.folded, after.folded} <= _COMMAS
        )
        if aside and number.exact and figure.kind == "n" and number.core == number.start:
            return True
        if after.folded in self._marks_after:
            return True
        return after.kind == "w" and self.measure(words, number.end)

    def _stands(self, words: Sequence[Lexeme], at: int) -> bool:
        """Whether words end at `at` that tell how large something is anyway ('a population of')."""
        return any(
            (hit := self._standing.at(words, first)) is not None and hit[0] == at
            for first in range(max(0, at - self._longest), at)
        )

    def in_name(self, words: Sequence[Lexeme], at: int) -> bool:
        """Whether the figure at `at` is the end of a name, the 24 of 'Mi-24', or opens a word, the 58 of '58-year-old'."""
        if words[at].kind != "n":
            return False
        hyphen, word = (words[at + 1], words[at + 2]) if at + 2 < len(words) else (words[at], words[at])
        if (
            hyphen.folded in HYPHENS
            and word.kind == "w"
            and hyphen.start == words[at].end
            and _glued(hyphen, word)
        ):
            return True
        if at < 2 or not _glued(words[at - 1], words[at]):
            return False
        joined = self.attached(words[at - 2].folded)  # 'כ-600' is 'about 600'
        return words[at - 1].folded in HYPHENS and _glued(words[at - 2], words[at - 1]) and not joined

    def _coded(
        self, words: Sequence[Lexeme], number: Number, before: Lexeme | None, after: Lexeme | None
    ) -> bool:
        """Parts of names and codes: 'S-300', 'M4', '24-hour', '16:30', '1/2', bare decimals."""
        figure, last = words[number.core], words[number.end - 1]
        if "." in figure.folded and number.end == number.core + 1:
            return True
        if before is not None and _glued(before, figure):
            if before.kind == "w" and not self.attached(before.folded):
                return True
            joined = number.core > 1 and self.attached(words[number.core - 2].folded)
            if (before.folded in HYPHENS and not joined) or before.folded in "/.:,":
                return True
        if after is None or not _glued(last, after):
            return False
        beyond = words[number.end + 1] if number.end + 1 < len(words) else None
        if after.kind == "w" or (after.folded in "/:" and beyond is not None and beyond.kind == "n"):
            return True
        return after.folded in HYPHENS and beyond is not None and _glued(after, beyond)

    def _dated(
        self, words: Sequence[Lexeme], number: Number, before: Lexeme | None, after: Lexeme | None
    ) -> bool:
        """Days beside months, and years: behind a date, or with nothing that they could count."""
        figure = words[number.core]
        if before is not None and before.folded in self._months:
            return True
        if after is not None and after.folded in self._months:
            return True
        back = words[number.core - 2] if number.core > 1 else None
        if back is not None and before is not None and before.folded == "." and back.folded in self._months:
            return True
        if figure.end - figure.start != 4 or not number.exact or not 1900 <= float(figure.folded) < 2100:
            return False
        if before is not None and before.kind == "n":
            return True
        if before is not None and before.folded in _COMMAS and back is not None and back.kind == "n":
            return True
        return after is None or after.kind == "m" or self._nouns.at(words, number.end) is None


def _glued(first: Lexeme, second: Lexeme) -> bool:
    return first.end == second.start
