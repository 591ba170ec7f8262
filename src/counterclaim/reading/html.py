"""Web pages: visible text, which lines of it are content, articles, passages, links."""

from __future__ import annotations

from typing import Any

from counterclaim.reading.articles import Candidate, candidates
from counterclaim.reading.assembling import Draft, Reading
from counterclaim.reading.content import PageLines, keep_lines
from counterclaim.reading.decoding import clean
from counterclaim.reading.dom import PageDom, walk
from counterclaim.reading.heads import fill_many, fill_single
from counterclaim.reading.metadata import page_about
from counterclaim.reading.versions import normalise

DEEPEST = 400
"""Nesting above which the main-content run is left out: its time grows with the square of the depth."""


def read_html(source: str, charset: str | None, address: str | None) -> Reading:
    """Read a page. `address` is where it was fetched from, if it was; relative links hold against it."""
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(source)
    document: Any = tree.document
    for element in document.query_selector_all("img[alt], area[alt], input[alt]"):
        element.set_attribute("data-alt", element.getattr("alt"))
        element.remove_attribute("alt")
    text = clean(_extract(tree, main=False))
    page = walk(tree, text)
    about = page_about(tree, address)
    main = clean(_extract(tree, main=True)) if page.depth <= DEEPEST else ""
    lines = PageLines.of(text, page)
    found = candidates(page, lines)
    drafts: list[Draft]
    if len(found) >= 2:
        drafts = _many(text, page, lines, found, main)
        fill_many(text, page, lines, drafts, about)
    else:
        keep_lines(lines, page, main, None)
        drafts = fill_single(text, page, lines, about)
    boilerplate = [span for span, kept in zip(lines.spans, lines.kept, strict=True) if not kept]
    url = normalise(about.page.url) if about.page.url else None
    return Reading(text, drafts, boilerplate, charset, url=url)


def _extract(tree: Any, *, main: bool) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    text: str = extract_plain_text(tree, preserve_formatting=True, main_content=main, list_bullets=False)
    return text


def _many(text: str, page: PageDom, lines: PageLines, found: list[Candidate], main: str) -> list[Draft]:
    keep_lines(lines, page, main, found)
    return [Draft(one.element.start, one.element.end) for one in found]
