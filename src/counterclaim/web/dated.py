"""What the ledger would have shown on a day, kept between requests: comparing anew takes longer than one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from counterclaim.analysis import Analysis
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.ledger import Ledger, incident_lines, incident_rows
from counterclaim.ledger.facet_tables import FacetTable, Numbers, table
from counterclaim.ledger.incident_reading import IncidentFilter
from counterclaim.web import held
from counterclaim.web.facets import Facets
from counterclaim.web.held import Held
from counterclaim.web.packed import Pack, Packed
from counterclaim.web.snapshots import Snapshots

KEPT = 2
"""Days held in memory."""
SMALL = 5.0
"""Seconds that a request waits for what reads all claims of a small ledger: there it takes less, and a page without a
script should not have to be asked for twice."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What was worked out of a day, as it is sent between processes. `objects` of `found` are the incidents of `table`."""

    found: Packed
    table: FacetTable
    series: list[dict[str, Any]]
    held: Held


@dataclass(frozen=True, slots=True)
class Dated:
    """The analysis as of a day, its incidents, by number in `facets`, its series, and who held what."""

    analysis: Analysis
    facets: Facets
    told: Sequence[dict[str, Any]]
    series: list[dict[str, Any]]
    held: Held

    def objects(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """The incident objects of these numbers."""
        return [self.told[number] for number in numbers]


def dated(snapshots: Snapshots, spec: WorldSpec, day: str, wait: float = SMALL) -> Dated | None:
    """What stood on `day` (ISO 8601); None while it is worked out, at first for `wait` seconds within the request."""

    def finish(parts: Parts) -> Dated:
        analysis = Analysis(
            snapshots.ledger, open_world(spec), parts.found.found(snapshots.ledger), parts.found.day
        )
        return Dated(analysis, Facets(parts.table), parts.found.told, parts.series, parts.held)

    return snapshots.apart(f"as of:{day}", partial(made, spec=spec, day=day), finish, wait=wait, kept=KEPT)


def analysis_of(snapshots: Snapshots, ledger: Ledger, spec: WorldSpec, day: str | None) -> Analysis | None:
    """The ledger's analysis, or the one as of `day`; None while that is worked out."""
    if day is None:
        return Analysis.of(ledger, spec)
    found = dated(snapshots, spec, day)
    return found.analysis if found is not None else None


def made(ledger: Ledger, spec: WorldSpec, day: str) -> Parts:
    """Compare what stood on `day`, and file its incidents."""
    analysis = Analysis.of(ledger, spec, day)
    objects = sorted(analysis.incidents(IncidentFilter()), key=lambda told: str(told["id"]))
    of = analysis.entries
    filed_by: dict[str, dict[str, tuple[str, list[int]]]] = {}
    first: list[str | None] = []
    last: list[str | None] = []
    for at, told in enumerate(objects):
        entries = [of[claim] for claim in told["claims"]]
        begins, ends = incident_rows.days(told, entries)
        first.append(begins)
        last.append(ends)
        for kind, key, name in incident_rows.facets(told, entries):
            filed_by.setdefault(kind, {}).setdefault(key, (name, []))[1].append(at)
    columns = {
        "status": [told["status"] for told in objects],
        "grade": [told["grade"]["name"] if told["grade"] else None for told in objects],
        "dated": [told["time"] is not None for told in objects],
        "day_from": first,
        "day_to": last,
        "changed": last,
        "claims": [len(told["claims"]) for told in objects],
        "origins": [len(told["origins"]) for told in objects],
        "conflicts": [len(told["links"]) for told in objects],
    }
    filed = table(
        np.arange(len(objects), dtype=np.int64),
        columns,
        {
            kind: [(key, name, np.array(at, dtype=np.int64)) for key, (name, at) in sorted(those.items())]
            for kind, those in filed_by.items()
        },
        _of_claim(ledger, {claim: at for at, told in enumerate(objects) for claim in told["claims"]}),
        Pack(incident_lines.row(told) for told in objects),
    )
    packed = Packed.of(day, objects, list(of.values()), analysis.origins(shared=True))
    return Parts(packed, filed, analysis.series(), held.held(analysis))


def _of_claim(ledger: Ledger, homes: dict[str, int]) -> Numbers:
    numbers = ledger.claim_numbers()
    found = np.full(max(numbers.values(), default=0) + 1, -1, dtype=np.int64)
    for claim, at in homes.items():
        if claim in numbers:
            found[numbers[claim]] = at
    return found
