"""Sentence ends, by sentencex, with the quotation kept with its sentence."""

from __future__ import annotations

from counterclaim.model import Span


def sentences(text: str, start: int, end: int, language: str) -> list[Span]:
    """Sentences of `text[start:end]` (one passage), outer white space left out, in order."""
    import sentencex

    found = []
    for boundary in sentencex.get_sentence_boundaries(language, text[start:end]):
        piece = boundary["text"]
        begin = start + boundary["start_index"] + len(piece) - len(piece.lstrip())
        finish = start + boundary["start_index"] + len(piece.rstrip())
        if begin < finish:
            found.append(Span(begin, finish))
    return found
