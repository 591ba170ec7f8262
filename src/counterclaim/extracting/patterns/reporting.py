"""The attribution section of a language pack, compiled once: forms, frames and closed classes.

The format is described at the top of `packs/en/attribution.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase
from typing import Any

from counterclaim.errors import SettingsError
from counterclaim.language.folding import fold, tokens
from counterclaim.language.packs import Pack

CLASSES = (
    # words and clauses
    "complementisers", "complementiser_pronouns", "infinitive_markers", "question_words", "relatives",
    "coordinators", "subordinators", "contrasts", "prepositions", "determiners", "articles", "neuter_relatives", "lives", "takes_lives", "possessives",
    "possessive_suffixes", "pronouns", "nominatives", "object_pronouns", "empty_subjects", "expletives", "auxiliaries",
    "copulas", "modals", "adverbs", "negations", "agents", "particles", "other_verbs", "abbreviations",
    "weekdays_and_times", "time_openers", "absolutes",
    # between a reporting word and its content
    "adverbials", "not_adverbials", "hearers", "parenthetical_openers", "relay_marks", "left_openers",
    "object_openers", "object_ends", "early_objects",
    # sources without a verb
    "source_prepositions", "source_adverbs", "relay_prepositions", "referring", "relay_participles", "counting_nouns",
    "report_nouns", "noun_links", "headline_sources", "persons", "silent", "counted", "comparatives", "speakers", "speaker_kinds", "not_speakers", "question_turns", "answer_turns",
    # denials that name no happening
    "rejected", "rejection_marks", "rejection_openers", "blame",
    # letters and look-alikes
    "attached", "attached_prepositions", "not_attached", "not_cues", "conjoined_cues",
    # where a subject ends that no mark parts from its object
    "addressees", "adjectives", "not_adjectives", "masculine", "not_sources", "resumptives", "titles", "charges", "we",
    "future_letters", "future_openers", "anonymity", "clause_sources",
)  # fmt: skip
TAKES = frozenset({
    "clause", "quotation", "object", "infinitive", "addressee", "predicate", "raising", "relay", "that", "speech", "nothing",
    "impersonal", "happening",
})  # fmt: skip
FLAGS = frozenset({
    "denies", "hedges", "accuses", "demands", "belief", "intention", "relays", "shows", "perception",
    "probable", "possible", "unsourced",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of a reporting word: its kind in the pack's inflection, what it takes, its flags."""

    lemma: str
    kind: str
    takes: frozenset[str]
    flags: frozenset[str]
    certainty: str
    prepositions: frozenset[str] = frozenset()


