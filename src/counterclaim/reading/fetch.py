"""Fetching a page."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.errors import FetchError


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: `address` after redirects, charset and media type as the server names them."""

    body: bytes
    address: str
    media_type: str | None
    charset: str | None


def fetch(address: str, *, allow_private: bool, max_bytes: int, timeout: float) -> Page:
    raise FetchError(address, "fetching is not available")
