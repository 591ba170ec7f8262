"""Pronouns: who 'he', 'it' and 'they' are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from counterclaim.extracting.coreference import Named
from counterclaim.extracting.wordings import BY, Wordings, folded_phrase
from counterclaim.language import tokens
from counterclaim.model import Span
from counterclaim.parties.phrases import Reading

STANDING = ("state", "office", "body", "group")
NAMED_KINDS = (*STANDING, "person")
SENTENCE_ENDS = (". ", "! ", "? ", "\n", "؟ ", ".” ", '." ')
SENTENCE = 1000
SPEAKERS = 12


class Pronouns(Wordings):
    """Reads one pronoun at a time in the light of what was named before.

    `sayings`: what each source is said to say; a pronoun hardly means somebody named in there.
    """

    sayings: Mapping[Span, Sequence[Span]] = {}
    _order: list[Span] | None = None

    def read(self, span: Span) -> list[Reading]:
        """What a mention means; given by who reads those."""
        raise NotImplementedError

    def _complete(self, reading: Reading) -> list[Reading]:
        """What a mention that is no pronoun means; given by who reads those."""
        raise NotImplementedError

    def _pronoun(self, span: Span) -> list[Reading] | None:
        phrase, at = folded_phrase(span.of(self._text)), span.start
        before = self._before(span)
        if self._pronoun_of("male", phrase) or self._pronoun_of("female", phrase):
            one = before(lambda n: n.reading.kind == "person" or self._somebody(n))
            if one is None and self._endings.pairs:  # 'Армия … она': things have a gender too
                one = before(self._is_body)
        elif self._pronoun_of("neuter", phrase):
            if (speaker := self._last_speaker(span)) is not None:
                return [speaker]
            one = before(self._is_body)
        elif self._pronoun_of("first", phrase):
            one = before(lambda n: n.reading.kind == "person" and n.subject)
        elif self._pronoun_of("former_last", phrase):
            one = self._antecedents.nearest(at, lambda n: n.reading.kind in NAMED_KINDS)
        elif self._pronoun_of("both", phrase):
            return [Reading("state", party, None, phrase) for party in self._antecedents.rivals] or [
                Reading("unknown", None, None, "")
            ]
        elif self._pronoun_of("plural", phrase):
            if subjects := self._subjects(at):
                return subjects
            one = before(lambda n: n.reading.kind in (*STANDING, "crowd") or bool(self._company(n)))
            together = self._together(one)
            if together:
                return together
        else:
            return None
        if one is None:
            return [Reading("unknown", None, None, "")]
        known = one.reading.party is not None and self._registry.is_known(one.reading.party)
        return [one.reading] if known else self._complete(one.reading)

    def _before(self, span: Span) -> Callable[[Callable[[Named], bool]], Named | None]:
        """Looks for the antecedent of a pronoun, rather outside of what the pronoun is said to say."""
        said = self.sayings.get(span, ())

        def before(wanted: Callable[[Named], bool]) -> Named | None:
            outside = self._antecedents.before(
                span.start,
                lambda n: wanted(n) and not any(piece.start <= n.start < piece.end for piece in said),
            )
            return outside or (self._antecedents.before(span.start, wanted) if said else None)

        return before

    def _last_speaker(self, span: Span) -> Reading | None:
        """'It said' after '…, state television said' → the body or medium that spoke last, in this sentence or
        the one before; None where people did."""
        if span not in self.sayings or self._doing(span):
            return None
        if self._order is None:
            self._order = sorted(self.sayings)
        last = bisect_left(self._order, span) - 1
        reach = self._sentence_before(span.start)
        for at in range(last, max(-1, last - SPEAKERS), -1):
            one = self._order[at]
            if one.end > span.start or self._is_quoted(at, span):
                continue
            if one.start <= reach:
                break
            if self._pronoun_of("neuter", folded_phrase(one.of(self._text))):
                reach = self._sentence_before(one.start)
                continue
            if self._doing(one):  # 'State television aired a call from the army urging …. It said'
                return None
            readings = self.read(one)
            head = next(reversed([*tokens(self._text, one.start, one.end)]), None)
            start, end = (head.start, head.end) if head else (one.start, one.start)
            items = self._registry.items(self._text, start, end, self._language)
            medium = any(item.kind == "media_noun" for item in items)
            kinds = (*STANDING, "crowd") if medium else STANDING
            return readings[0] if len(readings) == 1 and readings[0].kind in kinds else None
        return None

    def _doing(self, span: Span) -> bool:
        """Whether a body does something in the sentence of the pronoun ('X released a video of what it said was …')."""
        opening, said = self._opening(span.start), self.sayings.get(span, ())
        near = [
            source for source in self.sayings if opening < source.start < span.start
        ]  # speakers, not doers
        one = self._antecedents.nearest(
            span.start,
            lambda n: n.subject and self._is_body(n) and not any(s.start <= n.start < s.end for s in near),
        )
        return (
            one is not None
            and one.start > opening
            and not any(piece.start <= one.start < piece.end for piece in said)
        )

    def _sentence_before(self, at: int) -> int:
        opening = self._opening(at)
        return self._opening(opening) if opening > 0 else -1

    def _is_quoted(self, at: int, span: Span) -> bool:
        """Whether the source at `at` of the order stands in what another is said to say, and `span` does not."""
        one = (self._order or [])[at]
        near = (self._order or [])[max(0, at - SPEAKERS) : at + SPEAKERS]
        return any(
            piece.holds(one) and not piece.holds(span)
            for other in near
            if other != one
            for piece in self.sayings[other]
        )

    @staticmethod
    def _is_body(named: Named) -> bool:
        return named.reading.kind in STANDING and named.reading.party is not None

    def _subjects(self, at: int) -> list[Reading]:
        """Those whom the sentence of `at` has named together as its subject ('A and B met, and they …')."""
        opening = self._opening(at)
        for one in self._antecedents.back(at):
            if one.start <= opening:
                break
            if one.subject and one.end <= at:
                return self._company(one)
        return []

    def _pronoun_of(self, key: str, phrase: str) -> bool:
        """Pronouns are listed in each form."""
        return phrase in self._words.get(key, frozenset())

    def _somebody(self, named: Named) -> bool:
        """Whether a source is one person without a name ('an official at the governor's office')."""
        opening = self._text[named.start : named.end].split(" ", 1)[0]
        return (
            named.subject and named.reading.kind == "crowd" and self._is("one_person", folded_phrase(opening))
        )

    def _together(self, one: Named | None) -> list[Reading]:
        """All parties of a coordinated antecedent ('Yerevan and Baku … they')."""
        if one is None:
            return []
        if company := self._company(one):
            return company
        readings = self._registry.readings(self._text, one.start, one.end, self._language, self._date)
        return readings if len(readings) > 1 and all(reading.party for reading in readings) else []

    def _company(self, one: Named) -> list[Reading]:
        """`one` and the mentions that commas and one conjunction join to it ('A, B and C')."""
        joined = self._antecedents.group(one, self._joint)
        joints = {self._joint(first, second) for first, second in pairwise(joined)}
        return [named.reading for named in joined] if not joints <= {","} else []

    def _joint(self, one: Named, other: Named) -> str:
        """The conjunction or comma that alone stands between two parties."""
        gap = self._text[one.end : other.start].strip()
        bare = gap.strip(", ")
        if None in (one.reading.party, other.reading.party) or len(gap) > BY:
            return ""
        return bare if bare in self._joints else "," if gap in (",", "،") else ""

    def _opening(self, at: int) -> int:
        """Where the sentence before ends; -1 where none does nearby."""
        return max(self._text.rfind(mark, max(0, at - SENTENCE), at) for mark in SENTENCE_ENDS)
