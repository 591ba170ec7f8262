"""Means of violence, objects that were hit, and proof that is offered: phrases of a pack's means.toml by class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, cast

from counterclaim.extracting.lexicon import Inflection, Lexeme, Lexicon, lexemes
from counterclaim.language import Pack, fold, packs
from counterclaim.model import EvidenceMention, MeansClass, MeansMention, ObjectClass, ObjectMention, Span

_LOST_BEFORE, _LOST_AFTER = 6, 3
_USE_BEFORE, _USE_AFTER = 12, 12
_HIT_BEFORE, _HIT_AFTER = 9, 5
_STOPS = frozenset(".!?;؟؛\n")


_Role = Literal["act", "weapon", "generic", "weak", "name"]


class _Entry(NamedTuple):
    kind: str
    role: _Role


class _Hit(NamedTuple):
    """Lexemes `first` to `after` of a range are a phrase of the pack."""

    first: int
    after: int
    entry: _Entry


class _Words:
    """The phrases of one pack."""

    def __init__(self, pack: Pack) -> None:
        section = pack.section("means")
        means, hitting = section.get("means", {}), section.get("hitting", {})
        nouns = Inflection(pack, without=means.get("without_endings", ()))
        plain = Inflection(pack, endings=False)
        self.means: Lexicon[_Entry] = Lexicon(
            [*_entries(means.get("acts"), "act"), *_entries(means.get("weapons"), "weapon"),
             *_entries(means.get("generic"), "generic"), *_entries(means.get("weak"), "weak")], nouns,
        )  # fmt: skip
        self.objects: Lexicon[_Entry] = Lexicon(_entries(section.get("objects"), "name"), nouns)
        self.evidence: Lexicon[_Entry] = Lexicon(_entries(section.get("evidence"), "name"), nouns)
        self.lost_before, self.lost_after, self.use, self.hitting = (
            Lexicon([(phrase, True) for phrase in phrases], inflection)
            for phrases, inflection in (
                (means.get("lost_before", ()), plain), (means.get("lost_after", ()), plain),
                (means.get("use", ()), nouns), (hitting.get("words", ()), nouns),
            )
        )  # fmt: skip
        self.head_first: bool = pack.section("quantities").get("nouns", {}).get("head") == "first"
        self.by, self.with_ = _folded(means.get("by", ())), _folded(means.get("with", ()))
        self.with_letters = tuple(fold(letter) for letter in means.get("with_letters", ()))
        self.away = _folded(hitting.get("away", ()))
        self.articles = _folded(pack.section("quantities").get("nouns", {}).get("articles", ()))


def _entries(table: Any, role: _Role) -> list[tuple[str, _Entry]]:
    return [(phrase, _Entry(kind, role)) for kind, phrases in (table or {}).items() for phrase in phrases]


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


@lru_cache(maxsize=64)
def _words(code: str) -> _Words:
    return _Words(packs.load(code))


def _hits(lexicon: Lexicon[_Entry], words: Sequence[Lexeme]) -> Iterator[_Hit]:
    """Longest phrases from left to right."""
    at = 0
    while at < len(words):
        found = lexicon.at(words, at) if words[at].kind != "m" else None
        if found is None:
            at += 1
            continue
        if found[1].kind != "none":
            yield _Hit(at, found[0], found[1])
        at = found[0]


def _back(words: Sequence[Lexeme], at: int, reach: int) -> Iterator[int]:
    """Words before `at` within the sentence, nearest first."""
    for index in range(at - 1, max(-1, at - 1 - reach), -1):
        if words[index].folded in _STOPS:
            return
        if words[index].kind == "w":
            yield index


def _on(words: Sequence[Lexeme], at: int, reach: int) -> Iterator[int]:
    """Words from `at` on within the sentence."""
    for index in range(at, min(len(words), at + reach)):
        if words[index].folded in _STOPS:
            return
        if words[index].kind == "w":
            yield index


def _means(known: _Words, words: Sequence[Lexeme]) -> list[_Hit]:
    """Means among `words`: acts, arms that were used, and general words where the sentence names nothing closer."""
    hits = list(_hits(known.means, words))
    sure = [
        hit for hit in hits
        if hit.entry.role == "act" or (hit.entry.role == "weapon" and _used(known, words, hit) and not _lost(known, words, hit))
    ]  # fmt: skip
    sentence = _sentences(words)
    for role in ("generic", "weak"):
        named = {sentence[hit.first] for hit in sure}
        sure += [
            hit for hit in hits
            if hit.entry.role == role and sentence[hit.first] not in named
            and _used(known, words, hit) and not _lost(known, words, hit)
        ]  # fmt: skip
    return sorted(sure)


def _sentences(words: Sequence[Lexeme]) -> list[int]:
    """For each lexeme the number of the sentence that it stands in."""
    number, found = 0, []
    for word in words:
        found.append(number)
        number += word.folded in _STOPS
    return found


def _before_articles(known: _Words, words: Sequence[Lexeme], at: int) -> int:
    """The index of the word before `at` and its articles; -1 where none is."""
    while at > 0 and words[at - 1].folded in known.articles:
        at -= 1
    return at - 1


def _used(known: _Words, words: Sequence[Lexeme], hit: _Hit) -> bool:
    before = _before_articles(known, words, hit.first)
    if before >= 0 and words[before].folded in known.with_:
        return True
    if known.with_letters and words[hit.first].folded.startswith(known.with_letters):
        return True
    around = (*_back(words, hit.first, _USE_BEFORE), *_on(words, hit.after, _USE_AFTER))
    return any(known.use.at(words, index) is not None for index in around) or (
        hit.entry.role in ("generic", "weak") and known.use.at(words, hit.first) is not None
    )


def _lost(known: _Words, words: Sequence[Lexeme], hit: _Hit) -> bool:
    """Whether the arms are the object of a loss before them or the subject of one behind."""
    if known.with_letters and words[hit.first].folded.startswith(known.with_letters):
        return False
    for index in _back(words, hit.first, _LOST_BEFORE):
        if words[index].folded in known.by:
            break
        found = known.lost_before.at(words, index)
        if found is not None and found[0] <= hit.first:
            return True
    for index in range(hit.after, min(len(words), hit.after + _LOST_AFTER)):
        if words[index].kind == "m" or words[index].folded in known.by:
            break
        if known.lost_after.at(words, index) is not None:
            return True
    return False


def find_means(text: str, start: int, end: int, pack: Pack) -> tuple[MeansMention, ...]:
    """Means named in `text[start:end]`, in order; code points into `text`.

    Arms count where words of use stand near, and not where they were lost, captured or sent ('shot down a drone').
    """
    words = lexemes(text, start, end)
    found = []
    for hit in _means(_words(pack.code), words):
        span = Span(words[hit.first].start, words[hit.after - 1].end)
        found.append(MeansMention(span, span.of(text), cast("MeansClass", hit.entry.kind)))
    return tuple(found)


def find_objects(text: str, start: int, end: int, pack: Pack) -> tuple[ObjectMention, ...]:
    """Objects hit, named in `text[start:end]` near means or words of hitting, in order; code points into `text`."""
    known = _words(pack.code)
    words = lexemes(text, start, end)
    hits = _heads(known, list(_hits(known.objects, words)))
    if not hits:
        return ()
    struck = {hit.first for hit in _means(known, words)}
    found = []
    for hit in hits:
        if _struck(known, words, hit, struck):
            span = Span(words[hit.first].start, words[hit.after - 1].end)
            found.append(ObjectMention(span, span.of(text), cast("ObjectClass", hit.entry.kind)))
    return tuple(found)


def _heads(known: _Words, hits: list[_Hit]) -> list[_Hit]:
    """Of objects side by side the head of the phrase: 'school library', 'مستودع الكنيسة'."""
    if known.head_first:
        return [h for i, h in enumerate(hits) if not i or hits[i - 1].after != h.first]
    return [h for i, h in enumerate(hits) if i + 1 == len(hits) or h.after != hits[i + 1].first]


def _struck(known: _Words, words: Sequence[Lexeme], hit: _Hit, means: set[int]) -> bool:
    before = _before_articles(known, words, hit.first)
    if before >= 0 and words[before].folded in known.away:
        return False
    around = (*_back(words, hit.first, _HIT_BEFORE), *_on(words, hit.after, _HIT_AFTER))
    return any(index in means or known.hitting.at(words, index) is not None for index in around)


def find_evidence(text: str, start: int, end: int, pack: Pack) -> tuple[EvidenceMention, ...]:
    """Proof named in `text[start:end]`, in order, by its kind in the pack; code points into `text`."""
    words = lexemes(text, start, end)
    found = []
    for hit in _hits(_words(pack.code).evidence, words):
        span = Span(words[hit.first].start, words[hit.after - 1].end)
        found.append(EvidenceMention(span, span.of(text), hit.entry.kind))
    return tuple(found)
