"""Which of the places that share a name is meant, by what the article says elsewhere.

Each candidate has a score in powers of ten: how prominent it is (its population, or a fixed value
for divisions), plus what speaks for it: the kind that a noun asks for, a place named right after it
that holds it ('X, Idlib'), countries and divisions named in the article, the conflict's countries,
nearness to other places of the article. Two rounds: the second measures nearness to the choices of
the first. One name is one place throughout an article, unless a noun beside it asks for another kind.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from counterclaim.gazetteer.keys import exact
from counterclaim.gazetteer.reading import Reading
from counterclaim.gazetteer.table import Kind, Place

_KIND_SCORE = {"country": 7.2, "region": 6.6, "adm1": 6.2, "site": 4.0, "adm2": 4.0}
_MAIN = 1.0
_LISTED = 2.0
_DOUBT = 1.5
_CITY_SHARE = 0.1
_BESIDE_KM = 60.0
_WANTED = {
    "settlement": ("settlement",),
    "district": ("adm2", "adm1"),
    "province": ("adm1", "adm2", "region"),
    "country": ("country",),
}
_LIST = frozenset({",", "and", ", and", "or", ", or", "and in", "،", "و", "، و", "&"})
_INSIDE = frozenset({",", "،", "in", "(", ", in", "", "of", "of the", "في", "في ريف", "بمحافظة", "في محافظة"})
_WANTED_BONUS = 4.0
_HELD = 4.0
_OWN = 3.0
_IN_CONFLICT = 1.5
_ELSEWHERE = 0.3
_IN_COUNTRY = 1.6
_IN_DIVISION = 1.2
_NEAR = 1.5
_NEAR_KM = 250.0
_FAR_KM = 1_000.0
_LITTLE_KNOWN = 50_000
_KNOWN_OTHERWISE = 1_000_000
_AWAY_KM = 400.0
_LONG_NAME = 8
_FEW = 3


def choose(
    readings: Sequence[Reading],
    gaps: Sequence[str],
    *,
    countries: Collection[str] = (),
    own: Collection[int] = (),
) -> list[Place | None]:
    """One place for each reading, in order; None where a reading names none.

    Where the article names countries and none of the conflict's, what speaks for the conflict's places
    counts for less. `gaps[i]` is the text between mention `i` and the next. `countries` are the conflict's, `own` the
    ids of the conflict's own places.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for index, reading in enumerate(readings):
        if reading.places:
            wanted = reading.kind if reading.kind in _WANTED else ""
            groups.setdefault((reading.key, wanted), []).append(index)
    counts = _countries(readings)
    about = 1.0 if not counts or any(code in counts for code in countries) else _ELSEWHERE
    most = max((sum(by_key.values()) for by_key in counts.values()), default=1.0)
    chosen: dict[int, Place] = {}
    for _ in range(2):
        divisions = {place.id for place in chosen.values() if place.kind in ("adm1", "adm2")}
        points = [
            (index, place) for index, place in chosen.items() if place.kind not in ("country", "region")
        ]
        result: dict[int, Place] = {}
        for (key, wanted), members in groups.items():
            places = readings[members[0]].places
            holders = [holder for index in members for holder in _holders(index, readings, gaps)]
            ids = {place.id for place in places}
            listed = {kind for index in members for kind in _listed(index, readings, gaps)}
            others = [place for index, place in points if index not in members]
            best = max(
                places,
                key=lambda place: (
                    _prior(place, key, places)
                    + _fits(place.kind, wanted)
                    + (_HELD if any(_holds(holder, place) for holder in holders) else 0.0)
                    + (_OWN * about if place.id in own and _may_be(place.kind, wanted) else 0.0)
                    + (_IN_CONFLICT * about if place.country in countries else 0.0)
                    + (_LISTED if place.kind in listed else 0.0)
                    + _IN_COUNTRY * _named(place.country, key, counts, most)
                    + (_IN_DIVISION if ({place.adm1, place.adm2} & divisions) - ids else 0.0)
                    + _NEAR * _nearness(place, others),
                    -place.id,
                ),
            )
            for index in members:
                result[index] = best
        chosen = result
    return [
        None if place is None or _doubtful(place, reading, chosen, counts, countries) else place
        for place, reading in zip(map(chosen.get, range(len(readings))), readings, strict=True)
    ]


