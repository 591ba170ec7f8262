"""Reading and checking the tables of a conflict file; every fault names the file and the key."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from counterclaim.errors import SettingsError
from counterclaim.model import PlacePrecision
from counterclaim.parties.conflict_model import (
    PARTY_KINDS,
    Conflict,
    Names,
    Office,
    Party,
    Person,
    Place,
    Side,
)


class ConflictReader:
    """Checks every table against its known keys; `at` in errors is the key's path in the file."""

    def __init__(self, where: str) -> None:
        self.where = where

    def conflict(self, name: str, table: Mapping[str, Any]) -> Conflict:
        self._known(
            table,
            "",
            ["title", "countries", "area", "period", "began", "party", "side", "office", "place"],
            required=(),
        )
        sides = tuple(
            self._side(row, f"side[{i}]") for i, row in enumerate(self._rows(table, "side"), start=1)
        )
        parties = tuple(
            self._party(row, f"party[{i}]", {s.name for s in sides})
            for i, row in enumerate(self._rows(table, "party"), start=1)
        )
        period = self._period(table.get("period", {}), "period")
        return Conflict(
            name=name,
            title=self._text(table, "title", "title") or name,
            countries=tuple(code.upper() for code in self._strings(table.get("countries", []), "countries")),
            area=self._area(table.get("area")),
            period=period,
            began=self._day(table.get("began"), "began") or period[0],
            parties=parties,
            sides=sides,
            offices=tuple(
                self._office(row, f"office[{i}]")
                for i, row in enumerate(self._rows(table, "office"), start=1)
            ),
            places=tuple(
                self._place(row, f"place[{i}]") for i, row in enumerate(self._rows(table, "place"), start=1)
            ),
        )

    def _side(self, row: Mapping[str, Any], at: str) -> Side:
        self._known(row, at, ("name", "from", "to"), required=("name",))
        return Side(self._name(row, "name", at), *self._period(row, at))

    def _party(self, row: Mapping[str, Any], at: str, sides: set[str]) -> Party:
        self._known(
            row,
            at,
            ["name", "kind", "side", "aliases", "adjectives", "forces", "from", "to"],
            required=("name", "kind"),
        )
        kind = self._name(row, "kind", at)
        if kind not in PARTY_KINDS:
            raise self._fault(f"{at}.kind", f"{kind!r} is none of {', '.join(PARTY_KINDS)}")
        side = self._text(row, "side", at)
        if side is not None and side not in sides:
            raise self._fault(
                f"{at}.side", f"{side!r} has no [[side]]; there are: {', '.join(sorted(sides))}"
            )
        return Party(
            self._name(row, "name", at),
            kind,
            side,
            self._names(row.get("aliases", {}), f"{at}.aliases"),
            self._names(row.get("adjectives", {}), f"{at}.adjectives"),
            self._names(row.get("forces", {}), f"{at}.forces"),
            *self._period(row, at),
        )

    def _office(self, row: Mapping[str, Any], at: str) -> Office:
        self._known(row, at, ("party", "office", "aliases", "persons"), required=("party", "office"))
        persons = []
        for number, person in enumerate(self._rows(row, "persons", at), start=1):
            here = f"{at}.persons[{number}]"
            names = {key: value for key, value in person.items() if key not in ("name", "from", "to")}
            persons.append(
                Person(
                    self._name(person, "name", here),
                    self._names(names, here),
                    *self._period(person, here),
                )
            )
        return Office(
            self._name(row, "party", at),
            self._name(row, "office", at),
            self._names(row.get("aliases", {}), f"{at}.aliases"),
            tuple(persons),
        )

    def _place(self, row: Mapping[str, Any], at: str) -> Place:
        known = ["name", "spellings", "lat", "lon", "precision", "country", "geonames"]
        self._known(row, at, known, required=("name",))
        precision = self._text(row, "precision", at) or "settlement"
        if precision not in get_args(PlacePrecision):
            allowed = ", ".join(get_args(PlacePrecision))
            raise self._fault(f"{at}.precision", f"{precision!r} is none of {allowed}")
        lat, lon = self._degrees(row, "lat", at, 90), self._degrees(row, "lon", at, 180)
        geonames = row.get("geonames")
        if geonames is not None and not (isinstance(geonames, int) and 0 < geonames < 2**63):
            raise self._fault(f"{at}.geonames", "must be a GeoNames id, a positive whole number")
        if (lat is None) != (lon is None):
            raise self._fault(at, "needs both lat and lon, or neither")
        if lat is None and geonames is None:
            raise self._fault(at, "needs lat and lon, or geonames")
        country = self._text(row, "country", at)
        return Place(
            self._name(row, "name", at),
            self._strings(row.get("spellings", []), f"{at}.spellings"),
            lat,
            lon,
            precision,  # type: ignore[arg-type]
            country.upper() if country else None,
            geonames,
        )

    def _area(self, value: object) -> tuple[float, float, float, float] | None:
        if value is None:
            return None
        if not (isinstance(value, list) and len(value) == 4 and all(_is_number(v) for v in value)):
            raise self._fault("area", "must be [south, west, north, east] in degrees")
        south, west, north, east = (float(v) for v in value)
        if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
            raise self._fault("area", "must be [south, west, north, east] in degrees")
        return south, west, north, east

    def _degrees(self, row: Mapping[str, Any], key: str, at: str, limit: int) -> float | None:
        value = row.get(key)
        if value is None:
            return None
        if not _is_number(value) or not -limit <= value <= limit:
            raise self._fault(f"{at}.{key}", f"must be degrees between -{limit} and {limit}")
        return float(value)

    def _period(self, row: Any, at: str) -> tuple[str | None, str | None]:
        if not isinstance(row, Mapping):
            raise self._fault(at, "must be a table with from and to")
        start, end = (self._day(row.get(key), f"{at}.{key}") for key in ("from", "to"))
        if start and end and end < start:
            raise self._fault(f"{at}.to", f"{end} is before from, {start}")
        return start, end

    def _day(self, value: object, at: str) -> str | None:
        if value is None:
            return None
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        if isinstance(value, datetime.date):
            return value.isoformat()
        try:
            return datetime.date.fromisoformat(str(value)).isoformat()
        except ValueError:
            raise self._fault(at, f"{value!r} is no date like 2020-09-27") from None

    def _names(self, value: object, at: str) -> Names:
        """Lists of names by language code; a plain list counts for every language ('')."""
        if isinstance(value, list):
            return {"": self._strings(value, at)}
        if not isinstance(value, Mapping):
            raise self._fault(at, "must be a list of names, or lists by language code")
        return {str(code): self._strings(names, f"{at}.{code}") for code, names in value.items()}

    def _strings(self, value: object, at: str) -> tuple[str, ...]:
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self._fault(at, "must be a list of non-empty strings")
        return tuple(v.strip() for v in value)

    def _rows(self, table: Mapping[str, Any], key: str, at: str = "") -> Sequence[Mapping[str, Any]]:
        rows = table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self._fault(f"{at}.{key}" if at else key, "must be a list of tables")
        return rows

    def _text(self, row: Mapping[str, Any], key: str, at: str) -> str | None:
        value = row.get(key)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self._fault(f"{at}.{key}", "must be a non-empty string")
        return value.strip() if value is not None else None

    def _name(self, row: Mapping[str, Any], key: str, at: str) -> str:
        value = self._text(row, key, at)
        if value is None:
            raise self._fault(f"{at}.{key}", "is missing")
        return value

    def _known(self, row: Mapping[str, Any], at: str, keys: Sequence[str], required: Sequence[str]) -> None:
        prefix = f"{at}." if at else ""
        for key in row:
            if key not in keys:
                raise self._fault(f"{prefix}{key}", f"is not known; there are: {', '.join(keys)}")
        for key in required:
            if key not in row:
                raise self._fault(f"{prefix}{key}", "is missing")

    def _fault(self, at: str, cause: str) -> SettingsError:
        return SettingsError(f"{self.where}: {at}: {cause}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
