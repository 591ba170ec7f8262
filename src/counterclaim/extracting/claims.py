"""From tags to claims: every trigger with its claimant, parties, place, time, figures and quote."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from counterclaim.extracting import means, places, quantities, times
from counterclaim.extracting.act_doers import with_act_doers
from counterclaim.extracting.brackets import with_times_in_brackets
from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.identity import claim_id
from counterclaim.extracting.merging import merge_clauses, merge_losses
from counterclaim.extracting.named_days import with_days_before
from counterclaim.extracting.participants import Participants, holders
from counterclaim.extracting.place_phrases import apart_from_quarters, is_named, is_proper, name_places
from counterclaim.extracting.positions import carrying, with_positions
from counterclaim.extracting.repeats import without_repeats
from counterclaim.extracting.risen import risen
from counterclaim.extracting.sharing import parting, share
from counterclaim.extracting.sourcing import with_sources
from counterclaim.extracting.tags import Attribution, Role, Tags, Trigger
from counterclaim.extracting.unmarked import unmarked_places
from counterclaim.extracting.violence import VIOLENT, Violence, assign
from counterclaim.extracting.whereabouts import Whereabouts
from counterclaim.gazetteer import Gazetteer
from counterclaim.language import Pack, fold, load, sentences
from counterclaim.model import (
    Article,
    Claim,
    Claimant,
    EvidenceMention,
    PartyMention,
    PlaceMention,
    Span,
    When,
)
from counterclaim.parties import Registry
from counterclaim.parties.conflict import Conflict


@lru_cache(maxsize=16)
def _going_on(code: str) -> re.Pattern[str]:
    phrases = [re.escape(fold(phrase)) for phrase in load(code).section("claims").get("going_on", ())]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b" if phrases else r"(?!)")


LONGEST_WORD = 20

HAPPENINGS = VIOLENT | {"control"}
"""Types of claims that share the time which their sentence tells."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What resolution looks things up in."""

    registry: Registry
    gazetteer: Gazetteer
    conflicts: tuple[Conflict, ...]


def _state_of(around: Surroundings, language: str, place: str) -> str | None:
    """The state in which the place of that name lies, by the gazetteer."""
    (mention,) = places.resolve(
        place,
        [Span(0, len(place))],
        gazetteer=around.gazetteer,
        conflicts=around.conflicts,
        language=language,
    )
    return around.registry.state(mention.country) if mention.country else None


