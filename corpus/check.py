"""Check the annotated passages: every string verbatim, every label known, ids unique.

python corpus/check.py [FOLDER…]    (default: this folder)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from counterclaim.model import Certainty, ClaimType, Polarity

SLOTS = ("actor", "target", "place", "time", "quantity", "evidence")
LABELS = {"type": get_args(ClaimType), "polarity": get_args(Polarity), "certainty": get_args(Certainty)}


def find(text: str, wording: str) -> tuple[int, int] | None:
    """Code points of `wording` in `text`; `wording#2` is its second occurrence. None where it is not there."""
    count = 1
    head, mark, number = wording.rpartition("#")
    if mark and number.isdigit():
        wording, count = head, int(number)
    at = -1
    for _ in range(count):
        at = text.find(wording, at + 1)
        if at < 0:
            return None
    return (at, at + len(wording)) if wording else None


def faults(passage: Mapping[str, Any]) -> Iterator[str]:
    """What breaks the form of GUIDE.md in one passage."""
    text, attributions = passage["text"], passage["attributions"]
    for attribution in attributions:
        named = [("source", attribution["source"]), ("via", attribution["via"])]
        wordings = [(slot, wording) for slot, wording in named if wording]
        wordings += [("cue", attribution["cue"]), *(("content", piece) for piece in attribution["content"])]
        yield from _missing(text, wordings)
    for claim in passage["claims"]:
        yield from _missing(text, [("trigger", claim["trigger"])])
        yield from _missing(text, [(slot, wording) for slot in SLOTS for wording in claim[slot]])
        for key, labels in LABELS.items():
            if claim[key] not in labels:
                yield f"{key} {claim[key]!r}"
        index = claim["attribution"]
        if index is not None and not 0 <= index < len(attributions):
            yield f"attribution {index}"
        elif claim["type"] == "statement" and (
            index is None or claim["trigger"] != attributions[index]["cue"]
        ):
            yield f"statement trigger {claim['trigger']!r} is not its attribution's cue"


def _missing(text: str, wordings: list[tuple[str, str]]) -> Iterator[str]:
    yield from (
        f"{slot} {wording!r} not in text" for slot, wording in wordings if find(text, wording) is None
    )


def check(folder: Path) -> tuple[int, list[str]]:
    """Number of passages in the `*.jsonl` of `folder`, and their faults with file and line."""
    seen: set[str] = set()
    found: list[str] = []
    count = 0
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            count += 1
            where = f"{path.name}:{number}"
            try:
                passage = json.loads(line)
                found += [f"{where}: {fault}" for fault in faults(passage)]
                if passage["id"] in seen:
                    found.append(f"{where}: id {passage['id']} stands twice")
                seen.add(passage["id"])
            except (ValueError, KeyError, TypeError) as error:
                found.append(f"{where}: {error!r}")
    return count, found


def main() -> int:
    folders = [Path(name) for name in sys.argv[1:]] or [Path(__file__).parent]
    bad = 0
    for folder in folders:
        count, found = check(folder)
        bad += len(found)
        print(*found, f"{folder}: {count} passages, {len(found)} faults", sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
