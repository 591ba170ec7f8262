"""What pairs of claims are compared by, worked out once for each claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import cos, hypot, radians
from typing import Literal, TypeAlias

from counterclaim.comparing.control_words import control_class
from counterclaim.comparing.nouns import Entry, Where
from counterclaim.language import fold, known, load
from counterclaim.model import ClaimType, Item, Quantity

Family = Literal["violence", "total", "control", "presence", "agreement", "statement"]
"""Claims of different families are never about one happening."""

Relation = Literal["same", "holds", "within", "near", "close", "unknown", "apart"]
"""Of two places: the first holds the second, lies within it, is at most 5 or 15 km away, cannot be placed beside
it, or lies elsewhere."""

Stage = Literal["taken", "left", "held", "siege", "fight", "other"]
"""What a claim of control tells: that a place changes hands (told of who takes or who leaves it), who holds it, that
it is closed in, or that it is fought for. Words of 'other' claims are in no list."""

Step = Literal["captive", "downed", "going_on", "entry", "talks", "truce"]
"""What the word of a claim tells beside its type: somebody was taken prisoner, an aircraft came down, something went on
or grew without a deed of its own; that forces entered a place; that there were talks, or a truce."""

Figure: TypeAlias = "tuple[str, str, int, int | None, str, bool]"
"""What is counted (its effect, item and group in one), the effect alone, bounds, the item, and whether the number is
a word such as 'dozens'."""

_FAMILIES: dict[ClaimType, Family] = {
    "attack": "violence",
    "loss": "violence",
    "abuse": "violence",
    "displacement": "violence",
    "control": "control",
    "deployment": "presence",
    "agreement": "agreement",
    "statement": "statement",
}
_STEPS: dict[Family, tuple[Step, ...]] = {
    "violence": ("captive", "downed", "going_on"),
    "control": ("entry",),
    "agreement": ("talks", "truce"),
}
PEOPLE: frozenset[Item] = frozenset({"person", "soldier", "militant", "civilian", "prisoner"})
SETTLED = frozenset({"exact", "settlement"})
_RANKS = {"exact": 0, "settlement": 0, "district": 1, "province": 2, "region": 3, "country": 4}
NEAR_KM, CLOSE_KM, ONE_NAME_KM, REGION_KM = 5.0, 15.0, 30.0, 300.0
_KM = 111.2
"""Kilometres of a degree of latitude."""
_LEAST_WORD = 4
_BREAKS = re.compile(r"[.,;:!?\s]+")


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """A claim made ready for comparison. Days are ordinals; `first` and `last` are None where no day is told.

    `places` are those of the claim that hold no other one of it. `actors` and `targets` are parties by name, and
    `things` the words of those that no party was found for. `figures` are the counts of one happening, the parts
    of another count left out; of a running total its totals. `day` is the last day that is told (`told`), else
    the one of publication.
    """

    entry: Entry
    claim: str
    family: Family
    places: tuple[Where, ...]
    first: int | None
    last: int | None
    published: int | None
    actors: frozenset[str]
    targets: frozenset[str]
    things: frozenset[str]
    figures: tuple[Figure, ...]
    means: frozenset[str]
    objects: frozenset[str]
    words: frozenset[str]
    stage: Stage | None
    step: Step | None
    told: bool
    day: int | None


def features(entry: Entry) -> Features:
    """The features of `entry`."""
    family = family_of(entry)
    last, published = ordinal(entry.last or entry.first), ordinal(entry.published)
    return Features(
        entry=entry,
        claim=entry.claim,
        family=family,
        places=finest(entry.places),
        first=ordinal(entry.first or entry.last),
        last=last,
        published=published,
        actors=frozenset(actor.party for actor in entry.actors if actor.party),
        targets=frozenset(actor.party for actor in entry.targets if actor.party),
        things=frozenset(
            word
            for actor in (*entry.actors, *entry.targets)
            if not actor.party
            for word in actor.words.split()
            if len(word) >= _LEAST_WORD
        ),
        figures=tuple(_figures(entry, total=family == "total")),
        means=entry.means - {"other"},
        objects=entry.objects - {"other"},
        words=_telling(entry),
        stage=_stage(entry) if family == "control" else None,
        step=_step(entry, family),
        told=last is not None,
        day=published if last is None else last,
    )


def _telling(entry: Entry) -> frozenset[str]:
    """The quote's content words but those that name its places, which count as places."""
    named = frozenset(word for place in entry.places for word in _folded(place.name).split())
    return entry.words - named if named else entry.words


def family_of(entry: Entry) -> Family:
    """What happened, broadly. A loss of which only running totals are told is no happening of a day."""
    family = _FAMILIES[entry.type]
    if family == "violence" and entry.quantities and all(q.cumulative for q in entry.quantities):
        return "total"
    return family


def _stage(entry: Entry) -> Stage | None:
    """Of a claim of control by its words; None where the language has no lists."""
    says = control_class(entry.trigger, entry.language)
    sieges, aims = _lists(entry.language)
    if says == "neither":
        return "siege" if any(stem in entry.trigger for stem in sieges) else "fight"
    before = fold(entry.quote).partition(entry.trigger)[0].split()
    if before and before[-1] in aims and " ".join(before[-2:]) not in aims:
        return "fight"
    if says is None:
        return "other" if aims or sieges else None
    if says in ("holds", "occupies"):
        return "held"
    return "left" if says == "leaves" else "taken"


