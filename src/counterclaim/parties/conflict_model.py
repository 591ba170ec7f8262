"""What a conflict file tells: its parties, sides, offices and places, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.model import PlacePrecision

Names = Mapping[str, tuple[str, ...]]
PARTY_KINDS = ("state", "territory", "armed_group", "organisation", "monitor", "media", "proxy", "other")


@dataclass(frozen=True, slots=True)
class Party:
    """A state, armed group or body. `side` names a `Side`; `forces` are words for its fighters,
    `adjectives` the words that make any noun its own ('Artsakh Defence Ministry')."""

    name: str
    kind: str
    side: str | None = None
    aliases: Names = field(default_factory=dict)
    adjectives: Names = field(default_factory=dict)
    forces: Names = field(default_factory=dict)
    from_: str | None = None
    to: str | None = None

    def lasted(self, date: str | None) -> bool:
        """Whether the party was there on `date`, an ISO day; always where no day is given."""
        return date is None or ((self.from_ or "") <= date and (self.to is None or date <= self.to))


@dataclass(frozen=True, slots=True)
class Side:
    name: str
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who held an office, from and to which day (None: open)."""

    name: str
    aliases: Names = field(default_factory=dict)
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office of `party`, with fixed names of its own ('the Pentagon') and those who held it."""

    party: str
    office: str
    aliases: Names = field(default_factory=dict)
    persons: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place the gazetteer lacks, or spellings for one it has (`geonames`); degrees, WGS 84."""

    name: str
    spellings: tuple[str, ...]
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    country: str | None
    geonames: int | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict file. `countries` are ISO 3166 codes, `area` (south, west, north, east) in degrees.

    `began` is the day from which 'since the start of the war' counts.
    """

    name: str
    title: str
    countries: tuple[str, ...]
    area: tuple[float, float, float, float] | None
    period: tuple[str | None, str | None]
    began: str | None
    parties: tuple[Party, ...]
    sides: tuple[Side, ...]
    offices: tuple[Office, ...]
    places: tuple[Place, ...]
