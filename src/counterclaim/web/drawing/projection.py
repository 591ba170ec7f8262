"""From degrees to pixels: Web Mercator, fitted into a rectangle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log, pi, radians, tan

import numpy as np
from numpy.typing import NDArray

MOST_LAT = 84.0
LEAST_SPAN = 1.2
"""Degrees that a map shows at least: lines are too coarse for less."""


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees of WGS 84."""

    west: float
    south: float
    east: float
    north: float


WORLD = Box(-170.0, -56.0, 180.0, 78.0)


def around(points: Iterable[tuple[float, float]], margin: float = 0.35) -> Box:
    """The box that holds all (lat, lon) with `margin` of its size on each side; the world where there are none."""
    found = [(lat, lon) for lat, lon in points if abs(lat) <= 90 and abs(lon) <= 180]
    if not found:
        return WORLD
    south, north = min(p[0] for p in found), max(p[0] for p in found)
    west, east = min(p[1] for p in found), max(p[1] for p in found)
    tall, wide = max(north - south, LEAST_SPAN), max(east - west, LEAST_SPAN)
    mid_lat, mid_lon = (north + south) / 2, (east + west) / 2
    tall, wide = tall * (0.5 + margin), wide * (0.5 + margin)
    return Box(
        max(-180.0, mid_lon - wide),
        max(-MOST_LAT, mid_lat - tall),
        min(180.0, mid_lon + wide),
        min(MOST_LAT, mid_lat + tall),
    )


def core(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The (lat, lon) without the outermost tenth on each side, where there are eight or more: one talk in a far capital
    must not make a map of a district one of a continent."""
    found = list(points)
    cut = max(1, len(found) // 10)
    if len(found) < 8:
        return found
    lats, lons = sorted(p[0] for p in found), sorted(p[1] for p in found)
    return [
        p for p in found if lats[cut] <= p[0] <= lats[-cut - 1] and lons[cut] <= p[1] <= lons[-cut - 1]
    ] or found


def together(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The (lat, lon) without those that lie farther from their `core` than it is wide and tall, or some degrees."""
    found = list(points)
    box = around(core(found), 1.0)
    wide, tall = max(LEAST_SPAN * 3, box.east - box.west), max(LEAST_SPAN * 3, box.north - box.south)
    lat, lon = (box.north + box.south) / 2, (box.east + box.west) / 2
    return [p for p in found if abs(p[0] - lat) <= tall / 2 and abs(p[1] - lon) <= wide / 2] or found


def mercator(lat: float) -> float:
    """Northing in degrees of the equator."""
    bound = max(-MOST_LAT, min(MOST_LAT, lat))
    return log(tan(pi / 4 + radians(bound) / 2)) * 180 / pi


def northings(lats: NDArray[np.float64]) -> NDArray[np.float64]:
    """`mercator` of many."""
    bound = np.clip(lats, -MOST_LAT, MOST_LAT)
    made: NDArray[np.float64] = np.log(np.tan(pi / 4 + np.radians(bound) / 2)) * 180 / pi
    return made


class Projection:
    """Fits a box into `width` by `height` pixels, whole and in the middle."""

    def __init__(self, box: Box, width: int, height: int) -> None:
        low, high = mercator(box.south), mercator(box.north)
        self.scale = min(width / max(box.east - box.west, 1e-6), height / max(high - low, 1e-6))
        """Pixels a degree of longitude."""
        self._left = (box.east + box.west) / 2 - width / 2 / self.scale
        self._top = (high + low) / 2 + height / 2 / self.scale
        self.width, self.height = width, height

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        """x and y in pixels from the upper left corner."""
        return (lon - self._left) * self.scale, (self._top - mercator(lat)) * self.scale

    def pixels(
        self, lon: NDArray[np.float64], north: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The same for many points, of which the northings are given."""
        return (lon - self._left) * self.scale, (self._top - north) * self.scale

    def edges(self, margin: float) -> tuple[float, float, float, float]:
        """What `sees` with this margin, in degrees: west, east, and the lowest and highest northing."""
        wide, tall = (self.width + margin) / self.scale, (self.height + margin) / self.scale
        return (
            self._left - margin / self.scale,
            self._left + wide,
            self._top - tall,
            self._top + margin / self.scale,
        )

    def sees(self, x: float, y: float, margin: float = 0.0) -> bool:
        return -margin <= x <= self.width + margin and -margin <= y <= self.height + margin
