"""Run all measures, print them, and write `bench/results.md`. Exit code 1 if a floor is not reached."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench import attribution, claims, ledger_speed, score_geovirus, score_means, score_reading, speed
from bench.measure import Figure, Skipped

MEASURES: dict[str, tuple[str, Callable[[], list[Figure]]]] = {
    "claims": ("Claims of karabakh-page.txt, whole pipeline", claims.measure),
    "attribution": ("Attribution, PolNeAR dev", attribution.measure),
    "score_reading": (
        "Articles and boilerplate, karabakh-page.txt and syria-2013-2017.jsonl",
        score_reading.measure,
    ),
    "score_geovirus": ("Places, GeoVirus with spans given", score_geovirus.measure),
    "score_means": ("Means and objects, 150 sentences of our own", score_means.measure),
    "ledger_speed": ("The ledger at 20,000 claims", ledger_speed.measure),
    "speed": ("Speed and memory", speed.measure),
}

RESULTS = Path(__file__).with_name("results.md")


def main() -> int:
    chosen = sys.argv[1:] or list(MEASURES)
    if unknown := [name for name in chosen if name not in MEASURES]:
        print(f"no measure {unknown[0]!r}; there are: {', '.join(MEASURES)}", file=sys.stderr)
        return 2
    sections: dict[str, str] = {}
    missed: list[str] = []
    for name in chosen:
        title, measure = MEASURES[name]
        try:
            figures = measure()
        except Skipped as reason:
            print(f"{title}: left out ({reason})\n")
            continue
        missed += [
            f"{name}: {f.name} {f.value} < {f.floor}"
            for f in figures
            if f.floor is not None and f.value < f.floor
        ]
        sections[name] = section(name, title, figures)
        print(sections[name])
    if sections:
        write(sections)
    for line in missed:
        print(f"below its floor: {line}", file=sys.stderr)
    return 1 if missed else 0


def section(name: str, title: str, figures: list[Figure]) -> str:
    lines = [f"## {title}", "", f"`python -m bench {name}`, {date.today()}, {processor()}", ""]
    lines += ["| figure | value | floor | note |", "|---|---|---|---|"]
    lines += [
        f"| {f.name} | {f.value:g} | {'' if f.floor is None else f'{f.floor:g}'} | {f.note} |"
        for f in figures
    ]
    return "\n".join([*lines, ""])


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        "processor not named",
    )


def write(sections: dict[str, str]) -> None:
    """Sections measured now replace their older selves; the others stay."""
    old: dict[str, str] = {}
    if RESULTS.exists():
        for part in RESULTS.read_text(encoding="utf-8").split("\n## ")[1:]:
            text = "## " + part.rstrip("\n") + "\n"
            name = next((n for n in MEASURES if f"`python -m bench {n}`" in text), None)
            if name:
                old[name] = text
    kept = {**old, **sections}
    head = (
        "# Results\n\nEach section names its command; `COUNTERCLAIM_DATA` points at the development data.\n"
    )
    RESULTS.write_text("\n".join([head, *(kept[n] for n in MEASURES if n in kept)]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
