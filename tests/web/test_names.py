"""Resolving a name once for all claims, and taking it back."""

from __future__ import annotations

from tests.web.conftest import Client


def test_a_place_that_is_not_found_is_resolved_once_and_taken_back(client: Client) -> None:
    name = client.ledger.unresolved_places()[0].text
    listed = client.get("/names?kind=place").text
    assert name in listed
    asked = client.get("/names", params={"kind": "place", "text": name})
    assert "Resolve for all claims" in asked.text
    given = {"kind": "place", "text": name, "name": "Far Hill", "lat": "39.9", "lon": "46.9", "country": "az"}
    assert client.write("/names", given).status_code == 303
    found = [c for c in client.ledger.claims() for p in c["places"] if p["name"] == "Far Hill"]
    assert found
    assert name in {p["text"] for c in found for p in c["places"] if p["name"] == "Far Hill"}
    assert name not in {one.text for one in client.ledger.unresolved_places()}
    (number,) = {one["number"] for one in client.ledger.history(name)}
    assert "Far Hill (39.9, 46.9)" in client.get("/names").text
    assert client.write(f"/reviews/{number}/undo", {"back": "/names"}).status_code == 303
    assert name in {one.text for one in client.ledger.unresolved_places()}
    assert client.ledger.waiting() == 0


def test_a_party_that_is_not_known_becomes_one(client: Client) -> None:
    rows = client.ledger.unresolved_parties()
    name = next(row.text for row in rows if row.text[:1].isupper())
    before = [
        c["id"] for c in client.ledger.claims() for p in (*c["actors"], *c["targets"]) if p["text"] == name
    ]
    assert client.write("/names", {"kind": "party", "text": name, "name": "Fourth Corps"}).status_code == 303
    after = {
        c["id"]
        for c in client.ledger.claims()
        for p in (*c["actors"], *c["targets"])
        if p["name"] == "Fourth Corps"
    }
    assert set(before) & after


def test_what_is_no_point_is_told_with_the_form_kept(client: Client) -> None:
    given = {"kind": "place", "text": "Nowhere Hill", "name": "Far <b>Hill", "lat": "north", "lon": "46"}
    answer = client.write("/names", given)
    assert answer.status_code == 422
    assert "degrees such as" in answer.text
    assert "Far &lt;b&gt;Hill" in answer.text
    assert client.ledger.resolved() == {}
