"""Sentence ends, by sentencex, with the quotation kept with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.model import Span

LONGEST = 1500
"""Code points above which a sentence is cut: lists and tables without full stops are none, and what is done
within a sentence may take time that grows faster than its length."""

_ENDS = re.compile(r"[;؛:]\s|[,،]\s|\s")
_BLANK = re.compile(r"\s")
_LETTER = re.compile(r"\S")


def sentences(text: str, start: int, end: int, language: str) -> list[Span]:
    """Sentences of `text[start:end]` (one passage), outer white space left out, in order.

    One of more than 1,500 code points is cut behind its last semicolon or colon before that, else its last
    comma, else its last word.
    """
    import sentencex

    found: list[Span] = []
    for boundary in sentencex.get_sentence_boundaries(language, text[start:end]):
        piece = boundary["text"]
        begin = start + boundary["start_index"] + len(piece) - len(piece.lstrip())
        finish = start + boundary["start_index"] + len(piece.rstrip())
        if begin < finish:
            found.extend(_cut(text, begin, finish))
    return found


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        limit = start + LONGEST
        best: dict[str, int] = {}
        for match in _ENDS.finditer(text, start + LONGEST // 2, limit):
            best[match.group()[0]] = match.start() + 1
        strong = [best[mark] for mark in ";؛:" if mark in best]
        weak = [best[mark] for mark in ",،" if mark in best]
        blank = [place for mark, place in best.items() if mark.isspace()]
        if not (places := strong or weak or blank):
            # A word longer than any sentence: up to its end.
            if (blank_after := _BLANK.search(text, limit, end)) is None:
                break
            places = [blank_after.start()]
        cut = max(places)
        yield Span(start, start + len(text[start:cut].rstrip()))
        following = _LETTER.search(text, cut, end)
        if following is None:
            return
        start = following.start()
    yield Span(start, end)
