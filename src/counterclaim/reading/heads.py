"""Title, outlet, author, date, credit and passages of a page's articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from counterclaim.model import Passage, Span
from counterclaim.reading.assembling import Draft
from counterclaim.reading.bylines import Byline, read_byline
from counterclaim.reading.content import PageLines
from counterclaim.reading.credits import agency_of, credit_of, is_credit
from counterclaim.reading.cues import cues, key
from counterclaim.reading.dom import HEADING, Element, PageDom
from counterclaim.reading.lines import Kind
from counterclaim.reading.links import links_of
from counterclaim.reading.metadata import About, PageAbout, absolute, day_of
from counterclaim.reading.outlets import host_name, outlets
from counterclaim.reading.versions import host

_HEAD = 14
_CREDIT = 6
"""Lines below an article among which its credit line is looked for."""
_AUTHOR = re.compile(r"(?:^|\s|[_-])(?:author|byline|writer|reporter|contributor)(?:$|\s|[_-])|^fn$", re.I)
_DATE = re.compile(r"(?:^|\s|[_-])(?:date|published|pubdate|timestamp|posted-on|dateline)(?:$|\s|[_-])", re.I)
_ADDRESS_DATE = re.compile(r"/(20\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/-]|$)")
_SUFFIX = re.compile(r"\s+[|–—\-:»·]\s+(?=[^|–—»·]{2,60}$)")


def fill_single(text: str, page: PageDom, lines: PageLines, about: PageAbout) -> list[Draft]:
    """The one article of a page whose `lines.kept` are set."""
    kept = [index for index, keep in enumerate(lines.kept) if keep]
    if not kept:
        return []
    own = _matching(about, about.page.url, about.page.title) or (
        about.articles[0] if len(about.articles) == 1 else None
    )
    told = [one for one in (own, about.page) if one is not None]
    title = _title_line(lines, page, kept, [one.title for one in told])
    if title is not None:
        lines.kept[title] = True
        for index in range(min(title, kept[0]), title):
            lines.kept[index] = lines.kept[index] and lines.looks[index].kind is Kind.BODY
        kept = [index for index, keep in enumerate(lines.kept) if keep]
    after = range(kept[-1] + 1, min(kept[-1] + 1 + _CREDIT, len(lines.looks)))
    last = next((index for index in after if is_credit(lines.looks[index])), kept[-1])
    draft = Draft(lines.spans[kept[0]].start, lines.spans[last].end)
    _head(text, page, lines, draft, title, told, about)
    if draft.published is None and about.page.url and (match := _ADDRESS_DATE.search(about.page.url)):
        draft.published = day_of("-".join(match.groups()))
    draft.url = about.page.url
    return [draft]


def fill_many(
    text: str, page: PageDom, lines: PageLines, starts: Sequence[tuple[Draft, int | None]], about: PageAbout
) -> list[Draft]:
    """The articles of a page that holds several. Each draft comes with its span only, and with the line of its
    title where that is known."""
    for draft, title in starts:
        inside = lines.within(draft.start, draft.end)
        if title is None:
            kept = [index for index in inside if lines.kept[index]]
            headings = [index for index in inside if lines.bits[index] & HEADING]
            title = headings[0] if headings else (kept[0] if kept else None)
        if title is not None:
            lines.kept[title] = True
            draft.url = _permalink(page, lines.spans[title], draft, about.base)
        own = _matching(about, draft.url, lines.looks[title].line.text if title is not None else None)
        _head(text, page, lines, draft, title, [own] if own is not None else [], about)
        draft.url = draft.url or (own.url if own is not None else None)
    return [draft for draft, _ in starts]


def _matching(about: PageAbout, url: str | None, title: str | None) -> About | None:
    """The JSON-LD article with this address or headline."""
    for one in about.articles:
        if (url and one.url and one.url.rstrip("/") == url.rstrip("/")) or (
            title and one.title and key(one.title) == key(title)
        ):
            return one
    return None


def _title_line(
    lines: PageLines, page: PageDom, kept: Sequence[int], titles: Sequence[str | None]
) -> int | None:
    """The heading line that is the article's title: the one that says what the page says of itself,
    else the last first-level heading at or above the first paragraph, else a heading that opens the article."""
    wanted = [set(key(title).split()) for title in titles if title]
    body = next(
        (i for i in kept if lines.looks[i].kind is Kind.BODY and not lines.bits[i] & HEADING), kept[0]
    )
    headings = [i for i in range(body + 1) if lines.bits[i] & HEADING and lines.looks[i].words]
    scored = []
    for index in headings:
        words = set(lines.looks[index].words)
        overlap = max((len(words & other) / max(len(words), 1) for other in wanted), default=0.0)
        owner = lines.owners[index]
        scored.append(
            (
                overlap >= 0.8 and len(words) > 1,
                owner is not None and _level(owner) == 1,
                lines.kept[index],
                index,
            )
        )
    best = max(scored, default=None)
    if best is not None and any(best[:3]):
        return best[3]
    first = lines.looks[kept[0]]
    if first.kind is Kind.HEADLINE and len(kept) > 1 and len(first.words) >= 3:
        return kept[0]
    return None


def _level(element: Element | None) -> int:
    while element is not None:
        if len(element.tag) == 2 and element.tag[0] == "h" and element.tag[1].isdigit():
            return int(element.tag[1])
        element = element.parent
    return 9


def _permalink(page: PageDom, title: Span, draft: Draft, base: str | None) -> str | None:
    """The address of one of several articles: the link of its heading, else one marked as permanent."""
    marked = None
    for element in page.between(draft.start, draft.end):
        if element.tag != "a":
            continue
        href = absolute(element.attributes.get("href"), base)
        if href and title.start <= element.start < title.end:
            return href
        if href and marked is None and "bookmark" in element.attributes.get("rel", ""):
            marked = href
    return marked


def _head(
    text: str,
    page: PageDom,
    lines: PageLines,
    draft: Draft,
    title: int | None,
    told: Sequence[About],
    about: PageAbout,
) -> None:
    inside = list(lines.within(draft.start, draft.end))
    if title is not None:
        draft.title = " ".join(lines.looks[title].line.text.split())
    elif (named := next((one.title for one in told if one.title), None)) is not None:
        draft.title = _without_site(named, about.site)
    bylines = _bylines(lines, inside, title)
    author, day, day_span = _by_tree(text, page, draft)
    draft.author = (
        next((one.author for one in told if one.author), None) or author or _any(b.author for b in bylines)
    )
    draft.published = next((one.published for one in told if one.published), None)
    printed = next((b for b in bylines if b.published), None)
    if draft.published is None and day is not None:
        draft.published, draft.published_span = day, day_span
    if draft.published is None and printed is not None:
        draft.published, draft.published_span = printed.published, printed.published_span
    _drop_signed(lines, inside, draft.author, title)
    _outlet(lines, inside, draft, bylines, told, about)
    draft.language = _any([one.language for one in told] + [about.page.language])
    for index in inside:
        if lines.kept[index]:
            draft.passages.append(
                Passage(lines.spans[index], "heading" if index == title else lines.kind(index))
            )
    kept = [index for index in inside if lines.kept[index]]
    if kept:
        draft.start = min(draft.start, lines.spans[kept[0]].start)
    draft.links = links_of(page, lines, draft, about.base)


def _any(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _bylines(lines: PageLines, inside: Sequence[int], title: int | None) -> list[Byline]:
    """Metadata lines above the first paragraph and below the last; they and repeats of the title are dropped."""
    bodies = [i for i in inside if lines.kept[i] and lines.looks[i].kind is Kind.BODY and i != title]
    first = bodies[0] if bodies else (inside[-1] + 1 if inside else 0)
    last = bodies[-1] if bodies else -1
    found = []
    repeats = 0
    for index in inside:
        if index == title or not ((index < first and index < inside[0] + _HEAD) or index > last >= 0):
            continue
        seen = lines.looks[index]
        byline = read_byline(seen.line, cues())
        if byline is not None and byline.sure:
            found.append(byline)
            lines.kept[index] = False
        elif title is not None and repeats < 2 and seen.words and seen.words == lines.looks[title].words:
            lines.kept[index] = False
            repeats += 1
    return found


def _drop_signed(lines: PageLines, inside: Sequence[int], author: str | None, title: int | None) -> None:
    """Drop short lines above the first paragraph that only name the author ('Ann Miller, Orla')."""
    name = key(author or "")
    for index in inside if name else ():
        seen = lines.looks[index]
        if lines.kept[index] and seen.kind is Kind.BODY:
            return
        if index != title and len(seen.words) <= len(name.split()) + 3 and name in " ".join(seen.words):
            lines.kept[index] = False


def _by_tree(text: str, page: PageDom, draft: Draft) -> tuple[str | None, str | None, Span | None]:
    """Author and date of an article by its elements: time, microdata, microformats, usual classes."""
    author: str | None = None
    day: str | None = None
    where: Span | None = None
    sure = False
    for element in page.between(draft.start, draft.end):
        attributes = element.attributes
        prop = attributes.get("itemprop", "")
        if not sure and (element.tag == "time" or prop == "datePublished" or _DATE.search(element.classes)):
            value = attributes.get("datetime") or attributes.get("content")
            shown = text[element.start : element.end] if element.end - element.start <= 80 else ""
            found = day_of(value) or day_of(shown)
            sure = found is not None and (
                prop == "datePublished" or "pubdate" in attributes or "published" in element.classes
            )
            if (
                found is not None
                and (day is None or sure)
                and prop != "dateModified"
                and "updated" not in element.classes.split()
            ):
                day, where = found, Span(element.start, element.end) if shown else None
        if author is None and element.shown and element.end - element.start <= 80:
            named = prop in ("author", "creator") or "author" in attributes.get("rel", "").split()
            if named or (element.tag != "body" and _AUTHOR.search(element.classes)):
                author = _author(text[element.start : element.end])
    return author, day, where


def _author(shown: str) -> str | None:
    words = key(shown.split("\n")[0]).split()
    name = re.split(r"\n|[|·•]|\s[–—-]\s", shown)[0].strip()
    if count := cues().author_prefixes.opens(words):
        match = list(re.finditer(r"\w[\w’']*", name))
        name = name[match[count].start() :] if len(match) > count else ""
    if not name or len(name.split()) > 8 or re.search(r"\d{4}|https?:|@", name):
        return None
    return " ".join(name.split()).strip(" ,:")


def _outlet(
    lines: PageLines,
    inside: Sequence[int],
    draft: Draft,
    bylines: Sequence[Byline],
    told: Sequence[About],
    about: PageAbout,
) -> None:
    """An agency that signs the page is its credit, another outlet below the headline its outlet."""
    printed = _any(byline.outlet for byline in bylines)
    first = next((i for i in inside if lines.kept[i] and lines.looks[i].kind is Kind.BODY), None)
    draft.credit = (
        credit_of([lines.looks[i] for i in inside])
        or (agency_of(lines.looks[first].line.text) if first is not None else None)
        or _any(byline.credit for byline in bylines)
    )
    site = _any([*(one.outlet for one in told), about.site])
    if site is not None:
        site = outlets().named(site) or site
    elif about.base and urlsplit(about.base).hostname:
        site = outlets().at(host(about.base)) or host_name(host(about.base))
    if printed is not None and printed in outlets().agencies and site is not None:
        draft.credit = draft.credit or printed
        printed = None
    draft.outlet = printed or site or draft.credit


def _without_site(title: str, site: str | None) -> str:
    """A page title without the site's name at its end."""
    if match := _SUFFIX.search(title):
        head, tail = title[: match.start()], title[match.end() :]
        if (site and key(tail) == key(site)) or outlets().named(tail) or len(head.split()) >= 4:
            return head
    return title
