"""Names of places in running text: longest match over folded words, then evidence for and against.

A match is weighed by how prominent the place is and by what stands beside it. Countries and named
regions need little; a hamlet that shares its name with a word or a person needs 'village of' or a
preposition. In scripts with capitals, a name that is part of a longer capitalised run (a person, an
organisation) is left out. A qualifier is part of the span: 'northern Hama', 'Idlib countryside',
'Tavush region', 'ريف حماة الشمالي'.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from counterclaim.gazetteer import keys
from counterclaim.gazetteer.clues import Clues, clues
from counterclaim.language.folding import Token, tokens
from counterclaim.model import Span

if TYPE_CHECKING:
    from counterclaim.gazetteer.store import Gazetteer

_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an"})
_EXTENDING = frozenset({"province", "district", "region"})
_SENTENCE = '.!?:;\n"“”«»•–—([|'
WORLD, MAJOR, MIDDLE, MINOR = 4, 3, 2, 1


@lru_cache(maxsize=32)
def finder(language: str) -> Finder:
    clue = clues(language)
    return CasedFinder(clue) if clue.cased else Finder(clue)


def prominence(gazetteer: Gazetteer, ids: Sequence[int]) -> int:
    """WORLD for countries and named regions, MAJOR for first-level divisions, cities of 200,000 and the
    places of conflict files, MIDDLE for second-level divisions and towns of 20,000, else MINOR."""
    best = MINOR
    for one in ids[:8]:
        place = gazetteer.place(one)
        if place is None:
            continue
        if place.kind in ("country", "region"):
            return WORLD
        if place.kind in ("adm1", "site") or one in gazetteer.chosen or place.population >= 200_000:
            best = MAJOR
        elif best < MIDDLE and (place.kind == "adm2" or place.population >= 20_000):
            best = MIDDLE
    return best


class Line:
    """The tokens of one stretch of text, with what lies between them."""

    __slots__ = ("text", "tokens")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.tokens = list(tokens(text, start, end))

    def between(self, index: int) -> str:
        """The characters between token `index - 1` and token `index`."""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start] if index > 0 else ""

    def joined(self, index: int) -> bool:
        """Whether token `index` follows the one before it inside one phrase: only white space,
        hyphens, apostrophes or the full stop of an abbreviation between them."""
        if index <= 0 or index >= len(self.tokens):
            return False
        gap = self.between(index)
        if gap in (" ", "-"):
            return True
        if gap.strip() == "":
            return "\n\n" not in gap
        if gap.strip() in ("-", "'", "’", "‐", "‑", "–") and len(gap) <= 2:
            return True
        before = self.tokens[index - 1]
        return gap.strip() == "." and before.end - before.start <= 3

    def word(self, index: int) -> str:
        return self.tokens[index].folded if 0 <= index < len(self.tokens) else ""

    def upper(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.text[self.tokens[index].start].isupper()

    def starts_sentence(self, index: int) -> bool:
        return index == 0 or any(mark in _SENTENCE for mark in self.between(index))


class Finder:
    """For scripts without capitals; `CasedFinder` adds the evidence of capitals."""

    def __init__(self, clue: Clues) -> None:
        self.clue = clue

    def find(self, gazetteer: Gazetteer, text: str, start: int, end: int) -> list[Span]:
        line = Line(text, start, end)
        found: list[Span] = []
        index, last = 0, -1
        while index < len(line.tokens):
            match = self.match(gazetteer, line, index, last)
            if match is None:
                index += 1
                continue
            begin, after, cut = match
            span, after = self.extend(line, begin, after, cut)
            if found and span.start < found[-1].end:
                span = Span(found[-1].end, span.end)
            found.append(span)
            index = last = after
        return found

    def match(self, gazetteer: Gazetteer, line: Line, index: int, last: int) -> tuple[int, int, int] | None:
        """(first token, token after, letters cut off the first) of the place that starts at `index`."""
        token = line.tokens[index]
        best: tuple[int, int, int, int] | None = None
        for base, cut in self.clue.bases(token.folded):
            for words, ids in candidates(gazetteer, line, index, base):
                rank = prominence(gazetteer, ids)
                if self.accepts(line, index, index + words, base, cut, rank, last):
                    if best is None or (rank + words, -cut) > (best[0] + best[1], -best[2]):
                        best = rank, words, cut, index
                    break
        return (index, index + best[1], best[2]) if best else None

    def accepts(self, line: Line, index: int, after: int, base: str, cut: int, rank: int, last: int) -> bool:
        clue, single = self.clue, after - index == 1
        before = self.plain(line, index - 1) if line.joined(index) else ""
        noun = clue.nouns.get(before, "") in ("settlement", "district", "province", "site")
        if single and (base in clue.never or line.word(index) in clue.never):
            return False
        if before in clue.titles and rank < WORLD:
            return False
        if single and (base in clue.common or base in clue.persons or line.word(index) in clue.common):
            return noun and clue.nouns[before] == "settlement"
        if rank >= MAJOR:
            return not (single and cut and len(base) < 3)
        strong = noun or before in clue.before_strong or (last == index and "،" in line.between(index))
        if rank == MIDDLE:
            return strong or before in clue.before_weak or not single
        return strong and not (cut and single)

    def plain(self, line: Line, index: int) -> str:
        """The word at `index` as a noun, direction or preposition, without attached particles."""
        folded = line.word(index)
        clue = self.clue
        for base, _ in clue.bases(folded):
            if (
                base in clue.nouns
                or base in clue.directions
                or base in clue.before_strong
                or base in clue.titles
            ):
                return base
        return folded

    def extend(self, line: Line, index: int, after: int, cut: int) -> tuple[Span, int]:
        clue = self.clue
        first = line.tokens[index]
        start = first.start + _letters(line.text, first, cut)
        part = False
        while cut == 0 and line.joined(index):
            token = line.tokens[index - 1]
            found = next(
                (
                    taken
                    for base, taken in clue.bases(token.folded)
                    if base in clue.directions or clue.nouns.get(base) in _EXTENDING
                ),
                None,
            )
            if found is None:
                break
            part, index, cut = True, index - 1, found
            start = token.start + _letters(line.text, token, found)
        while part and line.joined(after) and line.word(after) in clue.directions:
            after += 1
        return Span(start, line.tokens[after - 1].end), after


class CasedFinder(Finder):
    def match(self, gazetteer: Gazetteer, line: Line, index: int, last: int) -> tuple[int, int, int] | None:
        token = line.tokens[index]
        if not line.text[token.start].isupper() and not (
            token.folded in _ARTICLES
            and line.text[token.end : token.end + 1] == "-"
            and line.upper(index + 1)
        ):
            return None
        for words, ids in candidates(gazetteer, line, index, token.folded):
            after = index + words
            ends_small = not line.upper(after - 1) and not line.text[line.tokens[after - 1].start].isdigit()
            if ends_small and (words == 1 or line.word(after - 1) not in self.clue.nouns):
                continue
            rank = prominence(gazetteer, ids)
            if self.accepts(line, index, after, token.folded, 0, rank, last):
                return index, after, 0
        return None

    def accepts(self, line: Line, index: int, after: int, base: str, cut: int, rank: int, last: int) -> bool:
        clue, single = self.clue, after - index == 1
        words = [token.folded for token in line.tokens[index:after]]
        if single and base in clue.never:
            return False
        first, final = line.tokens[index], line.tokens[after - 1]
        if line.text[first.start - 1 : first.start] == "-" and last != index and not line.upper(index - 1):
            return False
        if line.text[final.end : final.end + 1] == "-" and line.joined(after) and not line.upper(after):
            return False
        written = line.text[first.start : final.end]
        if len(base) <= 3 and single and base in clue.abbreviations and not written.isupper():
            return False
        opens = line.starts_sentence(index)
        before = line.word(index - 1) if line.joined(index) else ""
        title_case = self.titled(line, index, after)
        headline = title_case and rank == WORLD
        if (
            line.joined(after)
            and line.upper(after)
            and line.word(after) in clue.organisations
            and not headline
        ):
            return False
        noun = (before == "of" and line.word(index - 2) in clue.nouns) or (
            line.joined(after) and line.word(after) in clue.nouns and not line.upper(after)
        )
        listed = last >= 0 and (
            (last == index and line.between(index).strip() in (",", ""))
            or (last == index - 1 and before in ("and", "or"))
        )
        strong = (
            noun
            or listed
            or (before in clue.before_strong and not line.upper(index - 1))
            or (before in clue.before_strong and line.starts_sentence(index - 1))
        )
        weak = before in clue.before_weak
        if rank == WORLD and base not in clue.common:
            return True
        left = line.joined(index) and line.upper(index - 1) and last != index
        if left and (before in clue.titles or before in clue.persons):
            return False
        if (
            left
            and line.starts_sentence(index - 1)
            and (before in clue.common or before in clue.before_strong | clue.before_weak)
        ):
            left = False
        left = left and before not in clue.directions and before not in clue.nouns
        right = line.joined(after) and line.upper(after) and line.word(after) not in clue.nouns
        if title_case:
            return rank >= MAJOR and not (single and (base in clue.common or base in clue.persons))
        if single and written.isupper() and len(written) <= 4 and base not in clue.abbreviations:
            return False
        if all(word in clue.common or word in clue.particles for word in words):
            return strong and not opens and not left and not right and rank >= (MIDDLE if single else MINOR)
        if left or (right and not (strong or weak)):
            return not single and rank >= MAJOR
        if all(word in clue.persons for word in words):
            return before in clue.before_strong or noun
        if rank >= MAJOR:
            return True
        if rank == MIDDLE or not single:
            return strong or weak or (not opens and not right)
        return (strong or weak) and not right

    def titled(self, line: Line, index: int, after: int) -> bool:
        """Whether the words around are written as in a headline: five or more in a row, capitals on
        nearly all longer ones."""
        low, high = max(0, index - 5), min(len(line.tokens), after + 5)
        while low < index and "\n" in line.text[line.tokens[low].end : line.tokens[index].start]:
            low += 1
        around = [n for n in (*range(low, index), *range(after, high)) if len(line.word(n)) > 3]
        return len(around) >= 3 and sum(line.upper(n) for n in around) >= 0.8 * len(around)

    def extend(self, line: Line, index: int, after: int, cut: int) -> tuple[Span, int]:
        clue = self.clue
        start = line.tokens[index].start
        noun = line.word(after)
        if line.joined(after) and clue.nouns.get(noun) in _EXTENDING and not line.between(after).strip():
            after += noun != "state"
        if (
            line.word(index - 1) == "the"
            and line.word(index - 2) == "of"
            and line.word(index - 3) in clue.parts
        ):
            index -= 3
        elif line.joined(index) and line.word(index - 1) == "of" and line.word(index - 2) in clue.parts:
            index -= 2
        while line.joined(index) and line.word(index - 1) in clue.directions:
            index -= 1
        return Span(min(start, line.tokens[index].start), line.tokens[after - 1].end), after


def candidates(gazetteer: Gazetteer, line: Line, index: int, base: str) -> list[tuple[int, tuple[int, ...]]]:
    """(words, ids) of the names that start at token `index`, read as `base`, longest first."""
    longest = gazetteer.word(keys.first(base))
    if longest == 0:
        return []
    words = [base]
    while len(words) < longest and line.joined(index + len(words)):
        words.append(line.word(index + len(words)))
    found = []
    for count in range(len(words), 0, -1):
        if ids := gazetteer.ids(keys.join(words[:count])):
            found.append((count, ids))
    return found


def _letters(text: str, token: Token, count: int) -> int:
    """How many code points of `token` make its first `count` letters, marks included."""
    taken = offset = 0
    while taken < count and token.start + offset < token.end:
        taken += 1
        offset += 1
        while token.start + offset < token.end and not text[token.start + offset].isalnum():
            offset += 1
    return offset
