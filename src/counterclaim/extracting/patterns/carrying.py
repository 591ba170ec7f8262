"""Quotations without a speaker of their own go to the speaker next to them."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.extracting.patterns.drafts import Draft
from counterclaim.extracting.patterns.layout import Layout
from counterclaim.extracting.patterns.sources import Range


@dataclass(slots=True)
class Block:
    """One passage with the attributions found in it."""

    page: Layout
    drafts: list[Draft]


@dataclass(slots=True)
class Carried:
    """Content of `draft` that stands in the later passage `page`, or an attribution of its own there."""

    block: int
    page: Layout
    draft: Draft
    content: list[Range]
    own: bool


SHORTEST = 4


def quotations(blocks: list[Block]) -> list[Carried]:
    """Extend drafts in place within a passage; give what was carried over from passage to passage."""
    carried: list[Carried] = []
    speaker: tuple[int, Draft] | None = None
    open_quote: Carried | None = None
    for number, block in enumerate(blocks):
        page = block.page
        free = _free(block)
        first = True
        for a, b in free:
            sentence = next(((s, e) for s, e in page.sentences if s <= a < e), (a, b))
            before = [d for d in block.drafts if d.cue[0] < a and d.source is not None]
            alone = sentence[0] >= a - 1 or all(not page.word[k] for k in range(sentence[0], a))
            whole = sentence[1] <= b + 1
            if before and alone and whole:
                nearest = max(before, key=lambda d: d.cue)
                outer = max((d for d in before if d.sentence == nearest.sentence), key=_quoting)
                if _adjoins(page, outer, a) and _quoting(outer)[0]:
                    outer.content.append((a, b))
                elif "quotation" in outer.takes:
                    carried.append(Carried(number, page, outer, [(a, b)], True))
            elif first and alone and whole and speaker is not None and a <= 1:
                if open_quote is not None and blocks[number - 1].page.unclosed:
                    open_quote = Carried(speaker[0], page, speaker[1], [(a, b)], False)
                    carried.append(open_quote)
                elif number - speaker[0] == 1:
                    carried.append(Carried(speaker[0], page, speaker[1], [(a, b)], True))
            first = False
        spoken = [d for d in block.drafts if d.source is not None and "quotation" in d.takes]
        if spoken:
            best = max(spoken, key=lambda d: d.cue)
            speaker = (number, best)
        open_quote = carried[-1] if carried and page.unclosed and carried[-1].page is page else open_quote
        if page.unclosed and spoken and open_quote is None:
            open_quote = Carried(number, page, spoken[-1], [], False)
        if not page.unclosed:
            open_quote = None
    return carried


def _quoting(draft: Draft) -> tuple[bool, int]:
    return draft.quoted, -draft.cue[0]


def _free(block: Block) -> list[Range]:
    """Quotations of the passage that no attribution holds."""
    held = [r for d in block.drafts for r in d.content]
    return [
        (a, b)
        for a, b in block.page.quotes
        if b - a >= SHORTEST and not any(x < b and a < y for x, y in held)
    ]


def _adjoins(page: Layout, draft: Draft, at: int) -> bool:
    """Whether nothing but quotations of the same draft stands between its sentence and `at`."""
    end = next((e for s, e in page.sentences if s <= draft.cue[0] < e), at)
    held = {k for r in draft.content for k in range(*r)}
    return all(k in held or not page.word[k] for k in range(end, at))
