"""What scoring yields: items (one thing that gold or prediction has, right or not) and their counts.

Every number of a report is a count of items, so each number can be opened to its mistakes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.schema import Span

__all__ = ["Counts", "Item", "Layer", "count_items"]


class Layer(StrEnum):
    """What is compared; the names are those of the agreement table: numbers can stand side by side."""

    ENTITY = "entity span+label"
    ENTITY_SPAN = "entity span"
    ENTITY_OVERLAP = "entity overlap+label"
    ENTITY_OVERLAP_SPAN = "entity overlap"
    NAMED = "named entity span+label"
    LINK = "named entity span+link"
    VALUE = "value span+norm"
    RELATION = "relation (mentions)"
    RELATION_LINKED = "relation (linked ids)"
    RELATION_QUAD = "relation (mentions, quad class)"
    PAIR = "relation pair unlabelled"
    CANDIDATE = "relation candidates (recall)"
    RELATION_GIVEN_GOLD = "relation, given gold mentions"
    STANCE = "stance (holder,label,target span)"
    STANCE_HOLDER = "stance (holder,label)"
    STANCE_OVERLAP = "stance (holder, label, overlapping target)"
    STANCE_GIVEN_PAIR = "stance label, given holder and target"
    STANCE_GIVEN_GOLD = "stance, given gold mentions, type, holder"
    TYPE = "type"
    HEDGED = "hedged"
    NEGATED = "negated"
    HOLDER_IS_AUTHOR = "holder is author"
    HOLDER = "holder"
    HOLDER_ACTOR = "holder, where not the author"
    CLAIM = "whole claim"
    INGESTION = "gold spans in the extracted text"

    @property
    def is_share(self) -> bool:
        """Whether the layer is a share of its gold items (accuracy, recall), not a precision and recall."""
        return self in _SHARES

    @property
    def is_category(self) -> bool:
        """Whether every sentence has exactly one label here (kappa and confusion matrix make sense)."""
        return self in _CATEGORIES


_CATEGORIES = frozenset({Layer.TYPE, Layer.HEDGED, Layer.NEGATED, Layer.HOLDER_IS_AUTHOR, Layer.HOLDER})
_SHARES = _CATEGORIES | {Layer.CANDIDATE, Layer.STANCE_GIVEN_PAIR, Layer.CLAIM, Layer.INGESTION}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the gold (``gold`` set), of the prediction (``predicted`` set), or of both.

    ``gold`` and ``predicted`` are labels; ``right`` says whether the layer accepts the prediction for the
    gold item. A pair that is not right is a confusion: missed and spurious at once. ``spans`` places the
    item in the text (head and tail of a relation, target of a stance); ``gold_value`` and
    ``predicted_value`` say more where a label does not say it all (a link, a value, a holder's name).
    """

    layer: Layer
    document: str
    sentence: str
    spans: tuple[Span, ...]
    gold: str | None
    predicted: str | None
    right: bool
    gold_value: str = ""
    predicted_value: str = ""
    by: str = ""
    probability: float | None = None

    @property
    def key(self) -> tuple[str, str, tuple[Span, ...], str, str]:
        """The same for the same gold item, or the same spurious prediction, in two runs."""
        owner = (
            ("gold", self.gold, self.gold_value)
            if self.gold is not None
            else ("", self.predicted, self.predicted_value)
        )
        return (self.layer, self.document, self.spans, owner[0], f"{owner[1]} {owner[2]}".strip())


@dataclass(frozen=True, slots=True)
class Counts:
    """Items right, missed (gold without it) and spurious (predicted without gold); these add up."""

    right: int = 0
    missed: int = 0
    spurious: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.missed + other.missed, self.spurious + other.spurious)

    @property
    def gold(self) -> int:
        """How many the gold has."""
        return self.right + self.missed

    @property
    def predicted(self) -> int:
        """How many were predicted."""
        return self.right + self.spurious

    @property
    def precision(self) -> float | None:
        """The share of predictions that are right; ``None`` without predictions."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The share of gold that was found; ``None`` without gold."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two; ``None`` with neither gold nor predictions."""
        total = self.gold + self.predicted
        return 2 * self.right / total if total else None


def count_items(items: Iterable[Item], label: str | None = None) -> Counts:
    """Counts over ``items``, or of one ``label`` among them."""
    right = missed = spurious = 0
    for item in items:
        if item.right:
            right += label in (None, item.gold)
            continue
        missed += item.gold is not None and label in (None, item.gold)
        spurious += item.predicted is not None and label in (None, item.predicted)
    return Counts(right, missed, spurious)
