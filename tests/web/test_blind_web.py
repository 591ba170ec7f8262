"""Coding by two is blind on every page, in the API and in files: what nobody may do yet, nobody can see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.ledger.acts import Act
from counterclaim.web import passwords
from counterclaim.web.options import Options
from tests.web.conftest import Client

PASSWORD = "long enough a password"


class Team:
    """Ana and Ben code an article; Eve is an editor. One address, three browsers."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with Ledger.open(path) as ledger:
            for name, role in (("Ana", "reviewer"), ("Ben", "reviewer"), ("Eve", "editor")):
                ledger.add_user(name, role, passwords.hashed(PASSWORD))  # type: ignore[arg-type]
            found = max(ledger.drawable(), key=lambda one: ledger.count(ClaimFilter(article=one)))
            self.article = found
            self.claims = [c["id"] for c in ledger.claims(ClaimFilter(article=found))]
            self.batch = ledger.draw(
                [found], seed=1, by="Eve", purpose="double", coders=("Ana", "Ben"), double=[found]
            )
        self.clients = {name: Client(str(path), Options()) for name in ("Ana", "Ben", "Eve")}

    def __getitem__(self, name: str) -> Client:
        return self.clients[name]


@pytest.fixture
def team(sample: Path) -> Iterator[Team]:
    made = Team(sample)
    for name, client in made.clients.items():
        client.__enter__()
        assert client.write("/login", {"name": name, "password": PASSWORD}).status_code == 303
    yield made
    for client in made.clients.values():
        client.__exit__(None, None, None)


def everything(client: Client, team: Team) -> str:
    """All that the claims of the article show on pages, in the API and in files."""
    claim = team.claims[0]
    incident = client.ledger.claim(claim)["incident"]
    urls = [
        f"/incidents/{incident}", f"/api/incidents/{incident}", f"/api/claims/{claim}", f"/api/claims/{claim}/history",
        f"/api/articles/{team.article}/claims", f"/api/reviews/{claim}", f"/search?incident={incident}",
        f"/api/search?incident={incident}", f"/export/csv?incident={incident}", f"/export/jsonl?incident={incident}",
        f"/export/geojson?incident={incident}", "/api/review?limit=200&queue=all", "/review?queue=all",
        f"/api/claims/{team.claims[-1]}/near", "/api/series",
    ]  # fmt: skip
    texts = []
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 200, url
        texts.append(answer.text)
    return "\n".join(texts)


def test_nothing_that_one_coder_tries_can_be_seen_by_the_other_until_both_are_done(team: Team) -> None:
    ana, ben = team["Ana"], team["Ben"]
    claim = team.claims[0]
    before = everything(ben, team)
    word = ana.ledger.claim(claim)["trigger"]["text"]
    tries: list[tuple[str, dict[str, Any]]] = [
        (f"/claims/{claim}/review", {"decision": "reject"}),
        (f"/claims/{claim}/review", {"field": "type", "value": "abuse"}),
        (f"/claims/{claim}/review", {"note": "Zorvane doubts it"}),
        (f"/articles/{team.article}/claims", {"type": "statement", "polarity": "asserted", "certainty": "certain", "trigger": word}),
        (f"/articles/{team.article}/read", {"accept": "true"}),
    ]  # fmt: skip
    for url, form in tries:
        answer = ana.write(url, {"seen": "0", **form})
        assert answer.status_code == 422, url
        assert "blind" in answer.text
    headers = {"X-CSRF-Token": ana.csrf}
    told = ana.post(f"/api/claims/{claim}/review", json={"fields": {"decision": "accepted"}}, headers=headers)
    assert told.status_code == 422
    assert everything(ben, team) == before
    assert "Zorvane" not in before
    assert ana.ledger.last_review() == 0


def test_a_coder_reads_the_article_on_the_page_of_coding_alone(team: Team) -> None:
    place = f"/coding/{team.batch}/{team.article}"
    pages = (
        f"/articles/{team.article}", f"/claims/{team.claims[0]}", f"/review/{team.claims[0]}",
        f"/claims/{team.claims[0]}/link", f"/claims/{team.claims[0]}/move",
    )  # fmt: skip
    for url in pages:
        assert team["Ana"].get(url).headers["location"] == place
        assert team["Eve"].get(url).status_code == 200
    for name in ("Ana", "Ben"):
        for url in pages[:2]:
            assert team[name].get(url).status_code == 303
        team[name].write(f"{place}/state", {"to": "done"})
    for url in pages:
        assert team["Ana"].get(url).status_code == 200
    answer = team["Ana"].write(f"/claims/{team.claims[0]}/review", {"decision": "accept", "seen": "0"})
    assert answer.status_code == 303


def test_claims_of_the_article_are_in_no_queue_meanwhile(team: Team) -> None:
    waiting = team["Eve"].get("/api/review?queue=all&limit=200").json()
    assert not {one["id"] for one in waiting["claims"]} & set(team.claims)
    assert waiting["total"] == len(waiting["claims"])


def test_only_an_editor_calls_a_coding_off(team: Team) -> None:
    url = f"/coding/{team.batch}/{team.article}/release"
    assert team["Ana"].write(url).status_code == 403
    assert "Call it off" in team["Eve"].get(f"/coding/{team.batch}").text
    assert team["Eve"].write(url).status_code == 303
    assert team["Ana"].get(f"/articles/{team.article}").status_code == 200
    assert team["Eve"].write(url).status_code == 404


def test_articles_that_a_coder_has_judged_are_drawn_for_nobody_twice(client: Client) -> None:
    judged = {one["id"] for one in client.ledger.articles() if one["claims"]}
    kept = sorted(judged)[:2]
    for claim in list(client.ledger.claims()):
        if claim["article"]["id"] not in kept:
            act = Act(kind="set", subject="claim", target=claim["id"], fields={"decision": "accepted"})
            client.ledger.act(act, reviewer="Ben")
    drawn = {"seed": "1", "count": "100", "first": "Ana", "second": "Ben"}
    answer = client.write("/coding", {**drawn, "purpose": "double"})
    batch = answer.headers["location"].rpartition("/")[2]
    got = set(client.ledger.batch(batch).articles)
    assert set(kept) <= got
    assert not got & (judged - set(kept))
    answer = client.write("/coding", {**drawn, "purpose": "measure", "share": "100"})
    batch = answer.headers["location"].rpartition("/")[2]
    assert judged <= set(client.ledger.batch(batch).articles)
    assert not {row.article for row in client.ledger.codings(batch)} & (judged - set(kept))
