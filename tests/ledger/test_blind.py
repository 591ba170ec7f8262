"""While two people code an article blind nobody does anything to its claims; before that, whoever did codes another one."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.ledger import Ledger
from counterclaim.ledger.acts import Act
from tests.ledger import reports
from tests.ledger.test_comparing import filled
from tests.ledger.test_reviewing import market_and_convoy


@pytest.fixture
def war(ledger: Ledger) -> Ledger:
    filled(ledger, reports.all_of_them())
    return ledger


def drawn(war: Ledger, article: str) -> str:
    return war.draw(
        [article], seed=1, by="Eve", purpose="double", coders=("Ana", "Ben"), double=[article]
    )  # fmt: skip


def finish(war: Ledger, batch: str, state: Any = "done") -> None:
    for row in war.codings(batch):
        war.set_coding(row.id, state)


def acts_on(war: Ledger, claim: str) -> list[Act]:
    market, convoy = market_and_convoy(war)
    home = market if claim in market["claims"] else convoy
    away = convoy if home is market else market
    link = {"kind": "denial", "words": None}
    return [
        Act(kind="set", subject="claim", target=claim, fields={"decision": "rejected"}),
        Act(kind="set", subject="claim", target=claim, fields={"type": "abuse"}),
        Act(kind="note", subject="claim", target=claim, note="odd"),
        Act(kind="link", subject="link", target=away["claims"][0], other=claim, fields=link),
        Act(kind="together", subject="claim", target=away["claims"][0], other=claim),
        Act(kind="move", subject="claim", target=claim, other=away["id"]),
        Act(kind="split", subject="incident", target=home["id"], fields={"claims": [claim]}),
        Act(kind="read", subject="article", target=war.claim(claim)["article"]["id"]),
    ]


def test_no_act_reaches_a_claim_of_an_article_that_is_coded_blind(war: Ledger) -> None:
    market, _ = market_and_convoy(war)
    claim = market["claims"][-1]
    article = war.claim(claim)["article"]["id"]
    earlier = war.act(Act(kind="note", subject="claim", target=claim, note="before"), reviewer="Eve")
    before = war.claim(claim)
    batch = drawn(war, article)
    for act in acts_on(war, claim):
        for person in ("Ana", "Ben", "Eve"):
            with pytest.raises(SettingsError, match="blind"):
                war.act(act, reviewer=person)
    with pytest.raises(SettingsError, match="blind"):
        war.undo(earlier, reviewer="Eve")
    with pytest.raises(SettingsError, match="blind"):
        war.added(article, {**before, "type": "abuse"}, reviewer="Ana")
    assert war.claim(claim) == before
    assert war.last_review() == earlier
    assert claim not in war.waiting_claims("all")
    assert war.count_waiting_claims("all") == len(war.waiting_claims("all"))
    finish(war, batch)
    assert claim in war.waiting_claims("all")
    war.act(acts_on(war, claim)[0], reviewer="Ana")


def test_it_ends_when_both_are_done_and_not_before(war: Ledger) -> None:
    market, _ = market_and_convoy(war)
    claim = market["claims"][-1]
    article = war.claim(claim)["article"]["id"]
    batch = drawn(war, article)
    first, second = war.codings(batch)
    assert war.blind_for("Ana", article) == batch
    assert war.blind_for("Eve", article) is None
    war.set_coding(first.id, "done")
    assert war.blind_for("Ana", article) == batch
    with pytest.raises(SettingsError, match="blind"):
        war.act(acts_on(war, claim)[0], reviewer="Ana")
    war.set_coding(second.id, "done")
    assert war.blind_for("Ana", article) is None
    war.act(acts_on(war, claim)[0], reviewer="Ana")


def test_claims_of_other_articles_and_whole_incidents_are_free(war: Ledger) -> None:
    market, convoy = market_and_convoy(war)
    claim = market["claims"][-1]
    drawn(war, war.claim(claim)["article"]["id"])
    other = next(c for c in convoy["claims"] if war.claim(c)["article"] != war.claim(claim)["article"])
    war.act(Act(kind="set", subject="claim", target=other, fields={"decision": "accepted"}), reviewer="Ana")
    war.act(
        Act(kind="merge", subject="incident", target=market["id"], other=convoy["id"]), reviewer="Eve"
    )  # fmt: skip


def test_an_editor_calls_a_coding_off(war: Ledger) -> None:
    market, _ = market_and_convoy(war)
    claim = market["claims"][-1]
    article = war.claim(claim)["article"]["id"]
    batch = drawn(war, article)
    row = war.codings(batch)[0]
    war.code(row.id, war.claim(claim))
    war.call_off(batch, article)
    assert war.codings(batch) == []
    assert war.batch(batch).articles == (article,)
    war.act(acts_on(war, claim)[0], reviewer="Ana")
    with pytest.raises(UnknownNameError):
        war.call_off(batch, article)
    again = drawn(war, article)
    finish(war, again)
    with pytest.raises(SettingsError, match="done"):
        war.call_off(again, article)


def test_who_judged_a_claim_of_an_article_is_known_by_every_kind_of_act(war: Ledger) -> None:
    market, convoy = market_and_convoy(war)
    claim, other = market["claims"][-1], convoy["claims"][-1]
    article = war.claim(claim)["article"]["id"]
    assert war.judged_by(["Ana"]) == set()
    for number, act in enumerate(acts_on(war, claim)):
        if act.kind not in ("split", "move"):
            war.act(act, reviewer=f"person {number}")
            assert article in war.judged_by([f"person {number}"])
    assert war.claim(other)["article"]["id"] not in war.judged_by(["person 0"])
