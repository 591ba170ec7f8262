"""Points of countries from Natural Earth 1:50m (public domain), as world-atlas packs it in TopoJSON."""

from __future__ import annotations

import itertools
import json
from pathlib import Path


def country_points(atlas: Path) -> dict[str, tuple[float, float]]:
    """ISO numeric code → (lat, lon): the centre of area of the country's largest polygon in Natural
    Earth 1:50m (public domain), from world-atlas' TopoJSON."""
    topology = json.loads(atlas.read_text())
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)

    def centre(ring: list[int]) -> tuple[float, float, float]:
        line: list[tuple[float, float]] = []
        for index in ring:
            points = arcs[index] if index >= 0 else arcs[~index][::-1]
            for lon, lat in points[1:] if line else points:
                if line:
                    lon += 360 * round((line[-1][0] - lon) / 360)
                line.append((lon, lat))
        area = lon = lat = 0.0
        for (x0, y0), (x1, y1) in itertools.pairwise(line):
            cross = x0 * y1 - x1 * y0
            area, lon, lat = area + cross / 2, lon + (x0 + x1) * cross, lat + (y0 + y1) * cross
        if abs(area) < 1e-9:
            return 0.0, line[0][1], line[0][0]
        return abs(area), lat / (6 * area), lon / (6 * area)

    found: dict[str, tuple[float, float]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if "id" not in shape or not shape.get("arcs"):
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        _, lat, lon = max(centre(polygon[0]) for polygon in polygons)
        found.setdefault(shape["id"], (round(lat, 3), round((lon + 180) % 360 - 180, 3)))
    return found
