"""Coding an article by keyboard alone; and axe on the pages of coding and quality."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counterclaim.ledger import Ledger
from counterclaim.web import coding_work

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def drawn(sample: Path) -> tuple[str, str]:
    """A batch for two coders with suggestions, and its article with the most claims."""
    with Ledger.open(sample) as ledger:
        batch = ledger.draw(
            ledger.drawable(), seed=1, by="Eve", purpose="double", coders=("Ana", "Ben"), double=ledger.drawable()[:3],
            suggested=True,
        )  # fmt: skip
        rows = ledger.codings(batch)
        return batch, max(rows, key=lambda row: len(coding_work.suggestions(ledger, row))).article


def test_an_article_is_coded_by_keyboard_alone(
    live: str, sample: Path, drawn: tuple[str, str], page: Page
) -> None:
    batch, article = drawn
    page.goto(f"{live}/coding/{batch}/{article}?coder=Ana")
    page.keyboard.press("j")
    page.locator("#form").wait_for()
    page.keyboard.press("j")
    page.locator("#s2.here").wait_for()
    words = page.locator("#s2").inner_text().split()[:2]
    page.keyboard.press("w")
    page.keyboard.type(" ".join(words))
    page.keyboard.press("Enter")
    page.get_by_text("The claim is kept.").wait_for()
    page.keyboard.press("a")
    page.get_by_text("Taken over.").wait_for()
    page.keyboard.press("d")
    page.get_by_text("Finished.").wait_for()
    with Ledger.open(sample) as ledger:
        mine = next(row for row in ledger.codings(batch, article) if row.coder == "Ana")
    assert mine.state == "done"
    assert " ".join(words) in {body["trigger"]["text"] for _, _, body in mine.claims}
    assert len([source for _, source, _ in mine.claims if source]) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_anybody(
    live: str,
    sample: Path,
    drawn: tuple[str, str],
    page: Page,
    axe: Callable[[Page], list[str]],
    scheme: str,
) -> None:
    batch, article = drawn
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    with Ledger.open(sample) as ledger:
        for number, row in enumerate(ledger.codings(batch)):
            if row.article != article:
                continue
            for claim in coding_work.suggestions(ledger, row)[number % 2 :]:
                ledger.code(row.id, claim, from_claim=claim["id"])
        other = next(a for a in ledger.batch(batch).articles if a != article)
    urls = ["/coding", f"/coding/{batch}/{article}?coder=Ana&s=1", f"/coding/{batch}/{other}?coder=Ana"]
    faults = visited(live, page, axe, urls)
    with Ledger.open(sample) as ledger:
        for row in ledger.codings(batch, article):
            ledger.set_coding(row.id, "done")
    urls = [f"/coding/{batch}", f"/coding/{batch}/{article}/consensus", "/quality", f"/articles/{article}"]
    assert faults + visited(live, page, axe, urls) == []


def visited(live: str, page: Page, axe: Callable[[Page], list[str]], urls: list[str]) -> list[str]:
    faults = []
    for url in urls:
        answer = page.goto(live + url)
        assert answer is not None
        assert answer.status < 400, url
        faults += [f"{url}: {fault}" for fault in axe(page)]
    page.set_viewport_size({"width": 390, "height": 844})
    for url in urls:
        page.goto(live + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, url
    page.set_viewport_size({"width": 1280, "height": 900})
    return faults
