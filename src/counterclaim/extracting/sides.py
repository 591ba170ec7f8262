"""Both sides of a clash or of an agreement: 'killed in clashes between X and Y', 'a truce between X and Y'."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.doer_words import DoerWords
from counterclaim.extracting.sharing import Arguments
from counterclaim.extracting.tags import Trigger
from counterclaim.language import Token, fold, tokens
from counterclaim.model import Span

_NEAR = 3
"""Words between 'between' and a side, or between a clash and 'between'."""

_FAR = 9
"""Words from a clash or agreement to 'between' ('clashes erupted at midnight in the town between')."""

_APART = 6
"""Words between the two sides ('the army in the town and rebels')."""


class Sides:
    """Reads the sides that `between` opens; `parties` are spans of mentions in text order, `sentence` gives the sentence
    that holds a span."""

    def __init__(
        self,
        text: str,
        cast: Cast,
        words: DoerWords,
        parties: Sequence[Span],
        sentence: Callable[[Span], Span],
    ) -> None:
        self._text, self._cast, self._words = text, cast, words
        self._parties, self._sentence = parties, sentence

    def of(self, trigger: Trigger, arguments: Arguments) -> list[Span]:
        """Both sides of the clash or agreement that the trigger is, or of the clash that caused the loss, without the
        one that suffered it; empty where none are told."""
        whole = self._sentence(trigger.span)
        found = list(tokens(self._text, whole.start, whole.end))
        behind = next((n for n, token in enumerate(found) if token.start >= trigger.span.end), len(found))
        if trigger.type == "loss":
            fought = self._cause(found, behind, trigger)
            if fought is None:
                return []
            suffered = {
                p for role in ("target", "quantity") for s in arguments[role] for p in self._cast.named_in(s)
            }
            sides = self._opened(found, fought + 1, _NEAR)
            return [s for s in sides if not set(self._cast.parties(s)) <= suffered] or sides
        first = next((n for n, token in enumerate(found) if token.end > trigger.span.start), len(found))
        clash = any(token.folded in self._words.clashes for token in found[first:behind])
        if trigger.type == "agreement" or (clash and trigger.type == "attack"):
            return self._opened(found, behind, _FAR) or (self._opened(found, 0, first) if clash else [])
        return []

    def _cause(self, found: Sequence[Token], start: int, loss: Trigger) -> int | None:
        """The clash to which a word of cause leads from a loss."""
        for at in range(start, len(found)):
            if found[at].folded in self._words.clashes:
                led = self._words.cause.search(fold(self._text[loss.span.end : found[at].start]))
                return at if led else None
        return None

    def _opened(self, found: Sequence[Token], start: int, reach: int) -> list[Span]:
        """The sides behind the first word for 'between' among `reach` words from `start` on."""
        stop = min(len(found), start + reach)
        at = next((n for n in range(start, stop) if found[n].folded in self._words.between), None)
        if at is None:
            return []
        one = self._party(found, at + 1, _NEAR)
        if one is None:
            return []
        if len(self._cast.parties(one)) > 1:
            return [one]
        end = next((n for n in range(at, len(found)) if found[n].start >= one.end), len(found))
        joint = next(
            (n for n in range(end, min(end + _APART, len(found))) if found[n].folded in self._words.joints),
            None,
        )
        other = None if joint is None else self._party(found, joint + 1, _NEAR)
        return [one, other] if other is not None else []

    def _party(self, found: Sequence[Token], start: int, reach: int) -> Span | None:
        """The first party known that starts among `reach` words."""
        for token in found[start : start + reach]:
            for span in self._parties:
                if span.start == token.start and self._cast.parties(span):
                    return span
        return None
