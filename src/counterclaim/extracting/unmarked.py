"""Names of a user's own places that no stored tag marks: the place was told to the program after the text was read."""

from __future__ import annotations

from collections.abc import Collection

from counterclaim.extracting.lexicon import lexemes
from counterclaim.gazetteer import Gazetteer
from counterclaim.gazetteer.clues import clues
from counterclaim.model import Span


def unmarked_places(
    text: str, sentence: Span, marked: Collection[Span], gazetteer: Gazetteer, language: str
) -> list[Span]:
    """Places of conflict files and added lists that stand in `sentence` and overlap none of `marked`."""
    added = gazetteer.added_names
    if not added:
        return []
    bases = clues(language).bases
    words = [word.folded for word in lexemes(text, sentence.start, sentence.end) if word.kind != "m"]
    if not any(
        tuple(words[at + 1 : at + len(name)]) == name[1:]
        for at, word in enumerate(words)
        for base, _ in bases(word)
        if base in added
        for name in added[base]
    ):
        return []
    return [
        span
        for span in gazetteer.find(text, sentence.start, sentence.end, language)
        if not any(span.overlaps(other) for other in marked)
        and any(place.id in gazetteer.added for place in gazetteer.lookup(span.of(text)))
    ]
