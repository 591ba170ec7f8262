"""Running totals, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from counterclaim.analysis import Analysis
from counterclaim.extracting.world import WorldSpec
from counterclaim.language import fold
from counterclaim.ledger import Ledger
from counterclaim.web import dated, measured, running_totals
from counterclaim.web.deps import AsOfDep, LedgerDep, PageDep, Reader, SnapshotsDep, WorldDep
from counterclaim.web.running_totals import Thing
from counterclaim.web.snapshots import Snapshots, same

router = APIRouter(include_in_schema=False, dependencies=[Reader])

ROWS = 10
Word = Annotated[str | None, Query(max_length=200)]
Number = Annotated[int, Query(ge=1, le=2**31 - 1)]


@dataclass(frozen=True, slots=True)
class SeriesQuery:
    """`party`: about whom; `claimant`: who counts, or the outlet that does; `item`: what, as in a quantity."""

    party: str | None = None
    claimant: str | None = None
    item: str | None = None

    @classmethod
    def given(cls, party: Word = None, claimant: Word = None, item: Word = None) -> SeriesQuery:
        """From an address; what is empty narrows nothing."""
        return cls(party or None, claimant or None, item or None)

    def meets(self, one: dict[str, Any]) -> bool:
        """Whether a series object meets it."""
        return (
            _named(self.party, one["about"])
            and _named(self.claimant, [one["claimant"], one["publisher"]])
            and _named(self.item, [one["item"], one["group"], one["effect"]])
        )


SeriesQueryDep = Annotated[SeriesQuery, Depends(SeriesQuery.given)]


def _named(wanted: str | None, names: Iterable[str | None]) -> bool:
    return wanted is None or fold(wanted.replace("_", " ")) in {
        fold(name.replace("_", " ")) for name in names if name
    }


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """`things` are those of this page; `pending`: they are worked out. `before` is the address of a page up to its
    number; `parties`, `claimants` and `items` are what may be chosen; `stamp` says how good the engine is here, or ''."""

    query: SeriesQuery
    pending: bool
    address: str
    things: Sequence[Thing]
    total: int
    page: int
    last: int
    before: str
    parties: Sequence[str]
    claimants: Sequence[str]
    items: Sequence[str]
    stamp: str


def all_series(
    snapshots: Snapshots, ledger: Ledger, spec: WorldSpec, day: str | None
) -> list[dict[str, Any]] | None:
    """Every series object, now or as of a day; None while they are worked out: that reads all claims."""
    if day is None:
        return snapshots.apart("series", partial(series_of, spec=spec), same, wait=dated.SMALL)
    found = dated.dated(snapshots, spec, day)
    return found.series if found is not None else None


def series_of(ledger: Ledger, spec: WorldSpec) -> list[dict[str, Any]]:
    """Every series object, from all claims of the ledger."""
    return Analysis.of(ledger, spec).series()


@router.get("/series")
def series(
    page: PageDep,
    ledger: LedgerDep,
    snapshots: SnapshotsDep,
    world: WorldDep,
    as_of: AsOfDep,
    query: SeriesQueryDep,
    number: Annotated[int, Query(ge=1, le=2**31 - 1, alias="page")] = 1,
) -> HTMLResponse:
    """Totals by claimant as step charts, those of one thing in one chart."""
    found = all_series(snapshots, ledger, world, as_of)
    given = {"party": query.party, "claimant": query.claimant, "item": query.item, "as_of": as_of}
    address = urlencode({key: value for key, value in given.items() if value})
    groups = running_totals.grouped(one for one in found or () if query.meets(one))
    last = max(1, -(-len(groups) // ROWS))
    at = min(number, last)
    made = SeriesPage(
        query=query,
        pending=found is None,
        address=f"/series?{address}" if address else "/series",
        things=[running_totals.thing(group) for group in groups[(at - 1) * ROWS : at * ROWS]],
        total=len(groups),
        page=at,
        last=last,
        before=f"/series?{address}&" if address else "/series?",
        parties=_names(found, "about"),
        claimants=_names(found, "claimant", "publisher"),
        items=_names(found, "item", "group"),
        stamp=measured.stamp_line(snapshots),
    )
    return page.render("series.html", made, part="_series.html")


def _names(found: Iterable[dict[str, Any]] | None, *fields: str) -> list[str]:
    names: set[str] = set()
    for one in found or ():
        for field in fields:
            value = one[field]
            names.update(value if isinstance(value, list) else [value] if value else [])
    return sorted(names)
