"""Claims without means that go on with a happening told just before them, and tolls that are told twice."""

from __future__ import annotations

import pytest
from tests.extracting.claims_of import claims_of

from counterclaim.model import Claim

TOLD = "Jets carried out air strikes on Nyala on Monday, the army said."


def means(claim: Claim) -> list[str]:
    return [mention.kind for mention in claim.means]


@pytest.mark.parametrize("more", ["Nine people were killed.", "The raids killed a doctor, residents said."])
def test_harm_was_done_by_the_means_of_the_sentence_before(more: str) -> None:
    text = f"{TOLD} {more}"
    last = claims_of(text)[-1]
    assert means(last) == ["air_strike"]
    assert last.means[0].span.end <= last.quote.start
    assert last.means[0].span.of(text) == last.means[0].text


@pytest.mark.parametrize(
    "more",
    [
        "Meanwhile, nine people were killed.",
        "Another nine people were killed.",
        "The war has killed 20,000 people.",
        "Nine people were killed in Aleppo.",
        "Nine people were killed on 3 May.",
        "The blast killed nine people.",
        "Talks failed in Geneva. Envoys left the hall. Nine people were killed.",
    ],
)
def test_another_happening_takes_none(more: str) -> None:
    last = claims_of(f"{TOLD} {more}")[-1]
    assert last.type == "loss"
    assert means(last) == []


def test_means_of_several_classes_are_not_handed_on() -> None:
    last = claims_of(
        "Jets carried out air strikes on Nyala and rebels shelled Nyala. Nine people were killed."
    )[-1]
    assert means(last) == []


def test_a_toll_told_again_has_its_means() -> None:
    first, *_ = claims_of(
        "Nine people were killed in Nyala. Nine people were killed in an air strike on Nyala, the army said."
    )
    assert means(first) == ["air_strike"]


def test_a_toll_of_another_number_has_its_own() -> None:
    first, *_ = claims_of(
        "Ten people were killed in Nyala. Nine people were killed in an air strike on Nyala, the army said."
    )
    assert means(first) == []


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        (
            "ar",
            "شنت الطائرات غارات جوية على نيالا. قتل تسعة مدنيين.",
            "شنت الطائرات غارات جوية على نيالا. قتل تسعة مدنيين في اشتباكات.",
        ),
    ],
)
def test_the_same_holds_in_other_languages(language: str, text: str, other: str) -> None:
    assert means(claims_of(text, language)[-1]) == ["air_strike"]
    assert means(claims_of(other, language)[-1]) == []
