from __future__ import annotations

import pytest

from counterclaim.errors import UnknownNameError
from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.ledger.acts import Act
from counterclaim.ledger.queue import QUEUES
from tests.ledger import made, reports
from tests.ledger.test_comparing import filled as compared


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


def everywhere(ledger: Ledger) -> None:
    """Counts and steps say of each queue what its list says."""
    for queue in QUEUES:
        for wanted in (ClaimFilter(), ClaimFilter(type="loss"), ClaimFilter(text="killed OR fell")):
            ids = ledger.waiting_claims(queue, wanted)
            assert ledger.count_waiting_claims(queue, wanted) == len(ids)
            for at, name in enumerate(ids):
                beside = (ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None)
                assert ledger.waiting_beside(queue, name, wanted) == beside


def test_counts_and_steps_follow_the_lists_whatever_is_judged(ledger: Ledger) -> None:
    compared(ledger, reports.all_of_them())
    everywhere(ledger)
    contested = ledger.waiting_claims("contested")
    assert contested
    for name, decision in zip(contested, ("accepted", "rejected", None), strict=False):
        act = Act(kind="set", subject="claim", target=name, fields={"decision": decision})
        ledger.act(act, reviewer="Ana")
        everywhere(ledger)
    assert contested[0] not in ledger.waiting_claims("contested")
    assert contested[2] in ledger.waiting_claims("contested")
    for link in ledger.incident(ledger.claim(contested[2])["incident"])["links"]:
        ledger.act(Act(kind="dismiss", subject="link", target=link["id"]), reviewer="Ana")
    everywhere(ledger)
    assert contested[2] not in ledger.waiting_claims("contested")
    # From a claim that is judged one goes on as well.
    following = ledger.waiting_beside("unsure", contested[0])
    assert set(following) <= {None, *ledger.waiting_claims("unsure")}
    with pytest.raises(UnknownNameError):
        ledger.waiting_beside("unsure", "c_nothing")


def test_judged_claims_that_are_gone_wait_again(filled: Ledger) -> None:
    page = made.document()
    name = filled.waiting_claims("all")[0]
    filled.act(Act(kind="set", subject="claim", target=name, fields={"decision": "accepted"}), reviewer="Ana")
    filled.replace_claims(page.id, made.claims(page)[1:])
    assert filled.waiting_claims("gone") == [name]
    assert name not in filled.waiting_claims("all")
