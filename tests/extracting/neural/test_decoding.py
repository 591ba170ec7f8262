"""Labels, links and roles of a false network become the layers that they mean."""

from __future__ import annotations

import numpy as np
import pytest
from tests.extracting.neural.sketch import SURE, Sketch
from tests.extracting.neural.tiny import pieces_of

from counterclaim.extracting.neural.decoding import Reading, Thresholds, decode, spans_of
from counterclaim.extracting.neural.layout import BEGIN, INSIDE, LAYERS_OF_LABELS, OUTSIDE, REACH
from counterclaim.extracting.neural.windows import STRIDE, WIDTH, windows
from counterclaim.extracting.tags import Tags

SAID = "The garrison said that shells hit the mill near Oshta. Villagers denied it."


def attributions(sketch: Sketch, tags: Tags) -> list[tuple[list[str], ...]]:
    """Source, via, cue and content of each, as they stand."""
    return [
        tuple([span.of(sketch.text) for span in layer] for layer in (a.source, a.via, a.cue, a.content))
        for a in tags.attributions
    ]


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ([], []),
        ([OUTSIDE, OUTSIDE], []),
        ([BEGIN, INSIDE, OUTSIDE, BEGIN], [(0, 2), (3, 4)]),
        ([BEGIN, BEGIN, INSIDE], [(0, 1), (1, 3)]),
        ([INSIDE, INSIDE, OUTSIDE, INSIDE], [(0, 2), (3, 4)]),
    ],
)
def test_spans_of_labels(labels: list[int], spans: list[tuple[int, int]]) -> None:
    assert spans_of(np.array(labels, np.int64)) == spans


def test_nothing_in_nothing() -> None:
    assert decode(Reading(pieces_of(" \n "), [], [], Sketch("hit"))) == Tags()
    assert Sketch(SAID).decode() == Tags()


def test_a_trigger_longer_than_its_window_has_no_arguments() -> None:
    words = " ".join(["hit"] * (WIDTH + STRIDE))
    sketch = Sketch(words)
    sketch.trigger(words)
    tags = sketch.decode()
    assert [one.span.of(words) for one in tags.triggers] == [words]
    assert tags.arguments == ()


def test_an_attribution_is_joined_by_its_links() -> None:
    sketch = Sketch(
        "The garrison said that shells hit the mill, according to Oshta radio. It denied the toll again."
    )
    sketch.attribution("The garrison", "said", "shells hit the mill", via="Oshta radio")
    sketch.attribution("It", "denied", "the toll")
    assert attributions(sketch, sketch.decode()) == [
        (["The garrison"], ["Oshta radio"], ["said"], ["shells hit the mill"]),
        (["It"], [], ["denied"], ["the toll"]),
    ]


def test_a_cue_may_have_no_source_and_several_contents() -> None:
    sketch = Sketch(SAID)
    sketch.attribution(None, "said", "shells hit", "near Oshta")
    assert attributions(sketch, sketch.decode()) == [([], [], ["said"], ["shells hit", "near Oshta"])]


def test_neither_a_cue_without_content_nor_a_content_without_cue_is_an_attribution() -> None:
    sketch = Sketch(SAID)
    sketch.label("cue", "denied")
    sketch.label("content", "shells hit the mill")
    assert sketch.decode().attributions == ()


def test_a_free_source_of_the_cues_own_sentence_comes_before_one_of_another() -> None:
    text = "The garrison said shells hit the mill. The mayor said two houses burned."
    sketch = Sketch(text)
    sketch.attribution("The garrison", "said", "shells hit the mill")
    sketch.label("source", "The mayor")
    sketch.attribution("The garrison", "said#2", "two houses burned")
    assert [a[0] for a in attributions(sketch, sketch.decode())] == [["The garrison"], ["The mayor"]]


def test_content_of_one_piece_is_too_short() -> None:
    sketch = Sketch(SAID)
    sketch.attribution("The garrison", "said", "hit")
    assert len(range(*sketch.at("hit"))) == 1
    assert sketch.decode().attributions == ()


