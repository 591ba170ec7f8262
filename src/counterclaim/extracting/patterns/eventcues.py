"""What stands around an event word, as named cues, and the weighing of words and cues.

A candidate is scored like a log-linear model by hand would be: the weight of its word for a type plus the
weights of the cues around it for that type, against 'no claim' at nought. Weights are measured on
annotated passages and stored in the pack's `event_weights.json`; a word or cue that the file lacks counts
nought, a word without any weight takes its type's `default`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from counterclaim.errors import SettingsError
from counterclaim.extracting.patterns.eventwords import TYPES, EventWords, Match
from counterclaim.language.folding import Token
from counterclaim.language.packs import Pack
from counterclaim.model import ClaimType

LONGEST = 250
"""Words of a sentence at most."""
_NEAR = 5
_ENDS = frozenset(".!?;:؟؛…\n")
MODIFIER, COMPOUND = "v.modifier", "v.compound"
"""Cues of a participle between a determiner and a noun ('the besieged base'), and in a compound ('rebel-held')."""
_DETERMINERS = frozenset({"the", "a", "this", "possessive"})
_NOUNS = frozenset(
    {"settlement", "forces", "civilians", "prisoners", "equipment", "buildings", "goods", "truce", "state"}
)
_FAR = frozenset({"if", "cause", "would", "modal", "want", "that", "negation", "to"})


class Sentence(NamedTuple):
    """Tokens `first` to `last` (exclusive) of a passage."""

    first: int
    last: int


def split(text: str, words: Sequence[Token]) -> list[Sentence]:
    """Sentences as token ranges: cut where sentence punctuation and white space stand between words.

    One of more than 250 words (text without full stops) is cut behind its last other mark before that, since
    every happening of a sentence is held against all that it names.
    """
    found, first, mark = [], 0, 0
    for at in range(1, len(words)):
        if at - first >= LONGEST:
            found.append(Sentence(first, mark if mark > first else at))
            first = found[-1].last
        between = text[words[at - 1].end : words[at].start]
        if between == " ":
            continue
        mark = at
        if any(c in _ENDS for c in between) and ("\n" in between or " " in between):
            found.append(Sentence(first, at))
            first = at
    if first < len(words):
        found.append(Sentence(first, len(words)))
    return found


class Extents:
    """Of one sentence: where each class of context words first and last stands, and whether it is titled."""

    def __init__(self, text: str, words: Sequence[Token], sentence: Sentence, lex: EventWords) -> None:
        self.sentence = sentence
        self._ends: dict[str, tuple[int, int]] = {}
        capitals = 0
        for at in range(sentence.first, sentence.last):
            capitals += text[words[at].start].isupper()
            for name in lex.class_of(words[at].folded):
                if name in _FAR:
                    self._ends[name] = (self._ends.get(name, (at, at))[0], at)
        size = sentence.last - sentence.first
        self.titled = 3 * capitals > 2 * size > 6

    def cues(self, match: Match) -> Iterator[str]:
        """Classes that stand anywhere before and after the match."""
        for name, (first, last) in self._ends.items():
            if first < match.first:
                yield f"far.left:{name}"
            if last > match.last:
                yield f"far.right:{name}"


def beside(match: Match, before: Match | None, after: Match | None) -> list[str]:
    """Cues of the event words of the same sentence before and after a match: their types and distance."""
    found: list[str] = []
    for side, other in (("before", before), ("after", after)):
        if other is None:
            found.append(f"{side}=none")
            continue
        gap = match.first - other.last if side == "before" else other.first - match.last
        found += [f"{side}={kind}" for kind in other.rule.types]
        found.append(f"{side}.gap={min(gap, 8)}")
    return found


def around(text: str, words: Sequence[Token], match: Match, extents: Extents, lex: EventWords) -> list[str]:
    """Cues of one match: its form, the classes of its neighbours, what stands before and after it.

    Form and next neighbours also count together, with each other and with the word itself. In a titled
    sentence, where most words begin with a capital, none tells a name.
    """
    sentence, titled = extents.sentence, extents.titled
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
        elif not titled and text[token.start].isupper():
            found.append(f"{part}.{name}=Name")
        else:
            found.append(f"{part}.{name}=word")
    if before >= 0 and text[words[match.first].start - 1] in "-‑":
        found.append(f"{part}.hyphen")
    if after < len(words) and text[words[match.last].end : words[after].start] in ("-", "‑"):
        found.append(f"{part}.hyphened")
    if after < sentence.last and "," in text[words[match.last].end : words[after].start]:
        found.append(f"{part}.comma")
    own = [c for c in found if not c.startswith((f"{part}.prev2", f"{part}.next2"))]
    left = [c for c in own if c.startswith(f"{part}.prev=")]
    right = [c for c in own if c.startswith(f"{part}.next=")]
    found += [f"{found[0]}&{c}" for c in (*left, *right)]
    found += [f"{a}&{b}" for a in left for b in right]
    found += [f"{match.rule.name}|{cue}" for cue in own]
    if "by" in lex.class_of(words[match.last].folded) or f"{part}.next=by" in right:
        found += [f"by&{c}" for c in left]
    if part == "v" and "participle" in match.form and _noun_follows(words, after, sentence, lex):
        classes = lex.class_of(words[before].folded) if before >= sentence.first else ()
        if f"{part}.hyphen" in found and "prefix" not in classes:
            found.append(COMPOUND)
        elif not _DETERMINERS.isdisjoint(classes):
            found.append(MODIFIER)
    for name, at in (("-2", before - 1), ("-1", before), ("+1", after), ("+2", after + 1)):
        if sentence.first <= at < sentence.last:
            found.append(f"{part}{name}={words[at].folded}")
    first, last = max(sentence.first, match.first - _NEAR), min(sentence.last, match.last + _NEAR + 1)
    found += _window(text, words, range(first, match.first), lex, f"{part}.left", titled)
    found += _window(text, words, range(match.last + 1, last), lex, f"{part}.right", titled)
    return found


def _noun_follows(words: Sequence[Token], after: int, sentence: Sentence, lex: EventWords) -> bool:
    """Whether what a participle stands before may be a noun: a word of no class or of one of nouns."""
    if after >= sentence.last:
        return False
    classes = lex.class_of(words[after].folded)
    return not classes or not _NOUNS.isdisjoint(classes)


def _window(
    text: str, words: Sequence[Token], span: range, lex: EventWords, name: str, titled: bool
) -> list[str]:
    found: set[str] = set()
    for at in span:
        token = words[at]
        if classes := lex.class_of(token.folded):
            found.update(classes)
        elif token.folded.isdigit():
            found.add("digits")
        elif not titled and text[token.start].isupper() and (at > span.start or name.endswith("right")):
            found.add("Name")
    return [f"{name}:{c}" for c in sorted(found)]


class Weights:
    """`event_weights.json` of a pack: `words`, `cues` and `default`, each by claim type.

    SettingsError where a row has not one number for each claim type.
    """

    def __init__(self, pack: Pack) -> None:
        section = pack.measured("event_weights")
        self._thresholds: Mapping[str, float] = section.get("threshold", {})
        self._words = _table(pack.code, "words", section.get("words", {}))
        self._cues = _table(pack.code, "cues", section.get("cues", {}))
        self._default = {kind: float(section.get("default", {}).get(kind, 0.0)) for kind in TYPES}

    def threshold(self, kind: ClaimType) -> float:
        """Least probability at which a candidate of this type becomes a trigger."""
        return self._thresholds.get(kind, 0.5)

    def best(self, options: Iterable[tuple[str, ClaimType]], cues: Iterable[str]) -> tuple[ClaimType, float]:
        """Most probable of the `options` (word name, type) and its probability against the rest and none."""
        rows = [row for cue in cues if (row := self._cues.get(cue)) is not None]
        totals: dict[int, float] = {}
        scores: dict[ClaimType, float] = {}
        for word, kind in options:
            row = self._words.get(word)
            at = TYPES.index(kind)
            if at not in totals:
                totals[at] = sum([cue[at] for cue in rows])
            base = self._default[kind] if row is None else row[at]
            scores[kind] = max(scores.get(kind, -math.inf), base + totals[at])
        kind = max(scores, key=lambda k: (scores[k], k))
        total = 1.0 + sum(math.exp(min(s, 30.0)) for s in scores.values())
        return kind, math.exp(min(scores[kind], 30.0)) / total


def _table(code: str, name: str, rows: Mapping[str, Sequence[float]]) -> Mapping[str, Sequence[float]]:
    for key, row in rows.items():
        if len(row) != len(TYPES):
            raise SettingsError(
                f"language pack {code}, event_weights.json: {name}.{key!r} needs {len(TYPES)} numbers"
            )
    return rows


@lru_cache(maxsize=16)
def weights(pack: Pack) -> Weights:
    """The weights of `pack`, read once."""
    return Weights(pack)
