"""What every command shares: the ledger's location, and the world chosen for it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import typer

if TYPE_CHECKING:
    from counterclaim.extracting.world import WorldSpec
    from counterclaim.ledger import Ledger


_PASSWORD = re.compile(r"(://[^/@:]*):[^@/]*@")


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
        return _PASSWORD.sub(r"\1:***@", self.location)

    def own_conflict_file(self) -> Path:
        """Where `parties set` and `places set` write: beside the ledger, or here for a database address."""
        return self._beside(".conflict.toml")

    def extra_places(self) -> Path:
        """Where `places add` writes, likewise."""
        return self._beside(".places")

    def _beside(self, suffix: str) -> Path:
        if "://" not in self.location:
            return Path(self.location).with_suffix(suffix)
        address = urlsplit(self.location)
        name = re.sub(r"\W+", "-", f"{address.hostname or ''}-{address.path.strip('/')}").strip("-")
        return Path(f"{name}{suffix}")


def state(context: typer.Context) -> State:
    assert isinstance(context.obj, State)
    return context.obj


def world_spec(ledger: Ledger, chosen: State, tagger: str | None = None) -> WorldSpec:
    """The conflicts chosen at `init` (default: the bundled ones), the user's own, and extra places."""
    from counterclaim import settings
    from counterclaim.extracting.world import WorldSpec

    conflicts: list[str | tuple[str, str]] = []
    for name, text in _chosen_conflicts(ledger).items():
        conflicts.append(name if text is None or Path(name).is_file() else (name, text))
    own = chosen.own_conflict_file()
    if own.is_file() and str(own.resolve()) not in conflicts:
        conflicts.append(str(own.resolve()))
    extra = chosen.extra_places()
    places = str(extra.resolve()) if extra.is_file() else None
    return WorldSpec(tuple(conflicts), places, tagger or settings.current().tagger)


def choose_conflicts(ledger: Ledger, names: Sequence[str]) -> None:
    """Keep bundled conflicts by name, files by path and text, so that the ledger can go without them."""
    ledger.set_setting("conflicts", json.dumps({name: _text_of(name) for name in names}, ensure_ascii=False))


def _chosen_conflicts(ledger: Ledger) -> dict[str, str | None]:
    """Names and kept texts; the kept text follows the file as it is edited."""
    from counterclaim.extracting.world import WorldSpec

    stored = ledger.setting("conflicts")
    if stored is None:
        return {name: None for name in WorldSpec().conflicts if isinstance(name, str)}
    kept: dict[str, str | None] = json.loads(stored)
    current = {name: _text_of(name) or text for name, text in kept.items()}
    if current != kept:
        ledger.set_setting("conflicts", json.dumps(current, ensure_ascii=False))
    return current


def _text_of(name: str) -> str | None:
    path = Path(name)
    try:
        return path.read_text(encoding="utf-8-sig") if path.is_absolute() and path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None
