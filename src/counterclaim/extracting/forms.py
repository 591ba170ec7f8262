"""Expressions of time as forms over word classes, read from a pack's dates.toml.

A range of text becomes pieces (a word or phrase with its classes and their values), and each set of classes one
character, so that a form of the pack is an ordinary regular expression over a short string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from counterclaim.errors import SettingsError
from counterclaim.extracting.lexicon import HYPHENS, Inflection, Lexeme, Lexicon, lexemes
from counterclaim.extracting.numbers import reader
from counterclaim.language import Pack, calendar, fold, packs
from counterclaim.language.kinship import Kin, loosely

Value = str | int | float
Classes = Mapping[str, Value]

_MARKS: dict[str, Classes] = {
    ",": {"comma": 0}, "،": {"comma": 0}, "-": {"dash": 0}, "–": {"dash": 0}, "—": {"dash": 0}, "/": {"slash": 0},
    ".": {"stop": 0},
}  # fmt: skip
_BREAK: Classes = {"break": 0}
_OTHER: Classes = {"other": 0}
_FIGURES: tuple[frozenset[str], ...] = tuple(
    frozenset(s.split())
    for s in ("n", "n day", "n year", "n vague", "ordinal suffixed", "decade", "clock", "full")
)
_OPENERS = ("since", "until", "before", "after", "between")
_BASELINES = frozenset({"since", "past"})
_FIRST_CHARACTER = 0xE000
_CLOCK = re.compile(r"[0-2]?\d")
_CAPITAL = re.compile(r" ([A-Z]\w*)")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z]\w* $")
_FORM_PART = re.compile(r"\w+|[()|?*+]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Code points `start` to `end` of the text, and the classes that stand there with their values."""

    start: int
    end: int
    classes: Classes


@dataclass(frozen=True, slots=True)
class Form:
    """A form and the rule that dates what it finds.

    `bare`: nothing need stand before it; `dated`: a date may follow that then tells ('since the war began in 2011').
    """

    rule: str
    pattern: re.Pattern[str]
    bare: bool
    dated: bool


