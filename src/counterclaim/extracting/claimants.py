"""Who claims: the sources and parties of one article, resolved to offices and sides."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from counterclaim.extracting.anaphora import Anaphora
from counterclaim.extracting.coreference import Antecedents
from counterclaim.extracting.introductions import Introductions
from counterclaim.extracting.people import PARTICLES
from counterclaim.extracting.rereading import Rereading, is_generic
from counterclaim.extracting.tags import Attribution, Tags
from counterclaim.extracting.wordings import StateOf, folded_phrase, folded_phrases
from counterclaim.language import Pack, tokens
from counterclaim.language.inflection import endings
from counterclaim.model import Article, Claimant, Span
from counterclaim.parties.lexicon import table
from counterclaim.parties.phrases import STATES, Reading
from counterclaim.parties.registry import Registry

OUTLET = Claimant("outlet", "outlet")
UNNAMED = Claimant("unnamed", "unnamed")
PRONOUNS = ("male", "female", "neuter", "plural", "first", "former_last")
ROLES = frozenset(
    {"chief", "leader", "official", "civil", "speaker", "aide", "guest", "title", "relative", "media_noun"}
)
WHOLE = 160
OPENING = 3
AROUND = 4_000
ENCLOSING = 64
APPOSITION = re.compile(r", [a-zа-яёіїєґ].*$")
QUOTED_NAME = re.compile(r"(?:[^\W\d_][\w-]* ){0,3}«[^«»]+»")
ABBREVIATION = re.compile(r" \([A-ZА-ЯІЇЄҐ][A-Za-zА-Яа-яІіЇїЄєҐґ-]{1,9}\)$")


class Cast:
    """Built once an article by `read`; look-ups are remembered."""

    def __init__(
        self,
        text: str,
        article: Article,
        tags: Tags,
        registry: Registry,
        pack: Pack,
        state_of: StateOf = lambda _: None,
    ) -> None:
        self._text, self._tags, self._registry = text, tags, registry
        self._pack, self._published = pack, article.published
        section = pack.section("parties")
        words, self._evidence, self._messages = _words(pack)
        self._indefinite = words.get("indefinite", frozenset())
        self._first = words.get("first", frozenset())
        self._articles = words.get("articles", frozenset())
        self._nobody = words.get("nobody", frozenset())
        self._counting = words.get("members", frozenset())
        self._cased = not table(section, "affixes")
        self._cases = bool(endings(pack.code).pairs)
        self._claimants: dict[int, tuple[tuple[Claimant, ...], tuple[Claimant, ...]]] = {}
        self._readings: dict[Span, list[Reading]] = {}
        named = [a for a in tags.attributions if a.source and not a.carried]
        self._contents = sorted(((s, a) for a in named for s in a.content), key=lambda pair: pair[0])
        met = Introductions(text, registry, pack.code, article.published, self._cased)
        for passage in article.passages:
            met.scan(passage)
        pronouns = frozenset().union(*(words.get(key, ()) for key in PRONOUNS))
        for span in self._sources():
            if folded_phrase(span.of(text)) not in pronouns:
                met.source(span)
        self._antecedents = Antecedents(
            met.named,
            registry,
            _state_of(article.outlet, registry, pack.code),
            next((registry.state(code) for code in table(section, "grammar").get("home", ())), None),
        )
        self._anaphora = Anaphora(
            text,
            registry,
            pack.code,
            article.published,
            words,
            self._cased,
            met.people,
            self._antecedents,
            state_of,
        )
        sayings: dict[Span, list[Span]] = {}
        for attribution in named:
            sayings.setdefault(_whole(attribution.source), []).extend(attribution.content)
        self._anaphora.sayings = sayings
        self._rereading = Rereading(
            text,
            registry,
            pack,
            article.published,
            words,
            self._antecedents,
            sorted(_whole(a.source) for a in named),
            self._anaphora.read,
            self._speaker,
        )

    @classmethod
    def read(
        cls,
        text: str,
        article: Article,
        tags: Tags,
        registry: Registry,
        pack: Pack,
        state_of: StateOf = lambda _: None,
    ) -> Cast:
        """Read the parties and persons of `article` (its passages are spans of `text`).

        `state_of` names the state of a place, for whom 'the mayor of' it belongs to.
        """
        return cls(text, article, tags, registry, pack, state_of)

    def claimants(self, attribution: int | None) -> tuple[tuple[Claimant, ...], tuple[Claimant, ...]]:
        """Claimants of an attribution (an index into the tags; None: the outlet) and who relays them.

        One claimant a party: 'Yerevan and Baku accused each other' has two. One has no span where its phrase
        stands in an earlier sentence or the text names none ('reportedly').
        """
        if attribution is None:
            return (OUTLET,), ()
        if attribution not in self._claimants:
            self._claimants[attribution] = self._claim(self._tags.attributions[attribution])
        return self._claimants[attribution]

    def party(self, span: Span) -> str | None:
        """The party that an actor or target mention means; None where it is not known."""
        return next(iter(self.parties(span)), None)

    def parties(self, span: Span) -> tuple[str, ...]:
        """All parties that a mention means ('Armenia and Azerbaijan'); empty where none is known."""
        found = dict.fromkeys(
            reading.party
            for reading in self._read(span)
            if reading.party is not None
            and (reading.kind == "group" or reading.relation or self._registry.is_known(reading.party))
        )
        return tuple(found)

    def named_in(self, span: Span) -> tuple[str, ...]:
        """The parties that the words of a mention name by themselves ('their Russian allies')."""
        readings = self._registry.readings(self._text, span.start, span.end, self._pack.code, self._published)
        return tuple(dict.fromkeys(r.party for r in readings if r.party and self._registry.is_known(r.party)))

    def _sources(self) -> list[Span]:
        return sorted(
            span
            for attribution in self._tags.attributions
            if not attribution.carried
            for span in attribution.source
        )

    def _claim(self, attribution: Attribution) -> tuple[tuple[Claimant, ...], tuple[Claimant, ...]]:
        claimants, via = self._sourced(attribution)
        said = {claimant.name for claimant in claimants}
        relays = {relay.name: relay for relay in reversed(via) if relay.name not in said}
        return claimants, tuple(relay for relay in via if relays.get(relay.name) is relay)

    def _sourced(self, attribution: Attribution) -> tuple[tuple[Claimant, ...], tuple[Claimant, ...]]:
        """Who claims, and each source that relays it, nearest first."""
        relays = [*attribution.via, *self._enclosing(attribution)]
        via = tuple(claimant for span in relays for claimant in self._named(span)[:1])
        if not attribution.source:
            return (UNNAMED,), via
        whole = _whole(attribution.source)
        if folded_phrase(whole.of(self._text)) in self._first and not attribution.carried:
            return self._first_person(attribution, whole), via
        if self._is_nobody(whole):
            return (OUTLET,), via
        found: dict[str, Claimant] = {}
        for claimant in self._members(attribution, whole) or self._named(whole):
            known = found.setdefault(claimant.party, claimant)
            if known is not claimant and known.party == "unnamed" and known.span is not None:
                words = " ".join(whole.of(self._text).split())
                found[claimant.party] = replace(known, name=words)
        if attribution.carried:
            return tuple(replace(claimant, span=None, text=None) for claimant in found.values()), via
        return tuple(found.values()), via

    def _members(self, attribution: Attribution, whole: Span) -> list[Claimant]:
        """Those by name of a source that is only counted ('several states, including X and Y, said')."""
        said = attribution.cue[0].start if attribution.cue else whole.end
        if attribution.carried or any(reading.party for reading in self._read(whole)[:1]):
            return []
        region = Span(whole.start, max(whole.end, said if said - whole.end <= WHOLE else whole.end))
        opened = self._opened(region)
        if opened is None:
            return []
        spans = self._registry.find(self._text, opened, region.end, self._pack.code)
        return [claimant for span in spans for claimant in self._named(span) if claimant.party != "unnamed"]

    def _opened(self, region: Span) -> int | None:
        """Where the names begin that a word for 'including' opens in `region`."""
        words = list(tokens(self._text, region.start, region.end))
        for at in range(1, len(words)):
            for end in range(at + 1, min(at + 4, len(words)) + 1):
                if " ".join(word.folded for word in words[at:end]) in self._counting:
                    return words[end - 1].end
        return None

    def _is_nobody(self, span: Span) -> bool:
        """'No one', 'neither army': what they have not said the outlet tells."""
        words = span.of(self._text).split(maxsplit=2)[:2]
        return any(folded_phrase(" ".join(words[:count])) in self._nobody for count in (1, 2))

    def _first_person(self, attribution: Attribution, span: Span) -> tuple[Claimant, ...]:
        """'I' and 'we' are who is quoted there, else the outlet."""
        around = [
            (piece.end - piece.start, index)
            for index, other in enumerate(self._tags.attributions)
            if other is not attribution
            for piece in other.content
            if piece.holds(span)
        ]
        found = self.claimants(min(around)[1])[0] if around else (OUTLET,)
        text = span.of(self._text)
        return tuple(replace(claimant, span=span, text=text) for claimant in found)

    def _enclosing(self, attribution: Attribution) -> list[Span]:
        """Sources that tell of the whole report ('the minister said, the agency wrote'), nearest first."""
        if not (attribution.source and attribution.cue) or attribution.carried:
            return []
        said = (min(attribution.source), attribution.cue[0])
        at = bisect_right(self._contents, min(said).start, key=lambda pair: pair[0].start)
        around = [
            (span, _whole(other.source))
            for span, other in self._contents[max(0, at - ENCLOSING) : at]
            if other is not attribution and all(span.holds(inner) for inner in said)
        ]
        return [source for _, source in sorted(around, key=lambda pair: pair[0].end - pair[0].start)]

    def _read(self, span: Span) -> list[Reading]:
        if span not in self._readings:
            self._readings[span] = self._rereading.read(span) if self._cased else self._anaphora.read(span)
        return self._readings[span]

    def _speaker(self, span: Span) -> Span | None:
        """The source in whose words `span` stands, the nearest."""
        around = [
            (piece.end - piece.start, _whole(said.source))
            for piece, said in self._contents
            if piece.holds(span) and not _whole(said.source).overlaps(span)
        ]
        return min(around)[1] if around else None

    def _named(self, span: Span) -> list[Claimant]:
        text = span.of(self._text)
        return [self._claimant(reading, span, text) for reading in self._read(span)]

    def _claimant(self, reading: Reading, span: Span, text: str) -> Claimant:
        words = self._without_description(APPOSITION.sub("", ABBREVIATION.sub("", reading.words)) or text)
        if reading.loose:
            return Claimant(words, "unnamed", span, text)
        if reading.party is not None:
            crowd = reading.kind == "crowd"
            return Claimant(words if crowd else reading.name, reading.party, span, text)
        if reading.kind == "message":
            if self._is_evidence(span):
                return replace(OUTLET, span=span, text=text)
            return Claimant(words, "unnamed", span, text)
        if reading.words == "" and reading.kind == "unknown":
            return Claimant("unnamed", "unnamed", span, text)
        if reading.kind in ("unknown", "person"):
            words = self._until_role(words)
        named = (
            reading.kind in ("unknown", "person")
            and self._is_name(words, span)
            and not self._is_indefinite(text)
            and not is_generic(self._text, span, self._pack)
        )
        if named:
            alone = (
                words.split(",")[0] if "," in words and self._is_name(words.split(",")[0], span) else words
            )
            return Claimant(alone, alone, span, text)
        group = reading.kind == "group" or (self._cases and QUOTED_NAME.fullmatch(words) is not None)
        if group and not self._is_indefinite(text):
            return Claimant(words, words, span, text)
        return Claimant(words, "unnamed", span, text)

    def _without_description(self, words: str) -> str:
        """'Walaat Mamu a doctor at the hospital' → 'Walaat Mamu', where the comma is lost."""
        parts = words.split(" ")
        for at, word in enumerate(parts):
            if at > 1 and word in self._articles:
                return " ".join(parts[:at])
            if not word[:1].isupper() and word.casefold() not in PARTICLES and "-" not in word:
                break
        return words

    def _until_role(self, name: str) -> str:
        """'Omar Khalil head of the clinic', 'Samira 55 who fled' → the name, where the comma is lost."""
        roles = {
            i.start for i in self._registry.items(name, 0, len(name), self._pack.code) if i.kind in ROLES
        }
        for word in tokens(name):
            plain = name[word.start].isdigit() or (word.start in roles and name[word.start].islower())
            if word.start > 0 and plain and name[word.start - 1] == " ":
                return name[: word.start - 1].rstrip()
        return name

    def _is_indefinite(self, text: str) -> bool:
        """Whether the phrase opens like one that names nobody ('an NGO', 'no group')."""
        return any(folded_phrase(word) in self._indefinite for word in text.split(maxsplit=1)[:1])

    def _is_evidence(self, span: Span) -> bool:
        """Whether the first word for a message means evidence ('video of the report', not 'a report with video')."""
        for token in tokens(self._text, span.start, span.end):
            if token.folded in self._evidence or token.folded in self._messages:
                return token.folded in self._evidence
        return False

    def _is_name(self, words: str, span: Span) -> bool:
        """Whether the phrase opens like a name: capitals, or quotation marks where there are none."""
        if not self._cased:
            return any(mark in words for mark in '«"“')
        opening = words.split()[:OPENING]
        particle = any(word in PARTICLES for word in folded_phrase(words).split(" ", 1)[:1])
        if not opening or not (words[:1].isupper() or particle):
            return False
        around = self._text[max(0, span.start - AROUND) : span.end + AROUND]
        if len(opening) == 1:
            return words[:1].isupper() and not re.search(rf"\b{re.escape(words.lower())}\b", around)
        return any(word[:1].isupper() for word in opening[1:]) or words.isupper()


@lru_cache(maxsize=64)
def _words(pack: Pack) -> tuple[Mapping[str, frozenset[str]], frozenset[str], frozenset[str]]:
    """The pack's words for anaphors by kind, for evidence and for messages, folded."""
    section = pack.section("parties")
    anaphors = {key: folded_phrases(value) for key, value in table(section, "anaphors").items()}
    words = table(section, "words")
    return anaphors, folded_phrases(words.get("evidence", ())), folded_phrases(words.get("messages", ()))


def _whole(spans: Sequence[Span]) -> Span:
    """Pieces of one source that stand together, as one span; else the first."""
    first, last = min(spans), max(spans)
    return Span(first.start, last.end) if last.end - first.start <= WHOLE else first


def _state_of(outlet: str | None, registry: Registry, language: str) -> str | None:
    """The state that an official outlet speaks for ('Ministry of Defence of Ukraine')."""
    if outlet is None:
        return None
    resolved = registry.resolve(outlet, language)
    official = resolved is not None and resolved.kind == "office"
    return resolved.party if resolved and official and registry.kind_of(resolved.party) in STATES else None
