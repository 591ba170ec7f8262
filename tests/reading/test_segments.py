"""Seams of plain text, on invented pages of many styles."""

from __future__ import annotations

from textwrap import fill

import pytest

from counterclaim.reading.assembling import Draft, Reading
from counterclaim.reading.plain import read_plain

TAKEN = (
    "The army said on Tuesday that its troops had entered the village of Orma after two days of fighting, "
    "and that eleven fighters had been captured near the mill."
)
DENIED = (
    "A spokesman for the rebels denied the report and said that the village was still held by his men, "
    "who had lost only two outposts on the eastern slope."
)
FLED = (
    "Aid workers in the valley said that four hundred families had left since the weekend and were sleeping "
    "in schools along the coast road."
)
PROMISED = (
    "The governor told reporters that nobody would be left without shelter, and he promised that the crossing "
    "would be open again by the end of the week."
)
TAKEN_AR = (
    "أعلنت وزارة الدفاع أن قواتها سيطرت على بلدة مردة بعد اشتباكات عنيفة استمرت ثلاثة أيام، "
    "وقالت إن عشرة من المسلحين قتلوا في المعارك."
)
DENIED_AR = (
    "ونفت الفصائل ذلك وقالت إن مقاتليها ما زالوا داخل البلدة، بحسب ما نقلت وكالة محلية عن متحدث باسمها "
    "أمس الجمعة في العاصمة."
)


def read(*lines: str) -> Reading:
    return read_plain("\n\n".join(lines) + "\n", None)


def titles(reading: Reading) -> list[str | None]:
    return [draft.title for draft in reading.drafts]


def marked(reading: Reading) -> list[str]:
    return [span.of(reading.text) for span in reading.boilerplate]


def head(draft: Draft) -> tuple[str | None, str | None, str | None]:
    return draft.outlet, draft.author, draft.published


def test_blog_page_is_cut_at_headlines_with_outlet_byline_or_date_below() -> None:
    reading = read(
        "Army Enters Orma", "Valley Courier", "March 3, 2024", TAKEN, DENIED, "Related",
        "Families Flee Toward the Coast", "By Ann Miller", FLED, PROMISED, "Share this:",
        "Rebels Deny Loss of Village", "Orma Herald, March 2, 2024", DENIED, FLED,
        "Related News", "Army Enters Orma", "Families Flee Toward the Coast",
    )  # fmt: skip
    assert titles(reading) == [
        "Army Enters Orma", "Families Flee Toward the Coast", "Rebels Deny Loss of Village",
    ]  # fmt: skip
    assert [head(draft) for draft in reading.drafts] == [
        ("Valley Courier", None, "2024-03-03"),
        (None, "Ann Miller", None),
        ("Orma Herald", None, "2024-03-02"),
    ]
    assert marked(reading)[-3:] == ["Related News", "Army Enters Orma", "Families Flee Toward the Coast"]
    assert [len(draft.passages) for draft in reading.drafts] == [3, 3, 3]


def test_newsletter_header_and_footer_are_boilerplate_and_rules_are_seams() -> None:
    reading = read(
        "View this email in your browser", "THE VALLEY BRIEFING", "Monday, 4 March 2024", "---",
        "Army claims a village in the east\nReuters | 4 March 2024", f"{TAKEN} {DENIED}", "---",
        "Families sleep in schools\nAP | 4 March 2024", FLED, PROMISED, "---",
        "Governor promises an open crossing\nAFP | 3 March 2024", PROMISED,
        "Unsubscribe", "© 2024 Valley Briefing",
    )  # fmt: skip
    assert titles(reading) == [
        "Army claims a village in the east", "Families sleep in schools", "Governor promises an open crossing",
    ]  # fmt: skip
    assert [draft.outlet for draft in reading.drafts] == ["Reuters", "Associated Press", "AFP"]
    assert [draft.published for draft in reading.drafts] == ["2024-03-04", "2024-03-04", "2024-03-03"]
    assert {"View this email in your browser", "THE VALLEY BRIEFING", "---", "Unsubscribe"} <= set(
        marked(reading)
    )


def test_arabic_page_has_outlet_author_and_arabic_months() -> None:
    reading = read(
        "القوات تعلن السيطرة على بلدة مردة", "الميادين", "الأحد 3 آذار 2024", TAKEN_AR, DENIED_AR,
        "مواضيع ذات صلة", "الفصائل تنفي خسارة البلدة", "بقلم سامي الحداد", "2 شباط 2024", DENIED_AR, TAKEN_AR,
        "المصدر: جريدة المرفأ",
    )  # fmt: skip
    assert [head(draft) for draft in reading.drafts] == [
        ("Al Mayadeen", None, "2024-03-03"),
        ("جريدة المرفأ", "سامي الحداد", "2024-02-02"),
    ]
    assert reading.drafts[1].credit == "جريدة المرفأ"


