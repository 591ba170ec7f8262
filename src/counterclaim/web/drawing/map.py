"""A map without a script: coast and boundary lines, disputed areas hatched, dots on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Literal

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from counterclaim.web import borders
from counterclaim.web.drawing.projection import Box, Projection, around, mercator, northings
from counterclaim.web.drawing.svg import colour, drawing, linked, number, tag, words

DotKind = Literal["place", "incident"]
FINEST = 1.0
"""Pixels between two points of a line at least."""
MARGIN = 4.0
"""Pixels around the picture of which points of a line are drawn."""
HATCH = 7
"""Pixels between two strokes of a hatched area."""
NEUTRAL = "#7b818a"
MOST_NAMED = 24
"""Dots up to which each has its name beside it."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a map. `group` chooses its colour (None: none of them); `href` one of our addresses."""

    lat: float
    lon: float
    label: str
    kind: DotKind = "place"
    href: str | None = None
    group: int | None = None
    contested: bool = False


def map_svg(
    points: Sequence[Dot],
    *,
    box: Box | None = None,
    width: int = 640,
    height: int = 400,
    title: str = "Map",
) -> Markup:
    """Places as circles, contested ones with a second ring; incidents as diamonds. `box` None: around the points."""
    shown = box or around((dot.lat, dot.lon) for dot in points)
    on = Projection(shown, width, height)
    seen = [(dot, *on(dot.lon, dot.lat)) for dot in points]
    seen = [one for one in seen if on.sees(one[1], one[2])]
    named = len({dot.label for dot, _, _ in seen}) <= MOST_NAMED
    told = "; ".join(f"{dot.label}{' (contested)' if dot.contested else ''}" for dot, _, _ in seen[:40])
    body = [_base(shown, width, height)]
    body += [linked(_mark(dot, x, y), dot.href, dot.label) for dot, x, y in seen]
    if named:
        body += _names(seen, width)
    return drawing(body, width=width, height=height, title=title, told=told or "no points", name="map")


def _mark(dot: Dot, x: float, y: float) -> Markup:
    if dot.kind == "incident":
        size = 5.0
        path = f"M{number(x)} {number(y - size)}l{size:g} {size:g}l-{size:g} {size:g}l-{size:g} -{size:g}z"
        return tag("path", d=path, fill=colour(dot.group), fill_opacity="0.75", stroke="currentColor")
    rings = [
        tag(
            "circle",
            cx=x,
            cy=y,
            r=6,
            fill=NEUTRAL if dot.group is None else colour(dot.group),
            stroke="currentColor",
        )
    ]
    if dot.contested:
        rings.append(
            tag("circle", cx=x, cy=y, r=9.5, fill="none", stroke="currentColor", stroke_dasharray="3 2")
        )
    return tag("g", rings)


def _names(seen: Sequence[tuple[Dot, float, float]], width: int) -> Iterator[Markup]:
    """Names beside their dots, each once and only where there is room."""
    taken: list[tuple[float, float, float]] = []
    for dot, x, y in seen:
        name = dot.label.split(":")[0]
        wide = min(len(name), 28) * 6.5
        at = x + 11 if x + 11 + wide < width else x - 11 - wide
        if any(abs(y - other) < 13 and at < end and begin < at + wide for begin, end, other in taken):
            continue
        taken.append((at, at + wide, y))
        yield tag("text", words(name, 28), x=at, y=y + 4, fill="currentColor", aria_hidden="true")


@lru_cache(maxsize=32)
def _base(box: Box, width: int, height: int) -> Markup:
    on = Projection(box, width, height)
    frame = tag("rect", x=0.5, y=0.5, width=width - 1, height=height - 1, fill="none", stroke="currentColor",
                stroke_opacity="0.3")  # fmt: skip
    paths = {kind: _paths(kind, on) for kind in borders.KINDS}
    parts = [
        tag("path", d=paths["coast"], stroke_opacity="0.6"),
        tag("path", d=paths["border"], stroke_opacity="0.3"),
        tag("path", d=paths["disputed"], stroke_opacity="0.5", stroke_dasharray="4 4"),
    ]
    areas = [_hatched(area, on) for area in borders.disputed()]
    body = [*parts, *filter(None, areas)]
    lines = tag("g", body, fill="none", stroke="currentColor", stroke_width=1, class_="lines")
    return frame + lines


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """All lines of a kind as one run of points: longitude and northing in degrees, whether a line begins or ends at
    each, and how many degrees its line covers."""

    lon: NDArray[np.float64]
    north: NDArray[np.float64]
    first: NDArray[np.bool_]
    last: NDArray[np.bool_]
    size: NDArray[np.float64]


