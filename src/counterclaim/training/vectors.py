"""The network of torch as the tagger's encoder, so that a model is scored before it is exported."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from counterclaim.extracting.neural.heads import Floats
from counterclaim.extracting.neural.windows import Window
from counterclaim.training.losses import Rows, batched
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
        given = batched(windows, self._rows, len(windows), width)
        hidden = self._network.encoder(*given).numpy()
        return [hidden[row, : len(one) + 1] for row, (one, _) in enumerate(windows)]
