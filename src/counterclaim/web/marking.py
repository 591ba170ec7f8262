"""A document's text as HTML with claims, sources and fields marked in it, made on the server.

Marks nest and overlap. The text is cut where any of them begins or ends, and each piece names all that cover it, so
that the page holds well-formed markup for any spans. No offset leaves: claims are named by id, words by number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from markupsafe import Markup, escape

from counterclaim.model import Span

Layer = Literal["quote", "source", "cue", "content", "trigger", "field"]
LAYERS: tuple[Layer, ...] = ("quote", "source", "cue", "content", "trigger", "field")

T = TypeVar("T")

WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
"""A word that can be picked; numbers with separators ('1,500') are one."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff]"
)
"""What would not be seen or would turn the order of other text."""
_LINES = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a document's text that belongs to `claim` (an id; '' for an attribution of no claim).

    `label` is what pointing at it shows; `here` sets it off as of the claim that the page is about.
    """

    span: Span
    layer: Layer
    claim: str
    label: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text as markup; `dim` where all of it is no article's content."""

    html: Markup
    dim: bool


def words(text: str, over: Span) -> list[Span]:
    """The words of `text` within `over` in order: word `w17` of `marked` is number 17 here."""
    return [Span(*found.span()) for found in WORD.finditer(text, over.start, over.end)]


def visible(text: str) -> Markup:
    """`text` escaped, with control and direction characters written out as their names."""
    if _UNSEEN.search(text) is None:
        return escape(text)  # nearly all text; a page has hundreds of pieces
    parts: list[str] = []
    at = 0
    for found in _UNSEEN.finditer(text):
        parts.append(escape(text[at : found.start()]))
        parts.append(f'<span class="ctl">U+{ord(found[0]):04X}</span>')
        at = found.end()
    parts.append(escape(text[at:]))
    return Markup("".join(parts))


def marked(
    text: str, over: Span, marks: Sequence[Mark], dim: Sequence[Span] = (), words: bool = False
) -> Markup:
    """The stretch `over` of `text` with `marks` in it and `dim` stretches set back.

    Marks and stretches beyond `over` are cut to it. With `words` each word is `<span id="w17">`, by its number in
    `words(text, over)`; of a word that a mark cuts, only the first part has the id and the others
    `data-word`, the number. The first piece
    of each claim's trigger (else of any mark of it) is `id="at-CLAIM"`.
    """
    return Markup("").join(_pieces(text, over, marks, dim, _numbered(text, over) if words else None))


def lines(
    text: str, over: Span, marks: Sequence[Mark], dim: Sequence[Span] = (), words: Span | None = None
) -> list[Line]:
    """As `marked`, one for each line of `over` that is not blank: for one paragraph each, so that each has its own
    direction. `words`: the stretch over which words are numbered, which may begin before `over`."""
    numbered = _numbered(text, words) if words is not None else None
    named: set[str] = set()
    near, back = _Window((mark.span, mark) for mark in marks), _Window((span, span) for span in dim)
    homes = _homes(marks, over)
    found = []
    for line in _LINES.finditer(text, over.start, over.end):
        span = Span(*line.span())
        if line[0].isspace():
            continue
        inside, dimmed = near.touching(span), back.touching(span)
        html = Markup("").join(_pieces(text, span, inside, dimmed, numbered, homes=homes, named=named))
        found.append(Line(html, any(one.holds(span) for one in dimmed)))
    return found


class _Window(Generic[T]):
    """What touches one line after the other, so that a long article is not searched anew for each."""

    def __init__(self, given: Iterable[tuple[Span, T]]) -> None:
        self._ordered = sorted(given, key=lambda one: one[0])
        self._next = 0
        self._open: list[tuple[Span, T]] = []

    def touching(self, span: Span) -> list[T]:
        """What touches `span`, which begins no earlier than the one asked for before."""
        while self._next < len(self._ordered) and self._ordered[self._next][0].start < span.end:
            self._open.append(self._ordered[self._next])
            self._next += 1
        self._open = [one for one in self._open if one[0].end > span.start]
        return [one for _, one in self._open]


def _homes(marks: Iterable[Mark], over: Span) -> dict[str, int]:
    """Where each claim's anchor stands: at its first trigger, else at its first mark within `over`."""
    found: dict[str, tuple[bool, int]] = {}
    for mark in marks:
        cut = _cut(mark.span, over)
        if mark.claim and cut is not None:
            here = (mark.layer != "trigger", cut.start)
            found[mark.claim] = min(found.get(mark.claim, here), here)
    return {claim: at for claim, (_, at) in found.items()}


def _numbered(text: str, over: Span) -> dict[int, tuple[int, int]]:
    """Number and end of each word by where it starts."""
    return {span.start: (number, span.end) for number, span in enumerate(words(text, over))}


