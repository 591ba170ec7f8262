"""Names of the gazetteer that start at a word, and how prominent the places behind them are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterclaim.gazetteer import keys
from counterclaim.gazetteer.lines import Line

if TYPE_CHECKING:
    from counterclaim.gazetteer.store import Gazetteer

WORLD, MAJOR, MIDDLE, MINOR = 4, 3, 2, 1


def prominence(gazetteer: Gazetteer, ids: Sequence[int]) -> int:
    """WORLD for countries and named regions, MAJOR for first-level divisions, cities of 200,000 and the
    places of conflict files, MIDDLE for second-level divisions and towns of 20,000, else MINOR."""
    best = MINOR
    for one in ids[:8]:
        place = gazetteer.place(one)
        if place is None:
            continue
        if place.kind in ("country", "region"):
            return WORLD
        if (
            place.kind in ("adm1", "site")
            or one in gazetteer.chosen
            or place.weight
            or place.population >= 200_000
        ):
            best = MAJOR
        elif best < MIDDLE and (place.kind == "adm2" or place.population >= 20_000):
            best = MIDDLE
    return best


def candidates(gazetteer: Gazetteer, line: Line, index: int, base: str) -> list[tuple[int, tuple[int, ...]]]:
    """(words, ids) of the names that start at token `index`, read as `base`, longest first.

    Where text has lost its apostrophes ('Syrias army'), a country's genitive counts as its name."""
    longest = gazetteer.word(keys.first(base))
    found = []
    if longest:
        words = [base]
        while len(words) < longest and line.joined(index + len(words)):
            words.append(line.word(index + len(words)))
        for count in range(len(words), 0, -1):
            if ids := gazetteer.ids(keys.join(words[:count])):
                found.append((count, ids))
    if not found and (ids := genitive(gazetteer, base)):
        found.append((1, ids))
    return found


def genitive(gazetteer: Gazetteer, word: str) -> tuple[int, ...]:
    """Ids of the country that `word` is the genitive of, its apostrophe lost."""
    if len(word) < 5 or word[-1] != "s" or not word.isascii():
        return ()
    ids = gazetteer.ids(word[:-1])
    first = gazetteer.place(ids[0]) if ids else None
    return ids if first and first.kind == "country" else ()
