"""Tables of what comparison found: origins, incidents and conflict links, and the indexes that find neighbours."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from counterclaim.ledger.tables import Name, metadata, owner

blocks = Table(
    "blocks",
    metadata,
    Column("key", Name, primary_key=True),  # what a claim is filed under, as `comparing.blocking` says
    owner("claim", "claims.number", primary_key=True),
    Index("ix_blocks_claim", "claim"),
    sqlite_with_rowid=False,
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    owner("claim", "claims.number", primary_key=True),
    Index("ix_bands_claim", "claim"),
    sqlite_with_rowid=False,
)
"""Of prints (`comparing.prints`), by the first claim of each."""

addresses = Table(
    "addresses",
    metadata,
    Column("url", Name, primary_key=True),  # normalised
    owner("article", "articles.number", primary_key=True),
    Index("ix_addresses_article", "article"),
    sqlite_with_rowid=False,
)
"""Where an article stands."""

cited = Table(
    "cited",
    metadata,
    Column("url", Name, primary_key=True),  # normalised
    owner("article", "articles.number", primary_key=True),
    Index("ix_cited_article", "article"),
    sqlite_with_rowid=False,
)
"""Addresses to which an article links."""

origins = Table(
    "origins",
    metadata,
    Column("id", Name, primary_key=True),
    Column("first", Name, nullable=False),  # id of the article where the wording appeared first
)

copies = Table(
    "copies",
    metadata,
    Column("article", Name, primary_key=True),  # ids, as in `comparing.nouns.Copy`
    Column("of", Name, primary_key=True),
    Column("origin", Name, primary_key=True),
    Column("why", Text, nullable=False),
    Index("ix_copies_origin", "origin"),
    sqlite_with_rowid=False,
)

incidents = Table(
    "incidents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Name, nullable=False, unique=True),
    Column("founder", Name, nullable=False, index=True),  # id of the claim that it began with
    Column("born", Name, nullable=False),
    Column("changed", Name, nullable=False),
    Column("type", Name, nullable=False),
    Column("status", Name, nullable=False),
    Column("grade", Name),
    Column("day_from", Name),
    Column("day_to", Name),
    Column("claims", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("body", Text, nullable=False),  # JSON, as `comparing.incidents.incident_object` gives it
    Column("line", Text, nullable=False, server_default="{}"),  # JSON, as `incident_lines.line` gives it
    Index("ix_incidents_status", "status", "day_from"),
    Index("ix_incidents_day", "day_from", "day_to"),
    Index("ix_incidents_changed", "changed"),
    sqlite_autoincrement=True,
)

incident_facets = Table(
    "incident_facets",
    metadata,
    Column("kind", Name, primary_key=True),  # party, place, outlet, language, means, object
    Column("key", Name, primary_key=True),
    owner("incident", "incidents.number", primary_key=True),
    Column("name", Name, nullable=False),
    Index("ix_incident_facets_incident", "incident"),
    sqlite_with_rowid=False,
)

incident_aliases = Table(
    "incident_aliases",
    metadata,
    Column("id", Name, primary_key=True),  # an incident that is no more
    Column("incident", Name, nullable=False, index=True),  # the one that took its claims
    Column("at", Name, nullable=False),
)

incident_events = Table(
    "incident_events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Name, nullable=False),
    Column("event", String, nullable=False),  # merged, split, ended
    Column("incident", Name, nullable=False, index=True),
    Column("other", Name),
    Column("claims", Text, nullable=False),  # JSON: ids of those that moved
    sqlite_autoincrement=True,
)

conflict_links = Table(
    "conflict_links",
    metadata,
    Column("id", Name, primary_key=True),
    Column("kind", Name, nullable=False),
    Column("a", Name, nullable=False, index=True),  # ids of claims, a before b
    Column("b", Name, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("strength", Float, nullable=False),
    Column("between", Name, nullable=False),
)

touched = Table(
    "touched",
    metadata,
    Column("kind", Name, primary_key=True),  # origin, incident, place
    Column("id", Name, primary_key=True),
    sqlite_with_rowid=False,
)
"""Origins and incidents that lost claims since the last comparison, and places of which a control claim went."""
