"""What every command shares: the ledger's location, and the world chosen for it."""

from __future__ import annotations

import json
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

    def own_conflict_file(self) -> Path:
        """Where `parties set` and `places set` write: beside the ledger, or here for a database URL."""
        location = self.location
        if "://" in location:
            return Path("counterclaim.conflict.toml")
        return Path(location).with_suffix(".conflict.toml")

    def extra_places(self) -> Path:
        location = self.location
        return Path("counterclaim.places") if "://" in location else Path(location).with_suffix(".places")


def state(context: typer.Context) -> State:
    assert isinstance(context.obj, State)
    return context.obj


def world_spec(ledger: Ledger, chosen: State, tagger: str | None = None) -> WorldSpec:
    """The conflicts chosen at `init` (default: the bundled ones), the user's own, and extra places."""
    from counterclaim import settings
    from counterclaim.extracting.world import WorldSpec

    stored = ledger.setting("conflicts")
    names = tuple(json.loads(stored)) if stored else WorldSpec().conflicts
    own = chosen.own_conflict_file()
    if own.is_file() and str(own.resolve()) not in names:
        names += (str(own.resolve()),)
    extra = chosen.extra_places()
    return WorldSpec(names, str(extra) if extra.is_file() else None, tagger or settings.current().tagger)
