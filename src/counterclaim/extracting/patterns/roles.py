"""Roles that mentions play in happenings, and their measured weights.

Source of the weights: `event_weights.json` of the pack, written by `tools/fit_events.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from counterclaim.errors import SettingsError
from counterclaim.extracting.tags import MentionKind, Role
from counterclaim.language.packs import Pack

ROLES: tuple[Role, ...] = ("actor", "target", "place", "time", "quantity", "evidence")
PLAYS: Mapping[MentionKind, tuple[Role, ...]] = {
    "party": ("actor", "target"),
    "place": ("place",),
    "time": ("time",),
    "quantity": ("quantity", "actor"),
    "evidence": ("evidence",),
}


class RoleWeights:
    """The tables `roles`, `bias`, `least` and `alone` of `event_weights.json`: six numbers a cue, one a role.

    SettingsError where a row has not one number for each role.
    """

    def __init__(self, pack: Pack) -> None:
        section = pack.measured("event_weights")
        self._rows: Mapping[str, Sequence[float]] = section.get("roles", {})
        for cue, row in self._rows.items():
            if len(row) != len(ROLES):
                raise SettingsError(
                    f"language pack {pack.code}, event_weights.json: roles.{cue!r} needs {len(ROLES)} numbers"
                )
        self._least: Mapping[str, float] = section.get("least", {})
        self._alone: Mapping[str, float] = section.get("alone", {})
        self._bias: Mapping[str, float] = section.get("bias", {})

    def least(self, role: Role) -> float:
        """Least probability at which a mention takes the role."""
        return self._least.get(role, 0.5)

    def alone(self, role: Role) -> float:
        """Least probability at which the best of a trigger's mentions takes a role that none took."""
        return self._alone.get(role, 1.0)

    def scores(self, cues: Sequence[str], roles: Sequence[Role]) -> dict[Role, float]:
        """Probability of each role, each for itself."""
        found: dict[Role, float] = {}
        rows = [row for cue in cues if (row := self._rows.get(cue)) is not None]
        for role in roles:
            at = ROLES.index(role)
            total = self._bias.get(role, 0.0) + sum([row[at] for row in rows])
            found[role] = 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0)))
        return found


@lru_cache(maxsize=16)
def role_weights(pack: Pack) -> RoleWeights:
    """The role weights of `pack`, read once."""
    return RoleWeights(pack)
