from __future__ import annotations

import pytest

from counterclaim.model import Span
from counterclaim.reading.bylines import Byline, read_byline
from counterclaim.reading.cues import cues
from counterclaim.reading.lines import Line


def read(text: str, start: int = 7) -> Byline | None:
    return read_byline(Line(Span(start, start + len(text)), 0, text), cues())


@pytest.mark.parametrize(
    ("line", "outlet", "author", "published"),
    [
        ("By News Desk -2020-10-09", None, "News Desk", "2020-10-09"),
        ("Valley Courier, October 23, 2020", "Valley Courier", None, "2020-10-23"),
        ("October 18, 2020 Ann Miller", None, "Ann Miller", "2020-10-18"),
        ("السبت 17 تشرين الأول 2020", None, None, "2020-10-17"),
        ("الجزيرة", "Al Jazeera", None, None),
        ("Reuters | 4 March 2024 | 10:15 GMT", "Reuters", None, "2024-03-04"),
        ("Published on: 4 March 2024 at 7.30 p.m.", None, None, "2024-03-04"),
        ("17:32 | 11.10.2020 | 4,118 views", None, None, "2020-10-11"),
        ("By Ann Miller and Bo Lund", None, "Ann Miller and Bo Lund", None),
        ("بقلم سامي الحداد", None, "سامي الحداد", None),
        ("example.org - 2024-03-04", "example.org", None, "2024-03-04"),
        ("ORLA, March 3, 2024", None, None, "2024-03-03"),
    ],
)  # fmt: skip
def test_metadata_lines(line: str, outlet: str | None, author: str | None, published: str | None) -> None:
    found = read(line)
    assert found is not None
    assert found.sure
    assert (found.outlet, found.author, found.published) == (outlet, author, published)


def test_name_after_a_source_label_is_a_credit() -> None:
    found = read("Source: Valley Courier")
    assert found is not None
    assert (found.credit, found.outlet) == ("Valley Courier", None)


def test_span_of_the_date_lies_in_the_document() -> None:
    found = read("Ann Miller, 4 March 2024", start=100)
    assert found is not None
    assert found.published_span == Span(112, 124)


def test_lone_unknown_name_is_only_a_guess() -> None:
    found = read("Orma Lantern")
    assert found is not None
    assert (found.outlet, found.sure) == ("Orma Lantern", False)


@pytest.mark.parametrize(
    "line",
    [
        "The army entered Orma on 3 March 2024",
        "By early March the town had fallen",
        "On October 2, 2020 the war entered its fifth day.",
        "Army enters Orma",
        "Losses: 12 tanks, 3 drones",
        "Who holds Orma?",
        "“We hold both ends”",
        "Sources in the ministry: the ridge is lost",
    ],
)
def test_lines_that_say_more_are_no_metadata(line: str) -> None:
    found = read(line)
    assert found is None or not found.sure
