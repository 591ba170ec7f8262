from __future__ import annotations

import json
from typing import Any

import pytest

from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.silences import Silence, silence_object, silences
from tests.comparing.made import entry, quantity
from tests.comparing.test_shifts import SIDES


def accused(claim: str, day: str = "2031-05-02", **more: Any) -> Entry:
    fields: dict[str, Any] = {"type": "abuse", "party": "Sudia", "actor": "Norland", "place": "Orlec"}
    return entry(claim, day=day, **(fields | more))


def found(*entries: Entry, **more: Any) -> list[Silence]:
    made = silences(entries, SIDES, **more)
    assert made == silences(entries[::-1], SIDES, **more)
    return made


def test_an_accusation_that_nothing_answers() -> None:
    [one] = found(accused("c_1"))
    assert (one.party, one.kind, one.claims, one.first, one.speaks) == (
        "Norland", "accusation", ("c_1",), "2031-05-02", False,
    )  # fmt: skip


def test_figures_about_a_party() -> None:
    loss = entry("c_1", day="2031-05-02", party="Sudia", target="Norland", killed=12)
    [one] = found(loss)
    assert (one.party, one.kind) == ("Norland", "figure")
    assert found(entry("c_1", day="2031-05-02", party="Norland Guard", target="Norland", killed=12)) == []


def test_whose_losses_may_stand_in_the_counted_phrase() -> None:
    figure = quantity(40, item="soldier", text="40 Norlandian soldiers")
    loss = entry("c_1", day="2031-05-02", party="Sudia", type="loss", quantities=(figure,))
    assert found(loss) == []
    [one] = found(loss, named=lambda phrase, language: "Norland" if "Norlandian" in phrase else None)
    assert (one.party, one.kind) == ("Norland", "figure")


@pytest.mark.parametrize("polarity", ["asserted", "denied"])
@pytest.mark.parametrize("party", ["Norland", "Norland Guard"])
def test_an_answer_in_the_incident_by_the_partys_side(polarity: str, party: str) -> None:
    answer = entry("c_2", day="2031-05-04", party=party, polarity=polarity, type="attack")
    joined = {"c_1": "i_1", "c_2": "i_1"}
    assert found(accused("c_1"), answer, incidents=joined) == []
    [one] = found(accused("c_1"), answer, incidents={"c_1": "i_1", "c_2": "i_2"})
    assert one.speaks


def test_an_answer_about_the_same_place_and_days() -> None:
    def answer(day: str, **more: Any) -> Entry:
        return entry("c_2", day=day, **({"party": "Norland", "type": "attack", "place": "Orlec"} | more))

    assert found(accused("c_1"), answer("2031-05-04")) == []
    assert len(found(accused("c_1"), answer("2031-05-09"))) == 1
    assert len(found(accused("c_1"), answer("2031-05-04", place="Tamir"))) == 1
    assert len(found(accused("c_1"), answer("2031-05-04", type="agreement"))) == 1


def test_an_answer_that_a_link_joins() -> None:
    denial = entry("c_2", day="2031-06-04", party="Norland", polarity="denied", type="abuse")
    assert found(accused("c_1"), denial, answered=[("c_1", "c_2")]) == []
    assert len(found(accused("c_1"), denial)) == 1


def test_the_claims_of_an_incident_stand_together() -> None:
    entries = [accused("c_1", origin="o_1"), accused("c_2", origin="o_1"), accused("c_3", "2031-05-03")]
    [one] = found(*entries, incidents={"c_1": "i_1", "c_2": "i_1", "c_3": "i_1"})
    assert (one.incident, one.claims, one.origins, one.last) == (
        "i_1", ("c_1", "c_2", "c_3"), 2, "2031-05-03",
    )  # fmt: skip


@pytest.mark.parametrize(
    "more",
    [
        {"polarity": "denied"},
        {"party": "Norland Guard"},
        {"actor": ("Norland", "Sudia")},
        {"type": "attack", "party": "outlet"},
        {"type": "deployment", "party": "unnamed"},
        {"type": "agreement"},
    ],
)
def test_what_accuses_nobody(more: dict[str, Any]) -> None:
    assert found(accused("c_1", **more)) == []


@pytest.mark.parametrize(
    "more",
    [
        {"type": "attack"},
        {"type": "attack", "party": "outlet", "quantities": (quantity(3, item="civilian"),)},
        {"type": "attack", "party": "outlet", "objects": frozenset({"hospital"})},
        {"type": "deployment"},
    ],
)
def test_what_accuses(more: dict[str, Any]) -> None:
    assert [s.party for s in found(accused("c_1", **more))] == ["Norland"]


def test_the_object_is_ready_for_json() -> None:
    one = accused("c_1")
    given = json.loads(json.dumps(silence_object(found(one)[0], {"c_1": one})))
    assert given["party"] == "Norland"
    assert given["claims"][0]["quote"]["text"] == one.quote
