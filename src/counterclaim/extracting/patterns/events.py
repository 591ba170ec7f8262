"""Triggers: which happenings a text claims, with type, polarity, certainty and attribution.

Every event word of the pack is a candidate; the cues around it (`eventcues`) and the measured weights of
word and cues decide whether it carries a claim and of which type. An attribution becomes a `statement`
where its cue is one of the pack's position words and its content carries no happening of its own.
A trigger's confidence is the probability that the weights give, which is calibrated on the annotated
passages that they were measured on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.extracting.patterns.eventcues import (
    COMPOUND,
    MODIFIER,
    Extents,
    Sentence,
    around,
    beside,
    split,
    weights,
)
from counterclaim.extracting.patterns.eventwords import EventWords, Match, event_words
from counterclaim.extracting.patterns.factuality import Factuality, factuality, of_cue
from counterclaim.extracting.tags import Attribution, Trigger
from counterclaim.language.folding import Token, tokens
from counterclaim.language.packs import Pack
from counterclaim.model import Certainty, ClaimType, Passage, Polarity, Span

QUOTES = frozenset('"“«„')
_LONGEST = 20
_LASTING: frozenset[ClaimType] = frozenset({"control", "displacement"})
"""What a participle before a noun only recalls ('the occupied district'); 'a burnt lorry' reports a loss."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may carry a happening: their span, the words and types they may be, and their cues."""

    span: Span
    options: tuple[tuple[str, ClaimType], ...]
    cues: tuple[str, ...]
    polarity: Polarity
    certainty: Certainty
    attribution: int | None


def find(
    text: str, passages: Sequence[Passage], pack: Pack, attributions: Sequence[Attribution]
) -> tuple[Trigger, ...]:
    """Triggers of one article in text order; all spans lie inside `passages` of `text`."""
    measured = weights(pack)
    found: list[Trigger] = []
    for candidate in candidates(text, passages, pack, attributions):
        kind, confidence = measured.best(candidate.options, candidate.cues)
        if confidence < measured.threshold(kind) or COMPOUND in candidate.cues:
            continue
        if kind in _LASTING and MODIFIER in candidate.cues:
            continue
        found.append(_trigger(candidate, kind, confidence))
    for candidate in statements(text, passages, pack, attributions, found):
        kind, confidence = measured.best(candidate.options, candidate.cues)
        if confidence >= measured.threshold(kind):
            found.append(_trigger(candidate, kind, confidence))
    return tuple(sorted(found, key=lambda t: (t.span, t.type)))


def _trigger(candidate: Candidate, kind: ClaimType, confidence: float) -> Trigger:
    return Trigger(
        candidate.span,
        kind,
        candidate.polarity,
        candidate.certainty,
        candidate.attribution,
        round(confidence, 3),
    )


def candidates(
    text: str, passages: Sequence[Passage], pack: Pack, attributions: Sequence[Attribution]
) -> Iterator[Candidate]:
    """All event words of the passages with their cues, typed happenings only."""
    lex, facts = event_words(pack), factuality(pack)
    holding = Holding(attributions)
    effects = [_effect(text, facts, a) for a in attributions]
    reports = [_report(text, lex, a) for a in attributions]
    met: dict[str, int] = {}
    for passage in passages:
        words = list(tokens(text, passage.span.start, passage.span.end))
        sentences = split(text, words)
        starts = [s.first for s in sentences]
        extents = Extents(text, words, Sentence(0, 0), lex)
        groups = [group for found in lex.matches(words) if (group := _fitting(text, words, found, lex))]
        for number, group in enumerate(groups):
            match = group[0]
            sentence = sentences[bisect_right(starts, match.first) - 1]
            if extents.sentence != sentence:
                extents = Extents(text, words, sentence, lex)
            span = Span(words[match.first].start, words[match.last].end)
            if facts.unreal(words, match.first, sentence.first):
                continue
            inside = holding.of(span)
            options = tuple((f"{m.rule.part}:{m.rule.name}", kind) for m in group for kind in m.rule.types)
            cues = around(text, words, match, extents, lex)
            cues.append(f"types={len({kind for _, kind in options})}")
            cues.append(f"words={match.last - match.first + 1}")
            cues += _place(passage, inside, sentence, sentences, met.get(match.rule.name, 0), match)
            cues += extents.cues(match)
            cues += beside(match, *_neighbours(groups, number, sentence))
            if inside is not None:
                cues += reports[inside]
                cues.append(f"{reports[inside][0]}&{cues[0]}")
                cues += _opening(text, lex, holding.piece(span))
            if holding.is_cue(span):
                cues.append("is_cue")
            met[match.rule.name] = met.get(match.rule.name, 0) + 1
            clause = _clause(words, sentence, match, holding.piece(span))
            polarity, certainty = _judge(facts, words, match, clause, effects, inside)
            yield Candidate(span, options, tuple(cues), polarity, certainty, inside)


