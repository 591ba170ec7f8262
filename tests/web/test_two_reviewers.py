"""Two people at once lose nothing: the later edit of a field is told, whichever way it came, and no act goes missing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from counterclaim.ledger import IncidentFilter
from tests.web.conftest import Client


class Reviewer:
    """One of two people, in a browser of their own."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._headers = {"X-CSRF-Token": client.csrf}

    def says(self, url: str, **given: Any) -> Any:
        return self._client.post(f"/api{url}", json=given, headers=self._headers)

    def seen(self, target: str) -> int:
        return int(self._client.get(f"/api/reviews/{target}").json()["seen"])


@pytest.fixture
def two(client: Client) -> Iterator[tuple[Reviewer, Reviewer]]:
    with Client(client.location) as second:
        yield Reviewer(client), Reviewer(second)


def test_the_later_edit_of_a_field_is_told_and_other_fields_are_kept(
    client: Client, two: tuple[Reviewer, Reviewer]
) -> None:
    ana, ben = two
    claim = next(c["id"] for c in client.ledger.claims() if c["type"] == "attack")
    seen = ana.seen(claim)
    first = ana.says(f"/claims/{claim}/review", fields={"type": "abuse"}, seen=seen)
    assert first.status_code == 200
    late = ben.says(f"/claims/{claim}/review", fields={"type": "loss"}, seen=seen)
    assert late.status_code == 409
    assert "changed type meanwhile" in late.json()["detail"]
    other = ben.says(
        f"/claims/{claim}/review", fields={"certainty": "possible", "decision": "accepted"}, seen=seen
    )
    assert other.status_code == 200
    found = client.ledger.claim(claim)
    assert (found["type"], found["certainty"], found["review"]["decision"]) == (
        "abuse",
        "possible",
        "accepted",
    )
    again = ben.says(f"/claims/{claim}/review", fields={"type": "loss"}, seen=ben.seen(claim))
    assert again.status_code == 200
    assert client.ledger.claim(claim)["type"] == "loss"


def test_acts_of_two_at_the_same_time_are_all_in_the_history(
    client: Client, two: tuple[Reviewer, Reviewer]
) -> None:
    first, *claims = [c["id"] for c in client.ledger.claims()][:4]
    for (
        who
    ) in two:  # routes are made at their first use, which is not for two threads under `warnings = error`
        who.says(f"/claims/{first}/note", note="here")
        who.says(f"/claims/{first}/review", fields={"decision": None})
    answers: list[int] = []
    start = threading.Barrier(2)

    def work(who: Reviewer, decision: str) -> None:
        start.wait()
        for claim in claims:
            answers.append(who.says(f"/claims/{claim}/note", note=decision).status_code)
            answers.append(who.says(f"/claims/{claim}/review", fields={"decision": decision}).status_code)

    threads = [
        threading.Thread(target=work, args=given) for given in zip(two, ("accepted", "rejected"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] * (3 * len(claims)) + [409] * len(claims)
    for claim in claims:
        history = client.ledger.history(claim)
        assert sorted(one["note"] for one in history if one["kind"] == "note") == ["accepted", "rejected"]
        (decided,) = [one for one in history if one["kind"] == "set"]
        assert client.ledger.claim(claim)["review"]["decision"] == decided["fields"][0]["after"]


def test_two_who_judge_one_link_are_told_and_an_undo_is_not_done_twice(
    client: Client, two: tuple[Reviewer, Reviewer]
) -> None:
    ana, ben = two
    told = next(iter(client.ledger.incidents(IncidentFilter(contested=True, limit=1))))
    link = told["links"][0]["id"]
    dismissed = ana.says(f"/links/{link}/dismiss")
    assert dismissed.status_code == 200
    assert link not in {x["id"] for x in client.ledger.incident(told["id"])["links"]}
    assert ben.says(f"/links/{link}/confirm").status_code == 409
    number = dismissed.json()["number"]
    assert ben.says(f"/reviews/{number}/undo").status_code == 200
    twice = ana.says(f"/reviews/{number}/undo")
    assert twice.status_code == 422
    assert "took it back already" in twice.json()["detail"]
    assert link in {x["id"] for x in client.ledger.incident(told["id"])["links"]}


def test_a_form_sent_late_is_told_on_the_page(client: Client) -> None:
    claim = next(c["id"] for c in client.ledger.claims())
    assert client.write(f"/claims/{claim}/review", {"decision": "accept", "seen": "0"}).status_code == 303
    late = client.write(f"/claims/{claim}/review", {"decision": "reject", "seen": "0"})
    assert late.status_code == 409
    assert "changed decision meanwhile" in late.text


def test_what_cannot_be_done_is_refused_in_words(client: Client, two: tuple[Reviewer, Reviewer]) -> None:
    ana, _ = two
    claim = next(c["id"] for c in client.ledger.claims())
    assert ana.says(f"/claims/{claim}/review", fields={"type": "battle"}).status_code == 422
    assert ana.says("/claims/c_nothing/review", fields={"type": "loss"}).status_code == 404
    assert ana.says("/reviews/99999/undo").status_code == 404
    assert ana.says("/pairs", a=claim, b=claim, decision="together").status_code == 422
    assert client.post(f"/api/claims/{claim}/review", json={"fields": {"type": "loss"}}).status_code == 403
    assert client.ledger.history(claim) == []
