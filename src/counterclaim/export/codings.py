"""The raw table of double coding as CSV (RFC 4180, UTF-8): one value of one coder a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterclaim.export.csv import _line, _safe

Cells = tuple[str, str, str, str, str, str]
COLUMNS = ("batch", "article", "unit", "coder", "field", "value")
"""`unit` names the claim, the same for both coders; a claim that one of them lacks has rows of the other only."""


def lines(rows: Iterable[Cells]) -> Iterator[str]:
    """A line of column names, then one for each row; formulas are made harmless as in the claims' CSV."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line(_safe(cell) for cell in row)
