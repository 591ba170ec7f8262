"""Repelled attacks: whoever repels one is the attacked, and whoever is repelled the attacker.

A tagger takes the subject of 'the army repelled the rebels' for the doer of the attack. The pack's claims.toml lists
in its table `repelling` the first words of such triggers (`words`) and what stands right before them where they are
passive (`passive`); a language without the table is left as it is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from counterclaim.extracting.tags import Argument, Role, Tags, Trigger
from counterclaim.language import Pack, fold, load, tokens

_BEFORE = 24


class _Words(NamedTuple):
    repel: frozenset[str]
    passive: frozenset[str]


def with_attackers(text: str, tags: Tags, pack: Pack) -> Tags:
    """`tags` whose actively repelled attacks have those named before the trigger as target, those behind as actor."""
    words = _words(pack.code)
    active = {n for n, trigger in enumerate(tags.triggers) if words.repel and _repels(text, trigger, words)}
    if not active:
        return tags

    def turned(argument: Argument) -> Argument:
        if argument.trigger not in active or argument.role not in ("actor", "target"):
            return argument
        before = tags.mentions[argument.mention].span.start < tags.triggers[argument.trigger].span.start
        role: Role = "target" if before else "actor"
        return replace(argument, role=role)

    return replace(tags, arguments=tuple(dict.fromkeys(map(turned, tags.arguments))))


@lru_cache(maxsize=16)
def _words(code: str) -> _Words:
    table = load(code).section("claims").get("repelling", {})
    return _Words(*(frozenset(map(fold, table.get(key, ()))) for key in ("words", "passive")))


def _repels(text: str, trigger: Trigger, words: _Words) -> bool:
    """Whether an attack's trigger says actively that it was repelled."""
    first = next(tokens(text, trigger.span.start, trigger.span.end), None)
    if trigger.type != "attack" or first is None or first.folded not in words.repel:
        return False
    before = list(tokens(text, max(0, trigger.span.start - _BEFORE), trigger.span.start))
    return not any(word.folded in words.passive for word in before[-2:])
