"""Write what `counterclaim demo` prints, and `counterclaim holdings` on its ledger, into README.md, between its marks.

    python tools/build_readme_demo.py [--check]

The lists of articles and of contested incidents are shortened. With --check nothing is written; exit code 1 if the README shows something
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
BESIDE = 2
"""Contested incidents that the README shows."""
HELD_START, HELD_END = "<!-- holdings:start -->", "<!-- holdings:end -->"
CUT = "~~~"
"""Stands between the outputs of the two commands."""


def printed() -> str:
    """What the demo and then `holdings` print on a terminal of WIDTH columns, without colour."""
    program = Path(sys.executable).with_name("counterclaim")
    environment = {**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb"}
    environment.pop("COUNTERCLAIM_SETTINGS", None)
    with tempfile.TemporaryDirectory() as folder:
        outputs = [
            subprocess.run(
                [program, *words], cwd=folder, env=environment, capture_output=True, text=True, check=True
            ).stdout
            for words in (["demo"], ["--ledger", "counterclaim-demo.db", "holdings", "Hadrut"])
        ]
    return f"\n{CUT}\n".join(outputs)


def block(output: str) -> str:
    """The part of `output` for the first screen: totals, some articles, claims by party, contested incidents."""
    paragraphs = [
        [line.rstrip() for line in paragraph.splitlines()]
        for paragraph in re.split(r"\n\s*\n", output.strip())
    ]
    shown = list(takewhile(lambda lines: not lines[0].startswith("The ledger is"), paragraphs))
    articles = next(lines for lines in shown if lines[0].startswith("article"))
    articles[SHOWN:] = ["…"]
    incidents = [at for at, lines in enumerate(shown) if re.match(r"i_[0-9a-f]{16} ", lines[0])]
    if len(incidents) > BESIDE:
        shown[incidents[BESIDE] :] = [["…"]]
    return "\n\n".join("\n".join(lines) for lines in shown)


def page(text: str, output: str) -> str:
    demo, _, held = output.partition(f"\n{CUT}\n")
    text = between(text, START, END, block(demo))
    return between(text, HELD_START, HELD_END, "\n".join(line.rstrip() for line in held.strip().splitlines()))


def between(text: str, start: str, end: str, shown: str) -> str:
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    return f"{before}{start}\n```\n{shown}\n```\n{end}{after}"


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
