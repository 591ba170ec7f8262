"""Claims in their source: marked text, fields, the way from claim to claim by key, versions."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import ArticleFilter, Ledger
from counterclaim.pipeline import add
from counterclaim.reading import Overrides
from tests.web.conftest import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = """The Orlec Gazette — Hadrut <script>alert(1)</script>

The Armenian Defence Ministry said on Sunday that 12 soldiers were killed in Hadrut. \u202e<img src=x onerror=alert(2)>\u202c
Azerbaijan's Defence Ministry denied it. {long}
"""


def text_of(html: str) -> str:
    shown = html[html.index('id="words"') :].partition("</div>")[0].partition(">")[2]
    return unescape(re.sub("<[^>]*>", "", shown))


def most_told(ledger: Ledger) -> str:
    """The article with most claims."""
    return str(max(ledger.articles(), key=lambda one: one["claims"])["id"])


def test_the_article_stands_there_whole_and_every_claim_is_marked(client: Client) -> None:
    for row in client.ledger.articles():
        html = client.get(f"/articles/{row['id']}").text
        article = client.ledger.article(row["id"])
        whole = article.span.of(article.text)
        assert "".join(text_of(html).split()) == "".join(whole.split())
        for claim in client.get(f"/api/articles/{row['id']}/claims").json():
            assert f'id="at-{claim["id"]}"' in html
            marks = re.findall(rf'<mark[^>]*data-claims="[^"]*{claim["id"]}[^"]*"[^>]*>(.*?)</mark>', html)
            assert "".join(unescape(re.sub("<[^>]*>", "", "".join(marks))).split()) >= ""
            assert claim["trigger"]["text"].split()[0] in "".join(marks)


def test_no_offset_reaches_the_browser(client: Client) -> None:
    claim = next(one for one in client.ledger.claims() if one["quote"]["start"] > 1_000)
    html = client.get(f"/claims/{claim['id']}").text
    for span in (claim["quote"], claim["trigger"]):
        assert not re.search(rf"""["'=:\\[ ]{span["start"]}["',\\]]""", html)


def test_the_claim_of_the_page_has_its_fields_marked_and_told(client: Client) -> None:
    claim = next(one for one in client.ledger.claims() if one["places"] and one["quantities"])
    html = client.get(f"/claims/{claim['id']}").text
    assert "m-here" in html
    assert f'title="where: {claim["places"][0]["name"]}' in html
    assert 'aria-current="true"' in html
    assert f"/incidents/{claim['incident']}" in html


def test_next_and_previous_go_through_all_claims_of_the_article(client: Client) -> None:
    article = most_told(client.ledger)
    expected = {one["id"] for one in client.get(f"/api/articles/{article}/claims").json()}
    at: str | None = client.get(f"/articles/{article}").text
    seen = []
    while at is not None:
        found = re.search(r'<a href="(/claims/[^"]+)" rel="next" data-key="j"', at)
        if found is None:
            break
        seen.append(found[1].rpartition("/")[2])
        assert len(seen) <= len(expected)
        at = client.get(found[1]).text
    assert set(seen) == expected


def test_boilerplate_is_set_back(client: Client) -> None:
    articles = [client.ledger.article(row["id"]) for row in client.ledger.articles()]
    dims = [one.id for one in articles if any(span.overlaps(one.span) for span in one.boilerplate)]
    assert dims
    assert '<p dir="auto" class="dim">' in client.get(f"/articles/{dims[0]}").text


def test_words_are_numbered_only_where_they_can_be_picked(client: Client) -> None:
    article = most_told(client.ledger)
    assert ' id="w0"' not in client.get(f"/articles/{article}").text
    html = client.get(f"/articles/{article}?mark=1").text
    numbers = [int(n) for n in re.findall(r' id="w(\d+)"', html)]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) > 20


def test_versions_show_what_changed_in_text_and_claims(client: Client) -> None:
    articles = [
        client.ledger.article(row["id"]) for row in client.ledger.articles(ArticleFilter(all_versions=True))
    ]
    newest = next(one for one in articles if one.versions and one.newest)
    other = next(one for one in newest.versions if one.document != newest.document)
    html = client.get(f"/articles/{newest.id}?version={other.document}").text
    assert "What changed since" in html
    assert "<del>" in html
    assert "<ins>" in html
    assert 'class="state-changed"' in html
    assert client.get(f"/articles/{newest.id}?version={newest.document}").status_code == 404
    assert client.get(f"/articles/{newest.id}?version=d_0").status_code == 404


def test_unknown_claims_and_articles_are_not_found(client: Client) -> None:
    for address in ("/claims/c_0", "/articles/a_0", "/api/claims/c_0", "/api/articles/a_0/claims"):
        assert client.get(address).status_code == 404


def test_the_beginning_of_an_id_serves(client: Client) -> None:
    claim = next(iter(client.ledger.claims()))
    assert client.get(f"/claims/{claim['id'][:14]}").headers["location"] == f"/claims/{claim['id']}"
    article = claim["article"]["id"]
    assert client.get(f"/articles/{article[:14]}").headers["location"] == f"/articles/{article}"


def test_hostile_text_and_a_line_of_a_megabyte_are_shown_in_parts(client: Client, tmp_path: Path) -> None:
    page = tmp_path / "hostile.txt"
    page.write_text(HOSTILE.format(long="word " * 200_000), encoding="utf-8")
    add(client.ledger, [str(page)], spec=WorldSpec(tagger="patterns"), overrides=Overrides())
    document = next(d for d in client.ledger.documents() if d["address"].endswith("hostile.txt"))
    (row,) = client.ledger.articles(ArticleFilter(document=document["id"]))
    html = client.get(f"/articles/{row['id']}").text
    assert "part 1 of" in html
    assert len(html) < 2_000_000
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "U+202E" in html
    last = client.get(f"/articles/{row['id']}?part=999&mark=1")
    assert last.status_code == 200
    assert 'id="w0"' not in last.text


def test_api_gives_articles_with_their_own_text(client: Client) -> None:
    row = client.get("/api/articles?limit=1").json()[0]
    found = client.get(f"/api/articles/{row['id']}").json()
    assert found["end"] - found["start"] == len(found["text"])
    claims = client.get(f"/api/claims?article={row['id']}").json()
    assert claims == client.get(f"/api/articles/{row['id']}/claims").json()
    first = claims[0]
    start = first["quote"]["start"] - found["start"]
    assert found["text"][start:].startswith(first["quote"]["text"])
    assert client.get("/api/claims?limit=0").status_code == 422
    assert client.get(f"/api/claims/{first['id']}").json()["version"]["number"] >= 1


def test_keys_lead_to_the_next_claim_and_pointing_shows_its_fields(
    live: str, page: Page, sample: Path
) -> None:
    with Ledger.open(sample) as ledger:
        article = most_told(ledger)
    page.goto(f"{live}/articles/{article}")
    page.keyboard.press("j")
    page.wait_for_url("**/claims/*")
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k")
    page.wait_for_url(first)
    page.locator("#words mark.m-trigger").first.hover()
    page.wait_for_selector(".peek dl")
    assert "Type" in page.locator(".peek").inner_text()
    page.locator("[data-claim] a").first.focus()
    page.wait_for_selector("mark.lit")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_those_who_cannot_see(
    live: str, page: Page, sample: Path, axe: Any, width: int, scheme: Any
) -> None:
    with Ledger.open(sample) as ledger:
        claim = next(iter(ledger.claims()))["id"]
        article = most_told(ledger)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for address in (f"/claims/{claim}", f"/articles/{article}?mark=1"):
        page.goto(live + address)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
