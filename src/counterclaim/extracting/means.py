"""Means of violence, objects that were hit, and proof that is offered: phrases of a pack's means.toml by class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from counterclaim.extracting.lexicon import Inflection, Lexeme, Lexicon, lexemes
from counterclaim.language import Pack, fold, packs
from counterclaim.model import EvidenceMention, MeansClass, MeansMention, ObjectClass, ObjectMention, Span

_BEFORE, _AFTER = 6, 3


class _Entry(NamedTuple):
    kind: str
    weapon: bool


class _Words:
    """The phrases of one pack."""

    def __init__(self, pack: Pack) -> None:
        section = pack.section("means")
        means = section.get("means", {})
        inflected, plain = Inflection(pack), Inflection(pack, endings=False)
        weapons = means.get("weapons", {})
        self.means: Lexicon[_Entry] = Lexicon(
            [(p, _Entry(kind, False)) for kind, phrases in means.get("acts", {}).items() for p in phrases]
            + [(p, _Entry(kind, kind != "none")) for kind, phrases in weapons.items() for p in phrases],
            inflected,
        )
        self.objects, self.evidence = (
            Lexicon(
                [
                    (p, _Entry(kind, False))
                    for kind, phrases in section.get(name, {}).items()
                    for p in phrases
                ],
                inflected,
            )
            for name in ("objects", "evidence")
        )
        self.before: Lexicon[bool] = Lexicon([(p, True) for p in means.get("lost_before", ())], plain)
        self.after: Lexicon[bool] = Lexicon([(p, True) for p in means.get("lost_after", ())], plain)
        self.by = frozenset(fold(w) for w in means.get("by", ()))


@lru_cache(maxsize=64)
def _words(code: str) -> _Words:
    return _Words(packs.load(code))


def _hits(lexicon: Lexicon[_Entry], words: Sequence[Lexeme]) -> Iterator[tuple[int, int, _Entry]]:
    """Longest phrases from left to right: first lexeme, the one after the last, and the entry."""
    at = 0
    while at < len(words):
        hit = lexicon.at(words, at) if words[at].kind != "m" else None
        if hit is None:
            at += 1
            continue
        after, entry = hit
        if entry.kind != "none":
            yield at, after, entry
        at = after


def find_means(text: str, start: int, end: int, pack: Pack) -> tuple[MeansMention, ...]:
    """Means named in `text[start:end]`, in order; code points into `text`.

    Arms that were themselves lost, captured or sent ('shot down a drone') are no means.
    """
    known = _words(pack.code)
    words = lexemes(text, start, end)
    found = []
    for first, after, entry in _hits(known.means, words):
        if entry.weapon and _lost(known, words, first, after):
            continue
        span = Span(words[first].start, words[after - 1].end)
        found.append(MeansMention(span, span.of(text), cast("MeansClass", entry.kind)))
    return tuple(found)


def _lost(known: _Words, words: Sequence[Lexeme], first: int, after: int) -> bool:
    """Whether the arms at `first` are the object of a loss before them or the subject of one behind."""
    for at in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if words[at].folded in known.by or words[at].folded in ".;:!?؟؛":
            break
        hit = known.before.at(words, at) if words[at].kind == "w" else None
        if hit is not None and hit[0] <= first:
            return True
    for at in range(after, min(len(words), after + _AFTER)):
        if words[at].kind == "m" or words[at].folded in known.by:
            break
        if known.after.at(words, at) is not None:
            return True
    return False


def find_objects(text: str, start: int, end: int, pack: Pack) -> tuple[ObjectMention, ...]:
    """Objects that may have been hit, named in `text[start:end]`, in order; code points into `text`."""
    words = lexemes(text, start, end)
    found = []
    for first, after, entry in _hits(_words(pack.code).objects, words):
        span = Span(words[first].start, words[after - 1].end)
        found.append(ObjectMention(span, span.of(text), cast("ObjectClass", entry.kind)))
    return tuple(found)


def find_evidence(text: str, start: int, end: int, pack: Pack) -> tuple[EvidenceMention, ...]:
    """Proof named in `text[start:end]`, in order, by its kind in the pack; code points into `text`."""
    words = lexemes(text, start, end)
    found = []
    for first, after, entry in _hits(_words(pack.code).evidence, words):
        span = Span(words[first].start, words[after - 1].end)
        found.append(EvidenceMention(span, span.of(text), entry.kind))
    return tuple(found)
