"""Groups of claims: no chains, no lumps, the same whatever comes first, reviews obeyed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest

from counterclaim.comparing.clustering import groups
from counterclaim.comparing.nouns import Constraints, Entry
from counterclaim.comparing.pairing import pairs
from tests.comparing.made import entry, undated
from tests.comparing.test_blocking import some

FREE = Constraints()
DAY = "2031-05-02"


def grouped(entries: Sequence[Entry], constraints: Constraints = FREE) -> set[tuple[str, ...]]:
    return {group.claims for group in groups(entries, pairs(entries, constraints), constraints)}


def place_day() -> dict[str, list[Entry]]:
    """Thirty claims of one town and day about five happenings, told by six outlets with details of their own."""
    happenings: dict[str, dict[str, Any]] = {
        "market": {
            "means": frozenset({"shelling"}),
            "objects": frozenset({"market"}),
            "killed": 12,
            "target": "Sudia",
        },
        "convoy": {
            "means": frozenset({"drone"}),
            "objects": frozenset({"convoy"}),
            "killed": 4,
            "target": "Norland",
        },
        "school": {"means": frozenset({"air_strike"}), "objects": frozenset({"school"}), "killed": 31},
        "bomb": {
            "means": frozenset({"ied"}),
            "objects": frozenset({"bridge"}),
            "killed": 2,
            "target": "Norland Guard",
        },
        "arrests": {"type": "abuse", "trigger": "detained", "actor": "Sudia", "target": "Oru League"},
    }
    made: dict[str, list[Entry]] = {}
    for name, details in happenings.items():
        made[name] = []
        for number in range(6):
            given = dict(details)
            if number % 3 == 1 and name != "arrests":
                # The toll alone, or the attack alone.
                given.pop("objects", None)
            if number % 3 == 2 and "killed" in given:
                given["killed"] += number
            made[name].append(
                entry(f"c_{name}_{number}", place="Orlec", day=DAY, outlet=f"Outlet {number}", **given)
            )
    return made


def test_a_place_day_of_thirty_claims_is_no_lump() -> None:
    made = place_day()
    expected = {tuple(sorted(one.claim for one in part)) for part in made.values()}
    assert grouped([one for part in made.values() for one in part]) == expected


def test_a_toll_joins_the_attack_that_caused_it() -> None:
    attack = entry("c_1", place="Orlec", day=DAY, actor="Norland", means=frozenset({"shelling"}))
    toll = entry("c_2", place="Orlec", day=DAY, killed=12, means=frozenset({"shelling"}), outlet="The Herald")
    assert grouped([attack, toll]) == {("c_1", "c_2")}


def test_towns_far_apart_are_not_chained_by_their_province() -> None:
    same: dict[str, Any] = {"day": DAY, "killed": 12, "means": frozenset({"shelling"}), "target": "Sudia"}
    made = [
        entry("c_1", place="Orlec", **same),
        entry("c_2", place="Zabrod", outlet="The Herald", **same),
        entry("c_3", place="Lower Vale", outlet="The Post", **same),
    ]
    found = grouped(made)
    assert len(found) == 2
    assert not any({"c_1", "c_2"} <= set(group) for group in found)


def test_days_are_not_chained() -> None:
    same: dict[str, Any] = {"place": "Orlec", "means": frozenset({"shelling"}), "target": "Sudia"}
    made = [
        entry(f"c_{day}", day=f"2031-05-{day:02}", outlet=f"Outlet {day}", **same) for day in range(10, 20)
    ]
    for group in grouped(made):
        assert len(group) <= 2, group


@pytest.mark.parametrize("seed", range(3))
def test_order_never_changes_the_groups(seed: int) -> None:
    draw = random.Random(seed)
    made = [some(draw, number) for number in range(60)]
    expected = groups(made, pairs(made, FREE), FREE)
    draw.shuffle(made)
    mixed = pairs(made, FREE)
    draw.shuffle(mixed)
    assert groups(made, mixed, FREE) == expected


@pytest.mark.parametrize("seed", range(3))
def test_batches_never_change_the_pairs(seed: int) -> None:
    """Claims that come in batches, each compared with those before it, give the pairs of all at once."""
    draw = random.Random(seed)
    made = [some(draw, number) for number in range(60)]
    draw.shuffle(made)
    known: list[Entry] = []
    found = set()
    while len(known) < len(made):
        batch = made[len(known) : len(known) + draw.randint(1, 25)]
        known += batch
        found |= set(pairs(known, FREE, only=frozenset(one.claim for one in batch)))
    assert found == set(pairs(made, FREE))


def test_a_far_article_changes_no_other_group() -> None:
    made = [one for part in place_day().values() for one in part]
    far = [
        entry("c_far_1", place="Tamir", day=DAY, killed=12),
        undated("c_far_2", DAY, place="Tamir", killed=12),
    ]
    assert grouped(made) <= grouped([*made, *far])


def test_each_claim_has_the_pair_that_ties_it_and_the_first_published_has_none() -> None:
    made = [
        entry("c_2", place="Orlec", day=DAY, killed=12, published="2031-05-02"),
        entry("c_1", place="Orlec", day=DAY, killed=12, published="2031-05-03", outlet="The Herald"),
        entry("c_3", place="Orlec", day=DAY, killed=12, published="2031-05-04", outlet="The Post"),
    ]
    (group,) = groups(made, pairs(made, FREE), FREE)
    assert group.claims == ("c_1", "c_2", "c_3")
    assert group.joined[1] is None
    for claim, joined in zip(group.claims, group.joined, strict=True):
        assert joined is None or claim in (joined.a, joined.b)


def test_people_put_together_and_take_apart() -> None:
    made = [
        entry("c_1", place="Orlec", day=DAY, killed=12),
        entry("c_2", place="Orlec", day=DAY, killed=12, outlet="The Herald"),
        entry("c_3", place="Tamir", day="2031-06-02", killed=3),
    ]
    apart = Constraints(apart=frozenset({("c_1", "c_2")}))
    assert grouped(made, apart) == {("c_1",), ("c_2",), ("c_3",)}
    together = Constraints(together=frozenset({("c_2", "c_3")}))
    assert grouped(made, together) == {("c_1", "c_2", "c_3")} or grouped(made, together) == {
        ("c_1",),
        ("c_2", "c_3"),
    }
    both = Constraints(
        together=frozenset({("c_1", "c_3"), ("c_2", "c_3")}), apart=frozenset({("c_1", "c_2")})
    )
    assert grouped(made, both) == {("c_1", "c_3"), ("c_2",)}


def test_claims_that_nothing_joins_stand_alone() -> None:
    made = [entry("c_2", place="Orlec", day=DAY), entry("c_1")]
    found = groups(made, [], FREE)
    assert [(group.claims, group.joined) for group in found] == [(("c_1",), (None,)), (("c_2",), (None,))]
