"""What lists are made of, over both stores: the table of facets, rows of lists, and claims by their words."""

from __future__ import annotations

import json

import numpy as np

from counterclaim.ledger import Ledger, incident_lines
from counterclaim.ledger.counted import News
from counterclaim.ledger.incident_reading import IncidentFilter
from tests.ledger import reports
from tests.ledger.test_comparing import filled


def test_the_table_has_every_incident_under_all_its_values(ledger: Ledger) -> None:
    filled(ledger, reports.all_of_them())
    table = ledger.facet_table()
    assert list(table.numbers) == sorted(table.numbers)
    assert len(table.numbers) == ledger.count_incidents()
    for kind in ("party", "place", "type", "outlet", "status"):
        held = table.kinds[kind]
        assert held.keys
        for at, name in enumerate(held.names):
            rows = held.rows[held.starts[at] : held.starts[at + 1]]
            found = ledger.incident_lines(table.numbers[rows].tolist())
            assert {one["id"] for one in found} == {
                told["id"]
                for told in ledger.incidents(IncidentFilter(**{kind: name}))  # type: ignore[arg-type]
            }, (kind, name)
            assert (held.of_row[held.starts[at] : held.starts[at + 1]] == at).all()


def test_claims_lead_to_their_incident(ledger: Ledger) -> None:
    filled(ledger, reports.all_of_them())
    table, of = ledger.facet_table(), ledger.incident_of()
    numbers = ledger.claim_numbers()
    assert of
    for claim, incident in of.items():
        (line,) = ledger.incident_lines([int(table.numbers[table.of_claim[numbers[claim]]])])
        assert line["id"] == incident
    without = set(numbers) - set(of)
    assert all(
        table.of_claim[numbers[claim]] == -1 for claim in without if numbers[claim] < len(table.of_claim)
    )


def test_a_row_is_part_of_its_incident(ledger: Ledger) -> None:
    filled(ledger, reports.all_of_them())
    for told in ledger.incidents():
        row = incident_lines.row(told)
        assert row == json.loads(incident_lines.line(told))
        assert (row["claims"], row["conflicts"]) == (len(told["claims"]), len(told["links"]))
        assert len(incident_lines.line(told)) < 3_000
    numbers = ledger.facet_table().numbers.tolist()
    stored = ledger.incident_lines(numbers)
    assert stored == [incident_lines.row(told) for told in ledger.incident_objects(numbers)]
    by_id = {told["id"]: told for told in ledger.incidents()}
    assert all(by_id[told["id"]] == told for told in ledger.incident_objects(numbers))
    assert ledger.incident_lines([numbers[-1], 10**9, numbers[0]]) == [stored[-1], stored[0]]


def test_words_find_claims_by_number_and_page(ledger: Ledger) -> None:
    filled(ledger, reports.all_of_them())
    best = ledger.search("the", 1000)
    assert len(best) > 3
    numbers = ledger.claim_numbers()
    assert set(np.sort(ledger.text_numbers("the"))) == {numbers[claim["id"]] for claim in best}
    first, total = ledger.found("the", 2)
    rest, _ = ledger.found("the", 1000, 2)
    assert (first + rest, total) == (best, len(best))
    assert ledger.found("*", 5) == ([], 0)
    assert ledger.text_numbers(" ").size == 0


def test_nothing_compared_yet(ledger: Ledger) -> None:
    table = ledger.facet_table()
    assert table.numbers.size == 0
    page, claims = reports.all_of_them()[0]
    ledger.add(page, claims)
    assert (ledger.facet_table().of_claim == -1).all()
    assert ledger.incident_lines([]) == []


def test_news_say_what_the_single_questions_say(ledger: Ledger) -> None:
    assert ledger.news() == News(ledger.generation(), 0, None)
    filled(ledger, reports.all_of_them())
    ledger.compare_again()
    first, second = ledger.begin_run("ann", "pages"), ledger.begin_run("ann", "more")
    found = ledger.news()
    assert (found.generation, found.waiting) == (ledger.generation(), ledger.waiting())
    running = ledger.running()
    assert running is not None
    assert found.running in (first, second)
    for run in (first, second):
        ledger.end_run(run)
    assert ledger.running() is None
    assert ledger.news().running is None
