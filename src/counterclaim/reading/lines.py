"""Logical lines of a text and how each looks by itself: body, headline, date line, furniture …

A logical line is a line of the text, or several where a paragraph is hard-wrapped (mail, teletype).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from counterclaim.model import Span
from counterclaim.reading.cues import Cues, key

SHORT = 400
"""Lines of more code points than this are body without further look."""

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_EDGES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d"
    "\u202e\u2060\ufffd"
)
"""White space, invisible marks of direction and joining, and replacement characters."""
_STOP = re.compile(r"[.!?…。؟۔।။።:;؛,،]['\"”’»)\]]*$")
_SENTENCE = re.compile(r"[.!?…。؟۔।။።]['\"”’»)\]]*$")
_PARAGRAPH = re.compile(r"[.!?…。؟۔।။።:]['\"”’»)\]]*(?:\[\d+\])?$")
_ADDRESS = re.compile(
    r"(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,}|#\w{2,}|[\w-]+(?:\.[\w-]+)+/\S*)"
)
_ADDRESS_MARK = frozenset("/@#.")
_NOTE = 8
"""Words of a line among which a note about the author begins."""
_COPYRIGHT = re.compile(r"(?<![\w\u0300-\u036f])©")
_LABEL = re.compile(r"\w+\s*[:：|·•]")
_RULE = re.compile(r"[\W_]{1,80}")
_SIGN_OFF = re.compile(
    r"[(\[]?[A-Z]{2,4}(?:\s?[/\\|]\s?[A-Z]{2,4})+[)\]]?|[-–—(\[]?\s?[a-z]{2,3}(?:/[a-z]{2,3})+\s?[)\]]?"
)
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")


class Kind(Enum):
    """What a line is by its own look."""

    BODY = auto()
    HEADLINE = auto()
    SHORT = auto()
    END = auto()
    TAIL = auto()
    FURNITURE = auto()
    SOURCE = auto()
    MEDIA = auto()
    ADDRESS = auto()
    RULE = auto()
    SIGN_OFF = auto()


FURNITURE = frozenset(
    {Kind.END, Kind.TAIL, Kind.FURNITURE, Kind.SOURCE, Kind.MEDIA, Kind.ADDRESS, Kind.RULE, Kind.SIGN_OFF}
)
"""Kinds that are no article's content wherever they stand."""


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: its span without outer white space, and the blank lines before it."""

    span: Span
    blank: int
    text: str


def logical_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The non-blank logical lines of `text[start:end]`, in order."""
    finish = len(text) if end is None else end
    found: list[Line] = []
    for block, blank in _blocks(text, start, finish):
        if _wrapped(block):
            span = Span(block[0].span.start, block[-1].span.end)
            found.append(Line(span, blank, span.of(text)))
        else:
            found.extend(block)
    return found


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[list[Line], int]]:
    """Runs of lines without a blank one between them, each with the blank lines before it."""
    block: list[Line] = []
    position, breaks, before = start, 0, 0
    for match in _LINE.finditer(text, start, end):
        piece = match.group()
        lead = len(piece) - len(piece.lstrip(_EDGES))
        bare = piece.strip(_EDGES)
        breaks += len(_BREAK.findall(text, position, match.start()))
        position = match.end()
        if not bare:
            continue
        between, breaks = max(0, breaks - 1), 0
        line = Line(Span(match.start() + lead, match.start() + lead + len(bare)), between, bare)
        if block and between:
            yield block, before
            block = []
        if not block:
            before = between
        block.append(line)
    if block:
        yield block, before


def _wrapped(block: Sequence[Line]) -> bool:
    """Whether the lines of `block` are one paragraph, broken at a page width."""
    if len(block) < 3:
        return False
    widths = sorted(len(line.text) for line in block[:-1])
    open_ends = sum(1 for line in block[:-1] if not _PARAGRAPH.search(line.text))
    return widths[len(widths) // 2] >= 45 and widths[-1] <= 110 and widths[0] * 2 >= widths[-1] and (
        open_ends * 2 > len(block) - 1
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How a line looks. `words` are folded; `style` is 2 for capitals, 1 for title case, 0 for other."""

    line: Line
    kind: Kind
    words: tuple[str, ...]
    style: int


def look(line: Line, cues: Cues) -> Look:
    """The look of one line, by its own text alone."""
    text = line.text
    if len(text) > SHORT:
        return Look(line, Kind.BODY, (), 0)
    folded = key(text)
    words = tuple(folded.split())
    kind = _furniture(text, folded, words, cues)
    if kind is not None:
        return Look(line, kind, words, 0)
    if len(words) >= 20 and (_SENTENCE.search(text) or len(words) > 32):
        return Look(line, Kind.BODY, words, 0)
    if len(words) >= 6 and _SENTENCE.search(text) and not text.endswith(("?", "!", "؟")):
        return Look(line, Kind.BODY, words, 0)
    if len(words) >= 2 and len(text) <= 240 and not _stopped(text) and not text[:1].islower():
        return Look(line, Kind.HEADLINE, words, _style(text))
    return Look(line, Kind.SHORT, words, 0)


def _stopped(text: str) -> bool:
    """Whether `text` ends as no headline does; question and exclamation marks may end one."""
    return _STOP.search(text) is not None and not text.rstrip("'\"”’»)]").endswith(("?", "!", "؟", "…"))


def _furniture(text: str, folded: str, words: tuple[str, ...], cues: Cues) -> Kind | None:
    if _RULE.fullmatch(text):
        return Kind.RULE
    if not _ADDRESS_MARK.isdisjoint(text) and not _ADDRESS.sub("", text).strip(" \t|:,;()[]<>-–—•"):
        return Kind.ADDRESS
    if folded in cues.section_ends:
        return Kind.END
    if folded in cues.source_labels:
        return Kind.SOURCE
    if folded in cues.media_labels:
        return Kind.MEDIA
    if _SIGN_OFF.fullmatch(text) or (len(words) <= 30 and cues.sign_offs.opens(words)):
        return Kind.SIGN_OFF
    if text.startswith(("©", "(c) ", "(C) ")) or (len(words) < 60 and _COPYRIGHT.search(text)):
        return Kind.TAIL
    opening = cues.furniture.opens(words)
    if (cues.tail.opens(words) and len(words) <= 60) or cues.author_notes.inside(words, _NOTE):
        return Kind.TAIL
    if opening and len(words) <= 25 and (opening >= 2 or len(words) == 1 or _LABEL.match(text)):
        return Kind.FURNITURE
    if cues.furniture_inside.inside(words):
        return Kind.FURNITURE
    if (
        len(words) <= 20
        and cues.invitations.opens(words)
        and (cues.networks.inside(words) or _ADDRESS.search(text))
    ):
        return Kind.FURNITURE
    return None


def _style(text: str) -> int:
    cased = [word for word in _WORD.findall(text) if word.upper() != word.lower()]
    letters = sum(map(len, cased))
    if letters < 4:
        return 0
    upper = sum(len(word) for word in cased if word.isupper())
    if upper >= 0.8 * letters:
        return 2
    long = [word for word in cased if len(word) >= 4]
    capitals = sum(1 for word in long if not word[0].islower())
    return 1 if len(long) >= 2 and capitals >= 0.75 * len(long) else 0
