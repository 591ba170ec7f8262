"""Text that would do harm is shown harmlessly: markup, scripts, bidi controls, endless lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counterclaim import opening
from counterclaim.ledger import Ledger
from counterclaim.pipeline import add, compare
from counterclaim.reading import Overrides
from counterclaim.web.options import Options, Served
from counterclaim.web.rendering import outside, shown
from tests.web.conftest import Client, serving
from tests.web.visited import addresses

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCRIPT = "<script>window.harmed=1</script><img src=x onerror=window.harmed=2>"
BIDI = "\u202eevil\u2066\u200b"
PLAIN = f"""Title: {SCRIPT} {{{{ 7*7 }}}} "'>
Source: Outlet {SCRIPT}

4 October 2020

The Armenian Defense Ministry {BIDI} said that its forces shot down three Azerbaijani aircraft near Hadrut on October 4.
The spokesman of the {SCRIPT} Azerbaijani Defense Ministry denied that any aircraft was shot down near Hadrut on October 4.
Armenian officials said that 14 soldiers were killed in Hadrut on October 4, "{SCRIPT}".
"""
LONG = (
    "The Armenian Defense Ministry said that 20 soldiers were killed in Hadrut on October 5. "
    + "word " * 200_000
)


@pytest.fixture(scope="module")
def hostile_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.txt").write_text(PLAIN, encoding="utf-8")
    (folder / "long.txt").write_text("5 October 2020\n\n" + LONG, encoding="utf-8")
    path = folder / "ledger.db"
    with Ledger.open(path) as ledger:
        spec = opening.world_spec(ledger, str(path), "patterns")
        overrides = Overrides(outlet=f"Outlet {SCRIPT}{BIDI}")
        add(ledger, [str(folder / "a.txt")], spec=spec, overrides=overrides)
        add(ledger, [str(folder / "long.txt")], spec=spec, overrides=Overrides())
        compare(ledger, spec=spec)
        assert ledger.count() >= 3
    return path


@pytest.fixture
def hostile(hostile_made: Path) -> Iterator[Client]:
    with Client(str(hostile_made)) as made:
        yield made


def test_no_page_lets_markup_of_a_text_through(hostile: Client) -> None:
    for url in addresses(hostile.ledger):
        answer = hostile.get(url)
        assert answer.status_code == 200, url
        assert "<script>window" not in answer.text, url
        assert "<img src=x" not in answer.text, url
        # In attributes they stand as they are, so that a form sends back what it was given.
        words = re.sub(r"<[^>]*>", "", answer.text)
        assert "\u202e" not in words, url
        assert "\u2066" not in words, url


def test_what_a_person_sends_comes_back_as_text(hostile: Client) -> None:
    for url in ("/search", "/incidents", "/sources", "/review", "/series", "/map"):
        for key in ("q", "party", "place", "outlet", "day", "queue", "item"):
            answer = hostile.get(url, params={key: SCRIPT})
            assert answer.status_code < 500, (url, key)
            assert "<script>window" not in answer.text, (url, key)
            assert "<img src=x" not in answer.text, (url, key)


def test_a_line_of_a_million_letters_is_cut_and_said_so(hostile: Client) -> None:
    long = next(c for c in hostile.ledger.claims() if c["article"]["end"] > 900_000)
    for url in (f"/articles/{long['article']['id']}", f"/claims/{long['id']}"):
        answer = hostile.get(url)
        assert answer.status_code == 200
        assert len(answer.text) < 3_000_000


def test_unseen_characters_are_named() -> None:
    assert str(shown("a\u202eb\x00")) == 'a<span class="ctl">U+202E</span>b<span class="ctl">U+0000</span>'
    assert "\u202e" not in shown("a\u202eb")
    assert "10 more characters" in shown("x" * 60, 50)


def test_words_from_the_right_do_not_turn_a_day_behind_them() -> None:
    day = ", 2020-10-09"
    assert str(shown(f"Armenia – loss, \u0634\u0648\u0634\u0627{day}")) == (
        f"Armenia – loss, <bdi>\u0634\u0648\u0634\u0627</bdi>{day}"
    )
    assert "<bdi>\u0634 \u0634\u060c \u0634</bdi>" in shown("a \u0634 \u0634\u060c \u0634 <b>")
    # A line of its own direction.
    assert str(shown(f"\u0634{day} by A")) == '\u0634, <bdi dir="ltr">2020-10-09</bdi> by A'


def test_what_an_act_says_of_a_text_is_shown_harmlessly(hostile: Client) -> None:
    answer = hostile.write("/add", {"text": "x", "title": f"{SCRIPT}{BIDI}"})
    told = hostile.get(answer.headers["location"]).text
    assert "U+202E" in told[told.index('id="told"') :][:900]
    assert "\u202e" not in re.sub(r"<[^>]*>", "", told)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil", "http://", "https://[x", " "]
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert "<a" not in outside(url)


def test_an_address_of_the_web_is_a_link_that_tells_nobody_where_one_came_from() -> None:
    assert outside('https://a.example/?q="><b>') == (
        '<a href="https://a.example/?q=&#34;&gt;&lt;b&gt;" rel="noreferrer noopener">'
        "https://a.example/?q=&#34;&gt;&lt;b&gt;</a>"
    )


def test_a_browser_runs_nothing_of_a_text(hostile_made: Path, page: Page) -> None:
    with Ledger.open(hostile_made) as ledger:
        urls = [url for url in addresses(ledger) if url.count("/") > 1 or url in ("/", "/incidents")]
    with serving(Served(str(hostile_made), Options())) as live:
        for url in urls:
            page.goto(live + url)
            assert page.evaluate("window.harmed") is None, url
