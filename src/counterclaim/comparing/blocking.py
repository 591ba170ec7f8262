"""Which claims are compared at all: keys under which a claim is filed, and keys by which it is looked up.

The two are made so that one claim is found by another exactly if it finds that one. Two claims that share no key
this way are about different happenings, as far as claims can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from counterclaim.comparing.features import SETTLED, Features, features
from counterclaim.comparing.nouns import Entry, Where
from counterclaim.comparing.timing import UNDATED_GAP

SHORT = 9
"""Days of a told time up to which each of its days is a key; longer ones are filed by months."""
LATER = 3
"""Days after a happening in which an undated report of it may appear."""
APART = 2
"""Days between two undated reports of one happening."""
STATE, TOTAL = 14, 30
"""Days of a stretch in which claims of who holds a place, who stands there, and running totals are compared."""
STATES_BACK = 60
"""Days of a state's time that are filed, counted back from its end; of a happening's long time `MONTHS` months."""
MONTHS = 13
FEW = 5
"""Figures from here on say by themselves which happening is told."""
ALIKE = 5
"""Content words that a wording must have to be a key."""
STRETCH = 400
"""Characters of an article whose claims are compared with those of the next ones."""
CELL = 10
"""Cells of the globe in one degree; a town is filed by its cell, so that the next villages share it."""
_POINTS = SETTLED | {"region"}


def keys(entry: Entry) -> frozenset[str]:
    """What `entry` is filed under."""
    return filed(features(entry))


def probes(entry: Entry) -> frozenset[str]:
    """What `entry` is looked up by."""
    return looked_up(features(entry))


def candidates(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """All pairs that are to be compared, each once, the first before the second by id."""
    for a, b in neighbours([features(entry) for entry in entries]):
        yield a.entry, b.entry


def neighbours(
    given: Sequence[Features],
    only: frozenset[str] | None = None,
    keys: Mapping[str, Iterable[str]] | None = None,
) -> Iterator[tuple[Features, Features]]:
    """As `candidates`, over features; with `only` those pairs of which one claim is among them. `keys`: what each is
    filed under, by claim, where the caller has that."""
    ordered = sorted(given, key=lambda one: one.claim)
    index: dict[str, list[int]] = {}
    for at, one in enumerate(ordered):
        found: set[int] = set()
        for key in looked_up(one):
            found.update(index.get(key, ()))
        for other in sorted(found):
            if only is None or one.claim in only or ordered[other].claim in only:
                yield ordered[other], one
        for key in filed(one) if keys is None else keys[one.claim]:
            index.setdefault(key, []).append(at)


def filed(one: Features) -> frozenset[str]:
    """What a claim of these features is filed under."""
    return frozenset(_keys(one, looking=False))


def looked_up(one: Features) -> frozenset[str]:
    """What a claim of these features is looked up by."""
    return frozenset(_keys(one, looking=True))


def _keys(one: Features, *, looking: bool) -> Iterator[str]:
    family = one.family[0]
    times = list(_times(one, looking))
    for subject, own in _subjects(one, looking):
        for time in times:
            if own or time[0] not in "dm":
                yield f"{family}|{subject}|{time}"
    at = one.entry.span.start // STRETCH
    for stretch in (at - 1, at, at + 1) if looking else (at,):
        yield f"{family}|{one.entry.article}|{stretch}"
    if len(one.words) >= ALIKE:
        wording = _hashed(" ".join(sorted(one.words)))
        month = 0 if one.day is None else one.day // UNDATED_GAP
        for one_of_them in range(month - looking, month + looking + 1):
            yield f"{family}|w:{wording}|{one_of_them}"


def _hashed(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _subjects(one: Features, looking: bool) -> Iterator[tuple[str, bool]]:
    """Places, or where none is named that says much: figures, parties and speakers. False for a place's holder:
    over months, only what happened in the very place is compared."""
    if one.family == "statement":
        yield from ((key, True) for key in _speakers(one))
        return
    coarse = True
    for place in one.places:
        if place.precision != "country":
            coarse = False
            yield from _spots(place, looking)
    for counted, _, low, _, _, _ in one.figures:
        if one.family == "total":
            yield f"n:{counted}", True
        elif low >= FEW:
            yield f"n:{counted} {low}", True
        if one.family == "presence":
            yield f"n:{counted}", True
    if one.family == "agreement":
        yield from ((f"p:{party}", True) for party in one.actors | one.targets)
    elif one.family == "presence":
        yield from ((f"p:{who}", True) for who in one.actors | one.things)
    elif coarse and one.family != "total":
        yield from ((f"p:{party}", True) for party in one.targets)


def _spots(place: Where, looking: bool) -> Iterator[tuple[str, bool]]:
    own = place.key
    if place.precision in _POINTS and place.lat is not None and place.lon is not None:
        own = f"{int((place.lat + 90) * CELL)}:{int((place.lon + 180) * CELL)}"
    yield own, True
    for holder in place.within:
        if not holder.startswith("c:"):
            yield (holder if looking else f"up:{holder}"), False
    if looking and place.precision not in SETTLED:
        yield f"up:{place.key}", False


def _speakers(one: Features) -> Iterator[str]:
    party = one.entry.party
    yield f"o:{one.entry.publisher}" if party in ("outlet", "unnamed") else f"p:{party}"
    yield from (f"to:{party}" for party in one.targets)


def _times(one: Features, looking: bool) -> Iterator[str]:
    if one.family in ("violence", "agreement"):
        yield from _days(one, looking)
    elif one.day is None:
        yield "t-"
    elif one.family == "statement":
        yield from _run("t", one.day - looking, one.day + looking)
    else:
        length = TOTAL if one.family == "total" else STATE
        first = (
            one.day if one.first is None or one.family == "total" else max(one.first, one.day - STATES_BACK)
        )
        yield from _run("b", first // length - looking, one.day // length + looking)


def _days(one: Features, looking: bool) -> Iterator[str]:
    """Days of a happening ('t'), of an undated report ('u'), months in which short ones ('d') and long ones lie ('m')."""
    if one.first is None or one.last is None:
        if one.published is None:
            yield "t-"
            return
        if looking:
            yield from _run("u", one.published - APART, one.published + APART)
            yield from _run("t", one.published - LATER, one.published + 1)
        else:
            yield from _run("u", one.published, one.published)
        yield from _months("m" if looking else "d", one.published, one.published)
    elif one.last - one.first < SHORT:
        yield from _run("t", one.first - looking, one.last + looking)
        if looking:
            yield from _run("u", one.first - 1, one.last + LATER)
        yield from _months("m" if looking else "d", one.first, one.last)
    else:
        yield from _months("m", one.first, one.last)
        if looking:
            yield from _months("d", one.first, one.last)


def _run(letter: str, first: int, last: int) -> Iterator[str]:
    return (f"{letter}{day}" for day in range(first, last + 1))


def _months(letter: str, first: int, last: int) -> Iterator[str]:
    # Months of 32 days do as well as those of the calendar.
    yield from _run(letter, max(first // 32, last // 32 - MONTHS), last // 32)
