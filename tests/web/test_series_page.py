"""Running totals as charts."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counterclaim.ledger import Ledger
from counterclaim.web import running_totals
from tests.web.conftest import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page


def one(claimant: str, *points: tuple[str, int, int | None], **more: object) -> dict[str, object]:
    """A series object."""
    told = [
        {
            "day": day, "low": low, "high": high, "text": str(low), "claimant": claimant, "quote": f"{low} were lost",
            "claims": [f"c_{claimant}_{day}"], "origins": ["o"], "outlets": ["The Wire"],
        }
        for day, low, high in points
    ]  # fmt: skip
    steps = [
        {
            "from": a["day"], "to": b["day"], "rise": b["low"] - a["low"], "explained": 0,  # type: ignore[operator]
            "unexplained": max(0, b["low"] - a["low"]), "claims": [], "marks": [],  # type: ignore[operator]
        }
        for a, b in itertools.pairwise(told)
    ]  # fmt: skip
    return {
        "id": f"s_{claimant}", "claimant": claimant, "publisher": None, "about": ["Northland"], "item": "soldier",
        "group": None, "effect": "killed", "since": "start of the conflict", "window": False, "place": None,
        "incident": None, "article": None, "points": told, "steps": steps, "beside": [], **more,
    }  # fmt: skip


def test_totals_of_one_thing_stand_in_one_chart() -> None:
    south = one("Southland", ("2020-10-01", 50, 50), ("2020-10-05", 90, None))
    north = one("Northland", ("2020-10-02", 12, 20))
    other = one("Southland", ("2020-10-02", 3, 3), item="tank", effect="destroyed", id="s_tanks")
    groups = running_totals.grouped([other, north, south])
    assert [[held["claimant"] for held in group] for group in groups] == [
        ["Northland", "Southland"],
        ["Southland"],
    ]
    thing = running_totals.thing(groups[0])
    assert thing.title == "Soldier killed of Northland, since start of the conflict"
    assert [line.name for line in thing.lines] == ["Southland", "Northland"]
    assert [told.figure for line in thing.lines for told in line.told] == ["50", "90 or more", "12–20"]
    assert thing.chart is not None
    assert "unexplained rise" in thing.chart
    assert 'href="/claims/c_Southland_2020-10-05"' in thing.chart
    assert running_totals.thing(groups[1]).chart is None


def test_explained_rises_and_undated_totals_are_not_odd() -> None:
    held = one("Southland", ("2020-10-01", 50, 50), ("2020-10-05", 60, 60))
    held["steps"][0] |= {"explained": 10, "unexplained": 0}  # type: ignore[index]
    held["points"].append({**held["points"][0], "day": None})  # type: ignore[index,attr-defined]
    thing = running_totals.thing([held])
    assert [rise.odd for rise in thing.lines[0].rises] == [""]
    assert [point["day"] for point in thing.data[0]["points"]] == ["2020-10-01", "2020-10-05"]


def test_the_page_shows_quotes_and_where_they_stand(client: Client) -> None:
    page = client.get("/series").text
    assert "<svg" in page
    assert "Armenia" in page
    made = client.get("/api/series").json()["series"]
    assert len(made) > 10
    assert f"/claims/{made[0]['points'][0]['claims'][0]}" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("party=azerbaijan", True),
        ("claimant=Artsakh", True),
        ("item=armoured+vehicle", True),
        ("item=ship", False),
    ],
)
def test_series_are_found_by_whom_and_what(client: Client, query: str, found: bool) -> None:
    page = client.get(f"/series?{query}").text
    assert ("No running total meets" not in page) is found
    assert bool(client.get(f"/api/series?{query}").json()["series"]) is found


def test_an_empty_ledger_and_an_early_day_have_none(empty: Client, sample: Path) -> None:
    assert "No running total was told yet" in empty.get("/series").text
    with Client(str(sample)) as client:
        assert "No running total was told yet" in client.get("/series?as_of=2020-09-01").text


def test_names_are_escaped(client: Client) -> None:
    page = client.get("/series", params={"claimant": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def test_series_are_the_ones_of_the_ledger(sample: Path) -> None:
    from counterclaim import opening
    from counterclaim.analysis import Analysis

    with Ledger.open(sample) as ledger:
        found = Analysis.of(ledger, opening.world_spec(ledger, str(sample))).series()
    assert sum(len(group) for group in running_totals.grouped(found)) == len(found)


@pytest.mark.usefixtures("vendor")
def test_a_script_draws_the_charts_anew(live: str, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto(f"{live}/series")
    page.locator("figure[data-drawn=plot]").first.wait_for()
    assert page.locator("figure[data-drawn=server]").count() == 0
    assert axe(page) == []
    page.get_by_label("Who counts").select_option("Artsakh")
    page.locator("h3", has_text="Armenia").first.wait_for(state="detached")
    assert "claimant=Artsakh" in page.url
    page.locator("figure[data-drawn=plot]").first.wait_for()


def test_a_chart_draws_no_more_lines_than_it_has_colours() -> None:
    many = [one(f"Land {n:02}", ("2020-10-01", n, n), ("2020-10-02", n + 1, None)) for n in range(12)]
    thing = running_totals.thing(many)
    assert len(thing.lines) == 12
    assert len(thing.data) == running_totals.MOST_LINES
    assert thing.left_out == 12 - running_totals.MOST_LINES
    assert len({line["colour"] for line in thing.data}) == len(thing.data)
