from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim import view
from counterclaim.model import Claimant, Document, Span
from tests.ledger import made

KEYS = [
    "id",
    "document",
    "article",
    "quote",
    "trigger",
    "type",
    "polarity",
    "certainty",
    "confidence",
    "claimant",
    "via",
    "cue",
    "actors",
    "targets",
    "places",
    "time",
    "quantities",
    "means",
    "other_means",
    "objects",
    "evidence",
    "evidence_mentions",
    "links",
    "origin",
    "incident",
    "review",
    "engine",
]


def objects(page: Document) -> list[view.ClaimObject]:
    return [view.claim_object(c, page, page.articles[0]) for c in made.claims(page)]


def test_the_object_has_the_documented_keys_in_order() -> None:
    page = made.document()
    for shown in objects(page):
        assert list(shown) == KEYS
    shot = objects(page)[0]
    assert list(shot["article"]) == ["id", "title", "outlet", "published", "language", "url", "start", "end"]
    assert shot["quote"]["text"] == made.SENTENCES[0]
    assert shot["means"] == {"text": "air defence", "start": 78, "end": 89, "class": "air_defence"}
    assert shot["engine"] == {"name": "patterns", "version": "1", "untrained": False}
    assert shot["time"]["span"] == {"start": 126, "end": 134}
    assert objects(page)[2]["time"]["span"] is None
    assert objects(page)[3]["evidence"] == ["video"]
    assert objects(page)[3]["claimant"]["start"] is None


def test_every_claim_comes_back_from_its_object_and_from_json() -> None:
    page = made.document()
    for claim, shown in zip(made.claims(page), objects(page), strict=True):
        assert view.claim_from_object(shown) == claim
        assert view.claim_from_object(json.loads(json.dumps(shown))) == claim


def test_every_span_gives_its_words() -> None:
    page = made.document()

    def check(part: object) -> int:
        if isinstance(part, list):
            return sum(check(item) for item in part)
        if not isinstance(part, dict):
            return 0
        found = sum(check(item) for item in part.values())
        if isinstance(part.get("start"), int) and "text" in part:
            assert page.text[part["start"] : part["end"]] == part["text"]
            found += 1
        return found

    assert sum(check(shown) for shown in objects(page)) > 20


def test_links_and_media_of_the_sentence_and_beside_it_are_shown() -> None:
    page = made.document()
    shown = {c["trigger"]["text"]: [x["url"] for x in c["links"]] for c in objects(page)}
    assert shown["shot down"] == ["https://mod.example/1"]
    assert shown["killed"] == []
    last = made.claim(page, made.SENTENCES[4], "wreck")
    assert [x["kind"] for x in view.claim_object(last, page, page.articles[0])["links"]] == ["video"]


@pytest.mark.parametrize(
    ("span", "beside"),
    [
        (Span(0, 3), False),
        (Span(5, 8), True),
        (Span(8, 8), True),
        (Span(9, 12), True),
        (Span(15, 15), True),
        (Span(16, 20), True),
        (Span(20, 20), False),
        (Span(23, 25), False),
    ],
)
def test_beside_means_that_no_word_stands_between(span: Span, beside: bool) -> None:
    text = "One. Two (three four), fi. six"
    assert view.adjoins(text, span, Span(10, 15)) is beside


@given(name=st.text(min_size=1, max_size=12), engine=st.sampled_from(["patterns 1", "n 2.0 beta", "x"]))
def test_names_of_any_characters_come_back(name: str, engine: str) -> None:
    page = made.document()
    claim = replace(made.claims(page)[0], claimant=Claimant(name, name, None, None), engine=engine)
    assert view.claim_from_object(view.claim_object(claim, page, page.articles[0])) == claim
