"""Draws, blind codings, consensus and the measure, as pages."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Ledger
from counterclaim.web.sessions import Role
from tests.ledger import made
from tests.web.conftest import Client


@pytest.fixture
def batch(client: Client) -> str:
    """Two articles for two coders, with suggestions."""
    return draw(client, purpose="double", count="2", first="Ana", second="Ben", suggested="true")


def draw(client: Client, **given: str) -> str:
    answer = client.write("/coding", {"seed": "7", "count": "3", **given})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).rpartition("/")[2]


def articles(client: Client, batch: str) -> tuple[str, ...]:
    return client.ledger.batch(batch).articles


def with_claims(client: Client, batch: str) -> str:
    counts = {a: len(list_claims(client.ledger, a)) for a in articles(client, batch)}
    return max(counts, key=lambda a: counts[a])


def list_claims(ledger: Ledger, article: str) -> list[Any]:
    from counterclaim.ledger import ClaimFilter

    return list(ledger.claims(ClaimFilter(article=article)))


def code_all(client: Client, batch: str, article: str, coder: str, skip: int = 0) -> None:
    """Take over the engine's claims but the last `skip`, and finish."""
    url = f"/coding/{batch}/{article}"
    found = list_claims(client.ledger, article)
    for claim in found[: len(found) - skip]:
        assert client.write(f"{url}/take?coder={coder}", {"claim": claim["id"]}).status_code == 303
    assert client.write(f"{url}/state?coder={coder}", {"to": "done"}).status_code == 303


def test_a_draw_is_kept_and_the_same_seed_draws_the_same(client: Client, empty: Client) -> None:
    first = draw(client)
    drawn = articles(client, first)
    assert len(drawn) == 3
    second = draw(client)
    assert not set(drawn) & set(articles(client, second))
    assert first in client.get("/coding").text
    assert client.get(f"/coding/{first}").status_code == 200
    assert client.get("/coding/b_none").status_code == 404
    assert empty.write("/coding", {"seed": "7", "count": "3"}).status_code == 422


def test_double_coding_needs_two_people(client: Client) -> None:
    for people in ({}, {"first": "Ana"}, {"first": "Ana", "second": " Ana "}):
        answer = client.write("/coding", {"seed": "7", "count": "3", "purpose": "double", **people})
        assert answer.status_code == 422


def test_nothing_of_a_reader_shows_before_both_are_done(client: Client, batch: str) -> None:
    article = with_claims(client, batch)
    url = f"/coding/{batch}/{article}"
    code_all(client, batch, article, "Ana")
    other = client.get(f"{url}?coder=Ben").text
    assert "Take over" in other
    assert "Take out" not in other
    assert client.get(f"{url}/consensus").status_code == 422
    assert client.get(f"/coding/{batch}.csv").text.splitlines() == ["batch,article,unit,coder,field,value"]
    assert "Krippendorff" not in client.get(f"/coding/{batch}").text
    code_all(client, batch, article, "Ben", skip=1)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/coding/{batch}.csv").text)))
    assert {row["coder"] for row in rows} == {"Ana", "Ben"}
    assert "Krippendorff" in client.get(f"/coding/{batch}").text
    assert client.get(f"{url}?coder=Ben").headers["location"] == f"{url}/consensus"
    assert client.write(f"{url}/state?coder=Ben", {"to": "open"}).status_code == 422


def test_a_finished_coding_is_changed_only_after_opening_it(client: Client, batch: str) -> None:
    article = with_claims(client, batch)
    url = f"/coding/{batch}/{article}"
    code_all(client, batch, article, "Ana")
    key = client.ledger.codings(batch, article)[0].claims[0][0]
    assert client.write(f"{url}/drop?coder=Ana", {"key": key}).status_code == 422
    assert client.write(f"{url}/state?coder=Ana", {"to": "open"}).status_code == 303
    assert client.write(f"{url}/drop?coder=Ana", {"key": key}).status_code == 303


def test_a_claim_is_coded_from_the_words_of_a_sentence(client: Client, batch: str) -> None:
    article = with_claims(client, batch)
    url = f"/coding/{batch}/{article}"
    given = list_claims(client.ledger, article)[0]
    page = client.get(f"{url}?coder=Ana").text
    number = next(
        int(n) for n, text in re.findall(r'<li id="s(\d+)".*?>(.*?)<a class="pick"', page, re.S)
        if given["trigger"]["text"] in re.sub("<.*?>", "", text)
    )  # fmt: skip
    form = {"s": str(number), "type": "loss", "trigger": "no such words"}
    answer = client.write(f"{url}/claim?coder=Ana", form)
    assert answer.status_code == 422
    assert "does not stand there" in answer.text
    assert 'value="no such words"' in answer.text
    answer = client.write(f"{url}/claim?coder=Ana", {**form, "trigger": given["trigger"]["text"]})
    assert answer.status_code == 303
    (kept,) = client.ledger.codings(batch, article)[0].claims
    assert kept[2]["type"] == "loss"
    assert kept[2]["engine"]["name"] == "person"
    form |= {"trigger": given["trigger"]["text"], "type": "abuse", "key": kept[0]}
    assert client.write(f"{url}/claim?coder=Ana", form).status_code == 303
    (again,) = client.ledger.codings(batch, article)[0].claims
    assert (again[0], again[2]["type"]) == (kept[0], "abuse")