def test_related_link_inside_an_article_is_no_seam() -> None:
    reading = read(
        "Army Enters Orma", TAKEN, DENIED, "Related", "Families Flee Toward the Coast", FLED, PROMISED
    )
    assert titles(reading) == ["Army Enters Orma"]


def test_related_is_a_seam_on_a_page_that_holds_several_articles() -> None:
    reading = read(
        "Army Enters Orma", "By Ann Miller", TAKEN, DENIED, "Related", "Families Flee Toward the Coast", FLED, PROMISED,
        "Related", "Rebels Deny Loss of Village", "By Bo Lund", DENIED, FLED,
    )  # fmt: skip
    assert len(reading.drafts) == 3


def test_change_of_script_is_a_seam_at_a_headline_in_capitals() -> None:
    reading = read(
        "الفصائل تنفي خسارة البلدة", "المصدر", "3 آذار 2024", TAKEN_AR, DENIED_AR,
        "ARMY ENTERS ORMA AFTER TWO DAYS OF FIGHTING", TAKEN, DENIED,
    )  # fmt: skip
    assert titles(reading) == ["الفصائل تنفي خسارة البلدة", "ARMY ENTERS ORMA AFTER TWO DAYS OF FIGHTING"]


def test_wire_copy_is_cut_at_sign_offs_and_datelines() -> None:
    reading = read(
        f"ORLA, March 3 (Reuters) - {TAKEN}", DENIED, "(Reporting by Ann Miller; Editing by Bo Lund)",
        "Rebels deny army took village", f"ORLA, March 3 (AFP) - {DENIED}", FLED, "ab/cd",
        "Families leave for the coast", f"ORLA, March 2 (AP) — {FLED}", PROMISED,
    )  # fmt: skip
    assert titles(reading) == [None, "Rebels deny army took village", "Families leave for the coast"]
    assert [draft.outlet for draft in reading.drafts] == ["Reuters", "AFP", "Associated Press"]


def test_bylines_may_stand_above_headlines() -> None:
    reading = read(
        "By Ann Miller - March 3, 2024\nArmy Enters Orma", TAKEN, DENIED,
        "By Bo Lund -2024-03-02\nFamilies Flee Toward the Coast", FLED, PROMISED,
    )  # fmt: skip
    assert titles(reading) == ["Army Enters Orma", "Families Flee Toward the Coast"]
    assert [head(draft) for draft in reading.drafts] == [
        (None, "Ann Miller", "2024-03-03"),
        (None, "Bo Lund", "2024-03-02"),
    ]


def test_hard_wrapped_paragraphs_are_one_passage() -> None:
    reading = read(
        "Army Enters Orma After Two Days", "By Ann Miller, Valley Courier\nMarch 3, 2024",
        fill(f"{TAKEN} {DENIED}", 72), fill(FLED, 72), "* * *",
        "Families Flee Toward the Coast", "By Bo Lund\nMarch 2, 2024", fill(f"{FLED} {PROMISED}", 72),
    )  # fmt: skip
    first, second = reading.drafts
    assert head(first) == ("Valley Courier", "Ann Miller", "2024-03-03")
    paragraphs = [p.span.of(reading.text) for p in first.passages if p.kind == "paragraph"]
    assert fill(f"{TAKEN} {DENIED}", 72) in paragraphs
    assert second.title == "Families Flee Toward the Coast"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param((f"{TAKEN} {DENIED}", FLED, PROMISED), None, id="no seam at all"),
        pytest.param(
            ("Army enters Orma", "By Ann Miller\nValley Courier, March 3, 2024", TAKEN, "What the rebels say", DENIED,
             "Displaced Families", FLED, "The road ahead", PROMISED, "Ann Miller is a freelance journalist in Orla."),
            "Army enters Orma", id="section headings",
        ),
        pytest.param(
            (TAKEN, "KEY POINTS", DENIED, "BACKGROUND TO THE CONFLICT IN THE VALLEY", FLED, PROMISED),
            None, id="headings in capitals",
        ),
        pytest.param(
            ("Interview: 'We hold the village'", "By Ann Miller", "Q: Who holds the village?", f"A: {DENIED}",
             "Q: And the mill?", f"A: {TAKEN}"),
            "Interview: 'We hold the village'", id="interview",
        ),
        pytest.param(
            ("Timeline of the fighting in the valley", f"1 March 2024\n{TAKEN}", f"2 March 2024\n{DENIED}",
             f"3 March 2024\n{FLED}"),
            "Timeline of the fighting in the valley", id="chronicle",
        ),
        pytest.param(
            ("Army enters Orma", TAKEN, "Related: Families flee toward the coast", DENIED,
             "Read more: Rebels deny loss of village", FLED),
            "Army enters Orma", id="related links on their own lines",
        ),
        pytest.param(("What is known", TAKEN, "• 12 tanks\n• 3 drones\n• 1 helicopter", DENIED), "What is known",
                     id="list of losses"),
    ],
)  # fmt: skip
def test_one_article_stays_one(lines: tuple[str, ...], title: str | None) -> None:
    reading = read(*lines)
    assert titles(reading) == [title]


