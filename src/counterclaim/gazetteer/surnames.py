"""Surnames of the persons whom a text names: words that are no places there."""

from __future__ import annotations

import re
from functools import lru_cache

from counterclaim.gazetteer.clues import Clues
from counterclaim.language.folding import fold

_PAIR = re.compile(r"\b([A-Z]\w*)(?=\.? ([A-Z]\w+))")


@lru_cache(maxsize=4)
def surnames(text: str, clue: Clues) -> frozenset[str]:
    """Folded words that stand somewhere in `text` after a given name or a title: persons' names."""
    found = set()
    for match in _PAIR.finditer(text):
        first = fold(match[1])
        if first in clue.persons or first in clue.titles:
            found.add(fold(match[2]))
    return frozenset(found)
