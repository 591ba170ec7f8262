"""Spans of noun phrases that name parties, grown around the words that name them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.language import fold
from counterclaim.model import Span
from counterclaim.parties.lexicon import Item

ANCHORS = frozenset(
    {"party", "adjective", "capital", "body", "person", "office", "aide", "irregular", "both_sides"}
)
NAMES = frozenset({"party", "capital", "body", "person", "both_sides"})
BEFORE = frozenset({"determiner", "possessive", "former", "proxy_prefix", "title", "qualifier"})
AFTER = frozenset(
    {"proxy", "proxy_noun", "owned", "force", "irregular", "office", "person", "side", "speaker", "aide",
     "leader", "official", "guest", "adjective", "party", "body", "civil", "title", "based", "chief", "group_noun",
     "state_official", "media_noun"}
)  # fmt: skip
NOUNS = frozenset(
    {"force", "irregular", "side", "speaker", "leader", "official", "guest", "civil", "chief", "group_noun",
     "state_official", "media_noun", "version"}
)  # fmt: skip
HEADS = frozenset({"office", "body", "party", "capital", "force", "group_noun"})
CLOSING = NAMES | {"adjective", "office", "force", "irregular", "group_noun", "civil"} - {"both_sides"}
OWNED_BY = frozenset(
    {"office", "aide", "side", "force", "speaker", "leader", "official", "irregular", "chief", "group_noun"}
)
JOINTS = frozenset({" ", "-", "'s ", "’s ", "\u00a0", " - ", "’ ", "' ", "‑", "", "'", "’"})
NEXT_WORD = re.compile(r" ([^\W\d_]+)")
LAST_WORD = re.compile(r"([^\W\d_]+) $")
PREPOSITIONS = ("of", "for", "to")
NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's words around nouns. `people`: endings of adjectives that stand for people;
    `modifiers`: nouns that before another noun name no party ('rebel rocket', 'army base');
    `follows`: words that show that the noun before them stands alone; `past`: endings of verbs that do;
    `noun_first`: adjectives stand after their noun; `article`: joined to the noun."""

    people: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()
    past: tuple[str, ...] = ()
    noun_first: bool = False
    article: str = ""

    @classmethod
    def of(cls, words: Mapping[str, Sequence[str]]) -> Grammar:
        return cls(
            tuple(map(fold, words.get("people_endings", ()))),
            frozenset(map(fold, words.get("modifiers", ()))),
            frozenset(map(fold, words.get("follows", ()))),
            tuple(map(fold, words.get("past_endings", ()))) or ("\0",),
            bool(words.get("noun_first")),
            "".join(words.get("article", "")),
        )


def chains(text: str, items: Sequence[Item], grammar: Grammar) -> list[Span]:
    """Maximal chains of neighbouring items around each anchor, articles and possessives included."""
    spans: list[Span] = []
    index, count = 0, len(items)
    while index < count:
        if items[index].kind not in ANCHORS and not _owned_force(text, items, index):
            index += 1
            continue
        first = last = index
        floor = spans[-1].end if spans else 0
        ahead = BEFORE | NOUNS if grammar.noun_first else BEFORE
        while first > 0 and items[first - 1].kind in ahead and _touch(text, items[first - 1], items[first]):
            if items[first - 1].start < floor or _opens(text, items[first - 1], items[first], grammar):
                break
            first -= 1
        while last + 1 < count:
            follower = items[last + 1]
            if _opens(text, items[last], follower, grammar):
                break
            if follower.kind in AFTER and _touch(text, items[last], follower):
                last += 1
            elif owner := _owner(text, items, last):
                last = owner
            else:
                break
        chain = items[first : last + 1]
        if _names(text, chain, grammar):
            spans.append(Span(chain[0].start, _name_end(text, items, last)))
        index = last + 1
    return spans


def _names(text: str, chain: Sequence[Item], grammar: Grammar) -> bool:
    """Whether the chain names somebody, and is no mere modifier of a noun that is not known."""
    core = [item for item in chain if item.kind not in BEFORE]
    last = core[-1]
    if all(item.kind in ("adjective", "proxy", "based", "owned") for item in core):
        return fold(text[last.start : last.end]).endswith(grammar.people) if grammar.people else True
    if last.kind == "based":
        return False
    if any(item.kind in NAMES for item in core):
        return True
    word = fold(text[last.start : last.end])
    if word in grammar.modifiers and (after := NEXT_WORD.match(text, last.end)):
        follower = fold(after.group(1))
        if (
            after.group(1)[0].islower()
            and follower not in grammar.follows
            and not follower.endswith(grammar.past)
        ):
            return False
    if grammar.noun_first and len(core) == 1 and last.kind in ("office", "aide"):
        return any(fold(word).startswith(grammar.article) for word in text[last.start : last.end].split())
    if len(chain) == 1 and last.kind == "office" and text[last.start].islower():
        before = LAST_WORD.search(text[max(0, last.start - 30) : last.start])
        return before is None or fold(before.group(1)) in grammar.follows
    return True


def _opens(text: str, one: Item, other: Item, grammar: Grammar) -> bool:
    """Whether `other` opens a noun phrase of its own where nouns precede what belongs to them.

    A name or a definite noun takes adjectives and persons' names behind it, no further noun: 'اتهمت قوات الدعم السريع
    الجيش' has two phrases.
    """
    if not (grammar.noun_first and grammar.article) or other.kind not in HEADS or one.kind not in CLOSING:
        return False
    article = grammar.article
    closed = one.kind in NAMES or any(
        fold(word).startswith(article) for word in text[one.start : one.end].split()
    )
    return closed and not other.attached


def _owned_force(text: str, items: Sequence[Item], at: int) -> bool:
    """'Its forces', whichever side the possessive stands on."""
    if items[at].kind != "force":
        return False
    beside = [items[i] for i in (at - 1, at + 1) if 0 <= i < len(items)]
    return any(
        item.kind == "possessive" and (_touch(text, item, items[at]) or item.start == items[at].end)
        for item in beside
    )


def _touch(text: str, one: Item, other: Item) -> bool:
    return text[one.end : other.start] in JOINTS


def _owner(text: str, items: Sequence[Item], at: int) -> int:
    """Index of the party in 'Ministry of Defence *of Azerbaijan*'; 0 where none follows."""
    if items[at].kind not in OWNED_BY or at + 2 >= len(items):
        return 0
    after = at + 1
    if items[after].value not in PREPOSITIONS or not _touch(text, items[at], items[after]):
        return 0
    after += 1
    if items[after].kind == "determiner" and _touch(text, items[after - 1], items[after]):
        after += 1
    if after >= len(items) or not _touch(text, items[after - 1], items[after]):
        return 0
    return after if items[after].kind in NAMES | {"adjective", "office"} else 0


def _name_end(text: str, items: Sequence[Item], last: int) -> int:
    """The end of a person's name that follows a title of office ('President Ada Lovelace')."""
    end = items[last].end
    if items[last].kind not in ("office", "title", "speaker", "leader", "chief"):
        return end
    limit = items[last + 1].start if last + 1 < len(items) else len(text)
    at = end
    for _ in range(NAME_WORDS):
        word = at + 1
        if word >= limit or text[at] not in " \u00a0" or not text[word].isupper():
            break
        stop = word
        while stop < limit and (text[stop].isalpha() or text[stop] in "-’'"):
            stop += 1
        if text[word:stop].isupper() and stop - word > 2:
            break
        at = stop
    while at > end and text[at - 1] in "-’'":
        at -= 1
    return at
