from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.series import Series, series, series_object
from counterclaim.comparing.totals import START, baseline, party_in
from counterclaim.model import Effect
from counterclaim.parties import Registry
from tests.comparing.made import entry, quantity

WAR = "2031-05-01"


def total(claim: str, day: str, low: int, high: int | None = None, **more: Any) -> Entry:
    """Norland counts Sudia's losses from the first day of the war."""
    figure: dict[str, Any] = {"since": "the start of the war", "cumulative": True, "item": "soldier"}
    figure |= {
        key: more.pop(key) for key in ("item", "effect", "group", "since", "cumulative") if key in more
    }
    fields = {"party": "Norland", "target": "Sudia", "type": "loss", "published": day}
    fields |= {"quantities": (quantity(low, high, **figure),)} | more
    return entry(claim, day=day, **fields)


def single(claim: str, day: str, low: int, **more: Any) -> Entry:
    return total(claim, day, low, since=None, cumulative=False, **more)


def marks(one: Series) -> list[tuple[str, ...]]:
    return [tuple(mark.kind for mark in step.marks) for step in one.steps]


def test_points_stand_in_order_of_day_and_keep_the_office() -> None:
    [one] = series(
        [
            total("c_2", "2031-05-09", 140, claimant="Norland: Ministry of Defence"),
            total("c_1", "2031-05-04", 90, claimant="Norland: President"),
        ]
    )
    assert [(p.day, p.low, p.claimant) for p in one.points] == [
        ("2031-05-04", 90, "Norland: President"),
        ("2031-05-09", 140, "Norland: Ministry of Defence"),
    ]
    assert one.key.about == ("Sudia",)
    assert one.steps[0].rise == 50


@pytest.mark.parametrize("since", [WAR, "the outbreak of hostilities", "the conflict began", "2031-05-01"])
def test_the_wars_first_day_and_its_words_are_one_baseline(since: str) -> None:
    found = series(
        [total("c_1", "2031-05-04", 90), total("c_2", "2031-05-09", 140, since=since)], began=[WAR]
    )
    assert [len(one.points) for one in found] == [2]
    assert found[0].key.since == START


@pytest.mark.parametrize("since", ["2031-04-20", "2031-05-02", "the second summit"])
def test_another_baseline_is_another_series(since: str) -> None:
    found = series(
        [total("c_1", "2031-05-04", 90), total("c_2", "2031-05-09", 140, since=since)], began=[WAR]
    )
    assert [len(one.points) for one in found] == [1, 1]


def test_a_bare_month_or_year_is_the_start_of_the_war_that_began_in_it() -> None:
    began = frozenset({"2031-05-17"})
    assert baseline("2031-05-01", "en", began) == (START, False)
    assert baseline("2031-01-01", "en", began) == (START, False)
    assert baseline("2031-04-01", "en", began) == ("2031-04-01", False)
    assert baseline("2031-05-16", "en", began) == ("2031-05-16", False)


@pytest.mark.parametrize(
    "other",
    [
        {"item": "tank", "effect": "destroyed"},
        {"effect": "wounded"},
        {"group": "child"},
        {"target": "Westland"},
        {"party": "Sudia"},
        {"place": "Orlec"},
    ],
)
def test_another_thing_is_another_series(other: dict[str, Any]) -> None:
    found = series([total("c_1", "2031-05-04", 90), total("c_2", "2031-05-09", 140, **other)])
    assert [len(one.points) for one in found] == [1, 1]


def test_a_fall_is_marked_where_the_bounds_do_not_meet() -> None:
    [one] = series([total("c_1", "2031-05-04", 90), total("c_2", "2031-05-09", 70)])
    assert marks(one) == [("fall",)]
    [one] = series([total("c_1", "2031-05-04", 90, 120), total("c_2", "2031-05-09", 80, 95)])
    assert marks(one) == [()]


def test_a_rise_far_above_the_pace_before_is_a_jump() -> None:
    steady = [total(f"c_{n}", f"2031-05-{n:02}", 10 * n) for n in (4, 5, 6, 7)]
    [one] = series([*steady, total("c_8", "2031-05-08", 170)])
    assert marks(one) == [(), (), (), ("jump",)]
    [one] = series([*steady, total("c_8", "2031-05-08", 95)])
    assert marks(one) == [(), (), (), ()]
    [one] = series([*steady, total("c_8", "2031-05-17", 170)])
    assert marks(one) == [(), (), (), ()], "ten days at the same pace"


