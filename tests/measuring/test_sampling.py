from __future__ import annotations

from collections import Counter

from counterclaim.measuring.sampling import draw

ARTICLES = [f"a_{number:04}" for number in range(200)]


def test_the_same_seed_draws_the_same_in_any_order() -> None:
    first = draw(ARTICLES, 20, "spring")
    assert draw(reversed(ARTICLES), 20, "spring") == first
    assert draw(ARTICLES, 20, "autumn") != first
    assert len(set(first)) == 20


def test_more_articles_leave_the_order_of_the_old_ones() -> None:
    few, many = draw(ARTICLES[:100], 100, "s"), draw(ARTICLES, 200, "s")
    assert [article for article in many if article in set(few)] == few


def test_articles_taken_before_are_not_drawn_again() -> None:
    first = draw(ARTICLES, 20, "s")
    assert draw(ARTICLES, 20, "s", set(first)) == draw(ARTICLES, 40, "s")[20:]


def test_fewer_articles_than_asked_for_are_all_drawn() -> None:
    assert sorted(draw(ARTICLES[:3], 20, "s")) == ARTICLES[:3]
    assert draw([], 20, "s") == []


def test_every_article_is_as_likely() -> None:
    drawn = Counter(article for seed in range(2000) for article in draw(ARTICLES[:20], 5, str(seed)))
    assert all(400 < drawn[article] < 600 for article in ARTICLES[:20])
