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
from counterclaim.gazetteer.choosing import kilometres
from counterclaim.gazetteer.clues import Clues, clues
from counterclaim.gazetteer.matches import genitive
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.language.folding import Token
from counterclaim.model import PlaceMention, Span

_BEFORE = 40
"""Characters before a phrase that tell the finder of names how it is used ('in', 'near')."""

_LOOK_BACK = 80
"""Characters before a town in which its quarter may be told."""

_FAR_KM = 30
"""Kilometres from its town at which a place is no quarter of it."""

_DIVISIONS = ("country", "province", "district")

_LONGEST_NAME = 3
"""Words of a quarter's name."""


def name_places(text: str, tags: Tags, gazetteer: Gazetteer, pack: Pack) -> Tags:
    """`tags` with a mention for each name of a place in the place of the phrase that holds it."""
    inner = {
        index: names
        for index, mention in enumerate(tags.mentions)
        if mention.kind == "place"
        and (
            names := _with_quarters(text, _names(text, mention.span, gazetteer, pack), tags, gazetteer, pack)
        )
        != [mention.span]
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


def _with_quarters(text: str, names: list[Span], tags: Tags, gazetteer: Gazetteer, pack: Pack) -> list[Span]:
    """`names`, each behind the quarter or the place beside it that is told right before ('X neighbourhood in Y', 'X,
    west of Y') and that nobody knows."""
    marked = [m for m in tags.mentions if m.kind in ("place", "party")]
    found: list[Span] = []
    for name in names:
        quarter, called = _quarter(text, name, pack)
        if (
            quarter is not None
            and not _is_larger(text, quarter, name, gazetteer)
            and not any(
                quarter.overlaps(m.span)
                for m in marked
                if not (m.span.holds(name) if m.kind == "place" else called)
            )
        ):
            found += [quarter] if not any(quarter.overlaps(one) for one in (*names, *found)) else []
        found.append(name)
    return found


def apart_from_quarters(text: str, places: dict[Span, PlaceMention], pack: Pack) -> dict[Span, PlaceMention]:
    """`places`, without what was found of a name elsewhere for a quarter of a town."""
    found = dict(places)
    for span, town in places.items():
        if town.precision != "settlement":
            continue
        quarter, called = _quarter(text, span, pack)
        place = places.get(quarter) if quarter is not None and called else None
        if place is None or place.lat is None or place.lon is None or town.lat is None or town.lon is None:
            continue
        if kilometres(place.lat, place.lon, town.lat, town.lon) > _FAR_KM:
            found[place.span] = PlaceMention(place.span, place.text, None, None, None, None, "settlement")
    return found


def _is_larger(text: str, one: Span, other: Span, gazetteer: Gazetteer) -> bool:
    """Whether the first name is rather what holds the second ('the X neighbourhood of Y', where X is the town)."""
    name, second = one.of(text), gazetteer.lookup(other.of(text))[:1]
    known = gazetteer.lookup(name)[:1]
    if not known and name.endswith("s"):  # a genitive whose apostrophe is lost
        known = gazetteer.lookup(name[:-1])[:1]
    most = second[0].population if second else 0
    return any(place.kind in _DIVISIONS or place.population > most for place in known)


def _quarter(text: str, name: Span, pack: Pack) -> tuple[Span | None, bool]:
    """The name before `name` of what lies in or beside it, and whether a noun calls it a quarter."""
    nouns, inside, beside = _quarters(pack.code)
    clue = clues(pack.code)
    start = max(0, name.start - _LOOK_BACK)
    words = list(tokens(text, start, name.start))
    if not words or not nouns["inner"] or not clue.cased or not text[words[-1].end : name.start].isspace():
        return None, False
    folded = [word.folded for word in words]
    link = next((n for n in (4, 3, 2, 1) if n < len(words) and tuple(folded[-n:]) in inside | beside), 0)
    if not link:
        return None, False
    lies_in = tuple(folded[-link:]) in inside
    of_it = folded[-link] in _links(pack.code)
    words = words[:-link]
    smaller = nouns["inner"] if of_it else nouns["any"]
    called = bool(words) and words[-1].folded in smaller and text[words[-1].start].islower()
    if called:
        words.pop()
        if words and text[words[-1].start].islower() and not words[-1].folded[0].isdigit():
            of = words[-1].folded in _links(pack.code)
            words = [] if of else words[:-1]  # 'X residential neighbourhood'
    elif lies_in:
        return None, False
    run: list[Token] = []
    while words and text[words[-1].start].isupper() and len(run) < _LONGEST_NAME:
        last = run[0].start if run else None
        if last is not None and text[words[-1].end : last] not in (" ", "-", "’", "'"):
            break
        run.insert(0, words.pop())
    if words and words[-1].folded[0].isdigit():  # '2 Days near X'
        return None, False
    if not run or any(word.folded in clue.barred | clue.directions.keys() for word in run):
        return None, False
    if not all(_is_name(word.folded, clue) for word in run):
        return None, False
    gap = text[run[-1].end : name.start]
    if any(mark in gap for mark in ".\n;:()"):
        return None, False
    first = run[0].start
    article = re.search(r"(?<![\w-])[a-z]{1,3}[-’']$", text[max(0, first - 5) : first])
    return Span(first - len(article.group()) if article else first, run[-1].end), called


@lru_cache(maxsize=16)
def _quarters(
    code: str,
) -> tuple[dict[str, frozenset[str]], frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """Nouns of quarters, and what stands between such a name and the town in which, or beside which, it lies."""
    section = load(code).section("claims")
    quarters = section.get("place_quarters", {})
    inside, beside = (
        frozenset(tuple(fold(word) for word in phrase.split()) for phrase in phrases)
        for phrases in (quarters.get("inside", ()), quarters.get("beside", ()))
    )
    inner, others = (frozenset(map(fold, quarters.get(key, ()))) for key in ("nouns", "others"))
    return {"inner": inner, "any": inner | others}, inside, beside


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
