"""Happenings that are only named: over a column of a table, or again by a headline or caption of what the body tells, and as the cause of a toll.

A reader takes 'Army enters Tel Noor' over a report that begins with the army's entry as one claim, and 'nine were
killed in air strikes' and 'a car bomb killed nine' as a toll; 'Air strikes on the market killed nine' tells both.
'The attack' tells of no attack but the one told before. The words are in the pack's `claims.toml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from counterclaim.extracting.tags import Argument, Tags, Trigger
from counterclaim.language import Pack, fold, load
from counterclaim.model import Article, Span

_STEM = 4
_OPENING = 40
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
    into |= dict.fromkeys(_named_again(text, tags, pack, into))
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
) -> dict[int, int]:
    """Attacks that are only named as what a loss beside them came of, each with that loss.

    They stand behind a word of cause ('killed in air strikes'), behind another such cause and a conjunction, or
    as the bare subject of the loss ('a car bomb killed nine'). An attack with a doer and a target of its own is told.
    """
    words = _words(pack.code)
    roles: dict[int, set[str]] = defaultdict(set)
    for argument in tags.arguments:
        roles[argument.trigger].add(argument.role)
    order = sorted(set(range(len(tags.triggers))) - set(gone), key=lambda i: tags.triggers[i].span)
    found: dict[int, int] = {}
    for at, index in enumerate(order):
        attack = tags.triggers[index]
        if attack.type != "attack" or {"actor", "target"} <= roles[index]:
            continue
        whole = sentence(attack.span)
        before, behind = order[max(0, at - 1) : at], order[at + 1 : at + 2]
        opening = fold(text[whole.start : attack.span.start])
        clause = "target" not in roles[index] and words.clause.search(opening)
        if clause or words.led.search(opening):
            beside = [*before, *behind]
        elif before and before[0] in found and words.joined.search(_gap(text, tags, before[0], index)):
            beside = [found[before[0]]]
        elif roles[index] <= {"place", "time"} and behind:
            beside = behind if words.only.fullmatch(_gap(text, tags, index, behind[0])) else []
        else:
            continue
        for near in beside:
            if near not in found and _explained(tags.triggers[near], attack, whole):
                found[index] = near
                break
    return found


def _gap(text: str, tags: Tags, one: int, other: int) -> str:
    """The folded words between two triggers."""
    return fold(text[tags.triggers[one].span.end : tags.triggers[other].span.start])


def _explained(loss: Trigger, attack: Trigger, sentence: Span) -> bool:
    return (
        loss.type == "loss"
        and loss.polarity == attack.polarity
        and loss.attribution == attack.attribution
        and sentence.holds(loss.span)
    )


def _named_again(text: str, tags: Tags, pack: Pack, gone: Iterable[int]) -> Iterable[int]:
    """Attacks and abuses of which nothing is told but that they are the ones told before ('the attack')."""
    definite = _words(pack.code).definite
    told = {argument.trigger for argument in tags.arguments}
    order = sorted(set(range(len(tags.triggers))) - set(gone), key=lambda i: tags.triggers[i].span)
    before: set[str] = set()
    for index in order:
        trigger = tags.triggers[index]
        if trigger.type not in ("attack", "abuse"):
            continue
        opening = fold(text[max(0, trigger.span.start - _OPENING) : trigger.span.start])
        if before and index not in told and trigger.polarity == "asserted" and definite.search(opening):
            yield index
        else:
            before.add(trigger.type)


class _Words(NamedTuple):
    """Patterns over folded text: what ends before a cause or a clause that tells one, joins it to another, stands
    between it and what it did where nothing more is told of it, and what ends before something told already."""

    led: re.Pattern[str]
    clause: re.Pattern[str]
    joined: re.Pattern[str]
    only: re.Pattern[str]
    definite: re.Pattern[str]


@lru_cache(maxsize=16)
def _words(code: str) -> _Words:
    section = load(code).section("claims")

    def any_of(key: str) -> str:
        return "|".join(re.escape(fold(word)) for word in section.get(key, ())) or r"(?!)"

    described = rf"(?:(?!(?:{any_of('cause_ends')})\b)[\w.’'-]+\s+)"
    return _Words(
        re.compile(rf"\b(?:(?:{any_of('causes')})\s+{described}{{0,4}}|(?:{any_of('cause_clauses')})\s+)\Z"),
        re.compile(rf"\b(?:{any_of('cause_clauses')})\s+{described}{{1,4}}\Z"),
        re.compile(rf"^\s*(?:{any_of('cause_joints')})\s+{described}{{0,3}}\Z"),
        re.compile(rf"\s*(?:(?:{any_of('cause_verbs')})\s+){{0,3}}"),
        re.compile(rf"\b(?:{any_of('again')})\s+(?:[\w’'-]+\s+)?\Z"),
    )


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
