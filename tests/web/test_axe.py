"""axe-core finds nothing serious on any page, in light, dark, and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from counterclaim.ledger import Ledger
from tests.web.conftest import own_address
from tests.web.visited import addresses

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHAPES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_no_page_has_a_serious_fault_of_access(
    shape: str,
    live: str,
    sample: Path,
    browser: Browser,
    axe: Callable[[Page], list[str]],
) -> None:
    with Ledger.open(sample) as ledger:
        urls = addresses(ledger)
    context = browser.new_context(**SHAPES[shape])
    page = context.new_page()
    faults: list[str] = []
    page.on("request", lambda asked: None if own_address(asked.url) else faults.append(asked.url))
    for url in urls:
        answer = page.goto(live + url)
        assert answer is not None
        assert answer.status == 200, url
        faults += [f"{url}: {fault}" for fault in axe(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 1:
            faults.append(f"{url}: {wide} pixels wider than the window")
    context.close()
    assert faults == []
