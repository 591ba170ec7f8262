"""Whether two claims can be about one thing, field by field. Cheap: it is asked of every candidate pair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from counterclaim.comparing.nouns import Entry, Where
from counterclaim.comparing.sides import Sides, actors, day_of, targets
from counterclaim.model import ClaimType

BESIDE = 600
"""Code points between two claims of one article that still stand near each other."""

ADJACENT = 12
"""Code points between two claims of one article that follow each other."""

FAR = 3
"""Days between two happenings that are told, up to which they can be one."""

FAR_STATE = 14
"""The same for what lasts: forces that are present."""

FEWEST = 4
"""Content words of a quote below which what it shares with another says nothing."""

MONTH = 30
_ENDING = 3
"""Letters by which forms of one word differ at its end, at most."""
LONG = 60
"""Days of a time so long that a day within it is no sign of one happening ('since last year')."""

WIDE = frozenset({"country", "region"})
HARM: frozenset[ClaimType] = frozenset({"attack", "loss", "abuse"})

Match = Literal["same", "allied", "unknown", "apart"]


@dataclass(slots=True, eq=False)
class Likeness:
    """What two claims share.

    `place`: 'same', 'within' or 'unknown'; `wider` says whose place holds the other's, or is a whole state. `days`: 'same', 'near' (at most
    three days apart) or 'unknown'; `apart`: full days between two that are told. `gap` are days between the two publications, from `a` to `b` (None where one has
    no date). `beside`: they stand near each other in one article, `adjacent`: one behind the other, `sentence`: in one sentence. `words`: the
    share of the shorter quote's content words that both have. What most pairs are not asked for is worked out when it is.
    """

    a: Entry
    b: Entry
    sides: Sides
    place: Literal["same", "within", "unknown"]
    wider: Literal["a", "b"] | None
    days: Literal["same", "near", "unknown"]
    apart: int
    gap: int | None
    beside: bool
    adjacent: bool
    sentence: bool

    @property
    def actors(self) -> Match:
        return _parties(actors(self.a), actors(self.b), self.sides, day_of(self.a))

    @property
    def targets(self) -> Match:
        return _parties(targets(self.a), targets(self.b), self.sides, day_of(self.a))

    @property
    def items(self) -> Literal["same", "unknown", "apart"]:
        return _items(self.a, self.b)

    @property
    def sorts(self) -> Literal["same", "unknown", "apart"]:
        return _sorts(self.a, self.b)

    @property
    def trigger(self) -> bool:
        return self.a.language == self.b.language and _one_stem(self.a.trigger, self.b.trigger)

    @property
    def words(self) -> float:
        return _shared(self.a.words, self.b.words) if self.a.language == self.b.language else 0.0


def likeness(a: Entry, b: Entry, sides: Sides) -> Likeness | None:
    """What `a` and `b` share; None where their places or days exclude one happening."""
    gap = days_between(a.published, b.published)
    days = _days(a, b, gap)
    if days is None:
        return None
    found = _place(a.places, b.places)
    if found is None:
        return None
    same = a.document == b.document and a.article == b.article
    space = max(a.span.start, b.span.start) - min(a.span.end, b.span.end) if same else BESIDE + 1
    return Likeness(
        a,
        b,
        sides,
        place=found[0],
        wider=found[1],
        days=days,
        apart=_apart(a, b),
        gap=gap,
        beside=space <= BESIDE,
        adjacent=space <= ADJACENT,
        sentence=same and a.span.overlaps(b.span),
    )


@lru_cache(maxsize=65_536)
def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def days_between(a: str | None, b: str | None) -> int | None:
    return None if a is None or b is None else ordinal(b) - ordinal(a)


def _length(first: str, last: str) -> int:
    return ordinal(last) - ordinal(first)


def _apart(a: Entry, b: Entry) -> int:
    if not (a.first and a.last and b.first and b.last):
        return 0
    return max(0, ordinal(max(a.first, b.first)) - ordinal(min(a.last, b.last)))


def _days(a: Entry, b: Entry, gap: int | None) -> Literal["same", "near", "unknown"] | None:
    if a.first and a.last and b.first and b.last:
        apart = _apart(a, b)
        if apart > (FAR_STATE if a.type == b.type == "deployment" else FAR):
            return None
        if max(_length(a.first, a.last), _length(b.first, b.last)) > LONG:
            return "unknown"
        exact = not apart and _length(a.first, a.last) <= FAR and _length(b.first, b.last) <= FAR
        return "same" if exact else "near"
    for told, untold in ((a, b), (b, a)):
        if told.first and told.last and not untold.told and untold.published:
            # What a report tells without a day happened by then, and as a rule not long before.
            late = ordinal(told.first) - ordinal(untold.published)
            early = FAR_STATE if a.type == b.type == "deployment" else 0
            if late > early or ordinal(untold.published) - ordinal(told.last) > MONTH:
                return None
            return "unknown"
    return None if gap is not None and abs(gap) > MONTH else "unknown"


def _place(
    a: tuple[Where, ...], b: tuple[Where, ...]
) -> tuple[Literal["same", "within", "unknown"], Literal["a", "b"] | None] | None:
    if not a or not b:
        return "unknown", None
    mine, theirs = close(a), close(b)
    if mine & theirs:
        return "same", None
    if mine & {key for place in b for key in place.within}:
        return "within", "a"
    if theirs & {key for place in a for key in place.within}:
        return "within", "b"
    if mine and theirs and _settled(a) and _settled(b):
        return None
    lands, others = _lands(a), _lands(b)
    if lands and others and not lands & others:
        return None
    wide = not mine, not theirs
    return "unknown", None if wide[0] == wide[1] else "a" if wide[0] else "b"


@lru_cache(maxsize=65_536)
def close(places: tuple[Where, ...]) -> frozenset[str]:
    """Keys of places that are no states or regions, without those that hold another one of the claim."""
    holders = {key for place in places for key in place.within}
    return frozenset(place.key for place in places if place.precision not in WIDE) - holders


def _settled(places: tuple[Where, ...]) -> bool:
    return all(place.precision not in WIDE for place in places)


def _lands(places: tuple[Where, ...]) -> set[str]:
    """Countries of places; those of conflict files and regions may tell none."""
    return {key for place in places for key in (place.key, *place.within) if key.startswith("c:")}


def _parties(a: frozenset[str], b: frozenset[str], sides: Sides, day: str | None) -> Match:
    if not a or not b:
        return "unknown"
    if a & b:
        return "same"
    return "allied" if any(sides.allied(x, y, day) for x in a for y in b) else "apart"


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    least = min(len(a), len(b))
    return len(a & b) / least if least >= FEWEST else 0.0


def _items(a: Entry, b: Entry) -> Literal["same", "unknown", "apart"]:
    mine, theirs = {q.item for q in a.quantities} - {"other"}, {q.item for q in b.quantities} - {"other"}
    if not mine or not theirs:
        return "unknown"
    return "same" if mine & theirs else "apart"


def _sorts(a: Entry, b: Entry) -> Literal["same", "unknown", "apart"]:
    """Means and objects."""
    if (a.means & b.means) - {"other"} or (a.objects & b.objects) - {"other"}:
        return "same"
    return "apart" if (a.means and b.means) or (a.objects and b.objects) else "unknown"


@lru_cache(maxsize=65_536)
def _one_stem(trigger: str, other: str) -> bool:
    """Whether the longest words of two triggers begin alike: 'shelled' and 'shelling' do."""
    one, two = sorted((max(words.split() or [""], key=len) for words in (trigger, other)), key=len)
    if len(two) - len(one) > _ENDING or not (one.isascii() or len(one) > 5):
        return one == two
    return two.startswith(one[: max(4, len(one) - _ENDING)])
