"""A model folder is read as written, and one that is none is refused in words that help."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.extracting.neural.test_heads import WIDTH, weights
from tests.extracting.neural.tiny import tokenizer

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.confidence import Calibration, Floors
from counterclaim.extracting.neural.decoding import Thresholds
from counterclaim.extracting.neural.files import FILES
from counterclaim.extracting.neural.heads import Floats
from counterclaim.extracting.neural.tagger import NeuralTagger, Settings, load_tokenizer
from counterclaim.extracting.neural.windows import Window
from counterclaim.extracting.tags import Argument, Mention, Tags, Trigger
from counterclaim.model import Passage, Span
from counterclaim.training import backbone

GIVEN: dict[str, Any] = {
    "format": 1,
    "version": "2026-11-30",
    "thresholds": {"trigger": 0.5, "mention": 0.25, "content": 1.0},
    "calibration": {"slope": 2.0, "intercept": 0.0},
    "floors": {"attack": 0.5},
    "training": {"seconds": 12},
}


class Drawn:
    """Vectors at random, the same for the same windows; implements `Vectors`."""

    def __init__(self) -> None:
        self.read: list[int] = []

    def encode(self, windows: Sequence[Window]) -> list[Floats]:
        self.read += [len(ids) for ids, _ in windows]
        found = []
        for ids, shapes in windows:
            assert len(ids) == len(shapes)
            draw = np.random.default_rng(int(ids.sum()))
            found.append(3 * draw.normal(size=(len(ids) + 1, WIDTH)).astype(np.float32))
        return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model.json").write_text(json.dumps(GIVEN))
    backbone.save_tokenizer(tokenizer(), tmp_path / "tokenizer.json.gz")
    np.savez(tmp_path / "heads.npz", **weights())  # type: ignore[arg-type]
    for name in ("pieces.bin", "encoder.onnx"):
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def test_settings_are_read(folder: Path) -> None:
    tagger = NeuralTagger(folder)
    assert (tagger.name, tagger.version) == ("neural", "2026-11-30")
    assert tagger.settings == Settings(
        "2026-11-30", Thresholds(0.5, 0.25, 1.0), Calibration(2.0, 0.0), Floors({"attack": 0.5})
    )


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere.*the model cannot be read: No such file"):
        NeuralTagger(tmp_path / "nowhere")


@pytest.mark.parametrize("name", FILES[1:])
def test_a_folder_that_lacks_a_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(SettingsError, match=f"the model lacks {name}"):
        NeuralTagger(folder)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (json.dumps(GIVEN | {"format": 2}), "format 2; this program reads 1"),
        (json.dumps({k: v for k, v in GIVEN.items() if k != "format"}), "KeyError.*format"),
        (json.dumps({k: v for k, v in GIVEN.items() if k != "floors"}), "KeyError.*floors"),
        (json.dumps(GIVEN | {"thresholds": {"triggers": 1.0}}), "unexpected keyword argument 'triggers'"),
        (json.dumps(GIVEN | {"calibration": None}), "TypeError"),
        ("[1]", "TypeError"),
        ("{", "JSONDecodeError"),
        ("", "JSONDecodeError"),
    ],
)
def test_a_description_of_another_form(folder: Path, content: str, cause: str) -> None:
    (folder / "model.json").write_text(content)
    with pytest.raises(SettingsError, match=rf"model\.json: not the description of a model: .*{cause}"):
        NeuralTagger(folder)


@pytest.mark.parametrize("content", [b"", b"{}", b"\x1f\x8b\x08 cut"])
def test_a_damaged_tokenizer(folder: Path, content: bytes) -> None:
    (folder / "tokenizer.json.gz").write_bytes(content)
    with pytest.raises(SettingsError, match=r"tokenizer\.json\.gz: the tokenizer cannot be read"):
        load_tokenizer(folder / "tokenizer.json.gz")


def test_only_the_description_is_read_before_the_first_text(folder: Path) -> None:
    for name in FILES[1:]:
        (folder / name).write_bytes(b"damaged")
    tagger = NeuralTagger(folder, vectors=Drawn())
    with pytest.raises(SettingsError, match="tokenizer"):
        tagger.tag("hit", [Passage(Span(0, 3), "paragraph")], "en")


def test_tags_lie_in_their_passages_and_are_the_same_each_time(folder: Path) -> None:
    text = (
        "Menu | the mill | hit\n" + "The garrison said shells hit the mill. " * 40 + "\nAll rights | the mill"
    )
    start, end = text.index("\n") + 1, text.rindex("\n")
    drawn = Drawn()
    tags = NeuralTagger(folder, vectors=drawn).tag(text, [Passage(Span(start, end), "paragraph")], "en")
    assert len(drawn.read) > 2
    spans = [t.span for t in tags.triggers] + [m.span for m in tags.mentions]
    for attribution in tags.attributions:
        spans += [*attribution.source, *attribution.via, *attribution.cue, *attribution.content]
    assert len(spans) > 50
    assert all(Span(start, end).holds(span) for span in spans)
    assert all(0.5 <= t.confidence <= 1 for t in tags.triggers if t.type == "attack")
    again = NeuralTagger(folder, vectors=Drawn())
    assert again.tag(text, [Passage(Span(start, end), "paragraph")], "xx") == tags
    assert again.tag(text, [], "en") == Tags()


def test_triggers_below_their_floor_go_with_their_arguments(folder: Path) -> None:
    def trigger(at: int, type_: Any, confidence: float) -> Trigger:
        return Trigger(Span(at, at + 3), type_, "asserted", "certain", None, confidence)

    tags = Tags(
        (),
        (trigger(0, "attack", 0.4), trigger(4, "loss", 0.4), trigger(8, "attack", 0.75)),
        (Mention(Span(20, 24), "place"),),
        (Argument(0, 0, "place"), Argument(1, 0, "place"), Argument(2, 0, "place")),
    )
    graded = NeuralTagger(folder).graded(tags)
    assert [(t.span.start, t.confidence) for t in graded.triggers] == [(4, 0.31), (8, 0.9)]
    assert graded.arguments == (Argument(0, 0, "place"), Argument(1, 0, "place"))
    assert graded.mentions == tags.mentions
