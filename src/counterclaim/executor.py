"""One way to run a stage over many items: in this process, or in worker processes.

Workers are spawned, hold one item at a time and share no connection. Results come in the order of
the items, whatever the number of workers. A worker that dies costs only its item: that is tried once
more in a fresh worker, then given back as `Died`. Workers exit when the parent does.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

I = TypeVar("I")  # noqa: E741
R = TypeVar("R")

ATTEMPTS = 2
AHEAD = 8
"""Results a worker may be ahead of the oldest unfinished item: bounds memory, keeps workers busy."""


@dataclass(frozen=True, slots=True)
class Died(Generic[I]):
    """The item whose worker died on every attempt, and how (the last exit code)."""

    item: I
    cause: str


def run(stage: Callable[[I], R], items: Iterable[I], *, jobs: int = 1) -> Generator[R | Died[I], None, None]:
    """`stage(item)` for each item, in order. `stage` and items must be picklable where `jobs` > 1.

    An exception that `stage` raises is raised here, after the workers were stopped.
    """
    if jobs <= 1:
        for item in items:
            yield stage(item)
        return
    pool = _Pool(stage, jobs)
    try:
        yield from pool.run(iter(items))
    finally:
        pool.close()


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: int | None = None


@dataclass(slots=True)
class _Pool(Generic[I, R]):
    stage: Callable[[I], R]
    jobs: int
    workers: list[_Worker] = field(default_factory=list)
    waiting: dict[int, I] = field(default_factory=dict)
    attempts: dict[int, int] = field(default_factory=dict)
    done: dict[int, R | Died[I]] = field(default_factory=dict)

    def run(self, items: Iterator[I]) -> Iterator[R | Died[I]]:
        taken, given, exhausted = 0, 0, False
        while True:
            while not exhausted and len(self.waiting) < self.jobs and taken - given < self.jobs * AHEAD:
                try:
                    item = next(items)
                except StopIteration:
                    exhausted = True
                    break
                self.waiting[taken] = item
                self._start(taken)
                taken += 1
            while given in self.done:
                yield self.done.pop(given)
                given += 1
            if self.waiting:
                self._collect()
            elif exhausted and given == taken:
                return

    def _start(self, task: int) -> None:
        worker = next((w for w in self.workers if w.task is None), None) or self._spawn()
        worker.task = task
        try:
            worker.pipe.send(self.waiting[task])
        except (BrokenPipeError, ConnectionResetError):
            self._bury(worker)

    def _spawn(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.stage), daemon=True)
        with _interrupts_ignored():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def _collect(self) -> None:
        busy: dict[Any, _Worker] = {w.pipe: w for w in self.workers if w.task is not None}
        for pipe in wait(list(busy)):
            worker = busy[pipe]
            assert worker.task is not None
            try:
                failed, value = worker.pipe.recv()
            except (EOFError, ConnectionResetError):
                self._bury(worker)
                continue
            if failed:
                raise value
            self.done[worker.task] = value
            del self.waiting[worker.task]
            worker.task = None

    def _bury(self, worker: _Worker) -> None:
        """A dead worker's item goes to a fresh one, or is given up."""
        task = worker.task
        assert task is not None
        worker.process.join(timeout=5)
        code = worker.process.exitcode
        worker.pipe.close()
        self.workers.remove(worker)
        self.attempts[task] = self.attempts.get(task, 0) + 1
        if self.attempts[task] < ATTEMPTS:
            self._start(task)
            return
        how = f"killed by signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        self.done[task] = Died(self.waiting.pop(task), f"the worker process died twice on it ({how})")

    def close(self) -> None:
        for worker in self.workers:
            worker.pipe.close()
            if worker.task is not None:
                worker.process.terminate()
        for worker in self.workers:
            worker.process.join(timeout=5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self.workers.clear()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """What is started here ignores Ctrl-C, which reaches the whole process group: the parent ends its workers itself."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(pipe: Connection, stage: Callable[[Any], Any]) -> None:
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    while True:
        try:
            item = pipe.recv()
        except (EOFError, ConnectionResetError):
            return
        try:
            answer = (False, stage(item))
        except Exception as error:
            answer = (True, _sendable(error))
        try:
            pipe.send(answer)
        except BrokenPipeError:
            return


def _sendable(error: Exception) -> Exception:
    """`error`, or its words where it cannot be pickled and made again."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _leave_with_parent() -> None:
    """A worker in the middle of an item does not read its pipe, so it watches the parent itself."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
