"""Denials: one claim asserts what another denies, also where the denial only names its topic.

A denial is matched by type, parties, place, days, what is counted, means, wording and nearness in one article. What excludes one
happening (another place, day, doer, thing counted) excludes the link; the rest adds up, and a link needs some tie
that is more than place and day.
"""

from __future__ import annotations

from counterclaim.comparing import saying
from counterclaim.comparing.holders import contrary
from counterclaim.comparing.likeness import RELATED, Likeness, likeness
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.sides import NOBODY, Sides, actors, day_of, targets

LEAST = 4.5
"""Points that make a link where something ties the two together; without such a tie `LEAST_LOOSE`."""

LEAST_LOOSE = 7.0
FULL = 10.0
SHARED_WORDS = 0.5
FEW_WORDS = 0.3


def denial(a: Entry, b: Entry, sides: Sides, together: bool) -> tuple[float, str] | None:
    """Strength and reason of the link where one of `a` and `b` denies what the other asserts."""
    denied, asserted = (a, b) if a.polarity == "denied" else (b, a)
    if denied.polarity == asserted.polarity or "statement" in (a.type, b.type):
        return None
    like = likeness(denied, asserted, sides)
    if like is None or not _possible(denied, asserted, like, sides):
        return None
    points = _points(denied, asserted, like, together, sides)
    tied = (
        like.beside
        or like.trigger
        or together
        or like.words >= FEW_WORDS
        or "same" in (like.items, like.sorts)
    )
    if points < (LEAST if tied else LEAST_LOOSE):
        return None
    return min(1.0, points / FULL), _reason(denied, asserted)


def _possible(denied: Entry, asserted: Entry, like: Likeness, sides: Sides) -> bool:
    if denied.party in NOBODY and asserted.party in NOBODY and denied.publisher == asserted.publisher:
        return False  # an outlet and what it has from nobody named
    if denied.type != asserted.type and not any({denied.type, asserted.type} <= kinds for kinds in RELATED):
        return False
    if like.actors == "apart" or like.items == "apart":
        return False
    if like.targets == "apart" and any(
        sides.opposed(x, y, day_of(denied)) for x in targets(denied) for y in targets(asserted)
    ):
        return False
    if denied.type == "agreement":
        # 'The truce did not hold' and 'the truce collapsed' say the same: only one wording can be denied.
        return like.trigger or (like.words >= SHARED_WORDS and not like.sentence)
    if denied.type == "control":
        return contrary(denied, asserted, sides)
    return True


def _points(denied: Entry, asserted: Entry, like: Likeness, together: bool, sides: Sides) -> float:
    points = 2.0 if denied.type == asserted.type else 1.0
    points += {"same": 2.0, "within": 1.0, "unknown": 0.0}[like.place]
    points += {"same": 1.5, "near": 0.5, "unknown": 0.0}[like.days]
    if like.days == "unknown" and like.gap is not None:
        points += 0.5 if abs(like.gap) <= 2 else -1.0 if abs(like.gap) > 14 else 0.0
    points += {"same": 1.5, "allied": -1.0, "unknown": 0.0, "apart": 0.0}[like.actors]
    points += {"same": 1.0, "allied": 0.5, "unknown": 0.0, "apart": -0.5}[like.targets]
    points += {"same": 1.5, "unknown": 0.0, "apart": 0.0}[like.items]
    points += {"same": 1.0, "unknown": 0.0, "apart": -1.0}[like.sorts]
    points += 1.0 * like.trigger + 1.5 * like.beside + 1.0 * like.adjacent + 1.5 * together
    if not like.sentence:
        points += 1.5 if like.words >= SHARED_WORDS else 0.75 if like.words >= FEW_WORDS else 0.0
    if denied.party not in NOBODY:
        day = day_of(denied)
        accused = any(sides.allied(denied.party, p, day) for p in actors(asserted))
        # 'The army claims that …; the ministry of the others calls it nonsense'.
        points += 1.0 if like.adjacent and sides.opposed(denied.party, asserted.party, day) else 0.0
        suffered = any(sides.allied(denied.party, p, day) for p in targets(asserted))
        points += 1.5 if accused else 0.5 if suffered else 0.0
        points -= 1.0 if sides.allied(denied.party, asserted.party, day) and not accused else 0.0
    return points


def _reason(denied: Entry, asserted: Entry) -> str:
    return f"{saying.who(asserted)} claims {saying.happening(asserted)}; {saying.who(denied)} denies it{_as_of(denied)}"


def _as_of(denied: Entry) -> str:
    return f" ({saying.day(denied.published)})" if denied.published else ""
