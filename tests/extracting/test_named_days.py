"""Days before the noun of a happening, and happenings that are named again far below."""

from __future__ import annotations

import pytest
from tests.extracting.claims_of import claims_of

from counterclaim.extracting.named_days import with_days_before
from counterclaim.extracting.tags import Argument, Mention, Tags, Trigger
from counterclaim.language import load
from counterclaim.model import Claim, Span

TOLD = "Jets bombed Nyala on Monday, killing nine people, the army said."
BETWEEN = "Envoys met in Geneva. The talks went on. They were hard. Both delegations ate there. It rained. "


def day(claim: Claim) -> str | None:
    return claim.time.start if claim.time else None


def dated(text: str, trigger: str) -> list[str]:
    """The times that the happening of `trigger` has when the tagger gave none."""
    start = text.index(trigger)
    one = Trigger(Span(start, start + len(trigger)), "attack", "asserted", "certain", None)
    tags = with_days_before(text, Tags(triggers=(one,)), load("en"))
    return [tags.mentions[argument.mention].span.of(text) for argument in tags.arguments]


@pytest.mark.parametrize("words", ["Monday's", "Monday’s", "Monday's deadly", "the Monday"])
def test_a_day_before_a_happening_is_its_day(words: str) -> None:
    (time,) = dated(f"Residents spoke of {words} raid on Nyala.", "raid")
    assert time in ("Monday", "the Monday")


def test_a_day_whose_mark_was_lost_is_one_too() -> None:
    assert dated("Mondays raid on Nyala was long.", "raid") == ["Mondays"]


@pytest.mark.parametrize("words", ["Monday's long talks on a", "on Monday a", "Monday. The"])
def test_a_day_of_other_words_is_not(words: str) -> None:
    assert dated(f"Residents spoke of {words} raid on Nyala.", "raid") == []


def test_a_time_that_the_tagger_gave_stays() -> None:
    text = "Residents spoke of Monday's raid on Nyala."
    trigger = Trigger(Span(28, 32), "attack", "asserted", "certain", None)
    tags = Tags(
        triggers=(trigger,), mentions=(Mention(Span(0, 9), "time"),), arguments=(Argument(0, 0, "time"),)
    )
    assert with_days_before(text, tags, load("en")) == tags


def test_habits_have_no_day() -> None:
    assert all(day(claim) is None for claim in claims_of("Soldiers shell Nyala on Mondays."))


def test_the_only_day_of_an_article_is_that_of_the_attack() -> None:
    *_, last = claims_of(f"{TOLD} {BETWEEN}The attack wounded a doctor.")
    assert (last.type, day(last)) == ("loss", "2023-05-15")


@pytest.mark.parametrize(
    "more",
    [
        f"{BETWEEN}An attack wounded a doctor.",
        f"{BETWEEN}The attack in Aleppo wounded a doctor.",
        f"{BETWEEN}In April the attack had been planned. The attack wounded a doctor.",
        f"Rebels shelled Nyala on Tuesday. {BETWEEN}The attack wounded a doctor.",
    ],
)
def test_what_may_be_another_attack_has_none(more: str) -> None:
    *_, last = claims_of(f"{TOLD} {more}")
    assert (last.type, day(last)) == ("loss", None)


@pytest.mark.parametrize("words", ["for two hours", "for a minute"])
def test_a_part_of_a_day_tells_of_no_day(words: str) -> None:
    assert [day(claim) for claim in claims_of(f"Soldiers shelled Nyala {words}.")] == [None]
