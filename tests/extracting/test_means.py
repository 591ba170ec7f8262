"""Means, objects hit and evidence: pack phrases where they mean what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.means import find_evidence, find_means, find_objects
from counterclaim.language import available, load


def means(text: str, code: str = "en") -> list[tuple[str, str]]:
    return [(m.text, m.kind) for m in find_means(text, 0, len(text), load(code))]


def objects(text: str, code: str = "en") -> list[tuple[str, str]]:
    return [(o.text, o.kind) for o in find_objects(text, 0, len(text), load(code))]


def evidence(text: str, code: str = "en") -> list[tuple[str, str]]:
    return [(e.text, e.kind) for e in find_evidence(text, 0, len(text), load(code))]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Warplanes dropped barrel bombs on the town", {"air_strike"}),
        ("Grad rockets hit the suburb", {"shelling"}),
        ("Ballistic missiles struck the city", {"missile"}),
        ("He was killed by a sniper", {"small_arms"}),
        ("A car bomb went off", {"ied"}),
        ("An SVBIED exploded at the gate", {"suicide_attack"}),
        ("Two men were killed by an anti-personnel mine", {"mine"}),
        ("The jet was brought down by an S-300", {"air_defence"}),
        ("Kamikaze drones hit the depot", {"drone"}),
        ("They torched the village", {"arson"}),
        ("Several people were hacked to death", {"knife"}),
        ("Dozens died in a chlorine attack", {"chemical"}),
    ],
)
def test_means_by_class(text: str, kinds: set[str]) -> None:
    assert {kind for _, kind in means(text)} == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Its forces shot down two drones",
        "The army captured 12 tanks and a mortar",
        "Moscow delivered S-300 systems to Damascus",
        "A drone was shot down over the river",
        "They agreed to a hunger strike and a power struggle",
        "أسقطت القوات طائرة مسيرة",
    ],
)
def test_arms_that_were_lost_or_sent_are_no_means(text: str) -> None:
    code = "ar" if "أسقطت" in text else "en"
    assert means(text, code) == []


def test_a_general_word_yields_to_a_named_means() -> None:
    assert means("Army helicopters fired rockets at the houses") == [("helicopters", "air_strike")]
    assert means("Rockets were fired at the port") == [("Rockets", "shelling")]
    assert means("أغارت مسيّرة على القرية", "ar") == [("مسيّرة", "drone")]
    assert means("قصفت القوات القرية", "ar") == [("قصفت", "shelling")]


def test_an_object_counts_where_it_was_hit() -> None:
    assert objects("Shells hit a field hospital and two schools") == [
        ("field hospital", "hospital"),
        ("schools", "school"),
    ]
    assert objects("The wounded were taken to hospital after the shelling") == []
    assert objects("She lives near a school") == []
    assert objects("دمرت الغارة مستودع الكنيسة", "ar") == [("مستودع", "other")]
    assert objects("استقبل المستشفى 12 جريحا", "ar") == []


def test_evidence_by_kind() -> None:
    text = "Satellite images, drone footage, a list of names and a leaked document show it, said eyewitnesses"
    assert [kind for _, kind in evidence(text)] == ["satellite_image", "video", "list", "document", "witness"]
    assert [kind for _, kind in evidence("تظهر صور الأقمار الصناعية ومقاطع فيديو الدمار", "ar")] == [
        "satellite_image",
        "video",
    ]
    assert evidence("They met in order to agree on a road map") == []


def test_hyphens_and_inflection_make_no_difference() -> None:
    for words in ("air strike", "air-strike", "airstrikes", "Air strikes"):
        assert means(f"Two {words} were reported") == [(words, "air_strike")]


@given(st.text(max_size=80), st.integers(0, 40), st.integers(0, 80))
def test_any_text_gives_spans_in_the_range(text: str, start: int, end: int) -> None:
    for code in available():
        for find in (find_means, find_objects, find_evidence):
            for mention in find(text, start, end, load(code)):
                assert start <= mention.span.start < mention.span.end <= min(end, len(text))
                assert mention.span.of(text) == mention.text
