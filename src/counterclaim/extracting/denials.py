"""Denials that answer claims, made into denied claims of what they answer.

A bare denial ('called the claims nonsense', 'denied any involvement') answers the claims that another party
asserts just before it, in the same passage or the one before, or that the outlet tells of the denier. Where
the words name whose claims they reject ('the Armenian claims'), only that party's count. A denial that quotes
the claim ('Moscow denied Ukrainian claims that …') is the denier's denied claim beside the other's; 'denied
reports that …' is the denier's alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.extracting.claims import Assembly
from counterclaim.extracting.identity import claim_id
from counterclaim.extracting.patterns.factuality import factuality, of_cue
from counterclaim.extracting.patterns.reporting import lexicon
from counterclaim.extracting.tags import Attribution
from counterclaim.extracting.violence import VIOLENT
from counterclaim.language import tokens
from counterclaim.model import Claim, ClaimType, Span

REACH = 2
"""Sentences back to the first claim that a denial can answer; from there the run of that party's claims."""

MOST = 4


def answer_denials(claims: Sequence[Claim], assembly: Assembly) -> list[Claim]:
    """`claims` with each denial that answers something replaced by the claims it denies.

    `claims` are one article's, in order. A bare denial that answers nothing stays as it is. Denied claims
    that answer a bare denial carry no figures: the denier named none. No denied statement stays beside
    denied happenings of the same words. Who 'dismissed the claims, calling them nonsense' denies them once.
    """
    bare = {a.cue[0]: a for a in assembly.tags.attributions if a.bare_denial and a.cue}
    kept: list[Claim] = []
    settled: set[Span] = set()
    every = [_freed(claim, bare, assembly) for claim in _with_quoted(claims, assembly)]
    for claim in every:
        if claim.cue in settled:
            continue
        rejects = claim.type == "statement" or claim.polarity == "denied"
        denial = bare.get(claim.cue) if claim.cue is not None and rejects else None
        answered = (
            _answered(claim, denial, [*kept, *_beside(claim, every, assembly)], assembly) if denial else []
        )
        if answered and claim.cue is not None:
            settled.add(claim.cue)
            kept = [one for one in kept if one.cue != claim.cue]
            denied = {(one.quote, one.type, one.claimant.name) for one in kept if one.polarity == "denied"}
            kept.extend(one for one in answered if (one.quote, one.type, one.claimant.name) not in denied)
            continue
        kept.append(claim)
    happenings = {
        c.cue for c in kept if c.polarity == "denied" and c.type != "statement" and c.cue is not None
    }
    return [c for c in kept if c.type != "statement" or c.polarity == "asserted" or c.cue not in happenings]


def _whose(denial: Attribution, assembly: Assembly) -> set[str]:
    """The parties whose claims the words of a bare denial reject ('the Armenian claims')."""
    return {
        party
        for content in denial.content
        for word in tokens(assembly.text, content.start, content.end)
        if assembly.text[word.start].isupper() and (party := assembly.cast.party(Span(word.start, word.end)))
    }


def _beside(denial: Claim, claims: Sequence[Claim], assembly: Assembly) -> list[Claim]:
    """Claims behind the denial in its sentence: 'X blamed Y, which denied responsibility, for the attack'."""
    return [
        claim
        for claim in claims
        if claim.trigger.start > denial.trigger.start
        and claim.cue is not None
        and denial.cue is not None
        and claim.cue.start < denial.cue.start
        and assembly.distance(denial.trigger, claim.trigger) == 0
    ]


def _freed(claim: Claim, bare: Mapping[Span, Attribution], assembly: Assembly) -> Claim:
    """`claim` asserted where what seemed to negate it is another's denial in between ('Y, which denied it,')."""
    if claim.polarity == "asserted" or claim.cue is None or claim.cue in bare:
        return claim
    between = [
        cue
        for cue in bare
        if claim.cue.end <= cue.start
        and cue.end <= claim.trigger.start
        and assembly.distance(cue, claim.trigger) == 0
        and "," in assembly.text[bare[cue].content[-1].end : claim.trigger.start]
    ]
    return replace(claim, polarity="asserted") if between and not _denies(claim.cue, assembly) else claim


