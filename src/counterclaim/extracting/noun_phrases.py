"""The noun phrase behind a number: where it ends, and which of the pack's nouns heads it.

Nouns by item and group, the words that end a phrase, and whether the noun stands last ('three fighter jets'), first
('ثلاث طائرات مقاتلة') or before what describes it ('два ударных вертолёта противника') are in a pack's quantities.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

from counterclaim.extracting.lexicon import HYPHENS, Inflection, Lexeme, Lexicon
from counterclaim.extracting.numbers import Numbers, reader
from counterclaim.language import Pack, fold
from counterclaim.model import Group, Item

_QUOTES = frozenset("\"“”„«»'’‘")
_WINDOW = 8
_UNLISTED_WORDS, _ADJECTIVES, _NOUNS = 4, 5, 4


class Noun(NamedTuple):
    """What a noun counts; `known` is False for words that the pack does not list."""

    item: Item
    group: Group | None
    known: bool = True


class Phrase(NamedTuple):
    """A phrase up to lexeme `end`; `noun` is None where there is none and `end` is where it would begin."""

    end: int
    noun: Noun | None


def folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def flags(phrases: Iterable[str], inflection: Inflection) -> Lexicon[bool]:
    """A lexicon that only tells whether a phrase is there."""
    return Lexicon([(phrase, True) for phrase in phrases], inflection)


def _nouns(section: Any) -> list[tuple[str, Noun]]:
    belongs = section.get("group_items", {})
    groups = [
        (phrase, Noun(cast("Item", belongs.get(group, "person")), cast("Group", group)))
        for group, phrases in section.get("groups", {}).items()
        for phrase in phrases
    ]
    items = section.get("items", {})
    return groups + [(p, Noun(cast("Item", item), None)) for item, phrases in items.items() for p in phrases]


class NounPhrases:
    """Reads noun phrases by one pack's words."""

    def __init__(self, pack: Pack) -> None:
        section = pack.section("quantities")
        words = section.get("nouns", {})
        inflection, plain = Inflection(pack), Inflection(pack, endings=False)
        effects = section.get("effects", {}).items()
        self.numbers: Numbers = reader(pack.code)
        self.nouns: Lexicon[Noun] = Lexicon(_nouns(section), inflection)
        self.effects: Lexicon[str] = Lexicon([(p, e) for e, phrases in effects for p in phrases], plain)
        self.noun_first: bool = words.get("head") == "first"
        self.complements: bool = words.get("complements", False)
        self.links, self.articles = folded(words.get("links", ())), folded(words.get("articles", ()))
        self.states = folded(words.get("states", ()))
        self._stops = folded(words.get("stops", ()))
        self._abbreviations = folded(words.get("abbreviations", ()))
        self._transparent = flags(words.get("transparent", ()), inflection)
        self._plural, self._singular = tuple(words.get("plural", ())), tuple(words.get("singular", ()))
        self._adjectives = tuple(folded(words.get("adjectives", ())))
        self._prepositions = frozenset(words.get("prepositions", ()))

    def read(self, words: Sequence[Lexeme], at: int, value: int) -> Phrase:
        """The phrase at `at`, behind a number of `value`."""
        return self.behind(words, at) if self.noun_first else self.ahead(words, at, value)

    def ahead(self, words: Sequence[Lexeme], at: int, value: int) -> Phrase:
        """Modifiers, then the noun: the last known one before the phrase ends."""
        end, noun, unknown, harmed, index = at, None, at, at, at
        while index < min(len(words), at + _WINDOW):
            if words[index].kind != "w":
                if not self._goes_on(words, index):
                    break
                index += 1
            elif (past := self.past_compound(words, index)) is not None:
                index = past
                unknown = unknown if noun is not None else index
            elif (hit := self.nouns.at(words, index)) is not None:
                if noun is not None and words[index].folded in self.states:
                    break
                leads_on = self._transparent.at(words, index) is not None
                end, noun = hit
                index = end
                if self.complements and not leads_on:
                    break
                if value > 1 and self.ends_plural(words[end - 1].folded) and not self._leads_on(words, end):
                    break
            elif self._leads_on(words, index):
                index = self.past_articles(words, index + 1)
            elif self._ends(words[index]):
                break
            elif (effect := self.effects.at(words, index)) is not None:
                if noun is not None or harmed > at:
                    break
                harmed = index = effect[0]
            elif self.numbers.cardinal(words, index) is not None:
                break
            else:
                index += 1
                unknown = unknown if noun is not None else index
        if noun is not None:
            return self._extended(words, end, noun, value)
        if harmed > at and unknown == at:
            stands = words[harmed - 1].folded in self.states
            return Phrase(harmed, Noun("person", None)) if stands else Phrase(at, None)
        return self._unlisted(words, at, min(unknown, at + _UNLISTED_WORDS), value)

    def past_compound(self, words: Sequence[Lexeme], at: int) -> int | None:
        """The lexeme behind a word with a hyphen that only describes ('rebel-held', 'air-to-surface'); None where
        none stands at `at`, or where it is listed as a noun ('mi-24')."""
        hit = self.nouns.at(words, at)
        end = at + 1 if hit is None else hit[0]
        joined = False
        while (
            end + 1 < len(words)
            and words[end].folded in HYPHENS
            and words[end].start == words[end - 1].end
            and words[end + 1].kind == "w"
            and words[end + 1].start == words[end].end
        ):
            end, joined = end + 2, True
        return end if joined and self.nouns.at(words, end - 1) is None else None

    def _goes_on(self, words: Sequence[Lexeme], index: int) -> bool:
        """Whether a mark or figure lies inside a phrase: a hyphen, a quotation mark, the 25 of 'Su-25'."""
        word = words[index]
        glued = index > 0 and word.start == words[index - 1].end
        if word.kind == "n":
            return glued and words[index - 1].folded in HYPHENS
        return word.folded in _QUOTES or (glued and (word.folded in HYPHENS or word.folded == "/"))

    def _leads_on(self, words: Sequence[Lexeme], index: int) -> bool:
        """Whether an 'of' at `index` goes on to what is counted ('members of …')."""
        inside = 0 < index < len(words) and words[index].folded in self.links
        return inside and self._transparent.at(words, index - 1) is not None

    def _ends(self, word: Lexeme) -> bool:
        if word.capitals and word.folded in self._abbreviations:
            return False
        return word.folded in self._stops or word.folded in self.links or word.folded in self.articles

    def ends_plural(self, word: str) -> bool:
        return len(word) > 3 and word.endswith(self._plural) and not word.endswith(self._singular)

    def past_articles(self, words: Sequence[Lexeme], at: int) -> int:
        while at < len(words) and words[at].folded in self.articles:
            at += 1
        return at

    def _extended(self, words: Sequence[Lexeme], end: int, noun: Noun, value: int) -> Phrase:
        """A singular noun before an unknown plural only describes it ('two tank crews'); 'T-72s' keeps its ending."""
        if end >= len(words) or words[end].kind != "w":
            return Phrase(end, noun)
        after = words[end]
        if after.start == words[end - 1].end and after.folded in self._plural:
            return Phrase(end + 1, noun)
        described = value > 1 and after.start == words[end - 1].end + 1 and self.ends_plural(after.folded)
        if described and not self._ends(after) and self.effects.at(words, end) is None:
            if self._transparent.at(words, end) is not None:
                return Phrase(end + 1, noun)
            if self.ends_plural(words[end - 1].folded) or noun.item in ("soldier", "person"):
                return Phrase(end, noun)
            return Phrase(end + 1, Noun("other", None, known=False))
        return Phrase(end, noun)

    def _unlisted(self, words: Sequence[Lexeme], at: int, unknown: int, value: int) -> Phrase:
        """Unknown words up to the first that ends like a plural ('4 UN resolutions')."""
        for end in range(at + 1, unknown + 1):
            if value > 1 and words[end - 1].kind == "w" and self.ends_plural(words[end - 1].folded):
                return Phrase(end, Noun("other", None, known=False))
        return Phrase(at, None)

    def behind(self, words: Sequence[Lexeme], at: int, *, opening: bool = False) -> Phrase:
        """The noun, then its adjectives; `opening` where no number stands before it."""
        if at >= len(words) or words[at].kind != "w" or words[at].folded in self._stops:
            return Phrase(at, None)
        if not opening and self._another(words[at].folded):
            return Phrase(at, None)
        index, noun = self._named(words, at)
        if noun is None:
            if self.effects.at(words, at) is not None:
                return Phrase(at, None)
            noun, index = Noun("other", None, known=False), at + 1
        while index < min(len(words), at + _ADJECTIVES) and self._describes(words, index):
            index += 1
        return Phrase(index, noun)

    def _named(self, words: Sequence[Lexeme], at: int) -> tuple[int, Noun | None]:
        """Known nouns side by side: the first that is not general tells what is counted ('قطعة مدفعية')."""
        index, noun = at, None
        while index < min(len(words), at + _NOUNS) and words[index].kind == "w":
            hit = self.nouns.at(words, index)
            if hit is None or (index > at and self._another(words[index].folded)):
                break
            if noun is None or noun.item == "other" or hit[1].item not in ("person", "other"):
                if (
                    noun is not None
                    and noun.item not in ("person", "other")
                    and self.effects.at(words, index)
                ):
                    break
                noun = hit[1] if noun is None or noun.item in ("person", "other") else noun
            index = hit[0]
            if self._leads_on(words, index):
                index += 1
        return index, noun

    def _describes(self, words: Sequence[Lexeme], index: int) -> bool:
        word = words[index]
        if word.kind != "w" or word.folded in self._stops or not word.folded.endswith(self._adjectives):
            return False
        if self._another(word.folded) or self.effects.at(words, index) is not None:
            return False
        return self.numbers.cardinal(words, index) is None

    def _another(self, word: str) -> bool:
        """Whether `word` begins with a letter of another phrase ('and', 'by') written together with it."""
        return word[:1] in self._prepositions and not self.nouns.holds(word)
