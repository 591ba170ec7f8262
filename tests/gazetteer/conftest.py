"""One gazetteer for all tests of this folder: it is read-only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterclaim.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()
