"""Moves, merges and splits are decisions on pairs: each claim that they name knows of them, whatever they are filed under."""

from __future__ import annotations

import pytest

from counterclaim.errors import EditedError
from counterclaim.ledger import Ledger
from counterclaim.ledger.acts import Act
from tests.ledger import reports
from tests.ledger.test_comparing import filled
from tests.ledger.test_reviewing import compare, market_and_convoy


@pytest.fixture
def war(ledger: Ledger) -> Ledger:
    filled(ledger, reports.all_of_them())
    return ledger


def split(war: Ledger, incident: str, out: list[str], seen: int = 0) -> int:
    act = Act(kind="split", subject="incident", target=incident, fields={"claims": out}, seen=seen)
    number = war.act(act, reviewer="ana")
    compare(war)
    return number


def move(claim: str, to: str, seen: int) -> Act:
    return Act(kind="move", subject="claim", target=claim, other=to, seen=seen)


def test_a_claim_that_was_split_off_knows_so_and_can_be_moved_back(war: Ledger) -> None:
    market, _ = market_and_convoy(war)
    out = market["claims"][2:]
    number = split(war, market["id"], out)
    for claim in (*out, market["claims"][0]):
        assert war.seen(claim) == number
        assert [one["kind"] for one in war.history(claim)] == ["split"]
    home = war.claim(market["claims"][0])["incident"]
    war.act(move(out[0], home, war.seen(out[0])), reviewer="ben")
    compare(war)
    assert war.claim(out[0])["incident"] == war.claim(market["claims"][0])["incident"]


def test_a_claim_of_merged_incidents_can_be_moved_out_again(war: Ledger) -> None:
    market, convoy = market_and_convoy(war)
    act = Act(kind="merge", subject="incident", target=market["id"], other=convoy["id"])
    number = war.act(act, reviewer="ana")
    compare(war)
    merged = war.claim(convoy["claims"][0])["incident"]
    claim = convoy["claims"][-1]
    assert war.seen(claim) == number
    other = next(one["id"] for one in war.incidents() if one["id"] != merged)
    war.act(move(claim, other, war.seen(claim)), reviewer="ben")
    compare(war)
    assert war.claim(claim)["incident"] == war.claim(war.incident(other)["claims"][0])["incident"]
    assert war.claim(claim)["incident"] != war.claim(convoy["claims"][0])["incident"]


def test_an_undone_split_is_in_the_history_of_its_claims_with_the_undo(war: Ledger) -> None:
    market, _ = market_and_convoy(war)
    out = market["claims"][2:]
    undo = war.undo(split(war, market["id"], out), reviewer="ben")
    history = war.history(out[0])
    assert [(one["kind"], one["undone_by"]) for one in history] == [("split", undo), ("undo", None)]
    assert war.seen(out[0]) == war.last_review() == undo


def test_a_link_is_in_the_history_of_both_its_claims_also_when_it_is_undone(war: Ledger) -> None:
    market, convoy = market_and_convoy(war)
    a, b = market["claims"][0], convoy["claims"][0]
    act = Act(kind="link", subject="link", target=a, other=b, fields={"kind": "actor", "words": "Two doers."})
    number = war.act(act, reviewer="ana")
    undo = war.undo(number, reviewer="ben")
    for claim in (a, b):
        assert [(one["number"], one["undone_by"]) for one in war.history(claim)] == [
            (number, undo),
            (undo, None),
        ]
    assert war.history(market["claims"][1]) == []
    assert war.history(a, market["claims"][1]) == war.history(a)


def test_a_move_that_did_not_see_a_split_is_told(war: Ledger) -> None:
    market, _ = market_and_convoy(war)
    out = market["claims"][2:]
    shown = war.last_review()
    split(war, market["id"], out)
    rest = war.claim(market["claims"][0])["incident"]
    with pytest.raises(EditedError) as told:
        war.act(move(out[0], rest, shown), reviewer="ben")
    assert told.value.by == "ana"
    assert out[0] in str(told.value)
    assert "one incident" in str(told.value)


def test_a_merge_that_did_not_see_a_move_out_of_the_incident_is_told(war: Ledger) -> None:
    market, convoy = market_and_convoy(war)
    claim, shown = market["claims"][-1], war.last_review()
    war.act(move(claim, convoy["id"], war.seen(claim)), reviewer="ana")
    compare(war)
    act = Act(kind="merge", subject="incident", target=market["id"], other=convoy["id"], seen=shown)
    with pytest.raises(EditedError):
        war.act(act, reviewer="ben")
    war.act(
        Act(
            kind="merge", subject="incident", target=market["id"], other=convoy["id"], seen=war.last_review()
        ),
        reviewer="ben",
    )
    compare(war)
    assert claim in war.incident(war.claim(market["claims"][0])["incident"])["claims"]
