"""GeoJSON by RFC 7946: one feature each, longitude first, nothing lost that has no place."""

from __future__ import annotations

import json
from typing import Any

from counterclaim.export import geojson


def _told(name: str, places: list[tuple[str, float | None, float | None]]) -> dict[str, Any]:
    return {
        "id": name,
        "type": "attack",
        "types": ["attack"],
        "status": "single",
        "grade": None,
        "time": {"start": "2031-05-03", "end": "2031-05-04"},
        "places": [{"name": at, "lat": lat, "lon": lon} for at, lat, lon in places],
        "parties": ["Narvia"],
        "claims": ["c_1"],
        "origins": [{}],
        "links": [],
    }


def _read(lines: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(lines))
    return found


def test_points_have_longitude_before_latitude() -> None:
    made = _read(list(geojson.incident_lines([_told("i_1", [("Qalat", 32.1, 66.9)])])))
    assert made["type"] == "FeatureCollection"
    assert made["features"][0]["geometry"] == {"type": "Point", "coordinates": [66.9, 32.1]}
    assert made["features"][0]["id"] == "i_1"
    assert made["features"][0]["properties"]["date_start"] == "2031-05-03"


def test_several_places_are_several_points_and_none_is_null() -> None:
    given = [
        _told("i_1", [("Qalat", 32.1, 66.9), ("Tarsk", -1.0, 0.0), ("the front", None, None)]),
        _told("i_2", [("the front", None, None)]),
        _told("i_3", []),
    ]
    first, second, third = _read(list(geojson.incident_lines(given)))["features"]
    assert first["geometry"] == {"type": "MultiPoint", "coordinates": [[66.9, 32.1], [0.0, -1.0]]}
    assert second["geometry"] is None
    assert third["geometry"] is None


def test_no_feature_is_a_valid_file_and_the_stamp_stands_beside() -> None:
    assert _read(list(geojson.lines([]))) == {"type": "FeatureCollection", "features": []}
    made = _read(list(geojson.lines([], {"articles": 12})))
    assert made["quality"] == {"articles": 12}


def test_memory_is_flat() -> None:
    def endless() -> Any:
        while True:
            yield _told("i_1", [])

    lines = geojson.incident_lines(endless())
    assert len([next(lines) for _ in range(50)]) == 50
