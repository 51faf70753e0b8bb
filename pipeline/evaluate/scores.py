"""Two Annotations over the same text in, scores out.

    scores = score_annotations(gold, predicted)
    scores.counts(Layer.RELATION).f1
    scores.by_label(Layer.ENTITY)["GPE"].recall
    scores.mistakes(Layer.STANCE)           # items: sentence, spans, gold and predicted label, rule
    scores + score_annotations(other_gold, other_predicted)

Gold and prediction are the same type, so two annotators are compared by the same function.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from pipeline.evaluate.items import Counts, Item, Layer, count_items
from pipeline.evaluate.layers import Candidate, items_of_unit
from pipeline.evaluate.units import pair_sentences
from pipeline.schema import Annotations, Span

__all__ = ["ScoredSentence", "Scores", "score_annotations"]


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence that was scored: the gold's, or one too many in the prediction."""

    document: str
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Scores:
    """Every item of every layer, and the sentences that they come from; scores of documents add up."""

    items: tuple[Item, ...] = ()
    sentences: tuple[ScoredSentence, ...] = ()
    """All sentences, those without items too."""

    def __add__(self, other: Scores) -> Scores:
        return Scores(self.items + other.items, self.sentences + other.sentences)

    def of(self, layer: Layer) -> tuple[Item, ...]:
        """The items of one layer, in text order."""
        return tuple(item for item in self.items if item.layer is layer)

    def counts(self, layer: Layer) -> Counts:
        """How many are right, missed and spurious."""
        return count_items(self.of(layer))

    def by_label(self, layer: Layer) -> dict[str, Counts]:
        """The same for each label that gold or prediction has, sorted by label."""
        items = self.of(layer)
        labels = {label for item in items for label in (item.gold, item.predicted) if label is not None}
        return {label: count_items(items, label) for label in sorted(labels)}

    def macro_f1(self, layer: Layer) -> float | None:
        """The mean F1 of the labels that the gold has, each as weighty as the other."""
        values = [counts.f1 or 0.0 for counts in self.by_label(layer).values() if counts.gold]
        return sum(values) / len(values) if values else None

    def by_rule(self, layer: Layer) -> dict[str, Counts]:
        """Counts for each rule, knowledge row or model that predicted (``by``); the missed belong to none."""
        groups: dict[str, list[Item]] = defaultdict(list)
        for item in self.of(layer):
            if item.predicted is not None:
                groups[item.by].append(item)
        found = {by: count_items(items) for by, items in sorted(groups.items())}
        return {by: Counts(counts.right, 0, counts.spurious) for by, counts in found.items()}

    def mistakes(self, layer: Layer) -> tuple[Item, ...]:
        """The items that are not right, in text order."""
        return tuple(item for item in self.of(layer) if not item.right)


def score_annotations(
    gold: Annotations,
    predicted: Annotations,
    *,
    complete: bool = False,
    candidates: Collection[Candidate] | None = None,
) -> Scores:
    """Compare ``predicted`` with ``gold`` over the same text, in every layer.

    Sentences are paired by largest overlap; predictions outside all gold sentences are left alone, unless
    the gold is ``complete`` (covers the whole body): then they are spurious. A relation is right when both
    mentions have the gold's spans and the label is the same (symmetric ones in either order); holders are
    the same when both are the author, their words overlap, or entity or name are one. ``candidates`` are
    the relations (head span, label, tail span) that were considered, for the recall of candidates; without
    them a relation counts as reached when both its mentions were found.
    """
    units = pair_sentences(gold, predicted, complete=complete)
    items = (item for unit in units for item in items_of_unit(unit, candidates))
    order = {layer: at for at, layer in enumerate(Layer)}
    return Scores(
        items=tuple(sorted(items, key=lambda item: (order[item.layer], item.spans))),
        sentences=tuple(ScoredSentence(unit.document, unit.id, unit.span) for unit in units),
    )
