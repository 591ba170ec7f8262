"""Which incidents meet a filter, sorted, and how many would with each further value: over arrays in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from counterclaim.ledger import search
from counterclaim.ledger.facet_tables import FacetTable, KindTable, Numbers

Order = Literal["day", "oldest", "changed", "conflicts", "origins", "claims"]
ORDERS: tuple[Order, ...] = get_args(Order)
KINDS = ("status", "type", "party", "place", "month", "language", "outlet", "means", "object", "grade")
"""Kinds of facets, in the order of a page. `month` is that of the first day."""
SHOWN, MORE = 8, 200
"""Values of a kind that are counted out: at first, and where more are asked for."""
KEPT, KEPT_WORDS = 256, 64
"""Pages of lists whose answers are held, and searches whose matches are."""

Mask = NDArray[np.bool_]
_COLUMNS: Mapping[Order, str] = {
    "day": "day_from",
    "oldest": "day_from",
    "changed": "changed",
    "conflicts": "conflicts",
    "origins": "origins",
    "claims": "claims",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """All conditions hold together; of the values of one kind any one. Names are compared folded. Days (ISO 8601,
    inclusive) meet the incident's."""

    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_from: str | None = None
    date_to: str | None = None
    contested: bool = False
    order: Order = "day"
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a kind, and how many incidents there are with it, the other kinds' conditions given."""

    key: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """How many incidents meet the filter; the numbers of those on the page, in order; choices by kind, the most
    frequent first (months: the latest first), and how many values each kind has beside those."""

    total: int
    page: tuple[int, ...]
    counts: Mapping[str, tuple[Choice, ...]]
    hidden: Mapping[str, int]


