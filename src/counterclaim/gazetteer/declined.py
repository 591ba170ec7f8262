"""Names of places in running text of a language with capitals and endings of case.

A name is met in any case ('под Харьковом'), with a noun that is part of it ('Херсонской области'), or as an adjective
before such a noun ('Идлибской провинции'). The noun that says what a place is stands before the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.gazetteer import inflected
from counterclaim.gazetteer.finding import CasedFinder
from counterclaim.gazetteer.lines import Line
from counterclaim.gazetteer.matches import WORLD, prominence
from counterclaim.model import Span

if TYPE_CHECKING:
    from counterclaim.gazetteer.store import Gazetteer

_WHOLES = frozenset({"district", "province", "region"})
_ACRONYM = 5


class DeclinedFinder(CasedFinder):
    """`CasedFinder` where words have endings of case and nouns stand before the name."""

    def match(self, gazetteer: Gazetteer, line: Line, index: int, last: int) -> tuple[int, int, int] | None:
        if not line.upper(index) or (self._hyphen(line, index) and last != index):
            return None
        for words, ids in inflected.starting(gazetteer, line, index, self.clue):
            after = index + words
            if self._hyphen(line, after) or not (
                line.upper(after - 1) or self.clue.kind(line.word(after - 1))
            ):
                continue
            if words > 1 and gazetteer.own(ids):
                return index, after, 0
            rank = prominence(gazetteer, ids)
            if rank < WORLD and self.other_name(line, index, after, rank):
                continue
            if self.accepts(line, index, after, line.word(index), 0, rank, last):
                return index, after, 0
        return self._part(gazetteer, line, index)

    def accepts(self, line: Line, index: int, after: int, base: str, cut: int, rank: int, last: int) -> bool:
        clue, single = self.clue, after - index == 1
        if single and (clue.has(clue.never, base) or clue.has(clue.barred, base)):
            return False
        if super().accepts(line, index, after, base, cut, rank, last):
            return True
        before = line.word(index - 1) if line.joined(index) else ""
        goes_on = line.joined(after) and line.upper(after)
        return clue.kind(before) in ("settlement", "district") and not goes_on

    def unknown(self, line: Line, index: int) -> tuple[int, int, int] | None:
        """Capitalised words behind 'село', 'город' or a preposition that only places take."""
        clue = self.clue
        before = line.word(index - 1) if line.joined(index) else ""
        called = clue.kind(before) == "settlement" or before in clue.spatial
        if not (called and line.upper(index)) or line.upper(index - 1):
            return None
        after = index + 1
        while line.joined(after) and line.upper(after):
            after += 1
        written = line.text[line.tokens[index].start : line.tokens[after - 1].end]
        if written.isupper() and len(written) <= _ACRONYM:
            return None
        opener = after > index + 1 and clue.has(clue.openers, line.word(index))
        barred = any(clue.has(clue.barred, line.word(n)) for n in range(index + opener, after))
        return None if barred else (index, after, 0)

    def spans(self, gazetteer: Gazetteer, line: Line) -> list[Span]:
        found, index, last = list[Span](), 0, -1
        while index < len(line.tokens):
            match = self.match(gazetteer, line, index, last) or self.unknown(line, index)
            if match is None:
                index += 1
                continue
            begin, after = self._whole(gazetteer, line, match[0], match[1])
            found.append(Span(line.tokens[begin].start, line.tokens[after - 1].end))
            index = last = after
        return found

    def _whole(self, gazetteer: Gazetteer, line: Line, index: int, after: int) -> tuple[int, int]:
        """The name with the noun of an area that is part of it: 'провинции Латакия', 'Купянском направлении'."""
        clue, first = self.clue, line.word(index)
        area = line.joined(after) and clue.kind(line.word(after)) in _WHOLES and not line.upper(after)
        if area and after == index + 1 and self._adjective(first):
            return index, after + 1
        if line.joined(index) and clue.kind(line.word(index - 1)) in ("district", "province"):
            whole = [line.word(n) for n in range(index - 1, after)]
            if inflected.named(gazetteer, whole, clue)[1]:
                return index - 1, after
        return index, after

    def _adjective(self, word: str) -> bool:
        """Whether `word` may be an adjective made from a name."""
        return any(len(self.clue.adjectival.bases(base)) > 1 for base in self.clue.endings.bases(word))

    def _part(self, gazetteer: Gazetteer, line: Line, index: int) -> tuple[int, int, int] | None:
        """An adjective made from a name before the noun of an area: 'Купянском направлении'."""
        clue = self.clue
        area = line.joined(index + 1) and clue.kind(line.word(index + 1)) in _WHOLES
        if not area or clue.has(clue.adjectives, line.word(index)) or clue.has(clue.never, line.word(index)):
            return None
        _, found = inflected.named(gazetteer, [line.word(index)], clue)
        return (index, index + 2, 0) if found else None

    def _hyphen(self, line: Line, index: int) -> bool:
        """Whether a hyphen joins token `index` to the one before: one name."""
        return line.joined(index) and line.between(index) in ("-", "‑")
