"""Mentions whose own words mislead, read again: by the part that names who speaks, or by the article.

- 'A statement from the Sahel Revolution Commission' is the commission's, whatever state its name begins with.
- 'Rebel-backer Sorvia' is Sorvia; so is 'Sorvia a Norland ally', where the comma is lost.
- 'Omar Khalil' is not the Redur Khalil of the lists.
- 'Monitor' alone, in a headline, is no name but the monitor that the article names.
- 'The security sources' are those named before; 'the military', in the words of a military official, is his own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.extracting.coreference import Antecedents
from counterclaim.extracting.patterns.reporting import lexicon
from counterclaim.extracting.wordings import folded_phrase
from counterclaim.language import Pack, tokens
from counterclaim.model import Span
from counterclaim.parties.lexicon import Item
from counterclaim.parties.phrases import Reading
from counterclaim.parties.registry import Registry

ARMED = frozenset(
    {"Armed Forces", "Ministry of Defence", "Minister of Defence", "General Staff", "Military command"}
)
"""Offices whose people mean their own by 'the military'."""

MODIFIED = re.compile(r"(?:[Tt]he )?[^\W\d_]+-[^\W\d_]+ (?=[^\W\d_])")
"""A compound before a name ('Rebel-backer …')."""

VOWELS = frozenset("aeiouy")
LIKE = ("kqcgh", "jygh", "szc", "vwf", "bp", "td")
"""First letters that spellings of one name take for each other."""


def is_generic(text: str, span: Span, pack: Pack) -> bool:
    """Whether a source is only a word that headlines put for one ('Monitor', 'Officials')."""
    words = lexicon(pack)
    return words is not None and folded_phrase(span.of(text)) in words.classes["headline_sources"]


class Rereading:
    """Reads mentions of one article; `plain` reads them by their words and antecedents.

    `sources` are the source phrases of the article, in order; `speaker` gives the source in whose words a span stands.
    """

    def __init__(
        self,
        text: str,
        registry: Registry,
        pack: Pack,
        date: str | None,
        words: Mapping[str, frozenset[str]],
        antecedents: Antecedents,
        sources: Sequence[Span],
        plain: Callable[[Span], list[Reading]],
        speaker: Callable[[Span], Span | None],
    ) -> None:
        self._text, self._registry, self._pack, self._date = text, registry, pack, date
        self._words, self._antecedents, self._sources = words, antecedents, sources
        self._plain, self._speaker = plain, speaker

    def read(self, span: Span) -> list[Reading]:
        """Readings of the mention at `span`, one for each party that it names."""
        if is_generic(self._text, span, self._pack):
            return self._headline(span)
        plain = self._plain(span)
        own = self._registry.readings(self._text, span.start, span.end, self._pack.code, self._date)
        if len(own) == 1 and own[0].party is None:
            return self._meant(span, own[0]) or plain
        items = self._registry.items(self._text, span.start, span.end, self._pack.code)
        if (
            len(plain) == 1
            and (person := namesake(self._text, span, plain[0], items, self._registry)) is not None
        ):
            return self._other_person(span, person, items)
        part = self._part(span, plain, items)
        if part is None:
            return plain
        found = [one for one in self._plain(part) if one.party is not None and not one.loose]
        return [*found, *plain[1:]] or plain

    def _headline(self, span: Span) -> list[Reading]:
        if folded_phrase(span.of(self._text)) in self._words.get("monitor", frozenset()):

            def wanted(party: str | None) -> bool:
                return party is not None and self._registry.kind_of(party) == "monitor"

            one = self._antecedents.before(span.start, lambda n: wanted(n.reading.party))
            one = one or self._antecedents.after(span.end, lambda n: wanted(n.reading.party))
            if one is not None:
                return [one.reading]
        return self._plain(span)

    def _meant(self, span: Span, own: Reading) -> list[Reading]:
        """Whom 'the security sources' and 'the military' mean."""
        words = folded_phrase(span.of(self._text)).split()
        definite = bool(words) and words[0] in self._words.get("definite", frozenset())
        if not definite or len(words) < 2:
            return []
        if own.kind == "crowd" and own.relation == "state" and len(words) > 2:
            tail = " " + " ".join(words[1:])
            for source in reversed([s for s in self._sources if s.end <= span.start]):
                if folded_phrase(source.of(self._text)).endswith(tail):
                    return [one for one in self._plain(source) if one.words and one.party][-1:]
        if own.kind == "office" and own.office in ARMED and (speaker := self._speaker(span)) is not None:
            told = self._plain(speaker)
            if len(told) == 1 and told[0].office in ARMED and told[0].party is not None:
                return [replace(own, party=told[0].party)]
        return []

    def _other_person(self, span: Span, person: Item, items: Sequence[Item]) -> list[Reading]:
        """Whom the words beside a surname tell ('the Sorvian spokesman Omar Khalil'), else the bearer of the name."""
        others = [item for item in items if item is not person]
        read = self._registry.read(self._text, span, others, self._date)
        if read and read[0].party is not None:
            return read
        return [Reading("unknown", None, None, span.of(self._text), span.start, span.end)]

    def _part(self, span: Span, plain: Sequence[Reading], items: Sequence[Item]) -> Span | None:
        """The part of a mention that names whom it means, where the whole reads as another."""
        if not plain or plain[0].party is None:
            return None
        first = plain[0]
        heads = [item for item in items if item.kind not in ("determiner", "adjective", "qualifier")]
        kinds = [item.kind for item in heads[:2]]
        if first.kind == "state" and kinds in (["message", "owner"], ["message", "origin"]):
            return Span(heads[1].end + 1, span.end)
        strange = first.party is not None and not self._registry.is_known(first.party)
        if strange and (compound := MODIFIED.match(self._text, span.start, span.end)) is not None:
            known = [item for item in items if item.kind in ("party", "capital") and item.end == span.end]
            return Span(compound.end(), span.end) if known else None
        if first.loose and items[0].kind == "party":
            behind = next(tokens(self._text, items[0].end, span.end), None)
            if behind is not None and behind.folded in self._words.get("articles", frozenset()):
                return Span(items[0].start, items[0].end)
        return None


def namesake(
    text: str, span: Span, reading: Reading, items: Sequence[Item], registry: Registry
) -> Item | None:
    """The surname of a listed person in a mention of another, who has another given name before it."""
    person = next((item for item in items if item.kind == "person"), None)
    if reading.kind != "person" or person is None or " " in text[person.start : person.end]:
        return None
    given: list[str] = []
    end = person.start
    for word in reversed(list(tokens(text, span.start, person.start))):
        inside = any(item.start <= word.start < item.end for item in items)
        if inside or not text[word.start].isupper() or text[word.end : end].strip(" \u00a0-’'."):
            break
        given.append(word.folded)
        end = word.start
    own = {name for full in _names(person.value, registry) for name in full.split()[:-1]} if given else set()
    return None if any(_alike(a, b) for a in given for b in own) or not own else person


def _names(person: str, registry: Registry) -> Iterator[str]:
    """All names of a listed person, in any language."""
    yield person
    for conflict in registry.conflicts:
        for office in conflict.offices:
            for listed in office.persons:
                if listed.name == person:
                    for names in listed.aliases.values():
                        yield from names


def _alike(one: str, other: str) -> bool:
    """Whether two given names may be one, by their first letters."""
    a, b = one[:1].casefold(), other[:1].casefold()
    return a == b or {a, b} <= VOWELS or any(a in row and b in row for row in LIKE)
