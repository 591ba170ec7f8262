"""Names and domains of known outlets, from `outlets.toml`, and outlets told by the look of their name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from counterclaim.reading.cues import cues, key

_HOST_PARTS = ("www.", "m.", "mobile.", "amp.", "en.", "english.", "ar.", "arabic.", "news.")


@dataclass(frozen=True, slots=True)
class Outlets:
    """Known outlets by folded name and by domain; `agencies` holds the listed names of news agencies."""

    names: dict[str, str]
    domains: dict[str, str]
    agencies: frozenset[str]

    def named(self, text: str) -> str | None:
        """The listed name of the outlet that `text` names and nothing else ('الأخبار' → 'Al-Akhbar')."""
        if (name := self.names.get(key(text))) is None and " " not in text.strip() and "." in text:
            return self.at(text.strip().casefold())
        return name

    def at(self, host: str) -> str | None:
        """The outlet at `host` or at a domain that holds it."""
        parts = host.casefold().rstrip(".").split(".")
        for start in range(len(parts) - 1):
            if name := self.domains.get(".".join(parts[start:])):
                return name
        return None


@lru_cache(maxsize=1)
def outlets() -> Outlets:
    """The bundled list."""
    data = tomllib.loads((files(__package__) / "outlets.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    for section in ("agencies", "outlets"):
        for name, entry in data[section].items():
            for written in (name, *entry.get("also", ())):
                names.setdefault(key(written), name)
            for domain in entry["domains"]:
                domains.setdefault(domain, name)
    return Outlets(names, domains, frozenset(data["agencies"]))


def looks_like_outlet(name: str) -> bool:
    """Whether an unlisted `name` is an outlet's by one of its words ('Lake District Herald', 'example.org')."""
    words = key(name).split()
    return any(word in cues().outlet_words or _bare(word) in cues().outlet_words for word in words)


def _bare(word: str) -> str:
    """An Arabic word without its article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def host_name(host: str) -> str:
    """A readable name for the outlet at an unlisted `host`: the host without its usual first parts."""
    for part in _HOST_PARTS:
        if host.startswith(part) and host.count(".") > 1:
            host = host[len(part) :]
    return host
