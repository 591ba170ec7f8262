"""What comparison finds: origins, incidents, conflict links, and the indexes by which neighbours are found."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:

    op.create_table(
        "conflict_links",
        sa.Column("id", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("a", NAME, nullable=False),
        sa.Column("b", NAME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("strength", sa.Float(), nullable=False),
        sa.Column("between", NAME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conflict_links"),
    )
    op.create_index("ix_conflict_links_a", "conflict_links", ["a"], unique=False)
    op.create_index("ix_conflict_links_b", "conflict_links", ["b"], unique=False)
    op.create_table(
        "copies",
        sa.Column("article", NAME, nullable=False),
        sa.Column("of", NAME, nullable=False),
        sa.Column("origin", NAME, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article", "of", "origin", name="pk_copies"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copies_origin", "copies", ["origin"], unique=False)
    op.create_table(
        "incident_aliases",
        sa.Column("id", NAME, nullable=False),
        sa.Column("incident", NAME, nullable=False),
        sa.Column("at", NAME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident_aliases"),
    )
    op.create_index("ix_incident_aliases_incident", "incident_aliases", ["incident"], unique=False)
    op.create_table(
        "incident_events",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", NAME, nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("incident", NAME, nullable=False),
        sa.Column("other", NAME, nullable=True),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_incident_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incident_events_incident", "incident_events", ["incident"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("founder", NAME, nullable=False),
        sa.Column("born", NAME, nullable=False),
        sa.Column("changed", NAME, nullable=False),
        sa.Column("type", NAME, nullable=False),
        sa.Column("status", NAME, nullable=False),
        sa.Column("grade", NAME, nullable=True),
        sa.Column("day_from", NAME, nullable=True),
        sa.Column("day_to", NAME, nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_incidents"),
        sa.UniqueConstraint("id", name="uq_incidents_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incidents_changed", "incidents", ["changed"], unique=False)
    op.create_index("ix_incidents_day", "incidents", ["day_from", "day_to"], unique=False)
    op.create_index("ix_incidents_founder", "incidents", ["founder"], unique=False)
    op.create_index("ix_incidents_status", "incidents", ["status", "day_from"], unique=False)
    op.create_table(
        "origins",
        sa.Column("id", NAME, nullable=False),
        sa.Column("first", NAME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_origins"),
    )
    op.create_table(
        "pair_reviews",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("a", NAME, nullable=False),
        sa.Column("b", NAME, nullable=False),
        sa.Column("at", NAME, nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_pair_reviews"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pair_reviews_a", "pair_reviews", ["a", "b"], unique=False)
    op.create_table(
        "touched",
        sa.Column("kind", NAME, nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_touched"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_facets",
        sa.Column("kind", NAME, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("incident", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.number"], name="fk_incident_facets_incident", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("kind", "key", "incident", name="pk_incident_facets"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_facets_incident", "incident_facets", ["incident"], unique=False)
    op.create_table(
        "addresses",
        sa.Column("url", NAME, nullable=False),
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name="fk_addresses_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("url", "article", name="pk_addresses"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_addresses_article", "addresses", ["article"], unique=False)
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name="fk_bands_claim", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("band", "claim", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bands_claim", "bands", ["claim"], unique=False)
    op.create_table(
        "blocks",
        sa.Column("key", NAME, nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name="fk_blocks_claim", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "claim", name="pk_blocks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blocks_claim", "blocks", ["claim"], unique=False)
    op.create_table(
        "cited",
        sa.Column("url", NAME, nullable=False),
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name="fk_cited_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("url", "article", name="pk_cited"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_cited_article", "cited", ["article"], unique=False)
    op.add_column("claims", sa.Column("compared", sa.Text(), nullable=True))
    op.create_index("ix_claims_incident", "claims", ["incident"], unique=False)
    op.create_index("ix_claims_origin", "claims", ["origin"], unique=False)
    # Everything that an older program stored waits for its first comparison.
    op.execute(
        "INSERT INTO pending (document) SELECT number FROM documents "
        "WHERE number NOT IN (SELECT document FROM pending)"
    )