@lru_cache(maxsize=len(borders.KINDS))
def _run(kind: borders.Kind) -> _Run:
    lines = [line for line in borders.lines() if line.kind == kind]
    points = np.array([point for line in lines for point in line.points], dtype=np.float64).reshape(-1, 2)
    line = np.repeat(np.arange(len(lines)), [len(one.points) for one in lines])
    sizes = np.array(
        [max(one.east - one.west, mercator(one.north) - mercator(one.south)) for one in lines],
        dtype=np.float64,
    )
    turns = np.flatnonzero(line[1:] != line[:-1])
    first, last = np.zeros(len(line), dtype=np.bool_), np.zeros(len(line), dtype=np.bool_)
    first[[0, *(turns + 1)]] = last[[*turns, -1]] = True
    lon, north = (np.ascontiguousarray(points[:, n]) for n in (0, 1))
    return _Run(lon, northings(north), first, last, sizes[line])


def _paths(kind: borders.Kind, on: Projection) -> str:
    """The parts of a kind's lines that can be seen, with the point before and after, thinned to `FINEST`.

    Of tens of thousands of points few are near; only those are gone through one by one.
    """
    run = _run(kind)
    west, east, low, high = on.edges(MARGIN)
    inside = (run.lon >= west) & (run.lon <= east) & (run.north >= low) & (run.north <= high)
    near = np.flatnonzero(inside)
    near = near[run.size[near] * on.scale >= FINEST]
    # With the neighbours of each, but not over the end of its line.
    drawn = np.union1d(np.union1d(near, near[~run.first[near]] - 1), near[~run.last[near]] + 1)
    x, y = on.pixels(run.lon[drawn], run.north[drawn])
    made: list[str] = []
    at, before = (0.0, 0.0), -2
    columns = (drawn, x, y, run.first[drawn], run.last[drawn])
    for n, here_x, here_y, starts, ends in zip(*(column.tolist() for column in columns), strict=True):
        if starts or n != before + 1:
            made.append(f"M{number(here_x)} {number(here_y)}")
            at = (here_x, here_y)
        elif ends or abs(here_x - at[0]) + abs(here_y - at[1]) >= FINEST:
            made.append(f"L{number(here_x)} {number(here_y)}")
            at = (here_x, here_y)
        before = n
    return "".join(made)


def _hatched(area: borders.Area, on: Projection) -> Markup | None:
    """A circle with strokes: seen also where colours are not, and never a line of a boundary."""
    x, y = on(area.lon, area.lat)
    _, edge = on(area.lon, area.lat + area.radius_km / borders.KM_A_DEGREE)
    radius = y - edge
    if radius < 3 or not on.sees(x, y, radius):
        return None
    strokes: list[str] = []
    for n in range(-int(radius / HATCH), int(radius / HATCH) + 1):
        away, half = n * HATCH, sqrt(max(radius**2 - (n * HATCH) ** 2, 0.0))
        # Chords of the circle at 45 degrees.
        mid_x, mid_y, side = x + away * 0.7071, y + away * 0.7071, half * 0.7071
        strokes.append(
            f"M{number(mid_x - side)} {number(mid_y + side)}l{number(2 * side)} {number(-2 * side)}"
        )
    *others, last = area.claimants
    # Not "claimed by": some govern in it and claim nothing.
    label = f"Disputed: {area.name}, between {', '.join(others)} and {last} ({area.source})"
    return tag(
        "g",
        [
            tag("title", words(label, 300)),
            tag("circle", cx=x, cy=y, r=radius, stroke_opacity="0.35", stroke_dasharray="2 4"),
            tag("path", d="".join(strokes), stroke_opacity="0.15"),
        ],
        class_="disputed",
    )
