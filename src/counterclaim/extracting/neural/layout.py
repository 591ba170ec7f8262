"""What the heads tell apart: labels, types, roles, and the features of a pair of trigger and mention."""

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
ROLES_OF: Final = ((0, 1, 2), (0, 3), (0, 4), (0, 5), (0, 6))
"""Indices of the roles that a mention of each kind may play."""

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

PAIR = 128
"""Width to which trigger and mention are brought before they are compared."""

FAR = 130
"""Pieces beyond which a mention is no argument of a trigger."""

_STEPS = (1, 2, 3, 5, 8, 12, 18, 26, 40, 60, 90)
DISTANCES = 2 * (len(_STEPS) + 1)
BETWEEN = 4

PieceSpan = tuple[int, int]
KindSpan = tuple[int, int, int]


def near_pairs(triggers: Sequence[PieceSpan], mentions: Sequence[KindSpan]) -> NDArray[np.int64]:
    """Indices [n, 2] of the triggers and mentions that are scored, in order."""
    starts = np.array([start for start, _ in triggers], np.int64)
    firsts = np.array([first for _, first, _ in mentions], np.int64)
    return np.argwhere(np.abs(starts[:, None] - firsts[None]) <= FAR)


def pair_features(
    triggers: Sequence[PieceSpan],
    mentions: Sequence[KindSpan],
    pairs: NDArray[np.int64],
    sentences: NDArray[np.int32],
) -> NDArray[np.int64]:
    """Features [n, 3] of pairs: distance in steps, triggers between them (at most 3), one sentence or two.

    A distance is signed by the side on which the mention stands; 0 where they overlap.
    """
    bounds = np.array(triggers, np.int64).reshape(-1, 2)
    start, end = bounds[pairs[:, 0]].T
    first, last = np.array([span for _, *span in mentions], np.int64).reshape(-1, 2)[pairs[:, 1]].T
    gap = np.where(first >= end, first - end + 1, np.where(last <= start, last - start - 1, 0))
    step = np.digitize(np.abs(gap), _STEPS) + (len(_STEPS) + 1) * (gap < 0)
    starts = np.sort(bounds[:, 0])
    low, high = np.minimum(start, first), np.maximum(start, first)
    between = np.searchsorted(starts, high) - np.searchsorted(starts, low, "right")
    same = sentences[start] == sentences[first]
    return np.stack([step, np.clip(between, 0, BETWEEN - 1), same], 1).astype(np.int64)
