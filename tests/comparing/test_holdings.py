from __future__ import annotations

import json
from typing import Any

from counterclaim.comparing.holdings import Holdings, holdings, holdings_object, places_named
from counterclaim.comparing.nouns import Entry, Where
from tests.comparing.made import PLACES, entry
from tests.comparing.test_shifts import SIDES

ORLEC = PLACES["Orlec"].key


def control(claim: str, day: str, party: str, trigger: str, actor: Any = (), **more: Any) -> Entry:
    fields: dict[str, Any] = {"type": "control", "trigger": trigger, "actor": actor, "place": "Orlec"}
    return entry(claim, day=day, party=party, **(fields | more))


def told(*entries: Entry) -> Holdings:
    found = holdings(entries, ORLEC, SIDES)
    assert found == holdings(entries[::-1], ORLEC, SIDES)
    return found


def spans(found: Holdings) -> list[tuple[str, str, str | None, str | None]]:
    return [(i.claimant, i.holder, i.start, i.end) for i in found.intervals]


def test_a_holding_lasts_until_its_claimant_tells_its_end() -> None:
    took = control("c_1", "2031-05-02", "Norland", "captured", "Norland")
    holds = control("c_2", "2031-05-06", "Norland", "holds", "Norland")
    left = control("c_3", "2031-05-09", "Norland", "withdrew", "Norland")
    assert spans(told(took)) == [("Norland", "Norland", "2031-05-02", None)]
    [one] = told(took, holds).intervals
    assert (one.start, one.end, one.told, one.claims) == ("2031-05-02", None, "2031-05-06", ("c_1", "c_2"))
    [one] = told(took, holds, left).intervals
    assert (one.end, one.claims) == ("2031-05-09", ("c_1", "c_2", "c_3"))


def test_a_new_holder_ends_the_old_ones_holding() -> None:
    found = told(
        control("c_1", "2031-05-02", "outlet", "captured", "Norland"),
        control("c_2", "2031-05-06", "outlet", "captured", "Sudia"),
    )
    assert spans(found) == [
        ("The Courier", "Norland", "2031-05-02", "2031-05-06"),
        ("The Courier", "Sudia", "2031-05-06", None),
    ]
    assert found.contested == ()


def test_another_claimant_does_not_end_it_but_contests_it() -> None:
    found = told(
        control("c_1", "2031-05-02", "Norland", "captured", "Norland"),
        control("c_2", "2031-05-04", "Sudia", "holds", "Sudia"),
        control("c_3", "2031-05-05", "Norland", "holds", "Norland"),
    )
    assert spans(found) == [
        ("Norland", "Norland", "2031-05-02", None),
        ("Sudia", "Sudia", "2031-05-04", None),
    ]
    [contest] = found.contested
    assert (contest.start, contest.end) == ("2031-05-04", None)
    assert contest.reason == "Norland says that it holds Orlec, Sudia that it does, from 4 May 2031"


def test_a_contest_ends_with_the_first_of_the_two_holdings() -> None:
    found = told(
        control("c_1", "2031-05-02", "Norland", "holds", "Norland"),
        control("c_2", "2031-05-02", "Sudia", "holds", "Sudia"),
        control("c_3", "2031-05-08", "Norland", "withdrew", "Norland"),
    )
    assert [(c.start, c.end) for c in found.contested] == [("2031-05-02", "2031-05-08")]


def test_who_fell_silent_before_does_not_contest_a_capture() -> None:
    found = told(
        control("c_1", "2031-05-02", "Norland", "holds", "Norland"),
        control("c_2", "2031-05-20", "Sudia", "captured", "Sudia"),
    )
    assert found.contested == ()


def test_allies_do_not_contest() -> None:
    found = told(
        control("c_1", "2031-05-02", "Norland", "holds", "Norland"),
        control("c_2", "2031-05-02", "Norland Guard", "holds", "Norland Guard"),
    )
    assert len(found.intervals) == 2
    assert found.contested == ()


def test_an_end_alone_has_no_start() -> None:
    assert spans(told(control("c_1", "2031-05-09", "Norland", "withdrew", "Norland"))) == [
        ("Norland", "Norland", None, "2031-05-09")
    ]


def test_words_that_tell_of_no_holder_are_left_out() -> None:
    assert told(control("c_1", "2031-05-02", "Norland", "besieged", "Norland")).intervals == ()
    assert told(control("c_1", "2031-05-02", "Norland", "captured")).intervals == ()
    assert told(control("c_1", "2031-05-02", "Norland", "captured", "Norland", type="attack")).intervals == ()


def test_places_that_hold_it_or_lie_in_it_stand_beside() -> None:
    part = Where("north orlec", "North Orlec", "exact", (ORLEC, "g11", "c:XA"))
    district = Where("g11", "Lower Vale", "district", ("c:XA",))
    found = told(
        control("c_1", "2031-05-02", "Norland", "holds", "Norland"),
        control("c_2", "2031-05-02", "Norland", "holds", "Norland", places=(part,), place=()),
        control("c_3", "2031-05-02", "Norland", "holds", "Norland", places=(district,), place=()),
        control("c_4", "2031-05-02", "Norland", "holds", "Norland", place="Tamir"),
    )
    assert [(n.name, n.relation) for n in found.near] == [
        ("Lower Vale", "holds it"), ("North Orlec", "lies in it"),
    ]  # fmt: skip


def test_reposts_are_one_origin() -> None:
    [one] = told(
        control("c_1", "2031-05-02", "Norland", "holds", "Norland", origin="o_1"),
        control("c_2", "2031-05-02", "Norland", "holds", "Norland", origin="o_1"),
    ).intervals
    assert one.origins == ("o_1",)


def test_places_by_name() -> None:
    given = [control("c_1", "2031-05-02", "Norland", "holds", "Norland")]
    assert [p.key for p in places_named(given, "ORLEC")] == [ORLEC]
    assert places_named(given, "Tamir") == []


def test_the_object_is_ready_for_json() -> None:
    given = [
        control("c_1", "2031-05-02", "Norland", "holds", "Norland"),
        control("c_2", "2031-05-02", "Sudia", "holds", "Sudia"),
    ]
    found = json.loads(json.dumps(holdings_object(told(*given), {e.claim: e for e in given})))
    assert found["place"]["name"] == "Orlec"
    assert found["intervals"][0]["claims"][0]["claim"] == "c_1"
    assert found["contested"][0]["intervals"] == [0, 1]
