"""Denials: one claim asserts what another denies, also where the denial only names its topic.

A denial is matched by type, parties, place, days, what is counted, means, wording and nearness in one article. What excludes one
happening (another place, day, doer, thing counted) excludes the link, and so does a denial that answers something else
(`answering`); the rest adds up.
"""

from __future__ import annotations

from counterclaim.comparing import saying
from counterclaim.comparing.answering import FEW_WORDS, SHARED_WORDS, answers, copied
from counterclaim.comparing.holders import contrary
from counterclaim.comparing.likeness import HARM, Likeness, likeness
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.sides import NOBODY, OUTLET, Sides, actors, day_of, targets, tells

LEAST = 5.6
"""Points that make a link where something ties the two together; without such a tie `LEAST_LOOSE`."""

LEAST_LOOSE = 7.0
FULL = 10.0
NOTHING_TO_DENY = -FULL
SAME_WORDS = 0.75


def denial(a: Entry, b: Entry, sides: Sides, together: bool) -> tuple[float, str] | None:
    """Strength and reason of the link where one of `a` and `b` denies what the other asserts."""
    denied, asserted = (a, b) if a.polarity == "denied" else (b, a)
    if denied.polarity == asserted.polarity or "statement" in (a.type, b.type):
        return None
    like = likeness(denied, asserted, sides) if _one_kind(denied, asserted) else None
    if like is None or not _possible(denied, asserted, like, together, sides):
        return None
    points = _points(denied, asserted, like, together, sides)
    tied = (
        denied.type == "control"
        or like.beside
        or like.trigger
        or together
        or like.words >= FEW_WORDS
        or "same" in (like.items, like.sorts)
    )
    if points < (LEAST if tied else LEAST_LOOSE):
        return None
    return min(1.0, points / FULL), _reason(denied, asserted)


def _possible(denied: Entry, asserted: Entry, like: Likeness, together: bool, sides: Sides) -> bool:
    if tells(denied, asserted) and not (denied.party == OUTLET and copied(denied, asserted)):
        return False  # but where an outlet itself says that a claim is false
    presence = {denied.type, asserted.type} == {"attack", "deployment"} and denied.trigger != asserted.trigger
    if presence and not (like.adjacent and like.actors == "same" and denied.type == "deployment"):
        return False  # but 'involved' is an attack to one and a deployment to another
    if like.actors == "apart" or like.items == "apart" or (like.actors == "allied" and not like.beside):
        return False  # an ally's doing is not what is denied
    if like.words >= SAME_WORDS and not like.sentence:
        return False  # one text, read in two ways
    if like.targets == "apart" and any(
        sides.opposed(x, y, day_of(denied)) for x in targets(denied) for y in targets(asserted)
    ):
        return False
    if denied.type == "agreement":
        # 'The truce did not hold' and 'the truce collapsed' say the same: only one wording can be denied.
        worded = like.words >= SHARED_WORDS and not like.sentence
        named = denied.party not in NOBODY and not sides.neutral(denied.party)
        return worded or (like.trigger and named and (like.beside or like.place == "same"))
    if denied.type == "control":
        return contrary(denied, asserted, sides)
    return answers(denied, asserted, like, together, sides)


def _one_kind(denied: Entry, asserted: Entry) -> bool:
    if denied.type == asserted.type:
        return True
    # Who did not fire did no harm; but harm or losses denied leave the fire itself open.
    if denied.type == "attack" and asserted.type in HARM:
        return True
    if {denied.type, asserted.type} == {"abuse", "attack"}:
        return True
    return {denied.type, asserted.type} == {"attack", "deployment"}


def _points(denied: Entry, asserted: Entry, like: Likeness, together: bool, sides: Sides) -> float:
    points = 2.0 if denied.type == asserted.type else 1.0
    points += {"same": 2.0, "within": 1.0, "unknown": 0.0}[like.place]
    points += {"same": 1.5, "near": 0.5, "unknown": 0.0}[like.days]
    if like.days != "same" and like.gap is not None:
        points += 0.5 if abs(like.gap) <= 2 else -1.0 if abs(like.gap) > 7 else 0.0
    points += {"same": 1.5, "allied": -1.0, "unknown": 0.0, "apart": 0.0}[like.actors]
    points += {"same": 1.0, "allied": 0.5, "unknown": 0.0, "apart": -0.5}[like.targets]
    points += {"same": 1.5, "unknown": 0.0, "apart": 0.0}[like.items]
    points += {"same": 1.0, "unknown": 0.0, "apart": -1.0}[like.sorts]
    points += 1.0 * like.trigger + 1.5 * like.beside + 1.0 * like.adjacent + 1.5 * together
    if not like.sentence:
        points += 1.5 if like.words >= SHARED_WORDS else 0.75 if like.words >= FEW_WORDS else 0.0
    return points + _concern(denied, asserted, like, sides)


def _concern(denied: Entry, asserted: Entry, like: Likeness, sides: Sides) -> float:
    """What it is to the denier: the accused and those who are said to have suffered have something to deny."""
    day = day_of(denied)
    reworded = like.words >= SHARED_WORDS and not like.beside
    if denied.party in NOBODY or sides.neutral(denied.party):
        return 0.0 if like.trigger or reworded else -1.5
    accused = any(sides.allied(denied.party, p, day) for p in actors(asserted))
    suffered = any(sides.allied(denied.party, p, day) for p in targets(asserted))
    answers = sides.opposed(denied.party, asserted.party, day)
    if not (accused or suffered or answers or reworded):
        return NOTHING_TO_DENY
    points = 1.5 if accused else 0.5 if suffered else 0.0
    # 'The army claims that …; the ministry of the others calls it nonsense'.
    points += 1.0 if like.adjacent and answers else 0.0
    points -= 1.0 if sides.allied(denied.party, asserted.party, day) and not accused else 0.0
    if actors(asserted) and not (accused or suffered or answers):
        points -= 2.0  # what another is said to have done
    if not actors(asserted) and actors(denied) and not (like.adjacent and answers):
        points -= 3.0  # who did it is denied, and nobody is accused
    return points


def _reason(denied: Entry, asserted: Entry) -> str:
    return f"{saying.who(asserted)} tells of {saying.happening(asserted)}; {saying.who(denied)} denies it{_as_of(denied)}"


def _as_of(denied: Entry) -> str:
    return f" ({saying.day(denied.published)})" if denied.published else ""
