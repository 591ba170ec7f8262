"""Claims of a text whose tags are written by hand, in the form of the corpus: what a trained tagger gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from counterclaim.extracting.extraction import resolve
from counterclaim.extracting.tags import (
    Argument,
    ArticleTags,
    Attribution,
    Mention,
    MentionKind,
    Role,
    Tags,
    Trigger,
)
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.model import Claim, Document, Span
from counterclaim.reading import Item, Overrides, read_item

PUBLISHED = "2023-05-19"
"""A Friday."""

Row = Mapping[str, Any]


def span(text: str, wording: str) -> Span:
    """Where `wording` stands; 'word#2' is its second occurrence."""
    word, mark, number = wording.rpartition("#")
    word, count = (word, int(number)) if mark else (wording, 1)
    at = -1
    for _ in range(count):
        at = text.index(word, at + 1)
    return Span(at, at + len(word))


def tags_of(text: str, attributions: Sequence[Row], claims: Sequence[Row]) -> Tags:
    """Rows as in the corpus, with what is usual left out: asserted, certain, the outlet's, no arguments."""
    said = tuple(
        Attribution(
            source=_spans(text, row, "source"),
            via=_spans(text, row, "via"),
            cue=_spans(text, row, "cue"),
            content=_spans(text, row, "content"),
            bare_denial=bool(row.get("bare")),
        )
        for row in attributions
    )
    triggers, mentions, arguments = [], dict[Mention, int](), []
    for row in sorted(claims, key=lambda row: span(text, row["trigger"])):
        polarity, certainty = row.get("polarity", "asserted"), row.get("certainty", "certain")
        triggers.append(
            Trigger(span(text, row["trigger"]), row["type"], polarity, certainty, row.get("attribution"))
        )
        for role in get_args(Role):
            kind: MentionKind = "party" if role in ("actor", "target") else role
            for wording in row.get(role, ()):
                mention = Mention(span(text, wording), kind)
                arguments.append(
                    Argument(len(triggers) - 1, mentions.setdefault(mention, len(mentions)), role)
                )
    return Tags(said, tuple(triggers), tuple(mentions), tuple(arguments))


def _spans(text: str, row: Row, key: str) -> tuple[Span, ...]:
    return tuple(span(text, wording) for wording in row.get(key, ()))


def claims_of_tags(
    text: str,
    claims: Sequence[Row],
    attributions: Sequence[Row] = (),
    language: str = "en",
    published: str = PUBLISHED,
) -> tuple[Claim, ...]:
    """The claims of `text`, read as plain text, whose tags are the rows given."""
    document = read_item(
        Item("text.txt", "bytes", text.encode()), Overrides(published=published, language=language)
    )
    assert isinstance(document, Document)
    assert document.text == text
    (article,) = document.articles
    tags = ArticleTags(article.id, "hand", "1", tags_of(text, attributions, claims))
    return resolve(document, [tags], world=open_world(WorldSpec()))[0]
