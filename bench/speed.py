"""Words a second on one core, reading to ledger, and memory as the number of documents grows.

`python -m bench.speed FILE.jsonl N` adds N documents made from FILE (each text once a round, with a
running number so that no two are the same) to a fresh ledger, one process, and prints one JSON object.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from itertools import count, islice
from pathlib import Path

from bench.measure import Figure, data, run

FEW, MANY = 150, 1200


def measure() -> list[Figure]:
    source = data("syria-2013-2017.jsonl")
    few = json.loads(run("-m", "bench.speed", source, str(FEW)))
    many = json.loads(run("-m", "bench.speed", source, str(MANY)))
    return [
        Figure(
            "words a second of CPU, reading to ledger, one process",
            round(many["words"] / many["cpu"]),
            5000,
            f"{many['words']} words, {many['documents']} documents, {many['claims']} claims",
        ),
        Figure(f"peak memory at {FEW} documents, MiB", few["memory"]),
        Figure(f"peak memory at {MANY} documents, MiB", many["memory"]),
        Figure("growth of peak memory, MiB", round(many["memory"] - few["memory"], 1)),
    ]


def rows(source: Path, number: int) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    many = ((line, at) for at in count() for line in lines)
    return [
        {
            "text": f"{line['text']}\n\nReport {at}.",
            "title": line["title"],
            "outlet": line["outlet"],
            "date": line["date"],
        }
        for line, at in islice(many, number)
    ]


def main() -> None:
    from counterclaim.extracting.world import WorldSpec, open_world
    from counterclaim.ledger import Ledger
    from counterclaim.pipeline import add
    from counterclaim.reading import Overrides

    source, number = Path(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "texts.jsonl")
        words = 0
        with texts.open("w", encoding="utf-8") as file:
            for row in rows(source, number):
                words += len(str(row["text"]).split())
                file.write(json.dumps(row) + "\n")
        spec = WorldSpec()
        open_world(spec)
        start = time.process_time()
        with Ledger.open(Path(folder, "ledger.db"), create=True) as ledger:
            summary = add(ledger, [str(texts)], spec=spec, overrides=Overrides(language="en"))
        spent = time.process_time() - start
    print(
        json.dumps(
            {
                "documents": summary.documents,
                "claims": summary.claims,
                "words": words,
                "cpu": spent,
                "memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
