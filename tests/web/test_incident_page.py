"""The page of one incident, as a browser without and with JavaScript has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from counterclaim.ledger import Ledger
from counterclaim.web.columns import side_by_side
from tests.web.conftest import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page


def contested(ledger: Ledger) -> dict[str, Any]:
    """An incident of which two cards of different columns contradict each other."""
    for told in ledger.incidents():
        claims = ledger.claims_by_id(told["claims"])
        parties = {link[end]: claims for link in told["links"] for end in ("a", "b") if link[end] in claims}
        speakers = {claims[one]["claimant"]["party"] for one in parties}
        if len(speakers) > 1:
            return told
    raise AssertionError("the sample has no contested incident")


def copied(ledger: Ledger) -> dict[str, Any]:
    return next(
        told for told in ledger.incidents() if any(len(one["outlets"]) > 1 for one in told["origins"])
    )


def test_each_party_has_a_column_with_its_quotes_and_outlets_stand_last(client: Client) -> None:
    for told in client.ledger.incidents():
        html = client.get(f"/incidents/{told['id']}").text
        kinds = re.findall(r'class="column kind-(\w+)"', html)
        assert kinds == sorted(kinds, key=["party", "unnamed", "outlet"].index)
        assert f'id="card-{told["claims"][0]}"' in html or len(told["origins"]) < len(told["claims"])


def test_its_claims_are_had_as_files(client: Client) -> None:
    told = contested(client.ledger)
    html = client.get(f"/incidents/{told['id']}").text
    for form in ("csv", "jsonl", "geojson"):
        assert f'href="/export/{form}?incident={told["id"]}"' in html
    dated = client.get(f"/incidents/{told['id']}?as_of=2020-12-01").text
    assert "?as_of=2020-12-01" in re.findall(r'href="(/report/incident/[^"]+)"', dated)[0]
    assert f"/export/csv?incident={told['id']}&amp;as_of=2020-12-01" in dated


def test_a_link_is_told_in_words_on_both_cards_and_in_the_list(client: Client) -> None:
    told = contested(client.ledger)
    html = client.get(f"/incidents/{told['id']}").text
    assert html.count('href="#link-1"') >= 2
    listed = html[html.index('id="link-1"') :]
    assert told["status"] in html
    assert re.search(r"strength \d\.\d\d", listed)
    assert "Why it is contested" in html


def test_an_origin_unfolds_into_the_outlets_that_have_it(client: Client) -> None:
    told = copied(client.ledger)
    html = client.get(f"/incidents/{told['id']}").text
    outlets = max((one["outlets"] for one in told["origins"]), key=len)
    unfolded = "".join(re.findall(r'<details class="origin">.*?</details>', html, re.S))
    assert "stood here first" in unfolded
    assert all(outlet in unfolded for outlet in outlets)


def test_the_beginning_of_an_id_leads_to_the_incident_and_another_to_not_found(client: Client) -> None:
    told = next(iter(client.ledger.incidents()))
    answer = client.get(f"/incidents/{told['id'][:12]}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/incidents/{told['id']}")
    assert client.get("/incidents/i_nothing").status_code == 404


def test_as_of_a_day_before_all_reports_there_is_nothing(client: Client) -> None:
    told = next(iter(client.ledger.incidents()))
    assert client.get(f"/incidents/{told['id']}?as_of=1999-01-01").status_code == 404
    assert client.get(f"/incidents/{told['id']}?as_of=2099-01-01").status_code == 200
    assert client.get(f"/incidents/{told['id']}?as_of=soon").status_code == 422


def test_facts_point_at_claims_of_the_page_or_elsewhere(client: Client) -> None:
    told = contested(client.ledger)
    html = client.get(f"/incidents/{told['id']}").text
    ids = set(re.findall(r'id="([^"]+)"', html))
    for address in re.findall(r'href="#([^"]+)"', html):
        assert address in ids


def test_no_two_elements_share_an_id(client: Client) -> None:
    for told in client.ledger.incidents():
        ids = re.findall(r' id="([^"]+)"', client.get(f"/incidents/{told['id']}").text)
        assert len(ids) == len(set(ids))


def test_links_are_drawn_between_the_cards(live: str, page: Page, sample: Any) -> None:
    with Ledger.open(sample) as ledger:
        told = next(
            one
            for one in ledger.incidents()
            if any({link["a"], link["b"]} <= set(one["claims"]) for link in one["links"])
        )
    page.goto(f"{live}/incidents/{told['id']}")
    page.wait_for_selector(".wires path", state="attached")
    card = page.locator(".card:has(.chip)").first
    card.locator(".chip").first.focus()
    page.wait_for_selector(".wires path.lit", state="attached")
    assert page.locator(".card.lit").count() == 2


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_those_who_cannot_see(
    live: str, page: Page, sample: Any, axe: Any, width: int, scheme: Any
) -> None:
    with Ledger.open(sample) as ledger:
        told = contested(ledger)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live}/incidents/{told['id']}")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_cards_hold_every_claim_once(client: Client) -> None:
    for told in client.ledger.incidents():
        made = side_by_side(told, client.ledger.claims_by_id(told["claims"]))
        held = [copy.claim for column in made.columns for card in column.cards for copy in card.copies]
        assert sorted(held) == sorted(told["claims"])
