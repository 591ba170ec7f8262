"""Places from the noun phrases that a tagger marks."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import claims_of_tags

from counterclaim.model import Claim


def places(claim: Claim) -> list[str]:
    return [place.name or f"? {place.text}" for place in claim.places]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the outskirts of the town of Nyala", ["Nyala"]),
        ("near Kunduz, Afghanistan", ["Kunduz"]),
        ("a rebel-held village near Atarib", ["Atarib"]),
        ("Nyala and Kutum", ["Nyala", "Kutum"]),
        ("Nyala, Kutum and Wad Zubri", ["Nyala", "Kutum", "? Wad Zubri"]),
        ("the village of Wad Zubri", ["? Wad Zubri"]),
        ("Iraq and Syria", ["Iraq", "Syria"]),
        ("the Damascus suburb of Daraya", ["Daraya"]),
        ("Syria's northern city of Aleppo", ["Aleppo"]),
        ("Checkpoint 27", ["? Checkpoint 27"]),
    ],
)
def test_the_names_in_a_phrase_are_the_places(phrase: str, expected: list[str]) -> None:
    (claim,) = claims_of_tags(
        f"Soldiers opened fire in {phrase} on Sunday.",
        [{"trigger": "opened fire", "type": "attack", "place": [phrase]}],
    )
    assert places(claim) == expected


@pytest.mark.parametrize("phrase", ["the city", "most of the city", "it", "its outskirts", "there"])
def test_a_phrase_without_a_name_stands_for_the_place_before(phrase: str) -> None:
    first, second = claims_of_tags(
        f"Rebels entered Nyala on Sunday. The army then shelled {phrase} for hours.",
        [
            {"trigger": "entered", "type": "control", "place": ["Nyala"]},
            {"trigger": "shelled", "type": "attack", "place": [phrase]},
        ],
    )
    assert places(first) == ["Nyala"]
    assert places(second) == ["Nyala"]


def test_a_description_is_no_place() -> None:
    (claim,) = claims_of_tags(
        "Shells fell on a busy market overnight.",
        [{"trigger": "fell", "type": "attack", "place": ["a busy market"]}],
    )
    assert claim.places == ()


def test_an_unknown_name_in_a_script_without_capitals_stays() -> None:
    (claim,) = claims_of_tags(
        "قصفت القوات قرية زبرين يوم الأحد.",
        [{"trigger": "قصفت", "type": "attack", "place": ["قرية زبرين"]}],
        language="ar",
    )
    assert [place.text for place in claim.places]


def test_the_town_is_the_one_where_it_happened_and_not_one_that_is_only_named() -> None:
    text = "Rebels from Herat entered Kunduz on Sunday. The army shelled the town."
    _, second = claims_of_tags(
        text,
        [
            {"trigger": "entered", "type": "control", "place": ["Kunduz"]},
            {"trigger": "shelled", "type": "attack", "place": ["the town"]},
        ],
    )
    assert places(second) == ["Kunduz"]


def test_the_village_without_coordinates_is_not_the_city_before_it() -> None:
    text = "Rebels took Kunduz. They entered the village of Wad Zubri. The army shelled the village."
    *_, last = claims_of_tags(
        text,
        [
            {"trigger": "took", "type": "control", "place": ["Kunduz"]},
            {"trigger": "entered", "type": "control", "place": ["the village of Wad Zubri"]},
            {"trigger": "shelled", "type": "attack", "place": ["the village#2"]},
        ],
    )
    assert places(last) == ["? Wad Zubri"]


@pytest.mark.parametrize(
    ("phrase", "kept"),
    [("الطريق الترابي", False), ("منطقة مفتوحة", False), ("السوق", False), ("قاعدة الزبرين", True)],
)
def test_a_common_noun_with_an_adjective_names_nothing(phrase: str, kept: bool) -> None:
    (claim,) = claims_of_tags(
        f"قصفت القوات {phrase} يوم الأحد.",
        [{"trigger": "قصفت", "type": "attack", "place": [phrase]}],
        language="ar",
    )
    assert bool(claim.places) == kept


@pytest.mark.parametrize(
    "phrase", ["an area held by the Islamic State group", "Another Village", "Takfiri bases"]
)
def test_words_of_groups_and_determiners_name_no_place(phrase: str) -> None:
    (claim,) = claims_of_tags(
        f"Soldiers bombed {phrase} overnight.", [{"trigger": "bombed", "type": "attack", "place": [phrase]}]
    )
    assert claim.places == ()


def test_a_speaker_is_no_place() -> None:
    (claim,) = claims_of_tags(
        "Damascus reported deadly shelling.",
        [{"trigger": "shelling", "type": "attack", "place": ["Damascus"], "attribution": 0}],
        [{"source": ["Damascus"], "cue": ["reported"], "content": ["deadly shelling"]}],
    )
    assert claim.places == ()
