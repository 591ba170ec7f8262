"""Sources whose own words mislead are read by the part, or by the article, that tells who speaks."""

from __future__ import annotations

import pytest
from tests.extracting.sources import claimants


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "[A statement from Niamey-based Malian Uprising General Commission] said so.",
            [["Malian Uprising General Commission"]],
        ),
        ("[A statement from the Malian army] said so.", [["Mali: Armed Forces"]]),
        ("[Rebel-backer Niamey] said so.", [["Niger"]]),
        (
            "[Niger a Malian ally] said so, [Chad a neighbour and Benin] agreed.",
            [["Niger"], ["Chad", "Benin"]],
        ),
    ],
)
def test_the_part_that_names_who_speaks_is_read(text: str, names: list[list[str]]) -> None:
    assert claimants(text) == names


def test_another_given_name_is_another_person() -> None:
    day = "2015-06-01"
    assert claimants("[Redur Khalil] said so.", published=day) == [["YPG"]]
    assert claimants("[Mounzer Khalil] said so.", published=day) == [["Mounzer Khalil"]]
    assert claimants("[Malian spokesman Mounzer Khalil] said so. [He] went on.", published=day) == [
        ["Mali"],
        ["Mali"],
    ]
    assert claimants("[Ilkham Aliyev] said so.", published="2020-10-01") == [["Azerbaijan: President"]]


def test_a_word_for_a_source_is_no_name() -> None:
    found = claimants(
        "Shells kill nine in Idlib: [Monitor]\nAt least nine died, [the Syrian Observatory for Human Rights] said."
    )
    assert found == [["SOHR"], ["SOHR"]]
    assert claimants("Shells kill nine in Kidal: [Officials]\nThe town was quiet.") == [["Officials"]]


def test_the_sources_are_those_named_before() -> None:
    text = "[Nigerien security sources] said so. Mali and Malian towns shut. [The security sources] went on."
    assert claimants(text) == [["Nigerien security sources"], ["Nigerien security sources"]]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Omar Sadiqo head of the clinic", "Omar Sadiqo"),
        ("Samira 55 who fled", "Samira"),
        ("Ousmane Diallo", "Ousmane Diallo"),
    ],
)
def test_a_name_ends_before_a_role_or_a_number(name: str, short: str) -> None:
    assert claimants(f"[{name}] said so.") == [[short]]
