from __future__ import annotations

import numpy as np
import pytest

from counterclaim.measuring.intervals import design_effect, interval, student, wilson


@pytest.mark.parametrize(("freedom", "true"), [(4, 2.776), (9, 2.262), (19, 2.093), (39, 2.023)])
def test_the_quantile_is_students(freedom: int, true: float) -> None:
    assert student(freedom) == pytest.approx(true, abs=0.02)


def test_wilsons_interval_is_the_known_one() -> None:
    assert wilson(0.5, 10, 1.959964) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(1.0, 10, 1.959964) == pytest.approx((0.7225, 1.0), abs=1e-4)


def test_articles_without_such_claims_are_left_out() -> None:
    assert interval([3, 0, 2, 1, 4, 2], [4, 0, 2, 2, 4, 3]) == interval([3, 2, 1, 4, 2], [4, 2, 2, 4, 3])


def test_under_five_articles_a_share_has_no_interval() -> None:
    rate = interval([3, 2, 1, 4], [4, 2, 2, 4])
    assert rate.share == pytest.approx(10 / 12)
    assert rate.few
    assert rate.as_list() == [0.8333, None, None]


def test_nothing_counted_is_no_share() -> None:
    assert interval([0, 0], [0, 0]).as_list() == [None, None, None]


def test_articles_that_differ_widen_the_interval() -> None:
    even, uneven = interval([3] * 10, [6] * 10), interval([6, 0] * 5, [6] * 10)
    assert even.share == uneven.share == 0.5
    assert even.low is not None
    assert uneven.low is not None
    assert uneven.low < even.low - 0.1
    assert design_effect([(6, 6), (0, 6)] * 5) > 6
    assert design_effect([(3, 6)] * 10) == 1.0


@pytest.mark.parametrize("articles", [10, 20, 40])
@pytest.mark.parametrize("true", [0.5, 0.8, 0.95])
def test_simulated_coders_fall_inside_as_often_as_is_said(articles: int, true: float) -> None:
    """Articles differ in how hard they are (beta), claims an article are Poisson; 400 rounds each."""
    draw = np.random.default_rng(7)
    inside = 0
    for _ in range(400):
        of = draw.poisson(6, articles)
        found = draw.binomial(of, draw.beta(true * 6, (1 - true) * 6, articles))
        rate = interval([int(x) for x in found], [int(n) for n in of])
        assert rate.low is not None
        assert rate.high is not None
        inside += rate.low <= true <= rate.high
    assert inside / 400 >= 0.92
