"""Names of a user's own places that no stored tag marks: the place was told to the program after the text was read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from counterclaim.extracting.lexicon import lexemes
from counterclaim.gazetteer import Gazetteer, Place
from counterclaim.gazetteer.clues import clues
from counterclaim.gazetteer.reading import read
from counterclaim.model import Span


def unmarked_places(
    text: str, sentence: Span, marked: Collection[Span], gazetteer: Gazetteer, language: str
) -> list[Span]:
    """Places of conflict files and added lists that stand in `sentence` and overlap none of `marked`."""
    added = gazetteer.added_names
    if not added:
        return []
    clue = clues(language)
    bases = clue.bases
    words = [word.folded for word in lexemes(text, sentence.start, sentence.end) if word.kind != "m"]
    if not any(
        all(
            any(word == base for base, _ in bases(met))
            for word, met in zip(name[1:], words[at + 1 :], strict=False)
        )
        for at, word in enumerate(words)
        for base, _ in bases(word)
        if base in added
        for name in added[base]
        if at + len(name) <= len(words)
    ):
        return []

    def named(span: Span) -> Sequence[Place]:
        if clue.endings.pairs:
            return read(gazetteer, text, span, language).places
        return gazetteer.lookup(span.of(text))

    return [
        span
        for span in gazetteer.find(text, sentence.start, sentence.end, language)
        if not any(span.overlaps(other) for other in marked)
        and any(place.id in gazetteer.added for place in named(span))
    ]
