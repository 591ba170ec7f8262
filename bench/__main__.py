"""Run measures, print them, and write `bench/results.md`. Exit code 1 if a floor is not reached.

    python -m bench [NAME …] [--tagger NAME]
    python -m bench hand_check --tagger NAME --seed N > sample.jsonl

Without names: all of them. `--tagger` holds for the measures that read with a tagger; without it they take
what the language packs choose, and `score_tagger` scores each tagger in turn. NAME may be the folder of a trained
model: its figures are printed and not written.
"""

from __future__ import annotations

import argparse
import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import (
    attribution,
    claims,
    compare_check,
    compare_speed,
    encoder_speed,
    hand_check,
    ledger_compare,
    ledger_speed,
    planted_citations,
    planted_reposts,
    score_geovirus,
    score_means,
    score_reading,
    score_syria,
    score_tagger,
    speed,
    web_speed,
)
from bench.measure import Figure, Skipped


@dataclass(frozen=True, slots=True)
class Measure:
    """`run` is given the tagger's name, where one is asked for; `each` says that it needs one."""

    title: str
    run: Callable[[str | None], list[Figure]]
    by_tagger: bool = True
    each: bool = False
    about: str = ""


def alike(title: str, run: Callable[[], list[Figure]]) -> Measure:
    """A measure in which no tagger has a part."""
    return Measure(title, lambda _: run(), by_tagger=False)


MEASURES = {
    "claims": Measure("Claims of karabakh-page.txt, whole pipeline", claims.measure),
    "score_tagger": Measure(
        "Tagger, passages and real texts held out of training",
        score_tagger.measure,
        each=True,
        about="Nothing is held out for `patterns`: its weights were measured on every passage and real text there was. "
        "The later passages were written after that.",
    ),
    "attribution": Measure("Attribution, PolNeAR dev", attribution.measure),
    "score_syria": Measure("Day and governorate, syria-2013-2017.jsonl", score_syria.measure),
    "hand_check": alike("Claims of syria-2013-2017.jsonl, read by hand", hand_check.measure),
    "score_reading": alike(
        "Articles and boilerplate, karabakh-page.txt and syria-2013-2017.jsonl", score_reading.measure
    ),
    "score_geovirus": alike("Places, GeoVirus with spans given", score_geovirus.measure),
    "score_means": alike("Means and objects, 150 sentences of our own", score_means.measure),
    "planted_citations": Measure(
        "Does the cited page say it: planted changes",
        planted_citations.measure,
        about="When they were read for the first time, the first twelve stories had 0.80 of their changes named rightly, the "
        "next seven 0.79, the last four 0.90; rules were mended after the first two runs.",
    ),
    "ledger_speed": alike("The ledger at 20,000 claims", ledger_speed.measure),
    "compare_check": alike("Incidents and conflict links read by hand", compare_check.measure),
    "compare_speed": alike("Incidents among made-up claims", compare_speed.measure),
    "ledger_compare": alike("Comparison in a ledger of 100,000 made-up claims", ledger_compare.measure),
    "web_speed": alike("The review room over 100,000 made-up claims", web_speed.measure),
    "planted_reposts": alike("Reposts planted among invented reports", planted_reposts.measure),
    "encoder_speed": alike("Speed of the encoder alone", encoder_speed.measure),
    "speed": Measure("Speed and memory", speed.measure),
}

RESULTS = Path(__file__).with_name("results.md")
COMMAND = re.compile(r"`python -m bench (\w+)(?: --tagger ([\w-]+))?`")

Run = tuple[str, str | None]
"""A measure's name and the tagger asked for."""


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    ask.add_argument("--tagger")
    ask.add_argument("--seed", type=int, help="draw the sample of the hand check and print it")
    given = ask.parse_args()
    if unknown := [name for name in given.names if name not in MEASURES]:
        print(f"no measure {unknown[0]!r}; there are: {', '.join(MEASURES)}", file=sys.stderr)
        return 2
    if given.seed is not None:
        if given.names != ["hand_check"]:
            ask.error("--seed is for hand_check alone")
        try:
            hand_check.draw(given.tagger, given.seed)
        except Skipped as reason:
            print(f"no sample: {reason}", file=sys.stderr)
            return 2
        return 0
    sections: dict[Run, str] = {}
    missed: list[str] = []
    for name, tagger in runs(given.names or list(MEASURES), given.tagger):
        measure = MEASURES[name]
        try:
            figures = measure.run(tagger)
        except Skipped as reason:
            print(f"{measure.title}: left out ({reason})\n")
            continue
        missed += [f"{name}: {figure.missed}" for figure in figures if figure.missed]
        sections[name, tagger] = section(name, tagger, figures)
        print(sections[name, tagger])
    if sections and not (given.tagger and Path(given.tagger, "model.json").is_file()):
        write(sections)
    for line in missed:
        print(f"not reached: {line}", file=sys.stderr)
    return 1 if missed else 0


def runs(names: list[str], tagger: str | None) -> Iterator[Run]:
    for name in names:
        if not MEASURES[name].by_tagger:
            yield name, None
        elif MEASURES[name].each and tagger is None:
            yield from ((name, one) for one in score_tagger.taggers())
        else:
            yield name, tagger


def section(name: str, tagger: str | None, figures: list[Figure]) -> str:
    command = f"python -m bench {name}" + (f" --tagger {tagger}" if tagger else "")
    title = MEASURES[name].title + (f": {tagger}" if tagger else "")
    lines = [f"## {title}", "", f"`{command}`, {date.today()}, {processor()}", ""]
    if MEASURES[name].about:
        lines += [MEASURES[name].about, ""]
    single = [figure for figure in figures if not figure.row]
    if single:
        lines += ["| figure | value | floor | note |", "|---|---|---|---|"]
        lines += [f"| {f.name} | {f.value:g} | {f.bound} | {f.note} |" for f in single]
    rows = list(dict.fromkeys(figure.row for figure in figures if figure.row))
    if rows:
        lines += [*([""] if single else []), *table(rows, [figure for figure in figures if figure.row])]
    return "\n".join([*lines, ""])


def table(rows: list[str], figures: list[Figure]) -> list[str]:
    """One line a row, one column a name; a bound stands behind its figure."""
    names = list(dict.fromkeys(figure.name for figure in figures))
    cells = {(figure.row, figure.name): figure for figure in figures}

    def cell(row: str, name: str) -> str:
        figure = cells.get((row, name))
        if figure is None:
            return ""
        bound = figure.bound and f" ({figure.bound if figure.ceiling is not None else f'≥ {figure.bound}'})"
        return f"{figure.value:g}{bound}"

    head = ["| | " + " | ".join(names) + " |", "|" + "---|" * (len(names) + 1)]
    return head + [f"| {row} | " + " | ".join(cell(row, name) for name in names) + " |" for row in rows]


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        "processor not named",
    )


def write(sections: dict[Run, str]) -> None:
    """Sections measured now replace their older selves; the others stay."""
    old: dict[Run, str] = {}
    if RESULTS.exists():
        for part in RESULTS.read_text(encoding="utf-8").split("\n## ")[1:]:
            text = "## " + part.rstrip("\n") + "\n"
            if (command := COMMAND.search(text)) and command[1] in MEASURES:
                old[command[1], command[2]] = text
    kept = {**old, **sections}
    head = (
        "# Results\n\nEach section names its command; `COUNTERCLAIM_DATA` points at the development data.\n"
    )
    order = list(MEASURES)
    texts = [kept[run] for run in sorted(kept, key=lambda run: (order.index(run[0]), run[1] or ""))]
    RESULTS.write_text("\n".join([head, *texts]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
