"""Ids that stay, what becomes of incidents, and the object that interfaces give."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence

import pytest

from counterclaim.comparing.clustering import groups
from counterclaim.comparing.incidents import Known, Settled, days, incident_id, incident_object, settle
from counterclaim.comparing.nouns import ConflictLink, Constraints, Copy, Group, Origin, Pair, Status
from counterclaim.comparing.pairing import pairs
from tests.comparing.made import entry, quantity

DAY = "2031-05-02"


def group(*claims: str, founder: str | None = None) -> Group:
    first = founder or claims[0]
    return Group(claims, tuple(None if one == first else tie(one, first) for one in claims))


def tie(one: str, other: str) -> Pair:
    return Pair(min(one, other), max(one, other), 6.0, ())


def known(settled: Settled, given: Sequence[Group], born: str, before: Sequence[Known] = ()) -> list[Known]:
    ages = {one.id: one.born for one in before}
    rows = zip(settled.ids, settled.founders, given, strict=True)
    return [Known(name, founder, frozenset(one.claims), ages.get(name, born)) for name, founder, one in rows]


def test_a_new_group_is_named_after_the_claim_published_first() -> None:
    settled = settle([group("c_1", "c_2", founder="c_2"), group("c_3")], [])
    assert settled.ids == (incident_id("c_2"), incident_id("c_3"))
    assert settled.founders == ("c_2", "c_3")
    assert settled.new == set(settled.ids)
    assert settled.events == ()


def test_a_group_that_grows_keeps_its_id_even_with_an_earlier_claim() -> None:
    first = [group("c_2", "c_3")]
    before = known(settle(first, []), first, "1")
    settled = settle([group("c_1", "c_2", "c_3")], before)
    assert settled.ids == (before[0].id,)
    assert settled.founders == ("c_2",)
    assert settled.new == frozenset()


def test_of_two_that_become_one_the_older_survives() -> None:
    first, second = [group("c_2")], [group("c_1")]
    before = known(settle(first, []), first, "1") + known(settle(second, []), second, "2")
    settled = settle([group("c_1", "c_2")], before)
    assert settled.ids == (before[0].id,)
    assert settled.aliases == {before[1].id: before[0].id}
    assert [(one.kind, one.incident, one.other, one.claims) for one in settled.events] == [
        ("merged", before[1].id, before[0].id, ("c_1",))
    ]


def test_of_a_split_the_part_with_the_founder_keeps_the_id() -> None:
    first = [group("c_1", "c_2", "c_3", founder="c_2")]
    before = known(settle(first, []), first, "1")
    settled = settle([group("c_1"), group("c_2", "c_3")], before)
    assert settled.ids == (incident_id("c_1"), before[0].id)
    assert [(one.kind, one.incident, one.other, one.claims) for one in settled.events] == [
        ("split", before[0].id, incident_id("c_1"), ("c_1",))
    ]


def test_where_the_founder_is_gone_most_of_the_claims_decide() -> None:
    before = [Known("i_a", "c_0", frozenset({"c_0", "c_1", "c_2", "c_3"}), "1")]
    settled = settle([group("c_1"), group("c_2", "c_3")], before)
    assert settled.ids == (incident_id("c_1"), "i_a")
    assert settled.founders == ("c_1", "c_2")


def test_an_incident_without_claims_ends() -> None:
    settled = settle([group("c_9")], [Known("i_a", "c_0", frozenset({"c_0"}), "1")])
    assert [(one.kind, one.incident) for one in settled.events] == [("ended", "i_a")]


def test_what_founded_a_living_incident_founds_another_under_a_new_id() -> None:
    name = incident_id("c_1")
    before = [Known(name, "c_2", frozenset({"c_1", "c_2"}), "1")]
    settled = settle([group("c_1"), group("c_2")], before)
    assert settled.ids == (incident_id("c_1", 1), name)
    assert settle([group("c_5")], [], taken=[incident_id("c_5")]).ids == (incident_id("c_5", 1),)


def test_after_a_merge_and_a_split_the_old_id_lives_again() -> None:
    apart = [group("c_1"), group("c_2")]
    before = known(settle(apart, []), apart, "1")
    one = [group("c_1", "c_2")]
    merged = settle(one, before)
    again = settle(apart, known(merged, one, "2", before))
    assert set(again.ids) == {one.id for one in before}


@pytest.mark.parametrize("seed", range(5))
def test_ids_are_one_for_each_group_however_groups_change(seed: int) -> None:
    draw = random.Random(seed)
    claims = [f"c_{number}" for number in range(12)]
    before: list[Known] = []
    for round_ in range(20):
        draw.shuffle(claims)
        cuts = sorted(draw.sample(range(1, len(claims)), draw.randint(0, 4)))
        parts = [claims[a:b] for a, b in zip([0, *cuts], [*cuts, len(claims)], strict=True)]
        given = [group(*sorted(part)) for part in parts]
        settled = settle(given, before)
        assert len(set(settled.ids)) == len(given)
        assert all(founder in one.claims for founder, one in zip(settled.founders, given, strict=True))
        assert {one.id for one in before} <= set(settled.ids) | set(settled.aliases)
        assert not set(settled.aliases) & set(settled.ids)
        before = known(settled, given, f"{round_:03}", before)


def test_the_object_of_an_incident() -> None:
    made = [
        entry(
            "c_2",
            place="Orlec",
            day=DAY,
            target="Sudia",
            means=frozenset({"shelling"}),
            url="https://a.invalid/1",
        ),
        entry(
            "c_1",
            place="Orlec",
            day=DAY,
            killed=12,
            outlet="The Herald",
            party="Sudia",
            claimant="Sudia: Ministry",
        ),
        entry(
            "c_3",
            place="Lower Vale",
            day=DAY,
            outlet="The Post",
            party="Sudia",
            type="loss",
            quantities=(quantity(10),),
            published="2031-05-04",
            polarity="denied",
        ),
    ]
    link = ConflictLink("denial", "c_1", "c_3", "One denies it.", 0.8, "within a side")
    origins = [Origin("o_1", ("c_1", "c_9"), "a_c_9", (Copy("a_c_1", "a_c_9", "the same words"),))]
    found = incident_object(
        made, id="i_1", status=Status("contested", (), "Weak"), links=[link], origins=origins, aliases=["i_0"]
    )
    assert found["id"] == "i_1"
    assert found["status"] == "contested"
    assert found["grade"] == {"name": "Weak", "suggested": True}
    assert found["type"] == "loss"
    assert found["types"] == ["attack", "loss"]
    assert [place["name"] for place in found["places"]] == ["Orlec"]
    assert found["places"][0]["geonames"] == 101
    assert found["time"] == {"start": DAY, "end": DAY}
    assert found["parties"] == ["Sudia"]
    assert found["claims"] == ["c_1", "c_2", "c_3"]
    assert found["links"][0]["reason"] == "One denies it."
    assert found["origins"] == [
        {
            "id": "o_1",
            "first": "a_c_9",
            "claims": ["c_1"],
            "outlets": ["The Herald"],
            "copies": [{"article": "a_c_1", "of": "a_c_9", "why": "the same words"}],
        }
    ]
    assert [one["outlet"] for one in found["articles"]] == ["The Herald", "The Courier", "The Post"]
    assert found["articles"][1]["url"] == "https://a.invalid/1"
    sudia = next(account for account in found["accounts"] if account["party"] == "Sudia")
    assert sudia["side"] == "southern side"
    assert sudia["asserted"] == ["c_1"]
    assert sudia["denied"] == ["c_3"]
    assert sudia["figures"] == [{"item": "person", "group": None, "effect": "killed", "low": 10, "high": 12}]
    assert found["aliases"] == ["i_0"]
    assert json.loads(json.dumps(found)) == found


def test_time_is_that_of_the_most_exact_claims() -> None:
    given = [
        entry("c_1", first="2031-01-01", last="2031-05-31", told=True, precision="days"),
        entry("c_2", day="2031-05-02"),
        entry("c_3", day="2031-05-03"),
    ]
    assert days(given) == ("2031-05-02", "2031-05-03")
    assert days(given[:1]) == ("2031-01-01", "2031-05-31")
    assert days([entry("c_4")]) == (None, None)


def test_an_incident_has_claims() -> None:
    with pytest.raises(ValueError, match="has claims"):
        incident_object([], id="i_1", status=Status("single", (), None))


def test_founders_of_groups_are_published_first() -> None:
    made = [
        entry("c_1", place="Orlec", day=DAY, killed=12, published="2031-05-04"),
        entry("c_2", place="Orlec", day=DAY, killed=12, published="2031-05-02", outlet="The Herald"),
    ]
    free = Constraints()
    assert settle(groups(made, pairs(made, free), free), []).founders == ("c_2",)
