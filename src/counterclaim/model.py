"""The nouns: frozen records that every stage passes on.

All offsets are code points into `Document.text`, start inclusive, end exclusive. Dates are
ISO 8601 strings (`2020-10-02`), instants ISO 8601 in UTC (`2020-10-02T15:20:00Z`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

ClaimType = Literal[
    "control", "attack", "loss", "abuse", "displacement", "deployment", "agreement", "statement"
]
Polarity = Literal["asserted", "denied"]
Certainty = Literal["certain", "probable", "possible"]
PassageKind = Literal["heading", "paragraph", "caption"]
LinkKind = Literal["link", "image", "video", "embed"]
Item = Literal[
    "person", "soldier", "militant", "civilian", "prisoner", "tank", "armoured_vehicle", "artillery",
    "mlrs", "aircraft", "helicopter", "drone", "air_defence", "vehicle", "ship", "building",
    "settlement", "other",
]  # fmt: skip
Group = Literal["child", "woman", "man", "medic", "journalist", "aid_worker"]
Effect = Literal[
    "killed", "wounded", "casualties", "missing", "captured", "destroyed", "damaged", "shot_down",
    "displaced", "deployed", "taken", "other",
]  # fmt: skip
MeansClass = Literal[
    "air_strike", "drone", "shelling", "missile", "air_defence", "small_arms", "ied", "mine",
    "suicide_attack", "grenade", "chemical", "arson", "knife", "other",
]  # fmt: skip
ObjectClass = Literal[
    "hospital", "school", "market", "home", "place_of_worship", "camp", "convoy", "aid", "media",
    "power", "water", "road", "bridge", "airport", "base", "other",
]  # fmt: skip
TimePrecision = Literal["day", "days", "week", "month", "year"]
PlacePrecision = Literal["exact", "settlement", "district", "province", "country", "region"]
UNTRAINED = "untrained"
"""Ends `Claim.engine` where nothing but general data are known of the article's language."""


def instant(moment: datetime | None = None) -> str:
    """`moment`, an aware time (default: now), as records keep instants: in UTC, to the second."""
    return (moment or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` to `end` of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of an article that extraction reads: one heading, paragraph or caption."""

    span: Span
    kind: PassageKind


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink, image, video or embed; `span` is empty (start == end) where it shows no text.

    `label` is the alternative text or title where the page gives one.
    """

    kind: LinkKind
    span: Span
    url: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One report inside a document.

    `published` is a date; `published_inferred` says that only the text told it, with the words in
    `published_span`. `credit` names an earlier outlet or agency as the page prints it.
    """

    id: str
    span: Span
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    published_inferred: bool
    published_span: Span | None
    language: str | None
    credit: str | None
    url: str | None
    passages: tuple[Passage, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What was read. `text` holds no NUL and no lone surrogate (each became U+FFFD).

    `address` is where it was asked for (path or http address), `url` the normalised http address
    where one is known: captures of one `url` are versions. `reader` names reader and version that
    made `text`. `boilerplate` are whole lines of `text` that are no article's content.
    """

    id: str
    address: str
    url: str | None
    media_type: str
    charset: str | None
    retrieved: str
    sha256: str
    reader: str
    text: str
    articles: tuple[Article, ...]
    boilerplate: tuple[Span, ...]
    raw: bytes = field(repr=False, default=b"")


@dataclass(frozen=True, slots=True)
class Rejected:
    """What could not be read or extracted: where, at which stage, why, and when."""

    address: str
    stage: str
    cause: str
    at: str


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who claims: `name` an office, body or `outlet`/`unnamed`; `party` the side or body it speaks for.

    `span` is None where the text names nobody at this place (the outlet itself, a carried-over source).
    """

    name: str
    party: str
    span: Span | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class PartyMention:
    """An actor or target as it stands, with the party it was resolved to (None: not known)."""

    span: Span
    text: str
    name: str | None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as it stands and what it was resolved to; `lat` and `lon` in degrees (WGS 84)."""

    span: Span
    text: str
    name: str | None
    geonames: int | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    country: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """First and last day of the happening; either may be None where the words leave it open."""

    span: Span | None
    text: str | None
    start: str | None
    end: str | None
    precision: TimePrecision


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its bounds. `part_of` is the index of the claim's quantity that holds this one.

    `since` is the baseline of a running total as a date or as the words of the text.
    """

    span: Span
    text: str
    low: int | None
    high: int | None
    word: str | None
    item: Item
    group: Group | None
    part_of: int | None
    effect: Effect
    cumulative: bool
    since: str | None


@dataclass(frozen=True, slots=True)
class MeansMention:
    span: Span
    text: str
    kind: MeansClass


@dataclass(frozen=True, slots=True)
class ObjectMention:
    span: Span
    text: str
    kind: ObjectClass


@dataclass(frozen=True, slots=True)
class EvidenceMention:
    """What is offered as proof, by its kind in the language pack: video, photo, map, list …"""

    span: Span
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement with its attribution."""

    id: str
    document: str
    article: str
    quote: Span
    trigger: Span
    type: ClaimType
    polarity: Polarity
    certainty: Certainty
    confidence: float
    claimant: Claimant
    via: tuple[Claimant, ...]
    cue: Span | None
    actors: tuple[PartyMention, ...]
    targets: tuple[PartyMention, ...]
    places: tuple[PlaceMention, ...]
    time: When | None
    quantities: tuple[Quantity, ...]
    means: tuple[MeansMention, ...]
    objects: tuple[ObjectMention, ...]
    evidence: tuple[EvidenceMention, ...]
    engine: str
