"""Long lists of values, cut to what one query takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

CHUNK = 800
"""Values of one query; SQLite takes no more than 999 everywhere."""


def chunks(values: Iterable[T], length: int = CHUNK) -> Iterator[list[T]]:
    """`values` in order, `length` at a time."""
    rest = iter(values)
    while part := list(islice(rest, length)):
        yield part
