"""Full calendar dates in all known languages, and the names of months and weekdays.

A date is full where day, month and year stand together: 'October 6, 2020', '6th of October, 2020',
'2020-10-09', '06.10.2020', 'السبت 17 تشرين الأول 2020'. Figures alone are read year first or day
first, month first only where the day would be above 12 ('10/17/2020').
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from counterclaim.errors import SettingsError
from counterclaim.language import general, packs
from counterclaim.language.folding import fold
from counterclaim.model import Span

MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
_NUMERIC = (
    r"(?<![\d.,/-])(?:"
    r"(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<a2>\d{1,2})(?P<s2> ?[-/.] ?)(?P<b2>\d{1,2})(?P=s2)(?P<y2>\d{4})(?!\d)"
    r")"
)

_FIGURES = re.compile(_NUMERIC)


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """Folded character → all characters of the basic plane's alphabets that fold to it."""
    found: dict[str, list[str]] = {}
    for code in (*range(0x21, 0x700), *range(0x1E00, 0x1F00)):
        if len(folded := fold(chr(code))) == 1:
            found.setdefault(folded, []).append(chr(code))
    return {folded: "".join(characters) for folded, characters in found.items()}


def spelled(names: Iterable[str]) -> str:
    """A regular expression for `names` in any spelling that folds to theirs, longest first."""
    spellings = _spellings()

    def one(name: str) -> str:
        return r"\s+".join(
            "".join(f"[{re.escape(spellings.get(c, c))}][{MARKS}]*" for c in fold(word))
            for word in name.split()
        )

    return "|".join(one(name) for name in sorted(names, key=lambda n: (-len(n), n)))


@dataclass(frozen=True, slots=True)
class Names:
    """Months (1-12) and weekdays (0 is Monday) by folded name, of one pack or of several."""

    months: dict[str, int]
    weekdays: dict[str, int]
    suffixes: tuple[str, ...]
    links: tuple[str, ...]


def names(pack: packs.Pack) -> Names:
    """The names of `pack`. SettingsError where its lists are not twelve and seven."""
    section = pack.section("dates")
    months, weekdays = section.get("months", []), section.get("weekdays", [])
    if section and (len(months) != 12 or len(weekdays) != 7):
        raise SettingsError(f"language pack {pack.code}, dates.toml: needs 12 months and 7 weekdays")
    return Names(
        {fold(name): number for number, group in enumerate(months, 1) for name in group},
        {
            fold(name): number
            for key in ("weekdays", "short_weekdays")
            for number, group in enumerate(section.get(key, []))
            for name in group
        },
        tuple(section.get("day_suffixes", ())),
        tuple(section.get("date_links", ())),
    )


@lru_cache(maxsize=1)
def _everywhere() -> tuple[Names, re.Pattern[str]]:
    every = [names(packs.load(code)) for code in packs.available()]
    merged = Names(
        {name: number for one in every for name, number in one.months.items()},
        {name: number for one in every for name, number in one.weekdays.items()},
        tuple(dict.fromkeys(suffix for one in every for suffix in one.suffixes)),
        tuple(dict.fromkeys(link for one in every for link in one.links)),
    )
    weekday = rf"(?:(?<!\w)(?:{spelled(merged.weekdays)})\.?[,،]?[^\S\n]+)?"
    # Names are long classes of letters, slow to compile: each list stands in the pattern once.
    month = rf"(?:{spelled(merged.months)})(?!\w)\.?"
    twice = r"(?:[^\S\n]?/[^\S\n]?[^\W\d_][^\d\n,،]{0,30}?(?!\w))?"
    suffix = rf"(?:{spelled(merged.suffixes)})?" if merged.suffixes else ""
    link = rf"(?:(?:{spelled(merged.links)})[^\S\n]+)*"
    named = (
        rf"(?:(?<![\w.,/-])(?P<d3>\d{{1,2}}){suffix}(?:[^\S\n]+|-){link}|(?<!\w))(?P<m>{month}){twice}"
        rf"(?(d3)(?:[^\S\n]*[,،][^\S\n]*|[^\S\n]+|-)|[^\S\n]+{link}(?P<d4>\d{{1,2}}){suffix}"
        rf"(?:[^\S\n]*[,،][^\S\n]*|[^\S\n]+)){link}(?P<y>\d{{4}})(?!\d)"
    )
    return merged, re.compile(rf"{weekday}(?:{_NUMERIC}|{named})")


