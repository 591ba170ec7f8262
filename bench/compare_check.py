"""Incidents and conflict links read by hand: samples to judge, and what the kept verdicts say.

    counterclaim --ledger syria.db add syria-2013-2017.jsonl
    python -m bench.compare_check incidents syria.db --seed 1 > sample.jsonl
    python -m bench.compare_check links syria.db --seed 1 > sample.jsonl
    python -m bench.compare_check groups syria.db

`incidents` draws 40 incidents whose claims come from two or more outlets (by origins: a copy is no second one), `links`
40 of the links as `counterclaim incident` shows them, one for each kind, pair of speakers and topic. A judge fills in
`wrong`, the ids of claims that tell of another happening than the first claim, or `right`, whether the two claims
contradict each other in what the reason says, and a `note`. `python -m bench.compare_check keep sample.jsonl --as link`
keeps them, without the words of articles, as `bench/link_verdicts.jsonl` (`incident`, `link`, or `page_link` for all
links of karabakh-page.txt). `groups` counts how many groups of articles about one date and governorate, as the data set
gives them, have an incident that two of their outlets tell, and keeps the numbers as `bench/incident_groups.json`. A join is a claim beside the
first one of its incident; a join is right where the two are about one happening.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.measure import Figure, Skipped, data
from counterclaim.analysis import Analysis
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import IncidentFilter, Ledger

HERE = Path(__file__).parent
INCIDENTS, LINKS, PAGE = (HERE / f"{name}_verdicts.jsonl" for name in ("incident", "link", "page_link"))
GROUPS = HERE / "incident_groups.json"
SYRIA = "syria-2013-2017.jsonl"
NUMBER = 40
JOINS, OF_LINKS, OF_PAGE = 0.85, 0.75, 0.70


def measure() -> list[Figure]:
    """Skipped where no verdicts are kept."""
    joined, links, page = _rows(INCIDENTS), _rows(LINKS), _rows(PAGE)
    joins = sum(len(row["claims"]) - 1 for row in joined)
    wrong = sum(len(row["wrong"]) for row in joined)
    whole = sum(not row["wrong"] for row in joined)
    return [
        Figure(
            "joins right, Syria",
            round(1 - wrong / joins, 3),
            JOINS,
            f"{joins} joins of {len(joined)} incidents",
        ),
        Figure("incidents wholly right, Syria", round(whole / len(joined), 3)),
        _groups(),
        _share("links right, Syria", links, OF_LINKS),
        _share("links right, karabakh-page.txt", page, OF_PAGE),
    ]


def _groups() -> Figure:
    if not GROUPS.is_file():
        raise Skipped(f"{GROUPS.name}: no groups are counted")
    kept = json.loads(GROUPS.read_text(encoding="utf-8"))
    return Figure(
        "dates and governorates of two outlets with a joint incident, Syria",
        round(kept["joint"] / kept["groups"], 3),
        note=f"{kept['joint']} of {kept['groups']}, {kept['incidents']} incidents of two or more outlets",
    )


def _share(name: str, rows: list[dict[str, Any]], floor: float) -> Figure:
    return Figure(name, round(sum(row["right"] for row in rows) / len(rows), 3), floor, f"{len(rows)} links")


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise Skipped(f"{path.name}: no verdicts are kept")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def incidents(ledger: Ledger, number: int, seed: int) -> Iterator[dict[str, Any]]:
    """Incidents of two or more outlets in a random order, `number` of them, with the words of their claims."""
    found = _of_outlets(ledger)
    for one in sorted(random.Random(seed).sample(found, min(number, len(found))), key=lambda i: str(i["id"])):
        said = {q["claim"]: q for account in one["accounts"] for q in account["quotes"]}
        yield {
            "incident": one["id"],
            "type": one["type"],
            "places": [place["name"] for place in one["places"]],
            "time": one["time"],
            "claims": [
                {"id": claim, **{k: said[claim][k] for k in ("outlet", "published", "text")}}
                for claim in one["claims"]
            ],
            "wrong": [],
            "note": "",
        }


def groups(ledger: Ledger) -> dict[str, int]:
    """Groups of a date and a governorate with articles of two or more outlets, those of them with an incident that two
    outlets of the group tell, and all incidents that `incidents` draws from."""
    event: dict[tuple[str, str, str], tuple[str, str]] = {}
    outlets: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in data(SYRIA).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        of = event[row["title"], row["outlet"], row["date"]] = row["date"], row["governorate"]
        outlets[of].add(row["outlet"])
    wanted = {of for of, names in outlets.items() if len(names) > 1}
    joint = set()
    for one in ledger.incidents(IncidentFilter()):
        told: dict[tuple[str, str], set[str]] = defaultdict(set)
        for article in one["articles"]:
            told[event[article["title"], article["outlet"], article["published"]]].add(article["outlet"])
        joint |= {of for of, names in told.items() if len(names) > 1}
    return {"groups": len(wanted), "joint": len(wanted & joint), "incidents": len(_of_outlets(ledger))}


def _of_outlets(ledger: Ledger) -> list[dict[str, Any]]:
    return [
        one
        for one in ledger.incidents(IncidentFilter(least_origins=2))
        if len({outlet for origin in one["origins"] for outlet in origin["outlets"][:1]}) > 1
    ]


def links(ledger: Ledger, number: int, seed: int) -> Iterator[dict[str, Any]]:
    """Links as they are shown, in a random order, `number` of them, with the words of both claims."""
    analysis = Analysis.of(ledger, WorldSpec())
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in ledger.incidents(IncidentFilter(contested=True)):
        for link in analysis.incident(one["id"])["conflicts"]:
            found[link["a"]["claim"], link["b"]["claim"], link["kind"]] = link
    keys = sorted(found)
    for key in sorted(random.Random(seed).sample(keys, min(number, len(keys)))):
        yield {**found[key], "right": None, "note": ""}


def _bare(value: Any) -> Any:
    """`value` without the words of articles."""
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key not in ("text", "quote", "title")}
    return value


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("what", choices=("incidents", "links", "groups", "keep"))
    ask.add_argument("source", help="a ledger, or the judged sample to keep")
    ask.add_argument("--as", dest="kind", choices=("incident", "link", "page_link"))
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--number", type=int, default=NUMBER)
    given = ask.parse_args()
    if given.what == "keep":
        rows = [json.loads(line) for line in Path(given.source).read_text(encoding="utf-8").splitlines()]
        kept = "".join(json.dumps(_bare(row), ensure_ascii=False) + "\n" for row in rows)
        (HERE / f"{given.kind}_verdicts.jsonl").write_text(kept, encoding="utf-8")
        return
    if given.what == "groups":
        with Ledger.open(given.source, create=False) as ledger:
            GROUPS.write_text(json.dumps(groups(ledger)) + "\n", encoding="utf-8")
        return
    draw = incidents if given.what == "incidents" else links
    with Ledger.open(given.source, create=False) as ledger:
        for row in draw(ledger, given.number, given.seed):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
