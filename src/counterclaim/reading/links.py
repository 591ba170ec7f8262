"""Hyperlinks, images, videos and embeds inside an article of a page."""

from __future__ import annotations

from counterclaim.model import Link, LinkKind, Span
from counterclaim.reading.assembling import Draft
from counterclaim.reading.content import PageLines
from counterclaim.reading.credits import is_credit
from counterclaim.reading.dom import Element, PageDom
from counterclaim.reading.lines import Kind
from counterclaim.reading.metadata import absolute

_KINDS: dict[str, LinkKind] = {
    "a": "link", "img": "image", "amp-img": "image", "video": "video", "amp-video": "video", "audio": "video",
    "source": "video", "iframe": "embed", "embed": "embed", "object": "embed", "amp-iframe": "embed",
    "amp-youtube": "embed", "blockquote": "embed",
}  # fmt: skip
_SOURCES = (
    "href",
    "src",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data",
    "data-instgrm-permalink",
    "cite",
)
_SHOWN_ANYWAY = frozenset({Kind.MEDIA, Kind.SOURCE, Kind.ADDRESS})


def links_of(page: PageDom, lines: PageLines, draft: Draft, base: str | None) -> list[Link]:
    """Links and media inside an article, without those in its furniture, in document order."""
    found: list[Link] = []
    seen: set[tuple[str, int, str]] = set()
    for element in page.between(draft.start, draft.end):
        kind = _KINDS.get(element.tag)
        if kind is None:
            continue
        if not element.shown and element.start == draft.end and kind == "link":
            continue
        url = _source(element, base)
        if url is None or _in_furniture(element, lines):
            continue
        label = (
            element.attributes.get("data-alt")
            or element.attributes.get("title")
            or element.attributes.get("aria-label")
        )
        same = (kind, element.start, url)
        if same not in seen:
            seen.add(same)
            span = Span(element.start, element.end) if kind == "link" else Span(element.start, element.start)
            found.append(Link(kind, span, url, " ".join(label.split()) if label else None))
    return found


def _source(element: Element, base: str | None) -> str | None:
    attributes = element.attributes
    if element.tag == "source" and not attributes.get("type", "video").startswith(("video", "audio")):
        return None
    if "data-videoid" in attributes:
        return f"https://www.youtube.com/watch?v={attributes['data-videoid']}"
    for name in _SOURCES:
        if (url := absolute(attributes.get(name), base)) is not None:
            return url
    if (several := attributes.get("srcset") or attributes.get("data-srcset")) is not None:
        return absolute(several.split(",")[0].split()[0] if several.strip() else None, base)
    return None


def _in_furniture(element: Element, lines: PageLines) -> bool:
    if not element.shown:
        owner: Element | None = element
        while owner is not None:
            if owner.furniture:
                return True
            owner = owner.parent
        return False
    index = lines.within(element.start, element.start + 1)
    at = (index.start if len(index) else index.start - 1) if lines.spans else -1
    if at < 0 or lines.kept[at]:
        return False
    return lines.looks[at].kind not in _SHOWN_ANYWAY and not is_credit(lines.looks[at])
