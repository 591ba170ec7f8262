"""Who did what to whom, where, when and how many: which mention plays which role in which happening.

Every mention of the trigger's sentence is weighed for the roles its kind may play by where it stands: side,
distance, the preposition before it, what stands between, voice and type of the trigger, the class of its last
word. Weights are measured like those of triggers and stored in the table `roles` of `event_weights.json`.
A counted doer is `actor` and `quantity` alike; a counted sufferer is `quantity` alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from counterclaim.extracting.patterns.eventcues import Sentence, split
from counterclaim.extracting.patterns.eventwords import EventWords, event_words
from counterclaim.extracting.patterns.roles import PLAYS, role_weights
from counterclaim.extracting.tags import Argument, Attribution, Mention, Role, Trigger
from counterclaim.language.folding import Token, tokens
from counterclaim.language.packs import Pack
from counterclaim.model import Passage, Span

_OPEN = frozenset({"the", "a", "possessive", "settlement", "of", "this"})
_SURE = 0.7
_NEAR = 80
_BETWEEN = frozenset(
    {"that", "and", "cause", "by", "if", "of", "in", "with", "against", "from", "be", "pronoun"}
)
_STOPS = frozenset(",;:()،؛")
_FAR = (0, 1, 2, 3, 5, 8, 13, 21)


class Pair(NamedTuple):
    """A trigger and a mention of its sentence, with the cues of their standing.

    `inside`: the mention stands in the content of the trigger's attribution; `placed`: a preposition of
    place leads to it, or it names no party beside ('in Turkey' and 'the Idlib region', not 'with Turkey');
    `where`: a party's name that only says where ('in Gaza', 'south of Tripoli', 'northern Mali'): no doer.
    """

    trigger: int
    mention: int
    cues: tuple[str, ...]
    inside: bool
    placed: bool
    where: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    number: int
    first: int
    last: int


def link(
    text: str, passages: Sequence[Passage], pack: Pack, attributions: Sequence[Attribution],
    triggers: Sequence[Trigger], mentions: Sequence[Mention],
) -> tuple[Argument, ...]:  # fmt: skip
    """Arguments of `triggers` among `mentions`; both are named by their index."""
    measured = role_weights(pack)
    found: list[Argument] = []
    nearest: dict[tuple[int, Role], tuple[float, Argument]] = {}
    owner = _owners(triggers, mentions)
    for pair in pairs(text, passages, pack, attributions, triggers, mentions):
        if owner.get(pair.mention, pair.trigger) != pair.trigger:
            continue
        roles = PLAYS[mentions[pair.mention].kind]
        scores = measured.scores(pair.cues, roles)
        if triggers[pair.trigger].type == "statement":
            scores |= _stated(pair, roles)
        if pair.where:
            roles = tuple(role for role in roles if role != "actor")
        elif len(roles) > 1 and mentions[pair.mention].kind == "party":
            roles = (max(roles, key=lambda r: scores[r]),)
        for role in roles:
            argument = Argument(pair.trigger, pair.mention, role)
            if scores[role] > (measured.least(role) if pair.placed else _SURE):
                found.append(argument)
            elif scores[role] > measured.alone(role) and pair.placed:
                key = (pair.trigger, role)
                nearest[key] = max(nearest.get(key, (0.0, argument)), (scores[role], argument), key=_weight)
    filled = {(a.trigger, a.role) for a in found}
    found += [argument for key, (_, argument) in nearest.items() if key not in filled]
    found += _shared(text, pack, triggers, found)
    return tuple(sorted(found, key=lambda a: (a.trigger, a.mention, a.role)))


def _owners(triggers: Sequence[Trigger], mentions: Sequence[Mention]) -> dict[int, int]:
    """Quantities that a trigger's own words hold or overlap ('repelled two attacks') belong to it alone."""
    order = sorted(range(len(triggers)), key=lambda i: triggers[i].span)
    ends = [triggers[i].span.end for i in order]
    found: dict[int, int] = {}
    for number, mention in enumerate(mentions):
        at = bisect_right(ends, mention.span.start)
        if mention.kind == "quantity" and at < len(order) and triggers[order[at]].span.overlaps(mention.span):
            found[number] = order[at]
    return found


def _shared(
    text: str, pack: Pack, triggers: Sequence[Trigger], found: Sequence[Argument]
) -> Iterator[Argument]:
    """Doers of a verb for the next that 'and' joins to it ('killed three guards and burned the post')."""
    lex = event_words(pack)
    order = sorted(range(len(triggers)), key=lambda i: triggers[i].span)
    for before, index in pairwise(order):
        one, other = triggers[before], triggers[index]
        between = text[one.span.end : other.span.start]
        if one.attribution != other.attribution or len(between) > _NEAR or "." in between or ";" in between:
            continue
        words = list(tokens(between))
        if not words or "joint" not in lex.class_of(words[-1].folded) or "noun" in _form(text, lex, other):
            continue
        if any(a.trigger == index and a.role == "actor" for a in found):
            continue
        yield from (
            Argument(index, a.mention, "actor") for a in found if a.trigger == before and a.role == "actor"
        )


