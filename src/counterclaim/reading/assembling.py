"""Drafts of articles into the nouns: passages, language, inferred dates, ids, the document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from counterclaim.model import Article, Document, Link, Passage, Span, instant
from counterclaim.reading.items import Overrides
from counterclaim.reading.languages import SAMPLE, detect
from counterclaim.reading.printed import inferred_date


@dataclass(slots=True)
class Draft:
    """An article while it is read. `passages` are in order and hold no boilerplate."""

    start: int
    end: int
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    published_span: Span | None = None
    language: str | None = None
    credit: str | None = None
    url: str | None = None
    passages: list[Passage] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of one format gives: text, articles in order, boilerplate lines, charset.

    `url` is the normalised http address that the page or record gives for itself, `identity` what it names
    itself by where it gives none.
    """

    text: str
    drafts: list[Draft]
    boilerplate: list[Span]
    charset: str | None
    identity: str | None = None
    url: str | None = None


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Name and version of what makes `text`: this package and resiliparse."""
    names = []
    for name in ("counterclaim", "resiliparse"):
        try:
            names.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            names.append(name)
    return ", ".join(names)


def document_id(identity: str, text: str) -> str:
    """`d_` and 16 hexadecimal figures of the SHA-256 of `identity` and `text`.

    `identity` is the normalised address or what a record names itself by; a path is none, so that moving a
    file changes nothing.
    """
    return "d_" + _digest(identity, text)


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


def assemble(
    reading: Reading,
    *,
    address: str,
    url: str | None,
    identity: str,
    media_type: str,
    raw: bytes,
    overrides: Overrides,
    now: datetime,
) -> Document:
    """The document of `reading`; `overrides` take the place of what the page says of each article."""
    text = reading.text
    document = document_id(identity, text)
    printed = [d.published for d in reading.drafts if d.published]
    articles = []
    for draft in reading.drafts:
        spans = [passage.span for passage in draft.passages]
        published, span, inferred = draft.published, draft.published_span, False
        if overrides.published:
            published, span = overrides.published, None
        elif published is None:
            body = [p.span for p in draft.passages if p.kind == "paragraph"]
            told = inferred_date(text, body or spans, _nearest(reading.drafts, draft) or printed, now.date())
            if told is not None:
                published, span, inferred = *told, True
        articles.append(
            Article(
                id="a_" + _digest(document, str(draft.start)),
                span=Span(draft.start, draft.end),
                title=draft.title,
                outlet=overrides.outlet or draft.outlet,
                author=draft.author,
                published=published,
                published_inferred=inferred,
                published_span=span,
                language=overrides.language or _language(text, spans, draft.language),
                credit=draft.credit,
                url=draft.url,
                passages=tuple(draft.passages),
                links=tuple(draft.links),
            )
        )
    return Document(
        id=document,
        address=address,
        url=url,
        media_type=media_type,
        charset=reading.charset,
        retrieved=instant(now),
        sha256=hashlib.sha256(raw).hexdigest(),
        reader=reader_version(),
        text=text,
        articles=tuple(articles),
        boilerplate=tuple(reading.boilerplate),
        raw=raw,
    )


def _nearest(drafts: Sequence[Draft], draft: Draft) -> list[str]:
    """Printed dates of the articles just above and below `draft`, of which a page's order is made."""
    index = next(i for i, other in enumerate(drafts) if other is draft)
    above = next((d.published for d in reversed(drafts[:index]) if d.published), None)
    below = next((d.published for d in drafts[index + 1 :] if d.published), None)
    return [day for day in (above, below) if day]


_CODE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")


def _language(text: str, spans: Iterable[Span], declared: str | None) -> str | None:
    """The language of the passages as found; as declared by the page where too little of them tells."""
    sample: list[str] = []
    length = 0
    for span in spans:
        sample.append(span.of(text))
        length += span.end - span.start
        if length > SAMPLE:
            break
    if (found := detect("\n".join(sample))) is not None:
        return found
    match = _CODE.match(declared or "")
    return match.group().lower() if match else None
