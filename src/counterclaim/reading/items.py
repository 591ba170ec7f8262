"""What there is to read: files, folders, patterns, standard input, addresses and records of JSON Lines."""

from __future__ import annotations

import glob
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from counterclaim import settings
from counterclaim.model import Rejected, instant

ItemKind = Literal["file", "address", "record", "bytes"]
_RECORDS = (".jsonl", ".ndjson")
_LONGEST_RECORD = 64 * 2**20
_PASSWORD = re.compile(r"(?<=://)[^/?#]*@")
"""User and password of an address: never sent, nor kept in a ledger that others read."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read. `address` is a path, an http(s) address, '-' or, for a record, 'path:line'.

    `data` holds the bytes of a record or of standard input; files and addresses are read by `read_item`.
    """

    address: str
    kind: ItemKind
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the caller says of every article (`published` as ISO 8601), and the limits of reading.

    `allow_private` lets addresses of private networks be fetched. `max_bytes` and `timeout` (seconds) default
    to the settings.
    """

    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    allow_private: bool = False
    max_bytes: int | None = None
    timeout: float | None = None


def is_address(source: str) -> bool:
    """Whether `source` is an http or https address."""
    return source[:8].casefold().startswith(("http://", "https://"))


def rejected(address: str, cause: str) -> Rejected:
    """A rejection at the reading stage, now."""
    return Rejected(address, "read", cause, instant())


def list_items(sources: Sequence[str]) -> Iterator[Item | Rejected]:
    """Every item that `sources` name, in their order; folders recursively and sorted, hidden files left out.

    A source that names nothing, and a record that is no JSON object with a `text`, comes as `Rejected`
    (records with their line number), and the rest goes on.
    """
    for source in sources:
        if source == "-":
            yield _standard_input()
        elif is_address(source):
            yield Item(_PASSWORD.sub("", source), "address")
        elif os.path.isdir(source):
            yield from _folder(source)
        elif os.path.lexists(source):
            yield from _file(source)
        elif glob.has_magic(source):
            yield from _pattern(source)
        elif "://" in source:
            yield rejected(source, "only http and https addresses can be fetched")
        else:
            yield rejected(source, "no such file, folder or address")


def _standard_input() -> Item | Rejected:
    """All of standard input; of what is longer than any document may be, only so much that it shows."""
    if sys.stdin is None:
        return rejected("-", "there is no standard input")
    try:
        return Item("-", "bytes", sys.stdin.buffer.read(settings.current().max_bytes + 1))
    except OSError as error:
        return rejected("-", f"cannot be read: {error.strerror or error}")


def _pattern(source: str) -> Iterator[Item | Rejected]:
    found = sorted(glob.glob(source, recursive=True))
    if not found:
        yield rejected(source, "no file matches this pattern")
    for path in found:
        if os.path.isfile(path):
            yield from _file(path)
        elif "**" not in source:
            yield from _folder(path)


def _folder(path: str) -> Iterator[Item | Rejected]:
    empty = True
    problems: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                empty = False
                yield from _file(os.path.join(folder, name))
        while problems:
            error = problems.pop()
            yield rejected(str(error.filename), f"cannot be listed: {error.strerror}")
            empty = False
    while problems:
        error = problems.pop()
        empty = False
        yield rejected(str(error.filename), f"cannot be listed: {error.strerror}")
    if empty:
        yield rejected(path, "the folder holds no file")


def file_fault(path: str) -> str | None:
    """Why `path` is no file to read from; None where it is one. Pipes and devices are not opened: they may never end."""
    if os.path.isfile(path):
        return None
    if os.path.exists(path):
        return "not a regular file; what a pipe gives can be read from - (standard input)"
    return "a link that leads nowhere" if os.path.lexists(path) else "no such file"


def _file(path: str) -> Iterator[Item | Rejected]:
    if Path(path).suffix.casefold() not in _RECORDS:
        yield Item(path, "file")
        return
    if (fault := file_fault(path)) is not None:
        yield rejected(path, fault)
        return
    try:
        with open(path, "rb") as lines:
            number = 0
            while line := lines.readline(_LONGEST_RECORD + 1):
                number += 1
                if len(line) > _LONGEST_RECORD:
                    yield rejected(f"{path}:{number}", f"the record is longer than {_LONGEST_RECORD} bytes")
                    while line and not line.endswith(b"\n"):
                        line = lines.readline(_LONGEST_RECORD)
                    continue
                line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                if not line.strip():
                    continue
                if (fault := record_fault(line)) is None:
                    yield Item(f"{path}:{number}", "record", line.rstrip(b"\r\n"))
                else:
                    yield rejected(f"{path}:{number}", f"line {number}: {fault}")
            if number == 0:
                yield rejected(path, "empty: there is no text in it")
    except OSError as error:
        yield rejected(path, f"cannot be read: {error.strerror or error}")


def record_fault(line: bytes) -> str | None:
    """Why `line` is no record of JSON Lines; None where it is one."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"no JSON: {error}"
    if not isinstance(record, dict):
        return "not a JSON object"
    text = record.get("text")
    if not isinstance(text, str):
        return "no 'text'" if text is None else "'text' is not a string"
    return None if text.strip() else "'text' is empty"
