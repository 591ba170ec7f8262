"""How far two readers of the same articles agree: which claims exist, and what is said of each.

Which exist is a matter of spans, without chance correction: F1 over one-to-one pairs. What is said of
the claims that both found is Krippendorff's alpha by field. Claims that only one found are in the first
number and not in the second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from counterclaim.model import Span
from counterclaim.view import ClaimObject

Value = str | frozenset[str]
NONE = "none"
"""What a reader says who leaves a field empty: a value like any other. A field without a key is missing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value of the raw table: what `coder` says of `field` of `unit` (a claim, named the same for both)."""

    article: str
    unit: str
    coder: str
    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """`alpha` over `units` claims that two or more coded; None where it is not defined (see `alpha`)."""

    field: str
    units: int
    same: int
    alpha: float | None


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """F1 of two readers' spans: `shared` one-to-one pairs that overlap, of `first` and `second` spans."""

    first: int
    second: int
    shared: int

    @property
    def f1(self) -> float | None:
        """None where neither found any."""
        return 2 * self.shared / (self.first + self.second) if self.first + self.second else None

    def __add__(self, other: SpanAgreement) -> SpanAgreement:
        return SpanAgreement(self.first + other.first, self.second + other.second, self.shared + other.shared)


def span_agreement(a: Sequence[Span], b: Sequence[Span]) -> SpanAgreement:
    """The most pairs of overlapping spans, each span in one pair at most (augmenting paths)."""
    owner: dict[int, int] = {}

    def placed(i: int, tried: set[int]) -> bool:
        for j, span in enumerate(b):
            if j in tried or not a[i].overlaps(span):
                continue
            tried.add(j)
            if j not in owner or placed(owner[j], tried):
                owner[j] = i
                return True
        return False

    return SpanAgreement(len(a), len(b), sum(placed(i, set()) for i in range(len(a))))


def installed() -> bool:
    """Whether the library that alpha is made by is there (the extra `[measure]`)."""
    return find_spec("nltk") is not None


def alpha(values: Iterable[tuple[str, str, Value]]) -> float | None:
    """Krippendorff's alpha of (coder, unit, value): nominal, or by MASI where the values are sets.

    None where it is not defined: no unit has two values, or all values are the same, so that nothing is
    known about telling them apart. None too where the library is not `installed`.
    """
    by_unit: dict[str, list[tuple[str, str, Value]]] = {}
    for row in values:
        by_unit.setdefault(row[1], []).append(row)
    data = [row for rows in by_unit.values() if len({r[0] for r in rows}) > 1 for row in rows]
    if len({value for _, _, value in data}) < 2 or not installed():
        return None
    from nltk.metrics import binary_distance, masi_distance
    from nltk.metrics.agreement import AnnotationTask

    sets = any(isinstance(value, frozenset) for _, _, value in data)
    task = AnnotationTask(data=data, distance=masi_distance if sets else binary_distance)
    return float(task.alpha())


def by_field(rows: Iterable[Row]) -> list[FieldAgreement]:
    """Agreement on each field of `FIELDS`, in their order, over the units that two or more coded."""
    cells: dict[str, dict[str, dict[str, Value]]] = {field: {} for field in FIELDS}
    for row in rows:
        cells[row.field].setdefault(row.unit, {})[row.coder] = row.value
    found = []
    for field, units in cells.items():
        both = {unit: values for unit, values in units.items() if len(values) > 1}
        same = sum(len(set(values.values())) == 1 for values in both.values())
        table = [(coder, unit, value) for unit, values in both.items() for coder, value in values.items()]
        found.append(FieldAgreement(field, len(both), same, alpha(table)))
    return found


def values_of(claim: ClaimObject) -> dict[str, Value]:
    """What one reader says of a claim, by field. Sets stand where a claim may have several."""
    return {field: read(claim) for field, read in FIELDS.items()}


def shown(value: Value) -> str:
    """A value as the raw table and pages print it: the members of a set in order, joined by '; '."""
    return value if isinstance(value, str) else "; ".join(sorted(value))


def _named(items: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(item["name"] or item["text"] for item in items) or frozenset((NONE,))


def _classes(items: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(item["class"] for item in items) or frozenset((NONE,))


def _days(claim: ClaimObject) -> str:
    time = claim["time"]
    return _range(time["start"], time["end"], "/") if time and (time["start"] or time["end"]) else NONE


def _range(low: object, high: object, between: str) -> str:
    """One value where both are the same; an open end is two dots."""
    first, last = (".." if end is None else str(end) for end in (low, high))
    return first if first == last else f"{first}{between}{last}"


def _figures(claim: ClaimObject) -> frozenset[str]:
    return frozenset(
        " ".join(filter(None, (_range(q["low"], q["high"], "-"), q["item"], q["group"], q["effect"])))
        for q in claim["quantities"]
    ) or frozenset((NONE,))


FIELDS: Mapping[str, Callable[[ClaimObject], Value]] = {
    "type": lambda c: str(c["type"]),
    "polarity": lambda c: str(c["polarity"]),
    "certainty": lambda c: str(c["certainty"]),
    "claimant": lambda c: str(c["claimant"]["name"]),
    "party": lambda c: str(c["claimant"]["party"] or NONE),
    "via": lambda c: _named(c["via"]),
    "actors": lambda c: _named(c["actors"]),
    "targets": lambda c: _named(c["targets"]),
    "places": lambda c: _named(c["places"]),
    "time": _days,
    "quantities": _figures,
    "means": lambda c: _classes([*([c["means"]] if c["means"] else []), *c["other_means"]]),
    "objects": lambda c: _classes(c["objects"]),
    "evidence": lambda c: frozenset(c["evidence"]) or frozenset((NONE,)),
}
"""The fields compared, in the order of pages and tables, and how each is read from a claim object."""
