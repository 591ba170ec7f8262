"""Credit lines: the earlier outlet or agency that a page names ('Source: X', 'BEIRUT (Reuters) -')."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.reading.cues import cues, key
from counterclaim.reading.lines import Look
from counterclaim.reading.outlets import outlets

_DATELINE = re.compile(r"[^\n(]{2,60}\(([^)\d\n]{2,30})\)\s?(?:[-–—]|--)")
_ENDING = re.compile(r"(?:[(（]([^()（）\n]{2,40})[)）]|(?:--|[-–—])\s?([^-–—()\n]{2,40}))\.?$")
_CUT = re.compile(r"[|;,(\n]|\.(?:\s|$)|https?://|(?<=[a-z])(?=[A-Z][a-z]+\s*[©(])|\s[-–—]\s")
_WORD = re.compile(r"\w[\w’']*")


def credit_of(looks: Sequence[Look]) -> str | None:
    """The outlet after the first credit phrase in the lines `looks`, else a known agency or outlet that ends
    the last lines of prose ('(Reuters)', '--Reuters')."""
    for seen in looks:
        if seen.words and cues().credits.inside(seen.words) and (name := _named(seen.line.text)):
            return name
    for seen in reversed(looks):
        if (match := _ENDING.search(seen.line.text[-60:])) and (
            name := outlets().named(match.group(1) or match.group(2))
        ):
            return name
    return None


def _named(text: str) -> str | None:
    words = list(_WORD.finditer(text))
    folded = [key(word.group()) for word in words]
    for index in range(len(words)):
        count = cues().credits.opens(folded[index:])
        if not count or index + count >= len(words):
            continue
        label = text[words[index + count - 1].end() :].lstrip()[:1]
        if count == 1 and (index or label not in (":", "|", "：")):
            continue
        rest = text[words[index + count].start() :]
        name = _CUT.split(rest)[0].strip(' \t\xa0:.«»"“”()[]')
        if 1 <= len(name.split()) <= 6:
            return outlets().named(name) or name
    return None


def is_credit(seen: Look) -> bool:
    """Whether a line is a credit and nothing else: a short line that names an outlet after a credit phrase."""
    if not 0 < len(seen.words) <= 25:
        return False
    if not (
        cues().credits.opens(seen.words) or (len(seen.words) <= 16 and cues().credits.inside(seen.words))
    ):
        return False
    return _named(seen.line.text) is not None


def agency_of(opening: str) -> str | None:
    """The known outlet or agency in the dateline that opens a body: 'BEIRUT, March 3 (Reuters) -'."""
    match = _DATELINE.match(opening)
    return outlets().named(match.group(1)) if match else None
