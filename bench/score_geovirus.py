#!/usr/bin/env python3
"""Score place resolution on GeoVirus (Gritta et al. 2018), gold spans given. COUNTERCLAIM_DATA names the folder.

  python -m bench.score_geovirus [--json] [--errors N]

The set gives name, offsets, a point and a Wikipedia page, but no GeoNames id and no kind. Offsets count from 1;
one that does not fit is moved to the nearest occurrence of the name. Kind and id of the gold come from the page:

- country: the page's title (without a bracket) names a country of the gazetteer, and the gold point lies
  within the country's reach of its point (600 km plus the root of its area would be fair; 2,500 km is used,
  which still tells Georgia from Georgia);
- division: the title names a first-level division whose point lies within 400 km of the gold point;
- a title that names both a division and a settlement within 25 km of the gold point (Mexico City) is a settlement,
  as is one with a comma (Paris, Texas);
- area: the title names a continent, region or second-level division, or ends in a word such as County or Sea;
- settlement: everything else.

Countries and divisions count where the GeoNames id is the same (a bracketed share also accepts the right point of
another feature of that name), settlements where the point lies within 161 km of the gold point; a mention without an
answer is wrong. One article of the file is resolved at a time.
"""

from __future__ import annotations

import argparse
import json
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from bench.measure import Figure, Skipped, data
from counterclaim.gazetteer import Gazetteer, locate
from counterclaim.gazetteer.choosing import kilometres
from counterclaim.gazetteer.keys import exact
from counterclaim.model import PlaceMention, Span

HIT_KM = 161.0
_AREA_WORDS = frozenset(
    [
        "county",
        "parish",
        "district",
        "province",
        "region",
        "sea",
        "ocean",
        "lake",
        "river",
        "mountains",
        "valley",
        "delta",
        "island",
        "islands",
        "peninsula",
        "coast",
        "bay",
        "gulf",
        "strait",
        "canal",
        "continent",
        "plateau",
    ]
)


@dataclass(frozen=True)
class Gold:
    span: Span
    name: str
    title: str
    lat: float
    lon: float


def read(path: Path) -> list[tuple[str, list[Gold]]]:
    articles = []
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        golds = []
        for node in article.iter("location"):
            name, page = node.findtext("name"), node.findtext("page")
            if not name or not page:
                continue
            start = int(node.findtext("start") or 1) - 1
            if text[start : start + len(name)] != name:
                starts = [n for n in range(len(text)) if text.startswith(name, n)]
                if not starts:
                    continue
                start = min(starts, key=lambda n: abs(n - start))
            title = unquote(page.rsplit("/wiki/", 1)[-1]).replace("_", " ").split("#")[0]
            lat, lon = float(node.findtext("lat") or 0), float(node.findtext("lon") or 0)
            golds.append(Gold(Span(start, start + len(name)), name, title, lat, lon))
        golds.sort(key=lambda gold: gold.span)
        articles.append((text, golds))
    return articles


def kind_of(gold: Gold, gazetteer: Gazetteer) -> tuple[str, int | None]:
    """(kind, GeoNames id): the rule at the top of this file."""
    if "," in gold.title:
        tail = gold.title.split(",")[0].split()[-1].casefold()
        return ("area", None) if tail in _AREA_WORDS else ("settlement", None)
    title = gold.title.split(" (")[0]
    places = gazetteer.lookup(title)

    def away(lat: float | None, lon: float | None) -> float:
        return kilometres(gold.lat, gold.lon, lat, lon) if lat is not None and lon is not None else 1e6

    near = [(away(place.lat, place.lon), place) for place in places]
    city = any(place.kind == "settlement" and distance < 25 for distance, place in near)
    for distance, place in near:
        if place.kind == "country" and distance < 2500:
            return "country", place.geonames
    for distance, place in sorted(near, key=lambda pair: pair[0]):
        if place.kind == "adm1" and distance < 400 and not city and place.geonames:
            return "division", place.geonames
    if city:
        return "settlement", None
    if any(place.kind in ("region", "adm2") and distance < 1500 for distance, place in near):
        return "area", None
    words = set(exact(title).split())
    return ("area", None) if words & _AREA_WORDS else ("settlement", None)


