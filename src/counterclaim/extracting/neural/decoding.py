"""From the encoder's vectors to grounded layers: labels become spans, links and roles join them.

Links and roles are scored within one window, since vectors of two windows do not compare (Counterclaim's own
experiment: five points lost otherwise).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.neural.heads import Floats, Heads, softmax
from counterclaim.extracting.neural.layout import (
    BEGIN,
    CERTAINTIES,
    INSIDE,
    KIND_OF,
    KINDS,
    OUTSIDE,
    POLARITIES,
    ROLES,
    TYPES,
    KindSpan,
    PieceSpan,
    argument_rows,
)
from counterclaim.extracting.neural.pieces import Pieces, cut, lines_of
from counterclaim.extracting.neural.windows import Vectors, owners, windows
from counterclaim.extracting.tags import Argument, Attribution, Mention, Tags, Trigger
from counterclaim.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NEAR = 3
"""Pieces by which a link may miss the span that it means."""

SHORTEST_CONTENT = 2

_CONTENT_TO_CUE, _CUE_TO_SOURCE, _CUE_TO_VIA = range(3)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What is taken off the logit of 'outside', of no role, or of a content without cue, before the best is chosen.

    More finds more."""

    trigger: float = 0.0
    mention: float = 0.0
    content: float = 0.0
    role: float = 0.0
    cue: float = 0.0


@dataclass(slots=True)
class _Draft:
    cue: PieceSpan
    content: list[PieceSpan] = field(default_factory=list)
    source: PieceSpan | None = None
    via: PieceSpan | None = None


class Reading:
    """One text's vectors: window by window as the encoder gives them, and stitched together.

    `windows` [(start, end)] and `vectors`, for each [1 + end - start, 384] with the start mark in row 0.
    """

    def __init__(
        self, pieces: Pieces, windows: list[tuple[int, int]], vectors: Sequence[Floats], heads: Heads
    ) -> None:
        self.pieces, self.windows, self.vectors, self.heads = pieces, windows, vectors, heads
        self.owner = owners(len(pieces), windows)
        width = vectors[0].shape[1] if vectors else 0
        self.hidden = np.zeros((len(pieces), width), np.float32)
        for index, ((start, end), found) in enumerate(zip(windows, vectors, strict=True)):
            mine = self.owner[start:end] == index
            self.hidden[start:end][mine] = found[1 : end - start + 1][mine]
        self._links: dict[int, Floats] = {}

    @classmethod
    def of(
        cls, text: str, spans: Iterable[Span], tokenizer: Tokenizer, vectors: Vectors, heads: Heads
    ) -> Reading:
        """The lines of `spans` of `text`, cut and encoded window by window."""
        pieces = cut(text, lines_of(text, spans), tokenizer)
        cuts = windows(len(pieces))
        encoded = vectors.encode([(pieces.ids[a:b], pieces.shapes[a:b]) for a, b in cuts])
        return cls(pieces, cuts, encoded, heads)

    def link(self, kind: int, piece: int, bias: float = 0.0) -> int | None:
        """The piece to which `piece` is linked; None for nothing, which `bias` makes less likely.

        A heading and the text do not link.
        """
        window = int(self.owner[piece])
        start, end = self.windows[window]
        if window not in self._links:
            self._links[window] = self.heads.links(self.vectors[window][: end - start + 1])
        vectors = self._links[window]
        scores = vectors[:, 2 * kind + 1] @ vectors[piece - start + 1, 2 * kind]
        scores[1:][self.apart(piece, slice(start, end))] = -np.inf
        best = int(scores.argmax())
        return None if best == 0 else start + best - 1

    def apart(self, piece: int, others: int | slice) -> NDArray[np.bool_]:
        """Whether a heading parts them: they stand on two lines, of which one is a heading."""
        lines, headings = self.pieces.lines, self.pieces.headings
        found: NDArray[np.bool_] = (lines[others] != lines[piece]) & (headings[others] | headings[piece])
        return found


