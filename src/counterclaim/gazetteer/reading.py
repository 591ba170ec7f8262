"""What the words of a place mention say: the name in it, the kind of place meant, the qualifier."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.gazetteer import inflected, keys
from counterclaim.gazetteer.clues import Clues, clues
from counterclaim.gazetteer.lines import Line
from counterclaim.gazetteer.matches import genitive
from counterclaim.gazetteer.store import Gazetteer
from counterclaim.gazetteer.table import Place
from counterclaim.model import Span

_MOST_WORDS = 12
_MOST_CASES = 4
_SMALL = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """`key` is the exact key of the name, empty where no word looks like one; `places` bear that name.

    `kind` is what a noun beside it asks for (settlement, district, province, country, region, site) or
    empty, `direction` 'northern' and the like, `part` whether only a part or the surroundings are meant,
    `generic` that the name is made of such words ('Northern Province') and could be anywhere, `proper`
    that it has none of them; `spellings` are further keys of an unknown name, in Latin letters.
    """

    key: str
    places: tuple[Place, ...]
    kind: str = ""
    direction: str = ""
    part: bool = False
    generic: bool = False
    proper: bool = True
    spellings: tuple[str, ...] = ()


def read(gazetteer: Gazetteer, text: str, span: Span, language: str) -> Reading:
    """Read the mention at `span`; `places` is empty where no word of it names a place."""
    clue = clues(language)
    line = Line(text, span.start, span.end)
    if not line.tokens:
        return Reading("", ())
    parted = Line(text, span.start, span.end, parted=True) if clue.parted else line
    if clue.parted and not _capital(parted):
        return Reading("", ())
    outside = _beside(text, span, clue)
    words = [token.folded for token in line.tokens]
    whole = keys.exact(span.of(text))
    if clue.endings.pairs and len(words) <= _MOST_CASES and line.upper(0):
        whole, found = inflected.named(gazetteer, words, clue)
    elif clue.endings.pairs and not any(line.upper(n) for n in range(len(words))):
        found = ()
    else:
        found = _named(gazetteer, whole) or _with_article(gazetteer, words)
    if found:
        described = [
            clue.has(clue.nouns, w) or clue.has(clue.directions, w) or clue.has(clue.common, w) for w in words
        ]
        return Reading(whole, found, outside, generic=all(described), proper=not any(described))
    line = parted
    low, high, key, found = _longest(gazetteer, line, clue)
    spellings: tuple[str, ...] = ()
    if not found and clue.letters and low < high:
        unknown = [line.word(n) for n in range(low, high)]
        spellings = inflected.latin_keys(unknown, clue)
        latin, found = inflected.in_latin(gazetteer, unknown, clue)
        key = latin or key
    rest = [*range(low), *range(high, len(line.tokens))]
    kind, direction, part = outside, [], False
    for index in rest:
        for base, _ in clue.bases(line.word(index)):
            if base in clue.directions:
                name = clue.directions[base]
                if name not in direction:
                    direction.append(name)
                break
            if base in clue.nouns:
                kind = kind if clue.nouns[base] == "region" and kind else clue.nouns[base]
                part = part or clue.nouns[base] == "region"
                break
            if base in clue.parts:
                part = True
                break
    part = part or bool(direction)
    return Reading(key, found, kind, _joined(direction[:2]), part, spellings=spellings)


def with_divisions(gazetteer: Gazetteer, reading: Reading) -> Reading:
    """`reading` with the provinces named like a town of its, where a noun asks for a province and the spelling is
    only known of the town."""
    if reading.kind != "province" or any(place.kind == "adm1" for place in reading.places):
        return reading
    around = [
        division
        for place in reading.places
        if place.kind == "settlement" and place.adm1 is not None
        if (division := gazetteer.place(place.adm1)) is not None
        if keys.exact(division.name).startswith(keys.exact(place.name))
    ]
    return replace(reading, places=(*reading.places, *dict.fromkeys(around))) if around else reading


def _joined(directions: Sequence[str]) -> str:
    """'north western' is one direction, 'eastern rural' is two."""
    first = "".join(directions[:1]).removesuffix("ern")
    compass = first in ("north", "south") and directions[1:] in (["eastern"], ["western"])
    return f"{first}{directions[1]}" if compass else " ".join(directions)


def _capital(line: Line) -> bool:
    """Whether a word that is more than an article or elided letter begins with a capital."""
    return any(line.upper(n) and token.end - token.start > _SMALL for n, token in enumerate(line.tokens))


def _named(gazetteer: Gazetteer, key: str) -> tuple[Place, ...]:
    return tuple(place for one in gazetteer.ids(key) if (place := gazetteer.place(one)))


def _with_article(gazetteer: Gazetteer, words: Sequence[str]) -> tuple[Place, ...]:
    """Places whose name has the Arabic article in another form ('al-Rai' for 'Ar Rai')."""
    if len(words) < 2 or words[0] not in keys.ARTICLES:
        return ()
    found = [_named(gazetteer, keys.join([article, *words[1:]])) for article in sorted(keys.ARTICLES)]
    return tuple(dict.fromkeys(itertools.chain.from_iterable(found)))


def _longest(gazetteer: Gazetteer, line: Line, clue: Clues) -> tuple[int, int, str, tuple[Place, ...]]:
    """The longest run of words that is a name; capitals are required where the script has them."""
    size = min(len(line.tokens), _MOST_WORDS)
    for length in range(size, 0, -1):
        for low in range(size - length + 1):
            high = low + length
            if clue.cased and not (line.upper(low) or line.upper(high - 1)):
                continue
            words = [line.word(n) for n in range(low, high)]
            if all(clue.has(clue.nouns, word) or clue.has(clue.directions, word) for word in words):
                continue
            if length == 1 and clue.has(clue.never, words[0]) and words[0] not in clue.adjectives:
                continue
            if clue.cased and _unknown(line, low, high, clue):
                continue
            if clue.endings.pairs:
                key, found = _in_any_case(gazetteer, line, low, high, clue)
                if found:
                    return low, high, key, found
                continue
            for base, cut in clue.bases(line.word(low)):
                if clue.general and cut and length == 1 and (base in clue.nouns or base in clue.common):
                    continue
                key = keys.join([base, *(line.word(n) for n in range(low + 1, high))])
                found = _named(gazetteer, key)
                if not found and length == 1 and clue.cased:
                    found = _state(gazetteer, line, low, clue)
                if found:
                    if length == 1 and clue.cased and base in clue.common and found[0].kind == "settlement":
                        continue
                    return low, high, key, found
    own = [n for n in range(size) if line.upper(n) or not clue.cased]
    for listed in (clue.nouns, clue.directions, clue.never, clue.common):
        own = [n for n in own if not clue.has(listed, line.word(n))]
    if own and clue.endings.pairs:
        low, high = _unbroken(own)
        return low, high, keys.join([line.word(n) for n in range(low, high)]), ()
    if own:
        low, high = own[0], own[-1] + 1
        base = clue.bases(line.word(low))[-1][0]
        return low, high, keys.join([base, *(line.word(n) for n in range(low + 1, high))]), ()
    return 0, 0, "", ()


def _in_any_case(
    gazetteer: Gazetteer, line: Line, low: int, high: int, clue: Clues
) -> tuple[str, tuple[Place, ...]]:
    """The place that the words from `low` to `high` name in any case; an adjective of a state beside 'territory'."""
    words = [line.word(n) for n in range(low, high)]
    if len(words) > _MOST_CASES or any(
        not (line.upper(n) or clue.kind(line.word(n))) for n in range(low, high)
    ):
        ids = gazetteer.ids(keys.join(words))
        return keys.join(words), tuple(place for one in ids if (place := gazetteer.place(one)))
    if len(words) == 1 and (iso := _adjective(words[0], clue)):
        lands = any(clue.has(clue.lands, line.word(n)) for n in range(len(line.tokens)))
        return words[0], tuple(place for place in (gazetteer.country(iso),) if place and lands)
    key, found = inflected.named(gazetteer, words, clue)
    if len(words) == 1 and found and found[0].kind == "settlement" and clue.has(clue.common, words[0]):
        return "", ()
    return key, found


def _adjective(word: str, clue: Clues) -> str:
    return next((clue.adjectives[base] for base in clue.endings.bases(word) if base in clue.adjectives), "")


def _unbroken(indices: Sequence[int]) -> tuple[int, int]:
    """The first run of neighbours among `indices`: its first index and the one after its last."""
    high = indices[0] + 1
    while high in indices:
        high += 1
    return indices[0], high


def _state(gazetteer: Gazetteer, line: Line, index: int, clue: Clues) -> tuple[Place, ...]:
    """The state of an adjective beside 'territory' or the like, or of a genitive without apostrophe."""
    word = line.word(index)
    iso = clue.adjectives.get(word)
    if iso and any(line.word(n) in clue.lands for n in range(len(line.tokens))):
        return tuple(place for place in (gazetteer.country(iso),) if place)
    return tuple(place for one in genitive(gazetteer, word) if (place := gazetteer.place(one)))


def _unknown(line: Line, low: int, high: int, clue: Clues) -> bool:
    """Whether a capitalised word outside the run makes it part of another name ('Mahim Bay')."""
    for n in (*range(low), *range(high, len(line.tokens))):
        word = line.word(n)
        known = any(
            clue.has(listed, word)
            for listed in (clue.lands, clue.nouns, clue.directions, clue.parts, clue.particles)
        )
        opening = n == 0 and not (line.joined(1) and (line.upper(1) or line.word(1) in clue.particles))
        if line.upper(n) and not known and not opening:
            return True
    return False


def _beside(text: str, span: Span, clue: Clues) -> str:
    """The kind that the words just outside the mention ask for: 'village of X', 'X province'."""
    before = Line(text, max(0, span.start - 60), span.start).tokens
    after = Line(text, span.end, min(len(text), span.end + 25)).tokens
    if before:
        gap = text[before[-1].end : span.start]
        if gap.strip() == "":
            words = [token.folded for token in before]
            if "of" in words[1:] and clue.cased:
                of = len(words) - 1 - words[::-1].index("of")
                listed = all(text[t.start].isupper() or t.folded in ("and", "or") for t in before[of + 1 :])
                unbroken = not set(text[before[of].start : span.start]) & set(".;:!?")
                if listed and unbroken:
                    return clue.nouns.get(words[of - 1], "")
            if not clue.cased or words[-1] not in ("state", "states"):
                for base, _ in clue.bases(words[-1]):
                    if base in clue.nouns:
                        return clue.nouns[base]
    if after and clue.cased and text[span.end : after[0].start] == " ":
        return clue.kind(after[0].folded)
    return ""
