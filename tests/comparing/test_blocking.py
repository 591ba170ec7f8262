"""Which claims are compared: the towns, days and figures that bring two together, and both ways alike."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from counterclaim.comparing.blocking import candidates, keys, probes
from counterclaim.comparing.nouns import Entry
from tests.comparing.made import PLACES, entry, quantity, undated


def meet(a: Entry, b: Entry) -> bool:
    return [(one.claim, other.claim) for one, other in candidates([b, a])] == [("c_1", "c_2")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"place": "Orlec", "day": "2031-05-02"}, {"place": "Orlec", "day": "2031-05-02"}, True),
        ({"place": "Orlec", "day": "2031-05-02"}, {"place": "Orlec", "day": "2031-05-03"}, True),
        ({"place": "Orlec", "day": "2031-05-02"}, {"place": "Orlec", "day": "2031-05-04"}, False),
        ({"place": "Orlec", "day": "2031-05-02"}, {"place": "Lower Vale", "day": "2031-05-02"}, True),
        ({"place": "Orlec", "day": "2031-05-02"}, {"place": "Tamir", "day": "2031-05-02"}, False),
        (
            {"place": "Orlec", "day": "2031-05-02"},
            {"place": "Orlec", "day": "2031-05-02", "type": "control"},
            False,
        ),
        ({"day": "2031-05-02", "killed": 12}, {"place": "Orlec", "day": "2031-05-02", "killed": 12}, True),
        ({"day": "2031-05-02", "killed": 2}, {"place": "Orlec", "day": "2031-05-02", "killed": 2}, False),
        ({"day": "2031-05-02", "target": "Sudia"}, {"day": "2031-05-03", "target": "Sudia"}, True),
    ],
)
def test_claims_are_compared_by_place_day_figure_and_party(
    one: dict[str, Any], other: dict[str, Any], expected: bool
) -> None:
    assert meet(entry("c_1", **one), entry("c_2", **other)) is expected


def test_undated_reports_are_compared_with_the_days_before_them() -> None:
    happened = entry("c_1", place="Orlec", day="2031-05-02")
    assert meet(happened, undated("c_2", "2031-05-05", place="Orlec"))
    assert meet(happened, undated("c_2", "2031-05-01", place="Orlec"))
    assert not meet(happened, undated("c_2", "2031-05-06", place="Orlec"))
    assert not meet(happened, undated("c_2", "2031-04-29", place="Orlec"))


def test_a_month_meets_its_days_in_the_place_itself_only() -> None:
    month: dict[str, Any] = {"first": "2031-05-01", "last": "2031-05-31", "told": True, "precision": "month"}
    assert meet(entry("c_1", place="Orlec", **month), entry("c_2", place="Orlec", day="2031-05-20"))
    assert not meet(entry("c_1", place="Lower Vale", **month), entry("c_2", place="Orlec", day="2031-05-20"))


def test_towns_that_touch_share_a_key() -> None:
    assert meet(
        entry("c_1", place="Orlec", day="2031-05-02"), entry("c_2", place="Orlec Mill", day="2031-05-02")
    )


def test_one_wording_is_compared_for_a_month_wherever_it_lies() -> None:
    words = "Rescuers carried wounded miners from collapsed tunnels."
    assert meet(undated("c_1", "2031-05-02", quote=words), undated("c_2", "2031-05-30", quote=words))
    assert not meet(undated("c_1", "2031-05-02", quote=words), undated("c_2", "2031-09-30", quote=words))


def test_an_area_of_a_town_is_compared_with_the_town() -> None:
    area = replace(PLACES["Orlec"], precision="region")
    assert meet(entry("c_1", place="Orlec", day="2031-05-02"), entry("c_2", places=(area,), day="2031-05-02"))


def test_totals_are_compared_by_what_they_count_and_never_with_a_day() -> None:
    def total(claim: str, day: str) -> Entry:
        return entry(
            claim, day=day, type="loss", quantities=(quantity(900, cumulative=True, since="the war"),)
        )

    assert meet(total("c_1", "2031-05-02"), total("c_2", "2031-05-20"))
    assert not meet(total("c_1", "2031-05-02"), entry("c_2", day="2031-05-02", killed=900))


def test_claims_of_one_passage_are_compared_wherever_they_lie() -> None:
    one = entry("c_1", place="Orlec", day="2031-05-02", article="a_1")
    assert meet(one, undated("c_2", "2031-05-09", article="a_1"))


def test_a_claim_is_found_exactly_by_those_that_it_finds() -> None:
    draw = random.Random(7)
    made = [some(draw, number) for number in range(80)]
    known = [(keys(one), probes(one)) for one in made]
    for at, (filed, looked_up) in enumerate(known):
        for other, (filed_too, looked_up_too) in enumerate(known):
            assert bool(filed & looked_up_too) == bool(looked_up & filed_too), (made[at], made[other])


def some(draw: random.Random, number: int) -> Entry:
    """An entry of any kind, at few places and days, so that many meet."""
    day = f"2031-05-{draw.randint(1, 28):02}"
    kinds = ("attack", "loss", "control", "deployment", "agreement", "statement", "abuse")
    given: dict[str, Any] = {
        "type": draw.choice(kinds),
        "place": draw.choice([*PLACES, (), ("Orlec", "Tamir")]),
        "actor": draw.choice(["Norland", "Sudia", ()]),
        "target": draw.choice(["Norland", "Sudia", ()]),
        "party": draw.choice(["Norland", "outlet"]),
        "quantities": tuple(quantity(draw.choice([2, 12, 40])) for _ in range(draw.randint(0, 2))),
    }
    match draw.randrange(4):
        case 0:
            return undated(f"c_{number}", day, **given)
        case 1:
            return entry(f"c_{number}", day=day, **given | {"last": f"2031-06-{draw.randint(1, 28):02}"})
        case 2:
            return entry(
                f"c_{number}", day=day, **given | {"last": max(day, f"2031-05-{draw.randint(1, 28):02}")}
            )
        case _:
            return entry(f"c_{number}", day=day, **given)
