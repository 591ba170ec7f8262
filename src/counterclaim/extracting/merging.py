"""Losses that one sentence counts together are one claim with several figures.

'Nine were killed and 12 wounded', 'lost 40 troops, six tanks and two drones': the same source tells them,
of the same doers, in one breath. Losses inflicted by different doers stay apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from counterclaim.extracting.tags import Argument, Tags, Trigger
from counterclaim.model import Span


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
