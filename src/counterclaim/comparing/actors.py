"""Responsibility for one happening that is given to opposed parties, or by each of two to the other."""

from __future__ import annotations

from counterclaim.comparing import saying
from counterclaim.comparing.counts import wholes
from counterclaim.comparing.likeness import HARM, Likeness, close, likeness
from counterclaim.comparing.nouns import Entry
from counterclaim.comparing.sides import NOBODY, Sides, actors, day_of, targets, tells
from counterclaim.model import ClaimType, ObjectClass

ANY_OBJECT: frozenset[ObjectClass] = frozenset({"home", "road", "base", "other"})
"""What every fire hits."""

BLAMED: frozenset[ClaimType] = HARM | {"agreement", "displacement", "statement"}


def actor(a: Entry, b: Entry, sides: Sides, together: bool) -> tuple[float, str] | None:
    """Strength and reason where `a` and `b` name opposed doers of one happening."""
    if a.polarity == "denied" or b.polarity == "denied" or a.type not in BLAMED or b.type not in BLAMED:
        return None
    mine, theirs = actors(a), actors(b)
    if not mine or not theirs or mine & theirs or not _one_kind(a, b):
        return None
    day = day_of(a)
    if any(sides.allied(x, y, day) for x in mine for y in theirs):
        return None
    if a.type == "statement" and not (_accuses(a, mine, sides, day) and _accuses(b, theirs, sides, day)):
        return None
    mutual = _each_other(a, mine, b, theirs, sides, day)
    if not mutual and not (
        _answered(a, mine, b, sides, day)
        or _answered(b, theirs, a, sides, day)
        or all(sides.opposed(x, y, day) for x in mine for y in theirs)
    ):
        return None
    if _suffer_apart(a, b, sides, day):
        return None
    like = likeness(a, b, sides)
    if like is None or like.items == "apart":
        return None
    strength = (_mutual if mutual else _third)(a, b, like, together)
    return None if strength is None else (strength, _reason(a, mine, b, theirs))


def _one_kind(a: Entry, b: Entry) -> bool:
    return a.type == b.type or (a.type in HARM and b.type in HARM)


def _accuses(entry: Entry, doers: frozenset[str], sides: Sides, day: str | None) -> bool:
    """Whether a statement is about another's doing; as a rule the actor of one is who makes it."""
    return entry.party not in NOBODY and not any(sides.allied(entry.party, p, day) for p in doers)


def _each_other(
    a: Entry, mine: frozenset[str], b: Entry, theirs: frozenset[str], sides: Sides, day: str | None
) -> bool:
    return any(sides.allied(b.party, p, day) for p in mine) and any(
        sides.allied(a.party, p, day) for p in theirs
    )


def _answered(a: Entry, accused: frozenset[str], b: Entry, sides: Sides, day: str | None) -> bool:
    """Whether `b` is the word of whom `a` accuses, naming another."""
    return a.party not in accused and any(sides.allied(b.party, p, day) for p in accused)


def _suffer_apart(a: Entry, b: Entry, sides: Sides, day: str | None) -> bool:
    """Two fires on each other are two happenings: each side's people suffer in one of them."""
    return any(sides.opposed(x, y, day) for x in targets(a) for y in targets(b)) and not targets(a) & targets(
        b
    )


def _mutual(a: Entry, b: Entry, like: Likeness, together: bool) -> float | None:
    """Each side blames the other: for one act in one sentence, or for what place, day and wording tie together."""
    if like.sentence:
        # 'X says that Y shelled it, and Y that it came under X's fire' are two fires.
        return 0.9 if like.trigger or (like.place == "same" and a.type in HARM) else None
    if like.beside and like.trigger and a.type == b.type:
        return 0.8
    if (
        a.type == "agreement"
        and (like.gap is None or abs(like.gap) <= 1)
        and (like.trigger or together or like.adjacent)
    ):
        return 0.7
    if a.type in ("agreement", "statement"):
        return 0.6 if together and like.trigger else None
    placed = like.place == "same" and like.days == "same"
    if placed and (together or like.sorts == "same" or like.items == "same"):
        return 0.7
    return None


def _third(a: Entry, b: Entry, like: Likeness, together: bool) -> float | None:
    """Opposed doers by accounts that do not speak of each other: one happening only where the harm is one."""
    if a.type in ("agreement", "statement") or like.place != "same" or like.sentence or tells(a, b):
        return None
    if close(a.places) != close(b.places):
        return None  # a quarter of the town, and the town
    if not _one_harm(a, b):
        return None
    return 0.6 if together else 0.5 if like.days == "same" else None


def _one_harm(a: Entry, b: Entry) -> bool:
    """Whether both tell of the same figures, or of the same sort of building."""
    if (a.objects & b.objects) - ANY_OBJECT:
        return True
    mine, theirs = wholes(a), wholes(b)
    # 'At least 9' and 14 may be two tolls; the same number is seldom of two.
    figures = (
        {(key, q.low, q.high) for key, given in whole.items() for q in given} for whole in (mine, theirs)
    )
    return bool(set.intersection(*figures))


def _reason(a: Entry, mine: frozenset[str], b: Entry, theirs: frozenset[str]) -> str:
    what = saying.TYPES[a.type] if a.type == b.type else "one happening"
    if a.type == "agreement":
        what = "the breach of an agreement"
    if a.type == "statement":
        what = "what happened"
    place = saying.where(a) or saying.where(b)
    return (
        f"{saying.who(a)} holds {saying.listed(sorted(mine))} responsible for {what}{place}{saying.when(a)}; "
        f"{saying.who(b)} holds {saying.listed(sorted(theirs))} responsible"
    )
