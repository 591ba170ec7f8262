"""Names inside the noun phrases that tell where: 'the town of X in Y province', 'X, Y and Z'.

A tagger may mark a phrase as it stands; what is looked up is each name in it. A country behind a narrower name
('Zawra, Syria') is left out. A phrase without a name stays: it may stand for a place named before ('the town').
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from counterclaim.extracting.tags import Argument, Mention, Tags
from counterclaim.gazetteer import Gazetteer
from counterclaim.gazetteer.clues import Clues, clues
from counterclaim.gazetteer.matches import genitive
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.model import Span

_BEFORE = 40
"""Characters before a phrase that tell the finder of names how it is used ('in', 'near')."""


def name_places(text: str, tags: Tags, gazetteer: Gazetteer, pack: Pack) -> Tags:
    """`tags` with a mention for each name of a place in the place of the phrase that holds it."""
    inner = {
        index: names
        for index, mention in enumerate(tags.mentions)
        if mention.kind == "place"
        and (names := _names(text, mention.span, gazetteer, pack)) != [mention.span]
    }
    if not inner:
        return tags
    mentions: list[Mention] = []
    place: dict[int, list[int]] = {}
    known: dict[Mention, int] = {}
    for index, mention in enumerate(tags.mentions):
        for span in inner.get(index, [mention.span]):
            one = replace(mention, span=span)
            if one not in known:
                known[one] = len(mentions)
                mentions.append(one)
            place.setdefault(index, []).append(known[one])
    arguments = dict.fromkeys(
        Argument(a.trigger, mention, a.role) for a in tags.arguments for mention in place[a.mention]
    )
    return replace(tags, mentions=tuple(mentions), arguments=tuple(arguments))


def is_named(text: str, span: Span, pack: Pack) -> bool:
    """Whether the phrase can hold a name: a capital, and not of a people alone; where the script has none, a word
    that does more than describe."""
    clue = clues(pack.code)
    if clue.cased:
        numbered = re.search(r"\b[^\W\d_]\w* \d", span.of(text)) is not None  # 'Bridge 27'
        return numbered or _run(text, span, clue) is not None
    words = [token.folded for token in tokens(text, span.start, span.end)]
    definite = _definite(pack.code)
    common = bool(words) and any(
        base in _common(pack.code) or any(base.removeprefix(d) in _common(pack.code) for d in definite)
        for base, _ in clue.bases(words[0])
    )
    if len(words) == 2 and common:
        first, second = (word.startswith(definite) for word in words)
        return first != second  # 'the road of X', not 'the dirt road'
    return len(words) > 1 or not common


@lru_cache(maxsize=16)
def _definite(code: str) -> tuple[str, ...]:
    """Beginnings of words with the article."""
    return tuple(map(fold, load(code).section("quantities").get("nouns", {}).get("definite", ())))


@lru_cache(maxsize=16)
def _common(code: str) -> frozenset[str]:
    return frozenset(map(fold, load(code).section("claims").get("place_common", ())))


def is_proper(text: str, span: Span, pack: Pack) -> bool:
    """Whether the phrase is written as one that names a place: by a name or a people ('Armenian airspace')."""
    opening = _openers(pack.code)
    return not clues(pack.code).cased or any(
        text[token.start].isupper() and token.folded not in opening
        for token in tokens(text, span.start, span.end)
    )


@lru_cache(maxsize=16)
def _openers(code: str) -> frozenset[str]:
    """Words that open a phrase and name nothing ('the', 'its')."""
    section = load(code).section("claims")
    words = [
        *section.get("places_beside", {}).get("articles", ()),
        *section.get("place_anaphors", {}).get("openers", ()),
    ]
    return frozenset(map(fold, words))


def _names(text: str, span: Span, gazetteer: Gazetteer, pack: Pack) -> list[Span]:
    """The names in the phrase at `span`, in order; `span` itself where there is none."""
    if not any(mark in span.of(text) for mark in " ,،/\n\u00a0"):
        return [span]
    clue = clues(pack.code)
    start = max(0, span.start - _BEFORE)
    if start:
        start = next((at + 1 for at in range(start, span.start) if text[at].isspace()), span.start)
    start = max(start, text.rfind("\n", start, span.start) + 1)
    found = [
        Span(max(s.start, span.start), s.end)
        for s in gazetteer.find(text, start, span.end, pack.code)
        if s.end > span.start
    ]
    if not clue.cased:
        return _narrowest(text, found, gazetteer, pack) or [span]
    runs = [Span(*bounds) for bounds in _parts(text, span, pack)] if found else [span]
    unknown = [
        run
        for part in runs
        if not any(part.overlaps(s) for s in found) and (run := _run(text, part, clue)) is not None
    ]
    return sorted([*_narrowest(text, found, gazetteer, pack), *unknown]) or [span]


def _narrowest(text: str, found: Sequence[Span], gazetteer: Gazetteer, pack: Pack) -> list[Span]:
    """`found` without what only says where the place beside it lies: a country ('Zawra, Syria', 'Zawra in Syria',
    'Syria's city of Zawra'), and the town of 'the Zawra suburb of Zuha'."""
    joint = _joint(pack.code)
    holders = set[Span]()
    for one, other in itertools.pairwise(found):
        if joint.search(text, one.end, other.start) is not None:
            continue
        if _is_country(text, other, gazetteer):
            holders.add(other)
        elif _is_country(text, one, gazetteer) or _owns(text, one, other, pack):
            holders.add(one)
    return [span for span in found if span not in holders] or list(found)


def _is_country(text: str, span: Span, gazetteer: Gazetteer) -> bool:
    """Whether the name is a country's, or its genitive without the apostrophe."""
    name = span.of(text)
    owners = (gazetteer.place(one) for one in genitive(gazetteer, fold(name)))
    return any(p is not None and p.kind == "country" for p in [*gazetteer.lookup(name)[:1], *owners])


def _owns(text: str, one: Span, other: Span, pack: Pack) -> bool:
    """Whether a noun and 'of' between two names make the first the place that the second lies in."""
    clue = clues(pack.code)
    between = [token.folded for token in tokens(text, one.end, other.start)]
    linked = len(between) > 1 and between[-1] in _links(pack.code)
    return linked and any(word in clue.nouns for word in between[:-1])


@lru_cache(maxsize=16)
def _links(code: str) -> frozenset[str]:
    return frozenset(map(fold, load(code).section("quantities").get("nouns", {}).get("links", ())))


def _parts(text: str, span: Span, pack: Pack) -> list[tuple[int, int]]:
    """The members of a list with a conjunction; none where the phrase lists nothing."""
    cuts = [m.span() for m in _joint(pack.code).finditer(text, span.start, span.end)]
    if not cuts:
        return []
    commas = [m.span() for m in re.finditer(r"[,،]\s*", span.of(text))]
    cuts = sorted([*cuts, *((span.start + a, span.start + b) for a, b in commas)])
    edges = [span.start, *itertools.chain.from_iterable(cuts), span.end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _run(text: str, span: Span, clue: Clues) -> Span | None:
    """From the first to the last word of the phrase that is written as a name."""
    words = [
        token
        for token in tokens(text, span.start, span.end)
        if text[token.start].isupper()
        and _is_name(token.folded, clue)
        and not (token.start == span.start and token.folded in clue.functional)
    ]
    if not words:
        return None
    first, last = words[0], words[-1]
    start = first.start
    article = re.search(r"(?<![\w-])[a-z]{1,3}[-’']$", text[span.start : start])
    return Span(start - len(article.group()) if article else start, last.end)


def _is_name(word: str, clue: Clues) -> bool:
    """Whether a word with a capital is likely a name by itself."""
    described = word in clue.adjectives or word in clue.nouns or word in clue.directions
    return len(word) > 1 and not described and word not in _plain(clue) and word not in clue.families


@lru_cache(maxsize=16)
def _plain(clue: Clues) -> frozenset[str]:
    """Words with a capital only because they open a sentence."""
    return clue.common | clue.before_strong | clue.before_weak | clue.parts | clue.lands | clue.never


@lru_cache(maxsize=16)
def _joint(code: str) -> re.Pattern[str]:
    words = load(code).section("claims").get("place_joints", ())
    return re.compile(
        r"(?:\s|^)(?:" + "|".join(re.escape(fold(word)) for word in words) + r")(?:\s|$)"
        if words
        else r"(?!)",
        re.IGNORECASE,
    )
