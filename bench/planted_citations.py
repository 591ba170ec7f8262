"""Invented articles and what others made of them: is each planted change named rightly?

`planted_citations.jsonl`: one pair of articles a line. A row's `there` stands in the cited article, `here` in the citing
one; `kind` is what changed between the two. Both are read by the whole chain. A row is right where a claim of `here` has
its kind and none has another change.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure import Figure, json_lines
from counterclaim.comparing.citations import Citation, citations
from counterclaim.comparing.entries import Knowledge, entries
from counterclaim.comparing.nouns import Entry
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.model import Rejected, Span
from counterclaim.pipeline import process
from counterclaim.reading import Overrides
from counterclaim.view import claim_object

FILE = Path(__file__).with_name("planted_citations.jsonl")
FLOOR = 0.9


@dataclass(frozen=True, slots=True)
class Row:
    """A planted change and the kinds that the claims of `here` were given."""

    story: str
    kind: str
    there: str | None
    here: str
    named: tuple[str, ...]

    @property
    def right(self) -> bool:
        return self.kind in self.named and {*self.named} <= {self.kind, "same"}


def measure(tagger: str | None = None) -> list[Figure]:
    rows = [*judged(tagger)]
    kinds = Counter(row.kind for row in rows)
    changed = [row for row in rows if row.kind != "same"]
    figures = [
        Figure(
            "planted changes named rightly",
            round(sum(row.right for row in changed) / len(changed), 3),
            FLOOR,
            f"{len(changed)} changes",
        )
    ]
    for kind, number in sorted(kinds.items()):
        right = sum(row.right for row in rows if row.kind == kind)
        figures.append(Figure(f"named rightly: {kind}", round(right / number, 3), note=f"{number} planted"))
    return figures


def judged(tagger: str | None) -> Iterator[Row]:
    stories = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    read: dict[tuple[str, str], tuple[str, list[Entry]]] = {}
    for language in sorted({story["language"] for story in stories}):
        keys = [
            (s["story"], side) for s in stories if s["language"] == language for side in ("there", "here")
        ]
        of = {story["story"]: story for story in stories}
        texts = [_article(of[name], side) for name, side in keys]
        read |= zip(keys, _entries(texts, language, tagger), strict=True)
    for story in stories:
        _, cited = read[story["story"], "there"]
        text, citing = read[story["story"], "here"]
        found = citations(citing, cited, by=story["by"])
        for row in story["rows"]:
            start = text.index(row["here"])
            named = _named(found, Span(start, start + len(row["here"])))
            yield Row(story["story"], row["kind"], row["there"], row["here"], named)


def _named(found: list[Citation], span: Span) -> tuple[str, ...]:
    return tuple(one.kind for one in found if span.overlaps(one.citing_span))


def _article(story: dict[str, Any], side: str) -> dict[str, str]:
    head = story[side]
    body = "\n\n".join(row[side] for row in story["rows"] if row[side])
    return {"text": body, "title": head["title"], "outlet": head["outlet"], "date": head["date"]}


def _entries(
    texts: list[dict[str, str]], language: str, tagger: str | None
) -> Iterator[tuple[str, list[Entry]]]:
    spec = WorldSpec(tagger=tagger)
    world = open_world(spec)
    knowledge = Knowledge(world.registry, world.gazetteer, lambda outlet, url: None)
    with tempfile.TemporaryDirectory() as folder:
        path = json_lines(texts, Path(folder))
        for done in process([str(path)], spec=spec, overrides=Overrides(language=language)):
            if isinstance(done, Rejected) or done.extraction is None:
                raise ValueError(f"not read: {done}")
            document = done.document
            articles = {a.id: a for a in document.articles}
            objects = [claim_object(c, document, articles[c.article]) for c in done.extraction.claims]
            yield document.text, [*entries(objects, knowledge)]
