"""Spans of noun phrases that name parties, grown around the words that name them."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import Span
from counterclaim.parties.lexicon import Item

ANCHORS = frozenset(
    {"party", "adjective", "capital", "body", "person", "office", "aide", "irregular", "both_sides"}
)
BEFORE = frozenset({"determiner", "possessive", "former", "proxy_prefix", "title"})
AFTER = frozenset(
    {"proxy", "proxy_noun", "owned", "force", "irregular", "office", "person", "side", "speaker", "aide",
     "leader", "official", "adjective", "party", "body", "civil", "title", "based"}
)  # fmt: skip
JOINTS = frozenset({" ", "-", "'s ", "’s ", "\u00a0", " - ", "’ ", "' ", "‑", "", "'", "’"})


def chains(text: str, items: Sequence[Item]) -> list[Span]:
    """Maximal chains of neighbouring items around each anchor, articles and possessives included."""
    spans: list[Span] = []
    index, count = 0, len(items)
    while index < count:
        if items[index].kind not in ANCHORS:
            index += 1
            continue
        first = last = index
        while first > 0 and items[first - 1].kind in BEFORE and _touch(text, items[first - 1], items[first]):
            if spans and items[first - 1].start < spans[-1].end:
                break
            first -= 1
        while last + 1 < count:
            follower = items[last + 1]
            if follower.kind in AFTER and _touch(text, items[last], follower):
                last += 1
            elif _of(text, items, last):
                last = _of(text, items, last)
            else:
                break
        spans.append(Span(items[first].start, _name_end(text, items, last)))
        index = last + 1
    return spans


def _touch(text: str, one: Item, other: Item) -> bool:
    return text[one.end : other.start] in JOINTS


def _of(text: str, items: Sequence[Item], at: int) -> int:
    """Index of the party in 'Ministry of Defence *of Azerbaijan*'; 0 where none follows."""
    if items[at].kind not in (
        "office",
        "aide",
        "side",
        "force",
        "speaker",
        "leader",
        "official",
        "irregular",
    ):
        return 0
    nxt = at + 1
    if (
        nxt >= len(items)
        or items[nxt].value not in ("of", "for", "to")
        or not _touch(text, items[at], items[nxt])
    ):
        return 0
    nxt += 1
    if nxt < len(items) and items[nxt].kind == "determiner" and _touch(text, items[nxt - 1], items[nxt]):
        nxt += 1
    named = nxt < len(items) and items[nxt].kind in (
        "party",
        "adjective",
        "capital",
        "body",
        "office",
        "person",
    )
    return nxt if named and _touch(text, items[nxt - 1], items[nxt]) else 0


def _name_end(text: str, items: Sequence[Item], last: int) -> int:
    """The end of a person's name that follows a title of office ('President Ada Lovelace')."""
    end = items[last].end
    if items[last].kind not in ("office", "title", "speaker", "leader"):
        return end
    limit = items[last + 1].start if last + 1 < len(items) else len(text)
    at = end
    for _ in range(4):
        word = at + 1
        if word >= limit or text[at] not in " \u00a0" or not text[word].isupper():
            break
        stop = word
        while stop < limit and (text[stop].isalpha() or text[stop] in "-’'."):
            stop += 1
        if text[word:stop].isupper() and stop - word > 2:
            break
        at = stop
    return max(end, at - (1 if text[at - 1] in ".-’'" and at > end else 0))
