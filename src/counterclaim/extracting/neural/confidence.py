"""Calibrated confidence: the chance that a trigger is one, of that type, as held-out passages show it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.model import ClaimType

_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt's scaling: logistic in the logit of the raw probability (Platt 1999)."""

    slope: float = 1.0
    intercept: float = 0.0

    def of(self, raw: float) -> float:
        """Confidence between 0 and 1, in hundredths, which is as fine as it is meant."""
        bounded = min(max(raw, _EDGE), 1 - _EDGE)
        x = self.slope * math.log(bounded / (1 - bounded)) + self.intercept
        return round(1 / (1 + math.exp(-x)), 2)


@dataclass(frozen=True, slots=True)
class Floors:
    """Confidence below which a trigger of a type is not taken."""

    by_type: Mapping[ClaimType, float] = field(default_factory=dict)

    def admits(self, type_: ClaimType, confidence: float) -> bool:
        return confidence >= self.by_type.get(type_, 0.0)
