"""What people do: an act before it is stored, a review after; which reviews still hold, and what they come to.

Pure. Reviews are only ever appended; everything that the ledger says of a claim, pair, link, name or article is
a fold over the live ones, which can be made anew at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from counterclaim.comparing.judging import Judged
from counterclaim.comparing.neighbourhood import ordered
from counterclaim.errors import EditedError

Kind = Literal[
    "set", "add", "note", "together", "apart", "open", "move", "merge", "split", "link", "dismiss", "confirm",
    "resolve", "read", "unread", "adjudicate", "undo",
]  # fmt: skip
Subject = Literal["claim", "incident", "link", "article", "name"]
Decision = Literal["accepted", "rejected"]
PairState = Literal["together", "apart", "open"]

PAIRING: tuple[Kind, ...] = ("together", "apart", "open", "move", "merge", "split")
"""Kinds of which every changed field is a pair of claims."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person wants to do.

    `target` is the id of what it is done to (of a name: its words), `other` a second one: the incident to move to or to
    merge with, the claim to link with. `fields` are new values by field: of a claim by its object's keys, each whole,
    and `decision`. `seen` is the number of the last review of the target that the person was shown.
    """

    kind: Kind
    subject: Subject
    target: str
    other: str | None = None
    fields: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    note: str | None = None
    seen: int = 0
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An act as it was stored. `changes`: what each field was before and is after; `at` an instant."""

    number: int
    at: str
    reviewer: str
    kind: Kind
    subject: Subject
    target: str
    other: str | None = None
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=lambda: NOTHING)
    note: str | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimState:
    """What people made of a claim: `fields` are the values that they set, `last` is the number of the last review."""

    decision: str | None
    fields: Mapping[str, Any]
    note: str | None
    at: str
    reviewer: str
    last: int


def live(reviews: Iterable[Review]) -> list[Review]:
    """Those that hold, in order of number: without undone ones and without undos. An undo may be undone."""
    given = sorted(reviews, key=lambda review: review.number)
    gone = undone(given)
    return [one for one in given if one.kind != "undo" and one.number not in gone]


def undone(reviews: Iterable[Review]) -> dict[int, int]:
    """Numbers of reviews that do not hold, each with the number of the undo that took it back."""
    found: dict[int, int] = {}
    for one in sorted(reviews, key=lambda review: -review.number):
        if one.kind == "undo" and one.number not in found and one.undoes is not None:
            found.setdefault(one.undoes, one.number)
    return found


def clash(act: Act, held: Sequence[Review]) -> EditedError | None:
    """The error to raise where a review of `held` (live ones of the target) that the person had not seen gave one of
    the same fields another value; None where nothing is overwritten. Of several it is the earliest, so that one who has
    seen it is told of the others."""
    latest: dict[str, Review] = {}
    for one in held:
        if one.number > act.seen:
            latest.update(dict.fromkeys(one.changes, one))
    others = [
        name for name in act.fields if name in latest and _after(latest[name], name) != act.fields[name]
    ]
    if not others:
        return None
    name = min(others, key=lambda one: (latest[one].number, one))
    other = latest[name]
    return EditedError(name, other.reviewer, other.at, _after(other, name), other.number)


def _after(review: Review, name: str) -> Any:
    return review.changes[name][1]


def fold(held: Sequence[Review]) -> ClaimState | None:
    """The state of a claim by its live reviews, in order; None where there is none."""
    fields: dict[str, Any] = {}
    note: str | None = None
    own = [one for one in held if one.subject == "claim" and one.kind not in PAIRING]
    if not own:
        return None
    for one in own:
        note = one.note if one.note is not None else note
        fields.update((name, after) for name, (_, after) in one.changes.items())
    decision = fields.pop("decision", None)
    fields.pop("claim", None)  # what a person added, whole
    last = own[-1]
    return ClaimState(decision, fields, note, last.at, last.reviewer, last.number)


def fold_pairs(held: Sequence[Review]) -> dict[tuple[str, str], tuple[PairState, int]]:
    """The state of each pair of claims by live reviews, in order, with the number of the one that decided."""
    found: dict[tuple[str, str], tuple[PairState, int]] = {}
    for one in held:
        if one.kind in PAIRING:
            for name, (_, after) in one.changes.items():
                found[pair_of(name)] = (after, one.number)
    return found


def fold_link(held: Sequence[Review]) -> Judged | None:
    """The state of a link by its live reviews, in order; None where there is none."""
    told: dict[str, Any] = {}
    for one in held:
        told.update((name, after) for name, (_, after) in one.changes.items())
    if "state" not in told:
        return None
    last = held[-1]
    return Judged(
        told["state"],
        told["a"],
        told["b"],
        told["kind"],
        told.get("words"),
        last.at,
        last.reviewer,
        last.number,
    )


def pair_name(a: str, b: str) -> str:
    """The field of `Act.fields` and `Review.changes` that a pair of claims is."""
    return " ".join(ordered(a, b))


def pair_of(name: str) -> tuple[str, str]:
    """The pair that `pair_name` named."""
    a, _, b = name.partition(" ")
    return a, b


def named(review: Review) -> set[str]:
    """The claims that a decision on pairs or a link is about."""
    found = {claim for name in review.changes if " " in name for claim in pair_of(name)}
    if review.subject == "link":
        found |= {str(value) for end in ("a", "b") for value in review.changes.get(end, ()) if value}
    return found


def pairs(a: Iterable[str], b: Iterable[str], state: PairState) -> dict[str, PairState]:
    """Fields that put each of `a` in `state` with each of `b`."""
    return {pair_name(one, other): state for one in a for other in b if one != other}


def chained(claims: Sequence[str]) -> dict[str, PairState]:
    """Fields that hold `claims` together: each with the first, which is as good as all with all."""
    return pairs(claims[:1], claims[1:], "together")


def split(out: Sequence[str], rest: Sequence[str]) -> dict[str, PairState]:
    """Fields that part an incident in two: each part held together, one of each apart."""
    return {**chained(out), **chained(rest), **pairs(out[:1], rest[:1], "apart")}
