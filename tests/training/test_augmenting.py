"""Variants keep every span on the same words."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from counterclaim.model import Span
from counterclaim.training import augmenting
from counterclaim.training.augmenting import Edit, TornError
from counterclaim.training.corpus import Passage, passage, read

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def words(text: str) -> list[str]:
    return augmenting.LOST.sub("", text).split()


def spans(given: Passage) -> list[str]:
    found = [given_span.of(given.text) for claim in given.claims for given_span in (claim.trigger,)]
    found += [part.span.of(given.text) for claim in given.claims for part in claim.roles]
    for attribution in given.attributions:
        kept = (attribution.source, attribution.via, attribution.cue, *attribution.content)
        found += [span.of(given.text) for span in kept if span is not None]
    return found


def test_no_variant_of_the_corpus_moves_a_span_off_its_words() -> None:
    passages = read(CORPUS).passages[::7]
    found = augmenting.variants(passages, 1.0, seed=3)
    assert len(found) > 0.95 * len(passages)
    by_id = {p.id: p for p in passages}
    for variant in found:
        original = by_id[variant.id.rpartition("-")[0]]
        assert [words(s) for s in spans(variant)] == [words(s) for s in spans(original)]


def test_marks_are_lost_and_nothing_else() -> None:
    given = made("Aid groups, the mayor's office said, left “Dara”.")
    assert augmenting.without_marks(given).text == "Aid groups the mayors office said left Dara."


def test_lines_move_only_at_breaks_and_sentence_ends() -> None:
    given = made("Shelling began.\n\nTwo houses burned. The mayor left.")
    variants = {augmenting.broken_anew(given, random.Random(seed)).text for seed in range(40)}
    assert {v.replace("\n", " ").replace("  ", " ") for v in variants} == {
        "Shelling began. Two houses burned. The mayor left."
    }
    assert len(variants) > 2


def test_an_edit_that_tears_a_span_is_refused() -> None:
    given = made("The army took Dara.")
    claim = given.claims[0]
    with pytest.raises(TornError):
        augmenting.edited(given, [Edit(Span(claim.trigger.start + 1, claim.trigger.end + 3), "x")], "-x")


def made(text: str) -> Passage:
    trigger = text.split()[2].strip(",.")
    claim: dict[str, Any] = {
        "trigger": trigger, "type": "control", "polarity": "asserted", "certainty": "certain", "attribution": None,
        "actor": [], "target": [], "place": [], "time": [], "quantity": [], "evidence": [],
    }  # fmt: skip
    return passage(
        {"id": "t1", "language": "en", "date": None, "text": text, "attributions": [], "claims": [claim]}
    )
