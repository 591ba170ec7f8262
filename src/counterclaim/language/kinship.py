"""Words akin to a known name: its other cases and what is made of it ('Ukrainie', 'ukrainisch' of 'Ukraina').

For languages of which no endings are known: what two words share at their beginning must be long, what is dropped
and added short, and no other name may be as near.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Generic, TypeVar

from counterclaim.language.folding import remember

Value = TypeVar("Value")
Rule = Callable[[int, int, str], bool]
"""Letters shared and dropped, and what is added: whether such words are akin."""

SHARED = 4
"""Letters that akin words share at least."""


def loosely(shared: int, dropped: int, added: str) -> bool:
    """For few names where one of them is likely: months and weekdays inside an expression of time."""
    if shared == SHARED and (dropped > 2 or dropped + len(added) > 4):
        return False
    return dropped <= 3 and len(added) <= 5


def cases(shared: int, dropped: int, added: str) -> bool:
    """Cases of a name: 'Sýrii' of 'Sýrie', 'ukrainiennes' of 'ukrainien'; no 'canal' of 'Canada'."""
    return dropped <= (1 if shared <= SHARED + 1 else 2) and len(added) <= (1 if shared == SHARED else 3)


def derived(endings: Collection[str]) -> Rule:
    """Adjectives made of a name by one of the folded `endings`: 'syrien' of 'Syrie'; none without endings."""

    def akin(shared: int, dropped: int, added: str) -> bool:
        return added in endings and dropped <= (1 if len(added) == 1 else 3)

    return akin


class Kin(Generic[Value]):
    """Folded names of four letters and more, with their values."""

    def __init__(self, names: Iterable[tuple[str, Value]] = (), rule: Rule = cases) -> None:
        self._rule = rule
        self._by_start: dict[str, list[tuple[str, Value]]] = {}
        for name, value in names:
            if len(name) >= SHARED:
                self._by_start.setdefault(name[:SHARED], []).append((name, value))
        self._met: dict[str, Value | None] = {}

    def of(self, word: str) -> Value | None:
        """The value of the one name that the folded `word` is akin to; None where there is none, or more."""
        if word[:SHARED] not in self._by_start:
            return None
        if word not in self._met:
            remember(self._met, word, self._find(word))
        return self._met[word]

    def _find(self, word: str) -> Value | None:
        best, found = -1, list[Value]()
        for name, value in self._by_start[word[:SHARED]]:
            shared = next(
                (i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b),
                min(len(word), len(name)),
            )
            dropped = len(name) - shared
            if not self._rule(shared, dropped, word[shared:]):
                continue
            if shared - dropped > best:
                best, found = shared - dropped, [value]
            elif shared - dropped == best and value not in found:
                found.append(value)
        return found[0] if len(found) == 1 else None
