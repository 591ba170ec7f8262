"""Names that nothing is known of: said once what they stand for, for all claims that have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response

from counterclaim.errors import EditedError, SettingsError
from counterclaim.extracting.world import open_world
from counterclaim.gazetteer.overlay import PRECISION
from counterclaim.gazetteer.table import Place
from counterclaim.ledger import Unresolved
from counterclaim.ledger.acts import Act
from counterclaim.ledger.records import clean
from counterclaim.model import PlacePrecision
from counterclaim.web import wording
from counterclaim.web.again import Theirs, theirs
from counterclaim.web.bringing import resolve_named
from counterclaim.web.deps import Editor, LedgerDep, PageDep, PersonDep, Reader, RoomDep, WorldDep

router = APIRouter(include_in_schema=False)

Kind = Literal["party", "place"]
MOST = 50
"""Wordings of a page, and places of one name."""
Words = Annotated[str, Form(max_length=400)]
Degrees = Annotated[str, Form(max_length=30)]


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a person resolved: what they stand for, in words, and the number of the review to take back."""

    kind: Kind
    text: str
    value: str
    number: int


@dataclass(frozen=True, slots=True)
class NamesPage:
    """Wordings of `kind` that are not known, the most frequent first, and how many `more` there are.

    `text` is the one that is asked about (empty: none), `seen` the number of its last review, `quote` and `claim` where it
    stands; `known` are parties to choose from, `places` those of the gazetteer that bear the name `like`. `said`: names
    that people resolved. `fault`: why the last try failed, with the `given` form; `theirs`: what somebody else said meanwhile.
    """

    kind: Kind
    rows: Sequence[Unresolved]
    more: int
    said: Sequence[Said]
    text: str = ""
    seen: int = 0
    quote: str = ""
    claim: str = ""
    like: str = ""
    known: Sequence[str] = ()
    places: Sequence[Place] = ()
    precisions: Sequence[str] = get_args(PlacePrecision)
    fault: str = ""
    given: dict[str, str] | None = None
    theirs: Theirs | None = None


@router.get("/names", dependencies=[Reader])
def names(
    page: PageDep,
    ledger: LedgerDep,
    world: WorldDep,
    kind: Kind = "party",
    text: Annotated[str, Query(max_length=400)] = "",
    like: Annotated[str, Query(max_length=400)] = "",
) -> Response:
    return page.render("names.html", _page(ledger, world, kind, clean(text).strip(), clean(like).strip()))


@router.post("/names", dependencies=[Editor])
def resolve(
    page: PageDep,
    ledger: LedgerDep,
    world: WorldDep,
    room: RoomDep,
    person: PersonDep,
    kind: Annotated[Kind, Form()],
    text: Words,
    name: Words = "",
    language: Annotated[str, Form(max_length=20)] = "en",
    place: Annotated[str, Form(max_length=30)] = "",
    lat: Degrees = "",
    lon: Degrees = "",
    precision: Annotated[str, Form(max_length=20)] = "settlement",
    country: Annotated[str, Form(max_length=8)] = "",
    note: Annotated[str, Form(max_length=20_000)] = "",
    seen: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0,
) -> Response:
    """`place`: the GeoNames id of one of the places offered; else `lat` and `lon` in degrees."""
    text = clean(text).strip()
    given = {"name": name, "language": language, "lat": lat, "lon": lon, "country": country, "note": note}
    given |= {"place": place, "precision": precision}
    value: dict[str, Any] = {}
    try:
        if kind == "party":
            value = {"name": clean(name).strip(), "language": language}
        elif place:
            value = _chosen(world, place)
        else:
            value = _point(clean(name).strip() or text, lat, lon, precision, country)
        act = Act(
            kind="resolve", subject="name", target=text, fields={kind: value}, note=note or None, seen=seen
        )
        ledger.act(act, reviewer=person.name)
    except EditedError as error:
        other = theirs(error, wording.told(value))
        told = _page(ledger, world, kind, text, "", fault=str(error), given=given, theirs=other)
        return page.render("names.html", replace(told, seen=error.number), status=409)
    except SettingsError as error:
        told = _page(ledger, world, kind, text, "", fault=str(error), given=given)
        return page.render("names.html", told, status=422)
    changed = resolve_named(ledger, room.served.location, kind, text)
    documents = "1 document" if changed == 1 else f"{changed} documents"
    return page.back(f"/names?kind={kind}", said=f"{text} is resolved; {documents} changed.")


def _page(ledger: LedgerDep, world: WorldDep, kind: Kind, text: str, like: str, **more: Any) -> NamesPage:
    rows = ledger.unresolved_parties() if kind == "party" else ledger.unresolved_places()
    at = next((row for row in rows if row.text == text), None)
    known: Sequence[str] = ()
    places: Sequence[Place] = ()
    if text and kind == "party":
        known = [one.name for one in ledger.parties()][: 10 * MOST]
    elif text:
        places = open_world(world).gazetteer.lookup(like or text)[:MOST]
        places = [one for one in places if one.lat is not None and one.id > 0]
    return NamesPage(
        kind,
        rows[:MOST],
        max(0, len(rows) - MOST),
        _said(ledger),
        text,
        ledger.seen(text) if text else 0,
        at.quote if at else "",
        at.claim if at else "",
        like,
        known,
        places,
        **more,
    )


def _said(ledger: LedgerDep) -> list[Said]:
    found = []
    for (kind, text), value in ledger.resolved().items():
        words = value["name"] if kind == "party" else f"{value['name']} ({value['lat']}, {value['lon']})"
        held = [one for one in ledger.history(text) if one["kind"] == "resolve" and one["undone_by"] is None]
        if held and kind in get_args(Kind):
            found.append(Said("party" if kind == "party" else "place", text, words, held[-1]["number"]))
    return found


def _chosen(world: WorldDep, given: str) -> dict[str, Any]:
    """The place of the gazetteer with this GeoNames id."""
    found = open_world(world).gazetteer.place(int(given)) if given.isdigit() and len(given) < 12 else None
    if found is None or found.lat is None or found.lon is None:
        raise SettingsError(f"place: no place with the id {given!r}")
    return {
        "name": found.name,
        "lat": found.lat,
        "lon": found.lon,
        "precision": PRECISION[found.kind],
        "country": found.country,
        "geonames": found.id,
    }


def _point(name: str, lat: str, lon: str, precision: str, country: str) -> dict[str, Any]:
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        raise SettingsError("lat and lon: degrees such as 39.52 and 46.75 are needed") from None
    return {
        "name": name,
        "lat": north,
        "lon": east,
        "precision": precision,
        "country": clean(country).strip().upper() or None,
    }
