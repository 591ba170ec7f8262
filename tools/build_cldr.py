"""Build `language/cldr.json`: calendar words, numerals and peoples of the languages that have no pack folder.

    python tools/build_cldr.py

A language is taken where the language detector can tell it and CLDR has its months and weekdays. Names of states
are not repeated here: `parties/states.jsonl` has them for every language of CLDR. Source: Unicode CLDR as packaged
by Babel (Unicode licence). Deterministic for one version of Babel.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import babel
from babel import Locale, UnknownLocaleError

TARGET = Path(__file__).parents[1] / "src" / "counterclaim" / "language" / "cldr.json"

DETECTED = """
af am ar as ast av az ba be bg bn bo br bs ca ce ceb ckb cs cv cy da de dsb el en eo es et eu fa fi fil fr frr fy ga
gd gl gn gsw gu he hi hr hsb ht hu hy ia id ie io is it ja jv ka kk km kn ko ku kv ky la lb lo lt lv mai mg mk ml mn
mr ms mt my mzn nb nds ne nl nn no oc or os pa pl ps pt qu rm ro ru sa sah sc scn sd si sk sl so sq sr su sv sw ta te
tg th tk tr tt ug uk ur uz vec vi wa yi yo zh
"""
"""Codes of the detector's languages, dialects that count as their language left out, as CLDR spells them."""

PEOPLES = {
    "az": "AZ", "be": "BY", "bg": "BG", "bs": "BA", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "es": "ES",
    "et": "EE", "fi": "FI", "fr": "FR", "ga": "IE", "hr": "HR", "hu": "HU", "hy": "AM", "id": "ID", "is": "IS",
    "it": "IT", "ja": "JP", "ka": "GE", "kk": "KZ", "ky": "KG", "lt": "LT", "lv": "LV", "mk": "MK", "mn": "MN",
    "mt": "MT", "my": "MM", "ne": "NP", "nl": "NL", "no": "NO", "pl": "PL", "pt": "PT", "ro": "RO", "ru": "RU",
    "sk": "SK", "sl": "SI", "so": "SO", "sq": "AL", "sr": "RS", "sv": "SE", "th": "TH", "tk": "TM", "tr": "TR",
    "uk": "UA", "uz": "UZ", "vi": "VN", "zh": "CN",
}  # fmt: skip
"""Languages whose name is, in many languages, also the adjective of one state alone."""

UNITS = ("minute", "hour", "day", "week", "month", "year")
MEANT = {"minute": "hour"}
"""Units that are read as another: days are what times are told to."""
MEASURES = (
    "length-kilometer", "length-meter", "length-centimeter", "length-mile", "mass-tonne", "mass-ton", "mass-kilogram",
    "mass-gram", "volume-liter", "area-hectare", "area-square-kilometer", "area-square-meter", "speed-kilometer-per-hour",
)  # fmt: skip
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SCALES = (1_000, 1_000_000, 1_000_000_000)
FIELD = re.compile(r"[A-Za-z]+")
JOINER = "\u200c"
NUMBER = re.compile(r"\(?\{0\}\)?")


def clean(name: str) -> str:
    """`name` in one line without controls and final full stop."""
    bare = "".join(c for c in name if c not in "\u200e\u200f\u061c")
    return " ".join(bare.replace("’", "'").split()).strip(" .·")


def worded(name: str) -> bool:
    """Whether `name` can be told from a figure, a mark or a single letter."""
    return (
        sum(c.isalpha() for c in name) > 0
        and len(name) > 1
        and not any(c.isdigit() or c in "({})" for c in name)
    )


def unique(names: Iterable[str]) -> list[str]:
    """The names that are words, each once, in order; one with a joiner also as two words."""
    cleaned = [spelling for name in names for spelling in (clean(name), clean(name.replace(JOINER, " ")))]
    return [name for name in dict.fromkeys(cleaned) if worded(name)]


def texts(table: Mapping[Any, Any]) -> Iterator[str]:
    """The patterns of a table by plural form, whatever nests in it."""
    for key in sorted(table, key=str):
        value = table[key]
        if isinstance(value, str) and key != "per":
            yield value


def calendar(locale: Locale) -> dict[str, Any]:
    """Names of months and weekdays, each with all its forms."""
    months, days = locale.months, locale.days
    forms = [(months[c][w], days[c][w]) for w in ("wide", "abbreviated") for c in ("format", "stand-alone")]
    fields = locale._data["date_fields"]
    weekdays = []
    for number, field in enumerate(WEEKDAYS):
        names = unique(days[context]["wide"][number] for context in ("format", "stand-alone"))
        names += unique(
            word
            for phrase in texts(fields.get(field, {}).get("relative", {}))
            for word in phrase.split()
            if names and akin(word, names[0])
        )
        weekdays.append(list(dict.fromkeys(names)))
    short = [
        [
            n
            for n in unique(days[c]["abbreviated"][number] for c in ("format", "stand-alone"))
            if n not in names
        ]
        for number, names in enumerate(weekdays)
    ]
    return {
        "months": [unique(month[n] for month, _ in forms if n in month) for n in range(1, 13)],
        "weekdays": weekdays,
        "short_weekdays": short,
    }


def akin(word: str, name: str) -> bool:
    """Whether `word` is another case of `name` ('środę', 'środa')."""
    if " " in name:
        return False
    shared = next(
        (i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name))
    )
    return word != name and shared >= 3 and shared >= len(name) - 3 and len(word) <= len(name) + 3


