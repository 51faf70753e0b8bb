"""95 % intervals by resampling: documents, or sentences where there is one document alone.

Percentile bootstrap (Efron 1979). Counts are summed per unit once; a resample is a weighted sum of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluate.items import Layer
from pipeline.evaluate.scores import Scores

__all__ = ["Interval", "Intervals", "bootstrap_intervals"]

RESAMPLES = 2000
SEED = 20190521


@dataclass(frozen=True, slots=True)
class Interval:
    """The 2.5th and the 97.5th percentile of a score over resamples."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals of one layer; ``None`` where a score is not defined in most resamples."""

    precision: Interval | None
    recall: Interval | None
    f1: Interval | None


def bootstrap_intervals(
    scores: Scores, *, resamples: int = RESAMPLES, seed: int = SEED
) -> dict[Layer, Intervals]:
    """Intervals of precision, recall and F1 of every layer that has items."""
    units = resampled_units(scores)
    if not units:
        return {}
    numbers = {unit: at for at, unit in enumerate(units)}
    draws = np.random.default_rng(seed).multinomial(len(units), [1 / len(units)] * len(units), size=resamples)
    by_document = isinstance(units[0], str)
    found = {}
    for layer in Layer:
        counts = np.zeros((len(units), 3))
        for item in scores.of(layer):
            unit = item.document if by_document else (item.document, item.sentence)
            counts[numbers[unit]] += (
                item.right,
                not item.right and item.gold is not None,
                not item.right and item.predicted is not None,
            )
        if counts.any():
            found[layer] = _intervals(draws @ counts)
    return found


def resampled_units(scores: Scores) -> list[str] | list[tuple[str, str]]:
    """What is drawn: documents where there are several, else sentences."""
    documents = list(dict.fromkeys(sentence.document for sentence in scores.sentences))
    return documents if len(documents) > 1 else [(s.document, s.id) for s in scores.sentences]


def _intervals(sums: NDArray[np.float64]) -> Intervals:
    right, missed, spurious = sums.T
    return Intervals(
        precision=_interval(right, right + spurious),
        recall=_interval(right, right + missed),
        f1=_interval(2 * right, 2 * right + missed + spurious),
    )


def _interval(above: NDArray[np.float64], below: NDArray[np.float64]) -> Interval | None:
    defined = below > 0
    if defined.sum() * 2 < len(below):
        return None
    low, high = np.percentile(above[defined] / below[defined], (2.5, 97.5))
    return Interval(round(float(low), 6), round(float(high), 6))
