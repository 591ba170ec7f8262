"""The examples of language packs without rules of tagging, `packs/CODE/examples.jsonl`: what the words mean.

One example a line: `shows` (what it tests), `kind`, `text` and `expected`.

- `time`: `words` of `text` in an article of `date` mean `expected`, first and last day (null: open).
- `quantity`: `words` count in a claim of `type` with `trigger`; `expected` are some of its fields.
- `source`: what `sources` of `text` claim, in order; `expected` are the claimants' names, one a source.
- `place`: `words`, a list, of one article; `expected` are names of places (null: none known).
- `means`, `objects`, `evidence`: classes found in `text`.

A string that stands more than once carries the number of the occurrence that is meant: 'он#2'.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from counterclaim.extracting import means, places, quantities, times
from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.tags import Attribution, Tags
from counterclaim.extracting.world import World, WorldSpec, open_world
from counterclaim.language import available, load, sentences
from counterclaim.model import Article, Passage, Span

CODES = [code for code in available() if "patterns" not in load(code).taggers]
LEAST = 60


def examples(code: str) -> list[dict[str, Any]]:
    path = files("counterclaim") / "packs" / code / "examples.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


EVERY = [pytest.param(code, row, id=f"{code}: {row['shows']}") for code in CODES for row in examples(code)]


@cache
def world() -> World:
    return open_world(WorldSpec())


def locate(text: str, string: str) -> Span:
    """The occurrence of `string` that 'words#N' means."""
    words, _, number = string.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.find(words, start + 1)
        assert start >= 0, f"{string!r} is not in {text!r}"
    return Span(start, start + len(words))


def time(code: str, row: dict[str, Any]) -> list[str | None]:
    text = row["text"]
    when = times.resolve(
        text, locate(text, row["words"]), anchor=date.fromisoformat(row["date"]), pack=load(code)
    )
    return [when.start, when.end] if when else [None, None]


def quantity(code: str, row: dict[str, Any]) -> dict[str, Any]:
    text, trigger = row["text"], locate(row["text"], row["trigger"])
    whole = next(s for s in sentences(text, 0, len(text), code) if s.holds(trigger))
    spans = [locate(text, row["words"])]
    found = quantities.read(
        text, spans, claim_type=row["type"], trigger=trigger, sentence=whole, pack=load(code)
    )
    return {key: getattr(found[0], key) for key in row["expected"]} if found else {}


def source(code: str, row: dict[str, Any]) -> list[str]:
    text = row["text"]
    spans = [locate(text, words) for words in row["sources"]]
    said = tuple(Attribution((s,), (), (Span(s.end, s.end + 1),), (Span(s.end, s.end + 1),)) for s in spans)
    article = Article(
        "a", Span(0, len(text)), None, None, None, row.get("date"), False, None, code, None, None,
        (Passage(Span(0, len(text)), "paragraph"),),
    )  # fmt: skip
    cast = Cast.read(text, article, Tags(attributions=said), world().registry, load(code))
    return [" and ".join(c.name for c in cast.claimants(index)[0]) for index in range(len(said))]


def place(code: str, row: dict[str, Any]) -> list[str | None]:
    text = row["text"]
    spans = [locate(text, words) for words in row["words"]]
    found = places.resolve(
        text, spans, gazetteer=world().gazetteer, conflicts=world().conflicts, language=code
    )
    return [mention.name for mention in found]


def by_class(find: Callable[..., Any]) -> Callable[[str, dict[str, Any]], list[str]]:
    def found(code: str, row: dict[str, Any]) -> list[str]:
        return [mention.kind for mention in find(row["text"], 0, len(row["text"]), load(code))]

    return found


READERS: dict[str, Callable[[str, dict[str, Any]], Any]] = {
    "time": time,
    "quantity": quantity,
    "source": source,
    "place": place,
    "means": by_class(means.find_means),
    "objects": by_class(means.find_objects),
    "evidence": by_class(means.find_evidence),
}


@pytest.mark.parametrize(("code", "row"), EVERY)
def test_words_mean_what_the_pack_says(code: str, row: dict[str, Any]) -> None:
    assert READERS[row["kind"]](code, row) == row["expected"]


@pytest.mark.parametrize("code", CODES)
def test_examples_are_many_and_distinct(code: str) -> None:
    rows = examples(code)
    assert len(rows) >= LEAST
    assert len({row["shows"] for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} == set(READERS)
