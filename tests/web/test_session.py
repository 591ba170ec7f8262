"""A whole review session by the keyboard alone, in a browser: judge, correct, undo, add what was missed, read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.ledger import Ledger
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


def claim_of(page: Page) -> str:
    return page.url.partition("/review/")[2].partition("?")[0]


def test_a_review_session_needs_no_mouse(live: str, sample: Path, page: Page, vendor: None) -> None:
    page.goto(f"{live}/review")
    follow(page, "o", "**/review/c_*")
    first = claim_of(page)
    follow(page, "a", "**/review/c_*")
    second = claim_of(page)
    assert second != first
    assert "Accepted." in page.locator("#told").inner_text()
    follow(page, "r", "**/review/c_*")
    third = claim_of(page)
    assert third not in (first, second)
    with Ledger.open(sample) as ledger:
        assert ledger.claim(first)["review"]["decision"] == "accepted"
        assert ledger.claim(second)["review"]["decision"] == "rejected"

    # The rejected claim again: take it back, then correct its type.
    page.goto(f"{live}/claims/{second}")
    follow(page, "u", "**/claims/*")
    press(page, "c")
    # The summary took no focus by its key; Tab goes on into the open form.
    page.locator("#correct select[name=value]").first.focus()
    with Ledger.open(sample) as ledger:
        kind = ledger.claim(second)["type"]
    press(page, "Home" if kind != "control" else "End", "Tab")
    with page.expect_navigation():
        press(page, "Enter")
    with Ledger.open(sample) as ledger:
        changed = ledger.claim(second)
        assert changed["review"]["decision"] is None
        assert changed["type"] != kind
        assert changed["review"]["read"]["type"] == kind
        told = [one["kind"] for one in ledger.history(second)]
        assert sorted(told) == ["set", "set", "undo"]
        assert {one["reviewer"] for one in ledger.history(second)} == {system_user()}
        article = changed["article"]["id"]
        before = ledger.count()

    # What the engine missed: two words of the text.
    page.goto(f"{live}/articles/{article}?mark=1")
    page.locator("#missed .pick").first.wait_for()
    press(page, "g", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "1")
    assert page.locator("#missed-trigger").input_value() != ""
    with page.expect_navigation():
        press(page, "s")
    with Ledger.open(sample) as ledger:
        assert ledger.count() == before + 1
        (added,) = ledger.by_people(article)
        assert ledger.claim(added)["review"]["decision"] == "accepted"