def _form(text: str, lex: EventWords, trigger: Trigger) -> str:
    return next((lex.form_of(t.folded) for t in tokens(text, trigger.span.start, trigger.span.end)), "noun")


def _stated(pair: Pair, roles: Sequence[Role]) -> dict[Role, float]:
    """A statement is made at the time beside its cue, about the places that its content names."""
    if "time" in roles:
        return {"time": 0.0 if pair.inside else 1.0}
    if "place" in roles:
        return {"place": 1.0 if pair.inside and pair.placed else 0.0}
    return {}


def _weight(scored: tuple[float, Argument]) -> tuple[float, int]:
    return scored[0], -scored[1].mention


def pairs(
    text: str, passages: Sequence[Passage], pack: Pack, attributions: Sequence[Attribution],
    triggers: Sequence[Trigger], mentions: Sequence[Mention],
) -> Iterator[Pair]:  # fmt: skip
    """Every trigger with every mention of its sentence."""
    lex = event_words(pack)
    trigger_order = sorted(range(len(triggers)), key=lambda i: triggers[i].span)
    mention_order = sorted(range(len(mentions)), key=lambda i: mentions[i].span)
    trigger_starts = [triggers[i].span.start for i in trigger_order]
    mention_starts = [mentions[i].span.start for i in mention_order]
    sources = frozenset(span for a in attributions for span in (*a.source, *a.via))
    for passage in passages:
        if not _between(trigger_starts, passage.span):
            continue
        words = list(tokens(text, passage.span.start, passage.span.end))
        starts = [w.start for w in words]
        for sentence in split(text, words):
            extent = Span(words[sentence.first].start, words[sentence.last - 1].end)
            happenings = [
                _placed(trigger_order[at], triggers[trigger_order[at]].span, starts, words)
                for at in _between(trigger_starts, extent)
            ]
            if not happenings:
                continue
            present = [
                _placed(mention_order[at], mentions[mention_order[at]].span, starts, words)
                for at in _between(mention_starts, extent)
            ]
            scene = _Scene(text, words, sentence, lex, happenings, present, triggers, mentions)
            leads = {mention.number: scene.led(mention) for mention in present}
            for happening in happenings:
                trigger = triggers[happening.number]
                content = () if trigger.attribution is None else attributions[trigger.attribution].content
                own = frozenset(
                    () if trigger.attribution is None else attributions[trigger.attribution].source
                )
                for mention in present:
                    cues = scene.cues(happening, mention)
                    span = mentions[mention.number].span
                    cues += _attributed(span, content, own, sources, cues[0])
                    inside = any(piece.overlaps(span) for piece in content)
                    led = leads[mention.number]
                    if led:
                        cues.append(f"{cues[0]}:led={led}")
                    near = led in ("in", "direction") if trigger.type == "statement" else led is not None
                    placed = near or "place:over=party" not in cues
                    where = scene.where(mention, led)
                    yield Pair(happening.number, mention.number, tuple(cues), inside, placed, where)


def _between(starts: Sequence[int], span: Span) -> range:
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _placed(number: int, span: Span, starts: Sequence[int], words: Sequence[Token]) -> _Placed:
    first = max(bisect_right(starts, span.start) - 1, 0)
    if words[first].end <= span.start and first + 1 < len(words):
        first += 1
    last = max(bisect_left(starts, span.end) - 1, first)
    return _Placed(number, first, last)


def _attributed(
    span: Span, content: Sequence[Span], own: frozenset[Span], sources: frozenset[Span], lead: str
) -> list[str]:
    kind = lead.partition(":")[0]
    found = []
    if content and not any(piece.overlaps(span) for piece in content):
        found.append(f"{kind}:outside")
    if span in own:
        found.append(f"{kind}:own_source")
    elif span in sources:
        found.append(f"{kind}:source")
    return found


