"""Running the command line in this process, as a script would see it: exit code, output, error output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from counterclaim import settings


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Cli = Callable[..., Ran]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """`cli("add", path)` runs in an empty folder with no settings of the machine."""
    for name in ("LEDGER", "SETTINGS", "MAX_BYTES", "TIMEOUT", "TAGGER"):
        monkeypatch.delenv(settings.PREFIX + name, raising=False)
    settings.current.cache_clear()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "140")

    def run(*arguments: object) -> Ran:
        from counterclaim.cli.main import main

        monkeypatch.setattr(sys, "argv", ["counterclaim", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run
