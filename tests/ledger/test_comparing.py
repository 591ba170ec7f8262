"""Comparison in a ledger: the same whatever the order and the batches, ids that stay, what goes leaves no trace."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pytest

from counterclaim.comparing import comparison
from counterclaim.comparing.entries import Knowledge
from counterclaim.comparing.publishers import publisher_of
from counterclaim.comparing.sides import Sides
from counterclaim.errors import UnknownNameError
from counterclaim.ledger import Ledger
from counterclaim.ledger.incident_reading import IncidentFilter
from counterclaim.model import Claim, Document
from tests.ledger import reports


class Nothing:
    """Knows no party's side and no place."""

    def side_of(self, party: str) -> str:
        return party

    def place(self, geonames: int) -> None:
        return None


KNOWLEDGE = Knowledge(Nothing(), Nothing(), publisher_of)
SIDES = Sides.of(())
Report = tuple[Document, list[Claim]]


def filled(ledger: Ledger, given: Iterable[Report], batch: int = 1) -> None:
    for number, (page, claims) in enumerate(given, 1):
        ledger.add(page, claims)
        if number % batch == 0:
            ledger.compare(KNOWLEDGE, SIDES)
    ledger.compare(KNOWLEDGE, SIDES)


def picture(ledger: Ledger) -> set[Any]:
    """All that comparison found, without the ids of incidents."""
    return {
        (
            tuple(sorted(i["claims"])),
            i["status"],
            repr(i["facts"]),
            repr(sorted(map(repr, i["links"]))),
            repr(i["origins"]),
            repr(i["joined"]),
            repr(i["time"]),
        )
        for i in ledger.incidents()
    } | {repr(one) for one in ledger.origins()}


def test_what_belongs_together_is_found(ledger: Ledger) -> None:
    filled(ledger, reports.all_of_them())
    assert ledger.to_compare() == ()
    (market,) = ledger.incidents(IncidentFilter(place="Elmar"))
    assert len(market["claims"]) == 4
    assert len(market["origins"]) == 2
    assert {link["kind"] for link in market["links"]} <= {"count"}
    held = list(ledger.incidents(IncidentFilter(type="control")))
    assert any(link["kind"] == "holder" for one in held for link in one["links"])
    (convoy,) = ledger.incidents(IncidentFilter(place="Qalat", type="loss", least_claims=2))
    assert convoy["status"] == "contested"
    assert {link["kind"] for link in convoy["links"]} == {"denial"}


@pytest.mark.parametrize("seed", range(4))
def test_order_and_batches_change_nothing(location: str, tmp_path: Any, seed: int) -> None:
    draw = random.Random(seed)
    given = reports.all_of_them()
    with Ledger.open(tmp_path / "whole.db") as whole, Ledger.open(location) as ledger:
        filled(whole, given, batch=len(given))
        draw.shuffle(given)
        filled(ledger, given, batch=draw.randint(1, 3))
        assert picture(ledger) == picture(whole)


@pytest.mark.parametrize("number", [0, 1, 3, 4])
def test_what_is_removed_leaves_no_trace(location: str, tmp_path: Any, number: int) -> None:
    given = reports.all_of_them()
    with Ledger.open(tmp_path / "never.db") as never, Ledger.open(location) as ledger:
        filled(never, [one for at, one in enumerate(given) if at != number], batch=9)
        filled(ledger, given)
        ledger.remove(given[number][0].id)
        ledger.compare(KNOWLEDGE, SIDES)
        assert picture(ledger) == picture(never)


def test_in_memory_it_is_the_same(ledger: Ledger) -> None:
    filled(ledger, reports.all_of_them())
    found = comparison.compare(ledger.claims_with_credit(), KNOWLEDGE, SIDES, cites=ledger.cites())
    assert {(tuple(sorted(i["claims"])), i["status"]) for i in found.incidents()} == {
        (tuple(sorted(i["claims"])), i["status"]) for i in ledger.incidents()
    }


def test_an_id_stays_and_a_decision_moves_claims(ledger: Ledger) -> None:
    filled(ledger, reports.all_of_them()[:5])
    (before,) = ledger.incidents(IncidentFilter(place="Elmar"))
    filled(ledger, reports.all_of_them()[5:])
    (after,) = ledger.incidents(IncidentFilter(place="Elmar"))
    assert after["id"] == before["id"]
    first, second = (
        next(iter(ledger.incidents(IncidentFilter(place=p, type="loss")))) for p in ("Elmar", "Qalat")
    )
    founder, *rest = first["claims"] + second["claims"]
    for claim in rest:
        ledger.decide_pair(founder, claim, "together", reviewer="ana")
    ledger.compare(KNOWLEDGE, SIDES)
    merged = ledger.incident(second["id"])
    assert merged["id"] == ledger.incident(first["id"])["id"]
    assert set(first["claims"]) | set(second["claims"]) <= set(merged["claims"])
    assert {first["id"], second["id"]} & set(merged["aliases"])
    for claim in rest:
        ledger.decide_pair(founder, claim, "open", reviewer="ana")
    ledger.compare(KNOWLEDGE, SIDES)
    assert len(list(ledger.incidents(IncidentFilter(place="Elmar")))) == 1
    assert {e["event"] for e in ledger.incident(first["id"])["history"]} >= {"merged", "split"}


def test_a_rejected_claim_takes_no_part(ledger: Ledger) -> None:
    filled(ledger, reports.all_of_them())
    (convoy,) = ledger.incidents(IncidentFilter(place="Qalat", type="loss", least_claims=2))
    denied = next(c["id"] for c in ledger.claims() if c["polarity"] == "denied")
    ledger.review(denied, "rejected", reviewer="ana")
    ledger.compare(KNOWLEDGE, SIDES)
    after = ledger.incident(convoy["id"])
    assert denied not in after["claims"]
    assert after["links"] == []


def test_an_unknown_incident_names_near_ones(ledger: Ledger) -> None:
    filled(ledger, reports.all_of_them())
    one = next(iter(ledger.incidents()))
    assert ledger.incident(one["id"][:8])["id"] == one["id"]
    with pytest.raises(UnknownNameError, match=one["id"]):
        ledger.incident(one["id"][:8] + "zz")
