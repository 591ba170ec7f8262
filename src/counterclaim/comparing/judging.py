"""What people made of conflict links: dismissed ones are left out, made and confirmed ones are there in any case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from counterclaim.comparing.nouns import ConflictKind, ConflictLink, Entry
from counterclaim.comparing.sides import Sides, between

LinkState = Literal["dismissed", "confirmed", "made"]
BY_HAND = "Linked by a reviewer."
"""The reason of a link of which its maker gave none."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's last word on the link of kind `kind` between claims `a` and `b` (a before b).

    `words`: the reason, a person's own or the one that was confirmed; `at` an instant, `last` the number of the review.
    """

    state: LinkState
    a: str
    b: str
    kind: ConflictKind
    words: str | None
    at: str
    reviewer: str
    last: int


def link_id(a: str, b: str, kind: str) -> str:
    """The id of a link: of its claims (a before b) and kind, so that it stays while they do."""
    return "x_" + hashlib.sha256(f"{a} {b} {kind}".encode()).hexdigest()[:16]


def judged(
    links: Iterable[ConflictLink], by: Iterable[Judged], entries: Mapping[str, Entry], sides: Sides
) -> list[ConflictLink]:
    """`links` as people left them, in order of ids. A link with a claim that is not among `entries` is left out."""
    found = {(link.a, link.b, link.kind): link for link in links}
    for one in by:
        key = (one.a, one.b, one.kind)
        if one.state == "dismissed":
            found.pop(key, None)
        elif key not in found and one.a in entries and one.b in entries:
            where = between(entries[one.a], entries[one.b], sides)
            found[key] = ConflictLink(one.kind, one.a, one.b, one.words or BY_HAND, 1.0, where)
    return [link for _, link in sorted(found.items())]


def mark(links: Iterable[dict[str, Any]], by: Iterable[Judged]) -> None:
    """Say of the links of an incident object, in place, what people said of each: `review`, where anybody did."""
    known = {(one.a, one.b, one.kind): one for one in by}
    for link in links:
        if known and (one := known.get((link["a"], link["b"], link["kind"]))) is not None:
            link["review"] = told(one)


def with_ids(links: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The links of an incident object, each with its `id` first."""
    return [{"id": link_id(link["a"], link["b"], link["kind"]), **link} for link in links]


def told(one: Judged) -> dict[str, Any]:
    """A judgement as JSON-ready values."""
    return {"state": one.state, "by": one.reviewer, "at": one.at, "note": one.words}
