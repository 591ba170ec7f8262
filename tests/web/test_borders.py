"""Lines without sides, and areas that several claim, each with a source."""

from __future__ import annotations

import gzip
import json

import pytest

from counterclaim.web import borders


@pytest.mark.parametrize("area", borders.disputed(), ids=lambda area: area.name)
def test_each_area_names_who_claims_it_and_a_source(area: borders.Area) -> None:
    assert len(area.claimants) >= 2
    assert list(area.claimants) == sorted(area.claimants)
    assert area.source
    names = area.name.split(" / ")
    assert names == sorted(names), "names that the sides use stand in alphabetical order"
    assert abs(area.lat) <= 90
    assert abs(area.lon) <= 180
    assert 5 <= area.radius_km <= 500


def test_areas_are_told_once() -> None:
    names = [area.name for area in borders.disputed()]
    assert len(names) == len(set(names)) >= 25


def test_no_border_that_takes_no_notice_crosses_a_disputed_area() -> None:
    for area in borders.disputed():
        reach = 0.8 * area.radius_km / borders.KM_A_DEGREE
        inside = [
            (lon, lat)
            for line in borders.lines()
            if line.kind == "border"
            for lon, lat in line.points
            if abs(lon - area.lon) < reach / 2 and abs(lat - area.lat) < reach / 2
        ]
        assert inside == [], area.name


def test_lines_have_no_names_and_no_fill() -> None:
    found = json.loads(gzip.decompress(borders.geojson()))
    kinds = {one["properties"]["kind"] for one in found["features"]}
    assert kinds == {"coast", "border", "disputed", "area"}
    for one in found["features"]:
        if one["properties"]["kind"] != "area":
            assert one["geometry"]["type"] == "MultiLineString"
            assert set(one["properties"]) == {"kind"}


def test_rings_are_closed() -> None:
    for area in borders.disputed():
        ring = borders.ring(area)
        assert ring[0] == ring[-1]


def test_the_caveat_names_source_and_date() -> None:
    assert "Natural Earth 4.1 (2018)" in borders.CAVEAT
    assert "take no position" in borders.CAVEAT
