"""A test's revision: a column more."""

import sqlalchemy as sa
from alembic import op

revision = "test_2"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("documents", sa.Column("rank", sa.Integer()))
