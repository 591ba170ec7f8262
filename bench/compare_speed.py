"""Incidents among made-up claims: how long they take, how that grows, and whether the planted ones are found.

`python -m bench.compare_speed [--claims 100000] [--seed 0]` prints the stages of one size.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench import made_claims
from bench.measure import Figure
from counterclaim.comparing.blocking import neighbours
from counterclaim.comparing.clustering import components, groups_of
from counterclaim.comparing.entries import Knowledge, entries
from counterclaim.comparing.features import features
from counterclaim.comparing.nouns import Constraints, Group, Pair
from counterclaim.comparing.pairing import joined

SMALL, LARGE = 25_000, 100_000


class Parties:
    """The sides of the made-up parties."""

    def side_of(self, party: str) -> str:
        return "north" if party in made_claims.NORTH else "south" if party in made_claims.SOUTH else party


@dataclass(frozen=True, slots=True)
class Result:
    """`seconds` of processor time by stage; `scores` precision, recall and F1 of pairs; the largest sets."""

    seconds: Mapping[str, float]
    candidates: int
    pairs: int
    scores: tuple[float, float, float]
    largest_group: int
    largest_component: int

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def compared(number: int, seed: int = 0) -> Result:
    """The incidents of `number` made-up claims."""
    made = made_claims.claims(number, seed)
    knowledge = Knowledge(Parties(), made, lambda outlet, url: None)
    seconds = {}
    # What this measure made is not walked again and again while others are measured.
    gc.freeze()
    start = time.process_time()
    given = [features(one) for one in entries(made.claims, knowledge)]
    seconds["entries"], start = time.process_time() - start, time.process_time()
    near = list(neighbours(given))
    seconds["candidates"], start = time.process_time() - start, time.process_time()
    free = Constraints()
    pairs: list[Pair] = [one for a, b in near if (one := joined(a, b, free)) is not None]
    seconds["pairs"], start = time.process_time() - start, time.process_time()
    groups = groups_of(given, pairs, free)
    seconds["groups"] = time.process_time() - start
    gc.unfreeze()
    return Result(
        seconds,
        len(near),
        len(pairs),
        pair_scores(groups, made.truth),
        max(len(group.claims) for group in groups),
        max(len(members) for members, _ in components((one.claim for one in given), pairs)),
    )


def pair_scores(groups: Sequence[Group], truth: Mapping[str, str | None]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs of claims that tell a planted happening."""
    both = found = 0
    for group in groups:
        counted = Counter(name for claim in group.claims if (name := truth[claim]) is not None)
        both += sum(map(_pairs, counted.values()))
        found += _pairs(sum(counted.values()))
    planted = sum(map(_pairs, Counter(name for name in truth.values() if name is not None).values()))
    precision, recall = both / (found or 1), both / (planted or 1)
    return precision, recall, 2 * both / ((found + planted) or 1)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def measure() -> list[Figure]:
    small, large = compared(SMALL), compared(LARGE)
    precision, recall, f1 = large.scores
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in large.seconds.items())
    return [
        Figure(
            f"{LARGE:,} claims into incidents, s of one core", round(large.total, 1), note=stages, ceiling=60
        ),
        Figure(f"growth from {SMALL:,} claims", round(large.total / small.total, 2), ceiling=5),
        Figure("planted incidents, pair F1", round(f1, 3), 0.9, f"P {precision:.3f}, R {recall:.3f}"),
        Figure("pairs compared for each claim", round(large.candidates / LARGE, 1)),
        Figure("claims of the largest incident", large.largest_group),
        Figure("claims of the largest connected set", large.largest_component),
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=LARGE)
    options.add_argument("--seed", type=int, default=0)
    wanted = options.parse_args()
    print(compared(wanted.claims, wanted.seed))


if __name__ == "__main__":
    main()
