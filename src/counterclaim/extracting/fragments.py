"""Arguments that are pieces of something else, as a trained tagger leaves them.

Nobody is both the doer and the sufferer of one happening, no party is a piece of its place's name or the attack
itself, and no noun phrase is a mere article or ends with the word that leads to the next one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from counterclaim.extracting.tags import Argument, Mention, Role, Tags
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.model import Span

_PARTIES: frozenset[Role] = frozenset({"actor", "target"})


class _Words(NamedTuple):
    """Folded words that end no noun phrase, and those that are none alone."""

    leading: frozenset[str]
    empty: frozenset[str]


def without_fragments(text: str, tags: Tags, pack: Pack) -> Tags:
    """`tags` whose parties and places end with a word of their own ('the army and' → 'the army'), and without the
    arguments that are pieces: mere articles, words of the place's name, an attack, the target that is the actor."""
    words = _words(pack.code)
    mentions = tuple(_trimmed(text, mention, words) for mention in tags.mentions)
    acting = {(a.trigger, mentions[a.mention].span) for a in tags.arguments if a.role == "actor"}
    attacks = [trigger.span for trigger in tags.triggers if trigger.type == "attack"]
    parties = {mention.span for mention in mentions if mention.kind == "party"}
    places: dict[int, list[Span]] = {}
    for argument in tags.arguments:
        if argument.role == "place":
            places.setdefault(argument.trigger, []).append(mentions[argument.mention].span)

    def whole(argument: Argument) -> bool:
        span = mentions[argument.mention].span
        if argument.role not in _PARTIES:
            return True
        if argument.role == "target" and (argument.trigger, span) in acting:
            return False
        bare = _bare(text, span, words.empty)
        if bare is None or any(
            place.holds(bare) and place != span for place in places.get(argument.trigger, ())
        ):
            return False
        named = any(bare.holds(other) and other != span for other in parties)
        return named or not any(attack.holds(bare) and attack.end == bare.end for attack in attacks)

    return replace(tags, mentions=mentions, arguments=tuple(filter(whole, tags.arguments)))


@lru_cache(maxsize=16)
def _words(code: str) -> _Words:
    pack = load(code)
    words = pack.section("parties").get("words", {})
    articles = pack.section("quantities").get("nouns", {}).get("articles", ())
    return _Words(
        frozenset(
            fold(word) for key in ("conjunctions", "inner_owners", "owners") for word in words.get(key, ())
        ),
        frozenset(map(fold, (*articles, *words.get("name_prefixes", ()), *words.get("inner_owners", ())))),
    )


def _trimmed(text: str, mention: Mention, words: _Words) -> Mention:
    """`mention` without the words at its end that lead on to another; unchanged where nothing would be left."""
    if mention.kind not in ("party", "place"):
        return mention
    found = list(tokens(text, mention.span.start, mention.span.end))
    size = len(found)
    while size and found[size - 1].folded in words.leading:
        size -= 1
    if not size or size == len(found):
        return mention
    return replace(mention, span=Span(mention.span.start, found[size - 1].end))


def _bare(text: str, span: Span, empty: Collection[str]) -> Span | None:
    """`span` without the articles and the like that open it; None where nothing else is in it."""
    start = next(
        (token.start for token in tokens(text, span.start, span.end) if token.folded not in empty), None
    )
    return None if start is None else Span(start, span.end)
