"""A claim's id, given once, and the matching that keeps it when a newer engine reads again."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from counterclaim.extracting.assignment import Matching
from counterclaim.model import Claim, ClaimType, Span

_MARGIN = 1.5
_MARGIN_EVEN = 0.75
_LEAST = 3.0
_NEVER = 1e6
# By words apart: falls ever faster at first, so that two neighbours that both moved by a word are
# likelier than one that stayed where the other was.
_NEARNESS = (3.0, 2.5, 1.0, 0.5, 0.25, 0.0)
# Where most claims have their very trigger and type again, an unmoved trigger says more.
_MOSTLY = 0.6
_STEADY = (6.0, *_NEARNESS[1:])
_WORD = re.compile(r"\w+")


def claim_id(document: str, trigger: Span, type: ClaimType, claimant_span: Span | None, ordinal: int) -> str:
    """`c_` and 16 hexadecimal digits.

    `ordinal` (from 0) tells apart the claims of a document that share all else: 'accused each other'
    without a claimant's words, or a list behind one trigger.
    """
    claimant = None if claimant_span is None else [claimant_span.start, claimant_span.end]
    parts = [document, trigger.start, trigger.end, type, claimant, ordinal]
    digest = hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii"))
    return f"c_{digest.hexdigest()[:16]}"


class Pair(NamedTuple):
    """Old claim `old` is new claim `new` (indices). `sure`: no other assignment comes near."""

    old: int
    new: int
    sure: bool


def match(old: Sequence[Claim], new: Sequence[Claim], text: str) -> tuple[Pair, ...]:
    """Pair the claims of two readings of `text` one to one, in the order of `old`.

    Candidates share a sentence. Within each group of claims linked by candidates, the assignment of
    the greatest total likeness is taken (Kuhn 1955, by shortest augmenting paths), where likeness is
    nearness of the triggers in words, then type, claimant, quote, figures, places and parties. A pair
    is sure where forbidding it costs at least a margin, the claims agree in type or claimant, and no
    other pair of the group crosses it; the margin is smaller where nothing of the group is left over.
    """
    pairs: list[Pair] = []
    steady = _exact_share(old, new) >= _MOSTLY
    nearness = _STEADY if steady else _NEARNESS
    likeness = _candidates(old, new, text, nearness)
    for rows, columns in _groups(likeness):
        pairs.extend(_assign(old, new, likeness, rows, columns))
    if steady:
        pairs = [p if p.sure else p._replace(sure=_read_alike(old[p.old], new[p.new])) for p in pairs]
    return tuple(sorted(pairs))


def _read_alike(a: Claim, b: Claim) -> bool:
    """Whether the two say the same in all: of twins, either may stand for the other."""
    return replace(a, id="", engine="") == replace(b, id="", engine="")


def _exact_share(old: Sequence[Claim], new: Sequence[Claim]) -> float:
    """How much of the smaller reading the other has with the same trigger and type."""
    a, b = Counter((c.trigger, c.type) for c in old), Counter((c.trigger, c.type) for c in new)
    return (a & b).total() / max(1, min(len(old), len(new)))


def _candidates(
    old: Sequence[Claim], new: Sequence[Claim], text: str, nearness: Sequence[float]
) -> dict[tuple[int, int], float]:
    starts = [match.start() for match in _WORD.finditer(text)] if old and new else []
    by_start = sorted(range(len(new)), key=lambda j: new[j].quote.start)
    longest = max((c.quote.end - c.quote.start for c in new), default=0)
    quote_starts = [new[j].quote.start for j in by_start]
    found: dict[tuple[int, int], float] = {}
    for i, before in enumerate(old):
        first = bisect_left(quote_starts, before.quote.start - longest)
        last = bisect_left(quote_starts, max(before.quote.end, before.quote.start + 1))
        for j in by_start[first:last]:
            value = _likeness(before, new[j], starts, nearness)
            if value >= _LEAST:
                found[i, j] = value
    return found


def _likeness(a: Claim, b: Claim, starts: Sequence[int], nearness: Sequence[float]) -> float:
    """0 for claims of different sentences, else up to 9 and what `nearness` gives by words apart."""
    if not (a.quote.overlaps(b.quote) or a.trigger.overlaps(b.trigger)):
        return 0.0
    same_type, same_claimant = a.type == b.type, _same_claimant(a, b)
    words = _words_apart(a.trigger, b.trigger, starts)
    if words > 2 and not (same_type and same_claimant):
        return 0.0
    return (
        nearness[min(words, len(nearness) - 1)]
        + 2.0 * same_type
        + 3.0 * same_claimant
        + 0.5 * (a.polarity == b.polarity)
        + 1.0 * (a.quote == b.quote)
        + 1.0 * _shared({(q.low, q.high, q.item) for q in a.quantities}, {(q.low, q.high, q.item) for q in b.quantities})
        + 0.5 * _shared({p.text for p in a.places}, {p.text for p in b.places})
        + 0.5 * _shared({p.text for p in a.actors}, {p.text for p in b.actors})
        + 0.5 * _shared({p.text for p in a.targets}, {p.text for p in b.targets})
    )  # fmt: skip


def _same_claimant(a: Claim, b: Claim) -> float:
    """1 for the same name and party, less for one of them, least for the same words only."""
    if a.claimant.name == b.claimant.name:
        return 1.0 if a.claimant.party == b.claimant.party else 0.8
    if a.claimant.span and b.claimant.span and a.claimant.span.overlaps(b.claimant.span):
        return 0.5
    return 0.0


def _words_apart(a: Span, b: Span, starts: Sequence[int]) -> int:
    if a.overlaps(b) and a.start == b.start:
        return 0
    return abs(bisect_left(starts, a.start) - bisect_left(starts, b.start))


def _shared(a: Set[object], b: Set[object]) -> float:
    """Jaccard's index; 1 for two empty sets."""
    return len(a & b) / len(a | b) if a or b else 1.0


