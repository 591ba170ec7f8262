"""What the heads tell apart: labels, types, roles, and the features of a word seen from a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.tags import MentionKind, Role
from counterclaim.model import Certainty, ClaimType, Polarity

LabelLayer = Literal["source", "cue", "content", "via", "inner"]
LAYERS_OF_LABELS: Final[tuple[LabelLayer, ...]] = ("source", "cue", "content", "via", "inner")
"""Layers labelled outside, begin, inside. `inner`: content that stands in another content."""

OUTSIDE, BEGIN, INSIDE = 0, 1, 2

KINDS: Final[tuple[MentionKind, ...]] = ("party", "place", "time", "quantity", "evidence")
ROLES: Final[tuple[Role | None, ...]] = (None, "actor", "target", "place", "time", "quantity", "evidence")
KIND_OF: Final[dict[Role, int]] = {
    "actor": 0, "target": 0, "place": 1, "time": 2, "quantity": 3, "evidence": 4,
}  # fmt: skip

TYPES: Final[tuple[ClaimType, ...]] = (
    "control", "attack", "loss", "abuse", "displacement", "deployment", "agreement", "statement",
)  # fmt: skip
POLARITIES: Final[tuple[Polarity, ...]] = ("asserted", "denied")
CERTAINTIES: Final[tuple[Certainty, ...]] = ("certain", "probable", "possible")

LINK = 64
"""Width of a link's query and key. Three links: content to cue, cue to source, cue to via."""

REACH = 90
"""Pieces to either side of a trigger within which its arguments are looked for."""

ARGUMENT_LABELS: Final = 2 * len(ROLES) - 1
"""Outside, then begin and inside of each role."""

WIDE, NARROW = 160, 96
"""Widths to which trigger and piece are brought: to be added, and to be multiplied."""

_STEPS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80)
STEPS: Final = 2 * (len(_STEPS) + 1)
BETWEEN: Final = 5
SENTENCES: Final = 7
WITHIN: Final = 3

PieceSpan = tuple[int, int]
KindSpan = tuple[int, int, int]


def argument_rows(
    triggers: Sequence[PieceSpan], heads: NDArray[np.bool_], sentences: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which words are looked at for which trigger, and what is known of them beside their vectors.

    Rows [n, 2] of trigger and piece, by trigger and along the text: the first pieces of the words within reach.
    Features [n, 4]: signed distance in steps; triggers that begin between (at most 4); sentences forth or back (3
    at most, 3 is the same); 0 outside of triggers, 1 in another trigger, 2 in this one.
    """
    if not triggers:
        return np.zeros((0, 2), np.int64), np.zeros((0, 4), np.int64)
    words = np.flatnonzero(heads)
    bounds = np.array(triggers, np.int64)
    start, end = bounds[:, :1], bounds[:, 1:]
    rows = np.argwhere((words >= start - REACH) & (words < end + REACH))
    of, piece = rows[:, 0], words[rows[:, 1]]
    first, last = bounds[of].T
    gap = piece - first
    step = np.digitize(np.abs(gap), _STEPS) + (len(_STEPS) + 1) * (gap < 0)
    starts = np.sort(bounds[:, 0])
    low, high = np.minimum(first, piece), np.maximum(first, piece)
    between = np.searchsorted(starts, high) - np.searchsorted(starts, low, "right")
    turn = SENTENCES // 2
    sentence = np.clip(sentences[piece] - sentences[first], -turn, turn) + turn
    busy = np.zeros(len(heads), np.int64)
    for one, other in triggers:
        busy[one:other] = 1
    within = np.where((piece >= first) & (piece < last), 2, busy[piece])
    features = np.stack([step, np.clip(between, 0, BETWEEN - 1), sentence, within], 1)
    return np.stack([of, piece], 1).astype(np.int64), features.astype(np.int64)


def run_ends(rows: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether each row of `argument_rows` is its trigger's first, and whether it is its last."""
    turns = np.flatnonzero(np.diff(rows[:, 0])) + 1
    first, last = np.zeros(len(rows), np.bool_), np.zeros(len(rows), np.bool_)
    first[np.concatenate([[0], turns])[: len(rows)]] = True
    last[np.concatenate([turns - 1, [len(rows) - 1]])[: len(rows)]] = True
    return first, last
