"""The object that is stored of each incident, its facets, and the conflict links between claims."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from counterclaim.comparing import judging
from counterclaim.comparing.conflicts import standing
from counterclaim.comparing.incidents import Event, founder_of, incident_object
from counterclaim.comparing.judging import link_id
from counterclaim.comparing.nouns import ConflictLink, Copy, Entry, Group, Origin, Pair
from counterclaim.comparing.sides import Sides
from counterclaim.comparing.status import status
from counterclaim.ledger import applying, bulk, search
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
from counterclaim.ledger.incident_lines import line
from counterclaim.ledger.neighbours import Neighbours

AT_ONCE = 400
"""Incidents whose rows are read and written together."""


_LINK = ("id", "kind", "a", "b", "reason", "strength", "between")


def put_links(connection: Connection, links: Iterable[ConflictLink], *, whole: bool = False) -> None:
    """Insert links that are not there; `whole`: all that there are."""
    rows = [(link_id(x.a, x.b, x.kind), x.kind, x.a, x.b, x.reason, x.strength, x.between) for x in links]
    (bulk.refill if whole else bulk.put)(connection, conflict_links, _LINK, rows)


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
    judgements = applying.judgements(connection, own)
    ends = {claim for link in links for claim in (link.a, link.b)}
    ends |= {claim for one in judgements for claim in (one.a, one.b)}
    known = {one.claim: one for one in store.claims(own | ends)}
    places = {
        p.key for link in links if link.kind == "holder" for x in (link.a, link.b) for p in known[x].places
    }
    control = {one.claim: one for one in store.control(places)}
    by_claim = _by_claim(judging.judged(standing(links, control | known, sides), judgements, known, sides))
    sources = _origins(connection, [known[claim] for claim in sorted(own) if claim in known])
    stored = _stored(connection, names)
    tell = _Telling(
        by_claim, sources, _aliases(connection, names), _events(connection, names), judgements, sides
    )
    rows: list[dict[str, Any]] = []
    found: list[bulk.Row] = []
    for name in names:
        entries = [known[claim] for claim in sorted(held.get(name, ())) if claim in known]
        if not entries or name not in stored:
            continue
        number, before = stored[name]
        told = tell(name, entries, groups.get(name), before.get("joined", []))
        if told == before:
            continue
        rows.append({"n": number, **dict(zip(COLUMNS, _values(told, entries, at), strict=True))})
        found += [(kind, key, number, words) for kind, key, words in facets(told, entries)]
    if rows:
        numbers = [row["n"] for row in rows]
        columns: dict[str, Any] = {key: bindparam(key) for key in COLUMNS}
        connection.execute(
            update(incidents).where(incidents.c.number == bindparam("n")).values(columns), rows
        )
        for part in chunks(numbers):
            connection.execute(delete(incident_facets).where(incident_facets.c.incident.in_(part)))
        bulk.put(connection, incident_facets, FACETS, found)
    return len(rows)


def write_all(
    connection: Connection,
    settled: Mapping[str, Group],
    fresh: Collection[str],
    known: Mapping[str, Entry],
    links: Iterable[ConflictLink],
    found: Iterable[Origin],
    sides: Sides,
    at: str,
) -> int:
    """Write all incidents, `fresh` of which have no row yet; how many differ from what stood.

    `settled` are their groups by id, `known` all entries, `links` and `found` all links, in order of ids, and origins.
    """
    sources = {one.id: one for one in found}
    judgements = applying.judgements(connection)
    by_claim = _by_claim(judging.judged(standing(links, known, sides), judgements, known, sides))
    tell = _Telling(by_claim, sources, _aliases(connection), _events(connection), judgements, sides)
    changed = 0
    named: list[tuple[str, str, str, str]] = []
    for part in chunks(settled, AT_ONCE):
        stored = _stored(connection, [name for name in part if name not in fresh])
        added: list[bulk.Row] = []
        other: list[bulk.Row] = []
        for name in part:
            group = settled[name]
            entries = [known[claim] for claim in group.claims]
            told = tell(name, entries, group, [])
            named += [(kind, key, name, words) for kind, key, words in facets(told, entries)]
            if name in fresh:
                added.append((name, founder_of(group), at, *_values(told, entries, at)))
            elif told != stored[name][1]:
                other.append((*_values(told, entries, at), stored[name][0]))
        bulk.put(connection, incidents, ("id", "founder", "born", *COLUMNS), added)
        bulk.change(connection, incidents, "number", COLUMNS, other)
        changed += len(added) + len(other)
    numbers = dict(connection.execute(select(incidents.c.id, incidents.c.number)).all())
    rows = sorted((kind, key, numbers[name], words) for kind, key, name, words in named)
    bulk.refill(connection, incident_facets, FACETS, rows)
    return changed


class _Telling:
    """What the objects of incidents are made of, by claim, origin or incident."""

    def __init__(
        self,
        links: Mapping[str, Sequence[ConflictLink]],
        sources: Mapping[str, Origin],
        aliases: Mapping[str, Sequence[str]],
        events: Mapping[str, Sequence[Event]],
        judgements: Sequence[judging.Judged],
        sides: Sides,
    ) -> None:
        self._links, self._sources, self._sides = links, sources, sides
        self._aliases, self._events = aliases, events
        self._judgements = judgements

    def __call__(
        self, name: str, entries: Sequence[Entry], group: Group | None, before: Any
    ) -> dict[str, Any]:
        """The object of an incident that consists of `entries`; `before` says why they belong together where no
        `group` made now does."""
        mine = sorted({link for one in entries for link in self._links.get(one.claim, ())}, key=_ends)
        origins = sorted({one.origin for one in entries if one.origin})
        made = [self._sources[origin] for origin in origins if origin in self._sources]
        told = incident_object(
            entries,
            id=name,
            status=status(entries, mine, made, self._sides),
            links=mine,
            origins=made,
            aliases=self._aliases.get(name, ()),
            history=self._events.get(name, ()),
        )
        judging.mark(told["links"], self._judgements)
        told["joined"] = before if group is None else joined(group)
        return told


def _by_claim(links: Iterable[ConflictLink]) -> dict[str, list[ConflictLink]]:
    found: dict[str, list[ConflictLink]] = defaultdict(list)
    for link in links:
        found[link.a].append(link)
        found[link.b].append(link)
    return found


def _ends(link: ConflictLink) -> tuple[str, str, str]:
    return link.a, link.b, link.kind


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


COLUMNS = (
    "changed",
    "type",
    "status",
    "grade",
    "day_from",
    "day_to",
    "claims",
    "origins",
    "conflicts",
    "body",
    "line",
)
"""What `_values` gives of an incident."""


def _values(told: Mapping[str, Any], entries: Sequence[Entry], at: str) -> bulk.Row:
    first, last = days(told, entries)
    return (
        at,
        told["type"],
        told["status"],
        told["grade"]["name"] if told["grade"] else None,
        first,
        last,
        len(entries),
        len(told["origins"]),
        len(told["links"]),
        json.dumps(told, ensure_ascii=False, separators=(",", ":")),
        line(told),
    )


FACETS = ("kind", "key", "incident", "name")


def facets(told: Mapping[str, Any], entries: Sequence[Entry]) -> Iterator[tuple[str, str, str]]:
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
        keys = {_key(name): name[:400] for name in sorted(found, reverse=True)}
        yield from ((kind, key, name) for key, name in keys.items())


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    return search.key(name)[:400]


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


def _aliases(connection: Connection, names: Collection[str] | None = None) -> dict[str, list[str]]:
    """Aliases by incident, of these or of all."""
    found: dict[str, list[str]] = defaultdict(list)
    query = select(incident_aliases)
    parts = (
        [query] if names is None else (query.where(incident_aliases.c.incident.in_(p)) for p in chunks(names))
    )
    for part in parts:
        for row in connection.execute(part):
            found[row.incident].append(row.id)
    return found


def _events(connection: Connection, names: Collection[str] | None = None) -> dict[str, list[Event]]:
    """What became of incidents, of these or of all, in order."""
    found: dict[str, list[Event]] = defaultdict(list)
    query = select(incident_events).order_by(incident_events.c.number)
    for part in [None] if names is None else chunks(names):
        touching = query
        if part is not None:
            touching = query.where(incident_events.c.incident.in_(part) | incident_events.c.other.in_(part))
        for row in connection.execute(touching):
            event = Event(row.event, row.incident, row.other, tuple(json.loads(row.claims)))
            for name in {row.incident, row.other} - {None}:
                if part is None or name in part:
                    found[name].append(event)
    return found
