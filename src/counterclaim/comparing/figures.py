"""What the counts of two claims say of their being about one happening: equal ones for it, far ones against it."""

from __future__ import annotations

from counterclaim.comparing.features import Features
from counterclaim.comparing.nouns import Reason

FAR = 10
"""How far apart two tolls lie of which one, being more than twice the other, is rather another deed's."""
VAGUE = 0.3
"""What a number says beside a word such as 'dozens' that allows it."""
GROWN = 1.15
"""How many times another toll one may be that was rounded or counted later."""
_OTHERS: tuple[set[str], ...] = ({"civilian", "militant"}, {"civilian", "soldier"})
"""People whose counts are seldom those of one deed."""
_EFFECTS = {"casualties": "killed or hurt", "shot_down": "shot down", "other": "counted", "taken": "taken"}


def figures(a: Features, b: Features) -> Reason | None:
    """What both count, and whether the counts meet. Counts of other things say nothing."""
    best: tuple[float, str] | None = None
    worst: tuple[float, str] | None = None
    for counted, effect, low, high, item, vague in a.figures:
        for counted_too, _, low_too, high_too, item_too, vague_too in b.figures:
            if counted != counted_too:
                continue
            score, words = _counts(a, b, (low, high), (low_too, high_too), effect, min(item, item_too))
            if score > 0 and vague is not vague_too:
                score = VAGUE
            elif score < 0 and (vague if low < low_too else vague_too):
                # 'Dozens' allow whatever is more.
                score = 0.0
            if item != item_too and "person" not in (item, item_too):
                if {item, item_too} in _OTHERS and a.entry.article != b.entry.article:
                    one, other = sorted((item, item_too))
                    score, words = -1.0, f"one counts {one}s, the other {other}s"
                else:
                    score = min(score * 0.5, 1.0) if score > 0 else 0.0
            if score > 0:
                best = max(best or (score, words), (score, words))
            elif score < 0:
                worst = min(worst or (score, words), (score, words))
    chosen = best or worst
    return Reason("figure", *chosen) if chosen else None


def _counts(
    a: Features,
    b: Features,
    one: tuple[int, int | None],
    other: tuple[int, int | None],
    effect: str,
    item: str,
) -> tuple[float, str]:
    (low, high), (low_too, high_too) = sorted((one, other), key=lambda each: (each[0], each[1] or 1 << 60))
    did = _EFFECTS.get(effect, effect.replace("_", " "))
    thing = "" if item in ("person", "other") else f"{item.replace('_', ' ')} "
    if low == low_too:
        exact = high == low and high_too == low_too
        return _telling(low) * (1.0 if exact else 0.6), f"both count {low} {thing}{did}"
    if a.family == "presence":
        return 1.0, f"both count {thing}{did}, {low} and {low_too}"
    if high is None or high >= low_too:
        # 'At least 5' does not speak for 45, though it allows them.
        if high_too is None and low_too > 2 * low and low_too > low + FAR:
            return -1.4, f"one counts at least {low}, the other at least {low_too} {thing}{did}"
        return (0.4 if low_too <= 2 * low else -0.3), f"counts of {thing}{did} meet"
    words = f"one counts {low}, the other {low_too} {thing}{did}"
    if a.family == "total":
        return (0.8 if low_too <= 1.3 * low else 0.2 if low_too <= 2 * low else -0.8), words
    if a.entry.article == b.entry.article and a.entry.claimant == b.entry.claimant:
        return -2.0, f"{words}, of one source in one article"
    if low_too <= GROWN * high:
        # Rounded, or counted some hours later.
        return 0.5, words
    # Sources differ about one deed, but seldom by this much.
    far = low_too > 2 * high
    return (-1.6 if far and low_too > high + FAR else -1.0 if far else -0.5), words


def _telling(count: int) -> float:
    """How much an equal count says: little for one or two, less for round numbers."""
    worth = (
        (0.4, 0.4, 0.7, 1.0, 1.0)[count] if count < 5 else 1.4 if count < 10 else 2.0 if count < 50 else 2.4
    )
    round_number = count >= 20 and count % 10 == 0 if count < 200 else count % 100 == 0
    return worth * 0.7 if round_number else worth