@pytest.mark.parametrize(("off", "joined"), [(1, True), (3, True), (4, False)])
def test_a_link_may_miss_its_span_by_three_pieces(off: int, joined: bool) -> None:
    sketch = Sketch(SAID)
    sketch.attribution("The garrison", "said", "shells hit the mill")
    cue = sketch.at("said")
    sketch.linked[0, sketch.at("shells hit the mill")[0]] = cue[1] - 1 + off
    assert bool(sketch.decode().attributions) is joined


def test_content_in_content_has_its_own_cue_and_holds_its_triggers() -> None:
    sketch = Sketch("Oshta radio said villagers denied that shells hit the mill, and that the bridge fell.")
    sketch.attribution(
        "Oshta radio", "said", "villagers denied that shells hit the mill, and that the bridge fell"
    )
    sketch.label("cue", "denied")
    sketch.label("source", "villagers")
    sketch.link("source", "denied", "villagers")
    sketch.label("inner", "shells hit the mill")
    sketch.link("cue", "shells hit the mill", "denied")
    sketch.trigger("hit", "attack", "denied")
    sketch.trigger("fell", "loss")
    tags = sketch.decode()
    assert [a.cue[0].of(sketch.text) for a in tags.attributions] == ["said", "denied"]
    assert [(t.span.of(sketch.text), t.attribution) for t in tags.triggers] == [("hit", 1), ("fell", 0)]


def test_a_trigger_outside_all_content_is_the_outlets() -> None:
    sketch = Sketch(SAID)
    sketch.attribution("The garrison", "said", "near Oshta")
    sketch.trigger("hit")
    assert sketch.decode().triggers[0].attribution is None


def test_a_statement_goes_with_its_cue_and_not_with_the_content_that_holds_it() -> None:
    sketch = Sketch("Oshta radio said villagers denied the toll again.")
    sketch.attribution("Oshta radio", "said", "villagers denied the toll again")
    sketch.label("cue", "denied")
    sketch.label("inner", "the toll")
    sketch.link("cue", "the toll", "denied")
    sketch.trigger("denied", "statement", "denied", "probable")
    (trigger,) = sketch.decode().triggers
    assert (trigger.type, trigger.polarity, trigger.certainty) == ("statement", "denied", "probable")
    assert trigger.attribution == 1
    sketch.trigger("denied", "attack")
    assert sketch.decode().triggers[0].attribution == 0


@pytest.mark.parametrize(
    ("heading", "text", "joined"),
    [
        ("The garrison said", "Shells hit the mill near Oshta.", False),
        ("The garrison said.", "Shells hit the mill near Oshta.", True),
        ("The garrison said.", "Shells hit the mill", False),
    ],
)
def test_a_heading_links_to_no_other_line(heading: str, text: str, joined: bool) -> None:
    sketch = Sketch(f"{heading}\n{text}")
    sketch.attribution("The garrison", "said", "Shells hit the mill")
    found = attributions(sketch, sketch.decode())
    assert found == ([(["The garrison"], [], ["said"], ["Shells hit the mill"])] if joined else [])


def test_within_a_heading_links_hold() -> None:
    sketch = Sketch("The garrison said shells hit the mill\nThe garrison said.")
    sketch.attribution("The garrison", "said", "shells hit the mill")
    assert attributions(sketch, sketch.decode()) == [
        (["The garrison"], [], ["said"], ["shells hit the mill"])
    ]


def test_spans_are_of_whole_words_by_the_first_piece() -> None:
    sketch = Sketch("Shells destroyed the Oshtan mill.")
    first, last = sketch.at("destroyed")
    assert last - first > 3
    sketch.happenings[first, BEGIN] = SURE
    # Within the word 'outside' and another 'begin' count for nothing, nor does a label of its later pieces alone.
    sketch.happenings[first + 2, BEGIN] = SURE
    start, end = sketch.at("Oshtan")
    sketch.kinds[end - 1, 1, INSIDE] = 2 * SURE
    tags = sketch.decode()
    assert [t.span.of(sketch.text) for t in tags.triggers] == ["destroyed"]
    assert tags.mentions == ()
    sketch.kinds[start, 1, INSIDE] = SURE
    assert [m.span.of(sketch.text) for m in sketch.decode().mentions] == ["Oshtan"]