class Forms:
    """One pack's word classes and forms. SettingsError names a form that uses an unknown class."""

    def __init__(self, pack: Pack) -> None:
        section = pack.section("dates")
        self._pack = pack
        self._capitals: bool = section.get("capitals", False)
        self._suffixes = frozenset(section.get("day_suffixes", ()))
        self._decade_suffixes = frozenset(section.get("decade_suffixes", ()))
        self._clock_words = frozenset(fold(w) for w in section.get("clock_words", ()))
        prefixes = pack.section("quantities").get("inflection", {}).get("prefixes", ())
        self._glued = frozenset(fold(prefix) for prefix in prefixes)
        self._attached: dict[str, str] = section.get("attached", {})
        self._event_follows = tuple(f" {fold(w)}" for w in section.get("event_follows", ()))
        self.nothing = frozenset(fold(w) for w in section.get("nothing", ()))
        self._names_after = frozenset(fold(w) for w in section.get("names_after", ()))
        self._numbers = reader(pack.code)
        self._kin: Kin[Classes] | None = Kin(_kinds(section), loosely) if pack.general else None
        entries: dict[str, dict[str, Value]] = {}
        for name, value, phrase in _entries(section):
            entries.setdefault(phrase, {}).setdefault(name, value)
        self._lexicon: Lexicon[Classes] = Lexicon(entries.items(), Inflection(pack, endings=False))
        sets = [frozenset(e) for e in entries.values()] + list(_FIGURES)
        sets += [frozenset(m) for m in _MARKS.values()] + [frozenset(_OTHER), frozenset(_BREAK)]
        self._characters = {
            classes: chr(_FIRST_CHARACTER + i) for i, classes in enumerate(sorted(set(sets), key=sorted))
        }
        baselines = [(phrase, True) for phrase, classes in entries.items() if classes.keys() & _BASELINES]
        self._baselines: Lexicon[bool] = Lexicon(baselines, Inflection(pack, endings=False))
        self._plans: Lexicon[bool] = Lexicon(
            [(phrase, key == "plans") for key in ("plans", "no_plans") for phrase in section.get(key, ())],
            Inflection(pack, endings=False),
        )
        self._macros: dict[str, str] = section.get("macros", {})
        self.cores = tuple(self._form(core) for core in section.get("cores", ()))
        self.loose = tuple(self._form(loose) for loose in section.get("loose", ()))
        every = "|".join(f"(?:{core.pattern.pattern})" for core in self.cores) or "(?!)"
        lead, tail = self._macro("lead"), self._macro("tail")
        openers = [self._character(n) for n in _OPENERS if any(n in classes for classes in self._characters)]
        opening = f"(?:{'|'.join(openers)})?" if openers else ""
        whole = rf"(?:{opening})(?:{lead})(?:{every})(?:{tail})"
        half = rf"(?:{lead})(?:{every})(?:{tail})"
        span = rf"(?:{self._macro('range_lead')})?{half}(?:{self._macro('link') or '(?!)'}){half}"
        self.span = re.compile(span)
        self.link = re.compile(self._macro("link") or "(?!)")
        loose = [f"(?:{f.pattern.pattern})" + (f"(?:{half})?" if f.dated else "") for f in self.loose]
        self.whole = (
            self.span,
            *(re.compile(f"(?:{opening})(?:{lead})(?:{c.pattern.pattern})(?:{tail})") for c in self.cores),
            *(re.compile(pattern) for pattern in loose),
        )
        self.opening = re.compile("|".join((span, whole, *loose)))

    def _character(self, name: str) -> str:
        if name == "any":
            kept = [c for s, c in self._characters.items() if not s & {"break", "comma", "stop", "slash"}]
        else:
            kept = [c for s, c in self._characters.items() if name in s]
        if not kept:
            raise SettingsError(f"language pack {self._pack.code}, dates.toml: no class {name!r}")
        return f"[{''.join(sorted(kept))}]"

    def expression(self, form: str) -> str:
        """A form as a regular expression over class characters; macros are put in by name."""
        parts = []
        for part in _FORM_PART.findall(form):
            if part in self._macros:
                parts.append(f"(?:{self.expression(self._macros[part])})")
            elif part == "(":
                parts.append("(?:")
            else:
                parts.append(part if part in ")|?*+" else self._character(part))
        return "".join(parts)

    def _macro(self, name: str) -> str:
        return self.expression(self._macros.get(name, ""))

    def _form(self, table: Mapping[str, Any]) -> Form:
        return Form(
            table["rule"],
            re.compile(self.expression(table["form"])),
            table.get("bare", True),
            table.get("dated", False),
        )

    def string(self, pieces: list[Piece]) -> str:
        """One character a piece."""
        characters, other = self._characters, self._characters[frozenset(_OTHER)]
        return "".join([other if p.classes is _OTHER else characters[frozenset(p.classes)] for p in pieces])

    def pieces(self, text: str, start: int, end: int) -> list[Piece]:
        """The pieces of `text[start:end]` in order."""
        words = lexemes(text, start, end)
        full = {span.start: (span.end, iso) for span, iso in calendar.find_figures(text, start, end)}
        found: list[Piece] = []
        at = 0
        while at < len(words):
            if full and words[at].start in full:
                stop, iso = full[words[at].start]
                found.append(Piece(words[at].start, stop, {"full": iso}))
                while at < len(words) and words[at].start < stop:
                    at += 1
                continue
            at, piece = self._piece(text, words, at)
            letter = fold(text[piece.start]) if self._attached and piece.classes is not _OTHER else ""
            if (
                letter in self._attached
                and text[piece.start + 1 : piece.end][:1].isalpha()
                and not self._lexicon.holds(words[at - 1].folded)
            ):
                found.append(Piece(piece.start, piece.start + 1, {self._attached[letter]: 0}))
                piece = Piece(piece.start + 1, piece.end, piece.classes)
            found.append(piece)
        return found

    def leads_on(self, text: str, start: int, end: int) -> bool:
        """Whether the expression `text[start:end]` is dated by the happening that the next word begins to tell."""
        ends = fold(text[start:end]).endswith(self._event_follows) if self._event_follows else False
        return ends and re.match(r" [^\W\d_]", text[end : end + 2]) is not None

    def named(self, text: str, pieces: list[Piece], at: int, stop: int) -> bool:
        """Whether a day's name is part of another name: 'Halab Today', 'the Sunday Times'."""
        day = pieces[stop - 1]
        if not self._capitals or not day.classes.keys() & {"deictic", "weekday"}:
            return False
        if any("the" not in piece.classes for piece in pieces[at : stop - 1]):
            return False
        start, end = day.start, day.end
        if not text[start].isupper():
            return False
        after = _CAPITAL.match(text, end)
        if after is not None and fold(after[1]) in self._names_after:
            return True
        before = _CAPITAL_BEFORE.search(text, max(0, start - 40), start)
        return "deictic" in day.classes and before is not None

    def plans(self, before: str, after: str) -> bool:
        """Whether the words just before or behind an expression speak of what will happen."""
        last, first = lexemes(before)[-6:], lexemes(after)
        hits = [
            *(self._plans.at(last, i) for i in range(len(last))),
            self._plans.at(first, 0) if first else None,
        ]
        return any(hit is not None and hit[1] for hit in hits)

    def counts(self, text: str, start: int, end: int) -> bool:
        """Whether `text[start:end]` may name the time from which a total counts; most sentences do not."""
        return any(self._baselines.starts(word.folded) for word in lexemes(text, start, end))

    def _piece(self, text: str, words: list[Lexeme], at: int) -> tuple[int, Piece]:
        word = words[at]
        if word.kind == "m":
            return at + 1, Piece(word.start, word.end, _MARKS.get(word.folded, _BREAK))
        if word.kind == "n":
            return self._figure(text, words, at)
        hit = self._lexicon.at(words, at)
        number = self._numbers.cardinal(words, at)
        if number and (hit is None or number.end > hit[0]):
            classes: Classes = {"n": number.value, "vague": 1} if number.vague else {"n": number.value}
            return number.end, Piece(word.start, words[number.end - 1].end, classes)
        if hit is None or self._uncapital(text, word, hit[1]):
            kin = self._kin.of(word.folded) if self._kin is not None else None
            return at + 1, Piece(word.start, word.end, kin or _OTHER)
        return hit[0], Piece(word.start, words[hit[0] - 1].end, hit[1])

    def _uncapital(self, text: str, word: Lexeme, classes: Classes) -> bool:
        named = "month" in classes or "weekday" in classes or "short_weekday" in classes
        return self._capitals and named and text[word.start].islower()

    def _figure(self, text: str, words: list[Lexeme], at: int) -> tuple[int, Piece]:
        word = words[at]
        suffix = self._suffix(words, at)
        if suffix is not None and word.folded.isdigit():
            after, value = words[suffix], int(word.folded)
            if after.folded in self._suffixes and 1 <= value <= 31:
                return suffix + 1, Piece(word.start, after.end, {"ordinal": value, "suffixed": 1})
            if after.folded in self._decade_suffixes and word.folded.endswith("0") and len(word.folded) == 4:
                return suffix + 1, Piece(word.start, after.end, {"decade": value})
            if suffix > at + 1 and after.folded in self._suffixes and 1900 <= value < 2100:
                return suffix + 1, Piece(word.start, after.end, {"n": value, "year": value})
        if (clock := self._clock(text, words, at)) is not None:
            return clock, Piece(word.start, words[clock - 1].end, {"clock": 0})
        coded = at > 0 and words[at - 1].end == word.start and words[at - 1].kind == "w"
        if not word.folded.isdigit() or (coded and words[at - 1].folded not in self._glued):
            number = self._numbers.cardinal(words, at)
            end = number.end if number else at + 1
            return end, Piece(word.start, words[end - 1].end, {"n": number.value if number else 0.0})
        length = word.end - word.start
        if length == 4 and 1900 <= int(word.folded) < 2100:
            return at + 1, Piece(word.start, word.end, {"n": int(word.folded), "year": int(word.folded)})
        if length <= 2 and 1 <= int(word.folded) <= 31:
            return at + 1, Piece(word.start, word.end, {"n": int(word.folded), "day": int(word.folded)})
        number = self._numbers.cardinal(words, at)
        end = number.end if number else at + 1
        return end, Piece(word.start, words[end - 1].end, {"n": number.value if number else 0.0})

    @staticmethod
    def _suffix(words: list[Lexeme], at: int) -> int | None:
        """The index of a word written on to the figure at `at`, or joined to it by a hyphen: '6th', '8-е'."""
        end = at + 1
        if end + 1 < len(words) and words[end].folded in HYPHENS and words[end].start == words[at].end:
            end += 1
        if end < len(words) and words[end].kind == "w" and words[end].start == words[end - 1].end:
            return end
        return None

    def _clock(self, text: str, words: list[Lexeme], at: int) -> int | None:
        """The index after a time of day that starts at `at`: '16:30', '9.40 pm', '5 p.m.', '0610L'."""
        end = None
        if (
            at + 2 < len(words)
            and words[at + 1].folded == ":"
            and words[at + 2].kind == "n"
            and _CLOCK.fullmatch(words[at].folded)
        ):
            end = at + 3
        for length in (1, 4, 2, 3):
            stop = (end or at + 1) + length
            if (
                stop <= len(words)
                and text[words[stop - length].start : words[stop - 1].end].casefold() in self._clock_words
            ):
                return stop
        return end


def _entries(section: Mapping[str, Any]) -> Iterator[tuple[str, Value, str]]:
    for name, first in (("months", 1), ("weekdays", 0), ("short_weekdays", 0)):
        for number, group in enumerate(section.get(name, ()), first):
            for phrase in group:
                yield name.removesuffix("s"), number, _key(phrase)
    for name, phrases in section.get("words", {}).items():
        for phrase in phrases:
            yield name, 0, _key(phrase)
    for name, table in section.get("values", {}).items():
        for phrase, value in table.items():
            yield name, value, _key(phrase)


def _kinds(section: Mapping[str, Any]) -> Iterator[tuple[str, Classes]]:
    """The full names of months and weekdays, whose other cases a language without a pack does not list."""
    for name, first in (("month", 1), ("weekday", 0)):
        for number, group in enumerate(section.get(f"{name}s", ()), first):
            longest = max(map(len, group), default=0)
            yield from ((fold(n), {name: number}) for n in group if 2 * len(n) > longest and " " not in n)


def _key(phrase: str) -> str:
    return " ".join(word.folded for word in lexemes(phrase))


@lru_cache(maxsize=64)
def forms(code: str) -> Forms:
    """The forms of language `code`."""
    return Forms(packs.load(code))
