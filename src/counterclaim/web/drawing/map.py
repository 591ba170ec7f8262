"""A map without a script: coast and boundary lines, disputed areas hatched, dots on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Literal

from markupsafe import Markup

from counterclaim.web import borders
from counterclaim.web.drawing.projection import Box, Projection, around
from counterclaim.web.drawing.svg import colour, drawing, linked, number, tag, words

DotKind = Literal["place", "incident"]
FINEST = 1.0
"""Pixels between two points of a line at least."""
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
    paths = {kind: "".join(_paths(kind, on)) for kind in borders.KINDS}
    parts = [
        tag("path", d=paths["coast"], stroke_opacity="0.6"),
        tag("path", d=paths["border"], stroke_opacity="0.3"),
        tag("path", d=paths["disputed"], stroke_opacity="0.5", stroke_dasharray="4 4"),
    ]
    areas = [_hatched(area, on) for area in borders.disputed()]
    body = [*parts, *filter(None, areas)]
    lines = tag("g", body, fill="none", stroke="currentColor", stroke_width=1, class_="lines")
    return frame + lines


def _paths(kind: borders.Kind, on: Projection) -> Iterator[str]:
    for line in borders.lines():
        if line.kind != kind:
            continue
        left, bottom = on(line.west, line.south)
        right, top = on(line.east, line.north)
        if right < 0 or left > on.width or bottom < 0 or top > on.height:
            continue
        if max(right - left, bottom - top) >= FINEST:
            yield _path([on(lon, lat) for lon, lat in line.points], on)


def _path(points: Sequence[tuple[float, float]], on: Projection) -> str:
    """The parts of a line that can be seen, with the point before and after, thinned to `FINEST`."""
    made: list[str] = []
    before: tuple[float, float] | None = None
    drawn: tuple[float, float] | None = None
    for at, (x, y) in enumerate(points):
        here = (x, y)
        if on.sees(x, y, 4) or (before is not None and on.sees(*before, 4)):
            if drawn is None and before is not None:
                made.append(f"M{number(before[0])} {number(before[1])}")
                drawn = before
            if drawn is None:
                made.append(f"M{number(x)} {number(y)}")
                drawn = here
            elif abs(x - drawn[0]) + abs(y - drawn[1]) >= FINEST or at == len(points) - 1:
                made.append(f"L{number(x)} {number(y)}")
                drawn = here
        else:
            drawn = None
        before = here
    return "".join(made) if len(made) > 1 else ""


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
    label = f"Disputed: {area.name}, claimed by {', '.join(area.claimants)} ({area.source})"
    return tag(
        "g",
        [
            tag("title", words(label, 300)),
            tag("circle", cx=x, cy=y, r=radius, stroke_opacity="0.35", stroke_dasharray="2 4"),
            tag("path", d="".join(strokes), stroke_opacity="0.15"),
        ],
        class_="disputed",
    )
