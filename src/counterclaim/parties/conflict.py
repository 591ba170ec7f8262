"""Conflict files: the parties, sides, offices and extra places of one war, as TOML.

`docs/conflict-files.md` describes the format. Names in other languages stand under ISO 639-1 codes;
dates are TOML dates or ISO strings, both ends inclusive.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.parties.conflict_editing import set_party, set_place
from counterclaim.parties.conflict_model import Conflict, Names, Office, Party, Person, Place, Side
from counterclaim.parties.conflict_reader import ConflictReader

__all__ = [
    "BUNDLED", "Conflict", "Names", "Office", "Party", "Person", "Place", "Side", "bundled", "load",
    "loads", "set_party", "set_place",
]  # fmt: skip


def bundled() -> tuple[str, ...]:
    """Names of the conflicts that come with the program, sorted."""
    return tuple(
        sorted(f.name.removesuffix(".toml") for f in _folder().iterdir() if f.name.endswith(".toml"))
    )


def load(name_or_path: str | Path) -> Conflict:
    """A bundled conflict by name, or the user's own file by path.

    UnknownNameError where it is neither; SettingsError with file and key where the file is unusable.
    """
    name = str(name_or_path)
    if name in bundled():
        return _bundled(name)
    path = Path(name_or_path)
    if not path.is_file():
        raise UnknownNameError(f"no conflict {name!r}: no such file, and bundled are {', '.join(bundled())}")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}: {error}") from error
    return loads(text, name=path.stem, where=name)


def loads(text: str, *, name: str, where: str) -> Conflict:
    """A conflict from the text of its file; `where` names the file in errors."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{where}: {error}") from error
    return ConflictReader(where).conflict(name, table)


def _folder() -> Any:
    return files("counterclaim") / "conflicts"


@lru_cache(maxsize=8)
def _bundled(name: str) -> Conflict:
    path = _folder() / f"{name}.toml"
    return loads(path.read_text(encoding="utf-8"), name=name, where=f"{name}.toml")


BUNDLED = bundled()
