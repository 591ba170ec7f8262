"""A test's revision: fills the column; fails or hangs midway where the test says so."""

import os
import time

from alembic import op

revision = "test_3"
down_revision = "test_2"


def upgrade() -> None:
    op.execute("UPDATE documents SET rank = 7")
    if os.environ.get("COUNTERCLAIM_TEST_REVISION") == "fail":
        raise ZeroDivisionError
    if os.environ.get("COUNTERCLAIM_TEST_REVISION") == "hang":
        print("half done", flush=True)
        time.sleep(600)
