"""Reports: one file that opens from disk and asks nobody for anything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from counterclaim.cli import main
from counterclaim.ledger import ClaimFilter
from counterclaim.web import borders
from tests.web.conftest import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

FETCHES = re.compile(
    r"<(?:script|link|img|iframe|object|embed|video|audio|source)\b[^>]*>|@import|url\(", re.I
)


def contested(client: Client) -> str:
    found = client.get("/api/incidents?contested=true&sort=conflicts").json()["incidents"]
    return str(found[0]["id"])


def addresses(client: Client) -> list[str]:
    place = client.get("/api/places").json()[0]["key"]
    return [
        f"/report/incident/{contested(client)}",
        f"/report/place/{quote(place, safe='')}",
        "/report/place/Ganja",
        "/report/search?type=loss",
        "/report/search",
    ]


def test_each_is_a_file_with_drawing_source_and_caveat(client: Client) -> None:
    for url in addresses(client):
        told = client.get(url)
        assert told.status_code == 200, url
        assert "attachment" in told.headers["content-disposition"]
        assert "<svg" in told.text
        assert borders.CAVEAT in told.text
        assert [one for one in FETCHES.findall(told.text) if 'href="data:,"' not in one] == []


def test_an_incident_has_its_accounts_and_reasons(client: Client) -> None:
    name = contested(client)
    told = client.get(f"/report/incident/{name}").text
    object_ = client.get(f"/api/incidents/{name}").json()
    assert "What contradicts" in told
    assert "Who contradicts whom" in told
    assert 'class="link"' in told
    for claim in object_["claims"][:1]:
        assert f"claim-{claim}" in told


def test_a_place_has_all_claims_that_name_it(client: Client) -> None:
    for name in ("Hadrut", "Ganja"):
        told = client.get(f"/report/place/{name}").text
        claims = [claim["id"] for claim in client.ledger.claims(ClaimFilter(place=name))]
        assert len(claims) > 3
        assert [claim for claim in claims if f'id="claim-{claim}"' not in told] == []
    assert ("Nobody says here who holds it." in told, "Who says who holds it" in told) == (True, False)
    early = client.get("/report/place/Ganja?as_of=2020-10-05").text
    assert early.count("<article") < told.count("<article")


def test_what_is_not_there_is_told(client: Client) -> None:
    assert client.get("/report/incident/i_0000").status_code == 404
    assert client.get("/report/place/nowhere").status_code == 404
    assert "0 claims" in client.get("/report/search?q=zzzzzz").text


def test_hostile_names_stay_text(client: Client) -> None:
    told = client.get("/report/search", params={"party": "<script>alert(1)</script>\u202e"})
    assert "<script" not in told.text
    assert "\u202e" not in told.text


def test_the_command_writes_the_same_file(
    client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = contested(client)
    served = client.get(f"/report/incident/{name}").text
    out = tmp_path / "report.html"
    monkeypatch.setattr(
        "sys.argv", ["counterclaim", "--ledger", client.location, "report", "incident", name, "-o", str(out)]
    )
    with pytest.raises(SystemExit) as end:
        main.main()
    assert end.value.code == 0
    assert out.read_text(encoding="utf-8") == served


def test_files_open_from_disk(
    client: Client, tmp_path: Path, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    for n, url in enumerate(addresses(client)[:4]):
        file = tmp_path / f"{n}.html"
        file.write_bytes(client.get(url).content)
        page.goto(file.as_uri())
        assert page.locator("svg.drawn").first.is_visible()
        assert axe(page) == [], url