def _fitting(text: str, words: Sequence[Token], group: list[Match], lex: EventWords) -> list[Match]:
    """The matches without the verbs that the last letter, lost in folding, rules out ('وحيدة' is no 'حيّده')."""
    word = words[group[0].last]
    if lex.noun_marks.isdisjoint(text[max(word.start, word.end - 2) : word.end]):
        return group
    return [match for match in group if match.rule.part != "verb"]


def _place(
    passage: Passage,
    inside: int | None,
    sentence: Sentence,
    sentences: Sequence[Sentence],
    met: int,
    match: Match,
) -> list[str]:
    found = ["content" if inside is not None else "outlet", f"passage={passage.kind}"]
    if met:
        found.append(f"again={min(met, 3)}")
    length = sentence.last - sentence.first
    found.append("short" if length < 12 else "middle" if length < 30 else "long")
    if sentence is sentences[0]:
        found.append("opening")
    return found


def _neighbours(
    groups: Sequence[Sequence[Match]], number: int, sentence: Sentence
) -> tuple[Match | None, Match | None]:
    """The event words before and after the group `number` in its sentence."""
    before = groups[number - 1][0] if number else None
    after = groups[number + 1][0] if number + 1 < len(groups) else None
    return (
        before if before is not None and before.first >= sentence.first else None,
        after if after is not None and after.first < sentence.last else None,
    )


def _report(text: str, lex: EventWords, attribution: Attribution) -> list[str]:
    """Cues of the attribution that holds a happening; the first names its reporting word."""
    found = _position(text, lex, attribution)
    name = "none"
    if found is not None and found[2] != "other":
        name = found[1]
    elif found is not None:
        name = " ".join(token.folded for token in tokens(text, found[0].start, found[0].end))[:_LONGEST]
    cues = [f"cue={name}"]
    if attribution.carried:
        cues.append("carried")
    if not attribution.source:
        cues.append("unsourced")
    return cues


def _opening(text: str, lex: EventWords, piece: Span | None) -> Iterator[str]:
    """Cues of the beginning of the content: its first word and whether it is quoted."""
    if piece is None:
        return
    head = next(iter(tokens(text, piece.start, piece.end)), None)
    if head is not None:
        yield from (f"head={name}" for name in (lex.class_of(head.folded) or ("word",)))
    if text[piece.start] in QUOTES:
        yield "quoted"


def _clause(words: Sequence[Token], sentence: Sentence, match: Match, piece: Span | None) -> Sentence:
    """The tokens of the sentence that belong to the same content as the match."""
    first, last = sentence.first, sentence.last
    if piece is not None:
        while first < match.first and words[first].start < piece.start:
            first += 1
        while last > match.last + 1 and words[last - 1].end > piece.end:
            last -= 1
    return Sentence(first, last)


def _effect(text: str, facts: Factuality, attribution: Attribution) -> tuple[Polarity, Certainty]:
    cue = [token for span in attribution.cue for token in tokens(text, span.start, span.end)]
    return of_cue(facts, cue)


def _judge(
    facts: Factuality, words: Sequence[Token], match: Match, sentence: Sentence,
    effects: Sequence[tuple[Polarity, Certainty]], inside: int | None,
) -> tuple[Polarity, Certainty]:  # fmt: skip
    negated = facts.negated(words, match.first, match.last, sentence.first, sentence.last)
    certainty = facts.certainty(words, match.first, sentence.first, sentence.last)
    if inside is not None:
        polarity, lowered = effects[inside]
        negated = negated != (polarity == "denied")
        if certainty == "certain":
            certainty = lowered
    return ("denied" if negated else "asserted"), certainty


