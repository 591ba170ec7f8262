"""Reading what comparison stored: incidents by filter and id, origins with their outlets."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, func, select

from counterclaim.comparing.nouns import Entry
from counterclaim.errors import UnknownNameError
from counterclaim.ledger import applying, filters, incident_rows, search
from counterclaim.ledger.chunks import chunks
from counterclaim.ledger.compared_tables import copies, incident_aliases, incident_facets, incidents, origins
from counterclaim.ledger.records import clean
from counterclaim.ledger.tables import articles, claims, documents

Order = Literal["day", "changed", "conflicts", "origins"]
_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """All given conditions hold together.

    `contested`: with a conflict link. `party` speaks, acts or is acted on; `place` is any place of its claims, `place_names`
    other names that count as well; days (ISO 8601, inclusive) meet the incident's. `least_claims` and `least_origins`
    leave out smaller ones. `order`: by day (latest first), by the last change, by number of conflicts or origins.
    """

    status: str | None = None
    contested: bool = False
    type: str | None = None
    party: str | None = None
    place: str | None = None
    place_names: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    means: str | None = None
    object: str | None = None
    grade: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    least_claims: int | None = None
    least_origins: int | None = None
    order: Order = "day"
    limit: int | None = None
    offset: int = 0


def conditions(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    """The filter as SQL."""
    found: list[ColumnElement[bool]] = []
    if wanted.status is not None:
        found.append(incidents.c.status == filters.class_name(wanted.status))
    if wanted.grade is not None:
        found.append(func.lower(incidents.c.grade) == wanted.grade.strip().casefold())
    if wanted.contested:
        found.append(incidents.c.conflicts > 0)
    for kind, keys in _keys(wanted):
        matching = select(incident_facets.c.incident).where(
            incident_facets.c.kind == kind, incident_facets.c.key.in_(sorted(keys))
        )
        found.append(incidents.c.number.in_(matching))
    if wanted.date_from is not None:
        found.append(incidents.c.day_to >= clean(wanted.date_from))
    if wanted.date_to is not None:
        found.append(incidents.c.day_from <= clean(wanted.date_to))
    if wanted.least_claims is not None:
        found.append(incidents.c.claims >= filters.bounded(wanted.least_claims))
    if wanted.least_origins is not None:
        found.append(incidents.c.origins >= filters.bounded(wanted.least_origins))
    return found


def meets(told: Mapping[str, Any], entries: Sequence[Entry], wanted: IncidentFilter) -> bool:
    """Whether an incident that is not stored, with its entries, meets `wanted`, its order and limit aside."""
    first, last = incident_rows.days(told, entries)
    if wanted.contested and not told["links"]:
        return False
    if wanted.status is not None and told["status"] != filters.class_name(wanted.status):
        return False
    grade = told["grade"]["name"].casefold() if told["grade"] else None
    if wanted.grade is not None and grade != wanted.grade.strip().casefold():
        return False
    if wanted.date_from is not None and (last is None or last < wanted.date_from):
        return False
    if wanted.date_to is not None and (first is None or first > wanted.date_to):
        return False
    if len(entries) < (wanted.least_claims or 0) or len(told["origins"]) < (wanted.least_origins or 0):
        return False
    held: dict[str, set[str]] = defaultdict(set)
    for kind, key, _ in incident_rows.facets(told, entries):
        held[kind].add(key)
    return all(keys & held[kind] for kind, keys in _keys(wanted))


def _keys(wanted: IncidentFilter) -> Iterator[tuple[str, set[str]]]:
    """The kinds of facets that are asked for, each with the keys of which an incident has one."""
    facets = (
        ("party", (wanted.party,)),
        ("place", (wanted.place, *wanted.place_names)),
        ("outlet", (wanted.outlet,)),
        ("language", (wanted.language,)),
        ("type", (wanted.type,)),
        ("means", (wanted.means,)),
        ("object", (wanted.object,)),
    )
    for kind, values in facets:
        if keys := {search.key(value) for value in values if value is not None}:
            yield kind, keys


def stream(connection: Connection, wanted: IncidentFilter) -> Iterator[dict[str, Any]]:
    """Objects of the incidents that meet `wanted`, in its order."""
    columns: dict[Order, ColumnElement[Any]] = {
        "day": incidents.c.day_from,
        "changed": incidents.c.changed,
        "conflicts": incidents.c.conflicts,
        "origins": incidents.c.origins,
    }
    query: Select[Any] = select(incidents.c.body).where(*conditions(wanted))
    query = query.order_by(columns[wanted.order].desc().nulls_last(), incidents.c.number)
    query = filters.paged(query, wanted.limit, wanted.offset)
    options = {"stream_results": True, "yield_per": _PAGE}
    judged = applying.judgements(connection)
    with connection.execute(query, execution_options=options) as result:
        for row in result:
            yield applying.overlay(connection, json.loads(row.body), judged)


def count(connection: Connection, wanted: IncidentFilter) -> int:
    query = select(func.count()).select_from(incidents).where(*conditions(wanted))
    return int(connection.execute(query).scalar_one())


def one(connection: Connection, name: str) -> dict[str, Any]:
    """The incident of this id, of the only id that begins so, or of an id that was merged into it. UnknownNameError."""
    name = clean(name)
    seen = set()
    while (alias := _alias(connection, name)) is not None and name not in seen:
        seen.add(name)
        name = alias
    body = connection.execute(select(incidents.c.body).where(incidents.c.id == name)).scalar()
    if body is not None:
        return applying.overlay(connection, json.loads(body))
    near: list[str] = []
    for length in range(len(name), 2, -1):
        begins = incidents.c.id.startswith(name[:length], autoescape=True)
        rows = connection.execute(
            select(incidents.c.id, incidents.c.body).where(begins).order_by(incidents.c.id).limit(4)
        ).all()
        if len(rows) == 1 and length == len(name):
            return applying.overlay(connection, json.loads(rows[0].body))
        if near := [row.id for row in rows]:
            break
    hint = f"; near: {', '.join(near)}" if near else ""
    raise UnknownNameError(f"no incident {name!r} in this ledger{hint}")


def _alias(connection: Connection, name: str) -> str | None:
    query = select(incident_aliases.c.incident).where(incident_aliases.c.id == name)
    return connection.execute(query).scalar()


def origin_rows(connection: Connection, *, shared: bool) -> Iterator[dict[str, Any]]:
    """Origins with the articles that have their wording, the most often copied first; with `shared` only those that
    more than one article has."""
    outlets = func.count(claims.c.article.distinct())
    query = (
        select(origins.c.id, origins.c.first, outlets.label("articles"), func.count().label("claims"))
        .join(claims, claims.c.origin == origins.c.id)
        .where(claims.c.newest)
        .group_by(origins.c.id, origins.c.first)
        .order_by(outlets.desc(), origins.c.id)
    )
    if shared:
        query = query.having(outlets > 1)
    rows = connection.execute(query).all()
    for part in chunks(rows):
        held = _holders(connection, [row.id for row in part])
        for row in part:
            yield {"id": row.id, "first": row.first, "claims": row.claims, "articles": held[row.id]}


def _holders(connection: Connection, names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The articles of each origin: the first, then by day, with from whom each has its wording and why."""
    told = {
        (row.origin, row.article): row
        for row in connection.execute(select(copies).where(copies.c.origin.in_(names)))
    }
    query = (
        select(
            claims.c.origin,
            articles.c.id,
            articles.c.outlet,
            articles.c.published,
            articles.c.title,
            articles.c.url,
        )
        .join(documents, documents.c.number == claims.c.document)
        .join(articles, (articles.c.document == claims.c.document) & (articles.c.id == claims.c.article))
        .where(claims.c.origin.in_(names), claims.c.newest)
        .distinct()
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(query):
        copy = told.get((row.origin, row.id))
        found[row.origin].append(
            {
                "id": row.id,
                "outlet": row.outlet,
                "published": row.published,
                "title": row.title,
                "url": row.url,
                "of": copy.of if copy else None,
                "why": copy.why if copy else None,
            }
        )
    for held in found.values():
        held.sort(key=lambda a: (a["of"] is not None, a["published"] or "9999", a["id"]))
    return found
