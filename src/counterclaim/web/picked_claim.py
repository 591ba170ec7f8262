"""A claim that a person picked word by word, resolved as the engine resolves what a tagger gives it.

The person says which words play which part; names, places, days and figures follow from them by the same
rules as for the engine's claims, so that both can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.extracting.claims import Assembly, Surroundings
from counterclaim.extracting.grounding import grounded
from counterclaim.extracting.identity import claim_id
from counterclaim.extracting.tags import Argument, Attribution, Mention, MentionKind, Role, Tags, Trigger
from counterclaim.extracting.world import World
from counterclaim.language import Pack, load, sentences
from counterclaim.model import (
    Article,
    Certainty,
    Claim,
    Claimant,
    ClaimType,
    Document,
    PartyMention,
    PlaceMention,
    Polarity,
    Span,
)
from counterclaim.view import ClaimObject, claim_object

ENGINE = "person 1"
"""What stands as the engine of a claim that a person made."""

_KINDS: dict[Role, MentionKind] = {
    "actor": "party", "target": "party", "place": "place", "time": "time", "quantity": "quantity",
    "evidence": "evidence",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """The words of a claim, as spans of the document's text. No `source`: the outlet says it itself."""

    trigger: Span
    type: ClaimType
    polarity: Polarity = "asserted"
    certainty: Certainty = "certain"
    source: Span | None = None
    via: Span | None = None
    cue: Span | None = None
    actors: Sequence[Span] = ()
    targets: Sequence[Span] = ()
    places: Sequence[Span] = ()
    times: Sequence[Span] = ()
    quantities: Sequence[Span] = ()
    evidence: Sequence[Span] = ()


def sentences_of(document: Document, article: Article) -> list[Span]:
    """The sentences of an article's blocks, in order; blocks whole where its language is not known."""
    found: list[Span] = []
    for block in article.passages:
        if article.language is None:
            found.append(block.span)
        else:
            found += sentences(document.text, block.span.start, block.span.end, article.language)
    return found


def picked_claim(document: Document, article: Article, picked: Picked, world: World) -> ClaimObject:
    """The claim object of what was picked. Its id is as for a claim of the engine with these words.

    SettingsError where a part lies outside the article or is empty.
    """
    parts = [picked.trigger, *_parts(picked), *filter(None, (picked.source, picked.via, picked.cue))]
    if any(not article.span.holds(span) or span.start >= span.end for span in parts):
        raise SettingsError("every part of a claim must be words of the article")
    claim = _resolved(document, article, picked, world) or _plain(document, article, picked)
    claim = replace(claim, type=picked.type, polarity=picked.polarity, certainty=picked.certainty)
    claim = replace(claim, confidence=1.0, engine=ENGINE)
    identity = claim_id(document.id, claim.trigger, claim.type, claim.claimant.span, 0)
    return claim_object(replace(claim, id=identity), document, article)


def _parts(picked: Picked) -> list[Span]:
    return [span for spans in _roles(picked).values() for span in spans]


def _roles(picked: Picked) -> dict[Role, Sequence[Span]]:
    return {
        "actor": picked.actors, "target": picked.targets, "place": picked.places, "time": picked.times,
        "quantity": picked.quantities, "evidence": picked.evidence,
    }  # fmt: skip


def _resolved(document: Document, article: Article, picked: Picked, world: World) -> Claim | None:
    """By the engine's own rules; None where they give no claim with this trigger."""
    try:
        pack = load(article.language) if article.language else None
    except UnknownNameError:
        pack = None
    if pack is None:
        return None
    around = Surroundings(world.registry, world.gazetteer, world.conflicts)
    assembly = Assembly(document.text, article, _tags(document, article, picked, pack), pack, around)
    for claim in assembly.claims(document.id, ENGINE):
        if claim.trigger == picked.trigger and grounded(claim, document.text, article.span):
            if picked.source is None:
                return replace(claim, claimant=Claimant("outlet", "outlet"), via=(), cue=None)
            return claim
    return None


def _tags(document: Document, article: Article, picked: Picked, pack: Pack) -> Tags:
    mentions = {Mention(span, _KINDS[role]): role for role, spans in _roles(picked).items() for span in spans}
    order = list(mentions)
    attributions: tuple[Attribution, ...] = ()
    if picked.source is not None:
        sentence = _sentence(document, article, picked.trigger)
        carried = not sentence.overlaps(picked.source)
        after = [
            s.end for s in (picked.source, picked.cue) if s is not None and s.end <= picked.trigger.start
        ]
        before = [
            s.start for s in (picked.source, picked.cue) if s is not None and s.start >= picked.trigger.end
        ]
        content = Span(max([sentence.start, *after]), min([max(sentence.end, picked.trigger.end), *before]))
        attributions = (
            Attribution(
                (picked.source,),
                _some(picked.via),
                _some(picked.cue),
                (_bare(document.text, content),),
                carried,
            ),
        )
    trigger = Trigger(
        picked.trigger, picked.type, picked.polarity, picked.certainty, 0 if attributions else None
    )
    roles = tuple(Argument(0, order.index(mention), role) for mention, role in mentions.items())
    return Tags(attributions, (trigger,), tuple(order), roles)


def _some(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _bare(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",،:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,،:"):
        end -= 1
    return Span(start, end) if start < end else span


def _sentence(document: Document, article: Article, trigger: Span) -> Span:
    """The sentence of the trigger; the trigger itself outside all blocks."""
    touched = [s for s in sentences_of(document, article) if s.overlaps(trigger)]
    return Span(min(s.start for s in touched), max(s.end for s in touched)) if touched else trigger


def _plain(document: Document, article: Article, picked: Picked) -> Claim:
    """The words alone, nothing resolved: for a language that nothing is known of."""
    text = document.text

    def party(span: Span) -> PartyMention:
        return PartyMention(span, span.of(text), None)

    claimant = Claimant("outlet", "outlet")
    if picked.source is not None:
        words = picked.source.of(text)
        claimant = Claimant(words, words, picked.source, words)
    return Claim(
        id="",
        document=document.id,
        article=article.id,
        quote=_sentence(document, article, picked.trigger),
        trigger=picked.trigger,
        type=picked.type,
        polarity=picked.polarity,
        certainty=picked.certainty,
        confidence=1.0,
        claimant=claimant,
        via=(),
        cue=picked.cue,
        actors=tuple(map(party, picked.actors)),
        targets=tuple(map(party, picked.targets)),
        places=tuple(
            PlaceMention(span, span.of(text), None, None, None, None, "settlement") for span in picked.places
        ),
        time=None,
        quantities=(),
        means=(),
        objects=(),
        evidence=(),
        engine=ENGINE,
    )
