"""The first schema."""

import sqlalchemy as sa
from alembic import op

from counterclaim.ledger import search

revision = "0001"
down_revision = None

NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("address", NAME, nullable=False),
        sa.Column("url", NAME, nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("charset", sa.String(), nullable=True),
        sa.Column("retrieved", NAME, nullable=False),
        sa.Column("seen", NAME, nullable=False),
        sa.Column("newest", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("dropped", sa.Integer(), nullable=False),
        sa.Column("boilerplate", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_documents"),
        sa.UniqueConstraint("id", name="uq_documents_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_documents_address", "documents", ["address"], unique=False, postgresql_using="hash")
    op.create_index("ix_documents_url", "documents", ["url"], unique=False, postgresql_using="hash")
    op.create_table(
        "rejected",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("address", NAME, nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_rejected"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rejected_address", "rejected", ["address"], unique=False, postgresql_using="hash")
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("claim", NAME, nullable=False),
        sa.Column("at", NAME, nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("saw", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_reviews"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reviews_claim", "reviews", ["claim"], unique=False)
    op.create_table(
        "settings",
        sa.Column("key", NAME, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_settings"),
    )
    op.create_table(
        "tombstones",
        sa.Column("document", NAME, nullable=False),
        sa.Column("address", NAME, nullable=False),
        sa.Column("url", NAME, nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("document", name="pk_tombstones"),
    )
    op.create_index("ix_tombstones_url", "tombstones", ["url"], unique=False, postgresql_using="hash")
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("title_key", NAME, nullable=True),
        sa.Column("outlet", sa.String(), nullable=True),
        sa.Column("outlet_key", NAME, nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("published", NAME, nullable=True),
        sa.Column("published_inferred", sa.Boolean(), nullable=False),
        sa.Column("published_start", sa.Integer(), nullable=True),
        sa.Column("published_end", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("credit", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.number"], name="fk_articles_document", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_articles"),
        sa.UniqueConstraint("document", "ordinal", name="uq_articles_document_ordinal"),
    )
    op.create_index("ix_articles_id", "articles", ["id"], unique=False)
    op.create_index("ix_articles_outlet_key", "articles", ["outlet_key"], unique=False)
    op.create_index("ix_articles_published", "articles", ["published"], unique=False)
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("article", NAME, nullable=False),
        sa.Column("type", NAME, nullable=False),
        sa.Column("polarity", NAME, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("claimant", NAME, nullable=False),
        sa.Column("claimant_key", NAME, nullable=False),
        sa.Column("party", NAME, nullable=False),
        sa.Column("day_from", NAME, nullable=True),
        sa.Column("day_to", NAME, nullable=True),
        sa.Column("outlet_key", NAME, nullable=True),
        sa.Column("language", NAME, nullable=True),
        sa.Column("newest", sa.Boolean(), nullable=False),
        sa.Column("extracted", sa.Boolean(), nullable=False),
        sa.Column("origin", NAME, nullable=True),
        sa.Column("incident", NAME, nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.number"], name="fk_claims_document", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_claims"),
        sa.UniqueConstraint("document", "ordinal", name="uq_claims_document_ordinal"),
        sa.UniqueConstraint("id", name="uq_claims_id"),
    )
    op.create_index("ix_claims_article", "claims", ["article"], unique=False)
    op.create_index("ix_claims_claimant", "claims", ["claimant_key", "document"], unique=False)
    op.create_index(
        "ix_claims_day", "claims", ["day_from", "day_to", "newest", "document", "ordinal"], unique=False
    )
    op.create_index("ix_claims_outlet", "claims", ["outlet_key", "document"], unique=False)
    op.create_index(
        "ix_claims_sources",
        "claims",
        ["claimant", "party", "newest", "polarity", "document", "article", "day_from", "day_to"],
        unique=False,
    )
    op.create_index("ix_claims_type", "claims", ["type", "document"], unique=False)
    op.create_table(
        "pending",
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.number"], name="fk_pending_document", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name="pk_pending"),
    )
    op.create_table(
        "claim_bodies",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"], ["claims.number"], name="fk_claim_bodies_claim", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim", name="pk_claim_bodies"),
    )
    op.create_table(
        "claim_facets",
        sa.Column("kind", NAME, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", NAME, nullable=True),
        sa.ForeignKeyConstraint(
            ["claim"], ["claims.number"], name="fk_claim_facets_claim", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("kind", "key", "claim", name="pk_claim_facets"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_facets_claim", "claim_facets", ["claim"], unique=False)
    op.create_table(
        "links",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name="fk_links_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "ordinal", name="pk_links"),
    )
    op.create_table(
        "passages",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.number"], name="fk_passages_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "ordinal", name="pk_passages"),
    )
    op.create_table(
        "tags",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tagger", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("layers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name="fk_tags_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", name="pk_tags"),
    )
    op.create_table(
        "unresolved",
        sa.Column("kind", NAME, nullable=False),
        sa.Column("text", NAME, nullable=False),
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name="fk_unresolved_claim", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("kind", "text", "claim", name="pk_unresolved"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_unresolved_claim", "unresolved", ["claim"], unique=False)
    for statement in search.CREATE[op.get_bind().dialect.name]:
        op.execute(statement)
