"""The process of one import: `python -m counterclaim.web.importing RUN`, started by `jobs`."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from counterclaim import opening
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.ledger.runs import Counted, noted
from counterclaim.model import Rejected
from counterclaim.pipeline import Done, add, compare, tally
from counterclaim.web import jobs

NICE = 5
"""By how much requests go before imports."""


def run_import(ledger: Ledger, location: str, folder: Path, run: str) -> None:
    """Read what lies in `folder` into `ledger` and compare, and note how far it is. What cannot be read is rejected."""
    counted = Counted()
    with noted(ledger, run, counted):
        given = jobs.laid_out(folder)
        items = list(jobs.items_of(given))
        counted.total = len(items)

        def each(done: Done | Rejected) -> None:
            counted.step(*tally(done))

        spec = opening.world_spec(ledger, location)
        add(ledger, items, spec=spec, overrides=given.overrides(), location=location, each=each)
        counted.comparing = True
        compare(ledger, spec=spec)
        counted.comparing = False


def main() -> int:
    """0 where the run got to its end, whatever was rejected."""
    os.nice(NICE)
    told = json.load(sys.stdin)
    run = sys.argv[1]
    try:
        with Ledger.open(told["location"], create=False) as ledger:
            run_import(ledger, told["location"], Path(told["folder"]), run)
        shutil.rmtree(told["folder"], ignore_errors=True)
    except CounterclaimError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
