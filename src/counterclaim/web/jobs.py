"""Imports that the browser starts: what was given is laid out for a process of its own, which reads and compares it.

Tagging a page takes seconds of computing; in a process of its own it takes them from no request.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.resources import as_file, files
from pathlib import Path, PurePosixPath
from typing import Any

from counterclaim.errors import LedgerError, SettingsError
from counterclaim.ledger import Ledger
from counterclaim.model import Rejected
from counterclaim.opening import shown
from counterclaim.reading import Item, Overrides, checked, list_items
from counterclaim.reading.items import is_address, record_fault, rejected

MOST_RUNS = 3
"""Imports that may go on at once."""
MOST_ADDRESSES = 200
ERRORS = "errors"
RECORDS = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that somebody pasted, and what they say of it; '' where they say nothing."""

    text: str
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gives to be read: a pasted text, addresses, files (name, bytes), or the bundled sample.

    `outlet`, `published` and `language` hold for all of it, where they are not ''.
    """

    pasted: Pasted | None = None
    addresses: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    sample: bool = False
    outlet: str = ""
    published: str = ""
    language: str = ""

    def overrides(self) -> Overrides:
        """What holds for all of it. Private networks are never fetched from. SettingsError where it cannot be used."""
        return checked(Overrides(self.outlet or None, self.published or None, self.language or None))

    def faults(self) -> list[str]:
        """Why it cannot be read at all, one sentence each; empty where it can."""
        found = []
        if not (self.pasted or self.addresses or self.files or self.sample):
            found.append("Give a text, an address or a file.")
        found += [
            f"{one[:200]!r} is no http or https address." for one in self.addresses if not is_address(one)
        ]
        if len(self.addresses) > MOST_ADDRESSES:
            found.append(f"At most {MOST_ADDRESSES} addresses can be given at once.")
        if self.pasted is not None and self.pasted.url and not is_address(self.pasted.url):
            found.append("The address of the text is no http or https address.")
        try:
            self.overrides()
        except SettingsError as error:
            found.append(f"{str(error)[:1].upper()}{str(error)[1:]}.")
        return found

    def said(self) -> str:
        """What it is, in a few words, without the words of a text."""
        parts = []
        if self.sample:
            parts.append("the sample")
        if self.pasted is not None:
            title = f": {self.pasted.title[:80]}" if self.pasted.title else ""
            parts.append(f"a pasted text{title}")
        if self.addresses:
            parts.append(
                shown(self.addresses[0])[:200]
                if len(self.addresses) == 1
                else _many(self.addresses, "address")
            )
        if self.files:
            parts.append(self.files[0][0][:200] if len(self.files) == 1 else _many(self.files, "file"))
        return ", ".join(parts)


def _many(these: Sequence[object], noun: str) -> str:
    return f"{len(these)} {noun}{'es' if noun.endswith('s') else 's'}"


def items_of(given: Given) -> Iterator[Item | Rejected]:
    """What there is to read. Nothing that is given names a file of this machine, whatever it looks like."""
    if given.sample:
        with as_file(files("counterclaim") / "sample" / "pages") as folder:
            yield from list_items([str(folder)])
    if (pasted := given.pasted) is not None:
        record = {"text": pasted.text, "title": pasted.title, "url": pasted.url}
        kept = {key: value for key, value in record.items() if value}
        yield Item("pasted", "record", json.dumps(kept, ensure_ascii=False).encode())
    for address in given.addresses:
        if is_address(address):
            yield from list_items([address])
        else:
            yield rejected(address, "only http and https addresses can be fetched")
    for name, data in given.files:
        yield from _file(f"upload:{name}", data)


def _file(address: str, data: bytes) -> Iterator[Item | Rejected]:
    if not address.casefold().endswith(RECORDS):
        yield Item(address, "bytes", data)
        return
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        if (fault := record_fault(line)) is None:
            yield Item(f"{address}:{number}", "record", line.rstrip(b"\r"))
        else:
            yield rejected(f"{address}:{number}", f"line {number}: {fault}")


def file_name(given: str | None, number: int) -> str:
    """The last part of the name that a browser gave to a file."""
    name = PurePosixPath((given or "").replace("\\", "/")).name.strip()
    return name[:200] or f"file {number}"


def start_import(ledger: Ledger, location: str, given: Given, by: str) -> str:
    """Start to read what was given into the ledger at `location`; the id of the run (`Ledger.run_of`).

    SettingsError where it cannot be read at all, or too many imports run. The process goes on where this one ends.
    """
    if faults := given.faults():
        raise SettingsError(" ".join(faults))
    if ledger.live_runs() >= MOST_RUNS:
        raise SettingsError(f"{MOST_RUNS} imports are running: add more when one has ended")
    run = ledger.begin_run(by, given.said())
    folder = Path(tempfile.mkdtemp(prefix="counterclaim-run-"))
    try:
        lay_out(folder, given)
        with (folder / ERRORS).open("wb") as errors:
            child = subprocess.Popen(
                [sys.executable, "-m", "counterclaim.web.importing", run],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        assert child.stdin is not None
        with child.stdin as pipe:
            # The location may hold a password, which must not stand in a list of processes.
            pipe.write(json.dumps({"location": location, "folder": str(folder)}).encode())
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        ledger.end_run(run, f"cannot be started: {error}")
        raise SettingsError(f"the import cannot be started: {error}") from error
    threading.Thread(target=_watch, args=(ledger, run, child, folder), daemon=True, name="import").start()
    return run


def _watch(ledger: Ledger, run: str, child: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait for the process; where it died without a word, say so in its place."""
    code = child.wait()
    if code:
        errors = (folder / ERRORS).read_bytes() if (folder / ERRORS).is_file() else b""
        told = errors[-600:].decode(errors="replace").strip().splitlines()
        # Where the ledger is closed already, the run counts as stopped for lack of a beat.
        with suppress(LedgerError):
            ledger.end_run(run, told[-1] if told else f"its process ended with code {code}")
    shutil.rmtree(folder, ignore_errors=True)


def lay_out(folder: Path, given: Given) -> None:
    """Write what was given into a folder that only this user reads."""
    told: dict[str, Any] = {**asdict(given), "files": []}
    for number, (name, data) in enumerate(given.files):
        (folder / str(number)).write_bytes(data)
        told["files"].append(name)
    (folder / "given.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    os.chmod(folder, 0o700)


def laid_out(folder: Path) -> Given:
    """What `lay_out` wrote."""
    told = json.loads((folder / "given.json").read_text(encoding="utf-8"))
    pasted = told.pop("pasted")
    names = told.pop("files")
    addresses = tuple(told.pop("addresses"))
    held = tuple((name, (folder / str(number)).read_bytes()) for number, name in enumerate(names))
    return Given(pasted=Pasted(**pasted) if pasted else None, addresses=addresses, files=held, **told)
