"""Numbers in figures and words, with the bounds that their wording gives.

Words come from `[numbers]` of a pack's quantities.toml. 'At least 93' is 93 and open above, '1,500-2,000' both,
'two dozen' 24, 'dozens' at least 24 with its word kept, 'several hundred thousand' at least 300,000.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from counterclaim.extracting.lexicon import Inflection, Lexeme, Lexicon
from counterclaim.language import Pack, packs

_DASHES = frozenset("-‐‑–—")
_THOUSAND = 1_000.0
_LARGEST = 10**12


@dataclass(frozen=True, slots=True)
class Number:
    """Lexemes `start` to `end` of a range; `low` and `high` are None where the words leave a bound open.

    `core` is the lexeme at which the figure itself begins, after 'at least' and the like; `word` the vague
    word or words, as folded; `exact` says that no hedge and no range stands there.
    """

    start: int
    core: int
    end: int
    low: int | None
    high: int | None
    word: str | None
    exact: bool


class _Word(NamedTuple):
    kind: str
    value: float


class Cardinal(NamedTuple):
    """A bare number: the index after it, its value, whether its words are vague, its largest scale word."""

    end: int
    value: float
    vague: bool
    scale: float


class Numbers:
    """Reads numbers by one pack's words."""

    def __init__(self, pack: Pack) -> None:
        section = pack.section("quantities").get("numbers", {})
        plain = Inflection(pack, endings=False)
        kinds = ("exact", "vague", "scale")
        self._first: Lexicon[_Word] = Lexicon(
            [(p, _Word(k, float(v))) for k in kinds for p, v in section.get(k, {}).items()], plain
        )
        self._more: Lexicon[_Word] = Lexicon(
            [(p, _Word("scale", float(v))) for p, v in section.get("scale_after", {}).items()]
            + [(p, _Word(k, float(v))) for k in reversed(kinds) for p, v in section.get(k, {}).items()],
            plain,
        )
        self._joins: Lexicon[str] = Lexicon(
            [(p, k) for k in ("join", "of") for p in section.get(k, ())], plain
        )
        self._attached = frozenset(section.get("attached_join", ()))
        hedges = [(p, kind) for kind in ("at_least", "at_most", "about") for p in section.get(kind, ())]
        self._hedges: Lexicon[str] = Lexicon(hedges, plain)
        self._after: Lexicon[str] = Lexicon(
            [(p, kind) for kind in ("at_least", "at_most") for p in section.get(kind + "_after", ())], plain
        )
        self._between: Lexicon[str] = Lexicon([(p, "between") for p in section.get("between", ())], plain)
        self._to: Lexicon[str] = Lexicon([(p, "to") for p in section.get("to", ())], plain)
        self._and: Lexicon[str] = Lexicon([(p, "and") for p in section.get("and", ())], plain)
        self._or: Lexicon[str] = Lexicon([(p, "or") for p in section.get("or", ())], plain)
        self._from = frozenset(section.get("from", ()))

    def read(self, words: Sequence[Lexeme], index: int) -> Number | None:
        """The number that starts at `index`, hedges and ranges included."""
        if not self.opens(words, index):
            return None
        core, hedge = index, ""
        while core < len(words) and (found := self._hedges.at(words, core)):
            core, kind = found
            hedge = hedge if kind == "about" and hedge else kind
        between = self._between.at(words, core)
        first = self.cardinal(words, between[0] if between else core)
        if first is None:
            return None
        core = between[0] if between else core
        if (pair := self._range(words, core, first, bool(between))) is not None:
            second, low = pair
            if max(low, second.value) >= _LARGEST:
                return None
            ends = sorted((int(low), int(second.value)))
            return Number(index, core, second.end, ends[0], ends[1], None, False)
        if between:
            return None
        return self._bounded(words, index, core, first, hedge)

    def opens(self, words: Sequence[Lexeme], index: int) -> bool:
        """Whether a number may start at `index`; most words are passed over by this."""
        if index >= len(words):
            return False
        word = words[index]
        return (
            word.kind == "n"
            or self._first.starts(word.folded)
            or self._hedges.starts(word.folded)
            or self._between.starts(word.folded)
        )

    def hedged_after(self, words: Sequence[Lexeme], number: Number, end: int) -> tuple[Number, int]:
        """`number` under a hedge that stands behind its noun at `end` ('63 people at least'), and the new end."""
        after = self._behind(words, end)
        if after is None or not number.exact:
            return number, end
        low, high = (number.low, None) if after[1] == "at_least" else (None, number.high)
        return replace(number, low=low, high=high, exact=False), after[0]

    def _behind(self, words: Sequence[Lexeme], end: int) -> tuple[int, str] | None:
        """A hedge behind a number, unless a hedge of the next number begins there."""
        if end >= len(words) or words[end].kind != "w":
            return None
        after, next_ = self._after.at(words, end), self._hedges.at(words, end)
        follows = next_ is not None and self.cardinal(words, next_[0]) is not None
        return None if follows else after

    def _bounded(
        self, words: Sequence[Lexeme], index: int, core: int, first: Cardinal, hedge: str
    ) -> Number | None:
        end = first.end
        if after := self._behind(words, end):
            end, hedge = after
        elif end < len(words) and words[end].folded == "+" and words[end].start == words[end - 1].end:
            end, hedge = end + 1, "at_least"
        if first.value >= _LARGEST or first.value < 1:
            return None
        value = int(first.value)
        word = " ".join(w.folded for w in words[core : first.end]) if first.vague else None
        low = None if hedge == "at_most" else value
        high = None if hedge == "at_least" or (first.vague and hedge != "at_most") else value
        return Number(index, core, end, low, high, word, not hedge and not first.vague)

    def _range(
        self, words: Sequence[Lexeme], core: int, first: Cardinal, between: bool
    ) -> tuple[Cardinal, float] | None:
        end = first.end
        if end >= len(words):
            return None
        links = (self._and, self._to) if between else (self._to, self._or)
        after: int | None = None
        if words[end].folded in _DASHES and not between:
            after = end + 1
        elif any((link := lexicon.at(words, end)) for lexicon in links) and link is not None:
            after = link[0]
        elif between and words[end].folded[:1] in self._attached and words[end].kind == "w":
            after = end
        if after is None or after >= len(words):
            return None
        rising = (
            not between and core and words[core - 1].folded in self._from and words[end].folded not in _DASHES
        )
        if words[after].kind == "m" or rising:
            return None
        second = self.cardinal(words, after)
        if second is None or second.vague or first.vague:
            return None
        low = first.value
        if second.scale > 1 and first.scale == 1 and low * second.scale <= second.value:
            low *= second.scale
        glued = words[end].folded in _DASHES and words[after].kind == "n"
        if low >= second.value and not (between and glued):
            return None
        return second, low

    def cardinal(self, words: Sequence[Lexeme], index: int) -> Cardinal | None:
        """The bare number that starts at `index`, without hedge or range."""
        if index < len(words) and words[index].kind != "n" and not self._first.starts(words[index].folded):
            return None
        total, current, scale, at, seen, vague = 0.0, 0.0, 1.0, index, False, False
        while at < len(words):
            after, joined = at, False
            if seen:
                if current == 0 and self._goes_on(words, at, scale):
                    current, at = float(words[at + 1].folded), at + 2
                    continue
                if (
                    words[at].folded in _DASHES
                    and words[at].start == words[at - 1].end
                    and words[at - 1].kind == "w"
                ):
                    after += 1
                elif link := self._joins.at(words, at):
                    after, joined = link[0], True
                    if link[1] == "of" and not vague:
                        break
                if after >= len(words):
                    break
            if words[after].kind == "n":
                if seen:
                    break
                current, at, seen = float(words[after].folded), after + 1, True
                continue
            found = (self._more if seen else self._first).at(words, after)
            if found is None:
                break
            joined = joined or (
                bool(self._attached) and words[after].folded[0] in self._attached and seen
                and not self._exactly(words[after].folded)
            )  # fmt: skip
            step = self._add(found[1], total, current, seen, joined, vague)
            if step is None:
                break
            total, current = step
            if found[1].kind == "scale":
                scale = max(scale, found[1].value)
            vague = vague or found[1].kind == "vague"
            at, seen = found[0], True
        if not seen:
            return None
        return Cardinal(at, total + current, vague, scale)

    def _goes_on(self, words: Sequence[Lexeme], at: int, scale: float) -> bool:
        """Whether figures joined by a letter go on with a number behind thousands ('38 ألفاً و584')."""
        if at + 1 >= len(words) or words[at].folded not in self._attached or words[at + 1].kind != "n":
            return False
        glued = words[at].end == words[at + 1].start
        if (after := self._more.at(words, at + 2)) and after[1].kind == "scale" and after[1].value >= scale:
            return False
        return glued and scale >= _THOUSAND and float(words[at + 1].folded) < scale

    def _exactly(self, folded: str) -> bool:
        """Whether the word itself, with its first letter, is a number word ('واحد' begins with the conjunction)."""
        return self._more.holds(folded)

    @staticmethod
    def _add(
        word: _Word, total: float, current: float, seen: bool, joined: bool, vague: bool
    ) -> tuple[float, float] | None:
        """`total` and `current` after one more word; None where it starts another number."""
        kind, value = word
        if kind == "vague":
            return (0.0, value) if not seen else None
        if kind == "exact":
            if not seen:
                return 0.0, value
            units, tens = current % 10, current % 100
            fits = not tens or (not units and value < 10) or (joined and not value % 10 and tens < 10)
            if vague or (value < 100 and not fits):
                return None
            if value >= 100 and not joined and (current or not total):
                return None
            return total, current + value
        if not seen:
            return (0.0, value) if value < 1000 else (value, 0.0)
        if joined and not vague:
            return (total, current + value) if value < 1000 else (total + current + value, 0.0)
        if value < 1000:
            return total, (current or 1.0) * value
        return total + (current or 1.0) * value, 0.0


@lru_cache(maxsize=64)
def reader(code: str) -> Numbers:
    """The reader of numbers for language `code`."""
    return Numbers(packs.load(code))
