"""Claims without a place or day that go on with a happening told just before them."""

from __future__ import annotations

import pytest
from tests.extracting.claims_of import claims_of

from counterclaim.model import Claim

TOLD = "Jets bombed Nyala on Monday, the army said."


def places(claim: Claim) -> list[str | None]:
    return [place.name for place in claim.places]


def day(claim: Claim) -> str | None:
    return claim.time.start if claim.time else None


@pytest.mark.parametrize("more", ["Nine people were killed.", "The strike wounded a doctor, residents said."])
def test_a_claim_takes_place_and_day_of_what_it_goes_on_with(more: str) -> None:
    text = f"{TOLD} {more}"
    *_, last = claims_of(text)
    assert (places(last), day(last)) == (["Nyala"], "2023-05-15")
    assert last.time is not None
    for span in (last.places[0].span, last.time.span):
        assert span is not None
        assert span.end <= last.quote.start  # by this it is seen that they stand elsewhere
        assert span.of(text) in ("Nyala", "on Monday")


@pytest.mark.parametrize(
    "more",
    [
        "The war has killed thousands of people.",
        "Soldiers killed two men on Thursday.",
        "The minister said soldiers would shell the hills.",
    ],
)
def test_what_lasts_is_planned_or_has_its_own_time_takes_no_day(more: str) -> None:
    *_, last = claims_of(f"{TOLD} {more}")
    assert day(last) != "2023-05-15"


def test_a_far_place_is_another_happening() -> None:
    *_, last = claims_of(f"{TOLD} Rebels shelled Aleppo.")
    assert (places(last), day(last)) == (["Aleppo"], None)


def test_nothing_is_handed_on_over_another_time() -> None:
    *_, last = claims_of(f"{TOLD} In April talks had failed in Geneva. Two men were killed.")
    assert day(last) is None


def test_a_loose_time_is_not_handed_on() -> None:
    *_, last = claims_of("Rebels are now shelling Nyala. Nine people were killed.")
    assert places(last) == ["Nyala"]
    assert day(last) is None


def test_the_day_of_the_saying_is_nobody_elses() -> None:
    first, *_ = claims_of("Rebels shelled Nyala, the army said on Monday.")
    assert day(first) is None
    first, *_ = claims_of("The army said on Monday that rebels shelled Nyala on Sunday.")
    assert day(first) == "2023-05-14"


def test_the_town_of_the_lead_is_named_in_the_next_sentence() -> None:
    first, *_ = claims_of(
        "Rebels shelled a town in Darfur. The shelling of the town of Nyala killed two men."
    )
    assert "Nyala" in places(first)


def test_the_printed_day_dates_the_lead_alone() -> None:
    first, *_, last = claims_of(
        "17 May 2023 Rebels shelled Nyala. The army said nothing. Aid groups met. Soldiers killed two men in Kutum."
    )
    assert day(first) == "2023-05-17"
    assert day(last) is None


def test_a_state_told_beside_a_happening_has_not_its_day() -> None:
    claims = claims_of("On Monday nine people were killed in Nyala, which is controlled by rebels.")
    days = {claim.type: day(claim) for claim in claims}
    assert days["loss"] == "2023-05-15"
    assert days.get("control") is None


def test_arabic_claims_go_on_too() -> None:
    *_, last = claims_of("قصفت الطائرات مدينة نيالا يوم الاثنين. وقتل تسعة مدنيين.", "ar")
    assert (places(last), day(last)) == (["Nyala"], "2023-05-15")


@pytest.mark.parametrize(
    "more",
    [
        "The army has carried out bombing and other attacks, monitors said.",
        "There were repeated attacks on aid workers, monitors said.",
        "Rebels killed three judges in 2019 and 2020, monitors said.",
    ],
)
def test_many_happenings_and_whole_years_take_no_place_of_one(more: str) -> None:
    *told, first, last = claims_of(f"{TOLD} {more}")
    assert told or first.quote != last.quote
    assert places(last) == []
