"""Which articles cite which: by a link to the other one's address, or by a credit line with its outlet's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from counterclaim.comparing.alignment import aligned
from counterclaim.comparing.likeness import days_between
from counterclaim.comparing.nouns import Entry
from counterclaim.language import fold
from counterclaim.reading.outlets import outlets
from counterclaim.reading.versions import normalise

By = Literal["link", "credit"]

CREDITED_WITHIN = 30
"""Days after publication up to which another outlet may take an article over with a credit line alone."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of an article's citing. `links`: by address as it stands, the claims that it stands at or beside
    (empty where it stands at none). `text` is the article's text and `start` its place in the document."""

    article: str
    outlet: str | None
    published: str | None
    url: str | None
    credit: str | None = None
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    text: str | None = None
    start: int = 0


def references(
    pages: Sequence[Page], of: Mapping[str, Sequence[Entry]]
) -> Iterator[tuple[Page, Page, By, tuple[str, ...]]]:
    """Who cites whom: citing, cited, how, and by which links. Of several articles at one address, or of one credited
    outlet, the one that shares most claims."""
    at: dict[str, list[Page]] = {}
    named: dict[str, list[Page]] = {}
    for page in pages:
        if page.url and (address := _address(page.url)):
            at.setdefault(address, []).append(page)
        if page.outlet:
            named.setdefault(outlet_key(page.outlet), []).append(page)
    for page in pages:
        linked: dict[str, tuple[Page, list[str]]] = {}
        for link in sorted(page.links):
            cited = _best(page, at.get(_address(link) or "", ()), of, least=0)
            if cited is not None:
                linked.setdefault(cited.article, (cited, []))[1].append(link)
        for cited, links in linked.values():
            yield page, cited, "link", tuple(links)
        if page.credit:
            near = [p for p in named.get(outlet_key(page.credit), ()) if _in_time(page, p)]
            cited = _best(page, near, of, least=1)
            if cited is not None and cited.article not in linked:
                yield page, cited, "credit", ()


@lru_cache(maxsize=1 << 14)
def _address(link: str) -> str | None:
    """The normalised address of a page; None for what is none, and for a site's front page."""
    address = normalise(link)
    return address if address and urlsplit(address).path.strip("/") else None


@lru_cache(maxsize=1 << 12)
def outlet_key(name: str) -> str:
    """One form of an outlet's names and domains."""
    known_ = outlets()
    host = urlsplit(name).hostname or "" if "://" in name else ""
    return fold(known_.at(host) if host and known_.at(host) else known_.named(name) or name)


def _in_time(page: Page, cited: Page) -> bool:
    gap = days_between(cited.published, page.published)
    return gap is None or -1 <= gap <= CREDITED_WITHIN


def _best(page: Page, among: Sequence[Page], of: Mapping[str, Sequence[Entry]], *, least: int) -> Page | None:
    others = [p for p in among if p.article != page.article]
    if len(others) == 1 and not least:
        return others[0]
    mine = of.get(page.article, ())
    counted = [(len(aligned(mine, of.get(p.article, ()))), p.article, p) for p in others]
    counted = [c for c in counted if c[0] >= least]
    return min(counted, key=lambda c: (-c[0], c[1]))[2] if counted else None
