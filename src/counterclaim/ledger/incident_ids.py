"""Which claims are in which incident, and the ids of incidents over time: born, merged, split, ended."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, select, update

from counterclaim.comparing import incidents as comparing
from counterclaim.comparing.incidents import Known, Settled, founder_of, incident_id
from counterclaim.comparing.nouns import Constraints, Group
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.compared_tables import incident_aliases, incident_events, incidents
from counterclaim.ledger.records import AnyRow
from counterclaim.ledger.review_tables import pair_states
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
    "line": "{}",
}
"""What a row has until the incident is written, in the same transaction."""


def constraints(connection: Connection) -> Constraints:
    """What people last decided of pairs of claims."""
    rows = connection.execute(select(pair_states)).all()
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
    names = of_claims(connection, grouped) | set(lost)
    known = _known(_rows(connection, names), members(connection, names))
    taken = _standing(
        connection, {incident_id(founder_of(group), n) for group in groups for n in range(FOUNDED)}
    )
    settled = _settled(connection, groups, known, taken - names, at)
    fresh = [
        {"id": name, "founder": founder, "born": at, "changed": at, **_UNWRITTEN}
        for name, founder in zip(settled.ids, settled.founders, strict=True)
        if name in settled.new
    ]
    insert_all(connection, incidents, fresh)
    rows = [
        {"c": claim, "i": name}
        for name, group in zip(settled.ids, groups, strict=True)
        for claim in group.claims
    ]
    if rows:
        query = update(claims).where(claims.c.id == bindparam("c")).values(incident=bindparam("i"))
        connection.execute(query, rows)
    return dict(zip(settled.ids, groups, strict=True))


def settle_all(
    connection: Connection, groups: Sequence[Group], held: Mapping[str, Collection[str]], at: str
) -> Settled:
    """As `settle`, where `groups` are all that there are and `held` are the claims of each incident that stood.

    Neither the rows of new incidents nor what the claims say of theirs is written yet.
    """
    known = _known(connection.execute(_INCIDENTS).all(), held)
    return _settled(connection, groups, known, (), at)


def _settled(
    connection: Connection, groups: Sequence[Group], known: Sequence[Known], taken: Iterable[str], at: str
) -> Settled:
    """The incidents of `groups`; those that are no more are deleted, and what became of them is noted."""
    settled = comparing.settle(groups, known, taken)
    gone = {one.id for one in known} - set(settled.ids)
    for part in chunks(sorted(gone)):
        connection.execute(delete(incidents).where(incidents.c.id.in_(part)))
    before = {one.id: one.founder for one in known}
    for name, founder in zip(settled.ids, settled.founders, strict=True):
        if name in before and before[name] != founder:
            connection.execute(update(incidents).where(incidents.c.id == name).values(founder=founder))
    _write_aliases(connection, settled, at)
    _write_events(connection, settled, at)
    return settled


_INCIDENTS = select(incidents.c.number, incidents.c.id, incidents.c.founder)


def _rows(connection: Connection, names: Collection[str]) -> Iterator[AnyRow]:
    for part in chunks(sorted(names)):
        yield from connection.execute(_INCIDENTS.where(incidents.c.id.in_(part)))


def _known(rows: Iterable[AnyRow], held: Mapping[str, Collection[str]]) -> list[Known]:
    # Numbers grow as incidents are born, also those of one instant.
    return [Known(row.id, row.founder, frozenset(held.get(row.id, ())), f"{row.number:012}") for row in rows]


def _standing(connection: Connection, names: Collection[str]) -> set[str]:
    found: set[str] = set()
    for part in chunks(sorted(names)):
        found.update(connection.execute(select(incidents.c.id).where(incidents.c.id.in_(part))).scalars())
    return found


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
