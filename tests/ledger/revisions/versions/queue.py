"""The released fourth schema, in the middle of the test's history."""

from counterclaim.ledger.migrations import RELEASED

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    raise AssertionError(f"a test starts from a ledger made by {RELEASED.folder}")
