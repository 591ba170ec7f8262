"""What training minimises: the heads' losses over a batch of windows, against labels or against teachers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from counterclaim.extracting.neural.layout import (
    KINDS,
    LAYERS_OF_LABELS,
    LINK,
    PieceSpan,
    argument_rows,
)
from counterclaim.extracting.neural.pieces import END, PAD, START
from counterclaim.extracting.neural.windows import Window
from counterclaim.training.examples import Example, padded
from counterclaim.training.network import Network

Rows = Callable[[NDArray[np.int64]], NDArray[np.float32]]
"""Ids [...] → the vectors of these pieces, float32 [..., 384]."""

WEIGHTS: Mapping[str, float] = {
    "labels": 1.0, "links": 0.15, "triggers": 2.0, "mentions": 1.0, "classes": 0.4, "roles": 4.0,
}  # fmt: skip


def inputs(windows: Sequence[Example], rows: Rows, budget: int) -> tuple[Tensor, Tensor, Tensor]:
    """Vectors [B, T, 384], shapes and mask [B, T], with <s> and </s> about each window.

    B and T take few values, since each new shape costs torch seconds of preparation: T is a multiple of 64, and
    B as many rows as the budget of `batches` leaves at that width.
    """
    width = padded(max(len(one) for one in windows))
    height = max(len(windows), budget // width)
    return batched([(one.pieces.ids, one.pieces.shapes) for one in windows], rows, height, width)


def batched(windows: Sequence[Window], rows: Rows, height: int, width: int) -> tuple[Tensor, Tensor, Tensor]:
    """`windows` as the encoder takes them, padded to [height, width] between <s> and </s>."""
    ids = np.full((height, width), PAD, np.int64)
    shapes = np.zeros((height, width), np.int64)
    mask = np.zeros((height, width), np.int64)
    for row, (pieces, shape) in enumerate(windows):
        count = len(pieces)
        ids[row, 0], ids[row, 1 : count + 1], ids[row, count + 1] = START, pieces, END
        shapes[row, 1 : count + 1] = shape
        mask[row, : count + 2] = 1
    return torch.from_numpy(rows(ids)), torch.from_numpy(shapes), torch.from_numpy(mask)


@dataclass(frozen=True, slots=True)
class Spans:
    """Triggers of a batch of windows, counted over all pieces of the batch, and the words that each looks at.

    `rows` and `features` as `layout.argument_rows` gives them, `labels` the annotated label of each row.
    """

    triggers: list[PieceSpan]
    classes: list[tuple[int, int, int]]
    rows: NDArray[np.int64]
    features: NDArray[np.int64]
    labels: NDArray[np.int64]

    @classmethod
    def of(cls, windows: Sequence[Example]) -> Spans:
        triggers: list[PieceSpan] = []
        classes: list[tuple[int, int, int]] = []
        rows, features = [np.zeros((0, 2), np.int64)], [np.zeros((0, 4), np.int64)]
        labels = [np.zeros(0, np.int64)]
        at = 0
        for one in windows:
            spans = [(start, end) for start, end, *_ in one.claims]
            mine, known = argument_rows(spans, one.pieces.heads, one.pieces.sentences)
            labels.append(_argument_labels(one)[mine[:, 0], mine[:, 1]])
            rows.append(mine + np.array([len(triggers), at]))
            features.append(known)
            triggers += [(start + at, end + at) for start, end in spans]
            classes += [(t, p, c) for _, _, t, p, c in one.claims]
            at += len(one)
        return cls(triggers, classes, *(np.concatenate(parts) for parts in (rows, features, labels)))


def _argument_labels(one: Example) -> NDArray[np.int64]:
    """[claims, pieces]: outside, begin and inside of the role that a piece plays in a claim."""
    labels = np.zeros((len(one.claims), len(one)), np.int64)
    for (claim, mention), role in one.roles.items():
        _, start, end = one.named[mention]
        labels[claim, start:end] = 2 * role
        labels[claim, start] = 2 * role - 1
    return labels


@dataclass(frozen=True, slots=True)
class Logits:
    """What a network says of a batch, by head: each tensor [choices, options]; `links` one a window and link."""

    labels: Tensor
    triggers: Tensor
    mentions: Tensor
    links: list[Tensor]
    classes: tuple[Tensor, ...]
    roles: Tensor | None

    def by_head(self) -> dict[str, list[Tensor]]:
        found = {
            "labels": [self.labels], "triggers": [self.triggers], "mentions": [self.mentions],
            "links": self.links, "classes": list(self.classes), "roles": [] if self.roles is None else [self.roles],
        }  # fmt: skip
        return {head: tensors for head, tensors in found.items() if tensors}


TIMES = {"labels": len(LAYERS_OF_LABELS), "mentions": len(KINDS), "classes": 3}
"""Choices of a head that each piece or trigger takes part in; their mean losses are summed."""


def logits(
    network: Network, given: tuple[Tensor, Tensor, Tensor], windows: Sequence[Example], spans: Spans
) -> Logits:
    """Read a batch, `given` as `inputs` makes it."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = network.encoder(*given)
    hidden = network.dropout(hidden.float())
    flat = torch.cat([hidden[row, 1 : len(one) + 1] for row, one in enumerate(windows)])
    links: list[Tensor] = []
    for row, one in enumerate(windows):
        if any(one.links):
            vectors = network.links(hidden[row, : len(one) + 1]).view(len(one) + 1, 6, LINK)
            for link, pairs in enumerate(one.links):
                if pairs:
                    asked = vectors[torch.tensor(list(pairs)) + 1, 2 * link]
                    links.append(asked @ vectors[:, 2 * link + 1].T)
    return Logits(
        network.labels(flat).view(-1, 3),
        network.trigger(flat),
        network.mention(flat).view(-1, 3),
        links,
        network.classes(flat, spans.triggers) if spans.triggers else (),
        network.arguments(flat, spans.triggers, spans.rows, spans.features) if len(spans.rows) else None,
    )


