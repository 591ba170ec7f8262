"""What stands around an event word, as named cues, and the weighing of words and cues.

A candidate is scored like a log-linear model by hand would be: the weight of its word for a type plus the
weights of the cues around it for that type, against 'no claim' at nought. Weights are measured on
annotated passages and stored in the pack's `event_weights.toml`; a word or cue that the file lacks counts
nought, a word without any weight takes its type's `default`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from counterclaim.errors import SettingsError
from counterclaim.extracting.patterns.eventwords import TYPES, EventWords, Match
from counterclaim.language.folding import Token
from counterclaim.language.packs import Pack
from counterclaim.model import ClaimType

_NEAR = 5
_ENDS = frozenset(".!?;:؟؛…\n")
_QUOTES = frozenset('"“”«»„')


class Sentence(NamedTuple):
    """Tokens `first` to `last` (exclusive) of a passage."""

    first: int
    last: int


def split(text: str, words: Sequence[Token]) -> list[Sentence]:
    """Sentences as token ranges: cut where sentence punctuation and white space stand between words."""
    found, first = [], 0
    for at in range(1, len(words)):
        between = text[words[at - 1].end : words[at].start]
        if between == " ":
            continue
        if any(c in _ENDS for c in between) and ("\n" in between or " " in between):
            found.append(Sentence(first, at))
            first = at
    if first < len(words):
        found.append(Sentence(first, len(words)))
    return found


def around(text: str, words: Sequence[Token], match: Match, sentence: Sentence, lex: EventWords) -> list[str]:
    """Cues of one match: its form, the classes of its neighbours, what stands before and after it.

    Form and next neighbours also count together with the word itself.
    """
    part = match.rule.part[0]
    if part == "p" and match.form != "phrase":
        part = "v"
    found = [f"{part}.form={match.form}"]
    before, after = match.first - 1, match.last + 1
    for name, at in (("prev", before), ("prev2", before - 1), ("next", after), ("next2", after + 1)):
        if not sentence.first <= at < sentence.last:
            found.append(f"{part}.{name}=edge")
            continue
        token = words[at]
        classes = lex.class_of(token.folded)
        if classes:
            found += [f"{part}.{name}={c}" for c in classes]
        elif token.folded.isdigit():
            found.append(f"{part}.{name}=digits")
        elif text[token.start].isupper():
            found.append(f"{part}.{name}=Name")
        else:
            found.append(f"{part}.{name}=word")
    if before >= 0 and text[words[match.first].start - 1] in "-‑":
        found.append(f"{part}.hyphen")
    if after < len(words) and text[words[match.last].end : words[after].start] in ("-", "‑"):
        found.append(f"{part}.hyphened")
    if after < sentence.last and "," in text[words[match.last].end : words[after].start]:
        found.append(f"{part}.comma")
    found += [
        f"{match.rule.name}|{cue}" for cue in found if not cue.startswith((f"{part}.prev2", f"{part}.next2"))
    ]
    first, last = max(sentence.first, match.first - _NEAR), min(sentence.last, match.last + _NEAR + 1)
    found += _window(text, words, range(first, match.first), lex, f"{part}.left")
    found += _window(text, words, range(match.last + 1, last), lex, f"{part}.right")
    return found


def _window(text: str, words: Sequence[Token], span: range, lex: EventWords, name: str) -> list[str]:
    found: set[str] = set()
    for at in span:
        token = words[at]
        if classes := lex.class_of(token.folded):
            found.update(classes)
        elif token.folded.isdigit():
            found.add("digits")
        elif text[token.start].isupper() and (at > span.start or name.endswith("right")):
            found.add("Name")
    return [f"{name}:{c}" for c in sorted(found)]


class Weights:
    """`event_weights.toml` of a pack: `words`, `cues` and `default`, each by claim type.

    SettingsError where a row has not one number for each claim type.
    """

    def __init__(self, pack: Pack) -> None:
        section = pack.section("event_weights")
        self._thresholds: Mapping[str, float] = section.get("threshold", {})
        self._words = _table(pack.code, "words", section.get("words", {}))
        self._cues = _table(pack.code, "cues", section.get("cues", {}))
        self._default = {kind: float(section.get("default", {}).get(kind, 0.0)) for kind in TYPES}

    def threshold(self, kind: ClaimType) -> float:
        """Least probability at which a candidate of this type becomes a trigger."""
        return self._thresholds.get(kind, 0.5)

    def best(self, options: Iterable[tuple[str, ClaimType]], cues: Iterable[str]) -> tuple[ClaimType, float]:
        """Most probable of the `options` (word name, type) and its probability against the rest and none."""
        totals = [0.0] * len(TYPES)
        for cue in cues:
            if (row := self._cues.get(cue)) is not None:
                totals = [a + b for a, b in zip(totals, row, strict=True)]
        scores: dict[ClaimType, float] = {}
        for word, kind in options:
            row = self._words.get(word)
            at = TYPES.index(kind)
            base = self._default[kind] if row is None else row[at]
            scores[kind] = max(scores.get(kind, -math.inf), base + totals[at])
        kind = max(scores, key=lambda k: (scores[k], k))
        total = 1.0 + sum(math.exp(min(s, 30.0)) for s in scores.values())
        return kind, math.exp(min(scores[kind], 30.0)) / total


def _table(code: str, name: str, rows: Mapping[str, Sequence[float]]) -> dict[str, tuple[float, ...]]:
    for key, row in rows.items():
        if len(row) != len(TYPES):
            raise SettingsError(
                f"language pack {code}, event_weights.toml: {name}.{key!r} needs {len(TYPES)} numbers"
            )
    return {key: tuple(row) for key, row in rows.items()}


@lru_cache(maxsize=16)
def weights(pack: Pack) -> Weights:
    """The weights of `pack`, read once."""
    return Weights(pack)