def test_marks_stay_with_their_words() -> None:
    text = "قَالَ الشَّاهِدُ إنَّ القَصفَ وَقَعَ"
    sketch = Sketch(text)
    first, _ = sketch.at("القَصفَ")
    sketch.happenings[first, BEGIN] = SURE
    assert [t.span.of(text) for t in sketch.decode().triggers] == ["القَصفَ"]


def test_roles_join_triggers_and_mentions() -> None:
    sketch = Sketch("On Friday the garrison hit the mill near Oshta, villagers said.")
    sketch.trigger("hit")
    sketch.role("hit", "the garrison", "actor")
    sketch.role("hit", "the mill", "target")
    sketch.role("hit", "near Oshta", "place")
    sketch.mention("time", "On Friday")
    tags = sketch.decode()
    mentions = [(m.span.of(sketch.text), m.kind) for m in tags.mentions]
    assert mentions == [
        ("the garrison", "party"),
        ("the mill", "party"),
        ("near Oshta", "place"),
        ("On Friday", "time"),
    ]
    assert [(mentions[a.mention][0], a.role) for a in tags.arguments] == [
        ("the garrison", "actor"),
        ("the mill", "target"),
        ("near Oshta", "place"),
    ]


def test_confidence_is_that_of_trigger_and_type() -> None:
    sketch = Sketch(SAID)
    sketch.trigger("hit")
    (trigger,) = sketch.decode().triggers
    outside = np.exp(SURE / 2) / (np.exp(SURE / 2) + np.exp(SURE) + 1)
    of_type = np.exp(SURE) / (np.exp(SURE) + 7)
    assert trigger.confidence == pytest.approx((1 - outside) * of_type, abs=1e-5)


def test_thresholds_take_from_outside() -> None:
    sketch = Sketch(SAID)
    for logits in (
        sketch.happenings,
        sketch.kinds[:, 1],
        sketch.layers[:, LAYERS_OF_LABELS.index("content")],
    ):
        logits[slice(*sketch.at("the mill")), BEGIN] = SURE / 2 - 1
    assert sketch.decode() == Tags()
    found = sketch.decode(Thresholds(trigger=2.0))
    assert found.triggers
    assert not found.mentions
    assert [m.kind for m in sketch.decode(Thresholds(mention=2.0)).mentions] == ["place", "place"]
    assert not sketch.decode(Thresholds(content=0.5)).attributions


def test_a_threshold_takes_from_no_role() -> None:
    sketch = Sketch(SAID)
    sketch.trigger("hit")
    assert not sketch.decode(Thresholds(role=SURE - 1)).arguments
    # All labels of the false network are then as likely: the first is taken, that an actor begins.
    tags = sketch.decode(Thresholds(role=SURE + 1))
    assert {a.role for a in tags.arguments} == {"actor"}
    assert len(tags.arguments) == sketch.pieces.heads.sum()


def test_an_argument_is_the_mention_that_shares_most_with_it_or_a_new_one() -> None:
    sketch = Sketch("The mill near Oshta was hit on Friday.")
    sketch.trigger("hit")
    sketch.mention("place", "near Oshta")
    sketch.mention("time", "on Friday")
    for words, role in (("Oshta", 3), ("The mill", 2)):
        sketch.plays(sketch.at("hit")[0], sketch.at(words), role)
    tags = sketch.decode()
    found = {(tags.mentions[a.mention].span.of(sketch.text), a.role) for a in tags.arguments}
    assert found == {("near Oshta", "place"), ("The mill", "target")}
    assert len(tags.mentions) == 3


