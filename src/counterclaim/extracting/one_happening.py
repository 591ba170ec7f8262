"""Whether times and places of two claims can be one happening's."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.gazetteer.choosing import kilometres
from counterclaim.model import PlaceMention, When

NEAR = ("day", "days")
"""Precisions of times that are handed on."""

APART_KM = 75.0
"""Kilometres within which two places can belong to one happening; twice that for provinces and regions."""

_WIDE = ("province", "region", "district")


def one_time(one: When | None, two: When | None) -> bool:
    """Whether two times can be one happening's: no other days, and not a day and a year."""
    if one is None or two is None:
        return one is None or one.precision in NEAR
    if None in (one.start, one.end, two.start, two.end):
        return False
    return str(one.start) <= str(two.end) and str(two.start) <= str(one.end) and one.precision in NEAR


def one_place(one: Sequence[PlaceMention], two: Sequence[PlaceMention]) -> bool:
    """Whether two lists of places can be one happening's: nothing in the one lies far from all of the other."""
    known, others = ([p for p in places if p.lat is not None and p.lon is not None] for places in (one, two))
    if not known or not others:
        return True
    return any(_near(a, b) for a in known for b in others)


def _near(one: PlaceMention, two: PlaceMention) -> bool:
    if one.name == two.name:
        return True
    if "country" in (one.precision, two.precision) or None in (one.lat, one.lon, two.lat, two.lon):
        return one.country == two.country
    wide = one.precision in _WIDE or two.precision in _WIDE
    far = kilometres(one.lat or 0.0, one.lon or 0.0, two.lat or 0.0, two.lon or 0.0)
    return far <= APART_KM * (1 + wide)
