from __future__ import annotations

import pytest

from counterclaim.gazetteer import Gazetteer, locate
from counterclaim.model import PlaceMention


def place_of(gazetteer: Gazetteer, text: str, name: str, language: str = "en") -> PlaceMention:
    (mention,) = [m for m in locate(text, language=language, gazetteer=gazetteer) if m.text == name][:1]
    return mention


def test_what_the_article_names_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    caucasus = "Georgia closed its border with Armenia and Azerbaijan, officials in Tbilisi said."
    south = "Storms hit Georgia, Alabama and Tennessee, the United States weather service said in Atlanta."
    assert place_of(gazetteer, caucasus, "Georgia").country == "GE"
    assert place_of(gazetteer, south, "Georgia").country == "US"


def test_a_place_named_after_a_comma_holds_the_one_before(gazetteer: Gazetteer) -> None:
    assert place_of(gazetteer, "A fire broke out in Paris, Texas, on Monday.", "Paris").country == "US"
    assert place_of(gazetteer, "A fire broke out in Paris on Monday.", "Paris").country == "FR"
    assert place_of(gazetteer, "Tripoli, Lebanon, was calm.", "Tripoli").country == "LB"
    assert place_of(gazetteer, "Tripoli, in Libya, was calm.", "Tripoli").country == "LY"


def test_a_list_of_countries_is_no_containment(gazetteer: Gazetteer) -> None:
    text = "Troops of Niger, Nigeria and Chad took part."
    assert [m.precision for m in locate(text, gazetteer=gazetteer)] == ["country"] * 3


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("They hold Homs province.", "Homs province", "province"),
        ("They hold the city of Homs.", "Homs", "settlement"),
        ("They hold northern Syria.", "northern Syria", "region"),
        ("They hold Syria.", "Syria", "country"),
        ("They hold the Idlib countryside.", "Idlib countryside", "region"),
        ("They sail the Black Sea.", "Black Sea", "region"),
    ],
)
def test_the_noun_and_the_qualifier_set_the_precision(
    gazetteer: Gazetteer, text: str, name: str, precision: str
) -> None:
    assert place_of(gazetteer, text, name).precision == precision


def test_a_direction_is_part_of_the_name_of_a_region(gazetteer: Gazetteer) -> None:
    assert place_of(gazetteer, "Clashes in northern Aleppo.", "northern Aleppo").name == "northern Aleppo"
    assert place_of(gazetteer, "اشتباكات شمال حلب", "شمال حلب", "ar").name == "northern Aleppo"
    rural = "in eastern rural Homs"
    (place,) = locate(rural, [(3, len(rural))], gazetteer=gazetteer)
    assert place.name == "eastern rural Homs"
    (place,) = locate("in north western Homs", [(3, 21)], gazetteer=gazetteer)
    assert place.name == "northwestern Homs"


def test_a_province_is_known_by_every_spelling_of_its_town(gazetteer: Gazetteer) -> None:
    text = "in the province of Lattakia"
    (province,) = locate(text, [(19, len(text))], gazetteer=gazetteer)
    (town,) = locate("in Lattakia", [(3, 11)], gazetteer=gazetteer)
    assert (province.precision, town.precision) == ("province", "settlement")


def test_given_spans_come_back_in_their_order_with_unknown_ones_unresolved(gazetteer: Gazetteer) -> None:
    text = "Between Zzyqwell and Damascus."
    unknown, known = text.index("Zzyqwell"), text.index("Damascus")
    mentions = locate(text, [(known, known + 8), (unknown, unknown + 8)], gazetteer=gazetteer)
    assert [m.text for m in mentions] == ["Damascus", "Zzyqwell"]
    assert mentions[0].name == "Damascus"
    assert (mentions[1].name, mentions[1].geonames, mentions[1].lat) == (None, None, None)


def test_words_around_a_name_in_a_given_span_do_not_hide_it(gazetteer: Gazetteer) -> None:
    for text, country in (
        ("the whole of the Republic of Azerbaijan", "AZ"),
        ("the southern parts of Sudan", "SD"),
    ):
        (mention,) = locate(text, [(0, len(text))], gazetteer=gazetteer)
        assert mention.country == country


