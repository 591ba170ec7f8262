"""Whom the words for fighters mean in a conflict in which many groups fight."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import claims_of_tags

from counterclaim.parties import conflict
from counterclaim.parties.registry import Registry

SYRIA = conflict.load("syria-2011")
REGISTRY = Registry.load([SYRIA])
HILLS = conflict.loads(
    """
title = "Hill war"
countries = ["GE"]

[[party]]
name = "Old Guard"
kind = "armed_group"
forces.en = ["hill fighters"]

[[party]]
name = "Hill Front"
kind = "armed_group"
forces.en = ["hill fighters", "front-line men"]
from = 2021-03-01
to = 2021-09-30
""",
    name="hills",
    where="hills.toml",
)


@pytest.mark.parametrize(
    ("words", "date", "expected"),
    [
        ("the hill fighters", "2021-02-28", "Old Guard"),
        ("the hill fighters", "2021-03-01", "Hill Front"),
        ("the hill fighters", "2021-10-01", "Old Guard"),
        ("the hill fighters", None, "Hill Front"),
        ("front-line men", "2021-05-01", "Hill Front"),
        ("front-line men", "2020-05-01", None),
    ],
)
def test_words_for_fighters_mean_who_was_there(words: str, date: str | None, expected: str | None) -> None:
    assert Registry.load([HILLS]).force_of(HILLS, words, "en", date) == expected


@pytest.mark.parametrize(
    ("words", "date", "expected"),
    [
        ("Kurdish forces", "2013-06-01", "YPG"),
        ("Kurdish forces", "2016-06-01", "SDF"),
        ("the coalition jets", "2013-06-01", None),
        ("the coalition jets", "2016-06-01", "Coalition against ISIS"),
    ],
)
def test_no_force_is_there_before_it_was_founded(words: str, date: str, expected: str | None) -> None:
    assert REGISTRY.force_of(SYRIA, words, "en", date) == expected


@pytest.mark.parametrize(
    ("who", "day", "expected"),
    [
        ("Syrian Kurdish forces", "2014-11-03", "YPG"),
        ("Syrian Kurdish forces", "2016-11-03", "SDF"),
        ("The Syrian Democratic Forces", "2014-11-03", "SDF"),
    ],
)
def test_a_description_is_of_its_time_and_a_name_is_not(who: str, day: str, expected: str) -> None:
    (claim,) = claims_of_tags(
        f"{who} entered Kobani in Syria.",
        [{"trigger": "entered", "type": "control", "actor": [who]}],
        published=day,
    )
    assert [actor.name for actor in claim.actors] == [expected]


@pytest.mark.parametrize(
    ("before", "who", "expected"),
    [
        ("Islamic State fighters entered Raqqa in Syria.", "The YPG", "ISIS"),
        ("Jabhat al-Nusra entered Raqqa in Syria.", "The YPG", "HTS"),
        ("Syrian jets circled over Raqqa in Syria.", "The YPG", "Syrian opposition"),
        ("Islamic State fighters left Raqqa in Syria. Rebels went there.", "The YPG", "Syrian opposition"),
        ("Jabhat al-Nusra and Ahrar al-Sham entered Raqqa in Syria.", "The YPG", "Syrian opposition"),
        ("Islamic State fighters left Raqqa in Syria. The YPG came.", "The YPG", "ISIS"),
        ("Islamic State fighters left Raqqa in Syria. Hezbollah came.", "The army", "ISIS"),
    ],
)
def test_the_militants_are_the_group_named_last(before: str, who: str, expected: str) -> None:
    (claim,) = claims_of_tags(
        f"{before} {who} shelled the militants near Raqqa.",
        [{"trigger": "shelled", "type": "attack", "actor": [who], "target": ["the militants"]}],
    )
    assert [target.name for target in claim.targets] == [expected]


@pytest.mark.parametrize(
    ("source", "day", "expected"),
    [
        ("A civil defence official", "2016-05-02", "White Helmets"),
        ("A civil defence official", "2012-05-02", "Syria: Civil Defence"),
        ("A Kurdish police source", "2016-05-02", "Autonomous Administration"),
        ("A police source", "2016-05-02", "Syria: Police"),
        ("A source at Hasaka Police Command", "2016-05-02", "Syria: Police of Hasaka"),
    ],
)
def test_a_body_of_the_war_is_no_office_of_the_state(source: str, day: str, expected: str) -> None:
    (claim,) = claims_of_tags(
        f"{source} said jets had bombed Raqqa in Syria.",
        [{"trigger": "bombed", "type": "attack", "attribution": 0}],
        [{"source": [source], "cue": ["said"], "content": ["jets had bombed Raqqa in Syria"]}],
        published=day,
    )
    assert claim.claimant.name == expected
