from __future__ import annotations

import pytest

from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.ledger.acts import Act
from tests.ledger import made


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    page = made.document()
    ledger.add(page, made.claims(page), made.tags_of(page))
    return ledger


def test_the_least_sure_comes_first_and_what_is_judged_leaves(filled: Ledger) -> None:
    ids = filled.waiting_claims("unsure")
    sure = [filled.claim(name)["confidence"] for name in ids]
    assert sure == sorted(sure)
    assert filled.count_waiting_claims("unsure") == len(ids) == 4
    filled.act(
        Act(kind="set", subject="claim", target=ids[0], fields={"decision": "accepted"}), reviewer="Ana"
    )
    assert filled.waiting_claims("unsure") == ids[1:]
    filled.act(Act(kind="note", subject="claim", target=ids[1], note="look again"), reviewer="Ana")
    assert ids[1] in filled.waiting_claims("all")


def test_filters_and_pages_hold_in_every_queue(filled: Ledger) -> None:
    ids = filled.waiting_claims("all")
    assert filled.waiting_claims("all", ClaimFilter(limit=2, offset=1)) == ids[1:3]
    assert filled.count_waiting_claims("all", ClaimFilter(type="control")) == 1
    assert filled.waiting_claims("contested") == []


def test_judged_claims_that_are_gone_wait_again(filled: Ledger) -> None:
    page = made.document()
    name = filled.waiting_claims("all")[0]
    filled.act(Act(kind="set", subject="claim", target=name, fields={"decision": "accepted"}), reviewer="Ana")
    filled.replace_claims(page.id, made.claims(page)[1:])
    assert filled.waiting_claims("gone") == [name]
    assert name not in filled.waiting_claims("all")
