"""Mentions that take their meaning from the article: pronouns, surnames, 'the ministry', 'its forces'."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from counterclaim.extracting.coreference import Named
from counterclaim.extracting.people import unknown_words
from counterclaim.extracting.pronouns import STANDING, Pronouns
from counterclaim.extracting.wordings import SHORT
from counterclaim.language import tokens
from counterclaim.model import Span
from counterclaim.parties.coordination import PARTY_BEARING
from counterclaim.parties.phrases import STATES, Kind, Reading

TOPS = frozenset({"President", "Prime Minister", "Supreme Leader", "Chairman", "leader", "Military command"})
GENERIC_OFFICES = frozenset({"Ministry", "Minister"})
FREE_OFFICES = frozenset(
    {"Ambassador", "Special Envoy", "Secretary General", "High Commissioner", "Member of Parliament",
     "delegation", "Mayor", "Governor", "Embassy", "Minister"}
)  # fmt: skip
LOCAL_OFFICES = frozenset({"Mayor", "Governor", "Police"})
BODIES = ("organisation", "monitor")
LONG = 5
OPENING = 3


class Anaphora(Pronouns):
    """Reads one mention at a time in the light of an article's antecedents and people."""

    def read(self, span: Span) -> list[Reading]:
        """Readings of the mention at `span`, one for each party it names, as far as they are known."""
        surface = span.of(self._text)
        if not (surface.isupper() and len(surface) > 1) and (pronoun := self._pronoun(span)) is not None:
            return pronoun
        readings = self._registry.readings(self._text, span.start, span.end, self._language, self._date)
        return [done for reading in readings for done in self._complete(reading)]

    def _complete(self, reading: Reading) -> list[Reading]:
        if reading.relation == "both" and reading.party is None:
            return [replace(reading, party=party) for party in self._antecedents.rivals] or [reading]
        if reading.party is None and (longer := self._longer_name(reading)) is not None:
            return [longer]
        if (party := self._force(reading)) is not None:
            return [self._of_force(reading, party)]
        if reading.party is not None and reading.office == "leader":
            return [self._leader(reading)]
        if reading.party is not None and reading.kind != "crowd":
            if reading.office in GENERIC_OFFICES:
                return [self._same_office(reading)]
            if reading.kind == "group" and not self._registry.is_known(reading.party):
                return [self._definite(reading)]
            if reading.kind == "person":
                return [self._namesake(reading)]
            return [reading]
        if (known := self._introduced(reading)) is not None:
            if known.party is None and known.office is not None:
                return [self._same_office(known)]
            if known.party is None and known.relation is not None:
                return [self._related(known)]
            return [known]
        if reading.party is not None:
            return [self._definite_person(reading)]
        if reading.relation is not None:
            return [self._related(reading)]
        if (owner := self._spoken_for(reading)) is not None:
            return [owner]
        return [self._definite(reading)]

    def _spoken_for(self, reading: Reading) -> Reading | None:
        """'A spokesman for the group', 'a statement released on Monday by the brigade' → the group, the brigade."""
        if reading.kind not in ("person", "message") or reading.office is not None:
            return None
        items = self._registry.items(self._text, reading.start, reading.end, self._language)
        for head, owner in pairwise(items):
            if head.kind not in ("speaker", "message") or owner.kind != "owner":
                continue
            first, *_, word = [*tokens(self._text, owner.start, owner.end)] * 2
            if head.kind == "message" and not self._is("agents", first.folded):
                continue
            start = word.start if self._definite_word(word.folded) else owner.end + 1
            opening = next(tokens(self._text, start, reading.end), None)
            if opening is None or not self._definite_word(opening.folded):
                return None
            (named, *_) = self.read(Span(start, reading.end))
            if named.party is not None:
                return named
            name = named.words
            known = self._cased and name[:1].isupper() and named.kind in ("unknown", "group", "body")
            return replace(named, kind="body", party=name) if known else None
        return None

    def _own_name(self, reading: Reading) -> bool:
        """Whether a phrase has a name that is not known ('the Harun monitoring group')."""
        items = self._registry.items(self._text, reading.start, reading.end, self._language)
        span = Span(reading.start, reading.end)
        return self._cased and bool(unknown_words(self._text, span, items, cased=True))

    def _namesake(self, reading: Reading) -> Reading:
        """The person whom the article itself gives another office than the lists do."""
        known = self._introduced(reading)
        if known is None or known.office is None:
            return reading
        return known if self._date is None or known.party != reading.party else reading

    def _longer_name(self, reading: Reading) -> Reading | None:
        """'The Council' → the last body named before whose name ends in that word."""
        head = self._head(reading)
        if len(head) < LONG or " " in head or reading.office is not None:
            return None

        def wanted(named: Named) -> bool:
            if named.reading.party is None or named.reading.kind not in STANDING:
                return False
            name = self._text[named.start : named.end].casefold()
            return len(name) > len(head) + SHORT and name.endswith(" " + head)

        one = self._antecedents.nearest(reading.start, wanted)
        return one.reading if one else None

    def _force(self, reading: Reading) -> str | None:
        """'The rebels in Homs' by the article's conflict file."""
        conflict = self._antecedents.conflict
        if conflict is None:
            return None
        if reading.party and self._registry.is_known(reading.party):
            # Words that mean a party only since it is there ('Syrian Kurdish forces') mean another one before.
            own = next((party for party in conflict.parties if party.name == reading.party), None)
            if own is None or reading.office is not None or own.lasted(self._date):
                return None
            generic: str | None = self._text[reading.start : reading.end]
        elif reading.stranger is not None:
            generic = self._stranger_office(reading)
        else:
            generic = reading.words if reading.kind == "unknown" else reading.generic
        if generic is None:
            return None
        party = self._registry.force_of(conflict, generic, self._language, self._date)
        return party and (self._last_group(reading, party) or party)

    def _of_force(self, reading: Reading, party: str) -> Reading:
        """'The civil defence' of a conflict may be a body that is no office of a state."""
        if reading.office is None:
            return replace(reading, kind="group", party=party)
        if self._is_state(party):
            return replace(reading, party=party)
        kind: Kind = "body" if self._registry.kind_of(party) in BODIES else "group"
        return replace(reading, kind=kind, party=party, office=None, stranger=None, default=None)

    def _stranger_office(self, reading: Reading) -> str | None:
        """'Kurdish police' out of 'a Kurdish police source in Qamishli'."""
        items = self._registry.items(self._text, reading.start, reading.end, self._language)
        start = self._text.find(reading.stranger or "", reading.start, reading.end)
        end = next((item.end for item in items if item.kind == "office" and item.start > start), None)
        return self._text[start:end] if end is not None else None

    def _last_group(self, reading: Reading, usual: str) -> str | None:
        """'The militants' → the armed group named last in a sentence before, where that is no ally of the state and
        does nothing in their own sentence; None where `usual`, or more than one group of its side, stands there."""
        words = [token.folded for token in tokens(self._text, reading.start, reading.end)]
        if len(words) != 2 or not self._definite_word(words[0]) or not self._is("any_fighters", words[1]):
            return None
        opening, side = self._opening(reading.start), self._registry.side_of
        doers, home = set(), self._antecedents.home
        found: tuple[str, int] | None = None
        for one in self._antecedents.back(reading.start):
            party = self._group_of(one)
            if party is None or (home is not None and side(party) == side(home)):
                continue
            if one.start > opening:
                doers |= {party} if one.subject else set()
            elif found is not None and one.start <= found[1]:
                break
            elif party == usual:
                return None
            elif found is None and party not in doers:
                found = party, self._opening(one.start)
            elif found is not None and party != found[0] and side(party) == side(found[0]):
                return None
        return found[0] if found else None

    def _group_of(self, named: Named) -> str | None:
        """The armed group that a mention means, by name or by the conflict file; None for 'militants' alone."""
        party, generic = named.reading.party, named.reading.generic
        if party is None and generic is not None and self._antecedents.conflict is not None:
            if self._is("any_fighters", generic.casefold()):
                return None
            party = self._registry.force_of(self._antecedents.conflict, generic, self._language, self._date)
        return party if party is not None and self._registry.kind_of(party) == "armed_group" else None

    def _definite_person(self, reading: Reading) -> Reading:
        """'The American diplomat' → the American named last."""
        words = [token.folded for token in tokens(self._text, reading.start, reading.end)]
        definite = bool(words) and self._definite_word(words[0])
        heads = words if self._cased else [self._bare(word) for word in words]
        if not definite or len(words) > SHORT or not any(self._is("person", head) for head in heads):
            return reading
        return self._person_of(reading) or reading

    def _leader(self, reading: Reading) -> Reading:
        if (known := self._introduced(reading)) is not None and known.party:
            return known
        return self._person_of(reading, TOPS) or reading

    def _person_of(self, reading: Reading, offices: frozenset[str] | None = None) -> Reading | None:
        one = self._antecedents.nearest(
            reading.start,
            lambda n: (
                n.reading.kind == "person"
                and n.reading.party == reading.party
                and (offices is None or n.reading.office in offices)
            ),
        )
        return one.reading if one else None

    def _introduced(self, reading: Reading) -> Reading | None:
        span = Span(reading.start, reading.end)
        items = self._registry.items(self._text, span.start, span.end, self._language)
        if any(item.kind in PARTY_BEARING and item.kind != "person" for item in items):
            return None
        if any(item.kind in ("office", "aide") for item in items):
            return None
        words = unknown_words(self._text, span, items, cased=self._cased)
        return self._people.find(words, span.start)

    def _related(self, reading: Reading) -> Reading:
        """'Its forces', 'the country's defence ministry', 'his Vice President'."""
        at, relation = reading.start, reading.relation or ""
        if relation == "state":
            home = self._antecedents.home
            return replace(reading, party=home) if home else reading
        national = reading.office is not None
        if self._is("of_person", relation):
            one = self._antecedents.before(
                at, lambda n: n.reading.kind == "person" and n.reading.party is not None
            )
        elif relation == "country":
            one = self._antecedents.nearest(at, lambda n: self._is_state(n.reading.party))
        else:
            one = self._owner(at, national=national)
        if one is None:
            return reading
        kind: Kind = one.reading.kind if reading.kind in ("unknown", "group") else reading.kind
        return replace(reading, party=one.reading.party, kind="state" if kind == "person" else kind)

    def _owner(self, at: int, *, national: bool) -> Named | None:
        """Whom 'its' and 'their' mean: the last party in the sentence, else the last subject."""

        def wanted(named: Named) -> bool:
            party = named.reading.party
            return party is not None and not named.place and (self._is_state(party) if national else True)

        opening = self._opening(at)
        for test in (lambda n: n.subject and wanted(n), wanted):
            near = self._antecedents.nearest(at, test)
            if near is not None and near.start > opening:
                return near
        return self._antecedents.before(at, wanted)

    def _is_state(self, party: str | None) -> bool:
        return party is not None and self._registry.kind_of(party) in STATES

    def _definite(self, reading: Reading) -> Reading:
        if reading.office is not None:
            return self._same_office(reading)
        head, at = self._head(reading), reading.start
        last = head.split(" ")[-1]
        one: Named | None = None
        if self._ends("monitor", reading):
            one = None if self._own_name(reading) else self._body(at, ("monitor",))
        elif self._is("media", head):
            one = self._body(at, ("media",)) if not self._is("office", head) else self._agency(at)
            one = one or self._antecedents.before(at, lambda n: n.reading.kind == "crowd")
        elif self._is("person", head) or (reading.kind == "person" and self._is("person", last)):
            one = self._antecedents.before(at, lambda n: n.reading.kind == "person")
        elif self._is("source", head):
            one = self._antecedents.before(
                at,
                lambda n: n.reading.kind == "crowd" and bool(n.reading.party or n.reading.relation),
            )
            if (same := self._same_source(one, at, last)) is not None:
                return self.read(Span(same.start, same.end))[0]
            if one is not None and one.reading.party is None:
                return self._related(one.reading)
        elif self._is("group", head) or (head and self._is("group", last)):
            one = self._antecedents.before(
                at,
                lambda n: (
                    n.reading.party is not None
                    and (
                        (n.reading.kind == "group" and self._bears(n, last))
                        or (self._is("body", head) and self._registry.kind_of(n.reading.party) in BODIES)
                    )
                ),
            )
        elif self._is("body", head):
            one = self._body(at, (*BODIES, "other"))
        elif self._is_seated(reading):
            one = self._antecedents.before(
                at,
                lambda n: n.reading.party is not None and self._registry.kind_of(n.reading.party) in BODIES,
            )
        elif reading.kind == "message" and self._is("message", head):
            kinds = ("office", "body", "person", "state")
            one = self._antecedents.nearest(at, lambda n: self._made(n, head))
            if one is None and (maker := self._same_message(at, head)) is not None:
                return maker
            one = one or self._antecedents.before(at, lambda n: n.subject and n.reading.kind in kinds)
        if one is None:
            return reading
        if one.reading.party is not None and (
            self._ends("monitor", reading) or self._is("body", head) or self._is("group", head)
        ):
            return replace(one.reading, kind="body", office=None, aide=False)
        return one.reading

    def _same_source(self, known: Named | None, at: int, head: str) -> Named | None:
        """The last source before that opens with the word `head` ('a local source', 'a source at X'); None where
        `known` is nearer."""

        def wanted(named: Named) -> bool:
            words = [token.folded for token in tokens(self._text, named.start, named.end)]
            return named.subject and len(words) > 2 and head in words[:OPENING]

        nearer = self._antecedents.nearest(at, wanted)
        return None if nearer is None or (known is not None and known.start > nearer.start) else nearer

    def _same_message(self, at: int, head: str) -> Reading | None:
        """The maker of the last source before that is a `head` too ('a statement released by X … the statement')."""

        def wanted(named: Named) -> bool:
            words = [token.folded for token in tokens(self._text, named.start, named.end)]
            return named.subject and named.reading.kind == "message" and head in words[:OPENING]

        one = self._antecedents.nearest(at, wanted)
        return self._spoken_for(one.reading) if one is not None else None

    def _is_seated(self, reading: Reading) -> bool:
        """'The Lyon-based rights organisation': a body named before, described by its seat."""
        items = self._registry.items(self._text, reading.start, reading.end, self._language)
        words = [token.folded for token in tokens(self._text, reading.start, reading.end)]
        described = any(item.kind == "based" for item in items) and not self._own_name(reading)
        return described and self._definite_word(words[0]) and self._is("body", words[-1])

    @staticmethod
    def _is_that_ministry(named: Reading, reading: Reading) -> bool:
        """Whether a mention names the ministry that a headline leaves without its state."""
        ministry = (reading.office or "").startswith("Ministry of")
        return ministry and named.kind == reading.kind and named.office == reading.office

    def _same_office(self, reading: Reading) -> Reading:
        """'The ministry', 'the army': as named before, else of the article's own state."""
        generic = reading.office in GENERIC_OFFICES or reading.office in LOCAL_OFFICES
        conflict = self._antecedents.conflict
        if reading.stranger is not None:
            one_state = conflict is not None and len(conflict.countries) == 1
            local = reading.office in LOCAL_OFFICES and one_state
            if reading.office in LOCAL_OFFICES and (state := self._state_of(reading.stranger)):
                return replace(reading, party=state, office=f"{reading.office} of {reading.stranger}")
            return replace(reading, party=self._antecedents.home if local else reading.stranger)
        one = self._antecedents.before(
            reading.start,
            lambda n: (
                n.reading.party is not None
                and (reading.party is None or n.reading.party == reading.party)
                and n.reading.kind == reading.kind
                and (
                    n.reading.office == reading.office
                    or (generic and (n.reading.office or "").startswith(reading.office or ""))
                )
            ),
        )
        if one is not None:
            whole = generic or reading.kind == "person"
            return one.reading if whole else replace(reading, party=one.reading.party)
        if reading.party is not None:
            return reading
        if reading.default is not None:
            return replace(reading, party=reading.default)
        if (only := self._antecedents.only(lambda n: self._is_that_ministry(n.reading, reading))) is not None:
            return replace(reading, party=only)
        free = reading.office in FREE_OFFICES or self._described(reading)
        home = None if free else self._antecedents.home
        return replace(reading, party=home) if home else reading