def test_a_very_long_article_is_shown_in_parts(empty: Client) -> None:
    page = made.document(
        0, sentences=[f"Troops shelled village number {n} <b>at</b> noon." for n in range(900)]
    )
    empty.ledger.add(page, [], made.tags_of(page))
    batch = draw(empty, purpose="double", count="1", first="Ana", second="Ben")
    url = f"/coding/{batch}/{page.articles[0].id}?coder=Ana"
    first, last = empty.get(url).text, empty.get(f"{url}&s=801").text
    assert first.count('<li id="s') == 400
    assert 'id="s801" class="here"' in last
    assert "Sentences from 401" in first
    assert "&lt;b&gt;at&lt;/b&gt;" in first


def test_a_third_person_makes_the_consensus_and_the_codings_stay(client: Client, batch: str) -> None:
    article = with_claims(client, batch)
    url = f"/coding/{batch}/{article}"
    given = list_claims(client.ledger, article)
    code_all(client, batch, article, "Ana")
    code_all(client, batch, article, "Ben", skip=1)
    before = client.ledger.codings(batch, article)
    choices = ["first"] * (len(given) - 1)
    assert client.write(f"{url}/consensus", {"choice-0": "maybe"}).status_code == 422
    pairs = {f"choice-{i}": c for i, c in enumerate(choices)}
    lone = next(
        i
        for i, side in enumerate(
            re.findall('<section class="card".*?</section>', client.get(f"{url}/consensus").text, re.S)
        )
        if "Only Ana" in side
    )
    order = ["first"] * len(given)
    order[lone] = "none"
    pairs = {f"choice-{i}": c for i, c in enumerate(order)}
    assert client.write(f"{url}/consensus", pairs).status_code == 303
    decisions = [c["review"]["decision"] for c in list_claims(client.ledger, article)]
    assert sorted(decisions) == ["accepted"] * (len(given) - 1) + ["rejected"]
    after = client.ledger.codings(batch, article)
    assert [row.claims for row in after] == [row.claims for row in before]
    assert {row.state for row in after} == {"adjudicated"}
    assert article in client.ledger.read_states()
    assert client.ledger.waiting() == 0
    assert client.write(f"{url}/consensus", pairs).status_code == 422


def test_an_article_is_marked_as_read_only_when_all_is_judged(client: Client) -> None:
    article = with_claims(client, draw(client))
    given = list_claims(client.ledger, article)
    answer = client.write(f"/articles/{article}/read")
    assert answer.status_code == 422
    assert "not judged" in answer.text
    answer = client.write(f"/articles/{article}/read", {"accept": "true", "suggestions": "true"})
    assert answer.status_code == 303
    assert [c["review"]["decision"] for c in list_claims(client.ledger, article)] == ["accepted"] * len(given)
    assert client.ledger.read_states()[article].suggestions
    assert client.write(f"/articles/{article}/unread").status_code == 303
    assert article not in client.ledger.read_states()
    assert client.write("/articles/a_none/read").status_code == 404


def test_only_drawn_and_read_articles_count_and_all_read_ones_are_passages(client: Client) -> None:
    assert "not measured" in client.get("/quality").text
    drawn = articles(client, draw(client))
    for article in drawn[:2]:
        client.write(f"/articles/{article}/read", {"accept": "true"})
    beside = next(a for a in client.ledger.drawable() if a not in drawn)
    client.write(f"/articles/{beside}/read", {"accept": "true"})
    text = client.get("/quality").text
    assert "Measured on 2 articles drawn at random" in text
    assert "too few articles" in text
    lines = client.get("/quality/passages.jsonl").text.splitlines()
    assert {json.loads(line)["id"] for line in lines} == {*drawn[:2], beside}


@pytest.fixture
def people(sample: Path) -> Iterator[dict[str, Client]]:
    """Clients logged in as editor, two reviewers and a reader."""
    from counterclaim.web import passwords

    with Ledger.open(sample) as ledger:
        roles: dict[str, Role] = {"Eve": "editor", "Ana": "reviewer", "Ben": "reviewer", "Ray": "reader"}
        for name, role in roles.items():
            ledger.add_user(name, role, passwords.hashed("a long password"))
    found = {}
    for name in ("Eve", "Ana", "Ben", "Ray"):
        found[name] = Client(str(sample))
        answer = found[name].write("/login", {"name": name, "password": "a long password"})
        assert answer.status_code == 303
    yield found
    for one in found.values():
        one.close()


def test_each_may_do_only_what_is_theirs(people: dict[str, Client]) -> None:
    batch = draw(people["Eve"], purpose="double", count="2", first="Ana", second="Ben", suggested="true")
    article = with_claims(people["Eve"], batch)
    url = f"/coding/{batch}/{article}"
    assert people["Ana"].write("/coding", {"seed": "7", "count": "3"}).status_code == 403
    for strange in ("Ray", "Zoe"):
        answer = people["Eve"].write(
            "/coding", {"seed": "7", "count": "3", "first": "Ana", "second": strange}
        )
        assert answer.status_code == 422
    assert people["Ray"].get(url).status_code == 403
    assert people["Eve"].get(f"{url}?coder=Ana").status_code == 404
    assert people["Ana"].get(url).status_code == 200
    code_all(people["Ana"], batch, article, "")
    assert people["Eve"].get(f"{url}/consensus").status_code == 422
    assert client_claims(people["Ben"].get(url).text) == 0
    code_all(people["Ben"], batch, article, "Ana")
    choices = {f"choice-{i}": "first" for i in range(len(list_claims(people["Eve"].ledger, article)))}
    assert people["Ana"].write(f"{url}/consensus", choices).status_code == 422
    assert people["Eve"].write(f"{url}/consensus", choices).status_code == 303


def client_claims(page: str) -> int:
    return page.count("Take out")
