"""How long the room's pages take over 100,000 made-up claims: `python -m bench.web_speed [--ledger FILE] [--claims N]`.

Two processes serve the ledger of `bench/ledger_compare.py` on loopback. Four clients ask while an import with one job
reads made-up pages into the same ledger; then twenty clients ask alone. Filters, words and incidents are drawn at
random with a fixed seed, of what the ledger has. Times are those of a whole request, from sending to its last byte.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from urllib.parse import urlencode

from bench import made_claims
from bench.compare_speed import Parties
from bench.ledger_compare import _store
from bench.measure import Figure
from counterclaim.comparing.entries import Knowledge
from counterclaim.comparing.publishers import publisher_of
from counterclaim.comparing.sides import Sides
from counterclaim.ledger import Ledger
from counterclaim.web.facets import Facets, Wanted

CLAIMS = 100_000
REQUESTS = 400
"""Of each kind of page, for each number of clients."""
CEILINGS = {"incidents": 300, "incident": 150, "search": 150}
"""Milliseconds that 95 of 100 requests may take."""
NAMES = {"incidents": "incidents page with facets", "incident": "incident page", "search": "search"}
STARTS = 120.0
"""Seconds that a server has to answer for the first time."""


_PROGRAM = str(Path(sys.executable).with_name("counterclaim"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for and how long each request took, in seconds."""

    kind: str
    clients: int
    seconds: Sequence[float]

    def within(self, share: float) -> float:
        """Milliseconds within which this share of the requests was answered."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def make(path: Path, number: int) -> None:
    """A ledger of made-up claims, compared."""
    made = made_claims.claims(number)
    pages: dict[str, list[dict[str, object]]] = {}
    for claim in made.claims:
        pages.setdefault(claim["document"], []).append(claim)
    with Ledger.open(path) as ledger:
        _store(ledger, list(pages.items()))
        ledger.compare(Knowledge(Parties(), made, publisher_of), Sides.of(()))


def addresses(ledger: Ledger, seed: int = 7) -> dict[str, list[str]]:
    """What is asked for, by kind of page: lists by no to three conditions, by words, by order; incidents; words."""
    draw = random.Random(seed)
    facets = Facets(ledger.facet_table())
    values = {
        kind: [choice.name for choice in choices]
        for kind, choices in facets.answer(Wanted()).counts.items()
        if len(choices) > 1
    }
    some = ledger.claims_by_id(draw.sample(sorted(ledger.claim_numbers()), 300)).values()
    words = [draw.choice(claim["quote"]["text"].split()) for claim in some]
    lists = []
    for _ in range(REQUESTS):
        kinds = draw.sample(sorted(values), draw.randrange(0, 4))
        asked = [(kind, draw.choice(values[kind])) for kind in kinds]
        asked += [("sort", draw.choice(["day", "conflicts", "origins", "changed"]))]
        asked += [("q", draw.choice(words))] if draw.random() < 0.2 else []
        lists.append(f"/incidents?{urlencode(asked)}")
    numbers = draw.sample(facets.answer(Wanted()).page, min(REQUESTS, len(facets)))
    return {
        "incidents": lists,
        "incident": [f"/incidents/{line['id']}" for line in ledger.incident_lines(numbers)],
        "search": [
            f"/search?{urlencode([('q', ' '.join(draw.sample(words, draw.choice([1, 1, 2]))))])}"
            for _ in range(REQUESTS)
        ],
    }


@contextmanager
def serving(path: Path, workers: int = 2) -> Iterator[int]:
    """A server over `path`; its port."""
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        "--ledger",
        str(path),
        "serve",
        "--port",
        str(port),
        "--workers",
        str(workers),
    ]
    process = subprocess.Popen([_PROGRAM, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        until = time.monotonic() + STARTS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"no server: {process.stderr.read().decode() if process.stderr else ''}")
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _answers(port: int) -> bool:
    try:
        return _ask(port, ["/healthz"])[0] < STARTS
    except OSError:
        return False


def _ask(port: int, given: Sequence[str]) -> list[float]:
    """Seconds of each request, one after another over one connection."""
    found = []
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        for address in given:
            start = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise OSError(f"{address}: {answer.status}")
            found.append(time.perf_counter() - start)
    return found


def ask(port: int, kind: str, given: Sequence[str], clients: int) -> Asked:
    """`given` by so many clients at once."""
    found: list[float] = []
    faults: list[BaseException] = []

    def run(part: Sequence[str]) -> None:
        try:
            found.extend(_ask(port, part))
        except (OSError, http.client.HTTPException) as fault:
            faults.append(fault)

    asking = [threading.Thread(target=run, args=(given[at::clients],)) for at in range(clients)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    if faults:
        raise RuntimeError(f"{kind}: {faults[0]}")
    return Asked(kind, clients, found)


def warm(port: int, workers: int = 2) -> None:
    """Ask until every process has read what it keeps in memory."""
    for _ in range(8 * workers):
        _ask(port, ["/incidents"])


@contextmanager
def importing(path: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An import of made-up pages with one job, which goes on until it is stopped."""
    pages = folder / "pages.jsonl"
    draw = random.Random(11)
    with pages.open("w", encoding="utf-8") as file:
        for number in range(20_000):
            body = " ".join(
                f"The ministry said on {draw.randint(1, 28)} March that its forces hit {draw.randint(2, 90)} vehicles "
                f"near the village and that {draw.randint(2, 40)} soldiers were killed."
                for _ in range(12)
            )
            record = {"text": body, "title": f"Report {number}", "outlet": "Made Wire", "date": "2031-03-29"}
            file.write(json.dumps(record) + "\n")
    command = ["--ledger", str(path), "add", str(pages), "--jobs", "1", "--no-compare"]
    process = subprocess.Popen([_PROGRAM, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(5)  # until it has loaded its models and writes
        yield process
    finally:
        process.terminate()
        process.wait(60)


def measured(path: Path, folder: Path) -> tuple[list[Asked], list[Asked], int]:
    """Four clients while an import writes, twenty without one; documents that the import wrote meanwhile."""
    with Ledger.open(path) as ledger:
        given = addresses(ledger)
        before = sum(1 for _ in ledger.documents())
    with serving(path) as port:
        warm(port)
        with importing(path, folder) as process:
            busy = [ask(port, kind, asked, 4) for kind, asked in given.items()]
            if process.poll() is not None:
                raise RuntimeError("the import ended before the requests did")
        with Ledger.open(path) as ledger:
            written = sum(1 for _ in ledger.documents()) - before
        warm(port)
        alone = [ask(port, kind, asked, 20) for kind, asked in given.items()]
    return busy, alone, written


def figures(busy: Sequence[Asked], alone: Sequence[Asked], written: int) -> list[Figure]:
    found = []
    for asked, when in (
        (busy, f"while an import writes ({written} documents meanwhile)"),
        (alone, "no import"),
    ):
        for one in asked:
            found.append(
                Figure(
                    f"{NAMES[one.kind]}, {one.clients} in flight, p95 in ms",
                    round(one.within(0.95)),
                    note=f"{when}; median {one.within(0.5):.0f}",
                    ceiling=CEILINGS[one.kind],
                )
            )
    return found


def measure() -> list[Figure]:
    return _measure(None, CLAIMS)


def _measure(made: Path | None, number: int) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        if made is not None:
            shutil.copy(made, path)
        else:
            make(path, number)
        return figures(*measured(path, Path(folder)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=CLAIMS)
    options.add_argument("--ledger", type=Path, help="a ledger made before, which is copied")
    given = options.parse_args()
    for figure in _measure(given.ledger, given.claims):
        print(f"{figure.name}: {figure.value:g} ({figure.note}){' – missed' if figure.missed else ''}")


if __name__ == "__main__":
    main()
