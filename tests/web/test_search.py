"""Search of claims, and claims and incidents as files."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from counterclaim.ledger import ClaimFilter
from counterclaim.ledger.incident_reading import IncidentFilter
from tests.web.conftest import Client

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def _shown(html: str) -> list[str]:
    return re.findall(r'<a href="/claims/(c_[0-9a-f]+)" data-row>', html)


def _ids(client: Client, wanted: ClaimFilter) -> list[str]:
    return [claim["id"] for claim in client.ledger.claims(wanted)]


def test_words_find_claims_best_first(client: Client) -> None:
    html = client.get("/search?q=hadrut").text
    expected = [claim["id"] for claim in client.ledger.search("hadrut", 25)]
    assert expected
    assert _shown(html) == expected
    assert f"{client.ledger.count(ClaimFilter(text='hadrut'))} claim" in html


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("type=loss", ClaimFilter(type="loss")),
        ("q=the&polarity=denied", ClaimFilter(text="the", polarity="denied")),
        ("party=Armenia&from=2020-10-01", ClaimFilter(party="Armenia", date_from="2020-10-01")),
        ("language=ar", ClaimFilter(language="ar")),
    ],
)
def test_conditions_are_those_of_the_ledger(client: Client, address: str, wanted: ClaimFilter) -> None:
    expected = _ids(client, wanted)
    assert expected
    assert _shown(client.get(f"/search?{address}").text) == expected[:25]
    told = client.get(f"/api/search?{address}&limit=200").json()
    assert [claim["id"] for claim in told["claims"]] == expected[:200]
    assert told["total"] == len(expected)


def test_pages_follow_one_another(client: Client) -> None:
    expected = _ids(client, ClaimFilter(type="attack"))
    assert len(expected) > 25
    html = client.get("/search?type=attack&page=2").text
    assert _shown(html) == expected[25:50]
    assert 'href="/search?type=attack&amp;page=1"' in html


def test_nothing_asked_and_nothing_found(client: Client) -> None:
    assert _shown(client.get("/search").text) == []
    assert "0 claims" in client.get("/search?q=zzzz").text
    assert "0 claims" in client.get('/search?q="').text


def test_htmx_gets_the_list_alone(client: Client) -> None:
    answer = client.get("/search?q=hadrut&type=&from=", headers=PARTIAL)
    assert answer.headers["hx-push-url"] == "/search?q=hadrut"
    assert answer.text.startswith('<section id="claims"')


def test_arabic_keeps_its_direction(client: Client) -> None:
    html = client.get("/search?language=ar").text
    assert re.search(r'<q dir="auto" lang="ar">', html)


def test_hostile_words_are_shown_as_words(client: Client) -> None:
    html = client.get("/search", params={"q": "<script>alert(1)</script>\u202e", "party": '"><i>'}).text
    assert "<script>alert" not in html
    assert "<i>" not in html


def test_claims_as_files_are_those_of_the_search(client: Client) -> None:
    expected = _ids(client, ClaimFilter(type="loss"))
    answer = client.get("/export/csv?type=loss")
    assert answer.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    assert answer.text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(answer.text[1:])))
    assert [row["id"] for row in rows] == expected
    lines = [json.loads(line) for line in client.get("/export/jsonl?type=loss").text.splitlines()]
    assert lines == list(client.ledger.claims(ClaimFilter(type="loss")))
    told = client.get("/export/geojson?type=loss").json()
    assert [feature["id"] for feature in told["features"]] == expected


def test_claims_of_one_incident_as_files(client: Client) -> None:
    one = next(client.ledger.incidents(IncidentFilter(contested=True)))
    lines = client.get(f"/export/jsonl?incident={one['id']}").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == one["claims"]
    assert client.get("/export/jsonl?incident=i_none").status_code == 404


def test_claims_as_files_as_of_a_day_are_those_published_by_then(client: Client) -> None:
    lines = client.get("/export/jsonl?place=Hadrut&as_of=2020-10-10").text.splitlines()
    days = [json.loads(line)["article"]["published"] for line in lines]
    assert days
    assert max(days) <= "2020-10-10"
    assert len(days) < len(client.get("/export/jsonl?place=Hadrut").text.splitlines())
    one = client.get("/api/incidents?place=Hadrut&as_of=2020-10-10&limit=1").json()["incidents"][0]
    lines = client.get(f"/export/jsonl?incident={one['id']}&as_of=2020-10-10").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == one["claims"]


def test_incidents_as_files_are_those_of_the_list(client: Client) -> None:
    found = client.ledger.incidents(IncidentFilter(type="attack"))
    expected = sorted(found, key=lambda told: told["time"] is None)
    text = client.get("/export/csv?what=incidents&type=attack").text
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert [row["id"] for row in rows] == [told["id"] for told in expected]
    lines = client.get("/export/jsonl?what=incidents&type=attack").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [told["id"] for told in expected]
    told = client.get("/export/geojson?what=incidents&type=attack").json()
    assert [feature["id"] for feature in told["features"]] == [one["id"] for one in expected]
    dated = client.get("/export/jsonl?what=incidents&as_of=2020-10-02").text.splitlines()
    assert 0 < len(dated) < client.ledger.count_incidents()


def test_a_form_that_there_is_not(client: Client) -> None:
    assert client.get("/export/xls").status_code == 422
    assert client.get("/export/quality.json").json() is None
