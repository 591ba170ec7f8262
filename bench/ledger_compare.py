"""Comparison in a ledger: how long a hundred thousand made-up claims take, and one article more after them.

`python -m bench.ledger_compare [--claims 100000] [--profile FILE]`. The claims of `bench/made_claims.py` are stored as the
program stores them, their documents without text. Everything is compared at once, then some articles of other
days one by one. Seconds are processor time of one process; what the clock showed stands beside them.
"""

from __future__ import annotations

import argparse
import cProfile
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import made_claims
from bench.compare_speed import Parties
from bench.measure import Figure
from counterclaim.comparing.entries import Knowledge
from counterclaim.comparing.publishers import publisher_of
from counterclaim.comparing.sides import Sides
from counterclaim.ledger import Ledger, claim_rows, writing
from counterclaim.model import Article, Document, Span

SMALL, CLAIMS = 25_000, 100_000
LATER = 12
"""Articles that are added one by one."""


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds of processor time and by the clock for all but the last claims, by the clock for each article after
    them; the number of incidents; the most memory that the process had, in MiB."""

    seconds: float
    clock: float
    later: list[float]
    incidents: int
    memory: int


def compared(number: int, profile: str | None = None) -> Result:
    """What it takes to compare `number` made-up claims; `profile` is a file for a profile of it."""
    made = made_claims.claims(number)
    knowledge = Knowledge(Parties(), made, publisher_of)
    by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in made.claims:
        by_document[claim["document"]].append(claim)
    pages = list(by_document.items())
    step = len(pages) // LATER
    later, first = (
        pages[::step][:LATER],
        [page for at, page in enumerate(pages) if at % step or at // step >= LATER],
    )
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "bench.db") as ledger:
        _store(ledger, first)
        watch = cProfile.Profile(time.process_time) if profile else None
        start, used = time.perf_counter(), time.process_time()
        if watch:
            watch.enable()
        ledger.compare(knowledge, Sides.of(()))
        if watch:
            watch.disable()
            watch.dump_stats(str(profile))
        clock, seconds = time.perf_counter() - start, time.process_time() - used
        # On Linux in KiB, on macOS in bytes.
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (
            1 << 20 if sys.platform == "darwin" else 1 << 10
        )
        single = []
        for page in later:
            _store(ledger, [page])
            start = time.perf_counter()
            ledger.compare(knowledge, Sides.of(()))
            single.append(time.perf_counter() - start)
        return Result(seconds, clock, single, ledger.count_incidents(), memory)


def _store(ledger: Ledger, pages: list[tuple[str, list[dict[str, Any]]]]) -> None:
    with ledger._store.writing() as connection:
        for name, claims in pages:
            about = {claim["article"]["id"]: claim["article"] for claim in claims}
            articles = tuple(
                Article(
                    one["id"], Span(0, 1), one["title"], one["outlet"], None, one["published"], False, None,
                    one["language"], None, one["url"], (),
                )
                for one in about.values()
            )  # fmt: skip
            document = Document(
                name, name, None, "text/plain", None, "2040-01-01T00:00:00Z", name, "made", " ", articles, ()
            )
            number = writing.put_document(connection, document, "made", 0)
            writing.put_articles(connection, number, articles)
            claim_rows.put(connection, number, claims, newest=True)
            writing.note_pending(connection, [number])


def measure() -> list[Figure]:
    small, large = compared(SMALL), compared(CLAIMS)
    return [
        Figure(
            f"{CLAIMS:,} claims compared in a ledger, s of one core",
            round(large.seconds, 1),
            note=f"{large.clock:.1f} by the clock, {large.incidents} incidents",
            ceiling=60,
        ),
        Figure(f"growth from {SMALL:,} claims", round(large.seconds / small.seconds, 2), ceiling=5),
        Figure(
            "one article more, s (median)",
            round(statistics.median(large.later), 2),
            note=f"slowest {max(large.later):.2f}",
            ceiling=1,
        ),
        Figure("most memory, MiB", large.memory, note="the made-up claims with it"),
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=CLAIMS)
    options.add_argument("--profile")
    wanted = options.parse_args()
    found = compared(wanted.claims, wanted.profile)
    print(
        f"{wanted.claims} claims: {found.seconds:.1f} s of one core, {found.clock:.1f} by the clock, "
        f"{found.memory} MiB, {found.incidents} incidents; one more: {[round(s, 2) for s in found.later]}"
    )


if __name__ == "__main__":
    main()
