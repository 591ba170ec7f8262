"""Whether a denial speaks of what a claim asserts: whom it concerns, and that it answers this and not something else.

In one article a denial answers what stands by it: a bare one ('denied the reports') the claim whose fields extraction gave
it, or the sentence before; one with content of its own what shares some of that content, or the sentence next to it.
In another article it has to name the same happening: the day, the place and whom it accuses.
"""

from __future__ import annotations

from functools import lru_cache

from counterclaim.comparing.likeness import ADJACENT, FAR, HARM, Likeness, days_between
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.sides import NOBODY, OUTLET, UNNAMED, Sides, actors, day_of, targets
from counterclaim.extracting.patterns.factuality import factuality, of_cue
from counterclaim.language import fold, known, load, tokens

NEAR = 350
"""Code points between two claims of one article within which a denial with content of its own answers the other."""

SOON = 1
"""Days between a happening and a denial in another article that tells no day."""

OLD = 7
"""Days before its article from which a denied happening is none of those that the article tells without a day."""

SHARED_WORDS = 0.5
FEW_WORDS = 0.3
PRECISE = frozenset({"exact", "settlement", "district"})


def answers(denied: Entry, asserted: Entry, like: Likeness, together: bool, sides: Sides) -> bool:
    """Whether `denied` can be taken to speak of what `asserted` tells."""
    if asserted.party in NOBODY and not _names_doers(asserted):
        return False
    if UNNAMED in (denied.claimant, asserted.claimant) or not _concerns(denied, asserted, like, sides):
        return False
    forbidden = denied.type == "abuse" and asserted.type == "attack"
    if forbidden and like.sorts != "same" and not copied(denied, asserted):
        return False  # who denies forbidden means does not deny the fire
    if denied.article == asserted.article and denied.document == asserted.document:
        return _here(denied, asserted, like)
    return _elsewhere(denied, asserted, like, together)


def _concerns(denied: Entry, asserted: Entry, like: Likeness, sides: Sides) -> bool:
    """Whether the denier, or whom it speaks for, is the accused, or is said to have suffered by its opponents."""
    day, party = day_of(denied), denied.party
    reworded = like.words >= SHARED_WORDS and not like.sentence
    if party in NOBODY or sides.neutral(party):
        here = denied.article == asserted.article and denied.document == asserted.document
        return like.adjacent and (reworded or like.trigger or like.targets == "same") if here else reworded
    if party == asserted.party:
        return like.trigger or reworded  # one office against another of the same party
    mine, theirs = actors(denied), actors(asserted)
    if any(sides.opposed(p, q, day) for p in theirs for q in theirs):
        return False  # of what enemies are both said to do nobody is accused
    if targets(denied) & theirs and not mine & theirs and like.targets != "same":
        return False  # roles exchanged: one denies that it was hit, the other tells whom it hit
    if mine & theirs:
        # What its own ally tells of the doing of both is no accusation.
        return (
            reworded
            or like.targets == "same"
            or not sides.allied(asserted.party, party, day)
            or party in theirs
        )
    if theirs and (
        party in theirs or (not denied.actors and any(sides.allied(party, p, day) for p in theirs))
    ):
        return True
    if not sides.opposed(party, asserted.party, day):
        return reworded
    if any(sides.allied(party, p, day) for p in targets(asserted)):
        return True
    if like.adjacent and party in mine and not asserted.actors:
        return True  # 'Gas was used, the rebels said. The army said that it had none.'
    # 'Three aircraft were shot down': whose they are stands in the counted phrase, or goes without saying.
    own = denied.type in ("loss", "displacement") or (denied.type == "deployment" and not asserted.actors)
    return own and not targets(asserted) and not any(sides.opposed(party, p, day) for p in mine)


def _names_doers(asserted: Entry) -> bool:
    """Whether the sentence names its doer itself: medics who tell what they saw accuse nobody whom another named before."""
    words = _folded(asserted.quote)
    return not asserted.actors or any(actor.words in words for actor in asserted.actors)


@lru_cache(maxsize=1 << 14)
def _folded(quote: str) -> str:
    return fold(quote)


