"""What a ledger shows as of a day is what one shows that holds only what was published by then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from counterclaim import Analysis, pipeline
from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import Ledger
from counterclaim.ledger.incident_reading import IncidentFilter
from counterclaim.model import Claim, Claimant, Document, Quantity, Span
from counterclaim.reading import Overrides
from tests.ledger import made, reports

SPEC = WorldSpec(tagger="patterns")
Report = tuple[Document, list[Claim]]
DAYS = [f"2031-05-0{day}" for day in range(1, 8)]


def all_of_them() -> list[Report]:
    """The reports of `reports`, a page of which a later version says other things, and an undated one."""
    url = "https://news.example/qalat"
    page, claims = reports.report(10, "Marsh Journal", "2031-05-04", [reports.SHELLED, reports.CONVOY])
    undated = replace(page, articles=(replace(page.articles[0], published=None),))
    return [
        *reports.all_of_them(),
        reports.report(8, "Lake Gazette", "2031-05-03", [reports.NARVIA_HOLDS, reports.TOLL], url),
        reports.report(9, "Lake Gazette", "2031-05-05", [reports.TARSK_HOLDS, reports.SHELLED], url),
        (undated, claims),
    ]


def filled(location: Path, given: Iterable[Report]) -> Ledger:
    ledger = Ledger.open(location)
    for page, claims in given:
        ledger.add(page, claims)
    pipeline.compare(ledger, spec=SPEC)
    return ledger


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with filled(tmp_path_factory.mktemp("whole") / "whole.db", all_of_them()) as ledger:
        yield ledger


def published_on(page: Document) -> str:
    return page.articles[0].published or page.retrieved[:10]


def picture(analysis: Analysis) -> dict[str, Any]:
    """All that an analysis shows, without ids and histories of incidents."""
    told = [analysis.incident(one["id"]) for one in analysis.incidents()]
    for one in told:
        one.pop("id")
        one.pop("aliases"), one.pop("history")
    silences = [{**one, "incident": bool(one["incident"])} for one in analysis.silences()]
    return {
        "incidents": sorted(told, key=lambda one: one["claims"]),
        "origins": list(analysis.origins(shared=False)),
        "series": analysis.series(),
        "shifts": analysis.shifts(),
        "silences": silences,
        "citations": analysis.citations(),
    }


@pytest.mark.parametrize("day", DAYS)
def test_as_of_a_day_it_is_as_if_no_more_had_been_published(whole: Ledger, tmp_path: Path, day: str) -> None:
    published = [one for one in all_of_them() if published_on(one[0]) <= day]
    with filled(tmp_path / "then.db", published) as then:
        expected = picture(Analysis.of(then, SPEC))
    assert picture(Analysis.of(whole, SPEC, day)) == expected
    assert bool(expected["incidents"]) == (day > "2031-05-01")


def test_an_incident_keeps_its_id_and_its_status_changes(whole: Ledger) -> None:
    (now,) = Analysis.of(whole, SPEC).incidents(IncidentFilter(place="Qalat", type="loss", least_claims=2))
    assert now["status"] == "contested"
    then = Analysis.of(whole, SPEC, "2031-05-03")
    with pytest.raises(UnknownNameError, match="as of 2031-05-03"):
        then.incident(now["id"])
    (market,) = Analysis.of(whole, SPEC).incidents(IncidentFilter(place="Elmar"))
    before = Analysis.of(whole, SPEC, "2031-05-02").incident(market["id"][:8])
    assert (before["id"], before["status"]) == (market["id"], "single")
    assert market["status"] == "corroborated"
    assert set(before["claims"]) < set(market["claims"])


def test_afresh_in_memory_it_is_the_same(whole: Ledger) -> None:
    kept, made = Analysis.of(whole, SPEC), Analysis.of(whole, SPEC, afresh=True)
    assert picture(made) == picture(kept)
    assert {one["id"] for one in made.incidents()} == {one["id"] for one in kept.incidents()}
    for wanted in (
        IncidentFilter(contested=True),
        IncidentFilter(status="corroborated"),
        IncidentFilter(party="narvia", date_from="2031-05-03"),
        IncidentFilter(place="Elmar", outlet="hill courier"),
        IncidentFilter(date_to="2031-05-02"),
    ):
        names = {one["id"] for one in kept.incidents(wanted)}
        assert {one["id"] for one in made.incidents(wanted)} == names
        assert names
    wanted = IncidentFilter(order="origins", limit=2)
    counts = [[len(one["origins"]) for one in of.incidents(wanted)] for of in (kept, made)]
    assert counts[0] == counts[1] == sorted(counts[0], reverse=True)
    assert len(counts[0]) == 2


def test_holdings_of_a_place(whole: Ledger) -> None:
    told = Analysis.of(whole, SPEC).holdings("qalat")
    assert {one["holder"] for one in told["intervals"]} == {"Tarsk", "Narvia"}
    with pytest.raises(UnknownNameError, match="near: Qal"):
        Analysis.of(whole, SPEC).holdings("Qalad")


def test_sources_are_counted_once(whole: Ledger) -> None:
    analysis = Analysis.of(whole, SPEC)
    market = next(iter(analysis.incidents(IncidentFilter(place="Elmar"))))
    told = analysis.incident(market["id"])
    assert len(told["sources"]) <= len(told["origins"]) < len(told["articles"])
    assert sorted(claim for one in told["sources"] for claim in one["claims"]) == sorted(told["claims"])


def test_a_silence_about_losses_whose_party_stands_in_the_counted_phrase(tmp_path: Path) -> None:
    sentence = "Sixty Azerbaijani soldiers were killed on 3 May, Narvia said."
    page = made.document(1, sentences=[sentence])
    at = page.text.index(sentence)
    words = "Sixty Azerbaijani soldiers"
    figure = Quantity(
        Span(at, at + len(words)), words, 60, 60, None, "soldier", None, None, "killed", False, None
    )
    said = Claimant("Narvia", "Narvia", made.find(page.text, "Narvia"), "Narvia")
    claim = made.claim(page, sentence, "killed", type="loss", claimant=said, quantities=(figure,))
    with filled(tmp_path / "ledger.db", [(page, [claim])]) as ledger:
        (one,) = Analysis.of(ledger, SPEC).silences(party="Azerbaijan")
    assert (one["kind"], [c["claim"] for c in one["claims"]]) == ("figure", [claim.id])


def test_a_day_that_is_none(whole: Ledger) -> None:
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        Analysis.of(whole, SPEC, "May 2031")


def test_what_came_since_is_compared_and_a_changed_world_compares_all(tmp_path: Path) -> None:
    first, *rest = reports.all_of_them()
    with filled(tmp_path / "ledger.db", [first]) as ledger:
        assert pipeline.compare(ledger, spec=SPEC) == (0, 0, 0)
        for page, claims in rest:
            ledger.add(page, claims)
        assert pipeline.compare(ledger, spec=SPEC)[0] == len(rest)
        other = WorldSpec((*SPEC.conflicts, ("own", 'title = "Own"\n')), tagger="patterns")
        assert pipeline.compare(ledger, spec=other)[0] == len(rest) + 1
        assert not ledger.waits()
        ledger.remove(first[0].id)
        assert pipeline.compare(ledger, spec=other) != (0, 0, 0) or not ledger.waits()


def cut(page: Document, claims: Sequence[Claim], day: str) -> Report | None:
    """A page without the articles that were published later; None where none is left."""
    articles = tuple(a for a in page.articles if (a.published or page.retrieved[:10]) <= day)
    ids = {article.id for article in articles}
    return (replace(page, articles=articles), [c for c in claims if c.article in ids]) if articles else None


@pytest.mark.slow
def test_as_of_every_day_of_the_sample(tmp_path: Path) -> None:
    with as_file(files("counterclaim") / "sample") as folder:
        read = pipeline.process([str(folder / "pages")], spec=SPEC, overrides=Overrides())
        given = [
            (done.document, list(done.extraction.claims))
            for done in read
            if isinstance(done, pipeline.Done) and done.extraction is not None
        ]
    days = sorted({a.published for page, _ in given for a in page.articles if a.published})
    assert len(days) > 10
    with filled(tmp_path / "whole.db", given) as ledger:
        for day in days:
            then = [left for page, claims in given if (left := cut(page, claims, day)) is not None]
            with filled(tmp_path / f"{day}.db", then) as other:
                assert picture(Analysis.of(ledger, SPEC, day)) == picture(Analysis.of(other, SPEC)), day
