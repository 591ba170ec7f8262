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
    BETWEEN,
    DISTANCES,
    KINDS,
    LAYERS_OF_LABELS,
    LINK,
    PAIR,
    ROLES,
    ROLES_OF,
    TYPES,
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

    allowed: Tensor

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
        self.role_trigger = nn.Linear(HIDDEN, PAIR)
        self.role_mention = nn.Linear(2 * HIDDEN, PAIR)
        self.distance = nn.Embedding(DISTANCES, 24)
        self.between = nn.Embedding(BETWEEN, 8)
        self.kind = nn.Embedding(len(KINDS), 24)
        self.same = nn.Embedding(2, 8)
        self.role = nn.Sequential(
            nn.Linear(3 * PAIR + 64, 128), nn.ReLU(), nn.Dropout(heads_dropout), nn.Linear(128, len(ROLES))
        )
        allowed = torch.full((len(KINDS), len(ROLES)), -1e4)
        for kind, roles in enumerate(ROLES_OF):
            allowed[kind, list(roles)] = 0.0
        self.register_buffer("allowed", allowed, persistent=False)

    def means(self, hidden: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
        """Mean vectors of `spans` of `hidden` [n, 384] → [len(spans), 384]."""
        sums = torch.cat([hidden.new_zeros(1, hidden.shape[1]), hidden.cumsum(0)])
        bounds = torch.tensor(spans)
        return (sums[bounds[:, 1]] - sums[bounds[:, 0]]) / (bounds[:, 1] - bounds[:, 0])[:, None]

    def classes(self, hidden: Tensor, triggers: Sequence[tuple[int, int]]) -> tuple[Tensor, ...]:
        """Logits of type, polarity and certainty, [triggers, 8], [triggers, 2], [triggers, 3]."""
        first = torch.tensor([start for start, _ in triggers])
        logits = self.classify(torch.cat([self.means(hidden, triggers), hidden[first]], 1))
        return tuple(logits.split([len(TYPES), 2, 3], 1))

    def roles(
        self,
        hidden: Tensor,
        triggers: Sequence[tuple[int, int]],
        mentions: Sequence[tuple[int, int, int]],
        pairs: NDArray[np.int64],
        features: NDArray[np.int64],
    ) -> Tensor:
        """Logits [pairs, 7] of the role of a mention (kind, start, end) for a trigger.

        `pairs` [n, 2] are indices of trigger and mention, `features` [n, 3] what `layout.pair_features` gives.
        """
        left, right = torch.from_numpy(pairs[:, 0]), torch.from_numpy(pairs[:, 1])
        about = self.role_trigger(self.means(hidden, triggers))[left]
        first = torch.tensor([start for _, start, _ in mentions])
        last = torch.tensor([end - 1 for _, _, end in mentions])
        named = self.role_mention(torch.cat([hidden[first], hidden[last]], 1))[right]
        kinds = torch.tensor([kind for kind, _, _ in mentions])[right]
        beside = torch.from_numpy(features)
        together = [
            about, named, about * named, self.distance(beside[:, 0]), self.between(beside[:, 1]),
            self.kind(kinds), self.same(beside[:, 2]),
        ]  # fmt: skip
        logits: Tensor = self.role(torch.cat(together, 1)) + self.allowed[kinds]
        return logits


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
