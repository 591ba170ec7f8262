"""What takes longer than a request may: worked out in the background, by name and generation of the ledger.

What takes seconds of computing in a large ledger is worked out `apart`, by a process of its own, since it would take
turns with every request here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, TypeVar

from counterclaim.ledger import Ledger
from counterclaim.web.aside import Aside

T = TypeVar("T")
V = TypeVar("V")
QUICK = 0.2
"""Seconds of work for which a request waits though it could show an older value."""
LARGE = 5_000
"""Claims from which a process of its own is worth starting: that alone takes two seconds."""
COUNTED_FOR = 60.0
"""Seconds for which it is remembered how many claims there are."""


def same(value: T) -> T:
    """The value as it came."""
    return value


@dataclass(frozen=True, slots=True)
class _Kept:
    generation: int
    value: Any
    seconds: float


class Snapshots:
    """Kept values of one process: one thread works on them, a second one on those that are `slow`. `aside` works on those
    of large ledgers, where there is one."""

    def __init__(self, ledger: Ledger, aside: Aside | None = None) -> None:
        self.ledger, self._aside = ledger, aside
        self._lock = threading.Lock()
        self._kept: dict[str, _Kept] = {}
        self._working: dict[str, Future[Any]] = {}
        self._long: set[str] = set()
        self._counted, self._claims = float("-inf"), 0
        self._lanes = {
            slow: ThreadPoolExecutor(1, thread_name_prefix="snapshots-slow" if slow else "snapshots")
            for slow in (False, True)
        }

    def get(
        self,
        name: str,
        make: Callable[[Ledger], T],
        *,
        wait: float = 0.5,
        kept: int = 8,
        slow: bool = False,
    ) -> T | None:
        """The value of `name` (`group:detail`), made by `make` as of the ledger's generation.

        While it is worked out, for at most `wait` seconds of waiting: the value of an older generation where there is
        one, else None. Of one group the last `kept` values are held. What `make` raises is raised here once.
        """
        generation = self.ledger.generation()
        with self._lock:
            held = self._kept.pop(name, None)
            if held is not None:
                self._kept[name] = held  # the last used stands last
                if held.generation == generation:
                    value: T = held.value
                    return value
            work = self._working.get(name)
            if work is None:
                work = self._lanes[slow].submit(self._work, name, make, kept)
                self._working[name] = work
                if not slow and (held is None or held.seconds >= QUICK):
                    self._long.add(name)
            # Behind something long even what is quick takes long.
            quick = held is not None and held.seconds < QUICK and (slow or not self._long)
        patience = wait if held is None else min(wait, QUICK) if quick else 0.0
        fresh: T | None = self._result(name, work, patience)
        if fresh is None and held is not None:
            older: T = held.value
            return older
        return fresh

    def apart(
        self,
        name: str,
        work: Callable[[Ledger], V],
        finish: Callable[[V], T],
        *,
        wait: float = 0.5,
        kept: int = 8,
    ) -> T | None:
        """As `get`, for what reads all claims. `work` is a function of a module or a partial of one, and gives what can
        be sent between processes; `finish` makes the value of it here. Of a large ledger nobody waits for it."""
        aside = self._aside if self._large() else None

        def make(ledger: Ledger) -> T:
            if aside is None:
                return finish(work(ledger))
            return finish(aside.of(name, ledger.generation(), work))

        return self.get(name, make, wait=wait if aside is None else 0.0, kept=kept, slow=True)

    def _large(self) -> bool:
        """Whether the ledger was large when it was last counted: a ledger grows slowly, and counting takes a while."""
        if self._aside is not None and time.monotonic() - self._counted > COUNTED_FOR:
            self._counted, self._claims = time.monotonic(), self.ledger.count()
        return self._claims >= LARGE

    def close(self) -> None:
        """Start no more work; what is being worked on here is finished, a process of its own is ended."""
        if self._aside is not None:
            self._aside.close()
        for lane in self._lanes.values():
            lane.shutdown(wait=False, cancel_futures=True)

    def _result(self, name: str, work: Future[Any], patience: float) -> Any:
        done, _ = wait([work], patience)
        if not done:
            return None
        with self._lock:
            if self._working.get(name) is work:
                del self._working[name]
        return work.result()

    def _work(self, name: str, make: Callable[[Ledger], Any], kept: int) -> Any:
        began = time.perf_counter()
        try:
            # Asked before reading: what changes meanwhile is found by the next request.
            generation = self.ledger.generation()
            value = make(self.ledger)
        finally:
            with self._lock:
                self._long.discard(name)
        made = _Kept(generation, value, time.perf_counter() - began)
        group = name.partition(":")[0]
        with self._lock:
            self._kept.pop(name, None)
            self._kept[name] = made
            same = [one for one in self._kept if one.partition(":")[0] == group]
            for old in same[:-kept]:
                del self._kept[old]
            self._working.pop(name, None)
        return value
