"""Words a second on one core, tagging alone and reading to ledger, and memory as the number of documents grows.

    python -m bench.speed FILE.jsonl N [--tagger NAME] [--tagging]

adds N documents made from FILE (each text once a round, with a running number so that no two are the same) to a
fresh ledger, one process, and prints one JSON object. With `--tagging` they are only tagged: reading, resolution,
ledger and the loading of weights are left out of the time. Both times are of all threads of the process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from bench.measure import Figure, choose, data, run

FEW, MANY = 150, 1200
TAGGED = 300
BUSY = 1.2
"""Load a core above which other work slows this one."""
RATIOS = {"neural": 0.75}
"""The least share of the speed of tagging alone that the whole keeps, by tagger."""


def measure(tagger: str | None = None) -> list[Figure]:
    """Figures of one tagger; None: the one that the language pack chooses."""
    few, many = _run(FEW, tagger), _run(MANY, tagger)
    alone = _run(TAGGED, tagger, "--tagging")
    name = alone["tagger"]
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    beside = f"; beside other work, load {busy:.1f} a core" if busy > BUSY else ""
    whole = many["words"] / many["cpu"]
    tagging = alone["words"] / alone["cpu"]
    return [
        Figure(
            "words a second of CPU, reading to ledger, one process",
            round(whole),
            5000 if name == "patterns" else None,
            f"{name}; {many['words']} words, {many['documents']} documents, {many['claims']} claims{beside}",
        ),
        Figure(
            "words a second of CPU, tagging alone",
            round(tagging),
            None,
            f"{name}; {alone['words']} words, {alone['documents']} documents, {alone['triggers']} triggers",
        ),
        Figure(
            "the whole, as a share of the speed of tagging alone", round(whole / tagging, 2), RATIOS.get(name)
        ),
        Figure(f"peak memory at {FEW} documents, MiB", few["memory"]),
        Figure(f"peak memory at {MANY} documents, MiB", many["memory"], ceiling=700),
        Figure("growth of peak memory, MiB", round(many["memory"] - few["memory"], 1)),
    ]


def _run(number: int, tagger: str | None, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        run("-m", "bench.speed", data("syria-2013-2017.jsonl"), str(number), *choose(tagger), *more)
    )
    return found


def rows(source: Path, number: int) -> Iterator[dict[str, str]]:
    lines = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    many = ((line, at) for at in count() for line in lines)
    for line, at in islice(many, number):
        yield {
            "text": f"{line['text']}\n\nReport {at}.",
            "title": line["title"],
            "outlet": line["outlet"],
            "date": line["date"],
        }


def peak_memory() -> float:
    """Most memory that this process has held, in MiB. The kernel's count for `getrusage` starts with that of
    the process that started this one."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        kibibytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(kibibytes / 1024, 1)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("source", type=Path)
    ask.add_argument("number", type=int)
    ask.add_argument("--tagger")
    ask.add_argument("--tagging", action="store_true")
    given = ask.parse_args()
    words = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.jsonl")
        with path.open("w", encoding="utf-8") as file:
            for row in rows(given.source, given.number):
                words += len(row["text"].split())
                file.write(json.dumps(row) + "\n")
        found = _tag(path, given.tagger) if given.tagging else _add(path, given.tagger)
    print(json.dumps({**found, "words": words, "memory": peak_memory()}))


def _add(path: Path, tagger: str | None) -> dict[str, object]:
    from counterclaim.extracting.world import WorldSpec, open_world
    from counterclaim.ledger import Ledger
    from counterclaim.pipeline import add
    from counterclaim.reading import Overrides

    spec = WorldSpec(tagger=tagger)
    open_world(spec)
    start = time.process_time()
    with Ledger.open(path.with_name("ledger.db"), create=True) as ledger:
        summary = add(ledger, [str(path)], spec=spec, overrides=Overrides(language="en"))
    spent = time.process_time() - start
    return {"documents": summary.documents, "claims": summary.claims, "cpu": spent}


def _tag(path: Path, tagger: str | None) -> dict[str, object]:
    from counterclaim.extracting.extraction import tag_document
    from counterclaim.extracting.world import WorldSpec, open_world
    from counterclaim.model import Document
    from counterclaim.reading import Item, Overrides, list_items, read_item

    world = open_world(WorldSpec(tagger=tagger))
    items = [item for item in list_items([str(path)]) if isinstance(item, Item)]
    documents = [read_item(item, Overrides(language="en")) for item in items]
    read = [document for document in documents if isinstance(document, Document)]
    tag_document(read[0], world)
    start = time.process_time()
    tags = [tag for document in read for tag in tag_document(document, world)[0]]
    spent = time.process_time() - start
    names = sorted({tag.tagger for tag in tags})
    triggers = sum(len(tag.layers.triggers) for tag in tags)
    return {"documents": len(read), "triggers": triggers, "tagger": ", ".join(names), "cpu": spent}


if __name__ == "__main__":
    main()
