"""Facets give the same incidents and counts as the ledger's own filters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from counterclaim.ledger import Ledger
from counterclaim.ledger.facet_tables import table
from counterclaim.ledger.incident_reading import IncidentFilter
from counterclaim.web.facets import MORE, ORDERS, SHOWN, Facets, Wanted


@pytest.fixture(scope="module")
def kept(sample_made: Path) -> Ledger:
    return Ledger.open(sample_made, create=False)


@pytest.fixture(scope="module")
def facets(kept: Ledger) -> Facets:
    return Facets(kept.facet_table())


def _latest(told: Iterable[dict[str, Any]]) -> list[str]:
    """Ids in the order of a list: what tells no day comes last."""
    return [one["id"] for one in sorted(told, key=lambda one: one["time"] is None)]


def _ids(ledger: Ledger, numbers: tuple[int, ...]) -> list[str]:
    return [line["id"] for line in ledger.incident_lines(numbers)]


@pytest.mark.parametrize(
    "kind", ["status", "type", "party", "place", "language", "outlet", "means", "object", "grade"]
)
def test_a_value_gives_what_the_ledger_gives_for_it(kept: Ledger, facets: Facets, kind: str) -> None:
    choices = facets.answer(Wanted(), more=kind).counts[kind]
    assert choices
    for choice in choices:
        found = facets.answer(Wanted(kinds={kind: (choice.name,)}))
        given: dict[str, Any] = {kind: choice.name}
        expected = _latest(kept.incidents(IncidentFilter(**given)))
        assert _ids(kept, found.page) == expected
        assert found.total == choice.count == len(expected)


def test_values_of_one_kind_widen_and_kinds_narrow(facets: Facets) -> None:
    first, second = facets.answer(Wanted()).counts["type"][:2]
    one = facets.answer(Wanted(kinds={"type": (first.name,)}))
    both = facets.answer(Wanted(kinds={"type": (first.name, second.name)}))
    assert both.total >= max(first.count, second.count)
    narrowed = facets.answer(Wanted(kinds={"type": (first.name,), "status": ("single",)}))
    assert set(narrowed.page) == set(one.page) & set(
        facets.answer(Wanted(kinds={"status": ("single",)})).page
    )
    assert narrowed.total < one.total


def test_a_kind_does_not_narrow_its_own_counts(facets: Facets) -> None:
    all_types = {c.key: c.count for c in facets.answer(Wanted()).counts["type"]}
    narrowed = facets.answer(Wanted(kinds={"type": ("attack",)})).counts["type"]
    assert {c.key: c.count for c in narrowed} == all_types
    assert [c.key for c in narrowed if c.chosen] == ["attack"]


def test_names_are_compared_folded(facets: Facets) -> None:
    name = facets.answer(Wanted()).counts["place"][0].name
    assert facets.answer(Wanted(kinds={"place": (f" {name.upper()}",)})).total > 0
    assert facets.knows("place", name.lower())


def test_a_name_that_nothing_has_gives_nothing(facets: Facets) -> None:
    found = facets.answer(Wanted(kinds={"place": ("Nowhere-on-Sea",)}))
    assert (found.total, found.page) == (0, ())
    assert found.counts["place"]  # what else could be chosen


def test_days_meet_those_of_the_incident(kept: Ledger, facets: Facets) -> None:
    for first, last in ((None, "2020-10-01"), ("2020-10-02", None), ("2020-10-01", "2020-10-02")):
        found = facets.answer(Wanted(date_from=first, date_to=last))
        expected = _latest(kept.incidents(IncidentFilter(date_from=first, date_to=last)))
        assert _ids(kept, found.page) == expected


def test_only_with_a_conflict(kept: Ledger, facets: Facets) -> None:
    found = facets.answer(Wanted(contested=True))
    assert _ids(kept, found.page) == _latest(kept.incidents(IncidentFilter(contested=True)))


@pytest.mark.parametrize("order", ["changed", "conflicts", "origins"])
def test_orders_are_those_of_the_ledger(kept: Ledger, facets: Facets, order: str) -> None:
    found = facets.answer(Wanted(order=order))  # type: ignore[arg-type]
    assert _ids(kept, found.page) == [t["id"] for t in kept.incidents(IncidentFilter(order=order))]  # type: ignore[arg-type]


def test_pages_join_to_the_whole(facets: Facets) -> None:
    for order in ORDERS:
        wanted = Wanted(order=order)
        whole = facets.answer(wanted).page
        parts = [facets.answer(replace(wanted, limit=7, offset=at)).page for at in range(0, len(whole), 7)]
        assert sum(parts, ()) == whole
        assert len(set(whole)) == len(whole) == len(facets)


def test_words_narrow_to_incidents_of_their_claims(kept: Ledger, facets: Facets) -> None:
    numbers = kept.text_numbers("hadrut")
    found = facets.answer(Wanted(), numbers)
    expected = {c["incident"] for c in kept.search("hadrut", 1000)} - {None}
    assert expected
    assert set(_ids(kept, found.page)) == expected
    assert facets.answer(Wanted(), kept.text_numbers("zzzz")).total == 0
    assert facets.answer(Wanted(), kept.text_numbers('"')).total == 0


def test_claims_stored_after_the_table_are_passed_over(facets: Facets) -> None:
    assert facets.answer(Wanted(), np.array([10**9], dtype=np.int64)).total == 0


def test_few_values_are_shown_and_more_on_demand() -> None:
    numbers = np.arange(500, dtype=np.int64)
    zero, none = [0] * 500, [None] * 500
    columns: dict[str, list[Any]] = {
        "status": ["single"] * 500, "grade": none, "day_from": none, "day_to": none, "changed": ["x"] * 500,
        "dated": zero, "claims": zero, "origins": zero, "conflicts": zero,
    }  # fmt: skip
    places = [(f"p{at}", f"P{at}", np.arange(at, dtype=np.int64)) for at in range(1, 401)]
    facets = Facets(table(numbers, columns, {"place": places}, np.empty(0, dtype=np.int64)))
    short = facets.answer(Wanted(limit=5))
    assert [c.count for c in short.counts["place"]] == list(range(400, 400 - SHOWN, -1))
    assert short.hidden["place"] == 400 - SHOWN
    long = facets.answer(Wanted(limit=5), more="place")
    assert len(long.counts["place"]) == MORE
    assert long.hidden["place"] == 400 - MORE
    # One that was chosen is shown, however rare.
    chosen = facets.answer(Wanted(kinds={"place": ("P1",)})).counts["place"]
    assert [c.name for c in chosen if c.chosen] == ["P1"]


def test_a_ledger_without_incidents(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "new.db") as ledger:
        found = Facets(ledger.facet_table()).answer(Wanted(), ledger.text_numbers("war"))
    assert (found.total, found.page) == (0, ())
    assert all(not choices for choices in found.counts.values())
