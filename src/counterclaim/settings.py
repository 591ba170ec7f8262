"""Settings: environment over `counterclaim.toml` over defaults, read once.

| environment | key in the file | default | meaning |
|---|---|---|---|
| COUNTERCLAIM_LEDGER | ledger | counterclaim.db | path or database URL of the ledger |
| COUNTERCLAIM_SETTINGS | – | counterclaim.toml | the settings file; it need not exist |
| COUNTERCLAIM_MAX_BYTES | max_bytes | 20000000 | largest document read or fetched, in bytes |
| COUNTERCLAIM_TIMEOUT | timeout | 30 | seconds an address may take to answer in full |
| COUNTERCLAIM_TAGGER | tagger | best of the language pack | name of the tagger |
| COUNTERCLAIM_HOSTS | hosts | – | names, with commas, under which a browser may ask `serve` |
| COUNTERCLAIM_TILES | tiles | – | address with {z}, {x}, {y} of pictures under the map |
| COUNTERCLAIM_TILES_CREDIT | tiles_credit | – | whose pictures those are, printed on the map |
| COUNTERCLAIM_DOUBLE_SHARE | double_share | 0.1 | share of drawn articles that two people code, 0 to 1 |
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from counterclaim.errors import SettingsError

PREFIX = "COUNTERCLAIM_"


@dataclass(frozen=True, slots=True)
class Settings:
    ledger: str = "counterclaim.db"
    max_bytes: int = 20_000_000
    timeout: float = 30.0
    tagger: str | None = None
    hosts: str = ""
    tiles: str | None = None
    tiles_credit: str | None = None
    double_share: float = 0.1


def load(environment: Mapping[str, str]) -> Settings:
    """Settings from `environment` and the file that it names. SettingsError names source and key."""
    path = Path(environment.get(PREFIX + "SETTINGS", "counterclaim.toml"))
    values: dict[str, Any] = {}
    if path.is_file():
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise SettingsError(f"{path}: {error}") from error
    elif PREFIX + "SETTINGS" in environment:
        raise SettingsError(f"{path}: no such settings file (named by {PREFIX}SETTINGS)")
    known = {field.name for field in fields(Settings)}
    if unknown := sorted(set(values) - known):
        raise SettingsError(f"{path}: unknown key {unknown[0]!r}; there are: {', '.join(sorted(known))}")
    origin = dict.fromkeys(values, str(path))
    for name in known:
        if (value := environment.get(PREFIX + name.upper())) is not None:
            values[name], origin[name] = value, PREFIX + name.upper()
    return Settings(**{name: _typed(name, value, origin[name]) for name, value in values.items()})


def _typed(name: str, value: Any, origin: str) -> Any:
    kind = {"max_bytes": int, "timeout": float, "double_share": float}.get(name, str)
    try:
        typed = kind(value)
    except (TypeError, ValueError):
        raise SettingsError(f"{origin}: {name} must be a number, not {value!r}") from None
    if kind is not str and typed <= 0:
        raise SettingsError(f"{origin}: {name} must be above 0, not {value!r}")
    return typed


@lru_cache(maxsize=1)
def current() -> Settings:
    """The settings of this process."""
    return load(os.environ)
