"""Clauses in brackets: 'jets, which are based there (just a week ago the ministry denied this), will …'.

A time that such a clause tells is the time of what the clause tells, and not of what stands around it. A time alone
in brackets ('the strike on the bridge (3 May)') is that of the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.extracting.tags import Argument, Tags
from counterclaim.model import Span

_BRACKETED = re.compile(r"\(([^()\n]{3,400})\)|\[([^\[\]\n]{3,400})\]")


def with_times_in_brackets(text: str, tags: Tags) -> Tags:
    """`tags` with the times of bracketed clauses linked to what these tell, and to nothing outside of them."""
    clauses = {
        index: clause
        for index, mention in enumerate(tags.mentions)
        if mention.kind == "time" and (clause := _clause(text, tags, mention.span)) is not None
    }
    if not clauses:
        return tags
    kept = [
        one
        for one in tags.arguments
        if one.role != "time"
        or one.mention not in clauses
        or clauses[one.mention].holds(tags.triggers[one.trigger].span)
    ]
    dated = {one.trigger for one in kept if one.role == "time"}
    kept += [
        Argument(index, mention, "time")
        for mention, clause in clauses.items()
        for index, trigger in enumerate(tags.triggers)
        if clause.holds(trigger.span) and index not in dated
    ]
    return replace(tags, arguments=tuple(kept))


def _clause(text: str, tags: Tags, time: Span) -> Span | None:
    """The brackets around `time` that tell of something: with a trigger or a cue inside."""
    for span in _brackets(text, time):
        inside = [*(t.span for t in tags.triggers), *(cue for a in tags.attributions for cue in a.cue)]
        if any(span.holds(one) for one in inside):
            return span
    return None


def _brackets(text: str, around: Span) -> Iterator[Span]:
    for match in _BRACKETED.finditer(text, max(0, around.start - 402), min(len(text), around.end + 402)):
        span = Span(*match.span())
        if span.holds(around):
            yield span
