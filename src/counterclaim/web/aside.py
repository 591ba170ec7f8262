"""Work that takes a core for many seconds, in a process of its own: `python -m counterclaim.web.aside`.

In the serving process it would take turns with every request. The server's processes share what was worked out, by
files in a folder of the server that ends with it.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from counterclaim.errors import CounterclaimError, LedgerError
from counterclaim.ledger import Ledger

if sys.platform != "win32":
    import fcntl

T = TypeVar("T")
NICE = 10
"""By how much requests go before it."""
_LOCK = "lock"


class Aside:
    """Work over the ledger at `location`; results in `folder`, which nobody else may write to: they are unpickled."""

    def __init__(self, location: str, folder: Path) -> None:
        self._location, self._folder = location, folder
        self._lock = threading.Lock()
        self._children: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def of(self, name: str, generation: int, work: Callable[[Ledger], T]) -> T:
        """What `work` (a function of a module, or a partial of one) gives, by the first process that asks for `name` at
        this generation; the others wait for it. CounterclaimError that it raises, LedgerError where it was ended."""
        made = self._folder / f"{_digest(name)}-{generation}"
        with self._alone(name):
            if not made.exists():
                self._work(work, made)
                for old in self._folder.glob(f"{_digest(name)}-*"):
                    if old != made and not old.name.endswith(_LOCK):
                        old.unlink(missing_ok=True)
            ok, value = pickle.loads(made.read_bytes())
            if not ok:
                made.unlink()
                raise value
        found: T = value
        return found

    def close(self) -> None:
        """End what is being worked on; nothing is started any more."""
        with self._lock:
            self._closed = True
            for child in self._children:
                child.terminate()

    def _work(self, work: Callable[[Ledger], Any], made: Path) -> None:
        with tempfile.TemporaryFile(dir=self._folder) as errors:
            with self._lock:
                if self._closed:
                    raise LedgerError("the server is ending")
                child = subprocess.Popen(
                    [sys.executable, "-m", "counterclaim.web.aside", str(made)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=errors,
                )
                self._children.add(child)
            try:
                with suppress(BrokenPipeError):
                    child.communicate(pickle.dumps((self._location, work)))
                child.wait()
            finally:
                with self._lock:
                    self._children.discard(child)
            if child.returncode or not made.exists():
                errors.seek(0)
                lines = errors.read().decode(errors="replace").strip().splitlines() or ["it was ended"]
                raise LedgerError(f"working it out failed: {lines[-1][:500]}")

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """One process at a time for one name, where the system has such locks; elsewhere each works for itself."""
        with (self._folder / f"{_digest(name)}-{_LOCK}").open("w") as held:
            if sys.platform != "win32":
                fcntl.flock(held, fcntl.LOCK_EX)  # gone with the process that held it
            yield


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:24]


def main() -> int:
    """Do what stands pickled at the input, and write the result, or the error, to the file that is named."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    location, work = pickle.load(sys.stdin.buffer)
    made = Path(sys.argv[1])
    result: tuple[bool, Any]
    try:
        with Ledger.open(location, create=False) as ledger:
            result = True, work(ledger)
    except CounterclaimError as error:
        kind = LedgerError if isinstance(error, LedgerError) else CounterclaimError
        result = False, kind(str(error))
    part = made.with_suffix(".part")
    part.write_bytes(pickle.dumps(result, protocol=5))
    part.replace(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
