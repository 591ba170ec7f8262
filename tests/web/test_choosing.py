"""Choosing what to link with, move to or merge with: near things first, by search, without a script and by keyboard."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from counterclaim.ledger import Ledger
from tests.web.conftest import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page


def offered(html: str) -> list[str]:
    return re.findall(r'type="radio" name="to" value="([^"]+)"', html)


def several(ledger: Ledger) -> dict[str, Any]:
    return max(ledger.incidents(), key=lambda one: (len(one["claims"]), one["id"]))


def test_claims_of_the_incident_are_offered_first_and_never_the_claim_itself(client: Client) -> None:
    told = several(client.ledger)
    claim, *others = told["claims"]
    html = client.get(f"/claims/{claim}/link").text
    assert set(offered(html)[: len(others)]) == set(others)
    assert claim not in offered(html)
    assert "of the same incident" in html


def test_an_incident_is_found_by_words_of_its_claims_and_by_its_id(client: Client) -> None:
    told = several(client.ledger)
    other = next(one for one in client.ledger.incidents() if one["id"] != told["id"])
    words = client.ledger.claim(other["claims"][0])["quote"]["text"].split()[:3]
    claim = told["claims"][0]
    by_words = client.get(f"/claims/{claim}/move", params={"q": '"' + " ".join(words) + '"'}).text
    assert other["id"] in offered(by_words)
    for named in (other["id"], other["claims"][0]):
        assert offered(client.get(f"/claims/{claim}/move", params={"q": named}).text) == [other["id"]]
    assert offered(client.get(f"/claims/{claim}/move", params={"q": told["id"]}).text) == []
    assert offered(client.get(f"/claims/{claim}/move", params={"q": "i_00000000"}).text) == []
    assert "Nothing has these words" in client.get(f"/claims/{claim}/move", params={"q": "zzzz"}).text
    for odd in ('"', "*", "()", '"a', "\u202e", "a" * 400):
        assert client.get(f"/incidents/{told['id']}/merge", params={"q": odd}).status_code == 200


def test_only_the_list_comes_to_a_script(client: Client) -> None:
    told = several(client.ledger)
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    part = client.get(f"/claims/{told['claims'][0]}/link?q=the", headers=headers).text
    assert part.lstrip().startswith("<fieldset")
    assert "<html" not in part


def test_the_form_moves_by_what_was_chosen_and_undo_brings_it_back(client: Client) -> None:
    told = several(client.ledger)
    claim = told["claims"][-1]
    html = client.get(f"/claims/{claim}/move").text
    seen = re.findall(r'name="seen" value="(\d+)"', html)[0]
    to = offered(html)[0]
    answer = client.write(f"/claims/{claim}/move", {"to": to, "seen": seen, "note": "it is the other strike"})
    assert answer.headers["location"] == f"/claims/{claim}"
    assert (
        client.ledger.claim(claim)["incident"]
        == client.ledger.claim(client.ledger.incident(to)["claims"][0])["incident"]
    )
    page = client.get(f"/claims/{claim}").text
    assert "it is the other strike" in page
    number = client.ledger.last_review()
    client.write(f"/reviews/{number}/undo")
    assert client.ledger.claim(claim)["incident"] == told["id"]


def test_nothing_chosen_is_told_and_nothing_done(client: Client) -> None:
    told = several(client.ledger)
    for url in (
        f"/claims/{told['claims'][0]}/move",
        f"/claims/{told['claims'][0]}/link",
        f"/incidents/{told['id']}/merge",
    ):
        answer = client.write(url, {"words": "a reason that took long to write", "note": "so did this"})
        assert answer.status_code == 422
        assert "choose" in answer.text
        assert "took long" in answer.text or "so did this" in answer.text
    assert client.ledger.last_review() == 0


def test_two_incidents_are_merged_by_keyboard_alone(
    live: str, sample: Path, page: Page, vendor: None
) -> None:  # fmt: skip
    with Ledger.open(sample) as ledger:
        told = several(ledger)
        other = next(one for one in ledger.incidents() if one["id"] != told["id"])
        words = ledger.claim(other["claims"][0])["quote"]["text"].split()
    page.goto(f"{live}/incidents/{told['id']}")
    with page.expect_navigation():
        page.keyboard.press("g")
    page.wait_for_load_state()
    assert page.evaluate("document.activeElement.id") == "choose-q"
    with page.expect_response("**/merge?q=*"):
        page.keyboard.type('"' + " ".join(words[:4]) + '"')
    page.locator(f"#choices input[value='{other['id']}']").wait_for()
    page.locator("#choices legend:has-text('found')").wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.value")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with Ledger.open(sample) as ledger:
        assert ledger.history(told["id"])[-1]["kind"] == "merge"
        assert set(ledger.incident(chosen)["claims"]) >= set(told["claims"])


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_only_editors_choose_what_to_merge(sample: Path, role: str) -> None:
    from counterclaim.web import passwords
    from counterclaim.web.options import Options

    with Ledger.open(sample) as ledger:
        ledger.add_user("ana", role, passwords.hashed("long enough 1"))  # type: ignore[arg-type]
        told = several(ledger)
    with Client(str(sample), Options()) as client:
        client.write("/login", {"name": "ana", "password": "long enough 1"})
        assert client.get(f"/incidents/{told['id']}/merge").status_code == 403
        expected = 403 if role == "reader" else 200
        assert client.get(f"/claims/{told['claims'][0]}/move").status_code == expected


def test_quotes_of_candidates_are_escaped(client: Client) -> None:
    told = several(client.ledger)
    html = client.get(f"/claims/{told['claims'][0]}/link", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in unescape(html.split("<main")[0])
    assert 'value="&lt;script&gt;' in html
