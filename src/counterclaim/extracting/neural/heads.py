"""The heads in NumPy: what the vectors of one window say of its pieces, triggers and mentions.

Names of the weights are those of `training.network.Network`; Linear weights are [out, in].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.layout import LINK, TYPES, PieceSpan, run_ends

Floats = NDArray[np.float32]

NEEDED: Final = (
    "labels", "links", "trigger", "mention", "classify.0", "classify.3", "argument.asked", "argument.heard",
    "argument.narrow_asked", "argument.narrow_heard", "argument.product", "argument.distance", "argument.between",
    "argument.sentence", "argument.within", "argument.beside", "argument.role",
)  # fmt: skip


class Heads:
    """Small matrices over vectors; all logits are natural, unscaled."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        missing = [name for name in NEEDED if f"{name}.weight" not in weights]
        if missing:
            raise SettingsError(f"the heads of the model lack {', '.join(missing)}")
        self._weights = {name: np.asarray(value, np.float32) for name, value in weights.items()}

    @classmethod
    def load(cls, path: Path) -> Heads:
        """From `heads.npz`. SettingsError where it is missing or damaged."""
        try:
            with path.open("rb") as file, np.load(file) as stored:
                return cls({name: stored[name] for name in stored.files})
        except (OSError, EOFError, ValueError, BadZipFile) as error:
            raise SettingsError(f"{path}: the heads cannot be read: {error}") from error

    def labels(self, hidden: Floats) -> Floats:
        """Outside, begin, inside of each layer of labels: [n, 5, 3]."""
        return self._linear("labels", hidden).reshape(len(hidden), -1, 3)

    def triggers(self, hidden: Floats) -> Floats:
        """[n, 3]."""
        return self._linear("trigger", hidden)

    def mentions(self, hidden: Floats) -> Floats:
        """Outside, begin, inside of each kind of mention: [n, 5, 3]."""
        return self._linear("mention", hidden).reshape(len(hidden), -1, 3)

    def links(self, window: Floats) -> Floats:
        """Queries and keys of the three links: [n + 1, 6, 64] for a window with its start in row 0."""
        return self._linear("links", window).reshape(len(window), 6, LINK)

    def classes(self, hidden: Floats, triggers: Sequence[PieceSpan]) -> tuple[Floats, Floats, Floats]:
        """Logits of type [t, 8], polarity [t, 2] and certainty [t, 3]."""
        first = hidden[[start for start, _ in triggers]]
        inner = self._linear("classify.0", np.concatenate([means(hidden, triggers), first], 1))
        logits = self._linear("classify.3", np.maximum(inner, 0))
        kinds = len(TYPES)
        return logits[:, :kinds], logits[:, kinds : kinds + 2], logits[:, kinds + 2 :]

    def arguments(
        self,
        hidden: Floats,
        triggers: Sequence[PieceSpan],
        rows: NDArray[np.int64],
        features: NDArray[np.int64],
    ) -> Floats:
        """Logits [rows, 13] of the label of a word for a trigger: outside, begin and inside of each role.

        `rows` and `features` as `layout.argument_rows` gives them for these triggers.
        """
        of, piece = rows.T
        pieces, place = np.unique(piece, return_inverse=True)
        asking = np.concatenate([means(hidden, triggers), hidden[[start for start, _ in triggers]]], 1)
        hearing = hidden[pieces]
        narrow = self._linear("argument.narrow_asked", asking)[of]
        narrow *= self._linear("argument.narrow_heard", hearing)[place]
        x = self._linear("argument.product", narrow)
        x += self._linear("argument.asked", asking)[of]
        x += self._linear("argument.heard", hearing)[place]
        for column, name in enumerate(("distance", "between", "sentence", "within")):
            x += self._weights[f"argument.{name}.weight"][features[:, column]]
        x = np.maximum(x, 0)
        first, last = run_ends(rows)
        nothing = np.zeros((1, x.shape[1]), np.float32)
        before, after = np.concatenate([nothing, x[:-1]]), np.concatenate([x[1:], nothing])
        before[first] = 0
        after[last] = 0
        x = x + np.maximum(self._linear("argument.beside", np.concatenate([before, x, after], 1)), 0)
        return self._linear("argument.role", x)

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found


def means(hidden: Floats, spans: Sequence[PieceSpan]) -> Floats:
    """Mean vectors of `spans`: [len(spans), width]."""
    return np.stack([hidden[start:end].mean(0) for start, end in spans])


def softmax(logits: Floats) -> Floats:
    """Over the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    found: Floats = raised / raised.sum(-1, keepdims=True)
    return found
