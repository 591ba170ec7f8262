"""Doers named as part of an act: 'rebel fire', 'a terrorist rocket attack', 'Ruritanian and Freedonian air raids'.

A party right before the noun of an attack is its doer, with nothing between but words for the weapon. So it is where
the noun is the subject of what is told ('army shelling killed nine') or the cause of a harm ('killed in a Ruritanian
operation'). The words are in the table `doers` of a pack's parties.toml.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.doer_words import DoerWords, doer_words
from counterclaim.extracting.tags import Argument, Mention, Role, Tags, Trigger
from counterclaim.language import Pack, Token, fold, tokens
from counterclaim.model import ClaimType, Span

_LOOK = 120
"""Characters before a trigger, or behind it, in which the words of its act stand."""

_NOUN = 30
"""Characters behind a trigger that names a weapon to the noun of its act."""

_TITLE = 4
"""Words before a party by which it is seen whether they are a headline's."""

_LONG = 5
"""Letters of words that headlines write with a capital."""

_BETWEEN = 3
"""Auxiliaries and adverbs between an act and its verb ('shelling has also reportedly killed')."""

_ACTS: frozenset[ClaimType] = frozenset({"attack", "abuse"})
_HARMS: frozenset[ClaimType] = frozenset({"loss", "abuse"})
_SUFFER: frozenset[Role] = frozenset({"target", "quantity"})
_STOPS = frozenset(".;!?:\n")


def with_act_doers(text: str, tags: Tags, cast: Cast, pack: Pack) -> Tags:
    """`tags` with the doers that the words for their acts name, for violence that has none. Words that are no mention
    yet become one of a party; of those that `cast` does not know there is none."""
    words = doer_words(pack.code)
    if not words.deeds:
        return tags
    return _Acts(text, tags, cast, words).filled()


