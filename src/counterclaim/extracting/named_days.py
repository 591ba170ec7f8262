"""Days of happenings that are named again: 'Saturday's attack', 'the attack'.

A day right before the noun of a happening is its day. An article that tells of the harm of one day alone means that
day by 'the attack' too, however far below. One that tells of the harm of one day in a town means it by 'the attack on'
that town, and by the same toll told again. The nouns and the words before them are `carried_means` in the pack's
`claims.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from counterclaim.extracting.one_happening import one_place
from counterclaim.extracting.tags import Argument, Mention, Tags
from counterclaim.extracting.times import find
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.model import Claim, Span, When

_HARM = frozenset({"attack", "loss", "abuse"})
_TOWNS = ("settlement", "exact")
_COUNT = 4
"""The least figure that two losses of one article hardly share by chance."""

_Figure = tuple[int | None, str]
"""A count of people or things and what befell them."""

_LOOK = 32
"""Characters before a happening within which its day stands."""

_DEFINITE = 3
"""Words from 'the' to the noun that names a happening again."""

_CLEAR = 2
"""Sentences before a claim in which no other time is told."""


class Assembled(Protocol):
    """What is read of an article's assembly."""

    @property
    def text(self) -> str: ...

    @property
    def pack(self) -> Pack: ...

    def sentence(self, span: Span) -> Span: ...

    def distance(self, before: Span, after: Span) -> int: ...


def with_days_before(text: str, tags: Tags, pack: Pack) -> Tags:
    """`tags` with the days that stand right before happenings, a word between at most, as their times."""
    dated = {one.trigger for one in tags.arguments if one.role == "time"}
    mentions, arguments = list(tags.mentions), list(tags.arguments)
    known = {m.span: n for n, m in enumerate(mentions) if m.kind == "time"}
    for index, trigger in enumerate(tags.triggers):
        if trigger.type not in _HARM or index in dated:
            continue
        start = max(0, trigger.span.start - _LOOK)
        for span in find(text, start, trigger.span.start, pack)[-1:]:
            between = text[span.end : trigger.span.start]
            if not _describes(between):
                continue
            if (mention := next((n for s, n in known.items() if s.overlaps(span)), None)) is None:
                mention = known[span] = len(mentions)
                mentions.append(Mention(span, "time"))
            arguments.append(Argument(index, mention, "time"))
    return replace(tags, mentions=tuple(mentions), arguments=tuple(arguments))


def _describes(between: str) -> bool:
    """Whether a day goes with the noun behind `between`: nothing stands there but one word, or an ending."""
    ending = between.removeprefix("'s").removeprefix("’s")
    words = ending.split()
    return len(words) <= (1 if ending != between else 0) and all(word.isalpha() for word in words)


def on_one_day(
    claims: Sequence[Claim],
    assembly: Assembled,
    times: Sequence[Span],
    lasting: Callable[[Claim], bool],
    printed: Callable[[When], bool],
) -> list[Claim]:
    """`claims`, in the order of their triggers, where the harm of one day is named again with that day.

    `times` are the spans of what is told, the days of the saying left out; `lasting` says that a claim is no single
    happening, `printed` that a time is only the day printed over the article.
    """
    dated = [
        c
        for c in claims
        if c.type in _HARM and c.time is not None and c.time.precision == "day" and not printed(c.time)
    ]
    days = {_days(c) for c in dated}
    alone = len(days) == 1 and len({c.trigger for c in dated}) > 1
    places = {place.name for claim in dated for place in claim.places if place.name}
    by_town, by_figure = _by_town(claims), _by_figure(claims)
    found = []
    for claim in claims:
        if claim.time is None and not lasting(claim):
            if alone and _is_again(claim, assembly, times, places):
                claim = replace(claim, time=dated[0].time)
            elif (told := _told_there(claim, assembly, by_town)) and not printed(told):
                again = _is_again(claim, assembly, times, {p.name for p in claim.places if p.name})
                claim = replace(claim, time=told) if again else claim
            elif (told := _of_figure(claim, by_figure)) and not printed(told):
                clear = _is_clear(claim, assembly, times)
                claim = replace(claim, time=told) if clear else claim
        found.append(claim)
    return found


