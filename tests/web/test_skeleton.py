"""What every page has: headers, hosts, tokens, errors as pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from counterclaim.web.rendering import NAV
from tests.web.conftest import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = [url for url, _ in NAV] + ["/docs", "/users"]


@pytest.mark.parametrize("url", PAGES)
def test_every_page_answers_with_its_policy_and_no_address_of_others(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    loaded = re.findall(r'(?:src|href)="(https?://[^"]+)"', re.sub(r"<a .*?>", "", answer.text))
    assert loaded == []
    assert not re.search(r"\son\w+=|style=\"|<script>|<style>", answer.text)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8000"]
)
def test_another_host_name_is_refused(client: Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000"])
def test_names_of_this_machine_are_served(client: Client, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).json() == {"ok": True}


def test_a_write_without_the_token_is_refused(client: Client) -> None:
    assert client.post("/logout").status_code == 403
    assert client.post("/logout", data={"csrf": "guess"}).status_code == 403
    assert client.write("/logout").status_code == 303


def test_a_write_from_another_site_is_refused(client: Client) -> None:
    for origin in ("https://evil.example", "null"):
        assert client.write("/logout", headers={"origin": origin}).status_code == 403
    assert client.write("/logout", headers={"origin": "http://127.0.0.1:8000"}).status_code == 303


def test_a_token_in_the_header_serves_too(client: Client) -> None:
    token = client.get("/api/session").json()["csrf"]
    assert client.post("/logout", headers={"x-csrf-token": token}).status_code == 303


def test_too_long_a_request_is_refused(client: Client) -> None:
    assert client.post("/logout", headers={"content-length": "25000001"}, content=b"x").status_code == 413
    chunks = (b"x" * 1_000_000 for _ in range(26))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/logout", headers=kind, content=chunks).status_code in (400, 413)


def test_errors_are_pages_to_people_and_json_to_programs(client: Client) -> None:
    page, program = client.get("/nothing"), client.get("/api/nothing")
    assert page.status_code == program.status_code == 404
    assert "<h1>Not found</h1>" in page.text
    assert program.json() == {"detail": "Not Found"}
    assert client.get("/?as_of=yesterday").status_code == 422


def test_static_files_are_kept_by_their_hash(client: Client) -> None:
    address = re.search(r"/static/base\.css\?v=\w+", client.get("/").text)
    assert address is not None
    assert "immutable" in client.get(address[0]).headers["cache-control"]
    assert client.get("/static/../app.py").status_code == 404


def test_a_person_sees_the_keys_of_a_page(live: str, page: Page) -> None:
    page.goto(live)
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()
    assert "Search claims" in page.locator("#keys").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_single_keys_can_be_turned_off_and_stay_so(live: str, page: Page) -> None:
    page.goto(live)
    page.get_by_role("button", name="Keys of this page").click()
    page.get_by_label("Single keys act").uncheck()
    page.goto(f"{live}/docs")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "find"
