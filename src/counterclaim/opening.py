"""The world that belongs to a ledger: its conflicts, the user's own file and the extra places beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from counterclaim import settings
from counterclaim.extracting.world import WorldSpec
from counterclaim.ledger import Ledger

_PASSWORD = re.compile(r"(://[^/@:]*):[^@/]*@")


def shown(location: str) -> str:
    """The location of a ledger as it may be printed: without a password."""
    return _PASSWORD.sub(r"\1:***@", location)


def own_conflict_file(location: str) -> Path:
    """Where `parties set` and `places set` write: beside the ledger, or here for a database address."""
    return _beside(location, ".conflict.toml")


def extra_places(location: str) -> Path:
    """Where `places add` writes, likewise."""
    return _beside(location, ".places")


def world_spec(ledger: Ledger, location: str, tagger: str | None = None) -> WorldSpec:
    """The conflicts chosen at `init` (default: the bundled ones), the user's own, the names that people resolved in
    reviews, and extra places."""
    conflicts: list[str | tuple[str, str]] = []
    for name, text in _chosen_conflicts(ledger).items():
        conflicts.append(name if text is None or Path(name).is_file() else (name, text))
    own = own_conflict_file(location)
    if own.is_file() and str(own.resolve()) not in conflicts:
        conflicts.append(str(own.resolve()))
    if (named := ledger.resolved_conflict()) is not None:
        conflicts.append(named)
    extra = extra_places(location)
    places = str(extra.resolve()) if extra.is_file() else None
    return WorldSpec(tuple(conflicts), places, tagger or settings.current().tagger)


def choose_conflicts(ledger: Ledger, names: Sequence[str]) -> None:
    """Keep bundled conflicts by name, files by path and text, so that the ledger can go without them."""
    ledger.set_setting("conflicts", json.dumps({name: _text_of(name) for name in names}, ensure_ascii=False))


def _beside(location: str, suffix: str) -> Path:
    if "://" not in location:
        return Path(location).with_suffix(suffix)
    address = urlsplit(location)
    name = re.sub(r"\W+", "-", f"{address.hostname or ''}-{address.path.strip('/')}").strip("-")
    return Path(f"{name}{suffix}")


def _chosen_conflicts(ledger: Ledger) -> dict[str, str | None]:
    """Names and kept texts; the kept text follows the file as it is edited."""
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
