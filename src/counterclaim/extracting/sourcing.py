"""Who says it, where a tagger left that open though the sentence tells it.

- 'C, the monitor said.' gives all of its sentence to the monitor, also what stands before a content torn off.
- Who vows or accuses is the doer of that statement, whether or not the words were marked as a source.
- Whom others blame 'for claiming C' claims it; 'Monitor' that closes a headline is source and cue in one.
- Nobody is the source of what names them behind the cue ('called on the sides to …'). That, and a participle
  ('…, adding that C'), has the source or the doer before it.

How such participles end is in the packs' `parties.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from counterclaim.extracting.people import name_before
from counterclaim.extracting.rereading import is_generic
from counterclaim.extracting.tags import Attribution, Tags
from counterclaim.language import Pack, fold, tokens
from counterclaim.model import Span
from counterclaim.parties.lexicon import table

TAIL = 8
"""Words behind a source that closes its sentence ('…, officials told the newspaper on Monday')."""

_PARTED = re.compile(r"[;:؛\n]")
_GOES_ON = re.compile(r"[;:؛,،\n]")


def with_sources(text: str, tags: Tags, sentence: Callable[[Span], Span], pack: Pack) -> Tags:
    """`tags` with the sources that their sentences tell; all spans lie in `text`.

    `sentence` gives the sentence that holds a span. Triggers and attributions keep their order; attributions that
    statements lacked come behind the others.
    """
    return _closed(text, _completed(text, _stated(tags), sentence, pack), sentence)


def _stated(tags: Tags) -> Tags:
    """Statements without an attribution get one, whose source are their doers."""
    attributions, triggers = list(tags.attributions), list(tags.triggers)
    for index, trigger in enumerate(triggers):
        if trigger.type != "statement" or trigger.attribution is not None:
            continue
        doers = tuple(sorted(set(_doers(tags, index))))
        if doers:
            triggers[index] = replace(trigger, attribution=len(attributions))
            attributions.append(Attribution(doers, (), (trigger.span,), ()))
    return replace(tags, attributions=tuple(attributions), triggers=tuple(triggers))


def _doers(tags: Tags, trigger: int) -> list[Span]:
    return [
        tags.mentions[a.mention].span for a in tags.arguments if a.trigger == trigger and a.role == "actor"
    ]


def _completed(text: str, tags: Tags, sentence: Callable[[Span], Span], pack: Pack) -> Tags:
    """Sources that stand in their own content are taken off; what shares a source gets it."""
    grammar = table(pack.section("parties"), "grammar")
    endings, others = tuple(grammar.get("sharing_endings", ())), frozenset(grammar.get("not_sharing", ()))
    said = list(tags.attributions)
    doers = sorted({span for index in range(len(tags.triggers)) for span in _doers(tags, index)})
    order = sorted((a.cue[0].start, index) for index, a in enumerate(said) if a.cue)
    blamed = tuple(f" {word}" for word in grammar.get("blamed_for", ()))
    for place, (at, index) in enumerate(order):
        one = said[index]
        word = one.cue[0].of(text).split()[0]
        if one.source and word[0].isupper() and is_generic(text, one.cue[0], pack):
            said[index] = replace(one, source=one.cue)
            continue
        if word.endswith(endings) and (other := _blamed(text, at, blamed, tags)) is not None:
            said[index] = replace(one, source=(other,), carried=False)
            continue
        own = tuple(span for span in one.source if not _is_object(span, one))
        shares = not one.source and word.endswith(endings) and fold(word) not in others
        if own == one.source and not shares:
            continue
        whole = sentence(one.cue[0])
        before = next(
            (said[i] for start, i in reversed(order[:place]) if start < at and said[i].source), None
        )
        if own or before is None or before.cue[0].start < whole.start:
            near = [span for span in doers if whole.start <= span.start and span.end <= at][-1:]
            said[index] = replace(one, source=own or tuple(near))
        else:
            said[index] = replace(one, source=before.source, carried=before.carried)
    return replace(tags, attributions=tuple(said))


def _blamed(text: str, cue: int, joints: tuple[str, ...], tags: Tags) -> Span | None:
    """The party or source right before 'for' and the participle at `cue` ('criticised X for saying C')."""
    before = text[max(0, cue - TAIL) : cue].rstrip()
    joint = next((joint for joint in joints if before.endswith(joint)), None)
    if joint is None:
        return None
    end = max(0, cue - TAIL) + len(before) - len(joint)
    known = [m.span for m in tags.mentions if m.kind == "party"]
    known += [span for a in tags.attributions for span in a.source]
    if (name := name_before(text, 0, end)) is not None:
        known.append(Span(name[0], end))
    return max((span for span in known if span.end == end), default=None, key=lambda s: s.end - s.start)


def _is_object(source: Span, said: Attribution) -> bool:
    """Whether a source stands behind its cue in what it is said to have said, or is all of that."""
    inside = any(piece.overlaps(source) for piece in said.content)
    return inside and (source.start >= said.cue[0].end or source in said.content)


def _closed(text: str, tags: Tags, sentence: Callable[[Span], Span]) -> Tags:
    """Triggers of nobody before a source that closes their sentence are its own."""
    closing = _closing(text, tags.attributions, sentence)
    starts = [whole.start for whole, _ in closing]
    triggers = list(tags.triggers)
    for index, trigger in enumerate(triggers):
        at = bisect_right(starts, trigger.span.start) - 1
        if trigger.attribution is not None or at < 0:
            continue
        whole, said = closing[at]
        opens = _opening(tags.attributions[said])
        if (
            whole.holds(trigger.span)
            and trigger.span.end <= opens
            and not _PARTED.search(text[trigger.span.end : opens])
        ):
            triggers[index] = replace(trigger, attribution=said)
    return replace(tags, triggers=tuple(triggers))


def _opening(said: Attribution) -> int:
    return min(span.start for span in (*said.source, *said.cue))


def _closing(
    text: str, attributions: Sequence[Attribution], sentence: Callable[[Span], Span]
) -> list[tuple[Span, int]]:
    """Sentences with the attribution that closes each behind what it gives, in text order."""
    found: dict[Span, int] = {}
    for index, said in enumerate(attributions):
        if not (said.source and said.cue and said.content) or said.carried:
            continue
        opens, end = _opening(said), max(span.end for span in (*said.source, *said.cue))
        whole = sentence(Span(opens, opens + 1))
        if any(piece.end > opens for piece in said.content) or said.content[-1].end <= whole.start:
            continue
        tail = text[end : whole.end]
        if not _GOES_ON.search(tail) and len(list(tokens(text, end, whole.end))) <= TAIL:
            found[whole] = index
    return sorted(found.items())
