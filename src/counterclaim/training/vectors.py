"""The network of torch as the tagger's encoder, so that a model is scored before it is exported."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from counterclaim.extracting.neural.heads import Floats
from counterclaim.extracting.neural.pieces import END, PAD, START
from counterclaim.extracting.neural.tagger import Window
from counterclaim.training.losses import Rows
from counterclaim.training.network import Network

BATCH = 16


class TorchVectors:
    """Implements `Vectors` in float32."""

    def __init__(self, network: Network, rows: Rows) -> None:
        self._network, self._rows = network.eval(), rows

    def encode(self, windows: Sequence[Window]) -> list[Floats]:
        found: list[Floats] = []
        with torch.inference_mode():
            for at in range(0, len(windows), BATCH):
                found += self._batch(windows[at : at + BATCH])
        return found

    def _batch(self, windows: Sequence[Window]) -> list[Floats]:
        width = max(len(ids) for ids, _ in windows) + 2
        ids = np.full((len(windows), width), PAD, np.int64)
        shapes = np.zeros((len(windows), width), np.int64)
        mask = np.zeros((len(windows), width), np.int64)
        for row, (one, shape) in enumerate(windows):
            count = len(one)
            ids[row, 0], ids[row, 1 : count + 1], ids[row, count + 1] = START, one, END
            shapes[row, 1 : count + 1] = shape
            mask[row, : count + 2] = 1
        hidden = self._network.encoder(
            torch.from_numpy(self._rows(ids)), torch.from_numpy(shapes), torch.from_numpy(mask)
        ).numpy()
        return [hidden[row, : len(one) + 1] for row, (one, _) in enumerate(windows)]
