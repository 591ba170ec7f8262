"""A whole review session by the keyboard alone, in a browser: the queue, corrections, a missed claim, a link, incidents moved,
merged and split, each taken back, and all of it in the history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.ledger import IncidentFilter, Ledger
from counterclaim.web.sessions import system_user

if TYPE_CHECKING:
    from playwright.sync_api import Page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def follow(page: Page, key: str, pattern: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation(url=pattern):
        page.keyboard.press(key)
    page.wait_for_load_state()


def focus(page: Page) -> str:
    """Name, else id, of the element that has the focus."""
    return str(page.evaluate("document.activeElement.name || document.activeElement.id"))


def tab_to(page: Page, name: str, most: int = 40) -> None:
    """Tab until the field or button with this name or words has the focus."""
    for _ in range(most):
        if (
            page.evaluate("(document.activeElement.name || document.activeElement.textContent.trim())")
            == name
        ):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by Tab")


def typed(page: Page, words: str) -> None:
    """In the place of what the field holds."""
    press(page, "ControlOrMeta+a")
    page.keyboard.type(words)


def shown(page: Page) -> str:
    """The claim of the queue that the page is about."""
    return page.url.partition("/review/")[2].partition("?")[0]


def correct(page: Page, first_letters: str, name: str) -> None:
    """Open the forms of a claim and go to one by the list of fields."""
    press(page, "c")
    assert focus(page) == "field"
    page.keyboard.type(first_letters)
    press(page, "Enter")
    assert page.evaluate("document.activeElement.id") == f"set-{name}"


def claim_with(ledger: Ledger, *fields: str) -> dict[str, Any]:
    waiting = ledger.waiting_claims("unsure")
    held = ledger.claims_by_id(waiting)
    return next(held[one] for one in waiting if all(held[one][name] for name in fields))


def test_the_queue_is_worked_and_a_slip_taken_back(live: str, sample: Path, page: Page) -> None:
    page.goto(f"{live}/review")
    follow(page, "o", "**/review/c_*")
    first = shown(page)
    follow(page, "a", "**/review/c_*")
    second = shown(page)
    assert "Accepted." in page.locator("#told").inner_text()
    follow(page, "r", "**/review/c_*")
    third = shown(page)
    assert len({first, second, third}) == 3
    # The rejection was a slip: one key takes it back and shows that claim again.
    follow(page, "u", f"**/review/{second}*")
    assert "Undone." in page.locator("#told").inner_text()
    follow(page, "a", "**/review/c_*")
    follow(page, "j", "**/review/c_*")
    follow(page, "k", f"**/review/{third}*")
    follow(page, "l", "**/review?*")
    with Ledger.open(sample) as ledger:
        decisions = [ledger.claim(one)["review"]["decision"] for one in (first, second)]
        assert decisions == ["accepted", "accepted"]
        assert ledger.claim(third)["review"] is None


def test_a_date_and_a_figure_are_corrected_from_the_queue_and_one_goes_on(
    live: str, sample: Path, page: Page
) -> None:
    with Ledger.open(sample) as ledger:
        claim = claim_with(ledger, "time", "quantities")
        name = claim["id"]
    page.goto(f"{live}/review/{name}?queue=unsure")
    follow(page, "c", f"**/claims/{name}*")
    assert focus(page) == "field"
    page.keyboard.type("When")
    press(page, "Enter")
    assert page.evaluate("document.activeElement.id") == "set-time"
    tab_to(page, "end")
    typed(page, "2020-10-05")
    with page.expect_navigation():
        press(page, "Enter")
    assert "Kept." in page.locator("#told").inner_text()
    correct(page, "Fig", "quantities")
    tab_to(page, "0.low")
    typed(page, "1,234")
    press(page, "Tab")
    typed(page, "2000")
    with page.expect_navigation():
        press(page, "Enter")
    with Ledger.open(sample) as ledger:
        found = ledger.claim(name)
        assert found["time"]["end"] == "2020-10-05"
        assert (found["quantities"][0]["low"], found["quantities"][0]["high"]) == (1234, 2000)
        assert found["review"]["read"]["quantities"] == claim["quantities"]
        following = ledger.waiting_beside("unsure", name)[1]
    # Accepting it here leads to the next one of the queue.
    follow(page, "a", f"**/review/{following}*")
    follow(page, "k", "**/review/*")


def test_what_the_engine_missed_is_added_and_taken_out_again(
    live: str, sample: Path, page: Page, vendor: None
) -> None:
    with Ledger.open(sample) as ledger:
        claim = next(iter(ledger.claims()))
        before = ledger.count()
    page.goto(f"{live}/claims/{claim['id']}")
    follow(page, "m", "**/articles/*mark=1*")
    page.locator("#missed .pick").first.wait_for()
    press(page, "g", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "1")
    assert page.locator("#missed-trigger").input_value() != ""
    with page.expect_navigation():
        press(page, "s")
    with Ledger.open(sample) as ledger:
        assert ledger.count() == before + 1
        (added,) = ledger.by_people(claim["article"]["id"])
        assert ledger.claim(added)["review"]["decision"] == "accepted"
    page.goto(f"{live}/claims/{added}")
    with page.expect_navigation():
        press(page, "u")
    assert "/articles/" in page.url
    with Ledger.open(sample) as ledger:
        assert ledger.count() == before


def test_claims_are_linked_and_moved_and_each_is_taken_back(
    live: str, sample: Path, page: Page, vendor: None
) -> None:
    with Ledger.open(sample) as ledger:
        told = max(ledger.incidents(), key=lambda one: (len(one["claims"]), one["id"]))
        claim, links = told["claims"][-1], len(told["links"])
    page.goto(f"{live}/claims/{claim}")
    follow(page, "x", f"**/claims/{claim}/link")
    assert focus(page) == "q"
    press(page, "ArrowDown", "ArrowDown")
    other = str(page.evaluate("document.activeElement.value"))
    tab_to(page, "words")
    page.keyboard.type("they count the same men")
    with page.expect_navigation(url=f"**/claims/{claim}*"):
        press(page, "Enter")
    assert "they count the same men" in page.locator("#against").inner_text()
    with Ledger.open(sample) as ledger:
        made = [one for one in ledger.incident(told["id"])["links"] if {one["a"], one["b"]} == {claim, other}]
        assert any(one["reason"] == "they count the same men" for one in made)
        number = ledger.last_review()
    follow(page, "v", f"**/claims/{claim}/move")
    press(page, "ArrowDown")
    to = str(page.evaluate("document.activeElement.value"))
    with page.expect_navigation(url=f"**/claims/{claim}*"):
        press(page, "Enter")
    assert "Moved." in page.locator("#told").inner_text()
    with Ledger.open(sample) as ledger:
        assert ledger.claim(claim)["incident"] == ledger.claim(ledger.incident(to)["claims"][0])["incident"]
    follow(page, "u", f"**/claims/{claim}*")
    with Ledger.open(sample) as ledger:
        assert ledger.claim(claim)["incident"] == told["id"]
    # The act before that is the link.
    follow(page, "u", f"**/claims/{claim}*")
    with Ledger.open(sample) as ledger:
        assert len(ledger.incident(told["id"])["links"]) == links
        assert ledger.history(claim)[-1]["undoes"] == number
    told_of = page.locator("#history").inner_text()
    assert all(word in told_of for word in ("move", "link", "undo review"))


def test_incidents_are_merged_and_split_and_each_is_taken_back(
    live: str, sample: Path, page: Page, vendor: None
) -> None:
    with Ledger.open(sample) as ledger:
        told, other, *_ = list(ledger.incidents(IncidentFilter(least_claims=2)))
        claims = {*told["claims"], *other["claims"]}
        words = ledger.claim(other["claims"][0])["quote"]["text"].split()[:4]
    page.goto(f"{live}/incidents/{told['id']}")
    follow(page, "g", "**/merge")
    with page.expect_response("**/merge?q=*"):
        page.keyboard.type('"' + " ".join(words).strip('“”".,') + '"')
    page.locator("#choices legend:has-text('found')").wait_for()
    press(page, "ArrowDown")
    while page.evaluate("document.activeElement.value") != other["id"]:
        press(page, "ArrowDown")
    with page.expect_navigation():
        press(page, "Enter")
    page.wait_for_load_state()
    with Ledger.open(sample) as ledger:
        merged = ledger.incident(told["id"])
        assert claims <= set(merged["claims"])
    press(page, "s")
    assert focus(page) == "claims"
    out = str(page.evaluate("document.activeElement.value"))
    press(page, "Space")
    with page.expect_navigation():
        press(page, "Enter")
    assert "Split." in page.locator("#told").inner_text()
    with Ledger.open(sample) as ledger:
        home = ledger.claim(out)["incident"]
        assert ledger.incident(home)["claims"] == [out]
        assert [one["kind"] for one in ledger.history(out)] == ["merge", "split"]
    # Both are undone on the page of the incident, the last one first.
    for left in ("merge", ""):
        page.goto(f"{live}/incidents/{told['id']}")
        page.locator("#history").wait_for()
        follow(page, "u", "**/incidents/*")
        with Ledger.open(sample) as ledger:
            held = [
                one["kind"]
                for one in ledger.history(out)
                if one["undone_by"] is None and one["kind"] != "undo"
            ]
            assert "".join(held) == left
    with Ledger.open(sample) as ledger:
        assert set(ledger.incident(told["id"])["claims"]) == set(told["claims"])
        assert set(ledger.incident(other["id"])["claims"]) == set(other["claims"])
        history = ledger.history(out)
        assert [one["kind"] for one in history] == ["merge", "split", "undo", "undo"]
        assert {one["reviewer"] for one in history} == {system_user()}
    page.goto(f"{live}/claims/{out}")
    told_of = page.locator("#history").inner_text()
    assert all(word in told_of for word in ("merge", "split", "undo review", system_user()))


def test_the_list_of_keys_tells_those_of_the_page(live: str, sample: Path, page: Page) -> None:
    with Ledger.open(sample) as ledger:
        claim = next(iter(ledger.claims()))
    for address, keys in (
        ("/review", {"o", "/"}),
        (f"/review/{claim['id']}", {"a", "r", "c", "s", "m", "i", "j", "l", "/"}),
        (f"/claims/{claim['id']}", {"a", "r", "c", "o", "x", "v", "m", "i", "/"}),
        (f"/incidents/{claim['incident']}", {"o", "g", "/"}),
        (f"/articles/{claim['article']['id']}?mark=1", {"g", "1", "0", "s", "f", "/"}),
        ("/incidents", {"j k", "/"}),
    ):
        page.goto(live + address)
        press(page, "?")
        page.locator("#keys[open]").wait_for()
        told = {one.strip() for one in page.locator("#keys dt").all_inner_texts()}
        assert keys | {"?", "Esc"} <= told, address
        assert all(one.strip() for one in page.locator("#keys dd").all_inner_texts()), address
        press(page, "Escape")
        assert page.locator("#keys[open]").count() == 0


def test_no_key_acts_while_one_types_or_where_they_are_off(live: str, sample: Path, page: Page) -> None:
    with Ledger.open(sample) as ledger:
        claim = next(iter(ledger.claims()))["id"]
    page.goto(f"{live}/claims/{claim}")
    press(page, "o")
    assert focus(page) == "note"
    page.keyboard.type("a rare u")
    assert page.locator("textarea[name=note]").input_value() == "a rare u"
    press(page, "Escape", "?")
    page.locator("#keys-on").uncheck()
    press(page, "Escape", "a", "r", "x")
    page.wait_for_timeout(200)
    assert page.url.endswith(f"/claims/{claim}")
    with Ledger.open(sample) as ledger:
        assert ledger.last_review() == 0
