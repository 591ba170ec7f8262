"""Names of known places that the gazetteer file lacks, from `spellings.toml`: look-up by key, and the name to show."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from counterclaim.gazetteer import keys


@dataclass(frozen=True, slots=True)
class Spellings:
    """`ids` by exact key, `longest` name in words by first word, `names` to show by GeoNames id."""

    ids: Mapping[str, tuple[int, ...]]
    longest: Mapping[str, int]
    names: Mapping[int, str]


@lru_cache(maxsize=1)
def spellings() -> Spellings:
    """The spellings that come with the program."""
    text = (files("counterclaim.gazetteer") / "spellings.toml").read_text(encoding="utf-8")
    ids: defaultdict[str, list[int]] = defaultdict(list)
    longest: dict[str, int] = {}
    names: dict[int, str] = {}
    for one, name, others in tomllib.loads(text)["places"]:
        names[one] = name
        for key in dict.fromkeys(map(keys.exact, (name, *others))):
            ids[key].append(one)
            words = key.split()
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Spellings({key: tuple(found) for key, found in ids.items()}, longest, names)
