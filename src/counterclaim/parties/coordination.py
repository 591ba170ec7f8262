"""Several parties in one noun phrase: 'Yerevan and Baku', 'the army and rebel commanders'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.parties.lexicon import Item

PARTY_BEARING = frozenset({"adjective", "party", "capital", "body", "person"})
HEADS = PARTY_BEARING | {"civil", "state_official", "office"}
LISTED = re.compile(r"^[\s,،'’]*(?:s[\s,]*)?$")
HYPHENS = frozenset("-‐‑–")
Piece = tuple[list[Item], int, int]


def conjuncts(text: str, start: int, end: int, items: Sequence[Item]) -> list[Piece]:
    """The phrase cut at conjunctions whose two sides each have a head of their own.

    A list of bare parties ('the US, Russia and France') and heads that share a party ('Turkish media
    and officials') are left whole.
    """
    for index, item in enumerate(items):
        if item.kind != "conjunction" or not 0 < index < len(items) - 1:
            continue
        left, right = list(items[:index]), list(items[index + 1 :])
        if not _splits(text, start, item, left, right):
            continue
        return [*conjuncts(text, start, item.start, left), *conjuncts(text, item.end, end, right)]
    return [(list(items), start, end)]


def _splits(text: str, start: int, joint: Item, left: list[Item], right: list[Item]) -> bool:
    ahead = [item for item in right[:3] if item.kind in HEADS]
    if not ahead:
        return False
    if left[-1].kind in PARTY_BEARING and left[-1].end >= joint.start - 2 and right:
        first = right[0]
        same = first.kind == left[-1].kind or {first.kind, left[-1].kind} <= {"party", "capital", "body"}
        if first.kind in PARTY_BEARING and first.start - joint.end <= 2 and same:
            return False
    named_right = any(item.kind in PARTY_BEARING for item in right[:3])
    named_left = any(item.kind in PARTY_BEARING for item in left)
    civil = ahead[0].kind == "civil" or any(item.kind == "civil" for item in left)
    if named_left:
        return named_right or civil
    if named_right and right[0].kind == "determiner":
        return text[start : joint.start].strip() != ""
    return civil or (named_right and any(item.kind in HEADS for item in left))


def expanded(text: str, items: list[Item]) -> list[list[Item]]:
    """One list of items for each member of the first list of parties ('the US, Russia and France', 'US-Russian')."""
    run: list[int] = []
    joined = False
    for index, item in enumerate(items):
        if item.kind in PARTY_BEARING:
            if run and not _linked(text, items, run[-1], index):
                if joined and len(run) > 1:
                    break
                run, joined = [], False
            joined = joined or (
                bool(run) and (item.attached.startswith("و") or _hyphened(text, items[run[-1]], item))
            )
            run.append(index)
        elif item.kind == "conjunction" and run:
            joined = True
        elif item.kind != "determiner" and run:
            if joined and len(run) > 1:
                break
            run, joined = [], False
    if len(run) < 2:
        return [items]
    bare = len(run) == len(items) and "," in text[items[0].end : items[-1].start]
    if not (joined or bare):
        return [items]
    first, last = run[0], run[-1]
    return [[*items[:first], items[i], *items[last + 1 :]] for i in run]


def _linked(text: str, items: Sequence[Item], one: int, other: int) -> bool:
    """Whether only commas, conjunctions and articles stand between two items, or a hyphen."""
    if other == one + 1 and _hyphened(text, items[one], items[other]):
        return True
    at = items[one].end
    for item in items[one + 1 : other]:
        if item.kind not in ("conjunction", "determiner") or not LISTED.match(text[at : item.start]):
            return False
        at = item.end
    gap = text[at : items[other].start]
    bare = items[one].kind == items[other].kind == "party" and items[one].value != items[other].value
    joint = other - one > 1 or items[other].attached != "" or "," in gap or "،" in gap or bare
    return joint and bool(LISTED.match(gap.removesuffix(items[other].attached)))


def _hyphened(text: str, one: Item, other: Item) -> bool:
    """Whether a hyphen joins two states or peoples ('US-Russian'), and none joins them to more ('US-Saudi-led')."""
    states = {one.kind, other.kind} <= {"party", "adjective"} and one.value != other.value
    alone = text[other.end : other.end + 1] not in HYPHENS
    return states and alone and text[one.end : other.start] in HYPHENS
