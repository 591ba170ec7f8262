"""Places of conflict files as rows of the gazetteer: places it lacks, spellings and English names for
those it has."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from counterclaim.gazetteer.table import Kind, Place, Row
from counterclaim.model import PlacePrecision

PRECISION: Mapping[Kind, PlacePrecision] = {
    "country": "country", "adm1": "province", "adm2": "district",
    "settlement": "settlement", "region": "region", "site": "exact",
}  # fmt: skip
KIND: Mapping[PlacePrecision, Kind] = {precision: kind for kind, precision in PRECISION.items()}
_FIRST = -10_000_000
_SAME_KM = 15.0


class NamedPlace(Protocol):
    """What `parties.conflict.Place` has; degrees, WGS 84."""

    @property
    def name(self) -> str: ...
    @property
    def spellings(self) -> Sequence[str]: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...
    @property
    def precision(self) -> PlacePrecision: ...
    @property
    def country(self) -> str | None: ...
    @property
    def geonames(self) -> int | None: ...


class Area(Protocol):
    """What `parties.conflict.Conflict` tells of where a conflict is."""

    @property
    def places(self) -> Sequence[NamedPlace]: ...
    @property
    def countries(self) -> Sequence[str]: ...


def rows(
    conflicts: Iterable[Area],
    known: Callable[[int], Place | None],
    lookup: Callable[[str], list[Place]],
) -> tuple[Row, ...]:
    """Rows for the places of `conflicts`; `known` and `lookup` find what the files have by id and name.

    A place without a GeoNames id is taken for one of the files that has its name and kind and lies
    within 15 km. A place that the files know keeps its divisions and population; name, point and kind are the
    conflict file's. Others are numbered below zero in order. A place named by two conflict files
    under one GeoNames id has the spellings of both.
    """
    found: dict[int, Row] = {}
    for conflict in conflicts:
        for named in conflict.places:
            kind = KIND[named.precision]
            old = known(named.geonames) if named.geonames else _same(named, kind, lookup(named.name))
            one = old.id if old else named.geonames or _FIRST - len(found)
            if old:
                place = replace(
                    old, name=named.name, kind=kind,
                    lat=old.lat if named.lat is None else named.lat,
                    lon=old.lon if named.lon is None else named.lon,
                )  # fmt: skip
            else:
                place = Place(one, kind, named.name, named.country, None, None, named.lat, named.lon, 0)
            names = (*found[one].names, *named.spellings) if one in found else tuple(named.spellings)
            found[one] = Row(place, names)
    return tuple(found.values())


def _same(named: NamedPlace, kind: Kind, places: Iterable[Place]) -> Place | None:
    if named.lat is None or named.lon is None:
        return None
    for place in places:
        near = (
            place.lat is not None
            and place.lon is not None
            and _close(named.lat, named.lon, place.lat, place.lon)
        )
        if place.kind == kind and near:
            return place
    return None


def _close(lat: float, lon: float, other_lat: float, other_lon: float) -> bool:
    north = (lat - other_lat) * 111.2
    east = (lon - other_lon) * 111.2 * math.cos(math.radians(lat))
    return math.hypot(north, east) <= _SAME_KM