def test_part_of_a_longer_unknown_name_is_not_taken_for_the_whole(gazetteer: Gazetteer) -> None:
    text = "Zzyqwell Bay"
    (mention,) = locate(text, [(0, len(text))], gazetteer=gazetteer)
    assert mention.name is None


def test_another_spelling_is_found_in_a_country_that_the_article_names(gazetteer: Gazetteer) -> None:
    text = "Armenia said that Sissian and Vardennis were shelled."
    spans = [(text.index(n), text.index(n) + len(n)) for n in ("Armenia", "Sissian", "Vardennis")]
    assert [m.country for m in locate(text, spans, gazetteer=gazetteer)] == ["AM", "AM", "AM"]
    (alone,) = locate("Vardennis", [(0, 9)], gazetteer=gazetteer)
    assert alone.name is None


def test_an_adjective_with_territory_is_the_state(gazetteer: Gazetteer) -> None:
    found = locate("Jets crossed Armenian airspace from Syrias north.", gazetteer=gazetteer)
    assert [m.country for m in found] == ["AM", "SY"]


def test_empty_text_has_no_places(gazetteer: Gazetteer) -> None:
    assert locate("", gazetteer=gazetteer) == []
    assert locate("", [], gazetteer=gazetteer) == []
    (empty,) = locate("Homs", [(2, 2)], gazetteer=gazetteer)
    assert empty.name is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Guns fell silent near Mighr al-Zib village, south of Damascus.", ["Mighr al-Zib", "Damascus"]),
        ("They blew up a car in Tal al-Zibe al-Gharbi on Friday.", ["Tal al-Zibe al-Gharbi"]),
        ("Shells fell on the Salah Eddin neighborhood of Aleppo.", ["Salah Eddin", "Aleppo"]),
        ("The Kachin Independence Army attacked Myitkyina and Bhamo.", ["Myitkyina", "Bhamo"]),
        ("Troops entered Abu Kamal.", ["Abu Kamal"]),
        (
            "Rebels held the district of Sevre and al-Zibiyeh village, to the west of Quneitra.",
            ["Sevre", "al-Zibiyeh", "Quneitra"],
        ),
        ("Its fighters had seized Qaryat Zabda on Monday.", ["Qaryat Zabda"]),
        ("Rebels took control of Umm Qarun, the army said.", ["Umm Qarun"]),
        ("Police captured Lieutenant Petrov and seized Russian weapons.", []),
    ],
)
def test_the_whole_of_a_name_is_found(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    assert [mention.text for mention in locate(text, gazetteer=gazetteer)] == found


def test_a_part_of_an_unknown_name_is_no_place_far_away(gazetteer: Gazetteer) -> None:
    assert (
        place_of(gazetteer, "A raid near Mighr al-Mir village, south of Damascus.", "Mighr al-Mir").name
        is None
    )


def test_a_little_known_namesake_far_from_all_other_places_is_none(gazetteer: Gazetteer) -> None:
    text = "Gunmen killed farmers in Victoria village near Maiduguri, Borno state."
    assert place_of(gazetteer, text, "Victoria village").name is None
    assert place_of(gazetteer, text, "Maiduguri").country == "NG"


@pytest.mark.parametrize("name", ["Kherson", "Benghazi", "Misrata"])
def test_a_bare_name_means_the_town_rather_than_its_division(gazetteer: Gazetteer, name: str) -> None:
    assert place_of(gazetteer, f"Rockets hit {name} on Monday.", name).precision == "settlement"


@pytest.mark.parametrize(
    "text",
    [
        "Clashes between the force and Boko Haram, a leader said.",
        "Tanks stood near the Nasser hospital.",
        "Rockets hit houses held by the Asmar group.",
    ],
)
def test_groups_and_sites_that_share_a_name_are_no_towns(gazetteer: Gazetteer, text: str) -> None:
    assert locate(text, gazetteer=gazetteer) == []
