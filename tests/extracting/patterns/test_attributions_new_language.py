"""A language is added by its TOML alone: two small packs made here are read by the same rules."""

from pathlib import Path

import pytest

from counterclaim.errors import SettingsError
from counterclaim.extracting.patterns.attributions import find
from counterclaim.language import Pack
from counterclaim.model import Passage, Span

RUSSIAN = """
[grammar]
complementisers = ["что"]
coordinators = ["и", "но"]
prepositions = ["в", "на", "по", "из", "с"]
relatives = ["который"]
pronouns = ["он", "она", "они"]
nominatives = ["он", "она", "они"]
source_prepositions = ["по словам", "по данным"]

[inflection]
kinds = ["past", "present", "gerund"]
variants = [{ kind = "past", suffix = "а" }, { kind = "past", suffix = "о" }, { kind = "past", suffix = "и" }]

[[verbs]]
takes = ["clause", "quotation"]
words = "заявил/заявляет/заявив сообщил/сообщает/сообщив"

[[verbs]]
takes = ["clause", "object"]
flags = ["denies"]
words = "опроверг/опровергает/опровергая"
"""

FRENCH = """
[grammar]
complementisers = ["que", "qu"]
determiners = ["le", "la", "les", "un", "une", "des", "l"]
prepositions = ["de", "du", "à", "dans", "sur", "selon", "avant"]
auxiliaries = ["a", "ont", "avait", "est", "sont", "était"]
copulas = ["est", "sont", "était"]
source_prepositions = ["selon"]

[inflection]
kinds = ["present", "participle", "gerund"]

[[verbs]]
takes = ["speech", "clause", "quotation"]
words = "dit/dit/disant déclare/déclaré/déclarant"
"""


def pack(folder: Path, code: str, attribution: str) -> Pack:
    (folder / "pack.toml").write_text(
        'name = "Test"\nscript = "Latn"\ntaggers = ["patterns"]\n', encoding="utf-8"
    )
    (folder / "attribution.toml").write_text(attribution, encoding="utf-8")
    return Pack(code, folder)


def read(text: str, language: Pack) -> list[tuple[str, str, str]]:
    found = find(text, [Passage(Span(0, len(text)), "paragraph")], language)
    return [
        (
            " | ".join(s.of(text) for s in a.source),
            " | ".join(s.of(text) for s in a.cue),
            " | ".join(s.of(text) for s in a.content),
        )
        for a in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Министерство обороны заявило, что город взят.",
            ("Министерство обороны", "заявило", "город взят"),
        ),
        (
            "По словам губернатора, погибли шесть человек.",
            ("губернатора", "По словам", "погибли шесть человек"),
        ),
        ("«Мы ушли ночью», сообщил командир.", ("командир", "сообщил", "«Мы ушли ночью»")),
    ],
)
def test_russian_from_toml_alone(tmp_path: Path, text: str, expected: tuple[str, str, str]) -> None:
    assert read(text, pack(tmp_path, "ru", RUSSIAN)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le ministère a déclaré que la ville était tombée.",
            ("Le ministère", "déclaré", "la ville était tombée"),
        ),
        (
            "Selon le maire, la ville est tombée.",
            ("le maire", "Selon", "la ville est tombée"),
        ),
    ],
)
def test_french_from_toml_alone(tmp_path: Path, text: str, expected: tuple[str, str, str]) -> None:
    assert read(text, pack(tmp_path, "fr", FRENCH)) == [expected]


def test_a_language_without_the_section_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('name = "T"\nscript = "Latn"\ntaggers = []\n', encoding="utf-8")
    assert read("Anyone said that it rained.", Pack("xx", tmp_path)) == []


@pytest.mark.parametrize(
    ("attribution", "named"),
    [
        ("[grammar]\ncomplementizers = ['that']\n", "complementizers"),
        ("[[verbs]]\ntakes = ['clauze']\nwords = 'say'\n", "clauze"),
        ("[[verbs]]\nflags = ['denying']\nwords = 'say'\n", "denying"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, attribution: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        read("Anyone said that it rained.", pack(tmp_path, "xx", attribution))
