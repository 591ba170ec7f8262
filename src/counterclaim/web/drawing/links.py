"""Claims in columns with what contradicts drawn between them: for reports and where no script runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from counterclaim.web.drawing.svg import colour, drawing, linked, number, tag, words

WIDE, TALL, GAP, HEAD = 190, 34, 80, 26


def links_svg(
    columns: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    links: Sequence[tuple[str, str, str]],
    *,
    hrefs: Mapping[str, str] | None = None,
    title: str = "Who contradicts whom",
) -> Markup:
    """`columns`: a name with its claims as (id, words); `links`: two claims and the reason. Links with an end that
    is not there are left out. `hrefs`: where a claim's box leads to."""
    at: dict[str, tuple[float, float]] = {}
    body: list[Markup] = []
    for n, (name, claims) in enumerate(columns):
        left = n * (WIDE + GAP) + 1.0
        body.append(tag("text", words(name, 28), x=left, y=16, font_weight="bold", fill="currentColor"))
        for row, (claim, label) in enumerate(claims):
            top = HEAD + row * (TALL + 10.0)
            at[claim] = (left, top)
            box = tag("rect", x=left, y=top, width=WIDE, height=TALL, rx=4, fill="none", stroke=colour(n))
            text = tag(
                "text", words(label, 29), x=left + 8, y=top + 21, fill="currentColor", aria_hidden="true"
            )
            body.append(linked(tag("g", [box, text]), (hrefs or {}).get(claim), label))
    drawn = [(a, b, reason) for a, b, reason in links if a in at and b in at]
    for a, b, reason in drawn:
        (ax, ay), (bx, by) = sorted((at[a], at[b]))
        start, end = (ax + WIDE, ay + TALL / 2), (bx if bx > ax else bx + WIDE, by + TALL / 2)
        bend = GAP * 0.6
        turn = end[0] - bend if bx > ax else end[0] + bend
        path = (
            f"M{number(start[0])} {number(start[1])}C{number(start[0] + bend)} {number(start[1])} "
            f"{number(turn)} {number(end[1])} {number(end[0])} {number(end[1])}"
        )
        body.append(
            linked(
                tag("path", d=path, fill="none", stroke="#c0392b", stroke_width=1.5, class_="link"),
                None,
                reason,
            )
        )
    rows = max((len(claims) for _, claims in columns), default=0)
    return drawing(
        body,
        width=max(len(columns) * (WIDE + GAP) - GAP, 1) + 2,
        height=HEAD + rows * (TALL + 10),
        title=title,
        told="; ".join(reason for _, _, reason in drawn) or "no contradiction",
        name="links",
    )
