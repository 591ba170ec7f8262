"""CSV of incidents: one a row, lists joined by '; '."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from counterclaim.export.csv import Cell, rows

Incident = Mapping[str, Any]


def _time(key: str) -> Callable[[Incident], Cell]:
    return lambda told: told["time"][key] if told["time"] else None


def _place(key: str) -> Callable[[Incident], Cell]:
    return lambda told: told["places"][0][key] if told["places"] else None


COLUMNS: dict[str, tuple[str, Callable[[Incident], Cell]]] = {
    "id": ("the incident's id", lambda i: i["id"]),
    "types": ("types of its claims", lambda i: "; ".join(i["types"])),
    "status": ("single, corroborated, conceded or contested", lambda i: i["status"]),
    "grade": ("the grade that the same facts suggest", lambda i: i["grade"]["name"] if i["grade"] else None),
    "date_start": ("first day", _time("start")),
    "date_end": ("last day", _time("end")),
    "places": ("places by name", lambda i: "; ".join(place["name"] for place in i["places"])),
    "latitude": ("degrees north of the first place", _place("lat")),
    "longitude": ("degrees east of the first place", _place("lon")),
    "parties": ("who acts, is acted on or speaks", lambda i: "; ".join(i["parties"])),
    "claims": ("number of claims", lambda i: len(i["claims"])),
    "origins": ("number of origins", lambda i: len(i["origins"])),
    "conflicts": ("what stands against each other", lambda i: "; ".join(x["reason"] for x in i["links"])),
    "facts": ("the facts behind the status", lambda i: "; ".join(x["words"] for x in i["facts"])),
    "claim_ids": ("ids of its claims", lambda i: "; ".join(i["claims"])),
}


def lines(incidents: Iterable[Incident], stamp: Mapping[str, Any] | None = None) -> Iterator[str]:
    """A line of column names, then one for each incident; `stamp` as in the CSV of claims."""
    yield from rows(COLUMNS, incidents, stamp)
