"""Repelled attacks: whoever repels one is the attacked, and whoever is repelled the attacker.

A tagger takes the subject of 'the army repelled the rebels' for the doer of the attack. The pack's claims.toml lists
in its table `repelling` the first words of such triggers (`words`), what stands just before them where they are
passive (`passive`) and what leads to the doer then (`agent`); a language without the table is left as it is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from counterclaim.extracting.tags import Argument, Role, Tags, Trigger
from counterclaim.language import Pack, fold, load, tokens

_BEFORE = 24


class _Words(NamedTuple):
    """Folded words of repelling, passives before them, and words behind them that lead to who repelled."""

    repel: frozenset[str]
    passive: frozenset[str]
    agent: frozenset[str]


def with_attackers(text: str, tags: Tags, pack: Pack) -> Tags:
    """`tags` whose repelled attacks have as target whom an active trigger has before it and a passive one behind 'by',
    and as actor whom an active trigger has behind it."""
    words = _words(pack.code)
    passive = {
        number: _is_passive(text, trigger, words)
        for number, trigger in enumerate(tags.triggers)
        if words.repel and _repels(text, trigger, words)
    }
    if not passive:
        return tags

    def turned(argument: Argument) -> Argument:
        if argument.trigger not in passive or argument.role not in ("actor", "target"):
            return argument
        trigger, party = tags.triggers[argument.trigger].span, tags.mentions[argument.mention].span
        role: Role = argument.role
        if not passive[argument.trigger]:
            role = "target" if party.start < trigger.start else "actor"
        elif any(
            word.folded in words.agent for word in tokens(text, trigger.end, max(party.start, trigger.end))
        ):
            role = "target"
        return replace(argument, role=role)

    return replace(tags, arguments=tuple(dict.fromkeys(map(turned, tags.arguments))))


@lru_cache(maxsize=16)
def _words(code: str) -> _Words:
    table = load(code).section("claims").get("repelling", {})
    return _Words(*(frozenset(map(fold, table.get(key, ()))) for key in ("words", "passive", "agent")))


def _repels(text: str, trigger: Trigger, words: _Words) -> bool:
    """Whether an attack's trigger says that it was repelled."""
    first = next(tokens(text, trigger.span.start, trigger.span.end), None)
    return trigger.type == "attack" and first is not None and first.folded in words.repel


def _is_passive(text: str, trigger: Trigger, words: _Words) -> bool:
    before = list(tokens(text, max(0, trigger.span.start - _BEFORE), trigger.span.start))
    behind = next(tokens(text, trigger.span.end, min(len(text), trigger.span.end + _BEFORE)), None)
    led = behind is not None and behind.folded in words.agent
    return led or any(word.folded in words.passive for word in before[-2:])
