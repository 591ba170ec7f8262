"""The encoder at run time: windows of pieces to vectors, by onnxruntime on one thread.

Each window runs alone. Activations are quantised with one scale for all that runs together, so a
window's companions would change its vectors; alone, they depend on the window and nothing else. From
about a hundred pieces on it is also as fast as any batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.files import file_of
from counterclaim.extracting.neural.pieces import END, START
from counterclaim.extracting.neural.table import Table
from counterclaim.extracting.neural.windows import WIDTH, Window

PROBE = 64 * 127
"""What the graph's `probe` gives on processors whose products of bytes do not overflow."""

_SILENT = 4


def framed(window: Window) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Ids and shapes of `window` between <s> and </s>, [n + 2] each. ValueError where it does not fit."""
    ids, shape = window
    if len(ids) > WIDTH or len(ids) != len(shape):
        raise ValueError(f"a window of {len(ids)} pieces and {len(shape)} shapes; at most {WIDTH}")
    framed_ids, shapes = np.full(len(ids) + 2, START, np.int64), np.zeros(len(ids) + 2, np.int32)
    framed_ids[1:-1], framed_ids[-1], shapes[1:-1] = ids, END, shape
    return framed_ids, shapes


class Encoder:
    """The encoder in a model folder: `pieces.bin` and `encoder.onnx`, opened when first needed.

    It can be sent to worker processes: what arrives there is the folder's name. SettingsError, at the
    first use, where a file is missing or damaged or the two do not fit.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[type[Encoder], tuple[Path]]:
        return type(self), (self.folder,)

    def encode(self, windows: Sequence[Window]) -> list[NDArray[np.float32]]:
        """Vectors float32 [n + 1, hidden] for each window of n pieces: row 0 is <s>, then one row a piece.

        ValueError where a window is longer than `WIDTH` pieces or has another number of shapes than of pieces.
        """
        return [self._run(window) for window in windows]

    def load(self) -> None:
        """Open table and session now, so that the first window does not wait for them."""
        _ = self._table, self._session

    def _run(self, window: Window) -> NDArray[np.float32]:
        ids, shape = framed(window)
        feed = {"embedded": self._table.rows(ids)[None], "shape": shape[None]}
        hidden: NDArray[np.float32] = self._session.run(["hidden"], feed)[0]
        return hidden[0, :-1]

    @cached_property
    def _table(self) -> Table:
        return Table(file_of(self.folder, "pieces.bin"))

    @cached_property
    def _session(self) -> Any:
        path = self.folder / "encoder.onnx"
        if not path.is_file():
            raise SettingsError(f"{path}: there is no encoder")
        try:
            session = open_session(path)
            columns = next(put.shape[-1] for put in session.get_inputs() if put.name == "embedded")
            if columns == self._table.columns and _overflows(session, columns):
                session = open_session(path, unsigned=True)
        except SettingsError:
            raise
        except Exception as error:
            raise SettingsError(f"{path}: the encoder cannot be loaded: {_first_line(error)}") from error
        if columns != self._table.columns:
            raise SettingsError(
                f"{path}: takes vectors of {columns} values, the table has {self._table.columns}"
            )
        return session


def open_session(path: Path, *, unsigned: bool = False) -> Any:
    """An onnxruntime session of one thread that says nothing; `unsigned` weights where bytes overflow.

    Unsigned weights give the same sums; they take twice the time where they are not needed.
    """
    import onnxruntime

    onnxruntime.set_default_logger_severity(_SILENT)
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _SILENT
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    # Windows differ in length: a plan of memory for each would be kept and seldom used again.
    options.enable_mem_pattern = False
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    if unsigned:
        options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        # It would join what the graph keeps apart for speed.
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def _overflows(session: Any, columns: int) -> bool:
    """Whether this processor adds products of bytes in 16 bits, as those without VNNI do."""
    feed = {"embedded": np.zeros((1, 2, columns), np.float32), "shape": np.zeros((1, 2), np.int32)}
    [probe] = session.run(["probe"], feed)
    return bool(np.abs(probe - PROBE).max() > 1)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
