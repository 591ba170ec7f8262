"""The ONNX graph against a forward pass in NumPy."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from tests.training import reference
from tests.training.reference import Floats

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.encoder import framed, open_session
from counterclaim.extracting.neural.table import Table, write
from counterclaim.training import graph

onnx = pytest.importorskip("onnx", reason="onnx is in the extra `train` and the development set")


def run(path: Path, sample: graph.Sample, *, unsigned: bool = False) -> Floats:
    embedded, shape = sample
    feed = {"embedded": embedded[None], "shape": shape[None]}
    hidden: Floats = open_session(path, unsigned=unsigned).run(["hidden"], feed)[0][0]
    return hidden


@pytest.fixture
def samples(tmp_path: Path) -> list[graph.Sample]:
    write(tmp_path / "pieces.bin", reference.blocks())
    table = Table(tmp_path / "pieces.bin")
    return [graph.sample(table, reference.window(length, seed=length)) for length in (30, 7, 61)]


def test_a_sample_is_the_window_between_its_marks(samples: list[graph.Sample]) -> None:
    embedded, shape = samples[1]
    assert embedded.shape == (9, reference.HIDDEN)
    assert shape[0] == shape[-1] == 0
    assert framed(reference.window(7, seed=7))[0][[0, -1]].tolist() == [0, 2]


def test_float32_is_the_forward_pass_to_rounding(tmp_path: Path, samples: list[graph.Sample]) -> None:
    parameters = reference.parameters()
    graph.build(parameters, tmp_path / "e.onnx", heads=reference.HEADS, precision="float32")
    for sample in samples:
        assert np.allclose(
            run(tmp_path / "e.onnx", sample), reference.forward(parameters, *sample), atol=2e-5
        )


@pytest.mark.parametrize("levelled", [False, True])
def test_int8_is_near_the_forward_pass(tmp_path: Path, samples: list[graph.Sample], levelled: bool) -> None:
    parameters = reference.parameters()
    graph.build(parameters, tmp_path / "e.onnx", heads=reference.HEADS, samples=samples if levelled else ())
    for sample in samples:
        error = np.abs(run(tmp_path / "e.onnx", sample) - reference.forward(parameters, *sample))
        assert 0 < error.mean() < 0.02
        assert error.max() < 0.12


def test_levelling_keeps_what_a_channel_much_larger_than_the_others_would_drown(
    tmp_path: Path, samples: list[graph.Sample]
) -> None:
    parameters = reference.parameters()
    parameters["layers.0.inner.bias"][3] += 60
    parameters["layers.0.outer.weight"][:, 3] /= 60
    parameters["layers.1.norm1.bias"][5] += 20
    wanted = reference.forward(parameters, *samples[0])

    def error(name: str, **options: list[graph.Sample]) -> float:
        graph.build(parameters, tmp_path / name, heads=reference.HEADS, **options)  # type: ignore[arg-type]
        return float(np.abs(run(tmp_path / name, samples[0]) - wanted).mean())

    assert error("levelled.onnx", samples=samples) < error("plain.onnx") / 2


def test_unsigned_weights_give_the_same_vectors(tmp_path: Path, samples: list[graph.Sample]) -> None:
    reference.folder(tmp_path)
    signed, unsigned = (run(tmp_path / "encoder.onnx", samples[0], unsigned=u) for u in (False, True))
    assert np.allclose(signed, unsigned, atol=1e-5)


def test_equal_input_gives_equal_bytes(tmp_path: Path, samples: list[graph.Sample]) -> None:
    first, second = (tmp_path / name for name in ("first", "second"))
    for path in (first, second):
        reference.folder(path, samples=samples)
    assert (first / "encoder.onnx").read_bytes() == (second / "encoder.onnx").read_bytes()


@pytest.mark.parametrize(("reduced", "most"), [(False, 127), (True, 64)])
def test_weights_are_bytes_and_reach_the_edge_of_their_range(
    tmp_path: Path, reduced: bool, most: int
) -> None:
    path = reference.folder(tmp_path, reduce_range=reduced) / "encoder.onnx"
    arrays = {
        a.name: onnx.numpy_helper.to_array(a)
        for a in onnx.load(path).graph.initializer
        if a.name.startswith("layers.") and not a.name.endswith(("bias", "scale")) and "norm" not in a.name
    }
    assert len(arrays) == 4 * reference.LAYERS
    for array in arrays.values():
        assert array.dtype == np.int8
        # Every column (output) uses its own range in full.
        assert (np.abs(array.astype(int)).max(axis=0) == most).all()


def test_the_depth_is_read_off_the_parameters() -> None:
    assert graph.depth(reference.parameters()) == reference.LAYERS


def test_other_parameters_are_passed_over_and_a_missing_one_is_named(tmp_path: Path) -> None:
    parameters = reference.parameters()
    graph.build(
        {**parameters, "tag.weight": np.ones((2, 2), np.float32)}, tmp_path / "e.onnx", heads=reference.HEADS
    )
    del parameters["layers.1.outer.bias"]
    with pytest.raises(KeyError, match=r"layers\.1\.outer\.bias"):
        graph.build(parameters, tmp_path / "e.onnx", heads=reference.HEADS)


def test_without_onnx_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(SettingsError, match=r"counterclaim\[train\]"):
        graph.build(reference.parameters(), tmp_path / "e.onnx", heads=reference.HEADS)
