"""A user's own places: rows of a GeoNames dump or a CSV added to an extra gazetteer file.

A GeoNames country file (`SY.txt` from download.geonames.org/export/dump) adds villages, hills, bases
and waters that the bundled file lacks. A CSV has the columns name, lat, lon and may have country,
alternates (separated by `;` or `|`) and precision. A bad row is told with its line number and left
out; the others are added. Adding the same rows again changes nothing.
"""

from __future__ import annotations

import csv
import math
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from counterclaim.errors import SettingsError
from counterclaim.gazetteer import keys
from counterclaim.gazetteer.overlay import KIND
from counterclaim.gazetteer.table import FORMAT, INDEX, OWN_IDS, SCHEMA, Kind, Place, Row, write

_BATCH = 20_000
_COLUMNS = 19
_FEATURES: dict[str, Kind] = {
    "ADM1": "adm1", "ADM2": "adm2", "AIRB": "site", "AIRF": "site", "AIRP": "site", "INSM": "site",
    "CMP": "site", "CMPRF": "site", "DAM": "site", "BDG": "site", "PSTB": "site", "FRMT": "site",
    "HLL": "site", "MT": "site", "PK": "site", "PASS": "site", "OILR": "site", "PS": "site", "PRN": "site",
    "RGN": "region", "AREA": "region", "RGNH": "region", "RGNE": "region", "MTS": "region", "HLLS": "region",
    "VAL": "region", "PLN": "region", "DSRT": "region", "PEN": "region", "ISL": "region", "ISLS": "region",
    "LK": "region", "SEA": "region", "GULF": "region", "STRT": "region", "STM": "region", "RSV": "region",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Added:
    """How many places were added, and what was wrong with the others, one line each."""

    places: int
    faults: tuple[str, ...]


class _Fault(Exception):
    pass


def extend(extra: Path, source: Path) -> tuple[int, tuple[str, ...]]:
    """Add the rows of `source` to the file `extra`: a CSV by its suffix or a comma-separated first line
    with `name`, else a GeoNames dump. Returns how many places were added, and what was wrong with the
    others. Raises SettingsError as `add_csv` and `add_geonames` do."""
    first = next(_lines(source), [""])
    is_csv = source.suffix.lower() == ".csv" or (len(first) == 1 and "name" in first[0].lower().split(","))
    added = add_csv(source, extra) if is_csv else add_geonames(source, extra)
    return added.places, added.faults


def add_geonames(source: Path, extra: Path) -> Added:
    """Add the places of a GeoNames dump (tab-separated, 19 columns, UTF-8) to the file `extra`.

    Populated places, first and second level divisions, sites and named regions are taken; other features
    (wells, farms, schools) are passed over. Raises SettingsError where the source cannot be read or
    holds no usable row at all.
    """
    divisions: dict[tuple[str, str, str], int] = {}
    for cells in _lines(source):
        if len(cells) == _COLUMNS and cells[7] in ("ADM1", "ADM2") and cells[0].isdigit():
            divisions[cells[8], cells[10], cells[11] if cells[7] == "ADM2" else ""] = int(cells[0])

    def rows(faults: list[str]) -> Iterator[Row]:
        for number, cells in enumerate(_lines(source), 1):
            try:
                row = _geonames_row(cells, divisions)
            except _Fault as fault:
                faults.append(f"{source}, line {number}: {fault}")
                continue
            if row is not None:
                yield row

    return _add(rows, source, extra)


def add_csv(source: Path, extra: Path) -> Added:
    """Add the places of a CSV with a header to the file `extra`; see the top of this module."""

    def rows(faults: list[str]) -> Iterator[Row]:
        with _open(source) as stream:
            reader = csv.DictReader(stream)
            missing = {"name", "lat", "lon"} - {
                (name or "").strip().lower() for name in reader.fieldnames or ()
            }
            if missing:
                raise SettingsError(f"{source}: no column {', '.join(sorted(missing))} in the first line")
            try:
                for cells in reader:
                    try:
                        yield _csv_row(
                            {(k or "").strip().lower(): v for k, v in cells.items() if isinstance(v, str)}
                        )
                    except _Fault as fault:
                        faults.append(f"{source}, line {reader.line_num}: {fault}")
            except csv.Error as error:
                faults.append(f"{source}, line {reader.line_num}: {error}")

    return _add(rows, source, extra)


def _add(rows: Callable[[list[str]], Iterator[Row]], source: Path, extra: Path) -> Added:
    faults: list[str] = []
    count = 0
    connection = _writable(extra)
    try:
        connection.execute("BEGIN IMMEDIATE")
        stream = iter(rows(faults))
        while batch := list(islice(stream, _BATCH)):
            count += write(connection, batch)
        if count == 0:
            reason = faults[0] if faults else f"{source}: no place in it"
            raise SettingsError(f"nothing added: {reason}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.close()
    return Added(count, tuple(faults))


def _writable(extra: Path) -> sqlite3.Connection:
    try:
        extra.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(extra, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(f"{extra}: cannot be written ({error})") from error
    try:
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
        if not known:
            connection.executescript(SCHEMA + INDEX)
            connection.execute("INSERT INTO meta VALUES ('format', ?)", (str(FORMAT),))
    except sqlite3.DatabaseError as error:
        connection.close()
        raise SettingsError(f"{extra}: cannot be used as a file of places ({error})") from error
    return connection


def _open(source: Path) -> TextIO:
    try:
        return source.open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise SettingsError(f"{source}: {error.strerror or error}") from error


def _lines(source: Path) -> Iterator[list[str]]:
    with _open(source) as stream:
        for line in stream:
            yield line.rstrip("\r\n").split("\t")


def _geonames_row(cells: list[str], divisions: dict[tuple[str, str, str], int]) -> Row | None:
    if len(cells) != _COLUMNS:
        raise _Fault(f"{len(cells)} columns instead of {_COLUMNS}")
    kind = "settlement" if cells[6] == "P" else _FEATURES.get(cells[7])
    if kind is None:
        return None
    if not cells[0].isdigit() or not 0 < int(cells[0]) < 2**31:
        raise _Fault(f"{cells[0]!r} is no GeoNames id")
    name = _name(cells[1])
    lat, lon = _degrees(cells[4], 90.0, "latitude"), _degrees(cells[5], 180.0, "longitude")
    one, country = int(cells[0]), cells[8] or None
    adm1 = divisions.get((cells[8], cells[10], ""))
    adm2 = divisions.get((cells[8], cells[10], cells[11]))
    population = min(int(cells[14]), 2**31) if cells[14].isdigit() else 0
    held = adm1 if adm1 != one else None, adm2 if adm2 != one else None
    place = Place(one, kind, name, country, *held, lat, lon, population)
    return Row(place, tuple(other for other in (cells[2], *cells[3].split(",")) if other))


def _csv_row(cells: dict[str, str]) -> Row:
    name = _name(cells.get("name", ""))
    lat, lon = (
        _degrees(cells.get("lat", ""), 90.0, "latitude"),
        _degrees(cells.get("lon", ""), 180.0, "longitude"),
    )
    country = cells.get("country", "").strip().upper() or None
    if country is not None and not (len(country) == 2 and country.isalpha()):
        raise _Fault(f"country {country!r} is no ISO 3166-1 code of two letters")
    precision = cells.get("precision", "").strip() or "settlement"
    kinds = {str(known): kind for known, kind in KIND.items()}
    if precision not in kinds:
        raise _Fault(f"precision {precision!r} is none of {', '.join(kinds)}")
    others = cells.get("alternates", "").replace("|", ";").split(";")
    own = -OWN_IDS - keys.digest(f"{name}|{lat:.5f}|{lon:.5f}") % 2_000_000_000
    place = Place(own, kinds[precision], name, country, None, None, lat, lon, 0)
    return Row(place, tuple(other.strip() for other in others if other.strip()))


def _name(text: str) -> str:
    name = text.strip()
    if not keys.exact(name):
        raise _Fault("no name")
    return name


def _degrees(text: str, most: float, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise _Fault(f"{what} {text!r} is no number") from None
    if not math.isfinite(value) or abs(value) > most:
        raise _Fault(f"{what} {text} is outside -{most:.0f} to {most:.0f}")
    return value
