"""What a claim or an incident may go with: near in place and day first, never itself, whatever the store."""

from __future__ import annotations

import pytest

from counterclaim.errors import UnknownNameError
from counterclaim.ledger import Ledger
from counterclaim.ledger.acts import Act
from tests.ledger import reports
from tests.ledger.test_comparing import filled
from tests.ledger.test_reviewing import compare, market_and_convoy


@pytest.fixture
def war(ledger: Ledger) -> Ledger:
    filled(ledger, reports.all_of_them())
    return ledger


def test_what_was_split_off_is_the_first_to_be_offered_for_a_merge(war: Ledger) -> None:
    market, _ = market_and_convoy(war)
    out = market["claims"][2:]
    act = Act(kind="split", subject="incident", target=market["id"], fields={"claims": out})
    war.act(act, reviewer="ana")
    compare(war)
    rest, gone = (war.claim(one)["incident"] for one in (market["claims"][0], out[0]))
    found = war.near_incidents(rest)
    assert (found[0].id, found[0].why) == (gone, "same place, same day")
    assert rest not in {one.id for one in found}
    assert war.near_incidents(out[0])[0].id == rest


def test_other_places_come_later_and_each_incident_once(war: Ledger) -> None:
    market, convoy = market_and_convoy(war)
    for claim in market["claims"]:
        found = [one.id for one in war.near_incidents(claim)]
        assert market["id"] not in found
        assert len(found) == len(set(found))
    assert {one.id for one in war.near_incidents(convoy["id"])} <= {one["id"] for one in war.incidents()}
    assert len(war.near_incidents(convoy["id"], 1)) <= 1
    with pytest.raises(UnknownNameError):
        war.near_incidents("c_nothing")


def test_claims_of_the_incident_come_before_those_of_the_article(war: Ledger) -> None:
    market, _ = market_and_convoy(war)
    claim, *others = market["claims"]
    found = war.near_claims(claim)
    assert {one.id for one in found[: len(others)]} == set(others)
    assert {one.why for one in found[: len(others)]} == {"of the same incident"}
    assert claim not in {one.id for one in found}
    article = war.claim(claim)["article"]["id"]
    same = {c["id"] for c in war.claims() if c["article"]["id"] == article} - set(market["claims"])
    assert same <= {one.id for one in found}
    with pytest.raises(UnknownNameError):
        war.near_claims("c_nothing")


def test_lines_of_incidents_keep_the_order(war: Ledger) -> None:
    market, convoy = market_and_convoy(war)
    given = [market["id"], "i_nothing", convoy["id"]]
    assert [one["id"] for one in war.lines_of(given)] == [market["id"], convoy["id"]]
