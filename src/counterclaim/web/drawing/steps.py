"""Running totals as steps: a total stands until the next one of the same claimant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup

from counterclaim.web.drawing.svg import colour, drawing, linked, number, ordinal, tag, ticks, words

LEFT, RIGHT, TOP, BOTTOM = 56, 12, 14, 26
ROW = 15
"""Pixels of a line's name above the chart."""


@dataclass(frozen=True, slots=True)
class Step:
    """A total told on `day` (ISO 8601) as a range; `high` None: open above. `marked`: what is odd about it, in words
    ('fell', 'unexplained rise')."""

    day: str
    low: float
    high: float | None
    label: str
    href: str | None = None
    marked: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One claimant's totals; `group` chooses the colour."""

    name: str
    steps: tuple[Step, ...]
    group: int | None = None


def steps_svg(
    lines: Sequence[Line], *, width: int = 640, height: int = 260, title: str = "Running totals"
) -> Markup:
    """Step lines with a dot at each total that was told, ranges as bars, odd ones as triangles, that point down where
    the total fell. What the lines are called stands above them, where there are several."""
    told = [step for line in lines for step in line.steps]
    if not told:
        return drawing([], width=width, height=height, title=title, told="no totals", name="steps")
    first, last = min(ordinal(s.day) for s in told), max(ordinal(s.day) for s in told)
    most = max(max(s.low, s.high or s.low) for s in told) or 1.0
    named = lines[:8] if len(lines) > 1 else ()
    height += ROW * len(named)
    top = TOP + ROW * len(named)
    grid = levels(most)
    most = max(most, grid[-1])
    wide, tall = width - LEFT - RIGHT, height - top - BOTTOM

    def x(day: str) -> float:
        return LEFT + wide * (ordinal(day) - first) / max(last - first, 1)

    def y(value: float) -> float:
        return top + tall * (1 - value / (most * 1.05))

    body = [*_axes(first, last, width, height), *_grid(grid, y, width)]
    for line in lines:
        ordered = sorted(line.steps, key=lambda s: s.day)
        path = "".join(
            f"M{number(x(s.day))} {number(y(s.low))}" if n == 0 else f"H{number(x(s.day))}V{number(y(s.low))}"
            for n, s in enumerate(ordered)
        )
        body.append(tag("path", d=path, fill="none", stroke=colour(line.group), stroke_width=2))
        for before, s in zip([None, *ordered], ordered, strict=False):
            drawn = _point(s, x(s.day), y, colour(line.group), before is not None and s.low < before.low)
            body.append(linked(drawn, s.href, f"{line.name}, {s.day}: {s.label}"))
    legend = [
        tag(
            "text",
            [tag("tspan", "■ ", fill=colour(line.group)), tag("tspan", words(line.name, 40))],
            x=LEFT,
            y=TOP + ROW * n,
            fill="currentColor",
        )
        for n, line in enumerate(named)
    ]
    sentence = "; ".join(
        f"{line.name}: {', '.join(f'{s.day} {s.label}' for s in line.steps[:12])}" for line in lines
    )
    return drawing([*body, *legend], width=width, height=height, title=title, told=sentence, name="steps")


def levels(most: float) -> list[float]:
    """Round numbers from 0 to `most` or a little above, three to six of them."""
    rough = most / 4
    ten = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    step = next(size * ten for size in (1, 2, 5, 10) if size * ten >= rough)
    if most >= 2:
        step = max(step, 1.0)
    return [step * n for n in range(ceil(most / step) + 1)]


def _point(step: Step, x: float, y: Callable[[float], float], ink: str, fell: bool) -> Markup:
    low = y(step.low)
    parts: list[Markup] = []
    if step.high is not None and step.high != step.low:
        parts.append(tag("path", d=f"M{number(x)} {number(low)}V{number(y(step.high))}", stroke=ink))
    if step.marked:
        parts.append(
            tag(
                "path",
                d=f"M{number(x)} {number(low + 7)}l6 -11h-12z"
                if fell
                else f"M{number(x)} {number(low - 7)}l6 11h-12z",
                fill=ink,
                stroke="currentColor",
                class_="marked",
            )
        )
    else:
        parts.append(tag("circle", cx=x, cy=low, r=3.5, fill=ink))
    return tag("g", parts)


def _axes(first: int, last: int, width: int, height: int) -> Iterator[Markup]:
    wide = width - LEFT - RIGHT
    for day, label in ticks(first, last, max(2, wide // 90)):
        x = LEFT + wide * (day - first) / max(last - first, 1)
        yield tag("text", label, x=x, y=height - 8, fill="currentColor", font_size=11,
                  text_anchor="start" if x < LEFT + 30 else "end" if x > width - 40 else "middle")  # fmt: skip


def _grid(values: Sequence[float], y: Callable[[float], float], width: int) -> Iterator[Markup]:
    for value in values:
        at = y(value)
        yield tag(
            "path", d=f"M{LEFT} {number(at)}H{width - RIGHT}", stroke="currentColor", stroke_opacity="0.15"
        )
        yield tag("text", f"{value:,g}" if value < 1e6 else f"{value:,.0f}", x=LEFT - 6, y=at + 4,
                  text_anchor="end", fill="currentColor", font_size=11)  # fmt: skip
