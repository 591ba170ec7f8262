"""What speaks for and against two claims being about one happening, each thing by itself, with a score and words.

A score of about 1 is one detail that agrees; two claims that name one town and one day have 5 of them
(`pairing.JOINS` says how many it takes). Every function takes the features of two claims of one family, and what it
says does not depend on which of them comes first.
"""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.comparing.contests import answered, contested, held_by_one
from counterclaim.comparing.features import Features, Relation, relation
from counterclaim.comparing.figures import figures
from counterclaim.comparing.nouns import Reason, Where
from counterclaim.comparing.steps import other_step
from counterclaim.comparing.timing import HABIT, MONTH, days_apart, other_day, span_of, time

NEXT = 250
"""Characters between two sentences of an article that are told one after the other."""
ANSWERED = 600
"""Characters of an article within which a denial answers a claim."""
FEWEST = 4
"""Content words that a quote must have for its wording to count."""
LONGEST = 32
"""Content words from which on a quote is no sentence but a list of links or a run of headlines, whose words are the page's."""
SAME_SENTENCE = 0.5
"""Share of content words from which two quotes are one sentence retold."""

_ORDER: tuple[Relation, ...] = ("same", "near", "holds", "within", "close", "unknown", "apart")
_SAME = {"exact": 3.0, "settlement": 3.0, "district": 2.2, "province": 1.2, "region": 1.2, "country": 0.3}
_HELD = {"exact": 2.0, "settlement": 2.0, "district": 1.8, "province": 1.4, "region": 1.0, "country": 0.3}
_IN_STATES = 1.5
"""Who stands in a state is asked of the state as a whole."""
_HIT = {
    "hospital": "a hospital", "school": "a school", "market": "a market", "home": "homes",
    "place_of_worship": "a place of worship", "camp": "a camp", "convoy": "a convoy", "aid": "aid", "media": "media",
    "power": "power supply", "water": "water supply", "road": "a road", "bridge": "a bridge", "airport": "an airport",
    "base": "a base",
}  # fmt: skip
_BY = {
    "air_strike": "air strikes", "drone": "drones", "shelling": "shelling", "missile": "missiles",
    "air_defence": "air defence", "small_arms": "small arms", "ied": "a planted bomb", "mine": "mines",
    "suicide_attack": "a suicide attack", "grenade": "grenades", "chemical": "chemicals", "arson": "arson",
    "knife": "a knife",
}  # fmt: skip
_GOES_ON = -2.0
"""'Strikes went on' is no strike of a day: more than place, day and who it was must speak for its being one."""
_COMMON = frozenset({"air_strike", "shelling", "small_arms"})
"""Means of most days of a war: that two claims name them says less."""
_ALIKE = (
    frozenset({"air_strike", "drone", "missile"}),
    frozenset({"shelling", "missile", "grenade"}),
    frozenset({"ied", "suicide_attack", "mine"}),
    frozenset({"air_strike", "shelling", "missile", "chemical"}),
)
"""Means that one reporter may take for another, and what carries chemicals."""
_CONTEST = 1.2
"""Two that both say that they hold a place speak of one thing as much as two that name one holder."""
_ANSWER = 1.0
"""What the accused denies goes with the accusation, if day and place are those of it."""
_STAGES = {
    "taken": "a change of hands", "left": "a change of hands", "held": "who holds it", "siege": "a siege",
    "fight": "a fight for it",
}  # fmt: skip


def excluded(a: Features, b: Features) -> str | None:
    """Why the two cannot be about one happening, in words; None where they can."""
    if a.family != b.family:
        return "they are of different kinds"
    if why := other_day(a, b) or _other_deed(a, b):
        return why
    if a.places and b.places and a.family not in ("statement", "agreement"):
        best = _closest(a.places, b.places)
        if best[0] == "apart":
            return f"{best[1].name} and {best[2].name} are different places"
    return None


def _other_deed(a: Features, b: Features) -> str | None:
    """Whether the two tell of different things though place and day may be one."""
    if _stages_differ(a, b) and a.stage and b.stage and not _one_hold(a, b):
        return f"one tells of {_two(_STAGES[a.stage], _STAGES[b.stage], 'the other of')}"
    if _two_in_one(a, b):
        return "one sentence tells of two deeds"
    return other_step(a, b)


