"""The object that is stored of each incident, its facets, and the conflict links between claims."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from counterclaim.comparing.conflicts import standing
from counterclaim.comparing.incidents import Event, incident_object
from counterclaim.comparing.nouns import ConflictLink, Copy, Entry, Group, Origin, Pair
from counterclaim.comparing.sides import Sides
from counterclaim.comparing.status import status
from counterclaim.ledger import search
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.compared_tables import (
    conflict_links,
    copies,
    incident_aliases,
    incident_events,
    incident_facets,
    incidents,
    origins,
)
from counterclaim.ledger.incident_ids import members
from counterclaim.ledger.neighbours import Neighbours
from counterclaim.ledger.writing import insert_all

AT_ONCE = 400
"""Incidents whose rows are read and written together."""


def put_links(connection: Connection, links: Iterable[ConflictLink]) -> None:
    """Insert links that are not there."""
    rows = [
        {
            "id": link_id(link),
            "kind": link.kind,
            "a": link.a,
            "b": link.b,
            "reason": link.reason,
            "strength": link.strength,
            "between": link.between,
        }
        for link in links
    ]
    insert_all(connection, conflict_links, rows)


def link_id(link: ConflictLink) -> str:
    """The id of a link: of its claims and kind, so that it stays while they do."""
    return "x_" + hashlib.sha256(f"{link.a} {link.b} {link.kind}".encode()).hexdigest()[:16]


def drop_links(connection: Connection, of: Collection[str]) -> set[str]:
    """Delete the links with an end in `of`; all ends that they had."""
    ends: set[str] = set()
    for part in chunks(sorted(of)):
        touching = conflict_links.c.a.in_(part) | conflict_links.c.b.in_(part)
        for a, b in connection.execute(select(conflict_links.c.a, conflict_links.c.b).where(touching)):
            ends |= {a, b}
        connection.execute(delete(conflict_links).where(touching))
    return ends


def links_of(connection: Connection, of: Collection[str]) -> list[ConflictLink]:
    """The links with an end in `of`, in order of ids, also those that a later claim overtook."""
    found: dict[str, ConflictLink] = {}
    for part in chunks(sorted(of)):
        touching = conflict_links.c.a.in_(part) | conflict_links.c.b.in_(part)
        for row in connection.execute(select(conflict_links).where(touching)):
            found[row.id] = ConflictLink(row.kind, row.a, row.b, row.reason, row.strength, row.between)
    return sorted(found.values(), key=lambda link: (link.a, link.b, link.kind))


def write(
    connection: Connection,
    names: Collection[str],
    groups: Mapping[str, Group],
    store: Neighbours,
    sides: Sides,
    at: str,
) -> int:
    """Write the objects of these incidents anew; how many differ from what stood. `groups` are those made now, by id."""
    changed = 0
    ordered = sorted(names)
    for start in range(0, len(ordered), AT_ONCE):
        changed += _write(connection, ordered[start : start + AT_ONCE], groups, store, sides, at)
    return changed


def _write(
    connection: Connection,
    names: Sequence[str],
    groups: Mapping[str, Group],
    store: Neighbours,
    sides: Sides,
    at: str,
) -> int:
    held = members(connection, names)
    own = {claim for claims in held.values() for claim in claims}
    links = links_of(connection, own)
    ends = {claim for link in links for claim in (link.a, link.b)}
    known = {one.claim: one for one in store.claims(own | ends)}
    places = {
        p.key for link in links if link.kind == "holder" for x in (link.a, link.b) for p in known[x].places
    }
    control = {one.claim: one for one in store.control(places)}
    by_claim: dict[str, list[ConflictLink]] = defaultdict(list)
    for link in standing(links, control | known, sides):
        by_claim[link.a].append(link)
        by_claim[link.b].append(link)
    sources = _origins(connection, [known[claim] for claim in sorted(own) if claim in known])
    stored = _stored(connection, names)
    aliases, events = _aliases(connection, names), _events(connection, names)
    rows, found = [], []
    for name in names:
        entries = [known[claim] for claim in sorted(held.get(name, ())) if claim in known]
        if not entries or name not in stored:
            continue
        mine = sorted(
            {link for one in entries for link in by_claim.get(one.claim, ())},
            key=lambda x: (x.a, x.b, x.kind),
        )
        made = [
            sources[origin]
            for origin in sorted({one.origin for one in entries if one.origin})
            if origin in sources
        ]
        told = incident_object(
            entries,
            id=name,
            status=status(entries, mine, made, sides),
            links=mine,
            origins=made,
            aliases=aliases.get(name, ()),
            history=events.get(name, ()),
        )
        number, before = stored[name]
        told["joined"] = joined(groups[name]) if name in groups else before.get("joined", [])
        if told == before:
            continue
        rows.append(_row(number, told, entries, at))
        found += [{"incident": number, **facet} for facet in facets(told, entries)]
    if rows:
        numbers = [row["n"] for row in rows]
        columns: dict[str, Any] = {key: bindparam(key) for key in rows[0] if key != "n"}
        connection.execute(
            update(incidents).where(incidents.c.number == bindparam("n")).values(columns), rows
        )
        for part in chunks(numbers):
            connection.execute(delete(incident_facets).where(incident_facets.c.incident.in_(part)))
        insert_all(connection, incident_facets, found)
    return len(rows)


def joined(group: Group) -> list[dict[str, Any]]:
    """Why each claim but the founder is in the incident: the claim that it goes with, the score, and the reasons."""
    return [
        {"claim": claim, **pair_object(claim, pair)}
        for claim, pair in zip(group.claims, group.joined, strict=True)
        if pair is not None
    ]


def pair_object(claim: str, pair: Pair) -> dict[str, Any]:
    """What joins `claim` to the other one of `pair`."""
    return {
        "with": pair.b if pair.a == claim else pair.a,
        "score": pair.score,
        "reasons": [{"kind": r.kind, "score": r.score, "words": r.words} for r in pair.reasons],
    }


def days(told: Mapping[str, Any], entries: Sequence[Entry]) -> tuple[str | None, str | None]:
    """First and last day by which an incident is found: of the reports where no claim tells any."""
    when = told["time"] or {}
    published = [one.published for one in entries if one.published]
    return when.get("start") or min(published, default=None), when.get("end") or max(published, default=None)


def _row(number: int, told: Mapping[str, Any], entries: Sequence[Entry], at: str) -> dict[str, Any]:
    first, last = days(told, entries)
    return {
        "n": number,
        "changed": at,
        "type": told["type"],
        "status": told["status"],
        "grade": told["grade"]["name"] if told["grade"] else None,
        "day_from": first,
        "day_to": last,
        "claims": len(entries),
        "origins": len(told["origins"]),
        "conflicts": len(told["links"]),
        "body": json.dumps(told, ensure_ascii=False, separators=(",", ":")),
    }


def facets(told: Mapping[str, Any], entries: Sequence[Entry]) -> Iterator[dict[str, str]]:
    """What an incident is found by: kind, folded key and name of parties, places, outlets and so on."""
    speakers = {one.party for one in entries if one.party != "outlet"}
    names = {
        "party": {*told["parties"], *speakers},
        "place": {place.name for one in entries for place in one.places},
        "outlet": {one.outlet for one in entries if one.outlet},
        "language": {one.language for one in entries if one.language},
        "type": set(told["types"]),
        "means": {means for one in entries for means in one.means},
        "object": {what for one in entries for what in one.objects},
    }
    for kind, found in names.items():
        keys = {search.key(name)[:400]: name[:400] for name in sorted(found, reverse=True)}
        yield from ({"kind": kind, "key": key, "name": name} for key, name in keys.items())


def _stored(connection: Connection, names: Collection[str]) -> dict[str, tuple[int, dict[str, Any]]]:
    found = {}
    for part in chunks(names):
        query = select(incidents.c.id, incidents.c.number, incidents.c.body).where(incidents.c.id.in_(part))
        found.update({row.id: (row.number, json.loads(row.body)) for row in connection.execute(query)})
    return found


def _origins(connection: Connection, entries: Iterable[Entry]) -> dict[str, Origin]:
    """The origins of `entries`, each with these claims of it alone."""
    held: dict[str, list[str]] = defaultdict(list)
    for one in entries:
        if one.origin is not None:
            held[one.origin].append(one.claim)
    firsts: dict[str, str] = {}
    taken: dict[str, list[Copy]] = defaultdict(list)
    for part in chunks(sorted(held)):
        firsts.update(
            connection.execute(select(origins.c.id, origins.c.first).where(origins.c.id.in_(part))).all()
        )
        for row in connection.execute(select(copies).where(copies.c.origin.in_(part))):
            taken[row.origin].append(Copy(row.article, row.of, row.why))
    return {
        name: Origin(
            name, tuple(claims), firsts[name], tuple(sorted(taken[name], key=lambda c: (c.article, c.of)))
        )
        for name, claims in held.items()
        if name in firsts
    }


def _aliases(connection: Connection, names: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for part in chunks(names):
        for row in connection.execute(select(incident_aliases).where(incident_aliases.c.incident.in_(part))):
            found[row.incident].append(row.id)
    return found


def _events(connection: Connection, names: Collection[str]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for part in chunks(names):
        touching = incident_events.c.incident.in_(part) | incident_events.c.other.in_(part)
        query = select(incident_events).where(touching).order_by(incident_events.c.number)
        for row in connection.execute(query):
            for name in {row.incident, row.other} & set(part):
                found[name].append(Event(row.event, row.incident, row.other, tuple(json.loads(row.claims))))
    return found
