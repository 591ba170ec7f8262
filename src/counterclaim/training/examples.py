"""Annotated passages as arrays of labels over pieces, cut into windows and gathered into batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.neural.layout import (
    BEGIN,
    CERTAINTIES,
    INSIDE,
    KIND_OF,
    KINDS,
    LAYERS_OF_LABELS,
    POLARITIES,
    ROLES,
    TYPES,
    KindSpan,
    PieceSpan,
)
from counterclaim.extracting.neural.pieces import Pieces, cut, lines_of
from counterclaim.extracting.neural.windows import WIDTH
from counterclaim.model import Span
from counterclaim.training.corpus import Passage

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NONE = -1
"""A link to nothing."""

Links = dict[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """Labels over pieces; every index counts pieces from the start of the example.

    `labels` [n, 5] over `LAYERS_OF_LABELS`, `triggers` [n], `mentions` [n, 5] over `KINDS` are outside, begin or
    inside. `links`: begin of a content → begin of its cue, of a cue → of its source, of a cue → of its via.
    `claims`: (begin, end, type, polarity, certainty), all indices. `named`: (kind, begin, end). `roles`: (claim,
    mention) → role. `annotated`: by a person; else the spans are what a teacher found, and only it says what they are.
    """

    name: str
    language: str
    pieces: Pieces
    labels: NDArray[np.int8]
    triggers: NDArray[np.int8]
    mentions: NDArray[np.int8]
    links: tuple[Links, Links, Links]
    claims: tuple[tuple[int, int, int, int, int], ...]
    named: tuple[KindSpan, ...]
    roles: dict[tuple[int, int], int] = field(default_factory=dict)
    annotated: bool = True

    def __len__(self) -> int:
        return len(self.pieces)


def example(passage: Passage, tokenizer: Tokenizer, *, annotated: bool = True) -> Example:
    """The labels of `passage`; spans that hold no piece (a lone mark) are left out."""
    pieces = cut(passage.text, lines_of(passage.text, [Span(0, len(passage.text))]), tokenizer)
    count = len(pieces)

    def found(span: Span | None) -> PieceSpan | None:
        return None if span is None else pieces.covering(span)

    sources, cues, vias, contents = [], [], [], []
    links: tuple[Links, Links, Links] = ({}, {}, {})
    for attribution in passage.attributions:
        cue, source, via = found(attribution.cue), found(attribution.source), found(attribution.via)
        held = [span for content in attribution.content if (span := found(content)) is not None]
        contents += held
        if cue is None:
            continue
        cues.append(cue)
        sources += [source] if source else []
        vias += [via] if via else []
        for span in held:
            links[0].setdefault(span[0], cue[0])
        links[1][cue[0]] = source[0] if source else NONE
        links[2][cue[0]] = via[0] if via else NONE

    outer_labels, outer = _labels(count, contents)
    inner_labels, _ = _labels(count, [span for span in contents if span not in outer])
    layers = {"source": _labels(count, sources)[0], "cue": _labels(count, cues)[0], "content": outer_labels}
    layers |= {"via": _labels(count, vias)[0], "inner": inner_labels}

    named: dict[KindSpan, int] = {}
    claims: list[tuple[int, int, int, int, int]] = []
    roles: dict[tuple[int, int], int] = {}
    for claim in passage.claims:
        if (trigger := found(claim.trigger)) is None:
            continue
        for part in claim.roles:
            if (span := found(part.span)) is not None:
                mention = named.setdefault((KIND_OF[part.role], *span), len(named))
                roles[len(claims), mention] = ROLES.index(part.role)
        certainty = CERTAINTIES.index(claim.certainty)
        claims.append((*trigger, TYPES.index(claim.type), POLARITIES.index(claim.polarity), certainty))
    by_kind = [[(first, last) for kind, first, last in named if kind == k] for k in range(len(KINDS))]
    return Example(
        passage.id,
        passage.language,
        pieces,
        np.stack([layers[layer] for layer in LAYERS_OF_LABELS], 1),
        _labels(count, [(first, last) for first, last, *_ in claims])[0],
        np.stack([_labels(count, spans)[0] for spans in by_kind], 1),
        links,
        tuple(claims),
        tuple(named),
        roles,
        annotated,
    )


def _labels(count: int, spans: Iterable[PieceSpan]) -> tuple[NDArray[np.int8], set[PieceSpan]]:
    """Labels of `spans` and those that were taken: the longest first, none that overlaps a longer one."""
    labels = np.zeros(count, np.int8)
    kept: set[PieceSpan] = set()
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if not labels[start:end].any():
            labels[start] = BEGIN
            labels[start + 1 : end] = INSIDE
            kept.add((start, end))
    return labels, kept


def part(whole: Example, start: int, end: int) -> Example:
    """Pieces `start` to `end` of `whole` as an example of their own.

    Claims and links whose begin lies outside are left out; what a link leads to outside becomes nothing.
    """
    if start == 0 and end == len(whole):
        return whole
    pieces = whole.pieces
    inside = Pieces(
        pieces.ids[start:end], pieces.starts[start:end], pieces.ends[start:end], pieces.shapes[start:end],
        pieces.heads[start:end], pieces.lines[start:end], pieces.sentences[start:end],
        pieces.headings[start:end],
    )  # fmt: skip
    links: list[Links] = []
    for links_of in whole.links:
        links.append(
            {
                a - start: (b - start if start <= b < end else NONE)
                for a, b in links_of.items()
                if start <= a < end
            }
        )
    claims = [i for i, (a, b, *_) in enumerate(whole.claims) if start <= a and b <= end]
    named = [i for i, (_, a, b) in enumerate(whole.named) if start <= a and b <= end]
    of_claim, of_mention = {c: i for i, c in enumerate(claims)}, {m: i for i, m in enumerate(named)}
    return Example(
        whole.name,
        whole.language,
        inside,
        whole.labels[start:end],
        whole.triggers[start:end],
        whole.mentions[start:end],
        (links[0], links[1], links[2]),
        tuple((a - start, b - start, t, p, s) for a, b, t, p, s in (whole.claims[c] for c in claims)),
        tuple((k, a - start, b - start) for k, a, b in (whole.named[m] for m in named)),
        {
            (of_claim[c], of_mention[m]): r
            for (c, m), r in whole.roles.items()
            if c in of_claim and m in of_mention
        },
        whole.annotated,
    )


def joined(parts: Sequence[Example]) -> Example:
    """`parts` laid end to end; links and roles stay within each."""
    if len(parts) == 1:
        return parts[0]
    links: tuple[Links, Links, Links] = ({}, {}, {})
    claims: list[tuple[int, int, int, int, int]] = []
    named: list[KindSpan] = []
    roles: dict[tuple[int, int], int] = {}
    lines, sentences = [], []
    at = line = sentence = 0
    for one in parts:
        for ours, theirs in zip(links, one.links, strict=True):
            ours.update({a + at: (b + at if b != NONE else NONE) for a, b in theirs.items()})
        roles |= {(c + len(claims), m + len(named)): r for (c, m), r in one.roles.items()}
        claims += [(a + at, b + at, t, p, s) for a, b, t, p, s in one.claims]
        named += [(k, a + at, b + at) for k, a, b in one.named]
        lines.append(one.pieces.lines + line)
        sentences.append(one.pieces.sentences + sentence)
        at += len(one)
        line, sentence = int(lines[-1][-1]) + 1, int(sentences[-1][-1]) + 1
    pieces = Pieces(
        np.concatenate([one.pieces.ids for one in parts]),
        np.concatenate([one.pieces.starts for one in parts]),
        np.concatenate([one.pieces.ends for one in parts]),
        np.concatenate([one.pieces.shapes for one in parts]),
        np.concatenate([one.pieces.heads for one in parts]),
        np.concatenate(lines),
        np.concatenate(sentences),
        np.concatenate([one.pieces.headings for one in parts]),
    )
    return Example(
        "+".join(one.name for one in parts),
        parts[0].language,
        pieces,
        np.concatenate([one.labels for one in parts]),
        np.concatenate([one.triggers for one in parts]),
        np.concatenate([one.mentions for one in parts]),
        links,
        tuple(claims),
        tuple(named),
        roles,
        parts[0].annotated,
    )


def epoch(examples: Sequence[Example], draw: random.Random, budget: int) -> list[list[Example]]:
    """One pass over `examples` in random order, as batches of windows of at most `budget` padded pieces.

    Long examples are cut at random places, short ones laid end to end, one to three at a time.
    """
    parts: list[Example] = []
    for one in examples:
        parts += _cut(one, draw)
    draw.shuffle(parts)
    windows: list[Example] = []
    current: list[Example] = []
    wanted = 1
    for one in parts:
        full = len(current) >= wanted or sum(map(len, current)) + len(one) > WIDTH
        if current and (full or current[0].annotated != one.annotated):
            windows.append(joined(current))
            current, wanted = [], draw.choice((1, 2, 3))
        current.append(one)
    if current:
        windows.append(joined(current))
    return batches(windows, draw, budget)


def batches(windows: Sequence[Example], draw: random.Random, budget: int) -> list[list[Example]]:
    """`windows` of like length together, the batches in random order; a batch is annotated as a whole or not."""
    found: list[list[Example]] = []
    for at in range(0, len(windows), 256):
        near = sorted(windows[at : at + 256], key=lambda one: (one.annotated, len(one)))
        current: list[Example] = []
        for one in near:
            full = (len(current) + 1) * padded(len(one)) > budget
            if current and (full or current[0].annotated != one.annotated):
                found.append(current)
                current = []
            current.append(one)
        found.append(current)
    draw.shuffle(found)
    return found


def padded(length: int) -> int:
    """The width to which a window of `length` pieces and its two marks is padded."""
    return -(-(length + 2) // 64) * 64


def _cut(one: Example, draw: random.Random) -> Iterator[Example]:
    if len(one) <= WIDTH:
        if len(one):
            yield one
        return
    at = draw.randrange(WIDTH // 2, WIDTH)
    start = 0
    while start < len(one):
        end = min(len(one), start + at)
        yield part(one, start, end)
        start, at = end, WIDTH
