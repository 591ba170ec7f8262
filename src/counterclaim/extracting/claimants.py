"""Who claims: the sources and parties of one article, resolved to offices and sides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.extracting.coreference import (
    INTRODUCES,
    Antecedents,
    Named,
    People,
    folded_phrase,
    name_after,
    name_before,
    unknown_words,
)
from counterclaim.extracting.tags import Attribution, Tags
from counterclaim.language import Pack, tokens
from counterclaim.model import Article, Claimant, Passage, Span
from counterclaim.parties.lexicon import Item, table
from counterclaim.parties.mentions import chains
from counterclaim.parties.phrases import PARTY_BEARING, Kind, Reading
from counterclaim.parties.registry import Registry

OUTLET = Claimant("outlet", "outlet")
NAMED_KINDS = ("state", "group", "body", "office", "person")
PERSONS = ("person",)
SENTENCE_END = '.!?؟\n:“"«'


class Cast:
    """Built once an article by `read`; look-ups are remembered."""

    def __init__(
        self,
        text: str,
        article: Article,
        tags: Tags,
        registry: Registry,
        pack: Pack,
    ) -> None:
        self._text, self._tags, self._registry = text, tags, registry
        self._language, self._date = pack.code, article.published
        section = pack.section("parties")
        self._anaphors = {key: folded_set(words) for key, words in table(section, "anaphors").items()}
        self._evidence = folded_set(table(section, "words").get("evidence", ()))
        self._cased = not table(section, "affixes")
        self._people = People()
        self._known: dict[tuple[Span, bool], list[Reading]] = {}
        self._claimants: dict[int, tuple[tuple[Claimant, ...], tuple[Claimant, ...]]] = {}
        self._sources = sorted(
            (span, index)
            for index, attribution in enumerate(tags.attributions)
            for span in attribution.source
            if not attribution.carried
        )
        named: list[Named] = []
        for passage in article.passages:
            named += self._scan(passage)
        named += self._from_sources()
        self._antecedents = Antecedents(named, registry)

    @classmethod
    def read(cls, text: str, article: Article, tags: Tags, registry: Registry, pack: Pack) -> Cast:
        """Read the parties and persons of `article` (its passages are spans of `text`)."""
        return cls(text, article, tags, registry, pack)

    def claimants(self, attribution: int | None) -> tuple[tuple[Claimant, ...], tuple[Claimant, ...]]:
        """Claimants of an attribution (an index into the tags; None: the outlet) and who relays them."""
        if attribution is None:
            return (OUTLET,), ()
        if attribution not in self._claimants:
            self._claimants[attribution] = self._claim(self._tags.attributions[attribution])
        return self._claimants[attribution]

    def party(self, span: Span) -> str | None:
        """The party that an actor or target mention means; None where it is not known."""
        for reading in self._resolve(span, source=False):
            if reading.party is not None:
                return reading.party
        return None

    def _claim(self, attribution: Attribution) -> tuple[tuple[Claimant, ...], tuple[Claimant, ...]]:
        via = tuple(claimant for span in attribution.via for claimant in self._named(span)[:1])
        if not attribution.source:
            cue = attribution.cue[0] if attribution.cue else None
            return (Claimant("unnamed", "unnamed", cue, cue.of(self._text) if cue else None),), via
        found: list[Claimant] = []
        for claimant in self._named(self._whole(attribution.source)):
            if all((claimant.name, claimant.party) != (c.name, c.party) for c in found):
                found.append(claimant)
        if attribution.carried:
            found = [replace(claimant, span=None, text=None) for claimant in found]
        return tuple(found), via

    def _whole(self, spans: Sequence[Span]) -> Span:
        """Pieces of one source that nearly touch, as one span."""
        first, last = min(spans), max(spans)
        return Span(first.start, last.end) if last.end - first.start <= 120 else first

    def _named(self, span: Span) -> list[Claimant]:
        text = span.of(self._text)
        found = []
        for reading in self._resolve(span, source=True):
            if reading.kind == "message" and reading.party is None:
                evidence = folded_set((text,)) & self._evidence or self._shows(span)
                found.append(replace(OUTLET, span=span, text=text) if evidence else _unnamed(span, text))
            elif reading.party is None:
                found.append(self._unresolved(span, text, reading))
            else:
                found.append(Claimant(reading.name, reading.party, span, text))
        return found

    def _unresolved(self, span: Span, text: str, reading: Reading) -> Claimant:
        words = reading.words or text
        if reading.kind == "unknown" and self._is_name(words):
            return Claimant(words, words, span, text)
        if reading.kind in ("group", "office") or (reading.kind == "person" and self._is_name(words)):
            return Claimant(words, words, span, text)
        return Claimant(words or "unnamed", "unnamed", span, text)

    def _is_name(self, words: str) -> bool:
        if not self._cased:
            return "«" in words or '"' in words
        return any(word[:1].isupper() for word in words.split()[:3] if word[:1].isalpha())

    def _shows(self, span: Span) -> bool:
        words = [token.folded for token in tokens(self._text, span.start, span.end)]
        return any(word in self._evidence for word in words)

    # Reading one mention, with its context

    def _resolve(self, span: Span, *, source: bool) -> list[Reading]:
        key = (span, source)
        if key not in self._known:
            self._known[key] = []
            self._known[key] = self._read(span, source)
        return self._known[key]

    def _read(self, span: Span, source: bool) -> list[Reading]:
        text = self._text
        phrase = folded_phrase(span.of(text))
        if (found := self._pronoun(phrase, span, source)) is not None:
            return found
        readings = self._registry.readings(text, span.start, span.end, self._language, self._date)
        return [done for reading in readings for done in self._complete(reading, span, phrase, source)]

    def _complete(self, reading: Reading, span: Span, phrase: str, source: bool) -> list[Reading]:
        if reading.relation == "both" and reading.party is None:
            rivals = self._antecedents.rivals
            return [replace(reading, party=party) for party in rivals] or [reading]
        if reading.party is not None and reading.office == "leader":
            return [self._leader(reading, span)]
        if reading.party is not None and not self._stands_for_person(reading, span):
            return [reading]
        if (known := self._introduced(span)) is not None:
            return [known]
        if reading.party is not None:
            return [self._person_of(reading, span)]
        if (generic := self._generic(phrase)) is not None:
            return [replace(reading, kind="group", party=generic)]
        if reading.relation is not None:
            return [self._related(reading, span)]
        return self._definite(reading, span, phrase, source)

    def _pronoun(self, phrase: str, span: Span, source: bool) -> list[Reading] | None:
        words = self._anaphors
        if phrase in words.get("male", ()) or phrase in words.get("female", ()):
            one = self._antecedents.before(span.start, lambda n: n.reading.kind == "person")
            return [one.reading] if one else [_nobody(span.of(self._text))]
        if phrase in words.get("neuter", ()):
            one = self._antecedents.before(
                span.start, lambda n: n.reading.kind in ("state", "office", "body", "group")
            )
            return [one.reading] if one else [_nobody(span.of(self._text))]
        if phrase in words.get("plural", ()):
            return self._plural(span)
        if phrase in words.get("first", ()):
            one = self._antecedents.before(span.start, lambda n: n.reading.kind == "person" and n.subject)
            return [one.reading] if one else [_nobody(span.of(self._text))]
        if phrase in words.get("former_last", ()):
            one = self._antecedents.nearest(span.start, lambda n: n.reading.kind in NAMED_KINDS)
            return [one.reading] if one else [_nobody(span.of(self._text))]
        return None

    def _plural(self, span: Span) -> list[Reading]:
        one = self._antecedents.before(
            span.start, lambda n: n.reading.kind in ("crowd", "group", "state", "body", "office")
        )
        if one is None:
            return [_nobody(span.of(self._text))]
        together = self._registry.readings(self._text, one.start, one.end, self._language, self._date)
        return together if len(together) > 1 and all(r.party for r in together) else [one.reading]

    def _stands_for_person(self, reading: Reading, span: Span) -> bool:
        """Whether 'the American diplomat' or a bare surname may mean somebody named before."""
        return reading.kind == "crowd" and self._definite_head(span) in self._anaphors.get("person", ())

    def _definite_head(self, span: Span) -> str:
        words = [t.folded for t in tokens(self._text, span.start, span.end)]
        if len(words) < 2:
            return words[0] if words and not self._cased else ""
        definite = words[0] in self._anaphors.get("definite", ()) or not self._cased
        if not definite or len(words) > 4:
            return ""
        heads = words[1:] if self._cased else words
        for head in reversed(heads):
            bare = self._registry.lexicon(self._language).affixes.bare(head)
            if bare in self._anaphors.get("person", ()):
                return bare
        return heads[-1]

    def _leader(self, reading: Reading, span: Span) -> Reading:
        tops = ("President", "Prime Minister", "Supreme Leader", "Chairman", "leader")
        known = self._introduced(span)
        if known is not None and known.party:
            return known
        one = self._antecedents.nearest(
            span.start,
            lambda n: (
                n.reading.kind == "person" and n.reading.party == reading.party and n.reading.office in tops
            ),
        )
        return one.reading if one else reading

    def _person_of(self, reading: Reading, span: Span) -> Reading:
        one = self._antecedents.nearest(
            span.start, lambda n: n.reading.kind == "person" and n.reading.party == reading.party
        )
        return one.reading if one else reading

    def _introduced(self, span: Span) -> Reading | None:
        items = self._registry.items(self._text, span.start, span.end, self._language)
        if any(item.kind in PARTY_BEARING and item.kind != "person" for item in items):
            return None
        words = unknown_words(self._text, span, items)
        if not words:
            return None
        if self._cased:
            surface = [t for t in tokens(self._text, span.start, span.end) if t.folded in words]
            if not surface or not self._text[surface[-1].start].isupper():
                return None
        return self._people.find(words, span.start)

    def _generic(self, phrase: str) -> str | None:
        """'The rebels' by the article's conflict file."""
        conflict = self._antecedents.conflict
        if conflict is None:
            return None
        return self._registry.force_of(conflict, phrase, self._language)

    def _related(self, reading: Reading, span: Span) -> Reading:
        """'Its forces', 'the country's defence ministry', 'his Vice President'."""
        persons = self._anaphors.get("of_person", frozenset())
        if reading.relation in persons:
            one = self._antecedents.before(
                span.start, lambda n: n.reading.kind == "person" and n.reading.party is not None
            )
        elif reading.relation == "country":
            one = self._antecedents.nearest(span.start, lambda n: self._is_state(n.reading.party))
        else:
            one = self._antecedents.before(
                span.start, lambda n: n.reading.party is not None and n.reading.kind in NAMED_KINDS
            )
        if one is None:
            return reading
        return replace(reading, party=one.reading.party, kind=_kind_of(reading))

    def _is_state(self, party: str | None) -> bool:
        return party is not None and self._registry.kind_of(party) in ("state", "territory")

    def _definite(self, reading: Reading, span: Span, phrase: str, source: bool) -> list[Reading]:
        head = self._definite_head(span)
        words = self._anaphors
        if reading.office is not None and reading.kind in ("office", "person"):
            return [self._same_office(reading, span)]
        if head in words.get("person", ()):
            one = self._antecedents.before(span.start, lambda n: n.reading.kind == "person")
        elif head in words.get("office", ()):
            one = self._antecedents.before(span.start, lambda n: n.reading.kind == "office")
        elif head in words.get("body", ()):
            one = self._antecedents.before(span.start, lambda n: n.reading.kind in ("body", "group"))
        elif head in words.get("group", ()):
            one = self._antecedents.before(span.start, lambda n: n.reading.kind == "group")
        elif reading.kind == "message" and head in words.get("message", ()) and source:
            one = self._antecedents.before(
                span.start, lambda n: n.subject and n.reading.kind in ("office", "body", "person", "state")
            )
        else:
            return [reading]
        return [one.reading] if one else [reading]

    def _same_office(self, reading: Reading, span: Span) -> Reading:
        """'The ministry', 'the army': as named before, else of the article's own state."""
        generic = reading.office in ("Ministry", "Minister")
        stem = (reading.office or "").split(" ")[0]
        one = self._antecedents.before(
            span.start,
            lambda n: (
                n.reading.party is not None
                and n.reading.kind == reading.kind
                and (
                    n.reading.office == reading.office
                    or (generic and (n.reading.office or "").startswith(stem))
                )
            ),
        )
        if one is not None:
            return (
                one.reading
                if generic or reading.kind == "person"
                else replace(reading, party=one.reading.party)
            )
        home = self._antecedents.home
        return replace(reading, party=home) if home else reading

    # Building: who is named where

    def _scan(self, passage: Passage) -> list[Named]:
        text, span = self._text, passage.span
        items = self._registry.items(text, span.start, span.end, self._language)
        starts = [item.start for item in items]
        named = []
        for chain in chains(text, items):
            inside = items[bisect_left(starts, chain.start) : bisect_left(starts, chain.end)]
            for reading in self._registry.read(text, chain, inside, self._date):
                if reading.party is None:
                    continue
                self._meet(items, starts, chain, reading, span)
                if reading.kind in NAMED_KINDS or reading.kind == "crowd":
                    named.append(Named(chain.start, chain.end, reading, self._opens(chain, span)))
        return named

    def _meet(
        self, items: Sequence[Item], starts: Sequence[int], chain: Span, reading: Reading, passage: Span
    ) -> None:
        """Note the person whose office or allegiance `chain` tells ('Fuat Oktay, Vice President')."""
        inside = items[bisect_left(starts, chain.start) : bisect_left(starts, chain.end)]
        if not any(item.kind in INTRODUCES for item in inside):
            return
        last = inside[-1]
        found = name_after(self._text, last.end, passage.end, cased=self._cased)
        if found is not None and reading.kind != "state":
            self._people.introduce(found[1], found[0].start, _as_person(reading))
        if not self._cased:
            return
        at = chain.start
        while at > passage.start and self._text[at - 1] in " \u00a0":
            at -= 1
        if at > passage.start and self._text[at - 1] == ",":
            before = name_before(self._text, passage.start, at - 1)
            if before is not None and len(before[1]) > 1:
                self._people.introduce(before[1], before[0], _as_person(reading))

    def _from_sources(self) -> list[Named]:
        """Sources as antecedents: named ones, and persons whom the source phrase introduces."""
        named = []
        pronouns = frozenset().union(
            *(self._anaphors.get(key, ()) for key in ("male", "female", "neuter", "plural", "first"))
        )
        for span, _ in self._sources:
            if folded_phrase(span.of(self._text)) in pronouns:
                continue
            items = self._registry.items(self._text, span.start, span.end, self._language)
            if not items and not self._cased:
                continue
            for reading in self._registry.read(self._text, span, items, self._date):
                words = unknown_words(self._text, span, items)
                if reading.party is None and reading.kind == "unknown":
                    known = self._people.find(words, span.start) if words else None
                    if known is not None:
                        named.append(Named(span.start, span.end, known, True))
                    elif words and self._is_name(span.of(self._text)):
                        alone = replace(reading, kind=self._guess(words), party=reading.words)
                        named.append(Named(span.start, span.end, alone, True))
                elif reading.party is not None or reading.kind == "crowd":
                    if words and reading.kind in ("office", "person", "crowd") and reading.party:
                        self._people.introduce(words, span.start, _as_person(reading))
                    named.append(Named(span.start, span.end, reading, True))
        return named

    def _guess(self, words: Sequence[str]) -> Kind:
        return "person" if len(words) in (1, 2, 3) else "body"

    def _opens(self, span: Span, passage: Span) -> bool:
        at = span.start
        while at > passage.start and self._text[at - 1] in " \u00a0":
            at -= 1
        return at <= passage.start or self._text[at - 1] in SENTENCE_END


def folded_set(words: Mapping[str, object] | Sequence[str]) -> frozenset[str]:
    return frozenset(folded_phrase(word) for word in words)


def _as_person(reading: Reading) -> Reading:
    """The reading that a surname alone takes later: a spokesman's office, an official's state."""
    return replace(reading, kind="person") if reading.kind == "crowd" else reading


def _kind_of(reading: Reading) -> Kind:
    return "state" if reading.kind in ("unknown", "group") else reading.kind


def _nobody(words: str) -> Reading:
    return Reading("unknown", None, None, words)


def _unnamed(span: Span, text: str) -> Claimant:
    return Claimant(text, "unnamed", span, text)