def _stages_differ(a: Features, b: Features) -> bool:
    if a.stage is None or b.stage is None or "other" in (a.stage, b.stage):
        return False
    return _STAGES[a.stage] != _STAGES[b.stage]


def _one_hold(a: Features, b: Features) -> bool:
    """Whether a change of hands and a state are told of one question: who holds the place now."""
    return _denied(a, b) or _held_since(a, b) or contested(a, b) or held_by_one(a, b)


def _denied(a: Features, b: Features) -> bool:
    """Whether one denies a change of hands, the other tells who holds the place, or the reverse."""
    return a.entry.polarity != b.entry.polarity and {a.stage, b.stage} <= {"taken", "left", "held"}


def _held_since(a: Features, b: Features) -> bool:
    """Whether one tells who took a place, the other who holds it on that very day."""
    return (
        {a.stage, b.stage} == {"taken", "held"}
        and a.told
        and b.told
        and days_apart(a, b) <= 1
        and max(span_of(a), span_of(b)) < (HABIT if a.actors.isdisjoint(b.actors) else MONTH)
    )


def _two_in_one(a: Features, b: Features) -> bool:
    """Whether a sentence, or two that are nearly the same, tell what one did and, with another word, what another did."""
    if (
        a.entry.type != b.entry.type
        or not a.actors
        or not b.actors
        or a.family == "statement"
        or a.entry.trigger == b.entry.trigger
        or a.entry.polarity != b.entry.polarity
        or not a.actors.isdisjoint(b.actors)
    ):
        return False
    if a.entry.article == b.entry.article:
        return a.entry.claimant == b.entry.claimant and a.entry.span.overlaps(b.entry.span)
    common = len(a.words & b.words)
    return common >= FEWEST and common >= SAME_SENTENCE * (len(a.words) + len(b.words) - common)


def place(a: Features, b: Features) -> Reason | None:
    """Where the two claims lie to each other."""
    if not a.places or not b.places:
        if a.entry.article == b.entry.article and a.family != "statement":
            return Reason("place", 0.5, "one article, and not both name a place")
        return None
    how, one, other = _closest(a.places, b.places)
    if how == "same":
        # 'An area of Orlec' is less than Orlec.
        score, words = min(_SAME[one.precision], _SAME[other.precision]), f"both name {one.name}"
        if a.family == "presence":
            score = min(2.2, max(_IN_STATES, score))
        elif a.family == "control" and score == 3.0:
            score = 3.8
        elif _scattered(a.places, b.places):
            score -= 0.4
    elif how in ("holds", "within"):
        holder, held = (one, other) if how == "holds" else (other, one)
        score, words = _HELD[holder.precision], f"{held.name} lies in {holder.name}"
    elif how == "near":
        score, words = 1.5, f"{_two(one.name, other.name)} lie next to each other"
    elif how == "close":
        score, words = 0.3, f"{_two(one.name, other.name)} lie within 15 km of each other"
    elif "region" in (one.precision, other.precision):
        score, words = 0.0, f"one names {_two(one.name, other.name, 'the other')}, which may be one"
    else:
        score, words = -0.5, f"one names {_two(one.name, other.name, 'the other')}"
    if a.family in ("statement", "agreement"):
        score = min(score, 1.0)
    return Reason("place", score, words)


def parties(a: Features, b: Features) -> Reason | None:
    """Who did it and to whom; of statements and agreements: who spoke, who takes part."""
    if a.family == "statement":
        return _speakers(a, b)
    if a.family == "agreement":
        return _partners(a, b)
    if a.family == "control" and contested(a, b):
        return Reason("party", _CONTEST, "each says of the place what the other excludes")
    score, words = 0.0, []
    weight = 1.5 if a.family == "presence" else 1.2 if a.family == "control" else 0.8
    if a.actors and b.actors:
        if both := a.actors & b.actors:
            score += weight
            words.append(f"both {'of' if a.family in ('control', 'presence') else 'by'} {_listed(both)}")
        elif a.family == "presence":
            score -= 1.5
            words.append(f"one of {_two(_listed(a.actors), _listed(b.actors), 'the other of')}")
        elif a.family == "control" and not (a.told and b.told and days_apart(a, b) <= 1):
            # Two that say it of one day contradict each other; of other days both may be right.
            score -= 1.0
            words.append(f"one of {_two(_listed(a.actors), _listed(b.actors), 'the other of')}")
        elif a.family == "violence":
            score -= 0.4
            words.append(f"one by {_two(_listed(a.actors), _listed(b.actors), 'the other by')}")
    if a.targets and b.targets:
        if both := a.targets & b.targets:
            # Who fights whom is the same on most days of a war; whom it hit, by itself, says more.
            score += 1.2 if score <= 0 and a.family == "violence" else 0.8
            words.append(f"both against {_listed(both)}")
        elif a.family in ("violence", "total"):
            score -= 1.0
            words.append(f"one against {_two(_listed(a.targets), _listed(b.targets), 'the other against')}")
    if answered(a, b):
        score += _ANSWER + (0.0 if a.actors and b.actors else 0.8)
        words.append("whom one accuses denies it")
    if same := a.things & b.things:
        score += 0.5 if a.family != "presence" else 1.0
        words.append(f"both name {_quoted(same)}")
    return Reason("party", score, "; ".join(words)) if words else None


