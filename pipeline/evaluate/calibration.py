"""Whether a probability of 0.8 is right eight times in ten.

Reliability curve and expected calibration error over ten bins of equal width (Guo et al. 2017), and the
threshold above which nine predictions in ten are right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.evaluate.items import Layer
from pipeline.evaluate.scores import Scores

__all__ = ["Bin", "Calibration", "calibrate", "calibrations", "threshold_at"]

CALIBRATED = (
    Layer.ENTITY,
    Layer.LINK,
    Layer.VALUE,
    Layer.RELATION,
    Layer.STANCE_OVERLAP,
    Layer.TYPE,
    Layer.HEDGED,
    Layer.NEGATED,
    Layer.HOLDER,
    Layer.CLAIM,
)
"""Layers with a probability of their own; the others are variants of these."""
BINS = 10
PRECISION = 0.9


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions with a probability in one tenth: how many, their mean probability, how many were right."""

    low: float
    high: float
    size: int
    probability: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far probabilities can be believed.

    ``error`` is the mean distance of probability and share right, bins weighted by size. ``threshold`` is
    the lowest probability from which on 90 % are right; ``kept`` the share of predictions that pass it;
    both ``None`` where no threshold does.
    """

    size: int
    bins: tuple[Bin, ...]
    error: float
    threshold: float | None
    kept: float | None


def calibrations(scores: Scores) -> dict[Layer, Calibration]:
    """The calibration of each layer whose predictions carry probabilities."""
    found = {}
    for layer in CALIBRATED:
        pairs = [
            (item.probability, item.right)
            for item in scores.of(layer)
            if item.predicted is not None and item.probability is not None
        ]
        if pairs:
            found[layer] = calibrate(pairs)
    return found


def calibrate(pairs: Iterable[tuple[float, bool]]) -> Calibration:
    """Calibration of (probability, right?) pairs; at least one is needed."""
    ordered = sorted(pairs)
    groups: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in ordered:
        groups.setdefault(min(int(probability * BINS), BINS - 1), []).append((probability, right))
    bins = tuple(_bin(number, members) for number, members in sorted(groups.items()))
    error = sum(b.size * abs(b.probability - b.right) for b in bins) / len(ordered)
    threshold = threshold_at(ordered, PRECISION)
    kept = sum(p >= threshold for p, _ in ordered) / len(ordered) if threshold is not None else None
    return Calibration(len(ordered), bins, error, threshold, kept)


def _bin(number: int, members: Sequence[tuple[float, bool]]) -> Bin:
    size = len(members)
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        size=size,
        probability=sum(p for p, _ in members) / size,
        right=sum(right for _, right in members) / size,
    )


def threshold_at(pairs: Iterable[tuple[float, bool]], precision: float) -> float | None:
    """The lowest probability such that, of all predictions at or above it, ``precision`` are right."""
    ordered = sorted(pairs, reverse=True)
    best = None
    right = 0
    for at, (probability, is_right) in enumerate(ordered):
        right += is_right
        last_of_its_kind = at + 1 == len(ordered) or ordered[at + 1][0] != probability
        if last_of_its_kind and right >= precision * (at + 1):
            best = probability
    return best
