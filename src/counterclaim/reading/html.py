"""Web pages: visible text, which lines of it are content, articles, passages, links."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.reading.articles import candidates
from counterclaim.reading.assembling import Draft, Reading
from counterclaim.reading.content import PageLines, keep_lines
from counterclaim.reading.decoding import clean
from counterclaim.reading.dom import walk
from counterclaim.reading.heads import fill_many, fill_single
from counterclaim.reading.lines import FURNITURE, Kind
from counterclaim.reading.metadata import page_about
from counterclaim.reading.segments import seams
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
    keep_lines(lines, page, main, found)
    if len(found) >= 2:
        starts: list[tuple[Draft, int | None]]
        starts = [(Draft(one.element.start, one.element.end), None) for one in found]
    else:
        starts = [] if about.single else _by_seams(lines)
    drafts = fill_many(text, page, lines, starts, about) if starts else fill_single(text, page, lines, about)
    boilerplate = [span for span, kept in zip(lines.spans, lines.kept, strict=True) if not kept]
    url = normalise(about.page.url) if about.page.url else None
    return Reading(text, drafts, boilerplate, charset, url=url)


def _extract(tree: Any, *, main: bool) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    text: str = extract_plain_text(tree, preserve_formatting=True, main_content=main, list_bullets=False)
    return text


def _by_seams(lines: PageLines) -> list[tuple[Draft, int | None]]:
    """Several articles that only headlines, bylines and date lines part, with their title lines; none for one."""
    kept = [index for index, keep in enumerate(lines.kept) if keep]
    if not kept:
        return []
    first, last = kept[0], kept[-1]
    looks = [
        seen if lines.kept[index] or seen.kind in FURNITURE else replace(seen, kind=Kind.FURNITURE)
        for index, seen in enumerate(lines.looks[first : last + 1], first)
    ]
    found = seams(looks)
    if len(found) < 2:
        return []
    return [
        (
            Draft(lines.spans[first + one.first].start, lines.spans[first + one.end - 1].end),
            first + one.title if one.title is not None else None,
        )
        for one in found
    ]
