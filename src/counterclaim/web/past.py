"""What people decided, as pages tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from counterclaim.web.acting import EDITORS
from counterclaim.web.sessions import Role
from counterclaim.web.wording import told


class Changed(NamedTuple):
    """A field that a review set, with what it was before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Past:
    """One review: `undone_by` and `undoes` are numbers of other ones. `fields`: of pairs of claims the first, with `more` that
    are not told; `place`: the page of the other thing that it is about; `role`: who may take it back."""

    number: int
    at: str
    reviewer: str
    kind: str
    fields: tuple[Changed, ...]
    more: int
    note: str | None
    undone_by: int | None
    undoes: int | None
    place: str
    role: Role


PAIRS = 5
"""Pairs of claims that are told of one review."""


def past(history: Iterable[Mapping[str, Any]], of: str) -> tuple[Past, ...]:
    """Reviews as `Ledger.history` gives them of the claim or incident `of`, oldest first."""
    given = list(history)
    known = {one["number"]: one for one in given}
    return tuple(_past(one, of, known) for one in given)


def own_last(history: Iterable[Past], person: str) -> int | None:
    """The last act of `person` on this that holds; None where there is none."""
    held = [
        one.number for one in history if one.reviewer == person and one.kind != "undo" and not one.undone_by
    ]
    return held[-1] if held else None


def _past(one: Mapping[str, Any], of: str, known: Mapping[int, Mapping[str, Any]]) -> Past:
    pairs = [field for field in one["fields"] if " " in field["field"]]
    mine = [field for field in pairs if of in field["field"].split(" ")] or pairs
    changed = [f for f in one["fields"] if " " not in f["field"] and f["before"] != f["after"]]
    told_of = changed + mine[:PAIRS]
    root = one
    while root["kind"] == "undo" and root["undoes"] in known:
        root = known[root["undoes"]]
    return Past(
        number=one["number"],
        at=one["at"],
        reviewer=one["reviewer"],
        kind=one["kind"],
        fields=tuple(Changed(_named(f["field"], of), told(f["before"]), told(f["after"])) for f in told_of),
        more=len(mine) - len(mine[:PAIRS]),
        note=one["note"],
        undone_by=one["undone_by"],
        undoes=one["undoes"],
        place=_place(one, of),
        role="editor" if root["kind"] in EDITORS else "reviewer",
    )


def _named(field: str, of: str) -> str:
    """Of a pair with `of` the other one."""
    a, _, b = field.partition(" ")
    if not b:
        return field
    return f"with {b if a == of else a}" if of in (a, b) else f"{a} with {b}"


def _place(one: Mapping[str, Any], of: str) -> str:
    """The page of what a review is about besides `of`; '' where there is none."""
    for name, kind in ((one["other"], "incident"), (one["target"], one["subject"])):
        if (
            name
            and name != of
            and kind in ("claim", "incident")
            and one["kind"] not in ("together", "apart", "open")
        ):
            return f"/{kind}s/{name}"
    return ""
