"""Times and places that several happenings of one sentence share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from counterclaim.extracting.tags import Role, Tags
from counterclaim.model import Span

Arguments = dict[Role, list[Span]]
"""The spans of one trigger's arguments, by role."""


def share(
    tags: Tags,
    arguments: Sequence[Arguments],
    sentence: Callable[[Span], Span],
    role: Role,
    types: Collection[str],
) -> None:
    """Give the triggers of `types` that one source tells in one sentence what they share of `role`, in place.

    The one time told there holds for all ('repelled two attacks on X on Monday and destroyed three tanks'), the one
    place for the losses that have none ('hit X, killing nine'); a loss behind a list of places that were hit befell
    them all ('hit X and Y, killing nine').
    """
    groups: dict[tuple[Span, int | None], list[int]] = {}
    for index, trigger in enumerate(tags.triggers):
        if trigger.type in types:
            groups.setdefault((sentence(trigger.span), trigger.attribution), []).append(index)
    for group in groups.values():
        told = {span for index in group for span in arguments[index][role]}
        for index in group:
            if len(told) == 1 and (role == "time" or _toll(tags, arguments, index)):
                arguments[index][role] = list(told)
            elif role == "place" and _befell(tags, arguments, index):
                own = set(arguments[index][role])
                wholes = [arguments[other][role] for other in group if own <= set(arguments[other][role])]
                whole = max(wholes, key=len)
                arguments[index][role] = list(whole)


def _toll(tags: Tags, arguments: Sequence[Arguments], index: int) -> bool:
    """Whether trigger `index` is a loss of which no place is told."""
    return tags.triggers[index].type == "loss" and not arguments[index]["place"]


def _befell(tags: Tags, arguments: Sequence[Arguments], index: int) -> bool:
    """Whether trigger `index` is a loss all of whose places stand before it."""
    trigger, own = tags.triggers[index], arguments[index]["place"]
    return trigger.type == "loss" and bool(own) and all(span.end <= trigger.span.start for span in own)
