"""GeoJSON (RFC 7946): one feature for each claim or incident, its places as points (longitude before latitude).

What has no place with coordinates has no geometry (null), so that nothing is lost on the way to a map.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from counterclaim.export import csv
from counterclaim.view import ClaimObject

_LEFT_OUT = frozenset({"id", "latitude", "longitude", "quote_start", "quote_end"})


def lines(claims: Iterable[ClaimObject], stamp: Mapping[str, Any] | None = None) -> Iterator[str]:
    """A FeatureCollection, a feature a line. Properties are the columns of the CSV; `stamp` stands beside the
    features under `quality`."""
    yield from collection((_claim(claim) for claim in claims), stamp)


def incident_lines(
    told: Iterable[Mapping[str, Any]], stamp: Mapping[str, Any] | None = None
) -> Iterator[str]:
    """The same of incident objects."""
    yield from collection((_incident(one) for one in told), stamp)


def collection(
    features: Iterable[Mapping[str, Any]], stamp: Mapping[str, Any] | None = None
) -> Iterator[str]:
    """The lines of a FeatureCollection."""
    quality = f'"quality":{_text(stamp)},' if stamp is not None else ""
    yield f'{{"type":"FeatureCollection",{quality}"features":[\n'
    before = ""
    for feature in features:
        yield f"{before}{_text(feature)}"
        before = ",\n"
    yield "\n]}\n"


def _claim(claim: ClaimObject) -> dict[str, Any]:
    properties = {name: read(claim) for name, (_, read) in csv.COLUMNS.items() if name not in _LEFT_OUT}
    return _feature(claim["id"], claim["places"], properties)


def _incident(told: Mapping[str, Any]) -> dict[str, Any]:
    when = told["time"] or {}
    properties = {
        "type": told["type"],
        "status": told["status"],
        "suggested_grade": told["grade"]["name"] if told["grade"] else None,
        "places": [place["name"] for place in told["places"]],
        "date_start": when.get("start"),
        "date_end": when.get("end"),
        "parties": told["parties"],
        "claims": told["claims"],
        "origins": len(told["origins"]),
        "conflicts": [link["reason"] for link in told["links"]],
    }
    return _feature(told["id"], told["places"], properties)


def _feature(name: str, places: Iterable[Mapping[str, Any]], properties: Mapping[str, Any]) -> dict[str, Any]:
    points = [[place["lon"], place["lat"]] for place in places if place["lat"] is not None]
    geometry: dict[str, Any] | None = None
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    elif points:
        geometry = {"type": "MultiPoint", "coordinates": points}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": dict(properties)}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
