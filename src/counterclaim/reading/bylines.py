"""Lines that hold only who published an article, who wrote it and when.

'By News Desk -2020-10-09', 'Global Research, October 23, 2020', 'السبت 17 تشرين الأول 2020'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.model import Span
from counterclaim.reading.cues import Cues, key
from counterclaim.reading.lines import Line
from counterclaim.reading.outlets import looks_like_outlet, outlets
from counterclaim.reading.printed import full_dates

LONGEST = 160
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?(?:UTC|GMT|[A-Z]{2,4}T|MSK))?(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\b"
    r"|\b\d{1,2}\s?[ap]\.?m\b\.?|\bT\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?",
    re.I,
)
_SPLIT = re.compile(r"\s*[|;·•،,/\x00()\[\]]+\s*|\s+[-–—]+\s*|\s*[-–—]+\s+|\s{2,}|^\s*[-–—]+|[-–—]+\s*$")
_SMALL = frozenset(
    {"and", "de", "van", "von", "der", "al", "el", "bin", "ibn", "of", "the", "for", "da", "di", "la", "le", "du", "abu", "und", "et", "y", "in", "with", "&"}
)  # fmt: skip
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_DIGIT = re.compile(r"\d")
_NAME_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line of metadata says. `date` is the printed date with its span.

    `credit` is a name after a source label ('Source: X'). `sure` is False where only the place of the line can tell that it is one (a lone name).
    """

    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    published_span: Span | None = None
    credit: str | None = None
    sure: bool = True


def read_byline(line: Line, cues: Cues) -> Byline | None:
    """The metadata of `line` if it holds nothing else."""
    text, start = line.text, line.span.start
    if len(text) > LONGEST:
        return None
    own = [
        (Span(span.start + start, span.end + start), day)
        for span, day in (full_dates(text) if _DIGIT.search(text) else ())
    ]
    rest = text
    for span, _ in own:
        a, b = span.start - start, span.end - start
        rest = rest[:a] + "\0" * (b - a) + rest[b:]
    rest = _TIME.sub(lambda match: "\0" * len(match.group()), rest)
    outlet: str | None = None
    author: str | None = None
    credit: str | None = None
    names: list[str] = []
    labelled = False
    for part in _SPLIT.split(_THOUSANDS.sub("", rest)):
        words = key(part).split()
        if not words or " ".join(word for word in words if not word.isdigit()) in cues.counters:
            continue
        if count := cues.author_prefixes.opens(words):
            name = _after(part, count)
            if not name and count == len(words):
                labelled = True
                continue
            if not _is_name(name):
                return None
            author = f"{author}, {name}" if author else name
            labelled = True
            continue
        if count := cues.source_labels.opens(words):
            if ":" not in part and count < len(words) and outlets().named(_after(part, count)) is None:
                return None
            named = _after(part, count)
            if named and not _is_name(named):
                return None
            credit = credit or outlets().named(named) or named or None
            labelled = True
            continue
        part, words = _without_labels(part, words, cues)
        if not words:
            continue
        if known := outlets().named(part):
            outlet = outlet or known
        elif " ".join(words) in cues.author_words:
            author = author or part
            labelled = True
        elif len(words) <= 6 and _is_name(part):
            names.append(part)
        else:
            return None
    if not (own or labelled or outlet or names):
        return None
    if len(names) > 2 or (len(names) == 2 and not (own or labelled)):
        return None
    sure = bool(own or labelled or outlet)
    if not sure and len(names[0].split()) > 4:
        return None
    for name in names:
        if outlet is None and (looks_like_outlet(name) or author is not None or not sure):
            outlet = name
        elif author is None and len(name.split()) >= 2 and not name.isupper():
            author = name
    if own:
        return Byline(outlet, author, own[0][1], own[0][0], credit, sure)
    return Byline(outlet, author, credit=credit, sure=sure)


def _after(part: str, words: int) -> str:
    """`part` without its first `words` words."""
    for match in re.finditer(r"\w[\w’']*", part):
        words -= 1
        if words == 0:
            return part[match.end() :].strip(" \t\xa0:.-–—|\0")
    return ""


def _without_labels(part: str, words: list[str], cues: Cues) -> tuple[str, list[str]]:
    """`part` without date labels ('Published on', 'GMT') at its ends."""
    while words and (count := cues.date_labels.opens(words)):
        part = _after(part, count)
        words = words[count:]
    while words and (count := cues.date_labels.closes(words)):
        words = words[: len(words) - count]
        pieces = list(re.finditer(r"\w[\w’']*", part))
        part = part[: pieces[-count].start()].strip(" \t\xa0:.-–—|\0") if len(pieces) > count else ""
    return part.strip(" \t\xa0:.-–—|\0"), words


def _is_name(text: str) -> bool:
    """Whether `text` may be a name: at most eight words, the cased ones capitalised."""
    words = text.split()
    if _HOST.fullmatch(text):
        return True
    if not 1 <= len(words) <= 8 or not _NAME_WORD.search(text) or re.search(r"[?!:\"“”…]|\d{3}", text):
        return False
    if text.endswith(".") and len(words) > 1 and len(words[-1].rstrip(".")) > 3:
        return False
    cased = [word for word in words if word[:1].upper() != word[:1].lower()]
    return all(not word[0].islower() or word.casefold() in _SMALL for word in cased)
