"""An incident's drawings: where its places lie, and links between cards for where no script draws them."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from counterclaim.web.columns import Card, SideBySide
from counterclaim.web.drawing import Dot, links_svg, map_svg

Where = tuple[str, float, float]
"""Name, latitude and longitude in degrees."""


@lru_cache(maxsize=1024)
def place_map(places: tuple[Where, ...]) -> Markup | None:
    """A small map of these places; None where none has coordinates."""
    if not places:
        return None
    dots = [Dot(lat, lon, name) for name, lat, lon in places]
    return map_svg(dots, width=480, height=300, title="Where it is said to have happened")


def link_drawing(beside: SideBySide) -> Markup | None:
    """The cards that contradict each other, by column, and the links between them; None where there is none."""
    drawn = [
        (link.a.card, link.b.card, f"{link.number} {link.kind}: {link.reason}")
        for link in beside.links
        if link.a.card and link.b.card and link.a.card != link.b.card and link.state != "dismissed"
    ]
    ends = {card for a, b, _ in drawn for card in (a, b)}
    if not drawn:
        return None
    columns = [
        (column.title, [(card.id, _label(card)) for card in column.cards if card.id in ends])
        for column in beside.columns
        if any(card.id in ends for card in column.cards)
    ]
    return links_svg(columns, drawn, hrefs={card: f"#card-{card}" for card in ends})


def _label(card: Card) -> str:
    numbers = ", ".join(str(chip.number) for chip in card.chips)
    denied = " denied" if card.claim["polarity"] == "denied" else ""
    return f"{numbers}: {card.claim['type']}{denied}, {card.outlets[0]}"
