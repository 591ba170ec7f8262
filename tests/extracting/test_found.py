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
    assert tags.arguments[: len(given_tags.arguments)] == given_tags.arguments
    told = {(m.kind, m.span.of(TEXT)) for m in tags.mentions}
    assert {("time", "On Monday"), ("party", "Turkey"), ("place", "Nyala")} <= told
    assert [m for m in tags.mentions if m.kind == "place" and m.span.of(TEXT) == "Kutum"] == []


def arguments(text: str, tags: Tags) -> set[tuple[str, str]]:
    return {(a.role, tags.mentions[a.mention].span.of(text)) for a in tags.arguments}


def test_a_mention_of_which_the_tagger_saw_a_part_becomes_whole() -> None:
    text = "Soldiers shelled Kutum on the evening of October 26 and left."
    tags = found(
        text, tags_of(text, [], [{"trigger": "shelled", "type": "attack", "time": ["evening of October"]}])
    )
    assert ("time", "on the evening of October 26") in arguments(text, tags)
    longer = "in Kutum after its start on Monday"
    own = [{"trigger": "collapsed", "type": "agreement", "time": ["after its start on Monday"]}]
    kept = found(f"The truce collapsed {longer}.", tags_of(f"The truce collapsed {longer}.", [], own))
    assert ("time", "after its start on Monday") in arguments(f"The truce collapsed {longer}.", kept)


def test_a_happening_without_time_and_place_takes_those_that_rules_link() -> None:
    text = "Rebels shelled Kutum on Monday. The governor condemned the attack on Kutum."
    tags = found(
        text,
        tags_of(
            text,
            [{"source": ["The governor"], "cue": ["condemned"], "content": ["the attack on Kutum"]}],
            [
                {"trigger": "shelled", "type": "attack"},
                {"trigger": "condemned", "type": "statement", "attribution": 0},
            ],
        ),
    )
    linked = {(a.trigger, a.role, tags.mentions[a.mention].span.of(text)) for a in tags.arguments}
    assert {(0, "time", "on Monday"), (0, "place", "Kutum")} <= linked
    assert not [role for trigger, role, words in linked if trigger == 1 and words == "on Monday"]


def test_a_denial_that_names_no_happening_is_bare() -> None:
    text = "Ankara dismissed the claims. It denied that jets had bombed Kutum."
    tags = found(
        text,
        tags_of(
            text,
            [
                {"source": ["Ankara"], "cue": ["dismissed"], "content": ["the claims"]},
                {"source": ["It"], "cue": ["denied"], "content": ["jets had bombed Kutum"]},
            ],
            [
                {"trigger": "dismissed", "type": "statement", "polarity": "denied", "attribution": 0},
                {"trigger": "bombed", "type": "attack", "polarity": "denied", "attribution": 1},
            ],
        ),
    )
    assert [a.bare_denial for a in tags.attributions] == [True, False]


@given(st.text(alphabet="Kutum Turkey 9 rebels on Monday.,\n", max_size=60))
def test_no_mention_overlaps_another_of_the_tagger_of_its_kind(text: str) -> None:
    own = tags_of(text, [], [{"trigger": "u", "type": "loss", "place": ["u"]}]) if "u" in text else Tags()
    tags = found(text, own) if text else own
    kept, new = tags.mentions[: len(own.mentions)], tags.mentions[len(own.mentions) :]
    assert all(m.span.holds(o.span) for m, o in zip(kept, own.mentions, strict=True))
    assert not [m for m in new for o in kept if m.kind == o.kind and m.span.overlaps(o.span)]
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in tags.mentions)
