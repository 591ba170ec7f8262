"""What training minimises: the heads' losses over a batch of windows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from counterclaim.extracting.neural.layout import (
    KINDS,
    LAYERS_OF_LABELS,
    LINK,
    KindSpan,
    PieceSpan,
    near_pairs,
    pair_features,
)
from counterclaim.extracting.neural.pieces import END, PAD, START
from counterclaim.training.examples import Example, padded
from counterclaim.training.network import Network

Rows = Callable[[NDArray[np.int64]], NDArray[np.float32]]
"""Ids [...] → the vectors of these pieces, float32 [..., 384]."""

WEIGHTS: Mapping[str, float] = {
    "labels": 1.0, "links": 0.15, "triggers": 2.0, "mentions": 1.0, "classes": 0.4, "roles": 0.5,
}  # fmt: skip


def inputs(windows: Sequence[Example], rows: Rows, budget: int) -> tuple[Tensor, Tensor, Tensor]:
    """Vectors [B, T, 384], shapes and mask [B, T], with <s> and </s> about each window.

    B and T take few values, since each new shape costs torch seconds of preparation: T is a multiple of 64, and
    B as many rows as the budget of `batches` leaves at that width.
    """
    width = padded(max(len(one) for one in windows))
    height = max(len(windows), budget // width)
    ids = np.full((height, width), PAD, np.int64)
    shapes = np.zeros((height, width), np.int64)
    mask = np.zeros((height, width), np.int64)
    for row, one in enumerate(windows):
        count = len(one)
        ids[row, 0], ids[row, 1 : count + 1], ids[row, count + 1] = START, one.pieces.ids, END
        shapes[row, 1 : count + 1] = one.pieces.shapes
        mask[row, : count + 2] = 1
    return torch.from_numpy(rows(ids)), torch.from_numpy(shapes), torch.from_numpy(mask)


def losses(network: Network, windows: Sequence[Example], rows: Rows, budget: int) -> dict[str, Tensor]:
    """The mean loss of each head over `windows`; a head without anything to learn is left out."""
    embedded, shapes, mask = inputs(windows, rows, budget)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = network.encoder(embedded, shapes, mask)
    hidden = network.dropout(hidden.float())
    flat = torch.cat([hidden[row, 1 : len(one) + 1] for row, one in enumerate(windows)])
    found = _labels(network, flat, windows)
    if (links := _links(network, hidden, windows)) is not None:
        found["links"] = links
    return found | _happenings(network, flat, windows)


def total(parts: Mapping[str, Tensor]) -> Tensor:
    return torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()


def _labels(network: Network, flat: Tensor, windows: Sequence[Example]) -> dict[str, Tensor]:
    def wanted(name: str) -> Tensor:
        return torch.from_numpy(np.concatenate([getattr(one, name) for one in windows])).long().view(-1)

    labels = F.cross_entropy(network.labels(flat).view(-1, 3), wanted("labels"))
    triggers = F.cross_entropy(network.trigger(flat), wanted("triggers"))
    mentions = F.cross_entropy(network.mention(flat).view(-1, 3), wanted("mentions"))
    return {
        "labels": labels * len(LAYERS_OF_LABELS),
        "triggers": triggers,
        "mentions": mentions * len(KINDS),
    }


def _links(network: Network, hidden: Tensor, windows: Sequence[Example]) -> Tensor | None:
    """Each begin chooses among the pieces of its window, or <s> for nothing."""
    found: list[Tensor] = []
    for row, one in enumerate(windows):
        if not any(one.links):
            continue
        vectors = network.links(hidden[row, : len(one) + 1]).view(len(one) + 1, 6, LINK)
        for link, pairs in enumerate(one.links):
            if pairs:
                asked = vectors[torch.tensor(list(pairs)) + 1, 2 * link]
                wanted = torch.tensor(list(pairs.values())) + 1
                scores = asked @ vectors[:, 2 * link + 1].T
                found.append(F.cross_entropy(scores, wanted, reduction="none"))
    return torch.cat(found).mean() if found else None


def _happenings(network: Network, flat: Tensor, windows: Sequence[Example]) -> dict[str, Tensor]:
    triggers: list[PieceSpan] = []
    mentions: list[KindSpan] = []
    classes: list[tuple[int, int, int]] = []
    pairs, features, roles = [], [], []
    at = 0
    for one in windows:
        spans = [(start, end) for start, end, *_ in one.claims]
        near = near_pairs(spans, one.named)
        if len(near):
            features.append(pair_features(spans, one.named, near, one.pieces.sentences))
            roles += [one.roles.get((c, m), 0) for c, m in near.tolist()]
            pairs.append(near + np.array([len(triggers), len(mentions)]))
        triggers += [(start + at, end + at) for start, end in spans]
        mentions += [(kind, start + at, end + at) for kind, start, end in one.named]
        classes += [(t, p, c) for _, _, t, p, c in one.claims]
        at += len(one)
    if not triggers:
        return {}
    gold = torch.tensor(classes)
    logits = network.classes(flat, triggers)
    found = {"classes": torch.stack([F.cross_entropy(x, gold[:, i]) for i, x in enumerate(logits)]).sum()}
    if pairs:
        scored = network.roles(flat, triggers, mentions, np.concatenate(pairs), np.concatenate(features))
        found["roles"] = F.cross_entropy(scored, torch.tensor(roles))
    return found