def decode(reading: Reading, thresholds: Thresholds | None = None) -> Tags:
    """The layers of one text; offsets are code points into the text that `reading.pieces` was cut from.

    A trigger's confidence is the probability of being one times that of its type, uncalibrated.
    """
    if not len(reading.pieces):
        return Tags()
    bounds = thresholds or Thresholds()
    drafts = _attributions(reading, bounds)
    triggers = _spans(reading, reading.heads.triggers(reading.hidden), bounds.trigger)
    logits = reading.heads.mentions(reading.hidden)
    mentions = [
        (kind, *span)
        for kind in range(len(KINDS))
        for span in _spans(reading, logits[:, kind], bounds.mention)
    ]
    span = reading.pieces.span
    arguments = _arguments(reading, triggers, mentions, bounds.role)
    return Tags(
        tuple(
            Attribution(
                _some(reading, d.source), _some(reading, d.via), _some(reading, d.cue),
                tuple(span(*c) for c in d.content),
            )
            for d in drafts
        ),
        _happenings(reading, triggers, drafts),
        tuple(Mention(span(start, end), KINDS[kind]) for kind, start, end in mentions),
        tuple(arguments),
    )  # fmt: skip


def _some(reading: Reading, span: PieceSpan | None) -> tuple[Span, ...]:
    return () if span is None else (reading.pieces.span(*span),)


def _attributions(reading: Reading, bounds: Thresholds) -> list[_Draft]:
    """In the order of their first words; cues that give no content are none."""
    logits = reading.heads.labels(reading.hidden)
    sources, cues, contents, vias, inner = (
        _spans(reading, logits[:, layer], bounds.content if layer in (2, 4) else 0.0) for layer in range(5)
    )
    drafts = [_Draft(cue) for cue in cues]
    of = reading.pieces.sentences
    for content in [*contents, *inner]:
        if content[1] - content[0] < SHORTEST_CONTENT:
            continue
        at = _linked(reading, _CONTENT_TO_CUE, content[0], cues)
        # Every annotated content has a cue. To keep those without one cost four points of attribution F1 on held-out
        # real texts and three on PolNeAR's development part.
        # What a source within another's words says stands in its own sentence.
        strays = at is not None and content in inner and of[content[0]] != of[cues[at][0]]
        if at is not None and not strays:
            drafts[at].content.append(content)
    chosen = [_linked(reading, _CUE_TO_SOURCE, cue[0], sources) for cue in cues]
    for draft, cue, source in zip(drafts, cues, _at_home(reading, cues, sources, chosen), strict=True):
        draft.source = None if source is None else sources[source]
        via = _linked(reading, _CUE_TO_VIA, cue[0], vias)
        draft.via = None if via is None else vias[via]
        draft.content.sort()
    found = [draft for draft in drafts if draft.content]
    return sorted(found, key=lambda d: min([d.cue, *d.content]))


def _happenings(reading: Reading, triggers: list[PieceSpan], drafts: list[_Draft]) -> tuple[Trigger, ...]:
    if not triggers:
        return ()
    likely = 1 - softmax(reading.heads.triggers(reading.hidden))[:, OUTSIDE]
    types, polarities, certainties = reading.heads.classes(reading.hidden, triggers)
    sure = softmax(types).max(1)
    found = []
    for index, (start, end) in enumerate(triggers):
        kind = TYPES[int(types[index].argmax())]
        found.append(
            Trigger(
                reading.pieces.span(start, end),
                kind,
                POLARITIES[int(polarities[index].argmax())],
                CERTAINTIES[int(certainties[index].argmax())],
                _holder(drafts, (start, end), kind == "statement"),
                float(likely[start:end].max() * sure[index]),
            )
        )
    return tuple(found)


def _holder(drafts: list[_Draft], trigger: PieceSpan, is_statement: bool) -> int | None:
    """The attribution whose content holds the trigger, the innermost; for a statement that whose cue it is."""
    if is_statement:
        for index, draft in enumerate(drafts):
            if draft.cue[0] < trigger[1] and trigger[0] < draft.cue[1]:
                return index
    holding = [
        (end - start, index)
        for index, draft in enumerate(drafts)
        for start, end in draft.content
        if start <= trigger[0] < end
    ]
    return min(holding)[1] if holding else None


def _arguments(
    reading: Reading, triggers: list[PieceSpan], mentions: list[KindSpan], bias: float
) -> list[Argument]:
    """What plays a part in each happening. Each argument is one of `mentions`, to which those are added that are new."""
    found: set[Argument] = set()
    for window in sorted({int(reading.owner[start]) for start, _ in triggers}):
        low, high = reading.windows[window]
        # Triggers that another window owns count too, as they do in training, but are read there.
        inside = [i for i, (start, end) in enumerate(triggers) if low <= start and end <= high]
        if not inside:  # the only trigger owned here runs over the window's end
            continue
        spans = [(triggers[i][0] - low, triggers[i][1] - low) for i in inside]
        heads = reading.pieces.heads[low:high]
        rows, features = argument_rows(spans, heads, reading.pieces.sentences[low:high])
        logits = reading.heads.arguments(reading.vectors[window][1 : high - low + 1], spans, rows, features)
        logits[:, OUTSIDE] -= bias
        ends = np.append(np.flatnonzero(heads)[1:], len(heads))
        after = dict(zip(np.flatnonzero(heads).tolist(), ends.tolist(), strict=True))
        for one, role, first, last in _runs(rows, logits.argmax(-1)):
            trigger, name = inside[one], ROLES[role]
            if name is None or reading.owner[triggers[trigger][0]] != window:
                continue
            span = (KIND_OF[name], first + low, after[last] + low)
            found.add(Argument(trigger, _placed(span, mentions), name))
    return sorted(found, key=lambda a: (a.trigger, a.mention, a.role))


