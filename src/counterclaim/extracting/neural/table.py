"""The embedding table of word pieces: 4-bit blocks in a memory-mapped file, widened row by row.

A block holds 32 values in 18 bytes: a little-endian float16 scale, then 16 bytes of which the low
halves are values 0 to 15 and the high halves values 16 to 31; value = (half - 8) x scale. A row is as
many blocks as its columns need, a file a header of 32 bytes and the rows.
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import SettingsError

VALUES = 32
"""Values a block holds."""
BYTES = 18
"""Bytes of a block."""

_MAGIC = b"CCPIECES"
_VERSION = 1
_HEADER = struct.Struct("<8sIII12x")  # magic, version, rows, columns


class Table:
    """Rows of float32 vectors out of a file that `write` made.

    SettingsError where the file is missing, cut, no such table, or of another version.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                head = file.read(_HEADER.size)
                self.length, self.columns = _read_header(path, head)
                # Mapped shared and read-only: all worker processes of a machine hold it once.
                content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise SettingsError(f"{path}: the embedding table cannot be read: {error.strerror}") from error
        per_row = self.columns // VALUES
        if len(content) != (wanted := _HEADER.size + self.length * per_row * BYTES):
            raise SettingsError(
                f"{path}: cut or damaged: {len(content)} bytes where its header says {wanted}"
            )
        self._blocks = np.frombuffer(content, np.uint8, offset=_HEADER.size).reshape(
            self.length, per_row, BYTES
        )

    def rows(self, ids: NDArray[np.integer]) -> NDArray[np.float32]:
        """The rows of `ids` (any shape): float32 [*ids.shape, columns]. IndexError beyond the table."""
        return widen(self._blocks[ids])


def widen(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Blocks uint8 [..., n, 18] as values float32 [..., n x 32]."""
    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    halves = blocks[..., 2:]
    values = np.empty((*blocks.shape[:-1], VALUES), np.float32)
    values[..., :16] = halves & 15
    values[..., 16:] = halves >> 4
    values -= 8
    values *= scales
    return values.reshape(*blocks.shape[:-2], blocks.shape[-2] * VALUES)


def write(path: Path, blocks: NDArray[np.uint8]) -> None:
    """Write a table of `blocks`, uint8 [rows, columns / 32, 18]."""
    length, per_row, size = blocks.shape
    if blocks.dtype != np.uint8 or size != BYTES:
        raise ValueError(f"blocks are uint8 [rows, n, {BYTES}], not {blocks.dtype} {blocks.shape}")
    with path.open("wb") as file:
        file.write(_HEADER.pack(_MAGIC, _VERSION, length, per_row * VALUES))
        file.write(np.ascontiguousarray(blocks).tobytes())


def _read_header(path: Path, head: bytes) -> tuple[int, int]:
    """Rows and columns."""
    if not head.startswith(_MAGIC):
        raise SettingsError(f"{path}: not an embedding table")
    if len(head) < _HEADER.size:
        raise SettingsError(f"{path}: cut or damaged: its header ends after {len(head)} bytes")
    _, version, length, columns = _HEADER.unpack(head)
    if version != _VERSION:
        raise SettingsError(f"{path}: an embedding table of version {version}; this program reads {_VERSION}")
    if not length or not columns or columns % VALUES:
        raise SettingsError(f"{path}: cut or damaged: {length} rows of {columns} columns")
    return length, columns
