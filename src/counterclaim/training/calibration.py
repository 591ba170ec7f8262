"""How a trained network is read: thresholds that find most, and confidence that means what it says."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from counterclaim.extracting.neural.confidence import Calibration
from counterclaim.extracting.neural.decoding import Thresholds
from counterclaim.extracting.tags import Tags
from counterclaim.training.corpus import Passage, as_tags
from counterclaim.training.evaluation import Comparison, calibration_error, score

BIASES = (-0.8, -0.4, 0.0, 0.4, 0.8, 1.2, 2.0, 3.0)
"""What is tried as a threshold, on the scale of logits."""

FITTED = (
    ("trigger", "typed"),
    ("role", "role"),
    ("content", "attribution"),
    ("cue", "attribution"),
)
"""Each threshold and the figure that it is chosen by, in this order."""

UNLINKED = -0.4
"""The threshold of mentions: no figure tells a better one, since what plays a part is found without them."""

LEAST = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
"""What is tried as the least confidence, calibrated."""

_ROUNDS = 50

Read = Callable[[Passage, Thresholds], Tags]
Outcome = tuple[float, bool]


def thresholds(passages: Sequence[Passage], read: Read) -> Thresholds:
    """The best on `passages` by F1, one after the other."""

    def figure(name: str, given: Thresholds) -> float:
        return score((p, read(p, given)) for p in passages).figures()[name]

    best = Thresholds(mention=UNLINKED)
    for field, name in FITTED:
        tried = [_with(best, field, bias) for bias in BIASES]
        best = max(tried, key=lambda given: (round(figure(name, given), 4), -abs(getattr(given, field))))
    return best


def _with(given: Thresholds, field: str, value: float) -> Thresholds:
    return replace(given, **{field: value})


def floor(pairs: Sequence[tuple[Passage, Tags]], scaling: Calibration) -> float:
    """The least confidence that a trigger needs for the best F1 with type over `pairs`, whose confidence is raw.

    One for all types: by type nothing was better on held-out texts.
    """

    def figure(least: float) -> float:
        kept = (
            (
                passage,
                replace(
                    tags,
                    triggers=tuple(t for t in tags.triggers if scaling.of(t.confidence) >= least),
                    arguments=(),
                ),
            )
            for passage, tags in pairs
        )
        return round(score(kept).typed.f1, 4)

    return max(LEAST, key=lambda least: (figure(least), -least))


def outcomes(pairs: Iterable[tuple[Passage, Tags]]) -> list[Outcome]:
    """(confidence, right) of every trigger found; right is one that is annotated with that type."""
    return [
        one for passage, tags in pairs for one in Comparison(passage.text, as_tags(passage), tags).outcomes()
    ]


def fit(given: Sequence[Outcome]) -> Calibration:
    """Platt's scaling of `given` by Newton's method, with Platt's smoothed targets (Platt 1999)."""
    right = sum(1 for _, is_right in given if is_right)
    wrong = len(given) - right
    if not right or not wrong:
        return Calibration()
    high, low = (right + 1) / (right + 2), 1 / (wrong + 2)
    points = [(_logit(raw), high if is_right else low) for raw, is_right in given]
    slope, intercept = 1.0, 0.0
    for _ in range(_ROUNDS):
        g1 = g2 = h11 = h12 = h22 = 0.0
        for x, wanted in points:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * x + intercept))))
            weight = max(p * (1 - p), 1e-9)
            g1 += (p - wanted) * x
            g2 += p - wanted
            h11 += weight * x * x
            h12 += weight * x
            h22 += weight
        determinant = h11 * h22 - h12 * h12
        if abs(determinant) < 1e-12:
            break
        step1 = (h22 * g1 - h12 * g2) / determinant
        step2 = (h11 * g2 - h12 * g1) / determinant
        slope, intercept = slope - step1, intercept - step2
        if abs(step1) + abs(step2) < 1e-9:
            break
    return Calibration(round(slope, 4), round(intercept, 4))


def crossed_error(halves: tuple[Sequence[Outcome], Sequence[Outcome]]) -> float:
    """Calibration error of each half under the scaling fitted on the other, over both."""
    graded: list[Outcome] = []
    for fitted_on, measured in (halves, halves[::-1]):
        scaling = fit(fitted_on)
        graded += [(scaling.of(raw), right) for raw, right in measured]
    return calibration_error(graded)


def _logit(raw: float) -> float:
    bounded = min(max(raw, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
