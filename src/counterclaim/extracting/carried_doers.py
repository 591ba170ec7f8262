"""Doers whom a reader carries over to a harm that names none of its own.

They stand with its cause ('killed in Ruritanian air strikes'), with what its clause goes on from ('shelled the town,
killing nine'; 'repelled the raid and inflicted losses'), with the word that says who carried it out, or, where 'the
attack' or its sufferers are told of again, in one of the two sentences before. The words are in the table `doers`
of a pack's parties.toml and in its claims.toml; a language without `acts` is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.extracting.tags import Trigger
from counterclaim.extracting.tellings import CLOSE, OPENING, REACH, VIOLENCE, Tellings
from counterclaim.language import fold, tokens
from counterclaim.model import ClaimType, Span

SUFFERERS_REACH = 3
"""Sentences back to what the same people suffered ('others', 'the men were killed')."""

FIGURE_REACH = 6
"""Sentences back to the headline or lead that tells of the same toll."""

LEAD_REACH = 2
"""Sentences from a headline on to the lead that tells of the same toll."""

_HARM: frozenset[ClaimType] = frozenset({"loss", "abuse"})
_FIGURE = re.compile(r"\d[\d.,]*")
_PARTED = re.compile(r"[.;:!?\n]")


class CarriedDoers(Tellings):
    """Reads one article's tags; `arguments` are those of each trigger, `sentence` gives the sentence that holds a
    span, `distance` the sentences between two, `looks_on` whether parties only report."""

    def fill(self) -> dict[Span, tuple[str, ...]]:
        """Give harms their doers, in place; and whom a word like 'another' means that is a doer itself."""
        meant: dict[Span, tuple[str, ...]] = {}
        if not self._words.acts:
            return meant
        for index in self._order:
            trigger, own = self._tags.triggers[index], self._arguments[index]["actor"]
            own[:] = [span for span in own if not self._strays(span, own)]
            counted = trigger.type == "loss" and bool(self._arguments[index]["quantity"])
            if counted:  # 'neighbourhoods' where some were hurt
                hit = self._arguments[index]["target"]
                hit[:] = [s for s in hit if self._cast.parties(s) or not self._is_place(s)]
            if trigger.type not in VIOLENCE or trigger.polarity != "asserted":
                continue
            if own:
                more = len(own) == 1 and self._first(own[0]) in self._words.more
                if more and not self._cast.parties(own[0]):
                    doers = self._earlier(index, trigger)
                    meant[own[0]] = tuple(dict.fromkeys(p for s in doers for p in self._cast.parties(s)))
                continue
            victims = self._victims(index)
            found = (
                self._beside(index, trigger) or self._told_to_stop(trigger) or self._continued(index, trigger)
            )
            own += [s for s in found if not victims & set(self._cast.parties(s)) and not self._is_thing(s)]
        return {span: names for span, names in meant.items() if names}

    def _strays(self, span: Span, doers: Sequence[Span]) -> bool:
        """Whether a phrase without a party beside doers with one goes with a place ('in X and other provinces') or
        ends what stands before the doer ('two of them medics X attacked …')."""
        if self._cast.parties(span) or not any(self._cast.parties(other) for other in doers):
            return False
        beside = any(
            self._text[span.end : other.start].isspace() for other in doers if other.start > span.end
        )
        return beside or any(
            fold(self._text[place.end : span.start]).strip() in self._words.joints
            for place in self._places
            if place.end < span.start <= place.end + CLOSE * 3
        )

    def _is_thing(self, span: Span) -> bool:
        """Whether the phrase is a weapon or an attack of which no word says whose it is."""
        last = [token.folded for token in tokens(self._text, span.start, span.end)][-1:]
        return bool(self._words.things.intersection(last)) and not self._cast.parties(span)

    def _beside(self, index: int, trigger: Trigger) -> list[Span]:
        """Doers of a happening that the same source tells in the same sentence."""
        whole, at = self._sentence(trigger.span), self._place[index]
        for other in self._order[at + 1 :]:
            cause = self._tags.triggers[other]
            if not whole.holds(cause.span):
                break
            if not self._alike(trigger, cause) or cause.type not in ("attack", "abuse"):
                continue
            doers = self._arguments[other]["actor"]
            if doers and (self._causes(trigger, cause, doers) or self._carries_out(trigger, cause)):
                return doers
            break
        if trigger.type not in _HARM:
            return []
        for other in reversed(self._order[:at]):
            before = self._tags.triggers[other]
            if not whole.holds(before.span):
                break
            if self._alike(trigger, before) and before.type != "statement":
                return self._subject(other, before) if self._goes_on(index, trigger, before) else []
        return []

    @staticmethod
    def _alike(one: Trigger, other: Trigger) -> bool:
        return (one.attribution, one.polarity) == (other.attribution, other.polarity)

    def _causes(self, harm: Trigger, attack: Trigger, doers: Sequence[Span]) -> bool:
        """Whether a word of cause leads from the harm to the attack or its doer."""
        if harm.type == "attack":
            return False
        start = min(attack.span.start, *(s.start for s in doers if s.start >= harm.span.end), attack.span.end)
        gap = self._text[harm.span.end : start]
        led = [
            token.folded
            for token in tokens(self._text, attack.span.end, max(attack.span.end, doers[0].start))
        ]
        both = len(doers) > 1 and any(word in self._words.between for word in led[:1])
        return not both and not _PARTED.search(gap) and bool(self._words.cause.search(fold(gap)))

    def _carries_out(self, harm: Trigger, other: Trigger) -> bool:
        """'The strike on the village was carried out by …'."""
        return harm.type == "attack" and self._first(other.span) in self._words.carried

    def _subject(self, index: int, trigger: Trigger) -> list[Span]:
        """Who does what the trigger tells; of a repelled attack who repels it."""
        if self._first(trigger.span) in self._words.repel:
            return [s for s in self._arguments[index]["target"] if s.end <= trigger.span.start]
        return self._arguments[index]["actor"]

    def _goes_on(self, index: int, harm: Trigger, before: Trigger) -> bool:
        """Whether the harm is a participle or a second verb of the clause of `before`, with its sufferers behind."""
        gap = Span(before.span.end, max(before.span.end, harm.span.start))
        if self._first(before.span) in self._words.clashes or self._is_passive(before):
            return False
        words = [token.folded for token in tokens(self._text, gap.start, gap.end)]
        if _PARTED.search(gap.of(self._text)) or self._words.aux.intersection(words[-2:]):
            return False
        sufferers = self._sufferers(index)
        verb = self._first(harm.span)
        inflicted = [at for at, word in enumerate(words) if word in self._words.inflicts][-1:]
        if any(gap.start <= s.start < harm.span.start for s in sufferers) and not inflicted:
            return False
        clause = words[inflicted[0] :] if inflicted else []
        head = clause[0] if clause else verb
        if head.endswith(self._words.participles or ("\0",)) and (clause or harm.span.start > gap.start):
            return len(clause) <= CLOSE + 1
        lead = words[: inflicted[0]] if inflicted else words
        joint = next((at for at in range(len(lead) - 1, -1, -1) if lead[at] in self._words.joints), None)
        active = bool(clause) or any(s.start >= harm.span.end for s in sufferers)
        return joint is not None and active and len(lead) - joint <= 2 and len(clause) <= CLOSE + 1

    def _is_passive(self, trigger: Trigger) -> bool:
        opening = self._text[max(0, trigger.span.start - OPENING) : trigger.span.start]
        before = [token.folded for token in tokens(opening, 0, len(opening))]
        again = before[-1:] in (["also"], ["then"])
        return bool(self._words.aux.intersection(before[-2:] if again else before[-1:]))

    def _told_to_stop(self, trigger: Trigger) -> list[Span]:
        """Those of whom it is demanded to end the act ('pressure on X and Y to stop the shelling')."""
        whole = self._sentence(trigger.span)
        start = max(whole.start, trigger.span.start - OPENING)
        words = list(tokens(self._text, start, trigger.span.start))
        at = next((i for i in range(len(words) - 1, 0, -1) if words[i].folded in self._words.stops), 0)
        if trigger.type != "attack" or not at or len(words) - at > CLOSE:
            return []
        found: list[Span] = []
        edge = words[at - 1].start
        for span in reversed(self._parties):
            gap = self._text[span.end : edge] if span.end <= edge else "."
            if (
                whole.holds(span)
                and self._cast.named_in(span)
                and (gap.isspace() or (found and fold(gap).strip() in self._words.joints))
            ):
                found.insert(0, span)
                edge = span.start
        return found

    def _continued(self, index: int, trigger: Trigger) -> list[Span]:
        """Doers of what is told before, where 'the attack', its sufferers or its toll are told of again."""
        whole = self._sentence(trigger.span)
        opening = self._text[max(whole.start, trigger.span.start - OPENING) : trigger.span.start]
        before = fold(self._text[whole.start : trigger.span.start])
        if trigger.type == "attack":
            act = self._first(trigger.span) in self._words.acts
            again = act and self._is_told(opening)
        else:
            behind = fold(self._text[trigger.span.end : whole.end])
            again = self._names_act(
                self._words.named.search(behind), self._text[trigger.span.end : whole.end]
            )
            if any(self._is_others(s, trigger, whole) for s in self._arguments[index]["target"]):
                return self._earlier(index, trigger, people=True)
        opens = self._words.subject.search(before)
        if again or self._names_act(opens, self._text[whole.start : trigger.span.start]):
            return self._earlier(index, trigger)
        if trigger.type == "loss":
            return self._same_toll(index, trigger) or self._of_neighbour(index, trigger)
        if trigger.type == "attack":
            found = self._same_act(index, trigger)
            return found or (self._of_neighbour(index, trigger) if self._is_passive(trigger) else [])
        return self._of_neighbour(index, trigger)

    def _is_others(self, span: Span, trigger: Trigger, sentence: Span) -> bool:
        """Whether the sufferers open the sentence and go back to those before ('others', 'the men were killed')."""
        first = self._first(span)
        if (
            span.end > trigger.span.start
            or not self._is_passive(trigger)
            or self._text[sentence.start : span.start].strip(' "')
        ):
            return False
        again = bool(self._words.definite.search(f"{first} ")) and not self._cast.parties(span)
        return first in self._words.more | self._words.plural or again

    def _earlier(self, index: int, trigger: Trigger, *, people: bool = False) -> list[Span]:
        """Doers of the nearest violence before; none where an attack without a doer, or elsewhere, is nearer.

        `people`: it goes on with those who suffered, wherever they are now.
        """
        for other in reversed(self._order[: self._place[index]]):
            before = self._tags.triggers[other]
            away = self._distance(before.span, trigger.span)
            if away > (SUFFERERS_REACH if people else REACH):
                break
            if before.type not in VIOLENCE or before.polarity != "asserted" or away == 0:
                continue
            if doers := self._arguments[other]["actor"]:
                return list(doers) if self._one_telling(index, other, anywhere=people) else []
            if before.type == "attack":
                break
        return []

    def _same_toll(self, index: int, trigger: Trigger) -> list[Span]:
        """Doers of a loss before, or right behind, that counts the same in figures of two or more digits."""
        figures, place = self._figures(index), self._place[index]
        if not figures:
            return []
        near = [*reversed(self._order[:place]), *self._order[place + 1 :]]
        for other in near:
            before = self._tags.triggers[other]
            away = self._distance(before.span, trigger.span)
            if not -LEAD_REACH <= away <= FIGURE_REACH or (away < 0 and figures != self._figures(other)):
                continue
            doers = self._arguments[other]["actor"]
            if (
                before.type == "loss"
                and doers
                and figures & self._figures(other)
                and self._one_telling(index, other)
            ):
                return list(doers)
        return []

    def _figures(self, index: int) -> set[str]:
        spans = self._arguments[index]["quantity"]
        return {figure for s in spans for figure in _FIGURE.findall(s.of(self._text)) if len(figure) > 1}
