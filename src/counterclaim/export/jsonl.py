"""JSON Lines: one object a line, UTF-8, keys in the documented order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def lines(told: Iterable[Mapping[str, Any]], stamp: Mapping[str, Any] | None = None) -> Iterator[str]:
    """A claim or incident object a line; with a `stamp` each has it as its last key, `quality`."""
    more = {"quality": stamp} if stamp is not None else {}
    for one in told:
        yield json.dumps({**one, **more}, ensure_ascii=False) + "\n"
