"""What all drawings share: elements with escaped attributes, days as numbers, names that fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from markupsafe import Markup, escape

PALETTE = ("#3b82c4", "#cf7a24", "#2f9e6e", "#b05fb8", "#7f8c1f", "#5f8f9f", "#c9587a", "#7a7fd0")
"""Colours of parties: each has a contrast of 3:1 or more to white and to the dark paper."""


def number(value: float) -> str:
    """'12.5', without zeros at the end."""
    return f"{value:.1f}".removesuffix(".0")


def colour(group: int | None) -> str:
    return "currentColor" if group is None else PALETTE[group % len(PALETTE)]


def tag(name: str, inside: Iterable[Markup] | Markup | str = "", /, **attributes: Any) -> Markup:
    """An element; `class_` is `class`, other underscores are hyphens; None leaves an attribute out."""
    told = ""
    for key, value in attributes.items():
        if value is not None:
            plain = number(value) if isinstance(value, float) else str(value)
            told += f' {key.removesuffix("_").replace("_", "-")}="{escape(plain)}"'
    body = str(escape(inside)) if isinstance(inside, str) else "".join(map(escape, inside))
    # Put together from escaped pieces: ten times quicker than Markup.format.
    return Markup(f"<{name}{told}>{body}</{name}>")


def words(text: str, most: int = 60) -> str:
    """Text of a drawing: unseen characters named, controls of direction too, cut with an ellipsis. Not yet escaped."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(
        f"[U+{ord(c):04X}]" if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs") else c for c in cut
    )


def linked(inside: Markup, href: str | None, label: str) -> Markup:
    """The element as a link to one of our own addresses (or a place in the page); with its label as title."""
    told = words(label, 300)
    titled = tag("g", [tag("title", told), inside])
    if href is None or not href.startswith(("/", "#")):
        return titled
    return tag("a", titled, href=href, aria_label=told)


def drawing(inside: Iterable[Markup], *, width: int, height: int, title: str, told: str, name: str) -> Markup:
    """The whole SVG: `title` names it, `told` says in words what it shows."""
    body = [tag("title", words(title, 300)), tag("desc", words(told, 2000)), *inside]
    return tag(
        "svg",
        body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"drawn {name}",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="group",
        aria_label=words(title, 300),
        font_family="system-ui, sans-serif",
        font_size=12,
    )


def ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def ticks(first: int, last: int, most: int = 7) -> list[tuple[int, str]]:
    """Days (ordinals) at which an axis has its marks, with their labels."""
    span = max(last - first, 1)
    step = next((s for s in (1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1826, 3652) if span / s <= most), span)
    return [(day, date.fromordinal(day).isoformat()) for day in range(first, last + 1, step)]
