"""Where claims say that things happened: words that stand for places, and places where nothing happened."""

from __future__ import annotations

import pytest
from tests.extracting.claims_of import claims_of

from counterclaim.model import Claim


def places(claim: Claim) -> list[str | None]:
    return [place.name for place in claim.places]


@pytest.mark.parametrize(
    "phrase",
    ["shelled the town", "captured most of the town", "lost control of the city", "are bombing the area"],
)
def test_words_stand_for_the_place_named_before(phrase: str) -> None:
    *_, last = claims_of(f"Rebels entered Nyala on Monday. Residents said soldiers {phrase}.")
    assert places(last) == ["Nyala"]


def test_the_mayor_of_the_town_is_nowhere() -> None:
    *_, last = claims_of("Rebels entered Nyala on Monday. Gunmen killed the mayor of the town.")
    assert places(last) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets hit a market in Atarib, west of Aleppo.", ["Atarib"]),
        ("The group, which is banned in Russia, shelled Kunduz on Sunday.", ["Kunduz"]),
        ("Israeli jets bombed the Nuseirat refugee camp on Sunday.", ["An Nusayrat"]),
    ],
)
def test_only_places_where_it_happened_count(text: str, expected: list[str]) -> None:
    assert places(claims_of(text)[-1]) == expected
