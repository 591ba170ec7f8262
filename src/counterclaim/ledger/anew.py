"""Comparing everything that is in a ledger from scratch, in one transaction: the same as `comparing` gives, only faster
where much waits. All is read once, and the tables of what was found are filled anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from counterclaim.comparing import comparison
from counterclaim.comparing.blocking import filed, neighbours
from counterclaim.comparing.clustering import groups_of
from counterclaim.comparing.features import features
from counterclaim.comparing.nouns import Constraints, Entry, Origin
from counterclaim.comparing.origins import origins
from counterclaim.comparing.pairing import pairs_of
from counterclaim.comparing.prints import prints
from counterclaim.comparing.sides import Sides
from counterclaim.ledger import bulk, incident_ids, incident_rows, indexing
from counterclaim.ledger import compared_tables as tables
from counterclaim.ledger.neighbours import Neighbours, all_cites, kept
from counterclaim.ledger.tables import claims


def anew(
    connection: Connection,
    store: Neighbours,
    raw: Sequence[Entry],
    constraints: Constraints,
    sides: Sides,
    at: str,
) -> tuple[int, int]:
    """Compare all claims that take part, `raw` as `store` gives them; how many they are, and the incidents that
    changed. `at` is the instant noted."""
    numbers = {one.claim: store.numbers[one.claim] for one in raw}
    found = _origins(connection, raw, numbers)
    moved = store.moved(found)
    named = {claim: origin.id for origin in found for claim in origin.claims}
    made = [features(comparison.placed(one, named[one.claim], moved.get(one.claim))) for one in raw]
    known = {one.claim: one.entry for one in made}
    keys = {one.claim: filed(one) for one in made}
    indexing.file_claims(connection, made, numbers, whole=keys)
    near = list(neighbours(made, keys=keys))
    groups = groups_of(made, pairs_of(made, constraints, near=near), constraints)
    pairs = comparison.candidates({one.claim: one for one in made}, near, groups)
    links = sorted(comparison.conflicts(pairs, groups, sides), key=lambda one: (one.a, one.b, one.kind))
    incident_rows.put_links(connection, links, whole=True)
    held: dict[str, list[str]] = defaultdict(list)
    for claim in known:
        if (incident := store.stored(claim)[1]) is not None:
            held[incident].append(claim)
    settled = incident_ids.settle_all(connection, groups, held, at)
    placed = dict(zip(settled.ids, groups, strict=True))
    homes = {claim: name for name, group in placed.items() for claim in group.claims}
    rows = []
    for claim, one in known.items():
        fresh = (one.origin, homes[claim], kept(moved.get(claim)))
        if fresh != store.stored(claim):
            rows.append((*fresh, numbers[claim]))
    bulk.change(connection, claims, "number", ("origin", "incident", "compared"), rows)
    changed = incident_rows.write_all(connection, placed, settled.new, known, links, found, sides, at)
    return len(known), changed


def _origins(connection: Connection, raw: Sequence[Entry], numbers: Mapping[str, int]) -> list[Origin]:
    """Find the origins of all claims and store them; the prints, which take much memory, are gone afterwards."""
    wordings = prints(raw)
    indexing.file_wordings(connection, wordings, numbers, whole=True)
    found = origins(raw, all_cites(connection), wordings)
    bulk.refill(connection, tables.origins, ("id", "first"), [(one.id, one.first) for one in found])
    rows = [(copy.article, copy.of, one.id, copy.why) for one in found for copy in one.copies]
    bulk.refill(connection, tables.copies, ("article", "of", "origin", "why"), rows)
    return found
