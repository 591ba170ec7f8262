"""Mentions to places: the whole of reading and choosing, for an article or any text."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from counterclaim.gazetteer.choosing import choose
from counterclaim.gazetteer.overlay import PRECISION
from counterclaim.gazetteer.reading import Reading, read, with_divisions
from counterclaim.gazetteer.store import Gazetteer
from counterclaim.gazetteer.table import Place
from counterclaim.model import PlaceMention, Span

_LOOSE_COUNTRIES = 1


def locate(
    text: str,
    spans: Sequence[Span] | Sequence[tuple[int, int]] | None = None,
    language: str = "en",
    *,
    gazetteer: Gazetteer | None = None,
) -> list[PlaceMention]:
    """Places of `text` with name, GeoNames id, latitude, longitude and precision, in order.

    `spans` are code points into `text`, one place each, all of one article; where none are given,
    they are found. A span that names no place known has None for its name, id and point.
    """
    places = gazetteer or _bundled()
    if spans is None:
        mentions = places.find(text, 0, len(text), language)
    else:
        mentions = [Span(*span) if isinstance(span, tuple) else span for span in spans]
    return resolve(text, mentions, gazetteer=places, language=language)


def resolve(
    text: str,
    spans: Sequence[Span],
    *,
    gazetteer: Gazetteer,
    language: str,
    countries: Collection[str] = (),
) -> list[PlaceMention]:
    """`spans` of one article, resolved together; the result is in the order of `spans`.

    `countries` (ISO 3166-1 alpha-2) are those of the conflicts: candidates there are preferred, and
    spellings that no name matches exactly are looked for there and in countries that the article names.
    """
    order = sorted(range(len(spans)), key=lambda n: spans[n])
    readings = [read(gazetteer, text, spans[n], language) for n in order]
    readings = [with_divisions(gazetteer, one) for one in _spelt(gazetteer, readings, countries)]
    gaps = [text[spans[a].end : spans[b].start][:40] for a, b in itertools.pairwise(order)]
    places = choose(readings, gaps, countries=countries, own=gazetteer.chosen)
    found: dict[int, PlaceMention] = {}
    for n, reading, place in zip(order, readings, places, strict=True):
        found[n] = _mention(text, spans[n], reading, place)
    return [found[n] for n in range(len(spans))]


def _spelt(gazetteer: Gazetteer, readings: list[Reading], countries: Collection[str]) -> list[Reading]:
    """Readings without a place, looked for by likely spelling in the countries at hand."""
    if all(reading.places for reading in readings):
        return readings
    named = Counter(
        reading.places[0].country
        for reading in readings
        if reading.places and reading.places[0].kind == "country" and reading.places[0].country
    )
    at_hand = {place.country for reading in readings for place in reading.places[:1]}
    countries = [code for code in countries if code in at_hand] or countries
    within = {
        place.country for reading in readings for place in reading.places[:1] if place.kind != "country"
    }
    loose = [code for code, _ in named.most_common() if code not in countries and code in within]
    loose = loose[:_LOOSE_COUNTRIES]
    area = (*countries, *(code for code in loose if code))
    found = []
    for reading in readings:
        if not reading.places and reading.key:
            like = tuple(
                place
                for code in area
                for key in reading.spellings or (reading.key,)
                for place in gazetteer.spelt_like(
                    key, code, strict=code not in countries or bool(reading.spellings)
                )
            )
            reading = replace(reading, places=like)
        found.append(reading)
    return found


def _mention(text: str, span: Span, reading: Reading, place: Place | None) -> PlaceMention:
    if place is None:
        return PlaceMention(span, span.of(text), None, None, None, None, "settlement")
    precision = PRECISION[place.kind]
    name = f"{reading.direction} {place.name}" if reading.direction else place.name
    if reading.part or reading.direction:
        precision = "region"
    return PlaceMention(
        span, span.of(text), name, place.geonames, place.lat, place.lon, precision, place.country
    )


@lru_cache(maxsize=1)
def _bundled() -> Gazetteer:
    return Gazetteer.open()
