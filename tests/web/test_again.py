"""Nothing that was typed is lost: a form that is not taken comes back with it, beside what somebody else set meanwhile."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from counterclaim.ledger import ClaimFilter, IncidentFilter, Ledger
from counterclaim.ledger.acts import Act
from tests.web.conftest import Client
from tests.web.test_judging import forms, whole

if TYPE_CHECKING:
    from playwright.sync_api import Page


def sent_again(html: str, button: str = "Save mine anyway") -> tuple[str, dict[str, str]]:
    """Address and values of the form with this button."""
    form = next(one for one in re.findall(r"<form.*?</form>", html, re.S) if button in one)
    action = unescape(re.findall(r'action="([^"]+)"', form)[0])
    found = {}
    for given in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', given), re.search(r'value="([^"]*)"', given)
        if name and not ('type="checkbox"' in given and " checked" not in given):
            found[name[1]] = unescape(value[1]) if value else ""
    for name, inside in re.findall(r'<select [^>]*?name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        options = re.findall(r'<option(?: value="([^"]*)")?( selected)?>([^<]*)', inside)
        chosen = next((one for one in options if one[1]), options[0])
        found[name] = chosen[0] or (chosen[2] if "value=" not in inside else "")
    for name, inside in re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        found[name] = unescape(inside)
    found.pop("csrf", None)
    return action, found


def other(client: Client, claim: str, **fields: Any) -> None:
    """What Ana does meanwhile."""
    act = Act(kind="set", subject="claim", target=claim, fields=fields, seen=2**30)
    client.ledger.act(act, reviewer="Ana")


def test_a_corrected_date_comes_back_beside_the_other_one_and_is_saved_knowingly(client: Client) -> None:
    claim = whole(client.ledger)
    name = claim["id"]
    form = forms(client.get(f"/claims/{name}").text, "time") | {"start": "2020-10-02", "end": "2020-10-05"}
    other(
        client, name, time={**claim["time"], "start": "2020-10-01", "end": "2020-10-01", "precision": "day"}
    )
    answer = client.write(f"/claims/{name}/review", form)
    assert answer.status_code == 409
    for words in ("Ana", "2020-10-01", "2020-10-02 to 2020-10-05", "Save mine anyway", 'id="theirs"'):
        assert words in answer.text
    assert client.ledger.claim(name)["time"]["start"] == "2020-10-01"
    action, again = sent_again(answer.text)
    assert (again["start"], again["end"], again["field"]) == ("2020-10-02", "2020-10-05", "time")
    assert client.write(action, again).status_code == 303
    assert client.ledger.claim(name)["time"]["end"] == "2020-10-05"
    assert next(iter(client.ledger.history(name)))["reviewer"] == "Ana"


def test_a_third_one_meanwhile_is_told_as_well(client: Client) -> None:
    name = whole(client.ledger)["id"]
    form = {"field": "type", "value": "abuse", "seen": "0"}
    other(client, name, type="agreement")
    action, again = sent_again(client.write(f"/claims/{name}/review", form).text)
    other(client, name, type="statement")
    second = client.write(action, again)
    assert second.status_code == 409
    assert "statement" in second.text
    action, again = sent_again(second.text)
    assert client.write(action, again).status_code == 303
    assert client.ledger.claim(name)["type"] == "abuse"


def test_figures_that_were_typed_into_several_rows_all_come_back(client: Client) -> None:
    claim = next(one for one in client.ledger.claims() if one["quantities"])
    words = claim["quantities"][0]["text"]
    given = {
        "0.text": words,
        "0.low": "1,234",
        "0.item": "soldier",
        "0.effect": "captured",
        "0.cumulative": "1",
    }
    given |= {"2.text": words, "2.low": "nine", "2.item": "tank", "2.effect": "destroyed"}
    answer = client.write(f"/claims/{claim['id']}/review", {"field": "quantities", "seen": "0", **given})
    assert answer.status_code == 422
    assert "no whole number" in answer.text
    _, again = sent_again(answer.text, "Keep<span")
    assert (again["0.low"], again["0.item"], again["0.effect"]) == ("1,234", "soldier", "captured")
    assert again["0.cumulative"] == "1"
    assert (again["1.text"], again["1.low"], again["1.item"]) == (words, "nine", "tank")
    assert client.ledger.last_review() == 0


def test_words_that_do_not_stand_there_come_back_beside_the_article(client: Client) -> None:
    name = whole(client.ledger)["id"]
    answer = client.write(f"/claims/{name}/review", {"field": "trigger", "value": "<b>never “said” this</b>"})
    assert answer.status_code == 422
    _, again = sent_again(answer.text, "Keep<span")
    assert again["value"] == "<b>never “said” this</b>"
    assert 'class="source' in answer.text


def test_a_decision_is_told_and_made_anyway(client: Client) -> None:
    name = whole(client.ledger)["id"]
    other(client, name, decision="accepted")
    answer = client.write(f"/claims/{name}/review", {"decision": "reject", "seen": "0"})
    assert answer.status_code == 409
    action, again = sent_again(answer.text)
    client.write(action, again)
    assert client.ledger.claim(name)["review"]["decision"] == "rejected"


def test_a_move_that_a_split_crossed_keeps_its_note(client: Client) -> None:
    told = max(client.ledger.incidents(), key=lambda one: (len(one["claims"]), one["id"]))
    *rest, claim = told["claims"]
    client.get(f"/claims/{claim}/move")
    act = Act(kind="split", subject="incident", target=told["id"], fields={"claims": [claim]})
    client.ledger.act(act, reviewer="Ana")
    client.write(f"/claims/{rest[0]}/review", {"note": "so that what was split is compared"})
    to = client.ledger.claim(rest[0])["incident"]
    answer = client.write(f"/claims/{claim}/move", {"to": to, "seen": "0", "note": "the same <strike>"})
    assert answer.status_code == 409
    assert "Ana" in answer.text
    assert claim in answer.text
    action, again = sent_again(answer.text)
    assert (again["to"], again["note"]) == (to, "the same <strike>")
    for _ in range(len(told["claims"])):
        answer = client.write(action, again)
        if answer.status_code == 303:
            break
        action, again = sent_again(answer.text)
    assert client.ledger.claim(claim)["incident"] == client.ledger.claim(rest[0])["incident"]


def test_a_merge_and_a_split_that_crossed_are_told(client: Client) -> None:
    told = max(client.ledger.incidents(), key=lambda one: (len(one["claims"]), one["id"]))
    claim = told["claims"][-1]
    other_one = next(one for one in client.ledger.incidents() if one["id"] != told["id"])
    client.ledger.act(
        Act(kind="merge", subject="incident", target=told["id"], other=other_one["id"]), reviewer="Ana"
    )
    late = {"claims": [claim], "seen": "0", "note": "not this one"}
    answer = client.write(f"/incidents/{told['id']}/split", late)
    assert answer.status_code == 409
    action, again = sent_again(answer.text)
    assert (again["claims"], again["note"]) == (claim, "not this one")
    assert action == f"/incidents/{told['id']}/split"


def test_a_link_that_was_judged_meanwhile_is_told(client: Client) -> None:
    told = next(iter(client.ledger.incidents(IncidentFilter(contested=True, limit=1))))
    link = told["links"][0]["id"]
    client.ledger.act(Act(kind="confirm", subject="link", target=link), reviewer="Ana")
    back = f"/incidents/{told['id']}"
    answer = client.write(f"/links/{link}/dismiss", {"seen": "0", "back": back})
    assert answer.status_code == 409
    assert f'href="{back}"' in answer.text
    action, again = sent_again(answer.text)
    assert client.write(action, again).headers["location"] == back
    assert link not in {one["id"] for one in client.ledger.incident(told["id"])["links"]}


def test_a_name_that_was_resolved_meanwhile_is_told_with_what_was_typed(client: Client) -> None:
    name = client.ledger.unresolved_places()[0].text
    act = Act(
        kind="resolve",
        subject="name",
        target=name,
        fields={"place": {"name": "Ana Hill", "lat": 1.5, "lon": 2.5}},
    )
    client.ledger.act(act, reviewer="Ana")
    given = {"kind": "place", "text": name, "name": "Far Hill", "lat": "39.9", "lon": "46.9", "seen": "0"}
    answer = client.write("/names", given | {"precision": "district", "note": "by the map"})
    assert answer.status_code == 409
    assert "Ana Hill" in answer.text
    action, again = sent_again(answer.text)
    assert (again["name"], again["lat"], again["note"]) == ("Far Hill", "39.9", "by the map")
    assert client.write(action, again).status_code == 303
    assert client.ledger.resolved()["place", name]["name"] == "Far Hill"


def test_a_claim_that_two_add_by_the_same_words_is_told(client: Client) -> None:
    article = next(one for one in client.ledger.articles() if one["claims"])["id"]
    text = client.ledger.article(article)
    word, actor, *_ = (w for w in text.span.of(text.text).split() if w.isalpha() and len(w) > 5)
    given = {
        "trigger": word,
        "type": "statement",
        "polarity": "asserted",
        "certainty": "certain",
        "seen": "0",
    }
    assert client.write(f"/articles/{article}/claims", given).status_code == 303
    before = client.ledger.count()
    answer = client.write(f"/articles/{article}/claims", given | {"actors": actor})
    assert answer.status_code == 409
    assert "by the same words" in answer.text
    assert client.ledger.count() == before
    action, again = sent_again(answer.text, "Add mine anyway")
    assert (again["trigger"], again["actors"]) == (word, actor)
    assert client.write(action, again).status_code == 303
    assert client.ledger.count() == before + 1


def test_a_coded_claim_that_changed_in_another_window_is_told(client: Client) -> None:
    article = max(client.ledger.drawable(), key=lambda one: client.ledger.count(ClaimFilter(article=one)))
    batch = client.ledger.draw(
        [article], seed=1, by="Eve", purpose="double", coders=("Ana", "Ben"), double=[article], suggested=True
    )
    url, ana = f"/coding/{batch}/{article}", "?coder=Ana"
    claim = client.ledger.claims_by_id([c["id"] for c in client.ledger.claims(ClaimFilter(article=article))])
    taken = next(iter(claim))
    client.write(f"{url}/take{ana}", {"claim": taken})
    (key,) = [name for row in client.ledger.codings(batch) for name, _, _ in row.claims]
    _, first = sent_again(client.get(f"{url}{ana}&key={key}").text, "Keep this claim")
    second = dict(first)
    assert client.write(f"{url}/claim{ana}", first | {"certainty": "possible"}).status_code == 303
    answer = client.write(f"{url}/claim{ana}", second | {"polarity": "denied"})
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text
    assert "possible" in answer.text
    action, again = sent_again(answer.text, "Keep mine anyway")
    assert again["polarity"] == "denied"
    client.write(f"{url}/drop{ana}", {"key": key})
    gone = client.write(action, again)
    assert gone.status_code == 409
    assert "taken out meanwhile" in gone.text
    action, again = sent_again(gone.text, "Keep this claim")
    assert client.write(action, again).status_code == 303
    (body,) = [body for row in client.ledger.codings(batch) for _, _, body in row.claims]
    assert body["polarity"] == "denied"


def test_a_ledger_that_is_being_written_to_gives_the_note_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counterclaim.errors import LedgerError

    name = whole(client.ledger)["id"]

    def busy(*given: Any, **more: Any) -> int:
        raise LedgerError("another program is writing to it")

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "act", busy)
        answer = client.write(f"/claims/{name}/review", {"note": "long words\nof mine", "seen": "0"})
        assert answer.status_code == 503
    action, again = sent_again(answer.text, "Send it again")
    assert again["note"].replace("\r", "") == "long words\nof mine"
    assert client.write(action, again).status_code == 303
    assert client.ledger.history(name)[-1]["note"].replace("\r", "") == "long words\nof mine"


def test_a_form_of_another_site_is_given_back_without_a_button(client: Client) -> None:
    name = whole(client.ledger)["id"]
    answer = client.post(f"/claims/{name}/review", data={"csrf": "old", "note": "words of mine"})
    assert answer.status_code == 403
    assert "words of mine" in answer.text
    assert f'action="/claims/{name}/review"' not in answer.text
    assert client.ledger.last_review() == 0


def test_no_page_repeats_a_password(client: Client) -> None:
    answer = client.post("/users/password", data={"csrf": "old", "old": "my secret 1", "new": "my secret 2"})
    assert answer.status_code == 403
    assert "my secret" not in answer.text


def test_the_form_that_comes_back_has_the_focus(live: str, sample: Path, page: Page) -> None:
    with Ledger.open(sample) as ledger:
        name = whole(ledger)["id"]
    page.goto(f"{live}/claims/{name}?do=correct&field=trigger")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("never said")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("#again-title").wait_for()
    assert page.evaluate("document.activeElement.value") == "never said"
    page.keyboard.press("Escape")  # out of the field
    with page.expect_navigation(url=f"**/claims/{name}"):
        page.keyboard.press("Escape")