def means(a: Features, b: Features) -> Reason | None:
    """By which means."""
    if not a.means or not b.means:
        return None
    if both := a.means & b.means:
        score = 0.7 if both <= _COMMON else 1.2
        return Reason("trigger", score, f"both by {_listed(_BY.get(one, one) for one in both)}")
    if any(a.means & group and b.means & group for group in _ALIKE):
        return None
    one, other = (_listed(_BY.get(each, each) for each in side.means) for side in (a, b))
    return Reason("trigger", -1.2, f"one by {_two(one, other, 'the other by')}")


def objects(a: Features, b: Features) -> Reason | None:
    """What was hit."""
    if not a.objects or not b.objects:
        return None
    if both := a.objects & b.objects:
        return Reason("trigger", 1.2, f"both name {_listed(_HIT.get(one, one) for one in both)}")
    one, other = (_listed(_HIT.get(each, each) for each in side.objects) for side in (a, b))
    return Reason("trigger", -1.5, f"one names {_two(one, other, 'the other')}")


def trigger(a: Features, b: Features) -> Reason | None:
    """The word of the deed, and whether the kinds of claim go together."""
    one, other = a.entry.type, b.entry.type
    if one != other:
        if "displacement" in (one, other):
            return Reason("trigger", -1.5, "one tells of people who fled")
        if "abuse" in (one, other):
            return Reason("trigger", -0.3, f"{_two(one, other)}")
        return None
    if a.stage != b.stage and "other" in (a.stage, b.stage) and a.stage and b.stage:
        known = b.stage if a.stage == "other" else a.stage
        return Reason("trigger", -1.5, f"only one tells of {_STAGES[known]}")
    if a.stage == b.stage == "other" and a.entry.trigger != b.entry.trigger:
        return Reason(
            "trigger", -0.7, f"one says {_two(repr(a.entry.trigger), repr(b.entry.trigger), 'the other')}"
        )
    if a.entry.trigger == b.entry.trigger:
        score = 0.2 if one == "loss" else 0.8 if one == "agreement" else 0.5
        return Reason("trigger", score, f"both say '{a.entry.trigger}'")
    return None


def wording(a: Features, b: Features) -> Reason | None:
    """Words that both quotes have, in one language, and how near they stand in one article."""
    if a.entry.article == b.entry.article:
        return _passage(a, b)
    if a.entry.language != b.entry.language or max(len(a.words), len(b.words)) > LONGEST:
        return None
    least = min(len(a.words), len(b.words))
    if least < FEWEST:
        return None
    common = len(a.words & b.words)
    if common < 2:
        return None
    alike = common / (len(a.words) + len(b.words) - common)
    for bound, score in ((0.75, 4.0), (0.5, 3.0), (0.35, 2.0), (0.22, 1.0), (0.15, 0.4)):
        if alike >= bound:
            return Reason("wording", score, _common(a.words & b.words, alike))
    return None


def course(a: Features, b: Features) -> Reason | None:
    """Whether only one tells of a deed, the other of what went on or grew."""
    if a.family != "violence" or (a.step == "going_on") is (b.step == "going_on"):
        return None
    if a.entry.article == b.entry.article and a.entry.span.overlaps(b.entry.span):
        return None
    counted = figures(a, b)
    if counted is not None and counted.score > 0:
        return None
    return Reason("trigger", _GOES_ON, "only one tells of a deed, the other of what went on")


