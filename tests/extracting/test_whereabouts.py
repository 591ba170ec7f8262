"""Where claims say that things happened: words that stand for places, and places where nothing happened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.extracting.claims_of import claims_of

from counterclaim import extract
from counterclaim.extracting.extraction import resolve
from counterclaim.extracting.whereabouts import Whereabouts
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.language import load
from counterclaim.model import Claim, Document, PlaceMention, Span
from counterclaim.reading import Item, Overrides, read_item


def places(claim: Claim) -> list[str | None]:
    return [place.name for place in claim.places]


@pytest.mark.parametrize(
    "phrase",
    ["shelled the town", "captured most of the town", "lost control of the city", "are bombing the area"],
)
def test_words_stand_for_the_place_named_before(phrase: str) -> None:
    *_, last = claims_of(f"Rebels entered Nyala on Monday. Residents said soldiers {phrase}.")
    assert places(last) == ["Nyala"]


def test_the_mayor_of_the_town_tells_no_place() -> None:
    *_, last = claims_of("Rebels entered Nyala on Monday. Gunmen killed the mayor of the town.")
    assert [place.text for place in last.places] == ["Nyala"]  # carried on from the sentence before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets hit a market in Atarib, west of Aleppo.", ["Atarib"]),
        ("The group, which is banned in Russia, shelled Kunduz on Sunday.", ["Kunduz"]),
        ("A Russia-backed group shelled Kunduz on Sunday.", ["Kunduz"]),
        ("Gunmen killed nine people in a province bordering Iraq on Sunday.", []),
        ("Israeli jets bombed the Nuseirat refugee camp on Sunday.", ["An Nusayrat"]),
    ],
)
def test_only_places_where_it_happened_count(text: str, expected: list[str]) -> None:
    assert places(claims_of(text)[-1]) == expected


def test_the_one_time_and_place_of_a_sentence_hold_for_all_that_happened_there() -> None:
    claims = claims_of(
        "The army said it had repelled two attacks on Nyala on Monday and destroyed three tanks."
    )
    assert len(claims) == 2
    assert [places(claim) for claim in claims] == [["Nyala"], ["Nyala"]]
    assert [claim.time.start if claim.time else None for claim in claims] == ["2023-05-15", "2023-05-15"]


def test_several_times_or_places_stay_with_their_own_happenings() -> None:
    claims = claims_of("Rebels shelled Nyala on Monday and soldiers killed nine men in Kutum on Tuesday.")
    told = {c.type: (places(c), c.time.start if c.time else None) for c in claims}
    assert told["attack"][1] == "2023-05-15"
    assert told["loss"] == (["Kutum"], "2023-05-16")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Nyala, residents said soldiers had killed nine men on Tuesday.", ["Nyala"]),
        ("At Kutum, witnesses said that gunmen burned 12 homes.", ["Kutum"]),
        ("Ukraine denied losing Berestove.", ["Berestove"]),
    ],
)
def test_a_place_before_the_source_is_where_it_happened(text: str, expected: list[str]) -> None:
    assert places(claims_of(text)[-1]) == expected


SUDAN = """
title = "Sudan"
countries = ["SD"]
[[party]]
name = "RSF"
kind = "armed_group"
aliases.en = ["RSF"]
[[place]]
name = "Al-Malja market"
spellings = ["Malja market"]
lat = 15.6
lon = 32.5
country = "SD"
precision = "exact"
"""


def test_places_of_the_user_are_found_before_and_after_they_are_told(tmp_path: Path) -> None:
    path = tmp_path / "sudan.toml"
    path.write_text(SUDAN, encoding="utf-8")
    text = "Shells hit the Malja market on Monday, killing 12 people."
    document = read_item(Item("text.txt", "bytes", text.encode()), Overrides(language="en"))
    assert isinstance(document, Document)
    spec = WorldSpec(tagger="patterns")
    told = open_world(replace(spec, conflicts=(str(path),)))
    untold = open_world(replace(spec, conflicts=()))
    before, after = extract(document, world=untold), extract(document, world=told)
    again, _ = resolve(document, before.tags, world=told)
    assert [places(claim) for claim in before.claims] == [[], []]
    for claims in (after.claims, again):
        assert [places(claim) for claim in claims] == [["Al-Malja market"], ["Al-Malja market"]]


def test_the_war_began_where_the_article_is() -> None:
    text = (
        "Gaza officials said 41,000 people had been killed since the war began. Israeli jets hit Rafah and Khan "
        "Younis on Friday. Hezbollah rockets fell on Majdal Shams."
    )
    told = [c.time.start for c in claims_of(text) if c.time is not None and "began" in (c.time.text or "")]
    assert told == [None] or not told
    syria = "Syrian army troops in Idlib have lost 900 men since the war began, rebels in Aleppo said."
    assert [c.time.start for c in claims_of(syria) if c.time is not None and c.type == "loss"] == [
        "2011-03-15"
    ]


def test_a_figure_right_behind_its_verb_is_counted() -> None:
    *_, loss = claims_of("An explosion killed one and wounded 14, two of whom died later.")
    assert [(q.low, q.effect) for q in loss.quantities] == [(1, "killed"), (14, "wounded"), (2, "killed")]


def test_a_loss_behind_the_places_that_were_hit_befell_them_all() -> None:
    *_, loss = claims_of("Jets hit Rafah and Jabalia on Sunday, killing nine people.")
    assert (loss.type, places(loss)) == ("loss", ["Rafah", "Jabalya"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels entered Nyala on Monday. The city-run clinic said gunmen killed two nurses on Friday.",
            False,
        ),
        (
            "Rebels entered Nyala on Monday. The clinic said gunmen in the city killed two nurses on Friday.",
            True,
        ),
    ],
)
def test_words_that_open_a_compound_stand_for_no_place(text: str, expected: bool) -> None:
    *_, last = claims_of(text)
    assert ("the city" in [place.text.lower() for place in last.places]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked fighters of the Kutum martyrs brigade in Nyala on Sunday.", ["Nyala"]),
        ("Rockets fired from Kutum hit Nyala on Sunday.", ["Nyala"]),
        ("Jets hit a convoy in Nyala on the highway to Kutum.", ["Nyala"]),
    ],
)
def test_a_units_name_a_launching_site_and_a_roads_end_are_no_scenes(text: str, expected: list[str]) -> None:
    assert places(claims_of(text)[-1]) == expected


def test_a_place_that_another_narrows_is_left_out() -> None:
    claims = claims_of("Gunmen killed nine men in Darfur, especially in Nyala, on Sunday.")
    assert places(claims[-1]) == ["Nyala"]


def test_a_region_that_words_stand_for_is_no_place_of_an_agreement() -> None:
    text = "Rebels shelled villages in Nagorno-Karabakh on Monday. "
    agreed = claims_of(text + "A ceasefire was agreed before rebels shelled the enclave.")
    assert [places(c) for c in agreed if c.type == "agreement"] == [[]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen shelled the al-Kandrin residential neighborhood in Omdurman.", ["al-Kandrin", "Omdurman"]),
        ("Jets struck a bakery in the Kandrin quarter of Omdurman.", ["Kandrin", "Omdurman"]),
        ("Jets killed 10 people in Rashkadin west of Omdurman.", ["Rashkadin"]),
        ("Soldiers were killed in Rashkadin village to the north of Omdurman.", ["Rashkadin"]),
        ("Soldiers killed 40 rebels in 2 Days west of Omdurman.", ["Omdurman"]),
    ],
)
def test_an_unknown_quarter_or_neighbour_is_told_beside_its_town(text: str, expected: list[str]) -> None:
    claim, *_ = claims_of(text)
    assert [place.text for place in claim.places] == expected


def test_a_quarter_is_not_found_far_from_its_town() -> None:
    claim, *_ = claims_of("Gunmen shelled the Nyala neighborhood in Omdurman.")
    quarter, town = claim.places
    assert (quarter.text, quarter.name) == ("Nyala", None)
    assert town.name == "Omdurman"


def test_what_is_heard_in_a_town_did_not_happen_there() -> None:
    claim, *_ = claims_of("Shelling audible from the town of Nyala killed ten people in Omdurman.")
    assert places(claim) == ["Omdurman"]


def test_the_town_of_the_lead_is_meant_by_the_country_of_the_headline() -> None:
    text = "Shelling in Sudan kills ten Gunmen killed ten people in Nyala on Monday."
    country = PlaceMention(Span(12, 17), "Sudan", "Sudan", 1, 15.0, 30.0, "country", "SD")
    town = PlaceMention(Span(56, 61), "Nyala", "Nyala", 2, 12.0, 25.0, "settlement", "SD")
    around = Whereabouts(text, [country, town], load("en"), [country.span, town.span])
    whole = Span(0, len(text))
    assert around.narrowed([country], whole) == [town]
    assert around.narrowed([replace(country, country="TD")], whole) == [replace(country, country="TD")]
    assert around.narrowed([country, town], whole) == [country, town]
