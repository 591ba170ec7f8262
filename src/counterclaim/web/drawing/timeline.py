"""Bars over days, one row a claimant: who says who held a place, from when to when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.web.drawing.svg import colour, drawing, linked, number, ordinal, tag, ticks, words

ROW, LEFT, RIGHT, BOTTOM = 26, 190, 24, 28
LEAST = 7
"""Days that an axis spans at least."""


@dataclass(frozen=True, slots=True)
class Bar:
    """On `row` (a claimant), `label` from `start` to `end`; either None: open, drawn to the edge with an arrow.
    `told`: the last day on which it was said; after it an open bar is drawn thin. Days as ISO 8601."""

    row: str
    label: str
    start: str | None
    end: str | None
    told: str
    group: int | None = None
    href: str | None = None
    contested: bool = False


def timeline_svg(
    bars: Sequence[Bar],
    *,
    first: str | None = None,
    last: str | None = None,
    width: int = 720,
    title: str = "Timeline",
) -> Markup:
    """Rows in order of their names, a lane for each label. `first` and `last`: days that the axis spans (None: those of the bars)."""
    lanes = list(dict.fromkeys((bar.row, bar.label) for bar in sorted(bars, key=lambda bar: bar.row)))
    height = ROW * max(len(lanes), 1) + BOTTOM + 4
    if not bars:
        return drawing([], width=width, height=height, title=title, told="no claims", name="timeline")
    days = [ordinal(d) for bar in bars for d in (bar.start, bar.end, bar.told) if d]
    begin = ordinal(first) if first else min(days)
    finish = max(ordinal(last) if last else max(days), begin + LEAST)
    wide = width - LEFT - RIGHT

    def x(day: int) -> float:
        return LEFT + wide * min(max((day - begin) / (finish - begin), 0.0), 1.0)

    body: list[Markup] = []
    for day, label in ticks(begin, finish, 6):
        at = x(day)
        body.append(
            tag("path", d=f"M{number(at)} 0V{height - BOTTOM}", stroke="currentColor", stroke_opacity="0.15")
        )
        anchor = "end" if at > width - 60 else "middle" if at > LEFT else "start"
        body.append(
            tag("text", label, x=at, y=height - 9, text_anchor=anchor, fill="currentColor", font_size=11)
        )
    for n, (row, label) in enumerate(lanes):
        y = n * ROW + ROW / 2
        if n == 0 or lanes[n - 1][0] != row:
            body.append(tag("text", words(row, 28), x=0, y=y + 4, fill="currentColor"))
        for bar in bars:
            if (bar.row, bar.label) == (row, label):
                body.append(linked(tag("g", list(_bar(bar, y, x, width))), bar.href, told(bar)))
    sentence = "; ".join(told(bar) for bar in bars)
    return drawing(body, width=width, height=height, title=title, told=sentence, name="timeline")


def told(bar: Bar) -> str:
    """The bar as a sentence."""
    since = f"from {bar.start}" if bar.start else "from a day that it does not tell"
    until = f"to {bar.end}" if bar.end else f"last said {bar.told}"
    return f"{bar.row}: {bar.label}, {since} {until}{', contested' if bar.contested else ''}"


def _bar(bar: Bar, y: float, x: Callable[[int], float], width: int) -> Iterator[Markup]:
    last = x(ordinal(bar.end or bar.told))
    start = x(ordinal(bar.start)) if bar.start else max(last - 40.0, float(LEFT))
    solid = max(last - start, 4.0)
    ink = colour(bar.group)
    yield tag(
        "rect",
        x=start,
        y=y - 8,
        width=solid,
        height=16,
        fill=ink,
        fill_opacity="0.35",
        stroke="currentColor" if bar.contested else ink,
        stroke_width=2 if bar.contested else 1,
        stroke_dasharray="4 3" if bar.contested else None,
    )
    if not bar.end:
        arrow = f"M{number(start + solid)} {number(y)}h10m-4 -4l4 4l-4 4"
        yield tag("path", d=arrow, fill="none", stroke=ink, stroke_width=2)
    if not bar.start:
        yield tag("path", d=f"M{number(start)} {number(y)}h-8m4 -4l-4 4l4 4", fill="none", stroke=ink)
    label = words(bar.label, 40)
    long = 6.5 * len(label) + 8
    # Inside the bar where it fits, else behind it, else before it.
    at = start + 4 if long <= solid else start + solid + 14
    anchor = "start"
    if at + long > width:
        at, anchor = start - 12, "end"
    yield tag(
        "text",
        label,
        x=at,
        y=y + 4,
        text_anchor=anchor,
        fill="currentColor",
        font_size=11,
        aria_hidden="true",
    )
