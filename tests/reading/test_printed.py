from __future__ import annotations

from datetime import date

import pytest

from counterclaim.model import Span
from counterclaim.reading.printed import full_dates, inferred_date

TODAY = date(2026, 11, 30)


def infer(text: str, *near: str) -> tuple[str, str] | None:
    passages, start = [], 0
    for line in text.split("\n"):
        passages.append(Span(start, start + len(line)))
        start += len(line) + 1
    found = inferred_date(text, passages, near, TODAY)
    return None if found is None else (found[0], found[1].of(text))


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("As of May 13, clashes go on. On May 14 talks are held.", ("2021-05-12",), ("2021-05-13", "May 13")),
        ("On May 2 the war went on.\nOn May 1 it had spread.", ("2021-05-09",), ("2021-05-02", "May 2")),
        ("Shelling went on May 2 until May 20.", ("2021-05-09",), ("2021-05-02", "May 2")),
        ("On December 31 the army said so.", ("2021-01-02",), ("2020-12-31", "December 31")),
        ("في 3 آذار قالت الوزارة ذلك.", ("2024-01-01",), ("2024-03-03", "3 آذار")),
        ("It began on 7 October 2023. On 3 March it spread.", (), ("2024-03-03", "3 March")),
        ("On May 2, 2021, and on May 1, shells fell.", (), ("2021-05-02", "May 2, 2021")),
        ("On 5 February shells fell, as in 2019.", (), ("2019-02-05", "5 February")),
        ("On 5 February shells fell.", (), ("2026-02-05", "5 February")),
        ("On 5 December shells fell.", (), ("2025-12-05", "5 December")),
        ("One\nTwo\nThree\nOn May 2 shells fell.", ("2021-05-09",), None),
        ("In May the 3rd brigade left.", ("2021-05-09",), None),
        ("On February 30 nothing happened.", ("2021-02-09",), None),
    ],
)  # fmt: skip
def test_day_of_writing_is_inferred_from_the_text(
    text: str, near: tuple[str, ...], expected: tuple[str, str] | None
) -> None:
    assert infer(text, *near) == expected


def test_dash_before_a_figure_date_is_no_part_of_it() -> None:
    text = "By News Desk -2020-10-09"
    assert [(span.of(text), day) for span, day in full_dates(text)] == [("2020-10-09", "2020-10-09")]