def _cut(span: Span, over: Span) -> Span | None:
    start, end = max(span.start, over.start), min(span.end, over.end)
    return Span(start, end) if start < end else None


def _pieces(
    text: str,
    over: Span,
    marks: Sequence[Mark],
    dim: Sequence[Span],
    numbered: dict[int, tuple[int, int]] | None,
    *,
    homes: dict[str, int] | None = None,
    named: set[str] | None = None,
) -> Iterator[Markup]:
    """Pieces of `over`, each between two neighbouring ends of marks."""
    homes = _homes(marks, over) if homes is None else homes
    named = set() if named is None else named
    within = [(cut, mark) for mark in marks if (cut := _cut(mark.span, over)) is not None]
    back = [cut for span in dim if (cut := _cut(span, over)) is not None]
    ends = sorted({over.start, over.end, *_both(cut for cut, _ in within), *_both(back)})
    begins: dict[int, list[Mark]] = {}
    closes: dict[int, list[Mark]] = {}
    for cut, mark in within:
        begins.setdefault(cut.start, []).append(mark)
        closes.setdefault(cut.end, []).append(mark)
    steps = Counter(cut.start for cut in back)
    steps.subtract(Counter(cut.end for cut in back))
    open_: list[Mark] = []
    depth = 0
    tagger = _Words(text, numbered)
    for start, end in pairwise(ends):
        for mark in closes.get(start, ()):
            open_.remove(mark)
        open_ += begins.get(start, ())
        depth += steps[start]
        here = [c for c in dict.fromkeys(m.claim for m in open_) if c and homes.get(c) == start]
        anchors = [claim for claim in here if claim not in named]
        named.update(anchors)
        yield _piece(tagger(start, end), open_, depth > 0, anchors)


def _both(spans: Iterable[Span]) -> Iterator[int]:
    for span in spans:
        yield span.start
        yield span.end


def _piece(inner: Markup, marks: Sequence[Mark], dim: bool, anchors: Sequence[str]) -> Markup:
    """One piece; further claims that begin here have empty anchors before it."""
    if not marks:
        return Markup('<span class="dim">{}</span>').format(inner) if dim else inner
    layers = {mark.layer for mark in marks}
    classes = [f"m-{layer}" for layer in LAYERS if layer in layers]
    classes += [*(["m-here"] if any(mark.here for mark in marks) else []), *(["dim"] if dim else [])]
    claims = dict.fromkeys(mark.claim for mark in marks if mark.claim)
    labels = dict.fromkeys(mark.label for mark in marks if mark.label)
    before = Markup("").join(Markup('<span id="at-{}"></span>').format(claim) for claim in anchors[1:])
    opened = Markup('<mark class="{}"').format(" ".join(classes))
    if anchors:
        opened += Markup(' id="at-{}"').format(anchors[0])
    if claims:
        opened += Markup(' data-claims="{}"').format(" ".join(claims))
    if labels:
        opened += Markup(' title="{}"').format(_plain("; ".join(labels)))
    return before + opened + Markup(">") + inner + Markup("</mark>")


def _plain(label: str) -> str:
    """`label` without what would turn the order of a tooltip."""
    return _UNSEEN.sub("\ufffd", label)


class _Words:
    """Puts the words of pieces into elements of their own, where they are numbered."""

    def __init__(self, text: str, numbered: dict[int, tuple[int, int]] | None) -> None:
        self._text, self._numbered = text, numbered
        self._open: tuple[int, int] | None = None

    def __call__(self, start: int, end: int) -> Markup:
        if self._numbered is None:
            return visible(self._text[start:end])
        parts: list[Markup] = []
        at = start
        if self._open is not None:
            number, until = self._open
            stop = min(until, end)
            parts.append(self._word(number, at, stop, first=False))
            at = stop
            self._open = self._open if until > end else None
        for found in WORD.finditer(self._text, at, end):
            begin = found.start()
            # Within a piece a cut word may look like another one; only those that start here count.
            if begin not in self._numbered or begin < at:
                continue
            number, until = self._numbered[begin]
            parts.append(visible(self._text[at:begin]))
            stop = min(until, end)
            parts.append(self._word(number, begin, stop, first=True))
            at = stop
            self._open = (number, until) if until > end else None
        parts.append(visible(self._text[at:end]))
        return Markup("").join(parts)

    def _word(self, number: int, start: int, end: int, *, first: bool) -> Markup:
        inner = visible(self._text[start:end])
        if first:
            opened = Markup('<span id="w{}" tabindex="-1">').format(number)
        else:
            opened = Markup('<span data-word="{}">').format(number)
        return opened + inner + Markup("</span>")