def _days(claim: Claim) -> tuple[str | None, str | None]:
    return (claim.time.start, claim.time.end) if claim.time is not None else (None, None)


def _of_figure(claim: Claim, by_figure: Mapping[_Figure, Sequence[Claim]]) -> When | None:
    """The one day of the losses that are told with the claim's figure ('killed nine' above, 'the nine dead')."""
    told = [c for figure in _figures(claim) for c in by_figure.get(figure, ())]
    if len({_days(c) for c in told}) != 1 or not one_place(claim.places, told[0].places):
        return None
    when = told[0].time
    return when if when is not None and when.precision == "day" else None


def _by_figure(claims: Sequence[Claim]) -> dict[_Figure, list[Claim]]:
    """The dated losses with each figure."""
    found: dict[_Figure, list[Claim]] = {}
    for claim in claims:
        for figure in _figures(claim) if claim.time is not None else ():
            found.setdefault(figure, []).append(claim)
    return found


def _figures(claim: Claim) -> set[_Figure]:
    if claim.type != "loss" or claim.polarity != "asserted":
        return set()
    known = (q for q in claim.quantities if q.low is not None and q.low >= _COUNT and not q.word)
    return {(q.low, q.effect) for q in known}


def _by_town(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """The dated harm of each town or site."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.type in _HARM and claim.time is not None:
            for name in {p.name for p in claim.places if p.name and p.precision in _TOWNS}:
                found.setdefault(name, []).append(claim)
    return found


def _told_there(claim: Claim, assembly: Assembled, by_town: Mapping[str, Sequence[Claim]]) -> When | None:
    """The one day on which harm was told before of the town that the claim's sentence names."""
    sentence = assembly.sentence(claim.trigger)
    named = {p.name for p in claim.places if p.name and p.precision in _TOWNS and sentence.holds(p.span)}
    if len(named) != 1:
        return None
    told = by_town.get(named.pop(), [])
    if len({_days(c) for c in told}) != 1 or told[0].trigger >= claim.trigger:
        return None
    when = told[0].time
    return when if when is not None and when.precision == "day" else None


def _is_again(claim: Claim, assembly: Assembled, times: Sequence[Span], places: set[str]) -> bool:
    if claim.type not in _HARM or claim.time is not None or claim.polarity != "asserted":
        return False
    if any(place.name not in places for place in claim.places if place.name and place.precision != "country"):
        return False
    return _named_again(assembly.text, assembly.sentence(claim.trigger), assembly.pack) and _is_clear(
        claim, assembly, times
    )


def _is_clear(claim: Claim, assembly: Assembled, times: Sequence[Span]) -> bool:
    """Whether no time is told in the claim's sentence nor shortly before."""
    sentence = assembly.sentence(claim.trigger)
    return not any(
        time.start < sentence.end
        and (time.start >= sentence.start or 0 <= assembly.distance(time, claim.trigger) <= _CLEAR)
        for time in times
    )


def _named_again(text: str, sentence: Span, pack: Pack) -> bool:
    nouns, definite = _words(pack.code)
    folded = [token.folded for token in tokens(text, sentence.start, sentence.end)]
    return any(
        word in nouns and not definite.isdisjoint(folded[max(0, at - _DEFINITE) : at])
        for at, word in enumerate(folded)
    )


@lru_cache(maxsize=16)
def _words(code: str) -> tuple[frozenset[str], frozenset[str]]:
    section = load(code).section("claims").get("carried_means", {})
    return frozenset(map(fold, section.get("again", ()))), frozenset(map(fold, section.get("definite", ())))
