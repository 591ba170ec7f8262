from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.errors import SettingsError
from counterclaim.extracting.world import World, WorldSpec, open_world
from counterclaim.model import Document, Span
from counterclaim.web.picked_claim import Picked, picked_claim, sentences_of
from tests.ledger import made

SENTENCES = (
    "The Armenian Defence Ministry met reporters in Yerevan.",
    "The ministry said on 3 October that two Azerbaijani drones were shot down near Hadrut.",
    "At least 14 civilians were wounded in Stepanakert.",
)


@pytest.fixture(scope="module")
def world() -> World:
    return open_world(WorldSpec(tagger="patterns"))


@pytest.fixture
def page() -> Document:
    page = made.document(sentences=SENTENCES)
    article = replace(page.articles[0], published="2020-10-04")
    return replace(page, articles=(article,))


def span(page: Document, words: str) -> Span:
    return made.find(page.text, words)


def test_names_days_and_figures_are_resolved_as_the_engine_does(page: Document, world: World) -> None:
    found = picked_claim(
        page,
        page.articles[0],
        Picked(
            trigger=span(page, "shot down"),
            type="loss",
            certainty="probable",
            source=span(page, "The Armenian Defence Ministry"),
            cue=span(page, "said"),
            places=[span(page, "Hadrut")],
            times=[span(page, "on 3 October")],
            quantities=[span(page, "two Azerbaijani drones")],
        ),
        world,
    )
    assert found["quote"]["text"] == SENTENCES[1]
    assert found["certainty"] == "probable"
    assert found["claimant"]["party"] == "Armenia"
    assert found["time"]["start"] == "2020-10-03"
    assert found["places"][0]["name"] == "Hadrut"
    assert [(q["low"], q["item"], q["effect"]) for q in found["quantities"]] == [(2, "drone", "shot_down")]
    assert found["engine"]["name"] == "person"


def test_without_a_source_the_outlet_says_it(page: Document, world: World) -> None:
    picked = Picked(
        trigger=span(page, "wounded"), type="loss", quantities=[span(page, "At least 14 civilians")]
    )
    found = picked_claim(page, page.articles[0], picked, world)
    assert found["claimant"]["name"] == "outlet"
    assert found["quantities"][0]["low"] == 14
    assert found["id"] == picked_claim(page, page.articles[0], picked, world)["id"]


def test_a_language_that_nothing_is_known_of_keeps_the_words(page: Document, world: World) -> None:
    article = replace(page.articles[0], language=None)
    picked = Picked(
        trigger=span(page, "wounded"),
        type="loss",
        actors=[span(page, "civilians")],
        places=[span(page, "Stepanakert")],
    )
    found = picked_claim(replace(page, articles=(article,)), article, picked, world)
    assert found["actors"][0] == {**found["actors"][0], "text": "civilians", "name": None}
    assert found["quote"]["text"] == SENTENCES[2]


def test_words_outside_the_article_are_refused(page: Document, world: World) -> None:
    picked = Picked(trigger=span(page, "Share this"), type="loss")
    with pytest.raises(SettingsError):
        picked_claim(page, page.articles[0], picked, world)


def test_sentences_follow_the_blocks(page: Document) -> None:
    words = [s.of(page.text) for s in sentences_of(page, page.articles[0])]
    assert words[-3:] == list(SENTENCES)
