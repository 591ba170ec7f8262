"""Credit lines: the earlier outlet or agency that a page names ('Source: X', 'BEIRUT (Reuters) -')."""

from __future__ import annotations

import re
from collections.abc import Iterable

from counterclaim.reading.cues import cues, key
from counterclaim.reading.lines import SHORT, Line
from counterclaim.reading.outlets import outlets

_DATELINE = re.compile(r"[^\n(]{2,60}\(([^)\d\n]{2,30})\)\s?(?:[-–—]|--)")
_ENDING = re.compile(r"[(（]([^()（）\n]{2,40})[)）]\.?$")
_CUT = re.compile(r"[|;,(\n]|\.(?:\s|$)|https?://|(?<=[a-z])(?=[A-Z][a-z]+\s*[©(])|\s[-–—]\s")
_WORD = re.compile(r"\w[\w’']*")


def credit_of(lines: Iterable[Line]) -> str | None:
    """The name after the first credit phrase in `lines`, else a known agency in parentheses at a line's end."""
    lines = [line for line in lines if len(line.text) <= SHORT]
    for line in lines:
        words = list(_WORD.finditer(line.text))
        folded = [key(word.group()) for word in words]
        for index in range(len(words)):
            count = cues().credits.opens(folded[index:])
            if not count or index + count >= len(words):
                continue
            if count == 1 and (
                index or line.text[words[0].end() : words[0].end() + 2].strip()[:1] not in (":", "|")
            ):
                continue
            rest = line.text[words[index + count].start() :]
            name = _CUT.split(rest)[0].strip(' \t\xa0:.«»"“”')
            if 1 <= len(name.split()) <= 6:
                return outlets().named(name) or name
    for line in lines:
        if (match := _ENDING.search(line.text)) and (name := outlets().named(match.group(1))):
            return name
    return None


def agency_of(opening: str) -> str | None:
    """The known outlet or agency in the dateline that opens a body: 'BEIRUT, March 3 (Reuters) -'."""
    match = _DATELINE.match(opening)
    return outlets().named(match.group(1)) if match else None
