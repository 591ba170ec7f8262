from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest

from counterclaim.extracting import places
from counterclaim.gazetteer import Gazetteer
from counterclaim.model import PlaceMention, Span
from counterclaim.parties import conflict

CONFLICTS = tuple(conflict.load(name) for name in ("karabakh-2020", "syria-2011"))


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open(conflicts=CONFLICTS)
    yield opened
    opened.close()


def resolve(gazetteer: Gazetteer, text: str, language: str = "en") -> dict[str, PlaceMention]:
    spans = gazetteer.find(text, 0, len(text), language)
    mentions = places.resolve(text, spans, gazetteer=gazetteer, conflicts=CONFLICTS, language=language)
    return {mention.text: mention for mention in mentions}


def test_places_of_the_conflict_files_are_found_and_named_in_english(gazetteer: Gazetteer) -> None:
    found = resolve(gazetteer, "Azerbaijan shelled Hadrut, Shushi and Martuni in Nagorno-Karabakh.")
    assert [m.name for m in found.values()] == [
        "Azerbaijan",
        "Hadrut",
        "Shusha",
        "Martuni",
        "Nagorno-Karabakh",
    ]
    found = resolve(gazetteer, "سيطرت القوات على هادروت وشوشا في ناغورنو قره باغ", "ar")
    assert [m.name for m in found.values()] == ["Hadrut", "Shusha", "Nagorno-Karabakh"]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Qubdali", "Qubadli"),
        ("Gubadli", "Qubadli"),
        ("Fizuli", "Fuzuli"),
        ("Hadrat", "Hadrut"),
        ("Şuşa", "Shusha"),
    ],
)
def test_spellings_of_one_town_are_one_place(gazetteer: Gazetteer, spelling: str, name: str) -> None:
    text = f"Fighting in Azerbaijan reached {spelling} at dawn."
    span = Span(text.index(spelling), text.index(spelling) + len(spelling))
    (mention,) = places.resolve(text, [span], gazetteer=gazetteer, conflicts=CONFLICTS, language="en")
    assert mention.name == name


def test_a_noun_chooses_the_district_or_the_town(gazetteer: Gazetteer) -> None:
    found = resolve(gazetteer, "They entered the districts of Fizuli and Jabrayil in Azerbaijan.")
    assert [found[n].precision for n in ("Fizuli", "Jabrayil")] == ["district", "district"]
    found = resolve(gazetteer, "They entered the town of Jabrayil in Azerbaijan.")
    assert found["Jabrayil"].precision == "settlement"


def test_the_conflict_area_decides_unless_the_article_is_about_elsewhere(gazetteer: Gazetteer) -> None:
    near = resolve(gazetteer, "Martuni came under fire, the army of Azerbaijan said; Armenia denied it.")
    assert near["Martuni"].country == "AZ"
    far = resolve(gazetteer, "Nigeria's army entered Sus and Bama in Borno, Nigeria, near Maiduguri.")
    assert far["Bama"].country == "NG"


def test_borders_between_two_states_are_regions(gazetteer: Gazetteer) -> None:
    text = "Firing along the Azerbaijani-Armenian border went on."
    span = Span(text.index("Azerbaijani"), text.index(" went"))
    (mention,) = places.resolve(text, [span], gazetteer=gazetteer, conflicts=CONFLICTS, language="en")
    assert (mention.name, mention.precision) == ("Armenia-Azerbaijan border", "region")


def test_a_gazetteer_with_conflict_places_travels_to_a_worker(gazetteer: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert [p.name for p in copy.lookup("Hadrut")] == [p.name for p in gazetteer.lookup("Hadrut")]
    copy.close()


def test_every_place_of_a_conflict_file_is_found_under_each_of_its_spellings(gazetteer: Gazetteer) -> None:
    for loaded in CONFLICTS:
        for place in loaded.places:
            for spelling in (place.name, *place.spellings):
                assert any(found.name == place.name for found in gazetteer.lookup(spelling)), (
                    place.name,
                    spelling,
                )
