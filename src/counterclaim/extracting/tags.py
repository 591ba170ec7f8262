"""What a tagger gives: three grounded layers over one article, and the interface that gives them.

A tagger reads the passages of an article and returns spans; it resolves nothing. Rules over
language packs (`patterns`) and a trained encoder plug in here alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from counterclaim.model import Certainty, ClaimType, Passage, Polarity, Span

MentionKind = Literal["party", "place", "time", "quantity", "evidence"]
Role = Literal["actor", "target", "place", "time", "quantity", "evidence"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words given to a source: PARC's source, cue and content, and a source that relays (`via`).

    `source` is empty where the text names none ('reportedly'); `carried` says that the source
    stands in an earlier sentence ('It also said' has its own; an unmarked next sentence has not).
    `bare_denial`: the content only names what is rejected ('called the claims nonsense').
    """

    source: tuple[Span, ...]
    via: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    carried: bool = False
    bare_denial: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that carry a happening. `attribution` indexes `Tags.attributions`; None: the outlet."""

    span: Span
    type: ClaimType
    polarity: Polarity
    certainty: Certainty
    attribution: int | None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A party, place, time, quantity or piece of evidence as it stands."""

    span: Span
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Argument:
    """Mention `mention` plays `role` in the happening of trigger `trigger` (both indices)."""

    trigger: int
    mention: int
    role: Role


@dataclass(frozen=True, slots=True)
class Tags:
    """All layers of one article; offsets are code points into the document's text."""

    attributions: tuple[Attribution, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    mentions: tuple[Mention, ...] = ()
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleTags:
    """The layers that a tagger gave for the article of id `article`."""

    article: str
    tagger: str
    version: str
    layers: Tags

    @property
    def engine(self) -> str:
        """Name and version, as in `Claim.engine`."""
        return f"{self.tagger} {self.version}"


class Tagger(Protocol):
    """Text in, grounded layers out. Same input, same output; holds no state between calls."""

    name: str
    version: str

    def tag(self, text: str, passages: Sequence[Passage], language: str) -> Tags:
        """Read `passages` (spans of `text`) of one article written in `language` (ISO 639-1).

        All spans returned lie inside passages. An article has no upper length.
        """
        ...
