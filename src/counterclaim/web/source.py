"""An article as text with its claims marked: what the pages of articles and claims share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.ledger import ClaimFilter, Ledger
from counterclaim.ledger.sources_reading import SourceArticle
from counterclaim.model import Link, Span
from counterclaim.web import layers, wording
from counterclaim.web.marking import Line, lines
from counterclaim.web.wording import Field

Object = Mapping[str, Any]
PART = 200_000
"""Characters of an article that one page shows."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in the list beside its article: where it leads, its line, its fields, and what a person decided."""

    id: str
    href: str
    headline: str
    fields: tuple[Field, ...]
    decision: str | None
    here: bool
    gone: bool
    """No longer extracted: it has no place in the text that can be trusted."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text of an article in `lines`, `part` of `parts`, and its claims. `previous` and `next` are addresses of
    the claims before and after the one in focus; `boilerplate` counts lines that are no article's content."""

    article: SourceArticle
    lines: tuple[Line, ...]
    claims: tuple[Told, ...]
    part: int
    parts: int
    previous: str | None
    next: str | None
    media: tuple[Link, ...]
    numbered: bool


def source(
    ledger: Ledger,
    article: SourceArticle,
    *,
    focus: str | None = None,
    part: int | None = None,
    numbered: bool = False,
    address: str = "/claims/{}",
) -> Source:
    """`article` with its claims marked; `focus`: the id of one of them. Without `part` the one with the focus.

    `numbered`: each word can be picked. `address`: where a claim leads, with `{}` for its id.
    """
    claims = layers.ordered(list(ledger.claims(ClaimFilter(article=article.id, all_versions=True))))
    at = next((index for index, one in enumerate(claims) if one["id"] == focus), None)
    here = claims[at] if at is not None else None
    length = article.span.end - article.span.start
    parts = max(1, -(-length // PART))
    if part is None:
        part = 1 + (here["quote"]["start"] - article.span.start) // PART if here is not None else 1
    part = min(max(part, 1), parts)
    over = article.span
    if parts > 1:
        start = article.span.start + (part - 1) * PART
        over = Span(start, min(start + PART, article.span.end))
    tags = next((one.layers for one in ledger.tags(article.document) if one.article == article.id), None)
    standing = [one for one in claims if not gone(one)]
    marks = layers.marks(standing, tags, here)
    found = lines(article.text, over, marks, article.boilerplate, article.span if numbered else None)
    return Source(
        article=article,
        lines=tuple(found),
        claims=tuple(_told(one, address, here) for one in claims),
        part=part,
        parts=parts,
        previous=_beside(claims, at, -1, address),
        next=_beside(claims, at, 1, address),
        media=tuple(link for link in article.links if link.kind != "link"),
        numbered=numbered,
    )


def gone(claim: Object) -> bool:
    """Whether the newest engine no longer gives the claim."""
    return bool(claim["review"]) and bool(claim["review"].get("queued"))


def _told(claim: Object, address: str, focus: Object | None) -> Told:
    return Told(
        id=claim["id"],
        href=address.format(claim["id"]),
        headline=wording.headline(claim),
        fields=tuple(wording.fields(claim)),
        decision=claim["review"]["decision"] if claim["review"] else None,
        here=focus is not None and focus["id"] == claim["id"],
        gone=gone(claim),
    )


def _beside(claims: Sequence[Object], at: int | None, step: int, address: str) -> str | None:
    """Without a focus 'next' is the first claim."""
    if at is None:
        return address.format(claims[0]["id"]) if claims and step > 0 else None
    return address.format(claims[at + step]["id"]) if 0 <= at + step < len(claims) else None
