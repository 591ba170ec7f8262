"""Words without a speaker of their own go to the speaker next to them."""

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
    heading: bool


@dataclass(slots=True)
class Carried:
    """Content in a passage without a speaker; `page` is the passage in which its speaker's report stands."""

    page: Layout
    draft: Draft
    content: list[Range]


@dataclass(slots=True)
class _Speaker:
    draft: Draft
    page: Layout
    last: int


SHORTEST = 4
LONGEST_STATEMENT = 8


class Carrying:
    """Goes through an article's passages in order.

    A quotation next to a report joins its content in place. `pieces` gives the content that a report has in
    later passages (by the report's identity), `own` the quotations of a passage that name no speaker.
    """

    def __init__(self, blocks: list[Block]) -> None:
        self.pieces: dict[int, list[tuple[Layout, Range]]] = {}
        self.own: dict[int, list[Carried]] = {}
        self._blocks = blocks
        self._speaker: _Speaker | None = None
        self._statement: _Speaker | None = None
        for number, block in enumerate(blocks):
            if not self._stated(number, block):
                self._quotations(number, block)
            self._listen(number, block)

    def _stated(self, number: int, block: Block) -> bool:
        """'X said:' at the end of a passage: the passages after it, without quotation marks, are the words."""
        speaker = self._statement
        if speaker is None:
            return False
        opens = bool(block.page.quotes) and block.page.quotes[0][0] == 0
        over = block.heading or opens or number - speaker.last > 1 or any(d.opens for d in block.drafts)
        if over or len(self.pieces.get(id(speaker.draft), ())) >= LONGEST_STATEMENT:
            self._statement = None
            return False
        self.pieces.setdefault(id(speaker.draft), []).append((block.page, (0, len(block.page))))
        speaker.last = number
        return True

    def _quotations(self, number: int, block: Block) -> None:
        page = block.page
        for a, b in _free(block):
            sentence = next(((s, e) for s, e in page.sentences if s <= a < e), (a, b))
            alone = all(not page.word[k] for k in range(sentence[0], a))
            if not alone or sentence[1] > b + 1:
                continue
            before = [d for d in block.drafts if d.cue[0] < a and d.source is not None]
            if before:
                nearest = max(before, key=lambda d: d.cue)
                outer = max((d for d in before if d.sentence == nearest.sentence), key=_quoting)
                if outer.quoted and _adjoins(page, outer, a):
                    outer.content.append((a, b))
                elif "quotation" in outer.takes:
                    self.own.setdefault(number, []).append(Carried(page, outer, [(a, b)]))
            elif a <= 1:
                self._across(number, block, (a, b))

    def _across(self, number: int, block: Block, quotation: Range) -> None:
        """A passage that opens with a quotation without a speaker, after one that had a speaker."""
        speaker = self._speaker
        if speaker is None or number - speaker.last > 1:
            return
        if speaker.draft.opens or (number > 0 and self._blocks[number - 1].page.unclosed):
            self.pieces.setdefault(id(speaker.draft), []).append((block.page, quotation))
        else:
            self.own.setdefault(number, []).append(Carried(speaker.page, speaker.draft, [quotation]))
        speaker.last = number

    def _listen(self, number: int, block: Block) -> None:
        spoken = [d for d in block.drafts if d.source is not None and "quotation" in d.takes]
        if spoken:
            last = max(spoken, key=lambda d: d.cue)
            self._speaker = _Speaker(last, block.page, number)
            if last.opens:
                self._statement = _Speaker(last, block.page, number)


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
