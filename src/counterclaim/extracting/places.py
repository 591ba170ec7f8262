"""Places of an article, resolved with what the conflict files say of the area."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.gazetteer import Gazetteer, locating
from counterclaim.gazetteer.overlay import Area
from counterclaim.model import PlaceMention, Span


def resolve(
    text: str,
    spans: Sequence[Span],
    *,
    gazetteer: Gazetteer,
    conflicts: Sequence[Area],
    language: str,
) -> list[PlaceMention]:
    """All place mentions of one article, resolved together; one result a span, in the order given.

    `gazetteer` should have been opened with the same `conflicts`, so that it knows their own places.
    A mention that names no known place has None for name, id and point, and precision settlement.
    """
    countries = tuple(dict.fromkeys(code for conflict in conflicts for code in conflict.countries))
    return locating.resolve(text, spans, gazetteer=gazetteer, language=language, countries=countries)
