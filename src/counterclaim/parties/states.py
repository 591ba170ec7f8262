"""States of the world: the program's names for them, and their names and capitals by language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Names:
    """One language's words by ISO 3166 code; `capitals` only where the source has the city."""

    states: Mapping[str, str]
    capitals: Mapping[str, str]


def _lines() -> list[str]:
    text = (files("counterclaim") / "parties" / "states.jsonl").read_text(encoding="utf-8")
    return text.splitlines()


@lru_cache(maxsize=1)
def codes() -> Mapping[str, str]:
    """ISO 3166 code → the one name that the ledger uses ('TR' → 'Turkey')."""
    names: Mapping[str, str] = json.loads(_lines()[0])["names"]
    return names


@lru_cache(maxsize=32)
def names(language: str) -> Names:
    """Names in `language` (ISO 639-1); empty where CLDR has none. Only that line is parsed."""
    start = f'{{"language":"{language}",'
    for line in _lines():
        if line.startswith(start):
            row = json.loads(line)
            return Names(row["names"], row["capitals"])
    return Names({}, {})
