"""Draws, codings and the measure, as JSON."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import Client


def send(client: Client, url: str, given: Any, method: str = "POST") -> Any:
    token = client.get("/api/session").json()["csrf"]
    return client.request(method, url, json=given, headers={"x-csrf-token": token})


@pytest.fixture
def batch(client: Client) -> dict[str, Any]:
    given = {"count": 2, "seed": 3, "purpose": "double", "coders": ["Ana", "Ben"]}
    answer = send(client, "/api/coding", given)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_a_draw_tells_who_codes_what(client: Client, batch: dict[str, Any]) -> None:
    assert batch["coders"] == ["Ana", "Ben"]
    assert {row["state"] for row in batch["codings"]} == {"open"}
    assert len(batch["codings"]) == 4
    assert client.get("/api/coding").json() == [batch]
    assert client.get(f"/api/coding/{batch['name']}").json() == batch
    assert client.get("/api/coding/none").status_code == 404


def test_a_claim_is_coded_by_words_and_seen_by_its_coder_only(client: Client, batch: dict[str, Any]) -> None:
    article = batch["articles"][0]
    url = f"/api/coding/{batch['name']}/{article}"
    names = client.ledger.article_names([article])[article]
    text = client.ledger.document(names["document"]).articles
    title = next(a.title for a in text if a.id == article)
    assert title
    word = title.split()[0]
    given = {"sentence": 1, "trigger": word, "type": "statement"}
    answer = send(client, f"{url}/claims?coder=Ana", given)
    assert answer.status_code == 200, answer.text
    key = answer.json()["key"]
    assert send(client, f"{url}/claims?coder=Ana", {**given, "type": "war"}).status_code == 422
    assert send(client, f"{url}/claims?coder=Ana", {**given, "sentence": 9999}).status_code == 422
    (own,) = client.get(f"{url}?coder=Ana").json()
    assert [c["claim"]["trigger"]["text"] for c in own["claims"]] == [word]
    assert [row["claims"] for row in client.get(f"{url}?coder=Ben").json()] == [[]]
    assert client.get(url).json() == []
    for coder in ("Ana", "Ben"):
        assert client.get(f"/api/coding/{batch['name']}/agreement").json()["articles"] == 0
        assert send(client, f"{url}/done?coder={coder}", None).status_code == 200
    assert len(client.get(url).json()) == 2
    found = client.get(f"/api/coding/{batch['name']}/agreement").json()
    assert found["articles"] == 1
    assert found["claims"] == {"f1": 0.0, "shared": 0, "first": 1, "second": 0}
    assert send(client, f"{url}/claims/{key}?coder=Ana", None, "DELETE").status_code == 422


def test_nothing_measured_is_told_as_nothing(client: Client) -> None:
    found = client.get("/api/quality").json()
    assert found["stamp"] is None
    assert found["overall"]["recall"]["share"] is None


def test_reading_an_article_is_told(client: Client) -> None:
    article = client.ledger.drawable()[0]
    before = client.get(f"/api/articles/{article}/read").json()
    assert before["by"] is None
    after = send(client, f"/api/articles/{article}/read", {"accept": True}).json()
    assert after["by"]
    assert after["unjudged"] == []
    assert send(client, f"/api/articles/{article}/read", None, "DELETE").json()["by"] is None
    assert client.get("/api/articles/none/read").status_code == 404


def test_writes_need_the_token(client: Client) -> None:
    assert client.post("/api/coding", json={"count": 2, "seed": 3}).status_code == 403
