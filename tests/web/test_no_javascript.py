"""Everything but map and charts works in a browser that runs no script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_incidents_are_narrowed_by_the_form(live: str, plain: Page) -> None:
    plain.goto(f"{live}/incidents")
    plain.locator("input[name=status][value=contested]").check()
    plain.get_by_role("button", name="Show").click()
    assert "status=contested" in plain.url
    assert plain.locator(".status.contested").count() > 0
    assert plain.locator(".status:not(.contested)").count() == 0
    plain.get_by_role("link", name="All incidents").click()
    assert plain.url == f"{live}/incidents"


def test_search_leads_to_a_claim_in_its_source(live: str, plain: Page) -> None:
    plain.goto(live)
    plain.get_by_role("searchbox").first.fill("hadrut")
    plain.keyboard.press("Enter")
    plain.wait_for_url(f"{live}/search?q=hadrut*")
    plain.locator("a[data-row]").first.click()
    assert "/claims/c_" in plain.url
    assert plain.locator("main").inner_text()


@pytest.mark.parametrize(
    "path", ["/", "/incidents", "/map", "/series", "/sources", "/review", "/quality", "/docs"]
)
def test_every_page_says_something(live: str, plain: Page, path: str) -> None:
    answer = plain.goto(f"{live}{path}")
    assert answer is not None
    assert answer.status == 200
    assert plain.locator("h1").count() == 1
