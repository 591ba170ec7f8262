"""Numbers in figures and words, with their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.lexicon import lexemes
from counterclaim.extracting.numbers import reader


@pytest.mark.parametrize(
    ("words", "low", "high", "word"),
    [
        ("6,674", 6674, 6674, None),
        ("4 000", 4000, 4000, None),
        ("2.5 million", 2_500_000, 2_500_000, None),
        ("1,500-2,000", 1500, 2000, None),
        ("between 30 and 40", 30, 40, None),
        ("two to three thousand", 2000, 3000, None),
        ("two or three", 2, 3, None),
        ("at least 93", 93, None, None),
        ("over 100", 100, None, None),
        ("93 or more", 93, None, None),
        ("100+", 100, None, None),
        ("up to 2,000", None, 2000, None),
        ("about 4,000", 4000, 4000, None),
        ("twenty-one", 21, 21, None),
        ("two hundred and fifty-six thousand three hundred", 256_300, 256_300, None),
        ("two dozen", 24, 24, None),
        ("more than a dozen", 12, None, None),
        ("half a million", 500_000, 500_000, None),
        ("dozens", 24, None, "dozens"),
        ("scores", 40, None, "scores"),
        ("hundreds", 200, None, "hundreds"),
        ("several hundred thousand", 300_000, None, "several hundred thousand"),
        ("tens of thousands", 20_000, None, "tens of thousands"),
    ],
)
def test_english_numbers_keep_their_bounds(
    words: str, low: int | None, high: int | None, word: str | None
) -> None:
    read = lexemes(words)
    number = reader("en").read(read, 0)
    assert number is not None
    assert (number.low, number.high, number.word, number.end) == (low, high, word, len(read))


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("٩٣", 93, 93),
        ("٤٣٬٧٠٠", 43_700, 43_700),
        ("ستّ", 6, 6),
        ("وسبع", 7, 7),
        ("أحد عشر", 11, 11),
        ("خمسة وعشرون", 25, 25),
        ("مئة وعشرين", 120, 120),
        ("مائتين وخمسة", 205, 205),
        ("ثلاثة آلاف ومئتين وخمسة وعشرين", 3225, 3225),
        ("ثلاثمئة ألف", 300_000, 300_000),
        ("ألفين", 2000, 2000),
        ("38 ألفاً و584", 38_584, 38_584),
        ("مليون و200 ألف", 1_200_000, 1_200_000),
        ("بين 3 آلاف و4 آلاف", 3000, 4000),
        ("ما لا يقل عن 93", 93, None),
        ("أكثر من 400", 400, None),
        ("نحو 1900", 1900, 1900),
        ("بين 20 و30", 20, 30),
        ("عشرات", 20, None),
        ("عشرات الآلاف", 20_000, None),
        ("مئات", 200, None),
        ("بضع مئات", 300, None),
        ("آلاف", 2000, None),
    ],
)
def test_arabic_numbers_keep_their_bounds(words: str, low: int | None, high: int | None) -> None:
    read = lexemes(words)
    number = reader("ar").read(read, 0)
    assert number is not None
    assert (number.low, number.high, number.end) == (low, high, len(read))


def test_two_numbers_side_by_side_stay_two() -> None:
    number = reader("en").read(lexemes("two and three men"), 0)
    assert number is not None
    assert (number.low, number.end) == (2, 1)


def test_a_rise_from_one_figure_to_another_is_no_range() -> None:
    number = reader("en").read(lexemes("from 12 to 20"), 1)
    assert number is not None
    assert (number.low, number.high) == (12, 12)


@given(st.integers(1, 999_999))
def test_grouped_figures_are_read_back(value: int) -> None:
    for figure in (f"{value}", f"{value:,}", f"{value:,}".replace(",", "\u202f")):
        number = reader("en").read(lexemes(figure), 0)
        assert number is not None
        assert (number.low, number.high) == (value, value)


@given(
    st.lists(
        st.sampled_from(
            [
                "two",
                "hundred",
                "and",
                "dozens",
                "of",
                "between",
                "5",
                "-",
                "to",
                "million",
                ",",
                "at",
                "least",
                "7,000",
                "وعشرون",
                "مئة",
            ]
        ),
        max_size=12,
    )
)
def test_bounds_are_in_order_whatever_stands_there(parts: list[str]) -> None:
    words = lexemes(" ".join(parts))
    for code in ("en", "ar"):
        for at in range(len(words)):
            number = reader(code).read(words, at)
            if number is None:
                continue
            assert at <= number.core < number.end <= len(words)
            assert number.low is not None or number.high is not None
            if number.low is not None and number.high is not None:
                assert number.low <= number.high
