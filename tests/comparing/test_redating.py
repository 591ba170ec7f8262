"""Days of reposts: by the day of their origin, and only where the words count from a day."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.comparing.redating import redated

FIRST = {"outlet": "The Vale Courier", "published": "2031-05-02"}
"""2 May 2031 is a Friday."""


def claim(
    words: str | None,
    start: str | None,
    end: str | None = None,
    *,
    published: str = "2031-05-07",
    language: str = "en",
) -> dict[str, Any]:
    quote = f"The guards took the mill {words}, the council said."
    at = quote.index(words) if words else 0
    span = {"start": 100 + at, "end": 100 + at + len(words)} if words else None
    return {
        "quote": {"text": quote, "start": 100, "end": 100 + len(quote)},
        "article": {"published": published, "language": language, "outlet": "Hill Post"},
        "time": {"text": words, "start": start, "end": end or start, "precision": "day", "span": span},
    }


@pytest.mark.parametrize(
    ("words", "read", "meant"),
    [
        ("yesterday", "2031-05-06", "2031-05-01"),
        ("on Wednesday", "2031-05-07", "2031-04-30"),
        ("on Friday", "2031-05-02", None),
        ("on 1 May 2031", "2031-05-01", None),
        ("on 1 May", "2031-05-01", None),
    ],
)
def test_words_that_count_from_a_day_count_from_the_origins(words: str, read: str, meant: str | None) -> None:
    found = redated(claim(words, read), FIRST)
    if meant is None:
        assert found is None
    else:
        assert found is not None
        assert found.days == (meant, meant)
        assert found.reason == "as of 2 May 2031, when The Vale Courier published it"


def test_the_origins_claim_gives_its_days_where_it_has_the_same_words_of_time() -> None:
    # 'three days later' counts from what the article dated before, which only the original can tell.
    original = claim("three days later", "2031-04-28", published="2031-05-02")
    copied = claim("Three days later", "2031-05-03")
    found = redated(copied, FIRST, original)
    assert found is not None
    assert found.days == ("2031-04-28", "2031-04-28")
    assert redated(copied, FIRST) is None


def test_an_original_with_other_words_of_time_gives_nothing() -> None:
    found = redated(claim("yesterday", "2031-05-06"), FIRST, claim("on Monday", "2031-04-28"))
    assert found is not None
    assert found.days == ("2031-05-01", "2031-05-01")


def test_days_that_do_not_come_from_the_words_stay() -> None:
    assert redated(claim("yesterday", "2031-03-03"), FIRST) is None
    assert redated({**claim(None, None), "time": None}, FIRST) is None


@pytest.mark.parametrize("published", [None, "2031-05-07", "2031-05-09"])
def test_an_origin_without_an_earlier_day_changes_nothing(published: str | None) -> None:
    assert redated(claim("yesterday", "2031-05-06"), {**FIRST, "published": published}) is None


def test_an_unknown_language_or_outlet() -> None:
    assert redated(claim("yesterday", "2031-05-06", language="xx"), FIRST) is None
    found = redated(claim("yesterday", "2031-05-06"), {**FIRST, "outlet": None})
    assert found is not None
    assert found.reason == "as of 2 May 2031, when it was first published"
