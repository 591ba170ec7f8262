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


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "اتهمت الحكومة اليمنية الحوثيين بقصف أحياء في تعز.",
            "الحكومة اليمنية",
            "الحوثيين بقصف أحياء في تعز",
        ),
        ("اتهمت كييف موسكو بقصف محطة.", "كييف", "موسكو بقصف محطة"),
        ("اتهم ناشطون قوات الأمن بقتل متظاهرين.", "ناشطون", "قوات الأمن بقتل متظاهرين"),
        ("وصف ناطق باسم القيادة الخبر بأنه كاذب.", "ناطق باسم القيادة", "الخبر بأنه كاذب"),
        (
            "ووصف رئيس الوزراء المجري بنديكت فايس ما حدث بأنه خطأ.",
            "رئيس الوزراء المجري بنديكت فايس",
            "ما حدث بأنه خطأ",
        ),
        ("وصف الوزير سعيد القصف بأنه جريمة.", "الوزير سعيد", "القصف بأنه جريمة"),
        (
            "واتهم الرئيس الأوكراني رومان شيفتس روسيا بارتكاب جرائم.",
            "الرئيس الأوكراني رومان شيفتس",
            "روسيا بارتكاب جرائم",
        ),
        ("واتهم السكان الجيش بإعدام أسرى.", "السكان", "الجيش بإعدام أسرى"),
        ("طالبت المنظمة جميع الأطراف بحماية المشافي.", "المنظمة", "جميع الأطراف بحماية المشافي"),
        ("أدانت الحكومة السودانية الجماعة المسلحة.", "الحكومة السودانية", "الجماعة المسلحة"),
    ],
)
def test_nothing_marks_where_the_object_starts(text: str, source: str, content: str) -> None:
    assert [(s, c) for s, _, c in read(text)] == [(source, content)]


@pytest.mark.parametrize(
    "sentence",
    [
        "واتهم تركيا بإرسال مقاتلين.",
        "ودعا المجتمع الدولي إلى التدخل.",
        "وانتقد الحكومة بشدة.",
        "ووصف التقارير بأنها كاذبة.",
    ],
)
def test_a_phrase_behind_a_verb_of_another_gender_is_its_object(sentence: str) -> None:
    found = read(f"قال المتحدث إن الموقع سقط. {sentence}")
    assert [source for source, _, _ in found] == ["المتحدث", "المتحدث"]


def test_what_is_reported_stands_before_a_report_with_ma() -> None:
    assert read("قُتل عشرة أشخاص، وفق ما أفادت به لجان المقاومة.") == [
        ("لجان المقاومة", "وفق ما أفادت به", "قُتل عشرة أشخاص")
    ]
    assert read("كما قالت الحركة إنها قصفت الموقع.")[0][0] == "الحركة"


def test_a_quoted_name_is_a_source_and_quoted_speech_is_not() -> None:
    assert read('قال "مركز الرصد" إن لغماً انفجر.')[0][0] == '"مركز الرصد"'
    assert read('قال القائد "لن نترك المدينة ولن نسلم السلاح أبداً".')[0][0] == "القائد"


def test_nouns_report() -> None:
    assert ("كييف", "إعلان", "انسحاب جنودها من القرية") in read("بعد إعلان كييف انسحاب جنودها من القرية.")
    assert read("وردت أنباء عن مقتل قائد ميداني.") == [("", "أنباء", "مقتل قائد ميداني")]


def test_a_relative_clause_reports_for_the_noun_before_it() -> None:
    found = read("تصريحات الوزير، الذي أكد أن قواته دخلت المطار، أثارت جدلاً.")
    assert found[0][:2] == ("تصريحات الوزير", "أكد")


def test_the_second_verb_takes_the_subject_of_the_first_and_a_surname_stands_alone() -> None:
    text = 'ورفض المتحدث باسم الخارجية الإيرانية رامين دانش التقرير ووصفه بأنه "ملفق". وحذر دانش إسرائيل من أي هجوم.'
    speaker = "المتحدث باسم الخارجية الإيرانية رامين دانش"
    assert [source for source, _, _ in read(text)] == [speaker, speaker, "دانش"]


def test_a_body_before_a_colon_speaks_and_a_place_does_not() -> None:
    assert [s for s, _, _ in read("14:32 - حزب الله: استهدفنا موقعا عند أطراف البلدة")] == ["حزب الله"]
    assert read("غزة: عشرات القتلى في غارات على رفح") == []


def test_a_source_behind_what_it_reported_first() -> None:
    assert [s for s, _, _ in read("وحسب ما أوردته يومية النور، فإن الجيش أطلق عملية واسعة.")] == [
        "يومية النور"
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("خلف القصف تسعة قتلى، طبقا لما أفاد به مصدر طبي في مستشفى بشائر.", "مصدر طبي في مستشفى بشائر"),
        ("قتل تسعة أشخاص، بحسب ما نقلته وكالة الأنباء عن مصدر طبي.", "وكالة الأنباء عن مصدر طبي"),
    ],
)
def test_a_report_behind_what_it_reports_names_its_source(text: str, source: str) -> None:
    assert [s for s, _, _ in read(text)] == [source]
