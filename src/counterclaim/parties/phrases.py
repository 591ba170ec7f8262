"""Reading a noun phrase that names a party, an office, a speaker or a crowd, from its items.

`read` gives one `Reading` for each party that the phrase names ('Yerevan and Baku' two). A reading may
lack its party ('the ministry', 'his Vice President'): whoever knows the context fills it in.
"""

from __future__ import annotations

from collections.abc import Sequence

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
        for single in expanded(text, parts):
            reading = NounPhrase(text, first, last, single, directory, date).read()
            if all((reading.name, reading.party) != (r.name, r.party) for r in readings):
                readings.append(reading)
    return readings
