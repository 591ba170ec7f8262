"""The released first schema, as the start of the test's history."""

from counterclaim.ledger.migrations import RELEASED

revision = "0001"
down_revision = None


def upgrade() -> None:
    raise AssertionError(f"a test starts from a ledger made by {RELEASED.folder}")
