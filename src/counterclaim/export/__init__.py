"""Claims to files: one module a format, each a stream of lines; here, where the lines go."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from counterclaim.errors import CounterclaimError, UnknownNameError
from counterclaim.export import csv, geojson, jsonl
from counterclaim.view import ClaimObject

__all__ = ["FORMATS", "write", "write_lines"]

FORMATS: dict[str, Callable[[Iterable[ClaimObject], Mapping[str, Any] | None], Iterator[str]]] = {
    "csv": csv.lines,
    "jsonl": jsonl.lines,
    "geojson": geojson.lines,
}
# Spreadsheet programs read UTF-8 only where the file says so.
_MARKS = {"csv": "\ufeff"}


def write(
    claims: Iterable[ClaimObject], form: str, target: str | Path, stamp: Mapping[str, Any] | None = None
) -> int:
    """Write `claims` as `form` to the file `target`, or to standard output where it is `-`, with the `stamp` inside.

    A file appears whole or not at all; an older one stays until then. A pipe or device is written to. Memory is flat in the number
    of claims. Returns that number. UnknownNameError for a format that there is not,
    CounterclaimError where the file cannot be written.
    """
    if form not in FORMATS:
        raise UnknownNameError(f"no export {form!r}; there are: {', '.join(sorted(FORMATS))}")
    counted = _Counted(claims)
    write_lines(FORMATS[form](counted, stamp), target, _MARKS.get(form, ""))
    return counted.count


def write_lines(lines: Iterable[str], target: str | Path, mark: str = "") -> None:
    """Write `lines` to the file `target` as `write` does; `mark` stands first in a file.

    CounterclaimError where it cannot be written.
    """
    if str(target) == "-":
        for line in lines:
            sys.stdout.write(line)
        sys.stdout.flush()
        return
    path = Path(os.path.realpath(target))
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            _write_into(lines, path, mark)
        else:
            _write_whole(lines, path, mark)
    except OSError as error:
        raise CounterclaimError(f"{target}: {error.strerror or error}") from error


class _Counted:
    """An iterable that knows how many it gave."""

    def __init__(self, claims: Iterable[ClaimObject]) -> None:
        self._claims = claims
        self.count = 0

    def __iter__(self) -> Iterator[ClaimObject]:
        for claim in self._claims:
            self.count += 1
            yield claim


def _write_whole(lines: Iterable[str], target: Path, mark: str) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            file.write(mark)
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        _as_usual(Path(name), target)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_into(lines: Iterable[str], target: Path, mark: str) -> None:
    """A pipe or device is written to as it is, and never replaced."""
    with target.open("w", encoding="utf-8", newline="") as file:
        file.write(mark)
        file.writelines(lines)


def _as_usual(made: Path, target: Path) -> None:
    """Give the new file the rights of the one it replaces, else those of any new file."""
    if target.exists():
        made.chmod(target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    made.chmod(0o666 & ~mask)
