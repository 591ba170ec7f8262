"""What the rules of one passage find, in tokens: reporting words in use and attributions in the making."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.extracting.patterns.layout import Layout
from counterclaim.extracting.patterns.reporting import Entry
from counterclaim.extracting.patterns.sources import Range


@dataclass(slots=True)
class Draft:
    """An attribution in token ranges of one passage. `sentence` is the token at which its sentence starts.

    `origin` is the passage of the source where that is an earlier one; `opens` says that the words follow in
    the next passages ('X said:').
    """

    source: Range | None
    cue: Range
    content: list[Range]
    takes: frozenset[str]
    flags: frozenset[str]
    sentence: int
    via: Range | None = None
    right: bool = True
    shared: bool = False
    quoted: bool = False
    origin: Layout | None = None
    opens: bool = False


@dataclass(slots=True)
class Cue:
    """A reporting word in use: tokens `start` to `end`, `group` where its auxiliaries start."""

    start: int
    end: int
    group: int
    entries: list[Entry]
    kinds: frozenset[str]
    takes: frozenset[str]
    flags: frozenset[str]
    passive: bool
    infinitive: bool


def outermost(drafts: list[Draft]) -> list[Draft]:
    """Those whose reporting word is not inside the content of another one; all where each is inside another."""
    return [
        draft
        for draft in drafts
        if not any(first <= draft.cue[0] < last for other in drafts for first, last in other.content)
    ] or drafts