def relative(locale: Locale) -> dict[str, Any]:
    """Days from today, weeks and the like from this one, and what stands around a length of time that is over."""
    fields = locale._data["date_fields"]
    days = {clean(phrase): str(n) for n, phrase in sorted(fields.get("day", {}).get("relative", {}).items())}
    periods: dict[str, list[Any]] = {}
    for unit in ("week", "month", "year"):
        for n, phrase in sorted(fields.get(unit, {}).get("relative", {}).items()):
            periods.setdefault(clean(phrase), [unit, n])
    turns: dict[str, list[int]] = {}
    for number, field in enumerate(WEEKDAYS):
        for n, phrase in sorted(fields.get(field, {}).get("relative", {}).items()):
            if n:
                turns.setdefault(clean(phrase), [number, n])
    units: dict[str, str] = {}
    before, after = set(), set()
    for unit in UNITS:
        names = locale._data["unit_patterns"].get(f"duration-{unit}", {}).get("long", {})
        for pattern in texts(names):
            for word in unique(NUMBER.split(pattern)):
                units.setdefault(word, MEANT.get(unit, unit))
        for pattern in texts(fields.get(unit, {}).get("past", {})):
            if "({0})" in pattern or "{0}" not in pattern:
                continue
            head, tail = (part.split() for part in pattern.split("{0}", 1))
            if tail and clean(head[-1] if head else "") not in units:
                units.setdefault(clean(tail.pop(0)), MEANT.get(unit, unit))
            before.add(clean(" ".join(word for word in head if clean(word) not in units)))
            after.add(clean(" ".join(tail)))
    return {
        "days": {phrase: n for phrase, n in days.items() if worded(phrase)},
        "periods": {phrase: period for phrase, period in periods.items() if worded(phrase)},
        "turns": {phrase: turn for phrase, turn in turns.items() if worded(phrase)},
        "units": {name: unit for name, unit in units.items() if worded(name)},
        "ago_before": sorted(filter(worded, before)),
        "ago": sorted(filter(worded, after)),
    }


def literals(locale: Locale) -> list[str]:
    """Words between day, month and year ('3 de octubre de 2020')."""
    data = locale._data
    patterns = [data["date_formats"]["long"].pattern]
    patterns += [str(data["datetime_skeletons"].get(key, "")) for key in ("MMMMd", "yMMMM", "yMMMMd")]
    found: list[str] = []
    for pattern in patterns:
        plain = "".join(
            part if index % 2 else FIELD.sub("\0", part) for index, part in enumerate(pattern.split("'"))
        )
        found += [word.strip(".,،") for word in plain.split() if "\0" not in word]
    return list(dict.fromkeys(word for word in found if any(c.isalpha() for c in word)))


def numerals(locale: Locale) -> dict[str, Any]:
    """Words for thousands, millions and thousand millions, and the words that join two things."""
    scales: dict[str, int] = {}
    for form in locale._data["compact_decimal_formats"].get("long", {}).values():
        for value in SCALES:
            for word in unique(
                [re.sub(r"[0'.]", " ", str(form[str(value)].pattern))] if str(value) in form else []
            ):
                scales.setdefault(word, value)
    joins = {}
    for key, kind in (("and", "standard"), ("or", "or")):
        pattern = locale.list_patterns.get(kind, {}).get("2", "")
        word = clean(re.sub(r"\{\d\}", " ", pattern))
        joins[key] = [word] if word and all(c.isalpha() or c in " -" for c in word) else []
    return {"scales": scales, **joins}


def measures(locale: Locale) -> list[str]:
    """Names and signs of measures, which make a figure no count."""
    patterns = locale._data["unit_patterns"]
    forms = (
        form
        for unit in MEASURES
        for length in ("long", "short")
        for form in texts(patterns.get(unit, {}).get(length, {}))
    )
    return sorted(set(unique(word for form in forms for word in NUMBER.split(form))))


def peoples(locale: Locale) -> dict[str, list[str]]:
    """ISO 3166 code → the name of the language that is named after that state alone."""
    found: dict[str, list[str]] = {}
    for code, state in sorted(PEOPLES.items()):
        if (name := locale.languages.get(code)) and len(name.split()) == 1:
            found.setdefault(state, []).append(clean(name))
    return dict(sorted(found.items()))


def language(code: str) -> dict[str, Any] | None:
    """What CLDR says of `code`; None where it lacks its months or weekdays."""
    try:
        locale = Locale(code)
    except UnknownLocaleError:
        return None
    row = calendar(locale)
    figures = any(any(c.isdigit() for c in name) for name in locale.months["format"]["wide"].values())
    if not figures and not all(row["months"]):
        return None
    if not all(row["weekdays"]):
        return None
    name = Locale("en").languages.get(code, code)
    row |= {
        **relative(locale),
        **numerals(locale),
        "measures": measures(locale),
        "links": literals(locale),
        "peoples": peoples(locale),
    }
    return {"name": name, "cased": cased(row["months"]), **row}


def cased(groups: Iterable[Iterable[str]]) -> bool:
    """Whether the script has capitals."""
    return any(c.isupper() or c.islower() for names in groups for name in names for c in name)


def build() -> str:
    """The text of `language/cldr.json`: one language a line."""
    rows = {code: row for code in sorted(set(DETECTED.split())) if (row := language(code)) is not None}
    head = json.dumps({"source": f"Unicode CLDR through Babel {babel.__version__}"})[1:-1]
    lines = (
        f"{json.dumps(code)}:{json.dumps(r, ensure_ascii=False, separators=(',', ':'))}"
        for code, r in rows.items()
    )
    return f'{{{head},"languages":{{\n' + ",\n".join(lines) + "\n}}\n"


def main() -> None:
    TARGET.write_text(build(), encoding="utf-8")


if __name__ == "__main__":
    main()
