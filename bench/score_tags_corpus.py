"""Score a tagger's attributions and triggers against annotated passages.

    python -m bench.score_tags_corpus [FOLDER …] [--language en] [--triggers] [--errors N]

FOLDER holds `*.jsonl` with one passage a line (text, attributions, claims as substrings, `"word#2"` the
second occurrence); without it `COUNTERCLAIM_DATA/../corpus` is read. An attribution is right if the
Jaccard of the content's words is at least 0.5 (greedy, best pair first); its source is right if the
Jaccard of the source's words is at least 0.5 or both are absent. A trigger is right if it overlaps.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from counterclaim.errors import UnknownNameError
from counterclaim.extracting.tags import Attribution, Tags
from counterclaim.language import load
from counterclaim.model import Passage, Span

WORD = re.compile(r"\w+")
Tag = Callable[[str, Sequence[Passage], str], Tags]


def passages(text: str) -> list[Passage]:
    """One passage a non-empty line."""
    return [
        Passage(Span(m.start(), m.end()), "paragraph")
        for m in re.finditer(r"[^\n]+", text)
        if m.group().strip()
    ]


def locate(text: str, piece: str) -> Span | None:
    """Span of an annotated substring; `piece#2` is the second occurrence."""
    match = re.fullmatch(r"(.*)#(\d+)", piece, re.S)
    name, nth = (match[1], int(match[2])) if match and piece not in text else (piece, 1)
    at = -1
    for _ in range(nth):
        at = text.find(name, at + 1)
        if at < 0:
            return None
    return Span(at, at + len(name))


def words(text: str, spans: Iterable[Span | None]) -> frozenset[int]:
    """Starts of the words inside `spans`."""
    return frozenset(m.start() for s in spans if s for m in WORD.finditer(text, s.start, s.end))


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def read(folders: Iterable[Path], language: str | None) -> Iterator[dict[str, Any]]:
    for folder in folders:
        for path in [folder] if folder.is_file() else sorted(folder.glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                passage = json.loads(line)
                if language in (None, passage["language"]):
                    yield passage


def attributions(row: dict[str, Any], found: Sequence[Attribution]) -> tuple[int, int, int, list[str]]:
    """Matches, matches with the right source, right `via`s, and lines that tell the errors."""
    text = row["text"]
    gold = [
        (
            words(text, [locate(text, p) for p in a["content"]]),
            words(text, [locate(text, a["source"])] if a["source"] else []),
            a,
        )
        for a in row["attributions"]
    ]
    pred = [(words(text, a.content), words(text, a.source), a) for a in found]
    pairs = sorted(
        (
            (jaccard(g[0], p[0]), jaccard(g[1], p[1]), -i, -j)
            for i, g in enumerate(gold)
            for j, p in enumerate(pred)
        ),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    sourced = vias = 0
    lines: list[str] = []
    for score, agreement, i, j in pairs:
        if score >= 0.5 and -i not in left and -j not in right:
            left.add(-i)
            right.add(-j)
            ok = agreement >= 0.5 or (not gold[-i][1] and not pred[-j][1])
            sourced += ok
            if gold[-i][2].get("via"):
                vias += bool(pred[-j][2].via)
            if not ok:
                said = " | ".join(s.of(text) for s in pred[-j][2].source)
                lines.append(f"source {gold[-i][2]['source']!r}, found {said!r} [{gold[-i][2]['cue']}]")
    for n, g in enumerate(gold):
        if n not in left:
            lines.append(f"missed {g[2]['source']!r} [{g[2]['cue']}] {g[2]['content']}")
    for n, p in enumerate(pred):
        if n not in right:
            parts = (" | ".join(s.of(text) for s in spans) for spans in (p[2].source, p[2].cue, p[2].content))
            lines.append("extra  {!r} [{}] {!r}".format(*parts))
    return len(left), sourced, vias, lines


def triggers(row: dict[str, Any], tags: Tags) -> tuple[int, int, int, int]:
    """Gold, found, overlapping, and overlapping with the right type."""
    text = row["text"]
    gold = [(locate(text, c["trigger"]), c["type"]) for c in row["claims"]]
    free = list(tags.triggers)
    hit = typed = 0
    for span, kind in gold:
        near = [t for t in free if span and t.span.overlaps(span)]
        if near:
            best = max(near, key=lambda t: (t.type == kind, t.confidence))
            free.remove(best)
            hit += 1
            typed += best.type == kind
    return len(gold), len(tags.triggers), hit, typed


def _f1(hit: int, found: int, gold: int) -> str:
    p, r = hit / found if found else 0.0, hit / gold if gold else 0.0
    return f"P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {100 * (2 * p * r / (p + r) if p + r else 0):5.1f}"


def _attributions_only(text: str, blocks: Sequence[Passage], language: str) -> Tags:
    from counterclaim.extracting.patterns.attributions import find

    return Tags(attributions=find(text, blocks, load(language)))


def _tagger() -> Tag:
    from counterclaim.extracting.patterns.tagger import PatternsTagger
    from counterclaim.gazetteer import Gazetteer
    from counterclaim.parties import Registry

    return PatternsTagger(Registry.load(), Gazetteer.open()).tag


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folders", nargs="*", type=Path)
    ask.add_argument("--language")
    ask.add_argument("--triggers", action="store_true", help="run the whole tagger and score triggers too")
    ask.add_argument("--errors", type=int, default=0, help="print the errors of every Nth passage")
    given = ask.parse_args()
    folders = given.folders
    if not folders:
        if "COUNTERCLAIM_DATA" not in os.environ:
            print("no folder given and COUNTERCLAIM_DATA is not set", file=sys.stderr)
            return 2
        folders = [Path(os.environ["COUNTERCLAIM_DATA"]).parent / "corpus"]
    tag = _tagger() if given.triggers else _attributions_only
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for number, row in enumerate(read(folders, given.language)):
        c = counts[row["language"]]
        try:
            load(row["language"])
        except UnknownNameError:
            continue
        before = time.process_time()
        tags = tag(row["text"], passages(row["text"]), row["language"])
        c["milliseconds"] += round(1000 * (time.process_time() - before))
        hit, sourced, vias, lines = attributions(row, tags.attributions)
        c["gold"] += len(row["attributions"])
        c["found"] += len(tags.attributions)
        c["hit"] += hit
        c["sourced"] += sourced
        c["vias"] += vias
        c["gold vias"] += sum(bool(a["via"]) for a in row["attributions"])
        for name, n in zip(("t gold", "t found", "t hit", "t typed"), triggers(row, tags), strict=True):
            c[name] += n
        if given.errors and number % given.errors == 0:
            print("\n" + row["id"], row["text"], *lines, sep="\n  ")
    for language, c in sorted(counts.items()):
        print(
            f"{language} attribution        {_f1(c['hit'], c['found'], c['gold'])}  (gold {c['gold']}, found {c['found']})"
        )
        print(
            f"{language} ... right source   {_f1(c['sourced'], c['found'], c['gold'])}  via {c['vias']} of {c['gold vias']}"
        )
        if given.triggers:
            print(f"{language} trigger            {_f1(c['t hit'], c['t found'], c['t gold'])}")
            print(f"{language} trigger and type   {_f1(c['t typed'], c['t found'], c['t gold'])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