COMPARATORS = (place, time, parties, figures, means, objects, trigger, course, wording)
"""In the order in which reasons are shown."""


def _closest(some: tuple[Where, ...], others: tuple[Where, ...]) -> tuple[Relation, Where, Where]:
    if len(some) == 1 and len(others) == 1:
        return relation(some[0], others[0]), some[0], others[0]
    found = ((relation(one, other), one, other) for one in some for other in others)
    return min(found, key=_first)


def _first(found: tuple[Relation, Where, Where]) -> tuple[object, ...]:
    """The closest relation, of those the one of the most exact places."""
    how, one, other = found
    return _ORDER.index(how), -_SAME[one.precision] - _SAME[other.precision], *sorted((one.key, other.key))


def _scattered(some: tuple[Where, ...], others: tuple[Where, ...]) -> bool:
    """Whether the two share one place and name others, each its own."""
    if len(some) == 1 or len(others) == 1:
        return len(some) + len(others) > 3
    return len({one.key for one in some} & {one.key for one in others}) == 1


def _speakers(a: Features, b: Features) -> Reason | None:
    nobody = ("outlet", "unnamed")
    score, words = 0.0, []
    if a.entry.party not in nobody and a.entry.claimant == b.entry.claimant:
        score, words = 2.5, [f"both {a.entry.claimant}"]
    elif a.entry.party not in nobody and a.entry.party == b.entry.party:
        score, words = 1.5, [f"both of {a.entry.party}"]
    if len(joint := a.actors & b.actors) > 1:
        score = max(score, 2.5)
        words.append(f"both of {_listed(joint)} together")
    if both := a.targets & b.targets:
        score += 1.0
        words.append(f"both to {_listed(both)}")
    return Reason("party", score, "; ".join(words)) if words else None


def _partners(a: Features, b: Features) -> Reason | None:
    one, other = a.actors | a.targets, b.actors | b.targets
    if not one or not other:
        return None
    both = one & other
    if not both:
        return Reason("party", -1.5, f"one of {_two(_listed(one), _listed(other), 'the other of')}")
    return Reason("party", 3.5 if len(both) > 1 else 1.0, f"both of {_listed(both)}")


def _passage(a: Features, b: Features) -> Reason | None:
    one_type = a.entry.type == b.entry.type
    if a.entry.span.overlaps(b.entry.span):
        if max(len(a.words), len(b.words)) > LONGEST:
            return Reason("wording", 0.4, "told in one passage")
        if not one_type and "displacement" in (a.entry.type, b.entry.type):
            # What such a sentence says of means and targets is the deed's, not the flight's.
            return Reason("wording", -1.4, "told in one sentence")
        if not one_type:
            return Reason("wording", 3.0, "told in one sentence")
        return Reason("wording", 2.0 if a.entry.trigger == b.entry.trigger else 1.5, "told in one sentence")
    gap = max(a.entry.span.start - b.entry.span.end, b.entry.span.start - a.entry.span.end)
    answers = a.entry.polarity != b.entry.polarity and not _stages_differ(a, b)
    if one_type and answers and gap <= ANSWERED:
        return Reason("wording", 2.5, "one denies what the other says before or after it")
    if gap > NEXT:
        return None
    if not (a.places and b.places) and {each[0] for each in a.figures} & {each[0] for each in b.figures}:
        # 'Their number is about 4,000': what is counted was named just before.
        return Reason("wording", 2.6, "one goes on from the other")
    # A toll stands behind its attack; two attacks in a row are as often two.
    return Reason("wording", 0.4 if one_type else 1.6, "told one after the other")


def _common(words: Iterable[str], alike: float) -> str:
    if alike >= 0.75:
        return "nearly the same words"
    # The longest ones say most.
    longest = sorted(words, key=lambda word: (-len(word), word))[:3]
    return f"both say {_quoted(longest)}"


def _listed(names: Iterable[str]) -> str:
    given = sorted(names)
    return given[0] if len(given) == 1 else f"{', '.join(given[:-1])} and {given[-1]}"


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words)[:3])


def _two(one: str, other: str, between: str = "") -> str:
    """Both in an order of their own, so that it does not matter which claim comes first."""
    first, second = sorted((one, other))
    return f"{first}{',' if between else ''} {f'{between} ' if between else 'and '}{second}"
