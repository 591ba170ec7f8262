"""Which of the parties beside a happening did it, by how its own sentence is built.

A tagger may leave out a doer whom 'and' joins to another, or the subject of a verb, and may take for doers those that
a neighbouring sentence tells of, the subject of a passive ('towns that they lost were taken by X'), or both sides of
a clash where only one goes on ('clashed with X, killing four'). The words are in the table `doers` of a pack's
parties.toml; a language without it is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.doer_words import doer_words
from counterclaim.extracting.sharing import Arguments
from counterclaim.extracting.sides import Sides
from counterclaim.extracting.tags import Tags, Trigger
from counterclaim.language import Pack, Token, fold, tokens
from counterclaim.model import ClaimType, Span

_LOOK = 60
"""Characters beside a span in which the words that lead to or from it stand."""

_BETWEEN = 2
"""Auxiliaries and adverbs between a subject and its verb."""

_DEEDS: frozenset[ClaimType] = frozenset({"attack", "abuse", "control", "loss"})


class OwnDoers:
    """Reads one article's tags; `arguments` are those of each trigger, `sentence` gives the sentence that holds a
    span."""

    def __init__(
        self,
        text: str,
        tags: Tags,
        arguments: Sequence[Arguments],
        cast: Cast,
        pack: Pack,
        sentence: Callable[[Span], Span],
    ) -> None:
        self._text, self._tags, self._arguments, self._cast = text, tags, arguments, cast
        self._words, self._sentence = doer_words(pack.code), sentence
        self._order = sorted(range(len(tags.triggers)), key=lambda i: tags.triggers[i].span)
        self._parties = sorted(m.span for m in tags.mentions if m.kind == "party")
        self._places = sorted(m.span for m in tags.mentions if m.kind == "place")
        self._sides = Sides(text, cast, self._words, self._parties, sentence)

    def fill(self) -> None:
        """Mend the doers of each trigger, in place."""
        if not self._words.acts:
            return
        for place, index in enumerate(self._order):
            trigger, own = self._tags.triggers[index], self._arguments[index]["actor"]
            own[:] = [s for s in own if not self._is_scene(s) and not self._is_weapon(s, trigger)]
            own[:] = self._here(trigger, own)
            own[:] = self._by(trigger, own)
            own[:] = self._going_on(place, trigger, own)
            own += [span for span in self._joined(own) if span not in self._arguments[index]["target"]]
            if not own:
                own += self._sides.of(trigger, self._arguments[index])
            if not own and trigger.type in _DEEDS:
                own += self._leading(place, trigger) or self._subject(index, trigger)
            if not own and trigger.type in _DEEDS:
                own += self._carrying(trigger) or self._accused(index, trigger)
            own.sort()

    def _here(self, trigger: Trigger, own: Sequence[Span]) -> list[Span]:
        """Doers of the trigger's own sentence, where it has any."""
        whole = self._sentence(trigger.span)
        here = [span for span in own if whole.holds(span)]
        named = any(self._text[s.start : s.end].casefold() not in self._words.pronouns for s in here)
        return here if named else list(own)

    def _is_scene(self, span: Span) -> bool:
        """Whether the phrase says where ('an attack in Syria')."""
        behind = self._after(span.end)[:1]
        acts = self._words.deeds | self._words.weapons
        plain = span.of(
            self._text
        ).isupper()  # 'in US Airstrikes', not 'in Ruritania Airstrikes' where a stop is lost
        act = any(t.folded in acts and (plain or self._text[t.start].islower()) for t in behind)
        where = any(place.holds(span) for place in self._places)
        return where and not act and self._led(span) in self._words.within

    def _is_weapon(self, span: Span, trigger: Trigger) -> bool:
        """Whether the phrase has no words but those of an act and its weapon ('the chlorine')."""
        words = {token.folded for token in tokens(self._text, span.start, span.end)}
        things = words & (self._words.things | self._words.deeds)
        bare = bool(things) and words - things <= self._words.articles
        return trigger.type in _DEEDS and bare and not self._cast.named_in(span)

    def _by(self, trigger: Trigger, own: Sequence[Span]) -> list[Span]:
        """Without what stands before a passive whose doer 'by' names right behind it."""
        behind = self._after(trigger.span.end)
        if not behind or (behind[0].folded,) not in self._words.by or self._gap(trigger.span.end, behind[0]):
            return list(own)
        if self._words.aiding.intersection(
            t.folded for t in tokens(self._text, trigger.span.start, trigger.span.end)
        ):
            return list(own)
        led = [span for span in own if span.start >= behind[0].end and self._leads(behind[0].end, span)]
        return [span for span in own if span.start >= trigger.span.end] if led else list(own)

    def _going_on(self, place: int, trigger: Trigger, own: Sequence[Span]) -> list[Span]:
        """Without the other side of a clash, where only its subject goes on ('clashed with X, killing four')."""
        first = next(tokens(self._text, trigger.span.start, trigger.span.end), None)
        if len(own) < 2 or first is None or not first.folded.endswith(self._words.participles or ("\0",)):
            return list(own)
        before = self._before_in_sentence(place, trigger)
        if before is None or self._head(before) not in self._words.clashes:
            return list(own)
        if self._words.aux.intersection(t.folded for t in self._before(trigger.span.start)[-1:]):
            return list(own)
        others = [
            span
            for span in own
            if before.span.end <= span.start < trigger.span.start and self._led(span) in self._words.with_whom
        ]
        subject = any(span.end <= before.span.start for span in own)
        return [span for span in own if span not in others] if subject else list(own)

    def _joined(self, own: Sequence[Span]) -> list[Span]:
        """Parties that 'and' joins to a doer, and which do nothing in which it takes no part."""
        found: list[Span] = []
        for span in own:
            for other in (*self._next(span), *self._previous(span)):
                if other not in own and other not in found and self._goes_along(other, span):
                    found.append(other)
        return found

    def _next(self, span: Span) -> list[Span]:
        """The party behind `span` and a conjunction."""
        behind = self._after(span.end)
        if not behind or behind[0].folded not in self._words.joints or self._gap(span.end, behind[0]):
            return []
        starts, at = set[int](), 1
        while at < len(behind):
            starts.add(behind[at].start)
            if behind[at].folded not in self._words.articles:
                break
            at += 1
        return [party for party in self._parties if party.start in starts]

    def _previous(self, span: Span, joints: frozenset[str] | None = None) -> list[Span]:
        """The party before a conjunction and `span`, where no preposition makes it part of another phrase."""
        before = self._before(span.start)
        while before and before[-1].folded in self._words.articles:
            before.pop()
        if (
            len(before) < 2
            or before[-1].folded not in self._words.joints
            or self._gap(before[-2].end, before[-1])
        ):
            return []
        found = [party for party in self._parties if party.end == before[-2].end]
        return [party for party in found if self._led(party) not in self._words.beside]

    def _goes_along(self, other: Span, span: Span) -> bool:
        """Whether what `other` does `span` does too, and nothing is done to it."""
        if not self._cast.named_in(other) or not self._cast.parties(span):
            return False
        told = [a for a in self._arguments if any(other in a[role] for role in ("actor", "target"))]
        return all(other not in a["target"] and span in a["actor"] for a in told)

    def _leading(self, place: int, trigger: Trigger) -> list[Span]:
        """The doers of the clause before, where a participle goes on from it ('fired on a post before fleeing')."""
        first = next(tokens(self._text, trigger.span.start, trigger.span.end), None)
        led = self._before(trigger.span.start)
        before = self._before_in_sentence(place, trigger)
        if first is None or before is None or not led:
            return []
        other = self._tags.triggers.index(before)
        doers = [s for s in self._arguments[other]["actor"] if s.end <= before.span.start]
        if first.folded in self._words.deeds:
            return doers if self._is_manner_of(led) else []
        if led[-1].folded not in self._words.leading:
            return []
        noun = first.folded in self._words.clashes | self._words.deeds | self._words.weapons
        if noun or not first.folded.endswith(self._words.participles or ("\0",)):
            return []
        return doers

    def _is_manner_of(self, before: Sequence[Token]) -> bool:
        """Whether what ends before an act makes it the way in which the other thing was done ('in a large raid')."""
        last = [token.folded for token in before[-_BETWEEN - 2 :]]
        at = next((n for n in range(len(last) - 1, 0, -1) if last[n] in self._words.single), 0)
        return bool(at) and last[at - 1] in self._words.within

    def _subject(self, index: int, trigger: Trigger) -> list[Span]:
        """The party right before an active verb with its object behind ('the army retook it')."""
        before = self._before(trigger.span.start)
        while before and before[-1].folded in self._words.perfect - self._words.denying:
            before.pop()
        if not before or not self._has_object(index, trigger):
            return []
        for span in self._parties:
            if span.end != before[-1].end or self._text[span.end : trigger.span.start].strip().find(",") >= 0:
                continue
            sufferers = {*self._arguments[index]["target"], *self._arguments[index]["quantity"]}
            if any(span.overlaps(s) for s in (*sufferers, *self._places)) or not self._cast.named_in(span):
                continue
            if self._led(span) not in self._words.prepositions:
                return [span]
        return []

    def _carrying(self, trigger: Trigger) -> list[Span]:
        """The subjects of a verb whose object is the act ('X or Y carried out what they call a raid')."""
        whole = self._sentence(trigger.span)
        before = [token for token in self._before(trigger.span.start) if token.start >= whole.start]
        at = next((n for n in range(len(before) - 1, 0, -1) if before[n].folded in self._words.carried), 0)
        if not at or before[at - 1].folded in self._words.aux:
            return []
        spans = [s for s in self._parties if s.end == before[at - 1].end and self._cast.named_in(s)]
        if not spans or any(s.start > spans[0].end and s.end <= trigger.span.start for s in self._spans()):
            return []
        return [*self._previous(spans[0], self._words.either), spans[0]]

    def _spans(self) -> list[Span]:
        """Who does or suffers anything."""
        return [span for a in self._arguments for role in ("actor", "target") for span in a[role]]

    def _accused(self, index: int, trigger: Trigger) -> list[Span]:
        """The party on whom the sentence blames the act behind it ('blamed on X', 'and X was behind it')."""
        whole, sufferers = self._sentence(trigger.span), self._arguments[index]["target"]
        starts = [
            t.span.start for t in self._tags.triggers if t.type in _DEEDS and t.span.start > trigger.span.end
        ]
        limit = min([whole.end, *starts])
        for span in self._parties:
            if (
                not trigger.span.end <= span.start <= limit
                or span in sufferers
                or not self._cast.parties(span)
            ):
                continue
            lead = fold(self._text[trigger.span.end : span.start])
            if self._words.blamed.search(lead) or self._words.behind.match(
                fold(self._text[span.end : whole.end])
            ):
                return [span]
        return []

    def _has_object(self, index: int, trigger: Trigger) -> bool:
        """Whether an object stands right behind the verb: a pronoun, or something to which it is done."""
        behind = self._after(trigger.span.end)[:2]
        if not behind or self._gap(trigger.span.end, behind[0]):
            return False
        if not self._head(trigger).endswith(self._words.past or ("\0",)) and self._head(trigger) not in (
            self._words.takes
        ):
            return False
        if behind[0].folded in self._words.objects:
            return True
        starts = {s.start for role in ("target", "place", "quantity") for s in self._arguments[index][role]}
        return bool(
            {token.start for token in behind[: 1 + (behind[0].folded in self._words.articles)]} & starts
        )

    def _before_in_sentence(self, place: int, trigger: Trigger) -> Trigger | None:
        if not place:
            return None
        before = self._tags.triggers[self._order[place - 1]]
        same = before.attribution == trigger.attribution and before.polarity == trigger.polarity
        return before if same and self._sentence(trigger.span).holds(before.span) else None

    def _head(self, trigger: Trigger) -> str:
        first = next(tokens(self._text, trigger.span.start, trigger.span.end), None)
        return first.folded if first is not None else ""

    def _led(self, span: Span) -> str:
        """The word before a phrase, articles passed over."""
        before = self._before(span.start)
        while before and before[-1].folded in self._words.articles:
            before.pop()
        return before[-1].folded if before else ""

    def _leads(self, end: int, span: Span) -> bool:
        """Whether nothing but articles stands between."""
        return all(token.folded in self._words.articles for token in tokens(self._text, end, span.start))

    def _after(self, end: int) -> list[Token]:
        return list(tokens(self._text, end, min(len(self._text), end + _LOOK)))

    def _before(self, start: int) -> list[Token]:
        return list(tokens(self._text, max(0, start - _LOOK), start))

    def _gap(self, end: int, token: Token) -> str:
        return self._text[end : token.start].strip()
