"""Who pronouns mean that stand for doers and sufferers: 'they', 'its troops', 'we'.

A monitor that reports is the subject of most sentences, but those who 'have surrounded the town' are the rebels
that it tells of. So an actor or target goes back to the actors and targets before it and to whoever speaks, and
only then to other parties that the text names. The first person is the speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from counterclaim.extracting.carried_doers import CarriedDoers
from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.own_doers import OwnDoers
from counterclaim.extracting.patterns.factuality import factuality, of_cue
from counterclaim.extracting.sharing import Arguments
from counterclaim.extracting.tags import Argument, Tags
from counterclaim.extracting.wordings import folded_phrases
from counterclaim.language import Pack, fold, load, tokens
from counterclaim.model import Span
from counterclaim.parties.lexicon import table
from counterclaim.parties.registry import Registry

REACH = 2
"""Sentences back to the last one whose actors a pronoun can mean."""

_LOOK_BACK = 60
"""Actors and targets before a pronoun, the nearest ones, that are looked at."""

NOBODY = frozenset({"outlet", "unnamed"})

ONLOOKERS = frozenset({"monitor", "media"})
"""Kinds of party that report what others do."""


class _Words(NamedTuple):
    """Folded pronouns and possessives by whom they stand for, nouns for other parties ('allies'), plural endings."""

    first: frozenset[str]
    plural: frozenset[str]
    neuter: frozenset[str]
    our: frozenset[str]
    their: frozenset[str]
    its: frozenset[str]
    others: frozenset[str]
    endings: tuple[str, ...]
    both: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    owned: frozenset[str]
    our_endings: tuple[str, ...]
    their_endings: tuple[str, ...]

    def owner(self, word: str) -> str:
        """Whose the noun is by its ending ('قواتها'): 'our', 'their', else nothing."""
        for whose, endings in (("our", self.our_endings), ("their", self.their_endings)):
            for ending in endings:
                stem = word.removesuffix(ending)
                if stem != word and (stem in self.owned or stem[1:] in self.owned):
                    return whose
        return ""


@lru_cache(maxsize=16)
def _words(code: str) -> _Words:
    pack = load(code)
    anaphors = table(pack.section("parties"), "anaphors")
    first, plural, neuter, our, their, its, others, male, female = (
        folded_phrases(anaphors.get(key, ()))
        for key in ("first", "plural", "neuter", "our", "their", "its", "others_of", "male", "female")
    )
    owned, we = folded_phrases(anaphors.get("owned", ())), folded_phrases(anaphors.get("we", ()))
    our_endings, their_endings = (tuple(anaphors.get(key, ())) for key in ("our_endings", "their_endings"))
    first, plural = first | we, plural - we
    if their_endings:  # an army is 'he', forces are 'she'
        neuter |= male
    endings = tuple(pack.section("quantities").get("nouns", {}).get("plural", ()))
    pronouns = first | plural | neuter | our | their | its | male | female
    return _Words(
        first, plural, neuter, our, their, its, others, endings, folded_phrases(anaphors.get("pair", ())), folded_phrases(anaphors.get("articles", ())), pronouns,
        owned, our_endings, their_endings,
    )  # fmt: skip


def holders(text: str, trigger: Span, pack: Pack) -> list[Span]:
    """The possessive in a trigger that says whose a place is ('under its control')."""
    known = _words(pack.code)
    possessive = known.its | known.their | known.our
    words = tokens(text, trigger.start, trigger.end)
    return [Span(word.start, word.end) for word in words if word.folded in possessive][:1]


def _bare(phrase: str, articles: frozenset[str]) -> str:
    """The folded phrase without articles before it."""
    words = fold(phrase).split()
    while len(words) > 1 and words[0] in articles:
        words.pop(0)
    return " ".join(words)


class _Party(NamedTuple):
    """An actor or target with a name, and the parties it means."""

    span: Span
    trigger: int
    actor: bool
    names: tuple[str, ...]
    plural: bool


class Participants:
    """The actors and targets of one article's tags; `sentence` gives the sentence that holds a span."""

    def __init__(
        self,
        text: str,
        tags: Tags,
        cast: Cast,
        registry: Registry,
        pack: Pack,
        sentence: Callable[[Span], Span],
        distance: Callable[[Span, Span], int],
    ) -> None:
        self._text, self._tags, self._cast, self._registry = text, tags, cast, registry
        self._words, self._factuality = _words(pack.code), factuality(pack)
        self._sentence, self._distance, self._pack = sentence, distance, pack
        self._meant: dict[Span, tuple[str, ...]] = {}
        self._named = sorted(self._find(), key=lambda one: one.span)
        self._starts = [one.span.start for one in self._named]
        self._nameless = sorted(self._find_nameless())

    def fill(self, arguments: Sequence[Arguments]) -> None:
        """Give harms without doers those that a reader carries over, in place; `arguments` are those of each trigger."""
        OwnDoers(self._text, self._tags, arguments, self._cast, self._pack, self._sentence).fill()
        carried = CarriedDoers(
            self._text,
            self._tags,
            arguments,
            self._cast,
            self._pack,
            self._sentence,
            self._distance,
            self._look_on,
        )
        self._meant = carried.fill()

    def parties(self, span: Span, trigger: int) -> tuple[str, ...] | None:
        """The parties that the pronoun or possessive phrase at `span` means as an argument of `trigger`; None
        where it is none or nothing here tells."""
        folded = [token.folded for token in tokens(self._text, span.start, span.end)]
        surface = span.of(self._text)
        if not folded or (surface.isupper() and len(surface) > 1):  # 'US'
            return None
        if span in self._meant:
            return self._meant[span]
        known, alone = self._words, len(folded) == 1
        if " ".join(folded) in known.both and (pair := self._pair(span)):
            return pair
        owned = not alone and folded[0] in known.our | known.their | known.its
        named = self._cast.named_in(span) if owned else ()
        if named or (owned and any(word in known.others for word in folded)):
            return named
        ending = known.owner(folded[0])
        if (alone and folded[0] in known.first) or folded[0] in known.our or ending == "our":
            return self._speaker(trigger)
        owned = owned or bool(ending)
        plural = (alone and folded[0] in known.plural) or folded[0] in known.their
        if plural or ending or (alone and folded[0] in known.neuter) or folded[0] in known.its:
            if plural and not owned and self._sufferers(span, trigger):
                return ()
            found = self._antecedent(span, trigger, plural=plural, owned=owned)
            if found is None and (not owned or plural):
                found = self._doers(span, trigger)
            meant = self._cast.parties(span) if found is None else found
            return () if meant and not owned and self._does(meant, span, trigger) else found
        return self._in_full(span)

    def _in_full(self, span: Span) -> tuple[str, ...] | None:
        """Whom a phrase means that is no known party: a longer name in the text that opens so ('US-led' for 'the
        US-led coalition'), or what stands behind a place in it ('Ruritania rebels' of a headline)."""
        names = self._cast.parties(span)
        if not names or any(self._registry.is_known(name) for name in names):
            return None
        surface = _bare(span.of(self._text), self._words.articles)
        for mention in self._tags.mentions:
            words = _bare(mention.span.of(self._text), self._words.articles)
            if mention.kind == "party" and words.startswith(f"{surface} "):
                known = tuple(n for n in self._cast.parties(mention.span) if self._registry.is_known(n))
                if known:
                    return known
        opened = [m.span.end for m in self._tags.mentions if m.kind == "place" and m.span.start == span.start]
        rest = min((end for end in opened if end < span.end), default=span.end)
        known = self._cast.parties(Span(rest + 1, span.end)) if rest + 1 < span.end else ()
        return known if known and all(self._registry.is_known(name) for name in known) else None

    def _sufferers(self, span: Span, trigger: int) -> bool:
        """Whether the pronoun at `span` stands for what is done to somebody, and right before it people without a
        party were told of to whom something was done ('nine people … shot them', 'residents … they fled')."""
        roles = {a.role for a in self._tags.arguments if a.trigger == trigger and self._at(a) == span}
        if "target" not in roles and self._tags.triggers[trigger].type != "displacement":
            return False
        nearest = max(
            (s for s, one in self._nameless if s.end <= span.start and one != trigger), default=None
        )
        if nearest is None or self._distance(nearest, span) > 1:
            return False
        return not any(
            nearest < one.span and one.span.end <= span.start and one.trigger != trigger
            for one in self._named
        )

    def _does(self, names: tuple[str, ...], span: Span, trigger: int) -> bool:
        """Whether the sufferer at `span` would be the named doer of the same happening."""
        arguments = [a for a in self._tags.arguments if a.trigger == trigger]
        doers = {name for a in arguments if a.role == "actor" for name in self._cast.parties(self._at(a))}
        return bool(doers & set(names)) and any(a.role == "target" and self._at(a) == span for a in arguments)

    def _look_on(self, parties: Iterable[str]) -> bool:
        """Whether none of them takes part in what it tells."""
        return all(
            party in NOBODY
            or not self._registry.is_known(party)
            or self._registry.kind_of(party) in ONLOOKERS
            for party in parties
        )

    def _at(self, argument: Argument) -> Span:
        return self._tags.mentions[argument.mention].span

    def _doers(self, span: Span, trigger: int) -> tuple[str, ...] | None:
        """Whom the whole article makes of a pronoun, but for those who only report: no monitor takes a town."""
        names = self._cast.parties(span)
        told = tuple(name for name in names if self._registry.kind_of(name) not in ONLOOKERS)
        return None if self._tags.triggers[trigger].type == "statement" or len(told) == len(names) else told

    def _find(self) -> list[_Party]:
        found = []
        for argument in self._tags.arguments:
            span = self._tags.mentions[argument.mention].span
            words = [token.folded for token in tokens(self._text, span.start, span.end)]
            if argument.role not in ("actor", "target") or not words:
                continue
            if words[0] in self._words.pronouns or self._words.owner(words[0]):
                continue
            names = self._cast.parties(span)
            if names:
                plural = len(names) > 1 or words[-1].endswith(self._words.endings or ("\0",))
                found.append(_Party(span, argument.trigger, argument.role == "actor", names, plural))
        return found

    def _find_nameless(self) -> Iterator[tuple[Span, int]]:
        """Figures, targets and those who flee that no party is meant by, and their triggers."""
        for argument in self._tags.arguments:
            fled = argument.role == "actor" and self._tags.triggers[argument.trigger].type == "displacement"
            span = self._at(argument)
            word = next(tokens(self._text, span.start, span.end), None)
            done = fled or argument.role in ("target", "quantity")
            pronoun = word is None or word.folded in self._words.pronouns
            if done and not pronoun and not self._cast.parties(span):
                yield span, argument.trigger

    def _speaker(self, trigger: int) -> tuple[str, ...] | None:
        attribution = self._tags.triggers[trigger].attribution
        claimants, _ = self._cast.claimants(attribution)
        return (
            tuple(c.party for c in claimants if self._registry.is_known(c.party) and c.party not in NOBODY)
            or None
        )

    def _antecedent(self, span: Span, trigger: int, *, plural: bool, owned: bool) -> tuple[str, ...] | None:
        last = bisect_left(self._starts, span.start)
        before = self._named[max(0, last - _LOOK_BACK) : last]
        near = [
            one
            for one in before
            if one.span.end <= span.start
            and (one.trigger != trigger or (owned and one.actor))
            and self._distance(one.span, span) == 0
        ]
        fit = [one for one in near if self._fits(one, plural)] or ([] if not plural else near)
        said = self._said(span, trigger)
        if fit and (said is None or plural or fit[-1].span > said[0]):
            return fit[-1].names
        if said is not None:
            return said[1]
        for back in range(1, REACH + 1):
            earlier = [one for one in before if one.actor and self._distance(one.span, span) == back]
            fit = [one for one in earlier if self._fits(one, plural)]
            if fit:
                return fit[0].names
        return None

    def _pair(self, span: Span) -> tuple[str, ...]:
        """The actors of the last sentence that told of any, for 'both' and 'the two'."""
        before = self._named[: bisect_left(self._starts, span.start)][-_LOOK_BACK:]
        for back in range(REACH + 1):
            names = [
                n for one in before if one.actor and self._distance(one.span, span) == back for n in one.names
            ]
            if names:
                return tuple(dict.fromkeys(names))
        return ()

    def _fits(self, one: _Party, plural: bool) -> bool:
        return one.plural == plural or not self._words.endings

    def _said(self, span: Span, trigger: int) -> tuple[Span, tuple[str, ...]] | None:
        """The party that speaks in the sentence, before `span`, where it is none that only looks on."""
        attribution = self._tags.triggers[trigger].attribution
        if attribution is None:
            return None
        attribution = self._denier(attribution)
        sources: Sequence[Span] = self._tags.attributions[attribution].source
        source = next((s for s in sources if s.end <= span.start and self._distance(s, span) == 0), None)
        if source is None:
            return None
        names = tuple(
            c.party
            for c in self._cast.claimants(attribution)[0]
            if c.party not in NOBODY and self._registry.kind_of(c.party) not in ONLOOKERS
        )
        return (source, names) if names else None

    def _denier(self, attribution: int) -> int:
        """The denial of another source that holds the attribution ('X denied Y's claims that its …'), else itself."""
        inner = self._tags.attributions[attribution]
        for index, outer in enumerate(self._tags.attributions):
            held = inner.cue and any(content.holds(inner.cue[0]) for content in outer.content)
            if index != attribution and held and outer.cue and self._denies(outer.cue[0]):
                return index
        return attribution

    def _denies(self, cue: Span) -> bool:
        return of_cue(self._factuality, list(tokens(self._text, cue.start, cue.end)))[0] == "denied"
