"""Printing: JSON for programs, tables that fit the terminal for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def as_json(value: Any) -> None:
    """One JSON document on standard output; an iterable becomes an array, written as it comes."""
    if isinstance(value, (Mapping, str)) or value is None:
        print(json.dumps(value, ensure_ascii=False, indent=1))
        return
    first = True
    for row in value:
        sys.stdout.write("[\n" if first else ",\n")
        sys.stdout.write(json.dumps(row, ensure_ascii=False))
        first = False
    sys.stdout.write("[]\n" if first else "\n]\n")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, wide: Sequence[str] = ()) -> int:
    """Rows as a table as wide as the terminal; columns named in `wide` share what room the others leave.

    Returns the number of rows. Long cells of other columns are shortened, numbers never. Control
    characters and bidirectional overrides of page text are not passed on to the terminal.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[_cell(value, name in wide) for name, value in zip(columns, row, strict=True)] for row in rows]
    if not cells:
        return 0
    grid = Table(
        box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, expand=bool(wide)
    )
    for index, column in enumerate(columns):
        if column in wide:
            grid.add_column(column, ratio=1, overflow="fold", min_width=16)
        else:
            longest = max(len(column), *(len(line) for row in cells for line in row[index].split("\n")))
            grid.add_column(column, overflow="fold", no_wrap=True, min_width=longest)
    for row in cells:
        grid.add_row(*map(Text, row))
    Console(highlight=False, soft_wrap=False).print(grid)
    return len(cells)


LONGEST = 32
"""Characters of a cell in a column that does not wrap."""


def _cell(value: object, wraps: bool) -> str:
    text = clean(value)
    return text if wraps else "\n".join(shorten(line, LONGEST) for line in text.split("\n"))


def paragraph(text: str, indent: int = 0) -> None:
    """Prints `text` in lines as wide as the terminal, `indent` columns from its left."""
    from textwrap import fill

    left = " " * indent
    lines = fill(
        clean(text),
        width(),
        initial_indent=left,
        subsequent_indent=left,
        break_long_words=False,
        break_on_hyphens=False,
    )
    print(lines)


def width() -> int:
    """Columns of the terminal, 80 where there is none."""
    from rich.console import Console

    return Console().width


def clean(cell: object) -> str:
    """`cell` with its line ends, without other white space in a row or characters that steer a terminal."""
    text = "" if cell is None else str(cell)
    return "\n".join(_clean_line(line) for line in text.split("\n"))


def _clean_line(line: str) -> str:
    text = " ".join(line.split())
    return "".join(c for c in text if c.isprintable() or c == " ")


def shorten(text: str, length: int = 160) -> str:
    text = clean(" ".join(text.split()))
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def error(message: str) -> None:
    """One line on standard error; what could steer a terminal (file names hold anything) is written as escapes."""
    print(
        "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message),
        file=sys.stderr,
    )