def iso(year: int, month: int, day: int) -> str | None:
    """The date in ISO 8601, None where there is no such day or the year is not of our time (1800-2199)."""
    try:
        return date(year, month, day).isoformat() if 1800 <= year < 2200 else None
    except ValueError:
        return None


def _read(match: re.Match[str], months: dict[str, int]) -> str | None:
    group = match.groupdict()
    if group["y1"]:
        return iso(int(group["y1"]), int(group["m1"]), int(group["d1"]))
    if group["y2"]:
        first, second, year = int(group["a2"]), int(group["b2"]), int(group["y2"])
        return iso(year, second, first) or iso(year, first, second)
    month = months[" ".join(fold(group["m"]).rstrip(".").split())]
    return iso(int(group["y"]), month, int(group["d3"] or group["d4"]))


def find_figures(text: str, start: int = 0, end: int | None = None) -> list[tuple[Span, str]]:
    """Full dates in figures alone ('06.10.2020') in `text[start:end]`, with their ISO 8601 form."""
    found = []
    for match in _FIGURES.finditer(text, start, len(text) if end is None else end):
        if (day := _read(match, {})) is not None:
            found.append((Span(match.start(), match.end()), day))
    return found


@lru_cache(maxsize=1)
def _anywhere() -> tuple[dict[str, int], frozenset[str]]:
    """Full names of months, and of weekdays, in every language of general data, folded; a name that is another
    month elsewhere ('listopad') tells none."""
    months: dict[str, set[int]] = {}
    weekdays: set[str] = set()
    for names_of_months, names_of_weekdays in general.calendars():
        for number, group in enumerate(names_of_months, 1):
            for name in group:
                months.setdefault(fold(name), set()).add(number)
        weekdays.update(fold(name) for group in names_of_weekdays for name in group)
    return {name: min(numbers) for name, numbers in months.items() if len(numbers) == 1}, frozenset(weekdays)


_WORD = r"[^\W\d_][^\W\d_\u0300-\u036f]*"
_GAP = r"[^\S\n]+"
_DAY_FIRST = re.compile(
    rf"(?:(?P<weekday>{_WORD})[,،]?{_GAP})?(?<![\w.,/-])(?P<d>\d{{1,2}})[^\W\d]{{0,2}}\.?{_GAP}(?:\w{{1,3}}{_GAP})?"
    rf"(?P<m>{_WORD})\.?,?{_GAP}(?:\w{{1,3}}{_GAP})?(?P<y>\d{{4}})(?!\d)"
)
_YEAR_FIRST = re.compile(
    rf"(?<![\w.,/-])(?P<y>\d{{4}})\.?{_GAP}(?P<m>{_WORD}){_GAP}(?P<d>\d{{1,2}})(?!\d)(?P<weekday>)"
)


def _in_words(text: str, start: int, end: int) -> list[tuple[Span, str]]:
    """Full dates whose month is named in any language of general data."""
    found = []
    for pattern in (_DAY_FIRST, _YEAR_FIRST):
        for match in pattern.finditer(text, start, end):
            months, weekdays = _anywhere()
            month = months.get(fold(match["m"]))
            day = iso(int(match["y"]), month, int(match["d"])) if month else None
            if day is not None:
                first = min(match.start("d"), match.start("y"))
                named = match["weekday"] and fold(match["weekday"]) in weekdays
                found.append((Span(match.start() if named else first, match.end()), day))
    return found


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[tuple[Span, str]]:
    """Full calendar dates in `text[start:end]`, in any known language, with their ISO 8601 form.

    Spans are code points into `text` and hold a weekday that stands before the date. Nothing of the
    text outside the range is looked at for the date itself; impossible days are left out.
    """
    merged, pattern = _everywhere()
    stop = len(text) if end is None else end
    found = []
    for match in pattern.finditer(text, start, stop):
        if (day := _read(match, merged.months)) is not None:
            found.append((Span(match.start(), match.end()), day))
    others = [
        one for one in _in_words(text, start, stop) if not any(one[0].overlaps(span) for span, _ in found)
    ]
    return sorted([*found, *others]) if others else found
