"""Places that are meant but not named in full again: 'there', 'the town', 'the region', 'NK'.

The antecedent is the last place named before the words that is of a kind they can stand for; initials
stand for the place behind which they stand in brackets ('Nagorno-Karabakh (NK)'). Only a claim that has
no place of its own is given one, and only from words in its own sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.gazetteer.clues import clues
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.language.folding import Token
from counterclaim.model import PlaceMention, Span

_LOOK_BACK = 60
_FAR = 150
"""Characters that a place where something happened may stand before one that is only named, to be meant rather."""

_WITHIN = 120
"""Characters from a trigger to 'the region' in its sentence, which more often is another clause's than 'the town'."""

_NEAR = 400
"""Characters back to a place called a city, for which 'the city' stands rather than for a nearer one."""

_COMPOUND = re.compile(r"[-\u2010\u2011][a-zа-яёіїєґ]")
"""What makes a name the first part of a word ('US-formed', 'Hama-based')."""

_ENDS = (". ", "! ", "? ", "؟ ", "\n")
"""What ends the sentence before, near enough."""

_INITIALS = re.compile(r"\s*\(\W?([^\W\d_]{2,5})\b")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Folded words after the first, the precisions they stand for (empty: any), words that bar it."""

    rest: tuple[str, ...]
    precisions: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    parts: frozenset[str]


@lru_cache(maxsize=16)
def _openers(code: str) -> frozenset[str]:
    """Words that open a phrase for a place named before, where a phrase is known to tell where ('its outskirts')."""
    return frozenset(map(fold, load(code).section("claims").get("place_anaphors", {}).get("openers", ())))


@lru_cache(maxsize=16)
def _phrases(code: str) -> dict[str, list[_Phrase]]:
    section = load(code).section("claims").get("place_anaphors", {})
    found: dict[str, list[_Phrase]] = {}
    for entry in section.get("words", ()):
        bars = [
            frozenset(map(fold, entry.get(key, section.get(key, ()))))
            for key in ("not_before", "not_after", "parts")
        ]
        for words in entry["phrases"]:
            first, *rest = (fold(word) for word in words.split())
            found.setdefault(first, []).append(_Phrase(tuple(rest), frozenset(entry["precision"]), *bars))
    return found


@dataclass(frozen=True, slots=True)
class _Beside:
    """Folded phrases before a place at which nothing happened, the longest in words, and words around them."""

    never: frozenset[tuple[str, ...]]
    beside: frozenset[tuple[str, ...]]
    longest: int
    articles: frozenset[str]
    not_after: frozenset[str]
    units: frozenset[str]
    narrowing: frozenset[tuple[str, ...]]
    links: frozenset[str]

    def ends(self, words: Sequence[str], phrases: frozenset[tuple[str, ...]]) -> bool:
        """Whether one of `phrases` stands at the end of `words`, and no bar before it."""
        for length in range(1, self.longest + 1):
            met = tuple(words[-length:]) in phrases and len(words) >= length
            if met and (phrases is self.never or not set(words[-length - 1 : -length]) & self.not_after):
                return True
        return False


@lru_cache(maxsize=16)
def _beside(code: str) -> _Beside:
    section = load(code).section("claims").get("places_beside", {})
    never, beside, narrowing = (
        frozenset(tuple(fold(word) for word in phrase.split()) for phrase in section.get(key, ()))
        for key in ("never", "beside", "narrowing")
    )
    longest = max(map(len, (*never, *beside, *narrowing)), default=0)
    articles, bars, units = (
        frozenset(map(fold, section.get(key, ()))) for key in ("articles", "not_after", "units")
    )
    links = frozenset(map(fold, load(code).section("quantities").get("nouns", {}).get("links", ())))
    return _Beside(never, beside, longest, articles, bars, units, narrowing, links)


class Whereabouts:
    """The places of one article in text order, and what later words can take from them.

    At those of `scenes` something happened; the others are only named.
    """

    def __init__(
        self, text: str, named: Sequence[PlaceMention], pack: Pack, scenes: Collection[Span] = ()
    ) -> None:
        self._text = text
        self._named = sorted(named, key=lambda m: m.span)
        self._starts = [m.span.start for m in self._named]
        self._scenes = frozenset(scenes)
        self._phrases, self._openers = _phrases(pack.code), _openers(pack.code)
        self._around = _beside(pack.code)
        self._initials = dict(self._introduced())
        self._kinds = clues(pack.code).nouns
        self._described = self._descriptions()

    def happening(self, spans: Sequence[Span]) -> list[Span]:
        """Of the places of one claim those where it may have happened: not 'banned in X', not 'X-formed', not the Y
        of 'in X, west of Y'."""
        known = self._around
        spans = [span for span in spans if not _COMPOUND.match(self._text, span.end)]
        found: list[Span] = []
        for span in spans if known.longest else ():
            words = [t.folded for t in tokens(self._text, max(0, span.start - _LOOK_BACK), span.start)]
            while words and words[-1] in known.articles:
                words.pop()
            if (
                known.ends(self._before_noun(words), known.never)
                or self._names_a_neighbour(span)
                or self._names_a_unit(span)
            ):
                continue
            near = bool(found) and span.start - found[-1].end <= _LOOK_BACK
            if near and known.ends(words, known.narrowing):
                found.pop()  # 'in the Y region, especially in X'
            if not (near and known.ends(words, known.beside)):
                found.append(span)
        return found if known.longest else spans

    def _before_noun(self, words: list[str]) -> list[str]:
        """`words` without the noun of the place behind them ('the town of')."""
        if len(words) < 2 or words[-1] not in self._around.links or words[-2] not in self._kinds:
            return words
        words = words[:-2]
        while words and words[-1] in self._around.articles:
            words.pop()
        return words

    def _names_a_unit(self, span: Span) -> bool:
        """Whether the place is the beginning of a unit's name ('the X martyrs brigade')."""
        after = next(iter(tokens(self._text, span.end, min(len(self._text), span.end + _LOOK_BACK))), None)
        if after is None or after.folded not in self._around.units:
            return False
        return self._text[span.end : after.start].isspace()

    def _names_a_neighbour(self, span: Span) -> bool:
        """Whether the phrase says of a place without a name what it lies beside ('a province bordering X')."""
        found = list(tokens(self._text, span.start, span.end))
        words = [token.folded for token in found]
        return any(
            self._around.ends(words[:end], self._around.never)
            and self._text[span.start : found[end].start].islower()
            for end in range(1, len(words))
        )

    def meant(self, sentence: Span, trigger: Span, *, only_towns: bool = False) -> PlaceMention | None:
        """The place that words of `sentence` stand for, those nearest to `trigger` first; no region where what is
        said happens at none."""
        words = list(tokens(self._text, sentence.start, sentence.end))
        found = [*self._abbreviated(words), *self._referred(words)]
        found = [
            one
            for one in found
            if self._is_town(one) or (not only_towns and abs(one.span.start - trigger.start) <= _WITHIN)
        ]
        return min(found, key=lambda m: abs(m.span.start - trigger.start), default=None)

    def told_beside(self, sentence: Span) -> PlaceMention | None:
        """The only known place of `sentence` narrower than a country where something told there happened; None where
        it tells of several."""
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        told = {
            m.name: m
            for m in self._named[first:last]
            if m.span in self._scenes and m.name is not None and m.precision != "country"
        }
        if len(told) != 1:
            return None
        (place,) = told.values()
        return place if self.happening([place.span]) else None

    def narrowed(self, found: Sequence[PlaceMention], sentence: Span) -> list[PlaceMention]:
        """`found`, or for the country of a headline that runs into its lead the only scene that the lead tells."""
        narrower = self.told_beside(sentence)
        if narrower is None or len(found) > 1 or found[0].precision != "country":
            return list(found)
        inside = narrower.country == found[0].country and narrower.span.start > found[0].span.start
        return [narrower] if inside else list(found)

    @staticmethod
    def _is_town(place: PlaceMention) -> bool:
        return place.precision in ("settlement", "exact")

    def stands_for(self, span: Span) -> PlaceMention | None:
        """The place that the phrase at `span`, which is known to tell where something happened, stands for."""
        words = list(tokens(self._text, span.start, span.end))
        folded = [word.folded for word in words]
        for index, first in enumerate(folded):
            for phrase in self._phrases.get(first, ()):
                if tuple(folded[index + 1 : index + 1 + len(phrase.rest)]) == phrase.rest:
                    opening = max(self._text.rfind(mark, 0, span.start) for mark in _ENDS) + 1
                    noun = (first, *phrase.rest)[-1]
                    place = self._antecedent(span.start, phrase.precisions, noun, opening)
                    if place is not None:
                        return self._at(place, span)
        if folded and folded[0] in self._openers:
            place = self._antecedent(span.start, frozenset())
            return self._at(place, span) if place is not None else None
        return None

    def _introduced(self) -> Iterator[tuple[str, PlaceMention]]:
        for mention in self._named:
            match = _INITIALS.match(self._text, mention.span.end)
            letters = match[1] if match else ""
            if (
                letters.isupper()
                and letters == "".join(w[0] for w in re.findall(r"\w+", mention.text)).upper()
            ):
                yield letters, mention

    def _abbreviated(self, words: Sequence[Token]) -> Iterator[PlaceMention]:
        for word in words if self._initials else ():
            place = self._initials.get(self._text[word.start : word.end])
            if place is not None and place.span.start < word.start:
                yield self._at(place, Span(word.start, word.end))

    def _referred(self, words: Sequence[Token]) -> Iterator[PlaceMention]:
        folded = [word.folded for word in words]
        for index, first in enumerate(folded):
            for phrase in self._phrases.get(first, ()):
                after = index + 1 + len(phrase.rest)
                if tuple(folded[index + 1 : after]) != phrase.rest:
                    continue
                if after < len(folded) and folded[after] in phrase.not_before:
                    continue
                if _COMPOUND.match(self._text, words[after - 1].end):  # 'the state-run agency'
                    continue
                barred = index and folded[index - 1] in phrase.not_after
                if barred and (index < 2 or folded[index - 2] not in phrase.parts):
                    continue
                noun = (first, *phrase.rest)[-1]
                place = self._around_town(words[0].start, words[index].start, noun)
                place = place or self._antecedent(words[index].start, phrase.precisions, noun, words[0].start)
                if place is not None:
                    yield self._at(place, Span(words[index].start, words[after - 1].end))

    def _at(self, place: PlaceMention, span: Span) -> PlaceMention:
        """`place` in the words at `span`; in its own where nothing but those is known of it."""
        return place if place.name is None else replace(place, span=span, text=span.of(self._text))

    def _around_town(self, start: int, before: int, noun: str) -> PlaceMention | None:
        """The town named last in the sentence before 'the region', which is then what lies around it."""
        at = bisect_left(self._starts, before) - 1
        if self._kinds.get(noun, "settlement") == "settlement" or at < 0 or self._starts[at] < start:
            return None
        place = self._named[at]
        return place if place.precision == "settlement" and place.span in self._scenes else None

    def _descriptions(self) -> dict[str, frozenset[str]]:
        """Folded name → the nouns beside it anywhere in the article: 'the city of X', 'X district'."""
        found: dict[str, set[str]] = {}
        for mention in self._named:
            inside = [t.folded for t in tokens(self._text, mention.span.start, mention.span.end)]
            around = [
                t.folded
                for t in tokens(
                    self._text, mention.span.end, min(len(self._text), mention.span.end + _LOOK_BACK)
                )
            ][:1]
            before = [
                t.folded
                for t in tokens(self._text, max(0, mention.span.start - _LOOK_BACK), mention.span.start)
            ]
            around += before[-2:-1] if before[-1:] == ["of"] else before[-1:]
            nouns = {word for word in (*inside, *around) if word in self._kinds}
            found.setdefault(_called(mention), set()).update(nouns)
        return {name: frozenset(nouns) for name, nouns in found.items()}

    def _antecedent(
        self, before: int, precisions: frozenset[str], noun: str = "", sentence: int | None = None
    ) -> PlaceMention | None:
        """The last such place before; one where something happened comes before one that is only named. 'The city' is
        the town named last in its own sentence, which begins at `sentence`, then rather the one that the article
        calls so just before, and none that it calls a district and no more."""
        towns = self._kinds.get(noun) == "settlement"
        places = (self._named[at] for at in range(bisect_left(self._starts, before) - 1, -1, -1))
        passed: PlaceMention | None = None
        found: PlaceMention | None = None
        for place in places:
            if precisions and place.precision not in precisions:
                continue
            called = self._described[_called(place)]
            alike = {word for word in called if (self._kinds[word] == "settlement") is towns}
            here = sentence is not None and place.span.start >= sentence and place.name is not None
            if here and towns and self._is_town(place) and (alike or not called):
                return place
            if noun in called and before - place.span.start <= _NEAR:
                return place
            if towns and called and not alike:
                continue
            if noun and alike and passed is None:
                return place
            if found is None and place.span in self._scenes:
                found = place
            passed = passed or (place if place.name is not None else None)
            if passed is not None and passed.span.start - place.span.start > _FAR:
                found = found or passed
            if found is not None and (not towns or before - place.span.start > _NEAR):
                return found
        return found or passed


def _called(place: PlaceMention) -> str:
    return place.name or fold(place.text)
