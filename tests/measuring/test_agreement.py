from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from counterclaim.measuring import agreement
from counterclaim.measuring.agreement import FIELDS, Row, SpanAgreement, alpha, by_field, span_agreement
from counterclaim.model import Span
from counterclaim.view import ClaimObject, claim_object
from tests.ledger import made

# Three coders, fifteen units: the example of Krippendorff's papers, whose nominal alpha is .691.
CODERS = (
    "* * * * * 3 4 1 2 1 1 3 3 * 3",
    "1 * 2 1 3 3 4 3 * * * * * * *",
    "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
)

pytest.importorskip("nltk", reason="nltk is not installed (the extra 'measure')")


def test_alpha_is_the_published_one() -> None:
    table: list[tuple[str, str, agreement.Value]] = [
        (f"coder {c}", str(unit), value)
        for c, row in enumerate(CODERS)
        for unit, value in enumerate(row.split())
        if value != "*"
    ]
    assert alpha(table) == pytest.approx(0.691, abs=5e-4)


def test_alpha_is_not_defined_where_nothing_differs_or_nobody_shares_a_unit() -> None:
    assert alpha([]) is None
    assert alpha([("a", "1", "x"), ("b", "1", "x"), ("a", "2", "x"), ("b", "2", "x")]) is None
    assert alpha([("a", "1", "x"), ("b", "2", "y")]) is None


def test_sets_that_share_a_part_agree_in_part() -> None:
    def of(second: frozenset[str]) -> float:
        table: list[tuple[str, str, agreement.Value]] = [
            ("a", "1", frozenset("xy")), ("b", "1", second),
            ("a", "2", frozenset("z")), ("b", "2", frozenset("z")),
        ]  # fmt: skip
        found = alpha(table)
        assert found is not None
        return found

    assert of(frozenset("xy")) == 1.0
    assert of(frozenset("x")) > of(frozenset("w"))


def test_spans_pair_one_to_one_and_as_many_as_can() -> None:
    a, b = [Span(0, 10), Span(8, 12)], [Span(8, 9), Span(0, 3)]
    assert span_agreement(a, b).f1 == 1.0
    assert span_agreement([Span(0, 10)], b) == SpanAgreement(1, 2, 1)
    assert span_agreement([Span(0, 3)], [Span(3, 5)]).f1 == 0.0
    assert span_agreement([], []).f1 is None
    assert (span_agreement(a, b) + SpanAgreement(2, 0, 0)).f1 == pytest.approx(4 / 6)


def objects() -> list[ClaimObject]:
    page = made.document()
    return [claim_object(claim, page, page.articles[0]) for claim in made.claims(page)]


def rows(coder: str, claims: list[ClaimObject]) -> list[Row]:
    return [
        Row("a_1", str(unit), coder, field, value)
        for unit, claim in enumerate(claims)
        for field, value in agreement.values_of(claim).items()
    ]


def test_fields_are_compared_over_the_claims_that_both_found() -> None:
    first, second = objects(), deepcopy(objects())
    second[0]["type"], second[2]["places"] = "attack", []
    found = {x.field: x for x in by_field([*rows("a", first), *rows("b", second[:3])])}
    assert list(found) == list(FIELDS)
    assert {x.units for x in found.values()} == {3}
    assert found["type"].same == 2
    assert found["places"].same == 2
    assert found["polarity"].alpha == 1.0
    type_alpha = found["type"].alpha
    assert type_alpha is not None
    assert type_alpha < 1.0
    assert found["evidence"].alpha is None  # none of the three offers any


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("claimant", "Narvia: Ministry of Defence"),
        ("places", "Qal'at"),
        ("time", "2031-05-03"),
        ("quantities", "2 aircraft shot_down"),
        ("means", "air_defence; air_strike"),
        ("objects", "none"),
    ],
)
def test_values_read_as_words(field: str, shown: Any) -> None:
    assert agreement.shown(agreement.values_of(objects()[0])[field]) == shown


def test_open_ends_are_told() -> None:
    values = agreement.values_of(objects()[2])
    assert values["time"] == "2031-05-02/.."
    assert agreement.shown(values["quantities"]) == "14-.. person killed; 5 civilian child killed"


def test_an_empty_field_is_a_value_of_its_own() -> None:
    values = agreement.values_of(objects()[3])
    assert values["time"] == "none"
    assert values["quantities"] == frozenset({"none"})
