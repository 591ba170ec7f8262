"""Counted noun phrases: where a number with its noun stands, and what it counts.

The nouns, the words that end a phrase and the measures that count nothing are in a pack's quantities.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple, cast

from counterclaim.extracting.lexicon import HYPHENS, Inflection, Lexeme, Lexicon
from counterclaim.extracting.numbers import Number, reader
from counterclaim.language import Pack, calendar, fold, packs
from counterclaim.model import Group, Item

_QUOTES = frozenset("\"“”„«»'’‘")
_WINDOW = 8
_LOSS = frozenset(
    {"killed", "wounded", "missing", "capture", "destroyed", "damaged", "shot_down", "loss", "casualties"}
)


class Noun(NamedTuple):
    """What a noun counts; `known` is False for words that the pack does not list."""

    item: Item
    group: Group | None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Counted:
    """Lexemes `start` to `end` of a range hold `number` (None for one thing without a figure) and its noun.

    `noun` is None where the figure stands alone; `anaphor` says that it counts what was named before ('of them').
    """

    start: int
    end: int
    number: Number | None
    value: int
    noun: Noun | None
    anaphor: bool


class _Phrase(NamedTuple):
    end: int
    noun: Noun | None


class Counter:
    """Finds counted noun phrases by one pack's words."""

    def __init__(self, pack: Pack) -> None:
        section = pack.section("quantities")
        nouns = section.get("nouns", {})
        inflection, plain = Inflection(pack), Inflection(pack, endings=False)
        self.numbers = reader(pack.code)
        self.nouns: Lexicon[Noun] = Lexicon(_nouns(section), inflection)
        self.effects: Lexicon[str] = Lexicon(
            [
                (phrase, effect)
                for effect, phrases in section.get("effects", {}).items()
                for phrase in phrases
            ],
            plain,
        )
        self._measures: Lexicon[bool] = Lexicon([(w, True) for w in nouns.get("measures", ())], inflection)
        self.of_pronouns: Lexicon[bool] = Lexicon([(w, True) for w in nouns.get("of_pronouns", ())], plain)
        self._first: bool = nouns.get("head") == "first"
        sets = {
            name: frozenset(fold(w) for w in nouns.get(name, ()))
            for name in (
                "singulars",
                "stops",
                "links",
                "articles",
                "others",
                "not_before",
                "one",
                "one_not_after",
                "dual_nouns",
                "states",
                "never_alone",
            )
        }
        self._singulars, self._states, self._never_alone = (
            sets["singulars"],
            sets["states"],
            sets["never_alone"],
        )
        self._stops, self._links, self._articles = sets["stops"], sets["links"], sets["articles"]
        self._others, self._not_before = sets["others"], sets["not_before"]
        self._one, self._one_not_after, self._dual_nouns = (
            sets["one"],
            sets["one_not_after"],
            sets["dual_nouns"],
        )
        self._transparent: Lexicon[bool] = Lexicon(
            [(w, True) for w in nouns.get("transparent", ())], inflection
        )
        self._plural = tuple(nouns.get("plural", ()))
        self._singular = tuple(nouns.get("singular", ()))
        self._adjectives = tuple(fold(e) for e in nouns.get("adjectives", ()))
        self._definite = tuple(fold(e) for e in nouns.get("definite", ()))
        self._duals = tuple(fold(e) for e in nouns.get("duals", ()))
        self._dual_ambiguous = tuple(fold(e) for e in nouns.get("duals_of_listed", ()))
        self._marks_before = frozenset(nouns.get("marks_before", ()))
        self._marks_after = frozenset(nouns.get("marks_after", ()))
        self._glued = frozenset(fold(p) for p in section.get("inflection", {}).get("prefixes", ()))
        self._prepositions = frozenset(nouns.get("prepositions", ()))
        self._totals: Lexicon[bool] = Lexicon(
            [(w, True) for w in section.get("totals", {}).get("cumulative", ())], plain
        )
        self._months = frozenset(name.split()[0] for name in calendar.names(pack).months)

    def find(self, words: Sequence[Lexeme]) -> list[Counted]:
        """All counted phrases among `words`, in order, none inside another."""
        found: list[Counted] = []
        at = 0
        while at < len(words):
            if words[at].kind == "m":
                at += 1
                continue
            counted = self.at(words, at)
            if counted is None and not (found and found[-1].end > at):
                counted = self._uncounted(words, at, found)
            if counted is not None and self._accepted(words, counted, found):
                found.append(counted)
                at = max(counted.end, at + 1)
            elif (number := self.numbers.read(words, at)) is not None:
                at = number.end
            else:
                at += 1
        return found

    def at(self, words: Sequence[Lexeme], at: int) -> Counted | None:
        """The phrase whose number starts at `at`; None where none does or where it counts nothing."""
        counted = self._at(words, at)
        if counted is None or counted.number is None or counted.end <= counted.number.end:
            return counted
        number, end = self.numbers.hedged_after(words, counted.number, counted.end)
        return replace(counted, number=number, end=end)

    def _at(self, words: Sequence[Lexeme], at: int) -> Counted | None:
        number = self.numbers.read(words, at)
        if number is None or self._excluded(words, number):
            return None
        start = at
        if at and words[at - 1].end == words[at].start and words[at - 1].folded in self._glued:
            start = at - 1
        value = number.low if number.low is not None else number.high or 0
        end = number.end
        if of := self.of_pronouns.at(words, end) if end < len(words) else None:
            return Counted(start, of[0], number, value, None, True)
        anaphor = False
        if end < len(words) and words[end].folded in self._others:
            end, anaphor = end + 1, True
            if end < len(words) and words[end].folded in self._states:
                return Counted(start, end, number, value, None, True)
        if end < len(words) and words[end].folded in self._links:
            inner = end + 1
            while inner < len(words) and words[inner].folded in self._articles:
                inner += 1
            phrase = self._phrase(words, inner, 2)
            if phrase.noun is not None:
                return Counted(start, phrase.end, number, value, phrase.noun, False)
            return Counted(start, end, number, value, None, anaphor)
        phrase = self._phrase(words, end, value)
        if phrase.noun is not None and not phrase.noun.known and self._measures.at(words, phrase.end - 1):
            return None
        if phrase.noun is None:
            return Counted(start, end, number, value, None, anaphor)
        return Counted(start, phrase.end, number, value, phrase.noun, anaphor and not phrase.noun.known)

    def _excluded(self, words: Sequence[Lexeme], number: Number) -> bool:
        core, end = number.core, number.end
        figure = words[core]
        if (
            figure.kind == "w"
            and number.word is None
            and self._definite
            and figure.folded.startswith(self._definite)
        ):
            return True
        before = words[core - 1] if core else None
        after = words[end] if end < len(words) else None
        if figure.kind == "n":
            if "." in figure.folded and end == core + 1:
                return True
            if before is not None and before.end == figure.start:
                if before.kind == "w" and before.folded not in self._glued:
                    return True
                if before.folded in HYPHENS or before.folded in "/.:,":
                    return True
            if after is not None and after.start == words[end - 1].end:
                if after.kind == "w" or (
                    after.folded in "/:" and end + 1 < len(words) and words[end + 1].kind == "n"
                ):
                    return True
                if after.folded in HYPHENS and end + 1 < len(words) and words[end + 1].start == after.end:
                    return True
            year = figure.end - figure.start == 4 and 1900 <= float(figure.folded) < 2100 and number.exact
            if year and (after is None or after.kind == "m" or self.nouns.at(words, end) is None):
                return True
        elif (
            after is not None
            and after.folded in HYPHENS
            and after.start == words[end - 1].end
            and number.exact
        ):
            return True
        if before is not None and (before.folded in self._marks_before or before.folded in self._not_before):
            return True
        if (
            before is not None
            and before.folded == "."
            and core > 1
            and words[core - 2].folded in self._not_before
        ):
            return True
        if before is not None and before.folded in self._months and figure.kind == "n":
            return True
        if before is not None and before.folded in "(" and after is not None and after.folded in ")":
            return True
        if after is None:
            return False
        if after.folded in self._marks_after or (after.folded in self._months and figure.kind == "n"):
            return True
        if (
            before is not None
            and after.folded in ",،"
            and before.folded in ",،"
            and number.exact
            and core == number.start
        ):
            return bool(figure.kind == "n")
        return (
            after.kind == "w" and self._measures.at(words, end) is not None and not self._longer(words, end)
        )

    def _longer(self, words: Sequence[Lexeme], at: int) -> bool:
        """Whether a known noun at `at` is longer than the measure there ('party' against 'party member')."""
        measure, noun = self._measures.at(words, at), self.nouns.at(words, at)
        return measure is not None and noun is not None and noun[0] > measure[0]

    def _accepted(self, words: Sequence[Lexeme], counted: Counted, found: Sequence[Counted]) -> bool:
        """Whether a figure alone, or with an unknown noun, is a count: hedged, vague, in a list or beside what happened."""
        number = counted.number
        if (
            number is None
            or counted.anaphor
            or (counted.noun is not None and (counted.noun.known or counted.value > 1))
        ):
            return True
        if counted.noun is None and words[number.core].folded in self._never_alone:
            return False
        if counted.value <= 1 and number.exact:
            return self._beside(words, counted, 2)
        if found and counted.start - found[-1].end <= 2 and counted.noun is None and number.core < len(words):
            return words[counted.start - 1].kind == "m" or self._beside(words, counted, 3)
        return (not number.exact and counted.value >= 10) or self._beside(words, counted, 4)

    def _beside(self, words: Sequence[Lexeme], counted: Counted, reach: int) -> bool:
        indices = [
            *range(max(0, counted.start - reach), counted.start),
            *range(counted.end, min(len(words), counted.end + reach)),
        ]
        return any(
            self.effects.at(words, i) is not None or self._totals.at(words, i) is not None
            for i in indices
            if words[i].kind == "w"
        )

    def _phrase(self, words: Sequence[Lexeme], at: int, value: int) -> _Phrase:
        return self._noun_first(words, at) if self._first else self._noun_last(words, at, value)

    def _noun_last(self, words: Sequence[Lexeme], at: int, value: int) -> _Phrase:
        """Modifiers, then the noun: the last known one before the phrase ends."""
        end, noun, unknown, harmed = at, None, at, None
        index, inside = at, False
        while index < min(len(words), at + _WINDOW):
            word = words[index]
            if word.kind == "m":
                glued = word.start == words[index - 1].end and word.folded in HYPHENS | {"/"}
                if not (glued or word.folded in _QUOTES):
                    break
                index += 1
            elif word.kind == "n":
                if not (index and words[index - 1].folded in HYPHENS and words[index - 1].end == word.start):
                    break
                index += 1
            elif (hit := self.nouns.at(words, index)) is not None and not (
                inside and word.folded in self._stops
            ):
                end, noun = hit
                index = end
            elif word.folded in self._links and index > at and self._transparent.at(words, index - 1):
                index += 1
                inside = True
                while index < len(words) and words[index].folded in self._articles:
                    index += 1
            elif word.folded in self._stops or word.folded in self._links or word.folded in self._articles:
                break
            elif (effect := self.effects.at(words, index)) is not None:
                if noun is not None or harmed is not None:
                    break
                harmed = index = effect[0]
            elif self.numbers.cardinal(words, index) is not None:
                break
            else:
                index += 1
                unknown = index if noun is None else unknown
        if noun is not None:
            return self._extended(words, end, noun, value)
        if harmed is not None and unknown <= at:
            state = words[harmed - 1].folded in self._states
            return _Phrase(harmed, Noun("person", None)) if state else _Phrase(at, None)
        return self._unlisted(words, at, min(unknown, at + 4), value)

    def _extended(self, words: Sequence[Lexeme], end: int, noun: Noun, value: int) -> _Phrase:
        """A singular noun before an unknown plural only describes it ('two tank crews'); 'T-72s' keeps its ending."""
        if end < len(words) and words[end].start == words[end - 1].end and words[end].folded in self._plural:
            return _Phrase(end + 1, noun)
        if (
            value > 1
            and end < len(words)
            and words[end].kind == "w"
            and words[end - 1].end + 1 == words[end].start
        ):
            plural = words[end].folded.endswith(self._plural) and len(words[end].folded) > 3
            described = not words[end - 1].folded.endswith(self._plural)
            free = words[end].folded not in self._stops and self.effects.at(words, end) is None
            if plural and described and free and noun.item not in ("soldier", "person"):
                return _Phrase(end + 1, Noun("other", None, known=False))
        return _Phrase(end, noun)

    def _unlisted(self, words: Sequence[Lexeme], at: int, unknown: int, value: int) -> _Phrase:
        """Unknown words up to the first that ends like a plural ('4 UN resolutions')."""
        for end in range(at + 1, unknown + 1):
            word = words[end - 1]
            if word.kind != "w" or len(word.folded) <= 3:
                continue
            if value > 1 and word.folded.endswith(self._plural) and not word.folded.endswith(self._singular):
                return _Phrase(end, Noun("other", None, known=False))
        return _Phrase(at, None)

    def _noun_first(self, words: Sequence[Lexeme], at: int, *, opening: bool = False) -> _Phrase:
        """The noun, then its adjectives; `opening` where no number stands before it."""
        if at >= len(words) or words[at].kind != "w" or words[at].folded in self._stops:
            return _Phrase(at, None)
        if not opening and self._attached(words[at].folded):
            return _Phrase(at, None)
        index, noun = at, None
        while (
            hit := self.nouns.at(words, index) if index < len(words) and words[index].kind == "w" else None
        ) and index - at < 4:
            if index > at and self._attached(words[index].folded):
                break
            if noun is None or noun.item in ("person", "other"):
                noun = (
                    hit[1]
                    if noun is None or hit[1].item not in ("person", "other") or noun.item == "other"
                    else noun
                )
            elif self.effects.at(words, index):
                break
            index = hit[0]
            if (
                self._transparent.at(words, index - 1)
                and index < len(words)
                and words[index].folded in self._links
            ):
                index += 1
        if noun is None:
            if self.effects.at(words, at) is not None:
                return _Phrase(at, None)
            noun, index = Noun("other", None, known=False), at + 1
        while index < min(len(words), at + 5) and words[index].kind == "w":
            word = words[index].folded
            if (
                self._attached(word)
                or word in self._stops
                or not word.endswith(self._adjectives)
                or self.effects.at(words, index)
            ):
                break
            if self.numbers.cardinal(words, index) is not None:
                break
            index += 1
        return _Phrase(index, noun)

    def _uncounted(self, words: Sequence[Lexeme], at: int, found: Sequence[Counted]) -> Counted | None:
        """A dual, or one thing named as lost ('a drone was shot down')."""
        word = words[at]
        if word.kind != "w":
            return None
        if self._first:
            return self.dual(words, at) or self._single(words, at)
        if word.folded not in self._one or (at and words[at - 1].folded in self._one_not_after):
            return None
        phrase = self._noun_last(words, at + 1, 1)
        if phrase.noun is None or not phrase.noun.known or phrase.noun.item == "other":
            return None
        counted = Counted(at, phrase.end, None, 1, phrase.noun, False)
        listed = bool(found) and at - found[-1].end <= 2 and found[-1].number is not None
        return counted if listed or self._lost(words, counted, 4) else None

    def _attached(self, word: str) -> bool:
        """Whether `word` begins with a letter of another phrase ('and', 'by') written together with it."""
        return word[:1] in self._prepositions and not self.nouns.holds(word)

    def uncounted(self, words: Sequence[Lexeme]) -> Counted | None:
        """The whole of a marked phrase without a figure: a dual, or one thing."""
        for at in range(len(words)):
            if words[at].kind != "w":
                continue
            if (dual := self.dual(words, at)) is not None:
                return dual
            phrase = self._phrase(words, at + (words[at].folded in self._one), 1)
            if phrase.noun is not None and phrase.noun.known:
                return Counted(at, phrase.end, None, 1, phrase.noun, False)
        return None

    def dual(self, words: Sequence[Lexeme], at: int) -> Counted | None:
        """'طائرتين', 'جنديان'; and a noun before the number one or two ('مدنيين اثنين')."""
        word = words[at].folded
        hit = self.nouns.at(words, at) if self._first else None
        if hit is None or word.startswith(self._definite) or self.effects.at(words, at) is not None:
            return None
        phrase = self._noun_first(words, at, opening=True)
        end, noun = phrase.end, phrase.noun or hit[1]
        for index in (hit[0], end):
            after = (
                self.numbers.cardinal(words, index)
                if index < len(words) and words[index].kind == "w"
                else None
            )
            if after is not None and after.value in (1, 2) and not after.vague:
                return Counted(at, after.end, None, int(after.value), noun, False)
        sure = word.endswith(self._duals) and not self.nouns.holds(word)
        listed = any(
            word.endswith(ending)
            and (word[: -len(ending)] in self._dual_nouns or word[1 : -len(ending)] in self._dual_nouns)
            for ending in self._dual_ambiguous
        )
        return Counted(at, end, None, 2, noun, False) if sure or listed else None

    def _single(self, words: Sequence[Lexeme], at: int) -> Counted | None:
        hit = self.nouns.at(words, at)
        if hit is None or hit[1].item in ("other", "person") or words[at].folded.startswith(self._definite):
            return None
        if words[at].folded not in self._singulars:
            return None
        phrase = self._noun_first(words, at, opening=True)
        counted = Counted(at, phrase.end, None, 1, phrase.noun, False)
        before = [words[i] for i in range(max(0, at - 2), at) if words[i].kind == "w"]
        lost = any(
            (effect := self.effects.at(words, i)) is not None and effect[1] in _LOSS and effect[0] <= at
            for i in range(max(0, at - 2), at)
        )
        return counted if before and lost else None

    def _lost(self, words: Sequence[Lexeme], counted: Counted, reach: int) -> bool:
        for index in (
            *range(max(0, counted.start - reach), counted.start),
            *range(counted.end, min(len(words), counted.end + reach)),
        ):
            effect = self.effects.at(words, index) if words[index].kind == "w" else None
            if effect is not None and effect[1] in _LOSS:
                return True
        return False


def _nouns(section: Any) -> list[tuple[str, Noun]]:
    items, groups = section.get("items", {}), section.get("groups", {})
    belongs = section.get("group_items", {})
    found = [
        (phrase, Noun(cast("Item", belongs.get(group, "person")), cast("Group", group)))
        for group, phrases in groups.items()
        for phrase in phrases
    ]
    return found + [
        (phrase, Noun(cast("Item", item), None)) for item, phrases in items.items() for phrase in phrases
    ]


@lru_cache(maxsize=64)
def counter(code: str) -> Counter:
    """The finder of counted phrases for language `code`."""
    return Counter(packs.load(code))
