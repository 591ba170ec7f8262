"""What every command shares: the ledger's location, and the world chosen for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from counterclaim.extracting.world import WorldSpec
    from counterclaim.ledger import Ledger


@dataclass(frozen=True, slots=True)
class State:
    """Passed from the callback to the commands as `context.obj`."""

    asked: str | None

    @property
    def location(self) -> str:
        from counterclaim import settings

        return settings.current().ledger if self.asked is None else self.asked

    def open(self, *, create: bool = False) -> Ledger:
        """The ledger; LedgerError where it does not exist and `create` is not set."""
        from counterclaim.ledger import Ledger

        return Ledger.open(self.location, create=create)

    @property
    def shown(self) -> str:
        """The location as it may be printed: without a password."""
        from counterclaim import opening

        return opening.shown(self.location)

    def own_conflict_file(self) -> Path:
        """Where `parties set` and `places set` write."""
        from counterclaim import opening

        return opening.own_conflict_file(self.location)

    def extra_places(self) -> Path:
        """Where `places add` writes."""
        from counterclaim import opening

        return opening.extra_places(self.location)


def state(context: typer.Context) -> State:
    assert isinstance(context.obj, State)
    return context.obj


def world_spec(ledger: Ledger, chosen: State, tagger: str | None = None) -> WorldSpec:
    """The world that belongs to the ledger: see `opening.world_spec`."""
    from counterclaim import opening

    return opening.world_spec(ledger, chosen.location, tagger)


def choose_conflicts(ledger: Ledger, names: Sequence[str]) -> None:
    from counterclaim import opening

    opening.choose_conflicts(ledger, names)
