"""Agreement beyond chance: Cohen's kappa and Krippendorff's alpha for labels without order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.evaluate.items import Layer
from pipeline.evaluate.scores import Scores

__all__ = ["cohens_kappa", "krippendorffs_alpha", "label_pairs"]

Pair = tuple[str | None, str | None]


def label_pairs(scores: Scores, layer: Layer) -> list[Pair]:
    """What the two sides say of each sentence, in a layer where each sentence has one label.

    In layer ``HOLDER`` a label is the holder: its gold name, or the predicted one where they differ.
    """
    if layer is not Layer.HOLDER:
        return [(item.gold, item.predicted) for item in scores.of(layer)]
    pairs: list[Pair] = []
    for item in scores.of(layer):
        gold = f"{item.gold}: {item.gold_value}" if item.gold is not None else None
        other = f"{item.predicted}: {item.predicted_value}" if item.predicted is not None else None
        pairs.append((gold, gold if item.right else other))
    return pairs


def cohens_kappa(pairs: Sequence[Pair]) -> float | None:
    """Kappa of two annotators (Cohen 1960) over the pairs that both labelled.

    ``None`` without such pairs; 1.0 where both give one and the same label throughout.
    """
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    if not both:
        return None
    observed = sum(one == other for one, other in both) / len(both)
    ours, theirs = Counter(one for one, _ in both), Counter(other for _, other in both)
    expected = sum(ours[label] * theirs[label] for label in ours) / len(both) ** 2
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def krippendorffs_alpha(units: Iterable[Sequence[str | None]]) -> float | None:
    """Alpha for nominal data, any number of annotators, gaps allowed (Krippendorff 2011, section C).

    Each unit holds the labels that the annotators gave it, ``None`` where one gave none; units with fewer
    than two labels say nothing. ``None`` without any pair of labels; 1.0 where there is one label only.
    """
    coincidences: Counter[tuple[str, str]] = Counter()
    for unit in units:
        labels = Counter(label for label in unit if label is not None)
        given = labels.total()
        if given < 2:
            continue
        for one, times in labels.items():
            for other, others in labels.items():
                pairs = times * (others - 1 if one == other else others)
                coincidences[one, other] += pairs / (given - 1)  # type: ignore[assignment]
    margins: Counter[str] = Counter()
    for (one, _), weight in coincidences.items():
        margins[one] += weight
    total = margins.total()
    if not total:
        return None
    observed = sum(weight for (one, other), weight in coincidences.items() if one != other)
    expected = (total**2 - sum(weight**2 for weight in margins.values())) / (total - 1)
    return 1.0 if expected == 0 else 1 - observed / expected
