"""Happenings that one sentence tells together are one claim.

Losses that it counts together are one with several figures: 'nine were killed and 12 wounded', 'lost 40 troops,
six tanks and two drones'. The same source tells them, of the same doers, in one breath; losses inflicted by
different doers stay apart. Words of one kind in one clause tell one thing twice: 'the ceasefire collapsed',
'will meet for talks', 'an attack was repelled'.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from counterclaim.extracting.tags import Argument, Role, Tags, Trigger
from counterclaim.language import Pack, fold, load
from counterclaim.model import Span

MOST = 8
"""Words between two triggers of one clause."""


def merge_losses(tags: Tags, sentence: Callable[[Span], Span]) -> Tags:
    """`tags` with the loss triggers of one sentence and source merged into the first of them.

    The merged trigger has all their arguments and the highest confidence; `sentence` gives the sentence
    that holds a span.
    """
    actors = _actors(tags)
    first: dict[tuple[object, ...], list[int]] = {}
    into: dict[int, int] = {}
    for index, trigger in enumerate(tags.triggers):
        if trigger.type != "loss":
            continue
        key = (sentence(trigger.span), trigger.attribution, trigger.polarity, trigger.certainty)
        for other in first.setdefault(key, []):
            if not actors[index] or not actors[other] or actors[index] == actors[other]:
                into[index] = other
                actors[other] = actors[other] or actors[index]
                break
        else:
            first[key].append(index)
    return _merged(tags, into) if into else tags


def merge_clauses(text: str, tags: Tags, sentence: Callable[[Span], Span], pack: Pack) -> Tags:
    """`tags` with neighbouring triggers of one type, source and polarity merged where nothing between them, and no
    argument, parts what they tell. The more confident one stays, with the arguments of both."""
    told: list[dict[Role, set[int]]] = [{} for _ in tags.triggers]
    for argument in tags.arguments:
        told[argument.trigger].setdefault(argument.role, set()).add(argument.mention)
    parts = _partings(pack.code)
    order = sorted(range(len(tags.triggers)), key=lambda i: tags.triggers[i].span)
    into: dict[int, int] = {}
    for one, other in itertools.pairwise(order):
        first, second = tags.triggers[one], tags.triggers[other]
        gap = text[first.span.end : second.span.start]
        if (
            first.type == "loss"
            or (first.type, first.attribution, first.polarity)
            != (second.type, second.attribution, second.polarity)
            or sentence(first.span) != sentence(second.span)
            or len(gap.split()) > MOST
            or parts.search(fold(gap))
            or not _agree(tags, told[one], told[other])
        ):
            continue
        one = into.get(one, one)
        kept, gone = (one, other) if tags.triggers[one].confidence >= second.confidence else (other, one)
        into = {i: kept if j == gone else j for i, j in into.items()} | {gone: kept}
        for role, mentions in told[gone].items():
            told[kept][role] = told[kept].get(role, set()) | mentions
    return _merged(tags, into) if into else tags


def _agree(tags: Tags, one: Mapping[Role, set[int]], other: Mapping[Role, set[int]]) -> bool:
    """Whether no role is filled differently in the two."""
    return all(
        any(tags.mentions[a].span.overlaps(tags.mentions[b].span) for a in one[role] for b in other[role])
        for role in one.keys() & other.keys()
    )


@lru_cache(maxsize=16)
def _partings(code: str) -> re.Pattern[str]:
    """Marks and words that part one clause from the next."""
    words = load(code).section("claims").get("partings", ())
    listed = "|".join(re.escape(fold(word)) for word in words)
    return re.compile(r"[,;:،؛.()\[\]\"“”«»—–\n]" + (rf"|\b(?:{listed})\b" if listed else ""))


def _actors(tags: Tags) -> list[frozenset[int]]:
    found: list[set[int]] = [set() for _ in tags.triggers]
    for argument in tags.arguments:
        if argument.role == "actor":
            found[argument.trigger].add(argument.mention)
    return [frozenset(actors) for actors in found]


def _merged(tags: Tags, into: dict[int, int]) -> Tags:
    kept = [index for index in range(len(tags.triggers)) if index not in into]
    place = {index: new for new, index in enumerate(kept)}
    triggers: list[Trigger] = [tags.triggers[index] for index in kept]
    for index, other in into.items():
        best = max(triggers[place[other]].confidence, tags.triggers[index].confidence)
        triggers[place[other]] = replace(triggers[place[other]], confidence=best)
    arguments = [
        Argument(place[into.get(a.trigger, a.trigger)], a.mention, a.role)
        for a in sorted(tags.arguments, key=lambda a: tags.mentions[a.mention].span)
    ]
    return replace(tags, triggers=tuple(triggers), arguments=tuple(dict.fromkeys(arguments)))