def statements(
    text: str, passages: Sequence[Passage], pack: Pack, attributions: Sequence[Attribution],
    happenings: Sequence[Trigger],
) -> Iterator[Candidate]:  # fmt: skip
    """Attributions whose cue is a position word, with cues on their content.

    The trigger is the position word; `happenings` are the typed triggers already found.
    """
    lex, facts = event_words(pack), factuality(pack)
    carried: dict[int, list[ClaimType]] = {}
    for trigger in happenings:
        if trigger.attribution is not None:
            carried.setdefault(trigger.attribution, []).append(trigger.type)
    taken = {t.span for t in happenings}
    for number, attribution in enumerate(attributions):
        found = _position(text, lex, attribution)
        if found is None or found[0] in taken:
            continue
        span, name, form = found
        held = carried.get(number, [])
        cues = [f"s.form={form}", f"s.happenings={min(len(held), 2)}"]
        cues += [f"{name}|{cue}" for cue in cues]
        cues += [f"s.types={kind}" for kind in sorted(set(held))]
        cues += _content(text, lex, attribution)
        polarity, certainty = _effect(text, facts, attribution)
        if attribution.bare_denial:
            polarity = "denied"
        yield Candidate(span, ((name, "statement"),), tuple(cues), polarity, certainty, number)


def _position(text: str, lex: EventWords, attribution: Attribution) -> tuple[Span, str, str] | None:
    """Span, name and form of the cue's position word; any other cue is a word named 'other'."""
    for cue in attribution.cue:
        words = list(tokens(text, cue.start, cue.end))
        for at in range(len(words)):
            if (match := lex.position(words, at)) is not None:
                span = Span(words[match.first].start, words[match.last].end)
                return span, f"position:{match.rule.name}", match.form
    return (attribution.cue[0], "position:other", "other") if attribution.cue else None


def _content(text: str, lex: EventWords, attribution: Attribution) -> list[str]:
    found: set[str] = set()
    count = 0
    for span in attribution.content:
        if text[span.start] in QUOTES:
            found.add("s.quoted")
        for token in tokens(text, span.start, span.end):
            for name in lex.class_of(token.folded):
                found.add(f"s.{'first' if count < 2 else 'in'}:{name}")
            if count < 3:
                found.add(f"s.head={token.folded}")
            count += 1
    for least in (25, 12, 6, 3, 0):
        if count >= least:
            found.add(f"s.length={least}")
            break
    if attribution.bare_denial:
        found.add("s.bare_denial")
    if not attribution.source:
        found.add("s.unsourced")
    if attribution.carried:
        found.add("s.carried")
    return sorted(found)


class Holding:
    """Which attribution's content holds a span: the innermost, that is the shortest piece."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        pieces = [(s.start, s.end, i) for i, a in enumerate(attributions) for s in a.content]
        self._pieces = sorted(pieces)
        self._starts = [p[0] for p in self._pieces]
        self._cues = sorted((s.start, s.end) for a in attributions for s in a.cue)
        self._cue_starts = [c[0] for c in self._cues]
        self._longest = max((e - s for s, e, _ in pieces), default=0)

    def of(self, span: Span) -> int | None:
        """Index of the attribution, or None: the outlet itself speaks."""
        found = self._innermost(span)
        return None if found is None else found[2]

    def piece(self, span: Span) -> Span | None:
        """The piece of content that holds the span."""
        found = self._innermost(span)
        return None if found is None else Span(found[0], found[1])

    def _innermost(self, span: Span) -> tuple[int, int, int] | None:
        best: tuple[int, int, int] | None = None
        for at in range(bisect_right(self._starts, span.start) - 1, -1, -1):
            start, end, number = self._pieces[at]
            if start + self._longest < span.end:
                break
            if span.end <= end and (best is None or end - start < best[1] - best[0]):
                best = (start, end, number)
        return best

    def is_cue(self, span: Span) -> bool:
        """Whether a reporting cue covers the start of the span."""
        at = bisect_right(self._cue_starts, span.start) - 1
        return at >= 0 and self._cues[at][1] > span.start
