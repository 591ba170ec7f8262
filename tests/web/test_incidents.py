"""The list of incidents: facets, order, words, days, addresses that show everybody the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from counterclaim.ledger.incident_reading import IncidentFilter
from tests.web.conftest import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def _listed(told: Iterable[dict[str, Any]]) -> list[str]:
    """Ids in the order of a list: what tells no day comes last."""
    return [one["id"] for one in sorted(told, key=lambda one: one["time"] is None)]


def _shown(html: str) -> list[str]:
    return re.findall(r'<a href="/incidents/(i_[0-9a-f]+)[^"]*" data-row>', html)


def test_the_page_shows_the_latest_first_with_counts(client: Client) -> None:
    html = client.get("/incidents").text
    expected = _listed(client.ledger.incidents())
    assert _shown(html) == expected[:25]
    assert f"{client.ledger.count_incidents()} incidents" in html
    for title in ("Status", "Type", "Party", "Place"):
        assert f"<summary>{title}</summary>" in html


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("type=attack", IncidentFilter(type="attack")),
        ("status=contested", IncidentFilter(status="contested")),
        ("party=Azerbaijan&type=loss", IncidentFilter(party="Azerbaijan", type="loss")),
        ("from=2020-10-02&to=2020-10-03", IncidentFilter(date_from="2020-10-02", date_to="2020-10-03")),
        ("sort=conflicts", IncidentFilter(order="conflicts")),
        ("contested=true", IncidentFilter(contested=True)),
        ("place=&party=&q=&from=&to=&as_of=", IncidentFilter()),
    ],
)
def test_an_address_filters_as_the_ledger_does(client: Client, address: str, wanted: IncidentFilter) -> None:
    found = client.ledger.incidents(wanted)
    expected = _listed(found) if wanted.order == "day" else [told["id"] for told in found]
    assert expected
    assert _shown(client.get(f"/incidents?{address}").text) == expected[:25]


def test_words_are_looked_for_in_claims(client: Client) -> None:
    html = client.get("/incidents", params={"q": "hadrut"}).text
    expected = {claim["incident"] for claim in client.ledger.search("hadrut", 500)} - {None}
    assert set(_shown(html)) == expected


def test_every_choice_leads_to_as_many_as_it_says(client: Client) -> None:
    told = client.get("/api/incidents", params={"type": "attack"}).json()
    for kind, values in told["facets"].items():
        for value in values[:3]:
            asked = [("type", "attack"), (kind, value["name"])] if kind != "type" else [(kind, value["name"])]
            assert client.get("/api/incidents", params=asked).json()["total"] == value["count"], (kind, value)


def test_a_place_is_found_under_another_name(client: Client) -> None:
    here = client.get("/api/incidents", params={"place": "Hadrut"}).json()["total"]
    other = client.get("/api/incidents", params={"place": "Гадрут"}).json()
    assert here > 0
    assert other["total"] >= here


def test_a_condition_can_be_taken_away(client: Client) -> None:
    html = client.get("/incidents?type=attack&type=loss&party=Armenia&q=air").text
    chips = [unescape(url) for url in re.findall(r'<a href="([^"]+)"[^>]*aria-label="without', html)]
    assert [sorted(dict(parse_qsl(urlsplit(url).query)).items()) for url in chips] == [
        [("party", "Armenia"), ("type", "loss")],
        [("party", "Armenia"), ("q", "air"), ("type", "loss")],
        [("party", "Armenia"), ("q", "air"), ("type", "attack")],
        [("q", "air"), ("type", "loss")],
    ]


def test_htmx_gets_the_part_and_a_clean_address(client: Client) -> None:
    answer = client.get("/incidents?q=&type=attack&from=&party=&sort=day", headers=PARTIAL)
    assert answer.headers["hx-push-url"] == "/incidents?type=attack"
    assert answer.text.lstrip().startswith('<div id="listing">')
    assert "<html" not in answer.text
    assert "HX-Request-Type" in answer.headers["vary"]
    assert "hx-push-url" not in client.get("/incidents?type=attack").headers


def test_a_page_beyond_the_last_shows_the_first(client: Client) -> None:
    assert _shown(client.get("/incidents?page=99").text) == _shown(client.get("/incidents").text)


def test_nothing_meets_all(client: Client) -> None:
    html = client.get("/incidents?place=Nowhere-on-Sea").text
    assert "0 incidents" in html
    assert "No incident meets all these conditions" in html


def test_an_empty_ledger(empty: Client) -> None:
    html = empty.get("/incidents").text
    assert "There is no incident yet" in html
    assert empty.get("/api/incidents").json()["total"] == 0


@pytest.mark.parametrize(
    "address",
    ["from=yesterday", "as_of=2020-13-01", "sort=loud", "page=0", "page=99999999999", "q=" + "x" * 500],
)
def test_what_is_no_address_is_told(client: Client, address: str) -> None:
    assert client.get(f"/incidents?{address}").status_code == 422
    assert client.get(f"/api/incidents?{address}").status_code == 422


def test_hostile_words_are_shown_as_words(client: Client) -> None:
    html = client.get(
        "/incidents", params={"q": "<script>alert(1)</script>\u202e\x00", "place": '"><b>'}
    ).text
    assert "<script>alert" not in html
    assert "<b>" not in html


def test_as_of_a_day_only_what_was_published_by_then(client: Client) -> None:
    client.get("/incidents?as_of=2020-10-02")
    told = client.get("/api/incidents?as_of=2020-10-02").json()
    published = {claim["id"]: claim["article"]["published"] for claim in client.ledger.claims()}
    held = [claim for one in told["incidents"] for claim in one["claims"]]
    assert held
    assert all((published[claim] or "") <= "2020-10-02" for claim in held)
    assert 0 < told["total"] < client.get("/api/incidents").json()["total"]
    html = client.get("/incidents?as_of=2020-10-02").text
    assert _shown(html) == [one["id"] for one in told["incidents"]]
    assert 'href="/incidents/' + told["incidents"][0]["id"] + '?as_of=2020-10-02"' in html
    words = client.get("/api/incidents?as_of=2020-10-02&q=the").json()["total"]
    assert 0 < words <= told["total"]
    assert client.get("/api/incidents?as_of=1999-01-01").json()["total"] == 0


def test_one_incident_as_json(client: Client) -> None:
    name = next(client.ledger.incidents(IncidentFilter(contested=True)))["id"]
    told = client.get(f"/api/incidents/{name}").json()
    assert told["id"] == name
    assert told["conflicts"]
    assert client.get(f"/api/incidents/{name[:9]}").json()["id"] == name
    assert client.get("/api/incidents/i_none").status_code == 404


def test_a_facet_is_chosen_in_the_browser(live: str, page: Page, vendor: None) -> None:
    page.goto(f"{live}/incidents")
    whole = page.locator("#found").inner_text()
    page.get_by_label("contested", exact=True).check()
    page.locator(".chips li").first.wait_for()
    assert page.url.endswith("/incidents?status=contested")
    narrowed = page.locator("#found").inner_text()
    assert narrowed != whole
    assert page.get_by_label("contested", exact=True).is_checked()
    page.reload()
    assert page.locator("#found").inner_text() == narrowed
    page.go_back()
    page.locator("#found", has_text=whole).wait_for()


def test_nothing_serious_for_axe(live: str, page: Page, axe: object) -> None:
    page.goto(f"{live}/incidents?type=attack")
    assert axe(page) == []  # type: ignore[operator]
    page.goto(f"{live}/search?q=air")
    assert axe(page) == []  # type: ignore[operator]


def test_rows_are_walked_by_keys(live: str, page: Page) -> None:
    page.goto(f"{live}/incidents")
    rows = page.locator("[data-row]")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert rows.nth(1).evaluate("at => at === document.activeElement")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/i_*")


def test_on_a_phone_the_list_stands_first(live: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live}/incidents")
    assert page.locator(".incident").first.is_visible()
    assert not page.get_by_label("contested", exact=True).is_visible()
    page.locator(".facets > summary").click()
    page.get_by_label("contested", exact=True).check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_typed_place_can_be_taken_away_again(live: str, page: Page, vendor: None) -> None:
    page.goto(f"{live}/incidents")
    page.get_by_label("Another place").fill("hadrut")
    page.keyboard.press("Tab")
    page.locator(".chips li").first.wait_for()
    assert page.url.endswith("/incidents?place=hadrut")
    assert page.get_by_label("Another place").input_value() == ""
    page.get_by_label("Hadrut", exact=True).first.uncheck()
    page.wait_for_url(f"{live}/incidents")
