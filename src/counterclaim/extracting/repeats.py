"""Happenings that are only named: over a column of a table, or again by a headline or caption of what the body tells, and as the cause of a toll.

A reader takes 'Army enters Tel Noor' over a report that begins with the army's entry as one claim, and 'nine were
killed in air strikes on the market' as a toll; 'Air strikes on the market killed nine' tells both. Words that
name a cause are `causes` in the pack's `claims.toml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from counterclaim.extracting.tags import Argument, Tags, Trigger
from counterclaim.language import Pack, fold, load
from counterclaim.model import Article, Span

_STEM = 4
_TABLE = re.compile(r"(?:[^\W\d_]+ ?){1,4}(?:\s*[/|\t;]\s*(?:[^\W\d_]+ ?){1,4})+")


def without_repeats(
    text: str, tags: Tags, article: Article, pack: Pack, sentence: Callable[[Span], Span]
) -> Tags:
    """`tags` without triggers of headings and captions that the body repeats, and with causes in their tolls.

    A toll takes the arguments of its cause for the roles that it has none for. `sentence` gives the sentence
    that holds a span; all spans lie in `text`.
    """
    into: dict[int, int | None] = dict.fromkeys(_told_below(text, tags, article))
    into |= dict.fromkeys(_columns(text, tags, article))
    into |= _causes(text, tags, pack, sentence, into)
    return _left(tags, into) if into else tags


def _told_below(text: str, tags: Tags, article: Article) -> Iterable[int]:
    """Triggers of headings and captions whose type and word, or type and a name, a paragraph has too."""
    above = [p.span for p in article.passages if p.kind != "paragraph"]
    names: list[set[str]] = [set() for _ in tags.triggers]
    for argument in tags.arguments:
        if argument.role in ("actor", "target", "place"):
            names[argument.trigger].update(fold(tags.mentions[argument.mention].span.of(text)).split())
    body: dict[tuple[str, str], set[str]] = defaultdict(set)
    titles: list[int] = []
    for index, trigger in enumerate(tags.triggers):
        names[index].add(f"={fold(trigger.span.of(text))[:_STEM]}")
        if any(span.holds(trigger.span) for span in above):
            titles.append(index)
        else:
            body[trigger.type, trigger.polarity] |= names[index]
    return [
        i for i in titles if names[i] & body.get((tags.triggers[i].type, tags.triggers[i].polarity), set())
    ]


def _columns(text: str, tags: Tags, article: Article) -> Iterable[int]:
    """Triggers that head a column of a table ('Side / Killed / Wounded'): marks of columns and nothing told of it."""
    told = {argument.trigger for argument in tags.arguments}
    lines = [p.span for p in article.passages]
    for index, trigger in enumerate(tags.triggers):
        if index in told or trigger.attribution is not None:
            continue
        line = next((span.of(text) for span in lines if span.holds(trigger.span)), "")
        if _TABLE.fullmatch(line.strip()):
            yield index


def _causes(
    text: str, tags: Tags, pack: Pack, sentence: Callable[[Span], Span], gone: Iterable[int]
) -> dict[int, int | None]:
    """Attacks behind a word of cause, each with the loss beside it in its sentence that it explains."""
    led = _cause_words(pack.code)
    order = sorted(set(range(len(tags.triggers))) - set(gone), key=lambda i: tags.triggers[i].span)
    found: dict[int, int | None] = {}
    for at, index in enumerate(order):
        attack = tags.triggers[index]
        if attack.type != "attack":
            continue
        whole = sentence(attack.span)
        if not led.search(fold(text[whole.start : attack.span.start])):
            continue
        for near in (order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None):
            if near is not None and near not in found and _explained(tags.triggers[near], attack, whole):
                found[index] = near
                break
    return found


def _explained(loss: Trigger, attack: Trigger, sentence: Span) -> bool:
    return (
        loss.type == "loss"
        and loss.polarity == attack.polarity
        and loss.attribution == attack.attribution
        and sentence.holds(loss.span)
    )


@lru_cache(maxsize=16)
def _cause_words(code: str) -> re.Pattern[str]:
    """A word of cause, at most four words that only describe, and the end: what follows is the cause."""
    section = load(code).section("claims")
    words = "|".join(re.escape(fold(word)) for word in section.get("causes", ()))
    ends = "|".join(re.escape(fold(word)) for word in section.get("cause_ends", ()))
    return re.compile(rf"\b(?:{words})\s+(?:(?!(?:{ends})\b)[\w’'-]+\s+){{0,4}}\Z" if words else r"(?!)")


def _left(tags: Tags, into: dict[int, int | None]) -> Tags:
    """`tags` without the triggers of `into`; the arguments of each go to the trigger that it names, if any."""
    kept = [index for index in range(len(tags.triggers)) if index not in into]
    place = {index: new for new, index in enumerate(kept)}
    filled = {(a.trigger, a.role) for a in tags.arguments}
    arguments: dict[Argument, None] = {}
    for argument in tags.arguments:
        target = into.get(argument.trigger, argument.trigger)
        if target is None or target not in place:
            continue
        if target != argument.trigger and (target, argument.role) in filled:
            continue
        arguments[replace(argument, trigger=place[target])] = None
    return replace(tags, triggers=tuple(tags.triggers[i] for i in kept), arguments=tuple(arguments))
