"""Which claims are in which incident, and the ids of incidents over time: born, merged, split, ended."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, delete, func, select, update

from counterclaim.comparing import incidents as comparing
from counterclaim.comparing.incidents import Known, Settled, founder_of, incident_id
from counterclaim.comparing.nouns import Constraints, Group
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.compared_tables import incident_aliases, incident_events, incidents, pair_reviews
from counterclaim.ledger.tables import claims
from counterclaim.ledger.writing import insert_all

FOUNDED = 4
"""Names made from one founding claim that are looked up at once."""

_UNWRITTEN = {
    "type": "",
    "status": "",
    "claims": 0,
    "origins": 0,
    "conflicts": 0,
    "body": "{}",
}
"""What a row has until the incident is written, in the same transaction."""


def constraints(connection: Connection) -> Constraints:
    """What people last decided of pairs of claims."""
    last = select(func.max(pair_reviews.c.number)).group_by(pair_reviews.c.a, pair_reviews.c.b)
    rows = connection.execute(select(pair_reviews).where(pair_reviews.c.number.in_(last))).all()
    sets = {
        decision: frozenset((row.a, row.b) for row in rows if row.decision == decision)
        for decision in ("together", "apart")
    }
    return Constraints(**sets)


def of_claims(connection: Connection, ids: Collection[str]) -> set[str]:
    """Incidents that these claims are in."""
    found: set[str] = set()
    for part in chunks(sorted(ids)):
        query = select(claims.c.incident).where(claims.c.id.in_(part), claims.c.incident.is_not(None))
        found.update(connection.execute(query.distinct()).scalars())
    return found


def members(connection: Connection, names: Collection[str]) -> dict[str, set[str]]:
    """Claims of these incidents, by the incident's id."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in chunks(sorted(names)):
        query = select(claims.c.incident, claims.c.id).where(claims.c.incident.in_(part), claims.c.newest)
        for name, claim in connection.execute(query):
            found[name].add(claim)
    return found


def settle(
    connection: Connection, groups: Sequence[Group], lost: Collection[str], at: str
) -> dict[str, Group]:
    """Give `groups` their incidents; `lost` are incidents that lost claims. The groups by the ids that they have now.

    Incidents whose claims were merged into others, or of which none is left, are gone afterwards; their ids lead
    on where there is something to lead to.
    """
    grouped = {claim for group in groups for claim in group.claims}
    known = _known(connection, of_claims(connection, grouped) | set(lost))
    names = {incident_id(founder_of(group), n) for group in groups for n in range(FOUNDED)}
    settled = comparing.settle(groups, known, _standing(connection, names) - {one.id for one in known})
    gone = {one.id for one in known} - set(settled.ids)
    for part in chunks(sorted(gone)):
        connection.execute(delete(incidents).where(incidents.c.id.in_(part)))
    _write_ids(connection, settled, {one.id: one.founder for one in known}, at)
    _write_aliases(connection, settled, at)
    _write_events(connection, settled, at)
    rows = [
        {"c": claim, "i": name}
        for name, group in zip(settled.ids, groups, strict=True)
        for claim in group.claims
    ]
    if rows:
        query = update(claims).where(claims.c.id == bindparam("c")).values(incident=bindparam("i"))
        connection.execute(query, rows)
    return dict(zip(settled.ids, groups, strict=True))


def _known(connection: Connection, names: Collection[str]) -> list[Known]:
    held = members(connection, names)
    found = []
    for part in chunks(sorted(names)):
        query = select(incidents.c.number, incidents.c.id, incidents.c.founder).where(
            incidents.c.id.in_(part)
        )
        # Numbers grow as incidents are born, also those of one instant.
        found += [
            Known(row.id, row.founder, frozenset(held.get(row.id, ())), f"{row.number:012}")
            for row in connection.execute(query)
        ]
    return found


def _standing(connection: Connection, names: Collection[str]) -> set[str]:
    found: set[str] = set()
    for part in chunks(sorted(names)):
        found.update(connection.execute(select(incidents.c.id).where(incidents.c.id.in_(part))).scalars())
    return found


def _write_ids(connection: Connection, settled: Settled, before: dict[str, str], at: str) -> None:
    founders = dict(zip(settled.ids, settled.founders, strict=True))
    fresh = [
        {"id": name, "founder": founder, "born": at, "changed": at, **_UNWRITTEN}
        for name, founder in founders.items()
        if name in settled.new
    ]
    insert_all(connection, incidents, fresh)
    for name, founder in founders.items():
        if name in before and before[name] != founder:
            connection.execute(update(incidents).where(incidents.c.id == name).values(founder=founder))


def _write_aliases(connection: Connection, settled: Settled, at: str) -> None:
    for part in chunks(sorted({*settled.new, *settled.aliases})):
        connection.execute(delete(incident_aliases).where(incident_aliases.c.id.in_(part)))
    for old, name in settled.aliases.items():
        moved = update(incident_aliases).where(incident_aliases.c.incident == old).values(incident=name)
        connection.execute(moved)
    rows = [{"id": old, "incident": name, "at": at} for old, name in sorted(settled.aliases.items())]
    insert_all(connection, incident_aliases, rows)


def _write_events(connection: Connection, settled: Settled, at: str) -> None:
    rows = [
        {
            "at": at,
            "event": event.kind,
            "incident": event.incident,
            "other": event.other,
            "claims": json.dumps(event.claims),
        }
        for event in settled.events
    ]
    insert_all(connection, incident_events, rows)
