"""A share with its confidence interval, where what is counted comes in clusters: claims in articles.

The claims of one article are found or missed together, so that they tell less than as many claims of
different articles. Wilson's interval is taken over an effective number of claims (Kish's design effect,
estimated from how the articles differ), with Student's quantile for as many articles as there are.
Over few articles a bootstrap covers too seldom; `docs/decisions/measuring.md` has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

FEWEST = 5
"""Under so many articles there is no interval: how they differ cannot be told."""

_Z = 1.959964  # two-sided 95%


@dataclass(frozen=True, slots=True)
class Rate:
    """`found` of `of` claims, over `articles` articles that have any of them.

    `share` is None where `of` is 0; `low` and `high` (95%) also under `FEWEST` articles.
    """

    found: int
    of: int
    articles: int
    share: float | None
    low: float | None
    high: float | None

    @property
    def few(self) -> bool:
        """Whether there are too few articles for an interval."""
        return self.low is None

    def as_list(self) -> list[float | None]:
        """Share, low and high, to four decimals: how a stamp and the API give it."""
        return [None if x is None else round(x, 4) for x in (self.share, self.low, self.high)]


def interval(found: Sequence[int], of: Sequence[int]) -> Rate:
    """The share of claims found, from one pair of counts an article; `found[i] <= of[i]`."""
    pairs = [(x, n) for x, n in zip(found, of, strict=True) if n > 0]
    hits, total, articles = sum(x for x, _ in pairs), sum(n for _, n in pairs), len(pairs)
    if not total:
        return Rate(0, 0, 0, None, None, None)
    share = hits / total
    if articles < FEWEST:
        return Rate(hits, total, articles, share, None, None)
    low, high = wilson(share, total / design_effect(pairs), student(articles - 1))
    return Rate(hits, total, articles, share, low, high)


def design_effect(pairs: Sequence[tuple[int, int]]) -> float:
    """How much wider the share varies between articles than between as many unclustered claims; 1 or more.

    `pairs` are (found, of) of two or more articles, `of` above 0. Where all or none are found the
    articles do not differ, and nothing can be estimated: 1.
    """
    total, clusters = sum(n for _, n in pairs), len(pairs)
    share = sum(x for x, _ in pairs) / total
    if share in (0.0, 1.0):
        return 1.0
    between = clusters / (clusters - 1) * sum((x - share * n) ** 2 for x, n in pairs) / total**2
    return max(1.0, between / (share * (1 - share) / total))


def wilson(share: float, count: float, quantile: float) -> tuple[float, float]:
    """Wilson's score interval of a share over `count` trials (need not be whole)."""
    squared = quantile * quantile
    middle = (share + squared / (2 * count)) / (1 + squared / count)
    half = quantile / (1 + squared / count)
    half *= sqrt(share * (1 - share) / count + squared / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def student(freedom: int) -> float:
    """Student's 97.5% quantile for `freedom` degrees of freedom (4 or more), within 0.02.

    By the expansion of Cornish and Fisher: no need of SciPy for one number.
    """
    z, v = _Z, freedom
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / v + second / v**2 + third / v**3
