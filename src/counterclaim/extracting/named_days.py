"""Days of happenings that are named again: 'Saturday's attack', 'the attack'.

A day right before the noun of a happening is its day. An article that tells of the harm of one day alone means that
day by 'the attack' too, however far below. The nouns and the words before them are `carried_means` in the pack's
`claims.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from counterclaim.extracting.tags import Argument, Mention, Tags
from counterclaim.extracting.times import find
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.model import Claim, Span, When

_HARM = frozenset({"attack", "loss", "abuse"})
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
    days = {(c.time.start, c.time.end) for c in dated if c.time is not None}
    if len(days) != 1 or len({c.trigger for c in dated}) < 2:
        return list(claims)
    places = {place.name for claim in dated for place in claim.places if place.name}
    return [
        replace(claim, time=dated[0].time)
        if _is_again(claim, assembly, times, places) and not lasting(claim)
        else claim
        for claim in claims
    ]


def _is_again(claim: Claim, assembly: Assembled, times: Sequence[Span], places: set[str]) -> bool:
    if claim.type not in _HARM or claim.time is not None or claim.polarity != "asserted":
        return False
    if any(place.name not in places for place in claim.places if place.name and place.precision != "country"):
        return False
    sentence = assembly.sentence(claim.trigger)
    if not _named_again(assembly.text, sentence, assembly.pack):
        return False
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
