"""What joins two claims, and what keeps them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.comparing.comparators import wording
from counterclaim.comparing.features import features
from counterclaim.comparing.nouns import Constraints, Where
from counterclaim.comparing.pairing import FORCED, JOINS, pair, weighed
from counterclaim.model import Quantity, Span
from tests.comparing.made import PLACES, entry, quantity, undated

FREE = Constraints()
DAY = "2031-05-02"


def score(one: dict[str, Any], other: dict[str, Any]) -> float | None:
    found = pair(entry("c_1", **one), entry("c_2", outlet="The Herald", **other), FREE)
    return found.score if found else None


def at_least(count: int) -> Quantity:
    return replace(quantity(count, item="militant", effect="deployed"), high=None)


def words(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    found = pair(entry("c_1", **one), entry("c_2", outlet="The Herald", **other), FREE)
    return [reason.words for reason in found.reasons] if found else []


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"killed": 12}, {"killed": 12}, "both count 12 killed"),
        ({"actor": "Norland"}, {"killed": 12, "actor": "Norland"}, "both by Norland"),
        ({"target": "Sudia"}, {"target": "Sudia"}, "both against Sudia"),
        ({"means": frozenset({"shelling"})}, {"means": frozenset({"shelling"})}, "both by shelling"),
        ({"objects": frozenset({"hospital"})}, {"objects": frozenset({"hospital"})}, "both name a hospital"),
        ({"trigger": "bombed"}, {"trigger": "bombed"}, "both say 'bombed'"),
    ],
)
def test_one_town_and_day_take_one_detail_more(
    one: dict[str, Any], other: dict[str, Any], reason: str
) -> None:
    found = words({"place": "Orlec", "day": DAY, **one}, {"place": "Orlec", "day": DAY, **other})
    assert {"both name Orlec", "both on 2 May 2031", reason} <= set(found)


def test_one_town_and_day_alone_are_not_enough() -> None:
    assert score({"place": "Orlec", "day": DAY}, {"place": "Orlec", "day": DAY, "trigger": "raided"}) is None


def test_a_place_and_its_holder_join_on_more() -> None:
    same = {"day": DAY, "killed": 14, "target": "Sudia", "means": frozenset({"shelling"})}
    assert "Orlec lies in Lower Vale" in words({"place": "Orlec", **same}, {"place": "Lower Vale", **same})
    few = {"day": DAY, "killed": 3}
    assert score({"place": "Orlec", **few}, {"place": "Lower Vale", **few}) is None
    assert score({"place": "Orlec", **few}, {"place": "Orlec", **few}) is not None


@pytest.mark.parametrize(
    "other",
    [
        {"place": "Zabrod"},
        {"place": "Tamir"},
        {"day": "2031-05-05"},
        {"type": "control"},
        {"quantities": (quantity(14, cumulative=True, since="the war"),), "type": "loss"},
    ],
)
def test_other_places_days_and_kinds_exclude_each_other(other: dict[str, Any]) -> None:
    same = {"place": "Orlec", "day": DAY, "killed": 14, "target": "Sudia", "means": frozenset({"shelling"})}
    assert score(same, same) is not None
    same_but = {**same, **other}
    if "quantities" in other:
        same_but.pop("killed")
    assert score(same, same_but) is None


def test_counts_that_differ_stay_in_one_incident() -> None:
    same: dict[str, Any] = {"place": "Orlec", "day": DAY, "means": frozenset({"shelling"}), "target": "Sudia"}
    found = words({**same, "killed": 12}, {**same, "killed": 20})
    assert "one counts 12, the other 20 killed" in found


def test_other_means_figures_and_parties_are_another_happening() -> None:
    one = {"place": "Orlec", "day": DAY, "killed": 12, "means": frozenset({"shelling"}), "target": "Sudia"}
    other = {"place": "Orlec", "day": DAY, "killed": 3, "means": frozenset({"knife"}), "target": "Norland"}
    assert score(one, other) is None


def test_two_counts_of_one_source_in_one_article_are_two_happenings() -> None:
    same: dict[str, Any] = {"place": "Orlec", "day": DAY, "article": "a_1", "target": "Sudia"}
    further = {**same, "span": Span(900, 919), "killed": 9}
    assert score({**same, "killed": 12}, further) is None
    assert score({**same, "killed": 12}, {**further, "article": "a_2"}) is not None


def test_undated_reports_join_on_details() -> None:
    happened = entry("c_1", place="Orlec", day=DAY, killed=12, target="Sudia")
    assert pair(happened, undated("c_2", "2031-05-03", place="Orlec", killed=12, target="Sudia"), FREE)
    assert not pair(happened, undated("c_2", "2031-05-20", place="Orlec", killed=12, target="Sudia"), FREE)
    assert not pair(happened, undated("c_2", "2031-07-20", place="Orlec", killed=12, target="Sudia"), FREE)


def test_a_denial_joins_what_it_answers() -> None:
    same: dict[str, Any] = {
        "type": "loss",
        "day": DAY,
        "article": "a_1",
        "means": frozenset({"drone"}),
        "place": "Tamir",
    }
    answer = {**same, "span": Span(300, 340), "polarity": "denied"}
    assert "one denies what the other says before or after it" in words({**same, "killed": 3}, answer)
    assert "one denies what the other says before or after it" not in words(
        {**same, "killed": 3}, {**answer, "span": Span(3000, 3040)}
    )


def test_a_count_goes_on_from_what_was_named_before() -> None:
    sent: dict[str, Any] = {"type": "deployment", "day": DAY, "article": "a_1"}
    before = {
        **sent,
        "place": "Lower Vale",
        "quantities": (quantity(850, item="militant", effect="deployed"),),
    }
    behind = {
        **sent,
        "span": Span(40, 90),
        "quantities": (quantity(4000, item="militant", effect="deployed"),),
    }
    assert "one goes on from the other" in words(before, behind)
    assert score(before, {**behind, "quantities": (quantity(40, item="tank", effect="deployed"),)}) is None


def test_a_joint_statement_is_one() -> None:
    said: dict[str, Any] = {
        "type": "statement",
        "day": DAY,
        "article": "a_1",
        "actor": ("Norland", "Oru League"),
    }
    assert score({**said, "party": "Norland"}, {**said, "party": "Oru League"}) is not None


def test_holders_of_one_town_are_one_question() -> None:
    held = {"type": "control", "place": "Orlec", "trigger": "holds"}
    assert score({**held, "day": DAY, "actor": "Norland"}, {**held, "day": "2031-05-03", "actor": "Sudia"})
    assert score({**held, "day": DAY, "actor": "Norland"}, {**held, "day": "2031-05-08", "actor": "Norland"})
    assert (
        score({**held, "day": DAY, "actor": "Norland"}, {**held, "day": "2031-05-08", "actor": "Sudia"})
        is None
    )
    assert score({**held, "day": DAY}, {**held, "day": "2031-06-06"}) is None


def test_what_is_deployed_joins_though_its_count_differs() -> None:
    sent = {"type": "deployment", "actor": "Norland", "place": "Tamir"}
    found = words(
        {**sent, "day": DAY, "quantities": (at_least(850),)},
        {**sent, "day": "2031-05-06", "quantities": (quantity(4000, item="militant", effect="deployed"),)},
    )
    assert "both of Norland" in found


def test_statements_join_by_speaker_and_wording() -> None:
    said = {"type": "statement", "party": "Norland", "day": DAY}
    one = {**said, "quote": "The bridge will be opened to harvest workers before winter."}
    other = {**said, "quote": "Harvest workers can cross the bridge, opened before winter comes."}
    assert score(one, other) is not None
    assert (
        score(one, {**said, "quote": "Negotiations about prisoners failed again, delegates complained."})
        is None
    )


def test_reviews_decide() -> None:
    one, other = (
        entry("c_1", place="Orlec", day=DAY, killed=9),
        entry("c_2", place="Orlec", day=DAY, killed=9),
    )
    key = frozenset({("c_1", "c_2")})
    assert pair(one, other, Constraints(apart=key)) is None
    far = entry("c_2", place="Tamir", day="2031-07-02")
    found = pair(one, far, Constraints(together=key))
    assert found is not None
    assert found.score == FORCED


def test_order_of_the_two_does_not_matter() -> None:
    one = entry("c_1", place="Lower Vale", day=DAY, killed=12, means=frozenset({"shelling"}), actor="Norland")
    other = undated(
        "c_2", "2031-05-03", place="Orlec", killed=12, means=frozenset({"shelling"}), actor="Sudia"
    )
    assert pair(one, other, FREE) == pair(other, one, FREE)
    assert one.claim < other.claim


def test_a_name_that_no_gazetteer_knows_meets_the_one_it_knows() -> None:
    named = (Where("orlec", "Orlec", "settlement", (), 40.05, 45.05),)
    far = (Where("orlec", "Orlec", "settlement", (), 47.0, 45.0),)
    same: dict[str, Any] = {"day": DAY, "killed": 12}
    assert score({**same, "place": "Orlec"}, {**same, "places": named}) is not None
    assert score({**same, "place": "Orlec"}, {**same, "places": far}) is None
    assert PLACES["Orlec"].key != "orlec"


def test_a_region_may_be_where_a_town_lies_and_a_far_one_is_not() -> None:
    near = (Where("the northern plains", "the northern plains", "region", (), 41.0, 45.0),)
    far = (Where("the southern plains", "the southern plains", "region", (), 21.0, 45.0),)
    same: dict[str, Any] = {"day": DAY, "killed": 31, "target": "Sudia", "means": frozenset({"drone"})}
    assert score({**same, "place": "Orlec"}, {**same, "places": near}) is not None
    assert score({**same, "place": "Orlec"}, {**same, "places": far}) is None


def test_languages_meet_by_place_day_and_figure_and_not_by_words() -> None:
    english: dict[str, Any] = {
        "place": "Orlec",
        "day": DAY,
        "killed": 12,
        "quote": "Shells killed twelve traders near Orlec mill gate.",
    }
    arabic = {**english, "language": "ar", "quote": "مقتل اثني عشر تاجرا بقصف قرب بوابة مطحنة أورلتس"}
    found = pair(entry("c_1", **english), entry("c_2", outlet="The Herald", **arabic), FREE)
    assert found is not None
    assert {reason.kind for reason in found.reasons} == {"place", "time", "figure", "trigger"}


def test_pairs_score_at_least_what_joins() -> None:
    found = score({"place": "Orlec", "day": DAY, "killed": 12}, {"place": "Orlec", "day": DAY, "killed": 12})
    assert found is not None
    assert found >= JOINS


def test_one_sentence_may_tell_of_two_deeds() -> None:
    same: dict[str, Any] = {"place": "Orlec", "day": DAY, "article": "a_1", "means": frozenset({"shelling"})}
    answered = {**same, "actor": "Norland", "trigger": "raids"}
    first = {**same, "actor": "Sudia", "trigger": "fired"}
    assert score(answered, first) is None
    assert score(answered, {**first, "actor": "Norland"}) is not None
    # What two say of one deed stays together.
    assert score(answered, {**first, "trigger": "raids"}) is not None


def test_a_sentence_retold_may_tell_of_two_deeds_as_well() -> None:
    quote = "Raids hit orchards outside Orlec after mortars landed beside its crowded mill gate."
    same: dict[str, Any] = {"place": "Orlec", "day": DAY, "quote": quote, "means": frozenset({"shelling"})}
    assert (
        score(
            {**same, "actor": "Norland", "trigger": "raids"}, {**same, "actor": "Sudia", "trigger": "landed"}
        )
        is None
    )


def test_tolls_that_growth_explains_speak_for_one_deed_and_far_ones_against() -> None:
    same: dict[str, Any] = {"place": "Orlec", "day": DAY}
    assert score({**same, "killed": 45}, {**same, "killed": 51}) is not None
    raid = {**same, "means": frozenset({"air_strike"}), "actor": "Norland"}
    assert score({**raid, "killed": 18}, {**raid, "killed": 45}) is None
    low, high = (
        {**raid, "type": "loss", "quantities": (replace(quantity(count), high=None),)} for count in (18, 45)
    )
    assert score(low, high) is None


def test_a_word_for_a_number_is_no_equal_count() -> None:
    same: dict[str, Any] = {"place": "Orlec", "day": DAY, "type": "loss", "trigger": "killed"}
    one = {**same, "quantities": (quantity(24),)}
    dozens = {**same, "quantities": (replace(quantity(24), high=None, word="dozens"),)}
    equal, vague = score(one, one), score(one, dozens)
    assert equal is not None
    assert vague is None or vague < equal - 1


def test_civilians_and_fighters_of_one_day_are_counted_apart() -> None:
    same: dict[str, Any] = {"place": "Orlec", "day": DAY, "actor": "Norland", "type": "loss"}
    one = {**same, "quantities": (quantity(16, item="civilian"),)}
    assert score(one, {**same, "quantities": (quantity(16, item="militant"),)}) is None
    assert score(one, {**same, "quantities": (quantity(16),)}) is not None


def test_reports_without_a_day_need_more_than_common_means() -> None:
    raid: dict[str, Any] = {"place": "Orlec", "means": frozenset({"air_strike"}), "actor": "Norland"}
    one, other = (
        undated("c_1", DAY, **raid),
        undated("c_2", DAY, outlet="The Herald", **{**raid, "trigger": "hit"}),
    )
    assert pair(one, other, FREE) is None
    assert pair(one, undated("c_2", DAY, outlet="The Herald", **raid, target="Sudia"), FREE) is not None


def test_what_went_on_for_weeks_is_no_deed_of_a_day() -> None:
    raid: dict[str, Any] = {
        "place": "Orlec",
        "means": frozenset({"air_strike"}),
        "actor": "Norland",
        "target": "Sudia",
    }
    weeks = entry("c_1", day=DAY, **{**raid, "first": "2031-04-10"})
    report = undated("c_2", DAY, outlet="The Herald", **raid)
    assert pair(weeks, report, FREE) is None
    assert pair(entry("c_1", day=DAY, **raid), report, FREE) is not None


def test_who_fled_joins_no_deed_by_the_sentence_alone() -> None:
    same: dict[str, Any] = {"place": "Orlec", "day": DAY, "article": "a_1"}
    assert score({**same, "killed": 12}, {**same, "type": "displacement", "trigger": "evacuated"}) is None
    assert score({**same, "killed": 12}, {**same, "trigger": "shelled"}) is not None


def test_totals_of_other_weeks_are_not_one() -> None:
    total: dict[str, Any] = {"place": "Orlec", "type": "loss"}
    total["quantities"] = (quantity(11, cumulative=True),)
    assert score({**total, "day": DAY}, {**total, "day": "2031-05-05"}) is not None
    assert score({**total, "day": DAY}, {**total, "day": "2031-05-20"}) is None
    # Of one day, but one of them since the month before.
    assert score({**total, "day": DAY}, {**total, "day": DAY, "first": "2031-04-01"}) is None


def test_a_run_of_headlines_is_no_sentence() -> None:
    words = [
        a + b
        for a in ("ba", "de", "fi", "go", "lu", "ma")
        for b in ("rin", "tek", "sol", "vam", "pud", "zel")
    ]
    same: dict[str, Any] = {"place": "Orlec", "day": DAY, "article": "a_1"}
    short, long = {"quote": " ".join(words[:12])}, {"quote": " ".join(words)}
    assert score({**same, **short, "killed": 12}, {**same, **short, "trigger": "shelled"}) is not None
    assert score({**same, **long, "killed": 12}, {**same, **long, "trigger": "shelled"}) is None
    assert score({**same, **long}, {**same, **long, "article": "a_2", "trigger": "shelled"}) is None


def test_names_of_places_are_no_wording() -> None:
    one = {
        "place": "Lower Vale",
        "day": DAY,
        "quote": "Lower Vale militia raided orchards.",
        "trigger": "raided",
    }
    other = {**one, "quote": "Lower Vale police closed roads.", "trigger": "closed"}
    first, second = features(entry("c_1", **one)), features(entry("c_2", outlet="The Herald", **other))
    assert {"lower", "vale"} <= entry("c_1", **one).words
    assert not first.words & {"lower", "vale"}
    assert wording(first, second) is None


def test_whom_it_hit_says_more_where_nobody_is_said_to_have_done_it() -> None:
    shelled: dict[str, Any] = {"place": "Orlec", "day": DAY, "target": "Sudia"}
    hit = weighed(features(entry("c_1", **shelled)), features(entry("c_2", **shelled)))[0]
    both = [features(entry(name, **shelled, actor="Norland")) for name in ("c_1", "c_2")]
    assert weighed(*both)[0] - hit == pytest.approx(0.4)
