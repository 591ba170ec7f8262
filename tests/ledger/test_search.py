from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.ledger import ClaimFilter, Ledger, search
from tests.ledger import made


@pytest.fixture
def searched(ledger: Ledger) -> Ledger:
    page = made.document()
    ledger.add(page, made.claims(page), made.tags(page))
    return ledger


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Su-25", 1),
        ("su 25", 1),
        ("25-su", 0),
        ("SHOT", 1),
        ("qal*", 4),
        ("qalat", 4),
        ('"air defence" jets', 1),
        ('"defence air"', 0),
        ('"unclosed phrase', 0),
        ('"shot down', 1),
        ("Elmar", 1),
        ("Élmar", 1),
        ("القُوَّات", 1),
        ("وزارة", 1),
        ("أبلين", 1),
        ("ministry of defence", 1),
        ("fighting", 4),
        ("🛩", 0),
        ("", 0),
        ("*", 0),
        ("AND OR NOT", 0),
        ("near( ) : ^ -", 4),
        ("'; DROP TABLE claims; --", 0),
        ("a\x00b \ud800", 0),
    ],
)
def test_any_query_is_valid_and_finds_folded_words(searched: Ledger, query: str, found: int) -> None:
    assert len(searched.search(query)) == found
    assert searched.count(ClaimFilter(text=query)) == found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=40))
def test_no_input_breaks_the_search(searched: Ledger, query: str) -> None:
    assert len(searched.search(query)) <= 4


def test_the_best_match_comes_first_and_the_limit_holds(searched: Ledger) -> None:
    assert len(searched.search("qalat", 2)) == 2
    assert searched.search("qalat", 0) == []
    found = searched.search("market children")
    assert [c["trigger"]["text"] for c in found] == ["killed"]


def test_keys_ignore_case_marks_and_punctuation() -> None:
    assert search.key("Azerbaijan: Ministry of Defence") == search.key("AZERBAIJAN — ministry OF defénce")
    assert search.key("أبلين") == search.key("ابلين")


def test_of_very_many_matches_the_latest_come_first(
    searched: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = made.document(1)
    searched.add(page, made.claims(page), made.tags(page))
    monkeypatch.setattr(search, "_MOST_RANKED", 7)
    found = [c["id"] for c in searched.search("qalat", 3)]
    assert found == [c["id"] for c in searched.claims()][:-4:-1]
