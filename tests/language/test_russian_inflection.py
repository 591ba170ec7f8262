"""Base forms of inflected words: endings of a pack, and phrases met in any case."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.lexicon import Inflection, Lexicon, lexemes
from counterclaim.language import Pack, fold
from counterclaim.language.inflection import Endings, endings
from counterclaim.parties import Registry

RUSSIAN = endings("ru")
CASES = {
    "Россия": ("России", "Россию", "Россией"),
    "Харьков": ("Харькова", "Харькову", "Харьковом", "Харькове"),
    "российский": ("российского", "российскому", "российским", "российском", "российская", "российских"),
    "украинец": ("украинца", "украинцы", "украинцев", "украинцами"),
    "азербайджанец": ("азербайджанцев", "азербайджанцам"),
    "россиянин": ("россияне", "россиян", "россиянам"),
    "житель": ("жителя", "жители", "жителей", "жителями"),
    "село": ("села", "селу", "селом", "сёл", "сёлах"),
    "ракета": ("ракеты", "ракет", "ракетами"),
    "военнослужащий": ("военнослужащего", "военнослужащих", "военнослужащими"),
    "здание": ("здания", "зданий", "зданиями"),
    "хуситы": ("хуситов", "хуситам", "хуситами"),
}


@pytest.mark.parametrize("base", CASES)
def test_every_case_has_its_base_form(base: str) -> None:
    for form in (base, *CASES[base]):
        assert fold(base) in RUSSIAN.bases(fold(form)), form


@given(st.text(max_size=20).map(fold))
def test_a_word_stands_for_itself_first_and_for_nothing_twice(word: str) -> None:
    bases = RUSSIAN.bases(word)
    assert bases[0] == word
    assert len(set(bases)) == len(bases)


def test_languages_without_endings_know_words_as_they_are() -> None:
    assert endings("en").bases("forces") == ("forces",)
    assert endings("xx").bases("forces") == ("forces",)


def test_an_ending_needs_its_letters_before_it_and_leaves_enough() -> None:
    some = Endings([["", "а", "тр"], ["ами", ""]], shortest=3)
    assert some.bases("ракет") == ("ракет", "ракета")
    assert some.bases("село") == ("село",)
    assert some.bases("дами") == ("дами",)
    assert some.bases("домами") == ("домами", "дом")


def test_phrases_of_many_words_are_bounded() -> None:
    words = tuple(fold("северных областях соседних государств и других стран").split())
    found = RUSSIAN.phrases(words)
    assert found[0] == words
    assert len(found) <= 200
    assert all(len(phrase) == len(words) for phrase in found)


def test_a_star_stands_for_any_letters(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('name = "Test"\nscript = "Cyrl"\ntaggers = ["neural"]\n')
    lexicon = Lexicon(
        [("уничтож*", 1), ("взят* в плен", 2), ("сбит", 3)],
        Inflection(Pack("xx", tmp_path), endings=False),
    )
    for text, value in (("уничтожены", 1), ("взяты в плен", 2), ("взят в плен", 2), ("сбит", 3)):
        found = lexicon.at(lexemes(text), 0)
        assert found is not None
        assert found[1] == value
    assert lexicon.at(lexemes("сбиты"), 0) is None
    assert lexicon.at(lexemes("взяты в кольцо"), 0) is None


REGISTRY = Registry.load()


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("министерством обороны Азербайджана", "Azerbaijan: Ministry of Defence"),
        ("азербайджанского военного ведомства", "Azerbaijan: Ministry of Defence"),
        ("вооружёнными силами Судана", "Sudan: Armed Forces"),
        ("МИДом Ирана", "Iran: Ministry of Foreign Affairs"),
        ("Центральноафриканской Республике", "Central African Republic"),
        ("израильтян", "Israel"),
        ("хуситами", "Houthis"),
        ("Силами быстрой поддержки", "RSF"),
        ("Тоголезской Республикой", "Togo"),
    ],
)
def test_parties_are_met_in_any_case(phrase: str, name: str) -> None:
    resolved = REGISTRY.resolve(phrase, "ru")
    assert resolved is not None
    assert resolved.name == name


@pytest.mark.parametrize("phrase", ["Того же дня", "само село", "мало людей", "чада", "миру"])
def test_common_words_are_no_states(phrase: str) -> None:
    resolved = REGISTRY.resolve(phrase, "ru")
    assert resolved is None
