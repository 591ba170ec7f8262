"""Families of outlets, from `publishers.toml`: editions, sister outlets of one newsroom, accounts on social media."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from counterclaim.language import fold
from counterclaim.reading.outlets import outlets
from counterclaim.reading.versions import host, normalise

_RENAMED = {"twitter.com": "x.com", "telegram.me": "t.me", "fb.com": "facebook.com"}
_BASE = re.compile(r"https?://[^/?#\\\s]+(?=[/?#]|$)", re.I)
_SOCIAL = frozenset({"x.com", "t.me", "facebook.com", "youtube.com", "instagram.com"})


@dataclass(frozen=True, slots=True)
class Families:
    """Families by folded name of an outlet, by domain, and by account ('x.com/reuters', folded)."""

    names: dict[str, str]
    domains: dict[str, str]
    accounts: dict[str, str]

    def at(self, name: str) -> str | None:
        """The family at host `name` or at a domain that holds it."""
        parts = name.split(".")
        hosts = (".".join(parts[start:]) for start in range(len(parts) - 1))
        return next((self.domains[one] for one in hosts if one in self.domains), None)


@lru_cache(maxsize=1)
def families() -> Families:
    """The bundled list, with the names and domains that `reading/outlets.toml` has for the members."""
    data = tomllib.loads((files(__package__) / "publishers.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    accounts: dict[str, str] = {}
    for family, entry in data.items():
        for outlet in (family, *entry["outlets"]):
            names[fold(outlet)] = family
        for domain in entry.get("domains", ()):
            domains[domain] = family
        for account in entry.get("accounts", ()):
            accounts[account.casefold()] = family
    return Families(names, domains, accounts)


@lru_cache(maxsize=65_536)
def publisher_of(outlet: str | None, url: str | None) -> str | None:
    """The family of an outlet as a page prints it, or of the page's address where its name tells none.

    A listed outlet without a family is its own. None for what is not listed.
    """
    return (_named(outlet) if outlet else None) or (_at(url) if url else None)


def _named(outlet: str) -> str | None:
    listed = outlets().named(outlet)
    known = families()
    for name in (outlet, listed):
        if name and (family := known.names.get(fold(name))):
            return family
    return listed or known.at(outlet.strip().casefold())


def _at(url: str) -> str | None:
    address = url if "//" in url else f"https://{url}"
    # Whose host it is does not hang on the path, and thousands of pages have one host.
    base = _BASE.match(address)
    name = _name(base[0] if base else address)
    if name is None:
        return None
    if name in _SOCIAL:
        path = urlsplit(normalise(address) or "").path.strip("/").casefold().removeprefix("s/")
        return families().accounts.get(f"{name}/{path.partition('/')[0]}")
    return _of_host(name)


@lru_cache(maxsize=1 << 14)
def _name(address: str) -> str | None:
    found = normalise(address)
    if found is None:
        return None
    name = host(found)
    return _RENAMED.get(name, name)


@lru_cache(maxsize=1 << 14)
def _of_host(name: str) -> str | None:
    if family := families().at(name):
        return family
    listed = outlets().at(name)
    return families().names.get(fold(listed), listed) if listed else None
