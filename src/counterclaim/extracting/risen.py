"""New tolls told as a change: 'the number of those killed has risen to seven'.

The figure behind the word for the change counts what the loss of its sentence counts, where that has no figure.
The words are `rising`, and `tolls` before what is counted, in the pack's `claims.toml`.
"""

from __future__ import annotations

from functools import lru_cache

from counterclaim.extracting.lexicon import lexemes
from counterclaim.extracting.numbers import reader
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.model import Span


@lru_cache(maxsize=16)
def _phrases(code: str) -> tuple[tuple[str, ...], ...]:
    phrases = load(code).section("claims").get("rising", ())
    return tuple(tuple(fold(word) for word in phrase.split()) for phrase in phrases)


@lru_cache(maxsize=16)
def _tolls(code: str) -> frozenset[str]:
    return frozenset(map(fold, load(code).section("claims").get("tolls", ())))


def risen(text: str, trigger: Span, sentence: Span, pack: Pack) -> list[Span]:
    """The figure of `sentence` to which the number of what `trigger` tells has risen; code points into `text`."""
    phrases = _phrases(pack.code)
    if not phrases or trigger.end >= sentence.end:
        return []
    before = {token.folded for token in tokens(text, sentence.start, trigger.start)}
    if before.isdisjoint(_tolls(pack.code)):
        return []
    words, numbers = lexemes(text, trigger.end, sentence.end), reader(pack.code)
    folded = [word.folded for word in words]
    for at in range(len(words)):
        for phrase in phrases:
            after = at + len(phrase)
            if tuple(folded[at:after]) != phrase or after >= len(words):
                continue
            figure = numbers.read(words, after)
            if figure is not None:
                return [Span(words[figure.start].start, words[figure.end - 1].end)]
    return []
