"""What every measure shares: where the data and scorers are, and the form of a figure."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class Skipped(Exception):
    """A measure that cannot run here, with the reason."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `floor` is the least that it must reach, `ceiling` the most (None: reported only).

    Figures of one `row` are printed in one line of a table that has a column for each name.
    """

    name: str
    value: float
    floor: float | None = None
    note: str = ""
    ceiling: float | None = None
    row: str = ""

    @property
    def missed(self) -> str | None:
        """How the figure misses what it must reach; None where it does not."""
        what = f"{self.row}: {self.name}" if self.row else self.name
        if self.floor is not None and self.value < self.floor:
            return f"{what} {self.value:g} < {self.floor:g}"
        if self.ceiling is not None and self.value > self.ceiling:
            return f"{what} {self.value:g} > {self.ceiling:g}"
        return None

    @property
    def bound(self) -> str:
        bounds = (("", self.floor), ("≤ ", self.ceiling))
        return "".join(f"{sign}{bound:g}" for sign, bound in bounds if bound is not None)


def data(*parts: str) -> Path:
    """A path in the development data. Skipped where there is none."""
    root = os.environ.get("COUNTERCLAIM_DATA")
    if not root:
        raise Skipped("COUNTERCLAIM_DATA is not set")
    path = Path(root, *parts)
    if not path.exists():
        raise Skipped(f"no {'/'.join(parts)} in the data folder")
    return path


def scorer(name: str) -> Path:
    """A scorer beside the data folder."""
    return data("..", "tools", name)


def run(*arguments: str | Path, stdin: str | None = None) -> str:
    """Standard output of a command run by this Python. The error output goes to the terminal."""
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, input=stdin, stdout=subprocess.PIPE, text=True, check=True).stdout


def counterclaim(*arguments: str | Path) -> str:
    return run("-m", "counterclaim.cli.main", *arguments)


def choose(tagger: str | None) -> tuple[str, ...]:
    """The option of the command line that chooses `tagger`; none: the first that the language pack names."""
    return ("--tagger", tagger) if tagger else ()


def json_lines(rows: Iterable[Mapping[str, Any]], folder: Path) -> Path:
    with tempfile.NamedTemporaryFile(
        "w", suffix=".jsonl", dir=folder, delete=False, encoding="utf-8"
    ) as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return Path(file.name)
