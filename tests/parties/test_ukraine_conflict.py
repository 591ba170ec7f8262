"""The bundled file of the war in Ukraine: sides, offices by date, names in four languages, and what it leaves alone."""

from __future__ import annotations

import pytest

from counterclaim.parties import conflict
from counterclaim.parties.registry import Registry

FILE = conflict.load("ukraine-2022")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load([FILE])


def test_allies_are_on_one_side_and_enemies_are_not(registry: Registry) -> None:
    side = registry.side_of
    assert side("Donetsk People's Republic") == side("Akhmat") == side("Russia")
    assert side("Azov") == side("Freedom of Russia Legion") == side("Ukraine")
    assert side("Ukraine") != side("Russia")
    assert side("IAEA") == "IAEA"


@pytest.mark.parametrize(
    ("person", "day", "held"),
    [
        ("Rustem Umerov", "2024-05-01", ("Ukraine", "Minister of Defence")),
        ("Rustem Umerov", "2022-05-01", None),
        ("Sergei Surovikin", "2022-11-11", ("Russia", "Military command")),
        ("Sergei Surovikin", "2023-02-01", None),
        ("Yevgeny Prigozhin", "2023-05-20", ("Wagner", "leader")),
        ("Yevgeny Prigozhin", "2023-09-20", None),
    ],
)
def test_persons_hold_their_offices_for_a_time(
    registry: Registry, person: str, day: str, held: tuple[str, str] | None
) -> None:
    assert registry.office_of(person, day) == held


@pytest.mark.parametrize(
    ("phrase", "language", "name"),
    [
        ("Operational Command South", "en", "Ukraine: Military command"),
        ("Дмитром Пєсковим", "uk", "Russia: Presidency"),
        ("группировка войск «Днепр»", "ru", "Russia: Military command"),
        ("угрупованням «Хортиця»", "uk", "Ukraine: Military command"),
        ("бойцы полка «Азов»", "ru", "Azov"),
        ("Михаил Подоляк", "ru", "Ukraine: Presidency"),
        ("فاليري غيراسيموف", "ar", "Russia: Chief of the General Staff"),
        ("فيلق حرية روسيا", "ar", "Freedom of Russia Legion"),
        ("Russian-installed authorities", "en", "Russian-installed administrations"),
        ("Andrii Melnyk", "en", "Ukraine: Permanent Representative to the UN"),
    ],
)
def test_names_in_several_languages(registry: Registry, phrase: str, language: str, name: str) -> None:
    found = registry.resolve(phrase, language, date="2025-03-01" if "Melnyk" in phrase else "2022-12-01")
    assert found is not None
    assert found.name == name


def test_words_for_fighters_count_in_this_war(registry: Registry) -> None:
    assert registry.force_of(FILE, "the occupiers", "en") == "Russia"
    assert registry.force_of(FILE, "ukrainian nationalists", "en") == "Ukraine"
    assert registry.force_of(FILE, "rebels", "en") is None


def test_groups_of_several_wars_are_left_to_the_general_list() -> None:
    assert "Wagner" not in {party.name for party in FILE.parties}
    assert FILE.countries == ("UA",)
