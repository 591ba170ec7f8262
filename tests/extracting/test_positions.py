"""What a known party says at length without a happening in it is a statement."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import PUBLISHED, Row, claims_of_tags, tags_of

from counterclaim.extracting.extraction import resolve
from counterclaim.extracting.found import with_found_mentions
from counterclaim.extracting.tags import ArticleTags
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.language import load
from counterclaim.model import Document
from counterclaim.reading import Item, Overrides, read_item

STAND = "the river belongs to those who live on its banks and no power from abroad will ever change that"


def kinds(text: str, claims: list[Row], *said: Row) -> list[tuple[str, str, str]]:
    return [(c.type, c.trigger.of(text), c.claimant.party) for c in claims_of_tags(text, claims, said)]


def test_a_position_of_a_party_is_its_statement() -> None:
    text = f"Rebels shelled the town. The Russian Defence Ministry said {STAND}. Rebels left the hill."
    said: Row = {"source": ["The Russian Defence Ministry"], "cue": ["said"], "content": [STAND]}
    told: list[Row] = [
        {"trigger": "shelled", "type": "attack", "actor": ["Rebels"]},
        {"trigger": "left", "type": "control", "actor": ["Rebels#2"]},
    ]
    assert kinds(text, told, said) == [
        ("attack", "shelled", "outlet"),
        ("statement", "said", "Russia"),
        ("control", "left", "outlet"),
    ]
    (_, position, last) = claims_of_tags(text, told, [said])
    assert [actor.name for actor in position.actors] == ["Russia"]
    assert [actor.text for actor in last.actors] == ["Rebels"]


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("A shopkeeper", STAND),
        ("The Russian Defence Ministry", "the river belongs to those who live on its banks"),
    ],
)
def test_nobody_known_and_nothing_of_length_make_none(source: str, content: str) -> None:
    text = f"{source} said {content}."
    assert kinds(text, [], {"source": [source], "cue": ["said"], "content": [content]}) == []


def test_a_happening_in_what_is_said_is_the_claim() -> None:
    text = f"The Russian Defence Ministry said {STAND} since the town was shelled."
    content = f"{STAND} since the town was shelled"
    said: Row = {"source": ["The Russian Defence Ministry"], "cue": ["said"], "content": [content]}
    told: list[Row] = [{"trigger": "shelled", "type": "attack", "attribution": 0}]
    assert kinds(text, told, said) == [("attack", "shelled", "Russia")]


def test_a_position_inside_another_is_no_second_one() -> None:
    text = f"The Russian Defence Ministry said Ukraine thinks {STAND}."
    inner: Row = {"source": ["Ukraine"], "cue": ["thinks"], "content": [STAND]}
    outer: Row = {
        "source": ["The Russian Defence Ministry"], "cue": ["said"], "content": [f"Ukraine thinks {STAND}"]
    }  # fmt: skip
    assert kinds(text, [], outer, inner) == [("statement", "said", "Russia")]


def test_a_position_is_as_certain_as_its_cue() -> None:
    text = f"Ukraine believes {STAND}."
    said: Row = {"source": ["Ukraine"], "cue": ["believes"], "content": [STAND]}
    (claim,) = claims_of_tags(text, [], [said])
    assert (claim.polarity, claim.certainty) == ("asserted", "probable")


def test_a_statement_that_only_opens_a_quotation_is_quoted_with_it() -> None:
    text = f"Rebels left. The Russian Defence Ministry said the following:\n\n“{STAND.capitalize()}.” Rebels left."
    said: Row = {
        "source": ["The Russian Defence Ministry"], "cue": ["said"], "content": [f"“{STAND.capitalize()}.”"]
    }  # fmt: skip
    (claim,) = claims_of_tags(text, [], [said])
    assert claim.quote.of(text).startswith("The Russian Defence Ministry said")
    assert STAND.capitalize() in claim.quote.of(text)
    assert "Rebels" not in claim.quote.of(text)


@pytest.mark.parametrize(
    ("where", "places"),
    [("Kunduz", ["Kunduz"]), ("Ukraine", [])],
)
def test_a_position_has_the_day_and_place_beside_it(where: str, places: list[str]) -> None:
    """A state that is named is who the words are about."""
    content = f"the conflict in {where} was lost and {STAND}"
    text = f"On Thursday, the Russian Defence Ministry said {content}."
    said: Row = {"source": ["the Russian Defence Ministry"], "cue": ["said"], "content": [content]}
    world = open_world(WorldSpec())
    document = read_item(
        Item("text.txt", "bytes", text.encode()), Overrides(published=PUBLISHED, language="en")
    )
    assert isinstance(document, Document)
    (article,) = document.articles
    tags = with_found_mentions(
        tags_of(text, [said], []), text, article.passages, load("en"), world.registry, world.gazetteer
    )
    (claim,), _ = resolve(document, [ArticleTags(article.id, "test", "1", tags)], world=world)
    assert claim.time is not None
    assert claim.time.start == "2023-05-18"
    assert [place.name for place in claim.places] == places


@pytest.mark.parametrize(("cue", "count"), [("accused", 1), ("told", 0)])
def test_an_accusation_is_a_statement_however_short(cue: str, count: int) -> None:
    text = f"Niger {cue} Mali of bad faith."
    said: Row = {"source": ["Niger"], "cue": [cue], "content": ["Mali of bad faith"]}
    assert kinds(text, [], said) == [("statement", cue, "Niger")] * count