@pytest.mark.parametrize(
    ("before", "after"), [(("wounded", "soldier"), ("killed", "soldier")), (("killed", "civilian"), ("killed", "militant"))]
)  # fmt: skip
def test_what_leaves_one_total_for_another_is_a_reclassification(
    before: tuple[Effect, str], after: tuple[Effect, str]
) -> None:
    def pair(day: str, down: int, up: int) -> list[Entry]:
        return [
            total(f"c_{day}a", day, down, effect=before[0], item=before[1]),
            total(f"c_{day}b", day, up, effect=after[0], item=after[1]),
        ]

    found = series([*pair("2031-05-04", 80, 30), *pair("2031-05-09", 60, 52)])
    assert {kind for one in found for step in marks(one) for kind in step} == {"fall", "reclassification"}
    ids = {one.id for one in found}
    assert {mark.series for one in found for step in one.steps for mark in step.marks} == {None, *ids}
    found = series([*pair("2031-05-04", 80, 30), *pair("2031-05-09", 60, 90)])
    assert {kind for one in found for step in marks(one) for kind in step} == {"fall"}


def test_the_claimants_own_incidents_explain_a_part_of_the_rise() -> None:
    [one] = series(
        [
            total("c_1", "2031-05-04", 90),
            total("c_2", "2031-05-09", 140),
            single("c_3", "2031-05-06", 12),
            single("c_4", "2031-05-08", 20),
            single("c_5", "2031-05-04", 7),  # counted in the total before
            single("c_6", "2031-05-07", 9, effect="wounded"),
            single("c_7", "2031-05-07", 11, target="Westland"),
            single("c_8", "2031-05-07", 15, party="Sudia"),
        ]
    )
    [step] = one.steps
    assert (step.rise, step.explained, step.unexplained) == (50, 32, 18)
    assert step.claims == ("c_3", "c_4")


def test_an_incident_told_twice_explains_once_by_its_latest_figure() -> None:
    both = [single("c_3", "2031-05-06", 12), single("c_4", "2031-05-06", 15, published="2031-05-07")]
    ends = [total("c_1", "2031-05-04", 90), total("c_2", "2031-05-09", 140)]
    [one] = series([*ends, *both], incidents={"c_3": "i_1", "c_4": "i_1"})
    assert one.steps[0].explained == 15
    [one] = series([*ends, *(Entry(**_fields(e) | {"origin": "o_1"}) for e in both)])
    assert one.steps[0].explained == 15


def test_persons_are_explained_by_fighters_and_civilians() -> None:
    ends = [total("c_1", "2031-05-04", 90, item="person"), total("c_2", "2031-05-09", 140, item="person")]
    parts = [single("c_3", "2031-05-06", 12), single("c_4", "2031-05-06", 5, item="civilian")]
    [one] = series([*ends, *parts], incidents={"c_3": "i_1", "c_4": "i_1"})
    assert one.steps[0].explained == 17


def test_a_repost_is_no_second_point() -> None:
    first = total("c_1", "2031-05-04", 90, outlet="The Courier", origin="o_1")
    again = total("c_2", "2031-05-06", 90, outlet="Evening Post", origin="o_1")
    [one] = series([again, first])
    [point] = one.points
    assert point.day == "2031-05-04"
    assert point.claims == ("c_1", "c_2")
    assert point.origins == ("o_1",)
    assert point.outlets == ("Evening Post", "The Courier")


def test_totals_of_others_stand_beside() -> None:
    found = series(
        [
            total("c_1", "2031-05-04", 90),
            total("c_2", "2031-05-09", 140),
            total("c_3", "2031-05-08", 60, party="Sudia"),
            total("c_4", "2031-05-20", 95, party="Sudia"),
        ]
    )
    one = next(one for one in found if one.key.claimant == "Norland")
    assert [(b.claimant, b.point.low) for b in one.beside] == [("Sudia", 60)]


