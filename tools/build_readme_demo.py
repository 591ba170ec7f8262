"""Write what `counterclaim demo` prints into README.md, between its marks.

    python tools/build_readme_demo.py [--check]

The list of articles is shortened. With --check nothing is written; exit code 1 if the README shows something
else than the program prints.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from itertools import takewhile
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "README.md"
START, END = "<!-- demo:start -->", "<!-- demo:end -->"
WIDTH = 100
SHOWN = 10
"""Lines of the table of articles that the README shows."""


def printed() -> str:
    """What the demo prints on a terminal of WIDTH columns, without colour."""
    program = Path(sys.executable).with_name("counterclaim")
    environment = {**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb"}
    environment.pop("COUNTERCLAIM_SETTINGS", None)
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [program, "demo"], cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
    return run.stdout


def block(output: str) -> str:
    """The part of `output` for the first screen: totals, some articles, claims by party, what was rejected."""
    paragraphs = [
        [line.rstrip() for line in paragraph.splitlines()]
        for paragraph in re.split(r"\n\s*\n", output.strip())
    ]
    shown = list(takewhile(lambda lines: not lines[0].startswith("The ledger is"), paragraphs))
    articles = next(lines for lines in shown if lines[0].startswith("article"))
    articles[SHOWN:] = ["…"]
    return "\n\n".join("\n".join(lines) for lines in shown)


def page(text: str, output: str) -> str:
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n```\n{block(output)}\n```\n{END}{after}"


def main() -> int:
    text = PAGE.read_text(encoding="utf-8")
    new = page(text, printed())
    if "--check" in sys.argv[1:]:
        same = text == new
        print(
            f"{PAGE.name} shows {'what the demo prints' if same else 'another output: run this without --check'}"
        )
        return 0 if same else 1
    PAGE.write_text(new, encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
