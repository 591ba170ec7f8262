"""What is seen of long reading and comparing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.ledger.runs import Counted
    from counterclaim.model import Rejected
    from counterclaim.pipeline import Done


class Progress:
    """A progress bar on standard error, where that is a terminal and there is more than one item; `counted` counts along."""

    def __init__(self, sources: list[str], *, quiet: bool, counted: Counted | None = None) -> None:
        self._sources, self._counted = sources, counted
        self._shown = sys.stderr.isatty() and not quiet

    def __enter__(self) -> Progress:
        if self._shown:
            from rich import progress
            from rich.console import Console

            from counterclaim.reading import list_items

            total = None if "-" in self._sources else sum(1 for _ in list_items(self._sources))
            self._bar = progress.Progress(
                progress.TextColumn("{task.description}"),
                progress.BarColumn(),
                progress.MofNCompleteColumn(),
                progress.TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("reading", total=total)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._bar.stop()

    def step(self, done: Done | Rejected) -> None:
        if self._counted is not None:
            from counterclaim.pipeline import tally

            self._counted.step(*tally(done))
        if self._shown:
            self._bar.advance(self._task)


@contextmanager
def comparing(*, quiet: bool = False) -> Iterator[Callable[[], None]]:
    """Call what this gives when comparing starts: a line on standard error, where that is a terminal, until it is done."""
    shown = sys.stderr.isatty() and not quiet
    started = False

    def start() -> None:
        nonlocal started
        started = True
        if shown:
            print("comparing …", end="", file=sys.stderr, flush=True)

    try:
        yield start
    finally:
        if shown and started:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
