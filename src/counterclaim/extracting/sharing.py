"""Times and places that several happenings of one sentence share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from counterclaim.extracting.tags import Attribution, Role, Tags
from counterclaim.extracting.times import resolve
from counterclaim.language import Pack, fold, tokens
from counterclaim.model import Span

_BESIDE = 24
"""Characters from a cue to the day of the saying ('said in a statement on Sunday')."""

_FAR = 60
"""Characters from the start of a cue to a time beside it, at most."""

_ANY_DAY = date(2020, 6, 15)
"""To tell days from months and years no matter what the article's day is."""

Arguments = dict[Role, list[Span]]
"""The spans of one trigger's arguments, by role."""


def share(
    tags: Tags,
    arguments: Sequence[Arguments],
    sentence: Callable[[Span], Span],
    role: Role,
    types: Collection[str],
    parted: Callable[[Span, Span, Span], bool] = lambda one, other, told: False,
) -> None:
    """Give the triggers of `types` that one source tells in one sentence what they share of `role`, in place.

    The one time told there holds for all ('repelled two attacks on X on Monday and destroyed three tanks'), the one
    place for the losses that have none ('hit X, killing nine'); a loss behind a list of places that were hit befell
    them all ('hit X and Y, killing nine'). What `parted` says of a trigger, one that has the time, and the time: the two
    are told of other times.
    """
    if role == "time":
        _leave_reports(tags, arguments, sentence, types)
    groups: dict[tuple[Span, int | None], list[int]] = {}
    for index, trigger in enumerate(tags.triggers):
        if trigger.type in types:
            groups.setdefault((sentence(trigger.span), trigger.attribution), []).append(index)
    for group in groups.values():
        told = {span for index in group for span in arguments[index][role]}
        for index in group:
            if len(told) == 1 and (role == "time" or _toll(tags, arguments, index)):
                (span,) = told
                having = [tags.triggers[other].span for other in group if arguments[other][role]]
                if role == "time" and all(parted(tags.triggers[index].span, one, span) for one in having):
                    continue
                arguments[index][role] = list(told)
            elif role == "place" and _befell(tags, arguments, index):
                own = set(arguments[index][role])
                wholes = [arguments[other][role] for other in group if own <= set(arguments[other][role])]
                whole = max(wholes, key=len)
                arguments[index][role] = list(whole)


def parting(text: str, pack: Pack) -> Callable[[Span, Span, Span], bool]:
    """Whether a clause begins between two triggers that has its own time, one that `told` stands in.

    What happened 'before' another thing has not its time; months and years of a clause ('which rebels took in May') are
    not those of the sentence around it. The words are `own_time` in the pack's `claims.toml`.
    """
    words = pack.section("claims").get("own_time", {})
    always, wide = (frozenset(map(fold, words.get(key, ()))) for key in ("always", "wide"))

    def parted(one: Span, other: Span, told: Span) -> bool:
        start, end = min(one.end, other.end), max(one.start, other.start)
        if not always or one == other or start >= end or told.overlaps(Span(start, end)):
            return False
        if other.start < one.start or told.start < other.start:
            return False
        between = {token.folded for token in tokens(text, start, end)}
        if between & always:
            return True
        when = resolve(text, told, anchor=_ANY_DAY, pack=pack)
        return bool(between & wide) and when is not None and when.precision in ("month", "year")

    return parted


def _leave_reports(
    tags: Tags, arguments: Sequence[Arguments], sentence: Callable[[Span], Span], types: Collection[str]
) -> None:
    """Take the days of the saying from what is said, in place."""
    reports = set(reported(tags, sentence))
    for trigger, own in zip(tags.triggers, arguments, strict=True):
        if trigger.type in types and trigger.attribution is not None:
            own["time"] = [span for span in own["time"] if span not in reports]


def reported(tags: Tags, sentence: Callable[[Span], Span]) -> Iterator[Span]:
    """The times of the saying: they stand beside the cue and in nothing that is said ('X said on Sunday that Y',
    'Y, X said on Sunday'), with nothing told between."""
    cues = [(one, cue) for one in tags.attributions for cue in one.cue]
    starts = [cue.start for _, cue in cues]
    order = sorted(range(len(cues)), key=starts.__getitem__)
    starts.sort()
    for mention in tags.mentions:
        time = mention.span
        if mention.kind != "time":
            continue
        first, last = bisect_left(starts, time.start - _FAR), bisect_left(starts, time.end + _FAR)
        near = (cues[order[at]] for at in range(first, last))
        if any(_beside(time, cue, one, tags, sentence) for one, cue in near):
            yield time


def _beside(time: Span, cue: Span, one: Attribution, tags: Tags, sentence: Callable[[Span], Span]) -> bool:
    if any(part.overlaps(time) for part in one.content):
        return False
    if 0 <= time.start - cue.end <= _BESIDE:
        between = Span(cue.end, time.start)
        return sentence(cue) == sentence(time) and not any(between.holds(t.span) for t in tags.triggers)
    return 0 <= cue.start - time.end <= 1 and any(0 <= time.start - source.end <= 2 for source in one.source)


def _toll(tags: Tags, arguments: Sequence[Arguments], index: int) -> bool:
    """Whether trigger `index` is a loss of which no place is told."""
    return tags.triggers[index].type == "loss" and not arguments[index]["place"]


def _befell(tags: Tags, arguments: Sequence[Arguments], index: int) -> bool:
    """Whether trigger `index` is a loss all of whose places stand before it."""
    trigger, own = tags.triggers[index], arguments[index]["place"]
    return trigger.type == "loss" and bool(own) and all(span.end <= trigger.span.start for span in own)