def _wanted(windows: Sequence[Example], spans: Spans) -> dict[str, list[Tensor]]:
    """The annotated option of each choice, as `Logits.by_head` orders them."""

    def flat(name: str) -> list[Tensor]:
        return [torch.from_numpy(np.concatenate([getattr(one, name) for one in windows])).long().view(-1)]

    links = [torch.tensor(list(pairs.values())) + 1 for one in windows for pairs in one.links if pairs]
    classes: Any = list(torch.tensor(spans.classes).T) if spans.classes else []
    found = {"labels": flat("labels"), "triggers": flat("triggers"), "mentions": flat("mentions")}
    return found | {"links": links, "classes": classes, "roles": [torch.from_numpy(spans.labels)]}


def losses(
    network: Network,
    windows: Sequence[Example],
    rows: Rows,
    budget: int,
    teachers: Sequence[Network] = (),
    trust: float = 0.5,
) -> dict[str, Tensor]:
    """The mean loss of each head over `windows`; a head without anything to learn is left out.

    With `teachers`, `trust` of it is the divergence from the mean of what they say (Hinton and others 2015), and all
    of it where the windows are not annotated.
    """
    given, spans = inputs(windows, rows, budget), Spans.of(windows)
    said = logits(network, given, windows, spans).by_head()
    found: dict[str, Tensor] = {}
    if all(one.annotated for one in windows):
        wanted = _wanted(windows, spans)
        found = {
            head: torch.stack(
                [F.cross_entropy(a, b, reduction="sum") for a, b in zip(tensors, wanted[head], strict=True)]
            ).sum()
            / sum(len(b) for b in wanted[head])
            * TIMES.get(head, 1)
            for head, tensors in said.items()
        }
    if not teachers:
        return found
    with torch.inference_mode():
        taught = [logits(teacher, given, windows, spans).by_head() for teacher in teachers]
    for head, tensors in said.items():
        apart = _divergence(tensors, [one[head] for one in taught]) * TIMES.get(head, 1)
        found[head] = (1 - trust) * found[head] + trust * apart if head in found else apart
    return found


def _divergence(said: list[Tensor], taught: list[list[Tensor]]) -> Tensor:
    """Mean over choices of the cross-entropy to the teachers' mean probabilities."""
    total = torch.zeros(())
    count = 0
    for index, mine in enumerate(said):
        theirs = torch.stack([torch.softmax(one[index], -1) for one in taught]).mean(0)
        total = total - (theirs * torch.log_softmax(mine, -1)).sum()
        count += len(mine)
    return total / max(1, count)


def total(parts: Mapping[str, Tensor]) -> Tensor:
    return torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
