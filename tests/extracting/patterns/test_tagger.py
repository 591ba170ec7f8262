"""The tagger as a whole, with finders of names that are told what to find."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from counterclaim.errors import UnknownNameError
from counterclaim.extracting.patterns.tagger import PatternsTagger
from counterclaim.extracting.tags import Tagger, Tags
from counterclaim.language import Pack
from counterclaim.model import Passage, Span


class Known:
    """Finds the names that it was given."""

    def __init__(self, *names: str) -> None:
        self._names = re.compile("|".join(map(re.escape, names)))

    def find(self, text: str, start: int, end: int, language: str) -> Sequence[Span]:
        return [Span(m.start(), m.end()) for m in self._names.finditer(text, start, end)]


def nothing(text: str, start: int, end: int, pack: Pack) -> Sequence[Span]:
    return []


def numbers(text: str, start: int, end: int, pack: Pack) -> Sequence[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"\d+ \w+", text[:end]) if m.start() >= start]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return PatternsTagger(
        Known("Varnian troops", "Varnia", "Kasda"),
        Known("Marwan"),
        times=nothing,
        quantities=numbers,
        evidence=nothing,
    )


def read(tagger: Tagger, text: str, language: str = "en") -> Tags:
    blocks = [Passage(Span(m.start(), m.end()), "paragraph") for m in re.finditer(r"[^\n]+", text)]
    return tagger.tag(text, blocks, language)


def told(text: str, tags: Tags, number: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for argument in tags.arguments:
        if argument.trigger == number:
            found.setdefault(argument.role, []).append(tags.mentions[argument.mention].span.of(text))
    return found


def test_a_sentence_gives_its_three_layers(tagger: Tagger) -> None:
    text = "Kasda said on Monday that Varnian troops had shelled Marwan, killing 12 people."
    tags = read(tagger, text)
    assert [s.of(text) for s in tags.attributions[0].source] == ["Kasda"]
    assert [(t.span.of(text), t.type) for t in tags.triggers] == [("shelled", "attack"), ("killing", "loss")]
    assert {t.attribution for t in tags.triggers} == {0}
    assert told(text, tags, 0)["actor"] == ["Varnian troops"]
    assert told(text, tags, 0)["place"] == ["Marwan"]
    assert told(text, tags, 1)["quantity"] == ["12 people"]


def test_an_unattributed_happening_is_the_outlets(tagger: Tagger) -> None:
    tags = read(tagger, "Varnian troops shelled Marwan overnight.")
    assert [t.attribution for t in tags.triggers] == [None]


def test_indices_point_into_the_layers_and_spans_into_passages(tagger: Tagger) -> None:
    text = (
        "Varnia denied it.\n\n“Our troops never shelled Marwan,” it said.\nKasda called on Varnia to leave."
    )
    tags = read(tagger, text)
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    for argument in tags.arguments:
        assert argument.trigger < len(tags.triggers)
        assert argument.mention < len(tags.mentions)
    for trigger in tags.triggers:
        assert trigger.attribution is None or trigger.attribution < len(tags.attributions)
    spans = [t.span for t in tags.triggers] + [m.span for m in tags.mentions]
    assert all(any(line.holds(s) for line in lines) for s in spans)


def test_same_input_same_output(tagger: Tagger) -> None:
    text = "Kasda said Varnian troops had left Marwan. The army denied this."
    assert read(tagger, text) == read(tagger, text)


def test_nothing_to_read_gives_no_tags(tagger: Tagger) -> None:
    assert read(tagger, "") == Tags()


def test_a_language_without_a_pack_is_named(tagger: Tagger) -> None:
    with pytest.raises(UnknownNameError, match="xx"):
        read(tagger, "One line.", "xx")
