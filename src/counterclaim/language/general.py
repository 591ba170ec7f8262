"""General knowledge of languages without a pack folder: sections in a pack's shape, made of CLDR's data.

`cldr.json` (built by `tools/build_cldr.py`) has the names of months and weekdays, words for days and lengths of time,
numerals and peoples; `added/CODE.toml` gives by hand what CLDR lacks, in the shape of a pack's sections. Names of
states are in every language's reach by themselves, places in the gazetteer's.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

Section = Mapping[str, Any]
_SHORTEST = 3


@lru_cache(maxsize=1)
def _cldr() -> Mapping[str, Section]:
    text = (files("counterclaim.language") / "cldr.json").read_text(encoding="utf-8")
    languages: Mapping[str, Section] = json.loads(text)["languages"]
    return languages


def _added(code: str) -> Mapping[str, Section]:
    file = files("counterclaim.language") / "added" / f"{code}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Codes of the languages of which CLDR gives the calendar."""
    return frozenset(_cldr())


def name(code: str) -> str:
    """The language's English name."""
    return str(_cldr()[code]["name"])


def calendars() -> Iterator[tuple[list[list[str]], list[list[str]]]]:
    """Full names of months and weekdays, as twelve and seven lists, language by language; where letters are joined
    before a month, also with them."""
    for code, row in _cldr().items():
        joined = _added(code).get("quantities", {}).get("inflection", {}).get("prefixes", ())
        months = [[name for name in group if _full(name, group)] for group in row["months"]]
        if joined and not row["cased"]:
            months = [[*group, *(letters + name for name in group for letters in joined)] for group in months]
        yield months, row["weekdays"]


def _full(name: str, group: Sequence[str]) -> bool:
    """Whether `name` is no abbreviation among the names of one month."""
    return len(name) >= _SHORTEST and 2 * len(name) > max(map(len, group))


def sections(code: str) -> dict[str, Section]:
    """The sections of language `code`, by name; those that are left out are empty. KeyError where CLDR lacks it."""
    row = _cldr()[code]
    made: dict[str, Section] = {
        "dates": _dates(row),
        "quantities": {
            "nouns": {
                "measures": [*row["measures"], *row["units"]],
                "marks_after": ["%"],
                "marks_before": ["$", "€", "£"],
            },
            "numbers": {"scale": row["scales"], "join": row["and"], "and": row["and"], "or": row["or"]},
        },
        "parties": _parties(row),
        "places": {} if row["cased"] else {"attached": []},
    }
    added = _added(code)
    joined = {
        part: merged(made.get(part, {}), added.get(part, {})) for part in sorted(made.keys() | added.keys())
    }
    joined["dates"] = {**joined["dates"], **_grammar(joined["dates"])}
    return joined


def merged(made: Section, added: Section) -> Section:
    """`made` with the tables and lists of `added` joined to its own; lists of as many lists, one by one."""
    joined = dict(made)
    for key, value in added.items():
        own = joined.get(key)
        if isinstance(own, Mapping) and isinstance(value, Mapping):
            joined[key] = merged(own, value)
        elif isinstance(own, list) and isinstance(value, list):
            pairs = zip(own, value, strict=False) if all(isinstance(v, list) for v in (*own, *value)) else ()
            joined[key] = [[*one, *other] for one, other in pairs] or [*own, *value]
        else:
            joined[key] = value
    return joined


def _parties(row: Section) -> Section:
    states = {code: {"adjectives": [n.lower() for n in names]} for code, names in row["peoples"].items()}
    made: dict[str, Any] = {"states": states, "words": {"conjunctions": row["and"]}}
    return made if row["cased"] else {**made, "affixes": {"attached": []}}


def _dates(row: Section) -> Section:
    """The section `dates`: words by class, and the forms that are alike in most languages."""
    periods, turns = row["periods"], row["turns"]
    words = {
        "of": row["links"], "and": row["and"], "ago": row["ago"], "ago_before": row["ago_before"],
        "period": list(periods), "turned": list(turns),
    }  # fmt: skip
    values = {
        "unit": row["units"] | {phrase: unit for phrase, (unit, _) in periods.items()},
        "ref": {phrase: ref for phrase, (_, ref) in (*periods.items(), *turns.items())},
        "weekday": {phrase: day for phrase, (day, _) in turns.items()},
        "deictic": row["days"],
    }
    return {
        "months": row["months"],
        "weekdays": row["weekdays"],
        "short_weekdays": row["short_weekdays"],
        "date_links": row["links"],
        "words": {name: phrases for name, phrases in words.items() if phrases},
        "values": {name: table for name, table in values.items() if table},
    }


def _grammar(dates: Section) -> Section:
    """The forms of expressions of time over the classes that `dates` has; a class without words is left empty."""
    classes = {*dates["words"], *dates["values"]}
    classes |= {key.removesuffix("s") for key in _NAMES if any(dates[key])}
    macros = {name: "" for name in _OPTIONAL if name not in classes}
    cores = [
        {"rule": rule, "form": form, "bare": bare} for rule, form, bare, needs in _CORES if needs <= classes
    ]
    return {
        "macros": macros | _MACROS | {"link": "(to | dash)" if "to" in classes else "dash"},
        "cores": cores,
    }


_NAMES = ("months", "weekdays", "short_weekdays")
_OPTIONAL = ("of", "and", "to", "short_weekday")
_MACROS = {
    "lead": "",
    "tail": "",
    "daynum": "(ordinal | day) stop?",
    "anyweekday": "(weekday | short_weekday stop?)",
    "yearpart": "(comma? of? year)",
    "dated": (
        "(anyweekday comma?)? daynum dash? of? month stop? yearpart?"
        " | (year stop? of?)? month stop? of? daynum yearpart? | year stop? of? daynum of? month"
    ),
    "days": "daynum ((comma | and | to | dash) daynum)+",
}
_CORES: tuple[tuple[str, str, bool, frozenset[str]], ...] = (
    ("date", "full", True, frozenset()),
    ("date", "dated", True, frozenset({"month"})),
    ("date", "(anyweekday comma?)? days of? month (stop? yearpart)?", True, frozenset({"month"})),
    ("month", "month stop? of? year", True, frozenset({"month"})),
    ("month", "month", False, frozenset({"month"})),
    ("year", "year", False, frozenset()),
    ("day_of_month", "on daynum", False, frozenset({"on"})),
    ("weekday", "weekday", True, frozenset()),
    ("deictic", "deictic", True, frozenset({"deictic"})),
    ("unit", "period", True, frozenset({"period"})),
    ("ago", "ago_before n? unit", True, frozenset({"ago_before", "unit"})),
    ("ago", "n? unit ago", True, frozenset({"ago", "unit"})),
    ("shift", "n? unit later", True, frozenset({"later", "unit"})),
    ("length", "n unit", True, frozenset({"unit"})),
)
"""Rule, form, whether nothing need stand before it, and the classes that it needs; weekdays are always there."""
