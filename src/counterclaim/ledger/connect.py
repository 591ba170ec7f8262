"""Opening a store: SQLite file or PostgreSQL database, checked, brought to the newest schema.

Every fault of the store leaves here as a LedgerError of one line that names the ledger.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from counterclaim.errors import LedgerError, MissingLedgerError, NotALedgerError
from counterclaim.ledger import migrations
from counterclaim.ledger.tables import metadata

_MAGIC = b"SQLite format 3\x00"
_WRITER_LOCK = 0x436C6D
TIMEOUT = 30.0


class Store:
    """One ledger's connections. `name` is how messages call it (no password in it)."""

    def __init__(self, engine: Engine, name: str, timeout: float) -> None:
        self.engine = engine
        self.name = name
        self.timeout = timeout

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger from its first read to its end."""
        with self.explained(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one writer's transaction: committed at the end, rolled back on any exception."""
        options: dict[str, Any] = {"writes": True}
        if self.dialect == "postgresql":
            options["isolation_level"] = "READ COMMITTED"
        with (
            self.explained(),
            self.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            yield connection

    def vacuum(self) -> None:
        """Make what was deleted leave the files for good, as far as the store lets a program do so."""
        if self.dialect == "postgresql":
            self.alone("VACUUM " + ", ".join(sorted([*metadata.tables, "claim_search"])))
        else:  # a reader may hold the log; what it holds goes with the next checkpoint
            self.alone("PRAGMA busy_timeout = 500", "PRAGMA wal_checkpoint(TRUNCATE)", self._patience)

    @property
    def _patience(self) -> str:
        return f"PRAGMA busy_timeout = {int(self.timeout * 1000)}"

    def alone(self, *statements: str) -> None:
        """Run what may not run inside a transaction."""
        with self.explained(), self.engine.connect() as connection:
            direct = connection.execution_options(isolation_level="AUTOCOMMIT")
            for statement in statements:
                direct.exec_driver_sql(statement)

    @contextmanager
    def explained(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise explain(error, self.name) from error
        except LedgerError as error:
            if str(error).startswith(self.name):
                raise
            raise type(error)(f"{self.name}: {error}") from error

    def close(self) -> None:
        self.engine.dispose()


def open_store(location: str | Path, *, create: bool, timeout: float = TIMEOUT) -> Store:
    """The store at a path, `sqlite:///path` or `postgresql://…`, at the newest schema.

    `timeout` in seconds: how long a write waits for another writer.
    """
    url = _url(location)
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise LedgerError(f"{location}: a ledger needs a file")
        store = _sqlite(Path(url.database), create, timeout)
    else:
        store = _postgresql(url, timeout)
    try:
        _prepare(store, create)
    except BaseException:
        store.close()
        raise
    return store


def _url(location: str | Path) -> URL:
    text = str(location)
    if not text.strip():
        raise LedgerError("the ledger's name is empty; give a path or a postgresql:// address")
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise LedgerError(f"{text.partition('://')[0]}://…: not an address of a database") from error
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return url
    raise LedgerError(f"{backend}: a ledger is an SQLite file or a postgresql:// address")


def _prepare(store: Store, create: bool) -> None:
    with store.reading() as connection:
        stored = migrations.current(connection)
    if stored == migrations.RELEASED.revisions[-1]:
        return
    if stored is None and not create:
        raise MissingLedgerError(f"{store.name}: it is empty; `counterclaim init` makes a ledger")
    if stored is None and store.dialect == "sqlite":
        store.alone("PRAGMA journal_mode = WAL")  # kept by the file
    with store.writing() as connection:
        migrations.upgrade(connection, migrations.current(connection))


def _sqlite(path: Path, create: bool, timeout: float) -> Store:
    _check_file(path, create)
    access = _access(path, create)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?{access}",
            uri=True,
            timeout=timeout,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
        connection.execute("PRAGMA cache_size = -32000")
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return Store(engine, str(path), timeout)


def _check_file(path: Path, create: bool) -> None:
    """LedgerError for a file that is not there or cannot be read, NotALedgerError for another kind."""
    try:
        if path.is_dir():
            raise NotALedgerError(f"{path}: a folder, not a ledger")
        if not path.exists():
            if not create:
                raise MissingLedgerError(f"{path}: no such ledger; `counterclaim init` makes one")
            if not path.parent.is_dir():
                raise LedgerError(f"{path}: the folder {path.parent} does not exist")
            return
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror or error}") from error
    if head and head != _MAGIC:
        raise NotALedgerError(f"{path}: not an SQLite file")


def _access(path: Path, create: bool) -> str:
    """SQLite's way to open the file. One that nobody here may write is read without its lock files."""
    if not path.exists() or _writable(path):
        return "mode=rwc" if create else "mode=rw"
    in_use = path.with_name(f"{path.name}-wal").exists()
    return "mode=ro" if in_use else "mode=ro&immutable=1"


def _writable(path: Path) -> bool:
    """Whether file and folder may be written: SQLite's log and locks lie beside the file."""
    try:
        path.open("r+b").close()
    except OSError:
        return False
    return os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _postgresql(url: URL, timeout: float) -> Store:
    name = url.set(drivername="postgresql").render_as_string(hide_password=True)
    try:
        engine = create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    except ImportError as error:
        raise LedgerError(f"{name}: needs `pip install counterclaim[postgresql]`") from error

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(timeout * 1000)}ms'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")

    return Store(engine, name, timeout)


def explain(error: SQLAlchemyError, name: str) -> LedgerError:
    """One line for a fault of the database."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
    text = lines[0] if lines else type(cause).__name__
    if "file is not a database" in text:
        return NotALedgerError(f"{name}: not an SQLite file")
    if "locked" in text or "lock timeout" in text:
        return LedgerError(f"{name}: another program is writing to it; try again when it is done")
    if "disk I/O" in text or "is full" in text or "No space" in text:
        return LedgerError(f"{name}: {text}; is there room left on the disk?")
    if "readonly" in text:
        return LedgerError(f"{name}: it cannot be written (read-only)")
    if "unable to open" in text:
        return LedgerError(f"{name}: it cannot be opened; may you write in this folder?")
    return LedgerError(f"{name}: {text}")
