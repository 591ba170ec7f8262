"""What a tagger is given for what it finds, misses and adds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.extracting.tags import Argument, Mention, Tags
from counterclaim.model import Span
from counterclaim.training.corpus import Passage, as_tags, passage
from counterclaim.training.evaluation import calibration_error, score

TEXT = (
    "The garrison said its men had taken Oshta. Shells hit the mill. Villagers denied that the bridge fell."
)


def given() -> Passage:
    def claim(trigger: str, kind: str, attribution: int | None, **roles: list[str]) -> dict[str, object]:
        slots = {
            slot: roles.get(slot, []) for slot in ("actor", "target", "place", "time", "quantity", "evidence")
        }
        polarity = roles.get("polarity", ["asserted"])[0]
        return {
            "trigger": trigger, "type": kind, "polarity": polarity, "certainty": "certain",
            "attribution": attribution, **slots,
        }  # fmt: skip

    return passage(
        {
            "id": "t1", "language": "en", "date": None, "text": TEXT,
            "attributions": [
                {"source": "The garrison", "via": None, "cue": "said", "content": ["its men had taken Oshta"]},
                {"source": "Villagers", "via": None, "cue": "denied", "content": ["the bridge fell"]},
            ],
            "claims": [
                claim("taken", "control", 0, actor=["its men"], place=["Oshta"]),
                claim("hit", "attack", None, actor=["Shells"], target=["the mill"]),
                claim("fell", "control", 1, place=["the bridge"], polarity=["denied"]),
            ],
        }
    )  # fmt: skip


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_gold_tags_score_one_in_everything() -> None:
    figures = score([(given(), as_tags(given()))]).figures()
    assert figures.pop("calibration") == 0
    assert set(figures.values()) == {1.0}


def test_no_tags_score_nothing() -> None:
    found = score([(given(), Tags())])
    assert set(found.figures().values()) == {0.0}
    assert (found.trigger.found, found.trigger.gold, found.role.gold) == (0, 3, 5)


def test_a_wrong_type_keeps_the_trigger_and_its_roles() -> None:
    tags = as_tags(given())
    wrong = replace(tags, triggers=(replace(tags.triggers[0], type="attack"), *tags.triggers[1:]))
    found = score([(given(), wrong)])
    assert (found.trigger.f1, found.role.f1) == (1, 1)
    assert found.typed.f1 == pytest.approx(2 / 3)
    assert (found.by_type["control"].recall, found.by_type["attack"].precision) == (0.5, 0.5)


def test_an_argument_counts_only_in_its_role_and_at_a_matched_trigger() -> None:
    tags = as_tags(given())
    swapped = tuple(replace(a, role="target" if a.role == "actor" else a.role) for a in tags.arguments)
    assert score([(given(), replace(tags, arguments=swapped))]).role.hits == 3
    away = tuple(replace(t, span=Span(t.span.start + 8, t.span.end + 8)) for t in tags.triggers[:1])
    found = score([(given(), replace(tags, triggers=(*away, *tags.triggers[1:])))])
    assert (found.trigger.hits, found.role.hits, found.role.gold) == (2, 3, 5)


def test_an_annotated_argument_is_found_once() -> None:
    tags = as_tags(given())
    twice = replace(
        tags,
        mentions=(*tags.mentions, Mention(span("men"), "party")),
        arguments=(*tags.arguments, Argument(0, len(tags.mentions), "actor")),
    )
    role = score([(given(), twice)]).by_role["actor"]
    assert (role.hits, role.found, role.gold) == (2, 3, 2)


def test_claims_of_one_trigger_are_told_apart_by_type() -> None:
    one = given()
    both = replace(one, claims=(one.claims[0], replace(one.claims[0], type="loss"), *one.claims[1:]))
    tags = as_tags(both)
    mixed = replace(tags, triggers=tuple(replace(tags.triggers[i], attribution=None) for i in (1, 0, 2, 3)))
    found = score([(both, replace(mixed, arguments=()))])
    assert (found.trigger.hits, found.typed.hits) == (4, 4)


@pytest.mark.parametrize(
    ("content", "source", "cue", "hits"),
    [
        ("men had taken Oshta", "garrison", "said", (2, 2, 2)),
        ("taken Oshta", "The garrison", "said", (1, 1, 1)),
        ("its men had taken", "its men", "said", (2, 1, 1)),
        ("its men had taken", "", "said", (2, 1, 1)),
        ("its men had taken", "The garrison", "Shells", (2, 2, 1)),
    ],
)
def test_an_attribution_needs_half_its_content_then_its_source_then_its_cue(
    content: str, source: str, cue: str, hits: tuple[int, int, int]
) -> None:
    tags = as_tags(given())
    changed = replace(
        tags.attributions[0],
        content=(span(content),),
        source=(span(source),) if source else (),
        cue=(span(cue),),
    )
    found = score([(given(), replace(tags, attributions=(changed, tags.attributions[1])))])
    assert (found.attribution.hits, found.sourced.hits, found.full.hits) == hits


def test_polarity_and_the_claimant_are_judged_at_matched_triggers() -> None:
    tags = as_tags(given())
    asserted = tuple(replace(t, polarity="asserted", attribution=None) for t in tags.triggers)
    found = score([(given(), replace(tags, triggers=asserted))])
    assert found.polarity == pytest.approx(2 / 3)
    assert found.claimed == pytest.approx(1 / 3)
    assert (found.denied.hits, found.denied.gold) == (0, 1)


def test_calibration_is_the_distance_of_confidence_from_what_is_right() -> None:
    assert calibration_error([(0.8, n % 5 > 0) for n in range(100)]) == pytest.approx(0)
    assert calibration_error([(0.9, n % 2 == 0) for n in range(100)]) == pytest.approx(0.4)
    mixed = [(0.2, False)] * 50 + [(0.7, True)] * 50
    assert calibration_error(mixed) == pytest.approx(0.25)
    assert calibration_error(reversed(mixed)) == calibration_error(mixed)
    assert calibration_error([]) == 0


def test_scores_are_summed_over_passages() -> None:
    found = score([(given(), as_tags(given())), (given(), Tags())])
    assert found.passages == 2
    assert found.trigger.recall == 0.5
    assert found.trigger.precision == 1
