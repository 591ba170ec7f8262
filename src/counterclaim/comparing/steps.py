"""Deeds of one place and day that follow or answer each other, and so are two: raid and return fire, siege and entry."""

from __future__ import annotations

from counterclaim.comparing.features import Features
from counterclaim.comparing.sides import NOBODY

_FROM_AFAR = frozenset({"air_strike", "drone", "shelling", "missile"})
"""Means of those who take nobody prisoner by them."""


def other_step(a: Features, b: Features) -> str | None:
    """Why what the two tell are two steps, in words; None where they can be one."""
    if _fired_back(a, b):
        return "one tells of fire on those who fired in the other"
    return _other_step(a, b) or _other_step(b, a)


def _fired_back(a: Features, b: Features) -> bool:
    """Whether what one did to another and what that other did are two attacks, not one for which each blames the other."""
    return (
        a.entry.type == b.entry.type == "attack"
        and a.entry.polarity == b.entry.polarity
        and bool(a.actors)
        and bool(b.actors)
        and a.actors.isdisjoint(b.actors)
        and not (a.actors.isdisjoint(b.targets) and b.actors.isdisjoint(a.targets))
        and (a.entry.party in NOBODY or b.entry.party in NOBODY or a.entry.side == b.entry.side)
    )


def _other_step(a: Features, b: Features) -> str | None:
    """Whether the words of the two tell of steps that follow each other, none of which is the other one."""
    if a.step == "captive" and b.entry.type == "attack" and b.means & _FROM_AFAR:
        return "one tells of captives, the other of fire from afar"
    if a.step == "downed" and (b.step == "captive" or b.entry.type == "abuse"):
        return "one tells of an aircraft brought down, the other of what became of its crew"
    if a.step == "entry" and b.stage == "siege":
        return "one tells of a siege, the other of an entry"
    if a.step == "talks" and b.step == "truce":
        return "one tells of talks, the other of a truce"
    return None
