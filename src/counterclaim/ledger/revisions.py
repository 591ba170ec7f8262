"""Versions of a page: which claims were kept, changed, withdrawn or added between two captures.

Pure functions over claim objects. Offsets shift between versions, so claims are paired by what they
say: first those alike in all, then by words of the quote, type and claimant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from counterclaim.language.folding import tokens
from counterclaim.view import ClaimObject

State = Literal["kept", "changed", "withdrawn", "added"]
_LEAST_ALIKE = 0.5


class Change(NamedTuple):
    """What became of a claim: `old` and `new` are ids (None: not there); `fields` those that differ."""

    state: State
    old: str | None
    new: str | None
    fields: tuple[str, ...] = ()


def compare(old: Sequence[ClaimObject], new: Sequence[ClaimObject]) -> tuple[Change, ...]:
    """Changes in the order of `old`, then the added ones in the order of `new`."""
    taken = dict(_pairs(old, new))
    changes = []
    for i, before in enumerate(old):
        if i not in taken:
            changes.append(Change("withdrawn", before["id"], None))
            continue
        after = new[taken[i]]
        fields = _differences(before, after)
        changes.append(Change("changed" if fields else "kept", before["id"], after["id"], fields))
    held = set(taken.values())
    changes += [Change("added", None, c["id"]) for j, c in enumerate(new) if j not in held]
    return tuple(changes)


def place(
    claim: ClaimObject, ids: Sequence[str], at: int, load: Callable[[int], Sequence[ClaimObject]]
) -> dict[str, Any]:
    """Where `claim` stands in its chain of versions: `number` from 1, `of`, `newest`, and what became
    of it `since_previous` and `in_next` (None where there is no such version).

    `ids` are the documents of the chain, oldest first, `at` the claim's; `load(i)` gives the claims of
    the document `ids[i]`.
    """
    before = after = None
    if len(ids) > 1:
        here = load(at)
        if at > 0:
            before = next(c for c in compare(load(at - 1), here) if c.new == claim["id"])
        if at + 1 < len(ids):
            after = next(c for c in compare(here, load(at + 1)) if c.old == claim["id"])
    return {
        "number": at + 1,
        "of": len(ids),
        "newest": at + 1 == len(ids),
        "documents": list(ids),
        "since_previous": _shown(before, before and before.old),
        "in_next": _shown(after, after and after.new),
    }


def _shown(change: Change | None, other: str | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {"state": change.state, "claim": other, "fields": list(change.fields)}


def _pairs(old: Sequence[ClaimObject], new: Sequence[ClaimObject]) -> Iterator[tuple[int, int]]:
    old_words, new_words = [_words(c) for c in old], [_words(c) for c in new]
    scored = []
    for i, before in enumerate(old):
        for j, after in enumerate(new):
            shared = old_words[i] & new_words[j]
            alike = len(shared) / len(old_words[i] | new_words[j]) if shared else 0.0
            if alike >= _LEAST_ALIKE:
                agreed = (before["type"] == after["type"]) + (_who(before) == _who(after))
                agreed += before["trigger"]["text"] == after["trigger"]["text"]
                scored.append((-alike - agreed, i, j))
    free_old, free_new = set(range(len(old))), set(range(len(new)))
    for _, i, j in sorted(scored):
        if i in free_old and j in free_new:
            free_old.discard(i)
            free_new.discard(j)
            yield i, j


def _words(claim: ClaimObject) -> frozenset[str]:
    return frozenset(token.folded for token in tokens(claim["quote"]["text"]))


def _who(claim: ClaimObject) -> tuple[str, str]:
    return claim["claimant"]["name"], claim["claimant"]["party"]


def _differences(a: ClaimObject, b: ClaimObject) -> tuple[str, ...]:
    views: dict[str, Callable[[ClaimObject], object]] = {
        "quote": lambda c: [token.folded for token in tokens(c["quote"]["text"])],
        "type": lambda c: c["type"],
        "polarity": lambda c: c["polarity"],
        "certainty": lambda c: c["certainty"],
        "claimant": _who,
        "actors": lambda c: [p["name"] or p["text"] for p in c["actors"]],
        "targets": lambda c: [p["name"] or p["text"] for p in c["targets"]],
        "places": lambda c: [p["name"] or p["text"] for p in c["places"]],
        "time": lambda c: c["time"] and (c["time"]["start"], c["time"]["end"]),
        "quantities": lambda c: [
            (q["low"], q["high"], q["item"], q["group"], q["effect"]) for q in c["quantities"]
        ],
        "means": lambda c: c["means"] and c["means"]["class"],
        "objects": lambda c: [o["class"] for o in c["objects"]],
        "evidence": lambda c: c["evidence"],
    }
    return tuple(name for name, view in views.items() if view(a) != view(b))
