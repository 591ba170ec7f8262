"""Which articles are read: drawn by a seed, so that anyone can draw the same ones again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Set


def draw(articles: Iterable[str], count: int, seed: str, taken: Set[str] = frozenset()) -> list[str]:
    """`count` of the article ids, or all where there are fewer, none of `taken`; uniform, in drawn order.

    Each id has a rank by the SHA-256 of seed and id, and the first ones are taken: neither the order nor
    the number of the articles changes which of two comes first, so a ledger that grew gives a sample that
    grew, and the same on every machine.
    """
    return sorted(set(articles) - taken, key=lambda article: _rank(seed, article))[: max(0, count)]


def _rank(seed: str, article: str) -> tuple[bytes, str]:
    return hashlib.sha256(f"{seed}\0{article}".encode("utf-8", "replace")).digest(), article
