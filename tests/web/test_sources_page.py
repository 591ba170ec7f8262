"""Parties and outlets: facts, and that they are the ledger's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from counterclaim import opening
from counterclaim.analysis import Analysis
from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.web import source_facts
from counterclaim.web.source_facts import Source
from tests.web.conftest import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def found(sample_made: Path) -> dict[tuple[str, str], Source]:
    with Ledger.open(sample_made) as ledger:
        return source_facts.sources(Analysis.of(ledger, opening.world_spec(ledger, str(sample_made))))  # type: ignore[return-value]


def test_numbers_are_those_of_the_ledger(found: dict[tuple[str, str], Source], sample_made: Path) -> None:
    with Ledger.open(sample_made) as ledger:
        parties: dict[str, list[int]] = {}
        for one in ledger.sources():
            held = parties.setdefault(one.party, [0, 0])
            held[0] += one.claims
            held[1] += one.denied
        assert {
            name: [one.claims, one.denied] for (kind, name), one in found.items() if kind == "party"
        } == parties
        outlet = next(one for one in found.values() if one.kind == "outlet")
        assert outlet.claims == ledger.count(ClaimFilter(outlet=outlet.name))


def test_a_contradiction_stands_at_both_of_its_ends(found: dict[tuple[str, str], Source]) -> None:
    ends = {
        (link.kind, link.claim, link.other)
        for one in found.values()
        if one.kind == "party"
        for link in one.contradictions
    }
    assert ends
    assert ends == {(kind, other, claim) for kind, claim, other in ends}
    armenia = found["party", "Armenia"]
    assert 0 < armenia.contradicted <= armenia.origins
    assert dict(armenia.by)["Azerbaijan"] > 0
    assert "Armenia" not in dict(armenia.about)


def test_concessions_are_of_the_party_that_affirms(found: dict[tuple[str, str], Source]) -> None:
    conceded = {
        one.name: [told.words for told in one.conceded] for one in found.values() if one.kind == "party"
    }
    assert "Armenia affirms its own losses" in conceded["Armenia"]
    assert any("denied before" in words for words in conceded["Armenia"])
    assert not any(words.startswith("told by") for told in conceded.values() for words in told)


def test_reposts_go_out_where_they_come_in(found: dict[tuple[str, str], Source]) -> None:
    outlets = [one for one in found.values() if one.kind == "outlet"]
    came = {(told.article, told.other) for one in outlets for told in one.reposts_in}
    went = {(told.article, told.other) for one in outlets for told in one.reposts_out}
    assert came & went
    assert all(one.name not in dict(one.taken_from) for one in outlets)


def test_the_list_shows_parties_and_outlets_and_no_score(client: Client) -> None:
    page = client.get("/sources").text
    assert 'href="/sources/party/Armenia"' in page
    assert "Northgate Daily" in page
    assert "Outlets themselves" in page
    narrowed = client.get("/sources?q=northgate").text
    assert "Northgate Daily" in narrowed
    assert 'href="/sources/party/Armenia"' not in narrowed
    for word in ("trust", "reliab", "credib"):
        assert word not in page.casefold()


def test_every_party_and_outlet_has_its_page(client: Client, found: dict[tuple[str, str], Source]) -> None:
    for kind, name in found:
        if kind == "claimant":
            continue
        answer = client.get(f"/sources/{kind}/{quote(name, safe='')}")
        assert answer.status_code == 200, name
        assert client.get(f"/api/sources/{kind}/{quote(name, safe='')}").json()["name"] == name


def test_a_page_shows_what_stands_against_it_and_who_speaks(client: Client) -> None:
    page = client.get("/sources/party/Armenia").text
    for said in (
        "Who speaks",
        "Armenia: Ministry of Defence",
        "What stands against its claims",
        "What it conceded",
    ):
        assert said in page
    outlet = client.get("/sources/outlet/The%20Bystander").text
    assert "What it took from others" in outlet
    assert "The Harrow Post" in outlet
    assert "the outlet itself" in outlet


def test_an_unknown_source_is_not_found(client: Client) -> None:
    assert client.get("/sources/party/Atlantis").status_code == 404
    assert client.get("/api/sources/outlet/Atlantis").status_code == 404
    assert client.get("/api/sources/god/Atlantis").status_code == 422


def test_an_empty_ledger_has_none(empty: Client) -> None:
    assert "0 parties" in empty.get("/sources").text
    assert empty.get("/api/sources").json() == {"parties": [], "outlets": []}


def test_programs_add_and_see_how_far_it_is(empty: Client) -> None:
    import time

    text = (
        "The Northern Ministry of Defence said on 3 October 2020 that two tanks were destroyed near Hadrut."
    )
    assert empty.post("/api/documents", json={"text": text}).status_code == 403
    token = {"x-csrf-token": empty.get("/api/session").json()["csrf"]}
    assert empty.post("/api/documents", json={}, headers=token).status_code == 422
    assert empty.post("/api/documents", json={"addresses": ["/etc/passwd"]}, headers=token).status_code == 422
    answer = empty.post("/api/documents", json={"text": text, "title": "Two tanks"}, headers=token)
    assert answer.status_code == 202
    until = time.monotonic() + 60
    while (run := empty.get(f"/api/runs/{answer.json()['run']}").json())["ended"] is None:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert run["state"] == "ended"
    assert empty.ledger.count() == 1
    assert empty.get("/api/runs").json()["runs"] == [run]
    assert empty.get("/api/runs/none").status_code == 404
    assert empty.get("/api/rejected").json() == {"total": 0, "rejected": []}


@pytest.mark.parametrize("url", ["/sources", "/sources/party/Armenia", "/sources/outlet/The%20Bystander"])
def test_no_serious_finding(live: str, page: Page, axe: Callable[[Page], list[str]], url: str) -> None:
    page.goto(f"{live}{url}")
    page.locator("dl.pairs, table").first.wait_for()
    assert axe(page) == []
