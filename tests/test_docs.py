"""The documentation says what the program has, and nothing that it has not."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib import util
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from counterclaim import settings, view

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def load(tool: str) -> ModuleType:
    spec = util.spec_from_file_location(tool, ROOT / "tools" / f"{tool}.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


command_docs = load("build_command_docs")
readme_demo = load("build_readme_demo")


@cache
def commands() -> dict[tuple[str, ...], Any]:
    return dict(command_docs.commands(command_docs.root(), ("counterclaim",)))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def names(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


def calls(page: str) -> Iterator[list[str]]:
    """Every call of the program in a shell block of `page`, as words."""
    for kind, block in FENCE.findall(text(page)):
        if kind == "sh":
            for line in block.splitlines():
                for part in line.split("|"):
                    words = shlex.split(part, comments=True)
                    if words[:1] == ["counterclaim"]:
                        yield words[1:]


def test_command_reference_is_what_the_program_says() -> None:
    assert text("docs/commands.md") == command_docs.page(), "run: python tools/build_command_docs.py"


@pytest.mark.slow
def test_readme_shows_what_the_demo_prints() -> None:
    readme = text("README.md")
    assert readme == readme_demo.page(readme, readme_demo.printed()), "run: python tools/build_readme_demo.py"


@pytest.mark.parametrize("path", [p for p in commands() if len(p) > 1], ids=" ".join)
def test_every_command_is_in_the_guide(path: tuple[str, ...]) -> None:
    words = path[1:]
    named = re.search(rf"counterclaim (?:--ledger \S+ )?{' '.join(words)}\b", text("docs/guide.md"))
    assert named or f"`{' '.join(words)}`" in text("docs/guide.md")


@pytest.mark.parametrize("name", [p[1] for p in commands() if len(p) == 2])
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`{name}`" in text("README.md")


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_every_command_option_and_argument_has_help(path: tuple[str, ...]) -> None:
    command = commands()[path]
    assert command.help
    for parameter in command.params:
        assert parameter.help, f"{' '.join(path)}: {parameter.name} says nothing"


@pytest.mark.parametrize("page", names(PAGES))
def test_calls_that_the_pages_show_exist(page: str) -> None:
    for words in calls(page):
        path: tuple[str, ...] = ("counterclaim",)
        command = commands()[path]
        options = {option for parameter in command.params for option in parameter.opts}
        for word in words:
            if (*path, word) in commands():
                path = (*path, word)
                command = commands()[path]
                options |= {option for parameter in command.params for option in parameter.opts}
            elif word.startswith("-") and word != "-":
                assert word.partition("=")[0] in options | {"--help", "-h"}, f"{' '.join(path)} has no {word}"
        assert len(path) > 1 or {"--help", "-h", "--version"} & set(words), f"no command in {words}"


@pytest.mark.parametrize("page", names(PAGES))
def test_make_targets_that_the_pages_show_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    shown = set(re.findall(r"(?:^|`)make ([a-z]+)", text(page), re.MULTILINE))
    assert shown <= targets


@pytest.mark.parametrize("page", names(PAGES))
def test_links_between_the_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text(page)):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        goal = (ROOT / page).parent / path if path else ROOT / page
        assert goal.exists(), target
        if anchor:
            assert anchor in {slug(line) for line in goal.read_text(encoding="utf-8").splitlines()}, target


def slug(line: str) -> str | None:
    if not line.startswith("#"):
        return None
    return re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")


@pytest.mark.parametrize("field", fields(settings.Settings), ids=lambda field: field.name)
def test_every_setting_is_in_the_guide(field: Any) -> None:
    assert f"| `COUNTERCLAIM_{field.name.upper()}` | `{field.name}` |" in text("docs/guide.md")


def test_every_key_of_the_claim_object_is_in_the_guide(claim_keys: set[str]) -> None:
    part = text("docs/guide.md").partition("## The claim object")[2].partition("\n## ")[0]
    assert claim_keys <= set(re.findall(r"`(\w+)`", part))


@pytest.fixture
def claim_keys(tmp_path: Path) -> set[str]:
    from counterclaim import extract, read
    from counterclaim.model import Document

    page = tmp_path / "page.txt"
    page.write_text("The ministry said on 3 May 2021 that two soldiers were killed.", encoding="utf-8")
    [document] = read(str(page))
    assert isinstance(document, Document)
    [claim, *_] = extract(document).claims
    [article] = (a for a in document.articles if a.id == claim.article)
    return set(view.claim_object(claim, document, article))


def python_blocks() -> list[str]:
    return [block for kind, block in FENCE.findall(text("README.md")) if kind == "python"]


def test_the_readme_s_python_runs(tmp_path: Path) -> None:
    page = files("counterclaim") / "sample" / "pages" / "harrow-post-hadrut.html"
    (tmp_path / "report.html").write_bytes(page.read_bytes())
    reading, locating = python_blocks()
    run = subprocess.run(
        [sys.executable, "-c", reading], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "Hadrut" in run.stdout
    run = subprocess.run(
        [sys.executable, "-c", locating], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert [line.split()[0] for line in run.stdout.splitlines()] == ["Shusha", "Stepanakert"]


@pytest.mark.parametrize(
    "package",
    sorted(re.findall(r'^  "([a-z-]+)>=', text("pyproject.toml").partition("]\n\n[dep")[0], re.MULTILINE)),
)
def test_every_runtime_dependency_has_its_reason(package: str) -> None:
    pages = [p.read_text(encoding="utf-8") for p in ROOT.glob("docs/decisions/*.md")]
    assert any(re.search(rf"\b{package}\b", page.casefold()) for page in pages)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


# In pieces, so that this file does not name them either.
FOREIGN = re.compile(
    "|".join(
        [
            "py" + r"pi\.org", "python" + "hosted", r"registry\.npm" + "js", "deb" + r"ian\.org/", "/wo" + "rk/",
            "/op" + r"t/\w", "/ro" + r"ot/\w", "/ho" + r"me/\w", r"\.\./sha" + "red",
        ]
    )
)  # fmt: skip


def test_no_file_names_a_registry_s_host_or_a_path_of_one_machine() -> None:
    for path in tracked():
        try:
            content = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found = FOREIGN.search(content)
        assert found is None, f"{path.relative_to(ROOT)}: {found.group()!r}"
