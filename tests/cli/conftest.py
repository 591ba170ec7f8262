"""Running the command line as a script would see it (exit code, output, error output), in this process or its own."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

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


COMMAND = [sys.executable, "-m", "counterclaim.cli.main"]
SENTENCE = (
    "The Armenian Defence Ministry said that its air defence had shot down two Azerbaijani helicopters "
    "near Hadrut on Tuesday."
)


def program(*arguments: object, **options: Any) -> Ran:
    """The command line in a process of its own, without the settings of the machine."""
    ran = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        env=bare_environment(),
        timeout=120,
        **options,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def bare_environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith(settings.PREFIX)} | {"COLUMNS": "140"}


def one_line(ran: Ran, *words: str, code: int = 2) -> None:
    """The run failed with one clear line that holds `words`."""
    assert ran.code == code, ran
    assert len(ran.err.strip().splitlines()) == 1, ran.err
    for word in words:
        assert word in ran.err


def without_override() -> None:
    """Called in a child process: root, too, is then held by the rights of files and folders (Linux)."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.fixture
def held_by_rights(tmp_path: Path) -> None:
    """Skips where even a child process without root's override may open what nobody may."""
    shut = tmp_path / "rights"
    shut.touch()
    shut.chmod(0)
    tried = subprocess.run(["cat", str(shut)], capture_output=True, preexec_fn=without_override)
    shut.chmod(0o600)
    shut.unlink()
    if tried.returncode == 0:
        pytest.skip("this system lets the tests' user open every file")