class _Scene:
    """One sentence with its triggers and mentions."""

    def __init__(
        self, text: str, words: Sequence[Token], sentence: Sentence, lex: EventWords,
        happenings: Sequence[_Placed], present: Sequence[_Placed],
        triggers: Sequence[Trigger], mentions: Sequence[Mention],
    ) -> None:  # fmt: skip
        self._text, self._words, self._sentence, self._lex = text, words, sentence, lex
        self._happenings, self._present = happenings, present
        self._triggers, self._mentions = triggers, mentions
        self._voices = {h.number: self._voice(h) for h in happenings}

    def _voice(self, happening: _Placed) -> str:
        """Shape of the trigger: its last letters do not tell, the class of the word before does."""
        before = happening.first - 1
        classes: tuple[str, ...] = ()
        if before >= self._sentence.first:
            classes = self._lex.class_of(self._words[before].folded)
            if "adverb" in classes and before > self._sentence.first:
                classes = self._lex.class_of(self._words[before - 1].folded)
        form = self._lex.form_of(self._words[happening.first].folded)
        for name in ("be", "have", "to", "modal", "the", "a", "possessive", "of", "by", "in"):
            if name in classes:
                return f"{form}/{name}"
        return form

    def cues(self, happening: _Placed, mention: _Placed) -> list[str]:
        trigger = self._triggers[happening.number]
        kind = self._mentions[mention.number].kind
        if mention.last < happening.first:
            side, low, high = "before", mention.last + 1, happening.first
        elif mention.first > happening.last:
            side, low, high = "after", happening.last + 1, mention.first
        else:
            side, low, high = "over", 0, 0
        lead = f"{kind}:{side}"
        voice = self._voices[happening.number]
        distance = _FAR[bisect_right(_FAR, high - low) - 1]
        others = rivals = 0
        if high > low:
            others = sum([low <= h.first < high for h in self._happenings])
            between = [m.number for m in self._present if low <= m.first < high]
            rivals = sum([self._mentions[number].kind == kind for number in between])
        found = [
            lead,
            f"{lead}:{trigger.type}",
            f"{lead}:{voice}",
            f"{lead}:{trigger.type}:{voice}",
            f"{lead}:far={distance}",
            f"{lead}:others={min(others, 3)}",
            f"{lead}:rivals={min(rivals, 3)}",
        ]
        found += self._near(lead, kind, trigger.type, mention)
        found += self._taken(lead, happening, mention)
        found += self._gap(lead, low, high)
        word = self._words[happening.first].folded
        found.append(f"{lead}:{word}")
        return found

    def led(self, mention: _Placed) -> str | None:
        """Class of the preposition that leads to the mention, over articles, names and modifiers."""
        words = self._words
        for at in range(mention.first - 1, max(self._sentence.first, mention.first - 5) - 1, -1):
            if any(c in _STOPS for c in self._text[words[at].end : words[at + 1].start]):
                return None
            classes = self._lex.class_of(words[at].folded)
            for name in ("in", "to", "from", "direction"):
                if name in classes:
                    return name
            if classes and not _OPEN & set(classes):
                return None
        return None

    def where(self, mention: _Placed, led: str | None) -> bool:
        """Whether a party mention is part of a longer place, or a place that a preposition of place leads to."""
        if self._mentions[mention.number].kind != "party":
            return False
        for other in self._present:
            if self._mentions[other.number].kind != "place":
                continue
            if other.first <= mention.first and mention.last <= other.last:
                longer = other.last - other.first > mention.last - mention.first
                if longer or led in ("in", "direction"):
                    return True
        return False

    def _taken(self, lead: str, happening: _Placed, mention: _Placed) -> list[str]:
        """Whether another trigger stands right before or behind the mention: its object or subject then."""
        found = []
        for other in self._happenings:
            if other is happening:
                continue
            if 0 < mention.first - other.last <= 2:
                found.append(f"{lead}:taken=after")
            elif 0 < other.first - mention.last <= 2:
                found.append(f"{lead}:taken=before")
        return found

    def _near(self, lead: str, kind: str, happening: str, mention: _Placed) -> list[str]:
        before, words = mention.first - 1, self._words
        found = []
        if before < self._sentence.first:
            found.append(f"{lead}:prev=edge")
        else:
            token = words[before]
            found.append(
                f"{lead}:prev={token.folded}" if self._lex.class_of(token.folded) else f"{lead}:prev=word"
            )
            if "," in self._text[token.end : words[mention.first].start]:
                found.append(f"{lead}:prev=comma")
        after = mention.last + 1
        if after < self._sentence.last:
            found += [f"{lead}:next={c}" for c in self._lex.class_of(words[after].folded)]
        for name in self._lex.class_of(words[mention.last].folded):
            found.append(f"{kind}:{happening}:is={name}")
        if mention.first == mention.last:
            found.append(f"{lead}:single")
        led = found[0]
        for other in self._present:
            if other is not mention and other.first <= mention.last and mention.first <= other.last:
                over = self._mentions[other.number].kind
                found += [f"{kind}:over={over}", f"{led}:over={over}"]
        return found

    def _gap(self, lead: str, low: int, high: int) -> list[str]:
        found: set[str] = set()
        for at in range(low, min(high, low + 25)):
            for name in self._lex.class_of(self._words[at].folded):
                if name in _BETWEEN:
                    found.add(f"{lead}:gap={name}")
        if high > low:
            start = self._words[low - 1].end if low else self._words[low].start
            stretch = self._text[start : self._words[min(high, len(self._words) - 1)].start]
            if commas := stretch.count(",") + stretch.count("،"):
                found.add(f"{lead}:commas={min(commas, 3)}")
            if ";" in stretch or ":" in stretch or "؛" in stretch:
                found.add(f"{lead}:break")
        return sorted(found)