def test_tolls_of_one_happening_are_told_apart_by_incident_place_and_time() -> None:
    def toll(claim: str, day: str, low: int, **more: Any) -> Entry:
        return total(claim, day, low, since=None, target=(), item="person", **more)

    two = [toll("c_1", "2031-05-04", 40), toll("c_2", "2031-05-05", 12)]
    assert [len(one.points) for one in series(two)] == [1, 1]
    assert [len(one.points) for one in series(two, incidents={"c_1": "i_1", "c_2": "i_1"})] == [2]
    here = [toll("c_1", "2031-05-04", 12, place="Orlec"), toll("c_2", "2031-05-05", 40, place="Orlec")]
    assert [len(one.points) for one in series(here)] == [2]
    later = toll("c_3", "2031-07-05", 9, place="Orlec")
    assert [len(one.points) for one in series([*here, later])] == [2, 1]


def test_the_last_24_hours_are_a_window_without_steps() -> None:
    found = series(
        [
            total("c_1", "2031-05-04", 90, since="24 hours"),
            total("c_2", "2031-05-05", 20, since="24 hours"),
            total("c_3", "2031-05-05", 300),
        ]
    )
    windows = [one for one in found if one.key.window]
    assert [(len(one.points), one.steps) for one in windows] == [(2, ())]


def test_denied_and_partial_figures_are_no_totals() -> None:
    denied = total("c_1", "2031-05-04", 90, polarity="denied")
    whole = quantity(90, item="soldier", cumulative=True, since=WAR)
    part = quantity(20, item="soldier", cumulative=True, since=WAR, part_of=0)
    assert [
        p.low
        for one in series([denied, entry("c_2", day="2031-05-05", quantities=(whole, part))])
        for p in one.points
    ] == [90]


def test_the_order_of_entries_does_not_matter() -> None:
    given = [total(f"c_{n}", f"2031-05-{n:02}", 10 * n, origin=f"o_{n % 3}") for n in range(2, 9)]
    assert series(given) == series(given[::-1])


def test_outlets_count_each_for_itself() -> None:
    found = series(
        [
            total("c_1", "2031-05-04", 90, party="outlet", outlet="The Courier"),
            total("c_2", "2031-05-05", 70, party="outlet", outlet="Evening Post"),
        ]
    )
    assert [(one.key.voice, marks(one)) for one in found] == [("Evening Post", []), ("The Courier", [])]


def test_the_object_is_ready_for_json() -> None:
    [one] = series([total("c_1", "2031-05-04", 90), total("c_2", "2031-05-09", 70)])
    given = json.loads(json.dumps(series_object(one)))
    assert given["claimant"] == "Norland"
    assert given["points"][0]["day"] == "2031-05-04"
    assert given["steps"][0]["marks"][0]["kind"] == "fall"


def _fields(one: Entry) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Entry.__slots__}


def test_a_deployments_total_is_about_who_is_deployed() -> None:
    figure = quantity(900, item="militant", effect="deployed", cumulative=True)
    [one] = series([entry("c_1", day="2031-05-04", type="deployment", actor="Sudia", quantities=(figure,))])
    assert one.key.about == ("Sudia",)


def test_whose_losses_may_stand_in_the_counted_phrase() -> None:
    def named(phrase: str, language: str | None) -> str | None:
        return "Sudia" if "Sudian" in phrase and language == "en" else None

    plain = total("c_1", "2031-05-04", 90)
    figure = quantity(140, item="soldier", cumulative=True, since=WAR, text="140 Sudian soldiers")
    worded = total("c_2", "2031-05-09", 0, quantities=(figure,), target=())
    assert [len(one.points) for one in series([plain, worded], began=[WAR], named=named)] == [2]
    assert [len(one.points) for one in series([plain, worded], began=[WAR])] == [1, 1]
    tanks = quantity(9, item="tank", effect="destroyed", cumulative=True, since=WAR, text="9 tanks")
    listed = series([total("c_2", "2031-05-09", 0, quantities=(figure, tanks), target=())], named=named)
    assert [one.key.about for one in listed] == [("Sudia",), ("Sudia",)]
    people = replace(figure, item="civilian", text="140 Sudian civilians")
    [one] = series([total("c_2", "2031-05-09", 0, quantities=(people,), target=())], named=named)
    assert one.key.about == ()


def test_parties_of_counted_phrases_are_the_registrys() -> None:
    named = party_in(Registry.load())
    assert named("1,200 Norwegian soldiers", "en") == "Norway"
    assert named("90 tanks", "en") is None
    assert named("29 Harbour Rebels", "en") is None
    assert named("1,200 Norwegian soldiers", None) is None
