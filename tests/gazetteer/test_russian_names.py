"""Russian names of places: in any case, as adjectives, in Latin letters; found in running text."""

from __future__ import annotations

import pytest

from counterclaim.gazetteer import Gazetteer, locate


def found(gazetteer: Gazetteer, text: str) -> list[str]:
    return [span.of(text) for span in gazetteer.find(text, 0, len(text), "ru")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("под Харьковом", "Kharkiv"),
        ("в Степанакерте", "Stepanakert"),
        ("Шушу", "Shusha"),
        ("у Часова Яра", "Chasiv Yar"),
        ("Дейр-эз-Зора", "Deir ez-Zor"),
        ("Донецкой области", "Donetsk"),
        ("Купянском направлении", "Kupiansk"),
        ("Рубежанском районе", "Rubizhne"),
        ("Южном Судане", "South Sudan"),
        ("Хаме", "Hama"),
        ("Львове", "Lviv"),
    ],
)
def test_a_name_is_known_in_any_case(text: str, name: str) -> None:
    assert [mention.name for mention in locate(text, [(0, len(text))], "ru")] == [name]


def test_a_part_of_a_region_is_a_region() -> None:
    text = "Обстрелы в южной части провинции Идлиб, под Идлибом и в Сирии."
    at = text.index("южной")
    (mention, _, _) = locate(
        text,
        [
            (at, text.index(",")),
            (text.index("Идлибом"), text.index(" и в")),
            (text.index("Сирии"), len(text) - 1),
        ],
        "ru",
    )
    assert mention.name == "southern Idlib"
    assert mention.precision == "region"


def test_a_name_that_nothing_has_is_no_place() -> None:
    text = "хутор Верхнебурьяново"
    assert [mention.name for mention in locate(text, [(0, len(text))], "ru")] == [None]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Бои идут под Авдеевкой и в Бахмуте.", ["Авдеевкой", "Бахмуте"]),
        ("В Идлибской провинции тихо, в Сирии тоже.", ["Идлибской провинции", "Сирии"]),
        ("Снаряды упали в селе Верхний Бурьян.", ["Верхний Бурьян"]),
        ("Министр приехал в Баку из Анкары.", ["Баку", "Анкары"]),
        ("Кому помогли, они не сказали. Того солдата нашли.", []),
        ("Погиб Харьков-младший.", []),
    ],
)
def test_names_are_found_in_running_text(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert found(gazetteer, text) == names