def test_arguments_of_one_role_side_by_side_stay_two() -> None:
    sketch = Sketch("Shells hit Oshta Teker Dara.")
    sketch.trigger("hit")
    for words in ("Oshta Teker", "Dara"):
        sketch.plays(sketch.at("hit")[0], sketch.at(words), 3)
    tags = sketch.decode()
    assert [tags.mentions[a.mention].span.of(sketch.text) for a in tags.arguments] == ["Oshta Teker", "Dara"]


def test_one_word_may_play_another_part_in_the_next_happening() -> None:
    sketch = Sketch("The garrison shelled the rebels, who hit the mill.")
    sketch.trigger("shelled")
    sketch.trigger("hit")
    sketch.role("shelled", "the rebels", "target")
    sketch.role("hit", "the rebels", "actor")
    tags = sketch.decode()
    assert [(a.trigger, a.mention, a.role) for a in tags.arguments] == [(0, 0, "target"), (1, 0, "actor")]


def long_text(sentences: int) -> Sketch:
    return Sketch(" ".join(f"Shells hit mill {n:04}." for n in range(sentences)))


def test_what_stands_in_two_windows_is_found_once_and_roles_stay_in_one() -> None:
    sketch = long_text(80)
    assert len(windows(len(sketch.pieces))) > 2
    for n in range(80):
        sketch.happenings[sketch.at(f"hit#{n + 1}")[0], BEGIN] = SURE
        sketch.role(f"hit#{n + 1}", f"mill {n:04}", "target")
    tags = sketch.decode()
    assert [t.span.start for t in tags.triggers] == [
        sketch.pieces.starts[sketch.at(f"hit#{n + 1}")[0]] for n in range(80)
    ]
    assert [(a.trigger, a.mention, a.role) for a in tags.arguments] == [(n, n, "target") for n in range(80)]


def test_triggers_of_other_windows_stand_between() -> None:
    """As in training, where all triggers of a window are seen."""
    sketch = long_text(60)
    cuts = windows(len(sketch.pieces))
    owner = Reading(
        sketch.pieces, cuts, [np.zeros((b - a + 1, 1), np.float32) for a, b in cuts], sketch
    ).owner
    triggers = [sketch.at(f"hit#{n + 1}")[0] for n in range(60)]
    # The first trigger of the second window, and a mention two triggers before it, in that window still.
    mine = next(n for n in range(60) if owner[triggers[n]] == 1)
    for n in (mine - 2, mine - 1, mine):
        sketch.trigger(f"hit#{n + 1}")
    sketch.decode()
    key = (triggers[mine], sketch.at(f"mill {mine - 3:04}")[0])
    assert owner[triggers[mine - 1]] == 0
    assert sketch.features[key][1] == 2


def test_a_role_reaches_no_further_than_training_looked() -> None:
    text = "hit " + "near " * (REACH + 20) + "Oshta"
    sketch = Sketch(text)
    sketch.trigger("hit")
    sketch.role("hit", "Oshta", "place")
    assert REACH < sketch.at("Oshta")[0] < WIDTH
    assert not sketch.decode().arguments


def test_links_reach_within_a_window_alone() -> None:
    text = "The garrison said. " + "Oshta fell. " * 200 + "Shells hit the mill."
    sketch = Sketch(text)
    sketch.attribution("The garrison", "said", "Shells hit the mill")
    assert sketch.at("Shells hit")[0] > WIDTH + STRIDE
    assert sketch.decode().attributions == ()


def test_what_is_said_in_anothers_words_keeps_to_its_sentence() -> None:
    sketch = Sketch("Oshta radio said the bridge fell. The mayor denied a claim that shells hit the mill.")
    sketch.attribution("Oshta radio", "said", "the bridge fell")
    sketch.attribution("The mayor", "denied", "a claim that shells hit the mill")
    sketch.label("inner", "shells hit the mill")
    sketch.link("cue", "shells hit the mill", "said")
    assert [a[3] for a in attributions(sketch, sketch.decode())] == [
        ["the bridge fell"], ["a claim that shells hit the mill"],
    ]  # fmt: skip
