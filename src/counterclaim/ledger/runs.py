"""The part of a ledger that says which imports run, and how the last ones ended."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update

from counterclaim.errors import CounterclaimError, LedgerError
from counterclaim.ledger import connect
from counterclaim.ledger.filters import bounded
from counterclaim.ledger.records import AnyRow, clean
from counterclaim.ledger.review_tables import runs
from counterclaim.model import instant

BEAT = 1.0
"""Seconds between two notes of how far a run is."""
SILENT = 30.0
"""Seconds without a note after which a run counts as ended: its process was killed."""
KEPT = 100
"""Runs that a ledger remembers."""
COMPARING = "comparing"
"""What stands as the fault of a run that has read everything and compares; no fault."""


class RunsLedger:
    """Runs of imports; part of `Ledger`."""

    _store: connect.Store

    def running(self) -> dict[str, Any] | None:
        """The import that goes on now, the newest where there are several; None where there is none."""
        return next(iter(self._live()), None)

    def live_runs(self) -> int:
        """How many imports go on now."""
        return len(self._live())

    def _live(self) -> list[dict[str, Any]]:
        with self._store.reading() as connection:
            query = select(runs).where(runs.c.ended.is_(None), runs.c.beat > time.time() - SILENT)
            return [_run(row) for row in connection.execute(query.order_by(runs.c.started.desc()))]

    def runs(self, limit: int = 20) -> list[dict[str, Any]]:
        """The last imports, the newest first: id, started, by, what, total (None: not known yet), done, claims, rejected,
        ended, fault, and state: running, comparing, ended, failed or stopped (it was killed)."""
        with self._store.reading() as connection:
            query = select(runs).order_by(runs.c.started.desc(), runs.c.id).limit(bounded(limit))
            return [_run(row) for row in connection.execute(query)]

    def run_of(self, run: str) -> dict[str, Any] | None:
        """One import by its id."""
        with self._store.reading() as connection:
            row = connection.execute(select(runs).where(runs.c.id == clean(run))).first()
        return None if row is None else _run(row)

    def begin_run(self, by: str, what: str, total: int | None = None) -> str:
        """Note an import that begins; its id. Old ones are forgotten."""
        name = f"r_{secrets.token_hex(8)}"
        with self._store.writing() as connection:
            kept = select(runs.c.id).order_by(runs.c.started.desc()).limit(KEPT - 1)
            old = set(connection.execute(select(runs.c.id)).scalars()) - set(
                connection.execute(kept).scalars()
            )
            for one in old:
                connection.execute(delete(runs).where(runs.c.id == one))
            connection.execute(
                insert(runs),
                {
                    "id": name,
                    "started": instant(),
                    "by": clean(by),
                    "what": clean(what),
                    "total": total,
                    "done": 0,
                    "claims": 0,
                    "rejected": 0,
                    "beat": time.time(),
                },
            )
        return name

    def note_run(self, run: str, **given: Any) -> None:
        """Note how far an import is: any of total, done, claims, rejected, fault."""
        with self._store.writing() as connection:
            connection.execute(update(runs).where(runs.c.id == run).values(beat=time.time(), **given))

    def end_run(self, run: str, fault: str | None = None, **given: Any) -> None:
        """Note that an import ended; `fault`: why it did not get to its end. One that ended stays as it is."""
        with self._store.writing() as connection:
            connection.execute(
                update(runs)
                .where(runs.c.id == run, runs.c.ended.is_(None))
                .values(
                    ended=instant(), beat=time.time(), fault=clean(fault)[:2000] if fault else None, **given
                )
            )


@dataclass(slots=True)
class Counted:
    """How far a run is; whoever runs it counts, and a thread notes it."""

    total: int | None = None
    done: int = 0
    claims: int = 0
    rejected: int = 0
    comparing: bool = False

    def step(self, claims: int, rejected: int) -> None:
        """One more item is done."""
        self.done += 1
        self.claims += claims
        self.rejected += rejected

    def values(self) -> dict[str, Any]:
        return {
            "total": self.total,
            "done": self.done,
            "claims": self.claims,
            "rejected": self.rejected,
            "fault": COMPARING if self.comparing else None,
        }


@contextmanager
def noted(ledger: RunsLedger, run: str, counted: Counted) -> Iterator[None]:
    """While this is open `counted` is noted once a second; at the end the run is, with its fault where one is raised.

    A ledger that cannot be written just then is no fault of the import: its progress is not told, that is all.
    """
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT):
            try:
                ledger.note_run(run, **counted.values())
            except LedgerError:
                continue

    thread = threading.Thread(target=beat, daemon=True, name="run")
    thread.start()
    fault: str | None = None
    try:
        yield
    except CounterclaimError as error:
        fault = str(error)
        raise
    except BaseException as error:
        fault = f"{type(error).__name__}: {error}"
        raise
    finally:
        over.set()
        thread.join()
        try:
            ledger.end_run(run, fault, **{k: v for k, v in counted.values().items() if k != "fault"})
        except LedgerError:
            if fault is None:
                raise


def _run(row: AnyRow) -> dict[str, Any]:
    told = dict(row._mapping)
    comparing = told["fault"] == COMPARING
    beat = told.pop("beat")
    if told["ended"] is not None:
        state = "failed" if told["fault"] else "ended"
    elif beat < time.time() - SILENT:
        state = "stopped"
    else:
        state = "comparing" if comparing else "running"
    return {**told, "fault": None if comparing else told["fault"], "state": state}