def _runs(rows: NDArray[np.int64], labels: NDArray[np.int64]) -> Iterator[tuple[int, int, int, int]]:
    """Trigger, role, first and last piece of each run of one role's labels; an inside without a begin opens one."""
    open_: tuple[int, int, int, int] | None = None
    before = -1
    for row in np.flatnonzero(labels).tolist():
        (trigger, piece), label = rows[row].tolist(), int(labels[row])
        role = (label + 1) // 2
        goes_on = open_ is not None and row == before + 1 and label % 2 == 0 and open_[:2] == (trigger, role)
        if open_ is not None and not goes_on:
            yield open_
        open_ = (trigger, role, open_[2] if goes_on and open_ is not None else piece, piece)
        before = row
    if open_ is not None:
        yield open_


def _placed(span: KindSpan, mentions: list[KindSpan]) -> int:
    """Index of the mention of its kind that shares most with `span`, which is added where none does."""
    kind, start, end = span
    shared = [(min(end, b) - max(start, a), -index) for index, (k, a, b) in enumerate(mentions) if k == kind]
    most, index = max(shared, default=(0, 0))
    if most > 0:
        return -index
    mentions.append(span)
    return len(mentions) - 1


def _at_home(
    reading: Reading, cues: list[PieceSpan], sources: list[PieceSpan], chosen: list[int | None]
) -> list[int | None]:
    """`chosen`, the sources of `cues`, where a source that nobody took in a cue's own sentence comes before one of
    another sentence, or none."""
    of = reading.pieces.sentences
    free: dict[int, list[int]] = {}
    for index, (start, _) in enumerate(sources):
        if index not in chosen:
            free.setdefault(int(of[start]), []).append(index)
    found = list(chosen)
    for index, (cue, source) in enumerate(zip(cues, chosen, strict=True)):
        mine = free.get(int(of[cue[0]]), [])
        if mine and (source is None or of[sources[source][0]] != of[cue[0]]):
            nearest = min(mine, key=lambda i: abs(sources[i][0] - cue[0]))
            mine.remove(nearest)
            found[index] = nearest
    return found


def _linked(reading: Reading, kind: int, piece: int, spans: list[PieceSpan]) -> int | None:
    """The span that holds the piece to which `piece` is linked, or the nearest by at most three pieces."""
    to = reading.link(kind, piece)
    if to is None:
        return None

    def gap(span: PieceSpan) -> int:
        start, end = span
        return 0 if start <= to < end else min(abs(start - to), abs(end - 1 - to))

    near = [(gap(span), i) for i, span in enumerate(spans) if not reading.apart(piece, span[0])]
    best, index = min(near, default=(NEAR + 1, 0))
    return index if best <= NEAR else None


def _spans(reading: Reading, logits: Floats, bias: float) -> list[PieceSpan]:
    """Spans of whole words by the best label of each word's first piece, 'outside' weakened by `bias`."""
    weakened = logits.copy()
    weakened[:, OUTSIDE] -= bias
    heads = reading.pieces.heads
    first = np.maximum.accumulate(np.where(heads, np.arange(len(heads)), 0))
    labels = weakened.argmax(-1)[first]
    labels[~heads & (labels == BEGIN)] = INSIDE
    return spans_of(labels)


def spans_of(labels: NDArray[np.int64]) -> list[PieceSpan]:
    """Spans of 'begin' and what is inside; an 'inside' without a begin opens one."""
    found: list[PieceSpan] = []
    start: int | None = None
    for i, label in enumerate(labels.tolist()):
        if label == BEGIN or (label == INSIDE and start is None):
            if start is not None:
                found.append((start, i))
            start = i
        elif label == OUTSIDE and start is not None:
            found.append((start, i))
            start = None
    if start is not None:
        found.append((start, len(labels)))
    return found
