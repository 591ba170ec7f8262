from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.gazetteer import Gazetteer

PIECES = (
    "Aleppo", "the army", " northern ", "Idlib countryside", "village of ", "Qarkhana", "in ", "، ", ". ", "\n\n",
    "بحلب", "ريف حماة الشمالي", "قرية ", "Said", "Mr. ", "Paris", "Post ", "\u00a0", "é", "😀", "al-Bab", "U.S. ", "-",
)  # fmt: skip


def found(gazetteer: Gazetteer, text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in gazetteer.find(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Fighting went on in Aleppo and near Manbij on Tuesday.", ["Aleppo", "Manbij"]),
        (
            "Rebels hold parts of northern Hama and the Idlib countryside.",
            ["northern Hama", "Idlib countryside"],
        ),
        ("Shells fell on the Tavush region and Kharkiv Oblast.", ["Tavush region", "Kharkiv Oblast"]),
        (
            "The village of Qarkhana and the towns of Ostrivka and Belmesh were taken.",
            ["Qarkhana", "Ostrivka", "Belmesh"],
        ),
        ("They left Port-au-Prince for New York.", ["Port-au-Prince", "New York"]),
        ("The U.S. and the UK asked Iran for an answer.", ["U.S.", "UK", "Iran"]),
        ("A convoy reached al-Bab from St. Petersburg.", ["al-Bab", "St. Petersburg"]),
        ("Ships crossed the Black Sea and the Strait of Hormuz.", ["Black Sea", "Strait of Hormuz"]),
        ("Iran's ministers met in Sudan’s capital.", ["Iran", "Sudan"]),
        (
            "Drones entered Armenian airspace and Turkish territory.",
            ["Armenian airspace", "Turkish territory"],
        ),
        ("Troops left Syrias north and Irans islands.", ["Syrias", "Irans"]),
        ("KHARTOUM, June 3 - The army spoke.", ["KHARTOUM"]),
    ],
)
def test_english_names_are_found_with_their_qualifiers(
    gazetteer: Gazetteer, text: str, places: list[str]
) -> None:
    assert found(gazetteer, text) == places


@pytest.mark.parametrize(
    "text",
    [
        "In March the March offensive began; Said said of it nothing.",
        "Hassan Ali told the Washington Post and the Moscow Times about it.",
        "General Jackson and Mr. Bolton spoke with Victoria Lincoln.",
        "The Syrian and Israeli officers let us go.",
        "Of course, Most of Us Will read Nice stories.",
        "The al-Manar channel and Asharq al-Awsat reported it.",
        "anti-Iran slogans and Russia-backed fighters",
        "He was born on 6 October at 10:30.",
    ],
)
def test_persons_papers_months_and_common_words_are_not_places(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == []


def test_a_surname_met_with_its_title_is_no_place_elsewhere(gazetteer: Gazetteer) -> None:
    text = "Senator Lincoln spoke first. Then Lincoln left the hall."
    assert found(gazetteer, text) == []
    assert found(gazetteer, "Troops were seen in Lincoln.") == ["Lincoln"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قصف الجيش شمال حماة وريف إدلب الجنوبي", ["شمال حماة", "ريف إدلب الجنوبي"]),
        ("وصلت القافلة إلى حلب، ثم بدمشق وللعراق", ["حلب", "دمشق", "لعراق"]),
        ("دخلت القوات قرية سرمودا وبلدة تل الحمام", ["سرمودا", "تل الحمام"]),
        ("قال في بيان إن الوزارة وأن الجيش في يد الحكومة", []),
        ("في محافظة إدلب ومدينة الباب", ["محافظة إدلب", "الباب"]),
        ("أصيب 30 مدنياً، ونقل 16 منهم", []),
    ],
)
def test_arabic_names_are_found_without_their_attached_particles(
    gazetteer: Gazetteer, text: str, places: list[str]
) -> None:
    assert found(gazetteer, text, "ar") == places


def test_cyrillic_names_are_found(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Обстреляны Харьков и Купянск", "ru") == ["Харьков", "Купянск"]


def test_only_the_asked_stretch_is_read(gazetteer: Gazetteer) -> None:
    text = "Aleppo was quiet. Homs was not."
    assert [span.of(text) for span in gazetteer.find(text, 18, len(text), "en")] == ["Homs"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from(["en", "ar"]), st.data())
def test_spans_lie_in_the_stretch_in_order_and_on_words(
    text: str, language: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = _SHARED.find(text, start, end, language)
    last = start
    for span in spans:
        assert last <= span.start < span.end <= end
        assert span.of(text) == span.of(text).strip()
        last = span.end


_SHARED = Gazetteer.open()
