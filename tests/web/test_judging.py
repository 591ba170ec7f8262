"""Judging by forms: accept, reject, correct any field, note, move, link, dismiss, merge, split, undo."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from counterclaim.ledger import Ledger
from counterclaim.web.correcting import corrected
from tests.web.conftest import Client

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def whole(ledger: Ledger) -> dict[str, Any]:
    """A claim of the sample with most fields told."""
    fields = ("places", "time", "quantities", "actors", "targets")
    return max(ledger.claims(), key=lambda one: (sum(bool(one[name]) for name in fields), one["id"]))


def forms(html: str, field: str) -> dict[str, str]:
    """The values of the form that corrects `field`, as the page shows them."""
    form = next(
        one for one in re.findall(r"<form.*?</form>", html, re.S) if f'name="field" value="{field}"' in one
    )
    found = {}
    for given in re.findall(r"<input [^>]*>", form):
        name = re.search(r'name="([^"]+)"', given)
        value = re.search(r'value="([^"]*)"', given)
        if name and not ('type="checkbox"' in given and " checked" not in given):
            found[name[1]] = unescape(value[1]) if value else ""
    for name, inside in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inside) or re.search(r'value="([^"]*)"', inside)
        assert chosen is not None
        found[name] = chosen[1]
    found.update(
        {
            name: unescape(v).removeprefix("\n")
            for name, v in re.findall(r'<textarea name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S)
        }
    )
    return found


FIELDS = (
    "type", "polarity", "certainty", "quote", "trigger", "cue", "claimant", "via", "actors", "targets", "places", "time",
    "quantities", "means", "objects", "evidence",
)  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_a_form_sent_as_it_stands_changes_nothing(client: Client, field: str) -> None:
    for claim in list(client.ledger.claims())[::9]:
        html = client.get(f"/claims/{claim['id']}").text
        shown = forms(html, field)
        given = corrected(claim, client.ledger.article(claim["article"]["id"]), field, shown)
        for name, value in given.items():
            if field in ("type", "polarity", "certainty", "evidence"):
                assert value == claim[name]
                continue
            # Words that stand twice in a sentence may be found at the first place.
            assert _without_places(value) == _without_places(claim[name])


def _without_places(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_places(one) for one in value]
    if not isinstance(value, dict):
        return value
    placed: tuple[str, ...] = (
        ("start", "end", "span") if "start" in value and "precision" not in value else ("span",)
    )
    if "lat" in value:
        placed = ("start", "end")
    return {key: one for key, one in value.items() if key not in placed}


def test_a_claim_is_accepted_rejected_and_left_open_and_each_is_undone(client: Client) -> None:
    claim = whole(client.ledger)["id"]
    for decision, expected in (("accept", "accepted"), ("reject", "rejected"), ("open", None)):
        seen = client.ledger.seen(claim)
        answer = client.write(f"/claims/{claim}/review", {"decision": decision, "seen": seen})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/claims/{claim}")
        assert client.ledger.claim(claim)["review"]["decision"] == expected
    last = client.ledger.history(claim)[-1]["number"]
    assert client.write(f"/reviews/{last}/undo").status_code == 303
    assert client.ledger.claim(claim)["review"]["decision"] == "rejected"
    html = client.get(f"/claims/{claim}").text
    assert "undone by review" in html


def test_a_corrected_figure_is_shown_with_what_the_engine_read(client: Client) -> None:
    claim = next(one for one in client.ledger.claims() if one["quantities"])
    form = forms(client.get(f"/claims/{claim['id']}").text, "quantities")
    form |= {
        "0.low": "1,234",
        "0.high": "2000",
        "0.item": "soldier",
        "0.effect": "captured",
        "note": "recount",
    }
    assert client.write(f"/claims/{claim['id']}/review", form).status_code == 303
    found = client.ledger.claim(claim["id"])
    assert (found["quantities"][0]["low"], found["quantities"][0]["high"]) == (1234, 2000)
    html = client.get(f"/claims/{claim['id']}").text
    assert "soldier captured: 1,234–2,000" in html
    assert "As the engine read it: quantities" in html
    assert "recount" in html


def test_words_that_do_not_stand_in_the_article_are_refused(client: Client) -> None:
    claim = whole(client.ledger)["id"]
    answer = client.write(f"/claims/{claim}/review", {"field": "trigger", "value": "<b>never said</b>"})
    assert answer.status_code == 422
    assert "&lt;b&gt;never said" in answer.text
    for form in (
        {"field": "type", "value": "rumour"},
        {"field": "id", "value": "c_1"},
        {"decision": "maybe"},
        {},
    ):
        assert client.write(f"/claims/{claim}/review", form).status_code in (400, 422)
    assert client.ledger.history(claim) == []


def test_the_later_edit_of_a_field_is_told_and_the_earlier_stands(client: Client) -> None:
    claim = whole(client.ledger)["id"]
    assert (
        client.write(f"/claims/{claim}/review", {"field": "type", "value": "abuse", "seen": 0}).status_code
        == 303
    )
    answer = client.write(f"/claims/{claim}/review", {"field": "type", "value": "agreement", "seen": 0})
    assert answer.status_code == 409
    assert "abuse" in answer.text
    assert client.write(f"/claims/{claim}/review", {"decision": "accept", "seen": 0}).status_code == 303
    assert client.ledger.claim(claim)["type"] == "abuse"


def test_a_link_is_dismissed_taken_back_and_confirmed(client: Client) -> None:
    told = next(
        one
        for one in client.ledger.incidents()
        if any({link["a"], link["b"]} <= set(one["claims"]) for link in one["links"])
    )
    link = next(x for x in told["links"] if {x["a"], x["b"]} <= set(told["claims"]))
    page = f"/incidents/{told['id']}"
    answer = client.write(f"/links/{link['id']}/dismiss", {"back": page})
    assert answer.headers["location"] == page
    html = client.get(page, follow_redirects=True).text
    assert 'class="link dismissed"' in html
    assert link["id"] not in {x["id"] for x in client.ledger.incident(told["id"])["links"]}
    seen = client.ledger.seen(link["id"])
    assert client.write(f"/links/{link['id']}/confirm", {"back": page, "seen": seen}).status_code == 303
    assert link["id"] in {x["id"] for x in client.ledger.incident(told["id"])["links"]}


def test_two_claims_are_linked_by_a_person(client: Client) -> None:
    first, second = [one["id"] for one in client.ledger.claims()][:2]
    form = {"to": second, "kind": "count", "words": "they count the same men"}
    assert client.write(f"/claims/{first}/link", form).status_code == 303
    assert "they count the same men" in client.get(f"/claims/{first}").text
    assert client.write(f"/claims/{first}/link", {**form, "kind": "hate"}).status_code == 422


def test_incidents_are_merged_split_and_a_claim_is_moved(client: Client) -> None:
    several = next(one for one in client.ledger.incidents() if len(one["claims"]) > 2)
    other = next(one for one in client.ledger.incidents() if one["id"] != several["id"])
    assert client.write(f"/incidents/{several['id']}/merge", {"to": other["id"]}).status_code == 303
    joined = client.ledger.incident(several["id"])
    assert {*several["claims"], *other["claims"]} <= set(joined["claims"])
    leaving = several["claims"][0]
    assert (
        client.write(
            f"/incidents/{joined['id']}/split",
            {"claims": [leaving], "seen": client.ledger.seen(joined["id"])},
        ).status_code
        == 303
    )
    assert client.ledger.claim(leaving)["incident"] != client.ledger.claim(several["claims"][1])["incident"]


def test_a_claim_is_moved_to_another_incident_and_back_by_undo(client: Client) -> None:
    several = next(one for one in client.ledger.incidents() if len(one["claims"]) > 2)
    other = next(one for one in client.ledger.incidents() if one["id"] != several["id"])
    leaving = several["claims"][-1]
    assert client.write(f"/claims/{leaving}/move", {"to": other["id"]}).status_code == 303
    assert client.ledger.claim(leaving)["incident"] == client.ledger.claim(other["claims"][0])["incident"]
    number = client.ledger.history(leaving)[-1]["number"]
    assert client.write(f"/reviews/{number}/undo").status_code == 303
    assert leaving in client.ledger.incident(several["id"])["claims"]


def test_a_note_on_an_incident_is_kept_with_who_and_when(client: Client) -> None:
    told = next(iter(client.ledger.incidents()))
    client.write(f"/incidents/{told['id']}/note", {"note": "<i>ask the \u202ewitness</i>"})
    html = client.get(f"/incidents/{told['id']}").text
    assert "&lt;i&gt;ask the" in html
    assert "U+202E" in html


def test_a_claim_is_judged_by_keys_alone(live: str, page: Page, sample: Path) -> None:
    with Ledger.open(sample) as ledger:
        claim = whole(ledger)["id"]
    page.goto(f"{live}/claims/{claim}")
    page.keyboard.press("a")
    page.wait_for_selector("#judge-title:has-text('accepted')")
    page.keyboard.press("r")
    page.wait_for_selector("#judge-title:has-text('rejected')")
    page.keyboard.press("u")
    page.wait_for_selector("#judge-title:has-text('accepted')")
    page.keyboard.press("c")
    page.wait_for_selector("#correct[open]")
    with Ledger.open(sample) as ledger:
        assert [one["kind"] for one in ledger.history(claim)] == ["set", "set", "undo"]
