"""From when the toll of a war counts: '… have died in the conflict, which began in March 2011'.

The day on which a war began is not that of its dead. A running total beside such a day runs from it to the article's
day. The words for beginnings are `began` among the classes of a pack's `dates.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extracting.claims import Assembly
from counterclaim.language import fold, tokens
from counterclaim.model import Claim, When

_BEFORE = 4
"""Words from the beginning to its day, at most."""


def with_baselines(claims: Sequence[Claim], assembly: Assembly) -> list[Claim]:
    """`claims`, one article's, with running totals counted from the beginning that is told beside them."""
    began = frozenset(map(fold, assembly.pack.section("dates").get("words", {}).get("began", ())))
    return [_from_beginning(claim, assembly, began) for claim in claims]


def _from_beginning(claim: Claim, assembly: Assembly, began: frozenset[str]) -> Claim:
    when = claim.time
    if when is None or when.span is None or when.start is None or when.precision == "day":
        return claim
    if not claim.quantities or not all(quantity.cumulative for quantity in claim.quantities):
        return claim
    if any(quantity.since for quantity in claim.quantities) or not _is_beginning(assembly, when, began):
        return claim
    time = replace(when, end=assembly.article.published, precision="year")
    figures = tuple(replace(quantity, since=when.start) for quantity in claim.quantities)
    return replace(claim, time=time, quantities=figures)


def _is_beginning(assembly: Assembly, when: When, began: frozenset[str]) -> bool:
    assert when.span is not None
    start = assembly.sentence(when.span).start
    before = [token.folded for token in tokens(assembly.text, start, when.span.start)]
    return not began.isdisjoint(before[-_BEFORE:])
