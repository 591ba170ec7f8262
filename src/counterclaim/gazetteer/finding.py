"""Names of places in running text: longest match over folded words, then evidence for and against.

A match is weighed by how prominent the place is and by what stands beside it. Countries and named
regions need little; a hamlet that shares its name with a word or a person needs 'village of' or a
preposition. In scripts with capitals, a name that is part of a longer capitalised run (a person, an
organisation) is left out. A qualifier is part of the span: 'northern Hama', 'Idlib countryside',
'Tavush region', 'ريف حماة الشمالي'.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from counterclaim.gazetteer import keys
from counterclaim.gazetteer.clues import Clues, clues
from counterclaim.gazetteer.lines import Line, letters
from counterclaim.gazetteer.matches import MAJOR, MIDDLE, MINOR, WORLD, candidates, prominence
from counterclaim.gazetteer.surnames import surnames
from counterclaim.model import Span

if TYPE_CHECKING:
    from counterclaim.gazetteer.store import Gazetteer

_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an"})
_EXTENDING = frozenset({"province", "district", "region"})
_TANWIN = "\u064b\u064c\u064d"
_FEMININE = "ه"
_CONJUNCTIONS = "وفك"
_LIST_COMMAS = 3
_LONGEST = 6


@lru_cache(maxsize=32)
def finder(language: str) -> Finder:
    clue = clues(language)
    if clue.cased and clue.endings.pairs:
        from counterclaim.gazetteer.declined import DeclinedFinder

        return DeclinedFinder(clue)
    return CasedFinder(clue) if clue.cased else Finder(clue)


class Finder:
    """For scripts without capitals; `CasedFinder` adds the evidence of capitals."""

    def __init__(self, clue: Clues) -> None:
        self.clue = clue

    def find(self, gazetteer: Gazetteer, text: str, start: int, end: int) -> list[Span]:
        return self.spans(gazetteer, Line(text, start, end, parted=self.clue.parted))

    def spans(self, gazetteer: Gazetteer, line: Line) -> list[Span]:
        found, index, last = list[Span](), 0, -1
        while index < len(line.tokens):
            match = self.match(gazetteer, line, index, last) or self.unknown(line, index)
            if match is None:
                index += 1
                continue
            begin, after, cut = match
            span, after = self.extend(line, begin, after, cut)
            if found and span.start < found[-1].end:
                span = Span(line.tokens[begin].start, span.end)
            found.append(span)
            index = last = after
        return found

    def match(self, gazetteer: Gazetteer, line: Line, index: int, last: int) -> tuple[int, int, int] | None:
        """(first token, token after, letters cut off the first) of the place that starts at `index`."""
        token = line.tokens[index]
        best: tuple[int, int, int, int] | None = None
        whole = token.folded in self.clue.functional
        for base, cut in self.clue.bases(token.folded)[: 1 if whole else None]:
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
        token = line.tokens[index]
        if single and (base in clue.never or token.folded in clue.never or base.isdigit()):
            return False
        if single and (line.text[token.end - 1] in _TANWIN or base in clue.compounds):
            return False
        if before in clue.titles and rank < WORLD:
            return False
        if single and (base in clue.common or base in clue.families or line.word(index) in clue.common):
            return noun and clue.nouns[before] == "settlement"
        strong = noun or before in clue.before_strong or (last == index and "،" in line.between(index))
        if rank == WORLD or base in clue.known or (rank == MAJOR and not single):
            return True
        if rank == MAJOR:
            behind = line.text[token.end : token.end + 2].strip()
            dateline = line.starts_sentence(index) and behind in ("-", "–", "،", "/", ":")
            plain = len(base) >= (5 if cut and token.folded[0] in _CONJUNCTIONS else 4)
            return plain or strong or before in clue.before_weak or dateline
        if rank == MIDDLE:
            return strong or before in clue.before_weak or not single
        return strong and not (cut and single)

    def unknown(self, line: Line, index: int) -> tuple[int, int, int] | None:
        """A name that the gazetteer lacks, right after 'village', 'town' or 'city'."""
        clue, word = self.clue, line.word(index)
        if not line.joined(index) or clue.nouns.get(self.plain(line, index - 1)) != "settlement":
            return None
        if word in clue.compounds and line.joined(index + 1):
            return index, index + 2, 0
        if len(word) < 3 or word.isdigit() or word in clue.common or word in clue.never or clue.cased:
            return None
        if (
            word in clue.nouns
            or word in clue.before_strong
            or word in clue.before_weak
            or word.endswith(_FEMININE)
        ):
            return None
        return index, index + 1, 0

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
        start = first.start + letters(line.text, first, cut)
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
            start = token.start + letters(line.text, token, found)
        while part and line.joined(after) and line.word(after) in clue.directions:
            after += 1
        return Span(start, line.tokens[after - 1].end), after


class CasedFinder(Finder):
    def find(self, gazetteer: Gazetteer, text: str, start: int, end: int) -> list[Span]:
        line = Line(text, start, end, parted=self.clue.parted)
        line.surnames = surnames(text, self.clue)
        return self.spans(gazetteer, line)

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
            if words > 1 and gazetteer.own(ids) and not (line.joined(after) and line.upper(after)):
                return index, after, 0
            ends_small = not line.upper(after - 1) and not line.text[line.tokens[after - 1].start].isdigit()
            if ends_small and (words == 1 or line.word(after - 1) not in self.clue.nouns):
                continue
            rank = prominence(gazetteer, ids)
            if rank < WORLD and self.other_name(line, index, after, rank):
                continue
            if self.accepts(line, index, after, token.folded, 0, rank, last):
                return index, after, 0
        return None

    def other_name(self, line: Line, index: int, after: int, rank: int) -> bool:
        """Whether the name goes on ('Ain Zara') or is a group's."""
        if rank < MAJOR and self.runs_on(line, after):
            return True
        opener = after - index == 1 and line.word(index) in self.clue.openers and line.upper(after)
        return line.joined(after) and (opener or line.word(after) in self.clue.groups)

    def runs_on(self, line: Line, after: int) -> bool:
        """Whether the name goes on behind token `after` with an Arabic article: 'Tal al-Dabe'."""
        if not line.joined(after) or line.word(after) not in _ARTICLES or not line.upper(after + 1):
            return False
        return line.text[line.tokens[after].end : line.tokens[after + 1].start] == "-"

    def accepts(self, line: Line, index: int, after: int, base: str, cut: int, rank: int, last: int) -> bool:
        clue, single = self.clue, after - index == 1
        words = [token.folded for token in line.tokens[index:after]]
        if all(word.isdigit() or word in clue.never for word in words) or keys.join(words) in clue.never:
            return False
        if single and (line.joined(index) or line.joined(after)):
            beside = (f"{line.word(index - 1)} {base}", f"{base} {line.word(after)}")
            if any(pair in clue.never for pair in beside):
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
        if rank == WORLD and (base not in clue.common or base in clue.abbreviations):
            return True
        left = line.joined(index) and line.upper(index - 1) and last != index
        if left and (before in clue.titles or before in clue.persons):
            return False
        weak_left = before in clue.common or before in clue.functional or rank >= MAJOR
        if left and line.starts_sentence(index - 1) and weak_left:
            left = False
        left = left and before not in clue.directions and before not in clue.nouns
        right = line.joined(after) and line.upper(after) and line.word(after) not in clue.nouns
        if title_case:
            return rank >= MAJOR and not (single and (base in clue.common or base in clue.families))
        if single and written.isupper() and len(written) <= 4 and base not in clue.abbreviations:
            return False
        if all(word in clue.common or word in clue.particles for word in words):
            sure = strong and (noun or not listed)
            return sure and not (opens or left or right) and rank >= (MIDDLE if single else MINOR)
        if left or (right and not (strong or weak)):
            return not single and rank >= MAJOR
        if all(
            word in clue.families or word in line.surnames or word.removesuffix("s") in clue.families
            for word in words
        ):
            site = line.joined(after) and clue.nouns.get(line.word(after)) == "site"
            return ((before in clue.before_strong or noun) and not site) or (weak and not single)
        if rank >= MAJOR:
            return True
        if rank == MIDDLE or not single:
            return strong or weak or (not opens and not right)
        return (strong or weak) and not right

    def unknown(self, line: Line, index: int) -> tuple[int, int, int] | None:
        """A capitalised run that the gazetteer lacks, after 'village of' or 'near', or in a list that
        'the villages of' opens."""
        clue = self.clue
        if (
            line.word(index) in clue.adjectives
            and line.joined(index + 1)
            and line.word(index + 1) in clue.lands
        ):
            return index, index + 2, 0
        article = self.runs_on(line, index)
        if not (line.upper(index) or article) or line.word(index) in clue.never:
            return None
        if self.titled(line, index, index + 1) or (index and self.runs_on(line, index - 1)):
            return None
        after = index + 1 + article
        while after - index < _LONGEST:
            if self.runs_on(line, after):
                after += 2
            elif line.joined(after) and line.upper(after):
                after += 1
            else:
                break
        words = [word for n in range(index, after) if (word := line.word(n)) not in _ARTICLES]
        opener = len(words) > 1 and words[0] in clue.openers
        called = opener or (
            line.joined(after) and clue.nouns.get(line.word(after)) in ("settlement", "district")
        )
        barred = clue.never | clue.organisations if called and len(words) > 1 else clue.barred
        if any(word in barred or (word in line.surnames and not called) for word in words):
            return None
        if any(word in clue.common or word in clue.functional for word in words[opener:]):
            return None
        if self.opened(line, index) or self.inside(line, index, after):
            return index, after, 0
        return None

    def inside(self, line: Line, index: int, after: int) -> bool:
        """Whether the run stands after 'in', 'at' or a word of taking in small letters and is neither an acronym nor an
        adjective before a noun ('in Syrian hands'), or before 'district', 'province', 'village'."""
        clue = self.clue
        written = line.text[line.tokens[index].start : line.tokens[after - 1].end]
        if written.isupper() or line.starts_sentence(index):
            return False
        if line.joined(after) and clue.nouns.get(line.word(after)) in ("settlement", "district", "province"):
            return True
        before = line.word(index - 1)
        taken = before in clue.taking or (before == "of" and line.word(index - 2) in clue.taken_of)
        if not line.joined(index) or line.upper(index - 1) or not (taken or before in ("in", "at")):
            return False
        possessive = line.text[line.tokens[after - 1].end :][:2] in ("'s", "’s")
        return (not line.joined(after) and not possessive) or line.word(after) in clue.following

    def opened(self, line: Line, index: int) -> bool:
        clue = self.clue
        before = line.word(index - 1)
        if line.joined(index) and before in clue.spatial:
            return True
        for back in range(index - 1, max(-1, index - 9), -1):
            if line.starts_sentence(back + 1):
                return False
            word = line.word(back)
            if word == "of":
                noun = line.word(back - 1)
                return clue.nouns.get(noun) == "settlement" or noun in clue.quarters
            if word not in ("and", "or") and not line.upper(back):
                return False
        return False

    def titled(self, line: Line, index: int, after: int) -> bool:
        """Whether the words around are written as in a headline: five or more in a row that are no list,
        capitals on all longer ones but prepositions and the like."""
        low, high = max(0, index - 5), min(len(line.tokens), after + 5)
        while low < index and "\n" in line.text[line.tokens[low].end : line.tokens[index].start]:
            low += 1
        if line.text.count(",", line.tokens[low].start, line.tokens[high - 1].end) >= _LIST_COMMAS:
            return False
        around = [n for n in (*range(low, index), *range(after, high)) if len(line.word(n)) > 3]
        large = sum(line.upper(n) for n in around)
        if len(around) < 3 or large < 0.8 * len(around):
            return False
        return all(line.upper(n) or line.word(n) in self.clue.headline_small for n in around)

    def extend(self, line: Line, index: int, after: int, cut: int) -> tuple[Span, int]:
        clue = self.clue
        start = line.tokens[index].start
        noun = line.word(after)
        if line.joined(after) and clue.nouns.get(noun) in _EXTENDING and not line.between(after).strip():
            after += noun != "state"
        elif (end := self.behind(line, after)) > after:
            after = end
        if line.word(index - 1) == "the" and self.part_of(line, index - 2):
            index -= 3
        elif line.joined(index) and self.part_of(line, index - 1):
            index -= 2
        while line.joined(index) and line.word(index - 1) in clue.directions:
            index -= 1
        end = line.tokens[after - 1].end
        initials = end - line.tokens[after - 1].start == 1 and line.text[end : min(end + 1, line.end)] == "."
        return Span(min(start, line.tokens[index].start), end + initials), after

    def behind(self, line: Line, after: int) -> int:
        """The token after 'eastern countryside' where that stands behind a name ('Homs eastern countryside')."""
        end = after
        while line.joined(end) and not line.between(end).strip() and line.word(end) in self.clue.directions:
            end += 1
        named = (
            line.joined(end)
            and not line.between(end).strip()
            and self.clue.nouns.get(line.word(end)) == "region"
        )
        return end + 1 if named and end > after else after

    def part_of(self, line: Line, index: int) -> bool:
        """Whether token `index` is the 'of' of 'the outskirts of', 'the north of' (but 'south of X' and 'to
        the south of X' are not in X)."""
        part = line.word(index - 1)
        if line.word(index) != "of" or part not in self.clue.parts:
            return False
        inside = line.word(index - 2) == "the" and line.word(index - 3) != "to"
        return part not in self.clue.directions or inside
