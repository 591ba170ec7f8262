"""The page of a place: a timeline, what contradicts, in whose words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

from counterclaim.comparing.holdings import Interval
from counterclaim.web.held import holds
from tests.web.conftest import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page


def most_contested(client: Client) -> str:
    found = client.get("/api/places").json()
    return str(max(found, key=lambda one: one["contested"])["key"])


def test_a_place_shows_its_timeline_and_words(client: Client) -> None:
    key = most_contested(client)
    told = client.get(f"/places/{quote(key, safe='')}").text
    object_ = client.get(f"/api/places/{quote(key, safe='')}").json()
    assert 'class="drawn timeline"' in told
    assert object_["contested"]
    for one in object_["contested"]:
        assert one["reason"] in told
    for interval in object_["intervals"]:
        for claim in interval["claims"]:
            assert f"/claims/{claim['claim']}" in told


def test_a_name_does_as_well_as_a_key(client: Client) -> None:
    assert client.get("/places/hadrut").status_code == 200


def test_a_place_that_nobody_is_said_to_hold_has_a_page(client: Client) -> None:
    assert "ganja" not in {one["name"].casefold() for one in client.get("/api/places").json()}
    told = client.get("/places/Ganja").text
    assert "Nobody says here who holds it." in told
    there = client.get("/api/incidents?place=Ganja&limit=3").json()["incidents"]
    assert there
    assert all(f'/incidents/{one["id"]}"' in told for one in there)
    (key,) = re.findall(r'href="/api/places/([^"]+)"', told)
    assert client.get(f"/places/{key}").status_code == 200
    assert client.get(f"/api/places/{key}").json()["intervals"] == []
    lines = client.get("/export/jsonl?place=Ganja").text.splitlines()
    assert len(lines) > len(there)
    for form in ("csv", "jsonl", "geojson"):
        assert f'href="/export/{form}?place=Ganja"' in told
        assert f'href="/export/{form}?type=control' not in told


def test_a_place_that_nobody_speaks_of_is_told(client: Client) -> None:
    told = client.get("/places/%3Cb%3Enowhere")
    assert told.status_code == 404
    assert "<b>nowhere" not in told.text


def test_a_claimant_s_word_stands_from_its_day_to_the_end_it_told() -> None:
    one = Interval("A", "A", "2020-10-01", "2020-10-05", "2020-10-05", ("c_1",), ("o_1",))
    assert [holds(one, f"2020-{day}") for day in ("09-30", "10-01", "10-04", "10-05")] == [
        False,
        True,
        True,
        False,
    ]
    open_ = Interval("A", "A", "2020-10-01", None, "2020-10-05", ("c_1",), ("o_1",))
    assert holds(open_, "2021-01-01")
    ended = Interval("A", "B", None, "2020-10-05", "2020-10-05", ("c_1",), ("o_1",))
    assert [holds(ended, f"2020-10-0{n}") for n in (3, 4, 5)] == [False, True, False]


def test_the_page_reads_well(live: str, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto(f"{live}/places/hadrut")
    assert page.locator("svg.timeline").is_visible()
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
