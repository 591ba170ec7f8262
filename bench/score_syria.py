"""Whether the claims of an article say when and where its event was, as syria-2013-2017.jsonl has it.

    python -m bench.score_syria [--tagger NAME] [--missed N]

The articles are those that are not among the annotated real texts, by id or by text (`bench/syria.py`). Each is read
with its title, outlet and date, so 'on Tuesday' is dated by the day that the data set gives; it gives the day of the
report for most articles, not that of the event. A day printed before the text ('13 October 2016 Two children …')
counts where a claim takes it for its time.

- date found: some claim has a time of at most a week (precision day, days or week), both ends known, that holds the
  given day. A claim without words of time has none.
- date found within a day: the same, one day more on either side.
- governorate found: some claim has a place that is the given governorate or lies in it by the gazetteer's
  first-level division. 'Syria' does not count. The data set's 'damascus' is the city and the countryside around it.
- both found: the article has both, in one claim or in two; both in one claim: one claim has both.

Shares are of all articles, those without any claim too. `--missed N` prints N articles' ids with what was found.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from bench.measure import Figure
from bench.syria import Result, articles, results
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.gazetteer import Gazetteer, Place
from counterclaim.model import Claim, PlaceMention, When

GOVERNORATES = {
    "aleppo": ("Aleppo",),
    "damascus": ("Damascus", "Rif Dimashq"),
    "daraa": ("Daraa",),
    "deir ezzor": ("Deir Ezzor",),
    "hama": ("Hama",),
    "hasakeh": ("Al-Hasakah",),
    "homs": ("Homs",),
    "idlib": ("Idlib",),
    "lattakia": ("Latakia",),
    "quneitra": ("Quneitra",),
    "raqqa": ("Raqqa",),
    "tartous": ("Tartous",),
}
"""First-level divisions of the gazetteer for the data set's names."""
FLOOR = 0.75
PRECISE = ("day", "days", "week")
WEEK = 7


def measure(tagger: str | None = None) -> list[Figure]:
    found = [Finding(result) for result in results(articles(), tagger)]

    def share(name: str, floor: float | None = None, note: str = "") -> Figure:
        key = name.replace(" ", "_")
        return Figure(
            f"{name} found", round(sum(getattr(f, key) for f in found) / len(found), 3), floor, note
        )

    claims = sum(len(f.result.claims) for f in found)
    return [
        share("date", FLOOR, f"{len(found)} articles, {claims} claims"),
        share("date within a day"),
        share("governorate", FLOOR),
        share("both"),
        share("both in one claim"),
        Figure("articles without a claim", sum(not f.result.claims for f in found)),
    ]


class Finding:
    """What the claims of one article say of its event."""

    def __init__(self, result: Result) -> None:
        self.result = result
        day = date.fromisoformat(result.given.date)
        held = governorate(result.given.governorate)
        dated = [holds(claim.time, day) for claim in result.claims]
        placed = [any(inside(place, held) for place in claim.places) for claim in result.claims]
        self.date = any(dated)
        self.date_within_a_day = any(holds(claim.time, day, slack=1) for claim in result.claims)
        self.governorate = any(placed)
        self.both = self.date and self.governorate
        self.both_in_one_claim = any(map(all, zip(dated, placed, strict=True)))


def holds(when: When | None, day: date, slack: int = 0) -> bool:
    """Whether `when`, a week at most, holds `day`, with `slack` more days before and after."""
    if when is None or when.start is None or when.end is None or when.precision not in PRECISE:
        return False
    first, last = date.fromisoformat(when.start), date.fromisoformat(when.end)
    more = timedelta(days=slack)
    return last - first < timedelta(days=WEEK) and first - more <= day <= last + more


def governorate(name: str) -> frozenset[int]:
    """Ids of the divisions that the data set calls `name`."""
    gazetteer = _gazetteer()
    found = {
        place.id
        for spelling in GOVERNORATES[name]
        for place in gazetteer.lookup(spelling)
        if place.kind == "adm1" and place.country == "SY"
    }
    assert len(found) == len(GOVERNORATES[name]), name
    return frozenset(found)


def inside(mention: PlaceMention, divisions: frozenset[int]) -> bool:
    return any(place.id in divisions or place.adm1 in divisions for place in _places(mention))


def _places(mention: PlaceMention) -> Iterable[Place]:
    """The place of `mention`; one of a conflict file has no id and is known by its name and point."""
    gazetteer = _gazetteer()
    if mention.geonames is not None:
        place = gazetteer.place(mention.geonames)
        return () if place is None else (place,)
    named = gazetteer.lookup(mention.name) if mention.name and mention.lat is not None else []
    return [place for place in named if (place.lat, place.lon) == (mention.lat, mention.lon)]


def _gazetteer() -> Gazetteer:
    return open_world(WorldSpec()).gazetteer


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--tagger")
    ask.add_argument("--missed", type=int, default=0, metavar="N")
    given = ask.parse_args()
    if not given.missed:
        for figure in measure(given.tagger):
            print(f"{figure.name:28} {figure.value:g}  {figure.note}")
        return
    shown: Counter[str] = Counter()
    for result in results(articles(), given.tagger):
        finding = Finding(result)
        if not finding.both and shown.total() < given.missed:
            shown["article"] += 1
            print(f"\n{result.given.id} {result.given.date} {result.given.governorate}: {result.given.title}")
            for claim in result.claims:
                print("   ", told(claim))


def told(claim: Claim) -> str:
    when = f"{claim.time.text} = {claim.time.start} to {claim.time.end}" if claim.time else "no time"
    return f"{claim.type}: {when}; " + ", ".join(f"{p.text} = {p.name} ({p.precision})" for p in claim.places)


if __name__ == "__main__":
    main()