def _doubtful(
    place: Place,
    reading: Reading,
    chosen: Mapping[int, Place],
    counts: dict[str, dict[str, float]],
    countries: Collection[str],
) -> bool:
    """Whether nothing but its words speaks for `place`: a namesake of one that the gazetteer lacks, or
    words that describe a place anywhere ('the Northern Province')."""
    if reading.generic and place.kind not in ("country", "region") and place.country not in countries:
        return not _named(place.country, reading.key, counts, 1.0)
    return _stray(place, reading, chosen, counts, countries)


def _stray(
    place: Place,
    reading: Reading,
    chosen: Mapping[int, Place],
    counts: dict[str, dict[str, float]],
    countries: Collection[str],
) -> bool:
    """Whether a little-known place, or one under another name than its main one, lies far from all
    others, in a country that nothing else speaks of; a long name that no other place bears is believed."""
    if place.kind in ("country", "region", "site") or place.weight or place.country in countries:
        return False
    main = _is_main(place, reading.key)
    if place.population >= (_LITTLE_KNOWN if main else _KNOWN_OTHERWISE):
        return False
    if _named(place.country, reading.key, counts, 1.0):
        return False
    others = {other.id: other for other in chosen.values() if other.id != place.id}
    if any(other.country == place.country for other in others.values()):
        return False
    if not main and len(others) >= _FEW:
        return _nearness(place, list(others.values())) < math.exp(-_AWAY_KM / _NEAR_KM)
    rare = (
        len(others) < _FEW and len(reading.places) == 1 and reading.proper and len(reading.key) >= _LONG_NAME
    )
    if place.kind == "adm1" or place.population >= _LITTLE_KNOWN or rare or len(others) < 2:
        return False
    return _nearness(place, list(others.values())) < math.exp(-_FAR_KM / _NEAR_KM)


def _prior(place: Place, key: str, rivals: Sequence[Place]) -> float:
    main = _MAIN if place.kind == "country" or _is_main(place, key) else 0.0
    if place.kind == "settlement":
        if any(rival.kind == "country" and rival.country == place.country for rival in rivals):
            return 4.0
        return main + (place.weight / 10 if main else 0.0) + math.log10(max(place.population, 300))
    score = place.weight / 10 - (0.5 if place.lat is None else 0.0)
    if place.kind in ("adm1", "adm2") and any(_yields(place, key, rival) for rival in rivals):
        return score + min(_KIND_SCORE[place.kind], 4.0 if exact(place.name) == key else 2.0)
    return main + score + _KIND_SCORE[place.kind] + 0.1 * math.log10(max(place.population, 1))


def _is_main(place: Place, key: str) -> bool:
    """Whether `key` is the place's main name, or in another script than main names are in."""
    return not key.isascii() or exact(place.name) == key


def _yields(division: Place, key: str, rival: Place) -> bool:
    """Whether a division's bare name rather means the settlement `rival`: the town that bears the name
    and holds a fair share of the division's people, or the town that an otherwise called division is
    named after."""
    if rival.kind != "settlement" or division.weight:
        return False
    called, town = exact(division.name), exact(rival.name)
    if called == town:
        key = called
    inside = division.id in (rival.adm1, rival.adm2)
    if called == key:
        alike = not town.startswith(f"{key} ")
        return inside and alike and rival.population > _CITY_SHARE * division.population
    if town != key and not called.startswith(f"{town} "):
        return False
    if division.lat is None or division.lon is None or rival.lat is None or rival.lon is None:
        return inside
    return inside or kilometres(division.lat, division.lon, rival.lat, rival.lon) < _BESIDE_KM


