"""What the going of claims changes: noted with it, so that the next comparison, which no longer finds them, looks there."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, insert, select

from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.compared_tables import blocks, touched
from counterclaim.ledger.tables import claims

HOLD = "hold|"
"""Begins the keys under which the control claims of a place are filed, whatever their time."""

Kinds = set[tuple[str, str]]
"""Kind (origin, incident, place) and id or key."""


def by(connection: Connection, numbers: Iterable[int]) -> Kinds:
    """The origins and incidents that the claims of these numbers are in, and the places that they say who holds."""
    found: Kinds = set()
    for part in chunks(sorted(numbers)):
        query = select(claims.c.origin, claims.c.incident).where(claims.c.number.in_(part))
        for row in connection.execute(query):
            found |= {
                (kind, name) for kind, name in (("origin", row.origin), ("incident", row.incident)) if name
            }
        held = select(blocks.c.key).where(
            blocks.c.claim.in_(part), blocks.c.key.startswith(HOLD, autoescape=True)
        )
        found |= {("place", key.removeprefix(HOLD)) for key in connection.execute(held.distinct()).scalars()}
    return found


def note(connection: Connection, found: Collection[tuple[str, str]]) -> None:
    """Keep `found` for the next comparison."""
    fresh = set(found) - noted(connection)
    if fresh:
        connection.execute(insert(touched), [{"kind": kind, "id": name} for kind, name in sorted(fresh)])


def noted(connection: Connection) -> Kinds:
    """What was noted since the last comparison."""
    return {(row.kind, row.id) for row in connection.execute(select(touched))}
