"""The tables of a ledger, for SQLite and PostgreSQL alike.

A change here needs a revision in `migrations/versions`; a test compares the two. `claim_search`, the
full-text index, differs between the stores and is made by `search.py`.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

VERSION_TABLE = "counterclaim_schema"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Byte order in every store, so that listings are the same everywhere.
Name = String().with_variant(String(collation="C"), "postgresql")


def owner(column: str, target: str, *, primary_key: bool = False) -> Column[int]:
    return Column(
        column,
        Integer,
        ForeignKey(target, ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
        autoincrement=False,
    )


def _address_index(table: str, column: str) -> Index:
    """For equality only: an address may be longer than PostgreSQL's other indexes take."""
    return Index(f"ix_{table}_{column}", column, postgresql_using="hash")


documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Name, nullable=False, unique=True),
    Column("address", Name, nullable=False),
    Column("url", Name),
    Column("media_type", String, nullable=False),
    Column("charset", String),
    Column("retrieved", Name, nullable=False),
    Column("seen", Name, nullable=False),  # when this text was last met; orders the versions of a url
    Column("newest", Boolean, nullable=False),
    Column("sha256", String, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("engine", String, nullable=False),
    Column("dropped", Integer, nullable=False),
    Column("boilerplate", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),  # zlib
    _address_index("documents", "address"),
    _address_index("documents", "url"),
    sqlite_autoincrement=True,
)

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True),
    owner("document", "documents.number"),
    Column("ordinal", Integer, nullable=False),
    Column("id", Name, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("title", Text),
    Column("title_key", Name),
    Column("outlet", String),
    Column("outlet_key", Name, index=True),
    Column("author", String),
    Column("published", Name, index=True),
    Column("published_inferred", Boolean, nullable=False),
    Column("published_start", Integer),
    Column("published_end", Integer),
    Column("language", String),
    Column("credit", String),
    Column("url", String),
    UniqueConstraint("document", "ordinal"),
)

passages = Table(
    "passages",
    metadata,
    owner("article", "articles.number", primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

links = Table(
    "links",
    metadata,
    owner("article", "articles.number", primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("url", String, nullable=False),
    Column("label", String),
)

tags = Table(
    "tags",
    metadata,
    owner("article", "articles.number", primary_key=True),
    Column("tagger", String, nullable=False),
    Column("version", String, nullable=False),
    Column("layers", Text, nullable=False),  # JSON
)

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Name, nullable=False, unique=True),
    owner("document", "documents.number"),
    Column("ordinal", Integer, nullable=False),
    Column("article", Name, nullable=False, index=True),  # the article's id
    Column("type", Name, nullable=False),
    Column("polarity", Name, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("claimant", Name, nullable=False),
    Column("claimant_key", Name, nullable=False),
    Column("party", Name, nullable=False),
    Column("day_from", Name),
    Column("day_to", Name),
    Column("outlet_key", Name),
    Column("language", Name),
    Column("newest", Boolean, nullable=False),
    Column("extracted", Boolean, nullable=False),  # false: reviewed, and no longer found by the engine
    Column("origin", Name, index=True),
    Column("incident", Name, index=True),
    Column("compared", Text),  # JSON: why it is in its incident, days by its origin's date
    Column("person", Boolean, nullable=False, server_default=false()),  # added by a person, not by an engine
    UniqueConstraint("document", "ordinal"),
    Index("ix_claims_type", "type", "document"),
    Index("ix_claims_claimant", "claimant_key", "document"),
    Index("ix_claims_day", "day_from", "day_to", "newest", "document", "ordinal"),
    Index("ix_claims_outlet", "outlet_key", "document"),
    Index("ix_claims_queue", "extracted", "newest", "confidence", "document", "ordinal", "id"),
    Index(
        "ix_claims_sources",
        "claimant",
        "party",
        "newest",
        "polarity",
        "document",
        "article",
        "day_from",
        "day_to",
    ),
)

# Apart from `claims`, so that filters and counts read short rows only.
claim_bodies = Table(
    "claim_bodies",
    metadata,
    owner("claim", "claims.number", primary_key=True),
    Column("body", Text, nullable=False),  # JSON, as view.claim_object gives it
)

claim_facets = Table(
    "claim_facets",
    metadata,
    Column("kind", Name, primary_key=True),  # party, place, means, object
    Column("key", Name, primary_key=True),
    owner("claim", "claims.number", primary_key=True),
    Column("name", Name),  # what the key was made from; null where it is only a wording
    Index("ix_claim_facets_claim", "claim"),
    sqlite_with_rowid=False,
)

unresolved = Table(
    "unresolved",
    metadata,
    Column("kind", Name, primary_key=True),  # party, place
    Column("text", Name, primary_key=True),
    owner("claim", "claims.number", primary_key=True),
    Index("ix_unresolved_claim", "claim"),
    sqlite_with_rowid=False,
)

rejected = Table(
    "rejected",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("address", Name, nullable=False),
    Column("stage", String, nullable=False),
    Column("cause", Text, nullable=False),
    Column("at", String, nullable=False),
    _address_index("rejected", "address"),
    sqlite_autoincrement=True,
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("document", Name, primary_key=True),
    Column("address", Name, nullable=False),
    Column("url", Name),
    Column("sha256", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text),
    _address_index("tombstones", "url"),
)

pending = Table("pending", metadata, owner("document", "documents.number", primary_key=True))

settings = Table(
    "settings",
    metadata,
    Column("key", Name, primary_key=True),
    Column("value", Text, nullable=False),
)