def _fits(kind: Kind, wanted: str) -> float:
    """What a noun that asks for a kind ('province') gives to a place of a kind."""
    kinds = _WANTED.get(wanted, ())
    return _WANTED_BONUS - 0.7 * kinds.index(kind) if kind in kinds else 0.0


def _may_be(kind: Kind, wanted: str) -> bool:
    """Whether no noun asks for a province where the place is a town of that name."""
    return not (wanted == "province" and kind == "settlement")


def _countries(readings: Sequence[Reading]) -> dict[str, dict[str, float]]:
    """ISO code → key of the name → weight: the countries and divisions that the article names, where
    no other country, division or large city bears the name."""
    counts: dict[str, dict[str, float]] = {}
    for reading in readings:
        prominent = [
            place for place in reading.places
            if place.kind in ("country", "adm1") or (place.kind == "settlement" and place.population >= 400_000)
        ]  # fmt: skip
        codes = {place.country for place in prominent}
        if len(codes) == 1 and (code := codes.pop()):
            by_key = counts.setdefault(code, {})
            by_key[reading.key] = by_key.get(reading.key, 0.0) + (
                2.0 if prominent[0].kind == "country" else 1.0
            )
    return counts


def _named(code: str | None, key: str, counts: dict[str, dict[str, float]], most: float) -> float:
    """0 to 1: how much the article is about the country, the name in question left out."""
    weight = sum(count for other, count in counts.get(code or "", {}).items() if other != key)
    return 0.5 + 0.5 * weight / most if weight else 0.0


def _listed(index: int, readings: Sequence[Reading], gaps: Sequence[str]) -> set[Kind]:
    """Kinds of the neighbours of mention `index` in a list, where their names leave no doubt."""
    found: set[Kind] = set()
    for gap, other in ((index - 1, index - 1), (index, index + 1)):
        if 0 <= gap < len(gaps) and gaps[gap].strip() in _LIST:
            neighbour = readings[other]
            if neighbour.places and not neighbour.part:
                ranked = sorted(
                    (
                        (_prior(place, neighbour.key, neighbour.places), place.kind)
                        for place in neighbour.places
                    ),
                    reverse=True,
                )
                doubt = [kind for prior, kind in ranked if prior > ranked[0][0] - _DOUBT]
                if set(doubt) <= {doubt[0]} and doubt[0] in ("country", "adm1"):
                    found.add(doubt[0])
    return found


def _holders(index: int, readings: Sequence[Reading], gaps: Sequence[str]) -> list[Place]:
    """Places named just after mention `index` that may hold it: after a comma or 'in', up to two on.

    Two names of one kind after one another are a list ('Niger, Nigeria'), not a place in another."""
    found: list[Place] = []
    places, key = readings[index].places, readings[index].key
    first = max(places, key=lambda place: _prior(place, key, places)).kind
    for step in range(index, min(index + 2, len(readings) - 1)):
        if gaps[step].strip() not in _INSIDE:
            break
        found += [place for place in readings[step + 1].places if place.kind != first]
    return found


def _holds(holder: Place, place: Place) -> bool:
    if holder.id == place.id:
        return False
    if holder.kind == "country":
        return holder.country == place.country
    return holder.id in (place.adm1, place.adm2)


def _nearness(place: Place, others: Sequence[Place]) -> float:
    """0 to 1: how near the nearest two other places are."""
    if place.lat is None or place.lon is None:
        return 0.0
    nearest = sorted(
        kilometres(place.lat, place.lon, other.lat, other.lon)
        for other in others
        if other.id != place.id and other.lat is not None and other.lon is not None
    )[:2]
    return sum(math.exp(-distance / _NEAR_KM) for distance in nearest) / 2


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees, on a sphere of 6,371 km (haversine)."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12_742.0 * math.asin(min(1.0, math.sqrt(h)))
