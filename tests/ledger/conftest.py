"""Both stores: every test that asks for `ledger` or `location` runs over SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterclaim.ledger import Ledger


@pytest.fixture
def ledger(location: str) -> Iterator[Ledger]:
    with Ledger.open(location) as opened:
        yield opened
