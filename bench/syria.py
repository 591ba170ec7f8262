"""The articles of syria-2013-2017.jsonl that no annotated real text comes from, read as the program reads them."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import data, json_lines
from counterclaim.extracting.world import WorldSpec
from counterclaim.model import Claim, Document, Rejected
from counterclaim.pipeline import process
from counterclaim.reading import Overrides
from counterclaim.training.corpus import read

SHINGLE = 8
COPIED = 0.5
PREFIX = "fakes-"

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Given:
    """An article of the data set: `date` and `governorate` are those of its event, as the data set has them."""

    id: str
    title: str
    outlet: str
    date: str
    governorate: str
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """An article as it was read, and its claims."""

    given: Given
    document: Document
    claims: tuple[Claim, ...]


def articles() -> list[Given]:
    """Those whose id is not in the real texts and that share less than half of their runs of eight words with any."""
    rows = [Given(**json.loads(line)) for line in _lines(data("syria-2013-2017.jsonl"))]
    real = read(data("..", "real"), origin="real").passages
    ids = {text.id.removeprefix(PREFIX) for text in real}
    texts = [shingles(text.text) for text in real]
    return [row for row in rows if row.id not in ids and not copied(shingles(row.text), texts)]


def shingles(text: str) -> Shingles:
    """Runs of eight words of `text`, folded; the whole of a shorter one."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def copied(mine: Shingles, others: Iterable[Shingles]) -> bool:
    """Whether half of the shorter of two texts stands in the other."""
    return any(len(mine & other) >= COPIED * min(len(mine), len(other)) for other in others)


def results(given: Sequence[Given], tagger: str | None) -> Iterator[Result]:
    """Each article with its claims, in order. Title, outlet and date are given to the reader, as records have them."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [{"text": g.text, "title": g.title, "outlet": g.outlet, "date": g.date} for g in given]
        path = json_lines(rows, Path(folder))
        found = process([str(path)], spec=WorldSpec(tagger=tagger), overrides=Overrides(language="en"))
        for row, done in zip(given, found, strict=True):
            if isinstance(done, Rejected):
                print(f"article {row.id}: {done.cause}")
                continue
            assert done.extraction is not None
            yield Result(row, done.document, done.extraction.claims)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