class Facets:
    """Over one `FacetTable`; for any number of threads."""

    def __init__(self, table: FacetTable) -> None:
        self.table = table
        self._orders: dict[Order, Numbers] = {}
        self._answers: dict[tuple[Any, ...], Answer] = {}
        self._words: dict[str, Numbers] = {}
        self._lock = threading.Lock()
        self._keys = {
            kind: {key: at for at, key in enumerate(held.keys)} for kind, held in table.kinds.items()
        }

    def __len__(self) -> int:
        return len(self.table.numbers)

    @cached_property
    def ends(self) -> tuple[str, str] | None:
        """The first and the last day of all incidents; None where none has a day."""
        found = list(filter(None, self.table.columns["day_from"].tolist()))
        return (min(found), max(found)) if found else None

    def knows(self, kind: str, name: str) -> bool:
        """Whether any incident has this value."""
        return search.key(name) in self._keys.get(kind, {})

    def matching(self, words: str, find: Callable[[str], Numbers]) -> Numbers:
        """Numbers of the claims that hold `words`, by `find`, held for the next page or choice: claims that are stored
        later are in no incident of this table."""
        found = self._words.get(words)
        if found is None:
            found = find(words)
            with self._lock:
                self._words[words] = found
                if len(self._words) > KEPT_WORDS:
                    del self._words[next(iter(self._words))]
        return found

    def answer(self, wanted: Wanted, claims: Numbers | None = None, *, more: str | None = None) -> Answer:
        """What meets `wanted`; with `claims` only incidents of the claims of these numbers. Of the kind `more` up to
        200 values are counted out."""
        if claims is not None:
            return self._answer(wanted, claims, more)
        kinds = tuple(sorted((kind, values) for kind, values in wanted.kinds.items() if values))
        key = (
            kinds,
            wanted.date_from,
            wanted.date_to,
            wanted.contested,
            wanted.order,
            wanted.limit,
            wanted.offset,
            more,
        )
        found = self._answers.get(key)
        if found is None:
            found = self._answer(wanted, None, more)
            if wanted.limit is not None:
                self._keep(key, found)
        return found

    def _keep(self, key: tuple[Any, ...], answer: Answer) -> None:
        with self._lock:
            self._answers[key] = answer
            if len(self._answers) > KEPT:
                del self._answers[next(iter(self._answers))]

    def _answer(self, wanted: Wanted, claims: Numbers | None, more: str | None) -> Answer:
        masks = {
            kind: self._mask(kind, values)
            for kind, values in wanted.kinds.items()
            if values and kind in KINDS
        }
        base = self._base(wanted, claims)
        full = base.copy()
        for mask in masks.values():
            full &= mask
        order = self._order(wanted.order)
        hits = order[full[order]]
        end = None if wanted.limit is None else wanted.offset + wanted.limit
        counts: dict[str, tuple[Choice, ...]] = {}
        hidden: dict[str, int] = {}
        for kind in KINDS:
            if (held := self.table.kinds.get(kind)) is None:
                continue
            among = full
            if kind in masks:
                among = base.copy()
                for other, mask in masks.items():
                    if other != kind:
                        among &= mask
            most = MORE if kind == more else SHOWN
            counts[kind], hidden[kind] = self._choices(kind, held, among, wanted.kinds.get(kind, ()), most)
        page = self.table.numbers[hits[wanted.offset : end]]
        return Answer(len(hits), tuple(page.tolist()), counts, hidden)

    def _base(self, wanted: Wanted, claims: Numbers | None) -> Mask:
        """The conditions that are no facets."""
        base = np.ones(len(self), dtype=np.bool_)
        if claims is not None:
            known = claims[claims < len(self.table.of_claim)]
            at = self.table.of_claim[known]
            base = np.zeros(len(self), dtype=np.bool_)
            base[at[at >= 0]] = True
        columns = self.table.columns
        if wanted.date_from is not None:
            base &= columns["day_to"] >= wanted.date_from
        if wanted.date_to is not None:
            base &= (columns["day_from"] <= wanted.date_to) & (columns["day_from"] != "")
        if wanted.contested:
            base &= columns["conflicts"] > 0
        return base

    def _mask(self, kind: str, values: tuple[str, ...]) -> Mask:
        mask = np.zeros(len(self), dtype=np.bool_)
        keys, held = self._keys.get(kind, {}), self.table.kinds.get(kind)
        for value in values:
            at = keys.get(search.key(value))
            if at is not None and held is not None:
                mask[held.rows[held.starts[at] : held.starts[at + 1]]] = True
        return mask

    def _choices(
        self, kind: str, held: KindTable, among: Mask, values: tuple[str, ...], most: int
    ) -> tuple[tuple[Choice, ...], int]:
        counts = np.bincount(held.of_row[among[held.rows]], minlength=len(held.keys))
        chosen = {at for value in values if (at := self._keys[kind].get(search.key(value))) is not None}
        there = np.flatnonzero(counts)
        if kind == "month":
            first = there[::-1]
        elif len(there) > most:
            part = there[np.argpartition(-counts[there], most)[: most + 1]]
            first = part[np.argsort(-counts[part], kind="stable")]
        else:
            first = there[np.argsort(-counts[there], kind="stable")]
        first = first[:most].tolist()
        shown = [*first, *sorted(chosen - set(first))]
        made = tuple(Choice(held.keys[at], held.names[at], int(counts[at]), at in chosen) for at in shown)
        return made, len(there) - len(first)

    def _order(self, order: Order) -> Numbers:
        """Positions sorted: the most or the latest first, what tells no day last (by that of its reports), then as
        added."""
        found = self._orders.get(order)
        if found is None:
            column: NDArray[Any] = self.table.columns[_COLUMNS[order]]
            if order == "oldest":
                column = np.where(column == "", "9999", column)
            _, rank = np.unique(column, return_inverse=True)
            found = np.argsort(rank if order == "oldest" else -rank, kind="stable")
            if order in ("day", "oldest"):
                found = found[np.argsort(~self.table.columns["dated"][found], kind="stable")]
            self._orders[order] = found
        return found
