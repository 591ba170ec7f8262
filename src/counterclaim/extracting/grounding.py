"""Whether a claim stands in the text: every span inside its article, every kept wording at its span."""

from __future__ import annotations

from typing import Protocol

from counterclaim.model import Claim, Span


class Worded(Protocol):
    """A record of the model that keeps the wording at its span."""

    @property
    def span(self) -> Span | None: ...

    @property
    def text(self) -> str | None: ...


def grounded(claim: Claim, text: str, article: Span) -> bool:
    """Whether every span of `claim` lies in its article and every kept wording stands at its span."""
    worded: list[Worded] = [
        claim.claimant,
        *claim.via,
        *claim.actors,
        *claim.targets,
        *claim.places,
        *claim.quantities,
    ]
    worded += [*claim.means, *claim.objects, *claim.evidence, *([claim.time] if claim.time else [])]
    bare: list[tuple[Span | None, str | None]] = [(s, None) for s in (claim.quote, claim.trigger, claim.cue)]
    for span, wording in [*bare, *((item.span, item.text) for item in worded)]:
        if span is None:
            if wording is not None:
                return False
        elif not article.holds(span) or span.start >= span.end or wording not in (None, span.of(text)):
            return False
    return True
