"""What a noun phrase says: party, office and kind, as far as the phrase alone tells them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["person", "office", "state", "group", "body", "crowd", "message", "unknown"]
STATES = ("state", "territory")


class Directory(Protocol):
    """What reading needs to know of parties: who holds an office, and what kind of body a name is."""

    def office_of(self, person: str, date: str | None) -> tuple[str, str] | None: ...
    def kind_of(self, party: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What `text[start:end]` names. `party` None: not told by the phrase; `office` in the program's
    English; `relation` the possessive that points to an antecedent ('its', 'country'); `words`: the
    phrase without articles; `default`: the party of the office where no other is told; `generic`: the
    words for armed people without a party ('rebel fighters'); `loose`: a state's adjective before an
    unknown noun, which need not speak for the state ('the Swedish scientist'); `stranger`: the unknown name that owns the
    office ('Sorvia's Defence Ministry')."""

    kind: Kind
    party: str | None
    office: str | None
    words: str
    start: int = 0
    end: int = 0
    relation: str | None = None
    aide: bool = False
    former: bool = False
    default: str | None = None
    loose: bool = False
    stranger: str | None = None
    generic: str | None = None

    @property
    def name(self) -> str:
        """The claimant's name, as far as the phrase tells it."""
        if self.kind == "crowd" or self.party is None:
            return self.words
        if self.aide:
            return f"{self.party}: adviser to the {self.office}" if self.office else f"{self.party}: adviser"
        plain = self.office is None or self.office == "spokesperson"
        return self.party if plain else f"{self.party}: {self.office}"
