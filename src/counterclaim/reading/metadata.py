"""What a page says of itself: JSON-LD, Open Graph and other meta elements, canonical address, language.

Read straight from the tree: a library that builds every vocabulary of a page costs many times the reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urljoin

from counterclaim.reading.decoding import clean
from counterclaim.reading.printed import full_dates

_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Blog ?Post|NewsItem|SocialMediaPosting)$")
_TITLE = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "title",
    "parsely-title",
    "sailthru.title",
)
_SITE = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "publisher",
)
_AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "article:author_name",
)
_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "article:published", "publishdate",
    "publish-date", "publish_date", "pubdate", "date", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "dcterms.created", "dc.date.created", "parsely-pub-date", "sailthru.date", "citation_publication_date",
    "citation_date", "article.published", "published-date", "release_date", "og:article:published_time",
)  # fmt: skip
_DEEPEST = 12


@dataclass(slots=True)
class About:
    """Metadata of one article, from one place of a page."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(slots=True)
class PageAbout:
    """Metadata of a page: of its one article (`page`), and of each of those that JSON-LD lists."""

    page: About
    site: str | None
    base: str | None
    articles: list[About] = field(default_factory=list)
    single: bool = False
    """Whether the page says that it is one article."""


def page_about(tree: Any, address: str | None) -> PageAbout:
    """Read the head and the JSON-LD of `tree`; addresses are made absolute by the base element and `address`."""
    meta = _meta(tree)
    base = address
    if (element := tree.document.query_selector("base[href]")) is not None:
        base = absolute(element.getattr("href"), address)
    canonical = tree.document.query_selector("link[rel=canonical]")
    named = (
        canonical.getattr("href") if canonical is not None else None,
        meta.get("og:url"),
        meta.get("mainentityofpage"),
    )
    url = next((found for name in named if (found := absolute(name, base))), None)
    base = base or url
    articles = [_article(node, base) for node in _linked_data(tree)]
    root = tree.document.query_selector("html")
    page = About(
        title=_first(meta, _TITLE),
        author=_person(_first(meta, _AUTHOR)),
        published=next((day for name in _PUBLISHED if (day := day_of(meta.get(name)))), None),
        language=(root.getattr("lang") if root is not None else None) or meta.get("content-language"),
        url=url,
    )
    if tree.title and page.title is None:
        page.title = " ".join(clean(tree.title).split()) or None
    single = meta.get("og:type", "").casefold() == "article" or len(articles) == 1
    return PageAbout(page, _first(meta, _SITE) or _publisher(tree), base, articles, single)


def absolute(href: str | None, base: str | None) -> str | None:
    """`href` as an absolute http(s) or mail address by `base`; None where it is none."""
    if (
        not href
        or not (href := href.strip())
        or href.startswith(("#", "javascript:", "data:", "about:", "blob:"))
    ):
        return None
    try:
        joined = urljoin(base, href) if base else href
    except ValueError:
        return None
    if joined.startswith("//"):
        joined = "https:" + joined
    return clean(joined) if re.match(r"(?:https?://[^/\s]|mailto:)", joined, re.I) else None


def day_of(value: str | None) -> str | None:
    """The date of an ISO 8601 date or instant, a compact one (20201002), or one in words; None for none."""
    if not value:
        return None
    value = value.strip()
    if match := re.match(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)", value):
        try:
            return date(*map(int, match.groups())).isoformat()
        except ValueError:
            return None
    found = full_dates(value[:120])
    return found[0][1] if found else None


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.document.query_selector_all("meta[content]"):
        content = " ".join(clean(element.getattr("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if (name := element.getattr(attribute)) and content:
                found.setdefault(name.strip().casefold(), content)
    return found


def _publisher(tree: Any) -> str | None:
    """The publisher's name in microdata."""
    element = tree.document.query_selector("[itemprop=publisher]")
    if element is None:
        return None
    named = element.query_selector("[itemprop=name]")
    if named is not None:
        element = named
    shown = " ".join(clean(element.getattr("content") or element.text).split())
    return shown if 0 < len(shown) <= 80 else None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _person(value: str | None) -> str | None:
    """A person's name; None where the value is an address or empty."""
    if not value or re.match(r"https?://|www\.", value):
        return None
    return re.sub(r"^\s*by\s+", "", value, flags=re.I).strip() or None


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles of a page's JSON-LD, in order; blocks that are no JSON are passed over."""
    for element in tree.document.query_selector_all('script[type="application/ld+json"]'):
        source = element.text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(data, 0)


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for one in data:
            yield from _nodes(one, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        if any(
            isinstance(t, str) and _TYPES.search(t) for t in (types if isinstance(types, list) else [types])
        ):
            yield data
        for name in (
            "@graph",
            "mainEntity",
            "itemListElement",
            "item",
            "blogPost",
            "hasPart",
            "liveBlogUpdate",
            "mainEntityOfPage",
        ):
            if isinstance(data.get(name), dict | list):
                yield from _nodes(data[name], depth + 1)


def _article(node: dict[str, Any], base: str | None) -> About:
    url = _name(node.get("url")) or _name(node.get("@id")) or _name(node.get("mainEntityOfPage"), "@id")
    return About(
        title=_name(node.get("headline")) or _name(node.get("name")),
        outlet=_name(node.get("publisher")) or _name(node.get("sourceOrganization")),
        author=_person(_names(node.get("author")) or _names(node.get("creator"))),
        published=day_of(_name(node.get("datePublished"))) or day_of(_name(node.get("dateCreated"))),
        language=_name(node.get("inLanguage")),
        url=absolute(url, base),
    )


def _name(value: Any, of: str = "name") -> str | None:
    """A string, or the name of a thing, or of the first of a list of either."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get(of) or value.get("name") or value.get("alternateName")
    return " ".join(clean(value).split()) or None if isinstance(value, str) else None


def _names(value: Any) -> str | None:
    names = [_name(one) for one in (value if isinstance(value, list) else [value])]
    return ", ".join(dict.fromkeys(name for name in names if name and not name.startswith("http"))) or None