def _denies(cue: Span, assembly: Assembly) -> bool:
    return of_cue(factuality(assembly.pack), list(tokens(assembly.text, cue.start, cue.end)))[0] == "denied"


def _blamed(denial: Attribution, assembly: Assembly) -> bool:
    """Whether the denier rejects blame ('any involvement') and not what another says ('the claim')."""
    words = lexicon(assembly.pack)
    return words is not None and any(
        word.folded in words.classes["blame"]
        for content in denial.content
        for word in tokens(assembly.text, content.start, content.end)
    )


def _accused(party: str, claim: Claim) -> bool:
    """Whether a claim can be laid at the door of `party`: it is the doer, or no doer is known."""
    doers = {actor.name for actor in claim.actors if actor.name}
    return party in doers or not doers


def _own(denial: Claim, before: Sequence[Claim], assembly: Assembly) -> list[Claim]:
    """What the denial's own sentence says that the denier is accused of ('hit out at X for accusing it of …, dismissing
    his comments'), the last first: then it answers nothing of the sentences before."""
    return [
        claim
        for claim in reversed(before)
        if claim.type in VIOLENT
        and claim.polarity == "asserted"
        and claim.trigger.end <= denial.trigger.start
        and assembly.distance(claim.trigger, denial.trigger) == 0
        and denial.claimant.party in {actor.name for actor in claim.actors}
    ][:MOST]


def _answered(
    denial: Claim, attribution: Attribution, before: Sequence[Claim], assembly: Assembly
) -> list[Claim]:
    named = {p for m in (*denial.targets, *denial.actors) if (p := m.name)} | _whose(attribution, assembly)
    blamed = _blamed(attribution, assembly)
    named -= {denial.claimant.party}
    found = _own(denial, before, assembly)
    for claim in reversed(before) if not found else ():
        if len(found) == MOST or assembly.distance(claim.trigger, denial.trigger) > REACH + len(found):
            break
        party = claim.claimant.party
        if claim.polarity == "denied" or party == denial.claimant.party:
            continue
        if party == "outlet" and denial.claimant.party not in {actor.name for actor in claim.actors}:
            continue
        if (named and party not in named) or (found and party != found[0].claimant.party):
            continue
        if blamed and not _accused(denial.claimant.party, claim):
            continue
        if claim.type != "statement":
            found.append(claim)
    kinds: dict[ClaimType, Claim] = {}
    for claim in reversed(found):
        kinds.setdefault(claim.type, claim)
    return [_denied(denial, claim) for claim in kinds.values()]


def _denied(denial: Claim, answered: Claim) -> Claim:
    span: Span | None = denial.claimant.span
    return replace(
        denial,
        id=claim_id(denial.document, denial.trigger, answered.type, span, 0),
        type=answered.type,
        polarity="denied",
        actors=answered.actors,
        targets=answered.targets,
        places=answered.places,
        time=answered.time,
        means=answered.means,
        objects=answered.objects,
        quantities=(),
        evidence=(),
    )


def _with_quoted(claims: Sequence[Claim], assembly: Assembly) -> Iterator[Claim]:
    """`claims`, and for each that stands inside a denial of another source the denier's denied one."""
    deniers = _deniers(assembly)
    for claim in claims:
        outer = deniers.get(claim.cue) if claim.cue is not None else None
        if outer is None or claim.polarity == "denied":
            yield claim
            continue
        denier = assembly.cast.claimants(outer)[0][0]
        if claim.claimant.party != "unnamed":
            yield claim
        if denier.party != claim.claimant.party:
            yield replace(
                claim,
                id=claim_id(claim.document, claim.trigger, claim.type, denier.span, 0),
                polarity="denied",
                certainty="certain",
                claimant=denier,
                via=(),
                cue=assembly.tags.attributions[outer].cue[0],
            )


def _deniers(assembly: Assembly) -> dict[Span, int]:
    """Cue of an attribution → index of the denial whose content it stands in."""
    attributions = assembly.tags.attributions
    denials = [
        (i, a)
        for i, a in enumerate(attributions)
        if a.cue and not a.bare_denial and _denies(a.cue[0], assembly)
    ]
    return {
        inner.cue[0]: index
        for inner in attributions
        if inner.cue
        for index, outer in denials
        if any(content.holds(inner.cue[0]) for content in outer.content)
    }
