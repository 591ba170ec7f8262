"""The queue, and one claim after the other."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counterclaim.ledger import Ledger
from tests.web.conftest import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("queue", ["unsure", "contested", "gone", "all"])
def test_every_queue_is_a_page(client: Client, queue: str) -> None:
    assert client.get(f"/review?queue={queue}").status_code == 200
    assert client.get(f"/review?queue={queue}&type=loss&page=3").status_code == 200


def test_a_judged_claim_leads_to_the_next_one(client: Client) -> None:
    first, second, *_ = client.ledger.waiting_claims("unsure")
    page = client.get(f"/review/{first}?queue=unsure").text
    back = html.unescape(re.findall(r'name="back" value="([^"]+)"', page)[0])
    assert back == f"/review/{second}?queue=unsure"
    answer = client.write(f"/claims/{first}/review", {"decision": "accept", "back": back})
    did = client.ledger.last_review()
    assert answer.headers["location"] == f"{back}&did={did}"
    # The next claim offers to take back what was done on the one before, and leads there.
    page = client.get(answer.headers["location"]).text
    assert f'action="/reviews/{did}/undo"' in page
    assert f'name="back" value="/review/{first}?queue=unsure"' in page
    assert first not in client.ledger.waiting_claims("unsure")
    assert "Judged" in client.get(f"/review/{first}").text


def test_contested_claims_have_a_queue_of_their_own(client: Client) -> None:
    waiting = client.ledger.waiting_claims("contested")
    assert 0 < len(waiting) < len(client.ledger.waiting_claims("all"))


def test_a_queue_is_worked_by_keyboard_alone(live: str, sample: Path, page: Page) -> None:
    with Ledger.open(sample) as ledger:
        ids = ledger.waiting_claims("unsure")
    page.goto(f"{live}/review")
    page.keyboard.press("o")
    page.wait_for_url(f"**/review/{ids[0]}*")
    page.keyboard.press("a")
    page.wait_for_url(f"**/review/{ids[1]}*")
    page.keyboard.press("r")
    page.wait_for_url(f"**/review/{ids[2]}*")
    page.goto(f"{live}/review/{ids[1]}")
    page.keyboard.press("u")
    page.get_by_text("Undone.").wait_for()
    with Ledger.open(sample) as ledger:
        assert ledger.waiting_claims("unsure") == ids[1:]


def test_a_claim_to_judge_stands_among_the_words_around_it(client: Client) -> None:
    claim = max(client.ledger.claims(), key=lambda one: one["quote"]["start"])
    article = client.ledger.article(claim["article"]["id"])
    page = html.unescape(client.get(f"/review/{claim['id']}").text)
    before = article.text[: claim["quote"]["start"]].split()[-3:]
    assert all(word in page.partition("<blockquote")[2].partition("<q")[0] for word in before)


def test_the_queue_is_in_the_api_with_what_comes_before_and_after(client: Client) -> None:
    found = client.get("/api/review?queue=unsure&limit=5&offset=2").json()
    ids = client.ledger.waiting_claims("unsure")
    assert [one["id"] for one in found["claims"]] == ids[2:7]
    assert (found["total"], found["seen"]) == (len(ids), 0)
    step = client.get(f"/api/review/{ids[2]}?queue=unsure").json()
    assert (step["previous"], step["next"]) == (ids[1], ids[3])
    only = client.get("/api/review?queue=all&type=loss&limit=200").json()
    assert {one["type"] for one in only["claims"]} == {"loss"}
    assert only["total"] == len(only["claims"])
    contested = client.get("/api/review?queue=contested&limit=200").json()
    assert contested["total"] == len(client.ledger.waiting_claims("contested"))
    assert client.get("/api/review?queue=best").status_code == 422
    assert client.get("/api/review/c_nothing").status_code == 404
    near = client.get(f"/api/claims/{ids[0]}/near").json()
    assert ids[0] not in {one["id"] for one in near}
    home = client.ledger.claim(ids[0])["incident"]
    for url in (f"/api/claims/{ids[0]}/near-incidents", f"/api/incidents/{home}/near-incidents"):
        assert home not in {one["id"] for one in client.get(url).json()}
