"""The records of comparison: entries, reasons, pairs, origins, incidents, conflict links, status."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from counterclaim.model import (
    Certainty,
    ClaimType,
    Item,
    MeansClass,
    ObjectClass,
    PlacePrecision,
    Polarity,
    Quantity,
    Span,
    TimePrecision,
)

FORCES: frozenset[Item] = frozenset(
    {
        "soldier", "militant", "tank", "armoured_vehicle", "artillery", "mlrs", "aircraft", "helicopter", "drone",
        "air_defence", "ship",
    }
)  # fmt: skip
"""What a party loses as a belligerent; losses of its civilians it has no interest to hide."""

ReasonKind = Literal["place", "time", "party", "figure", "wording", "trigger", "origin", "review"]
ConflictKind = Literal["denial", "count", "actor", "holder"]
Between = Literal["between sides", "within a side", "between outlets"]
StatusName = Literal["single", "corroborated", "conceded", "contested"]
Grade = Literal["Confirmed", "Fair", "Weak", "Contested", "Discounted"]
Days: TypeAlias = "tuple[str | None, str | None]"
"""First and last day (ISO 8601), either None where it is open."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place of a claim.

    `key` is the same for the same place: its GeoNames id ('g147622') or, for a place that only a conflict file or
    the text knows, its folded name ('hadrut'). `within` are the keys of the places that hold it, the nearest
    first, its country ('c:AZ') last. Degrees are WGS 84.
    """

    key: str
    name: str
    precision: PlacePrecision
    within: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None

    def __hash__(self) -> int:
        # Places are looked up again and again; those of one key are nearly always equal.
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor or target: the party it was resolved to (None: not known) and its wording, folded."""

    party: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with what comparison needs of its article.

    `claim`, `document` and `article` are ids. `publisher` is the family that the outlet belongs to (the outlet
    itself where none is known, the document's id where there is no outlet). `side` is the claimant's: its
    party's side on the day, the party itself where it stands alone, the publisher for an outlet. `claimant` and `party` are
    as in `model.Claimant`. `first` and `last` are the days of the happening (ISO 8601); where the text tells
    none, `told` is false and both are None. `words` are the folded content words of the quote (no stop words, no
    figures). `counted` are the parties whose forces the counted phrases name ('150 Norlandian soldiers', 'its
    soldiers'), `of_side` whether an actor is of the claimant's side. `quote` is the wording and `span` its place in the document's text (code points).
    """

    claim: str
    document: str
    article: str
    outlet: str | None
    publisher: str
    published: str | None
    language: str | None
    type: ClaimType
    polarity: Polarity
    certainty: Certainty
    confidence: float
    claimant: str
    party: str
    side: str
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    places: tuple[Where, ...]
    first: str | None
    last: str | None
    precision: TimePrecision | None
    told: bool
    quantities: tuple[Quantity, ...]
    means: frozenset[MeansClass]
    objects: frozenset[ObjectClass]
    trigger: str
    words: frozenset[str]
    quote: str
    span: Span
    title: str | None = None
    url: str | None = None
    credit: str | None = None
    origin: str | None = None
    counted: frozenset[str] = frozenset()
    of_side: bool = False


class Reason(NamedTuple):
    """Why two claims belong together (score above 0) or do not (below), in words that a person reads."""

    kind: ReasonKind
    score: float
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, `a` before `b` by id, with the sum of what speaks for and against one happening."""

    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose wording is another's: `article` took it from `of`; `why` in words."""

    article: str
    of: str
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims of one wording. `first` is the article where it appeared first, as far as the ledger knows."""

    id: str
    claims: tuple[str, ...]
    first: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims about one happening, in order of id, with the pair that joined each one (None for the founder)."""

    claims: tuple[str, ...]
    joined: tuple[Pair | None, ...]


@dataclass(frozen=True, slots=True)
class ConflictLink:
    """Two claims that contradict each other, `a` before `b` by id. `reason` is a sentence; `strength` 0 to 1."""

    kind: ConflictKind
    a: str
    b: str
    reason: str
    strength: float
    between: Between


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a status rests on, in words, with the claims that show it."""

    words: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """A status by the published rule, what it rests on, and a suggested Airwars grade (None where none applies)."""

    name: StatusName
    facts: tuple[Fact, ...]
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class Constraints:
    """What people decided: pairs of claims (a before b by id) that belong together, and that do not."""

    together: frozenset[tuple[str, str]] = field(default=frozenset())
    apart: frozenset[tuple[str, str]] = field(default=frozenset())
