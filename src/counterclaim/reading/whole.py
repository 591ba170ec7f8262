"""A document taken as one article, nothing left out: for tagging a text as it stands."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Article, Document, Passage, Span
from counterclaim.reading import languages
from counterclaim.reading.lines import logical_lines

HEADLINE = 120
"""A first line of fewer characters, without a full stop, is a heading."""


def as_one_article(document: Document, language: str | None = None) -> Document:
    """`document` with one article over its whole text: every paragraph a passage, no boilerplate.

    The language is the given one, else the first article's, else what the text looks like.
    """
    text = document.text
    known = language or next((a.language for a in document.articles if a.language), None)
    passages: list[Passage] = []
    for line in logical_lines(text):
        first = not passages and len(line.text) < HEADLINE and line.text.rstrip()[-1:] not in '.!?…”"»'
        passages.append(Passage(line.span, "heading" if first else "paragraph"))
    head = document.articles[0] if document.articles else None
    article = Article(
        id=head.id if head else document.id,
        span=Span(0, len(text)),
        title=head.title if head else None,
        outlet=head.outlet if head else None,
        author=None,
        published=head.published if head else None,
        published_inferred=False,
        published_span=None,
        language=known or languages.detect(text),
        credit=None,
        url=document.url,
        passages=tuple(passages),
    )
    return replace(document, articles=(article,), boilerplate=())
