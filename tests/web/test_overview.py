"""The front page, and adding pages from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counterclaim.ledger import Ledger
from counterclaim.web.options import Options, Served
from tests.web.conftest import Client, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXT = "The Northern Ministry of Defence said on 3 October 2020 that two tanks were destroyed near Hadrut."


def ended(client: Client) -> None:
    """Wait until no import runs."""
    until = time.monotonic() + 60
    while client.ledger.running() is not None:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_the_front_page_shows_what_is_there(client: Client) -> None:
    page = client.get("/").text
    for said in (
        str(client.ledger.count()),
        "Most contested",
        "Conflicts of the last days",
        "Rejected documents",
        "unreadable.html",
    ):
        assert said in page
    told = client.ledger.contested_lines(1)[0]
    assert f"/incidents/{told['id']}" in page
    for one in (*client.ledger.unresolved_parties()[:3], *client.ledger.unresolved_places()[:3]):
        assert f"/claims/{one.claim}" in page
    assert "This ledger is empty" not in page


def test_a_day_leads_to_its_incidents(client: Client) -> None:
    assert client.get("/?as_of=2020-10-09").headers["location"] == "/incidents?as_of=2020-10-09"


def test_an_empty_ledger_offers_the_sample_and_reads_it(empty: Client) -> None:
    page = empty.get("/").text
    assert 'action="/add/sample"' in page
    assert empty.write("/add/sample").headers["location"] == "/"
    page = empty.get("/").text
    assert "Reading" in page
    assert "This ledger is empty" not in page
    ended(empty)
    assert empty.ledger.count() > 100
    assert "This ledger is empty" not in empty.get("/").text
    assert "the sample" in empty.get("/runs").text


def test_the_newest_conflicts_are_of_the_last_days_with_any(client: Client) -> None:
    last, found = client.ledger.newest_conflicts(7, 100)
    assert last is not None
    assert found
    assert [one["day"] for one in found] == sorted((one["day"] for one in found), reverse=True)
    assert all(one["day"] <= last for one in found)
    assert len({one["incident"] for one in found}) == len(found)


def test_a_pasted_text_is_read(empty: Client) -> None:
    answer = empty.write("/add", {"text": TEXT, "title": "Two <b>tanks</b>", "outlet": "The Wire"})
    assert answer.status_code == 303
    ended(empty)
    claim = next(iter(empty.ledger.claims()))
    assert claim["article"]["title"] == "Two <b>tanks</b>"
    assert claim["article"]["outlet"] == "The Wire"
    page = empty.get("/").text
    assert "Two &lt;b&gt;tanks" in page
    assert "<b>tanks" not in page


def test_files_are_read_by_their_names(empty: Client) -> None:
    files = [("files", ("../a.txt", TEXT.encode())), ("files", ("empty.html", b"<html></html>"))]
    answer = empty.write("/add", {"title": ""}, files=files)
    assert answer.status_code == 303
    ended(empty)
    assert [one["address"] for one in empty.ledger.documents()] == ["upload:a.txt"]
    assert "upload:empty.html" in empty.get("/rejected").text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "  "},
        {"addresses": "/etc/passwd"},
        {"addresses": "https://a.example/\nfile:///etc/passwd"},
        {"text": TEXT, "published": "soon"},
        {"text": TEXT, "language": "\u0000"},
        {"text": TEXT, "url": "javascript:alert(1)"},
    ],
)
def test_what_cannot_be_read_is_told_and_the_form_kept(empty: Client, data: dict[str, str]) -> None:
    answer = empty.write("/add", data)
    assert answer.status_code == 422
    assert "Nothing was added" in answer.text
    if "text" in data and data["text"].strip():
        assert TEXT in answer.text
    assert empty.ledger.runs() == []


def test_addresses_of_private_networks_are_refused(empty: Client) -> None:
    assert empty.write("/add", {"addresses": "http://127.0.0.1:9/secret"}).status_code == 303
    ended(empty)
    assert empty.ledger.is_empty()
    assert "private" in empty.ledger.last_rejected(1)[0].cause


def test_a_reader_adds_nothing(sample: Path) -> None:
    from counterclaim.ledger import Ledger
    from counterclaim.web import passwords

    with Ledger.open(sample) as ledger:
        ledger.add_user("ann", "reader", passwords.hashed("a long password"))
    with Client(str(sample)) as client:
        answer = client.write("/login", {"name": "ann", "password": "a long password"})
        assert answer.status_code == 303
        assert client.get("/add").status_code == 403
        assert client.write("/add", {"text": TEXT}).status_code == 403
        assert client.write("/add/sample").status_code == 403
        assert "/add" not in client.get("/").text


@pytest.mark.usefixtures("vendor")
def test_a_person_reads_the_sample_and_sees_how_far_it_is(
    tmp_path: Path, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    with serving(Served(str(tmp_path / "empty.db"), Options())) as address:
        page.goto(address)
        page.keyboard.press("s")
        page.locator("#run progress").wait_for()
        assert axe(page) == []
        page.locator("#contested").wait_for(timeout=60_000)
        with Ledger.open(tmp_path / "empty.db") as ledger:
            assert str(ledger.count()) in page.locator(".tally").inner_text()
        assert axe(page) == []


@pytest.mark.usefixtures("vendor")
def test_a_person_pastes_a_text(live: str, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto(f"{live}/add")
    assert axe(page) == []
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Its title").fill("Two tanks near Hadrut")
    page.get_by_role("button", name="Add").click()
    page.locator("#told", has_text="Two tanks near Hadrut").wait_for()
    page.goto(f"{live}/runs")
    assert "Two tanks near Hadrut" in page.locator("main").inner_text()
