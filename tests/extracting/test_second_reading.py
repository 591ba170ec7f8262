"""Rules find who closes a sentence of which a trained tagger found no source; sentences are invented."""

from __future__ import annotations

import pytest
from tests.extracting.annotated import PUBLISHED, Row, tags_of

from counterclaim.extracting.second_reading import with_second_reading
from counterclaim.extracting.tags import Tags
from counterclaim.language import load
from counterclaim.model import Document
from counterclaim.reading import Item, Overrides, read_item

CLOSED = "Troops left the mill near Oshta on Monday, as officials revealed to a local paper."


def read(text: str, claims: list[Row], *said: Row) -> Tags:
    document = read_item(
        Item("text.txt", "bytes", text.encode()), Overrides(published=PUBLISHED, language="en")
    )
    assert isinstance(document, Document)
    (article,) = document.articles
    return with_second_reading(tags_of(text, said, claims), text, article.passages, load("en"))


def test_a_source_that_closes_its_sentence_is_found() -> None:
    tags = read(CLOSED, [{"trigger": "left", "type": "control"}])
    (said,) = tags.attributions
    assert [span.of(CLOSED) for span in (*said.source, *said.cue)] == ["officials", "revealed"]
    assert tags.triggers[0].attribution == 0


def test_the_taggers_attributions_stay_and_come_first() -> None:
    text = f"Chad said the road was mined. {CLOSED}"
    said: Row = {"source": ["Chad"], "cue": ["said"], "content": ["the road was mined"]}
    told: list[Row] = [
        {"trigger": "mined", "type": "deployment", "attribution": 0},
        {"trigger": "left", "type": "control"},
    ]
    tags = read(text, told, said)
    assert [a.source[0].of(text) for a in tags.attributions] == ["Chad", "officials"]
    assert [t.attribution for t in tags.triggers] == [0, 1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Officials revealed that troops left the mill near Oshta on Monday.", []),
        ("Troops left the mill near Oshta as officials revealed on Monday.", []),
        (CLOSED, [{"source": ["a local paper"], "cue": ["revealed"], "content": ["Troops left"]}]),
    ],
)
def test_elsewhere_the_tagger_is_right(text: str, said: list[Row]) -> None:
    tags = read(text, [{"trigger": "left", "type": "control"}], *said)
    assert len(tags.attributions) == len(said)
    assert tags.triggers[0].attribution is None