class _Acts:
    def __init__(self, text: str, tags: Tags, cast: Cast, words: DoerWords) -> None:
        self._text, self._tags, self._cast, self._words = text, tags, cast, words
        parties = sorted((m.span for m in tags.mentions if m.kind == "party"), key=lambda s: s.end - s.start)
        self._ends = {span.end: span for span in parties}  # the longest that ends there
        self._places = sorted(m.span for m in tags.mentions if m.kind == "place")
        self._starts = sorted(trigger.span.start for trigger in tags.triggers)
        acting = {tags.mentions[a.mention].span for a in tags.arguments if a.role == "actor"}
        self._doers = {t.folded for span in acting for t in tokens(text, span.start, span.end)}

    def filled(self) -> Tags:
        mentions = list(self._tags.mentions)
        at = {m.span: n for n, m in enumerate(mentions) if m.kind == "party"}
        acted = {a.trigger for a in self._tags.arguments if a.role == "actor"}
        struck = [(a.trigger, mentions[a.mention].span) for a in self._tags.arguments if a.role in _SUFFER]
        added: list[Argument] = []
        for number, trigger in enumerate(self._tags.triggers):
            if number in acted or trigger.type not in _ACTS | _HARMS:
                continue
            for span in self._of(trigger):
                if any(number == other and span.overlaps(hit) for other, hit in struck):
                    continue
                if span not in at:
                    at[span] = len(mentions)
                    mentions.append(Mention(span, "party"))
                added.append(Argument(number, at[span], "actor"))
        if not added:
            return self._tags
        return replace(self._tags, mentions=tuple(mentions), arguments=(*self._tags.arguments, *added))

    def _of(self, trigger: Trigger) -> list[Span]:
        """The doers in the act that the trigger names, that is its subject or its cause, in the order of the text."""
        until = min(len(self._text), trigger.span.end + _NOUN)
        found = list(tokens(self._text, max(0, trigger.span.start - _LOOK), until))
        first = next((n for n, token in enumerate(found) if token.start >= trigger.span.start), len(found))
        if trigger.type in _ACTS and (named := self._named(found, first, trigger)) is not None:
            return self._before(found, named)
        at = first - 1
        while at >= 0 and first - at <= _BETWEEN and found[at].folded in self._words.perfect:
            at -= 1
        if (
            at >= 0
            and first < len(found)
            and found[at].folded in self._words.deeds
            and self._close(found, at)
        ):
            return self._before(found, at)
        return self._cause(trigger) if trigger.type in _HARMS else []

    def _named(self, found: Sequence[Token], first: int, trigger: Trigger) -> int | None:
        """The noun of the act in the trigger, or behind the weapon that is the trigger ('air' of 'air strikes')."""
        for at in range(first, len(found)):
            if found[at].folded in self._words.deeds:
                return at
            if found[at].end >= trigger.span.end and found[at].folded not in self._words.weapons:
                return None
        return None

    def _cause(self, trigger: Trigger) -> list[Span]:
        """The doers in the act that a word of cause leads to, behind the harm or before it, where no trigger stands
        between ('killed in an army raid', 'in an army raid two were killed')."""
        start, end = trigger.span.start, trigger.span.end
        place = bisect_left(self._starts, start)
        limit = min(end + _LOOK, *self._starts[place + 1 : place + 2], len(self._text))
        limit = next((n for n in range(end, limit) if self._ends_at(n)), limit)
        opening = max(0, start - _LOOK, *self._starts[max(0, place - 1) : place])
        opening = next((n + 1 for n in range(start - 1, opening - 1, -1) if self._ends_at(n)), opening)
        for since, until in ((end, max(end, limit)), (opening, start)):
            found = list(tokens(self._text, since, until))
            for act, token in enumerate(found):
                if token.folded in self._words.deeds and (spans := self._before(found, act)):
                    if self._words.cause.search(fold(self._text[since : spans[0].start])):
                        return spans
                    break
        return []

    def _ends_at(self, at: int) -> bool:
        """Whether a sentence or clause ends at a character ('U.S.-led' has no end)."""
        return self._text[at] in _STOPS and not self._text[at + 1 : at + 2].strip(' "”')

    def _before(self, found: Sequence[Token], act: int) -> list[Span]:
        """The parties before an act and the words for its weapon, joined by 'and' or 'or'."""
        at = act - 1
        while at >= 0 and found[at].folded in self._words.weapons and self._close(found, at):
            at -= 1
        spans: list[Span] = []
        while at >= 0 and self._close(found, at):
            span = self._party(found, at)
            if span is None or self._opens_another(found, at):
                break
            spans.insert(0, span)
            at = next((n for n in range(at + 1) if found[n].start >= span.start), 0) - 1
            if at < 1 or found[at].folded not in self._words.either or not self._close(found, at):
                break
            at -= 1
        return spans

    def _opens_another(self, found: Sequence[Token], at: int) -> bool:
        """Whether a sentence begins behind the word at `at`, the stop before it lost ('relations with Ruritania Air
        strikes killed nine'): a capital where the words before are no headline's."""
        if at + 1 >= len(found) or not self._text[found[at + 1].start].isupper():
            return False
        before = found[max(0, at - _TITLE) : at]
        return any(self._text[t.start].islower() and t.end - t.start >= _LONG for t in before)

    def _close(self, found: Sequence[Token], at: int) -> bool:
        """Whether only a space or hyphen parts the word at `at` from the next."""
        return at + 1 >= len(found) or not self._text[found[at].end : found[at + 1].start].strip(" \u00a0-)")

    def _party(self, found: Sequence[Token], at: int) -> Span | None:
        """The party that ends with the word at `at`: a mention, or a word that describes one ('rebel')."""
        token = found[at]
        span = self._ends.get(token.end) or self._ends.get(token.end + 1) or Span(token.start, token.end)
        start = next((n for n in range(at + 1) if found[n].start >= span.start), at)
        if start > 0 and found[start - 1].folded in self._words.opposed:
            return None
        if token.folded in self._words.weapons | self._words.deeds:
            return None
        if token.folded in self._words.theirs:
            return Span(token.start, token.end)
        if any(span.overlaps(place) for place in self._places):
            return None
        if self._cast.named_in(span):
            return span
        described = token.folded in self._words.describing and self._cast.parties(span)
        return span if described and self._is_told(token.folded) else None

    def _is_told(self, word: str) -> bool:
        """Whether a word like 'terrorist' says who and not only how: the text tells of such people as doers."""
        return word not in self._words.manners or any(folded.startswith(word) for folded in self._doers)
