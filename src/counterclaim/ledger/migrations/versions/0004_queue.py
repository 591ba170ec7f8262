"""The order of the review queue as an index, and when a person logged in last."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_index(
        "ix_claims_queue", "claims", ["extracted", "newest", "confidence", "document", "ordinal", "id"]
    )
    op.add_column("users", sa.Column("last", NAME))
