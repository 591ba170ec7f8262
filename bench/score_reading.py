"""Reading of `karabakh-page.txt`: articles, their head and the page's boilerplate lines; other texts stay whole.

`python -m bench.score_reading` prints the figures. The folder with the data is `COUNTERCLAIM_DATA`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from bench.measure import Figure, Skipped, data
from counterclaim.model import Article, Document
from counterclaim.reading import Item, Overrides, read_item

FURNITURE = frozenset({
    5, 6, 24, 114, 116, 118, 120, 122, 124, 146, 147, 155, 188, 206, 208, 212, 246, 250, 251, 273,
})  # fmt: skip
"""Lines of the page (counted from 1) that are no reporting, found by reading it: repeated titles, labels of videos
and related posts, notes to readers and about authors, addresses, donation and follow notes, signatures."""
HEADS = frozenset({3, 28, 30, 128, 151, 153, 192, 214})
"""Lines that hold only outlet, byline or date."""
GIVEN = {"A03": "South Front", "A06": "Global Research", "A13": "Al-Akhbar"}
"""Outlets that stand in the text, by article."""
UNPRINTED = frozenset({"A03", "A15", "A20"})
"""Articles whose date the page does not print."""


def measure() -> list[Figure]:
    """The figures, each a share of 0 to 1."""
    page = read_item(Item(str(data("karabakh-page.txt")), "file"), Overrides())
    assert isinstance(page, Document)
    gold = [json.loads(line) for line in data("karabakh-articles.jsonl").read_text("utf-8").splitlines()]
    by_start = {article.span.start: article for article in page.articles}
    pairs = [(row, by_start[row["start"]]) for row in gold if row["start"] in by_start]
    printed = [(row, a) for row, a in pairs if row["article"] not in UNPRINTED]
    told = [(row, a) for row, a in pairs if row["article"] in UNPRINTED]
    signed = [(row, a) for row, a in pairs if row["author"]]
    given = [(row, a) for row, a in pairs if row["article"] in GIVEN]
    marked, wrongly = _boilerplate(page)
    return [
        Figure(
            "articles found with their first line", len(pairs) / len(gold), 1.0, f"{len(page.articles)} given"
        ),
        Figure("title", _share(pairs, lambda row, a: _same(a.title, row["title"])), 1.0),
        Figure(
            "outlet, where the text gives it",
            _share(given, lambda row, a: bool(a.outlet == GIVEN[row["article"]])),
            1.0,
        ),
        Figure(
            "author, where the page names one",
            _share(signed, lambda row, a: bool(a.author == row["author"])),
            1.0,
        ),
        Figure("date, where printed", _share(printed, _dated), 1.0),
        Figure("date inferred within a day, where only told", _share(told, _near), 0.6),
        Figure("language", _share(pairs, lambda row, a: bool(a.language == row["language"])), 1.0),
        Figure("boilerplate lines marked", marked, 0.95, f"of {len(FURNITURE | HEADS)} lines"),
        Figure("reporting lines marked as boilerplate", wrongly),
        Figure("one article for each text of syria-2013-2017.jsonl", _whole(), 1.0),
    ]


Row = dict[str, Any]


def _share(pairs: list[tuple[Row, Article]], right: Callable[[Row, Article], bool]) -> float:
    return sum(right(row, article) for row, article in pairs) / len(pairs) if pairs else 0.0


def _same(a: str | None, b: str | None) -> bool:
    return re.sub(r"\s+", " ", a or "") == re.sub(r"\s+", " ", b or "")


def _dated(row: Row, article: Article) -> bool:
    return bool(article.published == row["published"]) and not article.published_inferred


def _near(row: Row, article: Article) -> bool:
    if not article.published or not article.published_inferred:
        return False
    return abs((date.fromisoformat(article.published) - date.fromisoformat(row["published"])).days) <= 1


def _boilerplate(page: Document) -> tuple[float, float]:
    """Share of the boilerplate lines that are marked, and of the other lines that are marked too."""
    lines = enumerate(re.finditer(r"[^\n]*\n|[^\n]+$", page.text), 1)
    numbered = {number: match.span() for number, match in lines if match.group().strip()}
    held = {n for n, (s, e) in numbered.items() if any(b.start < e and s < b.end for b in page.boilerplate)}
    expected = FURNITURE | HEADS
    return len(held & expected) / len(expected), len(held - expected) / len(set(numbered) - expected)


def _whole() -> float:
    """Share of the texts, read as plain text without their metadata, that give one article."""
    texts = [
        json.loads(line)["text"] for line in data("syria-2013-2017.jsonl").read_text("utf-8").splitlines()
    ]
    read = [read_item(Item("-", "bytes", text.encode()), Overrides(language="en")) for text in texts]
    return sum(isinstance(one, Document) and len(one.articles) == 1 for one in read) / len(texts)


if __name__ == "__main__":
    try:
        for figure in measure():
            floor = "" if figure.floor is None else f"(floor {figure.floor:g})"
            print(f"{figure.name}: {figure.value:.3f} {floor} {figure.note}")
    except Skipped as reason:
        print(f"left out: {reason}")
