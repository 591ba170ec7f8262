"""The network in torch: an encoder of BERT's shape over frozen piece vectors, and the heads over it.

Names of parameters are those of the model folder: the encoder's go into the ONNX graph, the heads' into
`heads.npz` (`Heads` reads them there, in NumPy).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from counterclaim.extracting.neural.layout import (
    ARGUMENT_LABELS,
    BETWEEN,
    KINDS,
    LAYERS_OF_LABELS,
    LINK,
    NARROW,
    SENTENCES,
    STEPS,
    TYPES,
    WIDE,
    WITHIN,
    run_ends,
)
from counterclaim.extracting.neural.pieces import SHAPES

HIDDEN, HEADS, INNER, POSITIONS = 384, 12, 1536, 512


class Layer(nn.Module):
    def __init__(self, dropout: float, eps: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=eps)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [B, T, 384]; `bias` [B, 1, 1, T] is added to the attention's scores."""
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        # Written out: on processors without a fused backward it is faster than torch's own.
        weights = torch.softmax(q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + bias, -1)
        mixed = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(rows, length, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        found: Tensor = self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))
        return found


class Encoder(nn.Module):
    """Vectors of pieces in, vectors of pieces in context out."""

    def __init__(self, layers: int = 12, dropout: float = 0.1, eps: float = 1e-12) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.zeros(POSITIONS, HIDDEN))
        self.shape = nn.Parameter(torch.zeros(SHAPES, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=eps)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout, eps) for _ in range(layers))

    def forward(self, embedded: Tensor, shape: Tensor, mask: Tensor) -> Tensor:
        """`embedded` [B, T, 384], `shape` and `mask` [B, T] of integers; gives [B, T, 384]."""
        x: Tensor = embedded + self.shape[shape] + self.position[: embedded.shape[1]]
        x = self.dropout(self.norm(x))
        bias = ((1.0 - mask.to(x.dtype)) * -10000.0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Network(nn.Module):
    """Encoder and heads; each head's method takes the vectors of one window, without its ends."""

    def __init__(self, layers: int = 12, *, dropout: float = 0.1, heads_dropout: float = 0.15) -> None:
        super().__init__()
        self.depth = layers
        self.encoder = Encoder(layers, dropout)
        self.dropout = nn.Dropout(heads_dropout)
        self.labels = nn.Linear(HIDDEN, 3 * len(LAYERS_OF_LABELS))
        self.links = nn.Linear(HIDDEN, 6 * LINK)
        self.trigger = nn.Linear(HIDDEN, 3)
        self.mention = nn.Linear(HIDDEN, 3 * len(KINDS))
        self.classify = nn.Sequential(
            nn.Linear(2 * HIDDEN, 256), nn.ReLU(), nn.Dropout(heads_dropout), nn.Linear(256, len(TYPES) + 5)
        )
        self.argument = Arguments(heads_dropout)

    def classes(self, hidden: Tensor, triggers: Sequence[tuple[int, int]]) -> tuple[Tensor, ...]:
        """Logits of type, polarity and certainty, [triggers, 8], [triggers, 2], [triggers, 3]."""
        first = torch.tensor([start for start, _ in triggers])
        logits = self.classify(torch.cat([means(hidden, triggers), hidden[first]], 1))
        return tuple(logits.split([len(TYPES), 2, 3], 1))

    def arguments(
        self,
        hidden: Tensor,
        triggers: Sequence[tuple[int, int]],
        rows: NDArray[np.int64],
        features: NDArray[np.int64],
    ) -> Tensor:
        """Logits [rows, 13] of the label of a word for a trigger; `rows` and `features` as `layout.argument_rows`
        gives them.
        """
        first = torch.tensor([start for start, _ in triggers])
        asking = torch.cat([means(hidden, triggers), hidden[first]], 1)
        found: Tensor = self.argument(hidden, asking, rows, features)
        return found


class Arguments(nn.Module):
    """Labels words for one trigger at a time, so that a word may play a part in one happening and none in the next."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.asked, self.heard = nn.Linear(2 * HIDDEN, WIDE), nn.Linear(HIDDEN, WIDE)
        self.narrow_asked, self.narrow_heard = nn.Linear(2 * HIDDEN, NARROW), nn.Linear(HIDDEN, NARROW)
        self.product = nn.Linear(NARROW, WIDE)
        self.distance, self.between = nn.Embedding(STEPS, WIDE), nn.Embedding(BETWEEN, WIDE)
        self.sentence, self.within = nn.Embedding(SENTENCES, WIDE), nn.Embedding(WITHIN, WIDE)
        self.beside = nn.Linear(3 * WIDE, WIDE)
        self.role = nn.Linear(WIDE, ARGUMENT_LABELS)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, hidden: Tensor, asking: Tensor, rows: NDArray[np.int64], features: NDArray[np.int64]
    ) -> Tensor:
        """`hidden` [n, 384], `asking` [triggers, 768]; gives [rows, 13]."""
        of, piece = torch.from_numpy(rows).unbind(1)
        # index_select's backward adds rows up; that of plain indexing takes twenty times as long on a processor.
        narrow = self.narrow_asked(asking).index_select(0, of)
        narrow = narrow * self.narrow_heard(hidden).index_select(0, piece)
        x = self.product(narrow) + self.asked(asking).index_select(0, of)
        x = x + self.heard(hidden).index_select(0, piece)
        known = torch.from_numpy(features)
        for column, layer in enumerate((self.distance, self.between, self.sentence, self.within)):
            x = x + layer(known[:, column])
        x = self.dropout(F.relu(x))
        first, last = (torch.from_numpy(ends)[:, None] for ends in run_ends(rows))
        nothing = x.new_zeros(1, x.shape[1])
        before = torch.cat([nothing, x[:-1]]).masked_fill(first, 0.0)
        after = torch.cat([x[1:], nothing]).masked_fill(last, 0.0)
        x = x + self.dropout(F.relu(self.beside(torch.cat([before, x, after], 1))))
        found: Tensor = self.role(x)
        return found


def means(hidden: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
    """Mean vectors of `spans` of `hidden` [n, 384] → [len(spans), 384]."""
    sums = torch.cat([hidden.new_zeros(1, hidden.shape[1]), hidden.cumsum(0)])
    bounds = torch.tensor(spans)
    return (sums[bounds[:, 1]] - sums[bounds[:, 0]]) / (bounds[:, 1] - bounds[:, 0])[:, None]


def initialised(network: Network, seed: int) -> Network:
    """`network` with heads drawn anew from `seed`, as torch draws linear layers."""
    generator = torch.Generator().manual_seed(seed)
    for name, parameter in network.named_parameters():
        if name.startswith("encoder."):
            continue
        with torch.no_grad():
            if parameter.ndim == 2:
                bound = 1 / math.sqrt(parameter.shape[1])
                parameter.uniform_(-bound, bound, generator=generator)
            else:
                parameter.zero_()
    return network
