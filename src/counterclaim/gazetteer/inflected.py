"""Names of places in the cases of an inflected language, and as another alphabet writes them.

A name is looked for as it stands, in its base forms, and as an adjective made from a name ('Купянском направлении'). What the gazetteer lacks in the language's own letters is looked for in Latin ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from counterclaim.gazetteer import keys
from counterclaim.gazetteer.clues import Clues
from counterclaim.gazetteer.lines import Line
from counterclaim.gazetteer.matches import MAJOR, prominence
from counterclaim.gazetteer.store import Gazetteer
from counterclaim.gazetteer.table import KINDS, Place

_EITHER = re.compile(r"(\w)\|(\w)")
"""A letter of `[letters]` that may be either of two: 'h|g'."""
_LATIN = 5
_SPELLINGS = 12


def named(gazetteer: Gazetteer, words: Sequence[str], clue: Clues) -> tuple[str, tuple[Place, ...]]:
    """The key that folded `words` stand for and the places of that name.

    Where base forms name better-known places than the words as they stand: the best-known one's key and the places
    of all of them.
    """
    cases = list(_in_base_forms(gazetteer, words, clue))
    ranks = {key: prominence(gazetteer, ids) for key in cases if (ids := gazetteer.ids(key))}
    adjectives: list[str] = []
    if len(words) == 1:
        bases = clue.endings.bases(words[0])
        adjectives = [key for base in bases for key in clue.adjectival.bases(base)[1:]]
        # A well-known name in a case ('у Курську') is no adjective of another ('Кура').
        offered = adjectives if max(ranks.values(), default=0) < MAJOR else ()
        ranks |= {key: prominence(gazetteer, ids) for key in offered if (ids := gazetteer.ids(key))}
    most = max(ranks.values(), default=0)
    written = keys.join(list(words))
    if ranks.get(written) == most:
        return written, _places(gazetteer, gazetteer.ids(written))
    found = {key: _places(gazetteer, gazetteer.ids(key)) for key in ranks}
    if not found:
        return "", ()
    best = min(found, key=lambda key: _rank(found[key][0]))
    if adjectives and found[best][0].kind in ("adm1", "adm2"):
        towns = [k for k in cases if ranks.get(k) == most and found[k][0].kind == "settlement"]
        if not towns:
            return best, found[best]  # 'Харьковской' is the province, not its town
        best = towns[0]  # 'у Луганську' is the town, though 'Луганську область' has the same word
    return best, tuple({place.id: place for places in found.values() for place in places}.values())


def starting(
    gazetteer: Gazetteer, line: Line, index: int, clue: Clues
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(words, ids) of the names that start at token `index` of `line` in any case, longest first."""
    longest = max(gazetteer.word(keys.first(base)) for base in clue.endings.bases(line.word(index)))
    words = [line.word(index)] if longest else []
    while words and len(words) < longest and line.joined(index + len(words)):
        words.append(line.word(index + len(words)))
    for count in range(len(words), 0, -1):
        met = (one for key in _in_base_forms(gazetteer, words[:count], clue) for one in gazetteer.ids(key))
        if ids := tuple(dict.fromkeys(met)):
            yield count, ids


def _in_base_forms(gazetteer: Gazetteer, words: Sequence[str], clue: Clues) -> Iterator[str]:
    """Keys of `words` in their base forms, those left out whose first word opens no name of so many words."""
    for first in clue.endings.bases(words[0]):
        if gazetteer.word(keys.first(first)) >= len(words):
            for rest in clue.endings.phrases(words[1:]):
                yield keys.join([first, *rest])


def in_latin(gazetteer: Gazetteer, words: Sequence[str], clue: Clues) -> tuple[str, tuple[Place, ...]]:
    """Places whose Latin name is that of folded `words` letter by letter."""
    for key in latin_keys(words, clue):
        if places := _places(gazetteer, gazetteer.ids(key)):
            return key, places
    return "", ()


def latin_keys(words: Sequence[str], clue: Clues) -> tuple[str, ...]:
    """How folded `words` and their base forms may be written in Latin letters, as they stand first: at most twelve, of
    five letters or more."""
    found = [keys.join([clue.latin(word) for word in phrase]) for phrase in clue.endings.phrases(words)]
    written = [_EITHER.sub(choice, key) for choice in (r"\1", r"\2") for key in found]
    return tuple(dict.fromkeys(key for key in written if len(key) >= _LATIN))[:_SPELLINGS]


def _places(gazetteer: Gazetteer, ids: Iterable[int]) -> tuple[Place, ...]:
    return tuple(place for one in ids if (place := gazetteer.place(one)))


def _rank(place: Place) -> tuple[int, int]:
    return KINDS.index(place.kind), -place.population
