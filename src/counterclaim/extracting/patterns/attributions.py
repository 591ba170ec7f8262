"""Who says what: attributions of an article by rules whose every word is pack data."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extracting.patterns.frames import Draft, Frames
from counterclaim.extracting.patterns.layout import Layout, is_dash, is_stop, layout
from counterclaim.extracting.patterns.reporting import Lexicon, lexicon
from counterclaim.extracting.tags import Attribution
from counterclaim.language import Pack, fold, tokens
from counterclaim.model import Passage, Span


def find(text: str, passages: Sequence[Passage], pack: Pack) -> tuple[Attribution, ...]:
    """Attributions in `passages`, in order of their cues; offsets are code points into `text`.

    Content leaves out the connecting 'that' and the final full stop; a direct quotation keeps its
    marks. A pack without an attribution section gives none.
    """
    words = lexicon(pack)
    if words is None:
        return ()
    found: list[Attribution] = []
    for passage in passages:
        page = layout(text, passage.span.start, passage.span.end, words)
        frames = Frames(page, words)
        for a, b in page.sentences:
            frames.read(a, b)
        found.extend(_attribution(page, draft) for draft in sorted(frames.drafts, key=lambda d: d.cue))
    return tuple(found)


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
                        flags |= entry.flags
                        if entry.certainty != "certain":
                            flags.add(entry.certainty)
    return frozenset(flags)


def _attribution(page: Layout, draft: Draft) -> Attribution:
    def spans(ranges: list[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(Span(page.start[a], page.end[b - 1]) for a, b in ranges if a < b)

    content = [_trimmed(page, a, b) for a, b in draft.content]
    return Attribution(
        source=spans([draft.source] if draft.source else []),
        via=spans([draft.via] if draft.via else []),
        cue=spans([draft.cue]),
        content=spans(content),
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
