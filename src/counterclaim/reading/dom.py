"""One walk over a page's tree: its elements of interest, each with the span of `text` that it shows.

`text` is resiliparse's visible text of the whole page, which carries no offsets. The text nodes are found in
it in document order by a cursor that only moves forward; a node that is not shown (hidden, replaced) is not
found and moves nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_UNSHOWN = frozenset({"script", "style", "noscript", "template", "head", "select", "textarea"})
_BLOCKS = frozenset(
    {"article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "li", "main", "nav", "ol", "p", "pre", "section",
     "table", "tbody", "td", "th", "tr", "ul", "time", "details", "summary", "caption", "center", "address",
     "span", "a"}
)  # fmt: skip
_MEDIA = frozenset(
    {
        "img",
        "video",
        "audio",
        "iframe",
        "embed",
        "object",
        "source",
        "amp-img",
        "amp-video",
        "amp-youtube",
        "amp-iframe",
    }
)
_FURNITURE_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "dialog", "menu"})
_FURNITURE_CLASS = re.compile(
    r"(?:.*[_-])?(?:share|shares|sharing|sharebar|sharedaddy|social|socials|related|relatedposts|recirc\w*|recommend\w*|nav|navbar|"
    r"navigation|menu|breadcrumbs?|tags|taglinks|taglist|comments?|respond|promos?|newsletter|subscribe|subscription|"
    r"signup|sidebar|widgets?|adverts?|advertisement|ads?|cookies?|consent|footer|masthead|toolbar|pagination|pager|"
    r"trending|teasers?|readmore|donat\w*|followus|jp-relatedposts|authorbox|authorbio|skip|addtoany\w*|addthis\w*|"
    r"sponsor\w*|outbrain|taboola|disqus|copyright|modal|popup|hidden|screen-reader-text)(?:[_-].*)?",
    re.I,
)
_KEPT_CLASS = re.compile(
    r"(?:.*[_-])?(?:no|has|with|without|tag|category|cat|topic)[_-].*|(?:.*[_-])?template(?:[_-].*)?"
    r"|.*(?:content|main|container|wrapper|layout|page|body|inner)",
    re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\n\r\f]+")


LINK, HEADING, CAPTION, FALLBACK = 1, 2, 4, 8
"""Bits of `Element.within`: what the element is or stands in."""
_WITHIN = {
    "a": LINK, "figcaption": CAPTION, "video": FALLBACK, "audio": FALLBACK, "object": FALLBACK, "iframe": FALLBACK,
    "h1": HEADING, "h2": HEADING, "h3": HEADING, "h4": HEADING, "h5": HEADING, "h6": HEADING,
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Element:
    """An element: its text nodes are `first` up to `last` (indices), its attributes those asked for."""

    tag: str
    depth: int
    parent: Element | None
    first: int
    last: int = -1
    furniture: bool = False
    """By its own tag, class, role or style."""
    classes: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    start: int = -1
    end: int = -1
    within: int = 0

    @property
    def shown(self) -> bool:
        """Whether the element shows text; where it shows none, `start` and `end` are where it stands."""
        return self.end > self.start


@dataclass(slots=True)
class PageDom:
    """Elements in document order, the deepest nesting, and for each text node its span (-1: not shown)."""

    elements: list[Element]
    depth: int
    nodes: list[tuple[int, int]]
    owners: list[Element | None]
    starts: list[int]
    """Of the elements, in order."""

    def between(self, start: int, end: int) -> list[Element]:
        """Elements that lie in `text[start:end]`; one without text at `end` itself counts too."""
        first, last = bisect_left(self.starts, start), bisect_right(self.starts, end)
        return [element for element in self.elements[first:last] if element.end <= end]


_COMMON = frozenset(
    {"class", "id", "itemprop", "itemtype", "lang", "rel", "hidden", "style", "role", "content", "datetime"}
)
_SOURCES = frozenset({"src", "data-src", "title", "aria-label"}) | _COMMON
_ATTRIBUTES = {
    "a": frozenset({"class", "href", "rel", "title", "itemprop"}),
    "img": frozenset(
        {"src", "data-src", "data-lazy-src", "data-original", "srcset", "data-srcset", "data-alt", "title"}
    ),
    "amp-img": frozenset({"src", "data-alt"}),
    "video": _SOURCES,
    "amp-video": _SOURCES,
    "amp-youtube": frozenset({"data-videoid", "title"}),
    "audio": _SOURCES,
    "source": frozenset({"src", "type"}),
    "iframe": _SOURCES,
    "amp-iframe": _SOURCES,
    "embed": _SOURCES,
    "object": frozenset({"data", "title"}) | _COMMON,
    "time": frozenset({"pubdate"}) | _COMMON,
    "blockquote": frozenset({"cite", "data-instgrm-permalink"}) | _COMMON,
}
"""Attributes kept of an element by its tag; `_COMMON` of all others."""


def walk(tree: Any, text: str) -> PageDom:
    """Walk `tree` (a resiliparse `HTMLTree`) and find its text nodes in `text`."""
    collector = _Collector()
    collector.run(tree)
    nodes = _align([node for node, _ in collector.texts], text)
    _place(collector.elements, nodes)
    return PageDom(
        collector.elements,
        collector.depth,
        nodes,
        [owner for _, owner in collector.texts],
        [element.start for element in collector.elements],
    )


class _Collector:
    def __init__(self) -> None:
        self.texts: list[tuple[str, Element | None]] = []
        self.elements: list[Element] = []
        self.depth = 0
        self._open: list[Element] = []
        self._skip: int | None = None

    def run(self, tree: Any) -> None:
        from resiliparse.parse.html import traverse_dom

        base = tree.body
        if base is not None:
            traverse_dom(base, self._enter)
        for element in self._open:
            element.last = len(self.texts)

    def _enter(self, context: Any) -> None:
        depth: int = context.depth
        if self._skip is not None:
            if depth > self._skip:
                return
            self._skip = None
        # Leaving is not reported for nodes without children: what the new node is not inside of has ended.
        while self._open and self._open[-1].depth >= depth:
            self._open.pop().last = len(self.texts)
        node = context.node
        tag = node.tag
        if tag == "#text":
            value = node.text
            if "\n" in value or "  " in value or "\t" in value:
                value = _SPACE.sub(" ", value)
            value = value.strip(" ")
            if value:
                self.texts.append((value, self._open[-1] if self._open else None))
            return
        if tag is None:
            return
        self.depth = max(self.depth, depth)
        if tag in _UNSHOWN:
            if tag == "script" and (post := node.getattr("data-telegram-post")):
                parent = self._open[-1] if self._open else None
                source = {"src": f"https://t.me/{post}"}
                self.elements.append(Element("iframe", depth, parent, len(self.texts), attributes=source))
            self._skip = depth
            return
        if tag not in _BLOCKS and tag not in _MEDIA:
            return
        self._element(node, tag, depth)

    def _element(self, node: Any, tag: str, depth: int) -> None:
        wanted = _ATTRIBUTES.get(tag, _COMMON)
        attributes = {name: node.getattr(name) or "" for name in node.attrs if name in wanted}
        if tag == "span" and not attributes:
            return
        classes = f"{attributes.pop('class', '')} {attributes.pop('id', '')}".strip()
        parent = self._open[-1] if self._open else None
        furniture = bool(
            tag in _FURNITURE_TAGS
            or (tag != "body" and furniture_class(classes))
            or "hidden" in attributes
            or _HIDDEN_STYLE.search(attributes.get("style", ""))
            or attributes.get("role")
            in ("navigation", "complementary", "contentinfo", "banner", "search", "dialog")
        )
        element = Element(tag, depth, parent, len(self.texts), -1, furniture, classes, attributes)
        element.within = _WITHIN.get(tag, 0) | (parent.within if parent is not None else 0)
        if tag not in ("a", "time") and "caption" in classes:
            element.within |= CAPTION
        self.elements.append(element)
        if tag not in ("img", "source", "embed", "amp-img"):
            self._open.append(element)


@lru_cache(maxsize=4096)
def furniture_class(classes: str) -> bool:
    """Whether a class or id of `classes` is one that pages give to furniture ('post-share', 'related')."""
    return any(
        _FURNITURE_CLASS.fullmatch(name) and not _KEPT_CLASS.fullmatch(name) for name in classes.split()
    )


_WINDOW = 4000
_LEAST_JUMP = 16


def _align(nodes: list[str], text: str) -> list[tuple[int, int]]:
    """The span of each of `nodes` in `text`, (-1, -1) for one that is not there."""
    found: list[tuple[int, int]] = []
    cursor, size = 0, len(text)
    for node in nodes:
        while cursor < size and text[cursor] in " \t\n\r\f":
            cursor += 1
        if text.startswith(node, cursor):
            end = cursor + len(node)
            found.append((cursor, end))
            cursor = end
        elif (spaced := _spaced(node, text, cursor)) is not None:
            found.append((cursor, spaced))
            cursor = spaced
        elif len(node) >= _LEAST_JUMP and (at := text.find(node, cursor, cursor + len(node) + _WINDOW)) >= 0:
            found.append((at, at + len(node)))
            cursor = at + len(node)
        else:
            found.append((-1, -1))
    return found


def _spaced(node: str, text: str, cursor: int) -> int | None:
    """End of `node` at `cursor` of `text` where only their white space differs (preformatted text)."""
    words = node.split(" ")
    if not text.startswith(words[0], cursor):
        return None
    position = cursor
    for word in words:
        while position < len(text) and text[position] in " \t\n\r\f":
            position += 1
        if not text.startswith(word, position):
            return None
        position += len(word)
    return position


def _place(elements: list[Element], nodes: list[tuple[int, int]]) -> None:
    """Give every element its span: from its first shown text node to its last, else where it stands.

    An element without text, or with text only for browsers that cannot play it, stands below the text before it, yet not above the start of what it is in.
    """
    shown = [index for index, span in enumerate(nodes) if span[0] >= 0]
    starts = [nodes[index][0] for index in shown]
    ends = [nodes[index][1] for index in shown]
    for element in elements:
        low = bisect_left(shown, element.first)
        high = bisect_left(shown, element.last, low) if element.last > element.first else low
        parent = element.parent
        if element.within & FALLBACK and parent is not None and parent.within & FALLBACK:
            element.start = element.end = parent.start
        elif high > low and not element.within & FALLBACK:
            element.start, element.end = starts[low], ends[high - 1]
        else:
            at = ends[low - 1] if low else (starts[0] if starts else 0)
            if parent is not None:
                at = max(at, parent.start)
            element.start = element.end = at
