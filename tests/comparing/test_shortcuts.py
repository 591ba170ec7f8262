"""Shorter ways that comparison takes where much is compared: each gives what the long way gives."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from counterclaim.comparing.blocking import filed, neighbours
from counterclaim.comparing.entries import with_origin
from counterclaim.comparing.features import features
from counterclaim.comparing.publishers import publisher_of
from counterclaim.language import spelled, tokens
from counterclaim.ledger import indexing
from tests.comparing.made import entry

TEXTS = (
    "The army’s guns fell silent at Orlec on 3 May; 12 of its Su-25s didn’t return.",
    "وقال الجيش إنّ ١٢ جندياً قُتلوا في المدينة.",
    "Iran's ‘guards’ — o'clock",
    "",
)


@pytest.mark.parametrize("text", [*TEXTS, " ".join(TEXTS * 3)])
def test_words_without_offsets_are_those_with_them(text: str) -> None:
    assert list(spelled(text)) == [(text[t.start : t.end], t.folded) for t in tokens(text)]


def test_words_of_a_part_are_cut_where_it_ends() -> None:
    assert list(spelled("Orlec Mill", 2, 8)) == [("lec", "lec"), ("Mi", "mi")]


def test_a_claim_put_in_its_origin_keeps_all_else() -> None:
    one = entry("c_1", day="2031-05-02", place="Orlec", killed=12)
    assert with_origin(one, "o_1") == replace(one, origin="o_1") != one


@pytest.mark.parametrize("address", ["https://www.rt.com:443/a/b?c=d#e", "HTTPS://RT.COM", "rt.com/1"])
def test_a_publisher_is_found_by_the_host_alone(address: str) -> None:
    assert publisher_of(None, address) == publisher_of(None, "https://rt.com/") is not None


@pytest.mark.parametrize(
    "address", ["ftp://rt.com/1", "https://rt.com evil/1", "https://a@[rt.com/1", "https://", "//rt.com"]
)
def test_what_is_no_page_s_address_tells_no_publisher(address: str) -> None:
    assert publisher_of(None, address) is None


def test_neighbours_are_the_same_by_keys_that_were_made_before() -> None:
    given = [
        features(
            entry(
                f"c_{n}", day=f"2031-05-{1 + n % 4:02}", place=("Orlec", "Zabrod", "Tamir")[n % 3], killed=n
            )
        )
        for n in range(24)
    ]
    found = [(a.claim, b.claim) for a, b in neighbours(given)]
    assert found == [
        (a.claim, b.claim) for a, b in neighbours(given, keys={x.claim: filed(x) for x in given})
    ]
    assert len(found) > 24


def test_many_bands_are_sorted_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    bands = [chance.choice((0, 7, (1 << 63) - 1, chance.randrange(1 << 63))) for _ in range(500)]
    owners = [chance.randrange(40) for _ in bands]
    few = indexing._sorted(bands, owners)
    monkeypatch.setattr(indexing, "_MANY", 1)
    assert indexing._sorted(bands, owners) == few == sorted(set(zip(bands, owners, strict=True)))
    assert len(few) < len(bands)
