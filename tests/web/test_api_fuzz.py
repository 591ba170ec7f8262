"""Whatever is sent to the API, the answer is never a fault of ours. `make fuzz` sends more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings

from counterclaim.web import routers
from tests.web.conftest import Client

EXAMPLES = int(os.environ.get("COUNTERCLAIM_FUZZ", "10"))
"""Requests an operation."""
OURS = ("x-csrf-token", "host", "origin", "cookie")
"""Headers that stay as they are, so that what is sent gets to the operation."""


@pytest.fixture(scope="module")
def fuzzed(sample_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    import shutil

    path = tmp_path_factory.mktemp("fuzz") / "ledger.db"
    for suffix in ("", "-wal"):
        if (source := sample_made.with_name(sample_made.name + suffix)).exists():
            shutil.copy(source, path.with_name(path.name + suffix))
    with Client(str(path)) as client:
        client.headers["x-csrf-token"] = client.csrf
        yield client


def described() -> dict[str, Any]:
    """The API's description, without a ledger."""
    app = FastAPI(title="Counterclaim", version="0")
    for router in routers.all_routers():
        app.include_router(router)
    return app.openapi()


schema = schemathesis.openapi.from_dict(described())


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_is_a_fault_of_ours(case: Any, fuzzed: Client) -> None:
    given = case.as_transport_kwargs(base_url="http://127.0.0.1:8000")
    given["headers"] = {k: v for k, v in dict(given.get("headers") or {}).items() if k.lower() not in OURS}
    given.pop("cookies", None)
    if isinstance(given.get("data"), bytes | str):
        given["content"] = given.pop("data")
    answer = fuzzed.request(**given)
    assert answer.status_code < 500, (case.method, case.formatted_path, answer.text[:300])


def test_every_operation_says_what_it_answers(fuzzed: Client) -> None:
    described = fuzzed.get("/openapi.json").json()
    assert described["openapi"].startswith("3.")
    for path, methods in described["paths"].items():
        assert path.startswith(("/api/", "/export/")), path
        for method, one in methods.items():
            assert one.get("description") or one.get("summary"), (method, path)
            for parameter in one.get("parameters", ()):
                kind = parameter["schema"]
                texts = [k for k in (kind, *kind.get("anyOf", ())) if k.get("type") == "string"]
                assert all(
                    "maxLength" in k or "enum" in k or "pattern" in k or "format" in k for k in texts
                ), (
                    path,
                    parameter["name"],
                )
