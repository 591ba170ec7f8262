"""Make src/counterclaim/web/borders/lines.json.gz from world-atlas (`npm ci` in web/): `python -m tools.build_borders`.

Coast: arcs of one country. Border: arcs of two. Disputed: borders of features that no standard list of countries has
or that are claimed whole, and whatever lies inside an area of disputed.toml. No shapes, no names, no fill.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from counterclaim.web import borders

ROOT = Path(__file__).resolve().parents[1]
ATLAS = ROOT / "web" / "node_modules" / "world-atlas" / "countries-50m.json"
OUT = ROOT / "src" / "counterclaim" / "web" / "borders" / "lines.json.gz"

CLAIMED = frozenset({"275", "732"})
"""ISO numbers of features whose every border is disputed: Palestine, Western Sahara."""

Run = list[tuple[float, float]]


def build(atlas: dict[str, Any]) -> dict[str, list[list[int]]]:
    """Steps of each line by kind, in `borders.SCALE` parts of a degree, the first from 0, 0."""
    users: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for country in atlas["objects"]["countries"]["geometries"]:
        for arc in _numbers(country["arcs"]):
            users[arc if arc >= 0 else ~arc].append(country)
    found: dict[str, list[list[int]]] = {kind: [] for kind in borders.KINDS}
    for number, arc in enumerate(atlas["arcs"]):
        run = list(_degrees(arc, atlas["transform"]))
        those = users.get(number, [])
        if len({id(one) for one in those}) < 2:
            found["coast"] += [_steps(part) for part in _at_the_edge(run)]
        elif any("id" not in one or one["id"] in CLAIMED for one in those):
            found["disputed"].append(_steps(run))
        else:
            for inside, part in _cut(run):
                found["disputed" if inside else "border"].append(_steps(part))
    return {kind: [steps for steps in runs if len(steps) > 2] for kind, runs in found.items()}


def _numbers(arcs: Any) -> Iterator[int]:
    if isinstance(arcs, int):
        yield arcs
    else:
        for one in arcs:
            yield from _numbers(one)


def _degrees(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[tuple[float, float]]:
    (wide, tall), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * wide + west, y * tall + south


def _at_the_edge(run: Run) -> Iterator[Run]:
    """A coast without what runs along or over the 180th meridian, where the set closes its shapes."""
    part: Run = run[:1]
    for start, end in pairwise(run):
        if abs(end[0] - start[0]) > 180 or (abs(start[0]) > 179.99 and abs(end[0]) > 179.99):
            yield part
            part = []
        part.append(end)
    yield part


def _cut(run: Run) -> Iterator[tuple[bool, Run]]:
    """Parts of a border that lie in disputed areas (True) and those between them."""
    part: Run = run[:1]
    state: bool | None = None
    for start, end in pairwise(run):
        inside = _inside((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        if state is not None and inside != state:
            yield state, part
            part = [start]
        state = inside
        part.append(end)
    if state is not None:
        yield state, part


def _inside(lon: float, lat: float) -> bool:
    return any(
        hypot((lon - area.lon) * cos(radians(area.lat)), lat - area.lat) * borders.KM_A_DEGREE
        <= area.radius_km
        for area in borders.disputed()
    )


def _steps(run: Run) -> list[int]:
    steps: list[int] = []
    last = (0, 0)
    for lon, lat in run:
        here = round(lon * borders.SCALE), round(lat * borders.SCALE)
        if here != last or not steps:
            steps += [here[0] - last[0], here[1] - last[1]]
            last = here
    return steps


def main() -> int:
    if not ATLAS.is_file():
        print(f"{ATLAS} is not there: run `npm ci` in web/", file=sys.stderr)
        return 2
    made = build(json.loads(ATLAS.read_text(encoding="utf-8")))
    text = json.dumps(made, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print({kind: len(runs) for kind, runs in made.items()}, OUT.stat().st_size, "bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