def _groups(likeness: Mapping[tuple[int, int], float]) -> Iterator[tuple[list[int], list[int]]]:
    """Rows and columns of each connected part, sorted."""
    columns_of: dict[int, list[int]] = {}
    rows_of: dict[int, list[int]] = {}
    for i, j in likeness:
        columns_of.setdefault(i, []).append(j)
        rows_of.setdefault(j, []).append(i)
    unseen = set(columns_of)
    for root in sorted(columns_of):
        if root not in unseen:
            continue
        unseen.discard(root)
        rows, columns, waiting = {root}, set(), [root]
        while waiting:
            for j in columns_of[waiting.pop()]:
                columns.add(j)
                for i in rows_of[j]:
                    if i in unseen:
                        unseen.discard(i)
                        rows.add(i)
                        waiting.append(i)
        yield sorted(rows), sorted(columns)


def _assign(
    old: Sequence[Claim],
    new: Sequence[Claim],
    likeness: Mapping[tuple[int, int], float],
    rows: list[int],
    columns: list[int],
) -> Iterator[Pair]:
    """The best assignment of one group. Each row also has a column of its own that means 'unmatched'."""
    width = len(columns) + len(rows)
    costs = [
        [-likeness.get((i, j), -_NEVER) for j in columns]
        + [0.0 if place == k else _NEVER for k in range(len(rows))]
        for place, i in enumerate(rows)
    ]
    matching = Matching(costs, width)
    found = [
        (rows[r], columns[c], r) for r, c in enumerate(matching.column_of[: len(rows)]) if c < len(columns)
    ]
    margin = _MARGIN_EVEN if len(found) == len(rows) == len(columns) else _MARGIN
    for i, j, row in found:
        agree = old[i].type == new[j].type or _same_claimant(old[i], new[j]) > 0
        crossed = any(_cross(old[i], old[i2], new[j], new[j2]) for i2, j2, _ in found)
        yield Pair(i, j, agree and not crossed and matching.worth(row) >= margin)


def _cross(a: Claim, b: Claim, a_new: Claim, b_new: Claim) -> bool:
    """Whether the triggers of `a` and `b` changed places."""
    before, after = a.trigger.start - b.trigger.start, a_new.trigger.start - b_new.trigger.start
    return before * after < 0
