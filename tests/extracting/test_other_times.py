"""Times beside and between happenings that turn to no other day, and days of a town's harm and of a toll told again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.extracting.annotated import claims_of_tags
from tests.extracting.claims_of import claims_of

from counterclaim.extracting.other_times import OtherTimes
from counterclaim.extracting.tags import Argument, Mention, Tags, Trigger
from counterclaim.extracting.times import find, resolve
from counterclaim.language import Pack, load
from counterclaim.model import Article, Claim, Span

MONDAY = "2023-05-15"
TOLD = "Jets bombed Nyala on Monday, the army said."
BETWEEN = "Envoys met in Geneva. The talks went on. They were hard. Both delegations ate there. It rained. "


def day(claim: Claim) -> str | None:
    return claim.time.start if claim.time else None


def last_day(text: str) -> str | None:
    return day(claims_of(text)[-1])


@pytest.mark.parametrize("words", ["at midnight", "in broad daylight"])
def test_a_part_of_the_day_is_no_other_day(words: str) -> None:
    assert last_day(f"{TOLD} Nine people were killed {words}.") == MONDAY


@pytest.mark.parametrize("words", ["last month", "in recent weeks", "in April"])
def test_another_time_of_the_sentence_is_not_the_day_told_before(words: str) -> None:
    assert last_day(f"{TOLD} Nine people were killed {words}.") != MONDAY


@dataclass(frozen=True)
class Told:
    """An article's text with its tags and nothing more."""

    text: str
    pack: Pack
    article: Article
    tags: Tags


def beside(told: str) -> list[str]:
    """The times that may be the raid's where the tags give the capture's alone."""
    text = f"The raid killed nine in the town which rebels captured {told}."
    raid, capture, time = (Span(text.index(w), text.index(w) + len(w)) for w in ("killed", "captured", told))
    triggers = (
        Trigger(raid, "loss", "asserted", "certain", None),
        Trigger(capture, "control", "asserted", "certain", None),
    )
    tags = Tags(triggers=triggers, mentions=(Mention(time, "time"),), arguments=(Argument(1, 0, "time"),))
    whole = Span(0, len(text))
    article = Article("a", whole, None, None, None, "2023-05-19", False, None, "en", None, None, ())
    return [
        span.of(text)
        for span in OtherTimes(Told(text, load("en"), article, tags), [time]).beside(raid, whole)
    ]


def test_the_month_of_a_clause_behind_is_not_of_the_sentence_around_it() -> None:
    assert beside("in April") == []
    assert beside("on Tuesday") == ["on Tuesday"]


def test_the_same_day_told_between_is_no_other() -> None:
    assert last_day(f"{TOLD} It was a holiday on Monday. Nine people were killed.") == MONDAY
    assert last_day(f"{TOLD} It was a holiday on Tuesday. Nine people were killed.") != MONDAY


def test_the_harm_of_one_day_in_a_town_is_meant_by_the_attack_on_it() -> None:
    text = f"{TOLD} Rebels shelled Khartoum on Wednesday, the police said. {BETWEEN}"
    assert last_day(f"{text}The attack on Nyala killed nine people.") == MONDAY
    assert last_day(f"{text}The attack on Port Sudan killed nine people.") is None
    assert last_day(f"{text}An attack on Nyala killed nine people.") is None


def test_a_town_of_two_days_has_none() -> None:
    text = f"{TOLD} Rebels shelled Nyala on Wednesday, the police said. {BETWEEN}"
    assert last_day(f"{text}The attack on Nyala killed nine people.") is None


def test_a_toll_told_again_has_its_day() -> None:
    text = f"A bomb killed 17 people in Nyala on Monday. Rebels shelled Khartoum on Wednesday. {BETWEEN}"
    assert last_day(f"{text}Doctors said 17 people were killed.") == MONDAY
    assert last_day(f"{text}Doctors said 18 people were killed.") is None
    assert last_day(f"{text}Doctors said 17 people were wounded.") is None


def test_a_small_toll_is_none_by_which_a_happening_is_known() -> None:
    text = f"A bomb killed two people in Nyala on Monday. Rebels shelled Khartoum on Wednesday. {BETWEEN}"
    assert last_day(f"{text}Doctors said two people were killed.") is None


def test_who_encircles_a_town_has_no_day_of_what_befell_it() -> None:
    *_, last = claims_of(f"{TOLD} Soldiers were encircling the town.")
    assert day(last) is None


def test_what_goes_on_has_no_day() -> None:
    assert last_day(f"{TOLD} The town suffered heavy shelling.") == MONDAY
    assert last_day(f"{TOLD} The town suffered ongoing shelling.") is None


def test_what_a_superlative_measures_by_is_no_other_day() -> None:
    assert last_day(f"{TOLD} Nothing as loud had been heard for years. Nine people were killed.") == MONDAY
    assert last_day(f"{TOLD} Talks had been held on Sunday. Nine people were killed.") != MONDAY


@pytest.mark.parametrize(("joint", "since"), [("and", "2023-04-03"), ("while rain", None)])
def test_the_halves_of_a_toll_have_one_time(joint: str, since: str | None) -> None:
    text = f"Since April 3, at the end of the calm, rebels and soldiers have killed 17 people {joint} wounded 30."
    first, second = claims_of_tags(
        text,
        [
            {
                "trigger": "killed",
                "type": "loss",
                "time": ["Since April 3", "end of the calm"],
                "quantity": ["17 people"],
                "actor": ["rebels"],
            },
            {"trigger": "wounded", "type": "loss", "quantity": ["30"], "actor": ["soldiers"]},
        ],
    )
    assert (day(first), day(second)) == ("2023-04-03", since)


def test_a_clock_of_four_figures_is_no_year() -> None:
    text = "at 2000 GMT"
    (span,) = find(text, 0, len(text), load("en"))
    assert resolve(text, span, anchor=None, pack=load("en")) is None
    (span,) = find("in 2000", 0, 7, load("en"))
    assert resolve("in 2000", span, anchor=None, pack=load("en")) is not None
