"""Killed writers, readers beside a writer, and two writers."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger import ClaimFilter, Ledger
from tests.ledger import made

WRITER = """
    import itertools, sys
    from counterclaim.ledger import Ledger
    from tests.ledger import made

    with Ledger.open(sys.argv[1]) as ledger:
        for number in itertools.count(int(sys.argv[2])):
            page = made.document(number)
            ledger.add(page, made.claims(page), made.tags(page))
            print(number, flush=True)
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def kill_after(process: subprocess.Popen[str], lines: int, seconds: float) -> int:
    """Kill without warning some time after the line; how many lines it had printed."""
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    printed = lines + len([line for line in process.stdout if line.endswith("\n")])
    process.wait()
    process.stdout.close()
    return printed


@pytest.mark.slow
def test_a_killed_writer_leaves_whole_documents_and_they_wait_for_comparison(location: str) -> None:
    written = 0
    for attempt in range(10):
        process = start(WRITER, location, str(written))
        written += kill_after(process, 3, 0.0011 * attempt)
        with Ledger.open(location, create=False) as ledger:
            rows = list(ledger.documents())
            assert len(rows) in (written, written + 1)
            assert {(row["articles"], row["claims"]) for row in rows} == {(1, 4)}
            assert len(ledger.search("market", 1000)) == len(rows)
            assert ledger.count(ClaimFilter(party="narvia")) == 2 * len(rows)
            assert ledger.to_compare() == tuple(row["id"] for row in rows)
            for row in rows[-2:]:
                assert len(ledger.tags(row["id"])) == 1
                assert ledger.document(row["id"]).raw
            written = len(rows)


def test_readers_are_served_while_another_process_writes(location: str) -> None:
    with Ledger.open(location) as ledger:
        process = start(WRITER, location, "0")
        assert process.stdout is not None
        try:
            for _ in range(5):
                process.stdout.readline()
                count = ledger.count()
                assert count >= 4
                assert count % 4 == 0
                assert len(list(ledger.claims())) >= count
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def test_a_write_waits_for_another_writer_and_then_says_so(location: str) -> None:
    page = made.document()
    with Ledger.open(location) as first, Ledger.open(location, timeout=0.2) as second:
        with first._store.writing(), pytest.raises(LedgerError, match="another program is writing") as fault:
            second.add(page, made.claims(page))
        assert "\n" not in str(fault.value)
        assert second.add(page, made.claims(page)).outcome == "new"
        assert first.knows(page.id)


def test_a_fault_midway_leaves_nothing_of_the_document(ledger: Ledger) -> None:
    page = made.document()
    claims = made.claims(page)
    with pytest.raises(LedgerError):
        ledger.add(page, [*claims, claims[0]], made.tags(page))
    assert list(ledger.documents()) == []
    assert ledger.search("qalat") == []
    assert ledger.add(page, claims, made.tags(page)).outcome == "new"
