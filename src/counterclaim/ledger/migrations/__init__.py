"""Bringing a ledger's schema to the newest revision.

Alembic is configured here, in code, and imported only where there is something to do. All revisions
run in one transaction: a process that dies midway leaves the old schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from counterclaim.errors import NewerLedgerError, NotALedgerError
from counterclaim.ledger.tables import VERSION_TABLE, metadata


@dataclass(frozen=True)
class History:
    """A folder of revision files and their ids, oldest first."""

    folder: Path
    revisions: tuple[str, ...]


RELEASED = History(Path(__file__).parent, ("0001", "0002", "0003", "0004"))


def current(connection: Connection) -> str | None:
    """The stored revision; None for a store without any table. NotALedgerError for any other store."""
    names = set(inspect(connection).get_table_names())
    if VERSION_TABLE in names:
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all()
        return str(found[0]) if found else None
    if names:
        shown = ", ".join(sorted(names)[:3])
        raise NotALedgerError(f"it holds other tables ({shown}), not a Counterclaim ledger")
    return None


def upgrade(connection: Connection, stored: str | None, history: History = RELEASED) -> None:
    """Take the schema from revision `stored` to the newest, inside the caller's transaction.

    NewerLedgerError where `stored` is a revision that `history` does not know.
    """
    if stored is not None and stored not in history.revisions:
        raise NewerLedgerError(
            f"its schema {stored} is newer than this program's {history.revisions[-1]}; "
            "install a newer counterclaim"
        )
    if stored == history.revisions[-1]:
        return
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(history.folder), version_locations=[str(history.folder / "versions")])
    head = history.revisions[-1]
    environment = EnvironmentContext(
        Config(),
        script,
        fn=lambda revision, _: script._upgrade_revs(head, revision),
        destination_rev=head,
    )
    with environment:
        environment.configure(connection=connection, target_metadata=metadata, version_table=VERSION_TABLE)
        environment.run_migrations()
