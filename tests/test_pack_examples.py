"""The examples of each language pack with rules, `packs/CODE/examples.jsonl`: does `patterns` find what they name?

One example a line: `shows` (what it tests), `text`, `attributions` (`source` and `via` or null, `cue`,
`content` in pieces) and `triggers` (`trigger`, `type`, `polarity`). A string that stands more than once
carries the number of the occurrence that is meant: 'said#2'. An example passes where everything it names
is found and nothing else. The floors are shares of examples that must pass; the failing ones are printed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from counterclaim.extracting.tags import Attribution, Tagger, Tags, Trigger
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.language import available, load
from counterclaim.model import Passage, Span

FLOORS = {"en": {"attributions": 0.88, "triggers": 0.78}, "ar": {"attributions": 0.95, "triggers": 0.82}}
LEAST = 60
RULED = [code for code in available() if "patterns" in load(code).taggers]


@cache
def examples(code: str) -> list[dict[str, Any]]:
    path = files("counterclaim") / "packs" / code / "examples.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tagger(code: str) -> Tagger:
    return open_world(WorldSpec(tagger="patterns")).tagger(code)


def locate(text: str, string: str) -> Span:
    """The occurrence of `string` that 'words#N' means."""
    words, _, number = string.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.find(words, start + 1)
        assert start >= 0, f"{string!r} is not in {text!r}"
    return Span(start, start + len(words))


def words(text: str, spans: Sequence[Span]) -> set[int]:
    """Where the words of `spans` start."""
    return {match.start() for span in spans for match in re.finditer(r"\w+", text) if covers(span, match)}


def covers(span: Span, match: re.Match[str]) -> bool:
    return span.start < match.end() and match.start() < span.end


def alike(text: str, expected: Sequence[Span], found: Sequence[Span]) -> bool:
    """The same words, give or take: at least 0.6 of their union is common."""
    a, b = words(text, expected), words(text, found)
    return a == b or len(a & b) >= 0.6 * len(a | b)


def same_attribution(text: str, expected: dict[str, Any], found: Attribution) -> bool:
    spans = {
        "source": [expected["source"]] if expected["source"] else [],
        "via": [expected["via"]] if expected["via"] else [],
        "content": expected["content"],
    }
    return all(
        alike(text, [locate(text, s) for s in strings], getattr(found, layer))
        for layer, strings in spans.items()
    ) and bool(words(text, [locate(text, expected["cue"])]) & words(text, found.cue))


def same_trigger(text: str, expected: dict[str, Any], found: Trigger) -> bool:
    return (
        bool(words(text, [locate(text, expected["trigger"])]) & words(text, [found.span]))
        and expected["type"] == found.type
        and expected["polarity"] == found.polarity
    )


def unlike_attributions(text: str, example: dict[str, Any], tags: Tags) -> list[str]:
    left = list(tags.attributions)
    faults = []
    for expected in example["attributions"]:
        match = next((f for f in left if same_attribution(text, expected, f)), None)
        if match is None:
            faults.append(f"missed {expected['source']!r} {expected['cue']!r} {expected['content']}")
        else:
            left.remove(match)
    for extra in left:
        layers = (" | ".join(s.of(text) for s in getattr(extra, n)) for n in ("source", "cue", "content"))
        faults.append(f"extra {' / '.join(layers)}")
    return faults


def unlike_triggers(text: str, example: dict[str, Any], tags: Tags) -> list[str]:
    left = list(tags.triggers)
    faults = []
    for expected in example["triggers"]:
        match = next((f for f in left if same_trigger(text, expected, f)), None)
        if match is None:
            faults.append(f"missed {expected['trigger']!r} {expected['type']} {expected['polarity']}")
        else:
            left.remove(match)
    faults += [f"extra {extra.span.of(text)!r} {extra.type} {extra.polarity}" for extra in left]
    return faults


CHECKS = {"attributions": unlike_attributions, "triggers": unlike_triggers}


@pytest.mark.parametrize("layer", sorted(CHECKS))
@pytest.mark.parametrize("code", RULED)
def test_share_of_examples_that_pass(code: str, layer: str) -> None:
    reader = tagger(code)
    failed = []
    for example in examples(code):
        text = example["text"]
        tags = reader.tag(text, [Passage(Span(0, len(text)), "paragraph")], code)
        if faults := CHECKS[layer](text, example, tags):
            failed.append(f"{example['shows']}: {text}\n    " + "\n    ".join(faults))
    share = 1 - len(failed) / len(examples(code))
    report = f"{code} {layer}: {share:.3f} of {len(examples(code))} examples pass"
    print("\n".join([report, *failed]))
    assert share >= FLOORS[code][layer], report


@pytest.mark.parametrize("code", RULED)
def test_examples_are_many_distinct_and_grounded(code: str) -> None:
    rows = examples(code)
    assert len(rows) >= LEAST
    assert len({row["shows"] for row in rows}) == len(rows)
    for row in rows:
        assert row.keys() == {"shows", "text", "attributions", "triggers"}, row["shows"]
        strings = [t["trigger"] for t in row["triggers"]]
        for a in row["attributions"]:
            strings += [a["cue"], *a["content"], *filter(None, (a["source"], a["via"]))]
        for string in strings:
            locate(row["text"], string)


def test_every_pack_with_rules_has_a_floor() -> None:
    assert set(FLOORS) == set(RULED)
