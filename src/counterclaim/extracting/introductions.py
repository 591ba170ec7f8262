"""One pass over an article: every party it names, and the persons it introduces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extracting.coreference import Named
from counterclaim.extracting.lexicon import lexemes
from counterclaim.extracting.numbers import reader
from counterclaim.extracting.people import People, name_after, name_before, unknown_words
from counterclaim.extracting.rereading import namesake
from counterclaim.language import fold, tokens
from counterclaim.language.inflection import endings
from counterclaim.model import Passage, Span
from counterclaim.parties.lexicon import Item
from counterclaim.parties.phrases import Kind, Reading
from counterclaim.parties.registry import Registry

INTRODUCING = frozenset(
    {"office", "speaker", "aide", "leader", "official", "title", "counterpart", "body", "chief", "civil"}
)
SENTENCE_END = '.!?؟\n:“"«'
TITLING = frozenset({"office", "title", "leader", "speaker", "aide", "chief"})
ROLES = frozenset({"civil", "official", "guest", "title"})
PERSON_WORDS = 3
ABBREVIATED = re.compile(
    r"(?<![\w'’.-])([A-Z][\w'’.-]{0,30}(?:(?: (?:of|for|and|the|in|on|de|des|du|la|al)){0,3} [A-Z][\w'’.-]{0,30}){1,12})"
    r" \(([A-Z][A-Za-z-]{1,9})\)"
)
PLACING = frozenset({"locative", "inner_owner", "origin", "owner"})


class Introductions:
    """Collects `named` mentions and `people` from passages and source phrases of one article."""

    def __init__(self, text: str, registry: Registry, language: str, date: str | None, cased: bool) -> None:
        self._text, self._registry = text, registry
        self._language, self._date, self._cased = language, date, cased
        self.people = People(endings(language))
        self._cases = bool(endings(language).pairs)
        self.named: list[Named] = []

    def scan(self, passage: Passage) -> None:
        """Note what `passage` names."""
        text, span = self._text, passage.span
        if self._cased:
            self._abbreviations(span)
        items = self._registry.items(text, span.start, span.end, self._language)
        starts = [item.start for item in items]
        for item in items:
            if item.kind == "adjective":
                bare = Reading("state", item.value, None, item.value, item.start, item.end)
                self.named.append(Named(item.start, item.end, bare, False))
        for chain in self._registry.chains(text, items, self._language):
            inside = items[bisect_left(starts, chain.start) : bisect_left(starts, chain.end)]
            for reading in map(owned, self._registry.read(text, chain, inside, self._date)):
                subject, place = self._opens(chain, span), self._placed(items, starts, chain)
                if reading.party is None:
                    if reading.generic is not None:  # 'Rebel fighters fired, and they …'
                        armed = replace(reading, kind="group")
                        self.named.append(Named(chain.start, chain.end, armed, subject, place))
                    continue
                if any(item.kind in INTRODUCING for item in inside):
                    self._meet(inside[-1], chain, reading, span, self._limit(items, inside[-1], span))
                self.named.append(Named(chain.start, chain.end, reading, subject, place))

    def source(self, span: Span) -> None:
        """Note whom the source phrase `span` names."""
        items = self._registry.items(self._text, span.start, span.end, self._language)
        introduces = any(item.kind in INTRODUCING for item in items)
        adjective = len(items) == 1 and items[0].kind == "adjective" and items[0].end == span.end
        placed = next((i.start for i in items if i.kind in PLACING), span.end)
        words = unknown_words(self._text, Span(span.start, placed), items, cased=self._cased)
        for reading in map(owned, self._registry.read(self._text, span, items, self._date)):
            other = namesake(self._text, span, reading, items, self._registry) if self._cased else None
            if other is not None:
                self._namesake(span, other, items)
                continue
            if reading.kind == "unknown" and reading.party is None:
                if self._cases and self._nameless(span):
                    continue
                if (known := self.people.find(words, span.start)) is not None:
                    reading = known
                elif self._cased and words and self._text[span.start : span.end].split()[0] != "I":
                    kind: Kind = "person" if len(words) <= PERSON_WORDS else "body"
                    reading = replace(reading, kind=kind, party=reading.words)
                    if self._cases:
                        self.people.introduce(words, span.start, reading)
                else:
                    continue
            elif reading.party is None and reading.kind == "crowd" and (name := self._own_name(span, items)):
                reading = replace(reading, kind="person" if introduces else "body", party=name, words=name)
                for known_as in ([token.folded for token in tokens(name)], words):
                    if known_as:
                        self.people.introduce(known_as, span.start, reading)
            elif words and self._cased and not self._cases and self._is_named_group(reading):
                reading = replace(reading, kind="body", party=reading.words)
                self.people.introduce(words, span.start, reading)
            elif words and self._cased and reading.kind in ("office", "person", "crowd") and introduces:
                reading = as_person(reading)
                self.people.introduce(words, span.start, reading)
            self.named.append(Named(span.start, span.end, reading, not adjective))

    def _namesake(self, span: Span, surname: Item, items: Sequence[Item]) -> None:
        """Note a person who has the surname of another one."""
        others = [item for item in items if item is not surname]
        read = self._registry.read(self._text, span, others, self._date)
        words = unknown_words(self._text, span, others, cased=True)
        if read and read[0].party is None and words:
            reading = replace(read[0], kind="person", party=read[0].words)
            self.people.introduce(words, span.start, reading)
            self.named.append(Named(span.start, span.end, reading, True))
        elif read and read[0].party is not None:
            self.named.append(Named(span.start, span.end, replace(read[0], kind="person"), True))

    def _own_name(self, span: Span, items: Sequence[Item]) -> str:
        """The name behind a person's role or beside a word for media ('activist Adam Bello', 'the Al-Barid daily')."""
        if not self._cased or self._cases:
            return ""
        for item in reversed(items):
            after = name_after(self._text, item.end, span.end, cased=True)
            if item.kind in ROLES and after is not None and len(after[1]) > 1:
                return after[0].of(self._text)
            if item.kind == "media_noun" and items[0].start == span.start:
                first = items[0].end if items[0].kind in ("determiner", "official") else span.start
                before = name_before(self._text, first, item.start - 1)
                if before is not None and not any(i.start <= before[0] < i.end for i in items):
                    return self._text[before[0] : item.start].rstrip()
        return ""

    @staticmethod
    def _is_named_group(reading: Reading) -> bool:
        """'The Harun monitoring group', where nothing tells whose it is."""
        return reading.kind == "group" and reading.party is None and reading.generic is None

    def _nameless(self, span: Span) -> bool:
        """Whether the words in capitals are a number that opens a sentence or a title in quotation marks."""
        words = lexemes(self._text, span.start, span.end)
        return "«" in self._text[span.start : span.end] or reader(self._language).opens(words, 0)

    def _abbreviations(self, span: Span) -> None:
        """'The Baloch Liberation Front (BLF)': the short name means the long one from here on."""
        for match in ABBREVIATED.finditer(self._text, span.start, span.end):
            start, end = match.span(1)
            first = next(iter(self._registry.items(self._text, start, end, self._language)), None)
            if first is not None and first.kind == "determiner" and first.start == start:
                start = first.end + 1
            known = self._registry.readings(self._text, start, end, self._language, self._date)
            name = " ".join(self._text[start:end].split())
            body = Reading("body", name, None, name, start, end)
            if len(known) == 1 and known[0].party is not None:
                body = known[0]
            self.people.introduce([fold(match.group(2))], start, body)

    def _limit(self, items: Sequence[Item], last: Item, passage: Span) -> int:
        """Where a name after `last` must end: at the next known word, where capitals do not tell."""
        if self._cased:
            return passage.end
        return next((item.start for item in items if item.start >= last.end), passage.end)

    def _meet(self, last: Item, chain: Span, reading: Reading, passage: Span, limit: int) -> None:
        """The person whose office or allegiance `chain` tells ('Fuat Oktay, Vice President')."""
        after = name_after(self._text, last.end, limit, cased=self._cased)
        alone = after is not None and len(after[1]) == 1 and last.kind not in TITLING
        if after is not None and reading.kind != "state" and not (alone and self._cased):
            for length in (len(after[1]),) if self._cased else range(2, len(after[1]) + 1):
                self.people.introduce(after[1][:length], after[0].start, as_person(reading))
        if not self._cased:
            return
        at = chain.start
        while at > passage.start and self._text[at - 1] in " \u00a0":
            at -= 1
        if at > passage.start and self._text[at - 1] == ",":
            before = name_before(self._text, passage.start, at - 1)
            if before is not None and len(before[1]) > 1:
                self.people.introduce(before[1], before[0], as_person(reading))

    def _placed(self, items: Sequence[Item], starts: Sequence[int], chain: Span) -> bool:
        """Whether `chain` is a bare name after a preposition of place."""
        index = bisect_left(starts, chain.start)
        if index == 0 or items[index].kind not in ("party", "capital") or items[index].end < chain.end:
            return False
        before = items[index - 1]
        joined = self._text[before.end : chain.start].strip() == ""
        return joined and before.kind in ("locative", "inner_owner", "origin")

    def _opens(self, span: Span, passage: Span) -> bool:
        at = span.start
        while at > passage.start and self._text[at - 1] in " \u00a0":
            at -= 1
        return at <= passage.start or self._text[at - 1] in SENTENCE_END


def owned(reading: Reading) -> Reading:
    """`reading` with the unknown name that owns its office as its party."""
    return replace(reading, party=reading.stranger) if reading.party is None else reading


def as_person(reading: Reading) -> Reading:
    """What a surname alone means later: a spokesman's office, an official's state."""
    return replace(reading, kind="person") if reading.kind in ("crowd", "body", "group") else reading
