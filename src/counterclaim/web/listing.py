"""What a list of incidents is asked by: the parameters of its address, the same for page, API and export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, HTTPException, Query

from counterclaim.extracting.world import WorldSpec
from counterclaim.gazetteer import Gazetteer
from counterclaim.ledger import Ledger, search
from counterclaim.ledger.records import clean
from counterclaim.web import dated
from counterclaim.web.deps import AsOfDep, LedgerDep, RoomDep, SnapshotsDep
from counterclaim.web.facets import KINDS, Answer, Facets, Order, Wanted
from counterclaim.web.snapshots import Snapshots

PER_PAGE = 25
MOST_PAGES = 100_000
_Names = Annotated[list[Annotated[str, Query(max_length=400)]] | None, Query(max_length=40)]
_Text = Annotated[str, Query(max_length=400, description='Words of claims; "side by side", beginn*.')]
_Day = Annotated[str | None, Query(max_length=10, description="YYYY-MM-DD; of what happened.")]
_Page = Annotated[int, Query(ge=1, le=MOST_PAGES)]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentQuery:
    """What an address asks of the incidents; `more` is the kind of which many values are counted out."""

    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_from: str | None = None
    date_to: str | None = None
    contested: bool = False
    text: str = ""
    order: Order = "day"
    more: str | None = None
    page: int = 1
    as_of: str | None = None

    def parameters(self) -> list[tuple[str, str]]:
        """What differs from a list of all, as the address has it, in a fixed order; the page left out."""
        found = [("q", self.text)] if self.text else []
        found += [(kind, name) for kind in KINDS for name in self.kinds.get(kind, ())]
        for name, value in (("from", self.date_from), ("to", self.date_to), ("as_of", self.as_of)):
            if value:
                found.append((name, value))
        if self.contested:
            found.append(("contested", "true"))
        if self.order != "day":
            found.append(("sort", self.order))
        if self.more:
            found.append(("more", self.more))
        return found

    def address(self, path: str = "/incidents") -> str:
        """An address that shows the same list to everybody."""
        found = self.parameters() + ([("page", str(self.page))] if self.page > 1 else [])
        return f"{path}?{urlencode(found)}" if found else path

    def before(self, name: str, path: str = "/incidents") -> str:
        """The address up to a parameter `name` that is put behind it."""
        found = urlencode([(key, value) for key, value in self.parameters() if key != name])
        return f"{path}?{found}&{name}=" if found else f"{path}?{name}="

    def wanted(self, limit: int | None = PER_PAGE) -> Wanted:
        """The filter; with a `limit` only the page."""
        return Wanted(
            kinds=self.kinds,
            date_from=self.date_from,
            date_to=self.date_to,
            contested=self.contested,
            order=self.order,
            limit=limit,
            offset=(self.page - 1) * limit if limit is not None else 0,
        )


async def incident_query(
    as_of: AsOfDep,
    q: _Text = "",
    status: _Names = None,
    type: _Names = None,
    party: _Names = None,
    place: _Names = None,
    month: _Names = None,
    language: _Names = None,
    outlet: _Names = None,
    means: _Names = None,
    object: _Names = None,
    grade: _Names = None,
    date_from: Annotated[_Day, Query(alias="from")] = None,
    date_to: Annotated[_Day, Query(alias="to")] = None,
    contested: bool = False,
    sort: Order = "day",
    more: Annotated[str | None, Query(max_length=20)] = None,
    page: _Page = 1,
) -> IncidentQuery:
    """The parameters of a list's address; 422 for a day that is none."""
    given = (status, type, party, place, month, language, outlet, means, object, grade)
    kinds = {
        kind: tuple({search.key(name): name for one in values if (name := clean(one).strip())}.values())
        for kind, values in zip(KINDS, given, strict=True)
        if values
    }
    return IncidentQuery(
        kinds={kind: names for kind, names in kinds.items() if names},
        date_from=day("from", date_from),
        date_to=day("to", date_to),
        contested=contested,
        text=clean(q).strip(),
        order=sort,
        more=more if more in KINDS else None,
        page=page,
        as_of=as_of,
    )


def day(name: str, value: str | None) -> str | None:
    """A day of an address; None where it is not given or empty, 422 where it is none."""
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise HTTPException(422, f"{name} must be a day as YYYY-MM-DD") from None


@dataclass(frozen=True, slots=True)
class Listed:
    """The page of a list: its rows (`incident_lines.row`), choices and how many there are in all. `query` has the
    gazetteer's names for places that no incident names as they were asked for."""

    query: IncidentQuery
    answer: Answer
    rows: Sequence[Mapping[str, Any]]
    facets: Facets

    @property
    def last(self) -> int:
        """Number of the last page, from 1."""
        return max(1, -(-self.answer.total // PER_PAGE))


def standing(snapshots: Snapshots, wait: float = 5.0) -> Facets | None:
    """All incidents as of the last comparison; None where they are still read, as for seconds in a large ledger."""
    return snapshots.get("facets", lambda ledger: Facets(ledger.facet_table()), wait=wait, kept=1)


def listed(
    ledger: Ledger, facets: Facets, query: IncidentQuery, *, limit: int | None = PER_PAGE, rows: bool = True
) -> Listed:
    """Answer a query from `facets`; without `rows` only numbers. Everything that meets it where `limit` is None."""
    query = replace(query, kinds=_named(facets, query.kinds))
    claims = facets.matching(query.text, ledger.text_numbers) if query.text else None
    answer = facets.answer(query.wanted(limit), claims, more=query.more)
    if limit is not None and answer.total and not answer.page:
        query = replace(query, page=1)
        answer = facets.answer(query.wanted(limit), claims, more=query.more)
    found: Sequence[Mapping[str, Any]] = ()
    if rows and (lines := facets.table.lines) is not None:
        found = [lines[number] for number in answer.page]
    elif rows:
        found = ledger.incident_lines(answer.page)
    return Listed(query, answer, found, facets)


def _named(facets: Facets, kinds: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Places under the names that the gazetteer has for them, where no incident has the one that was asked for."""
    places = kinds.get("place", ())
    unknown = [name for name in places if not facets.knows("place", name)]
    if not unknown:
        return kinds
    gazetteer = Gazetteer.open()
    try:
        other = {
            name: [one.name for one in gazetteer.lookup(name) if facets.knows("place", one.name)]
            for name in unknown
        }
    finally:
        gazetteer.close()
    names = [found for name in places for found in other.get(name) or [name]]
    return {**kinds, "place": tuple(dict.fromkeys(names))}


IncidentQueryDep = Annotated[IncidentQuery, Depends(incident_query)]


def current(
    ledger: Ledger, snapshots: Snapshots, world: WorldSpec, query: IncidentQuery, limit: int = PER_PAGE
) -> Listed | None:
    """The page that is asked for; None while its incidents are worked out."""
    if query.as_of is None:
        facets = standing(snapshots)
    else:
        made = dated.dated(snapshots, world, query.as_of)
        facets = made.facets if made is not None else None
    return None if facets is None else listed(ledger, facets, query, limit=limit)


def asked(
    ledger: LedgerDep, snapshots: SnapshotsDep, room: RoomDep, query: IncidentQueryDep
) -> Listed | None:
    """The page that an address asks for. The world is asked for only where a day is compared anew."""
    world = room.world() if query.as_of is not None else WorldSpec()
    return current(ledger, snapshots, world, query)


ListedDep = Annotated[Listed | None, Depends(asked)]
