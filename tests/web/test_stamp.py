"""What goes out of the room says how good the engine was measured to be here: files, charts, maps, reports."""

from __future__ import annotations

import csv
import io
import json

from tests.web.conftest import Client

FORMS = ("csv", "jsonl", "geojson")


def words(client: Client, form: str, query: str) -> set[str | None]:
    """The stamps that a file holds; None where a row has none."""
    text = client.get(f"/export/{form}?{query}").text
    if form == "csv":
        return {row.get("measured") for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
    if form == "jsonl":
        return {json.loads(line).get("quality", {}).get("words") for line in text.splitlines()}
    return {json.loads(text).get("quality", {}).get("words")}


def test_each_file_chart_and_report_carries_the_measure(client: Client) -> None:
    queries = ("type=loss", "what=incidents&type=loss")
    told = client.get("/api/incidents?contested=true&limit=1").json()["incidents"][0]["id"]
    pages = (
        "/map",
        "/series",
        "/places/Hadrut",
        f"/incidents/{told}",
        f"/report/incident/{told}",
        "/report/place/Hadrut",
        "/report/search?type=loss",
    )
    for form in FORMS:
        for query in queries:
            assert words(client, form, query) == {None}
    for page in pages:
        assert "The engine was not measured on this ledger." in client.get(page).text, page
    answer = client.write("/coding", {"seed": "7", "count": "2", "purpose": "measure", "share": "0"})
    for article in client.ledger.batch(answer.headers["location"].rpartition("/")[2]).articles:
        assert client.write(f"/articles/{article}/read", {"accept": "true"}).status_code == 303
    stamp = client.get("/export/quality.json").json()
    assert stamp["words"].startswith("Measured on 2 articles drawn at random: precision ")
    for form in FORMS:
        for query in (*queries, f"incident={told}", "place=Hadrut"):
            assert words(client, form, query) == {stamp["words"]}, (form, query)
    for page in pages:
        assert stamp["words"] in client.get(page).text, page
