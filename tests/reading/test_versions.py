from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.versions import normalise

FORM = "https://example.org/a/b"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a/b", "https://EXAMPLE.org:443/a/b/", "http://www.example.org:80/a//b", FORM + "#part",
        "https://m.example.org/a/b", "https://amp.example.org/a/b", "https://mobile.example.org/a/b",
        "https://example.org/amp/a/b", FORM + "/amp", FORM + "/amp/", FORM + "?utm_source=x&fbclid=1", FORM + "?amp=1",
        "https://example.org/a/b/index.html", "https://user:word@example.org/a/%62", FORM + ".amp", " " + FORM + "\n",
    ],
)  # fmt: skip
def test_forms_of_one_page_fold_together(address: str) -> None:
    assert normalise(address) == FORM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FORM, FORM + "?id=3"), (FORM + "?id=3", FORM + "?id=4"), (FORM, FORM.upper()), (FORM, "https://en.example.org/a/b"),
        (FORM, "https://example.org:8080/a/b"), ("https://m.org/a", "https://www.m.org.example/a"),
    ],
)  # fmt: skip
def test_other_pages_stay_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_order_of_parameters_does_not_count() -> None:
    assert normalise(FORM + "?b=2&a=1") == normalise(FORM + "?a=1&b=2")


@pytest.mark.parametrize(
    "address", ["", "/tmp/x.html", "ftp://example.org/a", "http://", "http://[::1", "mailto:a@b.c"]
)
def test_no_web_address_gives_none(address: str) -> None:
    assert normalise(address) is None


@given(st.from_regex(r"https?://[a-z.]{3,20}(/[\w%.~-]{0,9}){0,4}(\?[a-z]=[\w%&=+]{0,9})?", fullmatch=True))
def test_normalising_twice_changes_nothing(address: str) -> None:
    once = normalise(address)
    assert once is None or normalise(once) == once
