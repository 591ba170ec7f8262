"""Whose losses a claim counts: by its targets, or by the counted phrase."""

from __future__ import annotations

from typing import Any

from counterclaim.comparing.entries import Knowledge, entry
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.shifts import shifts
from counterclaim.comparing.sides import against_interest
from counterclaim.comparing.status import status
from tests.comparing.linking import kind, link, said
from tests.comparing.made import quantity
from tests.comparing.war import SIDES


def dead(claim: str, party: str, number: int, whose: str, **given: Any) -> Entry:
    more: dict[str, Any] = (
        {"cumulative": True, "since": "start of the war"} if given.pop("total", False) else {}
    )
    figures = (quantity(number, item="soldier", **more),)
    return said(
        claim, party, type="loss", trigger="killed", quantities=figures, counted=frozenset({whose}), **given
    )


def test_own_losses_beside_the_enemys_figure_are_a_count_link_and_no_corroboration() -> None:
    own, enemy = dead("c_1", "Norland", 12, "Norland"), dead("c_2", "Sudia", 150, "Norland")
    found = link(own, enemy, together=True)
    assert found is not None
    assert found.kind == "count"
    assert "12 soldiers killed of Norland" in found.reason
    assert status([own, enemy], [found], (), SIDES).name == "contested"
    assert against_interest(own, SIDES) == "its own losses"
    assert against_interest(enemy, SIDES) is None
    assert against_interest(dead("c_3", "Norland", 12, "Norland Guard"), SIDES) is None


def test_figures_of_two_sides_own_dead_are_two_things() -> None:
    assert (
        kind(dead("c_1", "Norland", 12, "Norland"), dead("c_2", "Sudia", 20, "Sudia"), together=True) is None
    )


def test_opponents_totals_of_one_party_over_the_same_days_contradict_each_other_however_far_apart() -> None:
    days: dict[str, Any] = {"first": "2031-03-01", "last": "2031-05-02", "place": (), "total": True}
    own, enemy = dead("c_1", "Norland", 300, "Norland", **days), dead("c_2", "Sudia", 2800, "Norland", **days)
    assert kind(own, enemy) == "count"
    assert kind(own, dead("c_3", "Sudia", 2800, "Sudia", **days)) is None
    assert kind(own, dead("c_4", "The Watch", 2800, "Norland", **days)) is None
    assert kind(own, dead("c_5", "Sudia", 2800, "Norland", **{**days, "last": "2031-05-12"})) is None


class _Known:
    def side_of(self, party: str) -> str:
        return {"Norland": "northern side", "Norland Guard": "northern side"}.get(party, party)

    def place(self, geonames: int) -> None:
        return None


def test_a_counted_phrase_names_whose_they_are() -> None:
    knowledge = Knowledge(
        _Known(),
        _Known(),
        lambda outlet, url: None,
        lambda text, language: "Sudia" if "Sudian" in text else None,
    )

    def counted(text: str, **given: Any) -> frozenset[str]:
        figure = {"start": 0, "end": 2, "text": text, "low": 12, "high": 12, "word": None, "item": "soldier",
                  "group": None, "effect": "killed", "part_of": None, "cumulative": False, "since": None}  # fmt: skip
        article = {
            "id": "a_1",
            "outlet": None,
            "url": None,
            "published": None,
            "language": "en",
            "title": None,
        }
        claim: dict[str, Any] = {
            "id": "c_1", "document": "d_1", "article": article, "type": "loss", "polarity": "asserted",
            "certainty": "certain", "confidence": 0.9, "claimant": {"name": "Norland", "party": "Norland"},
            "actors": [{"name": "Norland Guard", "text": "the Guard"}], "targets": [], "places": [], "time": None,
            "quantities": [figure], "means": None, "other_means": [], "objects": [],
            "trigger": {"text": "killed"}, "quote": {"text": "Words.", "start": 0, "end": 6}, "origin": None,
        }  # fmt: skip
        made = entry({**claim, **given}, knowledge)
        assert made.of_side
        return made.counted

    assert counted("12 Sudian soldiers") == {"Sudia"}
    assert counted("12 of its soldiers") == {"Norland"}
    assert counted("12 soldiers") == frozenset()
    assert counted("12 of its soldiers", targets=[{"name": "Sudia", "text": "Sudia"}]) == frozenset()


def test_a_late_admission_of_a_denied_deed_is_a_shift_where_both_tell_its_day() -> None:
    fired: dict[str, Any] = {"type": "attack", "actor": "Norland"}
    denied = said("c_1", "Norland", type="attack", polarity="denied", trigger="shelling")
    admitted = said("c_2", "Norland", trigger="shelled", **fired, published="2031-05-20")
    (found,) = shifts([denied, admitted], SIDES)
    assert found.kind == "denied, then affirmed"
    other_day = said("c_2", "Norland", trigger="shelled", **fired, day="2031-05-19", published="2031-05-20")
    assert not shifts([denied, other_day], SIDES)
