"""The event words of a language pack, compiled: which tokens of a passage may carry which happening.

Source of every word is the pack's `events.toml`; its head documents the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from counterclaim.errors import SettingsError
from counterclaim.language.folding import Token, fold, remember
from counterclaim.language.packs import Pack
from counterclaim.model import ClaimType

TYPES: tuple[ClaimType, ...] = (
    "control", "attack", "loss", "abuse", "displacement", "deployment", "agreement", "statement",
)  # fmt: skip
NOTHING = "nothing"
_GAP = 4


class Step(NamedTuple):
    """One word of a pattern: its forms with their kinds, whether it is part of the trigger, and
    how many tokens may stand before it."""

    forms: Mapping[str, str]
    inside: bool
    gap: int


class Rule(NamedTuple):
    """A pattern: its name (as the pack writes it), the part of speech, and the types it may have;
    none: it is no happening and hides what it covers."""

    name: str
    part: str
    types: tuple[ClaimType, ...]
    steps: tuple[Step, ...]


class Match(NamedTuple):
    """Tokens `first` to `last` (inclusive) are the trigger; `reach` is the last token looked at."""

    first: int
    last: int
    reach: int
    rule: Rule
    form: str


class EventWords:
    """Compiled `events.toml`. SettingsError names the table and the word that cannot be used."""

    def __init__(self, pack: Pack) -> None:
        section = pack.section("events")
        self.code = pack.code
        self._morphology: Mapping[str, Any] = section.get("morphology", {})
        self._irregular: Mapping[str, str] = {
            fold(lemma): forms for lemma, forms in section.get("irregular", {}).items()
        }
        clitics = section.get("clitics", {})
        self._before = _longest_first(clitics.get("before", ()))
        self._after = _longest_first(clitics.get("after", ()))
        self._shortest: int = clitics.get("shortest", 3)
        self._before_verbs = frozenset({"", *map(fold, clitics.get("before_verbs", ()))})
        self._definite = frozenset(map(fold, clitics.get("definite", ())))
        self._whole = frozenset(map(fold, clitics.get("whole", ())))
        self.noun_marks = frozenset(clitics.get("noun_marks", ()))
        self._variants: dict[str, tuple[str, ...]] = {}
        self._cuts: dict[str, tuple[tuple[str, str], ...]] = {}
        self._seen: dict[str, tuple[str, ...]] = {}
        self.classes: dict[str, frozenset[str]] = {
            name: frozenset(fold(word) for word in words)
            for name, words in section.get("classes", {}).items()
        }
        members: dict[str, list[str]] = {}
        for name, words in self.classes.items():
            for word in words:
                members.setdefault(word, []).append(name)
        self._class_of = {word: tuple(names) for word, names in members.items()}
        events = dict(section.get("events", {}))
        positions = {"statement": events.pop("statement", {})}
        self.rules = tuple(self._rules(events))
        self._index = _indexed(self.rules)
        self._positions = _indexed(self._rules(positions))

    def class_of(self, word: str) -> tuple[str, ...]:
        """Classes of a folded word, attached particles taken off where it has none as it stands."""
        found = self._seen.get(word)
        if found is None:
            found = next((self._class_of[v] for v in self.variants(word) if v in self._class_of), ())
            remember(self._seen, word, found)
        return found

    def form_of(self, word: str) -> str:
        """Kind of the form that a folded event word has ('past+participle', 'noun'); 'word' if none."""
        for variant in self.variants(word):
            if found := self._index.get(variant):
                return found[0][1]
        return "word"

    def variants(self, word: str) -> tuple[str, ...]:
        """The word, then the word without attached particles, as the pack lists them."""
        if not self._before and not self._after:
            return (word,)
        known = self._variants.get(word)
        if known is None:
            known = tuple(dict.fromkeys(stem for stem, _ in self._cut(word)))
            remember(self._variants, word, known)
        return known

    def _cut(self, word: str) -> tuple[tuple[str, str], ...]:
        """Readings of a word: what is left, and the particle that was taken off its front."""
        if not self._before and not self._after:
            return ((word, ""),)
        known = self._cuts.get(word)
        if known is None:
            found = [(word, "")]
            for clitic in () if word in self._whole else ("", *self._before):
                if not word.startswith(clitic) or len(word) - len(clitic) < self._shortest:
                    continue
                stem = word[len(clitic) :]
                found.append((stem, clitic))
                if clitic in self._definite:
                    continue
                found += [
                    (stem[: -len(tail)], clitic)
                    for tail in self._after
                    if stem.endswith(tail) and len(stem) - len(tail) >= self._shortest
                ]
            known = tuple(dict.fromkeys(found))
            remember(self._cuts, word, known)
        return known

    def matches(self, words: Sequence[Token]) -> Iterator[list[Match]]:
        """Groups of matches over the same tokens, in order; a longer match hides those inside it.

        It hides the last word that it needs, too, though that stands outside ('استعاد الجيش [السيطرة]').
        """
        taken = needed = -1
        for at, token in enumerate(words):
            if at <= taken or at == needed:
                continue
            group: list[Match] = []
            for variant, clitic in self._cut(token.folded):
                verbal = clitic in self._before_verbs
                for rule, form in self._index.get(variant, ()):
                    if rule.part == "verb" and not verbal:
                        continue
                    if (match := _follow(self, words, at, rule, form)) is not None:
                        group.append(match)
                if group:
                    break
            if not group:
                continue
            best = max((m.reach, m.last) for m in group)
            group = [m for m in group if (m.reach, m.last) == best]
            needed, taken = best
            if any(not m.rule.types for m in group):
                continue
            yield group

    def position(self, words: Sequence[Token], at: int) -> Match | None:
        """The longest position word of `events.statement` from token `at` on."""
        found = [
            match
            for variant in self.variants(words[at].folded)
            for rule, form in self._positions.get(variant, ())
            if (match := _follow(self, words, at, rule, form)) is not None
        ]
        return max(found, key=lambda m: m.last, default=None)

    def _rules(self, events: Mapping[str, Mapping[str, Any]]) -> Iterator[Rule]:
        types: dict[tuple[str, str], list[ClaimType]] = {}
        for kind, table in events.items():
            claimed = [known for known in TYPES if known == kind]
            if not claimed and kind != NOTHING:
                raise SettingsError(
                    f"language pack {self.code}, events.toml: no claim type {kind!r}; "
                    f"there are: {', '.join(TYPES)}, {NOTHING}"
                )
            for part in ("verbs", "nouns", "phrases"):
                for name in table.get(part, ()):
                    known = types.setdefault((part, name), [])
                    known += [k for k in claimed if k not in known]
        for (part, name), kinds in types.items():
            steps = tuple(self._steps(name, part))
            if not any(step.inside for step in steps):
                raise SettingsError(
                    f"language pack {self.code}, events.toml: {name!r} has no word outside brackets"
                )
            yield Rule(name, part[:-1], tuple(kinds), steps)

    def _steps(self, name: str, part: str) -> Iterator[Step]:
        if part != "phrases":
            yield Step(self._forms(name, part), True, 0)
            return
        gap, inside = 0, True
        for piece in name.split():
            if piece == "...":
                gap = _GAP
                continue
            inside = inside and not piece.startswith("[")
            forms: dict[str, str] = {}
            for word in piece.strip("[]").split("/"):
                if word.startswith("@"):
                    forms.update(dict.fromkeys(self.classes.get(word[1:], ()), "phrase"))
                elif word.endswith("~"):
                    forms.update(self._forms(word[:-1], "verbs"))
                else:
                    forms[fold(word)] = "phrase"
            yield Step(forms, inside, gap)
            gap = 0
            inside = inside or piece.endswith("]")

    def _forms(self, lemma: str, part: str) -> dict[str, str]:
        forms: dict[str, str] = {}
        for form, kind in self.inflect(lemma, part):
            known = forms.get(form)
            forms[form] = kind if known in (None, kind) else f"{known}+{kind}"
        return forms

    def inflect(self, lemma: str, part: str) -> Iterator[tuple[str, str]]:
        """Folded forms of a lemma with their kinds; `part` is 'verbs' or 'nouns'."""
        key = fold(lemma)
        if part == "verbs" and key in self._irregular:
            kinds: Sequence[str] = self._morphology["kinds"]
            for kind, spellings in zip(kinds, [lemma, *self._irregular[key].split()], strict=False):
                for form in spellings.split("|"):
                    yield fold(form), kind
            return
        rules = self._morphology.get(part, ())
        if not rules:
            yield key, part[:-1]
        stems = lemma.split("|")
        done: set[int] = set()
        for rule in rules:
            number = rule.get("stem", 0)
            if number in done or number >= len(stems):
                continue
            stem = stems[number]
            if not re.search(f"(?:{rule.get('ends', '')})$", stem):
                continue
            done.add(number)
            stem = stem[: len(stem) - rule.get("cut", 0)]
            for kind, shapes in rule["forms"].items():
                for shape in shapes:
                    yield fold(shape.replace("_", stem)), kind


def _indexed(rules: Iterable[Rule]) -> dict[str, list[tuple[Rule, str]]]:
    index: dict[str, list[tuple[Rule, str]]] = {}
    for rule in rules:
        for word, form in rule.steps[0].forms.items():
            index.setdefault(word, []).append((rule, form))
    return index


def _longest_first(clitics: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted((fold(c) for c in clitics), key=len, reverse=True))


def _follow(lex: EventWords, words: Sequence[Token], at: int, rule: Rule, form: str) -> Match | None:
    """The rule's match from token `at` on, or None."""
    first, last, here = (at if rule.steps[0].inside else -1), at, at
    for step in rule.steps[1:]:
        for ahead in range(here + 1, min(here + 2 + step.gap, len(words))):
            if not step.forms.keys().isdisjoint(lex.variants(words[ahead].folded)):
                here = ahead
                break
        else:
            return None
        if step.inside:
            first, last = (here if first < 0 else first), here
    return Match(first, last, here, rule, form)


@lru_cache(maxsize=16)
def event_words(pack: Pack) -> EventWords:
    """The compiled event words of `pack`, built once."""
    return EventWords(pack)
