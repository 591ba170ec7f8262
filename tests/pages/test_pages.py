"""Pages with their expected reading and claims, one folder each, replayed field by field.

`input.*` is the page; `meta.toml` holds what reading must give: `what` the page shows, `url_ends`, `articles`
(fields, and words that they must hold, captions, and ends of link addresses) and `boilerplate` lines;
`expected.jsonl` claims that must be found, one a line. A field that is not there is not compared. All text is our own.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from counterclaim import extract, read
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.model import Claim, Document

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/meta.toml"))
FIELDS = ("title", "outlet", "author", "published", "language", "credit")


def meta(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "meta.toml").read_text(encoding="utf-8"))


@cache
def document(folder: Path) -> Document:
    [page] = folder.glob("input.*")
    [result] = read(str(page))
    assert isinstance(result, Document), result
    return result


@cache
def claims(folder: Path) -> tuple[Claim, ...]:
    return extract(document(folder), world=open_world(WorldSpec(tagger="patterns"))).claims


def expected_articles() -> list[Any]:
    return [
        pytest.param(folder, number, id=f"{folder.name}-{number}")
        for folder in FOLDERS
        for number in range(len(meta(folder)["articles"]))
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_page_has_its_articles_address_and_boilerplate(folder: Path) -> None:
    page, expected = document(folder), meta(folder)
    assert len(page.articles) == len(expected["articles"])
    if end := expected.get("url_ends"):
        assert page.url is not None
        assert page.url.endswith(end)
    for line in expected["boilerplate"]["lines"]:
        start = page.text.index(line)
        assert any(span.start <= start < span.end for span in page.boilerplate), (
            f"{line!r} is not boilerplate"
        )


@pytest.mark.parametrize(("folder", "number"), expected_articles())
def test_article_has_its_fields_words_captions_and_links(folder: Path, number: int) -> None:
    page, expected = document(folder), meta(folder)["articles"][number]
    article = page.articles[number]
    for field in FIELDS:
        if field in expected:
            assert getattr(article, field) == expected[field], field
    for words in expected["holds"]:
        start = page.text.index(words)
        assert any(p.span.start <= start < p.span.end for p in article.passages), (
            f"{words!r} is in no passage"
        )
    captions = [p.span.of(page.text) for p in article.passages if p.kind == "caption"]
    for caption in expected.get("captions", ()):
        assert caption in captions
    for end in expected.get("links", ()):
        assert any(link.url.endswith(end) for link in article.links), article.links


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_expected_claims_are_found(folder: Path) -> None:
    page = document(folder)
    rows = [json.loads(r) for r in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows
    missed = [row for row in rows if not any(same(row, claim, page) for claim in claims(folder))]
    assert not missed, (
        "\n".join(map(str, missed))
        + "\nfound:\n"
        + "\n".join(
            f"{c.type} {c.polarity} {c.claimant.party} | {c.quote.of(page.text)}" for c in claims(folder)
        )
    )


def same(row: dict[str, Any], claim: Claim, page: Document) -> bool:
    start = page.text.index(row["quote"])
    return (
        start <= claim.trigger.start < start + len(row["quote"])
        and claim.article == page.articles[row["article"]].id
        and (claim.type, claim.polarity, claim.claimant.party) == (row["type"], row["polarity"], row["party"])
        and ("low" not in row or (row["low"], row["item"]) in {(q.low, q.item) for q in claim.quantities})
    )
