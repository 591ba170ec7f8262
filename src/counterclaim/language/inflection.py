"""Base forms of inflected words, by the endings of a pack's inflection.toml.

`endings` pairs what a form may end in with what its base form ends in instead ('ами' → '', 'цев' → 'ец'), after a
third item only behind one of its letters; `place_adjectives` does so for adjectives made from names of places ('ском' → 'ск'). A word stands for itself and
for every base that an ending gives: bases that are no words do no harm, since a base counts only where a list or
the gazetteer has it. Packs without the file know each word only as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from counterclaim.language import packs
from counterclaim.language.folding import fold, remember

_MOST = 200


class Endings:
    """The endings of one pack, folded; `shortest` letters are left before an ending."""

    def __init__(self, pairs: Iterable[Sequence[str]] = (), shortest: int = 3) -> None:
        self.pairs: dict[str, list[tuple[int, str, str]]] = {}
        for order, (ending, base, *behind) in enumerate(pairs):
            self.pairs.setdefault(fold(ending), []).append((order, fold(base), fold("".join(behind))))
        self._lengths = sorted({len(ending) for ending in self.pairs}, reverse=True)
        self._shortest = shortest
        self._known: dict[str, tuple[str, ...]] = {}

    def bases(self, word: str) -> tuple[str, ...]:
        """The folded `word`, then the base forms that it may be a form of, in the order of the endings."""
        if not self.pairs:
            return (word,)
        if (known := self._known.get(word)) is None:
            known = tuple(dict.fromkeys((word, *self._without(word))))
            remember(self._known, word, known)
        return known

    def _without(self, word: str) -> list[str]:
        cuts = (len(word) - length for length in self._lengths if len(word) - length >= self._shortest)
        found = [
            (order, word[:cut] + base)
            for cut in cuts
            for order, base, behind in self.pairs.get(word[cut:], ())
            if not behind or word[cut - 1] in behind
        ]
        return [base for _, base in sorted(found)]

    def phrases(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Folded `words` with each in any of its bases, as they stand first; at most 200 of a long phrase."""
        found: list[tuple[str, ...]] = [()]
        for word in words:
            bases = self.bases(word)
            if len(found) * len(bases) > _MOST:
                bases = bases[: max(1, _MOST // len(found))]
            found = [(*before, base) for before in found for base in bases]
        return found


def of_pack(pack: packs.Pack, key: str = "endings") -> Endings:
    """The endings under `key` of `pack`."""
    section = pack.section("inflection")
    return Endings(section.get(key, ()), section.get("shortest", 3))


@lru_cache(maxsize=64)
def endings(code: str, key: str = "endings") -> Endings:
    """`of_pack` of language `code`; none where it is not known."""
    return of_pack(packs.load(code), key) if code in packs.known() else Endings()
