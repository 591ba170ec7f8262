"""A team's ledger in PostgreSQL: every page, an account, an act."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest

from counterclaim import opening
from counterclaim.ledger import Ledger
from counterclaim.pipeline import add, compare
from counterclaim.reading import Overrides
from tests.web.conftest import Client
from tests.web.visited import addresses


@pytest.fixture
def team(empty_postgresql: str) -> Iterator[Client]:
    with Ledger.open(empty_postgresql) as ledger:
        spec = opening.world_spec(ledger, empty_postgresql, "patterns")
        pages = files("counterclaim") / "sample" / "pages"
        add(ledger, [str(pages)], spec=spec, overrides=Overrides())
        compare(ledger, spec=spec)
    with Client(empty_postgresql) as client:
        yield client


def test_every_page_is_served_from_postgresql(team: Client) -> None:
    for url in addresses(team.ledger):
        assert team.get(url).status_code == 200, url
    assert team.get("/api/session").json()["role"] == "editor"
