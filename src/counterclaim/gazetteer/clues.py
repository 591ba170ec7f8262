"""A language pack's `places` section, folded once: the words that tell names of places from others."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from counterclaim.language import available, general, known, load
from counterclaim.language.folding import fold
from counterclaim.language.inflection import Endings, endings

_FALLBACK = "en"


@dataclass(frozen=True, slots=True, eq=False)
class Clues:
    """The lists of `packs/LANGUAGE/places.toml`; `nouns` maps a folded noun to the kind it names.

    `general`: the language has no pack; `parted`: an apostrophe may part a name from what is written together
    with it ('l’Ukraine', 'Halep'te').
    """

    cased: bool
    attached: tuple[str, ...]
    article_attached: tuple[tuple[str, str], ...]
    before_strong: frozenset[str]
    before_weak: frozenset[str]
    nouns: Mapping[str, str]
    parts: frozenset[str]
    directions: Mapping[str, str]
    never: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    persons: frozenset[str]
    families: frozenset[str]
    particles: frozenset[str]
    common: frozenset[str]
    abbreviations: frozenset[str]
    following: frozenset[str]
    lands: frozenset[str]
    adjectives: Mapping[str, str]
    functional: frozenset[str]
    barred: frozenset[str]
    spatial: frozenset[str]
    compounds: frozenset[str]
    known: frozenset[str]
    headline_small: frozenset[str]
    taking: frozenset[str]
    taken_of: frozenset[str]
    openers: frozenset[str]
    groups: frozenset[str]
    quarters: frozenset[str]
    endings: Endings
    adjectival: Endings
    letters: Mapping[int, str]
    general: bool = False
    parted: bool = False

    def bases(self, folded: str) -> tuple[tuple[str, int], ...]:
        """`folded`, then what is left without attached particles, with how many letters were taken
        off: 'بحلب' → ('بحلب', 0), ('حلب', 1). Rests of fewer than three letters are left out, but for
        first words of names ('وأم درمان'). Where words have endings of case, `folded` and its base forms."""
        if self.endings.pairs:
            return tuple((base, 0) for base in self.endings.bases(folded))
        found = [(folded, 0)]
        for prefix, article in self.article_attached:
            if folded.startswith(prefix) and len(folded) >= len(prefix) + 3:
                found.append((article + folded[len(prefix) :], len(prefix) - 1))
        for prefix in self.attached:
            rest = folded[len(prefix) :]
            if folded.startswith(prefix) and (len(rest) >= 3 or rest in self.compounds):
                found.append((rest, len(prefix)))
        return tuple(found)

    def has(self, listed: Container[str], folded: str) -> bool:
        """Whether `listed` words hold `folded`, in any case where words have endings of case."""
        return folded in listed or any(base in listed for base in self.endings.bases(folded)[1:])

    def kind(self, folded: str) -> str:
        """The kind that the noun `folded` names, in any case; empty where it is no such noun."""
        return next((self.nouns[base] for base in self.endings.bases(folded) if base in self.nouns), "")

    def latin(self, folded: str) -> str:
        """`folded` in Latin letters; empty where the language has no table of them or lacks a letter of it."""
        written = folded.translate(self.letters) if self.letters else ""
        return written if written.isascii() else ""


@lru_cache(maxsize=32)
def clues(language: str) -> Clues:
    """The clues of `language`; where it has no pack with places, English ones with what general data add."""
    code = language if language in available() and load(language).section("places") else _FALLBACK
    own = load(language if language in known() else code)
    section = load(code).section("places")
    if own.general:
        section = general.merged(section, own.section("places"))
    guards: Mapping[str, Any] = section["guards"]

    def folded(words: list[str]) -> frozenset[str]:
        return frozenset(fold(word) for word in words)

    nouns = {fold(word): kind for kind, words in reversed(section["nouns"].items()) for word in words}
    abbreviations = folded(guards.get("abbreviations", []))
    adjectives = _adjectives(code) | (_adjectives(language) if own.general else {})
    never = folded([*guards["never"], *guards.get("things", [])]) | (frozenset(adjectives) - abbreviations)
    cased = "attached" not in section
    parted = own.general and cased
    if parted:
        never |= folded(own.section("parties").get("words", {}).get("determiners", []))
    titles, organisations, persons = (folded(guards[name]) for name in ("titles", "organisations", "persons"))
    families = persons | folded(guards.get("families", []))
    strong, weak = folded(section["before_strong"]), folded(section["before_weak"])
    return Clues(
        cased=cased,
        attached=tuple(sorted((fold(p) for p in section.get("attached", ())), key=len)),
        article_attached=tuple((fold(p), fold(a)) for p, a in section.get("article_attached", {}).items()),
        before_strong=strong,
        before_weak=weak,
        nouns=nouns,
        parts=folded(section["parts"]["nouns"]),
        directions={fold(word): name for word, name in section["directions"].items()},
        never=never,
        titles=titles,
        organisations=organisations,
        persons=persons,
        families=families,
        particles=folded(guards["particles"]),
        common=folded(guards["common"]),
        lands=folded(guards.get("lands", [])),
        adjectives=adjectives,
        following=folded(section.get("following", [])),
        functional=frozenset(nouns) | strong | weak | folded(guards["common"]),
        barred=never | titles | organisations | families,
        spatial=folded(section.get("spatial", [])),
        compounds=folded(section.get("compounds", [])),
        known=folded(guards.get("known", [])),
        headline_small=folded(guards.get("headline_small", [])),
        taking=folded(section.get("taking", [])),
        taken_of=folded(section.get("taken_of", [])),
        openers=folded(section.get("openers", [])),
        groups=folded(guards.get("groups", [])),
        quarters=folded(section.get("quarters", [])),
        abbreviations=abbreviations,
        endings=endings(own.code),
        adjectival=endings(own.code, "place_adjectives"),
        letters={ord(fold(letter)): latin for letter, latin in section.get("letters", {}).items()},
        general=own.general,
        parted=parted,
    )


def _adjectives(code: str) -> dict[str, str]:
    """Adjectives of states ('Israeli'), from the pack's parties, to their ISO codes: never a place alone."""
    states: Mapping[str, Any] = load(code).section("parties").get("states", {})
    return {fold(word): iso for iso, state in states.items() for word in state.get("adjectives", ())}
