"""A reading made by hand: what each head should say of the words of a text, as logits of a false network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tests.extracting.neural.tiny import pieces_of

from counterclaim.extracting.neural.decoding import Reading, Thresholds, decode
from counterclaim.extracting.neural.heads import Floats, Heads
from counterclaim.extracting.neural.layout import (
    ARGUMENT_LABELS,
    BEGIN,
    CERTAINTIES,
    INSIDE,
    KIND_OF,
    KINDS,
    LAYERS_OF_LABELS,
    LINK,
    POLARITIES,
    ROLES,
    TYPES,
    LabelLayer,
    PieceSpan,
)
from counterclaim.extracting.neural.windows import windows
from counterclaim.extracting.tags import MentionKind, Role, Tags
from counterclaim.model import Certainty, ClaimType, Polarity, Span

SURE = 8.0
"""Logit of what is so; all else is 0."""

_LINKS = {"cue": 0, "source": 1, "via": 2}


class Sketch(Heads):
    """Heads that say what was sketched. A vector is the number of its piece in the text, the start mark's is -1.

    Words are named as they stand in the text; `word#2` is the second occurrence.
    """

    def __init__(self, text: str) -> None:
        self.text, self.pieces = text, pieces_of(text)
        count = len(self.pieces)
        self.layers = np.zeros((count, len(LAYERS_OF_LABELS), 3), np.float32)
        self.happenings = np.zeros((count, 3), np.float32)
        self.kinds = np.zeros((count, len(KINDS), 3), np.float32)
        for table in (self.layers, self.happenings, self.kinds):
            table[..., 0] = SURE / 2
        self.linked: dict[tuple[int, int], int] = {}
        self.classed: dict[int, tuple[int, int, int]] = {}
        self.played: dict[tuple[int, int], int] = {}
        self.features: dict[tuple[int, int], list[int]] = {}
        signs = np.random.default_rng(5).choice([-1.0, 1.0], (count + 1, LINK))
        self.signs = signs.astype(np.float32)

    def at(self, words: str) -> PieceSpan:
        wording, _, number = words.partition("#")
        start = -1
        for _ in range(int(number or 1)):
            start = self.text.index(wording, start + 1)
        found = self.pieces.covering(Span(start, start + len(wording)))
        assert found is not None, words
        return found

    def label(self, layer: LabelLayer, words: str) -> None:
        _mark(self.layers[:, LAYERS_OF_LABELS.index(layer)], self.at(words))

    def link(self, kind: str, words: str, to: str) -> None:
        """From the first piece of `words` to that of `to`; `kind` is cue, source or via."""
        self.linked[_LINKS[kind], self.at(words)[0]] = self.at(to)[0]

    def trigger(
        self,
        words: str,
        type_: ClaimType = "attack",
        polarity: Polarity = "asserted",
        certainty: Certainty = "certain",
    ) -> None:
        span = self.at(words)
        _mark(self.happenings, span)
        self.classed[span[0]] = (
            TYPES.index(type_), POLARITIES.index(polarity), CERTAINTIES.index(certainty),
        )  # fmt: skip

    def mention(self, kind: MentionKind, words: str) -> None:
        _mark(self.kinds[:, KINDS.index(kind)], self.at(words))

    def role(self, trigger: str, words: str, role: Role) -> None:
        """`words` play `role`, and are a mention of its kind."""
        self.mention(KINDS[KIND_OF[role]], words)
        self.plays(self.at(trigger)[0], self.at(words), ROLES.index(role))

    def plays(self, trigger: int, words: PieceSpan, role: int) -> None:
        """The pieces of `words` are labelled as `role` for the trigger that begins at piece `trigger`."""
        start, end = words
        self.played |= {(trigger, piece): 2 * role - (piece == start) for piece in range(start, end)}

    def attribution(self, source: str | None, cue: str, *contents: str, via: str | None = None) -> None:
        """Labels and links of one attribution."""
        self.label("cue", cue)
        for content in contents:
            self.label("content", content)
            self.link("cue", content, cue)
        if source:
            self.label("source", source)
            self.link("source", cue, source)
        if via:
            self.label("via", via)
            self.link("via", cue, via)

    def decode(self, thresholds: Thresholds | None = None) -> Tags:
        cuts = windows(len(self.pieces))
        vectors = [np.array([-1, *range(a, b)], np.float32)[:, None] for a, b in cuts]
        return decode(Reading(self.pieces, cuts, vectors, self), thresholds)

    def labels(self, hidden: Floats) -> Floats:
        return self.layers[_numbers(hidden)]

    def triggers(self, hidden: Floats) -> Floats:
        return self.happenings[_numbers(hidden)]

    def mentions(self, hidden: Floats) -> Floats:
        return self.kinds[_numbers(hidden)]

    def links(self, window: Floats) -> Floats:
        """Keys are random signs, so that each fits itself alone; the start mark's is the last row."""
        numbers = _numbers(window).tolist()
        asked = [[self.linked.get((kind, number), -1) for number in numbers] for kind in range(3)]
        return np.stack([self.signs[rows] for kind in range(3) for rows in (asked[kind], numbers)], 1)

    def classes(self, hidden: Floats, triggers: Sequence[PieceSpan]) -> tuple[Floats, Floats, Floats]:
        logits = [
            np.zeros((len(triggers), n), np.float32) for n in map(len, (TYPES, POLARITIES, CERTAINTIES))
        ]
        for row, (start, _) in enumerate(triggers):
            for one, index in zip(logits, self.classed.get(int(hidden[start, 0]), (0, 0, 0)), strict=True):
                one[row, index] = SURE
        return logits[0], logits[1], logits[2]

    def arguments(
        self,
        hidden: Floats,
        triggers: Sequence[PieceSpan],
        rows: NDArray[np.int64],
        features: NDArray[np.int64],
    ) -> Floats:
        assert triggers, "a network has no vectors of no triggers"
        logits = np.zeros((len(rows), ARGUMENT_LABELS), np.float32)
        for row, (trigger, piece) in enumerate(rows.tolist()):
            key = (int(hidden[triggers[trigger][0], 0]), int(hidden[piece, 0]))
            logits[row, self.played.get(key, 0)] = SURE
            self.features[key] = features[row].tolist()
        return logits


def _mark(logits: Floats, span: PieceSpan) -> None:
    """As labels of a span: begin, then inside."""
    start, end = span
    logits[start, BEGIN] = SURE
    logits[start + 1 : end, INSIDE] = SURE


def _numbers(hidden: Floats) -> NDArray[np.int64]:
    return hidden[:, 0].astype(np.int64)