class Phrases:
    """Folded word sequences looked up at a token, longest first."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], list[Entry]]]] = {}

    def add(self, words: tuple[str, ...], entry: Entry) -> None:
        if not words:
            return
        row = self._by_first.setdefault(words[0], [])
        for known, entries in row:
            if known == words:
                if entry not in entries:
                    entries.append(entry)
                return
        row.append((words, [entry]))
        row.sort(key=lambda pair: -len(pair[0]))

    def at(self, folded: Sequence[str], i: int) -> tuple[int, list[Entry]] | None:
        """Number of tokens that match at `i` and their entries."""
        for words, entries in self._by_first.get(folded[i], ()):
            n = len(words)
            if n == 1 or tuple(folded[i : i + n]) == words:
                return n, entries
        return None

    def __contains__(self, word: str) -> bool:
        return word in self._by_first


class Lexicon:
    """A pack's attribution section. SettingsError names the key that is wrong."""

    def __init__(self, code: str, section: Mapping[str, Any]) -> None:
        self.code = code
        grammar: Mapping[str, Any] = section.get("grammar", {})
        if unknown := sorted(
            set(grammar)
            - set(CLASSES)
            - {
                "order",
                "article",
                "adjective_endings",
                "adverb_endings",
                "gerund_endings",
                "present_endings",
                "verb_endings",
                "case",
            }
        ):
            raise self._wrong("grammar", f"unknown keys {unknown}")
        self.classes = {name: frozenset(_folded(grammar.get(name, ()))) for name in CLASSES}
        self.verb_first = grammar.get("order", "subject-first") == "verb-first"
        self.cased = bool(grammar.get("case", True))
        self.adverb_endings = tuple(fold(e) for e in grammar.get("adverb_endings", ()))
        self.article = fold(grammar.get("article", ""))
        self.adjective_endings = tuple(fold(e) for e in grammar.get("adjective_endings", ()))
        self.gerund_endings = tuple(fold(e) for e in grammar.get("gerund_endings", ()))
        self.present_endings = tuple(fold(e) for e in grammar.get("present_endings", ()))
        self.verb_endings = tuple(fold(e) for e in grammar.get("verb_endings", ()))
        self.verbs = Phrases()
        self._pasts: dict[str, list[Entry]] = {}
        self.nouns = Phrases()
        self.sequences = {
            name: _phrases(grammar.get(name, ()), name)
            for name in (
                "source_prepositions",
                "source_adverbs",
                "relay_prepositions",
                "relay_participles",
                "adverbials",
                "not_adverbials",
                "rejected",
                "anonymity",
                "clause_sources",
            )
        }
        self._inflection: Mapping[str, Any] = section.get("inflection", {})
        for group in section.get("verbs", ()):
            for entry, words in self._forms("verbs", group):
                self.verbs.add(words, entry)
                if entry.kind == "past" and "clause" in entry.takes and len(words) == 1:
                    self._pasts.setdefault(words[0], []).append(entry)
        for group in section.get("nouns", ()):
            for entry, words in self._forms("nouns", group):
                self.nouns.add(words, entry)
        for group in section.get("adverbs", ()):
            for entry, words in self._forms("adverbs", group):
                self.sequences["source_adverbs"].add(words, entry)

    def misspelt(self, word: str) -> list[Entry]:
        """Entries of the past forms that take a clause and are one letter (left out, added, changed or
        swapped with its neighbour) away from folded `word`."""
        return [entry for near in _near(word) for entry in self._pasts.get(near, ())]

    def _wrong(self, key: str, what: str) -> SettingsError:
        return SettingsError(f"language pack {self.code}, attribution.toml: {key}: {what}")

    def _forms(self, section: str, group: Mapping[str, Any]) -> Iterator[tuple[Entry, tuple[str, ...]]]:
        takes = frozenset(group.get("takes", ()))
        flags = frozenset(group.get("flags", ()))
        if takes - TAKES:
            raise self._wrong(section, f"takes {sorted(takes - TAKES)}")
        if flags - FLAGS:
            raise self._wrong(section, f"flags {sorted(flags - FLAGS)}")
        certainty = group.get("certainty", "certain")
        prepositions = frozenset(_folded(group.get("prepositions", ())))
        for word in str(group.get("words", "")).split():
            head, *rest = word.split("_")
            explicit = head.split("/")
            tail = tuple(t for part in rest for t in _words(part))
            for kind, form in self._inflect(explicit, section):
                yield Entry(explicit[0], kind, takes, flags, certainty, prepositions), (*_words(form), *tail)

    def _inflect(self, explicit: list[str], section: str) -> Iterator[tuple[str, str]]:
        if section != "verbs":
            kinds: Sequence[str] = ["noun"] * len(explicit)
            forms: Iterable[str] = explicit
            if section == "nouns" and len(explicit) == 1:
                for rule in self._inflection.get("nouns", ()):
                    if explicit[0].endswith(rule["ending"]):
                        cut = explicit[0][: len(explicit[0]) - rule.get("cut", 0)]
                        forms = [explicit[0], *(cut + add for add in rule["add"])]
                        kinds = ["noun"] * (1 + len(rule["add"]))
                        break
            yield from zip(kinds, forms, strict=True)
            return
        kinds = self._inflection.get("kinds", ["finite"])
        forms = explicit
        if len(explicit) == 1:
            for rule in self._inflection.get("verbs", ()):
                listed = rule.get("words")
                fits = explicit[0] in listed.split() if listed else explicit[0].endswith(rule["ending"])
                if fits:
                    stem = explicit[0][: len(explicit[0]) - rule.get("cut", 0)]
                    forms = [explicit[0], *(stem + add for add in rule["add"])]
                    break
        for kind, form in zip(kinds, forms, strict=False):
            if form in {"", "-"}:
                continue
            yield kind, form
            for variant in self._inflection.get("variants", ()):
                if variant["kind"] == kind and form.startswith(variant.get("from", "")):
                    body = form[len(variant.get("from", "")) :]
                    cut = variant.get("cut", "")
                    if cut and not body.endswith(cut):
                        continue
                    body = body[: len(body) - len(cut)] if cut else body
                    yield kind, variant.get("to", "") + body + variant.get("suffix", "")


def _near(word: str) -> set[str]:
    """Words one edit away from `word`."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    fewer = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    changed = {a + c + b[1:] for a, b in cuts if b for c in ascii_lowercase}
    more = {a + c + b for a, b in cuts for c in ascii_lowercase}
    return fewer | swapped | changed | more


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens(text))


def _folded(words: Iterable[str] | str) -> Iterator[str]:
    for word in words.split() if isinstance(words, str) else words:
        yield fold(word)


def _phrases(words: Iterable[str], name: str) -> Phrases:
    found = Phrases()
    for word in words:
        found.add(_words(word), Entry(word, name, frozenset(), frozenset(), "certain"))
    return found


@lru_cache(maxsize=64)
def lexicon(pack: Pack) -> Lexicon | None:
    """The compiled attribution section of `pack`; None where the pack has none."""
    section = pack.section("attribution")
    return Lexicon(pack.code, section) if section else None
