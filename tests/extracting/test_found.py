"""Mentions that rules find beside a tagger's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.extracting.annotated import tags_of

from counterclaim.extracting.found import with_found_mentions
from counterclaim.extracting.tags import Tags
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.language import load
from counterclaim.model import Passage, Span

TEXT = "On Monday Turkey said that nine rebels had died in the town of Kutum. Nyala lies to the south."


def found(text: str, tags: Tags) -> Tags:
    world = open_world(WorldSpec())
    passages = [Passage(Span(0, len(text)), "paragraph")]
    return with_found_mentions(tags, text, passages, load("en"), world.registry, world.gazetteer)


def test_what_takes_no_part_is_found_and_what_does_stays() -> None:
    given_tags = tags_of(
        TEXT,
        [{"source": ["Turkey"], "cue": ["said"], "content": ["nine rebels had died in the town of Kutum"]}],
        [
            {"trigger": "died", "type": "loss", "quantity": ["nine rebels"], "place": ["the town of Kutum"],
             "attribution": 0},
        ],
    )  # fmt: skip
    tags = found(TEXT, given_tags)
    assert tags.mentions[: len(given_tags.mentions)] == given_tags.mentions
    assert tags.arguments == given_tags.arguments
    told = {(m.kind, m.span.of(TEXT)) for m in tags.mentions}
    assert {("time", "On Monday"), ("party", "Turkey"), ("place", "Nyala")} <= told
    assert [m for m in tags.mentions if m.kind == "place" and m.span.of(TEXT) == "Kutum"] == []


@given(st.text(alphabet="Kutum Turkey 9 rebels on Monday.,\n", max_size=60))
def test_no_mention_overlaps_another_of_the_tagger_of_its_kind(text: str) -> None:
    own = tags_of(text, [], [{"trigger": "u", "type": "loss", "place": ["u"]}]) if "u" in text else Tags()
    tags = found(text, own) if text else own
    new = tags.mentions[len(own.mentions) :]
    assert not [m for m in new for o in own.mentions if m.kind == o.kind and m.span.overlaps(o.span)]
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in new)
