"""Other figures of the same happening: 'the army says 100 were killed; the committee says 104'.

A source whose words are a figure alone, or a word like 'toll' or 'number' with one, counts what the loss, the
forces or the displaced just before it count: its claim is that one with its own figure. The words are `restating`
in the pack's `claims.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from counterclaim.extracting.claims import Assembly
from counterclaim.extracting.identity import claim_id
from counterclaim.extracting.lexicon import lexemes
from counterclaim.extracting.numbers import Number, reader
from counterclaim.extracting.tags import Attribution
from counterclaim.language import fold, load
from counterclaim.model import Claim, Span

COUNTED = frozenset({"loss", "deployment", "displacement"})
"""Types of claims that another source may give another figure for."""

REACH = 1
LONGEST = 12


@lru_cache(maxsize=16)
def _words(code: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load(code).section("claims").get("restating", ()))


def restate(claims: Sequence[Claim], assembly: Assembly) -> list[Claim]:
    """`claims`, one article's in order, with one more for each source that gives only another figure.

    A claim of that source and type without a figure ('put the toll at 55') gives way to it.
    """
    found = list(claims)
    for index, attribution in enumerate(assembly.tags.attributions):
        number = _figure(attribution, assembly)
        if number is None or not attribution.cue:
            continue
        span, figure = number
        before = _counted(found, attribution, span, assembly)
        if before is None:
            continue
        cue = attribution.cue[0]
        if any(c.cue == cue and c.quantities for c in found):
            continue
        found = [c for c in found if c.cue != cue or c.quantities]
        claimants, via = assembly.cast.claimants(index)
        quantity = replace(
            before.quantities[0],
            span=span,
            text=span.of(assembly.text),
            low=figure.low,
            high=figure.high,
            word=figure.word,
            part_of=None,
        )
        found.extend(
            replace(
                before,
                id=claim_id(before.document, span, before.type, claimant.span, 0),
                quote=assembly.sentence(span),
                trigger=span,
                claimant=claimant,
                via=via,
                cue=cue,
                actors=tuple(
                    a for a in before.actors if not any(s.holds(a.span) for s in attribution.source)
                ),
                quantities=(quantity,),
                evidence=(),
            )
            for claimant in claimants
            if claimant.party != before.claimant.party or claimant.name != before.claimant.name
        )
    return sorted(found, key=lambda claim: claim.trigger.start)


def _figure(attribution: Attribution, assembly: Assembly) -> tuple[Span, Number] | None:
    """The only figure of the content, where no word beside it tells of anything else."""
    if len(attribution.content) != 1:
        return None
    content = attribution.content[0]
    words = lexemes(assembly.text, content.start, content.end)
    if not 0 < len(words) <= LONGEST:
        return None
    known, numbers = _words(assembly.pack.code), reader(assembly.pack.code)
    at, figure = 0, None
    while at < len(words):
        read = numbers.read(words, at) if figure is None else None
        if read is not None:
            figure, at = read, read.end
        elif words[at].kind == "w" and words[at].folded not in known:
            return None
        else:
            at += 1
    if figure is None:
        return None
    return Span(words[figure.start].start, words[figure.end - 1].end), figure


def _counted(
    claims: Sequence[Claim], attribution: Attribution, span: Span, assembly: Assembly
) -> Claim | None:
    """The counting claim with a figure that stands last before `span`, in its sentence or the one before."""
    cue = attribution.cue[0]
    for claim in reversed(claims):
        if claim.trigger.start >= span.start or claim.cue == cue:
            continue
        if assembly.distance(claim.trigger, span) > REACH:
            return None
        if claim.type in COUNTED and claim.polarity == "asserted" and claim.quantities:
            return claim
    return None
