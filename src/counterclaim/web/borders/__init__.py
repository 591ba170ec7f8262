"""Coastlines and boundary lines without sides, and the areas that several claim: see docs/decisions/borders.md."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import cos, pi, radians, sin
from typing import Any, Literal

Kind = Literal["coast", "border", "disputed"]
KINDS: tuple[Kind, ...] = ("coast", "border", "disputed")
Coordinates = tuple[tuple[float, float], ...]

SCALE = 1000
"""Steps of a degree in which the lines are kept."""
KM_A_DEGREE = 111.2
CAVEAT = (
    "Lines: Natural Earth 4.1 (2018), generalised; they take no position. Hatched or dashed: disputed "
    "(a list of our own, 2026-12)."
)
"""Source, date and what the lines do not say: stands under every map and in every report."""


@dataclass(frozen=True, slots=True)
class Line:
    """A run of points as (longitude, latitude) in degrees of WGS 84, with the box that holds it."""

    kind: Kind
    points: Coordinates
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Area:
    """A circle around what is disputed. `claimants` claim it or govern in a part of it; `source` names a text that
    tells of the dispute, or who ruled on it."""

    name: str
    lat: float
    lon: float
    radius_km: float
    claimants: tuple[str, ...]
    source: str


@lru_cache(maxsize=1)
def lines() -> tuple[Line, ...]:
    """All lines, coasts first."""
    kept = json.loads(gzip.decompress((files(__package__) / "lines.json.gz").read_bytes()))
    return tuple(_line(kind, steps) for kind in KINDS for steps in kept[kind])


def _line(kind: Kind, steps: list[int]) -> Line:
    x = y = 0
    points: list[tuple[float, float]] = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / SCALE, y / SCALE))
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Line(kind, tuple(points), min(xs), min(ys), max(xs), max(ys))


@lru_cache(maxsize=1)
def disputed() -> tuple[Area, ...]:
    """All disputed areas, in the file's order."""
    text = (files(__package__) / "disputed.toml").read_text(encoding="utf-8")
    return tuple(
        Area(one["name"], one["lat"], one["lon"], one["radius_km"], tuple(one["claimants"]), one["source"])
        for one in tomllib.loads(text)["area"]
    )


def ring(area: Area, corners: int = 48) -> list[tuple[float, float]]:
    """The circle as a closed run of (longitude, latitude)."""
    tall = area.radius_km / KM_A_DEGREE
    wide = tall / max(cos(radians(area.lat)), 0.05)
    turns = [2 * pi * (n % corners) / corners for n in range(corners + 1)]
    return [(round(area.lon + wide * cos(t), 4), round(area.lat + tall * sin(t), 4)) for t in turns]


@lru_cache(maxsize=1)
def geojson() -> bytes:
    """Lines and areas as one GeoJSON collection, packed by gzip. `kind`: coast, border, disputed, area."""
    made = {"type": "FeatureCollection", "features": list(_features())}
    return gzip.compress(json.dumps(made, separators=(",", ":")).encode(), 6, mtime=0)


def _features() -> Iterator[dict[str, Any]]:
    for kind in KINDS:
        runs = [line.points for line in lines() if line.kind == kind]
        yield _feature({"kind": kind}, {"type": "MultiLineString", "coordinates": runs})
    for area in disputed():
        told = {
            "kind": "area",
            "name": area.name,
            "claimants": ", ".join(area.claimants),
            "source": area.source,
        }
        yield _feature(told, {"type": "Polygon", "coordinates": [ring(area)]})


def _feature(properties: dict[str, Any], geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}
