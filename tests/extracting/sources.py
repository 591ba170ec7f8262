"""Texts whose sources stand in square brackets, and who they are taken for."""

from __future__ import annotations

import re

from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.patterns import attributions
from counterclaim.extracting.tags import Attribution, Tags
from counterclaim.language import load
from counterclaim.model import Article, Passage, Span
from counterclaim.parties import conflict
from counterclaim.parties.registry import Registry

REGISTRY = Registry.load([conflict.load(name) for name in conflict.bundled()])


def marked(text: str) -> tuple[str, list[Span]]:
    """`text` without its square brackets, and what stood in them."""
    plain, spans, at = "", [], 0
    for match in re.finditer(r"\[(.*?)\]", text, re.DOTALL):
        plain += text[at : match.start()]
        spans.append(Span(len(plain), len(plain) + len(match.group(1))))
        plain += match.group(1)
        at = match.end()
    return plain + text[at:], spans


def cast_of(
    text: str,
    sources: list[Span],
    *,
    language: str = "en",
    published: str = "2023-06-01",
    carried: bool = False,
) -> Cast:
    passages = tuple(Passage(Span(m.start(), m.end()), "paragraph") for m in re.finditer(r"[^\n]+", text))
    article = Article(
        "a", Span(0, len(text)), None, None, None, published, False, None, language, None, None, passages
    )
    tags = Tags(attributions=tuple(Attribution((s,), (), (), (), carried=carried) for s in sources))
    return Cast.read(text, article, tags, REGISTRY, load(language))


def claimants(text: str, language: str = "en", published: str = "2023-06-01") -> list[list[str]]:
    plain, spans = marked(text)
    cast = cast_of(plain, spans, language=language, published=published)
    return [[claimant.name for claimant in cast.claimants(i)[0]] for i in range(len(spans))]


def parties(text: str, language: str = "en", published: str = "2023-06-01") -> list[str | None]:
    plain, spans = marked(text)
    cast = cast_of(plain, [], language=language, published=published)
    return [cast.party(span) for span in spans]


def said(text: str) -> list[tuple[list[str], list[str]]]:
    """Claimants and relays of each attribution that the English pack finds in `text`."""
    found = attributions.find(text, [Passage(Span(0, len(text)), "paragraph")], load("en"))
    article = Article(
        "a", Span(0, len(text)), None, None, None, None, False, None, "en", None, None,
        (Passage(Span(0, len(text)), "paragraph"),),
    )  # fmt: skip
    cast = Cast.read(text, article, Tags(attributions=found), REGISTRY, load("en"))
    return [
        ([c.party for c in one], [c.name for c in via]) for one, via in map(cast.claimants, range(len(found)))
    ]
