"""Comparing everything anew gives what comparing one document after the other gives, in both stores."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from counterclaim import pipeline
from counterclaim.comparing import prints
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import Ledger, bulk, comparing
from counterclaim.ledger.incident_reading import IncidentFilter
from tests.ledger import reports
from tests.ledger.test_comparing import KNOWLEDGE, SIDES, filled, picture

SPEC = WorldSpec(tagger="patterns")


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is compared anew, however little waits."""
    monkeypatch.setattr(comparing, "LEAST", 1)
    monkeypatch.setattr(comparing, "WHOLE", 0.0)


def rows(ledger: Ledger) -> dict[str, list[Any]]:
    """What lies in the tables that comparison fills, but for ids of incidents."""
    asked = {
        "claims": "SELECT id, origin, compared FROM claims WHERE newest ORDER BY id",
        "bands": "SELECT band, claim FROM bands ORDER BY band, claim",
        "blocks": "SELECT key, claim FROM blocks ORDER BY claim, key",
        "links": 'SELECT id, kind, a, b, reason, strength, "between" FROM conflict_links ORDER BY id',
        "copies": "SELECT article, of, origin, why FROM copies ORDER BY article, origin",
        "facets": "SELECT f.kind, f.key, f.name, i.founder FROM incident_facets f "
        "JOIN incidents i ON i.number = f.incident ORDER BY i.founder, f.kind, f.key",
        "incidents": "SELECT founder, type, status, grade, day_from, day_to, claims, origins, conflicts "
        "FROM incidents ORDER BY founder",
        "noted": "SELECT document FROM pending",
    }
    with ledger._store.reading() as connection:
        return {name: [tuple(row) for row in connection.execute(text(sql))] for name, sql in asked.items()}


def indexes(ledger: Ledger) -> list[str]:
    schema = "sqlite_master WHERE type = 'index'" if ledger._store.dialect == "sqlite" else "pg_indexes"
    name = "name" if ledger._store.dialect == "sqlite" else "indexname"
    with ledger._store.reading() as connection:
        found = connection.execute(text(f"SELECT {name} FROM {schema}")).scalars()
        return sorted(one for one in found if one.startswith("ix_"))


@pytest.mark.usefixtures("anew")
def test_anew_is_the_same_as_one_by_one(
    location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = reports.all_of_them()
    with Ledger.open(location) as ledger, Ledger.open(tmp_path / "steps.db") as steps:
        kept = indexes(ledger)
        filled(ledger, given, batch=len(given))
        with monkeypatch.context() as patch:
            patch.setattr(comparing, "LEAST", 2_000)
            filled(steps, given)
        assert picture(ledger) == picture(steps)
        assert rows(ledger) == rows(steps)
        assert indexes(ledger) == kept


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize("number", [0, 3, 4])
def test_anew_after_anew_keeps_ids_and_leaves_no_trace(location: str, tmp_path: Path, number: int) -> None:
    given = reports.all_of_them()
    with Ledger.open(location) as ledger, Ledger.open(tmp_path / "never.db") as never:
        random.Random(number).shuffle(given)
        filled(never, [one for at, one in enumerate(given) if at != number], batch=len(given))
        filled(ledger, given, batch=2)
        before = {claim: one["id"] for one in ledger.incidents() for claim in one["claims"]}
        ledger.compare_again()
        assert ledger.compare(KNOWLEDGE, SIDES)[2] == 0
        ledger.remove(given[number][0].id)
        ledger.compare_again()
        ledger.compare(KNOWLEDGE, SIDES)
        assert picture(ledger) == picture(never)
        for told in ledger.incidents(IncidentFilter(least_claims=2)):
            assert told["id"] in {before[claim] for claim in told["claims"]}


@pytest.mark.usefixtures("anew")
def test_a_rejected_claim_takes_no_part_anew(ledger: Ledger) -> None:
    filled(ledger, reports.all_of_them())
    denied = next(c["id"] for c in ledger.claims() if c["polarity"] == "denied")
    ledger.review(denied, "rejected", reviewer="ana")
    ledger.compare(KNOWLEDGE, SIDES)
    assert ledger.claim(denied)["incident"] is None
    assert all(denied not in (link["a"], link["b"]) for one in ledger.incidents() for link in one["links"])


@pytest.mark.parametrize("count", [0, 1, 67, 200, 401, 1000])
def test_all_rows_are_put(ledger: Ledger, count: int) -> None:
    """Statements of many rows, and what is left over."""
    from counterclaim.ledger.compared_tables import incident_aliases, origins

    with ledger._store.writing() as connection:
        bulk.put(connection, origins, ("id", "first"), [(f"o{n}", str(n)) for n in range(count)])
        bulk.refill(
            connection,
            incident_aliases,
            ("id", "incident", "at"),
            [(f"i{n}", "i", "now") for n in range(count)],
        )
        found = connection.execute(text("SELECT count(*), count(DISTINCT first) FROM origins")).one()
        assert tuple(found) == (count, count)
        assert connection.execute(text("SELECT count(*) FROM incident_aliases")).scalar_one() == count


def test_bands_of_another_making_are_filed_again(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = reports.all_of_them()
    with Ledger.open(location) as ledger:
        for page, claims in given:
            ledger.add(page, claims)
        pipeline.compare(ledger, spec=SPEC)
        filed = rows(ledger)["bands"]
        assert pipeline.compare(ledger, spec=SPEC) == (0, 0, 0)
        with ledger._store.writing() as connection:
            connection.execute(text("DELETE FROM bands"))
        monkeypatch.setattr(prints, "VERSION", "another")
        assert pipeline.compare(ledger, spec=SPEC)[0] == len(given)
        assert rows(ledger)["bands"] == filed
        assert pipeline.compare(ledger, spec=SPEC) == (0, 0, 0)
