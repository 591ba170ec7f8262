"""The map: by day, places by who is said to hold them, drawn by the server first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counterclaim.web import borders
from tests.web.conftest import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def test_the_map_is_drawn_by_the_server_with_caveat(client: Client) -> None:
    told = client.get("/map")
    assert told.status_code == 200
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="drawn map"' in told.text
    assert borders.CAVEAT in told.text
    assert "Hadrut" in told.text


def test_a_day_shows_what_is_said_of_it(client: Client) -> None:
    last = client.get("/api/map").json()
    labels = [one["properties"]["label"] for one in last["features"] if one["properties"]["kind"] == "place"]
    assert any("held by" in label for label in labels)
    before = client.get("/api/map?day=2019-01-01").json()
    assert before["features"] == []


def test_only_a_day_is_a_day(client: Client) -> None:
    assert client.get("/map?day=tomorrow").status_code == 422
    assert client.get("/api/map?day=0001-01-01").status_code == 200
    assert client.get("/map?day=9999-12-31").status_code == 200
    assert client.get("/map?day=0001-01-01").status_code == 200


def test_the_map_as_of_a_day_knows_nothing_later(client: Client) -> None:
    then = client.get("/map?as_of=2020-10-10").text
    assert "As of 2020-10-10" in then
    assert 'data-points="/api/map?as_of=2020-10-10&amp;day="' in then
    held = client.get("/api/places?as_of=2020-10-10").json()
    assert sum(one["intervals"] for one in held) < sum(
        one["intervals"] for one in client.get("/api/places").json()
    )


def test_an_empty_ledger_has_an_empty_map(empty: Client) -> None:
    assert "Nobody says of a place who holds it" in empty.get("/map").text


def test_lines_are_given_packed(client: Client) -> None:
    told = client.get("/api/borders")
    assert told.headers["content-encoding"] == "gzip"
    assert told.json()["type"] == "FeatureCollection"


def test_places_have_pages_and_json(client: Client) -> None:
    found = client.get("/api/places").json()
    assert found
    for one in found:
        told: dict[str, Any] = client.get(f"/api/places/{one['key']}").json()
        assert told["place"]["key"] == one["key"]
        assert len(told["intervals"]) == one["intervals"]
    assert client.get("/api/places/nowhere").status_code == 404


def test_the_slider_moves_the_map(
    live: str, page: Page, vendor: None, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(f"{live}/map")
    page.wait_for_selector("body[data-map=idle]")
    assert page.locator("#map canvas").is_visible()
    assert not page.locator(".still svg").is_visible()
    page.locator("#slider").focus()
    first = page.locator("#day").input_value()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#day").input_value() < first
    page.wait_for_url("**/map?day=*")
    assert axe(page) == []
