"""What is ready before the first request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from counterclaim.web import listing, rendering, warming
from counterclaim.web.drawing import map as drawing
from tests.web.conftest import Client


def test_routes_are_built_before_anybody_asks(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads that built them at once would let the framework's own warnings through."""
    built: list[object] = []
    begin = TypeAdapter.__init__

    def counted(self: TypeAdapter[Any], *given: Any, **more: Any) -> None:
        built.append(given)
        begin(self, *given, **more)

    monkeypatch.setattr(TypeAdapter, "__init__", counted)
    with Client(str(sample)) as client:
        assert built, "what this test counts is no longer how routes are built"
        built.clear()
        for url in ("/incidents?sort=day&page=1", "/search?q=hadrut", "/map", "/api/incidents", "/users"):
            assert client.get(url).status_code < 500
        assert built == []


def test_a_server_reads_what_all_pages_need_before_it_serves(sample: Path) -> None:
    client = Client(str(sample))
    rendering._environment.cache_clear()
    drawing._base.cache_clear()
    room = client.app.state.room  # type: ignore[attr-defined]
    warming.warm(room)
    found = listing.standing(room.snapshots, wait=0.0)
    assert found is not None
    assert len(found) == len(client.ledger.founders()) > 0
    assert drawing._base.cache_info().currsize == 1
    environment = rendering._environment()
    assert environment.cache is not None
    assert len(environment.cache) >= len(rendering.template_names())
    room.close()


def test_a_ledger_that_cannot_be_read_is_told_by_its_pages(sample: Path) -> None:
    client = Client(str(sample))
    room = client.app.state.room  # type: ignore[attr-defined]
    room.ledger._store.alone("DROP TABLE incident_facets")
    warming.warm(room)
    room.close()
