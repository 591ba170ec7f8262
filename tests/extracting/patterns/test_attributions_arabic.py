import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extracting.patterns.attributions import cue_flags, find
from counterclaim.language import load
from counterclaim.model import Passage, Span

ARABIC = load("ar")


def passages(text: str) -> list[Passage]:
    return [Passage(Span(*m.span()), "paragraph") for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def read(text: str) -> list[tuple[str, str, str]]:
    return [
        (
            " | ".join(s.of(text) for s in a.source),
            " | ".join(s.of(text) for s in a.cue),
            " | ".join(s.of(text) for s in a.content),
        )
        for a in find(text, passages(text), ARABIC)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("قالت وزارة الدفاع إن قواتها دخلت القرية.", "وزارة الدفاع", "قالت", "قواتها دخلت القرية"),
        ("وأعلن الجيش أنه استعاد التلة.", "الجيش", "وأعلن", "أنه استعاد التلة"),
        ("الجيش يقول إن الطريق مفتوح.", "الجيش", "يقول", "الطريق مفتوح"),
        ("بحسب المرصد، قُتل عشرة أشخاص في القصف.", "المرصد", "بحسب", "قُتل عشرة أشخاص في القصف"),
        ("قُتل عشرة أشخاص في القصف، بحسب المرصد.", "المرصد", "بحسب", "قُتل عشرة أشخاص في القصف"),
        (
            "نفت قيادة العمليات المشتركة قصف المدينة.",
            "قيادة العمليات المشتركة",
            "نفت",
            "قصف المدينة",
        ),
        ("اتهمت وزارة الدفاع يريفان بقصف المدينة.", "وزارة الدفاع", "اتهمت", "يريفان بقصف المدينة"),
        ("دعا الاتحاد الأفريقي إلى وقف القتال.", "الاتحاد الأفريقي", "دعا", "وقف القتال"),
        ("«لن نغادر البيت»، تقول المرأة.", "المرأة", "تقول", "«لن نغادر البيت»"),
        ("وقال الناطق: «الطريق مقطوع».", "الناطق", "وقال", "«الطريق مقطوع»"),
    ],
)
def test_a_frame_gives_source_cue_and_content(text: str, source: str, cue: str, content: str) -> None:
    assert read(text) == [(source, cue, content)]


def test_a_participle_takes_the_source_of_its_sentence() -> None:
    found = read("أعلن الجيش سقوط البلدة، مؤكداً أن قواته انسحبت منها.")
    assert found[1] == ("الجيش", "مؤكداً", "قواته انسحبت منها")


def test_a_verb_without_a_subject_takes_the_last_source() -> None:
    text = "قالت الوزارة إن المعركة انتهت.\nوأضافت أن الطريق فُتح."
    said, added = find(text, passages(text), ARABIC)
    assert added.source[0].of(text) == "الوزارة"
    assert added.carried
    assert not said.carried


def test_an_agency_relays_its_source() -> None:
    text = "نقلت وكالة الأنباء عن مصدر عسكري أن الجسر دُمّر."
    (found,) = find(text, passages(text), ARABIC)
    assert found.source[0].of(text) == "مصدر عسكري"
    assert found.via[0].of(text) == "وكالة الأنباء"


def test_denial_and_bare_denial() -> None:
    text = "نفت الوزارة هذه الأنباء."
    (found,) = find(text, passages(text), ARABIC)
    assert found.bare_denial
    assert "denies" in cue_flags(text, found, ARABIC)


words = st.sampled_from(
    ["قالت", "وقال", "الجيش", "وزارة", "الدفاع", "إن", "أن", "أنه", "،", ".", ":", "«", "»", "مؤكداً", "نفت", "قصف",
     "بحسب", "نقلت", "عن", "إلى", "بينما", "لكن", "يُعتقد", "\n", "٢٣", "13:40", "–", "ذلك", "في بيان", "و"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(words | st.text(max_size=5), max_size=50).map(" ".join))
def test_spans_lie_in_passages_and_hold_text(text: str) -> None:
    blocks = passages(text)
    for attribution in find(text, blocks, ARABIC):
        assert attribution.content
        for span in (*attribution.source, *attribution.via, *attribution.cue, *attribution.content):
            assert span.start < span.end
            assert any(block.span.holds(span) for block in blocks)
