"""Reading a noun phrase that names a party, an office, a speaker or a crowd, from its items.

`read` gives one `Reading` for each party that the phrase names ('Yerevan and Baku' two). A reading may
lack its party ('the ministry', 'his Vice President'): whoever knows the context fills it in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.parties.coordination import conjuncts, expanded
from counterclaim.parties.lexicon import Item
from counterclaim.parties.noun_phrase import NounPhrase
from counterclaim.parties.readings import STATES, Directory, Kind, Reading

__all__ = ["STATES", "Directory", "Kind", "Reading", "read"]


def read(
    text: str, start: int, end: int, items: Sequence[Item], directory: Directory, date: str | None
) -> list[Reading]:
    """Readings of the phrase `text[start:end]`, whose entries are `items`, in order."""
    kept: list[Item] = []
    for item in items:
        if item.kind == "relative" and kept:
            end = item.start
            break
        kept.append(item)
    readings: list[Reading] = []
    for parts, first, last in conjuncts(text, start, end, kept):
        members = expanded(text, parts)
        for single in members:
            reading = NounPhrase(text, first, last, single, directory, date).read()
            if len(members) > 1 and reading.kind == "crowd":
                reading = replace(reading, words=_alone(text, first, last, parts, single, members))
            if all((reading.name, reading.party) != (r.name, r.party) for r in readings):
                readings.append(reading)
    return readings


def _alone(
    text: str, first: int, last: int, parts: Sequence[Item], single: Sequence[Item], members: list[list[Item]]
) -> str:
    """The phrase with one member of its list only ('Turkish sources' of 'Turkish and Syrian sources')."""
    listed = [item for item in parts if any(item not in member for member in members)]
    own = next(item for item in listed if item in single)
    opening = next((item.end for item in parts if item.kind == "determiner" and item.start == first), first)
    words = text[opening : listed[0].start] + text[own.start : own.end] + text[listed[-1].end : last]
    return " ".join(words.split())
