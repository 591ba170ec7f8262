"""What people decided, as pages tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from counterclaim.web.wording import told


class Changed(NamedTuple):
    """A field that a review set, with what it was before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Past:
    """One review: `undone_by` and `undoes` are numbers of other ones."""

    number: int
    at: str
    reviewer: str
    kind: str
    fields: tuple[Changed, ...]
    note: str | None
    undone_by: int | None
    undoes: int | None


def past(history: Iterable[Mapping[str, Any]]) -> tuple[Past, ...]:
    """Reviews as `Ledger.history` gives them, oldest first."""
    return tuple(
        Past(
            number=one["number"],
            at=one["at"],
            reviewer=one["reviewer"],
            kind=one["kind"],
            fields=tuple(Changed(f["field"], told(f["before"]), told(f["after"])) for f in one["fields"]),
            note=one["note"],
            undone_by=one["undone_by"],
            undoes=one["undoes"],
        )
        for one in history
    )