def test_dates_that_head_the_parts_of_a_chronicle_are_content() -> None:
    reading = read("Timeline of the fighting", f"1 March 2024\n{TAKEN}", f"2 March 2024\n{DENIED}")
    [draft] = reading.drafts
    assert draft.published is None
    assert not reading.boilerplate


def test_repeated_title_of_a_page_or_video_is_boilerplate() -> None:
    reading = read(
        "Army Enters Orma After Two Days", "Army Enters Orma After Two Days - VideoSite\nVideo", TAKEN, DENIED
    )
    assert marked(reading) == ["Army Enters Orma After Two Days - VideoSite", "Video"]


def test_notes_at_the_end_are_boilerplate_up_to_the_next_article() -> None:
    reading = read(
        "Army Enters Orma", "By Ann Miller", TAKEN, DENIED, FLED, PROMISED, "*",
        "Note to readers: please click the share buttons below.",
        "Award-winning author Ann Miller lives in Orla. She can be reached at ann@orla.example.",
        "Her first novel was called “The Ford”.", "http://orla.example/ford",
        "Families Flee Toward the Coast", "Orma Herald, March 2, 2024", FLED, PROMISED,
    )  # fmt: skip
    assert titles(reading) == ["Army Enters Orma", "Families Flee Toward the Coast"]
    assert "Her first novel was called “The Ford”." in marked(reading)
    assert PROMISED not in marked(reading)


def test_a_note_in_the_middle_takes_nothing_of_the_article_with_it() -> None:
    reading = read("Army Enters Orma", TAKEN, "Copyright 2024 Valley Courier", DENIED, FLED, PROMISED)
    assert marked(reading) == ["Copyright 2024 Valley Courier"]


@pytest.mark.parametrize(
    "line",
    [
        "“We thank you for your support,” the president told the troops on Monday.",
        "Support US forces in the east, minister says",
        "Home Ministry denies attack",
        "Search continues for survivors in the rubble",
        "Help US hostages leave, families plead",
        "He is the author of the peace plan, the envoy said.",
        "About US troops: what the ministry has confirmed",
        "Source close to the ministry confirms the loss",
        "By early March the rebels had lost the ridge.",
    ],
)
def test_sentences_that_begin_like_furniture_are_kept(line: str) -> None:
    reading = read("Army enters Orma after two days", TAKEN, line, DENIED, FLED, PROMISED)
    assert line not in marked(reading)
    assert len(reading.drafts) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Share this:", "Follow us on Telegram: https://t.example/valley", "Follow Valley Courier on Twitter",
        "To help us continue please visit the donate page.", "https://orla.example/2024/03/ford", "www.orla.example",
        "All rights reserved", "Sign up for our newsletter", "شاركوا المقال على فيسبوك", "تابعونا على تلغرام",
        "تبرعوا لدعم موقعنا", "اقرأ أيضاً", "Read also: Families flee", "Related Videos", "MH/PA", "Video", "* * *",
    ],
)  # fmt: skip
def test_furniture_lines_are_boilerplate_wherever_they_stand(line: str) -> None:
    reading = read("Army enters Orma after two days", TAKEN, line, DENIED, FLED, PROMISED)
    assert marked(reading) == [line]


def test_addresses_in_a_text_are_links_without_closing_punctuation() -> None:
    reading = read("Army enters Orma", f"{TAKEN} The list is at https://orla.example/list?id=3.", DENIED)
    [draft] = reading.drafts
    assert [(link.url, link.span.of(reading.text)) for link in draft.links] == [
        ("https://orla.example/list?id=3", "https://orla.example/list?id=3")
    ]
