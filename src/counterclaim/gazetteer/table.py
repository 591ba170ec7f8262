"""The file of places: its SQL, and how rows are written. Shared by the build and by extra files.

`place` has one row a place; its id is the GeoNames id, or below zero where there is none. Degrees are
stored as integers of 1e-5. `names` are the exact keys of all names, one a line.

`name` maps the 48-bit hash of a key to a blob: one byte with the number of words of the longest name
that starts with this word (0 where none does), then the ids of the places of that name as
little-endian signed 32-bit integers.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from counterclaim.gazetteer import keys

Kind = Literal["country", "adm1", "adm2", "settlement", "region", "site"]
KINDS: tuple[Kind, ...] = ("country", "adm1", "adm2", "settlement", "region", "site")
FORMAT = 1
MAX_WORDS = 8
OWN_IDS = 20_000_000
"""Places of a user's own list are numbered below minus this."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, country TEXT,
  adm1 INTEGER, adm2 INTEGER, lat INTEGER, lon INTEGER, population INTEGER NOT NULL,
  weight INTEGER NOT NULL, names TEXT NOT NULL);
CREATE TABLE name (hash INTEGER PRIMARY KEY, ids BLOB NOT NULL);
"""
INDEX = "CREATE INDEX place_country ON place (country);"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the world. `lat` and `lon` in degrees (WGS 84), None where no source gives a point.

    `adm1` and `adm2` are ids of the divisions that hold it; `country` is an ISO 3166-1 alpha-2 code.
    `weight` in tenths says how much better known it is than its population tells (capitals, regions).
    """

    id: int
    kind: Kind
    name: str
    country: str | None
    adm1: int | None
    adm2: int | None
    lat: float | None
    lon: float | None
    population: int
    weight: int = 0

    @property
    def geonames(self) -> int | None:
        return self.id if self.id > 0 else None


@dataclass(frozen=True, slots=True)
class Row:
    """A place with all names it is known by."""

    place: Place
    names: tuple[str, ...]

    def name_keys(self) -> list[str]:
        found = {keys.exact(name) for name in (self.place.name, *self.names)}
        return sorted(key for key in found if key and len(key.split()) <= MAX_WORDS)


def write(connection: sqlite3.Connection, rows: Iterable[Row]) -> int:
    """Add `rows` to an empty or existing table of places and join their names to those there.

    A place whose id is there already takes the new values and keeps its old names too. Returns how
    many rows were written. Rows and names are written in order of id and hash, so that the same
    rows give the same file.
    """
    ids: dict[int, set[int]] = defaultdict(set)
    longest: dict[int, int] = defaultdict(int)
    written = 0
    for row in sorted(rows, key=lambda row: row.place.id):
        place, names = row.place, row.name_keys()
        old = connection.execute("SELECT names FROM place WHERE id = ?", (place.id,)).fetchone()
        if old:
            names = sorted({*names, *old[0].split("\n")})
        connection.execute(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                place.id, KINDS.index(place.kind), place.name, place.country, place.adm1, place.adm2,
                None if place.lat is None else round(place.lat * 1e5),
                None if place.lon is None else round(place.lon * 1e5),
                place.population, place.weight, "\n".join(names),
            ),
        )  # fmt: skip
        written += 1
        for key in names:
            words = key.split()
            first = keys.digest(words[0])
            longest[first] = max(longest[first], len(words))
            ids[keys.digest(key)].add(place.id)
    for code in sorted({*ids, *longest}):
        old = connection.execute("SELECT ids FROM name WHERE hash = ?", (code,)).fetchone()
        words_before, ids_before = unpack(old[0]) if old else (0, ())
        blob = pack(max(words_before, longest[code]), sorted({*ids_before, *ids[code]}))
        connection.execute("INSERT OR REPLACE INTO name VALUES (?, ?)", (code, blob))
    return written


def pack(longest: int, ids: Iterable[int]) -> bytes:
    return bytes([longest]) + b"".join(one.to_bytes(4, "little", signed=True) for one in ids)


def unpack(blob: bytes) -> tuple[int, tuple[int, ...]]:
    ids = (int.from_bytes(blob[at : at + 4], "little", signed=True) for at in range(1, len(blob), 4))
    return blob[0], tuple(ids)
