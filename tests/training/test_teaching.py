"""What a student takes from a teacher: its layers, its spans of unannotated texts, its probabilities."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.extracting.neural.tiny import tokenizer
from tests.training.test_examples import CORPUS

from counterclaim.errors import SettingsError
from counterclaim.training.corpus import as_tags, read
from counterclaim.training.examples import batches, epoch, example

torch: Any = pytest.importorskip("torch", reason="torch is not installed (extra 'train')")

from counterclaim.training import loop, losses, network, run, teaching  # noqa: E402
from counterclaim.training.backbone import Backbone  # noqa: E402
from counterclaim.training.loop import Recipe  # noqa: E402

ROWS = np.random.default_rng(1).normal(0, 0.5, (2_000, network.HIDDEN)).astype(np.float32)


def rows(ids: NDArray[np.int64]) -> NDArray[np.float32]:
    return ROWS[ids]


def fresh(seed: int, layers: int = 1) -> network.Network:
    torch.manual_seed(seed)
    made = network.initialised(network.Network(layers), seed)
    made.eval()
    return made


def test_tags_become_the_passage_that_they_are_of() -> None:
    for passage in read(CORPUS).passages[::97]:
        again = teaching.from_tags(passage.id, passage.language, passage.text, as_tags(passage))
        assert again.attributions == passage.attributions
        assert again.claims == passage.claims


def test_a_student_agrees_with_itself_and_learns_from_another() -> None:
    some = [example(p, tokenizer()) for p in read(CORPUS).passages[:3]]
    own, other = fresh(1), fresh(2)

    def distance(teacher: network.Network) -> float:
        parts = losses.losses(own, some[:1], rows, 512, [teacher], 1.0)
        return float(losses.total(parts).detach())

    assert distance(own) < distance(other)


def test_where_nobody_annotated_only_the_teacher_counts() -> None:
    one = example(read(CORPUS).passages[0], tokenizer())
    bare = replace(one, annotated=False)
    own, other = fresh(1), fresh(2)
    assert losses.losses(own, [bare], rows, 512) == {}
    half = losses.losses(own, [bare], rows, 512, [other], 0.5)
    whole = losses.losses(own, [one], rows, 512, [other], 1.0)
    assert {n: float(v.detach()) for n, v in half.items()} == {n: float(v.detach()) for n, v in whole.items()}


def test_annotated_and_unannotated_stand_in_no_batch_together() -> None:
    import random

    some = [example(p, tokenizer(), annotated=i % 2 == 0) for i, p in enumerate(read(CORPUS).passages[:40])]
    found = epoch(some, random.Random(1), 1024)
    assert all(len({one.annotated for one in batch}) == 1 for batch in found)
    assert {one.annotated for batch in found for one in batch} == {True, False}
    assert batches([], random.Random(1), 64) == []


def test_every_second_layer_is_kept_the_last_among_them() -> None:
    weights = {f"layers.{i}.qkv.bias": torch.tensor([float(i)]) for i in range(12)} | {
        "shape": torch.zeros(1)
    }
    kept = run.thinned(weights, 2, "layers.")
    assert [int(kept[f"layers.{i}.qkv.bias"]) for i in range(6)] == [1, 3, 5, 7, 9, 11]
    assert "shape" in kept
    assert len(kept) == 7


def test_a_student_of_the_same_depth_begins_as_its_first_teacher() -> None:
    teacher = fresh(3, layers=1)
    nothing = np.zeros(0, np.float32)
    start = Backbone(384, 12, 1536, 12, 1e-12, [], nothing, nothing.astype(np.uint8), {}, "")
    student = run.started(start, Recipe(layers=1, seed=5), [teaching.Teacher(teacher, "")])
    theirs = teacher.state_dict()
    assert all(torch.equal(value, theirs[name]) for name, value in student.state_dict().items())


def test_only_what_the_teacher_lacks_learns(tmp_path: Path) -> None:
    teacher = fresh(3)
    heads = frozenset(name for name in teacher.state_dict() if name.startswith("argument."))
    kept = {f"module.{name}": value for name, value in teacher.state_dict().items() if name not in heads} | {
        "module.role.0.weight": torch.zeros(2)
    }
    torch.save({"averaged": kept | {"n_averaged": torch.tensor(1)}}, tmp_path / teaching.STATE)
    (tmp_path / "model.json").write_text('{"layers": 1}', encoding="utf-8")
    loaded = teaching.load_teacher(tmp_path)
    assert loaded.lacking == heads
    nothing = np.zeros(0, np.float32)
    start = Backbone(384, 12, 1536, 12, 1e-12, [], nothing, nothing.astype(np.uint8), {}, "")
    recipe = Recipe(layers=1, seed=5, lacking=True, threads=1, epochs=1.0, budget=512, average=0.5)
    student = run.started(start, recipe, [loaded])
    before = {name: value.clone() for name, value in student.state_dict().items()}
    some = [example(p, tokenizer()) for p in read(CORPUS).passages[:6]]
    after = loop.train(student, some, rows, recipe, state=tmp_path / "a.state").state_dict()
    torch.use_deterministic_algorithms(False)
    assert {name for name, value in after.items() if not torch.equal(value, before[name])} == heads
    theirs = teacher.state_dict()
    assert all(torch.equal(value, theirs[name]) for name, value in after.items() if name not in heads)


def test_a_teacher_that_lacks_heads_is_refused_unless_they_are_what_learns(tmp_path: Path) -> None:
    whole, lacking = (
        teaching.Teacher(fresh(3), "", frozenset(names)) for names in ((), ("argument.role.bias",))
    )
    sources = run.Sources((), teachers=(tmp_path,))
    with pytest.raises(SettingsError, match=r"trained without argument; train that first, with --lacking"):
        run.checked([lacking], sources, Recipe(layers=1))
    run.checked([whole], sources, Recipe(layers=1))
    run.checked([lacking], sources, Recipe(layers=1, lacking=True))
    for given, layers in (([], 1), ([whole], 1), ([lacking], 2)):
        with pytest.raises(SettingsError, match="--lacking: needs a first teacher"):
            run.checked(given, sources, Recipe(layers=layers, lacking=True))


def test_a_folder_without_a_finished_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no finished run"):
        teaching.load_teacher(tmp_path)


def test_texts_that_are_none_are_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    long = "The army took the town. " * 20
    path.write_text(
        json.dumps({"text": long}) + "\n" + json.dumps({"text": "short"}) + "\n", encoding="utf-8"
    )
    assert list(teaching.texts(path)) == [("texts.jsonl:1", "en", long)]
    path.write_text('{"words": 1}\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"texts.jsonl:1: "):
        list(teaching.texts(path))
