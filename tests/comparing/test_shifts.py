from __future__ import annotations

import json
from typing import Any

import pytest

from counterclaim.comparing.nouns import Entry, Where
from counterclaim.comparing.shifts import Shift, shift_object, shifts
from counterclaim.comparing.sides import Sides
from counterclaim.parties import conflict
from tests.comparing.made import entry

WAR = conflict.loads(
    """
[[side]]
name = "northern side"
[[side]]
name = "southern side"
[[party]]
name = "Norland"
kind = "state"
side = "northern side"
[[party]]
name = "Norland Guard"
kind = "armed_group"
side = "northern side"
[[party]]
name = "Sudia"
kind = "state"
side = "southern side"
""",
    name="war",
    where="test",
)
SIDES = Sides.of([WAR])


def sent(claim: str, day: str, polarity: str, **more: Any) -> Entry:
    fields: dict[str, Any] = {
        "type": "deployment",
        "trigger": "deployed" if polarity == "asserted" else "denied",
        "party": "Norland",
        "actor": "Norland",
        "place": "Orlec",
        "published": day,
        "polarity": polarity,
        "quote": f"Norland {'has deployed' if polarity == 'asserted' else 'denied'} paratroopers near the Orlec dam.",
    }
    return entry(claim, **(fields | more))


def kinds(*entries: Entry) -> list[str]:
    found = shifts(entries, SIDES)
    assert found == shifts(entries[::-1], SIDES)
    return [shift.kind for shift in found]


def only(*entries: Entry) -> Shift:
    [one] = shifts(entries, SIDES)
    return one


def test_denied_then_affirmed() -> None:
    one = only(sent("c_1", "2031-05-02", "denied"), sent("c_2", "2031-05-09", "asserted"))
    assert (one.kind, one.party, one.own, one.first, one.then) == (
        "denied, then affirmed", "Norland", True, "c_1", "c_2",
    )  # fmt: skip
    assert "2 May 2031" in one.reason
    assert "9 May 2031" in one.reason


def test_affirmed_then_denied() -> None:
    one = only(sent("c_1", "2031-05-09", "denied"), sent("c_2", "2031-05-02", "asserted"))
    assert (one.kind, one.first, one.then) == ("affirmed, then denied", "c_2", "c_1")


def test_one_day_leaves_the_order_open_but_for_days_that_are_told() -> None:
    denied = sent("c_1", "2031-05-09", "denied", claimant="Norland: President")
    affirmed = sent("c_2", "2031-05-09", "asserted", claimant="Norland: Ministry of Defence")
    assert kinds(denied, affirmed) == ["denied and affirmed"]
    earlier = sent("c_1", "2031-05-09", "denied", first="2031-05-06", last="2031-05-07", told=True)
    assert kinds(earlier, affirmed) == ["denied, then affirmed"]


def test_a_side_is_told_from_a_party() -> None:
    denied = sent("c_1", "2031-05-02", "denied", party="Norland Guard")
    affirmed = sent("c_2", "2031-05-09", "asserted")
    one = only(denied, affirmed)
    assert (one.party, one.own) == ("Norland Guard, Norland", False)
    assert "one side" in one.reason
    assert (
        one.strength
        < only(sent("c_1", "2031-05-02", "denied"), sent("c_2", "2031-05-09", "asserted")).strength
    )


@pytest.mark.parametrize(
    "other",
    [
        {"party": "Sudia"},
        {"party": "outlet"},
        {"party": "unnamed"},
        {"place": "Tamir"},
        {"actor": "Sudia"},
        {"type": "agreement"},
    ],
)
def test_what_is_no_shift(other: dict[str, Any]) -> None:
    assert kinds(sent("c_1", "2031-05-02", "denied"), sent("c_2", "2031-05-09", "asserted", **other)) == []


def test_one_state_is_one_place_where_the_words_agree() -> None:
    state = {"places": (Where("c:XA", "Xanadia", "country"),), "place": ()}
    denied = sent("c_1", "2031-05-02", "denied", **state)
    assert kinds(denied, sent("c_2", "2031-05-09", "asserted", **state)) == ["denied, then affirmed"]
    other = sent(
        "c_2", "2031-05-09", "asserted", quote="Advisers from Norland train recruits there.", **state
    )
    assert kinds(denied, other) == []


def test_happenings_far_apart_are_two() -> None:
    strike = {
        "type": "attack",
        "target": "Sudia",
        "quote": "Norland jets struck the mill in Orlec.",
        "trigger": "struck",
    }
    denied = sent("c_1", "2031-05-02", "denied", **strike)
    assert kinds(denied, sent("c_2", "2031-05-06", "asserted", **strike)) == ["denied, then affirmed"]
    assert kinds(denied, sent("c_2", "2031-05-28", "asserted", **strike)) == []


def test_one_claimants_denial_and_affirmation_in_one_sentence_is_none() -> None:
    pair = [sent("c_1", "2031-05-02", "denied"), sent("c_2", "2031-05-02", "asserted")]
    same = {"article": "a_1", "document": "d_1"}
    assert kinds(*(_with(one, **same) for one in pair)) == []


def test_a_place_held_and_later_given_up() -> None:
    def control(claim: str, day: str, trigger: str, **more: Any) -> Entry:
        fields = {
            "type": "control",
            "trigger": trigger,
            "party": "Norland",
            "actor": "Norland",
            "place": "Orlec",
        }
        return entry(claim, day=day, **(fields | more))

    holds = control("c_1", "2031-05-02", "holds")
    one = only(holds, control("c_2", "2031-05-09", "withdrew"))
    assert (one.kind, one.first, one.then) == ("affirmed, then conceded", "c_1", "c_2")
    one = only(holds, control("c_2", "2031-05-09", "captured", actor="Sudia"))
    assert one.kind == "affirmed, then conceded"
    assert "Sudia holds it" in one.reason
    assert kinds(holds, control("c_2", "2031-04-09", "withdrew")) == [], "it came back"
    assert kinds(holds, control("c_2", "2031-05-09", "captured", actor="Sudia", party="Sudia")) == []
    assert kinds(holds, control("c_2", "2031-05-09", "withdrew", place="Zabrod")) == []


def test_one_shift_a_topic() -> None:
    denied = [sent(f"c_1{n}", f"2031-05-0{n}", "denied") for n in (1, 2)]
    affirmed = [sent(f"c_2{n}", f"2031-05-0{n}", "asserted") for n in (6, 7)]
    one = only(*denied, *affirmed)
    assert len(one.more) == 3


def test_a_repost_of_one_wording_is_no_shift() -> None:
    denied = sent("c_1", "2031-05-02", "denied", origin="o_1")
    assert kinds(denied, sent("c_2", "2031-05-09", "asserted", origin="o_1")) == []


def test_the_object_is_ready_for_json() -> None:
    pair = [sent("c_1", "2031-05-02", "denied"), sent("c_2", "2031-05-09", "asserted")]
    [one] = shifts(pair, SIDES)
    given = json.loads(json.dumps(shift_object(one, {e.claim: e for e in pair})))
    assert given["first"]["quote"]["text"].startswith("Norland denied")
    assert given["then"]["published"] == "2031-05-09"


def _with(one: Entry, **more: Any) -> Entry:
    return Entry(**({name: getattr(one, name) for name in Entry.__slots__} | more))