def right(gold: Gold, kind: str, one: int | None, found: PlaceMention) -> bool:
    if kind in ("country", "division"):
        return found.geonames == one
    return within(gold, found)


def within(gold: Gold, found: PlaceMention) -> bool:
    return (
        found.lat is not None
        and found.lon is not None
        and kilometres(gold.lat, gold.lon, found.lat, found.lon) <= HIT_KM
    )


def score(path: Path) -> tuple[dict[str, dict[str, float]], list[str]]:
    """Shares that are right, by kind, with the number of mentions; and a line for each that is wrong."""
    gazetteer = Gazetteer.open()
    hits: dict[str, list[bool]] = defaultdict(list)
    errors = []
    found_gold = found_all = found_right = 0
    for text, golds in read(path):
        mentions = locate(text, [gold.span for gold in golds], "en", gazetteer=gazetteer)
        for gold, found in zip(golds, mentions, strict=True):
            kind, one = kind_of(gold, gazetteer)
            hit = right(gold, kind, one, found)
            hits[kind].append(hit)
            if kind == "settlement":
                hits["settlement, largest namesake"].append(largest_is_right(gold, gazetteer))
            if not hit:
                errors.append(f"{kind:10} {gold.name!r} page {gold.title!r} ({gold.lat}, {gold.lon}) -> "
                              f"{found.name} {found.country} {found.precision} {found.geonames} ({found.lat}, {found.lon})")  # fmt: skip
        spans = gazetteer.find(text, 0, len(text), "en")
        found_all += len(spans)
        found_right += sum(any(span.overlaps(gold.span) for gold in golds) for span in spans)
        found_gold += sum(any(span.overlaps(gold.span) for span in spans) for gold in golds)
    total = sum(len(hits[kind]) for kind in ("country", "division", "area", "settlement"))
    hits["country and division"] = hits["country"] + hits["division"]
    result = {
        kind: {"n": len(values), "right": round(sum(values) / len(values), 4)}
        for kind, values in hits.items()
        if values
    }
    result["finding"] = {
        "n": total,
        "recall": round(found_gold / total, 4),
        "precision": round(found_right / found_all, 4),
    }
    return result, errors


def largest_is_right(gold: Gold, gazetteer: Gazetteer) -> bool:
    """Whether the most populous settlement of the name lies at the gold point: what no context gives."""
    rivals = [place for place in gazetteer.lookup(gold.name) if place.kind == "settlement"]
    largest = max(rivals, key=lambda place: place.population, default=None)
    return (
        largest is not None and kilometres(gold.lat, gold.lon, largest.lat or 0, largest.lon or 0) <= HIT_KM
    )


def measure() -> list[Figure]:
    result, _ = score(data("GeoVirus.xml"))
    floors = {"settlement": 0.8, "country and division": 0.95}
    names = {
        "settlement": "settlements within 161 km",
        "settlement, largest namesake": "the same, the largest namesake taken",
        "country and division": "countries and first-level divisions, the right id",
        "country": "of them countries",
        "division": "of them divisions",
        "area": "other areas within 161 km",
    }
    figures = [
        Figure(name, result[kind]["right"], floors.get(kind), f"{result[kind]['n']:.0f} mentions")
        for kind, name in names.items()
    ]
    found = result["finding"]
    return [*figures, *(Figure(f"finding them: {key}", found[key]) for key in ("recall", "precision"))]


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--errors", type=int, default=0)
    given = arguments.parse_args()
    try:
        result, errors = score(data("GeoVirus.xml"))
    except Skipped as reason:
        sys.exit(str(reason))
    print(json.dumps(result, indent=None if given.json else 1))
    for line in errors[: given.errors]:
        print(line)


if __name__ == "__main__":
    main()
