"""Parties, their claimants, and outlets: what each claims, and what stands against it. Facts only, no score of trust."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Path, Query
from fastapi.responses import HTMLResponse

from counterclaim.analysis import Analysis
from counterclaim.comparing.sides import OUTLET, UNNAMED
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import Ledger
from counterclaim.web import dated, source_facts
from counterclaim.web.deps import AsOfDep, LedgerDep, PageDep, Reader, SnapshotsDep, WorldDep
from counterclaim.web.snapshots import Snapshots, same
from counterclaim.web.source_facts import Key, Source, SourceKind

router = APIRouter(include_in_schema=False, dependencies=[Reader])

ROWS = 100
NAMED: Mapping[str, str] = {OUTLET: "the outlet itself", UNNAMED: "unnamed sources"}
"""Words for claimants that are no party."""
Name = Annotated[str, Path(max_length=400)]


@dataclass(frozen=True, slots=True)
class Row:
    """A source in a list, with its address."""

    source: Source
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """`parties` and `outlets` are the first of `all_parties` and `all_outlets` whose names hold the words `words`;
    `pending`: they are worked out. `named`: words for names that stand for no party."""

    pending: bool
    address: str
    words: str
    parties: Sequence[Row]
    outlets: Sequence[Row]
    all_parties: int
    all_outlets: int
    named: Mapping[str, str] = field(default_factory=lambda: NAMED)


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One party or outlet. `claimants` are a party's own; `parties` and `outlets` the addresses of other sources by
    name, as far as they have one; `claims_href` lists its claims, or is ''; `source` is None while it is worked out.
    `named`: words for names that stand for no party."""

    title: str
    kind: SourceKind
    address: str
    source: Source | None
    claimants: Sequence[Source]
    parties: Mapping[str, str]
    outlets: Mapping[str, str]
    claims_href: str
    named: Mapping[str, str] = field(default_factory=lambda: NAMED)


def all_sources(
    snapshots: Snapshots, ledger: Ledger, spec: WorldSpec, day: str | None
) -> dict[Key, Source] | None:
    """Every source, now or as of a day; None while they are worked out: that reads all claims."""
    name = "sources" if day is None else f"sources as of:{day}"
    return snapshots.apart(name, partial(sources_of, spec=spec, day=day), same, wait=dated.SMALL, kept=2)


def sources_of(ledger: Ledger, spec: WorldSpec, day: str | None) -> dict[Key, Source]:
    """Every source, from all claims of the ledger, or of those that were published by `day`."""
    return source_facts.sources(Analysis.of(ledger, spec, day))


@router.get("/sources")
def sources(
    page: PageDep,
    ledger: LedgerDep,
    snapshots: SnapshotsDep,
    world: WorldDep,
    as_of: AsOfDep,
    q: Annotated[str, Query(max_length=200)] = "",
) -> HTMLResponse:
    """Parties and outlets, those with most claims first."""
    found = all_sources(snapshots, ledger, world, as_of)
    parties = _wanted(found, "party", q)
    outlets = _wanted(found, "outlet", q)
    given = urlencode({key: value for key, value in (("q", q), ("as_of", as_of)) if value})
    made = SourcesPage(
        pending=found is None,
        address=f"/sources?{given}" if given else "/sources",
        words=q,
        parties=[_row(one, as_of) for one in parties[:ROWS]],
        outlets=[_row(one, as_of) for one in outlets[:ROWS]],
        all_parties=len(parties),
        all_outlets=len(outlets),
    )
    return page.render("sources.html", made, part="_sources.html")


@router.get("/sources/party/{name:path}")
def party(
    name: Name, page: PageDep, ledger: LedgerDep, snapshots: SnapshotsDep, world: WorldDep, as_of: AsOfDep
) -> HTMLResponse:
    """What a party claims through its claimants."""
    return _one("party", name, page, all_sources(snapshots, ledger, world, as_of), as_of)


@router.get("/sources/outlet/{name:path}")
def outlet(
    name: Name, page: PageDep, ledger: LedgerDep, snapshots: SnapshotsDep, world: WorldDep, as_of: AsOfDep
) -> HTMLResponse:
    """What an outlet carries, from whom it takes it, and what it changes."""
    return _one("outlet", name, page, all_sources(snapshots, ledger, world, as_of), as_of)


def _one(
    kind: SourceKind, name: str, page: PageDep, found: dict[Key, Source] | None, day: str | None
) -> HTMLResponse:
    source = found.get((kind, name)) if found is not None else None
    if found is not None and source is None:
        raise HTTPException(404, f"no {kind} of this name claims anything here")
    claimants = [] if found is None or kind != "party" else source_facts.of_kind(found, "claimant", name)
    made = SourcePage(
        title=title_of(kind, name),
        kind=kind,
        address=href_of(kind, name, day),
        source=source,
        claimants=claimants,
        parties={one: href_of(k, one, day) for k, one in found or () if k == "party"},
        outlets={one: href_of(k, one, day) for k, one in found or () if k == "outlet"},
        claims_href=f"/search?{urlencode({'outlet': name})}" if kind == "outlet" else "",
    )
    return page.render("source.html", made, part="_source_facts.html")


def title_of(kind: SourceKind, name: str) -> str:
    """What a source is called; those without a name in words."""
    if kind != "outlet" and name in (OUTLET, UNNAMED):
        return "Outlets themselves" if name == OUTLET else "Unnamed sources"
    return name


def href_of(kind: str, name: str, day: str | None = None) -> str:
    """The address of a party's or outlet's page."""
    return f"/sources/{kind}/{quote(name, safe='')}" + (f"?as_of={day}" if day else "")


def _wanted(found: dict[Key, Source] | None, kind: SourceKind, words: str) -> list[Source]:
    return source_facts.named(source_facts.of_kind(found, kind), words) if found is not None else []


def _row(source: Source, day: str | None) -> Row:
    return Row(source, title_of(source.kind, source.name), href_of(source.kind, source.name, day))
