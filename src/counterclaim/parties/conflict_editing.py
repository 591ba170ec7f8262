"""Writing to the user's own conflict file: names for parties, points for places; comments are kept."""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from counterclaim.errors import SettingsError
from counterclaim.language import fold, known, load
from counterclaim.parties.conflict_reader import ConflictReader

HEADING = "Your own names for parties and places. The format is described in docs/conflict-files.md."


def set_party(path: Path, string: str, party: str, *, language: str = "en") -> None:
    """Write that `string` (in `language`) names `party`, made where the file has it not.

    `Party: Office` gives the string to an office. A string that another entry of the file has is taken
    from it. SettingsError where the file is no conflict file, or the names are empty.
    """
    string, (name, office) = _without_article(string, language), _parts(party)
    if not string or not name:
        raise SettingsError(f"{path}: a string and a party are needed, not {string!r} and {party!r}")
    document = _read(path)
    for entry in (*_rows(document, "party"), *_rows(document, "office")):
        _forget(entry, string, language)
    if office:
        entry = _entry(document, "office", {"party": name, "office": office})
    else:
        entry = _entry(document, "party", {"name": name}, {"kind": "other"})
        if fold(string) == fold(name):
            return _write(path, document)
    aliases = entry.setdefault("aliases", tomlkit.table())
    if not isinstance(aliases, MutableMapping):
        aliases = entry["aliases"] = _by_language(aliases)
    aliases.setdefault(language, tomlkit.array()).append(string)
    return _write(path, document)


def set_place(
    path: Path,
    string: str,
    *,
    name: str,
    lat: float | None,
    lon: float | None,
    precision: str = "settlement",
    country: str | None = None,
    geonames: int | None = None,
    language: str = "en",
) -> None:
    """Write where `string` lies (degrees, WGS 84); `name` is the place's main name.

    An entry of that name is brought up to date. SettingsError where the file is no conflict file, or
    a value is out of bounds.
    """
    string = _without_article(string, language)
    document = _read(path)
    entry = _entry(document, "place", {"name": name})
    values = {"lat": lat, "lon": lon, "precision": precision, "country": country, "geonames": geonames}
    for key, value in values.items():
        if value is not None:
            entry[key] = value
    spellings = entry.get("spellings", [])
    if fold(string) != fold(name) and string not in spellings:
        entry["spellings"] = [*spellings, string]
    _write(path, document)


def _read(path: Path) -> tomlkit.TOMLDocument:
    if not path.exists():
        document = tomlkit.document()
        document.add(tomlkit.comment(HEADING))
        return document
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise SettingsError(f"{path}: {error}") from error
    ConflictReader(str(path)).conflict(path.stem, document.unwrap())
    return document


def _write(path: Path, document: tomlkit.TOMLDocument) -> None:
    """Check what would be written, then replace the file in one step."""
    ConflictReader(str(path)).conflict(path.stem, document.unwrap())
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(tomlkit.dumps(document), encoding="utf-8")
        os.replace(part, path)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror or error})") from error


def _rows(document: tomlkit.TOMLDocument, key: str) -> Sequence[Any]:
    rows: Sequence[Any] = document.get(key, ())
    return rows


def _entry(
    document: tomlkit.TOMLDocument, key: str, same: Mapping[str, str], new: Mapping[str, str] | None = None
) -> Any:
    """The table of `key` whose values are those of `same`, made with `new` beside where there is none."""
    for entry in _rows(document, key):
        if all(entry.get(name) == value for name, value in same.items()):
            return entry
    table = tomlkit.table()
    for name, value in {**same, **(new or {})}.items():
        table.add(name, value)
    if key in document:
        document[key].append(table)
    else:
        rows = tomlkit.aot()
        rows.append(table)
        document.add(key, rows)
    return _rows(document, key)[-1]


def _forget(entry: Any, string: str, language: str) -> None:
    aliases = entry.get("aliases")
    if not isinstance(aliases, Mapping) or language not in aliases:
        return
    names = aliases[language]
    if isinstance(names, str):
        names = aliases[language] = [names]  # type: ignore[index]
    for index in range(len(names) - 1, -1, -1):
        if fold(str(names[index])) == fold(string):
            del names[index]


def _by_language(names: Any) -> Any:
    """A plain list of aliases, which counts for every language, as a table."""
    table = tomlkit.inline_table()
    table[""] = [names] if isinstance(names, str) else list(names)
    return table


def _parts(party: str) -> tuple[str, str]:
    name, _, office = party.partition(": ")
    return name.strip(), office.strip()


def _without_article(string: str, language: str) -> str:
    """`string` without blanks and leading articles of the language."""
    words = string.split()
    if language in known():
        articles = {
            fold(w) for w in load(language).section("parties").get("words", {}).get("determiners", ())
        }
        while len(words) > 1 and fold(words[0]) in articles:
            words.pop(0)
    return " ".join(words)
