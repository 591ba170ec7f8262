"""Write docs/commands.md from the command line itself.

    python tools/build_command_docs.py [--check]

With --check nothing is written; exit code 1 if the file is not what the program says.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_origin

import typer

from counterclaim.cli.main import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"

HEAD = """# Commands

Written by `tools/build_command_docs.py` from the program's own help; edit the help text there.

Exit codes: 0 all went well; 1 part of the input was rejected, or `search` found nothing; 2 nothing could be
done; 130 interrupted.
"""


def commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command under `command` with the words that call it, in the order of the help."""
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*path, name))


def root() -> Any:
    return typer.main.get_command(app)


def page() -> str:
    return "\n".join(
        [HEAD, *(section(path, command) for path, command in commands(root(), ("counterclaim",)))]
    )


def section(path: tuple[str, ...], command: Any) -> str:
    call = " ".join(path)
    lines = [f"{'#' * min(len(path) + 1, 4)} {call}", ""]
    if text := inspect.cleandoc(command.help or ""):
        lines += [text, ""]
    lines += ["```", f"{call} {usage(command)}".rstrip(), "```", ""]
    rows = [row(parameter) for parameter in command.params if not getattr(parameter, "hidden", False)]
    if rows:
        lines += ["| argument or option | meaning |", "|---|---|", *rows, ""]
    if epilog := (command.epilog or "").strip():
        title, _, examples = epilog.partition(":")
        calls = (example.strip() for example in examples.split("   "))
        lines += [f"{title}:", "", "```", *filter(None, calls), "```", ""]
    return "\n".join(lines)


def usage(command: Any) -> str:
    words = []
    if any(not is_argument(parameter) for parameter in command.params):
        words.append("[OPTIONS]")
    for parameter in filter(is_argument, command.params):
        name = shown(parameter)
        words.append(name if parameter.required else f"[{name}]")
    if getattr(command, "commands", None):
        words.append("COMMAND …")
    return " ".join(words)


def row(parameter: Any) -> str:
    if is_argument(parameter):
        names = f"`{shown(parameter)}`"
    else:
        value = "" if parameter.is_flag else f" {shown(parameter)}"
        names = ", ".join(f"`{option}{value}`" for option in parameter.opts)
    text = (getattr(parameter, "help", None) or "").strip()
    default = parameter.default
    if (
        not parameter.is_eager
        and isinstance(default, str | int | float | Path)
        and not isinstance(default, bool)
    ):
        text += f" Default: `{default}`."
    return f"| {names} | {text.replace('|', '&#124;').strip()} |"


def shown(parameter: Any) -> str:
    """The placeholder of a value: 'DATE', 'N' for a number, 'SOURCES…' where several may be given."""
    kind = parameter.type_descriptor.annotation
    name = parameter.metavar or ("N" if kind in (int, float) and not is_argument(parameter) else None)
    name = name or parameter.opts[0].lstrip("-").replace("-", "_").upper()
    several = get_origin(kind) is list and is_argument(parameter)
    return f"{name}…" if several and not name.endswith("…") else str(name)


def is_argument(parameter: Any) -> bool:
    return str(parameter.param_type_name) == "argument"


def main() -> int:
    text = page()
    if "--check" in sys.argv[1:]:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print(f"{PAGE.name} is {'as the program says' if same else 'out of date: run this without --check'}")
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
