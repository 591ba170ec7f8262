from __future__ import annotations

from copy import deepcopy

import pytest

from counterclaim.measuring.double import Coding, compare, paired
from counterclaim.view import ClaimObject, claim_object
from tests.ledger import made

pytest.importorskip("nltk", reason="nltk is not installed (the extra 'measure')")


def coded(number: int = 0) -> tuple[str, str, list[ClaimObject]]:
    page = made.document(number)
    claims = [claim_object(claim, page, page.articles[0]) for claim in made.claims(page)]
    return page.articles[0].id, page.text, claims


def test_one_who_misses_a_claim_and_one_who_types_it_otherwise() -> None:
    article, text, first = coded()
    second = deepcopy(first[:3])
    second[1]["type"] = "attack"
    found = compare(
        [Coding(article, "a", tuple(first)), Coding(article, "b", tuple(second))], {article: text}
    )
    assert found.articles == 1
    assert found.claims.f1 == pytest.approx(6 / 7)
    assert found.triggers.f1 == pytest.approx(6 / 7)
    assert found.quotes.shared == 3
    by_name = {x.field: x for x in found.fields}
    assert (by_name["type"].units, by_name["type"].same) == (3, 2)
    assert by_name["claimant"].alpha == 1.0


def test_the_raw_table_names_the_same_claim_alike_for_both() -> None:
    article, text, first = coded()
    second = deepcopy(first[1:])
    found = compare(
        [Coding(article, "b", tuple(second)), Coding(article, "a", tuple(first))], {article: text}
    )
    types = [(row.unit, row.coder) for row in found.rows if row.field == "type"]
    assert types[0] == (f"{article}:1", "a")
    assert types[1:] == [(f"{article}:{n}", coder) for n in (2, 3, 4) for coder in ("a", "b")]


def test_pairs_stand_in_the_order_of_the_text_with_what_differs() -> None:
    _, text, first = coded()
    second = deepcopy(first[1:])
    second[2]["polarity"] = "denied"
    pairs = paired(first, second, text)
    assert [p.second is None for p in pairs] == [True, False, False, False]
    assert [p.differing() for p in pairs] == [[], [], [], ["polarity"]]


def test_articles_of_one_coding_and_empty_ones() -> None:
    article, text, claims = coded()
    other, other_text, _ = coded(1)
    alone = [Coding(article, "a", tuple(claims))]
    assert compare(alone, {article: text}).articles == 0
    none = [Coding(other, "a", ()), Coding(other, "b", ())]
    found = compare([*alone, *none], {article: text, other: other_text})
    assert found.articles == 1
    assert found.claims.f1 is None
