"""Series as pages show them: those of one thing side by side, each with what was said, in which words, and how it rose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from counterclaim.web import wording
from counterclaim.web.drawing import steps
from counterclaim.web.drawing.svg import PALETTE, colour

Object = Mapping[str, Any]
MOST_LINES = len(PALETTE)
"""Lines of a chart: more could not be told apart."""


@dataclass(frozen=True, slots=True)
class Told:
    """A total as it was told: `figure` as bounds, `text` its wording, `claim` the first of `claims` that say it."""

    day: str | None
    figure: str
    text: str
    quote: str
    claimant: str
    claim: str
    claims: int
    origins: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rise:
    """From one day's total to the next. `explained`: what the claimant's own claims about single happenings between
    them add up to; `claims` are those; `marks` are sentences; `odd` says in a word what there is to look at, or ''."""

    first: str
    then: str
    rise: int
    explained: int
    unexplained: int
    claims: tuple[str, ...]
    marks: tuple[str, ...]
    odd: str


@dataclass(frozen=True, slots=True)
class Line:
    """One claimant's totals; `colour` as in the chart, None where it stands in none. `publisher`: of an outlet's own."""

    id: str
    name: str
    publisher: str | None
    told: tuple[Told, ...]
    rises: tuple[Rise, ...]
    colour: int | None


@dataclass(frozen=True, slots=True)
class Thing:
    """Totals of one thing by all who count it. `chart` is None where there are no two days; `data` is the same for the
    script that draws it anew; `left_out` lines stand in none of them. `incident`: the one that narrows them."""

    id: str
    title: str
    narrowed: str
    incident: str | None
    lines: tuple[Line, ...]
    chart: Markup | None
    data: tuple[dict[str, Any], ...]
    left_out: int


def grouped(found: Iterable[Object]) -> list[list[Object]]:
    """Series objects by what they count: first those with totals of several days, then those that several count, then
    those told most often."""
    groups: dict[tuple[Any, ...], list[Object]] = {}
    for one in found:
        groups.setdefault(_key(one), []).append(one)
    return sorted(
        groups.values(),
        key=lambda group: (
            len(_days(group)) < 2,
            -len(group),
            -sum(len(one["points"]) for one in group),
            title_of(group[0]),
            group[0]["id"],
        ),
    )


def _days(group: Iterable[Object]) -> set[str]:
    return {point["day"] for one in group for point in one["points"] if point["day"]}


def _key(one: Object) -> tuple[Any, ...]:
    narrowed = (one["place"], one["incident"], one["article"])
    return (
        tuple(one["about"]),
        one["item"],
        one["group"],
        one["effect"],
        one["since"],
        one["window"],
        narrowed,
    )


def thing(group: Sequence[Object]) -> Thing:
    """The totals of one thing, with their chart."""
    first = group[0]
    ordered = sorted(
        group, key=lambda one: (-len(one["points"]), one["claimant"], one["publisher"] or "", one["id"])
    )
    charted = len(_days(group)) > 1
    lines = tuple(_line(one, n if charted and n < MOST_LINES else None) for n, one in enumerate(ordered))
    title = title_of(first)
    shown = ordered[:MOST_LINES]
    drawn = [_drawn(one, line, n) for n, (one, line) in enumerate(zip(shown, lines, strict=False))]
    data = tuple(
        {
            "name": line.name,
            "colour": colour(line.group),
            "points": [
                {"day": s.day[:10], "low": s.low, "high": s.high, "label": s.label, "odd": bool(s.marked)}
                for s in line.steps
            ],
        }
        for line in drawn
        if line.steps
    )
    return Thing(
        id=first["id"],
        title=title,
        narrowed=_narrowed(first),
        incident=first["incident"],
        lines=lines,
        chart=steps.steps_svg([d for d in drawn if d.steps], title=title) if charted else None,
        data=data if charted else (),
        left_out=len(ordered) - len(shown) if charted else 0,
    )


def title_of(one: Object) -> str:
    """'Soldier killed of Azerbaijan, since the start of the conflict'."""
    counted = wording.thing(one)
    if one["group"] and one["item"] not in ("person", "civilian"):
        counted = f"{wording.plain(one['item'])} ({counted})"
    about = f" of {' and '.join(one['about'])}" if one["about"] else ""
    since = ""
    if one["since"]:
        since = f", in {one['since']}" if one["window"] else f", since {one['since']}"
    return f"{counted[:1].upper()}{counted[1:]}{about}{since}"


def _narrowed(one: Object) -> str:
    if one["place"]:
        return f"in {one['place']}"
    if one["incident"]:
        return "in one incident"
    return "in one article" if one["article"] else ""


def _line(one: Object, number: int | None) -> Line:
    return Line(
        id=one["id"],
        name=one["claimant"] if one["claimant"] not in ("outlet", "unnamed") else _voice(one),
        publisher=one["publisher"],
        told=tuple(
            Told(
                day=point["day"],
                figure=wording.number(point["low"], point["high"]),
                text=point["text"],
                quote=point["quote"],
                claimant=point["claimant"],
                claim=point["claims"][0],
                claims=len(point["claims"]),
                origins=len(point["origins"]),
                outlets=tuple(point["outlets"]),
            )
            for point in one["points"]
        ),
        rises=tuple(_rise(step) for step in one["steps"]),
        colour=number,
    )


def _voice(one: Object) -> str:
    if one["claimant"] == "outlet":
        return str(one["publisher"] or "an outlet")
    return f"unnamed in {one['publisher']}" if one["publisher"] else "unnamed"


def _rise(step: Object) -> Rise:
    kinds = [mark["kind"] for mark in step["marks"]]
    odd = ", ".join(dict.fromkeys(kinds))
    if not odd and step["unexplained"] > 0:
        odd = "unexplained rise"
    return Rise(
        first=step["from"],
        then=step["to"],
        rise=step["rise"],
        explained=step["explained"],
        unexplained=step["unexplained"],
        claims=tuple(step["claims"]),
        marks=tuple(mark["reason"] for mark in step["marks"]),
        odd=odd,
    )


def _drawn(one: Object, line: Line, number: int) -> steps.Line:
    odd = {rise.then: rise.odd for rise in line.rises if rise.odd}
    found = []
    for point, told in zip(one["points"], line.told, strict=True):
        if point["day"] is None:
            continue
        low, high = point["low"], point["high"]
        label = told.figure + (f" ({odd[told.day]})" if told.day in odd else "")
        found.append(
            steps.Step(
                day=point["day"],
                low=float(low if low is not None else high or 0),
                high=None if high is None or low is None else float(high),
                label=label,
                href=f"/claims/{told.claim}",
                marked=odd.get(point["day"]),
            )
        )
    return steps.Line(line.name, tuple(found), number)
