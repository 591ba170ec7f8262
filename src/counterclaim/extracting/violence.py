"""Which happening of a sentence its means and the objects hit belong to.

Each goes to the nearest trigger of a violent happening. What an attack did was done by its means to its
object: a loss, abuse or flight without its own shares those of the attack that the same source tells ('shelled
a market, killing nine'). Attacks of one sentence share its means where they are of one class ('two strikes hit
a market').
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from counterclaim.extracting import means
from counterclaim.extracting.tags import Trigger
from counterclaim.language import Pack
from counterclaim.model import MeansMention, ObjectMention, Span

VIOLENT = frozenset({"attack", "loss", "abuse", "displacement"})
"""Types of happening that have means and objects hit."""

_COMMAS = ",،;؛"
_COMMA = 40
"""Characters that a comma counts for: beyond it another clause tells of something else."""


class Violence(NamedTuple):
    """Means by which harm was done, and what was hit, in the order of the text."""

    means: tuple[MeansMention, ...] = ()
    objects: tuple[ObjectMention, ...] = ()


def assign(
    text: str, triggers: Sequence[Trigger], sentence: Callable[[Span], Span], pack: Pack
) -> Mapping[int, Violence]:
    """Means and objects by the index of their trigger; `sentence` gives the sentence that holds a span."""
    by_sentence: dict[Span, list[int]] = {}
    for index, trigger in enumerate(triggers):
        if trigger.type in VIOLENT:
            by_sentence.setdefault(sentence(trigger.span), []).append(index)
    found: dict[int, Violence] = {}
    for where, indices in by_sentence.items():
        used = means.find_means(text, where.start, where.end, pack)
        hit = means.find_objects(text, where.start, where.end, pack)
        own = {
            index: Violence(
                tuple(m for m in used if _nearest(m.span, indices, triggers, text) == index),
                tuple(o for o in hit if _nearest(o.span, indices, triggers, text) == index),
            )
            for index in indices
        }
        one_class = len({m.kind for m in used}) == 1
        found |= {index: _shared(index, own, triggers, text, one_class=one_class) for index in indices}
    return found


def _shared(
    index: int, own: Mapping[int, Violence], triggers: Sequence[Trigger], text: str, *, one_class: bool
) -> Violence:
    trigger = triggers[index]
    alike = [
        other
        for other in own
        if other != index
        and triggers[other].attribution == trigger.attribution
        and triggers[other].polarity == trigger.polarity
    ]
    attacks = [other for other in alike if triggers[other].type == "attack"]
    abuses = [other for other in alike if triggers[other].type == "abuse" and trigger.type == "loss"]
    used, hit = own[index]
    givers = [other for other in (*attacks, *abuses) if own[other].means]
    if not used and givers and (one_class or trigger.type != "attack"):
        used = own[_nearest(trigger.span, givers, triggers, text)].means
    givers = [other for other in attacks if own[other].objects]
    if not hit and len(givers) == 1 and trigger.type != "attack":
        hit = own[givers[0]].objects
    return Violence(used, hit)


def _nearest(span: Span, indices: Iterable[int], triggers: Sequence[Trigger], text: str) -> int:
    def gap(index: int) -> tuple[int, int]:
        trigger = triggers[index].span
        low, high = min(span.end, trigger.end), max(span.start, trigger.start)
        commas = sum(text.count(comma, low, high) for comma in _COMMAS)
        return max(high - low, 0) + _COMMA * commas, index

    return min(indices, key=gap)
