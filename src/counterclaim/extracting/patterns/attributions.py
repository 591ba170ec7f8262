"""Who says what: attributions of an article by rules whose every word is pack data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from counterclaim.extracting.patterns.carrying import Block, Carried, Carrying
from counterclaim.extracting.patterns.drafts import Draft
from counterclaim.extracting.patterns.frames import Frames
from counterclaim.extracting.patterns.layout import Layout, layout
from counterclaim.extracting.patterns.relays import bare_denial, relay
from counterclaim.extracting.patterns.reporting import lexicon
from counterclaim.extracting.patterns.sources import Phrases, Range
from counterclaim.extracting.patterns.turns import Turns
from counterclaim.extracting.patterns.verb_first import VerbFirst
from counterclaim.extracting.tags import Attribution
from counterclaim.language import Pack, tokens
from counterclaim.model import Passage, Span

_WITHOUT_SOURCE = frozenset({"raising", "impersonal"})


def find(text: str, passages: Sequence[Passage], pack: Pack) -> tuple[Attribution, ...]:
    """Attributions in `passages`, in order of their cues; offsets are code points into `text`.

    Content leaves out the connecting 'that' and the final full stop; a direct quotation keeps its
    marks. A pack without an attribution section gives none.
    """
    words = lexicon(pack)
    if words is None:
        return ()
    blocks: list[Block] = []
    turns: list[Turns] = []
    known: tuple[Layout, Range] | None = None
    phrases: list[Phrases] = []
    for passage in passages:
        page = layout(text, passage.span.start, passage.span.end, words)
        frames = VerbFirst(page, words, known) if words.verb_first else Frames(page, words)
        for a, b in page.sentences:
            frames.read(a, b)
        sources = [d for d in frames.drafts if d.source is not None and d.origin is None]
        if sources:
            last = max(sources, key=lambda d: d.cue)
            known = (page, last.source) if last.source is not None else known
        turns.append(Turns(page, words, frames.np, passage.kind == "heading"))
        phrases.append(frames.np)
        blocks.append(Block(page, frames.drafts, passage.kind == "heading"))
    names = Counter(label.name for turn in turns for label in turn.labels)
    speakers = frozenset(
        (draft.origin or block.page).folded[draft.source[1] - 1]
        for block in blocks
        for draft in block.drafts
        if draft.source is not None
    )
    for block, np in zip(blocks, phrases, strict=True):
        relay(block.page, words, np, block.drafts)
    questions = sum((turn.questions() for turn in turns), Counter[str]())
    asking = frozenset(name for name, asked in questions.items() if asked > 1 and 2 * asked >= names[name])
    for turn, block in zip(turns, blocks, strict=True):
        block.drafts.extend(turn.read(names, speakers, asking))
    carrying = Carrying(blocks)
    found: list[Attribution] = []
    for number, block in enumerate(blocks):
        for draft in sorted(block.drafts, key=lambda d: d.cue):
            pieces = carrying.pieces.get(id(draft), ())
            found.append(_attribution(block.page, draft, pieces, bare_denial(block.page, words, draft)))
        found.extend(_own(block.page, carried) for carried in carrying.own.get(number, ()))
    return tuple(attribution for attribution in found if attribution.content)


def cue_flags(text: str, attribution: Attribution, pack: Pack) -> frozenset[str]:
    """What the cue does to its content: denies, hedges, accuses, demands, belief, intention, relays,
    shows, perception, probable, possible; and 'unsourced' where the text names no source."""
    words = lexicon(pack)
    flags: set[str] = set()
    if not attribution.source:
        flags.add("unsourced")
    if words is None:
        return frozenset(flags)
    for span in attribution.cue:
        folded = [token.folded for token in tokens(text, span.start, span.end)]
        for i in range(len(folded)):
            for table in (words.verbs, words.nouns, words.sequences["source_adverbs"]):
                match = table.at(folded, i)
                if match is not None:
                    for entry in match[1]:
                        if attribution.source and entry.takes <= _WITHOUT_SOURCE:
                            continue
                        flags |= entry.flags
                        if entry.certainty != "certain":
                            flags.add(entry.certainty)
    return frozenset(flags)


def _spans(page: Layout, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(page.start[a], page.end[b - 1]) for a, b in ranges if a < b)


def _attribution(
    page: Layout, draft: Draft, pieces: Iterable[tuple[Layout, Range]], denial: bool
) -> Attribution:
    content = _spans(page, (_trimmed(page, a, b) for a, b in draft.content))
    for other, (a, b) in pieces:
        content += _spans(other, [_trimmed(other, a, b)])
    return Attribution(
        source=_spans(draft.origin or page, [draft.source] if draft.source else []),
        via=_spans(page, [draft.via] if draft.via else []),
        cue=_spans(page, [draft.cue]),
        content=content,
        carried=draft.origin is not None or (draft.source is not None and draft.source[1] <= draft.sentence),
        bare_denial=denial,
    )


def _own(page: Layout, carried: Carried) -> Attribution:
    """A quotation that names no speaker: source and cue are those of the report next to it."""
    return Attribution(
        source=_spans(
            carried.draft.origin or carried.page, [carried.draft.source] if carried.draft.source else []
        ),
        via=(),
        cue=_spans(carried.page, [carried.draft.cue]),
        content=_spans(page, (_trimmed(page, a, b) for a, b in carried.content)),
        carried=True,
    )


def _trimmed(page: Layout, a: int, b: int) -> tuple[int, int]:
    """Without the punctuation that belongs to the sentence and not to what is said."""
    while (
        a < b
        and not page.word[a]
        and not page.quote[a]
        and page.raw[a] not in {"(", "[", "$", "#", "@", "€", "£"}
    ):
        a += 1
    while (
        b > a
        and not page.word[b - 1]
        and not page.quote[b - 1]
        and page.raw[b - 1] not in {")", "]", "%", "!", "?"}
    ):
        b -= 1
    return a, b
