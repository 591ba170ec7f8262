from __future__ import annotations

import pytest

from counterclaim.model import Span
from counterclaim.reading.credits import agency_of, credit_of, is_credit
from counterclaim.reading.cues import cues
from counterclaim.reading.lines import Line, Look, look


def seen(text: str) -> Look:
    return look(Line(Span(0, len(text)), 0, text), cues())


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("This article was originally published by The Harrow Lantern.", "The Harrow Lantern"),
        ("The original source of this article is Valley CourierCopyright © Ann Miller, 2020", "Valley Courier"),
        ("Source: Reuters", "Reuters"), ("المصدر: رويترز", "Reuters"), ("First published by: Orma Herald, 3 May", "Orma Herald"),
        ("Shells fell on the mill again on Tuesday. (Reuters)", "Reuters"), ("Shells fell on the mill. --AFP", "AFP"),
        ("Shells fell on the mill again on Tuesday. (see map)", None), ("A source said the town was lost.", None),
        ("The source of the fire is not known.", None),
    ],
)  # fmt: skip
def test_credit_of_a_line(line: str, credit: str | None) -> None:
    assert credit_of([seen(line)]) == credit


def test_credit_line_is_told_from_a_sentence_with_a_credit() -> None:
    assert is_credit(seen("Republished from Orma Herald"))
    assert not is_credit(seen("Shells fell on the mill again on Tuesday. (Reuters)"))


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("ORLA, March 3 (Reuters) - Shells fell.", "Reuters"),
        ("BEIRUT (AP) — Shells fell.", "Associated Press"),
        ("ORLA, LEBANON (11:00 A.M.) – Shells fell.", None),
        ("The army (its own figures) - said so.", None),
        ("Shells fell (Reuters) and more.", None),
    ],
)
def test_agency_of_a_dateline(opening: str, agency: str | None) -> None:
    assert agency_of(opening) == agency