def _here(denied: Entry, asserted: Entry, like: Likeness) -> bool:
    space = max(denied.span.start, asserted.span.start) - min(denied.span.end, asserted.span.end)
    before = asserted.span.start <= denied.span.start
    if like.sentence:
        return True
    if _other_time(denied, asserted) and not like.trigger:
        return False
    if rejects(denied.trigger, denied.language):
        return before and (space <= ADJACENT or copied(denied, asserted))
    if _other_thing(denied, asserted, like):
        return False
    tied = _tied(like)
    if before:
        return space <= ADJACENT or (space <= NEAR and (tied or _taken_up(denied)))
    accused = like.actors == "same" or denied.party in actors(asserted)
    return accused and (space <= ADJACENT or (tied and space <= NEAR))


def _elsewhere(denied: Entry, asserted: Entry, like: Likeness, together: bool) -> bool:
    placed = like.place == "same" and _precise(denied, asserted)
    if not asserted.told and (
        asserted.party == OUTLET or not (placed or together or denied.type == "deployment")
    ):
        return False  # what is told in general, or in passing
    if denied.type == "deployment":
        return like.actors == "same" and (like.trigger or like.items == "same" or like.words >= SHARED_WORDS)
    if not (_narrow(denied) and _narrow(asserted)) or _other_thing(denied, asserted, like):
        return False
    tied = _tied(like) or together
    if denied.told and asserted.told:
        timely = like.days == "same"
    else:
        gap = days_between(asserted.last or asserted.published, denied.last or denied.published)
        timely = gap is not None and -1 <= gap <= SOON and tied
    if not timely or like.place == "unknown":
        return timely and like.words >= SHARED_WORDS and bool(actors(asserted))
    if denied.type not in (asserted.type, "attack") or not placed:
        return tied
    return like.actors == "same" or denied.party in actors(asserted) or tied


def _tied(like: Likeness) -> bool:
    """Whether something that is of one happening agrees."""
    return (
        like.trigger
        or "same" in (like.sorts, like.items, like.targets)
        or (like.words >= FEW_WORDS and not like.sentence)
    )


def copied(denied: Entry, asserted: Entry) -> bool:
    """Whether a denial has all that the other claim tells, as extraction gives it to one that only names its topic."""
    return (
        denied.type == asserted.type
        and denied.actors == asserted.actors
        and denied.targets == asserted.targets
        and denied.places == asserted.places
        and (denied.first, denied.last) == (asserted.first, asserted.last)
        and denied.means == asserted.means
        and denied.objects == asserted.objects
    )


def _taken_up(denied: Entry) -> bool:
    """Whether a denial only takes up what was named before ('any such weapons')."""
    told = (
        denied.told or denied.places or denied.means or denied.objects or denied.quantities or targets(denied)
    )
    return bool(denied.targets) and not told


def _other_thing(denied: Entry, asserted: Entry, like: Likeness) -> bool:
    """Whether a fire is denied against somebody or something that the other claim does not name."""
    if denied.type not in HARM or not denied.targets or like.targets == "same" or like.trigger:
        return False
    if denied.type != "attack" and not targets(denied):
        return False
    said = {word for target in asserted.targets for word in target.words.split()} | asserted.words
    long = [{word for word in target.words.split() if len(word) > 3} for target in denied.targets]
    return not any(2 * len(words & said) >= len(words) > 0 for words in long)


def _other_time(denied: Entry, asserted: Entry) -> bool:
    if asserted.told or not denied.told:
        return False
    gap = days_between(denied.last, asserted.published)
    return gap is not None and gap > OLD


def _narrow(entry: Entry) -> bool:
    """Whether the days told are those of one happening; untold ones are of the report's time."""
    span = days_between(entry.first, entry.last) if entry.told else 0
    return span is not None and span <= FAR


def _precise(a: Entry, b: Entry) -> bool:
    theirs = {place.key for place in b.places if place.precision in PRECISE}
    return any(place.key in theirs for place in a.places)


@lru_cache(maxsize=65_536)
def rejects(trigger: str, language: str | None) -> bool:
    """Whether a denied claim's trigger is the denial itself ('dismissed'), so that it names no happening."""
    if language is None or language not in known():
        return False
    return of_cue(factuality(load(language)), list(tokens(trigger)))[0] == "denied"
