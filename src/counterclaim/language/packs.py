"""Language packs: folders of TOML under `packs/`, one a language, data only.

`pack.toml` holds `name`, `script` and `taggers` (best first). Every other file is a section that the
stage which uses it reads and checks: attribution, events, means, quantities, dates, parties. What a tool
measures and writes is JSON beside them, which loads far faster. A language without a folder has a general pack,
made of what CLDR knows of it (`general.py`).
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.language import general

UNTRAINED_TAGGERS = ("neural",)
"""Taggers that read languages for which nobody has written a pack."""


class Pack:
    """One language's data; sections are read on first use.

    `general`: the language has no folder, and what its taggers find in it is marked as untrained.
    """

    general = False

    def __init__(self, code: str, folder: Traversable) -> None:
        self.code = code
        self._folder = folder
        self._sections: dict[str, Mapping[str, Any]] = {}
        head = self.section("pack")
        self.name: str = head["name"]
        self.taggers: tuple[str, ...] = tuple(head["taggers"])

    def section(self, name: str) -> Mapping[str, Any]:
        """The section file `name`.toml; empty where the pack has none. SettingsError if it is not TOML."""
        return self._read(f"{name}.toml", tomllib.loads)

    def measured(self, name: str) -> Mapping[str, Any]:
        """The file `name`.json, written by a tool and large; empty where the pack has none.

        SettingsError if it is not JSON.
        """
        return self._read(f"{name}.json", json.loads)

    def _read(self, file: str, parse: Callable[[str], Mapping[str, Any]]) -> Mapping[str, Any]:
        if file not in self._sections:
            try:
                self._sections[file] = parse((self._folder / file).read_text(encoding="utf-8"))
            except FileNotFoundError:
                self._sections[file] = {}
            except ValueError as error:
                raise SettingsError(f"language pack {self.code}, {file}: {error}") from error
        return self._sections[file]


class GeneralPack(Pack):
    """A language of which only general data are known; most of its sections are empty."""

    general = True

    def __init__(self, code: str) -> None:
        self.code = code
        self.name = general.name(code)
        self.taggers = UNTRAINED_TAGGERS
        self._sections = {f"{name}.toml": section for name, section in general.sections(code).items()}

    def _read(self, file: str, parse: Callable[[str], Mapping[str, Any]]) -> Mapping[str, Any]:
        return self._sections.get(file, {})


def _root() -> Traversable:
    return files("counterclaim") / "packs"


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """Codes of the languages that have a pack, sorted."""
    return tuple(sorted(f.name for f in _root().iterdir() if (f / "pack.toml").is_file()))


@lru_cache(maxsize=1)
def known() -> tuple[str, ...]:
    """Codes of all languages that `load` takes, sorted: those of `available` and those with a general pack."""
    return tuple(sorted({*available(), *general.codes()}))


@lru_cache(maxsize=64)
def load(code: str) -> Pack:
    """The pack of language `code`, a general one where it has no folder. UnknownNameError for other codes."""
    if code in available():
        return Pack(code, _root() / code)
    if code in general.codes():
        return GeneralPack(code)
    raise UnknownNameError(
        f"no language pack {code!r}; there are: {', '.join(available())}; "
        f"without a pack {len(known()) - len(available())} languages are known, none of that code"
    )
