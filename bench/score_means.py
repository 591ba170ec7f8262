"""F1 of means and objects on sentences labelled with their classes (`bench/means/`; see its README).

    python -m bench.score_means [--errors] [FILE ...]

A sentence's classes are a set; hits, found and labelled are summed over sentences. Without files: the open and the
blind half, and both together.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from bench.measure import Figure
from counterclaim.extracting.means import find_means, find_objects
from counterclaim.language import load

FLOORS = {"means": 0.75, "objects": 0.75, "both": 0.75}
FOLDER = Path(__file__).parent / "means"


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def f1(hits: int, found: int, labelled: int) -> float:
    return 2 * hits / (found + labelled) if found + labelled else 0.0


def score(rows: list[dict[str, Any]], *, errors: bool = False) -> dict[str, float]:
    """F1 of means, of objects and of both, over `rows`."""
    counts = {"means": [0, 0, 0], "objects": [0, 0, 0]}
    for row in rows:
        text, pack = row["text"], load(row["language"])
        found: dict[str, set[str]] = {
            "means": {m.kind for m in find_means(text, 0, len(text), pack)},
            "objects": {o.kind for o in find_objects(text, 0, len(text), pack)},
        }
        for layer, classes in found.items():
            gold = set(row[layer])
            for i, number in enumerate((len(gold & classes), len(classes), len(gold))):
                counts[layer][i] += number
            if errors and gold != classes:
                print(
                    row["id"], layer, "missed", sorted(gold - classes), "extra", sorted(classes - gold), text
                )
    both = [a + b for a, b in zip(counts["means"], counts["objects"], strict=True)]
    return {"means": f1(*counts["means"]), "objects": f1(*counts["objects"]), "both": f1(*both)}


def measure() -> list[Figure]:
    """F1 of the open and the blind half, each layer and both together."""
    halves = {name: read(FOLDER / f"{name}.jsonl") for name in ("open", "blind")}
    figures = [
        Figure(f"{layer}, {name} half, F1", round(value, 3))
        for name, rows in halves.items()
        for layer, value in score(rows).items()
    ]
    both = score([row for rows in halves.values() for row in rows])
    return [
        *figures,
        *(Figure(f"{layer}, all 150, F1", round(v, 3), FLOORS.get(layer)) for layer, v in both.items()),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument(
        "--errors", action="store_true", help="print each sentence with a missed or extra class"
    )
    arguments = parser.parse_args()
    files = arguments.files or sorted(FOLDER.glob("*.jsonl"))
    every: list[dict[str, Any]] = []
    for path in files:
        rows = read(path)
        every += rows
        shown = " ".join(f"{k} {v:.3f}" for k, v in score(rows, errors=arguments.errors).items())
        print(f"{path.stem}: {len(rows)} sentences, F1 {shown}")
    if len(files) > 1:
        print(f"all: {len(every)} sentences, F1 " + " ".join(f"{k} {v:.3f}" for k, v in score(every).items()))


if __name__ == "__main__":
    main()
