"""Which unresolved wordings are names that a person may want to set, and which only describe somebody."""

from __future__ import annotations

from functools import lru_cache

from counterclaim.language import available, fold, load, tokens
from counterclaim.parties.registry import Registry

LONGEST = 8
PRONOUNS = ("male", "female", "neuter", "plural", "first", "both", "former_last", "definite", "indefinite")
NOUNS = frozenset({"group_noun", "body_noun"})


def may_be_name(text: str, registry: Registry) -> bool:
    """Whether `text` can be the name of a party: not a pronoun, a common noun or a description.

    Names are known by a capital behind the first word ('the Tariq Front', not 'Suicide bomber'), by standing
    alone, or by a noun for a group behind them ('Hazm movement'). Where the script has no capitals, by words
    that no pack knows.
    """
    words = list(tokens(text))
    if not 0 < len(words) <= LONGEST or text[words[0].start].isdigit():
        return False
    return all(_unknown(text, registry, language) for language in available())


@lru_cache(maxsize=16)
def _pronouns(language: str) -> frozenset[str]:
    table = load(language).section("parties").get("anaphors", {})
    return frozenset(fold(word) for key in PRONOUNS for word in table.get(key, ()))


def _unknown(text: str, registry: Registry, language: str) -> bool:
    words = list(tokens(text))
    items = registry.items(text, 0, len(text), language)
    pronouns = _pronouns(language)
    free = [
        at
        for at, word in enumerate(words)
        if word.folded not in pronouns and not any(i.start <= word.start < i.end for i in items)
    ]
    if not free:
        return False
    if not any(c.isupper() or c.islower() for c in text):
        return True
    capitals = [at for at in free if text[words[at].start].isupper()]
    if not capitals:
        return False
    written = sum(text[word.start].isupper() for word in words)
    if written > 1 or capitals[0] > 0 or len(words) == 1:
        return True
    rest = [item for item in items if item.start >= words[0].end]
    return bool(rest) and all(item.kind in NOUNS for item in rest)
