"""Triggers on sentences of our own: type, polarity, certainty, attribution."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import SettingsError
from counterclaim.extracting.patterns import events
from counterclaim.extracting.patterns.eventcues import Weights
from counterclaim.extracting.patterns.eventwords import EventWords, event_words
from counterclaim.extracting.tags import Attribution, Trigger
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.model import Passage, Span


def passages(text: str) -> list[Passage]:
    return [Passage(Span(m.start(), m.end()), "paragraph") for m in re.finditer(r"[^\n]+", text)]


def said(text: str, source: str, cue: str, content: str) -> Attribution:
    def spans(piece: str) -> tuple[Span, ...]:
        start = text.find(piece)
        return (Span(start, start + len(piece)),) if piece else ()

    return Attribution(spans(source), (), spans(cue), spans(content))


def found(text: str, *attributions: Attribution, language: str = "en") -> tuple[Trigger, ...]:
    return events.find(text, passages(text), load(language), attributions)


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Government troops took control of the town of Marwan on Sunday.", "control", "control"),
        ("Rebels shelled the village of Tel Noor overnight.", "shelled", "attack"),
        ("Three soldiers were killed near the border post on Friday.", "killed", "loss"),
        ("Air defences shot two drones down over the capital.", "shot", "loss"),
        ("Gunmen abducted six teachers from the school.", "abducted", "abuse"),
        ("Some 4,000 people fled to the neighbouring district.", "fled", "displacement"),
        ("Moscow sent 200 military advisers to the capital.", "sent", "deployment"),
        ("The two sides signed a ceasefire agreement in Muscat.", "signed", "agreement"),
    ],
)
def test_a_happening_has_the_type_of_its_words(text: str, word: str, kind: str) -> None:
    assert any(word in t.span.of(text) and t.type == kind for t in found(text))


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("قصفت القوات الحكومية بلدة النور مساء الأحد.", "قصفت", "attack"),
        ("وقتل خمسة جنود في انفجار قرب الحدود.", "وقتل", "loss"),
        ("سيطر المقاتلون على مدينة الواحة.", "سيطر", "control"),
        ("نزح آلاف المدنيين من القرية إلى المدينة.", "نزح", "displacement"),
        ("أرسلت أنقرة مئات المقاتلين إلى الإقليم.", "أرسلت", "deployment"),
        ("خرقت القوات وقف إطلاق النار.", "خرقت", "agreement"),
    ],
)
def test_arabic_happenings(text: str, word: str, kind: str) -> None:
    triggers = found(text, language="ar")
    assert any(word in t.span.of(text) and t.type == kind for t in triggers)


@pytest.mark.parametrize(
    "text",
    [
        "The minister suffered a heart attack.",
        "Lawmakers killed the bill.",
        "The rebel-held suburb has one school.",
        "Prices rose by a fifth.",
    ],
)
def test_other_uses_of_the_words_carry_nothing(text: str) -> None:
    assert not [t for t in found(text) if "attack" in t.span.of(text) or t.type in ("attack", "control")]


@pytest.mark.parametrize(
    ("text", "word", "polarity"),
    [
        ("The army did not shell the hospital in Derna.", "shell", "denied"),
        ("Rebels have not captured the airport.", "captured", "denied"),
        ("The army not only shelled the hospital in Derna.", "shelled", "asserted"),
        ("No soldiers were killed in the shelling.", "killed", "denied"),
        ("لم تقصف القوات المستشفى.", "تقصف", "denied"),
    ],
)
def test_polarity(text: str, word: str, polarity: str) -> None:
    language = "ar" if text[0] > "ء" else "en"
    triggers = [t for t in found(text, language=language) if t.span.of(text) == word]
    assert [t.polarity for t in triggers] == [polarity]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Two pilots were reportedly killed near Kandar.", "probable"),
        ("Two pilots may have been killed near Kandar.", "possible"),
        ("Two pilots were killed near Kandar.", "certain"),
    ],
)
def test_certainty(text: str, certainty: str) -> None:
    assert [t.certainty for t in found(text) if t.span.of(text) == "killed"] == [certainty]


def test_a_denial_cue_denies_its_content() -> None:
    text = "The ministry denied that its forces shelled the village."
    denial = said(text, "The ministry", "denied", "its forces shelled the village")
    (trigger,) = [t for t in found(text, denial) if t.span.of(text) == "shelled"]
    assert (trigger.polarity, trigger.attribution) == ("denied", 0)


def test_the_innermost_attribution_holds_the_trigger() -> None:
    text = "Reuters said the army said that rebels shelled the village."
    outer = said(text, "Reuters", "said", "the army said that rebels shelled the village")
    inner = said(text, "the army", "said", "rebels shelled the village")
    (trigger,) = [t for t in found(text, outer, inner) if t.span.of(text) == "shelled"]
    assert trigger.attribution == 1


def test_a_demand_is_a_statement_of_its_own_attribution() -> None:
    text = "The envoy called on both governments to show restraint."
    demand = said(text, "The envoy", "called on", "both governments to show restraint")
    (trigger,) = [t for t in found(text, demand) if t.type == "statement"]
    assert (trigger.span.of(text), trigger.attribution) == ("called on", 0)


def test_an_accusation_of_a_happening_is_that_happening_alone() -> None:
    text = "Khartoum accused the rebels of shelling the market in Omdurman."
    accusation = said(text, "Khartoum", "accused", "the rebels of shelling the market in Omdurman")
    assert [t.type for t in found(text, accusation)] == ["attack"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["killed", "the", "army", "لم", "قصف", "“", "”", "\n", ".", "took", "control of", "\u0301", "1,200",
             "مقتل", "shot", "down", "-", "’s", "𐍈", "ceasefire", "not"]
        ),
        max_size=30,
    ),
    st.sampled_from(["en", "ar"]),
)  # fmt: skip
def test_spans_are_whole_words_inside_passages(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    blocks = passages(text)
    words = {(w.start, w.end) for w in tokens(text)}
    for trigger in events.find(text, blocks, load(language), ()):
        assert any(b.span.holds(trigger.span) for b in blocks)
        assert trigger.span.start in {s for s, _ in words}
        assert trigger.span.end in {e for _, e in words}
        assert 0.0 < trigger.confidence <= 1.0


def test_every_form_of_a_verb_is_known() -> None:
    words = event_words(load("en"))
    assert dict(words.inflect("carry", "verbs")).keys() == {"carry", "carries", "carried", "carrying"}
    assert set(dict(words.inflect("shoot", "verbs"))) == {"shoot", "shoots", "shot", "shooting"}
    arabic = {form for form, _ in event_words(load("ar")).inflect("قصف|قصف", "verbs")}
    assert {"قصفت", "يقصف", "سيقصف", "يقصفون"} <= arabic


class _Made(Pack):
    def __init__(self, **sections: dict[str, object]) -> None:
        self.code = "xx"
        self._sections = {
            f"{name}.json" if name == "event_weights" else f"{name}.toml": section
            for name, section in sections.items()
        }


def test_a_wrong_type_in_a_pack_is_named() -> None:
    with pytest.raises(SettingsError, match=r"'conquest'.*control"):
        EventWords(_Made(events={"events": {"conquest": {"verbs": ["take"]}}}))


def test_a_pattern_of_context_alone_is_named() -> None:
    with pytest.raises(SettingsError, match="'\\[took\\]'"):
        EventWords(_Made(events={"events": {"control": {"phrases": ["[took]"]}}}))


def test_a_row_of_weights_has_one_number_a_type() -> None:
    with pytest.raises(SettingsError, match="needs 8 numbers"):
        Weights(_Made(event_weights={"words": {"verb:take": [1.0]}}))


@pytest.mark.parametrize(
    "text", ["بقيت السيدة وحيدة في البيت.", "زارت اللجنة شركة الكهرباء.", "المنظمة الدولية للهجرة حاضرة."]
)
def test_arabic_words_that_only_look_like_a_verb_with_particles(text: str) -> None:
    assert not [
        t for t in found(text, language="ar") if t.type in ("loss", "displacement") and t.confidence > 0.5
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The town is still in the hands of its defenders.",
        "The ridge remains under the control of the brigade.",
        "The airfield is in rebel hands.",
    ],
)
def test_being_in_hands_and_under_control_holds_a_place(text: str) -> None:
    assert [t.type for t in found(text)] == ["control"]


@pytest.mark.parametrize(
    "text",
    [
        "The besieged base has a clinic.",
        "The occupied districts lie along the river.",
        "The spokesman gave no name and provided no evidence for it.",
    ],
)
def test_modifiers_and_empty_verbs_carry_nothing(text: str) -> None:
    assert not found(text)


def test_capitals_of_a_headline_are_no_names() -> None:
    text = "GOVERNOR THREATENS REBELS WITH DIRECT MILITARY ACTION"
    assert not [t for t in found(text) if t.span.of(text) == "DIRECT"]


@pytest.mark.parametrize(("before", "word"), [("البلد", "البلدة"), ("التل", "التلة"), ("الشرط", "الشرطة")])
def test_classes_of_a_word_do_not_hang_on_words_met_before(before: str, word: str) -> None:
    alone, after = EventWords(load("ar")), EventWords(load("ar"))
    after.class_of(fold(before))
    assert after.class_of(fold(word)) == alone.class_of(fold(word)) != ()


@pytest.mark.parametrize(
    "text",
    [
        "هل سقطت مدينة الواحة؟",
        "إذا سقطت مدينة الواحة انسحب المقاتلون.",
        "ولو قصف الجيش البلدة لرد المقاتلون.",
    ],
)
def test_what_is_asked_or_supposed_is_no_happening(text: str) -> None:
    assert not [t for t in found(text, language="ar") if t.span.start < 20]


def test_regaining_control_is_one_happening() -> None:
    text = "استعاد الجيش السيطرة على مدينة الواحة. استعادت القوات السيطرة على بلدة النور."
    assert [t.span.of(text) for t in found(text, language="ar") if t.type == "control"] == [
        "استعاد",
        "استعادت",
    ]


def test_an_imperfect_behind_qad_is_possible() -> None:
    text = "قال المحلل إن الجيش قد يقصف المدينة. وقال إن الجيش قد قصف البلدة."
    assert [t.certainty for t in found(text, language="ar") if t.type == "attack"] == ["possible", "certain"]
