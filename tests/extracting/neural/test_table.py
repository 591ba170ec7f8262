"""The embedding table: values, round trip, and what a damaged file says."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural import table


def slow(block: bytes) -> list[float]:
    """The values of one block, one by one."""
    [scale] = struct.unpack("<e", block[:2])
    halves = [byte & 15 for byte in block[2:]] + [byte >> 4 for byte in block[2:]]
    return [(half - 8) * scale for half in halves]


@pytest.fixture
def blocks() -> NDArray[np.uint8]:
    random = np.random.default_rng(1)
    made = random.integers(0, 256, (7, 3, 18), np.uint8)
    made[..., :2] = random.uniform(-1, 1, (7, 3, 1)).astype("<f2").view(np.uint8)
    return made


@pytest.fixture
def path(tmp_path: Path, blocks: NDArray[np.uint8]) -> Path:
    table.write(tmp_path / "pieces.bin", blocks)
    return tmp_path / "pieces.bin"


def test_rows_are_the_values_of_their_blocks(path: Path, blocks: NDArray[np.uint8]) -> None:
    opened = table.Table(path)
    assert (opened.length, opened.columns) == (7, 96)
    rows = opened.rows(np.array([[5, 0], [6, 5]]))
    assert rows.dtype == np.float32
    assert rows.shape == (2, 2, 96)
    for row, number in zip(rows.reshape(4, 96), (5, 0, 6, 5), strict=True):
        assert row.tolist() == [value for block in blocks[number] for value in slow(block.tobytes())]


def test_no_ids_give_no_rows(path: Path) -> None:
    assert table.Table(path).rows(np.zeros(0, np.int32)).shape == (0, 96)


def test_an_id_beyond_the_table_is_an_error(path: Path) -> None:
    with pytest.raises(IndexError):
        table.Table(path).rows(np.array([7]))


def test_blocks_of_another_size_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="18"):
        table.write(tmp_path / "pieces.bin", np.zeros((2, 3, 17), np.uint8))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.bin: the embedding table cannot be read"):
        table.Table(tmp_path / "nowhere.bin")


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (0, -1, "cut or damaged: 409 bytes where its header says 410"),
        (0, 20, "cut or damaged: its header ends after 20 bytes"),
        (0, 0, "not an embedding table"),
        (3, None, "not an embedding table"),
    ],
)
def test_a_damaged_file_says_how(path: Path, start: int, end: int | None, message: str) -> None:
    path.write_bytes(path.read_bytes()[start:end])
    with pytest.raises(SettingsError, match=f"{path}: {message}"):
        table.Table(path)


def test_another_version_is_refused(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8] = 9
    path.write_bytes(bytes(content))
    with pytest.raises(SettingsError, match="an embedding table of version 9; this program reads 1"):
        table.Table(path)