class Assembly:
    """One article's tags, resolved. All spans are code points into `text`, the document's text."""

    def __init__(self, text: str, article: Article, tags: Tags, pack: Pack, around: Surroundings) -> None:
        self.text = text
        self.article = article
        self.pack = pack
        self._around = around
        self._going_on = _going_on(pack.code)
        self._sentences = [
            s for p in article.passages for s in sentences(text, p.span.start, p.span.end, pack.code)
        ]
        self._starts = [s.start for s in self._sentences]
        tags = with_sources(text, tags, self.sentence, pack)
        tags = with_days_before(text, with_times_in_brackets(text, tags), pack)
        tags = without_repeats(text, tags, article, pack, self.sentence)
        tags = name_places(text, tags, around.gazetteer, pack)
        tags = merge_clauses(text, tags, self.sentence, pack)
        tags = merge_losses(tags, self.sentence)
        state_of = partial(_state_of, around, pack.code)
        self.cast = Cast.read(text, article, tags, around.registry, pack, state_of)
        tags = with_positions(text, article.passages, tags, self.cast, around.registry, pack)
        self.tags = tags = with_act_doers(text, tags, self.cast, pack)
        self._participants = Participants(
            text, tags, self.cast, around.registry, pack, self.sentence, self.distance
        )
        self._arguments = self._by_trigger()
        self._participants.fill(self._arguments)
        share(tags, self._arguments, self.sentence, "time", HAPPENINGS, parting(text, pack))
        share(tags, self._arguments, self.sentence, "place", VIOLENT)
        words = pack.section("parties").get("words", {})
        self._within = frozenset(words.get("inner_owners", ()))
        self._marked = [m.span for m in tags.mentions if m.kind == "place"]
        self._marked += [*self._spans("actor"), *(s for a in tags.attributions for s in a.source)]
        self._places = self._resolve_places(m.span for m in tags.mentions if m.kind == "place")
        scenes = [s for s in self._spans("place") if is_proper(text, s, pack)]
        self._whereabouts = Whereabouts(text, self._located(), pack, scenes)
        self._times = self._resolve_times(around)
        self._violence = assign(text, tags.triggers, self.sentence, pack)

    def claims(self, document: str, engine: str) -> Iterator[Claim]:
        """Claims in the order of their triggers. A sentence may carry several with one trigger."""
        before: Claim | None = None
        ordinals: Counter[tuple[Span, str, Span | None]] = Counter()
        for index, trigger in enumerate(self.tags.triggers):
            claimants, via = self.cast.claimants(trigger.attribution)
            for claimant in claimants:
                key = (trigger.span, trigger.type, claimant.span)
                ordinal = ordinals[key]
                ordinals[key] += 1
                identity = claim_id(document, trigger.span, trigger.type, claimant.span, ordinal)
                others = tuple(c for c in claimants if c is not claimant)
                claim = self._claim(identity, document, engine, index, trigger, claimant, others, via)
                if before is not None and not claim.places and self._goes_on(claim):
                    claim = replace(claim, places=before.places)
                yield claim
            before = claim

    def sentence(self, span: Span) -> Span:
        """The sentence that holds the start of `span`; where the span runs on, all that it touches."""
        at = max(bisect_right(self._starts, span.start) - 1, 0)
        first = self._sentences[at] if self._sentences else span
        end = max(first.end, span.end)
        while at + 1 < len(self._sentences) and self._sentences[at + 1].start < span.end:
            at += 1
            end = self._sentences[at].end
        return Span(min(first.start, span.start), end)

    def distance(self, before: Span, after: Span) -> int:
        """Sentences from the one that holds `before` to the one that holds `after`."""
        return bisect_right(self._starts, after.start) - bisect_right(self._starts, before.start)

    def _claim(
        self,
        identity: str,
        document: str,
        engine: str,
        index: int,
        trigger: Trigger,
        claimant: Claimant,
        others: tuple[Claimant, ...],
        via: tuple[Claimant, ...],
    ) -> Claim:
        sentence = self.sentence(trigger.span)
        attribution = None if trigger.attribution is None else self.tags.attributions[trigger.attribution]
        spans = self._arguments[index]
        used, hit = self._violence.get(index, Violence())
        actors = tuple(  # the 'its' of 'under its control' is one only where it is known whose
            actor
            for actor in self._parties(spans["actor"], index)
            if actor.name is not None or not trigger.span.holds(actor.span)
        )
        if others and self._is_reciprocal(sentence):
            actors = tuple(
                PartyMention(c.span, c.text, c.party)
                for c in others
                if c.span is not None and c.text is not None
            )
        elif (
            trigger.type == "statement"
            and not actors
            and claimant.span is not None
            and claimant.text is not None
        ):
            party = None if claimant.party == "unnamed" else claimant.party
            actors = (PartyMention(claimant.span, claimant.text, party),)
        return Claim(
            id=identity,
            document=document,
            article=self.article.id,
            quote=carrying(self.text, trigger, attribution, self.sentence),
            trigger=trigger.span,
            type=trigger.type,
            polarity=trigger.polarity,
            certainty=trigger.certainty,
            confidence=trigger.confidence,
            claimant=claimant,
            via=via,
            cue=attribution.cue[0] if attribution and attribution.cue else None,
            actors=actors,
            targets=self._parties(spans["target"], index),
            places=self._places_of(
                [*spans["place"], *self._hit(trigger, spans["target"])], sentence, trigger, attribution
            ),
            time=self._time_of(spans["time"], sentence, attribution),
            quantities=quantities.read(
                self.text,
                spans["quantity"],
                claim_type=trigger.type,
                trigger=trigger.span,
                sentence=sentence,
                pack=self.pack,
            ),
            means=used,
            objects=hit,
            evidence=self._evidence(spans["evidence"]),
            engine=engine,
        )

    def _goes_on(self, claim: Claim) -> bool:
        """Whether a figure counts among those of the claim before ('28 of them were killed')."""
        return any(self._going_on.search(fold(quantity.text)) for quantity in claim.quantities)

    def _by_trigger(self) -> list[dict[Role, list[Span]]]:
        roles: tuple[Role, ...] = ("actor", "target", "place", "time", "quantity", "evidence")
        found: list[dict[Role, list[Span]]] = [{role: [] for role in roles} for _ in self.tags.triggers]
        for argument in self.tags.arguments:
            span = self.tags.mentions[argument.mention].span
            if span not in found[argument.trigger][argument.role]:
                found[argument.trigger][argument.role].append(span)
        linked = {span for by_role in found for span in by_role["quantity"]}
        left = {m.span.start: m.span for m in self.tags.mentions if m.kind == "quantity"}
        for trigger, by_role in zip(self.tags.triggers, found, strict=True):
            next_to = left.get(trigger.span.end + 1)  # 'killed one', where the tagger left the figure alone
            if trigger.type == "loss" and next_to is not None and next_to not in linked:
                by_role["quantity"].append(next_to)
            if trigger.type == "loss" and not by_role["quantity"]:
                new = risen(self.text, trigger.span, self.sentence(trigger.span), self.pack)
                by_role["quantity"] += [span for span in new if span not in linked]
            if trigger.type == "control" and not by_role["actor"]:
                by_role["actor"] += holders(self.text, trigger.span, self.pack)
        return found

    def _spans(self, *roles: Role) -> list[Span]:
        return sorted({span for by_role in self._arguments for role in roles for span in by_role[role]})

    def _parties(self, spans: Sequence[Span], trigger: int) -> tuple[PartyMention, ...]:
        found = []
        for span in spans:
            meant = self._participants.parties(span, trigger)
            names = self.cast.parties(span) if meant is None else meant
            found += [PartyMention(span, span.of(self.text), name) for name in names or (None,)]
        return tuple(found)

    def _resolve_places(self, mentioned: Iterable[Span]) -> dict[Span, PlaceMention]:
        spans = sorted(set(mentioned))
        resolved = places.resolve(
            self.text,
            spans,
            gazetteer=self._around.gazetteer,
            conflicts=self._around.conflicts,
            language=self.pack.code,
        )
        return apart_from_quarters(self.text, dict(zip(spans, resolved, strict=True)), self.pack)

    def _located(self) -> list[PlaceMention]:
        """Places where something is said to happen; a capital that stands for its state is none of them."""
        parties = {m.span for m in self.tags.mentions if m.kind == "party"}
        sources = {s for a in self.tags.attributions for s in a.source}
        happening = set(self._spans("place"))
        words = self.pack.section("parties").get("words", {})
        within = tuple(f" {word} " for key in ("locatives", "inner_owners") for word in words.get(key, ()))

        def names(span: Span) -> bool:
            """Whether the place only says who a source is, and not where it is ('officials in the city')."""
            before = self.text[max(0, span.start - LONGEST_WORD) : span.start]
            return any(span.overlaps(s) for s in sources) and not before.endswith(within)

        return [
            m
            for s, m in self._places.items()
            if is_proper(self.text, s, self.pack)
            if s in happening or not (any(s.overlaps(p) for p in parties) or names(s))
        ]

    def _time_of(self, spans: Sequence[Span], sentence: Span, attribution: Attribution | None) -> When | None:
        """When it happened; else the day that opens the sentence ('On 1 October, the ministry said …').

        A running total is dated by that day too, rather than by the time since when it runs.
        """
        own = next((w for s in spans if (w := self._times.get(s)) is not None), None)
        near = own is not None and own.precision in ("day", "days", "week")
        if attribution is None or not attribution.cue or near:
            return own
        opens = min(span.start for span in (*attribution.cue, *attribution.source))
        dated = [
            when
            for span, when in self._times.items()
            if sentence.start <= span.start and span.end <= opens and when.precision == "day"
        ]
        return dated[-1] if dated else own

    def _places_of(
        self, spans: Sequence[Span], sentence: Span, trigger: Trigger, attribution: Attribution | None
    ) -> tuple[PlaceMention, ...]:
        """Where it happened; else the place that opens the sentence ('In X, residents said …'), one that the
        user told of, one that words stand for."""
        if not spans and attribution is not None and attribution.cue:
            spans = self._opening(sentence, min(s.start for s in (*attribution.cue, *attribution.source)))
        speakers = attribution.source if attribution is not None else ()
        spans = [span for span in spans if span not in speakers]  # 'Damascus refuted it': who, not where
        happened = self._whereabouts.happening(sorted(set(spans)))
        if found := [mention for span in happened if (mention := self._place(span)) is not None]:
            if trigger.type in HAPPENINGS and sentence == self._sentences[0]:
                found = self._whereabouts.narrowed(found, sentence)
            by_name = {mention.name or mention.span: mention for mention in reversed(found)}
            return tuple(sorted(by_name.values(), key=lambda m: m.span))
        told = unmarked_places(self.text, sentence, self._marked, self._around.gazetteer, self.pack.code)
        if told:
            return tuple(self._resolve_places(told).values())
        towns = trigger.type in ("statement", "agreement")  # 'urged all not to meddle in the region'
        meant = self._whereabouts.meant(sentence, trigger.span, only_towns=towns)
        if meant is None and trigger.type in HAPPENINGS:
            told_there = self._whereabouts.told_beside(sentence)
            meant = told_there if told_there and told_there.span not in speakers else None
        return (meant,) if meant is not None else ()

    def _place(self, span: Span) -> PlaceMention | None:
        """The place that a mention names or stands for; None where it only describes one ('a market')."""
        place = self._places[span]
        if place.name is not None and is_proper(self.text, span, self.pack):
            return place
        meant = self._whereabouts.stands_for(span)
        return meant or (place if is_named(self.text, span, self.pack) else None)

    def _opening(self, sentence: Span, before: int) -> list[Span]:
        """The places between the start of `sentence` and the source at `before`, parted from it by a comma."""
        found = [s for s in self._places if sentence.start <= s.start and s.end <= before]
        if not found or not self.text[max(s.end for s in found) : before].lstrip().startswith((",", "،")):
            return []
        opened = self.text[sentence.start : found[0].start].casefold().split()
        return found if len(opened) <= 2 and opened[:1] and opened[0] in self._within else []

    def _hit(self, trigger: Trigger, targets: Sequence[Span]) -> list[Span]:
        """Towns and sites named in what was attacked: 'shelled the Nuseirat refugee camp'."""
        if trigger.type != "attack":
            return []
        return [
            span
            for span, place in self._places.items()
            if place.precision in ("settlement", "exact") and any(target.holds(span) for target in targets)
        ]

    def _resolve_times(self, around: Surroundings) -> dict[Span, When]:
        anchor = date.fromisoformat(self.article.published) if self.article.published else None
        conflict = self._conflict(around.conflicts)
        began = date.fromisoformat(conflict.began) if conflict and conflict.began else None
        found: dict[Span, When] = {}
        previous: When | None = None
        read = partial(times.resolve, self.text, anchor=anchor, pack=self.pack, began=began)
        for span in sorted({m.span for m in self.tags.mentions if m.kind == "time"}):
            when = read(span, previous=previous)
            if when is None:  # 'late Tuesday just days after' is one mention, and only its beginning a time
                within = times.find(self.text, span.start, span.end, self.pack)[:1]
                when = read(within[0], previous=previous) if within and within[0] != span else None
            if when is not None:
                found[span] = previous = when
        return found

    def _conflict(self, conflicts: Sequence[Conflict]) -> Conflict | None:
        """The conflict that the article is about: most of its places lie there, a party of it is named, and its
        day is within the period."""
        day = self.article.published
        countries = Counter(m.country for m in self._places.values() if m.country)
        spans = [mention.span for mention in self.tags.mentions if mention.kind == "party"]
        best, most = None, sum(countries.values()) / 2
        for conflict in conflicts:
            start, end = conflict.period
            if day is not None and ((start and day < start) or (end and day > end)):
                continue
            parties = {party.name for party in conflict.parties}
            count = sum(countries[code] for code in conflict.countries)
            if count > most and any(self.cast.party(span) in parties for span in spans):
                best, most = conflict, count
        return best

    def _evidence(self, spans: Sequence[Span]) -> tuple[EvidenceMention, ...]:
        found = []
        for span in spans:
            kinds = means.find_evidence(self.text, span.start, span.end, self.pack)
            if kinds:
                found.append(replace(kinds[0], span=span, text=span.of(self.text)))
        return tuple(found)

    def _is_reciprocal(self, sentence: Span) -> bool:
        words = sentence.of(self.text).casefold()
        return any(word in words for word in self.pack.section("claims").get("reciprocals", ()))
