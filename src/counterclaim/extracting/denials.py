"""A bare denial ('called the claims nonsense') becomes denied claims of what it answers.

What it answers: the claims that another party asserts just before it, in the same passage or the one
before. Where the words name whose claims they reject ('the Armenian claims'), only that party's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extracting.claims import Assembly
from counterclaim.extracting.identity import claim_id
from counterclaim.model import Claim, ClaimType, Span

REACH = 2
"""Sentences back to the first claim that a denial can answer; from there the run of that party's claims."""

MOST = 4


def answer_denials(claims: Sequence[Claim], assembly: Assembly) -> list[Claim]:
    """`claims` with each bare denial replaced by the claims it denies, where there are any before it.

    `claims` are one article's, in order. A denial that answers nothing stays a denied statement. The
    denied claims carry no figures: the denier named none.
    """
    bare = {
        (attribution.cue[0], index)
        for index, attribution in enumerate(assembly.tags.attributions)
        if attribution.bare_denial and attribution.cue
    }
    cues = {cue for cue, _ in bare}
    kept: list[Claim] = []
    for claim in claims:
        answered = _answered(claim, kept, assembly) if claim.cue in cues and claim.type == "statement" else []
        if not answered:
            kept.append(claim)
        kept.extend(answered)
    return kept


def _answered(denial: Claim, before: Sequence[Claim], assembly: Assembly) -> list[Claim]:
    named = {p for m in (*denial.targets, *denial.actors) if (p := m.name) and p != denial.claimant.party}
    found: list[Claim] = []
    for claim in reversed(before):
        if len(found) == MOST or assembly.distance(claim.trigger, denial.trigger) > REACH + len(found):
            break
        party = claim.claimant.party
        if claim.polarity == "denied" or party in (denial.claimant.party, "outlet"):
            continue
        if (named and party not in named) or (found and party != found[0].claimant.party):
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
