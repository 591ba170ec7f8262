"""What leaves a ledger, as people left it: claims with the fields that they set, incidents with the links that they
judged."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from counterclaim.comparing import judging
from counterclaim.comparing.judging import Judged
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.claim_fields import effective
from counterclaim.ledger.records import AnyRow
from counterclaim.ledger.review_tables import claim_states, link_states, reviews
from counterclaim.ledger.tables import claims
from counterclaim.view import ClaimObject

NOBODY = ("outlet", "unnamed")


@dataclass(frozen=True, slots=True)
class State:
    """What people made of a claim, as stored; `history`: how many reviews it has, undone ones among them."""

    decision: str | None
    fields: Mapping[str, Any]
    note: str | None
    at: str
    reviewer: str
    history: int


_STATES = select(claim_states).where(claim_states.c.claim.in_(bindparam("claims", expanding=True)))


def states(connection: Connection, ids: Collection[str] | None = None) -> dict[str, State]:
    """The state of each of these claims, None: of all, that somebody reviewed."""
    found: dict[str, State] = {}
    if ids is None:
        ids = connection.execute(select(claim_states.c.claim)).scalars().all()
    for part in chunks(sorted(ids)):
        rows = connection.execute(_STATES, {"claims": part}).all()
        if not rows:
            continue
        counted: dict[str, int] = dict(
            connection.execute(
                select(reviews.c.target, func.count())
                .where(reviews.c.target.in_([row.claim for row in rows]), reviews.c.subject == "claim")
                .group_by(reviews.c.target)
            ).all()
        )
        for row in rows:
            found[row.claim] = State(
                row.decision,
                json.loads(row.fields),
                row.note,
                row.at,
                row.reviewer,
                counted.get(row.claim, 0),
            )
    return found


def claim_of(row: AnyRow, state: State | None) -> ClaimObject:
    """A stored claim as people left it, with what the ledger knows of it beside its body.

    `review['read']` has what the engine had read in the fields that people set.
    """
    found: ClaimObject = json.loads(row.body)
    if state is not None:
        found = {**effective(found, state.fields), "review": _review(found, state, extracted=row.extracted)}
    found["origin"], found["incident"] = row.origin, row.incident
    return found


def _review(read: ClaimObject, state: State, *, extracted: bool) -> dict[str, Any]:
    return {
        "at": state.at,
        "reviewer": state.reviewer,
        "decision": state.decision,
        "set": dict(state.fields),
        "read": {name: read[name] for name in state.fields if name in read},
        "note": state.note,
        "queued": None if extracted else "no longer extracted",
        "history": state.history,
    }


def judgements(connection: Connection, of: Collection[str] | None = None) -> list[Judged]:
    """What people made of links, of all or of those with an end among these claims."""
    query = select(link_states).order_by(link_states.c.link)
    if of is None:
        return [_judged(row) for row in connection.execute(query)]
    if connection.execute(select(link_states.c.link).limit(1)).first() is None:
        return []
    found: dict[str, Judged] = {}
    for part in chunks(sorted(of)):
        ends = or_(link_states.c.a.in_(part), link_states.c.b.in_(part))
        found.update((row.link, _judged(row)) for row in connection.execute(query.where(ends)))
    return list(found.values())


def _judged(row: AnyRow) -> Judged:
    return Judged(row.state, row.a, row.b, row.kind, row.words, row.at, row.reviewer, row.last)


def overlay(
    connection: Connection, told: dict[str, Any], by: Iterable[Judged] | None = None
) -> dict[str, Any]:
    """An incident object with the ids of its links, and with what people made of them since the last comparison: dismissed
    ones are out, made ones in. `by` are all judgements where the caller has them."""
    mine = set(told["claims"])
    known = judgements(connection, mine) if by is None else [x for x in by if x.a in mine or x.b in mine]
    gone = {(one.a, one.b, one.kind) for one in known if one.state == "dismissed"}
    links = [link for link in told["links"] if (link["a"], link["b"], link["kind"]) not in gone]
    there = {(link["a"], link["b"], link["kind"]) for link in links}
    for one in known:
        new = one.state == "made" and (one.a, one.b, one.kind) not in there
        if new and (where := _between(connection, one)) is not None:
            links.insert(0, _made(one, where))
    told["links"] = judging.with_ids(links)
    judging.mark(told["links"], known)
    return told


def _made(one: Judged, between: str) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "a": one.a,
        "b": one.b,
        "reason": one.words or judging.BY_HAND,
        "strength": 1.0,
        "between": between,
    }


def _between(connection: Connection, one: Judged) -> str | None:
    """Where a link stands by the parties of its claims alone, until it is compared; None where one takes no part."""
    rows = connection.execute(
        select(claims.c.party).where(
            and_(claims.c.id.in_([one.a, one.b]), claims.c.newest, claims.c.incident.is_not(None))
        )
    ).scalars()
    parties = list(rows)
    if len(parties) < 2:
        return None
    if all(party in NOBODY for party in parties):
        return "between outlets"
    return "within a side" if len(set(parties)) == 1 else "between sides"
