"""A source is a person, a body, a crowd or a report, in text with commas and without."""

from __future__ import annotations

import pytest

from counterclaim.extracting.patterns.attributions import find
from counterclaim.language import load
from counterclaim.model import Passage, Span


def sources(text: str) -> list[str]:
    passage = Passage(kind="paragraph", span=Span(0, len(text)))
    found = find(text, [passage], load("en"))
    return [text[a.source[0].start : a.source[-1].end] for a in found if a.source]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Shells killed four people near Lugova on Tuesday a medical charity said.", "a medical charity"),
        ("Militants have taken control of the dam the state agency said.", "the state agency"),
        ("A barrel bomb left six dead in a suburb on Sunday an activist in the town said.", "an activist in the town"),
        ("Three days earlier the mayor of Dornava said the bridge had been mined.", "the mayor of Dornava"),
        ("The U.S. military said it had struck a camp near Jilib.", "The U.S. military"),
        ("The rebel group Jaish al-Wadi said it had shot down the plane.", "The rebel group Jaish al-Wadi"),
        ("Farid Numan a doctor in the town said he had treated 12 people.", "Farid Numan a doctor in the town"),
        ("The town's emergency room said it had received nine wounded.", "The town's emergency room"),
        ("Rep. Ana Weller (D-Ohio) said the aid would go on.", "Rep. Ana Weller (D-Ohio)"),
    ],
)  # fmt: skip
def test_the_source_starts_where_its_phrase_starts(text: str, source: str) -> None:
    assert source in sources(text)


@pytest.mark.parametrize(
    "text",
    [
        "The blast claimed the market and two houses.",
        "Fighter jets threatened the harbour all day.",
        "The resumption of talks despite the offensive underlined the lack of options.",
        "More than 280000 people have fled the attack which threatens the camp.",
        "41 people reported missing the ferry.",
        "Planes are assigned to sides according to flight patterns.",
    ],
)
def test_events_and_things_say_nothing(text: str) -> None:
    assert not sources(text)