def _step(entry: Entry, family: Family) -> Step | None:
    """Of a claim by its trigger and the words straight before it; None where the language's lists have no word for it."""
    lists = _steps(entry.language)
    for step in _STEPS.get(family, ()):
        if any(stem in f" {entry.trigger}" for stem in lists.get(step, ())):
            return step
    if family != "violence":
        return None
    quote = f" {_BREAKS.sub(' ', fold(entry.quote))} "
    if any(f"{words} " in quote for words in lists.get("stretches", ())):
        return "going_on"
    if any(each.effect != "other" for each in entry.quantities):
        return None
    before = quote.partition(entry.trigger)[0].split()[-2:]
    said = " ".join(("", *before))
    going = said.endswith(lists.get("continues", ())) or f"{said} {entry.trigger}".endswith(
        lists.get("underway", ())
    )
    return "going_on" if going else None


@lru_cache(maxsize=64)
def _steps(language: str | None) -> dict[str, tuple[str, ...]]:
    """Stems of triggers by what they tell, each behind the space of a word's beginning; `continues`: the words before one."""
    if language is None or language not in known():
        return {}
    given = load(language).section("comparing").get("steps", {})
    return {key: tuple(f" {fold(stem)}" for stem in stems) for key, stems in given.items()}


@lru_cache(maxsize=64)
def _lists(language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """Stems that tell of a siege, and words behind which a change of hands is only an aim."""
    if language is None or language not in known():
        return frozenset(), frozenset()
    section = load(language).section("comparing")
    sieges, aims = (frozenset(map(fold, section.get(key, ()))) for key in ("sieges", "aims"))
    return sieges, aims


@lru_cache(maxsize=1 << 16)
def ordinal(day: str | None) -> int | None:
    """Days since the year 1 of an ISO 8601 date."""
    return None if day is None else date.fromisoformat(day).toordinal()


@lru_cache(maxsize=1 << 14)
def day_words(day: int) -> str:
    """'2 May 2031'."""
    given = date.fromordinal(day)
    return f"{given.day} {given:%B} {given.year}"


def relation(a: Where, b: Where) -> Relation:
    """How `a` lies to `b`."""
    if a.key == b.key:
        return "same"
    if a.key in b.within:
        return "holds"
    if b.key in a.within:
        return "within"
    distance = kilometres(a, b)
    if "region" in (a.precision, b.precision):
        return _of_region(a, b, distance)
    settled = a.precision in SETTLED and b.precision in SETTLED
    if _only_named(a) or _only_named(b):
        if _named_alike(a.name, b.name) and (distance is None or distance <= ONE_NAME_KM):
            return "same"
        if not (settled and distance is not None):
            return "unknown"
    if not settled:
        return "apart" if (a.within and b.within) or a.precision == b.precision else "unknown"
    if distance is None:
        return "unknown"
    return "near" if distance <= NEAR_KM else "close" if distance <= CLOSE_KM else "apart"


def kilometres(a: Where, b: Where) -> float | None:
    """The distance of two points on the plane that touches the globe at them; None where one has no point."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return None
    east = (a.lon - b.lon) % 360.0
    return hypot(a.lat - b.lat, min(east, 360.0 - east) * cos(radians(a.lat))) * _KM


def _of_region(a: Where, b: Where, distance: float | None) -> Relation:
    # Nobody has drawn the bounds of a region: a far one is elsewhere, all else stays open.
    if distance is None:
        return "unknown"
    return "near" if distance <= NEAR_KM else "apart" if distance > REGION_KM else "unknown"


def _only_named(place: Where) -> bool:
    """Whether no gazetteer knows the place, so that its key is its name."""
    key = place.key
    return not (key.startswith("c:") or (key.startswith("g") and key[1:].isdigit()))


@lru_cache(maxsize=1 << 14)
def _folded(name: str) -> str:
    return fold(name)


def _named_alike(a: str, b: str) -> bool:
    return _folded(a) == _folded(b)


@lru_cache(maxsize=1 << 14)
def finest(places: tuple[Where, ...]) -> tuple[Where, ...]:
    holders = {key for place in places for key in place.within}
    left = [place for place in places if place.key not in holders]
    best = min((_RANKS[place.precision] for place in left), default=0)
    # A state or a region named beside a town says where the town lies, or who fights.
    return tuple(place for place in left if _RANKS[place.precision] == best or _RANKS[place.precision] < 3)


def _figures(entry: Entry, *, total: bool) -> Iterator[Figure]:
    for quantity in entry.quantities:
        if quantity.cumulative == total and quantity.low is not None and quantity.part_of is None:
            yield (
                _counted(quantity), quantity.effect, quantity.low, quantity.high, quantity.item,
                quantity.word is not None,
            )  # fmt: skip


def _counted(quantity: Quantity) -> str:
    item = "people" if quantity.item in PEOPLE else quantity.item
    return f"{quantity.group or item} {quantity.effect}"
