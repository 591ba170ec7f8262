"""Words akin to a known name: its other cases and what is made of it ('Ukrainie', 'ukrainisch' of 'Ukraina').

For languages of which no endings are known: what two words share at their beginning must be long, what is dropped
and added short, and no other name may be as near.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from counterclaim.language.folding import remember

Value = TypeVar("Value")

_SHARED = 4
_DROPPED, _ADDED = 3, 5
_DROPPED_OF_SHORT = 2
_TOGETHER = 4
"""Letters dropped and added together where no more than four are shared."""


class Kin(Generic[Value]):
    """Folded names of four letters and more, with their values."""

    def __init__(self, names: Iterable[tuple[str, Value]]) -> None:
        self._by_start: dict[str, list[tuple[str, Value]]] = {}
        for name, value in names:
            if len(name) >= _SHARED:
                self._by_start.setdefault(name[:_SHARED], []).append((name, value))
        self._met: dict[str, Value | None] = {}

    def of(self, word: str) -> Value | None:
        """The value of the one name that the folded `word` is akin to; None where there is none, or more."""
        if word[:_SHARED] not in self._by_start:
            return None
        if word not in self._met:
            remember(self._met, word, self._find(word))
        return self._met[word]

    def _find(self, word: str) -> Value | None:
        best, found = -1, list[Value]()
        for name, value in self._by_start[word[:_SHARED]]:
            shared = next(
                (i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b),
                min(len(word), len(name)),
            )
            dropped, added = len(name) - shared, len(word) - shared
            if (
                dropped > _DROPPED
                or added > _ADDED
                or (shared == _SHARED and (dropped > _DROPPED_OF_SHORT or dropped + added > _TOGETHER))
            ):
                continue
            if shared - dropped > best:
                best, found = shared - dropped, [value]
            elif shared - dropped == best and value not in found:
                found.append(value)
        return found[0] if len(found) == 1 else None
