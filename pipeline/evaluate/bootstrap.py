"""95 % intervals by resampling documents, and sentences within each document drawn.

Percentile bootstrap in two stages (Davison and Hinkley 1997, section 3.8): sentences of one paper are not
independent, so papers are drawn; papers are few, so their sentences are drawn too. Of a single paper the
sentences alone are drawn. Counts are summed per sentence once; a resample is a weighted sum of them.
"""

from __future__ import annotations

from collections import Counter
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
    if not scores.sentences:
        return {}
    numbers = {(s.document, s.id): at for at, s in enumerate(scores.sentences)}
    weights = _draw_weights(scores, resamples, np.random.default_rng(seed))
    found = {}
    for layer in Layer:
        counts = np.zeros((len(numbers), 3))
        for item in scores.of(layer):
            counts[numbers[item.document, item.sentence]] += (
                item.right,
                not item.right and item.gold is not None,
                not item.right and item.predicted is not None,
            )
        if counts.any():
            found[layer] = _intervals(weights @ counts)
    return found


def _draw_weights(scores: Scores, resamples: int, draw: np.random.Generator) -> NDArray[np.float64]:
    """How often each sentence (column) is drawn in each resample (row)."""
    documents = Counter(sentence.document for sentence in scores.sentences)
    columns: dict[str, list[int]] = {document: [] for document in documents}
    for at, sentence in enumerate(scores.sentences):
        columns[sentence.document].append(at)
    times = draw.multinomial(len(documents), [1 / len(documents)] * len(documents), size=resamples)
    weights = np.zeros((resamples, len(scores.sentences)))
    for number, (document, size) in enumerate(documents.items()):
        weights[:, columns[document]] = draw.multinomial(size * times[:, number], [1 / size] * size)
    return weights


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
